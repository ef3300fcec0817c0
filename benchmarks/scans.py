"""Scanned pages: seconds of CPU a page and peak memory, against the plain OCR call on the same pages; and two workers against one.

    python benchmarks/scans.py [PDF …] [--halaman N] [--pekerja]

Needs the extra `ocr`. Every measurement runs in a process of its own with one thread; CPU time, for a busy machine waits. What counts are
the ratios: the whole (grid, both engines) is to take at most 1.6 times the plain call, two workers are to be 1.6 times as fast as one.
"""

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SAMPLE = ROOT / "samples" / "pindai" / "rapk_pindai.pdf"
LONG = ("rapk_kantor_putus", "rapk_kantor_bersarang", "rapk_nasional", "rapk_datar")
"""Samples of twelve pages that two workers share: a page is no work for two."""
Pages = list[tuple[str, int]]
"""PDF and page (from 0)."""


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU a page, peak memory of the process in MB."""

    seconds: float
    peak: float


def in_own_process(work: Callable[..., Any], *arguments: Any) -> Any:
    """The result of work(*arguments), run in a fresh interpreter."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def measured(pages: Pages, read: Callable[[Any], None]) -> Cost:
    """Models are loaded before the clock starts."""
    import pypdfium2

    from extract.ocr.picture import drawn

    pictures = []
    for path, index in pages:
        with pypdfium2.PdfDocument(path) as pdf:
            pictures.append(drawn(pdf[index]))
    read(pictures[0])
    began = time.process_time()
    for picture in pictures:
        read(picture)
    seconds = (time.process_time() - began) / len(pictures)
    return Cost(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def plain(pages: Pages) -> Cost:
    """RapidOCR as it comes, on the page as drawn."""
    import cv2
    from rapidocr import RapidOCR

    cv2.setNumThreads(1)
    threads = {f"EngineConfig.onnxruntime.{name}_op_num_threads": 1 for name in ("intra", "inter")}
    engine = RapidOCR(params={"Global.log_level": "critical", **threads})
    return measured(pages, lambda picture: engine(cv2.cvtColor(picture.grey, cv2.COLOR_GRAY2BGR)))


def grid_only(pages: Pages) -> Cost:
    """Light, angle and rules: no letter is read."""
    from extract.ocr.deskew import skew
    from extract.ocr.grid import grid_of
    from extract.ocr.picture import evenly_lit, rotated

    def read(picture: Any) -> None:
        lit = evenly_lit(picture)
        grid_of(rotated(lit, skew(lit)))

    return measured(pages, read)


def first_only(pages: Pages) -> Cost:
    """The first engine on the cells that the grid cuts, without the second."""
    from extract.ocr import pages as room

    room.__dict__["needs_second"] = lambda text, in_cell: False
    return measured(pages, room.found_in)


def whole(pages: Pages) -> Cost:
    """As a run reads it."""
    from extract.ocr.pages import found_in

    return measured(pages, found_in)


def run_seconds(inbox: str, data: str, workers: int) -> float:
    from click.testing import CliRunner

    import pipeline

    began = time.perf_counter()
    CliRunner().invoke(pipeline.main, ["run", inbox, "--data-dir", data, "--pekerja", str(workers), "--batas-waktu", "3600"])
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pdf", nargs="*", default=[str(SAMPLE)])
    parser.add_argument("--halaman", type=int, default=2, help="so many pages of each")
    parser.add_argument("--pekerja", action="store_true", help="two workers against one, too, on twelve pages scanned from samples")
    given = parser.parse_args()
    import pypdfium2

    from samples.scan import scanned_plan

    pages: Pages = []
    for path in given.pdf:
        with pypdfium2.PdfDocument(path) as pdf:
            pages += [(path, index) for index in range(min(given.halaman, len(pdf)))]
    base: Cost = in_own_process(plain, pages)
    for name, work in (("OCR biasa", plain), ("kisi saja", grid_only), ("kisi dan pembaca pertama", first_only), ("semuanya", whole)):
        cost: Cost = base if work is plain else in_own_process(work, pages)
        print(f"{name:26} {cost.seconds:6.2f} detik/halaman {cost.seconds / base.seconds:5.2f} kali {cost.peak:6.0f} MB")
    if given.pekerja:
        with tempfile.TemporaryDirectory() as folder:
            inbox = Path(folder) / "inbox"
            inbox.mkdir()
            for name in LONG:
                (inbox / f"{name}.pdf").write_bytes(scanned_plan(ROOT / "samples" / "inbox" / f"{name}.pdf"))
            one, two = (in_own_process(run_seconds, str(inbox), f"{folder}/data{n}", n) for n in (1, 2))
        print(f"1 pekerja {one:.1f} detik, 2 pekerja {two:.1f} detik: {one / two:.2f} kali secepat")


if __name__ == "__main__":
    main()
