"""Percent indicators whose months are progress: the months climb with the work of the year, December is the result and lies below.

'Persentase UMKM yang memenuhi standar …': November 96,67 is progress, December 77 the yearly target (RAPK of UPT, 2020–2025).
"""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

PROGRES = "bulan_progres"
"""The flag of such an indicator."""
EARLY = Decimal("0.5")
"""Progress begins at no more than this part of what it has reached in November; a result measured by sampling does not."""


def is_progress(satuan: str | None, bulan: Mapping[int, Decimal | None]) -> bool:
    """True for the shape of progress. bulan: month (1–12) → value, None where nothing is printed."""
    before = [value for month, value in sorted(bulan.items()) if month < 12 and value is not None]
    december = bulan.get(12)
    if satuan != "persen" or december is None or len(before) < 3 or bulan.get(11) is None:
        return False
    rising = all(left <= right for left, right in pairwise(before))
    return rising and before[0] <= EARLY * before[-1] and before[-1] > december
