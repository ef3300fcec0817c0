"""Readers of tables side by side, in one run: how well each finds the cells of the table competition's set (ICDAR 2013), and its CPU.

    python benchmarks/table_readers.py FOLDER [--readers product,pdfplumber,…]

FOLDER holds NAME.pdf with its truth NAME-str.xml (for NAMEa.pdf also NAMEb-str.xml: the better one counts, for each reader). Scored are
adjacency relations, as the competition does: for each cell the nearest filled one to its right and below it, by both texts (blanks off,
other signs than letters and digits alike). Tables found elsewhere on a page with truth count against precision.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import time
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

READERS = ("product", "product_digital", "pdfplumber", "camelot_lattice", "camelot_stream", "camelot_network", "camelot_hybrid")
SNAP = 1.0
"""Edges of cells nearer than this (points) are one."""

Placed = tuple[int, int, int, int, str]
"""A cell in the grid of its table: first row and column, last row and column, text."""
Tables = list[tuple[int, list[Placed]]]
"""The tables of a document, each with its page (from 1)."""
Relations = Counter[tuple[str, str, str]]


# ---- the readers


def product(path: Path, pictures: bool = True) -> Tables:
    """pictures: pages that are pictures are read by OCR, which no other reader here does."""
    from extract.cells import Document, Metode
    from extract.pdf.page_parts import KnownPages
    from extract.pdf.read_pdf import read_pdf
    from extract.scans import Scans

    found: Tables = []
    document = Document("0" * 64, path, path.name, Metode.PDF)
    for block in read_pdf(document, KnownPages(document, scans=Scans(not pictures))).blocks:
        boxes = [(*cell.bbox, cell.text) for row in block.rows for cell in row.cells if cell.bbox]
        found.append((block.halaman or 0, in_grid(boxes)))
    return found


def product_digital(path: Path) -> Tables:
    return product(path, pictures=False)


def plumber(path: Path) -> Tables:
    import pdfplumber

    found: Tables = []
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for table in page.find_tables():
                texts = table.extract()
                boxes = [(*box, texts[r][c] or "") for r, row in enumerate(table.rows) for c, box in enumerate(row.cells) if box]
                found.append((number, in_grid(boxes)))
            page.close()
    return found


def camelot(flavour: str) -> Callable[[Path], Tables]:
    def read(path: Path) -> Tables:
        from camelot.io import read_pdf

        tables = read_pdf(str(path), pages="all", flavor=flavour, suppress_stdout=True)
        return [
            (int(table.page), [(r, c, r, c, str(text)) for r, row in enumerate(table.df.values.tolist()) for c, text in enumerate(row)])
            for table in tables
        ]

    return read


def in_grid(boxes: Sequence[tuple[float, float, float, float, str]]) -> list[Placed]:
    """Cells by the order of their edges."""
    columns = _ranks([edge for box in boxes for edge in (box[0], box[2])])
    rows = _ranks([edge for box in boxes for edge in (box[1], box[3])])
    return [
        (rows[top], columns[x0], max(rows[top], rows[bottom] - 1), max(columns[x0], columns[x1] - 1), text)
        for x0, top, x1, bottom, text in boxes
    ]


def _ranks(edges: Sequence[float]) -> dict[float, int]:
    ranks: dict[float, int] = {}
    rank, last = -1, float("-inf")
    for edge in sorted(set(edges)):
        rank += edge - last > SNAP
        ranks[edge], last = rank, edge
    return ranks


# ---- truth and score


def truth(path: Path) -> Tables:
    """The regions of one table on one page are one table."""
    cells: dict[tuple[int, int], list[Placed]] = defaultdict(list)
    for number, table in enumerate(ET.parse(path).iter("table")):
        for region in table.iter("region"):
            down, right = int(region.get("row-increment") or 0), int(region.get("col-increment") or 0)
            for cell in region.iter("cell"):
                row, column = int(cell.get("start-row") or 0), int(cell.get("start-col") or 0)
                last_row, last_column = int(cell.get("end-row") or row), int(cell.get("end-col") or column)
                placed = (row + down, column + right, last_row + down, last_column + right, cell.findtext("content") or "")
                cells[number, int(region.get("page") or 0)].append(placed)
    return [(page, placed) for (_, page), placed in cells.items()]


def relations(cells: Sequence[Placed]) -> Relations:
    """(text, text, direction), once for each pair of neighbours."""
    at: dict[tuple[int, int], int] = {}
    texts = []
    for n, (row, column, last_row, last_column, text) in enumerate(cells):
        texts.append(re.sub(r"[^\w]", "_", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()))
        if texts[n]:
            at.update({(r, c): n for r in range(row, last_row + 1) for c in range(column, last_column + 1)})
    pairs = {(way, a, b) for way, line in _lines(at) for (_, a), (_, b) in pairwise(sorted(line)) if a != b}
    return Counter((texts[a], texts[b], way) for way, a, b in pairs)


def _lines(at: dict[tuple[int, int], int]) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    rows: dict[int, list[tuple[int, int]]] = defaultdict(list)
    columns: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (row, column), n in at.items():
        rows[row].append((column, n))
        columns[column].append((row, n))
    yield from (("right", line) for line in rows.values())
    yield from (("below", line) for line in columns.values())


def f1(wanted: Tables, found: Tables) -> float:
    """Harmonic mean of precision and recall over the pages that have truth."""
    pages = {page for page, _ in wanted}
    expected, got = (_by_page(tables, pages) for tables in (wanted, found))
    hits = (expected & got).total()
    return 2 * hits / ((expected.total() + got.total()) or 1)


def _by_page(tables: Tables, pages: set[int]) -> Counter[Any]:
    counted: Counter[Any] = Counter()
    for page, cells in tables:
        if page in pages:
            counted.update({(page, *relation): count for relation, count in relations(cells).items()})
    return counted


# ---- the run


def scores(folder: Path, name: str) -> dict[str, Any]:
    """F1 of each document by one reader, and its CPU seconds, its children's included; a document on which it falls has 0."""
    made = {"product": product, "product_digital": product_digital, "pdfplumber": plumber}
    read = made.get(name) or camelot(name.removeprefix("camelot_"))
    documents = sorted(folder.rglob("*.pdf"))
    if documents:
        _tables(read, documents[0])  # what the reader loads late is not timed
    found: dict[str, float] = {}
    before, wall = _cpu(), time.monotonic()
    readings = {path: _tables(read, path) for path in documents}
    cpu, wall = _cpu() - before, time.monotonic() - wall
    for path, tables in readings.items():
        stems = [path.stem, path.stem[:-1] + "b"] if path.stem.endswith("a") else [path.stem]
        truths = [file for stem in stems if (file := path.with_name(f"{stem}-str.xml")).exists()]
        if truths:
            found[path.stem] = max(f1(truth(file), tables) for file in truths)
    return {"f1": found, "cpu": cpu, "wall": wall}


def _tables(read: Callable[[Path], Tables], path: Path) -> Tables:
    try:
        return read(path)
    except Exception as error:  # whatever a reader makes of a file
        print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
        return []


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readers", default=",".join(READERS))
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(scores(arguments.folder, arguments.one)))
        return
    first = None
    for name in arguments.readers.split(","):
        # A process for each: no reader pays for another's memory.
        command = [sys.executable, __file__, str(arguments.folder), "--one", name]
        done = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
        first = first or done["cpu"]
        values = list(done["f1"].values())
        whole = sum(value > 0.995 for value in values)
        ratio = done["cpu"] / first
        print(f"{name:16} macro F1 {mean(values):.3f}  whole {whole}/{len(values)}  CPU {done['cpu']:.1f} s ({ratio:.1f} times the first)")


if __name__ == "__main__":
    main()
