"""The words of table heads, from registry/heads/header.csv and registry/words/bulan.csv: which column means what."""

import unicodedata
from dataclasses import dataclass
from functools import cache

import regex

from normalize.words.names import fold
from normalize.words.registry_rows import registry_rows

# 'Bulan 1' 'Bulan ke-3' 'Bln. 12', without blanks, for a narrow column breaks words.
MONTH_NUMBER = regex.compile(r"(?:bulan|bln\.?)(?:ke)?-?0?(?P<bulan>[1-9]|1[0-2])")
# 'januari 2024' "jan-24" "des '24": the year of a month's column.
YEAR_BEHIND = regex.compile(r"(?<=\p{L}{3})\s*[-/' ]\s*'?(?:20)?\d\d$")
ROMAN = regex.compile(r"[ivx]+")
NESTED = {"no", "no_ro", "ro", "kode", "komponen", "subkomponen", "anggaran", "pagu", "kontribusi"}


@dataclass(frozen=True, slots=True)
class Role:
    """What a column holds; bulan only where nama is 'bulan'."""

    nama: str
    bulan: int | None = None


@cache
def _patterns() -> tuple[tuple[str, regex.Pattern[str], regex.Pattern[str]], ...]:
    """Role, pattern, and the pattern for text without blanks."""
    rows = registry_rows("heads/header.csv", "peran", "pola")
    return tuple((row["peran"], regex.compile(row["pola"]), regex.compile(row["pola"].replace(" ", " ?"))) for row in rows)


@cache
def month_names() -> dict[str, int]:
    """Printed month name, folded → 1..12."""
    rows = registry_rows("words/bulan.csv", "bulan", "ejaan")
    return {name: int(row["bulan"]) for row in rows for name in row["ejaan"].split("|")}


def month_of(text: str) -> int | None:
    """1..12 for a cell that names a month and nothing but its year, also where a narrow column broke it: 'Septem ber', 'De s'."""
    folded = YEAR_BEHIND.sub("", fold(text).strip(" :*")).rstrip(".")
    tight = folded.replace(" ", "")
    numbered = MONTH_NUMBER.fullmatch(tight)
    if numbered:
        return int(numbered["bulan"])
    # 'v i' is two words, not the sixth month.
    broken = month_names().get(tight) if tight != folded and not ROMAN.fullmatch(tight) else None
    return month_names().get(folded) or broken


def month_within(text: str) -> int | None:
    """1..12 for the last month that a head names among other words: 'Target Bulanan (kumulatif) SEPT'; 'TW III' names none."""
    words = (word for word in regex.findall(r"[\p{L}\d]+", fold(text)) if not ROMAN.fullmatch(word))
    return next((month_names()[word] for word in reversed([*words]) if word in month_names()), None)


@cache
def roles(text: str) -> tuple[Role, ...]:
    """All roles that a heading cell's text can have; () for text that is no heading."""
    # '(Rp ⁰⁰⁰)': what stands smaller in a head is read as raised.
    text = unicodedata.normalize("NFKC", text)
    folded = fold(text).strip(" :*")
    month = month_of(text)
    found = [Role("bulan", month)] if month else []
    # A word broken by a narrow column ('ANGGAR AN', 'INDIKA TOR KINERJA') still has its letters.
    tight = folded.replace(" ", "")
    for name, pattern, without_blanks in _patterns():
        if pattern.fullmatch(folded) or (tight != folded and without_blanks.fullmatch(tight)):
            found.append(Role(name))
    return tuple(found)


def role_names(text: str) -> set[str]:
    """The names of the roles of a heading cell."""
    return {role.nama for role in roles(text)}
