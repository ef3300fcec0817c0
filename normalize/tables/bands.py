"""Rows over the width of a table that belong to no single column: the sasaran of the rows below, the sum of the rows above, names of groups
and sentences between rows."""

from functools import cache, lru_cache

import regex
from msgspec import Struct

from extract.cells import Cell, PrintedRow
from normalize.words.cell_kinds import is_wide
from normalize.words.kode import CODE
from normalize.words.names import fold, letters, split_prefix
from normalize.words.numbers import looks_numeric
from normalize.words.registry_rows import registry_rows

JOINT_WORDS = 3
"""So many words of the rest of a name tell that it goes on: what follows may name the office."""
WHOLE = 0.8
"""A band covers so much of the table's width."""
# 'Sasaran Kegiatan 1: Terwujudnya …' 'SASARAN STRATEGIS 2 - …' 'Sasaran: …'
SASARAN = regex.compile(
    r"sasaran(?:\s+(?:kegiatan|strategis|program|kinerja))*\s*(?:ke\s*-?\s*)?(?:(?P<nomor>\d{1,2})\s*[.:)–—-]*|[:–—-])\s*", regex.IGNORECASE
)
# 'Terwujudnya obat …' 'Meningkatnya kepuasan …': sasaran are told as what has become so.
BECOME = regex.compile(r"(?:Ter|Me|Ber|Ke)\p{Ll}+nya\b")
# '1' '2.' 'III' 'B.': what stands under NO before a band
NUMBER = regex.compile(r"(?:(?P<nomor>\d{1,2})|[IVX]{1,4}|[A-H])[.)]?")
# 'Sub Jumlah' 'Subtotal Sasaran 1' 'Jumlah Sasaran Kegiatan 2' 'Total SK 3' 'Jumlah I'; not 'Jumlah sasaran yang dibina'.
SUBTOTAL = regex.compile(
    r"sub[ -]?(?:total|jumlah)\b.*"
    r"|(?:total|jumlah)(?: anggaran)? (?:sasaran(?: (?:kegiatan|strategis|program|kinerja))*|ss|sk|sp)(?: ?[-.]? ?\d{1,2}(?:\b.*)?)?\s*:?"
    r"|(?:total|jumlah) (?:[a-d]|[ivx]{1,4}|\d{1,2})\s*:?"
)


class PitaSasaran(Struct, frozen=True):
    """The sasaran of a band: its number where one is printed, its lines."""

    nomor: int | None
    lines: tuple[str, ...]


def sasaran_band(row: PrintedRow) -> PitaSasaran | None:
    """The sasaran that a row prints over the whole width of the table, behind its number under NO or alone; None for other rows.

    A PDF's row proves it by its one wide cell; in a dump, where cells have no width, the word 'Sasaran' has to stand in front.
    """
    cells = [cell for cell in row.cells if cell.lines]
    under_no = NUMBER.fullmatch(cells[0].text) if len(cells) == 2 and is_wide(cells[1], row) else None
    if not cells or (len(cells) > 1 and not under_no):
        return None
    cell, text = cells[-1], cells[-1].text
    match = SASARAN.match(text)
    wide = is_wide(cell, row)
    if match and match.end() < len(text) and (wide or cell.bbox is None):
        return PitaSasaran(_first_number(under_no and under_no["nomor"], match["nomor"]), _behind(cell, match.end()))
    code = CODE.match(text)
    if code and code["kode"].upper().startswith("I"):
        return None
    number, rest = (int(code["nomor"]), text[code.end() :]) if code else split_prefix(text)
    if not wide or not begins_a_sasaran(rest):
        return None
    return PitaSasaran(_first_number(under_no and under_no["nomor"], number), _behind(cell, len(text) - len(rest)))


def _first_number(*numbers: str | int | None) -> int | None:
    return next((int(number) for number in numbers if number is not None), None)


@cache
def _other_beginnings() -> frozenset[tuple[str, ...]]:
    """The first words of the registry's sasaran that do not begin with what has become so: 'Layanan publik'."""
    names = (row["nama"] for row in registry_rows("indicators/sasaran.csv", "nama"))
    return frozenset(tuple(fold(name).split()[:2]) for name in names if not BECOME.match(name))


def begins_a_sasaran(text: str) -> bool:
    """True for the words that a sasaran's name begins with; the rest of a name behind a page's end has others."""
    return BECOME.match(text) is not None or tuple(fold(text).split()[:2]) in _other_beginnings()


@cache
def _known_sasaran() -> tuple[str, ...]:
    return tuple(letters(row["nama"]) for row in registry_rows("indicators/sasaran.csv", "nama"))


def goes_on_as_known(begun: str, rest: str) -> bool:
    """True where a sasaran of the registry begins with the one text and goes on with the words that begin the other."""
    whole = letters(begun) + letters(" ".join(rest.split()[:JOINT_WORDS]))
    return bool(begun) and any(name.startswith(whole) for name in _known_sasaran())


def is_known_sasaran(text: str) -> bool:
    """True for the whole name of a sasaran of the registry."""
    return letters(text) in _known_sasaran()


def is_group(row: PrintedRow) -> bool:
    """True for one text over the whole width of a table, 'Misi Kedua: …' or a sentence between two rows: it names no single row."""
    cells = [cell for cell in row.cells if cell.lines]
    return len(cells) == 1 and is_wide(cells[0], row) and not looks_numeric(cells[0].text)


def _behind(cell: Cell, count: int) -> tuple[str, ...]:
    """The cell's lines without the first `count` characters of its text."""
    lines = []
    for line in cell.lines:
        if count < len(line):
            lines.append(line[count:].strip())
        count = max(0, count - len(line) - 1)
    return tuple(line for line in lines if line)


def is_subtotal(row: PrintedRow) -> bool:
    """True for the sum of a part of the rows: its words, then nothing but values."""
    cells = [cell for cell in row.cells if cell.lines]
    named = [cell for cell in cells[:2] if SUBTOTAL.fullmatch(fold(cell.text))]
    return len(named) == 1 and all(cell is named[0] or looks_numeric(cell.text) for cell in cells)


@cache
def _summaries() -> tuple["regex.Pattern[str]", ...]:
    return tuple(regex.compile(row["pola"]) for row in registry_rows("words/ringkasan.csv", "pola"))


@lru_cache(maxsize=4096)
def is_summary(text: str) -> bool:
    """True for rows that sum up or head others ('Capaian SS1', 'NPS TOTAL', 'Stakeholder Perspective'): no indicators."""
    folded = fold(text).strip(" .:")
    return any(pattern.fullmatch(folded) for pattern in _summaries())
