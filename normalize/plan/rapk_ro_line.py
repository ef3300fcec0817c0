"""One RO line: its texts by their codes ('055 - …' komponen, 'A - …' subkomponen), its amounts by their order and head."""

from collections.abc import Sequence

import regex

from extract.cells import Cell, PrintedRow
from normalize.heads.headings import roles
from normalize.plan.rapk_feeds import Feeds
from normalize.plan.rapk_parts import BarisRo
from normalize.plan.unknown_heads import FLAG, is_figure
from normalize.tables.teks import Teks
from normalize.tables.tempat import Tempat
from normalize.words.cell_kinds import filled, has_letters, ro_match
from normalize.words.numbers import MISREAD_AMOUNT, PARTED_AMOUNT, bare_number, is_spreadsheet_error, looks_numeric

KOMPONEN = regex.compile(r"\d{3}\s*[-–—]")
SUBKOMPONEN = regex.compile(r"[A-Z]{1,2}\s*[-–—]\s")

CODED = ("kode", "ro", "no_ro")
"""The columns that begin with a line's code: the first of them that the head has."""
AMOUNTS = {"anggaran", "kontribusi"}
"""What a PDF prints in these columns is an amount, also where it cannot be read as one."""


class NestedHead:
    """The head over RO lines: NO · RO · KOMPONEN · SUB KOMPONEN · ANGGARAN · KONTRIBUSI, or NO · KODE · RO."""

    def __init__(self) -> None:
        self._columns: list[tuple[str, float]] = []
        # Where a column begins whose name nobody knows → the name.
        self._unknown: dict[float, str] = {}

    def read(self, row: PrintedRow) -> list[Cell]:
        """Takes the head's columns; cells in front of the head come back (the rest of a broken name): what stands among its names is the
        name of a column, though not a known one."""
        self._columns, self._unknown = [], {}
        others = []
        for cell in filled(row):
            names = {role.nama for role in roles(cell.text)}
            begin = cell.bbox[0] if cell.bbox else float(cell.kolom)
            if names and "%" not in cell.text:
                self._columns.extend((name, begin) for name in sorted(names))
            elif names or self._columns:
                self._columns.append(("", begin))
                self._unknown |= {} if names else {begin: cell.text}
            else:
                others.append(cell)
        return others

    @property
    def two_amounts(self) -> bool:
        """True where lines print ANGGARAN and KONTRIBUSI; a national document prints one amount."""
        return any(name == "kontribusi" for name, _ in self._columns)

    def over(self, cell: Cell) -> str | None:
        """The name of the column that a PDF cell stands in."""
        column = self._column_over(cell)
        return column[0] if column else None

    def unknown_over(self, cell: Cell, code: Cell) -> str | None:
        """The name of the cell's column where nobody knows it; '' for words of a dump under none. None for other cells, and for all of a
        dump's row whose code does not stand under its own head; a text in front of the head is the rest of a broken name. code: the
        cell with the row's code."""
        if cell.bbox is not None:
            column = self._column_over(cell)
            return self._unknown.get(column[1]) if column else None
        heads = {begin for _, begin in self._columns}
        coded = [begin for wanted in CODED for name, begin in self._columns if name == wanted]
        if not coded or coded[0] != code.kolom:
            return None
        if cell.kolom in heads:
            return self._unknown.get(float(cell.kolom))
        return "" if has_letters(cell.text) and cell.kolom > min(heads) else None

    def _column_over(self, cell: Cell) -> tuple[str, float] | None:
        if cell.bbox is None:
            return None
        left = cell.bbox[0] + 3
        before = [column for column in self._columns if column[1] <= left]
        return max(before, key=lambda column: column[1]) if before else None


def new_line(match: "regex.Match[str]", tempat: Tempat, bagian: int, number: int | None) -> BarisRo:
    """A line with its code and nothing else."""

    def part(name: str) -> str | None:
        return "".join(match[name].split()) if match[name] else None

    kode = (part("program"), part("kegiatan") or "", part("kro") or "", part("ro") or "")
    return BarisRo(tempat, bagian, number, kode, Teks(), Teks(), Teks())


def fill_line(line: BarisRo, cells: Sequence[Cell], head: NestedHead, feeds: Feeds) -> None:
    """Lays the cells from the code's cell on out over the line."""
    match = ro_match(cells[0].text)
    assert match is not None
    feeds.clear()
    line.nama.add(_without_code(cells[0], match), line.bagian)
    feeds.text(cells[0], line.nama, line.bendera)
    amounts: list[Cell] = []
    for cell in cells[1:]:
        unknown = head.unknown_over(cell, cells[0]) if cell.lines else None
        if unknown is not None:
            line.asing.append((unknown, cell))
        if unknown and cell.bbox is None:
            line.bendera |= {FLAG} if is_figure(cell.text) else set()
            continue
        # '104 557' and '36,234,90O' under no head of their own are amounts, no end of a name.
        broken = PARTED_AMOUNT.fullmatch(cell.text) is not None or MISREAD_AMOUNT.fullmatch(cell.text) is not None
        amount = broken or (head.over(cell) in AMOUNTS and not KOMPONEN.match(cell.text) and not SUBKOMPONEN.match(cell.text))
        text = None if is_spreadsheet_error(cell.text) or amount else _text_of(line, cell, head)
        if text is not None and bare_number(cell.text) is None:
            text.add(cell.lines, line.bagian)
            feeds.text(cell, text, line.bendera)
        elif looks_numeric(cell.text) or (amount and cell.lines):
            amounts.append(cell)
    _amounts(line, amounts, head)
    for cell in cells[1:]:
        name = head.over(cell)
        if name in AMOUNTS and name is not None:
            feeds.amount(cell, line, name)


def _text_of(line: BarisRo, cell: Cell, head: NestedHead) -> Teks | None:
    """The text that a cell belongs to; None for an amount's cell."""
    if KOMPONEN.match(cell.text) and not line.komponen.pieces:
        return line.komponen
    if SUBKOMPONEN.match(cell.text) and not line.subkomponen.pieces:
        return line.subkomponen
    by_head = {"ro": line.nama, "no_ro": line.nama, "komponen": line.komponen, "subkomponen": line.subkomponen}
    name = head.over(cell)
    if name in by_head:
        return by_head[name]
    if not has_letters(cell.text):
        return None
    if not line.nama.pieces:
        return line.nama
    return line.subkomponen if line.komponen.pieces else line.komponen


def _amounts(line: BarisRo, amounts: Sequence[Cell], head: NestedHead) -> None:
    """Two amounts are ANGGARAN and KONTRIBUSI; one alone is the contribution, unless its column says otherwise."""
    texts = [cell.text for cell in amounts]
    under = {head.over(cell): cell.text for cell in amounts}
    budget = under.get("anggaran", under.get("pagu"))
    if budget is not None and "kontribusi" in under:
        line.anggaran, line.kontribusi = budget, under["kontribusi"]
    elif len(texts) >= 2:
        line.anggaran, line.kontribusi = texts[-2:]
        # By their order alone nobody knows which of three it is.
        line.bendera |= {FLAG} if len(texts) > 2 else set()
    elif texts and head.two_amounts and head.over(amounts[0]) == "anggaran":
        line.anggaran = texts[0]
    elif texts:
        line.kontribusi = texts[0]
        if head.two_amounts and amounts[0].bbox is None:
            line.bendera.add("baris_digeser")


def _without_code(cell: Cell, match: "regex.Match[str]") -> list[str]:
    """The printed lines of a RO cell without number and code: only the name is left."""
    name = "".join((match["nama"] or match["sisa"] or "").split())
    lines: list[str] = []
    left = len(name)
    for line in reversed(cell.lines):
        if left <= 0:
            break
        size = len("".join(line.split()))
        lines.insert(0, line if size <= left else line[_cut(line, size - left) :].strip())
        left -= size
    if lines:
        lines[0] = lines[0].lstrip(" -–—")
    return [line for line in lines if line]


def _cut(line: str, count: int) -> int:
    """The position behind the first `count` characters that are no blanks."""
    seen = 0
    for position, char in enumerate(line):
        if seen == count:
            return position
        seen += not char.isspace()
    return len(line)
