"""Rows over the width of a table: the sasaran of the rows below, and sums of a part that are no indicators."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from extract.cells import Cell, Document, Metode, PrintedRow
from extract.dump.read_text import parse_dump
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows
from normalize.tables.bands import is_subtotal, sasaran_band
from normalize.tables.dump_bands import with_bands
from tests.terucap import said

Baca = Callable[[str], DocumentRows]
SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=7, leading=8.5)
HEAD = ["NO", "Sasaran / Indikator Kinerja", *[f"B{n:02}" for n in range(1, 13)], "Anggaran (Rp)"]
WIDTHS = [24, 220, *[28] * 12, 90]


def row(*texts: str, wide: bool = True) -> PrintedRow:
    cells = [Cell((text,) if text else (), kolom, 1, 1, None, (kolom * 50.0, 0, kolom * 50.0 + 50, 10)) for kolom, text in enumerate(texts)]
    if wide:
        cells = [Cell((texts[0],), 0, 9, 1, None, (0, 0, 450, 10))]
    return PrintedRow(tuple(cells))


def numbered(under_no: str, text: str) -> PrintedRow:
    """A number under NO, and a text over the rest of the width."""
    return PrintedRow((Cell((under_no,), 0, 1, 1, None, (0, 0, 50, 10)), Cell((text,), 1, 8, 1, None, (50, 0, 450, 10))))


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("Sasaran Kegiatan 1: Terlayaninya pelaku usaha", 1, "Terlayaninya pelaku usaha"),
        ("SASARAN STRATEGIS 12 - Pangan yang aman", 12, "Pangan yang aman"),
        ("Sasaran: Pangan yang aman", None, "Pangan yang aman"),
        ("SS3. Meningkatnya kepatuhan", 3, "Meningkatnya kepatuhan"),
        ("4. Terkelolanya keuangan", 4, "Terkelolanya keuangan"),
        ("Menguatnya laboratorium", None, "Menguatnya laboratorium"),
    ],
)
def test_a_sasaran_over_the_whole_width(text: str, number: int | None, name: str) -> None:
    band = sasaran_band(row(text))
    assert band is not None
    assert (band.nomor, " ".join(band.lines)) == (number, name)


@pytest.mark.parametrize(
    ("under_no", "text", "number", "name"),
    [
        ("1", "Terlayaninya pelaku usaha", 1, "Terlayaninya pelaku usaha"),
        ("2.", "02 - Menguatnya laboratorium", 2, "Menguatnya laboratorium"),
        ("III", "Terkelolanya keuangan", None, "Terkelolanya keuangan"),
        ("4", "Layanan publik Balai yang prima", 4, "Layanan publik Balai yang prima"),
    ],
)
def test_a_sasaran_behind_its_number(under_no: str, text: str, number: int | None, name: str) -> None:
    band = sasaran_band(numbered(under_no, text))
    assert band is not None
    assert (band.nomor, " ".join(band.lines)) == (number, name)


@pytest.mark.parametrize(
    ("under_no", "text"), [("1", "Nilai AKIP"), ("80", "Program Pengawasan"), ("Catatan", "Terwujudnya obat yang aman")]
)
def test_other_wide_texts_behind_a_number_are_no_sasaran(under_no: str, text: str) -> None:
    assert sasaran_band(numbered(under_no, text)) is None


@pytest.mark.parametrize(
    "text", ["Sumber: aplikasi e-performance", "Total", "Perspektif Pelanggan", "IKU 3. Terwujudnya layanan", "Sasaran"]
)
def test_other_wide_rows_are_no_sasaran(text: str) -> None:
    assert sasaran_band(row(text)) is None


def test_a_sasaran_in_its_own_column_is_no_band() -> None:
    assert sasaran_band(row("", "Terwujudnya obat yang aman", "", "", wide=False)) is None


@pytest.mark.parametrize(
    "text",
    ["Jumlah Sasaran 1", "Sub Jumlah", "SUBTOTAL", "Sub-Total Sasaran Kegiatan 3", "Total SK 2", "Jumlah Anggaran Sasaran 4", "Jumlah II"],
)
def test_a_sum_of_a_part(text: str) -> None:
    assert is_subtotal(row("", text, "7.000.000", wide=False))


@pytest.mark.parametrize("text", ["Total", "Jumlah", "Jumlah sasaran yang dibina", "Jumlah desa pangan aman", "Total Skor", "Subjek hukum"])
def test_no_sum_of_a_part(text: str) -> None:
    assert not is_subtotal(row("", text, "7.000.000", wide=False))


@pytest.mark.parametrize(
    ("lines", "blocks"), [(["Internal Process Perspective"], 1), (["Capaian SS1"], 1), (["Catatan kinerja"], 2), ([""], 2)]
)
def test_a_group_alone_in_its_line_of_a_dump_parts_no_table(lines: list[str], blocks: int) -> None:
    """Its row has lost the empty cells at its end, and with them every tab."""
    text = "\n".join(["Sasaran\tIndikator\tTarget", "SS1\tNilai AKIP\t80", *lines, "SS2\tIndeks RB\t90"])
    reading = with_bands(parse_dump(text, Document("0" * 64, Path("dump.txt"), "dump.txt", Metode.TEKS)))
    assert len(reading.blocks) == blocks
    assert [line.text for line in reading.lines] == ([] if blocks == 1 else [line for line in lines if line])


@pytest.fixture
def pdf(tmp_path: Path, knowledge: Knowledge) -> Callable[[Sequence[Sequence[Sequence[str]]]], DocumentRows]:
    """Pages of rows (one text: over the whole width, two: words and an amount) → the rows of the plan."""

    def rows(pages: Sequence[Sequence[Sequence[str]]]) -> DocumentRows:
        path = tmp_path / "pita.pdf"
        story: list[Flowable] = [Paragraph(text) for text in ("RENCANA AKSI PERJANJIAN KINERJA TAHUN 2023", "BALAI POM DI AMBON")]
        for number, page in enumerate(pages):
            spans, cells = [], []
            for y, texts in enumerate([HEAD, *page]):
                if len(texts) < 3:
                    spans.append(("SPAN", (0, y), (14 - (len(texts) == 2), y)))
                    texts = [texts[0], *[""] * 13, *texts[1:], *[""] * (2 - len(texts))]
                cells.append([Paragraph(text, SMALL) if text else "" for text in texts])
            story += [PageBreak()] * bool(number) + [Table(cells, WIDTHS, style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), *spans])]
        story.append(Paragraph("Ambon, 9 Januari 2023"))
        SimpleDocTemplate(str(path), pagesize=landscape(A4), leftMargin=20, rightMargin=20).build(story)
        reading = read_pdf(Document("0" * 64, path, "pita.pdf", Metode.PDF))
        return normalize(reading, knowledge, datetime(2024, 1, 1))

    return rows


def indicator(number: int, name: str, money: str) -> list[str]:
    return [f"{number}.", name, *["n/a"] * 11, "70,5", money]


PAGES = [
    [
        ["Sasaran Kegiatan 1: Terlayaninya pelaku usaha dengan baik"],
        indicator(1, "Persentase permohonan yang selesai", "3.000.000"),
        indicator(2, "Indeks kepuasan pemohon", "4.500.000"),
        ["Jumlah Sasaran 1", "7.500.000"],
    ],
    [
        ["Sasaran Kegiatan 2: Menguatnya laboratorium"],
        indicator(1, "Persentase alat yang terkalibrasi", "1.250.000"),
        ["Jumlah Sasaran 2", "1.250.000"],
        ["Total", "8.750.000"],
    ],
]


def test_a_plan_with_bands_and_sums(pdf: Callable[[Sequence[Sequence[Sequence[str]]]], DocumentRows]) -> None:
    rows = pdf(PAGES)
    assert [(t.no_sasaran, t.sasaran_raw, t.no_indikator, t.indikator_raw, t.anggaran_rp) for t in rows.target] == [
        (1, "Terlayaninya pelaku usaha dengan baik", 1, "Persentase permohonan yang selesai", 3000000),
        (1, "Terlayaninya pelaku usaha dengan baik", 2, "Indeks kepuasan pemohon", 4500000),
        (2, "Menguatnya laboratorium", 1, "Persentase alat yang terkalibrasi", 1250000),
    ]
    assert [m.nilai for m in rows.target_bulanan[:12]] == [None] * 11 + [rows.target[0].target_tahunan]
    assert {cek.aturan: cek.status for cek in rows.cek if cek.aturan in ("sub_jumlah", "total_dokumen")} == dict.fromkeys(
        ("sub_jumlah", "total_dokumen"), "lolos"
    )
    assert rows.dokumen.status == "lengkap", said(rows.dokumen.pesan)


def test_a_sum_that_does_not_close_is_said(pdf: Callable[[Sequence[Sequence[Sequence[str]]]], DocumentRows]) -> None:
    rows = pdf([[*PAGES[0][:3], ["Jumlah Sasaran 1", "9.500.000"]]])
    (cek,) = [cek for cek in rows.cek if cek.aturan == "sub_jumlah"]
    assert (cek.status, cek.harapan, cek.terbaca) == ("gagal", 9500000, 7500000)
    assert rows.dokumen.status == "perlu_tinjau"


def test_a_name_that_stands_alone_behind_the_page_end(pdf: Callable[[Sequence[Sequence[Sequence[str]]]], DocumentRows]) -> None:
    """Number and values at the foot of the page, the name at the head of the next one: neither is the row before it."""
    rows = pdf([[*PAGES[0][:2], indicator(2, "", "4.500.000")], [["", "Indeks kepuasan pemohon layanan", *[""] * 13]]])
    assert [(t.no_indikator, t.indikator_raw, t.anggaran_rp) for t in rows.target] == [
        (1, "Persentase permohonan yang selesai", 3000000),
        (2, "Indeks kepuasan pemohon layanan", 4500000),
    ]
    assert "disambung_halaman" in rows.target[1].bendera


def test_a_sum_of_a_part_in_a_dump(baca: Baca) -> None:
    head = "No\tSasaran\tIndikator\t" + "\t".join(f"B{n:02}" for n in range(1, 13)) + "\tAnggaran"
    line = "\t".join(["1", "Terlayaninya pemohon", "Persentase permohonan yang selesai", *["80"] * 12, "5.000.000"])
    title = "RENCANA AKSI PERJANJIAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\n\n"
    rows = baca(title + "\n".join([head, line, "\tSub Jumlah\t5.000.000", "\tTotal\t5.000.000"]))
    assert [t.indikator_raw for t in rows.target] == ["Persentase permohonan yang selesai"]


def test_a_sasaran_in_its_own_line_of_a_dump(baca: Baca) -> None:
    """A dump prints such rows without a tab: they part no table, and the rows behind them keep their head."""
    title = "LAPORAN KINERJA TAHUN 2022\nLOKA POM DI KOTA DUMAI\n\nTabel 2.1 Perjanjian Kinerja\n"
    lines = ["No\tIndikator\tTarget", "Sasaran Strategis 1: Terlayaninya pemohon", "1\tIndeks layanan\t80"]
    rows = baca(title + "\n".join([*lines, "Sasaran Strategis 2: Menguatnya alat uji", "2\tPersentase alat\t70,5", "", "Uraian."]))
    assert [(t.no_sasaran, t.sasaran_raw, t.no_indikator, t.indikator_raw) for t in rows.target] == [
        (1, "Terlayaninya pemohon", 1, "Indeks layanan"),
        (2, "Menguatnya alat uji", 2, "Persentase alat"),
    ]
    assert [cell.line for cell in rows.sel if cell.mentah == "Sasaran Strategis 2: Menguatnya alat uji"] == [8]


def test_a_sum_under_the_last_sasaran_only(pdf: Callable[[Sequence[Sequence[Sequence[str]]]], DocumentRows]) -> None:
    rows = pdf([PAGES[0][:3], PAGES[1]])
    assert {cek.status for cek in rows.cek if cek.aturan == "sub_jumlah"} == {"lolos"}
