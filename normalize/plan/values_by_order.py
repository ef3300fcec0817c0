"""The values behind an indicator's name in a dump's row: months and budget in the order of their head."""

from collections.abc import Sequence

from extract.cells import Cell
from normalize.plan.head_columns import HeadColumns
from normalize.plan.rapk_months import MONTHS, months_in_order
from normalize.plan.rapk_order import is_amount
from normalize.plan.rapk_parts import Blok
from normalize.plan.rapk_rows import Kepala
from normalize.words.cell_kinds import has_letters
from normalize.words.numbers import bare_number, is_nothing, looks_numeric


def values_by_order(blok: Blok, cells: Sequence[Cell], name: int, columns: HeadColumns, kepala: Kepala) -> None:
    """The row's values: by their order, and under their heads where the order alone leaves a cell to be guessed."""
    # A name under its own head: the cells of this row stand under theirs; else those of words follow it all the same.
    slid = cells[name].kolom - (columns.nama or 0)
    beside_values = columns.beside if not slid else {column + slid for column in columns.behind}
    longer = any(c.kolom >= columns.width for c in cells[name + 1 :] if c.lines)
    tail = [
        c for c in cells[name + 1 :] if c.kolom not in beside_values or (slid and looks_numeric(c.text)) or _is_astray(c, columns, longer)
    ]
    if not slid and columns.nama is not None:
        tail = [c for c in tail if c.kolom in columns.berjudul or not has_letters(c.text)]  # words under no head are no values
    whole = tail
    has_budget = bool(kepala.peran & {"anggaran", "pagu"})
    budget = _budget_in_front(tail, slid, columns)
    if columns.anggaran_di_depan is not None:
        tail, has_budget = [c for c in tail if c is not budget], False
    behind = [c.text for c in tail]
    blok.bulan, blok.anggaran, flags = months_in_order(behind, has_budget, kepala.tata.bulan)
    if columns.target is not None and has_budget and behind and behind[0]:
        bulan, anggaran, inferred = months_in_order(behind[1:], has_budget, kepala.tata.bulan)
        in_place = not slid and any(c.kolom == columns.target and c.text == behind[0] for c in tail)
        if anggaran and (in_place or not inferred):
            blok.target, blok.bulan, blok.anggaran, flags = behind[0], bulan, anggaran, inferred
    placed = columns.places.values(whole) if flags and not slid and columns.places and columns.target is None else None
    if placed is not None:
        blok.bulan, blok.anggaran, flags = dict.fromkeys(MONTHS, "") | placed[0], placed[1], set()
    blok.bendera |= flags
    if columns.target is not None and not has_budget:
        last = max((i + 1 for i, cell in enumerate(cells) if cell.lines), default=0)
        moved = columns.nama is not None and cells[name].kolom > columns.nama
        _yearly_target_first(blok, behind, kepala.tata.bulan, cut=moved and last == columns.width)
    if not flags and _counts_a_figure_of_no_head([cell for cell in tail if cell.lines], slid, columns, has_budget, kepala):
        blok.bendera.add("bulan_ambigu")
    if budget is not None:
        blok.anggaran = budget.text


def _is_astray(cell: Cell, columns: HeadColumns, longer: bool) -> bool:
    """True for a value under a head of words behind the months: a cell too many moved it there. longer: the row is longer than its head."""
    behind = cell.kolom not in columns.asing and cell.kolom > max(columns.bulan, default=cell.kolom)
    return behind and (is_amount(cell.text) or (longer and looks_numeric(cell.text)))


def _budget_in_front(tail: Sequence[Cell], slid: int, columns: HeadColumns) -> Cell | None:
    """The budget of a row whose head has it before the months: the amount under it or, where the row was moved, the first one."""
    if columns.anggaran_di_depan is None:
        return None
    own = [cell for cell in tail if cell.kolom - slid == columns.anggaran_di_depan]
    first = [cell for cell in tail if cell.lines][:1]
    return next((cell for cell in (*own, *first) if is_amount(cell.text)), next((cell for cell in own if is_nothing(cell.text)), None))


def _counts_a_figure_of_no_head(filled: Sequence[Cell], slid: int, columns: HeadColumns, has_budget: bool, kepala: Kepala) -> bool:
    """True where a figure under no known head may count as a month or the budget while the column of a month is empty: their order may
    not be the head's. slid: how many columns the row stands right of its head.

    Blanks that a head has for no column leave no month's place empty; where they moved the row, its values stand side by side, as many as
    there are columns, and the budget beside its own head.
    """
    places = {cell.kolom - slid: cell.text for cell in filled}
    known = columns.berjudul - columns.beside
    astray = any(place not in known and bare_number(text) is not None for place, text in places.items())
    if not astray or columns.bulan <= places.keys():
        return False
    whole = len(places) == len(kepala.tata.bulan) + 1 and max(places) - min(places) == len(places) - 1
    budget_moved = has_budget and max(places) not in columns.berjudul and [cell for cell in filled if is_amount(cell.text)] == [filled[-1]]
    return not (whole and budget_moved)


def _yearly_target_first(blok: Blok, texts: Sequence[str], months: Sequence[int], cut: bool) -> None:
    """Jan–Des tables print the yearly target before the months. cut: the row is just as long as the head though the
    indicator's number stands in a cell that the head lacks, so its last cell is gone: December, which is the yearly target.
    A single value behind empty months is December itself, and an empty month is gone."""
    while texts and not texts[-1]:
        texts = texts[:-1]
    alone = len(texts) >= 2 and is_nothing(texts[-2]) and not is_nothing(texts[-1])
    if cut and len(texts) == len(months) and all(texts) and not alone:
        texts = [*texts, texts[0]]
        blok.target, blok.bulan = texts[0], dict.fromkeys(MONTHS, "") | dict(zip(months, texts[1:], strict=True))
        blok.bendera = blok.bendera - {"bulan_ambigu"} | {"bulan_disimpulkan"}
        return
    if len(texts) > len(months) or (texts and texts[0] and len(texts) > 1):
        blok.target = texts[0]
        blok.bulan, _, flags = months_in_order(texts[1:], False, months)
        blok.bendera -= {"bulan_disimpulkan", "bulan_ambigu"}
        blok.bendera |= flags
