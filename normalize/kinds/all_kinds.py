"""Every kind of table, in the order in which a table is asked which it is. A new kind is one line here."""

from normalize.kinds import anggaran_program, capaian, capaian_sasaran, efisiensi, serapan, target_pk, volume_ro
from normalize.kinds.kind import Kind
from normalize.rows import FAKTA
from normalize.tables.identitas import Identitas

KINDS: tuple[Kind, ...] = (
    volume_ro.KIND,
    anggaran_program.KIND,
    serapan.KIND,
    target_pk.KIND,
    capaian.KIND,
    capaian_sasaran.KIND,
    efisiensi.KIND,
)

BY_TABLE = tuple(sorted(KINDS, key=lambda kind: FAKTA.index(kind.fakta)))
"""The same in the order of the fact tables, in which checks are numbered."""


def identities_of(fakta: str) -> tuple[Identitas, ...]:
    """What the figures of a row of this table must satisfy."""
    return next((kind.identities for kind in KINDS if kind.fakta == fakta and kind.identities), ())
