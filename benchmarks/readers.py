"""The readers side by side on the same pages, in one run: seconds a page, peak memory, values right; and the pipeline on each of them.

    python benchmarks/readers.py FOLDER [--long PAGES] [--score SCORE.py]

FOLDER holds PDFs, and beside each its truth (NAME.truth/) where --score is to tell what is read right. Every measurement runs in a
process of its own; the ratios are what counts. «floor» is PDFium alone: every character with its box, every drawn path with its bounds.
"""

import argparse
import ctypes
import hashlib
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

OURS, FLOOR = "pdfium", "floor"
Pages = dict[str, list[int]]
"""PDF → which of its pages (from 1)."""


@dataclass(frozen=True)
class Cost:
    """What reading some pages took: seconds, and the peak memory of the process in MB."""

    seconds: float
    peak: float


def in_own_process(work: Callable[..., Any], *arguments: Any) -> Any:
    """The result of work(*arguments), run in a fresh interpreter."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def measured(read: Callable[[], None]) -> Cost:
    start = time.perf_counter()
    read()
    seconds = time.perf_counter() - start
    return Cost(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


# ---- one reader over some pages


def floor(pages: Pages) -> Cost:
    import pypdfium2

    from extract.pdf import pdfium_calls as pdfium

    def read() -> None:
        edges = (ctypes.c_float * 4)()
        each = [ctypes.byref(edges, 4 * k) for k in range(4)]
        for path, numbers in pages.items():
            with pypdfium2.PdfDocument(path) as document:
                for number in numbers:
                    page = pdfium.load_page(pdfium.handle_of(document.raw), number - 1)
                    text = pdfium.load_text(page)
                    for k in range(pdfium.count_chars(text)):
                        pdfium.get_unicode(text, k)
                        pdfium.get_loose_box(text, k, edges)
                    for k in range(pdfium.count_objects(page)):
                        item = pdfium.get_object(page, k)
                        if pdfium.get_type(item) == pdfium.PATH:
                            pdfium.get_bounds(item, *each)
                    pdfium.close_text(text)
                    pdfium.close_page(page)

    return measured(read)


def ours(pages: Pages) -> Cost:
    import pypdfium2

    from extract.pdf.pdfium_pages import read_page

    def read() -> None:
        for path, numbers in pages.items():
            with pypdfium2.PdfDocument(path) as document:
                for number in numbers:
                    read_page(document, number - 1)

    return measured(read)


def plumber(pages: Pages) -> Cost:
    import pdfplumber

    def read() -> None:
        for path, numbers in pages.items():
            with pdfplumber.open(path) as document:
                for number in numbers:
                    page = document.pages[number - 1]
                    page.extract_words()
                    page.extract_tables()
                    page.close()

    return measured(read)


def plumber_as_good(pages: Pages) -> Cost:
    """pdfplumber behind our door: its characters, paths and table finder, with what it takes to find the same cells."""
    from extract.pdf.pdfplumber_pages import read_pages

    def read() -> None:
        for path, numbers in pages.items():
            read_pages(Path(path), numbers)

    return measured(read)


def camelot(pages: Pages) -> Cost:
    from camelot.io import read_pdf

    def read() -> None:
        for path, numbers in pages.items():
            read_pdf(path, pages=",".join(map(str, numbers)), flavor="lattice", suppress_stdout=True)

    return measured(read)


def encrypted(path: Path) -> bool:
    from pypdf import PdfReader

    return PdfReader(path).is_encrypted


def kinds_of_pages(paths: Sequence[Path]) -> tuple[Pages, Pages]:
    """The pages with tables and those without, by our reader."""
    import pypdfium2

    from extract.pdf.pdfium_pages import read_page

    tables: Pages = {}
    prose: Pages = {}
    for path in paths:
        with pypdfium2.PdfDocument(path) as document:
            for index in range(len(document)):
                read = read_page(document, index)
                if read is not None:
                    (tables if read.page.blocks else prose).setdefault(str(path), []).append(index + 1)
    return tables, prose


# ---- the whole pipeline on one reader


def pipeline_on(reader: str, paths: Sequence[Path], data_dir: Path) -> float:
    """Seconds for reading, meaning and storing all documents; `reader` alone, without the others behind it."""
    from extract.cells import Document, Metode
    from extract.page.page_tables import PageReading
    from extract.pdf.open_pdf import opened_pdf
    from extract.pdf.read_pdf import assemble, read_again, read_pdf
    from normalize.decisions.registry_files import load_knowledge
    from normalize.document import normalize
    from warehouse.database.load import build
    from warehouse.store.parquet import write_dimension, write_document

    start = time.perf_counter()
    knowledge = load_knowledge(data_dir / "review")
    for path in paths:
        document = Document(hashlib.sha256(path.read_bytes()).hexdigest(), path, path.name, Metode.PDF)
        if reader == OURS:
            reading = read_pdf(document)
        else:
            with opened_pdf(document) as pdf:
                count = len(pdf)
            empty = assemble(document, [PageReading((), (), ())] * count)
            reading = read_again(empty, dict.fromkeys(range(1, count + 1), ""), reader)
        write_document(normalize(reading, knowledge, datetime(2026, 1, 1)), data_dir)
    write_dimension("dim_upt", knowledge.dim_upt, data_dir)
    write_dimension("dim_upt_alias", knowledge.dim_upt_alias, data_dir)
    build(data_dir)
    return time.perf_counter() - start


def scored(score: Path, truth: Path, data_dir: Path) -> str:
    """Precision, recall and silent errors of all cells, by the scorer."""
    command = [sys.executable, str(score), str(truth), str(data_dir / "kinerja.duckdb")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    summary = json.loads(printed[printed.index("\n{") :])
    whole = summary["semua"]
    right = f"{summary['dokumen_benar_semua']} of {summary['dokumen']} documents all right"
    return f"precision {whole['presisi']:.5f}, recall {whole['recall']:.5f}, {right}"


# ---- a long report, and two workers


def repeated(paths: Sequence[Path], count: int, target: Path) -> None:
    """The pages of these PDFs over and over, `count` of them."""
    from pypdf import PdfReader, PdfWriter

    pages = [page for path in paths for page in PdfReader(str(path)).pages]
    writer = PdfWriter()
    for n in range(count):
        writer.add_page(pages[n % len(pages)])
    with target.open("wb") as file:
        writer.write(file)


def whole_document(path: str) -> Cost:
    from extract.cells import Document, Metode
    from extract.pdf.read_pdf import read_pdf

    return measured(lambda: void(read_pdf(Document("0" * 64, Path(path), "panjang.pdf", Metode.PDF))))


def void(_: object) -> None:
    """measured() wants no result."""


def pages_with(workers: int, paths: Sequence[str]) -> float:
    """Seconds for reading the documents with so many processes, started before the clock."""
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(whole_document, paths[:workers]))
        start = time.perf_counter()
        list(pool.map(whole_document, paths))
        return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--long", type=int, default=150, metavar="PAGES")
    parser.add_argument("--score", type=Path, metavar="SCORE.py")
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.glob("*.pdf"))
    # camelot refuses files whose owner forbids copying, so they are left out of the comparison page by page.
    tables, prose = in_own_process(kinds_of_pages, [path for path in paths if not encrypted(path)])
    readers = {FLOOR: floor, OURS: ours, "pdfplumber": plumber, "pdfplumber, same cells": plumber_as_good, "camelot": camelot}
    print("| pages | reader | ms a page | times floor | times ours | peak MB |\n|---|---|---|---|---|---|")
    for kind, pages in (("tables", tables), ("prose", prose)):
        count = sum(map(len, pages.values()))
        costs = {name: in_own_process(read, pages) for name, read in readers.items()} if count else {}
        for name, cost in costs.items():
            to_floor, to_ours = cost.seconds / costs[FLOOR].seconds, cost.seconds / costs[OURS].seconds
            print(
                f"| {count} {kind} | {name} | {1000 * cost.seconds / count:.1f} | {to_floor:.2f} | {to_ours:.2f} | {cost.peak:.0f} |",
                flush=True,
            )
    print("\n| pipeline on | seconds | times ours | values read |\n|---|---|---|---|")
    ours_seconds = 0.0
    for name in (OURS, "pdfplumber", "camelot"):
        with tempfile.TemporaryDirectory() as folder:
            seconds = in_own_process(pipeline_on, name, paths, Path(folder))
            ours_seconds = ours_seconds or seconds
            values = scored(arguments.score, arguments.folder, Path(folder)) if arguments.score else ""
            print(f"| {name} | {seconds:.1f} | {seconds / ours_seconds:.1f} | {values} |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "panjang.pdf"
        repeated(paths, arguments.long, path)
        cost = in_own_process(whole_document, str(path))
        print(f"\n{arguments.long} pages in one document: {1000 * cost.seconds / arguments.long:.1f} ms a page, peak {cost.peak:.0f} MB")
        one, two = (pages_with(workers, [str(path)] * 4) for workers in (1, 2))
        print(f"two worker processes: {one / two:.2f} times one")


if __name__ == "__main__":
    main()
