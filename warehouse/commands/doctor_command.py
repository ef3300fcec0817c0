"""The command `doctor`: is this machine ready for a run, and what to do where it is not."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import click
import duckdb
import psutil
from packaging.requirements import Requirement

from extract.message import Message, message
from extract.ocr.installed import first_engine_there, second_engine_data
from extract.scans import PASANG
from extract.task_limits import Limits
from extract.worker_processes import WorkerProcesses
from normalize.decisions.registry_files import load_knowledge
from normalize.decisions.temuan_tinjauan import read_findings
from normalize.errors import RegistryError
from warehouse.commands.command_guard import Guard
from warehouse.commands.run_command import INBOX, check_folders
from warehouse.database.settings import DATABASE, WAITING
from warehouse.run.running import undecided
from warehouse.screen.language import told
from warehouse.screen.screen import console, quote, say
from warehouse.store.errors import WarehouseError
from warehouse.store.ledger import Ledger
from warehouse.store.run_lock import run_in_progress

LEAST_FREE = 1024**3
"""Bytes on the data folder's disk below which a run is at risk."""
LEAST_MEMORY = 1024**3

Finding = tuple[bool, str | Message]


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `doctor` under the program."""
    main.command()(prepared(doctor))


@INBOX
def doctor(inbox: Path | None, data_dir: Path) -> None:
    """Memeriksa pemasangan, ruang disk, hak atas INBOX dan folder data, registri, berkas tinjauan, dan gudang data.

    \b
    Kode keluar: 0 semua baik, 1 ada yang perlu diperbaiki.
    \b
    Contoh:
      python pipeline.py doctor
      python pipeline.py doctor /dokumen/2025 --data-dir /gudang
    """
    screen = console()
    good = True
    for part in (_program(), _pictures(), _workers(), _inbox(inbox, data_dir), _data(data_dir), _review(data_dir), _database(data_dir)):
        for fine, text in part:
            good &= fine
            quote(screen, f"{told('baik' if fine else 'KURANG'):6}  {told(text)}")
    say(screen, "Siap dijalankan." if good else "Perbaiki yang bertanda KURANG, lalu jalankan `python pipeline.py doctor` lagi.")
    if not good:
        sys.exit(1)


def _program() -> Iterator[Finding]:
    yield sys.version_info >= (3, 11), message("doctor_python", versi=sys.version.split()[0])
    try:
        needed = [Requirement(text) for text in requires("rapk") or ()]
    except PackageNotFoundError:
        yield False, "Program belum dipasang: jalankan `python -m pip install -c constraints.txt -e .` di foldernya."
        return
    for item in needed:
        if item.marker is None or item.marker.evaluate({"extra": ""}):
            try:
                version(item.name)
            except PackageNotFoundError:
                yield False, message("doctor_paket_kurang", nama=item.name)
    yield True, message("doctor_paket", versi=version("rapk"), jumlah=len(needed))


def _pictures() -> Iterator[Finding]:
    """Scans are read with the extra only; without it the rest works, so that nothing is amiss."""
    if not first_engine_there():
        yield True, message("doctor_pindai_tidak", anjuran=PASANG)
    elif second_engine_data() is None:
        yield (
            False,
            "Pembaca hasil pindai kedua (Tesseract) tidak menemukan data bahasa eng, jadi setiap angka hasil pindai harus diperiksa: "
            "pasang paket tesseract-ocr dari sistem, atau sebut foldernya dengan TESSDATA_PREFIX.",
        )
    else:
        yield True, "Hasil pindai dibaca oleh dua pembaca."


def _workers() -> Iterator[Finding]:
    """A worker is started and answers."""
    memory = psutil.virtual_memory()
    free, whole = memory.available // 2**20, memory.total // 2**20
    yield memory.available > LEAST_MEMORY, message("doctor_memori", bebas=free, semua=whole, inti=os.cpu_count())
    with WorkerProcesses(1, Limits(60, 1500), "warehouse.run.one_document") as executor:
        try:
            number = executor.submit(os.getpid).result()
        except Exception as error:
            yield False, message("doctor_pekerja_gagal", sebab=error)
        else:
            yield number != os.getpid(), "Proses pekerja berjalan."


def _inbox(given: Path | None, data_dir: Path) -> Iterator[Finding]:
    inbox = given or data_dir / "inbox"
    if given is None and not inbox.exists() and not Ledger(data_dir).files:
        yield True, message("doctor_inbox_belum", inbox=inbox)
        return
    try:
        check_folders(inbox, data_dir)
        names = os.listdir(inbox)  # noqa: PTH208
    except WarehouseError as error:
        yield False, error.alasan
        return
    except OSError as error:
        yield False, message("doctor_inbox_tertutup", inbox=inbox, sebab=error.strerror)
        return
    closed = [name for name in names if not os.access(inbox / name, os.R_OK)]
    known = len(Ledger(data_dir).files)
    if closed:
        yield False, message("doctor_inbox_sebagian", inbox=inbox, jumlah=len(names), nama=tuple(closed[:5]))
    else:
        yield True, message("doctor_inbox", inbox=inbox, jumlah=len(names))
    if not names and known:
        yield False, message("doctor_inbox_kosong", jumlah=known)


def _data(data_dir: Path) -> Iterator[Finding]:
    place = next(path for path in (data_dir.resolve(), *data_dir.resolve().parents) if path.exists())
    free = shutil.disk_usage(place).free
    yield free > LEAST_FREE, message("doctor_ruang", tempat=place, jumlah=free // 2**20)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        yield False, message("doctor_data_tertutup", tempat=place, sebab=error.strerror)
    if run_in_progress(data_dir):
        yield True, "Sebuah run sedang berjalan di folder data ini."


def _review(data_dir: Path) -> Iterator[Finding]:
    try:
        knowledge = load_knowledge(data_dir / "review")
        read_findings(data_dir / "review")
    except RegistryError as error:
        yield False, message("registri_salah", sebab=error.alasan)
    else:
        yield True, message("doctor_registri", kantor=len(knowledge.dim_upt), indikator=len(knowledge.registry.indikator))
        ledger = Ledger(data_dir)
        if ledger.files:
            known = {*ledger.files, *ledger.entries, *(entry.nama_berkas for entry in ledger.entries.values())}
            yield from ((False, undecided(key)) for key in knowledge.unknown_documents(known))


def _database(data_dir: Path) -> Iterator[Finding]:
    path = data_dir / DATABASE
    if (data_dir / WAITING).exists():
        yield False, message("doctor_gudang_menunggu", baru=data_dir / WAITING, berkas=path)
    if not path.is_file():
        yield True, message("doctor_gudang_belum", berkas=path)
        return
    try:
        with duckdb.connect(str(path), read_only=True) as con:
            count = con.sql("SELECT count(*) FROM dokumen").fetchall()[0][0]
    except duckdb.Error as error:
        yield False, message("doctor_gudang_tertutup", berkas=path, sebab=str(error).splitlines()[0])
    else:
        yield True, message("doctor_gudang", berkas=path, jumlah=count, versi=duckdb.__version__)
