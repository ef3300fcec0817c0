"""A dump's row of a report's table: its cells by order. Where cells are lost or added, arithmetic says which stands where."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from extract.cells import Cell, PrintedRow
from normalize.heads.budget_heads import LEVELS
from normalize.heads.headings import UNKNOWN
from normalize.heads.kolom import Kolom
from normalize.heads.peran import lead_columns, name_columns, names_alone, names_beside, word_columns
from normalize.tables.identitas import CHOSEN, verdict
from normalize.tables.words_behind import names_before_values
from normalize.words.cell_kinds import NUMBER_ONLY, has_letters
from normalize.words.kode import CODE, ROW_NUMBER, code_alone
from normalize.words.kriteria import is_criterion
from normalize.words.numbers import is_nothing, looks_numeric, read_measure
from normalize.words.units import is_figure_with_unit

AMBIGUOUS = "urutan_ambigu"
"""The flag of a row whose figures may stand in other columns."""
NO_COLUMN = -1
"""Where cells stand that have no head above them (row labels of a table turned on its side)."""
MEANING = {
    "target": "target",
    "pembilang": "pembilang",
    "penyebut": "penyebut",
    "realisasi": "realisasi",
    "capaian": "capaian_persen",
    "capaian_tahunan": "capaian_persen",
    "target_renstra": "target",
}
"""Column → the name under which the identities know it; columns not named here are known by their own name."""
Placed = dict[int, list[Cell]]


def in_order(row: PrintedRow, columns: Sequence[Kolom]) -> tuple[Placed, set[str]]:
    """Column index → cells, and flags: `urutan` where the layout was chosen and nothing proves it."""
    cells = list(row.cells)
    lead = [i for i, column in enumerate(columns) if column.nama in lead_columns()]
    values = [i for i in range(len(columns)) if i not in lead]
    levels = any(column.nama in LEVELS for column in columns)
    if (levels or _has_unknown_before(lead, columns)) and (straight := _straight(cells, lead, columns)):
        return straight, set()
    split = _values_begin(cells, columns)
    placed: Placed = {}
    alone = _rest_of_a_sasaran(cells, columns)
    if alone is not None:
        return {alone: [cell for cell in cells if cell.lines]}, set()
    _place_texts([cell for cell in cells[:split] if cell.lines], lead, columns, placed)
    behind = _without_words_of_no_head(cells[split:], row.cells, values, columns)
    tail, chosen, flags = _under_heads(behind, values, columns) or _lay_out(behind, values, columns)
    for index, cell in zip(chosen, tail, strict=True):
        placed.setdefault(index, []).append(cell)
    return placed, flags


def _has_unknown_before(lead: Sequence[int], columns: Sequence[Kolom]) -> bool:
    """True where an unknown head stands left of a name: by their order its cells would be parts of the name."""
    return any(columns[i].nama == UNKNOWN for i in range(max(lead, default=0)))


def words_of_no_head(cells: Sequence[Cell], columns: Sequence[Kolom]) -> list[Cell]:
    """Of a dump's row whose name stands right under its head: words in columns over which the head has nothing; no criteria, which are
    told by themselves."""
    named = {column.kiri for column in columns if column.nama in names_alone()}
    worded = [cell for cell in cells if cell.bbox is None and has_letters(cell.text) and code_alone(cell.text) is None]
    if not named & {cell.kolom for cell in worded}:
        return []
    heads = {column.kiri for column in columns}
    return [cell for cell in worded if cell.kolom not in heads and not is_criterion(cell.text)]


def _without_words_of_no_head(tail: list[Cell], row: Sequence[Cell], values: Sequence[int], columns: Sequence[Kolom]) -> list[Cell]:
    """The cells behind the name without words under no head, where these are what the row has too much."""
    others = words_of_no_head(row, columns)
    kept = [cell for cell in tail if cell not in others]
    return kept if others and sum(bool(cell.lines) for cell in tail) > len(values) >= sum(bool(cell.lines) for cell in kept) else tail


def _straight(cells: Sequence[Cell], lead: Sequence[int], columns: Sequence[Kolom]) -> Placed | None:
    """Every cell under its own head, where all stand right under one, words under names and figures under the others: a budget's row
    leaves the names of the levels above it empty. None for other rows."""
    by_place = {column.kiri: i for i, column in enumerate(columns)}
    filled = [cell for cell in cells if cell.lines]
    places = [by_place.get(cell.kolom) for cell in filled]
    if not filled or None in places or not any(has_letters(cell.text) for cell in filled):
        return None
    way = [place for place in places if place is not None]
    fits = all(
        i in lead or columns[i].nama in word_columns() or _is_figure(cell.text) for cell, i in zip(filled, way, strict=True)
    ) and not any(i in lead and columns[i].nama in names_alone() and _is_figure(cell.text) for cell, i in zip(filled, way, strict=True))
    return {i: [cell] for cell, i in zip(filled, way, strict=True)} if fits else None


def _is_figure(text: str) -> bool:
    return looks_numeric(text) or is_figure_with_unit(text)


def _rest_of_a_sasaran(cells: Sequence[Cell], columns: Sequence[Kolom]) -> int | None:
    """The column of SASARAN, where a row as wide as its head holds nothing but words under it, or under its place for a code beside it: the
    rest of a name behind a page's end."""
    filled = [cell for cell in cells if cell.lines]
    wide = len(cells) > max((column.kiri for column in columns), default=0)
    if len(filled) != 1 or not wide or not has_letters(filled[0].text) or not any(column.nama == "indikator" for column in columns):
        return None
    over = [i for i, column in enumerate(columns) if column.kiri <= filled[0].kolom]
    return over[-1] if over and columns[over[-1]].nama == "sasaran" else None


def _values_begin(cells: Sequence[Cell], columns: Sequence[Kolom]) -> int:
    """The index of the first value cell, empty ones included: right behind the name."""
    named = any(column.nama in names_alone() for column in columns)
    names = sum(column.nama in names_beside() for column in columns)
    filled = [i for i, cell in enumerate(cells) if cell.lines]
    if not named:
        return filled[0] + 1 if filled else len(cells)
    if len(filled) == len(columns) and (lead := _plain_lead([cells[i] for i in filled], columns)):
        # A full row stands as its head does, also where a figure cannot be read as one.
        return filled[lead]
    place, behind = _words_behind(columns)
    pattern = ROW_NUMBER if any(column.nama == "no_indikator" for column in columns) else NUMBER_ONLY
    numbered = -1  # the name behind a number of its own
    for position, i in enumerate(filled):
        before = [j for j in filled[:position] if has_letters(cells[j].text)]
        following = cells[filled[position + 1]].text if position + 1 < len(filled) else ""
        number = pattern.fullmatch(cells[i].text) is not None and has_letters(following) and len(before) < names
        # Office, number, sasaran, number, indicator: as long as two names are to come a number is no value.
        named_later = number and (len(before) + 1 < names or _is_number_before_name(columns, following))
        if before and _is_figure(cells[i].text) and not named_later:
            return names_before_values(cells, before, place, behind)[-1] + 1
        if before and named_later:
            numbered = filled[position + 1]
    letters = [i for i in filled if has_letters(cells[i].text) and not is_figure_with_unit(cells[i].text)]
    # A row of words only: behind the name stand as many texts as there are columns of words.
    words = [column.nama for column in columns if column.nama in word_columns()]
    worded = len(letters) > 1 and not _ends_with_names(cells, letters, columns) and not _ends_with_a_rest(cells[letters[-1]], words, place)
    behind = len(words) if worded else 0
    return max(numbered, letters[-1 - min(behind, len(letters) - 1)]) + 1 if letters else len(cells)


def _words_behind(columns: Sequence[Kolom]) -> tuple[int, int]:
    """Where the head has the last name, and how many columns of words follow it before the first figure."""
    last = max(i for i, column in enumerate(columns) if column.nama in names_alone())
    count = next((n for n, column in enumerate(columns[last + 1 :]) if column.nama not in word_columns()), 0)
    return columns[last].kiri, count


def _plain_lead(filled: Sequence[Cell], columns: Sequence[Kolom]) -> int:
    """How many cells stand before the values where the head has one column of names, before it at most NO, and the row keeps to it;
    else 0."""
    names = [column.nama for column in columns]
    count = 2 if names[0] == "no" else 1
    if names[count - 1] not in lead_columns() or set(names[count:]) & lead_columns():
        return 0
    numbered = count == 1 or NUMBER_ONLY.fullmatch(filled[0].text) is not None
    return count if numbered and has_letters(filled[count - 1].text) else 0


def _ends_with_names(cells: Sequence[Cell], letters: Sequence[int], columns: Sequence[Kolom]) -> bool:
    """True where the row's last text stands under the head of names and is no criterion: what is behind it is empty."""
    heads = {column.kiri: column.nama for column in columns}
    last = cells[letters[-1]]
    return all(heads.get(cells[i].kolom) in lead_columns() for i in letters) and not is_criterion(last.text)


def _ends_with_a_rest(last: Cell, words: Sequence[str], place: int) -> bool:
    """True where only a criterion can stand behind the values and the row's last text is none: it goes on with a name. place: the column
    of names, beside which a number without a head may stand."""
    told = last.text[:1].islower() or last.kolom <= place + 1
    return told and set(words) <= {"kriteria"} and not is_criterion(last.text)


def _is_number_before_name(columns: Sequence[Kolom], following: str) -> bool:
    """In a table with SASARAN and INDIKATOR a lone number between two texts is the indicator's, unless a short word follows
    that is a criterion."""
    names = {column.nama for column in columns}
    return {"sasaran", "indikator"} <= names and len(following.split()) > 2


def _under_heads(tail: Sequence[Cell], values: Sequence[int], columns: Sequence[Kolom]) -> tuple[list[Cell], list[int], set[str]] | None:
    """The layout in which every value stands under its own head, where the row is not full and its arithmetic proves this."""
    filled = [cell for cell in tail if cell.lines]
    by_place = {columns[i].kiri: i for i in values}
    if len(filled) >= len(values) or any(cell.kolom not in by_place for cell in filled):
        return None
    way = [by_place[cell.kolom] for cell in filled]
    failed, held = verdict(_read(filled, way, columns))
    return (filled, way, set()) if _fits(filled, way, columns) and failed == 0 and held else None


def _lay_out(tail: list[Cell], values: list[int], columns: Sequence[Kolom]) -> tuple[list[Cell], list[int], set[str]]:
    """The value cells that are kept and the column of each."""
    longer = len(tail) > len(values)
    while tail and not tail[-1].lines and len(tail) > len(values):
        tail = tail[:-1]
    filled = [cell for cell in tail if cell.lines]
    straight = verdict(_read(tail, values, columns)) if len(tail) == len(values) and _fits(tail, values, columns) else None
    # a cell too many that moved the figures behind it looks like an empty one where no arithmetic holds
    moved = longer and len(filled) < len(tail) and any(cell.lines for cell in tail[len(filled) :])
    if straight is not None and straight[0] == 0:
        return tail, values, {AMBIGUOUS} if moved and not straight[1] else set()
    if len(filled) > len(values):
        return filled[: len(values)], values, {"urutan"}
    ways = [list(way) for way in combinations(values, len(filled)) if _fits(filled, way, columns)]
    if not ways:
        kept = tail[: len(values)]
        return kept, values[: len(kept)], {"urutan"}
    ranked = sorted(ways, key=lambda way: (_rank(filled, way, columns), _distance(filled, way, columns)))
    best = _rank(filled, ranked[0], columns)
    if straight is not None and (best[0] >= straight[0] or best[1] == 0):
        # No other layout proves itself: the cells stand as printed, and what fails is the document's or a check's affair.
        return tail, values, set()
    alone = len(ranked) == 1 or _rank(filled, ranked[1], columns) > best
    proved = best[1] < 0 and best[0] == 0
    if proved and alone:
        return filled, ranked[0], {CHOSEN}
    several = len(ranked) > 1 and filled and not best[1] and not _ends_early(tail, values, columns)
    return filled, ranked[0], {"urutan", AMBIGUOUS} if several else {"urutan"}


def _ends_early(tail: Sequence[Cell], values: Sequence[int], columns: Sequence[Kolom]) -> bool:
    """True for a row without a gap that stands under its head and lacks two cells or more at its end: a dump leaves out what is empty
    there. One that is missing may be missing anywhere."""
    in_place = all(cell.lines and cell.kolom == columns[i].kiri for cell, i in zip(tail, values, strict=False))
    return in_place and len(values) - len(tail) > 1 and _fits(tail, values[: len(tail)], columns)


def _rank(cells: Sequence[Cell], way: Sequence[int], columns: Sequence[Kolom]) -> tuple[int, int]:
    failed, held = verdict(_read(cells, way, columns))
    return failed, -held


def _distance(cells: Sequence[Cell], way: Sequence[int], columns: Sequence[Kolom]) -> tuple[int, int]:
    """How far the cells stand from their heads, in cells: first from one another, for shifts move a row as a whole, then at most."""
    shifts = [cell.kolom - columns[i].kiri for cell, i in zip(cells, way, strict=True)]
    return (max(shifts) - min(shifts), max(abs(shift) for shift in shifts)) if shifts else (0, 0)


def _fits(cells: Sequence[Cell], way: Sequence[int], columns: Sequence[Kolom]) -> bool:
    """Words under words, numbers under numbers."""

    def fit(cell: Cell, column: Kolom) -> bool:
        numeric = _is_figure(cell.text)
        if column.nama == "kriteria":
            return not numeric or is_nothing(cell.text)
        return numeric or column.nama in word_columns()

    return all(not cell.lines or fit(cell, columns[i]) for cell, i in zip(cells, way, strict=True))


def _read(cells: Sequence[Cell], way: Sequence[int], columns: Sequence[Kolom]) -> dict[str, Decimal | None]:
    """The values by the names that the identities know."""
    values: dict[str, Decimal | None] = {}
    for cell, i in zip(cells, way, strict=True):
        readings = read_measure(cell.text, None)
        name = MEANING.get(columns[i].nama, columns[i].nama)
        values.setdefault(name, readings[0].value if readings else None)
    return values


def _place_texts(texts: Sequence[Cell], lead: Sequence[int], columns: Sequence[Kolom], placed: Placed) -> None:
    """Number, code, sasaran, code, name: the last text of words is the indicator's, one before it the sasaran's."""
    names = {columns[i].nama: i for i in reversed(lead)}

    def is_code(cell: Cell) -> bool:
        match = CODE.match(cell.text)
        return match is not None and match.end() >= len(cell.text)

    words = [cell for cell in texts if has_letters(cell.text) and not is_code(cell)]
    if words and _ends_with_office(words, columns, names):
        placed[names.pop("upt")] = [words[-1]]
        texts = [cell for cell in texts if cell is not words[-1]]
        words = words[:-1]
    target = next((names[n] for n in name_columns() if n in names), NO_COLUMN)
    seen_words = False
    offices = words[:1] if names.get("upt", target) != target and len(words) == _names_of(names) else []
    for cell in texts:
        if words and cell is words[-1]:
            place = target
        elif cell in offices:
            place = names["upt"]
        elif cell in words and "sasaran" in names:
            place = names["sasaran"]
        elif is_code(cell):
            kind = "indikator" if cell.text.upper().startswith("I") else "sasaran"
            place = names.get(kind, target)
        elif NUMBER_ONLY.fullmatch(cell.text) and offices and cell.kolom < words[1].kolom and words[1] is not words[-1]:
            place = names.get("no", NO_COLUMN)
        elif NUMBER_ONLY.fullmatch(cell.text):
            own = "no" not in names or ("sasaran" in names and len(words) == 1 and _is_own(cell, words[0], columns, names))
            place = names.get("no_indikator", target) if seen_words or own else names["no"]
        elif "no_indikator" in names and seen_words and ROW_NUMBER.fullmatch(cell.text):
            place = names["no_indikator"]
        else:
            place = target
        seen_words = seen_words or cell in words
        placed.setdefault(place, []).append(cell)


def _ends_with_office(words: Sequence[Cell], columns: Sequence[Kolom], names: Mapping[str, int]) -> bool:
    """True where the head has the office behind the indicator, and the row too: its name is left out where it stood above."""
    behind = names.get("upt", 0) > names.get("indikator", len(columns))
    return behind and (len(words) > 1 or words[0].kolom >= columns[names["upt"]].kiri)


def _names_of(names: Mapping[str, int]) -> int:
    """How many columns hold a name."""
    return len(names.keys() & names_beside())


def _is_own(number: Cell, name: Cell, columns: Sequence[Kolom], names: Mapping[str, int]) -> bool:
    """In a row without a sasaran: a number that stands right of NO is the indicator's, and so is one before a name that slid under
    SASARAN, for then the row has lost the cells before it."""
    return number.kolom > columns[names["no"]].kiri or name.kolom <= columns[names["sasaran"]].kiri
