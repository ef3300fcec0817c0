"""What the warehouse holds, asked for the screen: documents, their checks, the cells of one page."""

import hashlib
import json
import os
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb
from msgspec import Struct

from extract.message import message
from warehouse.database.existing import existing_database
from warehouse.screen.screen import printed
from warehouse.store.errors import NameUnknown, WarehouseMissing

PLACES = Path("log") / "berkas.json"
"""Inside the data folder: doc_id → where the file lay when it was read."""
BATCH = 10_000
"""Rows held in memory at a time, where there may be a million."""


class StoredDocument(Struct, frozen=True):
    """A document of the warehouse. metode: as in table `dokumen`, None where nothing was read."""

    doc_id: str
    nama_berkas: str
    metode: str | None


class DocumentLine(Struct, frozen=True):
    """A line of `status`. kantor: upt_id, or the printed name of an unknown office; tinjau: rows of v_perlu_tinjau."""

    nama_berkas: str
    status: str
    jenis: str | None
    kantor: str | None
    tahun: int | None
    indikator: int
    baris_ro: int
    gagal: int
    tinjau: int
    pesan: str | None
    kode: list[str]
    isi: list[str]


class CheckLine(Struct, frozen=True):
    """A row of `cek`, as far as it is shown."""

    nama_berkas: str
    status: str
    aturan: str
    halaman: int | None
    line: int | None
    harapan: Decimal | None
    terbaca: Decimal | None
    selisih: Decimal | None
    penjelasan: str
    kode: str
    isi: str


class SelLine(Struct, frozen=True):
    """A row of `sel`, as far as it is shown."""

    tabel_no: int | None
    baris: int
    kolom: int
    halaman: int | None
    line: int | None
    bbox: tuple[float, float, float, float] | None
    bendera: tuple[str, ...]
    mentah: str


class ChangeLine(Struct, frozen=True):
    """A row of `perubahan`, as far as it is shown."""

    perubahan: str
    nama_berkas: str | None
    upt_id: str | None
    tahun: int | None
    tabel: str | None
    indikator: str | None
    butir: str | None
    kolom: str | None
    lama: str | None
    baru: str | None
    halaman: int | None
    line: int | None
    jumlah: int | None
    sebab: str | None


@contextmanager
def opened(data_dir: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, for reading. Raises WarehouseMissing where none was built yet."""
    with duckdb.connect(str(existing_database(data_dir)), read_only=True) as con:
        yield con


def find_document(con: duckdb.DuckDBPyConnection, file: str) -> StoredDocument:
    """The document meant: its name in the warehouse, its doc_id, a path to the file, or the name without folders. Raises NameUnknown."""
    found = [StoredDocument(*row) for row in con.sql("SELECT doc_id, nama_berkas, metode FROM dokumen ORDER BY nama_berkas").fetchall()]
    wanted = unicodedata.normalize("NFC", file)
    names = [(document, unicodedata.normalize("NFC", document.nama_berkas)) for document in found]
    matches = [document for document, name in names if wanted in (name, document.doc_id)]
    if not matches and Path(file).is_file():
        doc_id = hashlib.sha256(Path(file).read_bytes()).hexdigest()
        matches = [document for document in found if document.doc_id == doc_id]
    last = wanted.replace("\\", "/").rpartition("/")[2]
    matches = matches or [document for document, name in names if name.rpartition("/")[2] == last]
    if not matches:
        raise NameUnknown(message("berkas_tak_di_gudang", nama=file))
    if len(matches) > 1:
        several = ", ".join(document.nama_berkas for document in matches)
        raise NameUnknown(message("nama_beberapa_berkas", nama=file, beberapa=several))
    return matches[0]


def review_counts(con: duckdb.DuckDBPyConnection, documents: Sequence[str] = ()) -> dict[str, int]:
    """doc_id → how many rows of v_perlu_tinjau are about it. documents: those that are asked about; () for all."""
    wanted = f"doc_id IN ({', '.join('?' * len(documents))})" if documents else "doc_id IS NOT NULL"
    return dict(con.execute(f"SELECT doc_id, count(*) FROM v_perlu_tinjau WHERE {wanted} GROUP BY doc_id", list(documents)).fetchall())


def proof_counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Status of `bukti` → how many numbers have it."""
    return dict(con.sql("SELECT status, count(*) FROM bukti GROUP BY status").fetchall())


def documents(con: duckdb.DuckDBPyConnection) -> list[DocumentLine]:
    """Every document by name, the unreadable ones too."""
    found = con.sql(
        """
        SELECT nama_berkas, status, jenis, coalesce(upt_id, upt_raw), tahun,
               (SELECT count(*) FROM target t WHERE t.doc_id = d.doc_id),
               (SELECT count(*) FROM kontribusi_ro k WHERE k.doc_id = d.doc_id),
               (SELECT count(*) FROM cek c WHERE c.doc_id = d.doc_id AND c.status = 'gagal'),
               (SELECT count(*) FROM v_perlu_tinjau p WHERE p.doc_id = d.doc_id),
               pesan, kode, isi
        FROM dokumen d ORDER BY nama_berkas
        """
    ).fetchall()
    return [DocumentLine(*row) for row in found]


def checks(con: duckdb.DuckDBPyConnection, doc_id: str | None) -> Iterator[CheckLine]:
    """The checks of one document or of all: documents with most failures first; in each, failures before the unproved, widest gap first.
    They may be a million: nothing else may be asked of `con` meanwhile."""
    con.execute(
        """
        SELECT d.nama_berkas, c.status, c.aturan, c.halaman, c.line, c.harapan, c.terbaca, c.selisih, c.penjelasan, c.kode, c.isi
        FROM cek c JOIN dokumen d USING (doc_id)
        WHERE $1 IS NULL OR c.doc_id = $1
        ORDER BY count(*) FILTER (c.status = 'gagal') OVER (PARTITION BY c.doc_id) DESC, d.nama_berkas,
                 list_position(['gagal', 'tak_terbukti', 'lolos'], c.status),
                 abs(c.selisih) / greatest(abs(c.harapan), 1) DESC NULLS LAST, c.baris, c.cek_id
        """,
        [doc_id],
    )
    while batch := con.fetchmany(BATCH):
        yield from (CheckLine(*row) for row in batch)


def changes(con: duckdb.DuckDBPyConnection) -> list[ChangeLine]:
    """What the last build changed, by document; the document itself before its values. Raises WarehouseMissing for an older database."""
    try:
        found = con.sql(
            """SELECT perubahan, nama_berkas, upt_id, tahun, tabel, indikator, butir, kolom, lama, baru, halaman, line, jumlah, sebab
               FROM perubahan ORDER BY nama_berkas, tabel NULLS FIRST, indikator, butir, kolom"""
        ).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise WarehouseMissing(message("gudang_tanpa_perubahan")) from error
    return [ChangeLine(*row) for row in found]


def history(con: duckdb.DuckDBPyConnection, since: datetime) -> dict[datetime, list[ChangeLine]]:
    """Run → what it changed, of the runs that began at `since` (UTC) or later, oldest first. Raises WarehouseMissing: an older database."""
    try:
        found = con.execute(
            """SELECT run, perubahan, nama_berkas, upt_id, tahun, tabel, indikator, butir, kolom, sebelum, sesudah, halaman, line, jumlah,
                   sebab
               FROM riwayat WHERE run >= $1 ORDER BY run, nama_berkas, tabel NULLS FIRST, indikator, butir, kolom""",
            [since],
        ).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise WarehouseMissing(message("gudang_tanpa_riwayat")) from error
    runs: dict[datetime, list[ChangeLine]] = {}
    for run, *row in found:
        runs.setdefault(run, []).append(ChangeLine(*row))
    return runs


def cells_of_page(con: duckdb.DuckDBPyConnection, doc_id: str, halaman: int) -> list[SelLine]:
    """The cells on a page of a PDF."""
    return _cells(con, doc_id, "halaman = $2", halaman)


def cells_of_lines(con: duckdb.DuckDBPyConnection, doc_id: str, first: int, last: int) -> list[SelLine]:
    """The cells on these lines of a text dump."""
    return _cells(con, doc_id, "line BETWEEN $2 AND $3", first, last)


def _cells(con: duckdb.DuckDBPyConnection, doc_id: str, where: str, *numbers: int) -> list[SelLine]:
    found = con.execute(
        f"""SELECT tabel_no, baris, kolom, halaman, line, bbox, bendera, mentah FROM sel
            WHERE doc_id = $1 AND {where} ORDER BY tabel_no, baris, kolom, line""",
        [doc_id, *numbers],
    ).fetchall()
    return [
        SelLine(tabel_no, baris, kolom, halaman, line, tuple(bbox) if bbox else None, tuple(bendera or ()), mentah or "")
        for tabel_no, baris, kolom, halaman, line, bbox, bendera, mentah in found
    ]


class MonthValues:
    """The numbers made of a document's monthly cells, found by the box of the cell; boxes that several numbers share are left out."""

    def __init__(self, con: duckdb.DuckDBPyConnection, doc_id: str) -> None:
        found = con.execute(
            """SELECT halaman, bbox, any_value(nilai) FROM target_bulanan
               WHERE doc_id = $1 AND bbox IS NOT NULL AND nilai IS NOT NULL GROUP BY ALL HAVING count(*) = 1""",
            [doc_id],
        ).fetchall()
        self._values = {(halaman, *bbox): printed(nilai) for halaman, bbox, nilai in found}

    def of(self, cell: SelLine) -> str | None:
        """The number made of the cell, None where it reads as printed or is no monthly cell."""
        value = self._values.get((cell.halaman or 0, *cell.bbox)) if cell.bbox else None
        return None if value == cell.mentah else value


def places_of(con: duckdb.DuckDBPyConnection, data_dir: Path) -> dict[str, str]:
    """doc_id → the document's path from the data folder, with forward slashes; documents that are no longer there are left out."""
    places = data_dir / PLACES
    known: dict[str, str] = json.loads(places.read_text(encoding="utf-8")) if places.is_file() else {}
    inbox, top = data_dir / "inbox", str(data_dir)
    own = [str(inbox)] if inbox.is_dir() else []
    folders: dict[str, str] = {}
    found = {}
    for doc_id, nama in con.execute("SELECT doc_id, nama_berkas FROM dokumen").fetchall():
        # a Path for each document takes three times as long
        wanted = (*(os.path.join(folder, nama) for folder in own), known.get(doc_id, ""))  # noqa: PTH118
        path = next((path for path in wanted if os.path.isfile(path)), None)  # noqa: PTH113
        if path:
            folder, name = os.path.split(path)
            if folder not in folders:
                folders[folder] = os.path.join(os.path.relpath(folder, top), "").replace(os.sep, "/").removeprefix("./")  # noqa: PTH118
            found[doc_id] = folders[folder] + name
    return found


def path_of(document: StoredDocument, file: str, data_dir: Path) -> Path:
    """The document's file: FILE, or where `run` found it. Raises NameUnknown if it no longer holds what was read."""
    places = data_dir / PLACES
    known: dict[str, str] = json.loads(places.read_text(encoding="utf-8")) if places.is_file() else {}
    for path in (Path(file), Path(known.get(document.doc_id, ""))):
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == document.doc_id:
            return path
    raise NameUnknown(message("berkas_tak_di_tempat", nama=document.nama_berkas))


def bytes_of(document: StoredDocument, file: str, data_dir: Path) -> bytes:
    """The document's bytes. Raises NameUnknown as `path_of`."""
    return path_of(document, file, data_dir).read_bytes()
