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
        if not isinstance(row, Asal):
            return row  # what a document says of names stands on no page
        turn, box = turns.get(row.halaman or 0), row.bbox
        return replace(row, bbox=turn.as_shown(box)) if turn and box else row

    groups = [name for name in rows.__dataclass_fields__ if name != "dokumen"]
    changed: dict[str, Any] = {name: tuple(placed(row) for row in getattr(rows, name)) for name in groups}
    return replace(rows, **changed)
