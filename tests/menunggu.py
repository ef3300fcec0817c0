"""Waits until something holds, and no longer."""

import time
from collections.abc import Callable


def until(holds: Callable[[], object], seconds: float = 60) -> None:
    """Asks again and again, up to these seconds. Raises AssertionError where it does not come to hold."""
    last = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < last, f"not within {seconds} seconds"
        time.sleep(0.02)
