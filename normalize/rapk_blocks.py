"""A RAPK table's rows, one after another → indicator blocks with their RO lines."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import regex

from extract.cells import Cell, PrintedRow
from extract.tables import PrintedTable, Segment
from normalize.headings import roles
from normalize.names import letters, split_prefix
from normalize.numbers import bare_number, looks_numeric
from normalize.rapk_months import MONTHS, months_in_order
from normalize.rapk_parts import BarisRo, Blok, RapkTable, Sasaran, Teks, place_of
from normalize.rapk_rows import (
    NUMBER_ONLY,
    Jenis,
    Kepala,
    filled,
    has_letters,
    head_of,
    kind_of,
    ro_match,
    unfold_copies,
)

KOMPONEN = regex.compile(r"\d{3}\s*[-–—]")
SUBKOMPONEN = regex.compile(r"[A-Z]{1,2}\s*[-–—]\s")


class Builder:
    """Puts one table together, row by row. number_of gives each printed row its order in the document."""

    def __init__(self, table: PrintedTable, number_of: Callable[[PrintedRow], int]) -> None:
        self._table = table
        self._number_of = number_of
        self._kepala = Kepala(frozenset())
        self._bagian = 0
        self._first = False
        self._sasaran: Sasaran | None = None
        # x-ranges of the last body row's cells → the text that each of them feeds.
        self._open: list[tuple[float, float, Callable[[Sequence[str]], None]]] = []
        self._heads: list[tuple[str, float, int]] = []
        # Loose texts of a dump at the head of a page, until the next row tells whose they are.
        self._loose: list[Cell] = []
        self.result = RapkTable(table.tabel_no, frozenset())

    def build(self) -> RapkTable:
        """The whole table."""
        for self._bagian, segment in enumerate(self._table.segments):
            self._segment(segment)
        return self.result

    def _segment(self, segment: Segment) -> None:
        if segment.head:
            self._kepala = head_of(segment.head)
            if not self.result.peran:
                self.result.peran = self._kepala.peran
        self._first = True
        for row in segment.body:
            for part in unfold_copies(row):
                self._row(part, row)
        self._settle_loose(None)

    def _row(self, row: PrintedRow, whole: PrintedRow) -> None:
        kind = kind_of(row, self._kepala)
        if kind in (Jenis.KOSONG, Jenis.KEPALA):
            return
        baris = self._number_of(whole)
        rest = self._left(row) if self._kepala.leaves else row
        if kind is Jenis.KEPALA_RO:
            self._nested_head(rest)
            return
        if kind is Jenis.TOTAL:
            self._total(rest, baris)
        elif kind is Jenis.RO:
            self._ro(rest, baris)
        elif kind is Jenis.INDIKATOR:
            self._indicator(rest, row, baris)
        else:
            self._rest(rest, baris)
        self._first = False

    # ------------------------------------------------------------------ NO and SASARAN
    def _left(self, row: PrintedRow) -> PrintedRow:
        """Takes the cells under NO and SASARAN of a PDF row; the others come back."""
        number, text, rest = None, [], []
        for cell in row.cells:
            role = self._kepala.role_at(cell)
            name = role.nama if role else ""
            if name == "sasaran" and not ro_match(cell.text):
                text.extend(cell.lines)
            elif name == "no" and (NUMBER_ONLY.fullmatch(cell.text) or not cell.lines) and number is None:
                number = cell.text or None
            else:
                rest.append(cell)
        self._number = int(regex.sub(r"\D", "", number)) if number else None
        if text:
            self._new_sasaran(self._number, text)
            self._number = None
        elif self._number is not None and "sasaran" in self._kepala.peran:
            self._new_sasaran(self._number, [])
            self._number = None
        return replace(row, cells=tuple(rest))

    def _new_sasaran(self, number: int | None, lines: Sequence[str]) -> None:
        """A sasaran's cell: a new one, the rest of the one before behind a page break, or the same once more."""
        prefix, first = split_prefix(lines[0]) if lines else (None, "")
        number = prefix if prefix is not None else number
        current = self._sasaran
        text = " ".join([first, *lines[1:]])
        if current is not None and self._first:
            same_number = number is None or number == current.no
            if same_number and text and letters(current.teks.raw).startswith(letters(text)):
                return
            if same_number and (number is None or not current.teks.pieces):
                current.teks.add(lines if number is None else [first, *lines[1:]], self._bagian)
                return
        teks = Teks()
        teks.add([piece for piece in [first, *lines[1:]] if piece], self._bagian)
        self._sasaran = Sasaran(number, teks)

    # ------------------------------------------------------------------ indicator
    def _indicator(self, rest: PrintedRow, row: PrintedRow, baris: int) -> None:
        self._settle_loose(None)
        if self._kepala.leaves and self._continues_indicator(rest):
            return
        blok = Blok(place_of(row.cells, baris), self._bagian, self._sasaran)
        blok.bendera.update(row.bendera)
        self.result.bloks.append(blok)
        if self._kepala.leaves:
            self._indicator_by_columns(blok, rest)
        else:
            self._indicator_by_order(blok, rest)

    def _continues_indicator(self, rest: PrintedRow) -> bool:
        """A row at a page's head that goes on with the row at the foot of the page before: no number of its own, and no month
        that the other row has too."""
        if not self._first or not self.result.bloks or self.result.bloks[-1].ro or self._number is not None:
            return False
        last = self.result.bloks[-1]
        name = " ".join(c.text for c in rest.cells if (r := self._kepala.role_at(c)) and r.nama == "indikator")
        months = {r.bulan for c in rest.cells if c.lines and (r := self._kepala.role_at(c)) and r.bulan}
        taken = {month for month, text in last.bulan.items() if text}
        if last.bagian != self._bagian - 1 or months & taken or split_prefix(name)[0] is not None:
            return False
        if not months and not split_prefix(last.nama.raw)[0]:
            return False
        last.bendera.add("disambung_halaman")
        self._indicator_by_columns(last, rest)
        return True

    def _indicator_by_columns(self, blok: Blok, rest: PrintedRow) -> None:
        """Each cell by the head above it."""
        if self._number is not None:
            blok.no_kolom, self._number = self._number, None
        blok.sasaran = self._sasaran
        self._open = []
        months = {role.bulan for _, _, role in self._kepala.leaves if role.bulan}
        for cell in rest.cells:
            role = self._kepala.role_at(cell)
            if role is None or cell.bbox is None:
                continue
            if role.nama in ("indikator", "no") and NUMBER_ONLY.fullmatch(cell.text):
                blok.no_samping = int(regex.sub(r"\D", "", cell.text))
            elif role.nama == "indikator" or (role.nama == "no" and has_letters(cell.text)):
                blok.nama.add(cell.lines, self._bagian)
                self._feed(cell, blok.nama, blok.bendera)
            elif role.bulan:
                blok.bulan[role.bulan] = f"{blok.bulan.get(role.bulan, '')} {cell.text}".strip()
                blok.kotak_bulan[role.bulan] = cell.bbox
                self._feed_value(cell, blok, role.bulan)
            elif role.nama == "target_tahunan":
                blok.target = cell.text or blok.target or ""
            elif role.nama in ("anggaran", "pagu"):
                blok.anggaran = f"{blok.anggaran} {cell.text}".strip()
                self._feed_budget(cell, blok)
        if len(months) < 12:
            blok.bendera.add("bulan_ambigu")
        for month in MONTHS:
            blok.bulan.setdefault(month, "")

    def _indicator_by_order(self, blok: Blok, rest: PrintedRow) -> None:
        """A dump's row: number, sasaran, name, months, budget in this order, whatever columns they slid to."""
        cells = list(rest.cells)
        values = next(i for i, c in enumerate(cells) if looks_numeric(c.text) and any(has_letters(x.text) for x in cells[:i]))
        texts = [i for i in range(values) if has_letters(cells[i].text)]
        name = texts[-1]
        number = next((int(regex.sub(r"\D", "", c.text)) for c in cells[: texts[0]] if NUMBER_ONLY.fullmatch(c.text)), None)
        if len(texts) > 1:
            self._first, first = False, self._first
            self._new_sasaran(number, [cells[texts[0]].text])
            self._first = first
            number = None
        blok.sasaran = self._sasaran
        blok.no_kolom = number
        blok.nama.add([cells[name].text], self._bagian)
        blok.bulan, blok.anggaran, flags = months_in_order([c.text for c in cells[name + 1 :]], "anggaran" in self._kepala.peran)
        blok.bendera |= flags
        if "target_tahunan" in self._kepala.peran and "anggaran" not in self._kepala.peran:
            self._yearly_target_first(blok, [c.text for c in cells[name + 1 :]])

    def _yearly_target_first(self, blok: Blok, texts: Sequence[str]) -> None:
        """Jan–Des tables print the yearly target before the months."""
        while texts and not texts[-1]:
            texts = texts[:-1]
        if len(texts) >= 13 or (texts and texts[0] and len(texts) > 1):
            blok.target = texts[0]
            blok.bulan, _, flags = months_in_order(texts[1:], False)
            blok.bendera -= {"bulan_disimpulkan", "bulan_ambigu"}
            blok.bendera |= flags

    # ------------------------------------------------------------------ RO lines
    def _nested_head(self, row: PrintedRow) -> None:
        """Remembers where the nested columns stand; a text in front of them is the rest of a broken name."""
        self._heads = []
        for cell in filled(row):
            names = {role.nama for role in roles(cell.text)}
            if names:
                self._heads.extend((name, cell.bbox[0] if cell.bbox else float(cell.kolom), cell.kolom) for name in names)
            elif not self._continues_sasaran(cell):
                self._loose.append(cell)
        if self._loose:
            self._settle_loose_before_head()

    def _continues_sasaran(self, cell: Cell) -> bool:
        """In a dump: a text left of the indicators' column, on the page after the one where the sasaran began."""
        sasaran = self._sasaran
        if cell.bbox is not None or cell.kolom >= 2 or not self._first or sasaran is None or "sasaran" not in self._kepala.peran:
            return False
        if not sasaran.teks.bagian or sasaran.teks.bagian[-1] != self._bagian - 1:
            return False
        sasaran.teks.add(cell.lines, self._bagian)
        return True

    def _current(self) -> Blok:
        """The block that a RO line belongs to; without any, one whose indicator is not in the document."""
        if not self.result.bloks:
            self._orphan(None)
        return self.result.bloks[-1]

    def _orphan(self, cell: Cell | None) -> Blok:
        blok = Blok(place_of([cell] if cell else [], 0), self._bagian, Sasaran(None, Teks(), hilang=True), ada=False)
        blok.bendera.add("indikator_hilang")
        self.result.bloks.append(blok)
        return blok

    def _ro(self, row: PrintedRow, baris: int) -> None:
        cells = list(row.cells)
        at = next(i for i, cell in enumerate(cells) if ro_match(cell.text))
        match = ro_match(cells[at].text)
        assert match is not None
        before = [cell for cell in cells[:at] if cell.lines]
        number = match["no"] or next((regex.sub(r"\D", "", c.text) for c in reversed(before) if NUMBER_ONLY.fullmatch(c.text)), None)
        line = self._new_ro(match, place_of(row.cells, baris), int(number) if number else None)
        line.bendera.update(row.bendera)
        for cell in before:
            if has_letters(cell.text):
                self._loose.append(cell)
        self._settle_loose(line.no)
        blok = self._current()
        if line.no == 1 and self._first and blok.ro and blok.ro[-1].bagian < self._bagian and blok.ro[-1].no is not None:
            blok = self._orphan(cells[at])
        if not blok.ada and not blok.ro:
            blok.tempat = replace(line.tempat)
        self._fill_ro(line, cells[at:], match)
        blok.ro.append(line)

    def _new_ro(self, match: "regex.Match[str]", tempat: object, number: int | None) -> BarisRo:
        def part(name: str) -> str | None:
            return regex.sub(r"\s", "", match[name]) if match[name] else None

        kode = (part("program"), part("kegiatan") or "", part("kro") or "", part("ro") or "")
        return BarisRo(tempat, self._bagian, number, kode, Teks(), Teks(), Teks())  # type: ignore[arg-type]

    def _fill_ro(self, line: BarisRo, cells: Sequence[Cell], match: "regex.Match[str]") -> None:
        """Texts by their codes ('055 - …' komponen, 'A - …' subkomponen), amounts by their order."""
        self._open = []
        lines = _without_code(cells[0], match)
        line.nama.add(lines, self._bagian)
        self._feed(cells[0], line.nama, line.bendera)
        amounts: list[Cell] = []
        for cell in cells[1:]:
            text = cell.text
            target = self._ro_text(line, cell)
            if target is not None and bare_number(text) is None:
                target.add(cell.lines, self._bagian)
                self._feed(cell, target, line.bendera)
            elif looks_numeric(text):
                amounts.append(cell)
        self._amounts(line, amounts, cells[1:])

    def _ro_text(self, line: BarisRo, cell: Cell) -> Teks | None:
        """The text that a cell of a RO line belongs to; None for an amount's cell."""
        text = cell.text
        if KOMPONEN.match(text) and not line.komponen.pieces:
            return line.komponen
        if SUBKOMPONEN.match(text) and not line.subkomponen.pieces:
            return line.subkomponen
        role = self._nested_role(cell)
        by_role = {"ro": line.nama, "no_ro": line.nama, "komponen": line.komponen, "subkomponen": line.subkomponen}
        if role in by_role:
            return by_role[role]
        if has_letters(text):
            return line.nama if not line.nama.pieces else line.subkomponen if line.komponen.pieces else line.komponen
        return None

    def _nested_role(self, cell: Cell) -> str | None:
        """The nested head over a PDF cell."""
        if cell.bbox is None or not self._heads:
            return None
        before = [head for head in self._heads if head[1] <= cell.bbox[0] + 3]
        return max(before, key=lambda head: head[1])[0] if before else None

    def _amounts(self, line: BarisRo, amounts: Sequence[Cell], cells: Sequence[Cell]) -> None:
        """Two amounts are ANGGARAN and KONTRIBUSI; one alone is the contribution, unless its column says otherwise."""
        texts = [cell.text for cell in amounts]
        two = any(head[0] == "kontribusi" for head in self._heads)
        if len(texts) >= 2:
            line.anggaran, line.kontribusi = texts[-2:]
        elif len(texts) == 1:
            if two and self._nested_role(amounts[0]) == "anggaran":
                line.anggaran = texts[0]
            else:
                line.kontribusi = texts[0]
                if two and amounts[0].bbox is None:
                    line.bendera.add("baris_digeser")
        for cell in cells:
            if cell.bbox is None:
                continue
            role = self._nested_role(cell)
            if role in ("anggaran", "kontribusi"):
                self._open.append((cell.bbox[0], cell.bbox[2], _appender(line, role)))

    # ------------------------------------------------------------------ rests and totals
    def _feed(self, cell: Cell, teks: Teks, bendera: set[str]) -> None:
        if cell.bbox is None:
            return

        def add(lines: Sequence[str]) -> None:
            teks.add(lines, self._bagian)
            bendera.add("disambung_halaman")

        self._open.append((cell.bbox[0], cell.bbox[2], add))

    def _feed_value(self, cell: Cell, blok: Blok, month: int) -> None:
        def add(lines: Sequence[str]) -> None:
            blok.bulan[month] = f"{blok.bulan[month]} {' '.join(lines)}".strip()
            blok.bendera.add("disambung_halaman")

        assert cell.bbox is not None
        self._open.append((cell.bbox[0], cell.bbox[2], add))

    def _feed_budget(self, cell: Cell, blok: Blok) -> None:
        assert cell.bbox is not None
        self._open.append((cell.bbox[0], cell.bbox[2], _appender(blok, "anggaran")))

    def _rest(self, row: PrintedRow, baris: int) -> None:
        """A row without a beginning: the rest of the row before the page break."""
        cells = filled(row)
        if not cells:
            return
        if not self._kepala.leaves and cells[0].bbox is None:
            self._loose.extend(cells)
            return
        if self._first and self._open:
            fed = [self._feed_open(cell) for cell in cells]
            if all(fed):
                return
        self.result.tak_dikenal.append((place_of(row.cells, baris), " | ".join(cell.text for cell in cells)))

    def _feed_open(self, cell: Cell) -> bool:
        assert cell.bbox is not None
        x0, x1 = cell.bbox[0], cell.bbox[2]
        for left, right, add in self._open:
            if abs(left - x0) <= 3 and abs(right - x1) <= 3:
                add(cell.lines)
                return True
        return False

    def _total(self, row: PrintedRow, baris: int) -> None:
        self._settle_loose(None)
        amounts = [cell.text for cell in filled(row) if bare_number(cell.text)]
        self.result.total = amounts[-1] if amounts else ""
        self.result.total_tempat = place_of(row.cells, baris)

    # ------------------------------------------------------------------ loose texts of a dump
    def _settle_loose_before_head(self) -> None:
        """A nested head follows loose texts: an indicator that ended the page before takes them; else they wait."""
        blok = self.result.bloks[-1] if self.result.bloks else None
        if blok is None or blok.ro or not blok.ada:
            return
        for cell in self._loose:
            self._give_to_indicator(blok, cell)
        self._loose = []

    def _give_to_indicator(self, blok: Blok, cell: Cell) -> None:
        """By the column: a text left of the indicators' column goes on with the sasaran."""
        if cell.kolom < 2 and "sasaran" in self._kepala.peran and blok.sasaran is not None and blok.sasaran.teks.pieces:
            blok.sasaran.teks.add([cell.text], self._bagian)
        else:
            blok.nama.add([cell.text], self._bagian)
        blok.bendera.add("disambung_halaman")

    def _settle_loose(self, number: int | None) -> None:
        """Loose texts once the row behind them is known. number: the RO line's number, None for any other row."""
        if not self._loose:
            return
        loose, self._loose = self._loose, []
        blok = self.result.bloks[-1] if self.result.bloks else None
        if number == 1 and (blok is None or blok.ro):
            orphan = self._orphan(loose[0])
            orphan.sisa_nama.add([cell.text for cell in loose], self._bagian)
        elif blok is not None and blok.ro:
            blok.ro[-1].sisa.extend((cell.text, cell.kolom, self._bagian) for cell in loose)
            blok.ro[-1].bendera.add("disambung_halaman")
        elif blok is not None and blok.ada:
            for cell in loose:
                self._give_to_indicator(blok, cell)
        else:
            for cell in loose:
                self.result.tak_dikenal.append((place_of([cell], 0), cell.text))


def _appender(owner: BarisRo | Blok, name: str) -> Callable[[Sequence[str]], None]:
    """Adds the rest of a number that a page break cut."""

    def add(lines: Sequence[str]) -> None:
        setattr(owner, name, f"{getattr(owner, name)} {' '.join(lines)}".strip())
        owner.bendera.add("disambung_halaman")

    return add


def _without_code(cell: Cell, match: "regex.Match[str]") -> list[str]:
    """The printed lines of a RO cell without number and code: only the name is left."""
    left = len(fold_length(match["nama"] or match["sisa"] or ""))
    lines: list[str] = []
    for line in reversed(cell.lines):
        size = len(fold_length(line))
        if left <= 0:
            break
        if size <= left:
            lines.insert(0, line)
        else:
            lines.insert(0, line[_cut(line, size - left) :].strip())
        left -= size
    return [line for line in (text.lstrip(" -–—") if i == 0 else text for i, text in enumerate(lines)) if line]


def fold_length(text: str) -> str:
    """The text without blanks, for counting letters."""
    return regex.sub(r"\s", "", text)


def _cut(line: str, count: int) -> int:
    """The position behind the first `count` characters that are no blanks."""
    seen = 0
    for position, char in enumerate(line):
        if seen == count:
            return position
        seen += not char.isspace()
    return len(line)


