"""The levels of a budget (registry/words/tingkat_anggaran.csv): told by a row's code, else by the words that its name begins with."""

from collections.abc import Iterator
from functools import cache

import regex
from msgspec import Struct

from normalize.words.names import fold
from normalize.words.registry_rows import registry_rows

SASARAN, PROGRAM, KEGIATAN, SUBKEGIATAN = "SASARAN", "PROGRAM", "KEGIATAN", "SUBKEGIATAN"
LEVELS = (SASARAN, PROGRAM, KEGIATAN, SUBKEGIATAN)
BY_CODE, BY_NAME = "kode", "nama"
# 'DR.3165 - Pengawasan …' '3165.BMB.001 Layanan …' '063.01.DR: Program …': a code, then the name.
BEFORE_NAME = regex.compile(r"(?P<kode>[\dA-Zx]+(?:\.[\dA-Zx]+)*)\.?(?P<pisah>\s*[-–—:]\s*|\s+)(?P<nama>\p{L}.*)", regex.DOTALL)
# 'A. Program …' 'II Program …' '1) Kegiatan …': what counts the rows
COUNTED = regex.compile(r"(?:[A-Z]|[IVX]{1,5}|\d{1,2})(?:[.)]\s*|\s+)(?=\p{L})")
YEAR = regex.compile(r"(?:19|20)\d\d")
# 'Kegiatan: Pengawasan …' 'Program 1 : …': the level's word, set off from the name.
LABEL = regex.compile(r"(?:sasaran|program|(?:sub[ -]?)?kegiatan|k?ro|output)\s*\d*\s*[:–—-]\s*", regex.IGNORECASE)


class Level(Struct, frozen=True):
    """tingkat: one of LEVELS; dalam: how far below it inside that level (a KRO, its RO, its komponen are all SUBKEGIATAN)."""

    tingkat: str
    dalam: int = 0

    @property
    def depth(self) -> tuple[int, int]:
        """Smaller is nearer to the whole."""
        return LEVELS.index(self.tingkat), self.dalam


@cache
def _patterns() -> tuple[tuple[str, Level, "regex.Pattern[str]"], ...]:
    rows = registry_rows("words/tingkat_anggaran.csv", "tingkat", "dalam", "cara", "pola", "contoh")
    return tuple((row["cara"], Level(row["tingkat"], int(row["dalam"])), regex.compile(row["pola"])) for row in rows)


def _told(by: str, text: str) -> Iterator[Level]:
    return (level for how, level, pattern in _patterns() if how == by and pattern.fullmatch(text))


def level_of_code(code: str) -> Level | None:
    """The level of a code by itself; None for a text that is no code of a budget."""
    return next(_told(BY_CODE, fold(code).strip(" .")), None)


def level_of_name(name: str) -> Level | None:
    """The level that the first words of a name tell."""
    return next(_told(BY_NAME, fold(name)), None)


def code_before(text: str) -> tuple[str | None, str]:
    """A code printed in front of a name, and the name without what counts it.

    A code without a point needs a stroke behind it, for '2022 Kegiatan …' is a year and 'KIE …' a word; four digits do not.
    """
    counted = COUNTED.match(text.strip())
    text = text.strip()[counted.end() :] if counted else text.strip()
    match = BEFORE_NAME.fullmatch(text)
    if match is None or level_of_code(match["kode"]) is None:
        return None, text
    bare = "." not in match["kode"]
    struck = bool(match["pisah"].strip())
    if bare and not struck and (not match["kode"].isdecimal() or YEAR.fullmatch(match["kode"])):
        return None, text
    return match["kode"], match["nama"].strip()


def without_label(name: str) -> str:
    """The name without the word of its level, where that is set off by a stroke or colon."""
    match = LABEL.match(name)
    return name[match.end() :].strip() if match and match.end() < len(name) else name
