"""Which kind a printed table is, by the words of its head and, where heads are alike, by its caption."""

from collections.abc import Sequence

import regex

from extract.running.tables import PrintedTable
from normalize.heads.group_heads import groups_of
from normalize.heads.headings import month_of, report_roles, roles
from normalize.heads.kolom import Kolom, year
from normalize.heads.layouts import layout_of, monthly, period_of
from normalize.heads.report_head import IsOffice
from normalize.kinds.all_kinds import KINDS
from normalize.kinds.kind import BANDING, CAPAIAN, EFISIENSI, LAIN, PK, RAPK, RENSTRA, RKT, TREN
from normalize.kinds.target_pk import BUDGET
from normalize.tables.konteks_tabel import Sekitar
from normalize.words.cell_kinds import has_letters
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
REACHED_BARE = {*REACHED, "nilai_r"}
"""And the R of 'T · R · %' below a quarter."""
OF_RESULTS = {*REACHED_BARE, "target", "nilai_t", "penyesuaian"}
"""Where none of these stands beside the budgets of indicators, the table prints what was put in, and nothing that was put out."""
OF_THE_PLAN = regex.compile(r"\b(?:perbandingan|dibanding\w*|terhadap|dengan)\b.*\b(?:renstra|rencana strategis|jangka menengah)\b")
"""Captions of tables that set what was reached against the five-year plan."""
OVER_YEARS = 3
# 'Realisasi TW' over 'I', where inferred columns cut a head
BEGINS_REACHED = regex.compile(r"(?:% )?(?:realisasi|capaian)\b")
REALISED = regex.compile(r"\brealisasi\b")
TITLED_OTHERWISE = regex.compile(r"\b(?:target|capaian|anggaran|pagu|belanja)\b")
"""Titles of tables whose years may head something else than what was reached."""
ROW_WORDS = {"target", "realisasi", "usulan", "capaian"}
"""A table by months whose rows are called so reports or proposes; it is no plan."""


def classify(table: PrintedTable, columns: Sequence[Kolom], around: Sekitar, is_office: IsOffice) -> str:
    """The kind of a table. What is not clearly one of the kinds is LAIN: its cells are kept, nothing is claimed."""
    if is_plan(table):
        return RAPK
    for kind in KINDS:
        if kind.matches is not None and kind.matches(table, columns):
            return kind.tabel[0]
    has = {column.nama for column in columns}
    if "indikator" in has:
        return _by_indicator(table, columns, around, is_office)
    if has >= {"upt", "realisasi"}:
        return BANDING if around.indikator else LAIN
    periods = has >= {"periode", "target", "realisasi"} and has & {"capaian", "capaian_tahunan"} and not has & {"tindak_lanjut", "lain"}
    return (TREN if _years_in_rows(columns) else CAPAIAN) if periods else LAIN


def _by_indicator(table: PrintedTable, columns: Sequence[Kolom], around: Sekitar, is_office: IsOffice) -> str:
    names = [column.nama for column in columns]
    has = set(names)
    if has & {"ie", "te"} and "output_persen" in has:
        return EFISIENSI
    if has >= {"pagu_rp", "realisasi_rp"} and not has & OF_RESULTS:
        return EFISIENSI
    if _compares_offices(table, columns, is_office):
        return BANDING
    if "realisasi" in has and ("target_renstra" in has or ("target" in has and OF_THE_PLAN.search(fold(around.caption or "")))):
        return RENSTRA
    over_years = _compares_years(columns, names, has) or _years_in_rows(columns) or years_of_results(columns, around)
    compared = TREN if over_years else _by_groups(table, is_office) if has & {"realisasi", "capaian"} else None
    if compared or _measures(columns, has):
        return compared or CAPAIAN
    agreed = "target" in has and has <= {*AGREED, *BUDGET}
    return {RKT: RKT, PK: PK, RAPK: PK}.get(around.tabel or "", LAIN) if agreed else LAIN


def _measures(columns: Sequence[Kolom], has: set[str]) -> bool:
    """True for what was reached of a target, and for criteria alone."""
    judged_by_ratio = has & {"capaian", "capaian_tahunan", "penyesuaian"}
    measured = has >= {"target", "realisasi"} and (judged_by_ratio or (has <= MEASURED and _told_apart(columns)))
    judged = "kriteria" in has and has <= {*LABELS, "kriteria"}
    return bool(measured or judged)


def _compares_offices(table: PrintedTable, columns: Sequence[Kolom], is_office: IsOffice) -> bool:
    """True where columns, or rows below a column of offices, are of several."""
    names = [column.nama for column in columns]
    offices = {column.kantor for column in columns if column.kantor and column.nama in REACHED}
    if names.count("banding") > 1 or len(offices) > 1:
        return True
    return {*names} >= {"upt", "realisasi"} and ({*names} <= COMPARED or _offices_below(table, is_office))


def _offices_below(table: PrintedTable, is_office: IsOffice) -> bool:
    """True where rows are of several offices: of one indicator each, not of the one that answers for it. A name that inferred columns cut
    is none that can be placed, but tells that the row is not the reporting office's."""
    rows = ([cell.text for cell in row.cells if has_letters(cell.text)] for segment in table.segments for row in segment.body)
    texts = {text for words in rows for n in range(len(words)) for text in (words[n], " ".join(words[n:]))}
    return sum(map(is_office, texts)) > 1


def _years_in_rows(columns: Sequence[Kolom]) -> bool:
    """True for results below which a column 'Tahun' says the year of each row."""
    return any(c.nama == "periode" and fold(c.teks) == "tahun" for c in columns) and any(c.nama == "realisasi" for c in columns)


def years_of_results(columns: Sequence[Kolom], around: Sekitar) -> bool:
    """True for columns with nothing but years above them, in a table titled as one of what was reached."""
    has = [column.nama for column in columns]
    titles = [fold(title) for title in around.judul]
    told = any(REALISED.search(title) for title in titles) and not any(TITLED_OTHERWISE.search(title) for title in titles)
    return has.count("tahun") > 1 and {*has} <= {*LABELS, "satuan", "tahun"} and told


def _by_groups(table: PrintedTable, is_office: IsOffice) -> str | None:
    """BANDING or TREN for a table whose rows stand below rows that name several offices or years."""
    groups = groups_of(table, is_office).values()
    if len({group.kantor for group in groups if group.kantor}) > 1:
        return BANDING
    return TREN if len({group.tahun for group in groups if group.tahun}) > 1 else None


def _told_apart(columns: Sequence[Kolom]) -> bool:
    """True where each target and realisasi is the only one of its year and period, and none of a month."""
    figures = [(column.nama, column.tahun, column.periode) for column in columns if column.nama in ("target", "realisasi")]
    return len(figures) == len({*figures}) and all(column.bulan is None for column in columns)


def _compares_years(columns: Sequence[Kolom], names: Sequence[str], has: set[str]) -> bool:
    """Realisasi of several years, with the target of each or none, or of so many that they are no mere year before; or capaian alone."""

    def years(name: str) -> set[int | None]:
        return {column.tahun for column in columns if column.nama == name}

    if names.count("realisasi") >= 2 and len(years("realisasi")) >= 2:
        return "target" not in has or len(years("target")) >= 2 or len(years("realisasi")) >= OVER_YEARS
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
    reached = [cell for cell in head if REACHED_BARE & {*report_roles(cell.text)} or BEGINS_REACHED.match(fold(cell.text))]
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
