"""Which columns a dump's head has: its rows are cut to them, and cells without a place are put under them by their order."""

from collections.abc import Sequence

from msgspec import Struct, field

from extract.cells import PrintedRow
from normalize.heads.headings import role_names, roles
from normalize.plan.rapk_order import Places, budget_in_front, no_targets, places_of, run_behind, yearly_target
from normalize.plan.rapk_rows import Kepala
from normalize.words.cell_kinds import filled

LABELS = {"lain", "notifikasi", "satuan", "target_renstra"}
"""Columns that say something of an indicator's row which is no value of it."""


class HeadColumns(Struct, frozen=True):
    """width: how many cells the head has. nama: where INDIKATOR stands. target: where yearly targets stand before the months. places: of
    the values. asing: heads that nobody knows, by column. beside: columns that hold no value of an indicator; behind: those of them that
    follow the names at once. berjudul: columns over which a row of the head has something; bulan: those of months; anggaran_di_depan: the
    budget's where it stands before them."""

    width: int = 0
    nama: int | None = None
    target: int | None = None
    places: Places | None = None
    asing: dict[int, str] = field(default_factory=dict)
    beside: frozenset[int] = frozenset()
    behind: tuple[int, ...] = ()
    berjudul: frozenset[int] = frozenset()
    bulan: frozenset[int] = frozenset()
    anggaran_di_depan: int | None = None

    @property
    def left_of_names(self) -> int:
        """How many columns stand before the names: NO and SASARAN where the head does not say."""
        return 2 if self.nama is None else self.nama


def head_columns(head: Sequence[PrintedRow], kepala: Kepala, tahun: int | None) -> HeadColumns:
    """The columns of a head that has been understood. tahun: the year of the table."""
    names = [c.kolom for row in head for c in filled(row) if "indikator" in role_names(c.text)]
    nama = names[0] if names else None
    plain = [(c, roles(c.text)) for row in head for c in filled(row) if c.bbox is None]
    known = {c.kolom for c, found in plain if found}
    others = no_targets(plain, tahun)
    asing = {c.kolom: c.text for c, found in plain if not found and c.kolom not in known} | others
    months = frozenset(c.kolom for c, found in plain if any(role.bulan for role in found))
    beside = {*asing, *(c.kolom for c, found in plain if found and {role.nama for role in found} <= LABELS)}
    return HeadColumns(
        width=max((i + 1 for row in head for i, cell in enumerate(row.cells) if cell.lines), default=0),
        nama=nama,
        target=yearly_target(plain, others),
        places=places_of(plain, kepala.tata),
        asing=asing,
        beside=frozenset(beside),
        behind=run_behind(nama, beside),
        berjudul=frozenset(c.kolom for c, _ in plain),
        bulan=months,
        anggaran_di_depan=budget_in_front(plain, months),
    )
