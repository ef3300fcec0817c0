"""Several papers in one file: the plans of two offices or of two years, a plan behind the report of another office. Each says by its own
title whose it is, and its tables are that office's."""

from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from extract.cells import Block, Line, Reading
from normalize.decisions.registry_files import Title
from normalize.identity.dokumen import Identity, identify, period_of, titles_in
from normalize.identity.ruled_text import text_of
from normalize.offices.instansi import begins_with_level, national
from normalize.offices.upt import Offices, fold_upt
from normalize.tables.konteks_tabel import version_of

MOST_WORDS = 12
"""A longer line is prose that begins with the words of a title."""
ABOVE, BELOW = 4, 14
"""The office stands among so many lines above the title, at the top of its page, or below it."""
PLAN = "RAPK"
REVISED, FIRST = "REVISI", "AWAL"


class BoundPaper(Struct, frozen=True):
    """One of the papers. baris: the first row behind its title; judul: the title, with the office; versi: REVISI where it says so."""

    baris: int
    judul: str
    identity: Identity
    versi: str | None = None

    @property
    def whose(self) -> tuple[str | None, int | None, bool]:
        """Two papers of which this differs are two documents."""
        return self.identity.upt_id, self.identity.tahun, self.identity.jenis == PLAN


class BoundPapers(Struct, frozen=True):
    """The papers of a file in printed order; the first is the document itself. laporan: it is a report, which may hold its own plan."""

    found: tuple[BoundPaper, ...]
    laporan: bool

    def of(self, baris: int, plan: bool) -> BoundPaper:
        """The paper in which the row stands. plan: it is a plan's; a plan bound into a report has no other tables."""
        behind = [paper for paper in self.found if paper.baris <= baris]
        return behind[-1] if plan or not self.laporan else self.found[0]

    def holds(self, paper: BoundPaper, block: Block) -> bool:
        """True where the block is a part of the paper, or the file holds no other."""
        return self.of(block.rows[0].baris, plan=True) is paper

    def lines_of(self, paper: BoundPaper, reading: Reading) -> list[Line]:
        """The lines from the title of a paper on to that of the next one; the rest of a page behind its
        table is the next one's."""
        found: list[Line] = []
        seen = 0
        for block, before in zip(reading.blocks, reading.sebelum, strict=True):
            if self.holds(paper, block):
                found += reading.lines[seen:before]
            seen = max(seen, before)
        last = bool(reading.blocks) and self.holds(paper, reading.blocks[-1])
        return [*found, *(reading.lines[seen:] if last else ())]

    @property
    def begins(self) -> frozenset[int]:
        """The rows with which no table goes on."""
        return frozenset(paper.baris for paper in self.found[1:])

    @property
    def other(self) -> BoundPaper | None:
        """The first paper that is another document than the file's own."""
        return next((paper for paper in self.found if paper.whose != self.found[0].whose), None)

    def versi(self, baris: int) -> str | None:
        """The version of a plan that is bound in one file with its revision: only the title of the one or the other says so."""
        own = self.of(baris, plan=True)
        same = {paper.versi for paper in self.found if paper.whose == own.whose}
        return (own.versi or FIRST) if len(same) > 1 else None


def bound_papers(
    reading: Reading, outside: Collection[int], identity: Identity, decided: bool, titles: Sequence[Title], offices: Offices
) -> BoundPapers:
    """The papers of a file. outside: the rows that are a title ruled like a table; identity: the document's; decided: a person said it, and
    the first title tells only what is printed in its place."""
    own = BoundPaper(0, "", identity)
    if identity.jenis is None:
        return BoundPapers((own,), laporan=False)
    said = list(_said(reading, outside, titles, offices))
    if identity.jenis != PLAN:
        return BoundPapers(tuple(_of_report(own, said)), laporan=True)
    return BoundPapers(tuple(_of_plan(own, said, decided, reading.blocks[0].rows[0].baris if reading.blocks else 0)), laporan=False)


def _of_plan(own: BoundPaper, said: Sequence[BoundPaper], decided: bool, first_row: int) -> Iterator[BoundPaper]:
    """The papers of a file that begins with a plan."""
    last, printed = own, None
    for paper in said:
        agency = printed is None and paper.identity.upt_id in national()  # stands above the names of its offices too
        known = _filled(_of_nobody(paper) if agency else paper, (printed or own).identity)
        if printed is None and (decided or known.whose == own.whose) and (known.versi is None or known.baris <= first_row):
            last = replace(own, versi=known.versi)
        elif printed is None or known.whose != printed.whose or (known.versi and known.versi != printed.versi):
            yield last
            last = known
        else:
            continue
        printed = known
    yield last


def _of_report(own: BoundPaper, said: Sequence[BoundPaper]) -> Iterator[BoundPaper]:
    """A report, and the plans of other offices bound into it."""
    last = own
    yield own
    for paper in said:
        office = paper.identity.upt_id
        if paper.identity.jenis != PLAN or not office:
            continue
        known = own if office == own.identity.upt_id else _filled(paper, own.identity)
        if known.whose != last.whose:
            last = replace(known, baris=paper.baris)
            yield last


def _filled(paper: BoundPaper, known: Identity) -> BoundPaper:
    """The paper, of the office and year before it where its title names none."""
    said = paper.identity
    nobody = said.upt_id is None and said.upt_raw is None
    office = (known.upt_id, known.upt_raw) if nobody else (said.upt_id, said.upt_raw)
    identity = replace(known, jenis=said.jenis, upt_id=office[0], upt_raw=office[1], tahun=said.tahun or known.tahun, periode=said.periode)
    return replace(paper, identity=identity)


def _of_nobody(paper: BoundPaper) -> BoundPaper:
    return replace(paper, identity=replace(paper.identity, upt_id=None, upt_raw=None))


def _said(reading: Reading, outside: Collection[int], titles: Sequence[Title], offices: Offices) -> Iterator[BoundPaper]:
    """What the titles between the tables say, each at the first row behind it; of several the nearest to the table, and of the others what
    it does not say."""
    for baris, lines in _between(reading, outside):
        texts = [line.text for line in lines]
        found = [position for position, jenis in titles_in(texts, titles) if _is_title(texts[position])]
        papers = [_read(lines, position, titles, offices, baris) for position in reversed(found)]
        if papers:
            said = papers[0]
            for paper in papers[1:]:
                if paper.identity.jenis == said.identity.jenis:
                    said = replace(_filled(said, paper.identity), versi=said.versi or paper.versi)
            yield said


def _between(reading: Reading, outside: Collection[int]) -> Iterator[tuple[int, list[Line]]]:
    """The lines between two tables, with those that are ruled like the second, and the row that follows."""
    seen = 0
    for block, before in zip(reading.blocks, reading.sebelum, strict=True):
        ruled = [row for row in block.rows if row.baris in outside]
        lines = [*reading.lines[seen:before], *(Line(text_of(row), block.halaman) for row in ruled)]
        if lines:
            yield block.rows[0].baris, lines
        seen = max(seen, before)


def _is_title(text: str) -> bool:
    return len(text.split()) <= MOST_WORDS and text[:1].isupper() and not text.endswith((".", ";", ","))


def _read(lines: Sequence[Line], position: int, titles: Sequence[Title], offices: Offices, baris: int) -> BoundPaper:
    """What the title in this line says, with what stands around it on its page."""
    page = lines[position].halaman
    behind = [line.text for line in takewhile(lambda line: line.halaman == page, lines[position : position + BELOW])]
    above = [line.text for line in lines[:position] if line.halaman == page] if page else []
    found = identify([*behind, *(above if len(above) <= ABOVE else ())], titles, offices)
    jenis = next(jenis for _, jenis in titles_in(behind, titles))
    stranger = next((text for text in behind if found.upt_id is None and _is_office(text)), None)
    versi = next((versi for text in behind if _is_title(text) and (versi := version_of(text)) == REVISED), None)
    identity = Identity(jenis, found.upt_id, found.upt_raw or stranger, found.tahun, period_of(jenis, behind), None, None)
    judul = " ".join([lines[position].text, *([identity.upt_raw] if identity.upt_raw else [])])
    return BoundPaper(baris, judul, identity, versi)


def _is_office(text: str) -> bool:
    """True for a line that begins as the name of an office does."""
    return _is_title(text) and begins_with_level(fold_upt(text))
