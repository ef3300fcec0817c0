"""A long report: seconds a page against bare pdfplumber text of the same pages, and peak memory.

    python benchmarks/long_report.py REPORT.pdf [--pages 150]

The report's pages are repeated until there are enough; both readings run in this one process, the ratio is what counts.
"""

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

import pdfplumber
from pypdf import PdfReader, PdfWriter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extract.cells import Document, Metode
from extract.read_pdf import read_pdf


def repeated(report: Path, pages: int, target: Path) -> None:
    """The report's pages over and over, `pages` of them."""
    reader, writer = PdfReader(str(report)), PdfWriter()
    for number in range(pages):
        writer.add_page(reader.pages[number % len(reader.pages)])
    with target.open("wb") as file:
        writer.write(file)


def bare_text(path: Path) -> float:
    """Seconds that pdfplumber's words of all pages take."""
    start = time.perf_counter()
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.close()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path)
    parser.add_argument("--pages", type=int, default=150)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "panjang.pdf"
        repeated(arguments.report, arguments.pages, path)
        start = time.perf_counter()
        reading = read_pdf(Document("0" * 64, path, path.name, Metode.PDF))
        ours = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        bare = bare_text(path)
    print(f"{reading.halaman} pages, {len(reading.blocks)} blocks: {ours / arguments.pages:.3f} s a page,")
    print(f"{ours / bare:.2f} times bare pdfplumber words of the same pages; peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
