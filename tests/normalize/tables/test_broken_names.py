"""A report's dump in which a line's end broke an indicator's name: its rest stands in a row of its own, with the values or without them."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
HEAD = ["No", "Indikator", "Target", "Realisasi", "Capaian", "Kriteria"]
VALUES, BLANK = ["80", "88", "110", "Baik"], ["", "", "", ""]
FIRST = ["1", "Persentase obat", "80", "80", "100", "Baik"]


def report(baca: Baca, *rows: Sequence[str], numbers: bool = True) -> DocumentRows:
    """numbers: whether the table has a column NO."""
    text = "\n".join("\t".join(row if numbers else row[1:]) for row in (HEAD, *rows))
    return baca(f"LAPORAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\n\nTabel 3.1 Capaian Kinerja\n\n{text}\n\nAmbon, 6 Januari 2024\n")


@pytest.mark.parametrize(("above", "below"), [(VALUES, BLANK), (BLANK, VALUES)])
@pytest.mark.parametrize("page", [[], [[], HEAD]])
@pytest.mark.parametrize(
    ("begin", "rest"), [("Indeks kesadaran masyarakat terhadap", "Obat dan Makanan"), ("Indeks kesadaran masyarakat", "terhadap Obat")]
)
def test_the_rest_of_a_numbered_name(begin: str, rest: str, page: list[list[str]], above: list[str], below: list[str], baca: Baca) -> None:
    rows = report(baca, FIRST, ["2", begin, *above], *page, ["", rest, *below], ["3", "Nilai AKIP UPT", *VALUES]).capaian
    assert [(row.indikator_raw, row.realisasi) for row in rows] == [
        ("Persentase obat", 80),
        (f"{begin} {rest}", 88),
        ("Nilai AKIP UPT", 88),
    ]
    # behind a page's end it is the rest; within a page another row without a number could begin with a capital
    flag = "nama_disambung" if rest[0].isupper() and (not page or above == BLANK) else "disambung_halaman"
    assert flag in rows[1].bendera and not rows[0].bendera


@pytest.mark.parametrize("rest", ["AKIP UPT", "Kinerja Anggaran"])
def test_the_word_of_a_unit_alone_is_no_name(rest: str, baca: Baca) -> None:
    rows = report(baca, FIRST, ["", "Nilai", *BLANK], ["", rest, *VALUES], numbers=False).capaian
    assert [(row.indikator_raw, row.realisasi) for row in rows] == [("Persentase obat", 80), (f"Nilai {rest}", 88)]


def test_without_numbers_a_capital_may_begin_another_name(baca: Baca) -> None:
    rows = report(baca, FIRST, ["", "Nilai AKIP UPT", *BLANK], ["", "Opini atas laporan keuangan", *VALUES], numbers=False).capaian
    assert [row.indikator_raw for row in rows] == ["Persentase obat", "Nilai AKIP UPT", "Opini atas laporan keuangan"]
    assert ["nama_terpotong" in row.bendera for row in rows] == [False, True, True]


def test_a_blank_indicator_above_another_one_keeps_its_name(baca: Baca) -> None:
    rows = report(baca, ["1", "Nilai AKIP UPT", *BLANK], ["2", "Persentase obat", *VALUES]).capaian
    assert [(row.indikator_raw, row.bendera) for row in rows] == [("Nilai AKIP UPT", ()), ("Persentase obat", ())]


def test_a_name_in_lower_case_that_goes_on_with_none_is_asked(baca: Baca) -> None:
    rows = report(baca, FIRST, ["2", "Nilai AKIP UPT", *VALUES], ["", "yang memenuhi syarat", *VALUES]).capaian
    assert ["nama_terpotong" in row.bendera for row in rows] == [False, False, True]


@pytest.mark.parametrize("name", ["Tingkat efektivitas KIE Obat dan Makanan", "Indeks kesadaran masyarakat"])
def test_the_unit_in_the_place_of_a_name_that_slid_is_no_name(name: str, baca: Baca) -> None:
    head = ["No", "Sasaran", "Indikator", "Satuan", "Target", "Realisasi", "Capaian"]
    rows = [head, ["1", "Terwujudnya obat aman", "Persentase obat", "Persen", *VALUES[:3]], ["", name, "Persen", *VALUES[:3]]]
    text = "\n".join("\t".join(row) for row in rows)
    found = baca(f"LAPORAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\n\nTabel 3.1 Capaian Kinerja\n\n{text}\n").capaian
    assert [row.indikator_raw for row in found] == ["Persentase obat", name]


@pytest.mark.parametrize(("above", "below", "value"), [("87,9", "5", "87.95"), ("110", "5", None), ("8,", "95", "8.95")])
def test_a_figure_broken_at_a_page_end_is_one(above: str, below: str, value: str | None, baca: Baca) -> None:
    """A narrow cell broke it; its last digits were the figure of another row."""
    rows = report(
        baca, ["1", "Indeks kesadaran masyarakat", "80", above, "100", "Baik"], [], HEAD, ["", "Terhadap Obat", "", below, "", ""]
    ).capaian
    assert [row.realisasi for row in rows] == ([Decimal(value)] if value else [110, 5])
    assert rows[0].indikator_raw == ("Indeks kesadaran masyarakat Terhadap Obat" if value else "Indeks kesadaran masyarakat")
