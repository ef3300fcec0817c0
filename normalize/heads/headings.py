"""The words of table heads, from registry/heads/kepala.csv and words/bulan.csv: which column means what, in plans and in reports."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

import regex
from msgspec import Struct

from normalize.heads.layouts import monthly, period_of
from normalize.words.names import WORD, fold
from normalize.words.registry_rows import registry_rows

# 'Bulan 1' 'Bulan ke-3' 'Bln. 12', without blanks, for a narrow column breaks words.
MONTH_NUMBER = regex.compile(r"(?:bulan|bln\.?)(?:ke)?-?0?(?P<bulan>[1-9]|1[0-2])")
# 'januari 2024' "jan-24" "des '24": the year of a month's column.
YEAR_BEHIND = regex.compile(r"(?<=\p{L}{3})\s*[-/' ]\s*'?(?:20)?\d\d$")
# 'ta 2024' 't.a. 2024' 'tahun anggaran 2024' 'thn. 2024': the year of a column.
OF_YEAR = re.compile(r"\b(?:t\.? ?a\.?|thn\.?|tahun anggaran) ?(?=(?:19|20)\d\d\b)")
ROMAN = regex.compile(r"[ivx]+")
VOCABULARY = "heads/kepala.csv"
RENCANA, LAPORAN, KEDUANYA, ANGGARAN = "rencana", "laporan", "keduanya", "anggaran"
"""The families of tables (column `keluarga`) that know a word: plans, reports, both; a report's budget by its levels. 'Target' alone is
of the months in one, of the year in the other."""
UNKNOWN = "tak_dikenal"
"""The role of a head that the vocabulary does not have."""
NESTED = {"no", "no_ro", "ro", "kode", "komponen", "subkomponen", "anggaran", "pagu", "kontribusi"}


class Role(Struct, frozen=True):
    """What a column holds. bulan: for 'bulan' and, as the month that ends it, for 'periode'; tata: the layout that counts in such columns;
    judul: of a head of which nobody knows what it holds."""

    nama: str
    bulan: int | None = None
    judul: str = ""
    tata: str = ""


class Entri(Struct, frozen=True):
    """A row of the vocabulary. rapat: the pattern for text whose blanks are gone, for a narrow column breaks words.

    Patterns of the standard library, which makes the hundred and sixty of them in a third of the time: each run pays it.
    """

    peran: str
    keluarga: str
    pola: re.Pattern[str]
    rapat: re.Pattern[str]


@cache
def _vocabulary() -> tuple[Entri, ...]:
    rows = registry_rows(VOCABULARY, "peran", "keluarga", "pola")
    return tuple(Entri(row["peran"], row["keluarga"], re.compile(row["pola"]), re.compile(row["pola"].replace(" ", " ?"))) for row in rows)


@cache
def meanings(text: str, keluarga: str) -> tuple[str, ...]:
    """What a head's text can mean in a plan (RENCANA) or a report (LAPORAN), likeliest first; () for text that is no head."""
    # '(Rp ⁰⁰⁰)': what stands smaller in a head is read as raised.
    folded = OF_YEAR.sub("tahun ", fold(unicodedata.normalize("NFKC", text)).strip(" :*"))
    known = [entry for entry in _vocabulary() if entry.keluarga in (keluarga, KEDUANYA)]
    exact = tuple(entry.peran for entry in known if entry.pola.fullmatch(folded))
    # Narrow columns break words, which still have their letters: 'ANGGAR AN', 'INDIKA TOR KINERJA', 'Capaia n'.
    tight = folded.replace(" ", "")
    return exact or tuple(entry.peran for entry in known if tight != folded and entry.rapat.fullmatch(tight))


@cache
def month_names() -> dict[str, int]:
    """Printed month name, folded → 1..12."""
    rows = registry_rows("words/bulan.csv", "bulan", "ejaan")
    return {name: int(row["bulan"]) for row in rows for name in row["ejaan"].split("|")}


@lru_cache(maxsize=4096)
def month_of(text: str) -> int | None:
    """1..12 for a cell that names a month and nothing but its year, also where a narrow column broke it: 'Septem ber', 'De s'."""
    whole = fold(text).strip(" :*")
    folded = YEAR_BEHIND.sub("", whole).rstrip(".")
    tight = folded.replace(" ", "")
    # The 12 of 'Bln 12' is no year.
    numbered = MONTH_NUMBER.fullmatch(whole.replace(" ", "")) or MONTH_NUMBER.fullmatch(tight)
    if numbered:
        return int(numbered["bulan"])
    # 'v i' is two words, not the sixth month.
    broken = month_names().get(tight) if tight != folded and not ROMAN.fullmatch(tight) else None
    return month_names().get(folded) or broken


def month_within(text: str) -> int | None:
    """1..12 for the last month that a head names among other words: 'Target Bulanan (kumulatif) SEPT'; 'TW III' names none."""
    words = (word for word in WORD.findall(fold(text)) if not ROMAN.fullmatch(word))
    return next((month_names()[word] for word in reversed([*words]) if word in month_names()), None)


@cache
def roles(text: str) -> tuple[Role, ...]:
    """All roles that a cell's text can have in the head of a plan; () for text that is no heading."""
    month = month_of(unicodedata.normalize("NFKC", text))
    period = period_of(text)
    times = [Role("bulan", month, tata=monthly().nama)] if month else [Role("periode", period[1], tata=period[0])] if period else []
    return (*times, *map(Role, meanings(text, RENCANA)))


def role_names(text: str) -> set[str]:
    """The names of the roles of a heading cell of a plan."""
    return {role.nama for role in roles(text)}


def report_roles(text: str) -> tuple[str, ...]:
    """What the text can mean in the head of a report's table, likeliest first."""
    return meanings(text, LAPORAN)


def with_own_numbers(names: Sequence[str]) -> list[str]:
    """The columns of a head from left to right, with NO between SASARAN and INDIKATOR as `no_indikator`: it numbers the latter."""
    return [
        "no_indikator" if name == "no" and "sasaran" in names[:i] and "indikator" not in names[:i] and "indikator" in names[i:] else name
        for i, name in enumerate(names)
    ]
