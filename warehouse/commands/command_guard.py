"""How commands that live in modules of their own are hung under the program."""

from collections.abc import Callable
from typing import TypeAlias

Guard: TypeAlias = Callable[[Callable[..., None]], Callable[..., None]]
"""Adds --data-dir and --help to a command and makes its errors one sentence (pipeline.prepared)."""
