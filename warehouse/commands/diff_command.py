"""The command `diff`: what the last run changed, by document, office and value."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from extract.message import Message, message
from warehouse.commands.as_json import AS_JSON, of_diff, of_runs, print_json
from warehouse.commands.command_guard import Guard, only_prints
from warehouse.database.contents import ChangeLine, changes, history, opened
from warehouse.screen.language import told
from warehouse.screen.local_time import local_time
from warehouse.screen.screen import add_row, console, place, quote, say, table
from warehouse.store.change_rows import NILAI, TAK_BANDING
from warehouse.store.ledger import runs_of


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `diff` under the program."""
    main.command()(prepared(diff))


class Since(click.DateTime):
    """A day or time of this computer's clock, or one of the words for a day."""

    DAYS_AGO: Mapping[str, int] = {"hari ini": 0, "today": 0, "kemarin": 1, "yesterday": 1}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        days = self.DAYS_AGO.get(" ".join(str(value).lower().split()))
        if days is None:
            return super().convert(value, param, ctx)
        return datetime.now().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)


@only_prints
@click.option("--all", "semua", is_flag=True, help="Tampilkan semua nilai (bawaan: paling banyak 20 nilai tiap dokumen).")
@click.option(
    "--since",
    type=Since(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]),
    metavar="WAKTU",
    help="Semua run sejak tanggal atau waktu ini (jam komputer ini; juga: kemarin, hari ini), dari tabel riwayat.",
)
@click.option("--runs", "daftar", is_flag=True, help="Hanya daftar run yang mengubah sesuatu, dengan banyaknya perubahan.")
@AS_JSON
def diff(semua: bool, since: datetime | None, daftar: bool, as_json: bool, data_dir: Path) -> None:
    """Menampilkan apa yang baru, hilang, dan berbeda pada run terakhir: tiap dokumen, kantor, dan nilai (tabel perubahan).

    \b
    Contoh:
      python pipeline.py diff
      python pipeline.py diff --all
      python pipeline.py diff --since 2026-01-31
      python pipeline.py diff --since kemarin
      python pipeline.py diff --runs
      python pipeline.py diff --json
    """
    if daftar:
        since = since or datetime(1970, 1, 2)
    if as_json:
        _give_json(data_dir, since, daftar)
        return
    most = None if semua else 20
    if since is not None:
        _print_history(data_dir, since, most, daftar)
        return
    with opened(data_dir) as con:
        found = changes(con)
    screen = console()
    finished = [run for run in runs_of(data_dir) if "selesai" in run]
    if finished and not finished[-1]["dibangun"]:
        say(screen, message("run_terakhir_tetap", waktu=local_time(str(finished[-1]["mulai"]))))
        last = next((run for run in reversed(finished) if run["dibangun"]), None)
        if last:
            say(screen, message("perubahan_sebelumnya", waktu=local_time(str(last["mulai"]))) if found else "")
    if not found:
        say(screen, "Tidak ada dokumen atau nilai yang berubah.")
        return
    _print_changes(found, most)


def _give_json(data_dir: Path, since: datetime | None, daftar: bool) -> None:
    """The run that made the database, or all since then."""
    with opened(data_dir) as con:
        if since is not None:
            runs = history(con, _utc(since))
        else:
            made = [run for run in runs_of(data_dir) if run.get("dibangun")]
            runs = {datetime.fromisoformat(str(run["mulai"])): changes(con) for run in made[-1:]}
    print_json("diff", data_dir, **(of_runs({run: _counted(found) for run, found in runs.items()}) if daftar else of_diff(runs)))


def _utc(local: datetime) -> datetime:
    return local.astimezone(UTC).replace(tzinfo=None)


def _print_history(data_dir: Path, since: datetime, most: int | None, daftar: bool) -> None:
    """The runs since then, the oldest first. daftar: each in one line."""
    with opened(data_dir) as con:
        runs = history(con, _utc(since))
    screen = console()
    if daftar and runs:
        made = table("run", "dokumen", *NILAI, right=(1, 2, 3, 4))
        for run, found in runs.items():
            add_row(made, local_time(run.isoformat()), *_counted(found).values())
        screen.print(made)
        return
    for run, found in runs.items():
        say(screen, message("perubahan_run", waktu=local_time(run.isoformat())))
        _print_changes(found, most)
    if not runs:
        say(screen, "Tidak ada dokumen atau nilai yang berubah.")


def _print_changes(found: list[ChangeLine], most: int | None) -> None:
    """most: values of a document that are shown; None: all."""
    _print_documents([row for row in found if row.nama_berkas is not None])
    for row in found:
        if row.perubahan == TAK_BANDING:
            say(console(), message("tak_dibandingkan", apa=_of_what(row), sebab=_told_cause(row.sebab or "")))
    for nama in dict.fromkeys(row.nama_berkas for row in found if row.perubahan in NILAI):
        _print_values(str(nama), [row for row in found if row.nama_berkas == nama and row.perubahan in NILAI], most)


def _of_what(row: ChangeLine) -> Message:
    if row.tabel is None:
        return message("yang_gudang")
    return message("yang_kolom", tabel=row.tabel, kolom=row.kolom) if row.kolom else message("yang_tabel", tabel=row.tabel)


def _told_cause(sebab: str) -> str:
    """Why something cannot be compared, as `changes` keeps it: a label, and in brackets behind it what DuckDB said."""
    cause, bracket, detail = sebab.partition(" (")
    return f"{told(cause)}{bracket}{detail}"


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


def _counted(found: list[ChangeLine]) -> dict[str, int | None]:
    """A run's documents that changed, and its values of each kind."""
    documents = {row.nama_berkas for row in found if row.nama_berkas is not None}
    return {"dokumen": len(documents), **{word: _how_many(found, word) for word in NILAI}}


def _how_many(rows: list[ChangeLine], word: str) -> int | None:
    """The values of one kind: each has its row, but of a document that is new or gone only their number is kept; None where a run of an
    older version did not keep it."""
    whole = {"nilai baru": "baru", "nilai hilang": "hilang"}.get(word)
    documents = [row for row in rows if row.perubahan == whole]
    if any(row.jumlah is None for row in documents):
        return None
    return sum(row.perubahan == word for row in rows) + sum(row.jumlah or 0 for row in documents)


def _print_values(nama: str, rows: list[ChangeLine], most: int | None) -> None:
    screen = console()
    quote(screen, f"{nama}:")
    made = table("letak", "tabel", "indikator", "butir", "kolom", "lama", "baru", right=())
    for row in rows[:most]:
        add_row(made, place(row.halaman, row.line), row.tabel, row.indikator, row.butir, row.kolom, row.lama, row.baru)
    screen.print(made)
    if most is not None and len(rows) > most:
        say(screen, message("nilai_lagi", jumlah=len(rows) - most))
