"""The year that a table is about, as its own head or caption prints it: a report of one year holds the plan of the next."""

from collections.abc import Iterable, Sequence

import regex

from normalize.heads.kolom import YEAR, Kolom
from normalize.kinds.all_kinds import KINDS
from normalize.kinds.kind import RAPK

OF_ONE_YEAR = {RAPK, *(tabel for kind in KINDS for tabel in kind.tabel if tabel not in kind.of_years)}
# '2020-2024' '2021 s.d. 2024', 'Nomor 53 Tahun 2014', 'Target Akhir Renstra 2024', '28 Juli 2022': years, but not the table's.
OTHER_YEARS = regex.compile(
    r"\b(?:19|20)\d\d\s*(?:[-–—/]|s\.?/?d\.?|sampai(?: dengan)?)\s*(?:19|20)\d\d\b"
    r"|\b(?:renstra|jangka menengah)\s+\(?(?:tahun\s+)?(?:19|20)\d\d\b(?!\s*(?:[-–—/]|s\.?/?d\.?|sampai))"
    r"|\b(?:nomor|no\.?)\s*\S+\s+tahun\s+\d{4}\b"
    r"|\b\d{1,2}\s+\p{L}{3,}\s+\d{4}\b",
    regex.IGNORECASE,
)


def years_in(text: str) -> set[int]:
    """The years that a caption or heading names for its table."""
    return {int(found) for found in YEAR.findall(OTHER_YEARS.sub(" ", text))}


def printed_years(jenis: str, columns: Sequence[Kolom], titles: Iterable[str]) -> frozenset[int]:
    """The years for which head, caption and heading each name a single one; several where they contradict each other."""
    if jenis not in OF_ONE_YEAR:
        return frozenset()
    measured = [column.tahun for column in columns if column.nama in ("target", "realisasi")]
    titles_say = {year for years in map(years_in, titles) if len(years) == 1 for year in years}
    head_says = {year for year in measured if year}
    if len(head_says) > 1 or (None in measured and not titles_say):
        # Only some of its columns have a year, as the one of the year before has: alone that says nothing.
        head_says = set()
    return frozenset(titles_say | head_says)


def year_of(printed: frozenset[int], document: int | None) -> int | None:
    """The table's year: the one that it prints, else, also where it prints several, the document's."""
    return next(iter(printed)) if len(printed) == 1 else document
