"""The command `show`: a page with its cells as read, the lines of a dump, or the place of one row."""

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from extract.cells import Document, Metode
from extract.inbox.listing import decode, safe_name
from extract.message import message
from extract.pdf.pictures import DrawnCell, draw_cells, draw_readings, page_picture
from extract.pdf.read_pdf import READERS, page_by
from warehouse.commands.command_guard import Guard
from warehouse.database.contents import (
    MonthValues,
    SelLine,
    StoredDocument,
    bytes_of,
    cells_of_lines,
    cells_of_page,
    find_document,
    opened,
)
from warehouse.review.page_crops import Pages
from warehouse.review.page_places import place_of_row, place_of_target
from warehouse.screen.screen import add_row, console, give, place, quote, say, table
from warehouse.store.errors import NameUnknown

ALL = "all"
"""Of --reader: each of them."""
SEKITAR = 5
"""Lines that `show` prints before and after the line asked for."""


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `show` under the program."""
    main.command()(prepared(show))


@click.argument("file", required=False)
@click.argument("page", type=click.IntRange(min=1), required=False)
@click.option("--target-id", metavar="ID", help="Alih-alih FILE dan PAGE: baris target ini, halamannya dipotong di sekitarnya.")
@click.option("--baris", type=click.IntRange(min=1), metavar="N", help="Alih-alih PAGE: baris N dari FILE (kolom baris tabel mana pun).")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="PNG", help="Berkas gambar (bawaan: DIR/show/NAMA-PAGE.png)."
)
@click.option(
    "--reader",
    type=click.Choice([*READERS, ALL]),
    multiple=True,
    help="Baca ulang halamannya dengan pembaca ini dan gambar berdampingan; boleh diulang (bawaan: seperti tersimpan di gudang data).",
)
def show(
    file: str | None,
    page: int | None,
    target_id: str | None,
    baris: int | None,
    out: Path | None,
    reader: tuple[str, ...],
    data_dir: Path,
) -> None:
    """Menggambar halaman PAGE dengan sel yang terbaca; untuk dump teks, PAGE adalah nomor baris dan hasilnya ditampilkan di layar.

    FILE: nama berkas di gudang data, doc_id, atau jalur ke berkasnya. Kotak merah: baris yang ditandai (disimpulkan atau diperbaiki).

    \b
    Contoh:
      python pipeline.py show rapk_2025.pdf 3
      python pipeline.py show samples/inbox/rapk_2025.pdf 3 --out halaman3.png
      python pipeline.py show rapk_2025.pdf 3 --reader all
      python pipeline.py show dump.txt 120
      python pipeline.py show --target-id 0123456789abcdef-1-7
      python pipeline.py show lakip_2024.pdf --baris 120
    """
    if page is None and not reader and (target_id is None, file is None, baris is None) in ((False, True, True), (True, False, False)):
        _show_row(target_id, file, baris, out, data_dir)
        return
    if file is None or page is None or target_id is not None or baris is not None:
        raise NameUnknown(message("sebut_berkas_dan_halaman"))
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
        raise NameUnknown(message("halaman_tak_ada", nama=document.nama_berkas, halaman=page)) from e
    out = out or data_dir / "show" / f"{safe_name(document.nama_berkas)}-{page}.png"
    out.parent.mkdir(parents=True, exist_ok=True)
    if reader:
        readings = _readings(data, document.nama_berkas, page, READERS if ALL in reader else reader)
        draw_readings(picture, readings, scale).save(out, format="PNG")
        for name, read in readings:
            say(screen, message("pembaca_sel", pembaca=name, sel=len(read), berisi=sum(bool(cell.mentah) for cell in read)))
        give(out)
        return
    drawn = [DrawnCell(cell.bbox, cell.tabel_no, cell.mentah, bool(cell.bendera), values.of(cell)) for cell in cells if cell.bbox]
    draw_cells(picture, drawn, scale).save(out, format="PNG")
    _print_cells(screen, cells, values)
    say(screen, message("halaman_digambar", nama=document.nama_berkas, halaman=page, sel=len(cells)))
    give(out)


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
            found.append((name, [DrawnCell(as_shown(cell.bbox), no, cell.text, bool(row.bendera)) for no, row, cell in cells if cell.bbox]))
    return found


def _print_lines(screen: Console, lines: Sequence[str], line: int, nama: str) -> None:
    if line > len(lines):
        raise NameUnknown(message("baris_berkas_kurang", nama=nama, jumlah=len(lines)))
    for number in range(max(1, line - SEKITAR), min(len(lines), line + SEKITAR) + 1):
        mark = ">" if number == line else " "
        quote(screen, f"{mark}{number:6} {lines[number - 1].replace(chr(9), ' ¦ ')}")


def _print_cells(screen: Console, cells: Sequence[SelLine], values: MonthValues) -> None:
    made = table("letak", "tabel", "baris", "kolom", "mentah", "nilai", "bendera", right=range(1, 4))
    for cell in [cell for cell in cells if cell.mentah or cell.bendera]:
        letak = place(cell.halaman, cell.line)
        add_row(made, letak, cell.tabel_no, cell.baris, cell.kolom, cell.mentah, values.of(cell), ", ".join(cell.bendera))
    screen.print(made)


def _show_row(target_id: str | None, file: str | None, baris: int | None, out: Path | None, data_dir: Path) -> None:
    """A row by its target_id, or by file and baris."""
    with opened(data_dir) as con:
        if target_id is not None:
            found, name = place_of_target(con, target_id), target_id
        else:
            document = find_document(con, file or "")
            found, name = place_of_row(con, document, baris or 0), f"{document.nama_berkas}-baris-{baris}"
        if found.halaman is None:
            cells = cells_of_lines(con, found.doc_id, found.line or 1, found.line or 1)
        else:
            cells = [cell for cell in cells_of_page(con, found.doc_id, found.halaman) if cell.baris == found.baris]
        values = MonthValues(con, found.doc_id)
    screen = console()
    pages = Pages(data_dir, scale=2)
    picture = pages.picture(found)
    if picture is None and not pages.lines(found):
        bytes_of(StoredDocument(found.doc_id, found.nama_berkas, None), "", data_dir)  # says why there is nothing to show
    for number, text in pages.lines(found):
        quote(screen, f"{'>' if number == found.line else ' '}{number:6} {text}")
    _print_cells(screen, cells, values)
    quote(screen, f"{target_id or place(None, found.baris)}: {found.nama_berkas}, {place(found.halaman, found.line)}.")
    if picture is not None:
        out = out or data_dir / "show" / f"{safe_name(name)}.png"
        out.parent.mkdir(parents=True, exist_ok=True)
        picture.save(out, format="PNG")
        give(out)
