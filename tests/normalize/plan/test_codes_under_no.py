"""'SS1' or 'SK 2' under NO, where others print a number: the sasaran's, and no name."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows

SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=6, leading=7)
HEAD = ["No", "Sasaran", "Indikator Kinerja", *[f"B{n:02}" for n in range(1, 13)]]
TITLE = ["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024", "BALAI POM DI AMBON"]
GOALS = ("Terwujudnya tata kelola pemerintahan UPT yang optimal", "Terwujudnya SDM UPT yang berkinerja optimal")
EXPECTED = [
    (1, GOALS[0], "Nilai AKIP UPT"),
    (1, GOALS[0], "Indeks Reformasi Birokrasi UPT"),
    (2, GOALS[1], "Indeks Profesionalitas ASN UPT"),
]


@pytest.fixture
def baca_pdf(tmp_path: Path, knowledge: Knowledge) -> Callable[[list[list[str]]], DocumentRows]:
    def read(cells: list[list[str]]) -> DocumentRows:
        path = tmp_path / "rencana.pdf"
        body = [[Paragraph(text, SMALL) if text else "" for text in row] for row in cells]
        table = Table(body, [30, 130, 130, *[28] * 12], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
        SimpleDocTemplate(str(path), pagesize=(842, 595)).build([*map(Paragraph, TITLE), table, Paragraph("Ambon, 6 Januari 2024")])
        return normalize(read_pdf(Document("0" * 64, path, "rencana.pdf", Metode.PDF)), knowledge, datetime(2025, 1, 7))

    return read


@pytest.mark.parametrize("code", ["{}", "{}.", "SS{}", "SK {}", "SP.{}"])
@pytest.mark.parametrize("each", [True, False])
@pytest.mark.parametrize("pdf", [True, False])
def test_the_code_is_the_sasarans_number(
    code: str, each: bool, pdf: bool, baca: Callable[[str], DocumentRows], baca_pdf: Callable[[list[list[str]]], DocumentRows]
) -> None:
    body = []
    for n, (number, goal, name) in enumerate(EXPECTED):
        lead = [code.format(number), goal] if each or n != 1 or pdf else ["", ""]
        body.append([*lead, name, *[str(60 + n)] * 12])
    if pdf:
        rows = baca_pdf([HEAD, *body])
    else:
        table = "\n".join("\t".join(row) for row in [HEAD, *body])
        rows = baca("\n".join(TITLE) + f"\n\n{table}\n\nAmbon, 6 Januari 2024\n")
    assert [(row.no_sasaran, row.sasaran_raw, row.indikator_raw) for row in rows.target] == EXPECTED
