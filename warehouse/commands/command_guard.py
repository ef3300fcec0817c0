"""How commands that live in modules of their own are hung under the program."""

from collections.abc import Callable
from typing import TypeAlias

Guard: TypeAlias = Callable[[Callable[..., None]], Callable[..., None]]
"""Adds --data-dir and --help to a command and makes its errors one sentence (pipeline.prepared)."""

_only_print: set[Callable[..., None]] = set()


def only_prints(function: Callable[..., None]) -> Callable[..., None]:
    """For a command that is of no use once nobody reads what it prints."""
    _only_print.add(function)
    return function


def is_of_no_use_unread(function: Callable[..., None]) -> bool:
    """True for a command that only prints."""
    return function in _only_print
