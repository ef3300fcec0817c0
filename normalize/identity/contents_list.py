"""What a report's own lists say is in it: chapters, sections and tables that its DAFTAR ISI and DAFTAR TABEL name, against those that
occur."""

from collections.abc import Iterator, Sequence

import regex
from msgspec import Struct

from normalize.words.names import fold

LIST_BEGINS = regex.compile(r"daftar (?:isi|t ?abel|lampiran)")
# '4.2. Saran ........ 12' 'Kata Pengantar … iii' 'BAB I PENDAHULUAN 7' 'LAMPIRAN.....': a line of a list. 'BAB I' ends in no page.
LISTED = regex.compile(r".*(?:[.…·_]{3,}|(?:\. ){3,}).*|.*\p{L}.*\s(?:\d{1,3}|[ivxlc]{1,6})")
MOST_WRAPPED = 2
"""So many lines without a page number may stand in a list: long titles are broken."""
LEAST_ENTRIES = 4
"""Fewer are no list of what a report holds."""

# 'BAB IV PENUTUP' 'Bab 4' → 'bab 4'; '4.2. Saran' → '4.2'; 'Tabel 3.1 Capaian' → 'tabel 3.1'; 'Lampiran 2' → 'lampiran'.
CHAPTER = regex.compile(r"bab\s+(?P<nomor>[ivx]{1,5}|\d{1,2})\b[\s.:-]*(?P<judul>.*)", regex.IGNORECASE)
SECTION = regex.compile(r"(?P<nomor>\d{1,2}(?:\.\d{1,2})+)\.?\s+\p{L}.*")
TABLE = regex.compile(r"t ?abel\s+(?P<nomor>\d{1,2}(?:\s?[.–-]\s?\d{1,3})*)\b.*", regex.IGNORECASE)
APPENDIX = regex.compile(r"lampiran\b.*", regex.IGNORECASE)
LAST_CHAPTER = regex.compile(r"penutup|(?:ke)?simpulan\b.*", regex.IGNORECASE)
ROMAN = {"i": 1, "v": 5, "x": 10}


class Contents(Struct, frozen=True):
    """The lists and the rest of a document. entries: key → the entry as printed; body: the texts outside the lists, from the first on."""

    entries: dict[str, str]
    body: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The entries that the body has not, as printed."""
        there = {key_of(text) for text in self.body}
        return tuple(text for key, text in self.entries.items() if key not in there)


def contents_of(texts: Sequence[str]) -> Contents:
    """texts: the document's lines and rows in printed order."""
    listed: list[str] = []
    body: list[str] = []
    inside, wrapped, seen = False, 0, False
    for text in texts:
        if LIST_BEGINS.fullmatch(fold(text)):
            inside, wrapped, seen = True, 0, True
        elif inside and LISTED.fullmatch(text):
            listed.append(text)
            wrapped = 0
        elif inside and wrapped < MOST_WRAPPED:
            wrapped += 1
            body.append(text)
        else:
            inside = False
            if seen:
                body.append(text)
    entries: dict[str, str] = {}
    for text in listed:
        key = key_of(text)
        if key:
            entries.setdefault(key, _title(text))
    return Contents(entries if len(entries) >= LEAST_ENTRIES else {}, tuple(body))


def key_of(text: str) -> str | None:
    """What an entry and the heading that it names have in common; None for any other text."""
    if match := CHAPTER.match(text):
        return f"bab {_number(match['nomor'])}"
    if match := SECTION.match(text):
        return match["nomor"]
    if match := TABLE.match(text):
        return "tabel " + regex.sub(r"\s", "", match["nomor"])
    return "lampiran" if APPENDIX.match(text) else None


def _title(text: str) -> str:
    """The entry without its dots and page."""
    return regex.sub(r"[\s.…·_]*(?:\d{1,3}|[ivxlc]{1,6})?$", "", text, flags=regex.IGNORECASE)


def closing_chapter(texts: Sequence[str]) -> bool:
    """True where the chapters are counted from the first without a gap, and the last one is the closing one."""
    found = list(_chapters(texts))
    numbers = list(dict.fromkeys(number for number, _ in found))
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)) and LAST_CHAPTER.match(found[-1][1]) is not None


def _chapters(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Number and title of each chapter's heading; the title may stand in the next line."""
    for text, after in zip(texts, [*texts[1:], ""], strict=False):
        match = CHAPTER.fullmatch(text)
        if match and not LISTED.fullmatch(text):
            yield _number(match["nomor"]), match["judul"].strip() or after.strip()


def _number(text: str) -> int:
    """'IV' → 4"""
    if text.isdigit():
        return int(text)
    values = [ROMAN[letter] for letter in text.casefold()]
    return sum(-value if value < max(values[n:]) else value for n, value in enumerate(values))
