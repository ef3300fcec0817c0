"""Formatting, lint and types are part of the test command, and every package it needs is pinned."""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("arguments", ["ruff check .", "ruff format --check .", "mypy"])
def test_the_tree_is_clean(arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", *arguments.split()], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def needed_by(name: str, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """What a package asks for on this machine, with the extras asked of each."""
    for text in requires(name) or ():
        wanted = Requirement(text)
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield str(canonicalize_name(wanted.name)), frozenset(wanted.extras)


def test_every_package_needed_is_pinned_and_no_place_named() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    pinned = {str(canonicalize_name(pin.partition("==")[0])) for pin in pins}
    reached = {("rapk", frozenset({"test"}))}
    waiting = list(reached)
    while waiting:
        new = set(needed_by(*waiting.pop())) - reached
        reached |= new
        waiting.extend(new)
    assert {name for name, _ in reached} - {"rapk"} - pinned == set()
