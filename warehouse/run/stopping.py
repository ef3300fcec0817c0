"""Ctrl-C, and what a scheduler or a machine that goes down sends (SIGTERM, SIGHUP), end a command the same way: cleanly."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_STOPPED = threading.Event()
AT_ONCE = 1.0
"""Seconds within which signals are one: a terminal that closes sends several, and cleaning up goes on."""
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))


def interrupted() -> bool:
    """True once a signal has come: an error that some library raises then is not its own (DuckDB: RuntimeError, 'Query interrupted')."""
    return _STOPPED.is_set()


@contextmanager
def stoppable() -> Iterator[None]:
    """Within it each of these signals raises KeyboardInterrupt, however deep.

    What a library made of the interruption leaves here as KeyboardInterrupt all the same. A signal that whoever started the program has
    switched off (nohup) stays so.
    """
    if threading.current_thread() is not threading.main_thread():  # only there can signals be taken
        yield
        return
    _STOPPED.clear()
    last = -AT_ONCE

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal last
        _STOPPED.set()
        if time.monotonic() - last > AT_ONCE:
            last = time.monotonic()
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
