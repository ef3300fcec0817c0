"""Which kind a printed table is, by the words of its head and, where heads are alike, by its caption."""

from collections.abc import Sequence

from extract.running.tables import PrintedTable
from normalize.heads.headings import month_of, report_roles, roles
from normalize.heads.kolom import Kolom, year
from normalize.heads.layouts import layout_of, monthly, period_of
from normalize.kinds.all_kinds import KINDS
from normalize.kinds.kind import BANDING, CAPAIAN, EFISIENSI, LAIN, PK, RAPK, RENSTRA, RKT, TREN
from normalize.kinds.target_pk import BUDGET
from normalize.tables.konteks_tabel import Sekitar
from normalize.words.names import fold

LABELS = {"no", "sasaran", "no_indikator", "indikator", "notifikasi", "lain"}
"""Columns that say what a row is about, who does it, where and when."""
AGREED = {*LABELS, "satuan", "target"}
"""A table that has no other columns, but a budget at most, is what was agreed or planned for the year."""
COMPARED = {*LABELS, "satuan", "upt", "realisasi"}
"""A table that has no other columns sets one office beside another."""
MEASURED = {*LABELS, "satuan", "target", "realisasi", "kriteria"}
"""A table of indicators that has no other columns prints what was reached of a target, without the ratio of both."""
REACHED = {"realisasi", "capaian", "capaian_tahunan", "pembilang"}
ROW_WORDS = {"target", "realisasi", "usulan", "capaian"}
"""A table by months whose rows are called so reports or proposes; it is no plan."""


def classify(table: PrintedTable, columns: Sequence[Kolom], around: Sekitar) -> str:
    """The kind of a table. What is not clearly one of the kinds is LAIN: its cells are kept, nothing is claimed."""
    if is_plan(table):
        return RAPK
    for kind in KINDS:
        if kind.matches is not None and kind.matches(table, columns):
            return kind.tabel[0]
    names = [column.nama for column in columns]
    has = set(names)
    if "indikator" in has:
        return _by_indicator(columns, names, has, around)
    if has >= {"upt", "realisasi"}:
        return BANDING if around.indikator else LAIN
    periods = has >= {"periode", "target", "realisasi"} and has & {"capaian", "capaian_tahunan"} and not has & {"tindak_lanjut", "lain"}
    return CAPAIAN if periods else LAIN


def _by_indicator(columns: Sequence[Kolom], names: Sequence[str], has: set[str], around: Sekitar) -> str:
    if has & {"ie", "te"} and "output_persen" in has:
        return EFISIENSI
    offices = {column.kantor for column in columns if column.kantor and column.nama in REACHED}
    if names.count("banding") >= 2 or len(offices) > 1 or (has >= {"upt", "realisasi"} and has <= COMPARED):
        return BANDING
    if "target_renstra" in has and "realisasi" in has:
        return RENSTRA
    if _compares_years(columns, names, has):
        return TREN
    judged_by_ratio = has & {"capaian", "capaian_tahunan", "penyesuaian"}
    measured = has >= {"target", "realisasi"} and (judged_by_ratio or (has <= MEASURED and _told_apart(columns)))
    judged = "kriteria" in has and has <= {*LABELS, "kriteria"}
    if measured or judged:
        return CAPAIAN
    agreed = "target" in has and has <= {*AGREED, *BUDGET}
    return {RKT: RKT, PK: PK, RAPK: PK}.get(around.tabel or "", LAIN) if agreed else LAIN


def _told_apart(columns: Sequence[Kolom]) -> bool:
    """True where each target and realisasi is the only one of its year and period, and none of a month."""
    figures = [(column.nama, column.tahun, column.periode) for column in columns if column.nama in ("target", "realisasi")]
    return len(figures) == len({*figures}) and all(column.bulan is None for column in columns)


def _compares_years(columns: Sequence[Kolom], names: Sequence[str], has: set[str]) -> bool:
    """Realisasi of several years, with the target of each or none; or capaian alone."""

    def years(name: str) -> set[int | None]:
        return {column.tahun for column in columns if column.nama == name}

    if names.count("realisasi") >= 2 and len(years("realisasi")) >= 2:
        return "target" not in has or len(years("target")) >= 2
    return not has & {"target", "realisasi"} and len(years("capaian")) >= 2


def is_plan(table: PrintedTable) -> bool:
    """RAPK: a column of indicators and the columns of a layout of the year, and rows that are indicators. What was reached by quarters is
    reported with quarters too, so these make a plan only where nothing was reached but in a year that the head names before the quarters
    ('Realisasi 2023'), from which the plan sets out; nor do months that stand there once more below REALISASI."""
    head = [cell for segment in table.segments for row in segment.head for cell in row.cells]
    found = [role for cell in head for role in roles(cell.text)]
    layout = layout_of((role.tata, role.bulan) for role in found if role.bulan)
    if layout is None or all(role.nama != "indikator" for role in found) or is_turned(table):
        return False
    first = min(cell.kolom for cell in head if period_of(cell.text) or month_of(cell.text))
    reached = [cell for cell in head if REACHED & {*report_roles(cell.text)}]
    if layout is monthly():
        return not (reached and _prints_months_twice(table))
    return all(cell.kolom < first and year(cell.text) is not None for cell in reached)


def _prints_months_twice(table: PrintedTable) -> bool:
    """True for a head with two columns of one month: beside the targets stands what was reached."""
    months = [month for row in table.segments[0].head for cell in row.cells if (month := month_of(cell.text))]
    return len(months) != len({*months})


def is_turned(table: PrintedTable) -> bool:
    """True for a table whose rows are called Target, Realisasi, Usulan: it is about one indicator, which its section names."""
    words = [fold(cell.text) for segment in table.segments for row in segment.body for cell in row.cells[:4] if cell.lines]
    named = sum(word in ROW_WORDS for word in words)
    rows = sum(len(segment.body) for segment in table.segments)
    return named * 3 > rows
