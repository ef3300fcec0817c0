"""The command `status`: the documents of the warehouse, and the runs that made it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from extract.message import message
from warehouse.commands.as_json import AS_JSON, of_status, print_json
from warehouse.commands.command_guard import Guard, only_prints
from warehouse.database.contents import documents, opened
from warehouse.run.versions import program_versions
from warehouse.screen.kept import told_kept
from warehouse.screen.language import told
from warehouse.screen.local_time import local_time, zone
from warehouse.screen.noted_rows import NotedRows, several
from warehouse.screen.screen import console, printed, say
from warehouse.store.ledger import Entry, Ledger, runs_of
from warehouse.store.run_lock import run_in_progress

SHOWN_RUNS = 10


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `status` under the program."""
    main.command()(prepared(status))


@only_prints
@AS_JSON
def status(as_json: bool, data_dir: Path) -> None:
    """Menampilkan dokumen di gudang data (status, pesan, yang perlu ditinjau, kapan dan mengapa dibaca) dan run terakhir.

    \b
    Contoh:
      python pipeline.py status
      python pipeline.py status --data-dir /gudang
      python pipeline.py status --json
    """
    with opened(data_dir) as con:
        found = documents(con)
    ledger, runs = Ledger(data_dir), runs_of(data_dir)
    if as_json:
        print_json("status", data_dir, **of_status(found, ledger, runs[-SHOWN_RUNS:]))
        return
    read = {entry.nama_berkas: entry for entry in ledger.entries.values()}
    made = NotedRows(("berkas", "status", "jenis", "kantor", "tahun", "indikator", "baris RO", "cek gagal", "tinjau"), range(4, 9))
    for row in found:
        numbers = (row.indikator, row.baris_ro, row.gagal, row.tinjau)
        when = _read_when(read.get(row.nama_berkas))
        note = " ".join(text for text in (when, told_kept(row.pesan, row.kode, row.isi)) if text)
        made.add(row.nama_berkas, row.status, row.jenis, row.kantor, row.tahun, *numbers, note=note)
    screen = console()
    made.print(screen)
    whole, asked, failed = (sum(row.status == word for row in found) for word in ("lengkap", "perlu_tinjau", "gagal"))
    say(screen, message("ringkasan_dokumen", jumlah=len(found), lengkap=whole, tinjau=asked, gagal=failed))
    say(screen, *(message("isi_sama", nama=nama, lain=other) for nama, other in ledger.copies()))
    if runs:
        going = run_in_progress(data_dir)
        made = NotedRows(("run mulai", "detik", "dibaca", "tetap", "ditolak", "ditunda"), range(1, 6))
        for run in runs[-SHOWN_RUNS:]:
            *cells, why = _run_line(run, going if run is runs[-1] else False)
            made.add(*cells, note=why)
        made.print(screen)
    versions = program_versions()
    baca = ", ".join(f"{name or told('lainnya')} {digest}" for name, digest in versions.baca.items())
    say(screen, message("run_tercatat", run=len(runs), berkas=len(ledger.files), baca=baca, makna=versions.makna))
    say(screen, message("jam_komputer", zona=zone()))


def _read_when(entry: Entry | None) -> str | None:
    return told(message("dibaca_pada", waktu=local_time(entry.diproses_pada), sebab=told(entry.sebab))) if entry else None


def _run_line(run: Mapping[str, Any], going: bool | None) -> tuple[Any, ...]:
    mulai = local_time(str(run["mulai"]))
    if "selesai" not in run:
        state = {True: "sedang berjalan", None: "belum selesai: sedang berjalan atau terputus"}.get(
            going, "terputus; yang belum selesai dibaca run berikutnya"
        )
        return (mulai, None, None, None, None, None, told(state))
    reasons = [f"{count} {told(sebab)}" for sebab, count in run["sebab"].items()]
    gone = [told(message("run_keluar", nama=several(run["keluar"])))] if run["keluar"] else []
    numbers = (printed(round(run["detik"], 1)).replace(".", ","), run["dibaca"], run["tetap"], run["ditolak"], run["ditunda"])
    return (mulai, *numbers, "; ".join(reasons + gone) or told("tidak ada yang berubah"))
