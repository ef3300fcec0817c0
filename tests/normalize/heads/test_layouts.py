"""Plans that lay out their year by quarters or half years: the same plan as one by months, in which the other months are empty."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
import regex
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.heads.layouts import layout_of, layouts, period_of
from normalize.rows import DocumentRows
from normalize.words.registry_rows import registry_rows
from tests.terucap import said

Baca = Callable[[str], DocumentRows]
Cells = Sequence[Sequence[str]]
SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=6, leading=7)
PLAN = ["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2025", "BALAI POM DI AMBON"]
OBAT, DESA, PUBLIK = "Persentase Obat yang memenuhi syarat", "Jumlah desa pangan aman", "Indeks Pelayanan Publik"
VALUES = {OBAT: ("90,5", "91,25", "-", "94,25"), DESA: ("25", "50", "75", "8"), PUBLIK: ("", "3,85", "3,9", "4,15")}
BUDGETS = ("162.210.400", "136.234.900", "30.206.500")
ROWS = [[str(n), name, *VALUES[name], budget] for n, (name, budget) in enumerate(zip(VALUES, BUDGETS, strict=True), 1)]
TOTAL = ["", "Total", "", "", "", "", "328.651.800"]
HEADS = {
    "tw": [["No", "Indikator Kinerja", "TW I", "TW II", "TW III", "TW IV", "Anggaran"]],
    "target tw": [["No", "Indikator Kinerja", *(f"Target Triwulan {n}" for n in range(1, 5)), "Anggaran"]],
    "s.d.": [["No", "Indikator Kinerja", *(f"s.d. TW {n}" for n in ("I", "II", "III", "IV")), "Anggaran"]],
    "two rows": [
        ["No", "Indikator Kinerja", "Target", "", "", "", "Anggaran"],
        ["", "", "Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV", ""],
    ],
    "numerals": [["No", "Indikator Kinerja", "Target Triwulan", "", "", "", "Anggaran"], ["", "", "I", "II", "III", "IV", ""]],
    "ends": [["No", "Indikator Kinerja", "Target", "", "", "", "Anggaran"], ["", "", "B03", "B06", "B09", "B12", ""]],
    "months that end": [["No", "Indikator Kinerja", "Maret", "Juni", "September", "Desember", "Anggaran"]],
    "digits": [["No", "Indikator Kinerja", "Triwulan", "", "", "", "Anggaran"], ["", "", "1", "2", "3", "4", ""]],
}


@pytest.fixture
def pdf(tmp_path: Path, knowledge: Knowledge) -> Callable[[Cells], DocumentRows]:
    def read(cells: Cells) -> DocumentRows:
        path = tmp_path / "rencana.pdf"
        style: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
        if cells[1][0] == "":
            last = len(cells[0]) - 1
            style += [("SPAN", (c, 0), (c, 1)) for c in (0, 1, last)] + [("SPAN", (2, 0), (last - 1, 0))]
        body = [[Paragraph(text, SMALL) if text else "" for text in row] for row in cells]
        columns = len(cells[0]) - 3
        table = Table(body, [20, 150, *[min(55, 480 / columns)] * columns, 80], style=style)
        SimpleDocTemplate(str(path), pagesize=(842, 595)).build([*map(Paragraph, PLAN), table, Paragraph("Ambon, 6 Januari 2025")])
        return normalize(read_pdf(Document("0" * 64, path, "rencana.pdf", Metode.PDF)), knowledge, datetime(2025, 1, 7))

    return read


@pytest.fixture(params=["pdf", "dump"])
def baca_plan(request: pytest.FixtureRequest, baca: Baca, pdf: Callable[[Cells], DocumentRows]) -> Callable[[Cells], DocumentRows]:
    def as_dump(cells: Cells) -> DocumentRows:
        return baca("\n".join([*PLAN, "", *("\t".join(row) for row in cells), "", "Ambon, 6 Januari 2025", ""]))

    return pdf if request.param == "pdf" else as_dump


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_plan_by_quarters(head: Cells, baca_plan: Callable[[Cells], DocumentRows]) -> None:
    rows = baca_plan([*head, *ROWS, TOTAL])
    assert rows.dokumen.status == "lengkap", said(rows.dokumen.pesan)
    assert [(row.indikator_raw, row.target_tahunan, row.anggaran_rp) for row in rows.target] == [
        (OBAT, Decimal("94.25"), 162_210_400),
        (DESA, 8, 136_234_900),
        (PUBLIK, Decimal("4.15"), 30_206_500),
    ]
    months = {(row.target_id, row.bulan): row for row in rows.target_bulanan}
    assert len(months) == 36 and all(row.bendera == () for row in rows.target_bulanan)
    for target in rows.target:
        printed = [Decimal(text.replace(",", ".")) if text not in ("", "-") else None for text in VALUES[target.indikator_raw or ""]]
        expected = dict.fromkeys(range(1, 13), None) | dict(zip((3, 6, 9, 12), printed, strict=True))
        assert {month: months[target.target_id, month].nilai for month in range(1, 13)} == expected
    assert [months[rows.target[1].target_id, month].satuan for month in (3, 9, 12)] == ["persen_progres", "persen_progres", "jumlah"]
    assert ("total_dokumen", "lolos") in {(cek.aturan, cek.status) for cek in rows.cek}


@pytest.mark.parametrize(("year", "found"), [("Target 2024", "94.25"), ("Target 2025", "77.5")])
def test_a_target_of_another_year_is_not_the_yearly_one(year: str, found: str, baca_plan: Callable[[Cells], DocumentRows]) -> None:
    head = HEADS["tw"][0]
    rows = baca_plan([[*head[:2], year, *head[2:]], *([*row[:2], "77,5", *row[2:]] for row in ROWS)])
    assert rows.target[0].target_tahunan == Decimal(found)


def test_figures_that_all_have_their_unit_behind_them(pdf: Callable[[Cells], DocumentRows]) -> None:
    head, units = HEADS["tw"][0][:-1], {OBAT: "persen", DESA: "desa", PUBLIK: "Indeks"}
    rows = pdf(
        [head, *([no, name, *(f"{value} {units[name]}" if value.strip("-") else value for value in VALUES[name])] for no, name, *_ in ROWS)]
    )
    assert [(row.indikator_raw, row.target_tahunan) for row in rows.target] == [
        (OBAT, Decimal("94.25")),
        (DESA, 8),
        (PUBLIK, Decimal("4.15")),
    ]
    assert [row.nilai for row in rows.target_bulanan if row.nilai is not None][:4] == [
        Decimal("90.5"),
        Decimal("91.25"),
        Decimal("94.25"),
        25,
    ]


def test_counts_that_rise_to_the_yearly_one_are_counts(baca_plan: Callable[[Cells], DocumentRows]) -> None:
    rows = baca_plan([*HEADS["tw"], ["1", DESA, "0", "2", "5", "8", "1.000.000"], ["2", OBAT, "90", "91", "92", "93", "2.000.000"]])
    assert [(row.bulan, row.nilai, row.satuan) for row in rows.target_bulanan if row.nilai is not None][:4] == [
        (3, 0, "jumlah"),
        (6, 2, "jumlah"),
        (9, 5, "jumlah"),
        (12, 8, "jumlah"),
    ]


@pytest.mark.parametrize("head", [
    [["No", "Indikator Kinerja", "Semester I", "Semester II", "Anggaran"]],
    [["No", "Indikator Kinerja", "Target", "", "Anggaran"], ["", "", "Semester I", "Semester II", ""]],
])  # fmt: skip
def test_a_plan_by_half_years(head: Cells, baca_plan: Callable[[Cells], DocumentRows]) -> None:
    rows = baca_plan([*head, ["1", OBAT, "90,5", "94,25", "1.000.000"], ["2", PUBLIK, "3,85", "4,15", "2.000.000"]])
    found = [(row.bulan, row.nilai) for row in rows.target_bulanan if row.nilai is not None]
    assert found == [(6, Decimal("90.5")), (12, Decimal("94.25")), (6, Decimal("3.85")), (12, Decimal("4.15"))]
    assert [row.target_tahunan for row in rows.target] == [Decimal("94.25"), Decimal("4.15")]
    assert rows.dokumen.status == "lengkap", said(rows.dokumen.pesan)


@pytest.mark.parametrize(
    ("months", "is_plan"), [((6, 12), True), ((4, 8, 12), True), ((11, 12), False), ((7, 8, 9, 10, 11, 12), False), ((2, 6, 9, 12), False)]
)
def test_some_months_make_a_plan_where_they_end_its_periods(months: tuple[int, ...], is_plan: bool) -> None:
    layout = layout_of(("bulanan", month) for month in months)
    assert (layout.bulan if layout else None) == (months if is_plan else None)


def test_quarters_between_months_are_sums(pdf: Callable[[Cells], DocumentRows]) -> None:
    names = [f"B{n:02}" for n in range(1, 13)]
    head = ["No", "Indikator Kinerja"]
    values = [["1", OBAT], ["2", PUBLIK]]
    for quarter in range(4):
        head += [*names[3 * quarter : 3 * quarter + 3], f"TW {quarter + 1}"]
        for n, row in enumerate(values, 1):
            row += [*(str(n + month) for month in range(3 * quarter, 3 * quarter + 3)), "99"]
    rows = pdf([[*head, "Anggaran"], *([*row, "1.000.000"] for row in values)])
    assert [row.nilai for row in rows.target_bulanan] == [*range(1, 13), *range(2, 14)]


def test_results_by_quarters_are_no_plan(baca: Baca) -> None:
    head = "No\tIndikator Kinerja\tTarget 2024\tRealisasi\t\t\t\tCapaian\n\t\t\tTW I\tTW II\tTW III\tTW IV\t\n"
    title = "LAPORAN KINERJA\nTAHUN 2024\nBALAI POM DI AMBON\n\nTabel 3.1 Capaian Kinerja\n\n"
    rows = baca(f"{title}{head}1\t{OBAT}\t90\t20\t40\t60\t94,5\t105\n2\t{PUBLIK}\t4\t1\t2\t3\t4,2\t105\n")
    assert rows.target_bulanan == () and {row.tabel for row in rows.capaian} == {"CAPAIAN"}


def test_what_was_reached_the_year_before_makes_a_plan_by_quarters_no_report(baca_plan: Callable[[Cells], DocumentRows]) -> None:
    head = ["No", "Indikator Kinerja", "Realisasi 2024", "TW I", "TW II", "TW III", "TW IV", "Anggaran"]
    rows = baca_plan([head, *([no, name, "80,5", *values] for no, name, *values in ROWS)])
    assert [row.anggaran_rp for row in rows.target] == [162210400, 136234900, 30206500]
    assert [str(row.nilai) for row in rows.target_bulanan if row.bulan == 12] == ["94.25", "8", "4.15"]
    assert rows.dokumen.status == "perlu_tinjau"  # the column of the year before is in no fact


@pytest.mark.parametrize("row", list(registry_rows("heads/tata_letak.csv", "tata_letak", "contoh")), ids=lambda row: row["tata_letak"])
def test_a_layout_names_its_columns(row: dict[str, str]) -> None:
    (layout,) = [layout for layout in layouts() if layout.nama == row["tata_letak"]]
    names = [layout.kolom.format({1: "I", 2: "II", 3: "III", 4: "IV"}.get(n, n)) for n in range(1, len(layout.bulan) + 1)]
    if layout.pola:
        assert [period_of(name) for name in [*names, row["contoh"]]][: len(names)] == [(layout.nama, month) for month in layout.bulan]
        assert regex.fullmatch(layout.pola, row["contoh"].casefold())
    assert layout_of((layout.nama, month) for month in layout.bulan) is layout
    assert layout_of((layout.nama, month) for month in layout.bulan[: layout.sedikitnya - 1]) is None


def test_a_figure_under_no_head_between_the_months_puts_its_row_in_doubt(baca_plan: Callable[[Cells], DocumentRows]) -> None:
    head = ["No", "Indikator Kinerja", "TW I", "TW II", "", "TW III", "TW IV", "Anggaran"]
    rows = baca_plan([head, ["1", OBAT, "", "3,85", "20", "3,9", "4,15", "1.000.000"]])
    misplaced = 20 in [row.nilai for row in rows.target_bulanan]
    assert misplaced == any("bulan_ambigu" in row.bendera for row in rows.target)
    assert rows.dokumen.status == "perlu_tinjau"


@pytest.mark.parametrize(("text", "period"), [("Triwul an III", ("triwulan", 9)), ("Seme ster II", ("semester", 12)), ("Tri v", None)])
def test_a_period_broken_by_its_column(text: str, period: tuple[str, int] | None) -> None:
    assert period_of(text) == period
