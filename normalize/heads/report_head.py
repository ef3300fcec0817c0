"""The head of a report's table: which rows are one, and its columns, each leaf with what it holds, from registry/heads/kepala.csv."""

from collections.abc import Callable, Sequence

import regex
from msgspec.structs import replace

from extract.cells import Cell, PrintedRow
from normalize.heads.budget_heads import budget_roles, is_budget_head, is_unit_below, with_budget_names
from normalize.heads.dua_hasil import told_apart
from normalize.heads.group_heads import NATIONAL
from normalize.heads.head_rows import counts_columns, naming_rows
from normalize.heads.headings import UNKNOWN, month_of, month_within, report_roles, with_own_numbers
from normalize.heads.kolom import QUARTER, YEAR, Kolom, names_time, quarter, year
from normalize.heads.peran import text_columns
from normalize.heads.plan_end import of_the_plan
from normalize.heads.plan_heads import is_head
from normalize.offices.instansi import begins_with_level
from normalize.offices.upt import fold_upt
from normalize.words.cell_kinds import filled, has_letters, is_wide
from normalize.words.names import fold
from normalize.words.numbers import bare_number

# 'Semula' 'Menjadi' under 'Target' or 'Pagu'
VERSION = regex.compile(r"semula|menjadi|awal|revisi|(?:sebelum|setelah|sesudah) (?:revisi|perubahan)")
NAMING = {"indikator", "sasaran", "jenis_belanja", "periode", "pegawai", "realisasi", "capaian", "pagu", "lain", "tindak_lanjut"}
"""A head names at least one of these; 'Total' beside a figure is no head."""
# 'Realisasi Balai POM di Ambon'
REACHED_BY = regex.compile(r"(?i)realisasi( kinerja)?\s+(?=\p{L})")
# 'Balai POM di Ambon Tahun 2023' '… (2023)'
OF_YEAR = regex.compile(r"(?i)\s+\(?(?:tahun\s+|th\.?\s+)?(?:19|20)\d\d\)?$")
NATIONWIDE = "nasional"
LEAST_FIGURES = 2
"""So many names of figures beside each unknown one make a row a head's."""
MOST_UNKNOWN = 2
LONG_NAME = 4
"""Words: so many in a lone cell are a name rather than the head of a column."""
GROUPS = {
    ("output", "nilai_t"): "output_target",
    ("output", "nilai_r"): "output_realisasi",
    ("output", "nilai_persen"): "output_persen",
    ("input", "nilai_t"): "pagu_rp",
    ("input", "nilai_r"): "realisasi_rp",
    ("input", "nilai_persen"): "input_persen",
    ("pagu", "nilai_t"): "pagu_rp",
    ("pagu", "nilai_r"): "realisasi_rp",
    ("pagu", "nilai_persen"): "input_persen",
    ("definisi", "pembilang"): "definisi",
    ("definisi", "penyebut"): "definisi",
}
OF_OFFICES = {"target", "capaian", "capaian_tahunan"}
"""What the names of offices may stand below other than what they reached."""
EFFICIENCY = {"ie", "te"}
OUTPUT = {"target": "output_target", "realisasi": "output_realisasi", "capaian": "output_persen", "nilai_persen": "output_persen"}
INPUT = {
    **{"pagu": "pagu_rp", "input": "pagu_rp", "realisasi": "realisasi_rp"},
    **{"capaian": "input_persen", "nilai_persen": "input_persen"},
}
"""Columns of a table of efficiency that prints no OUTPUT and INPUT above them, by whether targets or budgets went before."""
BEFORE = {"output_realisasi": "target", "realisasi_rp": "pagu"}
"""What a T is before these."""
IsOffice = Callable[[str], bool]


def is_report_head(row: PrintedRow, is_office: IsOffice) -> bool:
    """True for the first row of any table's head: a RAPK's, or column names and offices without a value."""
    cells = filled(row)
    if is_head(row) or counts_columns(cells) or is_budget_head(row):
        return True
    if len(cells) < 2 or any(bare_number(cell.text) is not None and not YEAR.fullmatch(cell.text) for cell in cells):
        return False
    if names_time(" ".join(cell.text for cell in cells)):
        return False
    named = [roles for cell in cells if (roles := report_roles(cell.text))]
    others = sum(is_office(_without_reached(cell.text, is_office)) or QUARTER.fullmatch(fold(cell.text)) is not None for cell in cells)
    known = len(named) + others
    flat = {name for roles in named for name in roles}
    return known >= 2 and known * 5 >= len(cells) * 3 and bool(NAMING & flat)


def is_lower_head(row: PrintedRow, is_office: IsOffice) -> bool:
    """True for a further row of a head whose first row is known: years, T · R · %, Pembilang · Penyebut · Realisasi. The rest of a
    name behind a page's end, 'rekomendasi hasil inspeksi …', '(tepat) waktu', 'Balai POM di Ambon' or 'UPT' alone, is none. In a dump one
    name may be an unknown one beside two of figures, two beside four."""
    cells = filled(row)
    if len(cells) == 1 and (_is_rest(cells[0].text, is_office) or _heads_rows(cells[0], row)):
        return False
    joined = " ".join(cell.text for cell in cells)
    if len(cells) > 1 and (names_time(joined) or is_office(joined)):
        return False  # 'Tahun' | '2022': inferred columns cut what heads the rows below
    if all("upt" in report_roles(cell.text) for cell in cells):
        return False
    others = [cell.text for cell in cells if not _divides(cell.text, is_office)]
    worded = all(not any(letter.isdigit() for letter in YEAR.sub("", text)) for text in others)
    if 0 < len(others) <= MOST_UNKNOWN and cells[0].bbox is None and worded:
        figures = sum(not text_columns() & {*report_roles(cell.text)} for cell in cells if cell.text not in others)
        return figures >= LEAST_FIGURES * len(others)
    return bool(cells) and not others


def _heads_rows(cell: Cell, row: PrintedRow) -> bool:
    """True for a year or a quarter that stands over the rows below it, not over a column: 'Tahun 2022' over the whole width."""
    return names_time(cell.text) and (is_wide(cell, row) if cell.bbox is not None else has_letters(cell.text))


def _is_rest(text: str, is_office: IsOffice) -> bool:
    """True for a lone cell that goes on with a name: an office, or words in lower case that are long or head no figures."""
    goes_on = text[:1].islower() and (len(text.split()) >= LONG_NAME or set(report_roles(text)) == {"lain"})
    return goes_on or is_office(text)


def _divides(text: str, is_office: IsOffice) -> bool:
    """True for a name that divides the one above it, or says what is below it."""
    return bool(
        report_roles(text)
        or YEAR.fullmatch(text)
        or QUARTER.fullmatch(fold(text))
        or VERSION.fullmatch(fold(text))
        or is_office(_without_reached(text, is_office))
        or month_of(text)
        or is_unit_below(text)
    )


def columns_of(head: Sequence[PrintedRow], is_office: IsOffice) -> tuple[Kolom, ...]:
    """The leaves of a head, left to right; () for a head that only counts its columns."""
    head = naming_rows(head)
    cells = [(depth, cell) for depth, row in enumerate(head) for cell in filled(row)]
    boxed = [(depth, cell) for depth, cell in cells if cell.bbox is not None]
    leaves = _boxed_leaves(boxed) if boxed else _fractions(head) or _counted_leaves(head)
    columns = told_apart(of_the_plan(_measured_at_offices(_offices_beside([_kolom(path, is_office) for path in leaves]))))
    columns = _output_and_input(sorted(columns, key=lambda k: k.x0 or 0.0) if boxed else list(columns))
    columns = _shares_as_results(_input_alone(with_budget_names(columns)))
    names = with_own_numbers([column.nama for column in columns])
    return tuple(replace(column, nama=name) for column, name in zip(columns, names, strict=True))


def _boxed_leaves(cells: Sequence[tuple[int, Cell]]) -> list[list[Cell]]:
    """For each cell without another below it: the cells above it and itself."""
    paths = []
    for depth, cell in cells:
        assert cell.bbox is not None
        if any(deeper > depth and _under(other, cell) for deeper, other in cells):
            continue
        above = [other for upper, other in sorted(cells, key=lambda c: c[0]) if upper < depth and _under(cell, other)]
        paths.append([*above, cell])
    return paths


def _under(lower: Cell, upper: Cell) -> bool:
    assert lower.bbox is not None and upper.bbox is not None
    middle = (lower.bbox[0] + lower.bbox[2]) / 2
    return upper.bbox[0] < middle < upper.bbox[2] and lower.bbox[1] >= upper.bbox[3] - 2


def _offices_beside(columns: list[Kolom]) -> list[Kolom]:
    """A column called like an office beside columns of known offices is one too, though the registry does not know it."""
    if not any(column.nama == "banding" for column in columns):
        return columns
    return [
        replace(column, nama="banding", asing=False) if column.nama == UNKNOWN and begins_with_level(fold_upt(column.teks)) else column
        for column in columns
    ]


def _measured_at_offices(columns: list[Kolom]) -> list[Kolom]:
    """Where names of offices stand below 'Target' or 'Capaian', those below 'Realisasi' or below nothing are of what was reached there."""
    if not any(column.kantor == column.teks for column in columns if column.kantor):
        return columns
    return [replace(column, nama="realisasi", kantor=column.teks) if column.nama == "banding" else column for column in columns]


def _output_and_input(columns: list[Kolom]) -> list[Kolom]:
    """The columns of a table of efficiency with one row of heads by what they belong to: a target begins what is put out, a budget what is
    put in, and what follows either is its own. Of 'T · Output R · %', where no rule parts the group's name from its middle column, the
    first is a target. Other tables as they are."""
    if not any(column.nama in EFFICIENCY for column in columns):
        return columns
    group, placed = OUTPUT, []
    for column, behind in zip(columns, [*(column.nama for column in columns[1:]), ""], strict=True):
        nama = BEFORE.get(behind, column.nama) if column.nama == "nilai_t" else column.nama
        if nama in ("target", "pagu", "input"):
            group = OUTPUT if nama == "target" else INPUT
        placed.append(replace(column, nama=group.get(nama, nama)))
    return placed


def _input_alone(columns: list[Kolom]) -> list[Kolom]:
    """Pagu, realisasi and percentage of indicators are what was put in where the table prints nothing else of them, each once. Other
    tables as they are."""
    names = [column.nama for column in columns]
    renamed = [INPUT.get(name, name) for name in names]
    figures = [name for name in renamed if name in INPUT.values()]
    known = {*text_columns(), *INPUT.values(), "turunan"}
    if "indikator" not in names or not {"pagu_rp", "realisasi_rp"} <= {*figures} <= {*renamed} <= known or len(figures) != len({*figures}):
        return columns
    return [replace(column, nama=name) for column, name in zip(columns, renamed, strict=True)]


OTHER_SHARES = {"capaian", "capaian_tahunan", "pagu", "input", "realisasi_rp", *GROUPS.values()}
NAMES = {"indikator", "periode", "upt"}
BARE = {"nilai_t": "target", "nilai_r": "realisasi", "nilai_persen": "capaian"}
"""T, R and % of nothing else are those of an indicator."""


def _shares_as_results(columns: list[Kolom]) -> list[Kolom]:
    """Target, realisasi and a bare '%', 'T · R · %' or 'T · R' of an indicator are its results where the table prints no other and no
    money; and of 'Capaian · % Capaian' without realisasi the first is what was reached."""
    names = [column.nama for column in columns]
    if not NAMES & {*names}:
        return columns
    if "target" in names and "realisasi" not in names and [n for n in names if n in ("capaian", "capaian_tahunan")] == ["capaian"] * 2:
        first = names.index("capaian")
        alone = fold(columns[first].teks) == "capaian"
        return [replace(column, nama="realisasi") if alone and i == first else column for i, column in enumerate(columns)]
    renamed = [BARE.get(name, name) for name in names]
    needed = {"target", "realisasi"} if {"nilai_t", "nilai_r"} <= {*names} else {"target", "realisasi", "nilai_persen"}
    if needed - {*renamed, *names} or OTHER_SHARES & {*names}:
        return columns
    return [replace(column, nama=name) for column, name in zip(columns, renamed, strict=True)]


FRACTION = ("pembilang", "penyebut", "realisasi")


def _fractions(head: Sequence[PrintedRow]) -> list[list[Cell]]:
    """A dump's head whose last row is Pembilang · Penyebut · Realisasi: they divide the REALISASI above, whatever columns they
    slid to; [] for other heads."""
    if len(head) < 2:
        return []
    lower = filled(head[-1])
    if [next(iter(report_roles(cell.text)), "") for cell in lower] != list(FRACTION):
        return []
    upper = filled(head[0])
    whole = [cell for cell in upper if "realisasi" in report_roles(cell.text)]
    if len(whole) != 1:
        return []
    years = [cell for row in head[1:-1] for cell in filled(row)]
    return [path for cell in upper for path in ([[cell, *years, part] for part in lower] if cell is whole[0] else [[cell]])]


def _counted_leaves(head: Sequence[PrintedRow]) -> list[list[Cell]]:
    """A dump's head: a name reaches to the next name of its row; names below divide it."""
    width = max((len(row.cells) for row in head), default=0)
    owners: list[list[Cell]] = [[] for _ in range(width)]
    for depth, row in enumerate(head):
        current: Cell | None = None
        for index in range(width):
            cell = row.cells[index] if index < len(row.cells) else None
            if cell is not None and cell.lines:
                current = cell
            elif depth and cell is not None and (index == 0 or not owners[index]):
                current = None
            if current is not None and (depth == 0 or (cell is not None and (cell.lines or _same_parent(owners, index, current)))):
                owners[index].append(current)
    paths: list[list[Cell]] = []
    for path in owners:
        if path and all(path[-1] is not other[-1] for other in paths):
            paths.append(path)
    return paths


def _same_parent(owners: Sequence[Sequence[Cell]], index: int, current: Cell) -> bool:
    """True where an empty cell under the same upper name goes on with the name to its left."""
    before = owners[index - 1] if index else ()
    return bool(before) and before[-1] is current and bool(owners[index]) and owners[index][0] is before[0]


def _kolom(path: Sequence[Cell], is_office: IsOffice) -> Kolom:
    leaf = path[-1]
    texts = [cell.text for cell in path]
    whole = " ".join(texts)
    x0, x1 = (leaf.bbox[0], leaf.bbox[2]) if leaf.bbox else (None, None)
    place = {"x0": x0, "x1": x1, "kiri": leaf.kolom}
    time = {"tahun": year(whole), "periode": quarter(whole), "bulan": month_within(whole)}
    own = _divides(leaf.text, is_office) or bool(budget_roles(leaf.text))
    above = (_without_reached(text, is_office) for text in texts[:-1])
    office = next((text for text in above if is_office(text) or NATIONAL.fullmatch(fold(text))), "")
    name = _name(texts, is_office)
    if name == "banding" and (measures := [role for text in texts[:-1] for role in report_roles(text) if role in OF_OFFICES]):
        name, office = measures[0], _without_reached(leaf.text, is_office)
    return Kolom(name, _without_reached(leaf.text, is_office), **time, **place, asing=not own, kantor=office)  # type: ignore[arg-type]


def _without_reached(text: str, is_office: IsOffice) -> str:
    """The office in 'Realisasi Balai POM di Ambon Tahun 2023', 'Nasional' in 'Realisasi Nasional'; other texts as they are."""
    office = REACHED_BY.sub("", text, count=1)
    for name in (office, OF_YEAR.sub("", office)):
        if name != text and (is_office(name) or fold(name) == NATIONWIDE):
            return name
    return text


def _name(texts: Sequence[str], is_office: IsOffice) -> str:
    """What the leaf holds, by its own text and by the names above it."""
    own = report_roles(texts[-1])
    above = [name for text in reversed(texts[:-1]) for name in report_roles(text)]
    for upper in above:
        for name in own:
            if (upper, name) in GROUPS:
                return GROUPS[upper, name]
    if YEAR.fullmatch(texts[-1]) or "tahun" in own:
        return next((name for name in above if name != "periode"), "tahun")
    if own:
        return own[0]
    if is_office(_without_reached(texts[-1], is_office)):
        return "banding"
    return above[0] if above and len(texts) > 1 else UNKNOWN
