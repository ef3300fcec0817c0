"""Captions of tables: what one is, and whether a document sets them above its tables or below."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import regex
from msgspec import Struct

from extract.running.tables import PAGE_NUMBER
from normalize.words.names import fold
from normalize.words.registry_rows import registry_rows

# 'Tabel 2.2 Rencana Aksi …' 'TABEL 3. CAPAIAN …' 'Tabel II-4: Realisasi …' 'Tabel 3.1'; not 'Tabel 3.1 menunjukkan bahwa …'.
NUMBERED = regex.compile(r"t ?abel\s+(?P<nomor>(?:\d+|[IVX]+)(?:\s?[.–-]\s?\d+)*)\b\s*[.:]?\s*(?P<judul>.*)", regex.IGNORECASE)
# 'Tabel Capaian Kinerja …': a caption without a number; not 'Tabel berikut …'.
UNNUMBERED = regex.compile(r"(?:Tabel|TABEL)\s+\p{Lu}.*")
LOWER = regex.compile(r"\p{Ll}")
# 'Tabel 2.1 Perjanjian Kinerja ........ 12' 'Tabel 2.1 Perjanjian Kinerja … 12': a line of the list of tables.
LISTED = regex.compile(r"[.…·_]{3,}|…\s*\d|\.{2,}\s*\d|(?:\. ){3,}")
LIST_BEGINS = regex.compile(r"daftar t ?abel\b.*")
LIST_ENDS = regex.compile(r"(?:daftar (?!t ?abel)|bab |kata pengantar|ringkasan|ikhtisar|pendahuluan).*")
# '2021 (Semula)' '(Menjadi)' 'dan Makanan Tahun 2022': the rest of a caption that is longer than its line.
GOES_ON = regex.compile(r"[\p{Ll}\d(].{0,80}|.{1,60}(?:20\d\d|\))")


class Caption(Struct, frozen=True):
    """The line above (or below) a table that numbers and names it."""

    nomor: str
    teks: str


def caption_of(line: str) -> Caption | None:
    """The caption with a number that a line is; None for prose about a table and for a line of the list of tables."""
    match = NUMBERED.match(line)
    if not match or LOWER.match(match["judul"]) or LISTED.search(line):
        return None
    return Caption(regex.sub(r"\s", "", match["nomor"]).upper(), line)


def is_caption(line: str) -> bool:
    """True for a caption, with a number or without."""
    return caption_of(line) is not None or (UNNUMBERED.fullmatch(line) is not None and not LISTED.search(line))


@cache
def named_kinds() -> tuple[tuple[str, "regex.Pattern[str]"], ...]:
    """Kinds of tables with the words that name them in a caption, the more telling first."""
    return tuple((row["tabel"], regex.compile(row["pola"])) for row in registry_rows("words/tabel_bernama.csv", "tabel", "pola"))


def kind_named(title: str) -> str | None:
    """The kind that a caption or heading names; None where it names none."""
    return next((kind for kind, pattern in named_kinds() if pattern.search(fold(title))), None)


def captions_below(gaps: Sequence[Sequence[str]], kinds: Sequence[str]) -> bool:
    """Whether the document sets its captions below its tables: decided once, by where they stand and by what they name.

    gaps: the lines before each table, and those behind the last one. kinds: what each table is by its head alone.
    """
    above, below = 0, 0
    for position, gap in enumerate(_lines(gap) for gap in gaps):
        first, last = _leading(gap), _closing(gap)
        alone = first is not None and first == last
        if first is not None and position > 0:
            # Words between it and the next table part it from that one; nothing but it tells nothing, unless no table follows.
            below += not alone or position == len(kinds)
            below += kind_named(gap[first]) == kinds[position - 1]
        if last is not None and position < len(kinds):
            above += not alone or position == 0
            above += kind_named(gap[last]) == kinds[position]
    return below > above


def _lines(gap: Sequence[str]) -> list[str]:
    return [line for line in gap if not PAGE_NUMBER.fullmatch(line)]


def _leading(gap: Sequence[str]) -> int | None:
    """The place of the caption that the gap begins with: 0, or None."""
    return 0 if gap and is_caption(gap[0]) else None


def _closing(gap: Sequence[str]) -> int | None:
    """The place of the caption that the gap ends with, which may be of several lines."""
    return next((i for i in range(len(gap) - 1, -1, -1) if is_caption(gap[i]) and i + _length(gap[i:]) >= len(gap)), None)


def _length(gap: Sequence[str]) -> int:
    """Of how many lines the caption is that the gap begins with."""
    count = 1
    for before, line in pairwise(gap):
        if is_caption(line) or before.endswith((")", ".")) or not GOES_ON.fullmatch(line):
            break
        count += 1
    return count


def caption_after(after: Sequence[str]) -> str | None:
    """The caption that the lines behind a table begin with, its broken lines joined."""
    lines = _lines(after)
    return " ".join(lines[: _length(lines)]) if lines and is_caption(lines[0]) else None


def is_caption_alone(gap: Sequence[str]) -> bool:
    """True where nothing but one caption stands between two tables."""
    lines = _lines(gap)
    return _leading(lines) is not None and _closing(lines) == 0


def without_caption(before: Sequence[str]) -> Sequence[str]:
    """The lines before a table without the caption that they begin with, which is the table's before them."""
    lines = _lines(before)
    return lines[_length(lines) :] if lines and is_caption(lines[0]) else before


def captions(gaps: Sequence[Sequence[str]]) -> Iterator[list[Caption]]:
    """The captions with a number between one table and the next, without those of the list of tables."""
    listing = False
    for lines in gaps:
        found = []
        for line in lines:
            folded = fold(line)
            listing = (listing or LIST_BEGINS.match(folded) is not None) and LIST_ENDS.match(folded) is None
            caption = caption_of(line)
            if caption and not listing:
                found.append(caption)
        listing = False
        yield found
