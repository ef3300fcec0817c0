"""No document that misses pages passes for whole: the last, first or middle pages of each are taken away.

Each sample is cut once as a file; the samples, and three kinds of which there is none among them, are read once and cut as readings, a few
cuts each; `python -m tests.test_cut_documents [FOLDER …]` tries every page of every document and prints those that pass.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import duckdb
import pypdf
import pytest
from msgspec.structs import replace

from extract.cells import Block, Document, Metode, Reading
from extract.page.page_tables import PageReading
from extract.pdf.read_pdf import assemble, pages_of, read_pdf
from extract.running.notes import notes_of
from extract.scans import Scans
from normalize.decisions.registry_files import Knowledge, load_knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows
from warehouse.run.one_document import process

INBOX = Path(__file__).parent.parent / "samples" / "inbox"
SHARED = Path(__file__).parent.parent.parent / "shared"
SAMPLES = sorted(INBOX.glob("*.pdf"))
ONE_PAGE = "rapk_jan_des"
OTHERS = [path for name in ("fixtures-2/g-028", "fixtures/f-017", "fixtures/f-024") if (path := SHARED / f"{name}.pdf").exists()]
"""A plan whose feet count its pages, one of many pages, and an interim report; they lie beside the project, if at all."""
LAST, FIRST = (1, 2, 4), (1, 2)
NOW = datetime(2024, 1, 1)


def cuts(pages: int, step: int = 1, last: Sequence[int] = LAST, first: Sequence[int] = FIRST) -> Iterator[tuple[str, list[int]]]:
    """What is done, and the pages (from 1) that are left. step: every so many middle pages. last, first: so many of those."""
    whole = list(range(1, pages + 1))
    for count in last:
        if count < pages:
            yield f"last {count} gone", whole[:-count]
    for count in first:
        if count < pages:
            yield f"first {count} gone", whole[count:]
    for page in range(2, pages, step):
        yield f"page {page} gone", [other for other in whole if other != page]


def cut_file(path: Path, kept: Sequence[int], folder: Path) -> Document:
    source = pypdf.PdfReader(path)
    writer = pypdf.PdfWriter()
    for page in kept:
        writer.add_page(source.pages[page - 1])
    cut = folder / f"{path.stem}_{len(list(folder.iterdir()))}.pdf"
    writer.write(cut)
    return Document("0" * 64, cut, path.name, Metode.PDF)


def cut_reading(reading: Reading, kept: Sequence[int]) -> Reading:
    """As the cut file would be read."""
    pages = pages_of(reading)
    return assemble(reading.document, [_renumbered(pages[old - 1], new) for new, old in enumerate(kept, 1)])


def _renumbered(page: PageReading, number: int) -> PageReading:
    lines = tuple(replace(line, halaman=number) for line in page.lines)
    return replace(page, blocks=tuple(_block(block, number) for block in page.blocks), lines=lines)


def _block(block: Block, number: int) -> Block:
    rows = tuple(replace(row, cells=tuple(replace(cell, halaman=number) for cell in row.cells)) for row in block.rows)
    return replace(block, rows=rows, halaman=number)


def passes(rows: DocumentRows, reading: Reading) -> bool:
    """True where nobody is asked anything about the document."""
    return rows.dokumen.status == "lengkap" and not notes_of(reading, Scans())


@pytest.mark.parametrize("path", [path for path in SAMPLES if path.stem != ONE_PAGE], ids=lambda path: path.stem)
def test_a_cut_file_does_not_pass(path: Path, tmp_path: Path, knowledge: Knowledge) -> None:
    pages = len(pypdf.PdfReader(path).pages)
    found = process(cut_file(path, range(1, pages), tmp_path), knowledge, NOW).rows
    assert found.dokumen.status != "lengkap"


def test_whole_samples_are_whole(samples: Path) -> None:
    with duckdb.connect(str(samples / "kinerja.duckdb"), read_only=True) as con:
        found = con.sql("SELECT nama_berkas, cek.status FROM cek JOIN dokumen USING (doc_id) WHERE aturan = 'dokumen_utuh'").fetchall()
    assert sorted(line for line in found if line[0].endswith(".pdf")) == [(path.name, "lolos") for path in SAMPLES]


@cache
def read_once(path: Path) -> Reading:
    return read_pdf(Document("0" * 64, path, path.name, Metode.PDF))


@pytest.mark.parametrize("path", [*SAMPLES, *OTHERS], ids=lambda path: path.stem)
def test_no_cut_document_passes(path: Path, knowledge: Knowledge) -> None:
    reading = read_once(path)
    pages = reading.halaman or 0
    most = (LAST, FIRST) if path in SAMPLES else ((1,), (1,))
    for name, kept in cuts(pages, max(1, pages // 2), *most):
        rest = cut_reading(reading, kept)
        assert not passes(normalize(rest, knowledge, NOW), rest), name


def main(folders: Sequence[str]) -> int:
    """Prints the cuts that pass; the number of them."""
    knowledge = load_knowledge(Path(tempfile.mkdtemp()))
    tried = passed = 0
    for path in [file for folder in folders for file in sorted(Path(folder).glob("*.pdf"))]:
        reading = read_once(path)
        for name, kept in cuts(reading.halaman or 0):
            rest = cut_reading(reading, kept)
            tried += 1
            if passes(normalize(rest, knowledge, NOW), rest):
                passed += 1
                print(path.name, name)
    print(f"{passed} of {tried} cut documents pass for whole")
    return passed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [str(INBOX), str(SHARED / "fixtures"), str(SHARED / "fixtures-2")]) > 0)
