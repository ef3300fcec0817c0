"""The command `check`: the arithmetic checks that fail or cannot be proved."""

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import click

from extract.message import message
from warehouse.commands.as_json import AS_JSON, of_check, print_json
from warehouse.commands.command_guard import Guard, only_prints
from warehouse.database.contents import CheckLine, checks, find_document, opened
from warehouse.screen.kept import told_kept
from warehouse.screen.noted_rows import NotedRows
from warehouse.screen.screen import console, place, say


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `check` under the program."""
    main.command()(prepared(check))


@only_prints
@click.argument("file", required=False)
@click.option("--all", "semua", is_flag=True, help="Tampilkan juga pemeriksaan yang lolos.")
@AS_JSON
def check(file: str | None, semua: bool, as_json: bool, data_dir: Path) -> None:
    """Menampilkan pemeriksaan hitungan yang gagal dan yang tak terbukti, terburuk dulu; FILE membatasi ke satu dokumen.

    \b
    Kode keluar: 0 tidak ada yang gagal, 1 ada yang gagal, 2 tidak dapat dijalankan.
    \b
    Contoh:
      python pipeline.py check
      python pipeline.py check rapk_2025.pdf
      python pipeline.py check --all
      python pipeline.py check --json
    """
    with opened(data_dir) as con:
        found = checks(con, find_document(con, file).doc_id if file else None)
        if as_json:
            told = of_check(found, semua)
            print_json("check", data_dir, **told)
            failed = told["jumlah"]["gagal"]
        else:
            failed = _print_checks(found, semua)
    if failed:
        sys.exit(1)


def _print_checks(found: Iterable[CheckLine], semua: bool) -> int:
    """By document; semua: those that hold too. How many fail."""
    screen = console()
    all_failed, any_found = 0, False
    for nama, several in groupby(found, lambda row: row.nama_berkas):
        rows = list(several)
        any_found = True
        failed, unproved, held = (sum(row.status == word for row in rows) for word in ("gagal", "tak_terbukti", "lolos"))
        all_failed += failed
        say(screen, message("hasil_pemeriksaan", nama=nama, gagal=failed, tak_terbukti=unproved, lolos=held))
        made = NotedRows(("aturan", "status", "letak", "harapan", "terbaca", "selisih"), range(3, 6))
        for row in rows:
            if semua or row.status != "lolos":
                amounts = (row.harapan, row.terbaca, row.selisih)
                note = told_kept(row.penjelasan, [row.kode], [row.isi])
                made.add(row.aturan, row.status, place(row.halaman, row.line), *amounts, note=note)
        made.print(screen)
    if not any_found:
        say(screen, "Tidak ada pemeriksaan untuk ditampilkan.")
    return all_failed
