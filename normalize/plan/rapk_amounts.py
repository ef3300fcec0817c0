"""The amounts of a RAPK: printed texts → Decimal, in printed units; sums decide between two readings."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product

from msgspec import Struct

from normalize.plan.rapk_parts import Blok, RapkTable
from normalize.words.amounts import Amount, read_amount_cell
from normalize.words.numbers import NumberStyle, column_style

MAX_WAYS = 4096


class LineAmounts(Struct):
    """The amounts of a RO line."""

    anggaran: Amount
    kontribusi: Amount


class BlokAmounts(Struct):
    """The amounts of a block; lines in the order of blok.ro."""

    anggaran: Amount
    lines: list[LineAmounts]


def amount_style(table: RapkTable) -> NumberStyle | None:
    """The number style of the table's amounts, proved by the cells that read in one style only."""
    texts = [blok.gabungan.teks if blok.gabungan else blok.anggaran for blok in table.bloks]
    texts += [text for blok in table.bloks for line in blok.ro for text in (line.anggaran, line.kontribusi)]
    return column_style(texts)


def block_amounts(blok: Blok, style: NumberStyle | None) -> BlokAmounts:
    """The amounts of a block. Where its sum does not close, other readings of doubtful cells are tried; the one that closes
    it is proved and loses its doubt, kept as `angka_diperbaiki` when it was not the likeliest."""
    lines = [LineAmounts(read_amount_cell(line.anggaran, style), read_amount_cell(line.kontribusi, style)) for line in blok.ro]
    result = BlokAmounts(read_amount_cell(blok.anggaran, style), lines)
    _prove(result)
    return result


def closes(amounts: BlokAmounts) -> bool:
    """True where the lines' contributions sum to the indicator's budget."""
    total = contribution_sum(amounts.lines)
    return total is not None and amounts.anggaran.value is not None and total == amounts.anggaran.value


def contribution_sum(lines: Sequence[LineAmounts]) -> Decimal | None:
    """The sum of the contributions; None where one is unread or there is none: a sum over an unread cell is unknown."""
    values = [line.kontribusi.value for line in lines]
    if not values or any(value is None for value in values):
        return None
    return sum((value for value in values if value is not None), Decimal(0))


def _prove(amounts: BlokAmounts) -> None:
    doubtful = [a for a in (amounts.anggaran, *(line.kontribusi for line in amounts.lines)) if len(a.readings) > 1]
    if closes(amounts):
        for amount in doubtful:
            amount.bendera.discard("angka_ambigu")
        return
    ways = 1
    for amount in doubtful:
        ways *= len(amount.readings)
    if not doubtful or ways > MAX_WAYS:
        return
    first = [amount.value for amount in doubtful]
    for way in product(*(amount.readings for amount in doubtful)):
        for amount, reading in zip(doubtful, way, strict=True):
            amount.value = reading.value
        if closes(amounts):
            for amount, before in zip(doubtful, first, strict=True):
                amount.bendera.discard("angka_ambigu")
                if amount.value != before:
                    amount.bendera.add("angka_diperbaiki")
            return
    for amount, before in zip(doubtful, first, strict=True):
        amount.value = before
