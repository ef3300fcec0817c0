"""A dump's row by the order of its cells: where its values begin, whether the rows of a page slid to the left, and what the places of its
head say of it."""

from collections.abc import Collection, Mapping, Sequence
from itertools import count, takewhile

import regex
from msgspec import Struct

from extract.cells import Cell
from extract.running.tables import Segment
from normalize.heads.headings import Role, report_roles, roles
from normalize.heads.kolom import year
from normalize.heads.layouts import Layout
from normalize.plan.rapk_rows import Jenis, Kepala, kind_of
from normalize.words.cell_kinds import NUMBER_ONLY, filled, has_letters
from normalize.words.kode import ROW_NUMBER, code_alone
from normalize.words.measures import WITH_UNIT
from normalize.words.numbers import looks_numeric
from normalize.words.units import is_figure_with_unit

# 'IKSS 3' 'IKU-4'; 'SK 3' is a sasaran's.
INDICATORS_CODE = regex.compile(r"\s*I", regex.IGNORECASE)

REACHED = {"realisasi", "capaian"}

# '1.250.000' 'Rp 22,003,500.00': money, whatever stands over it.
AMOUNT = regex.compile(r"(?:rp\.?\s*)?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?", regex.IGNORECASE)


def names_slid(segment: Segment, kepala: Kepala, column: int | None) -> bool:
    """True where an indicator without a sasaran before it stands left of the column of names. column: where the head names it."""
    for row in segment.body if column is not None else ():
        texts = [cell for cell in filled(row) if has_letters(cell.text)]
        if len(texts) == 1 and texts[0].kolom < (column or 0) and kind_of(row, kepala) is Jenis.INDIKATOR:
            return True
    return False


def first_value(cells: Sequence[Cell], beside: frozenset[int], counted: frozenset[int]) -> int:
    """The first value behind the indicator's name; a lone number between two texts is the indicator's, not a value, where values stand
    behind the second text: a note or an amount with a misread letter may follow the only value. beside: indexes of words that stand
    under no known head; counted: of figures with what they count behind them. Behind all
    cells where it has none."""
    filled = [i for i, cell in enumerate(cells) if cell.lines and i not in beside]

    def is_value(i: int) -> bool:
        return i in counted or looks_numeric(cells[i].text)

    for position, i in enumerate(filled):
        if not is_value(i) or not any(has_letters(cells[j].text) for j in filled[:position]):
            continue
        behind = filled[position + 1 :]
        valued = any(is_value(j) for j in behind[1:])
        if not (valued and ROW_NUMBER.fullmatch(cells[i].text) and has_letters(cells[behind[0]].text) and behind[0] not in counted):
            return i
    return len(cells)


def counted_figures(cells: Sequence[Cell], columns: Collection[int | None]) -> frozenset[int]:
    """The indexes of figures with a word behind them: '66,9 Nilai', and '58 sekolah' in these columns of months and targets."""
    return frozenset(
        i
        for i, cell in enumerate(cells)
        if is_figure_with_unit(cell.text) or (cell.kolom in columns and WITH_UNIT.fullmatch(cell.text) is not None)
    )


def number_under_no(text: str) -> int | None:
    """'3' '3.' 'SS 3': the number in a cell under NO; None for other texts, an indicator's code among them."""
    if NUMBER_ONLY.fullmatch(text):
        return int(regex.sub(r"\D", "", text))
    return None if INDICATORS_CODE.match(text) else code_alone(text)


def yearly_target(head: Sequence[tuple[Cell, Sequence[Role]]], others: Collection[int]) -> int | None:
    """The column of the yearly target in a dump's head: it stands before the months, and no month below it. others: see
    `no_targets`."""
    months = {cell.kolom for cell, found in head if any(role.bulan for role in found)}
    targets = [cell.kolom for cell, found in head if any(role.nama == "target_tahunan" for role in found)]
    return next((column for column in targets if column not in months and column not in others and column < min(months, default=0)), None)


def no_targets(head: Sequence[tuple[Cell, Sequence[Role]]], tahun: int | None) -> dict[int, str]:
    """The columns that stand below TARGET in a dump's head and are none of its targets, with their names: 'Baseline', 'Capaian 2023',
    the target of another year than `tahun`."""
    months = {cell.kolom for cell, found in head if any(role.bulan for role in found)}
    above = {cell.kolom for cell, found in head if any(role.nama in ("target", "target_tahunan") for role in found)}
    lowest = {cell.kolom: (cell.text, found) for cell, found in head if cell.kolom in above - months}
    return {column: text for column, (text, found) in lowest.items() if not _is_target(text, found, tahun)}


def _is_target(text: str, found: Sequence[Role], tahun: int | None) -> bool:
    named = found or roles(f"Target {text}")
    return bool(named) and not REACHED & {*report_roles(text)} and (tahun is None or year(text) in (None, tahun))


def budget_in_front(head: Sequence[tuple[Cell, Sequence[Role]]], months: Collection[int]) -> int | None:
    """The column of the budget in a dump's head that has it before the months; None where it stands behind them, or twice."""
    budgets = [cell.kolom for cell, found in head if any(role.nama in ("anggaran", "pagu") for role in found)]
    return budgets[0] if len(budgets) == 1 and budgets[0] < min(months, default=0) else None


def run_behind(name: int | None, columns: set[int]) -> tuple[int, ...]:
    """The columns that follow the column of names without a gap."""
    return () if name is None else tuple(takewhile(columns.__contains__, count(name + 1)))


class Places(Struct, frozen=True):
    """Where a dump's head has its columns. bulan: column → month; anggaran: None where it has no budget."""

    bulan: Mapping[int, int]
    anggaran: int | None

    def values(self, cells: Sequence[Cell]) -> tuple[dict[int, str], str] | None:
        """Months and budget of the cells behind a name that stand right under their heads, the December target and the budget among
        them; None where the row was moved."""
        filled = {cell.kolom: cell.text for cell in cells if cell.lines}
        wanted = {column for column, month in self.bulan.items() if month == max(self.bulan.values())} | {self.anggaran} - {None}
        if not wanted <= filled.keys() or not filled.keys() <= {*self.bulan, self.anggaran}:
            return None
        months = {month: filled.get(column, "") for column, month in self.bulan.items()}
        budget = filled[self.anggaran] if self.anggaran is not None else ""
        greater = self.anggaran is None or is_amount(budget)
        return (months, budget) if greater and not any(is_amount(text) for text in months.values()) else None


def places_of(head: Sequence[tuple[Cell, Sequence[Role]]], tata: Layout) -> Places | None:
    """The columns of a dump's head; None where it does not name each of the layout's months once."""
    months = {cell.kolom: role.bulan for cell, found in head for role in found if role.bulan and role.tata == tata.nama}
    budgets = [cell.kolom for cell, found in head if any(role.nama in ("anggaran", "pagu") for role in found)]
    if sorted(months.values()) != sorted(tata.bulan) or len(budgets) > 1:
        return None
    return Places(months, budgets[0] if budgets else None)


def is_amount(text: str) -> bool:
    """True for grouped thousands, which no target is."""
    return AMOUNT.fullmatch(text.strip()) is not None
