"""A rupiah cell → Decimal, in printed units, with every reading that it has."""

from decimal import Decimal

from msgspec import Struct, field

from normalize.words.measures import below_zero
from normalize.words.numbers import Candidate, NumberStyle, is_nothing, is_spreadsheet_error, may_end_in_note, may_go_on, read_amount

LARGEST = Decimal(10) ** 13
"""Ten times the state budget in thousands; a greater number is cells run together."""


class Amount(Struct):
    """One amount: its text, its readings (likeliest first) and the one chosen, in printed units."""

    teks: str
    readings: tuple[Candidate, ...]
    value: Decimal | None
    bendera: set[str] = field(default_factory=set)


def read_amount_cell(text: str, style: NumberStyle | None) -> Amount:
    """An amount by itself; flagged where the text is no number."""
    readings = tuple(reading for reading in read_amount(text, style) if abs(reading.value) < LARGEST)
    amount = Amount(text, readings, readings[0].value if readings else None)
    if not readings and not is_nothing(text):
        amount.bendera.add("angka_tidak_terbaca")
    amount.bendera |= below_zero([amount.value])
    if is_spreadsheet_error(text):
        amount.bendera.add("angka_tidak_terbaca")
    if (len(readings) > 1 and readings[0].style is not style) or (readings and (may_end_in_note(text) or may_go_on(text))):
        amount.bendera.add("angka_ambigu")
    return amount
