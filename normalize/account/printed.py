"""The numbers that a cell's text holds, with every value that each of them can be read as."""

from decimal import Decimal
from functools import lru_cache

import regex
from msgspec import Struct

from normalize.words.numbers import bare_number, candidates, is_nothing, read_amount

# '92,60' '1.234.567,00' '(0,08)' '-5' '99,04%' inside a text
TOKEN = regex.compile(r"(?<![\p{L}\d])[(−-]?\d[\d.,]*(?<![.,])\)?")


class PrintedNumber(Struct, frozen=True):
    """One printed number. values: all that it can be read as; () where no reading is known ('1.2.3')."""

    teks: str
    values: frozenset[Decimal]


@lru_cache(maxsize=4096)
def numbers_in(text: str) -> tuple[PrintedNumber, ...]:
    """The numbers of a cell from left to right; one for a cell that holds one number, broken by blanks or not; none in
    a dash with decimals, which prints nothing."""
    if is_nothing(text) or not any(letter.isdigit() for letter in text):
        return ()
    if bare_number(text) is not None:
        return (PrintedNumber(text, _values(text)),)
    return tuple(PrintedNumber(match[0], _values(match[0])) for match in TOKEN.finditer(text))


def _values(text: str) -> frozenset[Decimal]:
    """Every reading, of money and of measures, with its sign and without: (0,08) may be a loss or a note."""
    readings = (*candidates(text), *read_amount(text, None), *candidates(text.strip("()−-")))
    return frozenset(reading.value for reading in readings)
