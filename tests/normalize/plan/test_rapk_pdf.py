"""Plans as other makes print them: real pages, read from the file to the rows."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows
from tests.terucap import said

SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=6, leading=7)
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
INNER = [("INNERGRID", (0, 0), (-1, -1), 0.5, "black")]
HEAD = [["No", "Indikator Kinerja", "Target", *[""] * 11, "Anggaran"], ["", "", *(f"B{n:02}" for n in range(1, 13)), ""]]
SPANS = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1)), ("SPAN", (2, 0), (13, 0)), ("SPAN", (14, 0), (14, 1))]
NAMES = ["Persentase Obat yang memenuhi syarat", "Indeks kepuasan masyarakat", "Persentase sarana yang diperiksa"]
ROWS = [[str(n), name, *(str(n * month) for month in range(1, 13)), f"{n}.250.000"] for n, name in enumerate(NAMES, 1)]
Baca = Callable[..., DocumentRows]


@pytest.fixture
def baca_pdf(tmp_path: Path, knowledge: Knowledge) -> Baca:
    """Rows of a one-table plan; below: lines of text behind the table."""

    def read(cells: Sequence[Sequence[str]], style: Sequence[Any], below: Sequence[str] = ()) -> DocumentRows:
        path = tmp_path / "rencana.pdf"
        table = Table(
            [[Paragraph(text, SMALL) if text else "" for text in row] for row in cells], [20, 130, *[24] * 12, 70], style=[*style]
        )
        titles = ["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024", "BALAI POM DI JAMBI"]
        ends = [*below, "Jambi, 5 Februari 2024"]
        story = [*(Paragraph(text) for text in titles), table, *(Paragraph(text) for text in ends)]
        SimpleDocTemplate(str(path), pagesize=(842, 595)).build(story)
        return normalize(read_pdf(Document("0" * 64, path, "rencana.pdf", Metode.PDF)), knowledge, datetime(2024, 1, 1))

    return read


def test_names_of_months_that_run_over_their_columns(baca_pdf: Baca) -> None:
    names = ["Januari", "FebruariMaret", "", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November D", "esember"]
    rows = baca_pdf([HEAD[0], ["", "", *names, ""], *ROWS], [*GRID, *SPANS])
    assert [row.nilai for row in rows.target_bulanan] == [n * month for n in (1, 2, 3) for month in range(1, 13)]
    swapped = ["Januari", "FebruariMaret", "", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "Desember", "November"]
    rows = baca_pdf([HEAD[0], ["", "", *swapped, ""], *ROWS], [*GRID, *SPANS])
    assert rows.dokumen.status == "perlu_tinjau", "the places of months are not guessed against their names"


def test_a_column_of_ro_lines_with_an_unknown_name_is_no_part_of_the_indicator(baca_pdf: Baca) -> None:
    inner = ["No", "RO", "Gelar Angin", *[""] * 4, "Sub Komponen", *[""] * 4, "Anggaran", "", "Kontribusi"]
    line = ["1", "DR.3165.QIA.001 - Sampel", "051 - Uji", *[""] * 4, "A - Pengadaan", *[""] * 4, "1.250.000", "", "1.250.000"]
    inside = [("SPAN", (a, y), (b, y)) for y in (3, 4) for a, b in ((2, 6), (7, 11), (12, 13))]
    rows = baca_pdf([*HEAD, ROWS[0], inner, line], [*GRID, *SPANS, *inside])
    assert [row.indikator_raw for row in rows.target] == [NAMES[0]]
    assert [(row.kode_komponen, row.nama_subkomponen, row.kontribusi_rp) for row in rows.kontribusi_ro] == [("051", "Pengadaan", 1250000)]
    (question,) = [said(cek.penjelasan) for cek in rows.cek if cek.aturan == "judul_tidak_dikenal"]
    assert "«Gelar Angin»" in question and "«051 - Uji»" in question


@pytest.mark.parametrize("line", ["Total 6.250.000", "JUMLAH ANGGARAN : Rp 6.250.000,00", "Total Pagu Anggaran Rp. 6.250.000,-"])
def test_a_total_below_the_table_is_the_printed_total(baca_pdf: Baca, line: str) -> None:
    rows = baca_pdf([*HEAD, *ROWS], [*GRID, *SPANS], [line])
    assert rows.dokumen.total_anggaran_rp == 6250000
    assert [(cek.status, cek.halaman) for cek in rows.cek if cek.aturan == "total_dokumen"] == [("gagal", 1)]


def test_a_total_without_outer_rules_is_proved(baca_pdf: Baca) -> None:
    total = ["Total", *[""] * 13, "6.750.000"]
    spans = [*SPANS, ("SPAN", (0, 5), (13, 5))]
    rows = baca_pdf([*HEAD, *ROWS, total], [*INNER, *spans])
    assert rows.dokumen.total_anggaran_rp == 6750000
    assert [row.anggaran_rp for row in rows.target] == [1250000, 2250000, 3250000]


@pytest.mark.parametrize("line", ["Total 3 indikator", "Jumlah anggaran tahun lalu adalah 9.000.000 rupiah", "Total 12"])
def test_other_lines_are_no_total(baca_pdf: Baca, line: str) -> None:
    rows = baca_pdf([*HEAD, *ROWS], [*GRID, *SPANS], [line])
    assert rows.dokumen.total_anggaran_rp is None and rows.dokumen.status == "lengkap"


@pytest.mark.parametrize("over", ["Target", "Target Bulan ke-", "Bulan"])
@pytest.mark.parametrize("form", ["{}", "{:02}", "Bulan {}", "({})"])
def test_months_may_be_bare_numbers(baca_pdf: Baca, over: str, form: str) -> None:
    head = [[text.replace("Target", over) for text in HEAD[0]], ["", "", *(form.format(n) for n in range(1, 13)), ""]]
    counted = [str(n) for n in range(1, 16)]
    for rows in (baca_pdf([*head, *ROWS], [*GRID, *SPANS]), baca_pdf([*head, counted, *ROWS], [*GRID, *SPANS])):
        values = [(row.bulan, row.nilai) for row in rows.target_bulanan]
        assert values == [(month, number * month) for number in (1, 2, 3) for month in range(1, 13)]
        printed = {(row.mentah or "").replace(" ", "") for row in rows.sel}
        assert printed >= {form.format(n).replace(" ", "") for n in range(1, 13)}


def test_numbers_of_columns_are_no_months(baca_pdf: Baca) -> None:
    """Twelve columns counted from the first one on, under no name of months."""
    counted = [*(str(n) for n in range(1, 13)), "", "", ""]
    rows = baca_pdf([*HEAD, counted, *ROWS], [*GRID, *SPANS])
    assert [row.nilai for row in rows.target_bulanan][:12] == list(range(1, 13))


def two_budgets(*names: str) -> list[list[str]]:
    return [[*HEAD[0], ""], [*HEAD[1][:-1], *names], *([*row[:-1], "9.000.000", row[-1]] for row in ROWS)]


def test_of_two_budgets_the_newest_counts(baca_pdf: Baca) -> None:
    spans = [*SPANS[:-1], ("SPAN", (14, 0), (15, 0))]
    rows = baca_pdf(two_budgets("Semula", "Menjadi"), [*GRID, *spans])
    assert [row.anggaran_rp for row in rows.target] == [1250000, 2250000, 3250000]
    rows = baca_pdf(two_budgets("RM", "PNBP"), [*GRID, *spans])
    assert all(row.anggaran_rp is None and "angka_tidak_terbaca" in row.bendera for row in rows.target)


def test_rupiah_in_a_column_that_nobody_knows_is_said(baca_pdf: Baca) -> None:
    head = [[text.replace("Anggaran", "Sumber Pembiayaan") for text in row] for row in HEAD]
    rows = baca_pdf([*head, *ROWS], [*GRID, *SPANS])
    assert all(row.anggaran_rp is None and "kolom_tak_dikenal" in row.bendera for row in rows.target)
    assert rows.dokumen.status == "perlu_tinjau"


def test_a_heading_below_an_open_table_stays_out_of_it(baca_pdf: Baca) -> None:
    rows = baca_pdf([*HEAD, *ROWS], [*INNER, *SPANS], ["PENUTUP DAN KESIMPULAN RENCANA AKSI TAHUN BERJALAN"])
    assert [row.indikator_raw for row in rows.target] == NAMES


def test_rows_below_their_table_are_said(baca_pdf: Baca) -> None:
    """What is left of a table whose last rows no rule holds."""
    rows = baca_pdf([*HEAD, *ROWS], [*GRID, *SPANS], ["4 Persentase pangan yang diuji 10 20 30 40 50", "Rapat pada 16, 23, 27 April 2024"])
    assert rows.dokumen.status == "perlu_tinjau" and "1 baris angka di halaman 1" in said(rows.dokumen.pesan)
    assert baca_pdf([*HEAD, *ROWS], [*GRID, *SPANS]).dokumen.status == "lengkap"


RO = ["1. DR.3165.QIA.005 - Sampel obat", *[""] * 4, "055 - Pengujian", *[""] * 4, "A - Rapat", *[""] * 2, "{}", "{}"]


@pytest.mark.parametrize(("printed", "value"), [("1 250 000", 1250000), ("1.25O.OOO", None), ("1.250.000", 1250000)])
def test_an_amount_of_a_ro_line_is_read_or_flagged(baca_pdf: Baca, printed: str, value: int | None) -> None:
    head = ["RO", *[""] * 4, "KOMPONEN", *[""] * 4, "SUB KOMPONEN", *[""] * 2, "ANGGARAN", "KONTRIBUSI"]
    spans = [("SPAN", (a, y), (b, y)) for y in (3, 4) for a, b in ((0, 4), (5, 9), (10, 12))]
    rows = baca_pdf([*HEAD, ROWS[0], head, [text.format(printed) for text in RO]], [*GRID, *SPANS, *spans])
    (line,) = rows.kontribusi_ro
    assert (line.anggaran_rp, line.kontribusi_rp, line.nama_subkomponen) == (value, value, "Rapat")
    assert ("angka_tidak_terbaca" in line.bendera) == (value is None)


def test_a_value_over_two_months_is_doubted(baca_pdf: Baca) -> None:
    merged = [*ROWS[0]]
    merged[3] = ""
    rows = baca_pdf([*HEAD, merged, *ROWS[1:]], [*GRID, *SPANS, ("SPAN", (2, 2), (3, 2))])
    assert ["bulan_ambigu" in row.bendera for row in rows.target] == [True, False, False]


def test_months_of_guessed_columns_say_so(baca_pdf: Baca) -> None:
    level = [("LINEABOVE", (0, 0), (-1, -1), 0.5, "black"), ("LINEBELOW", (0, -1), (-1, -1), 0.5, "black")]
    head = [("GRID", (0, 0), (-1, 1), 0.5, "black"), *SPANS]
    rows = baca_pdf([*HEAD, *ROWS], [*level, *head])
    assert [row.nilai for row in rows.target_bulanan] == [n * month for n in (1, 2, 3) for month in range(1, 13)]
    assert all("kolom_disimpulkan" in row.bendera for row in rows.target_bulanan)
