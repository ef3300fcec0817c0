"""One document from its file to its Parquet files in a folder of its own. Runs in a worker process, and needs no other document."""

import dataclasses
import errno
import time
import traceback
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from extract.cells import Document, Metode, Reading
from extract.dump.read_text import read_text
from extract.errors import DocumentRejected, PagesWanted
from extract.inbox.listing import Rejected, no_tables, safe_name, state_of
from extract.inbox.size_limits import refuse_huge_tables
from extract.message import Message, message
from extract.pdf.other_readers import OTHER_READERS
from extract.pdf.page_parts import KnownPages, parts_of
from extract.running.notes import notes_of
from extract.scans import Scans
from extract.task_limits import TaskStopped
from normalize.decisions.registry_files import Knowledge
from normalize.document import checked_rows, with_proof
from normalize.dokumen_row import rejected
from normalize.errors import RegistryError
from normalize.offices.upt import Question
from normalize.proof.ladder import Climbed, RowsOf, climb
from normalize.proof.scanned_numbers import settled_rows
from normalize.rows import DocumentRows
from normalize.words.scanned_words import with_known_words
from warehouse.run.held_knowledge import held_knowledge
from warehouse.run.job import Done, FileMoving, FileUnread, Job, Unread
from warehouse.run.rows_so_far import RowsSoFar
from warehouse.store.answers import Asked, asked_by, digest_of_answers
from warehouse.store.names_of_document import write_names
from warehouse.store.parquet import stage_document

FOR_PICTURES = ("hanya_gambar", "tanpa_tabel_hasil_pindai")
"""Codes of what refuses a document for its pictures."""
FAILING = {
    getattr(errno, name)
    for name in ("EIO", "ESTALE", "ETIMEDOUT", "ENOTCONN", "ECONNRESET", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ENODEV")
    if hasattr(errno, name)
}
"""What systems say of a disk or a share that fails."""


class Outcome(Struct, frozen=True):
    """What became of one document. kalimat: why it was refused, None when it was not. catatan: what else a person should know.

    jejak: the traceback of a programming error. kantor: what was asked about names of offices. bergambar: it has pages that are pictures.
    """

    path: Path
    nama_berkas: str
    rows: DocumentRows
    kalimat: Message | None = None
    catatan: tuple[Message, ...] = ()
    jejak: str | None = None
    kantor: frozenset[Question] = frozenset()
    bergambar: bool = False


def read_and_stage(job: Job) -> Done | Unread:
    """Reads one document and leaves its Parquet files in the job's folder, or says which pages others should read first.

    Raises FileMoving, FileUnread, RegistryError, MemoryError, and OSError where the folder cannot be written; anything else becomes a row
    with status 'gagal'.
    """
    began = time.monotonic()
    knowledge = held_knowledge(job.review_dir, job.tinjauan)
    readers = () if job.satu_pembaca else tuple(OTHER_READERS)
    try:
        outcome = process(job.document, knowledge, None, job.halaman, job.scans, readers)
    except PagesWanted as wanted:
        return Unread(parts_of(wanted, job.document, job.halaman, job.scans), time.monotonic() - began)
    except OSError as error:
        if error.errno not in FAILING:  # what was left for another task could not be written
            raise
        raise FileUnread(error.strerror) from error
    if state_of(job.document.path) != job.state:
        raise FileMoving(job.document.nama_berkas)
    try:
        tables = stage_document(outcome.rows, job.folder)
    except (OSError, RegistryError, MemoryError):
        raise
    except Exception as e:  # rows that cannot be stored are the fault of this document
        outcome = replace(_broken(job.document, e, None), kantor=outcome.kantor)
        tables = stage_document(outcome.rows, job.folder)
    asked = asked_by(outcome.rows, outcome.kantor)
    write_names(outcome.rows, asked, job.folder)
    pindai = job.scans.versi if outcome.bergambar else ""
    return _done(outcome, tables, digest_of_answers(knowledge, asked), time.monotonic() - began, pindai)


def stage_refused(item: Rejected, doc_id: str, folder: Path) -> Done:
    """What is kept of a file that is no document."""
    rows = rejected(Document(doc_id, item.path, item.nama_berkas, Metode.TEKS), item.kalimat, None)
    rows = dataclasses.replace(
        rows, dokumen=dataclasses.replace(rows.dokumen, metode=None)
    )  # nothing was read, so there is no way of reading either
    return _staged(Outcome(item.path, item.nama_berkas, rows, item.kalimat), folder)


def stage_given_up(document: Document, error: BaseException, folder: Path) -> Done:
    """What is kept of a document whose worker did not live to the end, or gave no answer for another reason."""
    if isinstance(error, TaskStopped):
        kalimat = error.alasan.about(nama=document.nama_berkas)
        return _staged(Outcome(document.path, document.nama_berkas, rejected(document, kalimat, None), kalimat), folder)
    return _staged(_broken(document, error, None), folder)


def _staged(outcome: Outcome, folder: Path) -> Done:
    tables = stage_document(outcome.rows, folder)
    write_names(outcome.rows, Asked(), folder)
    return _done(outcome, tables, "", 0.0)


def _done(outcome: Outcome, tables: Sequence[str], answers: str, seconds: float, pindai: str = "") -> Done:
    rows, dokumen = outcome.rows, outcome.rows.dokumen
    checks = [cek.status for cek in rows.cek]
    return Done(
        jenis=dokumen.jenis,
        kantor=dokumen.upt_id or dokumen.upt_raw,
        tahun=dokumen.tahun,
        status=dokumen.status,
        indikator=len(rows.target),
        baris_ro=len(rows.kontribusi_ro),
        lolos=checks.count("lolos"),
        gagal=checks.count("gagal"),
        kalimat=outcome.kalimat,
        catatan=outcome.catatan,
        jejak=outcome.jejak,
        tabel=tuple(tables),
        jawaban=answers,
        pindai=pindai,
        detik=round(seconds, 3),
    )


def process(
    document: Document,
    knowledge: Knowledge,
    diproses_pada: datetime | None,
    halaman: Path | None = None,
    scans: Scans | None = None,
    pembaca: Collection[str] = tuple(OTHER_READERS),
) -> Outcome:
    """Reads one document; whatever goes wrong with it becomes a row with status 'gagal'.

    halaman: the folder for pages that other tasks read; without it all are read here. scans: what is done about pictures. pembaca: the
    readers asked after the first; none where they were too slow or too large for this document, which a note tells then.
    Raises RegistryError, MemoryError, OSError where the file's disk or share fails and, with that folder, PagesWanted only.
    """
    asked: set[Question] = set()
    noted = replace(knowledge, offices=knowledge.offices.noting(asked))
    rows_of = RowsSoFar(halaman, lambda reading: checked_rows(reading, noted, diproses_pada), asked)

    def settled(reading: Reading, rows: DocumentRows) -> DocumentRows:
        return settled_rows(
            reading,
            rows,
            lambda other, unread: checked_rows(other, noted, diproses_pada, unread),
            lambda found, chosen: with_proof(found, noted, chosen),
            knowledge.written(document.doc_id, document.semua_nama).angka,
        )

    try:
        outcome = _process(document, rows_of, settled, KnownPages(document, halaman, scans), diproses_pada, pembaca)
    except PagesWanted:
        rows_of.leave()
        raise
    return replace(outcome, kantor=frozenset(asked))


def read_whole(document: Document, rows_of: RowsOf, known: KnownPages, pembaca: Collection[str] = tuple(OTHER_READERS)) -> Climbed:
    """The document by the first reader, and pages in doubt by those of `pembaca` that prove more. Raises what they raise."""
    if document.metode is Metode.TEKS:
        first = read_text(document)
        refuse_huge_tables(first)
        return Climbed(first, rows_of(first))
    from extract.pdf.read_pdf import read_again, read_pdf  # loads PDFium

    first = with_known_words(read_pdf(document, known))
    refuse_huge_tables(first)
    return climb(first, rows_of, lambda reading, sebab, nama: read_again(reading, sebab, nama, known), pembaca)


def _process(
    document: Document,
    rows_of: RowsOf,
    settled: Callable[[Reading, DocumentRows], DocumentRows],
    known: KnownPages,
    diproses_pada: datetime | None,
    pembaca: Collection[str],
) -> Outcome:
    path, nama = document.path, document.nama_berkas
    jejak: str | None = None
    try:
        found = read_whole(document, rows_of, known, pembaca)
        jejak = "\n".join(found.jejak) or None
        if not found.reading.blocks:
            raise no_tables(found.reading, known.scans)
        rows = settled(found.reading, found.rows)
        catatan = notes_of(found.reading, known.scans)  # looks into the file once more
    except (RegistryError, MemoryError, PagesWanted):
        raise
    except DocumentRejected as e:
        kalimat = e.alasan.about(nama=nama)
        pictures = kalimat.kode in FOR_PICTURES
        return Outcome(path, nama, rejected(document, kalimat, diproses_pada), kalimat, jejak=jejak, bergambar=pictures)
    except Exception as e:  # the last barrier: one document never stops the run, and is never silent
        if isinstance(e, OSError) and e.errno in FAILING:
            raise
        return _broken(document, e, diproses_pada)
    pictures = bool(found.reading.gambar or found.reading.pindai or found.reading.ocr)
    if jejak:
        catatan += (message("baca_kedua_gagal", jejak=trace_name(nama)),)
    if not pembaca:
        catatan += (message("baca_kedua_terlalu_berat"),)
    return Outcome(path, nama, _with_notes(rows, catatan), None, catatan, jejak, bergambar=pictures)


def trace_name(nama_berkas: str) -> str:
    """Where a traceback about this file is left, inside the data folder."""
    return f"log/{safe_name(nama_berkas)}.jejak.txt"


def _broken(document: Document, error: BaseException, diproses_pada: datetime | None) -> Outcome:
    nama = document.nama_berkas
    jejak = "".join(traceback.format_exception(error))
    kalimat = message("kesalahan_program", nama=nama, jenis=type(error).__name__, jejak=trace_name(nama))
    return Outcome(document.path, nama, rejected(document, kalimat, diproses_pada), kalimat, jejak=jejak)


def _with_notes(rows: DocumentRows, catatan: tuple[Message, ...]) -> DocumentRows:
    if not catatan:
        return rows
    return dataclasses.replace(
        rows, dokumen=dataclasses.replace(rows.dokumen, status="perlu_tinjau", pesan=(*(rows.dokumen.pesan or ()), *catatan))
    )
