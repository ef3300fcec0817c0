"""One table's printed numbers against the facts of its rows: each fact answers for one printed number."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal

import regex
from msgspec import Struct, field

from normalize.account.fact_numbers import FactNumber, Facts, NamedFact
from normalize.account.heads_above import HeadCells
from normalize.account.left_out import BARIS, KEPALA, TURUNAN, rule_for
from normalize.account.printed import PrintedNumber, numbers_in
from normalize.account.torn import Torn
from normalize.heads.head_rows import COLUMN_NUMBER
from normalize.nasib import Nasib, first_of
from normalize.tables.bands import is_summary
from normalize.tables.sel import ReadCell
from normalize.words.cell_kinds import NUMBER_ONLY, ro_match
from normalize.words.kode import CODE, row_number
from normalize.words.names import letters, split_prefix
from normalize.words.numbers import bare_number

# '135.98 Sangat Baik' '0.53 Efisien' 'Baik 100%' '… hasil pengawasan 69.56 Obat dan Makanan'; not '1.10 Persentase …' or 'Level 3'
MEASURE = regex.compile(r"(?<!\S)(?:\d{2,}|-?0)[.,]\d\d%?(?!\S)|^\d[\d.,]*%(?=\s+\p{L})|(?<=\p{L}\s)\d[\d.,]*%$")
"""A measure among words: the cells of two columns, whatever name the words are."""
LEAST_NAME = 4
"""Letters: a shorter text stands in many names by chance."""


class Fate(Struct, frozen=True):
    """What became of a cell. angka: of each of its numbers, with the number as printed; tujuan: the facts that hold them."""

    nasib: str
    angka: tuple[tuple[str, str], ...] = ()
    tujuan: tuple[str, ...] = ()


FAKTA = Nasib.FAKTA.value
EMPTY = Fate(Nasib.KOSONG)
"""The fate of a cell without text."""


class NumberLedger(Struct):
    """sums: place → what a check added up there. lain: the table is shown not to be about performance. torn: the pieces of numbers that
    a page's end tore."""

    facts: Facts
    tabel_no: int
    sums: Mapping[tuple[int, int], frozenset[Decimal]]
    lain: bool
    torn: Torn = field(default_factory=dict)
    _open: dict[int, list[FactNumber]] = field(default_factory=dict)
    _named: dict[str, list[NamedFact]] = field(default_factory=dict)

    def row(self, baris: int, cells: Sequence[ReadCell], heads: HeadCells) -> list[Fate]:
        """The fates of the cells of one row of the body. Numbers are matched from the right: of two equal ones the value stands
        behind the running number."""
        fates = [self._cell(cell, cells, baris, heads) for cell in reversed(cells)]
        return fates[::-1]

    def _cell(self, cell: ReadCell, cells: Sequence[ReadCell], baris: int, heads: HeadCells) -> Fate:
        text = cell.mentah or ""
        if not text.strip():
            return EMPTY
        numbers = numbers_in(text)
        if not numbers:
            return Fate(Nasib.NAMA if self._is_name(text) else Nasib.TEKS)
        fates: list[tuple[str, str]] = []
        tujuan: list[str] = []
        for number in reversed(numbers):
            fact = None if self.lain else self.torn.get((baris, cell.kolom)) or self._fact(number, baris)
            if fact is not None:
                tujuan.append(fact.tujuan)
                fates.append((FAKTA, number.teks))
            else:
                fates.append((self._other(number, cell, cells, baris, heads), number.teks))
        return Fate(first_of([fate for fate, _ in fates[::-1]]), tuple(fates[::-1]), tuple(tujuan[::-1]))

    def _fact(self, number: PrintedNumber, baris: int) -> FactNumber | None:
        """The fact that this printed number gave: of its own row, or of the record that the row goes on with or belongs to."""
        for place in self._places(baris):
            if place not in self._open:
                self._open[place] = self._untorn(place)
            left = self._open[place]
            found = next((fact for fact in reversed(left) if not fact.values.isdisjoint(number.values)), None)
            if found is not None:
                left.remove(found)
                return found
        return None

    def _untorn(self, place: int) -> list[FactNumber]:
        torn = {fact.tujuan for fact in self.torn.values()}
        return [fact for fact in self.facts.angka.get((self.tabel_no, place), ()) if fact.tujuan not in torn]

    def _places(self, baris: int) -> list[int]:
        """The rows whose facts may have been printed here: this one; without facts of its own the one before, then the one behind."""
        known = self.facts.sumber.get(self.tabel_no, ())
        at = bisect_right(known, baris)
        if at and known[at - 1] == baris:
            return [baris]
        return [*known[max(0, at - 1) : at], *known[at : at + 1]]

    def _other(self, number: PrintedNumber, cell: ReadCell, cells: Sequence[ReadCell], baris: int, heads: HeadCells) -> str:
        text = (cell.mentah or "").strip()
        if number.values & self.sums.get((self.tabel_no, baris), frozenset()):
            return Nasib.JUMLAH
        if self._is_copy(number, cell, cells, baris):
            return Nasib.SALINAN
        return self._mark(number, text, cells, baris) or self._rule(cell, cells, heads) or (Nasib.LAIN if self.lain else Nasib.TERBUKA)

    def _is_copy(self, number: PrintedNumber, cell: ReadCell, cells: Sequence[ReadCell], baris: int) -> bool:
        """True where the name before the number is that of a fact row printed elsewhere, which holds it: a row printed again. A row that
        gave facts of its own is no copy; a number too many in it was lost."""
        if baris in self.facts.sumber.get(self.tabel_no, ()):
            return False
        before = [other for other in cells if other.kolom < cell.kolom and any(letter.isalpha() for letter in other.mentah or "")]
        if not before or bare_number((cell.mentah or "").strip()) is None:
            return False
        return any(row.place != (self.tabel_no, baris) and row.values & number.values for row in self._rows_named(before[-1].mentah or ""))

    def _mark(self, number: PrintedNumber, text: str, cells: Sequence[ReadCell], baris: int) -> str | None:
        """Codes, running numbers and digits of names; None for a figure."""
        codes = {code for place in self._places(baris) for code in self.facts.kode.get((self.tabel_no, place), ())}
        if ro_match(text) or text.rstrip(" -–") in codes or CODE.fullmatch(text):
            return Nasib.KODE
        if self._is_running(number, text, cells, baris):
            return Nasib.NOMOR
        if is_summary(text):
            return Nasib.NAMA
        if any(match[0].rstrip("%") == number.teks for match in MEASURE.finditer(text)):
            return None
        first, name = split_prefix(text)
        if self._is_name(name if first is not None else text):
            return Nasib.NOMOR if first is not None and Decimal(first) in number.values else Nasib.NAMA
        return None

    def _is_running(self, number: PrintedNumber, text: str, cells: Sequence[ReadCell], baris: int) -> bool:
        """A number of one to three digits alone in its cell that the rows here are counted by, or that begins its row; and the numbers of
        the columns, '(1) (2) (3)'."""
        filled = [(other.mentah or "").strip() for other in cells if (other.mentah or "").strip()]
        if len(filled) > 2 and all(COLUMN_NUMBER.fullmatch(other) for other in filled) and [*filled] == sorted(filled, key=_digits):
            return True
        known = {no for place in self._places(baris) for no in self.facts.nomor.get((self.tabel_no, place), ())}
        if row_number(text) in known:
            return True  # '1.2': the second indicator of the first sasaran
        if not NUMBER_ONLY.fullmatch(text):
            return False
        behind = next(iter(filled[filled.index(text) + 1 :]), "")
        return any(Decimal(no) in number.values for no in known) or text == filled[0] or bool(self._rows_named(behind))

    def _is_name(self, text: str) -> bool:
        """A text that is a name of the facts, a part of one, or holds one."""
        return bool(self._rows_named(text))

    def _rows_named(self, text: str) -> Sequence[NamedFact]:
        """The fact rows whose name the text is, a part of, or holds; codes and numbers in front of it aside."""
        code = ro_match(text)
        if code:
            text = code["nama"] or code["sisa"] or ""
        code = CODE.match(text)
        plain = letters(text[code.end() :] if code else split_prefix(text)[1])
        if len(plain) < LEAST_NAME or bare_number(text) is not None:
            return ()
        if plain not in self._named:
            held = [name for name in self.facts.nama if plain in name or (len(name) >= LEAST_NAME and name in plain)]
            self._named[plain] = [row for name in held for row in self.facts.nama[name]]
        return self._named[plain]

    def _rule(self, cell: ReadCell, cells: Sequence[ReadCell], heads: HeadCells) -> str | None:
        """'aturan:<name>' for a number that a rule leaves out."""
        first = next(((other.mentah or "") for other in cells if any(letter.isalpha() for letter in other.mentah or "")), "")
        above = heads.above(cell)
        figures = sum(any(letter.isdigit() for letter in word) for word in (cell.mentah or "").split())
        name = rule_for(KEPALA, above) or (rule_for(TURUNAN, above) if figures == 1 else None) or rule_for(BARIS, first)
        return f"{Nasib.ATURAN}:{name}" if name else None


def _digits(text: str) -> int:
    return int("".join(letter for letter in text if letter.isdigit()) or 0)
