"""How well a reading is proved, and which pages deserve another reader."""

from collections import Counter

from extract.cells import NO_TEXT, STRUCK, UNREADABLE, UNSEEN, PrintedRow, Reading
from normalize.proof.torn_columns import LEAST_FIGURES
from normalize.rows import FAKTA, DocumentRows
from normalize.status_cek import GAGAL, LOLOS
from normalize.tables.loose_rows import pages_with_loose_rows
from normalize.tables.tempat import SHARED
from normalize.words.numbers import bare_number

READER_MAY_ERR = {
    "kontribusi_vs_anggaran",
    "anggaran_ro_konsisten",
    "kontribusi_vs_anggaran_ro",
    "baris_tidak_dikenal",
    "blok_tanpa_indikator",
}
"""Rules whose failure on a page can come from a cell put in the wrong place."""
CELLS_MAY_ERR = {"angka_terbuka", "tabel_tidak_dikenal"}
"""Rules whose failure tells of columns or heads that were read together. A reader with letters of its own costs more here than it wins."""
AS_SHOWN = {NO_TEXT, STRUCK, UNSEEN}
"""Flags of rows where the page and its file are not alike."""
GUESSED = "baris_disimpulkan"
"""The flag of rows that no rules part."""
NO_TABLE = "tabel_tidak_ditemukan"
MANY = 30
"""A document without any table that its title promises is read again as a whole only up to so many pages."""


def pages_in_doubt(rows: DocumentRows, reading: Reading, same_letters: bool = False) -> dict[int, str]:
    """Page → why another reader should look at it (a flag): its tables do not pass their checks (then the page after it as well,
    on which its last row may go on), the grid found on it leaves words out, or it has no grid though rows of figures stand on it or a
    picture lies under its text. {} for a text dump, and for a paper of unknown kind: nothing there decides between two readings. Nor does
    anything where no check fails, so a grid that leaves words out is read again only where one does. same_letters: the other reader only
    proposes other cells, and sees the page: one that shows other things than its file says is given to no reader of the file alone."""
    if rows.dokumen.jenis is None:
        return {}
    last = reading.halaman or 0
    unlike = set() if same_letters else {block.halaman for block in reading.blocks if any(map(_unlike_its_file, block.rows))}
    if rows.dokumen.jenis == "RAPK" and not rows.target and last <= MANY:
        return {page: NO_TABLE for page in range(1, last + 1) if page not in unlike}
    failed = [cek for cek in rows.cek if cek.status == GAGAL]
    told = READER_MAY_ERR | CELLS_MAY_ERR if same_letters else READER_MAY_ERR
    pages = {page for cek in failed if cek.aturan in told and cek.halaman for page in (cek.halaman, cek.halaman + 1)}
    ruled = {block.halaman for block in reading.blocks}
    bare = (pages_with_loose_rows(reading) | set(reading.latar)) - (set() if same_letters else ruled)
    broken = reading.ragu if failed else ()
    if same_letters:
        bare |= _run_together(rows)
    doubts = dict.fromkeys(sorted(bare), NO_TABLE) | dict.fromkeys(broken, "kisi_rusak") | dict.fromkeys(pages, "cek_gagal")
    return {page: why for page, why in sorted(doubts.items()) if page <= last and page not in unlike}


def _unlike_its_file(row: PrintedRow) -> bool:
    """True for a row that shows less than the file has there, or something that its letters do not say."""
    return not AS_SHOWN.isdisjoint(row.bendera) or any(UNREADABLE in line for cell in row.cells for line in cell.lines)


def _run_together(rows: DocumentRows) -> set[int]:
    """The pages with tables of unknown kind whose cells hold several figures each; in a plan, with figures in such tables at all: parts
    of it whose columns or rows were read together."""
    unknown = [(cell.halaman, cell.mentah or "") for cell in rows.sel if cell.tabel == "LAIN"]
    several = Counter(page for page, text in unknown if sum(bare_number(word) is not None for word in text.split()) >= LEAST_FIGURES)
    alone = Counter(page for page, text in unknown if rows.dokumen.jenis == "RAPK" and bare_number(text) is not None)
    return {page for page, count in (*several.items(), *alone.items()) if page and count >= LEAST_FIGURES}


def reads_more(first: DocumentRows, second: DocumentRows) -> bool:
    """True where the second reading has rows that the first has not, and proves at least as much more as it fails more; where the first
    has none at all, what the second fails is said of its rows."""

    def proved(rows: DocumentRows) -> int:
        return sum((cek.status == LOLOS) - (cek.status == GAGAL) for cek in rows.cek)

    more = _keeps_rows(first, second) and sum(_counts(second)) > sum(_counts(first))
    return more and not _gives_to_one(first, second) and (not any(_counts(first)) or proved(second) >= proved(first))


def better_proved(first: DocumentRows, second: DocumentRows) -> bool:
    """True where the second reading fails fewer checks and proves no less; with fewer rows in any table only where it proves more, for rows
    that a wrong grid makes up count too."""

    def count(rows: DocumentRows, status: str) -> int:
        return sum(cek.status == status for cek in rows.cek)

    fewer = count(second, GAGAL) < count(first, GAGAL) or (not first.target and bool(second.target))
    more = count(second, LOLOS) - count(first, LOLOS)
    return fewer and not _gives_to_one(first, second) and more >= (0 if _keeps_rows(first, second) else 1)


def _counts(rows: DocumentRows) -> tuple[int, ...]:
    return tuple(len(getattr(rows, tabel)) for tabel in FAKTA)


def _keeps_rows(first: DocumentRows, second: DocumentRows) -> bool:
    """True where no table of facts has fewer rows in the second reading."""
    return all(now >= before for before, now in zip(_counts(first), _counts(second), strict=True))


def _gives_to_one(first: DocumentRows, second: DocumentRows) -> bool:
    """True where the second reading gives to one row what a ruled cell of the first prints for several: who sees no rules sees no such
    cell. Where the first one's rows are guessed, so are its cells."""

    def shared(rows: DocumentRows) -> int:
        return sum(SHARED in row.bendera and GUESSED not in row.bendera for tabel in FAKTA for row in getattr(rows, tabel))

    return shared(second) < shared(first)
