"""Tables in which every other row is shaded, below a head that is not: read as if they were ruled."""

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

SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=6, leading=7)
HEAD = [
    ["No", "Indikator Kinerja", "Target", "Target Bulanan", *[""] * 11, "Anggaran"],
    ["", "", "", *(f"B{n:02}" for n in range(1, 13)), ""],
]
SPANS = [("SPAN", (n, 0), (n, 1)) for n in (0, 1, 2, 15)] + [("SPAN", (3, 0), (14, 0)), ("LINEBELOW", (0, 1), (-1, 1), 0.7, "black")]
NAMES = [
    "Persentase Obat yang memenuhi syarat",
    "Indeks kepuasan masyarakat atas pengawasan",
    "Persentase sarana yang diperiksa",
    "Nilai AKIP",
]
ROWS = [[str(n), name, str(12 * n), *(str(n * month) for month in range(1, 13)), f"{n}.250.000"] for n, name in enumerate(NAMES, 1)]
Baca = Callable[[Sequence[Any]], DocumentRows]


@pytest.fixture
def baca_pdf(tmp_path: Path, knowledge: Knowledge) -> Baca:
    def read(style: Sequence[Any]) -> DocumentRows:
        path = tmp_path / "rencana.pdf"
        cells = [[Paragraph(text, SMALL) if text else "" for text in row] for row in (*HEAD, *ROWS)]
        table = Table(cells, [20, 130, 30, *[24] * 12, 70], style=[*SPANS, *style])
        titles = ["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024", "BALAI POM DI JAMBI", " "]
        SimpleDocTemplate(str(path), pagesize=(842, 595)).build([*map(Paragraph, titles), table, Paragraph("Jambi, 5 Februari 2024")])
        return normalize(read_pdf(Document("0" * 64, path, "rencana.pdf", Metode.PDF)), knowledge, datetime(2024, 1, 1))

    return read


@pytest.mark.parametrize("shaded", [(2, 4), (3, 5)], ids=["first", "second"])
@pytest.mark.parametrize("by_cell", [True, False])
def test_a_head_without_a_shade_over_stripes(baca_pdf: Baca, shaded: Sequence[int], by_cell: bool) -> None:
    parts = [((n, y), (n, y)) for y in shaded for n in range(16)] if by_cell else [((0, y), (-1, y)) for y in shaded]
    rows = baca_pdf([("BACKGROUND", *part, "lightgrey") for part in parts])
    assert [(row.indikator_raw, row.target_tahunan, row.anggaran_rp) for row in rows.target] == [
        (name, 12 * n, n * 1_000_000 + 250_000) for n, name in enumerate(NAMES, 1)
    ]
    assert [row.nilai for row in rows.target_bulanan] == [n * month for n in (1, 2, 3, 4) for month in range(1, 13)]
