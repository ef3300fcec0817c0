"""Tables of no known kind whose rows name registered indicators: asked, unless a named rule of registry/rules/tabel_dikecualikan.csv leaves
them out by a head, or the rows that name an indicator hold no figure (rule `tanpa_angka`)."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

import regex

from extract.cells import PrintedRow
from normalize.heads.kolom import YEAR
from normalize.indicators.indikator import BUKAN, TERBUKA, TINJAUAN, Indicators
from normalize.kinds.interpret import Tafsir
from normalize.kinds.kind import LAIN
from normalize.kinds.target import Konteks
from normalize.proof.head_questions import unknown_table
from normalize.rows import Cek
from normalize.tables.tempat import place_of
from normalize.words.kode import BARE_NUMBER, CODE
from normalize.words.names import fold
from normalize.words.numbers import bare_number
from normalize.words.registry_rows import registry_rows

LEAST_WORDS = 2
"""A name of one word is a word."""


@cache
def _rules() -> tuple[tuple[str, "regex.Pattern[str]"], ...]:
    rows = registry_rows("rules/tabel_dikecualikan.csv", "aturan", "pola", "contoh")
    return tuple((row["aturan"], regex.compile(row["pola"])) for row in rows)


def rule_of(heads: Sequence[str]) -> str | None:
    """The rule that leaves a table with these heads out; None without one."""
    folded = [fold(text) for text in heads]
    return next((name for name, pattern in _rules() if any(pattern.fullmatch(text) for text in folded)), None)


def unread_tables(read: Sequence[Tafsir], indicators: Indicators, konteks: Callable[[Tafsir], Konteks]) -> Iterator[Cek]:
    """A failed check for each table that names indicators and gave no rows, at its first row that does."""
    for item in read:
        if item.jenis != LAIN or item.ragu:
            continue
        first = next((row for segment in item.table.segments for row in segment.body if _is_measured(row, indicators)), None)
        heads = [cell.text for row in item.table.segments[0].block.rows[:2] for cell in row.cells if cell.lines]
        if first is not None and rule_of(heads) is None:
            yield unknown_table(item, konteks(item), place_of(first.cells, first.baris))


def _is_measured(row: PrintedRow, indicators: Indicators) -> bool:
    """True for a row with the name of an indicator and a figure behind it."""
    named = False
    for cell in row.cells:
        if named and bare_number(cell.text) is not None and not YEAR.fullmatch(cell.text):
            return True
        named = named or _names(cell.text, indicators)
    return False


def _names(text: str, indicators: Indicators) -> bool:
    for prefix in (CODE, BARE_NUMBER):
        match = prefix.match(text)
        text = text[match.end() :] if match else text
    # What a person said of a name is no word of the registry, and is not asked for again when it changes.
    return len(text.split()) >= LEAST_WORDS and indicators.match(text).asal not in (TERBUKA, BUKAN, TINJAUAN)
