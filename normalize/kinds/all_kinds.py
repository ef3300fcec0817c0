"""Every kind of table, in the order in which a table is asked which it is. A new kind is one line here."""

from normalize.kinds import anggaran_program, capaian, capaian_sasaran, efisiensi, serapan, target_pk, volume_ro
from normalize.kinds.kind import Kind

KINDS: tuple[Kind, ...] = (
    volume_ro.KIND,
    anggaran_program.KIND,
    serapan.KIND,
    target_pk.KIND,
    capaian.KIND,
    capaian_sasaran.KIND,
    efisiensi.KIND,
)
