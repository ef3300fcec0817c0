"""RO lines with more figures than ANGGARAN and KONTRIBUSI: the head says which are which."""

from datetime import datetime
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.cells import Cell, Document, Metode, PrintedRow
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.plan.rapk_feeds import Feeds
from normalize.plan.rapk_ro_line import NestedHead, fill_line, new_line
from normalize.tables.tempat import place_of
from normalize.words.cell_kinds import ro_match

SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=7, leading=8.5)
TEXT = ParagraphStyle("teks", fontName="Helvetica", fontSize=10, leading=13)
NAME = "01 - Persentase Obat yang memenuhi syarat"


@pytest.mark.parametrize(
    ("heads", "figures"),
    [
        (("Anggaran", "Kontribusi (%)", "Kontribusi (Rp)"), ("750.000", "80", "600.000")),
        (("Pagu", "Realisasi", "Kontribusi"), ("750.000", "500.000", "600.000")),
        (("Volume", "Anggaran", "Kontribusi"), ("12", "750.000", "600.000")),
        (("Anggaran", "Kontribusi", "Selisih"), ("750.000", "600.000", "150.000")),
    ],
)
def test_amounts_stand_under_their_heads(heads: tuple[str, ...], figures: tuple[str, ...], knowledge: Knowledge, tmp_path: Path) -> None:
    months = [f"B{n:02d}" for n in range(1, 13)]
    outer = [["No", "Sasaran Kegiatan", "Indikator Kinerja", "Target", *[""] * 11, "Anggaran"], ["", "", "", *months, ""]]
    indicator = ["1", "Terwujudnya Obat yang memenuhi syarat", NAME, *["80"] * 12, "600.000"]
    spans = [((3, 0), (14, 0)), *(((c, 0), (c, 1)) for c in (0, 1, 2, 15)), ((0, 2), (0, 4)), ((1, 2), (1, 4))]
    inner = []
    lines = (("No", "RO", "Komponen", *heads), ("1", "DR.3165.QIA.001 - Sampel Obat yang diperiksa", "055 - Pengujian", *figures))
    for position, texts in enumerate(lines, 3):
        row = [""] * 16
        for text, (start, end) in zip(texts, ((2, 3), (4, 7), (8, 10), (11, 12), (13, 14), (15, 15)), strict=True):
            row[start] = text
            spans.append(((start, position), (end, position)))
        inner.append(row)
    cells = [[Paragraph(text, SMALL) if text else "" for text in row] for row in (*outer, indicator, *inner)]
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), *(("SPAN", *span) for span in spans)]
    path = tmp_path / "berkas.pdf"
    title = [Paragraph(line, TEXT) for line in ("RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024", "BALAI POM DI AMBON")]
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build([*title, Table(cells, colWidths=[20, 90, 120, *[30] * 12, 60], style=style)])
    rows = normalize(read_pdf(Document("1" * 64, path, "berkas.pdf", Metode.PDF)), knowledge, datetime(2024, 1, 1))
    assert [(row.anggaran_rp, row.kontribusi_rp, row.nama_komponen) for row in rows.kontribusi_ro] == [(750_000, 600_000, "Pengujian")]


@pytest.mark.parametrize("amount", ["104.557", "104 557", "19 824 099"])
def test_an_amount_below_no_head_is_no_end_of_the_name(amount: str) -> None:
    """A national plan's lines: NO · KODE · RO, and over the amounts an empty cell; some print a blank between thousands."""
    edges = (65, 95, 297, 714, 807)

    def row(texts: tuple[str, ...], top: float) -> PrintedRow:
        boxes = [(edges[k], top, edges[k + 1], top + 14) for k in range(4)]
        return PrintedRow(tuple(Cell((t,) if t else (), k, halaman=1, bbox=boxes[k]) for k, t in enumerate(texts)))

    head = NestedHead()
    head.read(row(("NO", "KODE", "RO", ""), 80))
    cells = row(("2", "4129.CAB.001", "Sarana Pengawasan Kosmetik", amount), 94).cells[1:]
    match = ro_match(cells[0].text)
    assert match is not None
    line = new_line(match, place_of(cells, 1), 0, 2)
    fill_line(line, cells, head, Feeds())
    assert (line.nama.raw, line.kontribusi) == ("Sarana Pengawasan Kosmetik", amount)
