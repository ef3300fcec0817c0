"""What a night costs against an older program, in one run on one machine: CPU seconds of all processes, and their memory.

`python benchmarks/nights_against.py --lama DIR --dokumen 500 2000 --dingin 160`: DIR is a checkout of the older program (git worktree add
DIR 79ebcca), whose libraries this Python has too. Documents are made as rows of the samples (`made_documents`), under other offices and
years; only the file that comes new is read. --dingin: so many documents read for the first time, copies of the files of --contoh with other
bytes. Linux only.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.made_documents import Maker
from benchmarks.process_tree import Cost, cost_of

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples" / "inbox"
ONE_YEAR = (
    "import duckdb, sys; con = duckdb.connect(sys.argv[1], read_only=True); "
    "print(len(con.sql('SELECT * FROM v_bappenas WHERE tahun = 2025').fetchall()))"
)


def cold(program: Path, count: int, folders: list[Path], top: Path) -> dict[str, Cost]:
    """What it costs to read so many copies of the files of `folders` for the first time. top: an empty folder."""
    found = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in (".pdf", ".txt")]
    inbox = top / "inbox"
    inbox.mkdir()
    for number in range(count):
        path = found[number % len(found)]
        (inbox / f"{number:05} {path.name}").write_bytes(path.read_bytes() + f"\n%% salinan {number}\n".encode())
    return {"dibaca pertama kali": cost_of([sys.executable, program / "pipeline.py", "run", inbox, "--data-dir", top / "data"], program)}


def nights(program: Path, count: int, top: Path) -> dict[str, Cost]:
    """What each step costs. program: the folder of pipeline.py; top: an empty folder."""
    samples, inbox, data = top / "contoh", top / "inbox", top / "data"

    def command(name: str, *arguments: str | Path, data: Path = data) -> Callable[[], Cost]:
        """Run in the program's own folder: its workers look for its packages where they are started."""
        return lambda: cost_of([sys.executable, program / "pipeline.py", name, *arguments, "--data-dir", data], program)

    command("run", SAMPLES, data=samples)()
    Maker(SAMPLES, samples).make(count, top)

    found = {"seluruhnya dibangun": command("run", inbox)()}
    text = (SAMPLES / "dump_kantor.txt").read_bytes()
    for number in (4, 5):  # the first night after a whole build may build once more; the second is the one that counts
        (inbox / f"baru {number}.txt").write_bytes(re.sub(rb"1,101,573,000", b"1,101,57%d,000" % number, text))
        found["satu berkas baru"] = command("run", inbox)()
    found["tidak ada yang baru"] = command("run", inbox)()
    found["report"] = command("report")()
    found["status"] = command("status")()
    found["satu tahun v_bappenas"] = cost_of([sys.executable, "-c", ONE_YEAR, data / "kinerja.duckdb"])
    found["export"] = command("export", "--out", top / "ekspor")()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lama", type=Path, help="checkout of the older program; without it only this one is measured")
    parser.add_argument("--dokumen", type=int, nargs="*", default=[500])
    parser.add_argument("--dingin", type=int, nargs="*", default=[], help="documents that are read for the first time")
    parser.add_argument("--contoh", type=Path, nargs="+", default=[SAMPLES], help="folders of the files that --dingin copies")
    given = parser.parse_args()
    for count in given.dokumen:
        _against(given.lama, f"{count} dokumen", lambda program, top, count=count: nights(program, count, top))
    for count in given.dingin:
        _against(given.lama, f"{count} dokumen, dibaca", lambda program, top, count=count: cold(program, count, given.contoh, top))


def _against(older: Path | None, title: str, measure: Callable[[Path, Path], dict[str, Cost]]) -> None:
    """measure: what the steps of one program cost, in a folder that is empty."""
    measured = {}
    for program in filter(None, (older, ROOT)):
        with tempfile.TemporaryDirectory() as folder:
            measured[program] = measure(program, Path(folder))
    print(f"{title}: CPU detik (puncak MB)")
    for step, new in measured[ROOT].items():
        line = f"  {step}: {new.cpu:.1f} ({new.puncak:.0f})"
        if older:
            old = measured[older][step]
            less = new.puncak / max(old.puncak, 1)
            line += f", dulu {old.cpu:.1f} ({old.puncak:.0f}): {new.cpu / old.cpu:.2f} kali, memori {less:.2f} kali"
        print(line, flush=True)


if __name__ == "__main__":
    main()
