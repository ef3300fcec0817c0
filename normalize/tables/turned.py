"""Rows of pages that were turned to be read: their boxes as the page shows them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from extract.cells import Turn
from normalize.rows import Asal, DocumentRows


def on_the_page(rows: DocumentRows, turns: Mapping[int, Turn]) -> DocumentRows:
    """The rows with each `bbox` on the page as its own rotation shows it. turns: page → how it was turned."""
    if not turns:
        return rows

    def placed(row: Any) -> Any:
        if not isinstance(row, Asal) or row.bbox is None:
            return row
        turn = turns.get(row.halaman or 0)
        return replace(row, bbox=turn.as_shown(row.bbox)) if turn else row

    groups = [name for name in rows.__dataclass_fields__ if name != "dokumen"]
    changed: dict[str, Any] = {name: tuple(placed(row) for row in getattr(rows, name)) for name in groups}
    return replace(rows, **changed)
