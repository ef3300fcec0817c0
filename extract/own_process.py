"""Whether this process is a program of its own, started for one command. One that serves others too (tests, a notebook) may have threads of
libraries at work, and must not be copied."""

_own = False


def begin() -> None:
    """Says that it is, before anything else is done."""
    global _own
    _own = True


def begun() -> bool:
    """Whether that was said."""
    return _own
