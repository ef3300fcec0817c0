"""The head rows of a plan's table: months and column names, and the head of the RO lines inside it."""

from extract.cells import PrintedRow
from normalize.heads.head_months import names_months_by_numbers
from normalize.heads.head_rows import counts_columns
from normalize.heads.headings import NESTED, roles
from normalize.heads.layouts import period_of
from normalize.words.cell_kinds import cell_has_number, filled
from normalize.words.names import fold

BARE_MONTHS = frozenset(map(str, range(1, 13)))


def is_head(row: PrintedRow) -> bool:
    """True for a row of the outer head: month names, or column names without any value."""
    cells = filled(row)
    found = [{role.nama for role in roles(cell.text)} for cell in cells]
    periods = {text for cell in cells if period_of(text := fold(cell.text))}
    if sum("bulan" in names for names in found) >= 6 or len(periods) >= 4 or 2 <= len(periods) == len(cells):
        return True
    if len(cells) > len(BARE_MONTHS) and {cell.text for cell in cells} >= BARE_MONTHS and names_months_by_numbers(row):
        return True
    named = [names for names in found if names]
    if len(named) < 2 or len(named) < len(cells) - 1:
        # Below four a body's row of values could count on by chance.
        return counts_columns(cells, 4)
    flat = set().union(*named)
    return (
        bool({"indikator", "sasaran", "target", "target_tahunan"} & flat) and not {"ro", "no_ro", "komponen", "kontribusi", "kode"} & flat
    )


def is_nested_head(row: PrintedRow) -> bool:
    """True for NO · RO · KOMPONEN … KONTRIBUSI and for NO · KODE · RO; the rest of a broken name may stand in front."""
    found = [{role.nama for role in roles(cell.text)} & NESTED for cell in filled(row)]
    named = [names for names in found if names]
    if len(named) < 2 or len(found) - len(named) > 1:
        return False
    flat = set().union(*named)
    return bool({"ro", "no_ro", "kode"} & flat) and any(not cell_has_number(cell) for cell in filled(row))
