"""What a nightly run costs: an inbox of known documents against merely listing it, and documents cold, warm, with one new file.

`python benchmarks/nightly.py --diketahui 2000 --dokumen 500`: dumps and PDFs are made from the samples, each with contents of its own.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples" / "inbox"


def fill(inbox: Path, count: int, pdf_share: int) -> None:
    """So many documents. pdf_share: every so many-th is a PDF, 0 for none."""
    inbox.mkdir(parents=True)
    dumps = [path.read_bytes() for path in sorted(SAMPLES.glob("dump_*.txt"))]
    pdfs = [path.read_bytes() for path in sorted(SAMPLES.glob("rapk_*.pdf"))]
    for number in range(count):
        if pdf_share and number % pdf_share == 0:
            (inbox / f"rapk {number:05}.pdf").write_bytes(pdfs[number % len(pdfs)] + b"\n%% salinan %d\n" % number)
        else:
            (inbox / f"dump {number:05}.txt").write_bytes(dumps[number % len(dumps)] + b"\nBerkas nomor %d\n" % number)


def short(inbox: Path, count: int) -> None:
    """So many documents that are read quickly: what is measured is what it costs to know them."""
    inbox.mkdir(parents=True)
    for number in range(count):
        (inbox / f"surat {number:05}.txt").write_text(f"Surat nomor {number}\nNama\tNilai\nButir {number}\t{number}\n", encoding="utf-8")


def run(inbox: Path, data: Path) -> tuple[float, float]:
    """Seconds of a run as a program, and the peak of memory of all its processes in MB."""
    began = time.perf_counter()
    command = [sys.executable, str(ROOT / "pipeline.py"), "run", str(inbox), "--data-dir", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0.0
    ended = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(0.05):
            try:
                family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
                peak = max(peak, sum(member.memory_info().rss for member in family) / 2**20)
            except psutil.Error:
                continue

    thread = threading.Thread(target=watch)
    thread.start()
    code = process.wait()
    seconds = time.perf_counter() - began
    ended.set()
    thread.join()
    if code not in (0, 1):
        raise SystemExit(f"run ended with {code}")
    return seconds, peak


def listing(inbox: Path) -> float:
    """Seconds of a program that only lists the inbox and asks the system for each file's size."""
    code = "import os, sys\nfor entry in os.scandir(sys.argv[1]): entry.stat()"
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(inbox)], check=True)
    return time.perf_counter() - began


def start_up() -> float:
    """Seconds of a command that does nothing but start."""
    began = time.perf_counter()
    subprocess.run([sys.executable, str(ROOT / "pipeline.py"), "run", "--help"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def inside(inbox: Path, data: Path) -> float:
    """Seconds that the last run took by its own account, without starting."""
    from warehouse.store.ledger import runs_of

    return float(runs_of(data)[-1]["detik"])


def main() -> None:
    sys.path.insert(0, str(ROOT))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--diketahui", type=int, default=2000)
    parser.add_argument("--dokumen", type=int, default=500)
    parser.add_argument("--ulangi", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        inbox, data = top / "inbox", top / "data"
        short(inbox, given.diketahui)
        cold, _ = run(inbox, data)
        time.sleep(2)
        run(inbox, data)
        warm = min(run(inbox, data)[0] for _ in range(given.ulangi))
        listed = min(listing(inbox) for _ in range(given.ulangi))
        start = min(start_up() for _ in range(given.ulangi))
        print(f"{given.diketahui} dokumen singkat: pertama {cold:.1f} detik ({given.diketahui / cold:.0f} dokumen per detik)")
        print(f"semuanya sudah dikenal: {warm:.2f} detik, {inside(inbox, data):.2f} di antaranya tanpa memulai program ({start:.2f} detik)")
        print(f"hanya mendaftar inbox: {listed:.3f} detik; run {warm / listed:.1f} kali itu")
        shutil.rmtree(top)
        top.mkdir()
        if not given.dokumen:
            return
        fill(inbox, given.dokumen, 3)
        cold, peak = run(inbox, data)
        print(f"{given.dokumen} dokumen: pertama {cold:.1f} detik, puncak memori semua proses {peak:.0f} MB")
        time.sleep(2)
        run(inbox, data)
        warm, peak = run(inbox, data)
        print(f"tidak ada yang baru: {warm:.2f} detik, {peak:.0f} MB")
        text = re.sub(rb"1,101,573,000", b"1,101,574,000", (SAMPLES / "dump_kantor.txt").read_bytes())
        (inbox / "baru.txt").write_bytes(text)
        one, peak = run(inbox, data)
        print(f"satu berkas baru: {one:.1f} detik, {peak:.0f} MB")


if __name__ == "__main__":
    main()
