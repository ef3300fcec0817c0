"""The one entry: wires reading, meaning and storing, and catches what one document can break."""

import hashlib
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click
import duckdb
from rich.console import Console

from extract.cells import Document, Metode
from extract.inbox import decode, safe_name
from extract.pictures import DrawnCell, draw_cells, draw_readings, page_picture
from extract.read_pdf import READERS, page_by
from normalize.errors import RegistryError
from warehouse.contents import (
    MonthValues,
    SelLine,
    bytes_of,
    cells_of_lines,
    cells_of_page,
    checks,
    find_document,
    opened,
)
from warehouse.diff_command import register as register_diff
from warehouse.doctor_command import register as register_doctor
from warehouse.errors import WarehouseError
from warehouse.export import export as export_tables
from warehouse.review_command import register as register_review
from warehouse.run_command import register as register_run
from warehouse.screen import add_row, console, place, plain, say, table
from warehouse.status_command import register as register_status
from warehouse.watch_command import register as register_watch

SEKITAR = 5
"""Lines that `show` prints before and after the line asked for."""


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


# ---- check, export


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
    with opened(data_dir):
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
@click.option(
    "--pembaca",
    type=click.Choice([*READERS, "semua"]),
    multiple=True,
    help="Baca ulang halamannya dengan pembaca ini dan gambar berdampingan; boleh diulang (bawaan: seperti tersimpan di gudang data).",
)
def show(file: str, page: int, out: Path | None, pembaca: tuple[str, ...], data_dir: Path) -> None:
    """Menggambar halaman PAGE dengan sel yang terbaca; untuk dump teks, PAGE adalah nomor baris dan hasilnya ditampilkan di layar.

    FILE: nama berkas di gudang data, atau jalur ke berkasnya. Kotak merah: baris yang ditandai (disimpulkan atau diperbaiki).

    \b
    Contoh:
      python pipeline.py show rapk_2025.pdf 3
      python pipeline.py show samples/inbox/rapk_2025.pdf 3 --out halaman3.png
      python pipeline.py show rapk_2025.pdf 3 --pembaca semua
      python pipeline.py show dump.txt 120
    """
    with opened(data_dir) as con:
        document = find_document(con, file)
        is_text = document.metode == Metode.TEKS
        doc_id = document.doc_id
        cells = cells_of_lines(con, doc_id, page - SEKITAR, page + SEKITAR) if is_text else cells_of_page(con, doc_id, page)
        values = MonthValues(con, doc_id)
    data = bytes_of(document, file, data_dir)
    screen = console()
    if is_text:
        _print_lines(screen, decode(data).splitlines(), page, document.nama_berkas)
        _print_cells(screen, cells, values)
        return
    try:
        picture, scale = page_picture(data, page)
    except IndexError as e:
        raise CannotRun(f"Berkas {document.nama_berkas} tidak mempunyai halaman {page}.") from e
    out = out or data_dir / "show" / f"{safe_name(document.nama_berkas)}-{page}.png"
    out.parent.mkdir(parents=True, exist_ok=True)
    if pembaca:
        readings = _readings(data, document.nama_berkas, page, READERS if "semua" in pembaca else pembaca)
        draw_readings(picture, readings, scale).save(out, format="PNG")
        for name, read in readings:
            say(screen, f"{name}: {len(read)} sel, {sum(bool(cell.mentah) for cell in read)} berisi.")
        click.echo(str(out))
        return
    drawn = [DrawnCell(cell.bbox, cell.tabel_no, cell.mentah, bool(cell.bendera), values.of(cell)) for cell in cells if cell.bbox]
    draw_cells(picture, drawn, scale).save(out, format="PNG")
    _print_cells(screen, cells, values)
    say(screen, f"{document.nama_berkas}, halaman {page}: {len(cells)} sel. Kiri seperti tercetak, kanan seperti dibaca.")
    click.echo(str(out))


def _readings(data: bytes, nama: str, page: int, names: Sequence[str]) -> list[tuple[str, list[DrawnCell]]]:
    """The page's cells by each of these readers, read anew."""
    found: list[tuple[str, list[DrawnCell]]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "halaman.pdf"
        path.write_bytes(data)
        document = Document(hashlib.sha256(data).hexdigest(), path, nama, Metode.PDF)
        for name in dict.fromkeys(names):
            read = page_by(document, page, name)
            blocks = enumerate(read.blocks if read else (), 1)
            cells = [(no, row, cell) for no, block in blocks for row in block.rows for cell in row.cells if cell.bbox]
            as_shown = read.turn.as_shown if read and read.turn else lambda box: box
            drawn = [
                DrawnCell(as_shown(cell.bbox), no, cell.text, bool(row.bendera), rentang=(cell.span, cell.rowspan))
                for no, row, cell in cells
                if cell.bbox
            ]
            found.append((name, drawn))
    return found


def _print_lines(screen: Console, lines: Sequence[str], line: int, nama: str) -> None:
    if line > len(lines):
        raise CannotRun(f"Berkas {nama} hanya mempunyai {len(lines)} baris.")
    for number in range(max(1, line - SEKITAR), min(len(lines), line + SEKITAR) + 1):
        mark = ">" if number == line else " "
        say(screen, f"{mark}{number:6} {lines[number - 1].replace(chr(9), ' ¦ ')}")


def _print_cells(screen: Console, cells: Sequence[SelLine], values: MonthValues) -> None:
    made = table("letak", "tabel", "baris", "kolom", "mentah", "nilai", "bendera", right=range(1, 4))
    for cell in [cell for cell in cells if cell.mentah or cell.bendera]:
        letak = place(cell.halaman, cell.line)
        add_row(made, letak, cell.tabel_no, cell.baris, cell.kolom, cell.mentah, values.of(cell), ", ".join(cell.bendera))
    screen.print(made)


for register in (register_run, register_status, register_diff, register_watch, register_doctor, register_review):
    register(main, prepared)


if __name__ == "__main__":
    main()
