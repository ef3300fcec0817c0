"""What people write down about a whole document: its kind, year, office, scale and date (data/review/dokumen.csv)."""

from datetime import date
from pathlib import Path

import duckdb
from msgspec import Struct

from extract.message import message
from normalize.decisions.registry_files import DOCUMENT_COLUMNS, FACTS, JENIS, REVIEW_DOCUMENT, SCALES, fact_holds
from normalize.words.registry_rows import csv_rows
from warehouse.review.review_files import Written, append_lines, lines_about, locked
from warehouse.store.errors import NameUnknown


class Fact(Struct, frozen=True):
    """terbaca: as the warehouse has it; nilai, oleh: as a person wrote it down, None where nobody did. pilihan: (value, name) to choose
    from, () where it is written."""

    kolom: str
    terbaca: str | None
    nilai: str | None
    oleh: str | None
    pilihan: tuple[tuple[str, str], ...] = ()


def facts_of(con: duckdb.DuckDBPyConnection, review_dir: Path, doc_id: str) -> list[Fact]:
    """In the order of FACTS. Raises NameUnknown for a document that the warehouse does not have, RegistryError."""
    found = con.execute(
        "SELECT nama_berkas, skala_rupiah, upt_id, tahun, jenis, tanggal FROM dokumen WHERE doc_id = $1", [doc_id]
    ).fetchone()
    if not found:
        raise NameUnknown(message("dokumen_tak_ada", doc_id=doc_id))
    nama, *values = found
    read = dict(zip(("skala_rupiah", "upt_id", "tahun", "jenis", "tanggal"), values, strict=True))
    written: dict[str, tuple[str, str]] = {}
    path = review_dir / REVIEW_DOCUMENT
    for key in (nama, doc_id):  # what stands under the digest goes before
        for row in csv_rows(path, "dokumen", "kolom", "nilai") if path.is_file() else ():
            if row["dokumen"] == key:
                written[row["kolom"]] = (row["nilai"], row.get("oleh") or "seseorang")
    offices = con.execute("SELECT upt_id, arg_max(nama, coalesce(tahun_mulai, 0)) FROM dim_upt GROUP BY upt_id ORDER BY 2").fetchall()
    choices = {
        "skala_rupiah": tuple((scale, scale) for scale in SCALES),
        "jenis": tuple((jenis, jenis) for jenis in JENIS),
        "upt_id": tuple((upt_id, name) for upt_id, name in offices),
    }
    made = []
    for kolom in FACTS:
        nilai, oleh = written.get(kolom, (None, None))
        made.append(Fact(kolom, None if read[kolom] is None else str(read[kolom]), nilai, oleh, choices.get(kolom, ())))
    return made


def write_fact(con: duckdb.DuckDBPyConnection, review_dir: Path, doc_id: str, kolom: str, nilai: str, oleh: str) -> Written:
    """Writes a fact down in place of what stood there about it; '' takes that away. Raises NameUnknown for what cannot be."""
    found = con.execute("SELECT nama_berkas FROM dokumen WHERE doc_id = $1", [doc_id]).fetchone()
    known = {upt_id for (upt_id,) in con.execute("SELECT upt_id FROM dim_upt").fetchall()}
    if not found:
        raise NameUnknown(message("dokumen_tak_ada", doc_id=doc_id))
    if kolom not in FACTS or (nilai and not fact_holds(kolom, nilai, known)):
        raise NameUnknown(message("nilai_tak_dapat_dipakai", nilai=nilai, kolom=kolom))
    path = review_dir / REVIEW_DOCUMENT
    with locked(review_dir):
        old = [line for key in (doc_id, found[0]) for line in lines_about(path, {"dokumen": key, "kolom": kolom})]
        if not nilai and not old:
            raise NameUnknown(message("tak_ada_yang_dibatalkan"))
        lines = [(doc_id, kolom, nilai, oleh, date.today().isoformat(), found[0])] if nilai else []
        return append_lines(path, DOCUMENT_COLUMNS, lines, instead=old)
