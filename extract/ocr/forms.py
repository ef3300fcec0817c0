"""The forms of a column's numbers: agreement of two engines is not enough, for both take a comma for a point.

Nothing is mended here. A number that does not have the strict form of its column's style stays in doubt, with the same number in the
other style beside it: arithmetic or a person chooses.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import regex
from msgspec.structs import replace

from extract.cells import NO_TEXT, UNREADABLE, Block, Cell, Kotak
from extract.ocr.agree import bare

# What proves a style by itself. Points for decimals: '72.5' '1,234.50' '57,223,600'; commas: '72,5' '1.234,50' '57.223.600'.
_POINT = regex.compile(r"-?(?:\d{1,3}(?:,\d{3})*\.\d{1,2}|\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{3})+\.\d+)")
_COMMA = regex.compile(r"-?(?:\d{1,3}(?:\.\d{3})*,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d+)")
# '1.234' '12,500': thousands or three decimals.
_THREE = regex.compile(r"-?\d{1,3}[.,]\d{3}")
_WHOLE = regex.compile(r"-?\d{1,15}")
_LONG_DECIMALS = regex.compile(r"-?\d+[.,]\d{4,}")
_NUMBER = regex.compile(r"(?:rp\.?)?[-\d.,\s]*\d[-\d.,\s]*%?", regex.IGNORECASE)
_GROUPS = regex.compile(r"-?\d{1,3}(?:([.,])\d{3}){2,}(?:[.,]\d{1,2})?|-?\d{1,3}([.,])\d{3}[.,]\d{1,2}")
# '25,538.250': the last group has another separator than those before it.
_MIXED = regex.compile(r"-?\d{1,3}(?:([.,])\d{3})+(?!\1)[.,]\d{3}")
# '1.14' '98,7'
_FEW_DECIMALS = regex.compile(r"-?\d{1,3}(?P<sign>[.,])(?P<decimals>\d{1,2})")
_SEVERAL, _MOSTLY = 3, 0.6
"""So many numbers of a column, and so many of all that it has, tell how many decimals its numbers have."""
_FAR = 5
"""A sign that was missed makes a number ten times as great at least; of the column's own numbers none is so much greater."""
_NOTHING = ("-", "–")
_SWAPPED = str.maketrans(".,", ",.")


def in_strict_form(block: Block) -> Block:
    """The block with the numbers put in doubt that have not the form of their column."""
    columns: dict[int, list[str]] = defaultdict(list)
    for cell in _numbers(block):
        columns[cell.kolom].append(bare(_text(cell)))
    doubts = {kolom: _doubtful(texts) for kolom, texts in columns.items()}
    signs = {kolom: _without_their_sign(texts) for kolom, texts in columns.items()}
    if not any(doubts.values()) and not any(signs.values()):
        return block
    rows = [
        replace(row, cells=tuple(_judged(cell, doubts.get(cell.kolom, set()), signs.get(cell.kolom, {})) for cell in row.cells))
        if row.cells
        else row
        for row in block.rows
    ]
    return replace(block, rows=tuple(rows))


def with_hidden_figures(block: Block, hidden: Sequence[Kotak]) -> Block:
    """The block with UNREADABLE in its empty cells that hide something, where the column is one of numbers. hidden: in points."""
    if not hidden:
        return block
    figures, texts = Counter[int](), Counter[int]()
    for cell in (cell for row in block.rows[1:] for cell in row.cells if cell.lines):
        (figures if _NUMBER.fullmatch(cell.text) or cell.text in _NOTHING else texts)[cell.kolom] += 1

    def hides(cell: Cell) -> bool:
        if cell.lines or cell.bbox is None or figures[cell.kolom] <= texts[cell.kolom]:
            return False
        x0, top, x1, bottom = cell.bbox
        return any(x0 < (box[0] + box[2]) / 2 < x1 and top < (box[1] + box[3]) / 2 < bottom for box in hidden)

    rows = [block.rows[0]]
    for row in block.rows[1:]:
        cells = tuple(replace(cell, lines=(UNREADABLE,)) if hides(cell) else cell for cell in row.cells)
        rows.append(row if cells == row.cells else replace(row, cells=cells, bendera=tuple(sorted({*row.bendera, NO_TEXT}))))
    return replace(block, rows=tuple(rows))


def _numbers(block: Block) -> Iterable[Cell]:
    return (cell for row in block.rows for cell in row.cells if _NUMBER.fullmatch(_text(cell)))


def _text(cell: Cell) -> str:
    """A number that was too wide for its column goes on in the next line."""
    return "".join(cell.lines)


def _judged(cell: Cell, doubtful: set[str], signs: dict[str, str]) -> Cell:
    text = _text(cell)
    if _NUMBER.fullmatch(text) and bare(text) in signs:
        return replace(cell, bacaan=tuple(dict.fromkeys([*(cell.bacaan or (text,)), signs[bare(text)]])))
    if not _NUMBER.fullmatch(text) or bare(text) not in doubtful:
        return cell
    mixed = _MIXED.fullmatch(bare(text))
    other = regex.sub("[.,]", mixed[1], text) if mixed else text.translate(_SWAPPED)
    return replace(cell, bacaan=tuple(dict.fromkeys([*(cell.bacaan or (text,)), other])))


def _without_their_sign(texts: list[str]) -> dict[str, str]:
    """Whole numbers far greater than all decimals of their column, as '105' below '1.14' and '0.98', and what each is with the sign that
    both engines may have missed: beside a narrow digit it hangs together with that."""
    decimals = [match for text in texts if (match := _FEW_DECIMALS.fullmatch(text))]
    forms = Counter((match["sign"], len(match["decimals"])) for match in decimals)
    if not forms:
        return {}
    (sign, places), count = forms.most_common(1)[0]
    if count < max(_SEVERAL, _MOSTLY * len(texts)):
        return {}
    greatest = max(abs(float(match[0].replace(",", "."))) for match in decimals)
    whole = {text for text in texts if _WHOLE.fullmatch(text) and len(text.lstrip("-")) > places and abs(int(text)) > _FAR * greatest}
    return {text: f"{text[:-places]}{sign}{text[-places:]}" for text in whole}


def _doubtful(texts: list[str]) -> set[str]:
    """Those of one column's numbers (digits and separators alone) whose form does not hold."""
    votes: Counter[str] = Counter()
    for text in texts:
        votes["."] += _POINT.fullmatch(text) is not None
        votes[","] += _COMMA.fullmatch(text) is not None
    groups = {match[1] or match[2] for text in texts if (match := _GROUPS.fullmatch(text))}
    usual = None
    if votes["."] != votes[","]:
        usual = "." if votes["."] > votes[","] else ","
    found = set()
    for text in texts:
        if _WHOLE.fullmatch(text):
            continue
        if _MIXED.fullmatch(text):
            found.add(text)
            continue
        if _THREE.fullmatch(text):
            # In a column of amounts a lone group of three is thousands, as in all its neighbours.
            separator = "." if "." in text else ","
            if groups != {separator}:
                found.add(text)
            continue
        point, comma = _POINT.fullmatch(text) is not None, _COMMA.fullmatch(text) is not None
        if _LONG_DECIMALS.fullmatch(text):
            point, comma = "." in text, "," in text
        if point == comma or usual is None or (usual == ".") is not point:
            found.add(text)
    return found
