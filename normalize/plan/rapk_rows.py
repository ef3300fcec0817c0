"""The rows of a RAPK table by what they are: head, nested head, sasaran over the width, indicator, RO line, sums, rest of a broken row."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

import regex
from msgspec import Struct, field
from msgspec.structs import replace

from extract.cells import Cell, Kotak, PrintedRow
from extract.running.tables import Segment
from normalize.heads.head_rows import naming_rows
from normalize.heads.headings import UNKNOWN, Role, role_names, roles, with_own_numbers
from normalize.heads.kolom import year
from normalize.heads.layouts import Layout, layout_of, monthly
from normalize.heads.plan_heads import is_head, is_nested_head
from normalize.tables.bands import is_group, is_subtotal, is_summary, sasaran_band
from normalize.words.cell_kinds import NUMBER_ONLY, filled, has_letters, ro_match, unread_figure
from normalize.words.measures import WITH_UNIT
from normalize.words.names import fold
from normalize.words.numbers import bare_number, looks_numeric
from normalize.words.units import is_figure_with_unit

TOTAL = regex.compile(r"(?:grand )?(?:total|jumlah)(?: (?:anggaran|keseluruhan|seluruhnya|pagu|semua))?\s*:?")
YEAR = regex.compile(r"20\d\d")


# 'Menjadi' 'Revisi' 'Setelah Perubahan' beside 'Semula'.
NEWEST = regex.compile(r"(?:anggaran )?(?:menjadi|revisi|(?:setelah|sesudah)(?: \w+)?|perubahan)(?: \(rp\.?\))?")
VALUES = {"bulan", "target_tahunan", "anggaran", "pagu"}
"""The columns of an indicator's values."""


class Jenis(StrEnum):
    """What a printed row of a RAPK is."""

    KOSONG = "kosong"
    KEPALA = "kepala"
    KEPALA_RO = "kepala_ro"
    INDIKATOR = "indikator"
    RO = "ro"
    SASARAN = "sasaran"
    SUBJUMLAH = "subjumlah"
    KELOMPOK = "kelompok"
    TOTAL = "total"
    SAMBUNGAN = "sambungan"


class Kepala(Struct, frozen=True):
    """The head in force: the roles that occur in it, for a PDF the x-range of each column (leaf), and how it lays out the year."""

    peran: frozenset[str]
    leaves: tuple[tuple[float, float, Role], ...] = ()
    tata: Layout = field(default_factory=monthly)

    def role_at(self, cell: Cell) -> Role | None:
        """The role of the column that holds most of the cell; None without boxes or outside all columns."""
        if cell.bbox is None:
            return None
        x0, _, x1, _ = cell.bbox
        found, most = None, 0.0
        for left, right, role in self.leaves:  # asked of each cell several times: `min` and `max` would take most of it
            shared = (x1 if x1 < right else right) - (x0 if x0 > left else left)
            if shared > most:
                found, most = role, shared
        return found

    def is_before_names(self, cell: Cell) -> bool:
        """True for a cell left of the column of indicators."""
        names = [x0 for x0, _, role in self.leaves if role.nama == "indikator"]
        return cell.bbox is not None and bool(names) and cell.bbox[2] <= names[0] + 1

    def months_under(self, cell: Cell) -> int:
        """How many columns of months most of which the cell covers: the value of a cell over two is nobody's."""
        if cell.bbox is None:
            return 1
        x0, x1 = cell.bbox[0], cell.bbox[2]
        return sum(role.bulan is not None and min(x1, right) - max(x0, left) > 0.5 * (right - left) for left, right, role in self.leaves)


def kind_of(row: PrintedRow, kepala: Kepala) -> Jenis:
    """What the row is, by its content; the head tells only where an indicator's name stands."""
    cells = filled(row)
    if not cells:
        return Jenis.KOSONG
    if any(ro_match(cell.text) for cell in cells):
        return Jenis.RO
    if kepala.leaves and is_nested_head(_beside_sasaran(row, kepala)):
        return Jenis.KEPALA_RO
    return _by_words(row) or _indicator_or_rest(row, kepala)


def _beside_sasaran(row: PrintedRow, kepala: Kepala) -> PrintedRow:
    """The row without the sasaran and its number, which some print again in each row."""
    cells = [(cell, kepala.role_at(cell)) for cell in row.cells]
    return replace(row, cells=tuple(cell for cell, role in cells if role is None or role.nama not in ("no", "sasaran") or roles(cell.text)))


def _by_words(row: PrintedRow) -> Jenis | None:
    """The kinds of row that their own words tell, the surest first."""
    kinds = (
        (Jenis.KEPALA_RO, is_nested_head),
        (Jenis.KEPALA, is_head),
        (Jenis.SASARAN, sasaran_band),
        (Jenis.SUBJUMLAH, is_subtotal),
        (Jenis.TOTAL, _is_total),
        (Jenis.KELOMPOK, _is_named_group),
    )
    return next((kind for kind, holds in kinds if holds(row)), None)


def _is_total(row: PrintedRow) -> bool:
    """In a dump 'Total' may stand behind the cells that a shift left over, but never behind a value."""
    cells = filled(row)
    words = [fold(cell.text) for cell in cells[:2]]
    # 'T otal': a reader may see a blank behind a letter that leans over the next one.
    return len(cells) <= 4 and any(TOTAL.fullmatch(text) or text.replace(" ", "") in ("total", "jumlah") for text in words)


def _is_named_group(row: PrintedRow) -> bool:
    """'Misi Kedua: …' alone in its row; other words alone may be the rest of a name, and are asked about where they are not."""
    cells = filled(row)
    return len(cells) == 1 and (cells[0].bbox is None or is_group(row)) and is_summary(cells[0].text)


def _holds_figure(text: str) -> bool:
    return looks_numeric(text) or WITH_UNIT.fullmatch(text) is not None


def _indicator_or_rest(row: PrintedRow, kepala: Kepala) -> Jenis:
    """An indicator has a name and, behind it, at least one value."""
    if kepala.leaves:
        roles_here = [(kepala.role_at(cell), cell) for cell in filled(row)]
        named = any(role and role.nama == "indikator" and has_letters(cell.text) for role, cell in roles_here)
        valued = any(role and role.nama in VALUES and (_holds_figure(cell.text) or unread_figure(cell)) for role, cell in roles_here)
        return Jenis.INDIKATOR if named and valued else Jenis.SAMBUNGAN
    cells = filled(row)
    name = next((i for i, cell in enumerate(cells) if has_letters(cell.text)), None)
    if name is None:
        return Jenis.SAMBUNGAN
    values = [cell.text for cell in cells[name + 1 :] if looks_numeric(cell.text) or is_figure_with_unit(cell.text)]
    # '… Tahun | 2024' is the rest of a name
    return Jenis.INDIKATOR if values and not (len(values) == 1 and YEAR.fullmatch(values[0])) else Jenis.SAMBUNGAN


def nameless_foot(segment: Segment, following: Segment | None, kepala: Kepala) -> PrintedRow | None:
    """The row at the foot of a PDF's page that holds an indicator's number and values, while its name, whose lines would not be
    parted, stands alone at the head of the next page. None where the page ends otherwise."""
    last = next((row for row in reversed(segment.body) if filled(row)), None)
    first = next((row for row in following.body if filled(row)), None) if following else None
    if last is None or first is None or not kepala.leaves or _by_words(last) or any(ro_match(cell.text) for cell in filled(last)):
        return None

    def texts(row: PrintedRow, *names: str) -> list[str]:
        return [cell.text for cell in filled(row) if (role := kepala.role_at(cell)) and role.nama in names]

    numbered = any(NUMBER_ONLY.fullmatch(text) for text in texts(last, "no"))
    valued = [text for text in texts(last, *VALUES) if bare_number(text) is not None]
    named_alone = any(has_letters(text) for text in texts(first, "indikator")) and not texts(first, "no", *VALUES)
    return last if numbered and valued and not texts(last, "indikator") and named_alone else None


def head_of(rows: Sequence[PrintedRow], tahun: int | None = None) -> Kepala:
    """The head that these head rows make: a name without another one below it is a column. tahun: the year of the table."""
    cells = [cell for row in naming_rows(rows) for cell in filled(row)]
    names = frozenset(role.nama for cell in cells for role in roles(cell.text))
    leaves: list[tuple[float, float, Role]] = []
    budgets = _budget_leaves(cells)
    for cell in cells:
        if cell.bbox is not None and not _covered(cell, cells):
            role = budgets.get(cell.bbox) or _leaf_role(cell.text, tahun)
            leaves.append((cell.bbox[0], cell.bbox[2], role))
    tata = layout_of((role.tata, role.bulan) for cell in cells for role in roles(cell.text) if role.bulan) or monthly()
    ordered = sorted(((x0, x1, _in_layout(role, tata)) for x0, x1, role in leaves), key=lambda leaf: leaf[0])
    return Kepala(names, tuple(_own_numbers(ordered)), tata)


def _in_layout(role: Role, tata: Layout) -> Role:
    """A column of the layout as the month that ends it; one of a coarser layout only sums up its months."""
    if not role.bulan:
        return role
    return Role("bulan", role.bulan) if role.tata == tata.nama else Role("periode")


def _own_numbers(leaves: Sequence[tuple[float, float, Role]]) -> Iterator[tuple[float, float, Role]]:
    """NO · SASARAN · NO · INDIKATOR: the second one counts the indicators."""
    names = with_own_numbers([role.nama for _, _, role in leaves])
    for (x0, x1, role), name in zip(leaves, names, strict=True):
        yield x0, x1, role if role.nama == name else Role(name)


def _budget_leaves(cells: Sequence[Cell]) -> dict[Kotak, Role]:
    """Columns below ANGGARAN that are called otherwise: the newest version where the names tell it (the others are superseded), else
    all, and two amounts in them are none."""
    below = [
        cell
        for cell in cells
        if cell.bbox
        and not roles(cell.text)
        and any(upper.bbox and "anggaran" in role_names(upper.text) and _stands_under(cell, upper) for upper in cells)
    ]
    newest = [cell for cell in below if NEWEST.fullmatch(fold(cell.text))]
    counted = newest if len(newest) == 1 else below
    return {cell.bbox: Role("anggaran" if cell in counted else "anggaran_lama") for cell in below if cell.bbox}


def _stands_under(cell: Cell, upper: Cell) -> bool:
    assert cell.bbox is not None and upper.bbox is not None
    middle = (cell.bbox[0] + cell.bbox[2]) / 2
    return cell.bbox[1] >= upper.bbox[3] - 2 and upper.bbox[0] < middle < upper.bbox[2] and cell.halaman == upper.halaman


def _covered(cell: Cell, cells: Sequence[Cell]) -> bool:
    """True where another head cell stands below this one."""
    assert cell.bbox is not None
    x0, _, x1, bottom = cell.bbox
    return any(
        other.bbox is not None
        and other.bbox[1] >= bottom - 2
        and (other.bbox[0] + other.bbox[2]) / 2 > x0
        and (other.bbox[0] + other.bbox[2]) / 2 < x1
        for other in cells
        if other is not cell and other.halaman == cell.halaman
    )


def _leaf_role(text: str, tahun: int | None) -> Role:
    """The role of a column head; 'Target' alone over one column is the yearly target, and that of another year none that we know."""
    found = roles(text)
    if any(role.nama == "target_tahunan" for role in found) and found[0].nama in ("target", "target_tahunan"):
        return Role("target_tahunan") if tahun is None or year(text) in (None, tahun) else Role(UNKNOWN, judul=text)
    return found[0] if found else Role(UNKNOWN, judul=text)


def unfold_copies(row: PrintedRow) -> list[PrintedRow]:
    """A row that carries several RO lines (the flattened copy of an HTML table) as one row a line; others as they are.

    Each part keeps the number that stands before its code; flagged `salinan_mendatar`.
    """
    starts = [i for i, cell in enumerate(row.cells) if ro_match(cell.text)]
    if len(starts) < 2:
        return [row]
    parts = []
    for position, start in enumerate(starts):
        begin = start - 1 if start and NUMBER_ONLY.fullmatch(row.cells[start - 1].text) else start
        end = len(row.cells)
        if position + 1 < len(starts):
            end = starts[position + 1]
            if NUMBER_ONLY.fullmatch(row.cells[end - 1].text):
                end -= 1
        parts.append(replace(row, cells=row.cells[begin:end], bendera=(*row.bendera, "salinan_mendatar")))
    return parts
