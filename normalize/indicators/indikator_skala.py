"""What values an indicator can have: the scales of its year, and values that fit no scale or no unit."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from normalize.dimension_rows import DimIndikatorSkala
from normalize.rows import Capaian, Efisiensi, Target

LARGEST = {"persen": Decimal(1000), "indeks": Decimal(1000), "nilai": Decimal(1000)}
"""No figure of these units lies above, however far it passes its target: it is a sum of money or a misread cell."""
SLACK = Decimal("1.2")
"""Reports overshoot a scale a little (3,1 of 3), as achievements are counted up to 120; what lies above is on another scale."""


class Scales:
    """Finds the scales of an indicator in a year (registry/indicators/indikator_skala.csv); in a year of change there may be two."""

    def __init__(self, skala: Iterable[DimIndikatorSkala]) -> None:
        self._by_id: dict[str, list[DimIndikatorSkala]] = defaultdict(list)
        for line in skala:
            self._by_id[line.indikator_id].append(line)

    def about(self, indikator_id: str) -> list[DimIndikatorSkala]:
        """The indicator's scales in all years."""
        return self._by_id.get(indikator_id, [])

    def outside(self, indikator_id: str | None, tahun: int | None, value: Decimal | None) -> bool:
        """True where a value lies outside every scale that the indicator has in that year; False where none is known."""
        if value is None or tahun is None:
            return False
        lines = [
            line
            for line in self._by_id.get(indikator_id or "", ())
            if (line.tahun_mulai or tahun) <= tahun <= (line.tahun_selesai or tahun)
        ]
        return bool(lines) and not any(line.dari <= value <= line.sampai * SLACK for line in lines)

    def flags(self, indikator_id: str | None, row: Target | Capaian | Efisiensi) -> frozenset[str]:
        """`di_luar_skala` for a figure outside its scale, `nilai_janggal` for one that its unit cannot have."""
        if isinstance(row, Efisiensi):
            return frozenset()  # its outputs are in percent or counts of progress, whatever the indicator's unit
        values = (row.target_tahunan,) if isinstance(row, Target) else (row.target, row.realisasi)
        found = set()
        if any(self.outside(indikator_id, row.tahun, value) for value in values):
            found.add("di_luar_skala")
        limit = LARGEST.get(row.satuan or "")
        if limit is not None and any(value is not None and value > limit for value in values):
            found.add("nilai_janggal")
        return frozenset(found)
