"""Tables whose NO counts the rows, with the sasaran merged over several of them, as PDFs and as dumps."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows

SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=7, leading=8.5)
TEXT = ParagraphStyle("teks", fontName="Helvetica", fontSize=10, leading=13)
FIRST, SECOND = "Terwujudnya Obat dan Makanan yang memenuhi syarat", "Meningkatnya kualitas pelayanan publik"
NAMES = (
    "Persentase Obat yang aman",
    "Persentase Makanan yang aman",
    "Persentase pangan fortifikasi yang aman",
    "Nilai AKIP",
    "Nilai Kinerja",
)
MONTHS = [f"B{n:02d}" for n in range(1, 13)]
PLAN = ["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024", "BALAI POM DI AMBON"]
REPORT = ["LAPORAN KINERJA", "TAHUN 2024", "BALAI POM DI AMBON", "Tabel 2.1 Perjanjian Kinerja Tahun 2024"]
Isi = list[list[str]]


def plan(goals: Sequence[str]) -> tuple[Isi, Isi]:
    head = [["No", "Sasaran Kegiatan", "Indikator Kinerja", "Target", *[""] * 11, "Anggaran"], ["", "", "", *MONTHS, ""]]
    return head, [[str(n), goal, name, *["80"] * 12, "1.000.000"] for n, (goal, name) in enumerate(zip(goals, NAMES, strict=True), 1)]


def agreement(goals: Sequence[str]) -> tuple[Isi, Isi]:
    return [["No", "Sasaran Kegiatan", "Indikator Kinerja", "Target"]], [
        [str(n), goal, name, "80"] for n, (goal, name) in enumerate(zip(goals, NAMES, strict=True), 1)
    ]


def as_pdf(path: Path, title: Sequence[str], head: Isi, parts: Sequence[Isi]) -> Path:
    """Each part of the body on a page of its own, below the head."""
    flow: list[object] = [Paragraph(line, TEXT) for line in title]
    wide = len(head[0]) > 4
    for position, body in enumerate(parts):
        style: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        if wide:
            style += [("SPAN", (3, 0), (14, 0)), *(("SPAN", (c, 0), (c, 1)) for c in (0, 1, 2, 15))]
        goals = [row[1] for row in body]
        starts = [i for i, goal in enumerate(goals) if goal or i == 0]
        for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
            style.append(("SPAN", (1, len(head) + start), (1, len(head) + end - 1)))
        cells = [[Paragraph(text, SMALL) if text else "" for text in row] for row in (*head, *body)]
        widths = [20, 100, 140, *[28] * 12, 70] if wide else [20, 200, 260, 60]
        flow += [*([PageBreak()] if position else [Spacer(1, 10)]), Table(cells, colWidths=widths, style=style)]
    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build(flow)
    return path


def as_dump(title: Sequence[str], head: Isi, parts: Sequence[Isi]) -> str:
    return "\n".join([*title, *("\n" + "\n".join("\t".join(row) for row in (*head, *body)) for body in parts)]) + "\n"


Baca = Callable[[Sequence[str], Isi, Sequence[Isi]], DocumentRows]


@pytest.fixture(params=["pdf", "dump"])
def read(request: pytest.FixtureRequest, knowledge: Knowledge, baca: Callable[[str], DocumentRows], tmp_path: Path) -> Baca:
    def rows(title: Sequence[str], head: Isi, parts: Sequence[Isi]) -> DocumentRows:
        if request.param == "dump":
            return baca(as_dump(title, head, parts))
        path = as_pdf(tmp_path / "berkas.pdf", title, head, parts)
        return normalize(read_pdf(Document("1" * 64, path, "berkas.pdf", Metode.PDF)), knowledge, datetime(2024, 1, 1))

    return rows


def said(rows: DocumentRows) -> list[tuple[object, ...]]:
    return [(row.no_sasaran, row.sasaran_raw, row.no_indikator, row.indikator_raw) for row in rows.target]


EXPECTED = [(None, FIRST if n < 4 else SECOND, n, name) for n, name in enumerate(NAMES, 1)]


@pytest.mark.parametrize(("make", "title"), [(plan, PLAN), (agreement, REPORT)])
def test_a_number_without_a_sasaran_is_the_indicators(
    make: Callable[[Sequence[str]], tuple[Isi, Isi]], title: list[str], read: Baca
) -> None:
    head, body = make([FIRST, "", "", SECOND, ""])
    assert said(read(title, head, [body])) == EXPECTED


@pytest.mark.parametrize(("make", "title"), [(plan, PLAN), (agreement, REPORT)])
def test_a_sasaran_that_goes_on_behind_a_page(make: Callable[[Sequence[str]], tuple[Isi, Isi]], title: list[str], read: Baca) -> None:
    head, body = make(["Terwujudnya Obat dan Makanan yang", "", "memenuhi syarat", SECOND, ""])
    assert said(read(title, head, [body[:2], body[2:]])) == EXPECTED


def test_a_number_for_each_sasaran_stays_the_sasarans(read: Baca) -> None:
    head, body = plan([FIRST, "", "", SECOND, ""])
    for row, number in zip(body, ["1", "", "", "2", ""], strict=True):
        row[0] = number
    assert [row[:2] for row in said(read(PLAN, head, [body]))] == [(1, FIRST)] * 3 + [(2, SECOND)] * 2


def numbered_names(prefixes: Sequence[int]) -> tuple[Isi, Isi]:
    head, body = plan([FIRST, "", "", SECOND, ""])
    for row, number in zip(body, prefixes, strict=True):
        row[2] = f"{number:02d} - {row[2]}"
    return head, body


def test_names_with_numbers_that_count_within_their_sasaran(read: Baca) -> None:
    head, body = numbered_names([1, 2, 3, 1, 2])
    rows = read(PLAN, head, [body])
    assert said(rows) == [
        (None, FIRST if n < 4 else SECOND, inner, name) for n, (inner, name) in enumerate(zip([1, 2, 3, 1, 2], NAMES, strict=True), 1)
    ]
    assert not any("sasaran_hilang" in row.bendera for row in rows.target)


@pytest.mark.parametrize("read", ["pdf"], indirect=True)
def test_a_sasaran_of_one_indicator_each_may_have_lost_its_name(read: Baca) -> None:
    head, body = numbered_names([1, 1, 1, 1, 1])
    assert [row[1] for row in said(read(PLAN, head, [body]))] == [FIRST, None, None, SECOND, None]
