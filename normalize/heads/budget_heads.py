"""The heads of tables of a budget by program, kegiatan and what lies below them, or by sasaran (family `anggaran` of
registry/heads/kepala.csv).

'Program' and 'Kegiatan' are words of many tables. They name a level of the budget only where the head has a budget beside them and nothing
that measures performance: elsewhere each column stays what it is.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from extract.cells import PrintedRow
from normalize.heads.headings import ANGGARAN, meanings, report_roles
from normalize.heads.kolom import Kolom
from normalize.heads.plan_heads import is_nested_head
from normalize.words.cell_kinds import filled
from normalize.words.numbers import bare_number

LEVELS = ("program", "kegiatan", "subkegiatan", "uraian_anggaran")
"""Columns that name a level of the budget; the last names several in one."""
CODE, RUPIAH, LEFT = "kode", "rupiah", "sisa"
MONEY = {"pagu", "pagu_rp", "input"}
SPENT = {"realisasi", "realisasi_rp"}
BESIDE = {
    *MONEY,
    *("no", "sasaran", "realisasi", "realisasi_rp", "nilai_t", "nilai_r", "nilai_persen", "capaian", "input_persen"),
    *("notifikasi", "tindak_lanjut", "turunan", "tak_dikenal"),
}
"""All other columns that a table of a budget may have."""


def budget_roles(text: str) -> tuple[str, ...]:
    """What a head's text can mean in such a table, beside the words of every report."""
    return tuple(role for role in meanings(text, ANGGARAN) if role in (*LEVELS, CODE, RUPIAH, LEFT))


def _level(text: str) -> str | None:
    return next((role for role in budget_roles(text) if role in LEVELS), None)


def is_budget_head(row: PrintedRow) -> bool:
    """True for the first row of such a head: a level of the budget, and a budget. The RO lines of a plan have both, and nothing spent."""
    cells = filled(row)
    if len(cells) < 2 or any(bare_number(cell.text) is not None for cell in cells):
        return False
    known = [cell for cell in cells if report_roles(cell.text) or budget_roles(cell.text)]
    roles = {role for cell in cells for role in report_roles(cell.text)}
    if not MONEY & roles or (is_nested_head(row) and not SPENT & roles):
        return False
    return any(_level(cell.text) for cell in cells) and len(known) * 5 >= len(cells) * 3


def is_unit_below(text: str) -> bool:
    """True for '(Rp)' below REALISASI."""
    return RUPIAH in budget_roles(text)


def is_of_budget(columns: Sequence[Kolom]) -> bool:
    """True for the columns of such a table: a budget of one year, a column of levels or sasaran, and nothing else that is measured."""
    names = {column.nama for column in columns}
    years = {column.tahun for column in columns} - {None}
    own = [
        column for column in columns if column.nama not in BESIDE and not _level(column.teks) and column.nama not in (*LEVELS, CODE, LEFT)
    ]
    named = "sasaran" in names or any(_level(column.teks) for column in columns)
    return bool(MONEY & names) and named and not own and len(years) < 2


def with_budget_names(columns: Sequence[Kolom]) -> list[Kolom]:
    """The columns, those of levels and codes named so in such a table; those of other tables as they are."""
    if not is_of_budget(columns):
        return list(columns)
    return [replace(column, nama=_budget_name(column)) for column in columns]


def _budget_name(column: Kolom) -> str:
    level = _level(column.teks)
    if level and column.nama not in ("sasaran", *MONEY):
        return level
    other = next((role for role in budget_roles(column.teks) if role in (CODE, LEFT)), column.nama)
    return other if column.nama in ("no", "turunan", "tak_dikenal") else column.nama
