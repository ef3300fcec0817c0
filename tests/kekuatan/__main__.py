"""Measures the strength of the proof: `python -m tests.kekuatan --jumlah 2000 --benih 1`; `--tabel` prints Markdown for docs/proof.md."""

import argparse
import json
import logging
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from tests.kekuatan import table
from tests.kekuatan.batches import Result, try_changes
from tests.kekuatan.documents import GROUPS, ROOT, Base, found_documents, read_documents
from tests.kekuatan.verdicts import SILENT, WRONG_AND_PROVED


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.kekuatan", description=__doc__)
    parser.add_argument("--jumlah", type=int, default=2000, help="changes")
    parser.add_argument("--benih", type=int, default=None, help="seed; the same one makes the same changes")
    parser.add_argument("--kelompok", choices=GROUPS, nargs="+", default=list(GROUPS), help="documents")
    parser.add_argument("--dari", type=Path, default=ROOT.parent / "shared", help="where the documents lie that are not the project's own")
    parser.add_argument("--pekerja", type=int, default=2, help="processes")
    parser.add_argument("--paling-lama", type=float, default=86_400, metavar="DETIK", help="end after so many seconds with what there is")
    parser.add_argument("--di", type=Path, help="a folder for the warehouses of the unchanged documents, which are kept there")
    parser.add_argument("--json", type=Path, help="a file for every change and its verdict")
    parser.add_argument("--tabel", action="store_true", help="print Markdown")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped early, it prints what there is
    logging.disable(logging.ERROR)  # pypdf tells of every oddity of a fixture
    seed = random.randrange(10**6) if given.benih is None else given.benih
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        bases = read_documents(found_documents(given.kelompok, given.dari), given.di or Path(folder))
        results, failed = try_changes(bases, given.jumlah, seed, given.pekerja, lambda number: _progress(number, began, given.paling_lama))
    if given.json:
        given.json.write_text(json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=1), encoding="utf-8")
    _print(bases, results, given.tabel)
    print(
        f"\nseed {seed}: {len(results)} changes of {len(bases)} documents, {len(failed)} not made, {time.monotonic() - began:.0f} seconds"
    )
    if not given.tabel:
        for (jenis, berkas), number in Counter(failed).most_common(10):
            print(f"not made {number:3} × {jenis} {berkas}")
        _print_worst(results)
    raise SystemExit(any(result.hasil.outcome == WRONG_AND_PROVED for result in results))


def _progress(number: int, began: float, longest: float) -> bool:
    spent = time.monotonic() - began
    print(f"\r{number} changes, {spent:.0f} seconds", end="", file=sys.stderr)
    return spent > longest


def _print(bases: list[Base], results: list[Result], as_markdown: bool) -> None:
    caught, number = table.rupiah_caught(results)
    for title, made in (
        ("Changes by kind", table.by_kind(results)),
        ("Digits and exchanges by column", table.by_column(results)),
        ("Changes by documents", table.by_group(results)),
        ("Numbers proved without any change", table.proved_share(bases)),
        ("Documents unchanged", table.unchanged(bases)),
    ):
        print(f"\n### {title}\n\n{(table.markdown if as_markdown else table.plain)(made)}")
    if number:
        print(f"\nWhole rupiah: {caught} of {number} changed digits are caught ({100 * caught / number:.1f} %).")


def _print_worst(results: list[Result]) -> None:
    for outcome in (WRONG_AND_PROVED, SILENT):
        for result in results:
            if result.hasil.outcome == outcome:
                said = f": {result.hasil.salah[0]}" if result.hasil.salah else ""
                print(f"{outcome} {result.jenis} {result.berkas} {result.tabel}.{result.kolom} ({result.keterangan}){said}")


if __name__ == "__main__":
    main()
