"""Every cell of every table, and what became of the numbers in it.

The account is made from the rows that are handed on, not from the way they were read: a printed number is in the facts where a fact row of
the same printed row holds its value, and each fact answers for one printed number. So a number that was lost on the way is open, whatever
lost it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import regex
from msgspec import Struct

from extract.cells import PrintedRow
from extract.running.tables import PrintedTable
from normalize.account.fact_numbers import facts_of
from normalize.account.heads_above import HeadCells, heads_of, with_rows
from normalize.account.ledger import EMPTY, Fate, NumberLedger
from normalize.account.printed import numbers_in
from normalize.account.torn import torn_numbers
from normalize.alamat import DOKUMEN, Alamat
from normalize.nasib import FIGURES, Nasib, kind_of
from normalize.rows import DocumentRows, Neraca, Sel
from normalize.tables.sel import ReadCell
from normalize.words.numbers import bare_number, candidates

YEAR = regex.compile(r"(?:19|20)\d\d")
LEAST_FIGURES = 2
"""One number in a head may be a year or a limit."""
Place = tuple[int, int]
"""tabel_no and baris."""


class Open(Struct, frozen=True):
    """A printed number that was placed nowhere. kepala: the words above it, '' where no head is known."""

    kepala: str
    teks: str
    sel: Sel


class Account(Struct, frozen=True):
    """sel: with `nasib` and `tujuan`; neraca: numbers by table and fate; terbuka: the open ones in printed order."""

    sel: tuple[Sel, ...]
    neraca: tuple[Neraca, ...]
    terbuka: tuple[Open, ...]


class KnownTables(Struct, frozen=True):
    """What was decided of the tables before. doubtful: tabel_no of those without a kind that speak of performance; the numbers of others
    without a kind are `lain`. outside: numbers of rows that are ruled like a table and are none of it. corrected, texts: what is
    printed where a person put a number or a text right."""

    doubtful: frozenset[int]
    outside: frozenset[int]
    corrected: Mapping[Alamat, Decimal]
    texts: Mapping[Alamat, str]


def account(rows: DocumentRows, read: Sequence[ReadCell], tables: Sequence[PrintedTable], known: KnownTables) -> Account:
    """The fate of every cell of the tables. rows: without `sel`; read: these cells, in their order."""
    facts, sums = facts_of(rows, known.corrected, known.texts), _sums(rows, known.corrected)
    cells: dict[Place, list[ReadCell]] = defaultdict(list)
    for cell in read:
        cells[cell.tabel_no, cell.baris].append(cell)
    told: dict[tuple[int, int], Sel] = {}
    terbuka: list[Open] = []
    counts: Counter[tuple[int, str, Nasib]] = Counter()
    for table in tables:
        no = table.tabel_no
        lines = list(_rows(table, min(facts.sumber.get(no, ()), default=0)))
        tabel = next((found[0].tabel for row, _, _ in lines if (found := cells.get((no, row.baris)))), None)
        other = rows.dokumen.jenis is None or (tabel == "LAIN" and no not in known.doubtful)
        body = [cells.get((no, row.baris), []) for row, _, is_head in lines if not is_head]
        ledger = NumberLedger(facts, no, sums, other, torn_numbers(facts, no, body))
        for row, heads, is_head in lines:
            here = cells.get((no, row.baris), [])
            if is_head or row.baris in known.outside:
                fates = [_of_words(cell, Nasib.JUDUL if is_head else Nasib.TEKS) for cell in here]
            else:
                fates = ledger.row(row.baris, here, heads)
            for cell, fate in zip(here, fates, strict=True):
                sel = told[cell.baris, cell.kolom] = cell.told(fate.nasib, fate.tujuan)
                for nasib, teks in fate.angka:
                    counts[no, tabel or "LAIN", kind_of(nasib)] += 1
                    if nasib == Nasib.TERBUKA:
                        terbuka.append(Open(heads.above(cell), teks, sel))
    return Account(tuple(told[cell.baris, cell.kolom] for cell in read), _neraca(rows.dokumen.doc_id, counts), tuple(terbuka))


def _rows(table: PrintedTable, first: int) -> Iterator[tuple[PrintedRow, HeadCells, bool]]:
    """Each row with the head that holds for it, and whether it belongs to the head itself. first: the first row that gave facts."""
    for segment, heads in zip(table.segments, heads_of(table), strict=True):
        headless = 0
        if not segment.head and not heads.cells:
            # a head that no vocabulary knows: rows of words above the first facts
            headless = next((n for n, row in enumerate(segment.body) if row.baris >= first or _has_figure(row)), 0)
            heads = with_rows(heads, segment.body[:headless])
        yield from ((row, heads, not _holds_figures(row)) for row in (*segment.head, *segment.body[:headless]))
        yield from ((row, heads, False) for row in segment.body[headless:])


def _has_figure(row: PrintedRow) -> bool:
    return any(bare_number(cell.text) is not None for cell in row.cells)


def _holds_figures(row: PrintedRow) -> bool:
    """True for a row of figures, whatever called it a head: it prints several numbers that are neither years nor count the columns, or has
    the first row of figures in it ('% 58.99' beside 'Target Volume 434'; 'Triwulan 3' beside 'Triwulan 3' is a head)."""
    printed = _values(cell.text for cell in row.cells)
    counting = all(value % 1 == 0 for value in printed) and all(one < other for one, other in pairwise(printed))
    behind = _values(cell.text.rpartition(" ")[2] for cell in row.cells if " " in cell.text)
    joined = len(behind) > LEAST_FIGURES and any(value % 1 for value in behind)
    return joined or (len(printed) >= LEAST_FIGURES and not counting)


def _values(texts: Iterable[str]) -> list[Decimal]:
    """Of the texts that are numbers, and no years."""
    return [reading[0].value for text in texts if (reading := candidates(text)) and not YEAR.fullmatch(text)]


def _of_words(cell: ReadCell, nasib: Nasib) -> Fate:
    """The fate of a cell whose digits are no figures: of a head, or of a title or signature ruled like the table."""
    text = cell.mentah or ""
    if not text.strip():
        return EMPTY
    return Fate(nasib, tuple((nasib.value, number.teks) for number in numbers_in(text)))


def _sums(rows: DocumentRows, corrected: Mapping[Alamat, Decimal]) -> Mapping[Place, frozenset[Decimal]]:
    """Place of a row → what checks added up or held against a sum there, as it may be printed."""
    totals = {place.baris: value for place, value in corrected.items() if place.tabel == DOKUMEN}
    factor = rows.dokumen.skala_rupiah or 1
    found: dict[Place, set[Decimal]] = defaultdict(set)
    for cek in rows.cek:
        for value in (cek.harapan, cek.terbaca, totals.get(cek.baris)):
            if value is not None:
                found[cek.tabel_no or 0, cek.baris] |= {value, value / factor}
    return {place: frozenset(values) for place, values in found.items()}


def _neraca(doc_id: str, counts: Mapping[tuple[int, str, Nasib], int]) -> tuple[Neraca, ...]:
    return tuple(
        Neraca(doc_id=doc_id, tabel_no=no, tabel=tabel, nasib=nasib.value, jumlah=number)
        for (no, tabel, nasib), number in sorted(counts.items())
        if nasib in FIGURES
    )
