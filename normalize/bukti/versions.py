"""Which version of the targets a report is measured against: the revised one is in force, and gives the targets of CAPAIAN."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from extract.message import Message, message
from normalize.rows import Capaian, Target
from normalize.words.names import letters


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


def _by_name(targets: Iterable[Target], versi: str) -> dict[str, Decimal]:
    """Name of the indicator → its yearly target in PK tables of that version."""
    return {
        letters(row.indikator_raw or ""): row.target_tahunan
        for row in targets
        if row.versi == versi and row.tabel == "PK" and row.target_tahunan is not None
    }
