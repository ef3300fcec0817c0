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


def repeated_versions(target: Sequence[Target], name: Callable[[Target], Hashable]) -> dict[int | None, str]:
    """Number of a table without a version → the version whose targets it prints, where it is nearer to it than to the other.

    The whole list says so: no single target chooses what it is compared with."""
    versions: dict[Hashable, dict[str, Targets]] = defaultdict(lambda: defaultdict(dict))
    plain: dict[tuple[Hashable, int | None], Targets] = defaultdict(dict)
    for row in target:
        if row.tabel == "RKT" or row.target_tahunan is None:
            continue
        office = row.upt_id, row.tahun
        found = versions[office][row.versi] if row.versi else plain[office, row.tabel_no]
        found.setdefault(name(row), row.target_tahunan)
    chosen = {tabel_no: _nearest(own, versions[office]) for (office, tabel_no), own in plain.items() if office in versions}
    return {tabel_no: versi for tabel_no, versi in chosen.items() if versi}


def _nearest(own: Targets, versions: dict[str, Targets]) -> str | None:
    equal = {versi: sum(own[key] == there[key] for key in own.keys() & there.keys()) for versi, there in versions.items()}
    best = max(equal, key=lambda versi: equal[versi], default=None)
    if best is None or list(equal.values()).count(equal[best]) > 1:
        return None
    odd = len(own.keys() & versions[best].keys()) - equal[best]
    return best if equal[best] >= LEAST and odd <= MOST_ODD else None
