"""The one entry: wires reading, meaning and storing, and catches what one document can break."""

import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click
import duckdb

from extract.cells import Document, Metode
from extract.errors import DocumentRejected
from extract.inbox import Duplicate, Rejected, no_tables, scan
from extract.notes import notes_of
from extract.read_pdf import OTHER_READERS, read_again, read_pdf
from extract.read_text import read_text
from normalize.dim_indikator import indicator_tables
from normalize.document import normalize, rejected
from normalize.errors import RegistryError
from normalize.ladder import climb
from normalize.registry_files import Knowledge, load_knowledge
from normalize.rows import DocumentRows
from warehouse.after_run import leave_behind
from warehouse.contents import (
    checks,
    documents,
    find_document,
    opened,
    review_counts,
)
from warehouse.errors import WarehouseError
from warehouse.export_command import register as register_export
from warehouse.load import build
from warehouse.outcomes import Outcome, leave_notes, print_outcomes, trace_name
from warehouse.parquet import documents_in, remove_document, write_dimension, write_document
from warehouse.report_command import register as register_report
from warehouse.review_command import register as register_review
from warehouse.screen import add_row, console, place, plain, progress, say, table
from warehouse.show_command import register as register_show


class CannotRun(click.ClickException):
    """Nothing could be done: one sentence on stderr, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(plain(self.message), err=True)


@click.group()
@click.help_option("--help", help="Tampilkan bantuan ini.")
def main() -> None:
    """Membaca dokumen kinerja (RAPK, LAKIP) menjadi tabel yang setiap angkanya dapat dilacak.

    \b
    Contoh:
      python pipeline.py run samples/inbox
      python pipeline.py status
      python pipeline.py check
      python pipeline.py export
    """


def command(function: Callable[..., None]) -> click.Command:
    """A command of the group, prepared."""
    return main.command()(prepared(function))


def prepared(function: Callable[..., None]) -> Callable[..., None]:
    """A command's function with --data-dir and --help, whose errors of registry and machine become one sentence and exit code 2."""

    @wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> None:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # a console without ñ must not end the run
        try:
            function(*args, **kwargs)
        except RegistryError as e:
            raise CannotRun(f"Registri atau berkas tinjauan perlu diperbaiki dulu, pekerjaan dihentikan: {e}") from e
        except WarehouseError as e:
            raise CannotRun(str(e)) from e
        except BrokenPipeError:
            raise
        except duckdb.IOException as e:
            sebab = str(e).splitlines()[0]
            raise CannotRun(f"Gudang data tidak dapat dibuka; tutup notebook atau program lain yang memakainya ({sebab}).") from e
        except OSError as e:
            raise CannotRun(
                f"Tidak dapat membaca atau menulis {e.filename or 'berkas'} ({e.strerror or e}): periksa hak dan ruangnya."
            ) from e
        except KeyboardInterrupt as e:
            raise CannotRun("Dihentikan sebelum selesai; jalankan lagi perintah yang sama.") from e

    folder = click.Path(path_type=Path)
    option = click.option("--data-dir", type=folder, default=Path("data"), metavar="DIR", help="Folder data (bawaan: data).")
    helped = click.help_option("--help", help="Tampilkan bantuan ini.")
    return helped(option(guarded))


# ---- run


@command
@click.argument("inbox", required=False, type=click.Path(path_type=Path))
def run(inbox: Path | None, data_dir: Path) -> None:
    """Membaca semua dokumen di INBOX (bawaan: DIR/inbox) dan membangun ulang gudang data.

    Dokumen yang tidak ada lagi di INBOX keluar dari gudang data.

    \b
    Kode keluar: 0 semua terbaca, 1 ada berkas yang ditolak, 2 tidak dapat dijalankan.
    \b
    Contoh:
      python pipeline.py run
      python pipeline.py run samples/inbox
      python pipeline.py run /dokumen/2025 --data-dir /gudang
    """
    inbox = inbox or data_dir / "inbox"
    _check_folders(inbox, data_dir)
    knowledge = load_knowledge(data_dir / "review")
    diproses_pada = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    outcomes = [_stored(item, knowledge, diproses_pada, data_dir) for item in progress(list(scan(inbox)))]
    for doc_id in set(documents_in(data_dir)) - {outcome.rows.dokumen.doc_id for outcome in outcomes if outcome.rows}:
        remove_document(doc_id, data_dir)
    write_dimension("dim_upt", knowledge.dim_upt, data_dir)
    write_dimension("dim_upt_alias", knowledge.dim_upt_alias, data_dir)
    _write_indicators(outcomes, knowledge, data_dir)
    leave_notes(outcomes, data_dir)
    build(data_dir)
    leave_behind(data_dir)
    with opened(data_dir) as con:
        counts = review_counts(con)
    print_outcomes(inbox, outcomes, counts, data_dir)
    if any(outcome.kalimat for outcome in outcomes):
        sys.exit(1)


def _write_indicators(outcomes: Sequence[Outcome], knowledge: Knowledge, data_dir: Path) -> None:
    read = [outcome.rows for outcome in outcomes if outcome.rows]
    names = (name for rows in read for name in rows.nama_indikator)
    proposals = (item for rows in read for item in rows.usulan_indikator)
    tables = indicator_tables(knowledge.registry, knowledge.indicators, names, proposals)
    write_dimension("dim_indikator", tables.dim_indikator, data_dir)
    write_dimension("dim_indikator_alias", tables.dim_indikator_alias, data_dir)
    write_dimension("dim_indikator_usulan", tables.dim_indikator_usulan, data_dir)
    write_dimension("dim_indikator_penerus", knowledge.registry.penerus, data_dir)
    write_dimension("dim_indikator_skala", knowledge.registry.skala, data_dir)


def _check_folders(inbox: Path, data_dir: Path) -> None:
    if not inbox.is_dir():
        raise CannotRun(f"Folder inbox {inbox} tidak ada: buat folder itu dan taruh dokumennya, atau sebut folder lain setelah `run`.")
    if data_dir.exists() and not data_dir.is_dir():
        raise CannotRun(f"{data_dir} bukan folder: sebut folder lain dengan --data-dir.")
    kept, results = inbox.resolve(), data_dir.resolve()
    if results == kept or kept in results.parents:
        raise CannotRun(f"Folder data {data_dir} berada di dalam inbox {inbox}: pisahkan keduanya, sebut folder lain dengan --data-dir.")


def _stored(item: Document | Rejected | Duplicate, knowledge: Knowledge, diproses_pada: datetime, data_dir: Path) -> Outcome:
    """Reads and stores one file. Rows that cannot be stored are the fault of this document, a disk that cannot be written is not."""
    if isinstance(item, Duplicate):
        return Outcome(item.path, item.nama_berkas, catatan=(item.kalimat,))
    outcome = _refused(item, diproses_pada) if isinstance(item, Rejected) else process(item, knowledge, diproses_pada)
    if outcome.rows is None:
        return outcome
    try:
        write_document(outcome.rows, data_dir)
    except (OSError, RegistryError):
        raise
    except Exception as e:
        if isinstance(item, Rejected):
            raise
        outcome = _broken(item, e, diproses_pada)
        assert outcome.rows is not None
        write_document(outcome.rows, data_dir)
    return outcome


def _refused(item: Rejected, diproses_pada: datetime) -> Outcome:
    rows = None
    if item.doc_id is not None:
        rows = rejected(Document(item.doc_id, item.path, item.nama_berkas, Metode.TEKS), item.kalimat, diproses_pada)
        rows = replace(rows, dokumen=replace(rows.dokumen, metode=None))  # nothing was read, so there is no way of reading either
    return Outcome(item.path, item.nama_berkas, rows, item.kalimat)


def process(document: Document, knowledge: Knowledge, diproses_pada: datetime) -> Outcome:
    """Reads one document; whatever goes wrong with it becomes a row with status 'gagal'. Raises RegistryError only."""
    path, nama = document.path, document.nama_berkas
    jejak: str | None = None
    try:
        first = read_text(document) if document.metode is Metode.TEKS else read_pdf(document)
        found = climb(first, lambda reading: normalize(reading, knowledge, diproses_pada), read_again, OTHER_READERS)
        jejak = "\n".join(found.jejak) or None
        if not found.reading.blocks:
            raise no_tables(found.reading)
    except RegistryError:
        raise
    except DocumentRejected as e:
        kalimat = str(e) if nama in str(e) else f"Berkas {nama}: {e}"
        return Outcome(path, nama, rejected(document, kalimat, diproses_pada), kalimat, jejak=jejak)
    except Exception as e:  # the last barrier: one document never stops the run, and is never silent
        return _broken(document, e, diproses_pada)
    rows, catatan = found.rows, notes_of(found.reading)
    if jejak:
        catatan += (f"Pembacaan kedua gagal, hasil pembacaan pertama dipakai: kirim {trace_name(nama)} kepada pengelola.",)
    kalimat_gagal = (rows.dokumen.pesan or f"Berkas {nama} gagal dibaca.") if rows.dokumen.status == "gagal" else None
    return Outcome(path, nama, _with_notes(rows, catatan), kalimat_gagal, catatan, jejak)


def _broken(document: Document, error: Exception, diproses_pada: datetime) -> Outcome:
    nama = document.nama_berkas
    jejak = "".join(traceback.format_exception(error))
    kalimat = f"Berkas {nama} gagal dibaca karena kesalahan program ({type(error).__name__}): kirim {trace_name(nama)} kepada pengelola."
    return Outcome(document.path, nama, rejected(document, kalimat, diproses_pada), kalimat, jejak=jejak)


def _with_notes(rows: DocumentRows, catatan: tuple[str, ...]) -> DocumentRows:
    if not catatan or rows.dokumen.status == "gagal":
        return rows
    pesan = " ".join([rows.dokumen.pesan, *catatan] if rows.dokumen.pesan else catatan)
    return replace(rows, dokumen=replace(rows.dokumen, status="perlu_tinjau", pesan=pesan))


# ---- status, check


@command
def status(data_dir: Path) -> None:
    """Menampilkan dokumen di gudang data: status, pesan, jumlah baris, dan yang perlu ditinjau.

    \b
    Contoh:
      python pipeline.py status
      python pipeline.py status --data-dir /gudang
    """
    with opened(data_dir) as con:
        found = documents(con)
    made = table("berkas", "status", "jenis", "kantor", "tahun", "indikator", "baris RO", "cek gagal", "tinjau", "pesan", right=range(4, 9))
    for row in found:
        numbers = (row.indikator, row.baris_ro, row.gagal, row.tinjau)
        add_row(made, row.nama_berkas, row.status, row.jenis, row.kantor, row.tahun, *numbers, row.pesan)
    screen = console()
    screen.print(made)
    count = {word: sum(row.status == word for row in found) for word in ("lengkap", "perlu_tinjau", "gagal")}
    say(screen, f"{len(found)} dokumen: {count['lengkap']} lengkap, {count['perlu_tinjau']} perlu ditinjau, {count['gagal']} gagal.")


@command
@click.argument("file", required=False)
@click.option("--semua", is_flag=True, help="Tampilkan juga pemeriksaan yang lolos.")
def check(file: str | None, semua: bool, data_dir: Path) -> None:
    """Menampilkan pemeriksaan hitungan yang gagal dan yang tak terbukti, terburuk dulu; FILE membatasi ke satu dokumen.

    \b
    Kode keluar: 0 tidak ada yang gagal, 1 ada yang gagal, 2 tidak dapat dijalankan.
    \b
    Contoh:
      python pipeline.py check
      python pipeline.py check rapk_2025.pdf
      python pipeline.py check --semua
    """
    with opened(data_dir) as con:
        found = checks(con, find_document(con, file).doc_id if file else None)
    screen = console()
    for nama in dict.fromkeys(row.nama_berkas for row in found):
        rows = [row for row in found if row.nama_berkas == nama]
        counts = {word: sum(row.status == word for row in rows) for word in ("gagal", "tak_terbukti", "lolos")}
        say(screen, f"{nama}: {counts['gagal']} gagal, {counts['tak_terbukti']} tak terbukti, {counts['lolos']} lolos")
        made = table("status", "letak", "aturan", "harapan", "terbaca", "selisih", "penjelasan", right=range(3, 6))
        for row in rows:
            if semua or row.status != "lolos":
                amounts = (row.harapan, row.terbaca, row.selisih)
                add_row(made, row.status, place(row.halaman, row.line), row.aturan, *amounts, row.penjelasan)
        if made.row_count:
            screen.print(made)
    if not found:
        say(screen, "Tidak ada pemeriksaan untuk ditampilkan.")
    if any(row.status == "gagal" for row in found):
        sys.exit(1)


register_report(main, prepared)
register_export(main, prepared)
register_show(main, prepared)
register_review(main, prepared)


if __name__ == "__main__":
    main()
