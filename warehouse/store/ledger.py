"""data/ledger/: which document was read when, by which versions, and what it gave; which files the inbox held; the runs.

`dokumen.jsonl` is a journal: a line is added once the document's Parquet files are in their place, so that after a kill at any instant
what it says is true and what it does not say is done again. The last line about a document holds; a torn last line says nothing.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from extract.inbox.listing import Known
from extract.message import Message
from warehouse.store.files import Mark, replacing

JOURNAL, INBOX, RUNS = "dokumen.jsonl", "inbox.json", "run.jsonl"
MOST_RUNS = 1000
"""Runs that are remembered."""


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document of the warehouse. baca … pindai: digests of what its rows depend on, see `versions`; sebab: why it was read last.

    diproses_pada: ISO, UTC. tabel: tables that it has a Parquet file of, as it was written, and its names. kalimat, catatan, jejak: as in
    `one_document.Outcome`.
    """

    doc_id: str
    nama_berkas: str
    metode: str
    baca: str
    makna: str
    registri: str
    putusan: str
    registri_nama: str
    kantor_lain: str
    nama_lain: str
    jawaban: str
    pindai: str
    sebab: str
    diproses_pada: str
    detik: float
    jenis: str | None
    kantor: str | None
    tahun: int | None
    status: str
    indikator: int
    baris_ro: int
    lolos: int
    gagal: int
    kalimat: Message | None
    catatan: tuple[Message, ...]
    jejak: str | None
    tabel: dict[str, Mark]


class _Finished(Struct):
    """What the last finished run left: files, gudang and bagian of `Ledger`."""

    gudang: str = ""
    bagian: dict[str, Mark] = field(default_factory=dict)
    berkas: dict[str, Known] = field(default_factory=dict)


class _Begun(Struct, kw_only=True):
    """The line about a run's beginning. mulai: ISO, UTC. rencana: documents that it is to read."""

    mulai: str
    rencana: int = 0


class _Ended(_Begun, kw_only=True):
    """The line about its end. selesai: ISO, UTC; the rest: as in `running.Report`."""

    selesai: str
    detik: float
    dibaca: int
    sebab: dict[str, int]
    tetap: int
    keluar: list[str]
    ditunda: int
    ditolak: int
    dibangun: bool


class Ledger:
    """The ledger of one data folder. files: as the last finished run found them; gudang: what the database was built from;
    bagian: the database and the dimensions, by their place in the data folder."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "ledger"
        self._journal = self._folder / JOURNAL
        self.entries: dict[str, Entry] = {}
        self.files: dict[str, Known] = {}
        self.gudang = ""
        self.bagian: dict[str, Mark] = {}
        self._lines = 0
        self._read_journal()
        self._read_inbox()

    def _read_journal(self) -> None:
        whole = msgspec.json.Decoder(Entry)
        for raw in _raw_lines(self._journal):
            try:
                entry = whole.decode(raw)
                datetime.fromisoformat(entry.diproses_pada)
                self.entries[entry.doc_id] = entry
            except ValueError:  # forgotten, written by a version whose lines are others, or torn
                doc_id = _line(raw).get("doc_id")
                self.entries.pop(doc_id if isinstance(doc_id, str) else "", None)
            self._lines += 1

    def _read_inbox(self) -> None:
        try:
            found = msgspec.json.decode((self._folder / INBOX).read_bytes(), type=_Finished)
        except (FileNotFoundError, ValueError):
            found = _Finished()
        self.files, self.gudang, self.bagian = found.berkas, found.gudang, found.bagian

    def copies(self) -> list[tuple[str, str]]:
        """(name, name of the file it is a copy of) of each file whose content the warehouse has under another name."""
        kept = {nama: self.entries[known.doc_id].nama_berkas for nama, known in self.files.items() if known.doc_id in self.entries}
        return sorted((nama, other) for nama, other in kept.items() if other != nama)

    def record(self, entry: Entry) -> None:
        """Adds a document whose Parquet files are in their place."""
        self.entries[entry.doc_id] = entry
        self._append(entry)

    def forget(self, doc_id: str) -> None:
        """Takes a document out."""
        if self.entries.pop(doc_id, None):
            self._append({"doc_id": doc_id})

    def _append(self, line: Entry | Mapping[str, Any]) -> None:
        self._lines += 1
        _append(self._journal, line)

    def finish(self, files: Mapping[str, Known], gudang: str, bagian: Mapping[str, Mark]) -> None:
        """Keeps what a finished run found; a journal that has grown long is written anew."""
        if (files, gudang, bagian) != (self.files, self.gudang, self.bagian):
            self.files, self.gudang, self.bagian = dict(files), gudang, dict(bagian)
            with replacing(self._folder / INBOX) as temporary:
                temporary.write_bytes(msgspec.json.encode(_Finished(gudang, self.bagian, self.files)))
        if self._lines > 2 * len(self.entries) + 100:
            with replacing(self._journal) as temporary:
                temporary.write_bytes(b"".join(_json(self.entries[key]) for key in sorted(self.entries)))
            self._lines = len(self.entries)


def append_run(data_dir: Path, line: Mapping[str, Any]) -> None:
    """Adds the beginning or the end of a run to the history."""
    _append(data_dir / "ledger" / RUNS, line)


def runs_of(data_dir: Path) -> list[dict[str, Any]]:
    """The runs, oldest first; one without `selesai` did not come to its end."""
    found: dict[str, dict[str, Any]] = {}
    for line in filter(_tells_of_run, _lines(data_dir / "ledger" / RUNS)):
        found[str(line.get("mulai"))] = found.get(str(line.get("mulai")), {}) | line
    return list(found.values())


def _tells_of_run(line: Mapping[str, Any]) -> bool:
    """False for a line of another version, or one that something has damaged."""
    try:
        told = msgspec.convert(line, _Ended if "selesai" in line else _Begun)
        datetime.fromisoformat(told.mulai)
    except ValueError:
        return False
    return True


def shorten_runs(data_dir: Path) -> None:
    """Forgets the oldest runs once there are far too many."""
    path = data_dir / "ledger" / RUNS
    if path.is_file() and path.stat().st_size > MOST_RUNS * 2000:
        with replacing(path) as temporary:
            temporary.write_bytes(b"".join(map(_json, runs_of(data_dir)[-MOST_RUNS:])))


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    """The whole lines of a journal."""
    return filter(None, map(_line, _raw_lines(path)))


def _raw_lines(path: Path) -> Iterator[bytes]:
    with contextlib.suppress(FileNotFoundError):
        yield from filter(None, path.read_bytes().split(b"\n"))


def _line(raw: bytes) -> dict[str, Any]:
    """Nothing where it is torn, or no line of ours."""
    try:
        line = json.loads(raw)
    except ValueError:
        return {}
    return line if isinstance(line, dict) else {}


def _json(line: Entry | Mapping[str, Any]) -> bytes:
    return msgspec.json.encode(line) + b"\n"


def _append(path: Path, line: Entry | Mapping[str, Any]) -> None:
    """A line at the end, on the disk when this returns. A torn line before it is closed off."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        torn = file.tell() and file.seek(-1, os.SEEK_END) is not None and file.read(1) != b"\n"
        file.write((b"\n" if torn else b"") + _json(line))
        file.flush()
        os.fsync(file.fileno())
