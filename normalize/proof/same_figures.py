"""Figures that a document prints more than once: groups of places that must agree, and plans that it prints twice.

The realisasi of an indicator is one figure in all tables of its office, year and period; its yearly target is one in the agreement in
force, in the plan of the year, in CAPAIAN and in EFISIENSI. The annual work plan (RKT) comes before the agreement and may differ. The
same indicator is known by its entry in the registry, under whatever spelling its tables print it; without one, by its letters.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from normalize.plan.plan_versions import repeated_targets, repeated_versions
from normalize.proof.same_budgets import same_budgets
from normalize.rows import Capaian, Efisiensi, Fakta, Target, TargetBulanan
from normalize.words.names import letters
from normalize.words.units import unit_of

YEAR = "TAHUNAN"
IN_FORCE = ("REVISI", None, "AWAL")
"""Versions, the one that replaces the others first."""
CAP = Decimal(120)
"""What some tables print for any greater achievement: it repeats none."""
SIMILAR_MONTHS = 8
"""Two plans of one indicator with so many equal months are one plan printed twice; fewer, and they are two versions."""
INFERRED = "indikator_disimpulkan"
"""The flag of a row that is known by its figures: they prove nothing about it."""
Key = tuple[object, ...]
Named = Target | Capaian | Efisiensi
Months = dict[int, Decimal | None]


class Printing(Struct, frozen=True):
    """One printing of a figure."""

    row: Fakta
    kolom: str
    nilai: Decimal


class Same(Struct, frozen=True):
    """Places of one figure, at least two, in the order of tables. bidang: what it is (target, realisasi …)."""

    bidang: str
    places: tuple[Printing, ...]


class SamePlan(Struct, frozen=True):
    """A plan that is printed a second time, with the first printing most like it. lain: the months that differ."""

    first: Target
    again: Target
    lain: tuple[int, ...]

    @property
    def most_misprinted(self) -> int:
        """So many months may differ in one plan."""
        one_version = self.again.versi is None or self.first.versi is None or self.again.versi == self.first.versi
        return 12 - SIMILAR_MONTHS if one_version else 0

    @property
    def is_one(self) -> bool:
        """True where both are one plan, and months that differ are misprints; False for two versions."""
        return len(self.lain) <= self.most_misprinted


def same_figures(target: Sequence[Target], capaian: Sequence[Capaian], efisiensi: Sequence[Efisiensi]) -> list[Same]:
    """All groups of a report."""
    groups: dict[Key, list[Printing]] = defaultdict(list)
    names = Names((*target, *capaian, *efisiensi))
    for row in capaian:
        key = names.of(row), row.upt_id, row.tahun, row.periode
        _take(groups, (*key, "realisasi"), row, "realisasi")
        if row.tabel == "CAPAIAN":
            _take(groups, (*key, "target"), row, "target")
            if row.periode == YEAR and row.capaian_persen != CAP:
                _take(groups, (*key, "capaian"), row, "capaian_persen")
    for item in efisiensi:
        if "baris_total" not in item.bendera:
            key = names.of(item), item.upt_id, item.tahun, item.periode
            _take(groups, (*key, "realisasi"), item, "output_realisasi")
            if item.periode == YEAR and item.output_persen != CAP:
                _take(groups, (*key, "capaian"), item, "output_persen")
    versions = repeated_versions(target, names.of)
    for planned in target:
        if planned.tabel != "RKT":
            versi = planned.versi or versions.get(planned.tabel_no)
            _take(groups, (names.of(planned), planned.upt_id, planned.tahun, versi, "target_tahunan"), planned, "target_tahunan")
    _follow_agreement(groups, names, target, capaian, efisiensi)
    found = [Same(str(key[-1]), tuple(places)) for key, places in groups.items() if len(places) > 1]
    budgets = same_budgets(target, efisiensi, names.of)
    return [*found, *(Same("anggaran", tuple(Printing(*place) for place in places)) for places in budgets)]


def repeated_plans(
    target: Sequence[Target], capaian: Sequence[Capaian], efisiensi: Sequence[Efisiensi]
) -> dict[int | None, tuple[tuple[Target, Target], ...]]:
    """Number of a plan that does not say of which version it is → its targets beside those of the version that it repeats."""
    return repeated_targets(target, Names((*target, *capaian, *efisiensi)).of)


class Names:
    """What each row's indicator is called, whatever its table prints: its entry in the registry, else the letters of its name."""

    def __init__(self, rows: Iterable[Named]) -> None:
        spellings: dict[Key, set[str]] = defaultdict(set)
        for row in rows:
            spellings[row.tabel_no, row.indikator_id].add(letters(row.indikator_raw or ""))
        self._two = {indikator_id for (_, indikator_id), found in spellings.items() if len(found) > 1}
        """Entries that one table has under two names: one of them is rather another indicator."""

    def of(self, row: Named) -> str:
        """The same for rows of the same indicator."""
        known = row.indikator_id is not None and row.indikator_id not in self._two and INFERRED not in row.bendera
        return f"#{row.indikator_id}" if known else letters(row.indikator_raw or "")


def _take(groups: dict[Key, list[Printing]], key: Key, row: Fakta, kolom: str) -> None:
    value = getattr(row, kolom)
    if value is not None:
        groups[key].append(Printing(row, kolom, value))


def _follow_agreement(
    groups: dict[Key, list[Printing]],
    names: Names,
    target: Sequence[Target],
    capaian: Sequence[Capaian],
    efisiensi: Sequence[Efisiensi],
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
        whose = names.of(row), row.upt_id, row.tahun
        planned = next((found for versi in IN_FORCE if (found := groups.get((*whose, versi, "target_tahunan")))), None)
        if planned and (unit_of(row.indikator_raw) != "jumlah" or planned[0].nilai == value):
            planned.append(Printing(row, kolom, value))


def same_plans(target: Sequence[Target], bulanan: Sequence[TargetBulanan]) -> Iterator[SamePlan]:
    """The same plan printed twice (body and annex)."""
    months: dict[str, Months] = defaultdict(dict)
    for cell in bulanan:
        months[cell.target_id][cell.bulan] = cell.nilai
    plans: dict[Key, list[Target]] = defaultdict(list)
    for row in target:
        if row.tabel == "RAPK":
            plans[letters(row.indikator_raw or ""), row.upt_id, row.tahun].append(row)
    for same in plans.values():
        for position, again in enumerate(same[1:], 1):
            found = [SamePlan(first, again, _differing(months[first.target_id], months[again.target_id])) for first in same[:position]]
            yield min(found, key=lambda pair: len(pair.lain))


def _differing(a: Months, b: Months) -> tuple[int, ...]:
    return tuple(month for month in range(1, 13) if a.get(month) != b.get(month))
