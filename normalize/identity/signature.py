"""Place and date, as a document is signed: in one line, set down over several, or mixed up by a stamp."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache

import regex
from msgspec import Struct

from normalize.heads.headings import month_names
from normalize.words.names import fold

# '6 Januari 2025' '06-01-2025' '6/1/2025': the day first.
_DATE = r"(?P<hari>\d{1,2})(?:\s+(?P<bulan>\p{L}{3,10})\.?\s+|(?P<sela>[-/.])(?P<bulan>\d{1,2})(?P=sela))(?P<tahun>(?:19|20)\d\d)\b"
# 'Palopo, 02 Maret 2026' 'Dumai, 12 February 2025' 'Kab. Sorong, 3 Jan. 2022'
SIGNED = regex.compile(r"(?P<tempat>\p{Lu}[\p{L}.' -]{2,40}?)\s*,\s*(?:tanggal\s+)?" + _DATE)
_SET_DOWN = r"(?i:ditetapkan|ditandatangani|dikeluarkan|disahkan|dibuat)\s+(?i:di)\s*:?\s*(?P<tempat>\p{Lu}[\p{L}.' -]{2,40}?)"
# 'Ditetapkan di : Ambon' and below it 'Pada tanggal : 6 Januari 2025'; 'Dikeluarkan di Ambon, tanggal 6 Januari 2025' in one line.
# Words of another column may stand between.
SET_DOWN = regex.compile(_SET_DOWN + r"\s*(?=,|\n|(?i:\bpada\b)|(?i:\btanggal\b))(?s:.{0,80}?)\b(?i:tanggal)\s*:?\s*" + _DATE)
# One of the lines alone, as a table's cell holds it.
SET_DOWN_LINE = regex.compile(_SET_DOWN + r"|(?i:pada\s+)?(?i:tanggal)\s*:?\s*" + _DATE)
# 'Palopo,      Maret 2026' '…, ……… Maret 2026': the day is left for the pen.
DAY_LEFT_OPEN = regex.compile(r"\p{Lu}[\p{L}.' -]{2,40}?\s*,[\s.…_-]*(?P<bulan>\p{L}{3,10})\.?\s+(?:19|20)\d\d")
SET_DOWN_LINES = 4
"""Place and date are set down over so many lines."""
SHORT = 60
"""A longer line is prose that tells where and when something was set down."""
MOST_WORDS = 12
"""The date stands so near behind its place, whatever a stamp has put between."""


class Signature(Struct, frozen=True):
    """Place and date in the line at `position`. sendiri: the line holds nothing else, so it is no prose."""

    position: int
    tempat: str
    tanggal: date
    sendiri: bool


def signatures(lines: Sequence[str]) -> Iterator[Signature]:
    """Every place and date in these lines, in their order."""
    for position, line in enumerate(lines):
        match = SIGNED.search(line)
        when = _date(match) if match else None
        if match and when:
            yield Signature(position, match["tempat"].strip(), when, len(match[0]) >= len(line) - 3)
            continue
        found = SET_DOWN.search("\n".join(lines[position : position + SET_DOWN_LINES]))
        when = _date(found) if found and found.start() < len(line) else None
        if found and when:
            yield Signature(position, found["tempat"].strip(), when, len(line) <= SHORT)


def _date(match: "regex.Match[str]") -> date | None:
    word = match["bulan"].casefold()
    month = int(word) if word.isdecimal() else month_names().get(word)
    if month:
        with suppress(ValueError):
            return date(int(match["tahun"]), month, int(match["hari"]))
    return None


@lru_cache(maxsize=4096)
def is_signature(line: str) -> bool:
    """True for a line that holds place and date, or one of both as they are set down, and nothing else."""
    alone = SET_DOWN_LINE.fullmatch(line)
    return any(found.sendiri for found in signatures([line])) or (alone is not None and (alone["hari"] is None or _date(alone) is not None))


def is_open_signature(line: str) -> bool:
    """True for a line of place, month and year whose day is left open."""
    match = DAY_LEFT_OPEN.fullmatch(line)
    return match is not None and match["bulan"].casefold() in month_names()


def signed(lines: Sequence[str]) -> tuple[str | None, date | None]:
    """The place and date of the signature: of the lines that hold nothing else the one with the latest date, for a report prints
    the plan's signature too; else the last line that has both."""
    found = list(signatures(lines))
    whole = [item for item in found if item.sendiri]
    last = max(whole, key=lambda item: (item.tanggal, item.tempat)) if whole else found[-1] if found else None
    return (last.tempat, last.tanggal) if last else (None, None)


def scattered(lines: Sequence[str], office: str) -> tuple[str | None, date | None]:
    """Place and date in a line whose words a stamp over the signature has mixed up ('DRAFT Palopo, Kepala Balai 02 Maret POM 2026'):
    only where the place is the office's own, and day, month and year follow it in this order."""
    for line in reversed(lines):
        before, comma, behind = line.partition(",")
        words = before.split()
        place = next(
            (" ".join(words[i:]) for i in range(len(words)) if f" {fold(office)} ".endswith(f" {fold(' '.join(words[i:]))} ")), None
        )
        tokens = behind.split()[:MOST_WORDS]
        day = next((i for i, token in enumerate(tokens) if regex.fullmatch(r"\d{1,2}", token)), None)
        if not comma or place is None or day is None:
            continue
        month = next((i for i in range(day + 1, len(tokens)) if tokens[i].casefold() in month_names()), len(tokens))
        year = next((int(token) for token in tokens[month + 1 :] if regex.fullmatch(r"(?:19|20)\d\d", token)), None)
        if year is not None:
            with suppress(ValueError):
                return place, date(year, month_names()[tokens[month].casefold()], int(tokens[day]))
    return None, None
