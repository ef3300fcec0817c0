"""Several programs in one cell of names, and names that break off."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows

SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=8, leading=10)
TITLE = ["LAPORAN KINERJA TAHUN 2023", "BALAI POM DI AMBON", "Tabel 3.9 Realisasi Anggaran per Program Tahun 2023"]
FIRST, SECOND = "Program Pengawasan Obat dan Makanan", "Program Dukungan Manajemen"


@pytest.mark.parametrize(
    ("cell", "names", "flags"),
    [
        (f"{FIRST}<br/>{SECOND}", [FIRST, SECOND], [(), ()]),
        (FIRST, [FIRST, None], [(), ("nama_terpotong",)]),
        ("Program Teknis dan<br/>Program Manajemen", ["Program Teknis dan", "Program Manajemen"], [("nama_terpotong",)] * 2),
    ],
)
def test_two_programs_in_one_cell(
    tmp_path: Path, knowledge: Knowledge, cell: str, names: list[str | None], flags: list[tuple[str, ...]]
) -> None:
    """Both names were the first one's, and the second's amounts were nobody's."""
    head = ["No", "Program", "Pagu (Rp)", "Realisasi (Rp)", "%"]
    body = [["1", cell, "450.730.000", "395.718.248", "87,79"], ["", "", "4.554.000", "3.683.021", "80,87"]]
    total = ["Jumlah", "", "455.284.000", "399.401.269", "87,73"]
    table = Table([[Paragraph(text, SMALL) for text in row] for row in (head, *body, total)], colWidths=[40, 200, 90, 90, 50])
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.7, "black"), *(("SPAN", (x, 1), (x, 2)) for x in (0, 1)), ("SPAN", (0, 3), (1, 3))])
    path = tmp_path / "laporan.pdf"
    SimpleDocTemplate(str(path), pagesize=A4).build([*(Paragraph(line, SMALL) for line in TITLE), table])
    rows = normalize(read_pdf(Document("0" * 64, path, path.name, Metode.PDF)), knowledge, datetime(2024, 1, 1))
    assert [(row.nama, row.pagu_rp) for row in rows.anggaran_program] == list(zip(names, (450_730_000, 4_554_000), strict=True))
    assert [row.bendera for row in rows.anggaran_program] == flags
    assert {cek.status for cek in rows.cek if cek.aturan == "anggaran_total"} <= {"lolos", "tak_terbukti"}


@pytest.mark.parametrize("name", ["Program Pengawasan Obat dan", "Makanan Program Dukungan Manajemen"])
def test_a_name_that_breaks_off_is_asked(baca: Callable[[str], DocumentRows], name: str) -> None:
    body = f"Program\tPagu (Rp)\tRealisasi (Rp)\t%\n{name}\t7.727.000\t6.549.797\t84,76\n{SECOND}\t8.884.000\t8.168.887\t91,95\n"
    rows = baca("\n".join([*TITLE[:2], "", TITLE[2], "", body]))
    assert [row.bendera for row in rows.anggaran_program] == [("nama_terpotong",), ()]
