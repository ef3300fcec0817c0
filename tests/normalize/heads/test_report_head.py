"""The columns of reports' tables: every heading of the registry, heads of one and two rows in dumps and PDFs, and what is no indicator."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.platypus import SimpleDocTemplate, Table

from extract.cells import Block, Document, Metode
from extract.dump.read_text import parse_dump
from extract.pdf.read_pdf import read_pdf
from extract.running.tables import split_head
from normalize.decisions.registry_files import Knowledge
from normalize.heads.headings import report_roles
from normalize.heads.kolom import Kolom
from normalize.heads.report_head import columns_of, is_lower_head, is_report_head
from normalize.offices.upt import Offices
from normalize.tables.bands import is_summary
from normalize.words.registry_rows import registry_rows

Kepala = Callable[[Block], tuple[tuple[Kolom, ...], int]]
SUMMARIES = list(registry_rows("words/ringkasan.csv", "pola", "contoh"))


@pytest.fixture(scope="module")
def is_office(knowledge: Knowledge) -> Callable[[str], bool]:
    offices = Offices(knowledge.dim_upt, knowledge.dim_upt_alias)
    return lambda text: offices.named(text) is not None


@pytest.fixture(scope="module")
def kepala(is_office: Callable[[str], bool]) -> Callable[[Block], tuple[tuple[Kolom, ...], int]]:
    """The columns of a block's head, and how many rows are left below it."""

    def columns(block: Block) -> tuple[tuple[Kolom, ...], int]:
        segment = split_head(block, lambda row: is_report_head(row, is_office), lambda row: is_lower_head(row, is_office))
        return columns_of(segment.head, is_office), len(segment.body)

    return columns


def dump(text: str) -> Block:
    (block,) = parse_dump(text, Document("0" * 64, Path("dump.txt"), "dump.txt", Metode.TEKS)).blocks
    return block


@pytest.fixture
def halaman(tmp_path: Path) -> Callable[..., Block]:
    """A ruled table on a PDF page: rows, the spans of its head as ((column, row), (column, row)), the widths of its columns."""

    def draw(rows: list[list[str]], spans: list[tuple[tuple[int, int], tuple[int, int]]], widths: list[float]) -> Block:
        path = tmp_path / "kepala.pdf"
        style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), *(("SPAN", first, last) for first, last in spans)]
        SimpleDocTemplate(str(path), leftMargin=20, rightMargin=20).build([Table(rows, colWidths=widths, style=style)])
        (block,) = read_pdf(Document("0" * 64, path, "kepala.pdf", Metode.PDF)).blocks
        return block

    return draw


def names(columns: tuple[Kolom, ...]) -> list[str]:
    return [column.nama for column in columns]


# ---- one heading


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Capaia n", "capaian"),
        ("Terhada p Target", None),
        ("% Capaian Terhada p Target", "capaian"),
        ("Realisa si", "realisasi"),
        ("Capaian Penyesu aian", "penyesuaian"),
        ("Krite ria", "kriteria"),
        ("Pembila ng", "pembilang"),
    ],
)
def test_a_word_that_a_narrow_column_broke(heading: str, role: str | None) -> None:
    assert (report_roles(heading)[:1] or (None,))[0] == role


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("TARGET", "target"),
        ("Target TW III 2022", "target"),
        ("Realisasi 2023", "realisasi"),
        ("Capaian Terhadap Target", "capaian"),
        ("Capaian thd target 2022", "capaian_tahunan"),
        ("Target Akhir Renstra", "target_renstra"),
        ("Capaian yang disesuaikan", "penyesuaian"),
        ("Realisasi (Rp)", "realisasi_rp"),
        ("Kategori", "kriteria"),
    ],
)
def test_the_likeliest_role_comes_first(heading: str, role: str) -> None:
    assert report_roles(heading)[0] == role


@pytest.mark.parametrize(
    "text", ["Persentase Obat yang memenuhi syarat", "85,00", "Target obat tercapai tahun ini", "Memenuhi Ekspektasi", ""]
)
def test_what_is_no_heading_has_no_role(text: str) -> None:
    assert report_roles(text) == ()


# ---- heads of dumps


def test_years_under_realisasi_in_a_dump(kepala: Callable[[Block], tuple[tuple[Kolom, ...], int]]) -> None:
    block = dump("INDIKATOR KINERJA\tREALISASI\t\t\n\t2021\t2022\t2023\nPersentase Obat yang aman\t80\t90,5\t94\n")
    columns, body = kepala(block)
    assert [(k.nama, k.tahun) for k in columns] == [("indikator", None), ("realisasi", 2021), ("realisasi", 2022), ("realisasi", 2023)]
    assert body == 1


EFFICIENCY = [
    "no",
    "indikator",
    "output_target",
    "output_realisasi",
    "output_persen",
    "pagu_rp",
    "realisasi_rp",
    "input_persen",
    "ie",
    "te",
]


def test_target_realisasi_and_percent_under_output_and_input_in_a_dump(kepala: Callable[[Block], tuple[tuple[Kolom, ...], int]]) -> None:
    head = "No\tIndikator\tOutput\t\t\tInput (anggaran)\t\t\tIE\tTE\n\t\tT\tR\t%\tT\tR\t%\t\t\n"
    columns, body = kepala(dump(head + "1\tPersentase Obat yang aman\t85\t90\t105,88\t1.000\t900\t90\t1,18\t0,18\n"))
    assert names(columns) == EFFICIENCY
    assert body == 1


def test_a_head_of_three_rows_in_a_dump(kepala: Callable[[Block], tuple[tuple[Kolom, ...], int]]) -> None:
    head = "Sasaran Strategis\t\tIndikator Kinerja Sasaran Strategis (IKSS)\t\tTarget\tRealisasi\t\t\tCapaian Terhadap Target\tKriteria\n"
    years = "\t\t\t\t\t2023\t\t\t\t\n\t\t\t\t\tPembilang\tPenyebut\tRealisasi\t\t\n"
    columns, body = kepala(dump(head + years + "SS1\tTerwujudnya Obat\tIKSS1\tPersentase Obat\t91.5\t107\t116\t92.24\t100.81\tBaik\n"))
    assert names(columns) == ["sasaran", "indikator", "target", "pembilang", "penyebut", "realisasi", "capaian", "kriteria"]
    assert columns[-3].tahun == 2023
    assert body == 1


def test_offices_are_columns(kepala: Callable[[Block], tuple[tuple[Kolom, ...], int]]) -> None:
    columns, _ = kepala(
        dump("Indikator Kinerja\tLoka POM Baubau\tLoka POM Dumai\tBBPOM di Serang\nPersentase Obat yang aman\t97\t86\t80\n")
    )
    assert [(k.nama, k.teks) for k in columns] == [
        ("indikator", "Indikator Kinerja"),
        ("banding", "Loka POM Baubau"),
        ("banding", "Loka POM Dumai"),
        ("banding", "BBPOM di Serang"),
    ]


def test_the_quarter_of_a_heading(kepala: Callable[[Block], tuple[tuple[Kolom, ...], int]]) -> None:
    columns, _ = kepala(dump("No\tIndikator Kinerja\tTarget TW III 2022\tRealisasi Triwulan III 2022\tCapaian thd target 2022\n"))
    assert [(k.periode, k.tahun) for k in columns[2:]] == [("TW3", 2022), ("TW3", 2022), (None, 2022)]


@pytest.mark.parametrize(
    "row",
    [
        "Total\t1.000\t900\t90",
        "1\tPersentase Obat yang aman\t80\t90",
        "Target\t20\t20\t30",
        "Catatan\tlihat lampiran",
        "Kriteria\tSangat Baik",
        "Target\tMelati\tKenanga\tMawar\tRealisasi",
    ],
)
def test_a_row_of_values_is_no_head(row: str, is_office: Callable[[str], bool]) -> None:
    (printed,) = dump(row).rows
    assert not is_report_head(printed, is_office)


# ---- heads of PDFs


def test_years_under_realisasi_on_a_page(halaman: Callable[..., Block], kepala: Callable[[Block], tuple[tuple[Kolom, ...], int]]) -> None:
    rows = [["INDIKATOR KINERJA", "REALISASI", "", ""], ["", "2021", "2022", "2023"], ["Persentase Obat", "80", "90,5", "94"]]
    columns, body = kepala(halaman(rows, [((0, 0), (0, 1)), ((1, 0), (3, 0))], [200, 60, 60, 60]))
    assert [(k.nama, k.tahun) for k in columns] == [("indikator", None), ("realisasi", 2021), ("realisasi", 2022), ("realisasi", 2023)]
    assert all(k.x0 is not None and k.x1 is not None and k.x1 - k.x0 == pytest.approx(60, abs=2) for k in columns[1:])
    assert body == 1


def test_target_realisasi_and_percent_under_output_and_input_on_a_page(
    halaman: Callable[..., Block], kepala: Callable[[Block], tuple[tuple[Kolom, ...], int]]
) -> None:
    rows = [
        ["No", "Indikator", "Output", "", "", "Input (anggaran)", "", "", "IE", "TE"],
        ["", "", "T", "R", "%", "T", "R", "%", "", ""],
        ["1", "Persentase Obat", "85", "90", "105,88", "1.000", "900", "90", "1,18", "0,18"],
    ]
    tall = [((c, 0), (c, 1)) for c in (0, 1, 8, 9)]
    columns, body = kepala(halaman(rows, [*tall, ((2, 0), (4, 0)), ((5, 0), (7, 0))], [25, 120, *[45] * 8]))
    assert names(columns) == EFFICIENCY
    assert body == 1


def test_lower_names_in_the_order_of_the_page_not_of_the_rows(
    halaman: Callable[..., Block], kepala: Callable[[Block], tuple[tuple[Kolom, ...], int]]
) -> None:
    """Target stands right of Realisasi's three columns and one row higher."""
    rows = [
        ["Indikator Kinerja", "Realisasi", "", "", "Target"],
        ["", "Pembilang", "Penyebut", "Realisasi", ""],
        ["Persentase Obat", "45", "60", "75", "80"],
    ]
    columns, _ = kepala(halaman(rows, [((0, 0), (0, 1)), ((1, 0), (3, 0)), ((4, 0), (4, 1))], [160, 60, 60, 60, 60]))
    assert names(columns) == ["indikator", "pembilang", "penyebut", "realisasi", "target"]


# ---- rows that sum up


@pytest.mark.parametrize("row", SUMMARIES, ids=lambda row: row["contoh"])
def test_a_summary_of_the_registry_is_one(row: dict[str, str]) -> None:
    assert is_summary(row["contoh"])
    assert is_summary(row["contoh"].upper() + " :")


@pytest.mark.parametrize(
    "name",
    [
        "Nilai Kinerja Anggaran UPT",
        "Nilai Kinerja Anggaran BBPOM di Serang",
        "Jumlah desa pangan aman",
        "Jumlah sekolah dengan Pangan Jajanan Anak Sekolah (PJAS) Aman",
        "Tingkat efektifitas KIE",
        "Tingkat Efisiensi Penggunaan Anggaran",
        "Nilai AKIP",
        "Indeks RB BBPOM di Serang",
        "Persentase capaian sasaran strategis yang memenuhi target",
    ],
)
def test_an_indicator_is_no_summary(name: str) -> None:
    assert not is_summary(name)


@pytest.mark.parametrize("text", ["Persentase (%)", "Persent ase (%)", "(%)", "Presentase"])
def test_a_share_under_output_or_input(text: str) -> None:
    assert "nilai_persen" in report_roles(text)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("No\tIndikator Kinerja\tTarget\tRealisasi\t%", ["no", "indikator", "target", "realisasi", "capaian"]),
        ("No\tIndikator\tTarget\tRealisasi\t(%)\tKriteria", ["no", "indikator", "target", "realisasi", "capaian", "kriteria"]),
        ("No\tIndikator\tT\tR\t%", ["no", "indikator", "target", "realisasi", "capaian"]),
        ("No\tIndikator\tTarget\tCapaian\t% Capaian", ["no", "indikator", "target", "realisasi", "capaian"]),
        ("No\tKegiatan\tTarget\tRealisasi\t%", ["no", "lain", "target", "realisasi", "nilai_persen"]),
        ("No\tIndikator\tTarget\tRealisasi\t% Capaian\t%", ["no", "indikator", "target", "realisasi", "capaian", "nilai_persen"]),
        ("No\tIndikator\tTarget\tPagu\tRealisasi\t%", ["no", "indikator", "target", "pagu", "realisasi", "nilai_persen"]),
    ],
)
def test_a_bare_share_of_target_and_realisasi_is_the_achievement(head: str, expected: list[str], kepala: Kepala) -> None:
    columns, _ = kepala(dump(f"{head}\n1\tNilai AKIP UPT\t80\t82\t102,5\n"))
    assert names(columns) == expected


def test_groups_whose_names_stand_beside_their_middle_columns(halaman: Callable[..., Block], kepala: Kepala) -> None:
    """No rule parts 'Output' from the R below it."""
    head = ["Indikator", "T", "Output\nR", "%", "T", "Input (Anggaran)\nR", "%", "IE", "TE"]
    body = [["Indeks SPBE", "80", "88", "110", "1.000.000", "900.000", "90", "1,22", "0,22"]] * 2
    columns, _ = kepala(halaman([head, *body], [], [80, 40, 50, 40, 70, 90, 40, 40, 40]))
    assert names(columns)[1:] == EFFICIENCY[2:]
