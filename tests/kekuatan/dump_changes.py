"""Changes of text dumps: a line is a row, a tab stands between cells."""

import random
from collections.abc import Callable

from tests.kekuatan.changes import (
    AKHIR_HILANG,
    ANGKA,
    BARIS_GANDA,
    BARIS_HILANG,
    BARIS_PINDAH,
    HALAMAN_HILANG,
    NAMA_PUTAR,
    NAMA_TUKAR,
    TUKAR_ANGKA,
    Change,
    name_start,
    other_digit,
    pick_pair,
    pick_place,
)
from tests.kekuatan.printed import Cell, Place, Printed
from tests.kekuatan.states import Fact

Lines = list[str]


class DumpChanges:
    """Makes the changes of one dump; None where the dump has nothing to change in that way, or the text is not where it should be."""

    def __init__(self, printed: Printed) -> None:
        self._printed = printed
        self._lines = printed.path.read_text(encoding="utf-8").splitlines()
        self._rows = [fact for fact in printed.rows if fact.line and "<table" not in self._lines[fact.line - 1]]

    def make(self, jenis: str, chance: random.Random) -> Change | None:
        return MAKERS[jenis](self, chance)

    def digit(self, chance: random.Random) -> Change | None:
        place = pick_place(self._printed, chance)
        if place is None:
            return None
        spot, digit = other_digit(place.token, chance)
        token = place.token[:spot] + digit + place.token[spot + 1 :]
        return self._replaced(ANGKA, {place: token}, f"{place.token} → {token}")

    def exchange(self, chance: random.Random) -> Change | None:
        pair = pick_pair(self._printed, chance)
        if pair is None:
            return None
        first, second = pair
        return self._replaced(TUKAR_ANGKA, {first: second.token, second: first.token}, f"{first.token} ↔ {second.token}")

    def drop(self, chance: random.Random) -> Change | None:
        fact = self._row(chance)
        if fact is None:
            return None
        number = (fact.line or 0) - 1
        return self._made(BARIS_HILANG, self._lines[:number] + self._lines[number + 1 :], fact, f"line {fact.line}")

    def double(self, chance: random.Random) -> Change | None:
        fact = self._row(chance)
        if fact is None:
            return None
        number = fact.line or 0
        return self._made(BARIS_GANDA, self._lines[:number] + self._lines[number - 1 :], fact, f"line {fact.line}")

    def move(self, chance: random.Random) -> Change | None:
        fact = self._row(chance)
        if fact is None:
            return None
        others = [
            other for other in self._rows if other.tabel == fact.tabel and other.tabel_no == fact.tabel_no and other.line != fact.line
        ]
        if not others:
            return None
        target = chance.choice(others).line or 0
        lines: Lines = list(self._lines)
        line = lines.pop((fact.line or 0) - 1)
        lines.insert(target - 1, line)
        return self._made(BARIS_PINDAH, lines, fact, f"line {fact.line} → {target}")

    def swap_names(self, chance: random.Random) -> Change | None:
        cells = self._names(chance, 2)
        if not cells:
            return None
        return self._renamed(NAMA_TUKAR, *cells, chance.sample(range(len(cells[1])), 2))

    def rotate_names(self, chance: random.Random) -> Change | None:
        cells = self._names(chance, 3)
        return self._renamed(NAMA_PUTAR, *cells, list(range(len(cells[1])))) if cells else None

    def middle(self, chance: random.Random) -> Change | None:
        if len(self._lines) < 20:
            return None
        size = chance.randrange(5, min(40, len(self._lines) // 3))
        start = chance.randrange(len(self._lines) - size)
        return self._made(HALAMAN_HILANG, self._lines[:start] + self._lines[start + size :], None, f"{size} lines from {start + 1}")

    def end(self, chance: random.Random) -> Change | None:
        if len(self._lines) < 20:
            return None
        size = chance.randrange(1, min(80, len(self._lines) // 2))
        return self._made(AKHIR_HILANG, self._lines[:-size], None, f"the last {size} lines")

    def _row(self, chance: random.Random) -> Fact | None:
        tables = sorted({fact.tabel for fact in self._rows})
        return (
            chance.choice([fact for fact in self._rows if fact.tabel == chosen]) if tables and (chosen := chance.choice(tables)) else None
        )

    def _names(self, chance: random.Random, least: int) -> tuple[str, list[Cell]] | None:
        groups = {key: cells for key, cells in self._printed.names.items() if len({cell.teks for cell in cells}) >= least}
        if not groups:
            return None
        key = chance.choice(sorted(groups))
        return key[0], groups[key]

    def _renamed(self, jenis: str, tabel: str, cells: list[Cell], order: list[int]) -> Change | None:
        """The names of these cells, each in the place of the one before it in `order`."""
        chosen = [cells[number] for number in order]
        lines = list(self._lines)
        for cell, giver in zip(chosen, chosen[1:] + chosen[:1], strict=True):
            name = giver.teks[name_start(giver) :]
            if not self._put(lines, cell, cell.teks[: name_start(cell)] + name):
                return None
        return Change(jenis, self._printed.path.name, _bytes(lines), f"{len(chosen)} names from line {chosen[0].line}", tabel)

    def _replaced(self, jenis: str, tokens: dict[Place, str], told: str) -> Change | None:
        lines = list(self._lines)
        for place, token in tokens.items():
            text = place.cell.teks
            if not self._put(lines, place.cell, text[: place.start] + token + text[place.end :]):
                return None
        fact = next(iter(tokens)).fact
        line = next(iter(tokens)).cell.line
        return Change(jenis, self._printed.path.name, _bytes(lines), f"line {line}: {told}", fact.tabel, fact.kolom)

    def _put(self, lines: Lines, cell: Cell, text: str) -> bool:
        """Gives a cell another text; False where the line does not hold the cell's text word for word."""
        if cell.line is None:
            return False
        cells = lines[cell.line - 1].split("\t")
        if cell.kolom > len(cells) or cell.teks not in cells[cell.kolom - 1]:
            return False
        cells[cell.kolom - 1] = cells[cell.kolom - 1].replace(cell.teks, text)
        lines[cell.line - 1] = "\t".join(cells)
        return True

    def _made(self, jenis: str, lines: Lines, fact: Fact | None, told: str) -> Change:
        return Change(jenis, self._printed.path.name, _bytes(lines), told, fact.tabel if fact else None)


MAKERS: dict[str, Callable[[DumpChanges, random.Random], Change | None]] = {
    ANGKA: DumpChanges.digit,
    TUKAR_ANGKA: DumpChanges.exchange,
    BARIS_HILANG: DumpChanges.drop,
    BARIS_GANDA: DumpChanges.double,
    BARIS_PINDAH: DumpChanges.move,
    NAMA_TUKAR: DumpChanges.swap_names,
    NAMA_PUTAR: DumpChanges.rotate_names,
    HALAMAN_HILANG: DumpChanges.middle,
    AKHIR_HILANG: DumpChanges.end,
}


def _bytes(lines: Lines) -> bytes:
    return ("\n".join(lines) + "\n").encode()
