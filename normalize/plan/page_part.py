"""Where the rows of a RAPK table stand while they are read."""

from msgspec import Struct, field

from normalize.plan.head_columns import HeadColumns
from normalize.plan.rapk_rows import Kepala


class PagePart(Struct):
    """The part of the table on one page. kepala, columns: the head over it, which may stand on a page before. first: nothing of the part
    was read yet but what goes on from the page before. slid: in a dump, the names stand left of their column.
    """

    bagian: int = 0
    kepala: Kepala = field(default_factory=lambda: Kepala(frozenset()))
    columns: HeadColumns = field(default_factory=HeadColumns)
    first: bool = False
    slid: bool = False
