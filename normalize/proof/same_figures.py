"""Figures that a document prints more than once: groups of places that must agree, and plans that it prints twice.

The realisasi of an indicator is one figure in all tables of its office, year and period; its yearly target is one in the agreement in
force, in the plan of the year, in CAPAIAN and in EFISIENSI. The annual work plan (RKT) comes before the agreement and may differ.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from normalize.rows import Asal, Capaian, Efisiensi, Target, TargetBulanan
from normalize.words.names import letters
from normalize.words.units import unit_of

YEAR = "TAHUNAN"
IN_FORCE = ("REVISI", None, "AWAL")
"""Versions, the one that replaces the others first."""
CAP = Decimal(120)
"""What some tables print for any greater achievement: it repeats none."""
SIMILAR_MONTHS = 8
"""Two plans of one indicator with so many equal months are one plan printed twice; fewer, and they are two versions."""
Key = tuple[object, ...]
Months = dict[int, Decimal | None]


@dataclass(frozen=True, slots=True)
class Place:
    """One printing of a figure."""

    row: Asal
    kolom: str
    nilai: Decimal


@dataclass(frozen=True, slots=True)
class Same:
    """Places of one figure, at least two, in the order of tables. bidang: what it is (target, realisasi …)."""

    bidang: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class SamePlan:
    """A plan that is printed a second time, with the first printing most like it. lain: the months that differ."""

    first: Target
    again: Target
    lain: tuple[int, ...]

    @property
    def is_one(self) -> bool:
        """True where both are one plan, and months that differ are misprints; False for two versions."""
        versions = self.again.versi is None or self.first.versi is None or self.again.versi == self.first.versi
        return not self.lain or (len(self.lain) <= 12 - SIMILAR_MONTHS and versions)


def same_figures(target: Sequence[Target], capaian: Sequence[Capaian], efisiensi: Sequence[Efisiensi]) -> list[Same]:
    """All groups of a report."""
    groups: dict[Key, list[Place]] = defaultdict(list)
    for row in capaian:
        _take(groups, (*_key(row), "realisasi"), row, "realisasi")
        if row.tabel == "CAPAIAN":
            _take(groups, (*_key(row), "target"), row, "target")
            if row.periode == YEAR and row.capaian_persen != CAP:
                _take(groups, (*_key(row), "capaian"), row, "capaian_persen")
    for item in efisiensi:
        if "baris_total" not in item.bendera:
            _take(groups, (*_key(item), "realisasi"), item, "output_realisasi")
            if item.periode == YEAR and item.output_persen != CAP:
                _take(groups, (*_key(item), "capaian"), item, "output_persen")
    for planned in target:
        if planned.tabel != "RKT":
            _take(groups, (letters(planned.indikator_raw or ""), planned.versi, "target_tahunan"), planned, "target_tahunan")
    _follow_agreement(groups, target, capaian, efisiensi)
    return [Same(str(key[-1]), tuple(places)) for key, places in groups.items() if len(places) > 1]


def _key(row: Capaian | Efisiensi) -> Key:
    return letters(row.indikator_raw or ""), row.upt_id, row.tahun, row.periode


def _take(groups: dict[Key, list[Place]], key: Key, row: Asal, kolom: str) -> None:
    value = getattr(row, kolom)
    if value is not None:
        groups[key].append(Place(row, kolom, value))


def _follow_agreement(
    groups: dict[Key, list[Place]], target: Sequence[Target], capaian: Sequence[Capaian], efisiensi: Sequence[Efisiensi]
) -> None:
    """Yearly targets that a report's tables repeat, put to those of the version in force. A count may be repeated as progress in percent:
    one that differs says nothing."""
    office = {(row.upt_id, row.tahun) for row in target}
    repeated: list[tuple[Capaian | Efisiensi, str]] = [(row, "target") for row in capaian if row.tabel == "CAPAIAN"]
    repeated += [(row, "output_target") for row in efisiensi if "baris_total" not in row.bendera]
    for row, kolom in repeated:
        value = getattr(row, kolom)
        if row.periode != YEAR or value is None or (row.upt_id, row.tahun) not in office:
            continue
        name = letters(row.indikator_raw or "")
        planned = next((found for versi in IN_FORCE if (found := groups.get((name, versi, "target_tahunan")))), None)
        if planned and (unit_of(row.indikator_raw) != "jumlah" or planned[0].nilai == value):
            planned.append(Place(row, kolom, value))


def same_plans(target: Sequence[Target], bulanan: Sequence[TargetBulanan]) -> Iterator[SamePlan]:
    """The same plan printed twice (body and annex)."""
    months: dict[str, Months] = defaultdict(dict)
    for cell in bulanan:
        months[cell.target_id][cell.bulan] = cell.nilai
    plans: dict[str, list[Target]] = defaultdict(list)
    for row in target:
        if row.tabel == "RAPK":
            plans[letters(row.indikator_raw or "")].append(row)
    for same in plans.values():
        for position, again in enumerate(same[1:], 1):
            found = [SamePlan(first, again, _differing(months[first.target_id], months[again.target_id])) for first in same[:position]]
            yield min(found, key=lambda pair: len(pair.lain))


def _differing(a: Months, b: Months) -> tuple[int, ...]:
    return tuple(month for month in range(1, 13) if a.get(month) != b.get(month))
