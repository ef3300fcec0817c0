"""Ctrl-C, and what a scheduler or a machine that goes down sends (SIGTERM, SIGHUP), end a command the same way: cleanly."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_STOPPED = threading.Event()
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))


def interrupted() -> bool:
    """True once a signal has come: an error that some library raises then is not its own (DuckDB: RuntimeError, 'Query interrupted')."""
    return _STOPPED.is_set()


@contextmanager
def stoppable() -> Iterator[None]:
    """Within it the first of these signals raises KeyboardInterrupt, however deep, and what follows is ignored: cleaning up is quick.

    What a library made of the interruption leaves here as KeyboardInterrupt all the same. A signal that whoever started the program has
    switched off (nohup) stays so.
    """
    if threading.current_thread() is not threading.main_thread():  # only there can signals be taken
        yield
        return
    _STOPPED.clear()

    def stop(number: int, frame: FrameType | None) -> None:
        if not _STOPPED.is_set():
            _STOPPED.set()
            raise KeyboardInterrupt

    before = {number: signal.getsignal(number) for number in SIGNALS}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, stop)
    try:
        yield
    except Exception as error:
        if interrupted():
            raise KeyboardInterrupt from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
