"""The command `diff`: what the last run changed, by document, office and value."""

from datetime import UTC, datetime
from pathlib import Path

import click

from warehouse.commands.as_json import AS_JSON, of_diff, print_json
from warehouse.commands.command_guard import Guard
from warehouse.database.contents import ChangeLine, changes, history, opened
from warehouse.screen.language import told
from warehouse.screen.local_time import local_time
from warehouse.screen.screen import add_row, console, place, quote, say, table
from warehouse.store.change_rows import NILAI, TAK_BANDING
from warehouse.store.ledger import runs_of


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `diff` under the program."""
    main.command()(prepared(diff))


@click.option("--all", "semua", is_flag=True, help="Tampilkan semua nilai (bawaan: paling banyak 20 nilai tiap dokumen).")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]),
    metavar="WAKTU",
    help="Semua run sejak tanggal atau waktu ini (jam komputer ini), dari tabel riwayat.",
)
@AS_JSON
def diff(semua: bool, since: datetime | None, as_json: bool, data_dir: Path) -> None:
    """Menampilkan apa yang baru, hilang, dan berbeda pada run terakhir: tiap dokumen, kantor, dan nilai (tabel perubahan).

    \b
    Contoh:
      python pipeline.py diff
      python pipeline.py diff --all
      python pipeline.py diff --since 2026-01-31
      python pipeline.py diff --json
    """
    if as_json:
        _give_json(data_dir, since)
        return
    most = None if semua else 20
    if since is not None:
        _print_history(data_dir, since, most)
        return
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
    _print_changes(found, most)


def _give_json(data_dir: Path, since: datetime | None) -> None:
    """The run that made the database, or all since then."""
    with opened(data_dir) as con:
        if since is not None:
            runs = history(con, _utc(since))
        else:
            made = [run for run in runs_of(data_dir) if run.get("dibangun")]
            runs = {datetime.fromisoformat(str(run["mulai"])): changes(con) for run in made[-1:]}
    print_json("diff", data_dir, **of_diff(runs))


def _utc(local: datetime) -> datetime:
    return local.astimezone(UTC).replace(tzinfo=None)


def _print_history(data_dir: Path, since: datetime, most: int | None) -> None:
    """The runs since then, the oldest first."""
    with opened(data_dir) as con:
        runs = history(con, _utc(since))
    screen = console()
    for run, found in runs.items():
        say(screen, f"Perubahan pada run {local_time(run.isoformat())}:")
        _print_changes(found, most)
    if not runs:
        say(screen, "Tidak ada dokumen atau nilai yang berubah.")


def _print_changes(found: list[ChangeLine], most: int | None) -> None:
    """most: values of a document that are shown; None: all."""
    _print_documents([row for row in found if row.nama_berkas is not None])
    for row in found:
        if row.perubahan == TAK_BANDING:
            say(console(), f"{_of_what(row)} tidak dapat dibandingkan, isinya mungkin berubah: {row.sebab}.")
    for nama in dict.fromkeys(row.nama_berkas for row in found if row.perubahan in NILAI):
        _print_values(str(nama), [row for row in found if row.nama_berkas == nama and row.perubahan in NILAI], most)


def _of_what(row: ChangeLine) -> str:
    if row.tabel is None:
        return "Gudang data"
    return f"Kolom {row.tabel}.{row.kolom}" if row.kolom else f"Tabel {row.tabel}"


def _print_documents(found: list[ChangeLine]) -> None:
    if not found:
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
            *(_how_many(rows, word) for word in NILAI),
        )
    console().print(made)


def _how_many(rows: list[ChangeLine], word: str) -> int:
    """The values of one kind: each has its row, but of a document that is new or gone only their number is kept."""
    whole = {"nilai baru": "baru", "nilai hilang": "hilang"}.get(word)
    return sum(row.perubahan == word for row in rows) + sum(row.jumlah or 0 for row in rows if row.perubahan == whole)


def _print_values(nama: str, rows: list[ChangeLine], most: int | None) -> None:
    screen = console()
    quote(screen, f"{nama}:")
    made = table("letak", "tabel", "indikator", "butir", "kolom", "lama", "baru", right=())
    for row in rows[:most]:
        add_row(made, place(row.halaman, row.line), row.tabel, row.indikator, row.butir, row.kolom, row.lama, row.baru)
    screen.print(made)
    if most is not None and len(rows) > most:
        say(screen, f"dan {len(rows) - most} nilai lagi: `python pipeline.py diff --all`, atau tabel perubahan di gudang data.")
