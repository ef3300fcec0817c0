"""What reading costs against an older program, in one run: CPU a page of tables and of prose by the first reader, and of whole runs.

    python benchmarks/reading_against.py --lama DIR FOLDER…

DIR is a checkout of the older program (git worktree add DIR 79ebcca), whose libraries this Python has too. The pages of all PDFs of the
folders are read, each folder is run as an inbox, pictures left alone. Both programs take turns, and the least of the rounds counts: what
else the machine does only adds. Linux only.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path.cwd()))

ROOT = Path(__file__).resolve().parent.parent
READER = ("extract.pdfium_pages", "extract.pdf.pdfium_pages")
"""Where the first reader stood in the first release, and where it stands. An editable install offers the second everywhere."""
TABLES, PROSE = "tabel", "prosa"
Pages = dict[str, list[int]]
"""PDF → which of its pages (from 0)."""


def first_reader() -> Callable[[Any, int], Any]:
    """`read_page` of the program in whose folder this process runs."""
    for name in READER:
        try:
            read: Callable[[Any, int], Any] = import_module(name).read_page
            return read
        except ModuleNotFoundError:
            continue
    raise SystemExit(f"{Path.cwd()}: {READER}")


def kinds_of_pages(paths: Sequence[str]) -> dict[str, Pages]:
    """The pages with tables and those without, by the reader of this folder; files that cannot be opened are left out."""
    import pypdfium2

    read = first_reader()
    found: dict[str, Pages] = {TABLES: {}, PROSE: {}}
    for path in paths:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError:
            continue
        with document:
            for index in range(len(document)):
                page = read(document, index)
                if page is not None:
                    found[TABLES if page.page.blocks else PROSE].setdefault(path, []).append(index)
    return found


def milliseconds_a_page(pages: Pages) -> float:
    """CPU of this process; what is loaded late is not timed."""
    read_all(dict(list(pages.items())[:1]))
    began = time.process_time()
    read_all(pages)
    return 1000 * (time.process_time() - began) / max(1, sum(map(len, pages.values())))


def read_all(pages: Pages) -> None:
    """By the first reader of this folder."""
    import pypdfium2

    read = first_reader()
    for path, indices in pages.items():
        with pypdfium2.PdfDocument(path) as document:
            for index in indices:
                read(document, index)


ORDERS: dict[str, Callable[[Any], Any]] = {"--kinds": kinds_of_pages, "--read": milliseconds_a_page}
"""What a process in the folder of one of the programs is asked for."""


def in_folder_of(program: Path, order: str, given: Path) -> Any:
    """What this script, run in the folder of a program, says to an order (of ORDERS) about what the JSON file `given` holds."""
    from benchmarks.process_tree import as_installed

    # a folder named by PYTHONPATH goes before the one that a Python environment is set to
    around = as_installed() | {"PYTHONPATH": str(program)}
    done = subprocess.run([sys.executable, __file__, order, given], cwd=program, env=around, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def whole_run(program: Path, folder: Path) -> float:
    """CPU seconds of all processes of a run over the folder."""
    from benchmarks.process_tree import cost_of

    left_alone = ["--no-ocr"] if program == ROOT else []  # the first release knows no OCR
    with tempfile.TemporaryDirectory() as data:
        return cost_of([sys.executable, program / "pipeline.py", "run", folder, "--data-dir", data, *left_alone], program).cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lama", type=Path, required=True)
    parser.add_argument("--putaran", type=int, default=3, help="rounds")
    parser.add_argument("folder", type=Path, nargs="+")
    given = parser.parse_args()
    programs = [given.lama.resolve(), ROOT]
    costs: dict[str, dict[Path, list[float]]] = {}
    with tempfile.TemporaryDirectory() as place:
        listed, chosen = Path(place) / "berkas.json", Path(place) / "halaman.json"
        listed.write_text(json.dumps([str(path.resolve()) for folder in given.folder for path in sorted(folder.glob("*.pdf"))]))
        pages = in_folder_of(ROOT, "--kinds", listed)
        for _ in range(given.putaran):
            for program in programs:
                for kind, some in pages.items():
                    chosen.write_text(json.dumps(some))
                    name = f"{sum(map(len, some.values()))} halaman {kind} (milidetik sehalaman)"
                    costs.setdefault(name, {}).setdefault(program, []).append(in_folder_of(program, "--read", chosen))
                for folder in given.folder:
                    name = f"seluruh run {folder.resolve().name} (detik)"
                    costs.setdefault(name, {}).setdefault(program, []).append(whole_run(program, folder.resolve()))
    for name, found in costs.items():
        old, new = (min(found[program]) for program in programs)
        print(f"{name}: {new:.2f}, dulu {old:.2f}: {new / old:.2f} kali")


if __name__ == "__main__":
    ordered = ORDERS.get(sys.argv[1]) if len(sys.argv) > 1 else None
    if ordered:
        print(json.dumps(ordered(json.loads(Path(sys.argv[2]).read_text()))))
    else:
        sys.path.insert(0, str(ROOT))
        main()
