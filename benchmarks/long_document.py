"""One long document with two workers against one: `python benchmarks/long_document.py --halaman 600`."""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypdf

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples" / "inbox"


def make(path: Path, pages: int, wrong_share: int) -> None:
    """Plans and reports one after the other. wrong_share: of every so many documents one is misprinted, so that further readers look
    at it; 0 for none."""
    sources = [SAMPLES / name for name in ("rapk_kantor_bersarang.pdf", "rapk_datar.pdf", "rapk_blok_dalam.pdf", "rapk_kantor_putus.pdf")]
    writer = pypdf.PdfWriter()
    number = 0
    while len(writer.pages) < pages:
        first = len(writer.pages)
        writer.append(sources[number % len(sources)])
        if wrong_share and number % wrong_share == 0:
            for page in writer.pages[first:]:
                contents = page.get_contents()
                if contents is not None:
                    contents.set_data(re.sub(rb"\((\d+,\d{3},)400\)", rb"(\g<1>500)", contents.get_data(), count=1))
                    page[pypdf.generic.NameObject("/Contents")] = writer._add_object(contents)
        number += 1
    writer.write(path)


def seconds(inbox: Path, data: Path, workers: int) -> float:
    """Of a run as a program."""
    command = [sys.executable, str(ROOT / "pipeline.py"), "run", str(inbox), "--data-dir", str(data), "--pekerja", str(workers)]
    began = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--halaman", type=int, default=600)
    given = parser.parse_args()
    for words, wrong_share in (("semua hitungan lolos", 0), ("satu dari sepuluh dokumen salah cetak", 10)):
        with tempfile.TemporaryDirectory() as folder:
            top = Path(folder)
            (top / "inbox").mkdir()
            make(top / "inbox" / "panjang.pdf", given.halaman, wrong_share)
            one, two = (seconds(top / "inbox", top / f"data {workers}", workers) for workers in (1, 2))
        print(f"{given.halaman} halaman, {words}: 1 pekerja {one:.1f} detik, 2 pekerja {two:.1f} detik, {two / one:.2f} kali")


if __name__ == "__main__":
    main()
