"""How many pages a document says it has ('Halaman 1 dari 2'), against how many there are.

Belongs beside `extract/running/page_numbers.py`, whose messages `extract/running/notes.py` makes.
"""

from collections.abc import Sequence

import regex

from extract.cells import Line, Reading
from extract.message import Message, message
from extract.running.notes import page_runs

# 'Halaman 1 dari 2' 'Hal. 3/10' 'Page 1 of 4' 'Laporan Kinerja | Halaman 2 dari 60'
OF = regex.compile(r"\b(?:hal(?:aman)?\.?|page)\s*(?P<ini>\d{1,4})\s*(?:dari|of|/)\s*(?P<semua>\d{1,4})\b", regex.IGNORECASE)
# '1 dari 2' '3 / 10' alone in its line
BARE = regex.compile(r"[-–]?\s*(?P<ini>\d{1,4})\s*(?:dari|of|/)\s*(?P<semua>\d{1,4})\s*[-–]?", regex.IGNORECASE)


def missing_pages(reading: Reading) -> list[Message]:
    """A message where the foot of the pages counts more pages than the file holds. [] for a dump."""
    pages = (reading.halaman or 0) - len(reading.salinan)
    found = _counted(reading.lines)
    totals = {total for _, total in found.values()}
    if not found or len(totals) != 1 or len(found) * 2 < pages:
        return []
    (total,) = totals
    if total <= pages:
        return []
    missing = sorted(set(range(1, total + 1)) - {own for own, _ in found.values()})
    if len(missing) == total - pages:
        named = page_runs(missing)
        return [message("halaman_kurang_bernomor", semua=total, ada=pages, halaman=named)]
    return [message("halaman_kurang", semua=total, ada=pages)]


def counts_all_pages(reading: Reading) -> bool:
    """True where the foot of the pages says how many there are, up to the last one, and just so many are there."""
    pages = (reading.halaman or 0) - len(reading.salinan)
    found = list(_counted(reading.lines).values())
    return bool(found) and {total for _, total in found} == {pages} and found[-1][0] == pages and len(found) * 2 >= pages


def _counted(lines: Sequence[Line]) -> dict[int, tuple[int, int]]:
    """Page of the file → the number that is printed on it, and of how many."""
    found: dict[int, tuple[int, int]] = {}
    for line in lines:
        match = OF.search(line.text) or BARE.fullmatch(line.text)
        if match and line.halaman is not None and int(match["ini"]) <= int(match["semua"]):
            found[line.halaman] = int(match["ini"]), int(match["semua"])
    return found
