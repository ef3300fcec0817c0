"""Dates as a spreadsheet shows and saves them."""

from datetime import date

import regex

# '2025-01-31' '31/1/2025' '1/31/2025' '31.01.2025' '31-01-2025', with a time behind it or not
ISO = regex.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]0{1,2}:00(?::00)?)?")
SHOWN = regex.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")


def date_meant(text: str) -> set[date]:
    """The days that a cell may mean: one for '31/1/2025' and '1/31/2025', two for '1/2/2025', none for what is no date."""
    if found := ISO.fullmatch(text):
        return _days((int(found[1]), int(found[2]), int(found[3])))
    if found := SHOWN.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        return _days((year, second, first), (year, first, second))
    return set()


def _days(*numbers: tuple[int, int, int]) -> set[date]:
    found = set()
    for year, month, day in numbers:
        try:
            found.add(date(year, month, day))
        except ValueError:
            continue
    return found
