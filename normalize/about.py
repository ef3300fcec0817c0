"""What is known about the whole document, for each of its tables: whose it is, of which year, and what one unit of its amounts is worth."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from extract.cells import Reading
from extract.running.tables import PrintedTable
from normalize.identity.bound_papers import BoundPaper, BoundPapers
from normalize.identity.dokumen import Identity
from normalize.kinds.interpret import Tafsir
from normalize.kinds.tahun_tabel import year_of
from normalize.kinds.target import Konteks
from normalize.proof.scale import Scale


class About(Struct, frozen=True):
    """scales: that of each paper in the file, by its first row."""

    reading: Reading
    papers: BoundPapers
    scales: Mapping[int, Scale]

    @property
    def identity(self) -> Identity:
        """The document's own."""
        return self.papers.found[0].identity

    @property
    def scale(self) -> Scale:
        """The document's own."""
        return self.scales[self.papers.found[0].baris]

    def paper_of(self, item: Tafsir) -> BoundPaper:
        """The paper that holds the table."""
        return self.papers.of(first_row(item.table), item.rapk is not None)

    def scale_of(self, item: Tafsir) -> Scale:
        """The scale of the table's amounts."""
        return self.scales[self.paper_of(item).baris]

    def konteks(self, item: Tafsir) -> Konteks:
        """What all rows of the table share."""
        document, identity, scale = self.reading.document, self.paper_of(item).identity, self.scale_of(item)
        return Konteks(
            document.doc_id,
            document.metode.value,
            identity.upt_id,
            year_in(identity, item.tahun),
            item.table.tabel_no,
            item.jenis,
            item.around.versi,
            scale.factor,
            frozenset({scale.bendera}) if scale.bendera else frozenset(),
            {block.halaman: frozenset(block.bendera) for block in self.reading.blocks if block.bendera and block.halaman},
        )


def first_row(table: PrintedTable) -> int:
    """The number of the table's first row."""
    return table.segments[0].block.rows[0].baris


def year_in(identity: Identity, printed: frozenset[int]) -> int | None:
    """A plan is about one year, which a person may have decided; a report holds tables of others too. printed: the years on the table."""
    return identity.tahun if identity.jenis == "RAPK" else year_of(printed, identity.tahun)


def with_version(item: Tafsir, papers: BoundPapers) -> Tafsir:
    """The table; a plan's with the version that the titles of a plan and of its revision tell, where it says none itself."""
    versi = papers.versi(first_row(item.table)) if item.rapk is not None and item.around.versi is None else None
    return replace(item, around=replace(item.around, versi=versi)) if versi else item
