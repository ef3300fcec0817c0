"""Thousands of documents without reading them: the rows that a program made of the samples, under other offices and years.

The ledger says of each that this very program read it, so that a run takes all of them for known. Works on the data folder of any
version that keeps one Parquet file a document and table.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.store.names_of_document import NAMES


class Maker:
    """Multiplies the documents of a data folder, whose inbox is `inbox`, into another folder, under so many other offices and years."""

    def __init__(self, inbox: Path, data: Path, offices: int = 200, years: int = 6) -> None:
        lines = [json.loads(line) for line in (data / "ledger" / "dokumen.jsonl").read_text(encoding="utf-8").splitlines()]
        self._entries = {line["nama_berkas"]: line for line in lines if len(line) > 1 and not line["kalimat"]}
        self._inbox, self._data = inbox, data
        self._rows = {
            (table, nama): pq.read_table(data / "parquet" / table / f"{line['doc_id']}.parquet")
            for nama, line in self._entries.items()
            for table in _tables(line)
        }
        found = pq.read_table(data / "parquet" / "dim_upt" / "dim_upt.parquet", columns=["upt_id"]).column(0).to_pylist()
        own = {entry["kantor"] for entry in self._entries.values()} & set(found)
        self._offices = [*sorted(own), *sorted(set(found) - own)][:offices]
        self._years = years

    def make(self, count: int, to: Path) -> None:
        """to/inbox with so many files, and to/data with their rows and ledger; no database yet."""
        inbox, data = to / "inbox", to / "data"
        inbox.mkdir(parents=True)
        (data / "ledger" / NAMES).mkdir(parents=True)
        names = sorted(self._entries)
        journal, files = [], {}
        for number in range(count):
            nama = names[number % len(names)]
            entry = self._document(nama, number, number // len(names), inbox, data)
            journal.append(json.dumps(entry) + "\n")
            state = (inbox / entry["nama_berkas"]).stat()
            seen = [state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino]
            files[entry["nama_berkas"]] = [seen, entry["doc_id"], entry["metode"], None]
        (data / "ledger" / "dokumen.jsonl").write_text("".join(journal), encoding="utf-8")
        known = json.loads((self._data / "ledger" / "inbox.json").read_bytes()) | {"berkas": files, "bagian": {}}
        # the first word says what the scan of the inbox depends on, the rest what the database was made of
        known["gudang"] = known["gudang"].split()[0] + " -"
        (data / "ledger" / "inbox.json").write_text(json.dumps(known), encoding="utf-8")

    def _document(self, nama: str, number: int, turn: int, inbox: Path, data: Path) -> dict[str, Any]:
        entry = self._entries[nama]
        before = entry["doc_id"]
        path = inbox / f"{number:05} {nama}"
        path.write_bytes((self._inbox / nama).read_bytes() + f"\n%% salinan {number}\n".encode())
        doc_id = hashlib.sha256(path.read_bytes()).hexdigest()
        tabel = {}
        for table in _tables(entry):
            rows = self._turned(self._rows[table, nama], before, doc_id, path.name, turn)
            target = data / "parquet" / table / f"{doc_id}.parquet"
            target.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(rows, target, compression="zstd", compression_level=3)
            tabel[table] = _mark(target)
        names = data / "ledger" / NAMES / f"{doc_id}.json"
        names.write_bytes((self._data / "ledger" / NAMES / f"{before}.json").read_bytes())
        if NAMES in entry["tabel"]:
            tabel[NAMES] = _mark(names)
        kantor = self._office(entry["kantor"], turn)
        return entry | {"doc_id": doc_id, "nama_berkas": path.name, "tabel": tabel, "kantor": kantor}

    def _office(self, upt_id: str | None, turn: int) -> str | None:
        """Another office each turn; after all offices another year begins."""
        if upt_id not in self._offices:
            return upt_id
        return self._offices[(self._offices.index(upt_id) + turn) % len(self._offices)]

    def _turned(self, rows: pa.Table, before: str, doc_id: str, nama: str, turn: int) -> pa.Table:
        columns = []
        for field in rows.schema:
            column = rows.column(field.name).combine_chunks()
            if field.name == "upt_id":
                column = pa.array([self._office(value, turn) for value in column.to_pylist()], field.type)
            elif field.name == "tahun":
                column = pc.add(column, pa.scalar(turn // len(self._offices) % self._years, field.type))
            elif field.name == "nama_berkas":
                column = pa.array([nama] * len(column), field.type)
            elif field.name == "doc_id":
                column = pa.array([doc_id] * len(column), field.type)
            elif field.type == pa.string():
                column = pc.replace_substring(column, before[:16], doc_id[:16])
            elif field.type == pa.list_(pa.string()) and field.name == "oleh":
                changed = pc.replace_substring(column.values, before[:16], doc_id[:16])
                column = pa.ListArray.from_arrays(column.offsets, changed, type=field.type)
            columns.append(column.cast(field.type))
        return pa.Table.from_arrays(columns, schema=rows.schema)


def _tables(entry: dict[str, Any]) -> list[str]:
    """What the ledger has a mark of, but for the names, which the first releases did not mark."""
    return [name for name in entry["tabel"] if name != NAMES]


def _mark(path: Path) -> list[int]:
    state = path.stat()
    return [state.st_size, state.st_mtime_ns]


def made(inbox: Path, data: Path, counts: Iterable[int], to: Path) -> dict[int, Path]:
    """A folder of `to` for each count."""
    maker = Maker(inbox, data)
    folders = {}
    for count in counts:
        folders[count] = to / str(count)
        maker.make(count, folders[count])
    return folders
