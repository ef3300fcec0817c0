"""A column of an output table: its DuckDB type and its meaning."""

from dataclasses import field
from typing import Any

RUPIAH = "DECIMAL(18,2)"
NILAI = "DECIMAL(18,6)"
HITUNGAN = "DECIMAL(24,6)"


def column(tipe: str, arti: str, **lain: Any) -> Any:
    """A column: its DuckDB type and its meaning (which becomes COMMENT ON COLUMN)."""
    return field(metadata={"tipe": tipe, "arti": arti}, **lain)
