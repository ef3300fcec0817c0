"""The unit of an indicator, from the first word of its name (registry/words/satuan.csv) or from the signs on its values."""

from collections.abc import Iterable
from functools import cache

import regex

from normalize.words.names import WORD
from normalize.words.registry_rows import registry_rows


@cache
def _words() -> dict[str, str]:
    return {row["kata"]: row["satuan"] for row in registry_rows("words/satuan.csv", "kata", "satuan")}


def unit_of(nama: str | None) -> str | None:
    """persen, indeks, nilai or jumlah; None where the name does not say ('Tingkat efektivitas …', 'Opini …')."""
    first = WORD.search(nama or "")
    return _words().get(first[0].casefold()) if first else None


def begins_indicator(nama: str) -> bool:
    """True for a name that begins with the capital word of a unit ('Persentase …'): no name of the registry has such a word inside, so it
    is the rest of none."""
    return nama[:1].isupper() and unit_of(nama) is not None


# '4,45 Indeks'
FIGURE_OF_UNIT = regex.compile(r"\d[\d.,]*\s+(\p{L}+)")


def is_figure_with_unit(text: str) -> bool:
    """True for a figure with the word of its unit behind it: it is no name."""
    match = FIGURE_OF_UNIT.fullmatch(text)
    return match is not None and match[1].casefold() in _words()


def unit_of_values(texts: Iterable[str]) -> str | None:
    """persen where every printed value carries the sign ('85,5%'); None otherwise, for a bare number says nothing."""
    printed = [text.strip() for text in texts if any(letter.isdigit() for letter in text)]
    return "persen" if printed and all(text.endswith("%") for text in printed) else None


def month_unit(satuan: str | None, bulan: int) -> str | None:
    """A count is reported in percent of progress until November and as the count itself in December."""
    return "persen_progres" if satuan == "jumlah" and bulan < 12 else satuan
