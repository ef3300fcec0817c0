"""Damaged PDFs, made from the samples by mutation: each must end as a table or as a sentence, none in a traceback.

`python -m tests.kerusakan --jumlah 300` for the full count; the test suite tries a few.
"""

import argparse
import contextlib
import random
import re
import shutil
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from click.testing import CliRunner

import pipeline

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples" / "inbox"
GOOD = SAMPLES / "dump_kantor.txt"
"""Lies among the damaged files: its rows must be what they are without them."""

OBJECT = re.compile(rb"\d+ 0 obj\b.*?endobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
NUMBER = re.compile(rb"(?<=[ \[])-?\d+(?:\.\d+)?(?=[ \]\n/>])")
NAME = re.compile(rb"/[A-Za-z]{2,}")

Mutation = Callable[[bytes, random.Random], bytes]


def flipped_bits(data: bytes, chance: random.Random) -> bytes:
    """One to fifty bits anywhere."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 5, 50))):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def cut_tail(data: bytes, chance: random.Random) -> bytes:
    """The end is missing; sometimes an end mark stands there all the same."""
    found = data[: chance.randrange(8, len(data))]
    return found + chance.choice((b"", b"\nstartxref\n0\n%%EOF\n"))


def lost_middle(data: bytes, chance: random.Random) -> bytes:
    """A part is missing, or is zeros, as after a broken download."""
    start = chance.randrange(len(data))
    size = chance.randrange(1, 4000)
    return data[:start] + b"\0" * (size if chance.random() < 0.5 else 0) + data[start + size :]


def swapped_objects(data: bytes, chance: random.Random) -> bytes:
    """Two objects stand in each other's place, under each other's number."""
    spans = [match.span() for match in OBJECT.finditer(data)]
    if len(spans) < 2:
        return flipped_bits(data, chance)
    (a, b), (c, d) = sorted(chance.sample(spans, 2))
    first, second = (data[start:end].split(b" obj", 1) for start, end in ((a, b), (c, d)))
    return data[:a] + first[0] + b" obj" + second[1] + data[b:c] + second[0] + b" obj" + first[1] + data[d:]


def other_numbers(data: bytes, chance: random.Random) -> bytes:
    """Numbers outside the streams are huge, negative or absurd: sizes, references, boxes, lengths."""
    values = (b"-1", b"0", b"99999999999", b"1e400", b"2147483648", b"0.0000001", b"7 0 R")
    return _replaced(data, NUMBER, chance, lambda: chance.choice(values))


def other_names(data: bytes, chance: random.Random) -> bytes:
    """Names outside the streams are other names of the file."""
    names = NAME.findall(data)
    return _replaced(data, NAME, chance, lambda: chance.choice(names))


def damaged_streams(data: bytes, chance: random.Random) -> bytes:
    """The contents of a stream are packed again with something else in them: operators repeated, numbers torn, brackets left open."""

    def changed(match: "re.Match[bytes]") -> bytes:
        if chance.random() < 0.6:
            return match[0]
        inside: bytes = match[1]
        pack: Callable[[bytes], bytes] = bytes
        with contextlib.suppress(zlib.error):
            inside, pack = zlib.decompress(match[1].rstrip(b"\r\n")), zlib.compress
        for _ in range(chance.randrange(1, 30)):
            at = chance.randrange(len(inside) + 1)
            junk = chance.choice((b" q", b" Q Q Q", b"((((", b"]", b" 1e99 0 0 1e99 0 0 cm", b" BT ET", b" Do", inside[at : at + 200] * 20))
            inside = inside[:at] + junk + inside[at:]
        return b"stream\n" + pack(inside) + b"\nendstream"

    return STREAM.sub(changed, data)


def turned_to_itself(data: bytes, chance: random.Random) -> bytes:
    """References lead to other objects, sometimes to the one they stand in: trees become rings."""
    numbers = re.findall(rb"(\d+) 0 obj", data) or [b"1"]
    return _replaced(data, re.compile(rb"\d+ 0 R"), chance, lambda: chance.choice(numbers) + b" 0 R")


def _replaced(data: bytes, pattern: "re.Pattern[bytes]", chance: random.Random, value: Callable[[], bytes]) -> bytes:
    outside = STREAM.sub(lambda match: b"\1" * len(match[0]), data)
    spots = [match.span() for match in pattern.finditer(outside)]
    for start, end in sorted(chance.sample(spots, min(len(spots), chance.choice((1, 3, 10)))), reverse=True):
        data = data[:start] + value() + data[end:]
    return data


MUTATIONS: tuple[Mutation, ...] = (
    flipped_bits,
    cut_tail,
    lost_middle,
    swapped_objects,
    other_numbers,
    other_names,
    damaged_streams,
    turned_to_itself,
)


@dataclass
class Outcomes:
    """status → files; faults: what must not be."""

    by_kind: Counter[tuple[str, str]] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def make(inbox: Path, count: int, seed: int) -> None:
    """So many damaged files, in turn by each mutation, of each sample PDF."""
    chance = random.Random(seed)
    sources = sorted(SAMPLES.glob("*.pdf"))
    for number in range(count):
        mutation = MUTATIONS[number % len(MUTATIONS)]
        source = chance.choice(sources)
        (inbox / f"{number:04}-{mutation.__name__}-{source.stem}.pdf").write_bytes(mutation(source.read_bytes(), chance))


def try_damaged(count: int, seed: int, seconds: float = 60, keep: Path | None = None) -> Outcomes:
    """One run over all of them. keep: a folder for the files that did not end as they must."""
    result = Outcomes()
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        (top / "inbox").mkdir()
        make(top / "inbox", count, seed)
        shutil.copy2(GOOD, top / "inbox")
        done = CliRunner().invoke(pipeline.main, ["run", "--data-dir", str(top), "--batas-waktu", str(seconds), "--pekerja", "2"])
        if done.exit_code not in (0, 1) or "Traceback" in done.output:
            result.faults.append(f"run: {done.exit_code} {done.stderr[-300:]}")
            return result
        with duckdb.connect(str(top / "kinerja.duckdb"), read_only=True) as con:
            rows = con.sql("SELECT nama_berkas, status, pesan, kode FROM dokumen ORDER BY 1").fetchall()
            good = con.sql(f"SELECT count(*) FROM target JOIN dokumen USING (doc_id) WHERE nama_berkas = '{GOOD.name}'").fetchall()
        if good == [(0,)]:
            result.faults.append("the good file among them was lost")
        traces = {path.name.removesuffix(".jejak.txt") for path in (top / "log").glob("*.jejak.txt")}
        for nama, status, pesan, kode in rows:
            if nama == GOOD.name:
                continue
            result.by_kind[(nama.split("-")[1], status)] += 1
            if status == "gagal":
                result.codes.update(kode)
            if "kesalahan_program" in kode or (status == "gagal" and not kode):
                trace = (top / "log" / f"{nama}.jejak.txt").read_text(encoding="utf-8") if nama in traces else ""
                result.faults.append(f"{nama}: {pesan}\n{trace[-1500:]}")
                if keep:
                    keep.mkdir(exist_ok=True)
                    shutil.copy2(top / "inbox" / nama, keep)
        names = {path.name for path in (top / "inbox").iterdir()}
        told = {nama for nama, *_ in rows} | {nama for nama in names if nama in done.stdout}
        result.faults += [f"{nama}: lost without a word" for nama in sorted(names - told)]
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jumlah", type=int, default=300)
    parser.add_argument("--benih", type=int, default=random.randrange(10**6))
    parser.add_argument("--simpan", type=Path)
    given = parser.parse_args()
    print(f"benih {given.benih}")
    began = time.monotonic()
    result = try_damaged(given.jumlah, given.benih, keep=given.simpan)
    for (mutation, status), count in sorted(result.by_kind.items()):
        print(f"{mutation:20} {status:14} {count:4}")
    for code, count in result.codes.most_common():
        print(f"{count:4} × {code}")
    for fault in result.faults:
        print(f"SALAH {fault}")
    print(f"{given.jumlah} berkas rusak, {len(result.faults)} salah, {time.monotonic() - began:.0f} detik")
    raise SystemExit(bool(result.faults))


if __name__ == "__main__":
    main()
