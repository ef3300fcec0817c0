"""The rows of `cek` by what they are about, for the constraints that stand for them."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from normalize.rows import Cek

LOLOS, GAGAL = "lolos", "gagal"


class Checks:
    """The checks of one document."""

    def __init__(self, checks: Iterable[Cek]) -> None:
        self._by_rule: dict[str, list[Cek]] = defaultdict(list)
        self._by_target: dict[tuple[str, str], Cek] = {}
        self._by_row: dict[tuple[str, int], list[Cek]] = defaultdict(list)
        for cek in checks:
            self._by_rule[cek.aturan].append(cek)
            self._by_row[cek.aturan, cek.baris].append(cek)
            if cek.target_id is not None:
                self._by_target[cek.aturan, cek.target_id] = cek

    def all(self, aturan: str) -> list[Cek]:
        """Those of a rule, in the order in which they were made."""
        return self._by_rule.get(aturan, [])

    def of_target(self, aturan: str, target_id: str | None) -> Cek | None:
        """The one about an indicator of a plan."""
        return self._by_target.get((aturan, target_id or ""))

    def of_row(self, aturan: str, baris: int, harapan: Decimal | None = None, terbaca: Decimal | None = None) -> Cek | None:
        """The one about a printed row; where the row has several, the one that expects or reads this value."""
        found = self._by_row.get((aturan, baris), [])
        for cek in found:
            if (harapan is None or cek.harapan == harapan) and (terbaca is None or cek.terbaca == terbaca):
                return cek
        return None
