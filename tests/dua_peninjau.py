"""Two reviewers decide the same questions at once and are killed at random instants: nothing that was said to be written is lost, nothing
is decided twice, and a correction of twelve months stands there with all twelve or not at all.

`python -m tests.dua_peninjau --kali 500` for the full count; the test suite tries a few.
"""

import argparse
import os
import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from normalize.alamat import Alamat
from normalize.decisions.koreksi_tinjauan import read_corrections
from normalize.decisions.registry_files import REVIEW_DOCUMENT
from normalize.decisions.temuan_tinjauan import read_findings
from normalize.words.registry_rows import csv_rows
from warehouse.review.doubts import Doubt
from warehouse.review.page_places import Place
from warehouse.review.review_files import undo
from warehouse.review.review_items import BULAN, LAINNYA, SKALA, Choice, Item
from warehouse.review.review_log import decide
from warehouse.review.review_numbers import Angka
from warehouse.store.errors import NameUnknown

NAMES = ("Rina", "Budi")
LATEST = 0.25
"""Seconds after which a reviewer is killed at the latest."""


@dataclass
class Seen:
    """putaran: rounds; tercatat: decisions that were said to be written; mati: reviewers that were killed in the middle of their work;
    beradu: refusals because the other was first."""

    putaran: int = 0
    tercatat: int = 0
    mati: int = 0
    beradu: int = 0


def item(kunci: str, jenis: str, baris: int) -> Item:
    doubt = Doubt(
        3, "target", "a.pdf", "hal. 1", None, kunci, "Nilai AKIP", "bulan_disimpulkan", "", "", Place("abc", "a.pdf", 1, None, baris)
    )
    return Item(
        kunci, jenis, kunci, doubt, (Choice("", "seperti terbaca"),), doc_id=kunci.removeprefix("skala-") if jenis == SKALA else "abc"
    )


ITEMS = [
    *(item(f"temuan{number}", LAINNYA, number) for number in range(8)),
    *(item(f"bulan{number}", BULAN, 100 + number) for number in range(5)),
    *(item(f"skala-{number}", SKALA, 0) for number in range(4)),
]
MONTHS = "1 2 3 4 5 6 7 8 9 10 11 12"


def months_of(asked: Item) -> list[Angka]:
    baris = asked.doubt.place.baris or 0
    return [Angka(Alamat("target_bulanan", baris, month, "nilai"), f"bulan {month}", Decimal(90)) for month in range(1, 13)]


def review(folder: Path, name: str, seed: int, told: int) -> None:
    """One reviewer: decides what is open in an order of his own, takes some back, and tells each that is done through the pipe `told`."""
    chance = random.Random(seed)
    for asked in chance.sample(ITEMS, len(ITEMS)):
        time.sleep(chance.random() * 0.004)
        value = {BULAN: f"target_bulanan/{asked.doubt.place.baris}/*/nilai={MONTHS}", SKALA: "1000"}.get(asked.jenis, "")
        numbers = months_of(asked) if asked.jenis == BULAN else ()
        try:
            written = decide(folder, asked, "terima", value, name, numbers=numbers)
        except NameUnknown:
            os.write(told, f"x {name} {asked.kunci}\n".encode())
            continue
        if chance.random() < 0.2:
            os.write(told, f"? {name} {asked.kunci}\n".encode())
            undo(written)
            os.write(told, f"- {name} {asked.kunci}\n".encode())
        else:
            os.write(told, f"+ {name} {asked.kunci}\n".encode())


def one_round(folder: Path, seed: int, seen: Seen) -> None:
    """Both at once, one or both killed on the way; then what stands in the files against what they told."""
    chance = random.Random(seed)
    reads, writes = os.pipe()
    reviewers = []
    for number, name in enumerate(NAMES):
        child = os.fork()
        if not child:
            try:
                os.close(reads)
                review(folder, name, 2 * seed + number, writes)
                os._exit(0)
            except BaseException as error:
                os.write(writes, f"! {name} {error!r}\n".encode())
                os._exit(1)
        reviewers.append(child)
    os.close(writes)
    for child in chance.sample(reviewers, chance.choice((0, 1, 1, 2))):
        time.sleep(chance.random() * LATEST)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reads) as pipe:
        lines = [line.split(" ", 2) for line in pipe.read().splitlines()]
    for child in reviewers:
        _, status = os.waitpid(child, 0)
        seen.mati += os.WIFSIGNALED(status)
    faults = [line for line in lines if line[0] == "!"]
    assert not faults, faults
    seen.putaran += 1
    seen.tercatat += sum(line[0] == "+" for line in lines)
    seen.beradu += sum(line[0] == "x" for line in lines)
    compare(folder, lines)


def compare(folder: Path, lines: list[list[str]]) -> None:
    stands: Counter[tuple[str, str]] = Counter()
    for row in read_findings(folder):
        stands[row.oleh or "", row.temuan_id] += 1
    months: Counter[tuple[str, str]] = Counter()
    for corrections in read_corrections(folder).values():
        months.update((found.oleh or "", found.temuan or "") for found in corrections)
    assert set(months.values()) <= {12}, f"half a year: {months}"
    stands.update(dict.fromkeys(months, 1))
    path = folder / REVIEW_DOCUMENT
    for line in csv_rows(path, "dokumen") if path.is_file() else ():
        stands[line["oleh"], f"skala-{line['dokumen']}"] += 1
    whose = Counter(kunci for (_, kunci), count in stands.items() for _ in range(count))
    assert set(whose.values()) <= {1}, f"decided twice: {whose}"
    for sign, name, kunci in lines:
        if sign == "+":
            assert stands[name, kunci], f"lost: {kunci} of {name}"
        elif sign == "-":
            assert not stands[name, kunci] or ["+", name, kunci] in lines, f"taken back, and there: {kunci} of {name}"


def tried(times: int, seed: int) -> Seen:
    """So many rounds. Raises AssertionError with the round's seed in the folder's name."""
    seen = Seen()
    for number in range(seed, seed + times):
        folder = Path(tempfile.mkdtemp(prefix=f"peninjau-{number}-"))
        one_round(folder, number, seen)
        shutil.rmtree(folder)
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kali", type=int, default=500)
    parser.add_argument("--benih", type=int, default=1)
    given = parser.parse_args()
    print(tried(given.kali, given.benih))


if __name__ == "__main__":
    main()
