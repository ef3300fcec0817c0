"""The month cells of an indicator's row, by the head's columns or, in a dump, by their order."""

from collections.abc import Sequence
from itertools import groupby

from normalize.words.numbers import MISREAD_AMOUNT, bare_number, candidates, is_nothing, is_spreadsheet_error

MONTHS = range(1, 13)


def months_in_order(texts: Sequence[str], has_budget: bool, columns: Sequence[int] = MONTHS) -> tuple[dict[int, str], str, set[str]]:
    """The cells behind an indicator's name → months, budget, flags. columns: the month of each cell, the twelve or those that end a
    quarter.

    A dump loses and adds empty month cells. What holds: the budget is the last number, the December target the last one
    before it, and months follow one another. So cells are counted from December backwards; only where as many cells as columns stand
    with a number in the last of them nothing had to be inferred.
    """
    cells = [text.strip() for text in texts]
    while cells and not cells[-1]:
        cells.pop()
    budget = ""
    if has_budget and cells and _is_budget(cells, len(columns)):
        budget = cells.pop()
    flags: set[str] = set()
    filled = [i for i, text in enumerate(cells) if text]
    if not filled:
        return dict.fromkeys(MONTHS, ""), budget, flags
    count = len(columns)
    if len(cells) != count or not cells[-1]:
        cells = cells[: filled[-1] + 1]
        # With twelve values there is one way only to lay them on twelve months.
        if len([c for c in cells if c]) == count:
            cells = [c for c in cells if c]
        else:
            flags.add("bulan_disimpulkan")
        while len(cells) > count and not cells[0]:
            cells.pop(0)
        if len(cells) > count:
            flags.add("bulan_ambigu")
            cells = _without_repeated(cells, len(cells) - count)[-count:]
        cells = [""] * (count - len(cells)) + cells
    return dict.fromkeys(MONTHS, "") | dict(zip(columns, cells, strict=True)), budget, flags


def _without_repeated(cells: Sequence[str], surplus: int) -> list[str]:
    """The cells without so many of the longest run of equal ones: of '3 7 23 36 36 36 36 36 …', a cell too long, no printed figure gets
    lost; as they are where no run is so long."""
    runs = [(len([*run]), text) for text, run in groupby(cells)]
    begins = [sum(length for length, _ in runs[:position]) for position in range(len(runs))]
    longest = max(range(len(runs)), key=lambda position: runs[position][0])
    if runs[longest][0] <= surplus:
        return [*cells]
    begin = begins[longest]
    return [*cells[:begin], *cells[begin + surplus :]]


def _is_budget(cells: Sequence[str], count: int) -> bool:
    """The last cell is money: grouped thousands, or far greater than the values before it."""
    last = cells[-1]
    if is_nothing(last) or is_spreadsheet_error(last):
        # '-' or '#REF!' as the cell behind December's stands where the budget would.
        return len(cells) == count + 1
    readings = candidates(last)
    if not readings:
        # What is no number stands in the budget's place, not in December's.
        return len(cells) == count + 1 or MISREAD_AMOUNT.fullmatch(last) is not None
    bare = bare_number(last) or ""
    biggest = max(reading.value for reading in readings)
    others = [min(r.value for r in candidates(text)) for text in cells[:-1] if candidates(text)]
    return biggest >= 10_000 or (bare.count(".") + bare.count(",") >= 1 and biggest >= 1000 and all(v < biggest for v in others))
