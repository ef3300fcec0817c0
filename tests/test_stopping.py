"""Ctrl-C and the signals of schedulers: one way out, whatever is under way."""

import os
import signal
import threading

import duckdb
import pytest

from warehouse.stopping import SIGNALS, stoppable

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals")


def in_a_moment(number: int) -> None:
    threading.Timer(0.1, os.kill, (os.getpid(), number)).start()


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_each_signal_interrupts_even_a_query(number: signal.Signals) -> None:
    """DuckDB makes a RuntimeError of it."""
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt), stoppable(), duckdb.connect() as con:
        in_a_moment(number)
        con.execute("SELECT count(*) FROM range(1000000000000) t").fetchall()
    assert signal.getsignal(number) is before


def test_what_was_switched_off_stays_off() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stoppable():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)
