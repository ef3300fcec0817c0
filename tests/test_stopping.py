"""Ctrl-C and the signals of schedulers: one way out, whatever is under way."""

import os
import signal
import threading
import time

import pytest

from warehouse.run.stopping import SIGNALS, stoppable

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals")


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_each_signal_interrupts(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt), stoppable():
        threading.Timer(0.1, os.kill, (os.getpid(), number)).start()
        time.sleep(10)
    assert signal.getsignal(number) is before


def test_what_a_library_makes_of_it_is_an_interruption() -> None:
    with pytest.raises(KeyboardInterrupt), stoppable():
        try:
            signal.raise_signal(signal.SIGTERM)
        except KeyboardInterrupt as error:
            raise RuntimeError("Query interrupted") from error  # as DuckDB does


def test_what_was_switched_off_stays_off() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stoppable():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)
