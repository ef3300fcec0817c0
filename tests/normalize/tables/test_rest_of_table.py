"""The rest of a table on a page of another width, without its head."""

from datetime import datetime
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows

HEAD = ["No", "Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "%"]
ROWS = [
    ["1", "Pengawasan Obat dan Makanan", "1.000.000.000", "950.000.000", "95"],
    ["2", "Pengelolaan Sarana dan Prasarana", "2.000.000.000", "1.800.000.000", "90"],
    ["3", "Koordinasi Kegiatan", "3.000.000.000", "2.400.000.000", "80"],
]


def printed(path: Path, knowledge: Knowledge, between: str) -> DocumentRows:
    """Two rows on a wide page, the third on an upright one. between: what stands before it."""
    text = ParagraphStyle("teks", fontName="Helvetica", fontSize=10, leading=13)

    def table(rows: list[list[str]], width: float) -> Table:
        weights = [5, 40, 20, 20, 15]
        return Table(rows, colWidths=[width * w / 100 for w in weights], style=[("GRID", (0, 0), (-1, -1), 0.7, "black")])

    pages = [
        PageTemplate(name, [Frame(40, 40, size[0] - 80, size[1] - 80)], pagesize=size) for name, size in (("l", landscape(A4)), ("p", A4))
    ]
    words = ["LAPORAN KINERJA", "TAHUN 2023", "BALAI POM DI AMBON", "Tabel 3.9 Realisasi Anggaran per Kegiatan"]
    parts = [*(Paragraph(line, text) for line in words), table([HEAD, *ROWS[:2]], 700), NextPageTemplate("p"), PageBreak()]
    parts += [Paragraph(between, text)] if between else []
    BaseDocTemplate(str(path), pageTemplates=pages).build([*parts, table(ROWS[2:], 500)])
    return normalize(read_pdf(Document("0" * 64, path, path.name, Metode.PDF)), knowledge, datetime(2024, 1, 1))


def test_the_rest_is_asked_about(tmp_path: Path, knowledge: Knowledge) -> None:
    rows = printed(tmp_path / "a.pdf", knowledge, "")
    assert [row.pagu_rp for row in rows.anggaran_program] == [1_000_000_000, 2_000_000_000]
    assert {cell.nasib for cell in rows.sel if cell.mentah in ("3.000.000.000", "2.400.000.000")} == {"terbuka"}
    assert "tabel_tidak_dikenal" in {cek.aturan for cek in rows.cek if cek.status == "gagal"}


def test_figures_below_a_text_of_their_own_are_no_rest(tmp_path: Path, knowledge: Knowledge) -> None:
    rows = printed(tmp_path / "a.pdf", knowledge, "Rincian lain yang tidak termasuk tabel di atas")
    assert {cell.nasib for cell in rows.sel if cell.mentah == "3.000.000.000"} == {"lain"}
