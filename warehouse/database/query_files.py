"""Queries that are asked by the program and are no view: one .sql file each, in queries/."""

from functools import cache
from pathlib import Path

from warehouse.database.written_out import expanded

QUERIES = Path(__file__).resolve().parent / "queries"


@cache
def query(name: str) -> str:
    """The text of queries/<name>.sql, what it says of every fact table written out."""
    return expanded((QUERIES / f"{name}.sql").read_text(encoding="utf-8"))
