"""A column of a report's table, and the time that its head prints."""

import regex
from msgspec import Struct

from normalize.words.names import fold

YEAR = regex.compile(r"\b((?:19|20)\d\d)\b")
QUARTER = regex.compile(r"\b(?:tw|triwulan)\.?\s*(?:ke-?\s*)?(i{1,3}|iv|[1-4]|pertama|kedua|ketiga|keempat)\b")
QUARTERS = {
    **{"i": "TW1", "ii": "TW2", "iii": "TW3", "iv": "TW4", "1": "TW1", "2": "TW2", "3": "TW3", "4": "TW4"},
    **{"pertama": "TW1", "kedua": "TW2", "ketiga": "TW3", "keempat": "TW4"},
}
# 'tahun 2022' 'th. 2022' '2022' 'triwulan ii' 'tw 3 tahun 2023' 'semester i 2022'
TIME = regex.compile(
    r"(?:(?:tw|triwulan|semester)\.? ?(?:ke ?-? ?)?(?:i{1,3}|iv|[1-4])(?: (?:(?:tahun|th\.?|ta\.?) )?(?:19|20)\d\d)?"
    r"|(?:(?:tahun|th\.?|ta\.?|tahun anggaran) )?(?:19|20)\d\d)\s*:?"
)
HALF = regex.compile(r"\bsemester\s*(i{1,2}|[12])\b")
HALVES = {"i": "TW2", "ii": "TW4", "1": "TW2", "2": "TW4"}


class Kolom(Struct, frozen=True):
    """A leaf of a head. nama: what it holds ('banding': the office named in teks). kantor: the office named above it. x0, x1: its range,
    None in a dump.

    kiri: its first column, counted in cells (dump). tahun, periode and bulan (1–12) where the head prints them. asing: nobody knows its
    own text; what it holds is said by the name above it, or by nothing.
    """

    nama: str
    teks: str
    x0: float | None = None
    x1: float | None = None
    kiri: int = 0
    tahun: int | None = None
    periode: str | None = None
    bulan: int | None = None
    asing: bool = False
    kantor: str = ""


def quarter(text: str) -> str | None:
    """TW1 … TW4 where the text names a quarter, or a half year by the quarter that ends it."""
    match = QUARTER.search(fold(text))
    half = HALF.search(fold(text))
    return QUARTERS[match[1]] if match else HALVES[half[1]] if half else None


def year(text: str) -> int | None:
    """The last year that the text names."""
    found = YEAR.findall(text)
    return int(found[-1]) if found else None


def names_time(text: str) -> bool:
    """True for a text that is nothing but a year or a quarter."""
    return TIME.fullmatch(fold(text)) is not None
