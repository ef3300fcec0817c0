"""Which version of the agreement a plan repeats that does not say so itself: a report prints semula and menjadi, and one plan of action."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from decimal import Decimal

from normalize.rows import Target

LEAST = 3
"""Targets: so many equal ones are no chance."""
MOST_ODD = 2
"""Targets that differ from the version all the same: misprints."""
Targets = dict[Hashable, Decimal]
Listed = dict[Hashable, Target]
Versions = dict[Hashable, dict[str, Listed]]


def repeated_versions(target: Sequence[Target], name: Callable[[Target], Hashable]) -> dict[int | None, str]:
    """Number of a table without a version → the version whose targets it prints, where it is nearer to it than to the other.

    The whole list says so: no single target chooses what it is compared with."""
    plain, versions = _lists(target, name)
    chosen = {tabel_no: _nearest(_targets(own), versions[office]) for (office, tabel_no), own in plain.items() if office in versions}
    return {tabel_no: versi for tabel_no, versi in chosen.items() if versi}


def repeated_targets(target: Sequence[Target], name: Callable[[Target], Hashable]) -> dict[int | None, tuple[tuple[Target, Target], ...]]:
    """Number of such a table → its targets, each with that of the version."""
    plain, versions = _lists(target, name)
    chosen = repeated_versions(target, name)
    return {
        tabel_no: tuple((row, there[key]) for key, row in own.items() if key in (there := versions[office][chosen[tabel_no]]))
        for (office, tabel_no), own in plain.items()
        if tabel_no in chosen
    }


def is_repetition(equal: int, odd: int) -> bool:
    """Whether a list with so many targets that are those of a version, and so many that are others, repeats it."""
    return equal >= LEAST and odd <= MOST_ODD


def _lists(target: Sequence[Target], name: Callable[[Target], Hashable]) -> tuple[dict[tuple[Hashable, int | None], Listed], Versions]:
    """The tables without a version, by office and number, and the versions of each office; of two rows of a name the first."""
    versions: Versions = defaultdict(lambda: defaultdict(dict))
    plain: dict[tuple[Hashable, int | None], Listed] = defaultdict(dict)
    for row in target:
        if row.tabel == "RKT" or row.target_tahunan is None:
            continue
        office = row.upt_id, row.tahun
        found = versions[office][row.versi] if row.versi else plain[office, row.tabel_no]
        found.setdefault(name(row), row)
    return plain, versions


def _targets(listed: Listed) -> Targets:
    return {key: row.target_tahunan for key, row in listed.items() if row.target_tahunan is not None}


def _nearest(own: Targets, listed: dict[str, Listed]) -> str | None:
    versions = {versi: _targets(rows) for versi, rows in listed.items()}
    equal = {versi: sum(own[key] == there[key] for key in own.keys() & there.keys()) for versi, there in versions.items()}
    best = max(equal, key=lambda versi: equal[versi], default=None)
    if best is None or list(equal.values()).count(equal[best]) > 1:
        return None
    odd = len(own.keys() & versions[best].keys()) - equal[best]
    return best if is_repetition(equal[best], odd) else None
