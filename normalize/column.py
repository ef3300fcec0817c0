"""A column of an output table: its DuckDB type and its meaning."""

from dataclasses import Field, field, fields
from typing import Any

RUPIAH = "DECIMAL(18,2)"
NILAI = "DECIMAL(18,6)"
HITUNGAN = "DECIMAL(24,6)"


def column(tipe: str, arti: str, **lain: Any) -> Any:
    """A column: its DuckDB type and its meaning (which becomes COMMENT ON COLUMN)."""
    return field(metadata={"tipe": tipe, "arti": arti}, **lain)


def columns_of(cls: type[Any]) -> tuple[Field[Any], ...]:
    """The fields of a row's class that are columns, in their order; others are known while a document is read and are not kept."""
    return tuple(found for found in fields(cls) if "tipe" in found.metadata)
