"""Rows of a report's table that say when or of whom the rows below them are: 'Tahun 2022', 'TRIWULAN II', 'Balai POM di Ambon'."""

from collections.abc import Callable

import regex
from msgspec import Struct

from extract.cells import PrintedRow
from extract.running.tables import PrintedTable
from normalize.heads.kolom import YEAR, names_time, quarter, year
from normalize.words.cell_kinds import NUMBER_ONLY, filled, has_letters, is_wide
from normalize.words.names import fold
from normalize.words.numbers import looks_numeric

# 'Capaian Kinerja Tahun 2022' 'B. Realisasi Balai POM di Ambon' '1) Tahun 2022': what stands before the time or the office says nothing.
BEFORE = regex.compile(
    r"(?i)\s*(?:(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s*)?(?:(?:perbandingan|capaian|realisasi|target|kinerja|hasil|dan|pada|di|[,&/])\s+)*"
)
# 'Nasional' 'Rata-rata Nasional' 'Badan POM'
NATIONAL = regex.compile(r"(?:(?:rata ?-? ?rata|tingkat) )?nasional|badan pom|bpom(?: pusat)?")
NUMBERED = regex.compile(r"(?i)(?:[a-z]|[ivx]{1,4})[.)]?")
MOST_CELLS = 3
"""Columns that were inferred cut a name into so many cells at most."""
LEAST = 2
"""So many rows of different years or offices are groups, whatever the width of their cells."""

IsOffice = Callable[[str], bool]


class Kelompok(Struct, frozen=True):
    """What a group row says of the rows below it; None where it says nothing. kantor: the office, as printed."""

    tahun: int | None = None
    periode: str | None = None
    kantor: str | None = None


def groups_of(table: PrintedTable, is_office: IsOffice) -> dict[int, Kelompok]:
    """Row number → what the row says of those below it. A row over the whole width says so alone; where its cell is no wider than others,
    or has no width (dump), several rows of the table have to say different times or offices, for a name may end in one."""
    found: dict[int, Kelompok] = {}
    proved: dict[int, Kelompok] = {}
    of_office = False
    for segment in table.segments:
        for row in segment.body:
            said = _said(row, is_office)
            wide = _is_over_all(row)
            if said is None and of_office and wide and not looks_numeric(filled(row)[0].text):
                # Of an office that nobody knows, not of the one above.
                said = Kelompok(kantor=filled(row)[0].text)
            if said is None:
                continue
            of_office = said.kantor is not None
            found[row.baris] = said
            if wide:
                proved[row.baris] = said
    several = {key for key in ("tahun", "periode", "kantor") if len({getattr(said, key) for said in found.values()} - {None}) >= LEAST}
    return {baris: said for baris, said in found.items() if baris in proved or any(getattr(said, key) is not None for key in several)}


def _is_over_all(row: PrintedRow) -> bool:
    """True for a row whose only text stands over the whole width of its table."""
    cells = filled(row)
    return len(cells) == 1 and is_wide(cells[0], row)


def _said(row: PrintedRow, is_office: IsOffice) -> Kelompok | None:
    cells = filled(row)
    if len(cells) == 2 and (NUMBER_ONLY.fullmatch(cells[0].text) or NUMBERED.fullmatch(cells[0].text)):
        cells = cells[1:]
    if not 1 <= len(cells) <= MOST_CELLS or not all(has_letters(cell.text) or YEAR.fullmatch(cell.text) for cell in cells):
        return None
    text = " ".join(cell.text for cell in cells)
    rest = text[match.end() :] if (match := BEFORE.match(text)) else text
    folded = fold(rest)
    if names_time(rest):
        return Kelompok(year(rest), quarter(rest))
    office = rest.rstrip(" :")
    if NATIONAL.fullmatch(folded):
        return Kelompok(kantor="Nasional")
    return Kelompok(kantor=office) if is_office(office) else None
