"""Which version of the targets holds: a report is measured against the revised one, which gives the targets of CAPAIAN; of two plans of
which neither says that it is the revised one nobody knows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from extract.message import Message, message
from normalize.rows import Capaian, Target, TargetBulanan
from normalize.words.names import letters

LEAST = 3
"""Indicators of two tables: so many, and half of those of the shorter one, are no chance."""
Listed = dict[str, Target]


def version_doubt(targets: Sequence[Target], results: Iterable[Capaian], upt_id: str | None) -> Message | None:
    """A sentence where the targets of CAPAIAN are rather those of the first version (semula): captions may have been taken for one
    another's, so that the versions changed places. Only indicators whose versions differ tell."""
    first, revised = _by_name(targets, "AWAL"), _by_name(targets, "REVISI")
    old = new = 0
    for row in results:
        name = letters(row.indikator_raw or "")
        before, after = first.get(name), revised.get(name)
        if row.tabel == "CAPAIAN" and row.periode == "TAHUNAN" and row.upt_id == upt_id and None not in (before, after) and before != after:
            old += row.target == before
            new += row.target == after
    if old <= new:
        return None
    return message("versi_tertukar", lama=old, baru=new)


def printed_twice(targets: Sequence[Target], months: Iterable[TargetBulanan]) -> Target | None:
    """The first target of a plan that is printed twice for one office and year with other figures, and neither time as the revised one."""
    values: dict[str, dict[int, Decimal | None]] = defaultdict(dict)
    for month in months:
        values[month.target_id][month.bulan] = month.nilai
    plans: dict[tuple[str | None, int | None, str | None], dict[int | None, Listed]] = defaultdict(lambda: defaultdict(dict))
    for row in targets:
        if row.tabel == "RAPK":
            plans[row.upt_id, row.tahun, row.versi][row.tabel_no].setdefault(letters(row.indikator_raw or ""), row)
    for tables in plans.values():
        for before, again in combinations(tables.values(), 2):
            shared = [(before[name], again[name]) for name in before if name in again]
            alike = len(shared) >= max(LEAST, min(len(before), len(again)) / 2)
            if alike and any(_differ(_figures(old, values), _figures(new, values)) for old, new in shared):
                return next(iter(again.values()))
    return None


def _figures(row: Target, months: Mapping[str, Mapping[int, Decimal | None]]) -> list[Decimal | None]:
    own = months.get(row.target_id, {})
    return [row.target_tahunan, row.anggaran_rp, *(own.get(month) for month in range(1, 13))]


def _differ(before: Iterable[Decimal | None], again: Iterable[Decimal | None]) -> bool:
    return any(old != new for old, new in zip(before, again, strict=True) if old is not None and new is not None)


def _by_name(targets: Iterable[Target], versi: str) -> dict[str, Decimal]:
    """Name of the indicator → its yearly target in PK tables of that version."""
    return {
        letters(row.indikator_raw or ""): row.target_tahunan
        for row in targets
        if row.versi == versi and row.tabel == "PK" and row.target_tahunan is not None
    }
