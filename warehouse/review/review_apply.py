"""Decisions are applied in a process of its own while the page goes on answering: what it is at, and what it changed."""

import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from extract.message import Message, message

Apply = Callable[[Path, Connection], None]
"""Runs what is needed in a data folder. Tells ('berkas', name, total) and ('langkah', title) on its way; at its end ('selesai', names of
the documents that were read) or ('gagal', message)."""

IDLE, RUNNING, DONE, FAILED = "diam", "berjalan", "selesai", "gagal"


class Progress(Struct, frozen=True):
    """keadaan: of the last application. langkah: what it is at; kalimat: why it failed; dibaca: documents that were read; dari: how many
    there are to be read; oleh: who started it; sebelum: items that waited when it was started; nomor: counts the applications."""

    keadaan: str = IDLE
    langkah: str = ""
    kalimat: Message | None = None
    dibaca: tuple[str, ...] = ()
    dari: int = 0
    oleh: str = ""
    sebelum: int = 0
    nomor: int = 0


class Applying:
    """One at a time in a data folder; the lock of the run itself keeps out those that others start."""

    def __init__(self, data_dir: Path, apply: Apply) -> None:
        self._data_dir = data_dir
        self._apply = apply
        self._lock = threading.Lock()
        self._now = Progress()

    @property
    def now(self) -> Progress:
        """As it is at this moment."""
        return self._now

    def start(self, oleh: str, waiting: int) -> bool:
        """False where one is under way already."""
        with self._lock:
            if self._now.keadaan == RUNNING:
                return False
            self._now = Progress(RUNNING, oleh=oleh, sebelum=waiting, nomor=self._now.nomor + 1)
        threading.Thread(target=self._watch, daemon=True, name="penerapan").start()
        return True

    def _watch(self) -> None:
        # not forked: this process has threads, and the run starts workers of its own
        context = multiprocessing.get_context("spawn")
        hears, tells = context.Pipe(duplex=False)
        process = context.Process(target=self._apply, args=(self._data_dir, tells))
        process.start()
        tells.close()
        try:
            while True:
                self._hear(*hears.recv())
        except EOFError:
            process.join()
        if self._now.keadaan == RUNNING:
            self._now = replace(self._now, keadaan=FAILED, kalimat=message("penerapan_berhenti"))

    def _hear(self, what: str, told: str | Message | tuple[str, ...], dari: int = 0) -> None:
        if what == "berkas":
            self._now = replace(self._now, dibaca=(*self._now.dibaca, str(told)), dari=dari)
        elif what == "langkah":
            self._now = replace(self._now, langkah=str(told))
        elif what == DONE:
            self._now = replace(self._now, keadaan=DONE, dibaca=told if isinstance(told, tuple) else ())
        else:
            self._now = replace(self._now, keadaan=FAILED, kalimat=told if isinstance(told, Message) else None)
