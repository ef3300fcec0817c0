"""One decision for all findings of a cause: what it would settle, and its lines, all written at once."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
from msgspec import Struct

from extract.message import message
from normalize.decisions.temuan_tinjauan import FINDING_COLUMNS, FINDING_WORDS, REVIEW_FINDING, TERIMA
from warehouse.database.query_files import query
from warehouse.review.review_files import Written, append_lines, locked
from warehouse.review.review_items import NAMA, SKALA, Item
from warehouse.review.review_log import decided, finding_lines, who_decided
from warehouse.store.errors import NameUnknown

ONE_BY_ONE = (NAMA, SKALA)
"""Kinds whose answer is another one for each."""


class SettledFindings(Struct, frozen=True):
    """What accepting findings settles. angka: numbers that would be `diterima` and are not yet; baris: fact rows that hold them;
    satu_satu: items of the selection that have to be decided one by one."""

    temuan: int
    dokumen: int
    baris: int
    angka: int
    satu_satu: int


def together(items: Sequence[Item]) -> list[Item]:
    """Those that one decision can settle."""
    return [item for item in items if item.jenis not in ONE_BY_ONE]


def settled(con: duckdb.DuckDBPyConnection, items: Sequence[Item]) -> SettledFindings:
    """By the same query that a run takes decisions in with, asked as if these had been accepted and nothing else."""
    found = together(items)
    con.execute("CREATE OR REPLACE TEMP TABLE _ref_tinjauan AS FROM _ref_tinjauan LIMIT 0")
    con.execute("CREATE OR REPLACE TEMP TABLE _ref_koreksi AS FROM _ref_koreksi LIMIT 0")
    con.execute(
        "INSERT INTO temp._ref_tinjauan (temuan_id, keputusan) SELECT unnest($1), $2", [[item.doubt.temuan_id for item in found], TERIMA]
    )
    ((baris, angka),) = con.execute(
        f"""SELECT count(DISTINCT (b.doc_id, b.tabel, b.baris)), count(*) FROM ({query("bukti_diterima")}) d
            JOIN bukti b USING (doc_id, tabel, baris, bagian, kolom) WHERE b.status <> 'diterima'"""
    ).fetchall()
    for table in ("_ref_tinjauan", "_ref_koreksi"):
        con.execute(f"DROP TABLE temp.{table}")
    documents = {item.doubt.place.doc_id for item in found}
    return SettledFindings(len(found), len(documents), baris, angka, len(items) - len(found))


def decide_all(review_dir: Path, items: Sequence[Item], action: str, oleh: str, catatan: str) -> tuple[list[Item], Written]:
    """Writes the decision for all of them that are still open; which these were. Raises NameUnknown where there is none."""
    if action not in FINDING_WORDS:
        raise NameUnknown(message("keputusan_temuan_salah"))
    with locked(review_dir):
        done = decided(review_dir)
        still = [item for item in together(items) if not who_decided(item, done)]
        if not still:
            raise NameUnknown(message("tanpa_temuan_menunggu"))
        lines = [line for item in still for line in finding_lines(item, action, oleh, date.today(), catatan)]
        return still, append_lines(review_dir / REVIEW_FINDING, FINDING_COLUMNS, lines)
