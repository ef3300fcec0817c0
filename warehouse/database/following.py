"""A database that follows: a copy of the last one in which only what changed is taken out and put in again.

The same rows come of it as of a build of everything (`load`), which stays for another program, another registry, and where much changed.
"""

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct, field

from normalize.rows import DIMENSI
from warehouse.database.changes import compare_documents, keep_before
from warehouse.database.history import follow_history
from warehouse.database.inner_tables import AGREEMENTS, OFFICES, PROOF, remake_whole, replace_if_other
from warehouse.database.parquet_rows import OF_DOCUMENTS, load_documents, load_rows, load_table, say_when
from warehouse.database.settings import AS_WRITTEN, OFFLINE, QUICK
from warehouse.database.slices import KEYS, of_documents, remake_offices, remake_slice
from warehouse.database.view_files import Scope, ViewFile
from warehouse.screen.screen import Steps
from warehouse.store.parquet import parquet_path
from warehouse.store.reference import read_decided
from warehouse.store.schema import to_arrow

FEW = 20
"""So many changed documents are always followed."""
SHARE = 0.2
"""Of more than this share of the documents, or of what follows them, everything is built: it costs less then."""
GROWN = 2.0
"""A file that has grown so much over what it was after the last whole build is built whole: rows that were taken out leave holes."""


class Wanted(Struct, frozen=True):
    """What the database is to hold. tanda: doc_id → see `Muatan`; processed: doc_id → when it was read; versi: see `Bangunan`.
    reasons: doc_id → why it was read. unchanged: dimensions that are as the last database has them."""

    tanda: Mapping[str, str]
    processed: Mapping[str, datetime]
    versi: str
    run: datetime
    reasons: Mapping[str, str] = field(default_factory=dict)
    unchanged: frozenset[str] = frozenset()


class CannotFollow(Exception):
    """The last database is no ground to build on, or too much has changed."""


def follow(old: Path, path: Path, data_dir: Path, wanted: Wanted, views: list[ViewFile], steps: Steps) -> None:
    """Makes `path` of `old`. Raises CannotFollow, ParquetOutdated, duckdb.Error; then `path` is worth nothing."""
    if not old.is_file():
        raise CannotFollow
    shutil.copyfile(old, path)
    with duckdb.connect(str(path), config=dict(OFFLINE)) as con:
        _check_ground(con, wanted, old)
        _note_changed(con, wanted)
        keep_before(con, "berganti_isi")
        con.execute("BEGIN")
        _replace_small_tables(con, data_dir, wanted.unchanged)
        few = _check_few(con, "tersentuh", len(wanted.tanda)) <= FEW
        if few:
            con.execute("SET threads = 1")  # hundreds of small queries: to share each takes longer than to answer it
        _replace_rows(con, data_dir, wanted, steps)
        con.execute("COMMIT")  # a transaction writes to one database only, and the next step needs another in memory
        compare_documents(con, wanted.run, "berganti_isi")
        follow_history(con, data_dir, wanted.reasons)
        con.execute("BEGIN")
        remake_whole(con, views)
        if few:
            con.execute(AS_WRITTEN)
        _follow_inner(con, data_dir, wanted, views)
        con.execute("COMMIT")
        con.execute(QUICK)
        con.execute("CHECKPOINT")  # see `load`


def _check_ground(con: duckdb.DuckDBPyConnection, wanted: Wanted, old: Path) -> None:
    found = con.execute("SELECT versi, ukuran FROM _bangunan").fetchall()
    if len(found) != 1 or found[0][0] != wanted.versi or old.stat().st_size > GROWN * found[0][1]:
        raise CannotFollow


def _note_changed(con: duckdb.DuckDBPyConnection, wanted: Wanted) -> None:
    """berganti_isi: documents whose rows come, go or are others; tersentuh: these and those that other causes touch."""
    before = con.execute("SELECT doc_id, tanda FROM _muatan").fetchall()
    others = sorted({doc_id for doc_id, _ in {*before} ^ {*wanted.tanda.items()}})
    con.execute("CREATE TEMP TABLE berganti_isi AS SELECT unnest(CAST($1 AS VARCHAR[])) AS doc_id", [others])
    con.execute("CREATE TEMP TABLE tersentuh AS FROM berganti_isi")


def _replace_small_tables(con: duckdb.DuckDBPyConnection, data_dir: Path, unchanged: frozenset[str]) -> None:
    """Dimensions, and what people decided; the registry's own words are others in another version only. Notes the documents that another
    row of them touches."""
    # `read_table` loads a tenth of a second of pyarrow that reads folders of files
    small = {table: pq.ParquetFile(parquet_path(table, table, data_dir)).read() for table in DIMENSI if table not in unchanged}
    small |= {table: to_arrow(table, rows) for table, rows in read_decided(data_dir / "review").items()}
    for table, content in small.items():
        if (before := replace_if_other(con, table, content)) is not None:
            if table not in TOUCHED_BY:
                raise CannotFollow
            con.register("sebelum", before)
            old, new = (f"SELECT {ASKED.get(table, '*')} FROM {name}" for name in ("sebelum", table))
            ((count,),) = con.execute(f"CREATE TEMP TABLE beda AS ({old} EXCEPT {new}) UNION ALL ({new} EXCEPT {old})").fetchall()
            con.unregister("sebelum")
            if count:
                con.execute(f"INSERT INTO tersentuh {TOUCHED_BY[table]}")
            con.execute("DROP TABLE beda")


TOUCHED_BY = {
    "_ref_tinjauan": """
        SELECT doc_id FROM _temuan_semua WHERE temuan_id IN (SELECT temuan_id FROM beda)
        UNION SELECT doc_id FROM _putusan WHERE temuan_id IN (SELECT temuan_id FROM beda)
        UNION SELECT doc_id FROM dokumen WHERE nama_berkas IN (SELECT dokumen FROM beda)""",
    "_ref_koreksi": "SELECT d.doc_id FROM dokumen d JOIN beda b ON b.dokumen IN (d.doc_id, d.nama_berkas)",
    "dim_indikator": """
        SELECT doc_id FROM _target_versi WHERE indikator_id IN (SELECT indikator_id FROM beda)
        UNION SELECT doc_id FROM _capaian_kandidat WHERE indikator_id IN (SELECT indikator_id FROM beda)
        UNION SELECT doc_id FROM _angka_berulang WHERE kunci IN (SELECT indikator_id FROM beda)""",
    "dim_indikator_alias": " UNION ".join(
        f"SELECT t.doc_id FROM {table} t JOIN beda b ON b.alias = t.indikator_raw AND b.indikator_id = t.indikator_id"
        for table in ("target", "capaian", "efisiensi")
    ),
    "dim_indikator_usulan": "SELECT doc_id FROM dokumen LIMIT 0",
}
"""Small table → the documents whose inner rows another row of it (in `beda`) may change; what is changed in the others touches all."""


ASKED = {"dim_indikator_alias": "alias, indikator_id, status, alasan"}
"""What inner tables ask of a small table: the rest (how many rows print a name) changes with every document."""


def _check_few(con: duckdb.DuckDBPyConnection, table: str, documents: int) -> int:
    """How many documents the table names. Raises CannotFollow where they are too many."""
    ((count,),) = con.execute(f"SELECT count(DISTINCT doc_id) FROM {table}").fetchall()
    if count > max(FEW, SHARE * documents):
        raise CannotFollow
    return int(count)


def _replace_rows(con: duckdb.DuckDBPyConnection, data_dir: Path, wanted: Wanted, steps: Steps) -> None:
    """The rows of documents that came or went, in all tables of documents."""
    changed = {doc_id for (doc_id,) in con.execute("FROM berganti_isi").fetchall()}
    gone = of_documents(con, "berganti_isi")
    if con.execute(f"FROM _muatan WHERE {gone} LIMIT 1").fetchall():  # most nights they are new
        for table in (*OF_DOCUMENTS, "_muatan"):
            con.execute(f"DELETE FROM {table} WHERE {gone}")
    here = sorted(changed & wanted.tanda.keys())
    load_documents(con, here, data_dir, steps)
    say_when(con, {doc_id: wanted.processed[doc_id] for doc_id in here if doc_id in wanted.processed})
    load_rows(con, "_muatan", pa.table({"doc_id": pa.array(here, pa.string()), "tanda": [wanted.tanda[doc_id] for doc_id in here]}))


def _follow_inner(con: duckdb.DuckDBPyConnection, data_dir: Path, wanted: Wanted, views: list[ViewFile]) -> None:
    """The inner tables, where they are made of a touched document, or of an office and year of which one says something."""
    con.execute("CREATE TEMP TABLE kantor (kunci VARCHAR)")
    for again in (False, True):  # what they said before, and what they say now
        if again:
            remake_offices(con, "tersentuh", views)
        con.execute(f"INSERT INTO kantor SELECT DISTINCT {KEYS[Scope.KANTOR]} FROM {OFFICES} WHERE doc_id IN (FROM tersentuh)")
    con.execute(
        f"""CREATE TEMP TABLE terdampak AS
        SELECT doc_id FROM tersentuh UNION SELECT doc_id FROM {OFFICES} WHERE {KEYS[Scope.KANTOR]} IN (FROM kantor)"""
    )
    _check_few(con, "terdampak", len(wanted.tanda))
    remake_slice(con, "terdampak", "kantor", views, proof_stands=not _proof_as_read(con, data_dir))


def _proof_as_read(con: duckdb.DuckDBPyConnection, data_dir: Path) -> bool:
    """`bukti` of documents of which people accepted or other documents said something, as it was before: findings are judged by that.
    False where there are none."""
    told = f"SELECT doc_id FROM {PROOF} WHERE status = 'diterima' UNION SELECT doc_id FROM {AGREEMENTS}"
    documents = [doc_id for (doc_id,) in con.execute(f"FROM ({told}) WHERE doc_id IN (FROM terdampak) ORDER BY doc_id").fetchall()]
    if documents:
        con.execute(f"DELETE FROM {PROOF} WHERE list_contains($1, doc_id)", [documents])
        load_table(con, PROOF, documents, data_dir)
    return bool(documents)
