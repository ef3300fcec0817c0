"""Printed page numbers: where they jump, pages are lost; where they change places, so have the pages."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import regex

from extract.cells import Line
from extract.running.running_lines import EDGE, PAGE_NUMBER, running_lines, without_digits

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


def numbered_pages(lines: Sequence[Line], pages: int | None) -> dict[int, int]:
    """Page of the file → the number printed on it, by the head or foot that numbers most pages; {} where none counts them, and for a
    dump."""
    counting = [ahead for ahead in _series(lines, pages) if _counts_up(ahead)]
    best = max([*counting, _named(lines)], key=len, default={})
    return {page: page + gap for page, gap in sorted(best.items())}


def page_gaps(numbers: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """(page of the file behind which numbers are left out, how many), 0 for pages before the first. numbers: as `numbered_pages` gives
    them. One page that stands ahead of both its neighbours is no gap: a figure at its edge was taken for its number."""
    ahead = [(page, number - page) for page, number in sorted(numbers.items())]
    found = [(0, ahead[0][1])] if ahead and ahead[0][1] > 0 else []
    for (page, old), (_, new), following in zip(ahead, ahead[1:], [*ahead[2:], None], strict=False):
        if 0 < new - old <= MOST and (following is None or following[1] >= new):
            found.append((page, new - old))
    return tuple(found)


def _counts_up(ahead: dict[int, int]) -> bool:
    """True where the number rises with the pages, as a year or the number of a letter does not."""
    _, count = Counter(ahead.values()).most_common(1)[0]
    return count > 1 and count * 2 >= len(ahead)


def _named(lines: Sequence[Line]) -> dict[int, int]:
    """'Halaman 3' at a page's edge is its number however few pages there are: page → how far ahead."""
    by_page: dict[int, list[str]] = defaultdict(list)
    for line in lines:
        if line.halaman is not None:
            by_page[line.halaman].append(line.text)
    found = {page: PAGE_NUMBER.search(" ".join([*texts[:EDGE], *texts[-EDGE:]])) for page, texts in by_page.items()}
    return {page: int(regex.findall(r"\d+", match[0])[0]) - page for page, match in found.items() if match}


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
