"""The rows that were made of a document's readings before pages were given to other tasks: the job that comes again makes none twice."""

import os
import pickle
import zlib
from pathlib import Path

from extract.cells import Reading
from normalize.offices.upt import Question
from normalize.proof.ladder import RowsOf
from normalize.rows import DocumentRows

FILE = "baris"


class RowsSoFar:
    """`make`, with what it gave in the same order before: a document's readings are tried in one order, however often it is begun.

    asked: what `make` notes while it works, kept with the rows.
    """

    def __init__(self, folder: Path | None, make: RowsOf, asked: set[Question]) -> None:
        self._path, self._make, self._noted = folder and folder / FILE, make, asked
        self._rows: list[DocumentRows] = []
        self._given = 0
        if self._path and self._path.is_file():
            self._rows, before = pickle.loads(zlib.decompress(self._path.read_bytes()))
            asked |= before

    def __call__(self, reading: Reading) -> DocumentRows:
        if self._given == len(self._rows):
            self._rows.append(self._make(reading))
        self._given += 1
        return self._rows[self._given - 1]

    def leave(self) -> None:
        """Keeps them in the folder, whole or not at all, for the job that comes again; makes the folder where it is not there yet."""
        assert self._path
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_bytes(zlib.compress(pickle.dumps((self._rows, self._noted), pickle.HIGHEST_PROTOCOL), 1))
        temporary.replace(self._path)
