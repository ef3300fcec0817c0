"""Printed page numbers: where they jump, pages are lost; where they change places, so have the pages."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import regex

from extract.cells import Line
from extract.running.running_lines import running_lines, without_digits

STEADY = 3
"""So many pages on either side of a jump have to be numbered without one: a part that numbers anew is no loss."""
MOST = 9
"""A jump of more pages is another numbering."""


def lost_pages(lines: Sequence[Line], pages: int | None) -> tuple[tuple[int, int], ...]:
    """(page of the file behind which the printed numbers jump, how many numbers are left out); () for a dump."""
    return tuple(sorted({jump for ahead in _series(lines, pages) for jump in _jumps(ahead)}))


def misplaced_pages(lines: Sequence[Line], pages: int | None) -> tuple[tuple[int, int], ...]:
    """(page of the file, the number printed on it) for pages that stand in one another's place: together they bear just the numbers that
    belong there. () for a dump."""
    return tuple(sorted({page for ahead in _series(lines, pages) for page in _exchanged(ahead)}))


def _series(lines: Sequence[Line], pages: int | None) -> list[dict[int, int]]:
    """For each number in the running heads and feet: page → how far it is ahead of the page's place in the file."""
    running = running_lines(lines, pages)
    series: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for line in lines:
        text = without_digits(line.text)
        if line.halaman is None or text not in running:
            continue
        for place, digits in enumerate(regex.findall(r"\d+", line.text)):
            series[text, place][line.halaman] = int(digits) - line.halaman
    return list(series.values())


def _exchanged(ahead: dict[int, int]) -> list[tuple[int, int]]:
    usual, count = Counter(ahead.values()).most_common(1)[0]
    moved = {page: page + gap for page, gap in ahead.items() if gap != usual}
    belongs = sorted(page + usual for page in moved)
    return sorted(moved.items()) if count > len(moved) and sorted(moved.values()) == belongs else []


def _jumps(ahead: dict[int, int]) -> list[tuple[int, int]]:
    """ahead: page → how far its printed number is ahead of its place in the file."""
    found = []
    for page in ahead:
        before = {ahead.get(page - n) for n in range(STEADY)}
        behind = {ahead.get(page + 1 + n) for n in range(STEADY)}
        if len(before) == len(behind) == 1:
            (old,), (new,) = before, behind
            if old is not None and new is not None and 0 < new - old <= MOST:
                found.append((page, new - old))
    return found
