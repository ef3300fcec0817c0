"""The one entry: wires reading, meaning and storing, and catches what one document can break."""

import hashlib
import json
import os
import sys
import traceback
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import wraps
from pathlib import Path
from typing import Any

import click
import duckdb
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from extract.cells import Document, Metode, Reading
from extract.errors import DocumentRejected
from extract.inbox import Duplicate, Rejected, check_pdf, decode, encoding_note, no_tables, picture_pages, safe_name, scan, write_notes
from extract.pictures import DrawnCell, draw_cells, page_picture
from extract.read_pdf import read_pdf
from extract.read_text import read_text
from normalize.document import normalize, rejected
from normalize.errors import RegistryError
from normalize.proof import better_proved, pages_in_doubt
from normalize.registry_files import Knowledge, load_knowledge
from normalize.rows import DocumentRows
from warehouse.errors import WarehouseError
from warehouse.export import export as export_tables
from warehouse.load import build
from warehouse.parquet import documents_in, remove_document, write_dimension, write_document

GUDANG = "kinerja.duckdb"
SEKITAR = 5
"""Lines that `show` prints before and after the line asked for."""


class CannotRun(click.ClickException):
    """Nothing could be done: one sentence on stderr, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(_plain(self.message), err=True)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file of the inbox.

    rows: None for a twin and for a file whose bytes could not be read. kalimat: why it was refused, None when it was not.
    catatan: what else a person should know. jejak: the traceback of a programming error.
    """

    path: Path
    nama_berkas: str
    rows: DocumentRows | None = None
    kalimat: str | None = None
    catatan: tuple[str, ...] = ()
    jejak: str | None = None


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
    """A command of the group with --data-dir and --help, whose errors of registry and machine become one sentence and exit code 2."""

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
    return main.command()(helped(option(guarded)))


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
    outcomes = [_stored(item, knowledge, diproses_pada, data_dir) for item in _progress(list(scan(inbox)))]
    for doc_id in set(documents_in(data_dir)) - {outcome.rows.dokumen.doc_id for outcome in outcomes if outcome.rows}:
        remove_document(doc_id, data_dir)
    write_dimension("dim_upt", knowledge.dim_upt, data_dir)
    write_dimension("dim_upt_alias", knowledge.dim_upt_alias, data_dir)
    _leave_notes(outcomes, data_dir)
    build(data_dir)
    _print_run(inbox, outcomes, data_dir)
    if any(outcome.kalimat for outcome in outcomes):
        sys.exit(1)


def _check_folders(inbox: Path, data_dir: Path) -> None:
    if not inbox.is_dir():
        raise CannotRun(f"Folder inbox {inbox} tidak ada: buat folder itu dan taruh dokumennya, atau sebut folder lain setelah `run`.")
    if data_dir.exists() and not data_dir.is_dir():
        raise CannotRun(f"{data_dir} bukan folder: sebut folder lain dengan --data-dir.")
    kept, results = inbox.resolve(), data_dir.resolve()
    if results == kept or kept in results.parents:
        raise CannotRun(f"Folder data {data_dir} berada di dalam inbox {inbox}: pisahkan keduanya, sebut folder lain dengan --data-dir.")


def _progress(items: Sequence[Document | Rejected | Duplicate]) -> Iterator[Document | Rejected | Duplicate]:
    """The items, counted on stderr: a bar on a terminal, otherwise one line a file."""
    console = Console(stderr=True, highlight=False, emoji=False)
    if not console.is_terminal:
        for number, item in enumerate(items, 1):
            click.echo(f"[{number}/{len(items)}] {_plain(item.nama_berkas)}", err=True)
            yield item
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=len(items))
        for item in items:
            progress.update(task, description=_plain(item.nama_berkas))
            yield item
            progress.advance(task)


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
    try:
        catatan = _notes(document)
        rows = normalize(_read(document), knowledge, diproses_pada)
        rows, jejak = _second_reading(document, rows, knowledge, diproses_pada)
    except RegistryError:
        raise
    except DocumentRejected as e:
        kalimat = str(e) if nama in str(e) else f"Berkas {nama}: {e}"
        return Outcome(path, nama, rejected(document, kalimat, diproses_pada), kalimat)
    except Exception as e:  # the last barrier: one document never stops the run, and is never silent
        return _broken(document, e, diproses_pada)
    if jejak:
        catatan += (f"Pembacaan kedua gagal, hasil pembacaan pertama dipakai: kirim {_trace_name(nama)} kepada pengelola.",)
    kalimat_gagal = (rows.dokumen.pesan or f"Berkas {nama} gagal dibaca.") if rows.dokumen.status == "gagal" else None
    return Outcome(path, nama, _with_notes(rows, catatan), kalimat_gagal, catatan, jejak)


def _second_reading(
    document: Document, rows: DocumentRows, knowledge: Knowledge, diproses_pada: datetime
) -> tuple[DocumentRows, str | None]:
    """The rows with the pages in doubt read by camelot, where they are better proved, else the rows given; its traceback if it fell."""
    again = pages_in_doubt(rows) if document.metode is Metode.PDF else set()
    if not again:
        return rows, None
    try:
        second = normalize(read_pdf(document, again), knowledge, diproses_pada)
    except RegistryError:
        raise
    except Exception as e:  # the first reading stands
        return rows, "".join(traceback.format_exception(e))
    return (second if better_proved(rows, second) else rows), None


def _broken(document: Document, error: Exception, diproses_pada: datetime) -> Outcome:
    nama = document.nama_berkas
    jejak = "".join(traceback.format_exception(error))
    kalimat = f"Berkas {nama} gagal dibaca karena kesalahan program ({type(error).__name__}): kirim {_trace_name(nama)} kepada pengelola."
    return Outcome(document.path, nama, rejected(document, kalimat, diproses_pada), kalimat, jejak=jejak)


def _read(document: Document) -> Reading:
    """Raises DocumentRejected, also for a document without any table."""
    if document.metode is Metode.PDF:
        check_pdf(document)
        reading = read_pdf(document)
    else:
        reading = read_text(document)
    if not reading.blocks:
        raise no_tables(document)
    return reading


def _notes(document: Document) -> tuple[str, ...]:
    """What may be missing or wrong in a document that was read all the same."""
    if document.metode is Metode.TEKS:
        note = encoding_note(document.path.read_bytes())
        return (note,) if note else ()
    pages = [page for page in picture_pages(document) if page > 1]  # the first is nearly always a cover
    if not pages:
        return ()
    return (f"Halaman {_pages(pages)} berupa gambar tanpa teks: tabel di situ tidak terbaca.",)


def _pages(pages: Sequence[int]) -> str:
    """[2, 3, 4, 7] → '2–4, 7'"""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _with_notes(rows: DocumentRows, catatan: tuple[str, ...]) -> DocumentRows:
    if not catatan or rows.dokumen.status == "gagal":
        return rows
    pesan = " ".join([rows.dokumen.pesan, *catatan] if rows.dokumen.pesan else catatan)
    return replace(rows, dokumen=replace(rows.dokumen, status="perlu_tinjau", pesan=pesan))


def _trace_name(nama: str) -> str:
    return f"log/{safe_name(nama)}.jejak.txt"


def _leave_notes(outcomes: Sequence[Outcome], data_dir: Path) -> None:
    """A sentence for each refused file, a traceback for each programming error, and where each document was found."""
    write_notes(data_dir / "rejected", [(outcome.nama_berkas, outcome.kalimat) for outcome in outcomes if outcome.kalimat])
    write_notes(data_dir / "log", [(outcome.nama_berkas, outcome.jejak) for outcome in outcomes if outcome.jejak], ".jejak.txt")
    places = {outcome.rows.dokumen.doc_id: str(outcome.path.resolve()) for outcome in outcomes if outcome.rows}
    (data_dir / "log" / "berkas.json").write_text(json.dumps(places, indent=1, ensure_ascii=True) + "\n", encoding="utf-8")


def _print_run(inbox: Path, outcomes: Sequence[Outcome], data_dir: Path) -> None:
    console = _console()
    review = _review_counts(data_dir)
    read = [outcome.rows for outcome in outcomes if outcome.rows and not outcome.kalimat]
    table = _table("berkas", "jenis", "kantor", "tahun", "indikator", "baris RO", "cek lolos", "cek gagal", "tinjau", right=range(3, 9))
    for rows in read:
        dokumen = rows.dokumen
        checks = [cek.status for cek in rows.cek]
        numbers = (len(rows.target), len(rows.kontribusi_ro), checks.count("lolos"), checks.count("gagal"), review.get(dokumen.doc_id, 0))
        _add(table, dokumen.nama_berkas, dokumen.jenis, dokumen.upt_id or dokumen.upt_raw, dokumen.tahun, *numbers)
    if read:
        console.print(table)
    else:
        _say(console, f"Tidak ada dokumen yang terbaca di {inbox}.")
    notes = [_named(outcome, note) for outcome in outcomes for note in outcome.catatan]
    refused = [outcome.kalimat for outcome in outcomes if outcome.kalimat]
    for title, sentences in (("Catatan:", notes), (f"Ditolak ({len(refused)}), keterangan juga di {data_dir / 'rejected'}:", refused)):
        if sentences:
            _say(console, "", title, *(f"  - {sentence}" for sentence in sentences))
    database = data_dir / GUDANG
    folder = "" if data_dir == Path("data") else f' --data-dir "{data_dir}"'
    _say(
        console,
        "",
        f"Hasil: {database} dan {data_dir / 'parquet'}. Berikutnya:",
        f"  python pipeline.py status{folder}",
        f"  di notebook: duckdb.connect({str(database)!r}, read_only=True).sql('FROM v_perlu_tinjau')",
        f"  python pipeline.py export{folder}",
    )


def _named(outcome: Outcome, note: str) -> str:
    return note if outcome.nama_berkas in note else f"{outcome.nama_berkas}: {note}"


# ---- status, check, export


@command
def status(data_dir: Path) -> None:
    """Menampilkan dokumen di gudang data: status, pesan, jumlah baris, dan yang perlu ditinjau.

    \b
    Contoh:
      python pipeline.py status
      python pipeline.py status --data-dir /gudang
    """
    with _warehouse(data_dir) as con:
        found = con.sql(
            """
            SELECT doc_id, nama_berkas, status, jenis, coalesce(upt_id, upt_raw), tahun,
                   (SELECT count(*) FROM target t WHERE t.doc_id = d.doc_id),
                   (SELECT count(*) FROM kontribusi_ro k WHERE k.doc_id = d.doc_id),
                   (SELECT count(*) FROM cek c WHERE c.doc_id = d.doc_id AND c.status = 'gagal'),
                   pesan
            FROM dokumen d ORDER BY nama_berkas
            """
        ).fetchall()
    review = _review_counts(data_dir)
    table = _table(
        "berkas", "status", "jenis", "kantor", "tahun", "indikator", "baris RO", "cek gagal", "tinjau", "pesan", right=range(4, 9)
    )
    for doc_id, *row, pesan in found:
        _add(table, *row, review.get(doc_id, 0), pesan)
    console = _console()
    console.print(table)
    count = {word: sum(row[2] == word for row in found) for word in ("lengkap", "perlu_tinjau", "gagal")}
    _say(console, f"{len(found)} dokumen: {count['lengkap']} lengkap, {count['perlu_tinjau']} perlu ditinjau, {count['gagal']} gagal.")


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
    with _warehouse(data_dir) as con:
        wanted = _find(con, file)[0] if file else None
        found = con.execute(
            """
            SELECT d.nama_berkas, c.status, c.aturan, c.halaman, c.line, c.harapan, c.terbaca, c.selisih, c.penjelasan,
                   count(*) FILTER (c.status = 'gagal') OVER (PARTITION BY c.doc_id) AS gagal
            FROM cek c JOIN dokumen d USING (doc_id)
            WHERE $1 IS NULL OR c.doc_id = $1
            ORDER BY gagal DESC, d.nama_berkas, list_position(['gagal', 'tak_terbukti', 'lolos'], c.status),
                     abs(c.selisih) / greatest(abs(c.harapan), 1) DESC NULLS LAST, c.baris, c.cek_id
            """,
            [wanted],
        ).fetchall()
    console = _console()
    for nama in dict.fromkeys(row[0] for row in found):
        rows = [row[1:9] for row in found if row[0] == nama]
        counts = {word: sum(row[0] == word for row in rows) for word in ("gagal", "tak_terbukti", "lolos")}
        tally = f"{counts['gagal']} gagal, {counts['tak_terbukti']} tak terbukti, {counts['lolos']} lolos"
        _say(console, f"{nama}: {tally}")
        table = _table("status", "letak", "aturan", "harapan", "terbaca", "selisih", "penjelasan", right=range(3, 6))
        for word, aturan, halaman, line, harapan, terbaca, selisih, penjelasan in rows:
            if semua or word != "lolos":
                _add(table, word, _place(halaman, line), aturan, harapan, terbaca, selisih, penjelasan)
        if table.row_count:
            console.print(table)
    if not found:
        _say(console, "Tidak ada pemeriksaan untuk ditampilkan.")
    if any(row[1] == "gagal" for row in found):
        sys.exit(1)


@command
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--excel-id", is_flag=True, help="Tulis untuk Excel berbahasa Indonesia (titik koma, koma desimal).")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Folder tujuan (bawaan: DIR/export).")
def export(names: tuple[str, ...], excel_id: bool, out: Path | None, data_dir: Path) -> None:
    """Menulis tabel atau tampilan NAME (bawaan: v_bappenas dan kawan-kawan) sebagai CSV.

    \b
    Contoh:
      python pipeline.py export
      python pipeline.py export v_bappenas target_bulanan
      python pipeline.py export --excel-id --out laporan
    """
    with _warehouse(data_dir):
        pass  # says in one sentence that there is nothing to export yet
    for path in export_tables(data_dir, out or data_dir / "export", names, excel_id):
        click.echo(str(path))


# ---- show


@command
@click.argument("file")
@click.argument("page", type=click.IntRange(min=1))
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="PNG", help="Berkas gambar (bawaan: DIR/show/NAMA-PAGE.png)."
)
def show(file: str, page: int, out: Path | None, data_dir: Path) -> None:
    """Menggambar halaman PAGE dengan sel yang terbaca; untuk dump teks, PAGE adalah nomor baris dan hasilnya ditampilkan di layar.

    FILE: nama berkas di gudang data, atau jalur ke berkasnya. Kotak merah: baris yang ditandai (disimpulkan atau diperbaiki).

    \b
    Contoh:
      python pipeline.py show rapk_2025.pdf 3
      python pipeline.py show samples/inbox/rapk_2025.pdf 3 --out halaman3.png
      python pipeline.py show dump.txt 120
    """
    with _warehouse(data_dir) as con:
        doc_id, nama, metode = _find(con, file)
        if metode == Metode.TEKS:
            found = _cells(con, doc_id, "line BETWEEN $2 AND $3", page - SEKITAR, page + SEKITAR)
        else:
            found = _cells(con, doc_id, "halaman = $2", page)
        values = _values(con, doc_id)
    data = _bytes_of(doc_id, nama, file, data_dir)
    console = _console()
    if metode == Metode.TEKS:
        _print_lines(console, decode(data).splitlines(), page, nama)
        _print_cells(console, found, values)
        return
    cells = [DrawnCell(row.bbox, row.tabel_no, row.mentah, bool(row.bendera), _value_of(row, values)) for row in found if row.bbox]
    try:
        picture, scale = page_picture(data, page)
    except IndexError as e:
        raise CannotRun(f"Berkas {nama} tidak mempunyai halaman {page}.") from e
    out = out or data_dir / "show" / f"{safe_name(nama)}-{page}.png"
    out.parent.mkdir(parents=True, exist_ok=True)
    draw_cells(picture, cells, scale).save(out, format="PNG")
    _print_cells(console, found, values)
    _say(console, f"{nama}, halaman {page}: {len(found)} sel. Kiri seperti tercetak, kanan seperti dibaca.")
    click.echo(str(out))


@dataclass(frozen=True, slots=True)
class SelRow:
    """A row of `sel`, as far as it is shown."""

    tabel_no: int | None
    baris: int
    kolom: int
    halaman: int | None
    line: int | None
    bbox: tuple[float, float, float, float] | None
    bendera: tuple[str, ...]
    mentah: str


def _cells(con: duckdb.DuckDBPyConnection, doc_id: str, where: str, *numbers: int) -> list[SelRow]:
    found = con.execute(
        f"""SELECT tabel_no, baris, kolom, halaman, line, bbox, bendera, mentah FROM sel
            WHERE doc_id = $1 AND {where} ORDER BY tabel_no, baris, kolom, line""",
        [doc_id, *numbers],
    ).fetchall()
    return [
        SelRow(tabel_no, baris, kolom, halaman, line, tuple(bbox) if bbox else None, tuple(bendera or ()), mentah or "")
        for tabel_no, baris, kolom, halaman, line, bbox, bendera, mentah in found
    ]


def _values(con: duckdb.DuckDBPyConnection, doc_id: str) -> dict[tuple[float, ...], str]:
    """Box of a monthly cell (halaman, x0, top, x1, bottom) → the number made of it; without boxes that several numbers share."""
    found = con.execute(
        """SELECT halaman, bbox, any_value(nilai) FROM target_bulanan
           WHERE doc_id = $1 AND bbox IS NOT NULL AND nilai IS NOT NULL GROUP BY ALL HAVING count(*) = 1""",
        [doc_id],
    ).fetchall()
    return {(halaman, *bbox): _printed(nilai) for halaman, bbox, nilai in found}


def _value_of(cell: SelRow, values: dict[tuple[float, ...], str]) -> str | None:
    """The number made of the cell, None where it reads as printed."""
    value = values.get((cell.halaman or 0, *cell.bbox)) if cell.bbox else None
    return None if value == cell.mentah else value


def _bytes_of(doc_id: str, nama: str, file: str, data_dir: Path) -> bytes:
    """The document's bytes, from FILE or from where `run` found it, if they still are what was read."""
    places = data_dir / "log" / "berkas.json"
    known: dict[str, str] = json.loads(places.read_text(encoding="utf-8")) if places.is_file() else {}
    for path in (Path(file), Path(known.get(doc_id, ""))):
        if path.is_file():
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() == doc_id:
                return data
    raise CannotRun(f"Berkas {nama} tidak ada lagi di tempatnya atau isinya berubah sejak dibaca: jalankan `python pipeline.py run` lagi.")


def _print_lines(console: Console, lines: Sequence[str], line: int, nama: str) -> None:
    if line > len(lines):
        raise CannotRun(f"Berkas {nama} hanya mempunyai {len(lines)} baris.")
    for number in range(max(1, line - SEKITAR), min(len(lines), line + SEKITAR) + 1):
        mark = ">" if number == line else " "
        _say(console, f"{mark}{number:6} {lines[number - 1].replace(chr(9), ' ¦ ')}")


def _print_cells(console: Console, cells: Sequence[SelRow], values: dict[tuple[float, ...], str]) -> None:
    table = _table("letak", "tabel", "baris", "kolom", "mentah", "nilai", "bendera", right=range(1, 4))
    for cell in [cell for cell in cells if cell.mentah or cell.bendera]:
        place = _place(cell.halaman, cell.line)
        _add(table, place, cell.tabel_no, cell.baris, cell.kolom, cell.mentah, _value_of(cell, values), ", ".join(cell.bendera))
    console.print(table)


# ---- the warehouse, for reading


@contextmanager
def _warehouse(data_dir: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    path = data_dir / GUDANG
    if not path.is_file():
        raise CannotRun(f"Belum ada gudang data {path}: jalankan `python pipeline.py run` dulu, atau sebut foldernya dengan --data-dir.")
    with duckdb.connect(str(path), read_only=True) as con:
        yield con


def _review_counts(data_dir: Path) -> dict[str, int]:
    """doc_id → how many rows of v_perlu_tinjau are about it."""
    with _warehouse(data_dir) as con:
        return dict(con.sql("SELECT doc_id, count(*) FROM v_perlu_tinjau WHERE doc_id IS NOT NULL GROUP BY doc_id").fetchall())


def _find(con: duckdb.DuckDBPyConnection, file: str) -> tuple[str, str, str | None]:
    """(doc_id, nama_berkas, metode) of the document meant: a path, its name in the warehouse, or the name without folders."""
    found = con.sql("SELECT doc_id, nama_berkas, metode FROM dokumen ORDER BY nama_berkas").fetchall()
    wanted = unicodedata.normalize("NFC", file)
    names = [(row, unicodedata.normalize("NFC", row[1])) for row in found]
    matches = [row for row, name in names if name == wanted]
    if not matches and Path(file).is_file():
        doc_id = hashlib.sha256(Path(file).read_bytes()).hexdigest()
        matches = [row for row in found if row[0] == doc_id]
    matches = matches or [row for row, name in names if name.rpartition("/")[2] == wanted.replace("\\", "/").rpartition("/")[2]]
    if not matches:
        raise CannotRun(f"Berkas {file} tidak ada di gudang data: lihat nama-namanya dengan `python pipeline.py status`.")
    if len(matches) > 1:
        raise CannotRun(f"Nama {file} cocok dengan beberapa berkas, sebut salah satu: {', '.join(row[1] for row in matches)}.")
    return matches[0]


# ---- the screen


def _console() -> Console:
    console = Console(highlight=False, emoji=False, markup=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = 180  # a file or a pipe has no width; 80 columns would break every line
    return console


def _say(console: Console, *lines: str) -> None:
    for line in lines:
        console.print(Text(_plain(line)), soft_wrap=True)


def _table(*names: str, right: Sequence[int]) -> Table:
    table = Table(box=SIMPLE, pad_edge=False)
    for number, name in enumerate(names):
        table.add_column(name, justify="right" if number in right else "left", overflow="fold", no_wrap=number in right)
    return table


def _add(table: Table, *values: Any) -> None:
    """Values as text: no markup in them is understood. None is '–'."""
    table.add_row(*(Text(_plain(_printed(value))) for value in values))


def _printed(value: Any) -> str:
    """A number as Indonesians write it, without trailing zeros: Decimal('1234.500000') → '1.234,5'; None → '–'; years stay as they are."""
    if value is None:
        return "–"
    if not isinstance(value, Decimal):
        return str(value)
    text = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    return text.rstrip("0").rstrip(",") if "," in text else text


def _place(halaman: int | None, line: int | None) -> str:
    if halaman is not None:
        return f"hal. {halaman}"
    return f"baris {line}" if line is not None else "–"


def _plain(text: str) -> str:
    """Without control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in text)


if __name__ == "__main__":
    main()
