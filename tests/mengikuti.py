"""A database that follows random changes, held against one that is built of everything: the same rows in the same order.

`python -m tests.mengikuti --langkah 300` for a long sequence; the test suite takes a few steps of it.
"""

import argparse
import csv
import json
import random
import shutil
import tempfile
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from click.testing import CliRunner

import pipeline
from benchmarks.made_documents import Maker
from normalize.decisions.registry_files import load_knowledge
from normalize.decisions.temuan_tinjauan import FINDING_COLUMNS
from warehouse.database.following import CannotFollow, Wanted, follow
from warehouse.database.load import build_beside
from warehouse.database.parquet_rows import OF_DOCUMENTS
from warehouse.database.settings import DATABASE, WAITING
from warehouse.database.view_files import read_view_files
from warehouse.run.dimensions import write_dimensions
from warehouse.screen.screen import unseen

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples" / "inbox"
SHAKEN = {
    "target": "target_tahunan",
    "capaian": "realisasi",
    "kontribusi_ro": "kontribusi_rp",
    "cek": "selisih",
    "dokumen": "total_anggaran_rp",
}
"""What is changed in a document that is read again: table → a number of it."""


class World:
    """A data folder, and documents that come into it, change, leave and are decided about."""

    def __init__(self, samples: Path, folder: Path, count: int, seed: int) -> None:
        """samples: the data folder of a run over samples/inbox."""
        self._chance = random.Random(seed)
        self.pool, self.data = folder / "pool", folder / "data"
        Maker(SAMPLES, samples, offices=9, years=2).make(count, self.pool)
        lines = (self.pool / "data" / "ledger" / "dokumen.jsonl").read_text(encoding="utf-8").splitlines()
        self._entries = {line["doc_id"]: line for line in map(json.loads, lines)}
        self.here: dict[str, int] = {}
        self._read = 0
        (self.data / "review").mkdir(parents=True, exist_ok=True)
        (self.data / "ledger").mkdir()
        shutil.copytree(self.pool / "data" / "ledger" / "nama", self.data / "ledger" / "nama")
        self._decided: dict[str, str] = {}

    def wanted(self) -> Wanted:
        times = {doc_id: datetime(2026, 1, 1, second=number % 60) for doc_id, number in self.here.items()}
        return Wanted({doc_id: str(number) for doc_id, number in self.here.items()}, times, "versi", datetime(2026, 2, 1))

    def step(self) -> str:
        """Something happens; what is told."""
        away = sorted(self._entries.keys() - self.here.keys())
        happening = self._chance.choice(["datang", "datang", "berganti", "pergi", "diputuskan", "ditarik"])
        if happening == "datang" and away:
            for doc_id in self._chance.sample(away, min(len(away), self._chance.randint(1, 3))):
                self._come(doc_id)
        elif happening == "berganti" and self.here:
            self._shake(self._chance.choice(sorted(self.here)))
        elif happening == "pergi" and len(self.here) > 5:
            doc_id = self._chance.choice(sorted(self.here))
            self._remove(doc_id)
        elif happening == "diputuskan":
            self._decide()
        elif self._decided:
            self._decided.pop(self._chance.choice(sorted(self._decided)))
        self._write_decisions()
        write_dimensions(load_knowledge(self.data / "review"), self.here, self.data)
        return happening

    def _come(self, doc_id: str) -> None:
        for table in self._entries[doc_id]["tabel"].keys() & {*OF_DOCUMENTS}:
            target = self.data / "parquet" / table / f"{doc_id}.parquet"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.pool / "data" / "parquet" / table / f"{doc_id}.parquet", target)
        self._read += 1
        self.here[doc_id] = self._read

    def _remove(self, doc_id: str) -> None:
        for path in (self.data / "parquet").glob(f"*/{doc_id}.parquet"):
            path.unlink()
        del self.here[doc_id]

    def _shake(self, doc_id: str) -> None:
        """Read again, with another number, one row less, or another office."""
        self._come(doc_id)
        tables = [table for table in SHAKEN if table in self._entries[doc_id]["tabel"]]
        path = self.data / "parquet" / self._chance.choice(tables) / f"{doc_id}.parquet"
        rows = pq.read_table(path)
        kind = self._chance.choice(["angka", "hilang", "kantor"])
        if kind == "hilang" and rows.num_rows > 1:
            rows = rows.slice(0, rows.num_rows - 1)
        elif kind == "kantor" and "upt_id" in rows.column_names:
            rows = _replaced(rows, "upt_id", pa.array([self._chance.choice(["ambon", None])] * rows.num_rows, pa.string()))
        else:
            column = SHAKEN[path.parent.name]
            rows = _replaced(rows, column, pc.add(rows.column(column), pa.scalar(Decimal(1), pa.decimal128(3, 0))))
        pq.write_table(rows, path)

    def _decide(self) -> None:
        if not (self.data / DATABASE).is_file():
            return
        with duckdb.connect(str(self.data / DATABASE), read_only=True) as con:
            found = con.sql("SELECT temuan_id FROM v_perlu_tinjau ORDER BY ALL").fetchall()
        for (temuan,) in self._chance.sample(found, min(len(found), 3)):
            self._decided[temuan] = self._chance.choice(["terima", "terima", "dokumen_salah"])

    def _write_decisions(self) -> None:
        with (self.data / "review" / "temuan.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(FINDING_COLUMNS)
            writer.writerows([temuan, word, *[""] * 7] for temuan, word in sorted(self._decided.items()))


def _replaced(rows: pa.Table, name: str, values: Any) -> pa.Table:
    field = rows.schema.field(name)
    return rows.set_column(rows.column_names.index(name), field, values.cast(field.type))


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables: of these the views are made alone. In the order that is promised: of documents by doc_id, then as each gave
    them. And the names and comments of everything."""
    with duckdb.connect(str(path), read_only=True) as con:
        columns = con.sql(
            """SELECT table_name, list(column_name) FROM duckdb_columns() SEMI JOIN duckdb_tables() USING (table_oid)
               WHERE NOT internal GROUP BY ALL"""
        ).fetchall()
        found = {}
        for table, names in columns:
            order = "ORDER BY doc_id, rowid" if "doc_id" in names and not table.startswith("v_") else ""
            clock = "EXCLUDE waktu" if table == "riwayat" else ""  # when it was built
            if table != "_bangunan":
                found[table] = con.sql(f"SELECT * {clock} FROM {table} {'ORDER BY ALL' if table.startswith('_') else order}").fetchall()
        comments = con.sql("SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL").fetchall()
        return found | {"komentar": comments}


def try_steps(samples: Path, folder: Path, steps: int, seed: int, count: int = 33, at_once: int = 1) -> dict[str, int]:
    """So many times some changes, followed and built whole; how often what happened. Raises AssertionError with the seed."""
    world = World(samples, folder, count, seed)
    for _ in range(8):
        world.step()
    build_beside(world.data, wanted=world.wanted())
    (world.data / WAITING).replace(world.data / DATABASE)
    done: dict[str, int] = {}
    for number in range(steps):
        told = " ".join(world.step() for _ in range(at_once))
        followed, whole = world.data / "ikut.duckdb", world.data / "utuh"
        try:
            follow(world.data / DATABASE, followed, world.data, world.wanted(), read_view_files(), unseen)
        except CannotFollow:
            told = "seluruhnya"
        shutil.rmtree(whole, ignore_errors=True)
        shutil.copytree(world.data, whole, ignore=shutil.ignore_patterns("ikut.duckdb", "utuh"))
        with duckdb.connect(str(whole / DATABASE)) as con:
            con.execute("UPDATE _bangunan SET versi = 'lain'")
        build_beside(whole, wanted=world.wanted())
        if told != "seluruhnya":
            one, other = contents(followed), contents(whole / WAITING)
            wrong = [table for table in other if one.get(table) != other[table]]
            assert one.keys() == other.keys() and not wrong, f"{told}: {wrong}, seed {seed}, step {number}"
            followed.replace(world.data / DATABASE)
        else:
            (whole / WAITING).replace(world.data / DATABASE)
        done[told] = done.get(told, 0) + 1
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--langkah", type=int, default=300)
    parser.add_argument("--benih", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    print(f"benih {given.benih}")
    with tempfile.TemporaryDirectory() as folder, suppress(KeyboardInterrupt):
        samples = Path(folder) / "contoh"
        CliRunner().invoke(pipeline.main, ["run", str(SAMPLES), "--data-dir", str(samples)])
        print(try_steps(samples, Path(folder), given.langkah, given.benih))


if __name__ == "__main__":
    main()
