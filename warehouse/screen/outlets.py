"""Stdout and stderr of a program whose work counts for more than what it prints: a night is not cut off by `| head -1`."""

import io
import os
import signal
import sys
from typing import Any

from extract import own_process
from extract.message import message
from warehouse.store.errors import OutputUnwritable

STDOUT = 1


def make_lasting() -> None:
    """Where nobody reads any more, what is printed goes nowhere and the program goes on; so does all that stderr does not take.

    What stdout does not take for another reason (a full disk) raises OutputUnwritable, once.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:  # closed by whoever started the program: the next file that is opened would be written to in its place
            os.open(os.devnull, os.O_RDWR)
    sys.stdout, sys.stderr = _lasting(sys.stdout), _lasting(sys.stderr)


def end_with_its_reader() -> None:
    """For a command that only prints: once nobody reads any more it ends as programs of Unix do."""
    if own_process.begun() and hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


class _Outlet(io.FileIO):
    """A file of the system that is never an error twice."""

    def write(self, content: Any, /) -> Any:
        """How many bytes were taken."""
        size = memoryview(content).nbytes
        if not size:  # click asks so what kind of file it is, and takes no error for an answer
            return 0
        try:
            return super().write(content)
        except OSError as error:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            if self.fileno() == STDOUT and not isinstance(error, BrokenPipeError):
                raise OutputUnwritable(message("keluaran_tak_tertulis", sebab=error.strerror)) from error
            return size


def _lasting(stream: Any) -> Any:
    """The same stream over an outlet; as it is where it is no file (None, a console of Windows)."""
    binary = getattr(stream, "buffer", None)
    raw = getattr(binary, "raw", binary)
    if not isinstance(raw, io.FileIO):
        return stream
    outlet = _Outlet(raw.fileno(), "w", closefd=False)
    return io.TextIOWrapper(
        outlet if raw is binary else io.BufferedWriter(outlet),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
        write_through=raw is binary,
    )
