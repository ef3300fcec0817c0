"""The command `diff`: what the last run changed, by document, office and value."""

from pathlib import Path

import click

from warehouse.change_rows import NILAI
from warehouse.command_guard import Guard
from warehouse.contents import ChangeLine, changes, opened
from warehouse.language import told
from warehouse.ledger import runs_of
from warehouse.screen import add_row, console, place, quote, say, table
from warehouse.status_command import local_time


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `diff` under the program."""
    main.command()(prepared(diff))


@click.option("--semua", is_flag=True, help="Tampilkan semua nilai (bawaan: paling banyak 20 nilai tiap dokumen).")
def diff(semua: bool, data_dir: Path) -> None:
    """Menampilkan apa yang baru, hilang, dan berbeda pada run terakhir: tiap dokumen, kantor, dan nilai (tabel perubahan).

    \b
    Contoh:
      python pipeline.py diff
      python pipeline.py diff --semua
    """
    with opened(data_dir) as con:
        found = changes(con)
    screen = console()
    finished = [run for run in runs_of(data_dir) if "selesai" in run]
    if finished and not finished[-1]["dibangun"]:
        say(screen, f"Tidak ada yang berubah pada run terakhir ({local_time(str(finished[-1]['mulai']))}).")
        last = next((run for run in reversed(finished) if run["dibangun"]), None)
        if last:
            say(screen, f"Perubahan sebelumnya, pada run {local_time(str(last['mulai']))}:" if found else "")
    if not found:
        say(screen, "Tidak ada dokumen atau nilai yang berubah.")
        return
    made = table("dokumen", "kantor", "tahun", "perubahan", *NILAI, right=(2, 4, 5, 6))
    for nama in dict.fromkeys(row.nama_berkas for row in found):
        rows = [row for row in found if row.nama_berkas == nama]
        whole = [row.perubahan for row in rows if row.perubahan not in NILAI]
        add_row(
            made,
            nama,
            rows[0].upt_id,
            rows[0].tahun,
            ", ".join(map(told, whole)) or told("nilai"),
            *(sum(r.perubahan == word for r in rows) for word in NILAI),
        )
    screen.print(made)
    for nama in dict.fromkeys(row.nama_berkas for row in found if row.perubahan in NILAI):
        _print_values(nama, [row for row in found if row.nama_berkas == nama and row.perubahan in NILAI], None if semua else 20)


def _print_values(nama: str, rows: list[ChangeLine], most: int | None) -> None:
    screen = console()
    quote(screen, f"{nama}:")
    made = table("letak", "tabel", "indikator", "butir", "kolom", "lama", "baru", right=(5, 6))
    for row in rows[:most]:
        add_row(made, place(row.halaman, row.line), row.tabel, row.indikator, row.butir, row.kolom, row.lama, row.baru)
    screen.print(made)
    if most is not None and len(rows) > most:
        say(screen, f"dan {len(rows) - most} nilai lagi: `python pipeline.py diff --semua`, atau tabel perubahan di gudang data.")
