"""Rows of dumps that lost or gained cells: arithmetic says which cell stands under which name, and where it cannot, a flag does."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from extract.cells import Document, Metode
from extract.dump.read_text import parse_dump
from extract.running.tables import split_head
from normalize.heads.report_head import columns_of, is_lower_head, is_report_head
from normalize.tables.urutan import AMBIGUOUS, in_order

LONG = "No\tIndikator Kinerja\tTarget\tPembilang\tPenyebut\tRealisasi\tCapaian\tKriteria"
SHORT = "No\tIndikator Kinerja\tTarget\tRealisasi\tCapaian\tKriteria"
CHOSEN = "dipilih_hitungan"
EFFICIENCY = "No\tIndikator\tOutput\t\t\tInput (anggaran)\t\t\tIE\tTE\n\t\tT\tR\t%\tT\tR\t%\t\t"
Letak = Callable[[str, str], tuple[dict[str, str], set[str]]]


@pytest.fixture(scope="module")
def letak() -> Letak:
    """A head and one row below it → the row's text by column name, and the flags."""

    def read(head: str, row: str) -> tuple[dict[str, str], set[str]]:
        (block,) = parse_dump(f"{head}\n{row}\n", Document("0" * 64, Path("dump.txt"), "dump.txt", Metode.TEKS)).blocks
        segment = split_head(block, lambda r: is_report_head(r, lambda _: False), lambda r: is_lower_head(r, lambda _: False))
        columns = columns_of(segment.head, lambda _: False)
        (body,) = segment.body
        placed, flags = in_order(body, columns)
        texts = {i: " ".join(cell.text for cell in cells if cell.lines) for i, cells in placed.items()}
        return {columns[i].nama: text for i, text in texts.items() if text}, flags

    return read


def under(head: str, values: Sequence[str]) -> dict[str, str]:
    names = {
        LONG: ("target", "pembilang", "penyebut", "realisasi", "capaian", "kriteria"),
        SHORT: ("target", "realisasi", "capaian", "kriteria"),
        EFFICIENCY: ("output_target", "output_realisasi", "output_persen", "pagu_rp", "realisasi_rp", "input_persen", "ie", "te"),
    }[head]
    filled = {name: value for name, value in zip(names, values, strict=True) if value}
    return {"no": "1", "indikator": "Persentase Obat", **filled}


WHOLE = ("80,00", "45", "60", "75,00", "93,75", "Cukup")


@pytest.mark.parametrize(
    ("row", "flags"),
    [
        ("1\tPersentase Obat\t80,00\t45\t60\t75,00\t93,75\tCukup", set()),
        ("\t1\tPersentase Obat\t80,00\t45\t60\t75,00\t93,75\tCukup", set()),
        ("1\tPersentase Obat\t\t80,00\t45\t60\t75,00\t93,75\tCukup", set()),
        ("1\tPersentase Obat\t80,00\t45\t60\t75,00\t93,75\tCukup\t\t", set()),
        ("1\t\tPersentase Obat\t80,00\t45\t60\t\t75,00\t93,75\tCukup", {CHOSEN}),
    ],
    ids=["straight", "shifted", "added before the values", "added behind", "added twice"],
)
def test_a_whole_row_wherever_its_cells_slid(row: str, flags: set[str], letak: Letak) -> None:
    assert letak(LONG, row) == (under(LONG, WHOLE), flags)


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("1\tPersentase Obat\t80,00\t75,00\t93,75\tCukup", ("80,00", "", "", "75,00", "93,75", "Cukup")),
        ("1\tPersentase Obat\t80,00\t75,00\t93,75", ("80,00", "", "", "75,00", "93,75", "")),
        ("1\tPersentase Obat\t45\t60\t75,00\tCukup", ("", "45", "60", "75,00", "", "Cukup")),
    ],
    ids=["pembilang and penyebut", "the criterion too", "target and capaian"],
)
def test_lost_cells_found_by_arithmetic(row: str, values: Sequence[str], letak: Letak) -> None:
    assert letak(LONG, row) == (under(LONG, values), {CHOSEN})


def test_a_lost_percentage_of_the_output_is_found_by_the_rest(letak: Letak) -> None:
    row = "1\tPersentase Obat\t85.00\t94.23\t410,121,000\t391,080,723\t95.36\t1.16\t0.16"
    placed, flags = letak(EFFICIENCY, row)
    assert placed == under(EFFICIENCY, ("85.00", "94.23", "", "410,121,000", "391,080,723", "95.36", "1.16", "0.16"))
    assert flags == {CHOSEN}


def test_dashes_are_cells(letak: Letak) -> None:
    """Nothing was lost: two columns say «nothing»."""
    placed, flags = letak(LONG, "1\tPersentase Obat\t80,00\t-\t-\t75,00\t93,75\tCukup")
    assert placed == under(LONG, ("80,00", "-", "-", "75,00", "93,75", "Cukup"))
    assert flags == set()


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("1\tPersentase Obat\t80,00\t75,00\t88,00\tCukup", True),
        ("1\tPersentase Obat\t75,00\t93,75\tCukup", True),
        ("1\tPersentase Obat\t80,00", False),
        ("1\tPersentase Obat\t1\t2\t3\t4\t5\t6\t7", False),
    ],
    ids=["nothing fits", "too few for a proof", "one alone", "too many"],
)
def test_what_nothing_proves_is_flagged(row: str, asked: bool, letak: Letak) -> None:
    """asked: the figures may stand under other heads; a row that ends early leaves out what is empty at its end."""
    placed, flags = letak(LONG, row)
    assert flags == {"urutan"} | ({AMBIGUOUS} if asked else set())
    assert (placed["no"], placed["indikator"]) == ("1", "Persentase Obat")


@pytest.mark.parametrize(
    ("head", "row", "values"),
    [
        (SHORT, "1\tPersentase Obat\t80,00\t75,00\t12,34\tCukup", ("80,00", "75,00", "12,34", "Cukup")),
        (SHORT, "1\tPersentase Obat\t0,00\t90,00\t111,11\tCukup", ("0,00", "90,00", "111,11", "Cukup")),
        (LONG, "1\tPersentase Obat\t80,00\t45\t60\t75,00\t99,00\tCukup", ("80,00", "45", "60", "75,00", "99,00", "Cukup")),
        (LONG, "1\tPersentase Obat\t80,00\t45\t60\t70,00\t99,00\tCukup", ("80,00", "45", "60", "70,00", "99,00", "Cukup")),
    ],
)
def test_a_straight_row_that_fails_stays_as_printed(head: str, row: str, values: Sequence[str], letak: Letak) -> None:
    """No layout is better: the document is wrong, not the place of its cells."""
    assert letak(head, row) == (under(head, values), set())


def test_of_equal_layouts_the_one_nearest_the_heads(letak: Letak) -> None:
    """Two of four years, one cell right of their heads: the row gained a cell before them, it did not lose three."""
    (block,) = parse_dump(
        "INDIKATOR KINERJA\tREALISASI\t\t\t\n\t2019\t2020\t2021\t2022\nPersentase Obat\t\t\t\t86,77\t91,76\n",
        Document("0" * 64, Path("dump.txt"), "dump.txt", Metode.TEKS),
    ).blocks
    columns = columns_of(block.rows[:2], lambda _: False)
    placed, flags = in_order(block.rows[2], columns)
    assert {columns[i].tahun: cells[0].text for i, cells in placed.items() if i} == {2021: "86,77", 2022: "91,76"}
    assert flags == {"urutan", AMBIGUOUS}


QUARTERS = "No\tIndikator\tTarget TW I\tRealisasi TW I\tTarget TW II\tRealisasi TW II"


@pytest.mark.parametrize(
    ("row", "flags"),
    [
        ("1\tPersentase Obat\t80\t81\t82\t83", set()),
        ("1\tPersentase Obat\t80\t\t82\t83", set()),
        ("1\tPersentase Obat\t80\t82\t83", {"urutan", AMBIGUOUS}),
        ("1\tPersentase Obat\t80\t\t81\t82\t", {AMBIGUOUS}),
        ("1\tPersentase Obat\t80\t81\t82\t83\t", set()),
    ],
    ids=["whole", "a gap", "lost", "a gap, and longer than its head", "longer"],
)
def test_figures_without_arithmetic_may_have_moved(row: str, flags: set[str], letak: Letak) -> None:
    assert letak(QUARTERS, row)[1] == flags


def test_codes_and_numbers_go_with_their_names(letak: Letak) -> None:
    head = "No\tSasaran Kegiatan\tIndikator Kinerja\tTarget\tRealisasi\tCapaian"
    placed, _ = letak(head, "2\tTerwujudnya Obat\t7\tPersentase Obat yang baik\t80,00\t75,00\t93,75")
    assert (placed["no"], placed["sasaran"], placed["indikator"]) == ("2", "Terwujudnya Obat", "7 Persentase Obat yang baik")
    placed, _ = letak(head, "SS2\tTerwujudnya Obat\tIKSS7\tPersentase Obat yang baik\t80,00\t75,00\t93,75")
    assert (placed["sasaran"], placed["indikator"]) == ("SS2 Terwujudnya Obat", "IKSS7 Persentase Obat yang baik")
    placed, _ = letak(head, "\t\tIKSS8\tPersentase Obat yang baik\t80,00\t75,00\t93,75")
    assert "sasaran" not in placed and (placed["target"], placed["realisasi"], placed["capaian"]) == ("80,00", "75,00", "93,75")


@pytest.mark.parametrize("behind", ["", "\t\t\t\t", "\t-\t-\t-\t-"])
@pytest.mark.parametrize("name", ["Nilai AKIP UPT", "Indeks Reformasi Birokrasi UPT"])
def test_a_number_before_a_name_without_values_is_the_indicators(name: str, behind: str, letak: Letak) -> None:
    """Under a head that has no cell for it, the number stands under INDIKATOR and the name under TARGET."""
    head = "No\tSasaran Kegiatan\tIndikator Kinerja\tTarget\tRealisasi\tCapaian\tKriteria\t"
    placed, flags = letak(head, f"8\tTerwujudnya tata kelola\t12\t{name}{behind}")
    values = {} if "-" not in behind else dict.fromkeys(("target", "realisasi", "capaian", "kriteria"), "-")
    assert placed == {"no": "8", "sasaran": "Terwujudnya tata kelola", "indikator": f"12 {name}", **values}
    assert flags == (set() if behind else {"urutan"})


WITH_CODES = "Sasaran Strategis\t\tIndikator Kinerja\t\tTarget\tRealisasi\tCapaian\tKriteria"
UNNUMBERED = "No\tSasaran Kegiatan\tIndikator Kinerja\tTarget\tRealisasi\tCapaian\tKriteria\t"


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        (WITH_CODES, "\tyang optimal\t\t\t\t\t\t", {"sasaran": "yang optimal"}),
        (WITH_CODES, "\t\t\tyang baik\t\t\t\t", {"indikator": "yang baik"}),
        (UNNUMBERED, "\tdi wilayah kerja UPT\t\tdan Makanan\t\t\t\t", {"sasaran": "di wilayah kerja UPT", "indikator": "dan Makanan"}),
        (UNNUMBERED, "\tdi wilayah kerja UPT\t\tMakanan\t\t\t\t", {"sasaran": "di wilayah kerja UPT", "indikator": "Makanan"}),
    ],
    ids=["a sasaran's beside its code", "an indicator's", "both", "both, one with a capital"],
)
def test_rests_of_names(head: str, row: str, expected: dict[str, str], letak: Letak) -> None:
    assert letak(head, row) == (expected, set())


def test_a_year_names_a_period(letak: Letak) -> None:
    placed, flags = letak("Periode\tTarget\tRealisasi\tCapaian\tKriteria", "2022\t-\t93,41\t-\t")
    assert placed == {"periode": "2022", "target": "-", "realisasi": "93,41", "capaian": "-"}
    assert flags == set()


def test_a_total_under_the_number_keeps_its_columns(letak: Letak) -> None:
    """As many cells as the head has columns, each under its own name: nothing slid."""
    row = "TOTAL\t\t\t\t\t668,059,000\t636,049,699\t95.21\t\t"
    placed, _ = letak(EFFICIENCY, row)
    figures = {name: placed.get(name) for name in ("pagu_rp", "realisasi_rp", "input_persen", "ie")}
    assert figures == {"pagu_rp": "668,059,000", "realisasi_rp": "636,049,699", "input_persen": "95.21", "ie": None}
