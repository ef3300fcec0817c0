"""Queries that are asked by the program and are no view: one .sql file each, in queries/."""

from functools import cache
from pathlib import Path

QUERIES = Path(__file__).resolve().parent / "queries"


@cache
def query(name: str) -> str:
    """The text of queries/<name>.sql."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
