"""data/log/dokumen.jsonl: a line a document and run, for programs; old lines move into dokumen.jsonl.1 and further."""

import json
import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from msgspec.structs import asdict

from warehouse.store.ledger import Entry

FILE = "dokumen.jsonl"
MOST_BYTES = 5_000_000
OLD_FILES = 5
# What a document depends on says nothing to a reader of the log; tracebacks have their own files.
LEFT_OUT = {"baca", "makna", "registri", "registri_nama", "kantor_lain", "putusan", "nama_lain", "jawaban", "tabel", "jejak"}


class _Told(RotatingFileHandler):
    """Logging prints a traceback and goes on where a line cannot be written; a full disk is said as everywhere else."""

    def handleError(self, record: logging.LogRecord) -> None:
        error = sys.exc_info()[1]
        if error:
            raise error


class DocumentLog:
    """The log while a run adds to it; no file is touched before the first line."""

    def __init__(self, data_dir: Path) -> None:
        folder = data_dir / "log"
        folder.mkdir(parents=True, exist_ok=True)
        self._handler = _Told(folder / FILE, maxBytes=MOST_BYTES, backupCount=OLD_FILES, encoding="utf-8", delay=True)

    def __enter__(self) -> "DocumentLog":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._handler.close()

    def add(self, entry: Entry) -> None:
        """A line about a document that was read just now."""
        told = {name: value for name, value in asdict(entry).items() if name not in LEFT_OUT}
        text = json.dumps(told, ensure_ascii=False, default=asdict)
        self._handler.emit(logging.LogRecord("dokumen", logging.INFO, "", 0, "%s", (text,), None))
