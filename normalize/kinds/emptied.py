"""Rows that lack what all other rows of their table print."""

from normalize.tables.bands import is_summary
from normalize.tables.isian import Tabel

EMPTIED = "target_kosong"
"""The flag of an indicator without a target in a table that prints one of all others."""
FEW = 5
"""One of so many rows at most may lack its target; of more, targets are not printed in this table, or not yet."""


def emptied_rows(tabel: Tabel, index: int | None) -> set[int]:
    """The rows of indicators with an empty cell in a column that fills those of the others; a dash says that there is nothing."""
    if index is None:
        return set()
    named = [n for n, item in enumerate(tabel.isian) if (name := tabel.text(item, "indikator")) and not is_summary(name)]
    empty = [n for n in named if not tabel.isian[n].nilai.get(index, "").strip()]
    return {*empty} if 1 <= len(empty) <= max(1, len(named) // FEW) < len(named) - 1 else set()
