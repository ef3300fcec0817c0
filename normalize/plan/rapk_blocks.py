"""A RAPK table's rows, one after another → indicator blocks with their RO lines."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from extract.cells import UNREADABLE, Cell, PrintedRow
from extract.running.tables import PrintedTable, Segment
from normalize.heads.head_rows import naming_rows
from normalize.heads.headings import UNKNOWN, role_names, roles
from normalize.plan.rapk_feeds import Feeds
from normalize.plan.rapk_months import MONTHS, months_in_order
from normalize.plan.rapk_order import (
    INDICATORS_CODE,
    Places,
    first_value,
    names_slid,
    number_under_no,
    places_of,
    run_behind,
    yearly_target,
)
from normalize.plan.rapk_parts import Blok, RapkTable, Sasaran, SelAsing, SubJumlah
from normalize.plan.rapk_ro_line import NestedHead, fill_line, new_line
from normalize.plan.rapk_rows import VALUES, Jenis, Kepala, head_of, kind_of, nameless_foot, unfold_copies
from normalize.plan.shared_values import SharedCells
from normalize.tables.bands import sasaran_band
from normalize.tables.said_twice import without_html, without_repeated
from normalize.tables.teks import Teks
from normalize.tables.tempat import place_of
from normalize.tables.words_behind import names_before_values
from normalize.words.cell_kinds import NUMBER_ONLY, filled, has_letters, ro_match
from normalize.words.kode import code_alone, row_number
from normalize.words.names import letters, split_prefix
from normalize.words.numbers import bare_number, is_nothing, looks_numeric

# '44.140.500' 'Rp 1,250,000.00': an amount, whatever stands over it.
RUPIAH = regex.compile(r"(?:rp\.?\s*)?\d{1,3}(?:[.,]\d{3}){2,}(?:[.,]\d{1,2})?", regex.IGNORECASE)

LABELS = {"lain", "notifikasi", "satuan", "target_renstra"}
"""Columns that say something of an indicator's row which is no value of it."""


class Builder:
    """Puts one table together, row by row."""

    def __init__(self, table: PrintedTable) -> None:
        self._table = table
        self._kepala = Kepala(frozenset())
        self._bagian = 0
        # How many cells a dump's head has (its rows are cut to that), and where INDIKATOR stands in it.
        self._width = 0
        self._name_column: int | None = None
        # Where it has a column of yearly targets before the months.
        self._target_column: int | None = None
        self._places: Places | None = None
        # Heads of a dump that nobody knows, by their column.
        self._asing: dict[int, str] = {}
        # Columns of a dump's head that hold no value of an indicator.
        self._beside: set[int] = set()
        # Those of them that follow the names at once.
        self._words_behind: tuple[int, ...] = ()
        self._first = False
        self._sasaran: Sasaran | None = None
        # The first block beside a merged cell under SASARAN that is empty on this page.
        self._unnamed: int | None = None
        self._feeds = Feeds()
        self._head = NestedHead()
        self._shared = SharedCells()
        # The number under NO of the row at hand, until an indicator or a sasaran takes it.
        self._number: int | None = None
        # Loose texts of a dump at the head of a page, until the next row tells whose they are.
        self._loose: list[Cell] = []
        # On this page of a dump the names stand left of their column.
        self._slid = False
        # The row above as printed, for what the next one says again.
        self._above: PrintedRow | None = None
        self.result = RapkTable(table.tabel_no, frozenset())

    def build(self) -> RapkTable:
        """The whole table."""
        for bagian, segment in enumerate(self._table.segments):
            self._bagian = bagian
            following = self._table.segments[bagian + 1] if bagian + 1 < len(self._table.segments) else None
            self._segment(segment, following)
        return self.result

    def _segment(self, segment: Segment, following: Segment | None) -> None:
        # A page that begins with nothing but the numbers of the columns goes on under the head before.
        if naming_rows(segment.head):
            self._kepala = head_of(segment.head)
            self._width = max((i + 1 for row in segment.head for i, cell in enumerate(row.cells) if cell.lines), default=0)
            names = [c.kolom for row in segment.head for c in filled(row) if "indikator" in role_names(c.text)]
            self._name_column = names[0] if names else None
            plain = [(c, roles(c.text)) for row in segment.head for c in filled(row) if c.bbox is None]
            known = {c.kolom for c, found in plain if found}
            self._asing = {c.kolom: c.text for c, found in plain if not found and c.kolom not in known}
            self._beside = {*self._asing, *(c.kolom for c, found in plain if found and {role.nama for role in found} <= LABELS)}
            self._target_column, self._places = yearly_target(plain), places_of(plain, self._kepala.tata)
            self._words_behind = run_behind(self._name_column, self._beside)
            if not self.result.peran:
                self.result.peran = self._kepala.peran
        self._first = True
        self._slid = names_slid(segment, self._kepala, self._name_column)
        nameless = nameless_foot(segment, following, self._kepala)
        for row in segment.body:
            for part in unfold_copies(without_repeated(without_html(row), self._above, self._first)):
                self._row(part, row, Jenis.INDIKATOR if row is nameless else kind_of(part, self._kepala))
            self._above = row if filled(row) and "html" not in row.bendera else self._above
        self._settle_loose(None)

    def _row(self, row: PrintedRow, whole: PrintedRow, kind: Jenis) -> None:
        if kind in (Jenis.KOSONG, Jenis.KEPALA):
            return
        baris = whole.baris
        if kind is Jenis.SASARAN:
            self._band(row)
            return
        if kind is Jenis.SUBJUMLAH:
            self._subtotal(row, baris)
            return
        if kind is Jenis.KELOMPOK:
            self._settle_loose(None)
            self._feeds.clear()
            self._first = False
            return
        before = self._sasaran
        rest = self._left(row) if self._kepala.leaves else row
        if self._sasaran is not before:
            self._name_sasaran_before(kind)
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
        number: int | None = None
        text: list[str] = []
        rest: list[Cell] = []
        for cell in row.cells:
            role = self._kepala.role_at(cell)
            name = role.nama if role else ""
            if name == "sasaran" and not ro_match(cell.text):
                text.extend(cell.lines)
                if not cell.lines and cell.rowspan > 1 and not self._first:
                    self._unnamed = len(self.result.bloks)
            elif name == "no" and (number_under_no(cell.text) is not None or not cell.lines) and number is None:
                number = number_under_no(cell.text)
            else:
                rest.append(cell)
        self._number = number
        if text:
            self._new_sasaran(self._number, text)
            self._number = None
        elif self._number is not None and "sasaran" in self._kepala.peran:
            self._new_sasaran(self._number, [])
            self._number = None
        return replace(row, cells=tuple(rest))

    def _name_sasaran_before(self, kind: Jenis) -> None:
        """A sasaran beside the rest of an indicator's rows, at a page's head, is that of the empty cell that ended the page before."""
        if self._first and kind is not Jenis.INDIKATOR and self._unnamed is not None:
            for blok in self.result.bloks[self._unnamed :]:
                blok.sasaran = self._sasaran
                blok.bendera.add("disambung_halaman")
        self._unnamed = None

    def _new_sasaran(self, number: int | None, lines: Sequence[str]) -> None:
        """A sasaran's cell: a new one, the rest of the one before behind a page break, or the same once more."""
        prefix, first = split_prefix(lines[0]) if lines else (None, "")
        under_no, number = number, prefix if prefix is not None else number
        current = self._sasaran
        if current is not None and self._first and current.goes_on(number, lines, [first, *lines[1:]], self._bagian):
            return
        teks = Teks()
        teks.add([piece for piece in [first, *lines[1:]] if piece], self._bagian)
        self._sasaran = Sasaran(number, teks, no_kolom=under_no)

    def _band(self, row: PrintedRow) -> None:
        """A row over the whole width: the sasaran of the rows below, until the next one; printed once more on a new page."""
        self._settle_loose(None)
        band = sasaran_band(row)
        assert band is not None
        current = self._sasaran
        if current is None or letters(current.teks.raw) != letters(" ".join(band.lines)):
            teks = Teks()
            teks.add(band.lines, self._bagian)
            self._sasaran = Sasaran(band.nomor, teks)
        self._feeds.clear()
        self.result.peran |= {"sasaran"}
        self._first = False

    # ------------------------------------------------------------------ indicator
    def _indicator(self, rest: PrintedRow, row: PrintedRow, baris: int) -> None:
        self._settle_loose(None)
        if self._kepala.leaves and self._continues_indicator(rest):
            return
        blok = Blok(place_of(row.cells, baris), self._bagian, self._sasaran)
        blok.bendera.update(row.bendera)
        blok.tata = self._kepala.tata
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
        self._feeds.clear()
        months = {role.bulan for _, _, role in self._kepala.leaves if role.bulan}
        for cell in rest.cells:
            role = self._kepala.role_at(cell)
            if role is None or cell.bbox is None or role.nama == UNKNOWN:
                if cell.lines and (role is not None or RUPIAH.fullmatch(cell.text)):
                    self.result.asing.append(SelAsing(role.judul if role else "", blok, cell, self._kepala.is_before_names(cell)))
                continue
            if role.nama in ("indikator", "no", "no_indikator") and row_number(cell.text) is not None:
                blok.no_samping = row_number(cell.text)
            elif (role.nama == "indikator" and cell.text != UNREADABLE) or (role.nama == "no" and has_letters(cell.text)):
                blok.nama.add(cell.lines, self._bagian)
                self._feeds.text(cell, blok.nama, blok.bendera)
            elif role.bulan:
                self._month(blok, cell, role.bulan)
            elif role.nama == "target_tahunan":
                blok.target = cell.text or blok.target or ""
            elif role.nama in ("anggaran", "pagu"):
                blok.anggaran = f"{blok.anggaran} {cell.text}".strip()
                self._feeds.amount(cell, blok, "anggaran")
        if len(months) < len(self._kepala.tata.bulan):
            blok.bendera.add("bulan_ambigu")
        for month in MONTHS:
            blok.bulan.setdefault(month, "")
        roles_here = [(cell, self._kepala.role_at(cell)) for cell in rest.cells]
        self._shared.row(blok, rest, [(cell, role) for cell, role in roles_here if role is not None and role.nama in VALUES])

    def _month(self, blok: Blok, cell: Cell, bulan: int) -> None:
        assert cell.bbox is not None
        blok.bulan[bulan] = f"{blok.bulan.get(bulan, '')} {cell.text}".strip()
        blok.kotak_bulan[bulan] = cell.bbox
        if cell.lines and self._kepala.months_under(cell) > 1:
            blok.bendera.add("bulan_ambigu")
        self._feeds.month(cell, blok, bulan)

    def _indicator_by_order(self, blok: Blok, rest: PrintedRow) -> None:
        """A dump's row: number, sasaran, name, months, budget in this order, whatever columns they slid to."""
        cells = list(rest.cells)
        values = first_value(cells)
        worded = [i for i in range(values) if has_letters(cells[i].text) and code_alone(cells[i].text) is None]
        worded = worded or [i for i in range(values) if has_letters(cells[i].text)]
        texts = names_before_values(cells, worded, self._name_column, len(self._words_behind))
        name = texts[-1]
        before = [c.text for c in cells[: texts[0]] if c.lines]
        number = next((found for text in before if (found := number_under_no(text)) is not None), None)
        own = cells[texts[0] + 1 : name] if len(texts) > 1 else [c for c in cells[:name] if INDICATORS_CODE.match(c.text)]
        beside = next((found for c in reversed(own) if (found := row_number(c.text)) is not None), None)
        if len(texts) > 1:
            self._first, first = False, self._first
            self._new_sasaran(number, [cells[texts[0]].text])
            self._first = first
            number = None
        blok.sasaran = self._sasaran
        blok.no_kolom, blok.no_samping = number, beside
        blok.nama.add([cells[name].text], self._bagian)
        self.result.asing += [SelAsing(self._asing[c.kolom], blok, c, False) for c in cells if c.lines and c.kolom in self._asing]
        self._values_by_order(blok, cells, name)

    def _values_by_order(self, blok: Blok, cells: Sequence[Cell], name: int) -> None:
        """The row's values: by their order, and under their heads where the order alone leaves a cell to be guessed."""
        # A name under its own head: the cells of this row stand under theirs; else those of words follow it all the same.
        slid = cells[name].kolom - (self._name_column or 0)
        beside_values = self._beside if not slid else {column + slid for column in self._words_behind}
        tail = [c for c in cells[name + 1 :] if c.kolom not in beside_values or (slid and looks_numeric(c.text))]
        behind = [c.text for c in tail]
        has_budget = bool(self._kepala.peran & {"anggaran", "pagu"})
        blok.bulan, blok.anggaran, flags = months_in_order(behind, has_budget, self._kepala.tata.bulan)
        if self._target_column is not None and has_budget and behind and behind[0]:
            bulan, anggaran, inferred = months_in_order(behind[1:], has_budget, self._kepala.tata.bulan)
            in_place = not slid and any(c.kolom == self._target_column and c.text == behind[0] for c in tail)
            if anggaran and (in_place or not inferred):
                blok.target, blok.bulan, blok.anggaran, flags = behind[0], bulan, anggaran, inferred
        placed = self._places.values(tail) if flags and not slid and self._places and self._target_column is None else None
        if placed is not None:
            blok.bulan, blok.anggaran, flags = dict.fromkeys(MONTHS, "") | placed[0], placed[1], set()
        blok.bendera |= flags
        if self._target_column is not None and not has_budget:
            last = max((i + 1 for i, cell in enumerate(cells) if cell.lines), default=0)
            moved = self._name_column is not None and cells[name].kolom > self._name_column
            self._yearly_target_first(blok, behind, cut=moved and last == self._width)

    def _yearly_target_first(self, blok: Blok, texts: Sequence[str], cut: bool) -> None:
        """Jan–Des tables print the yearly target before the months. cut: the row is just as long as the head though the
        indicator's number stands in a cell that the head lacks, so its last cell is gone: December, which is the yearly target.
        A single value behind empty months is December itself, and an empty month is gone."""
        while texts and not texts[-1]:
            texts = texts[:-1]
        alone = len(texts) >= 2 and is_nothing(texts[-2]) and not is_nothing(texts[-1])
        months = self._kepala.tata.bulan
        if cut and len(texts) == len(months) and all(texts) and not alone:
            texts = [*texts, texts[0]]
            blok.target, blok.bulan = texts[0], dict.fromkeys(MONTHS, "") | dict(zip(months, texts[1:], strict=True))
            blok.bendera = blok.bendera - {"bulan_ambigu"} | {"bulan_disimpulkan"}
            return
        if len(texts) > len(months) or (texts and texts[0] and len(texts) > 1):
            blok.target = texts[0]
            blok.bulan, _, flags = months_in_order(texts[1:], False, months)
            blok.bendera -= {"bulan_disimpulkan", "bulan_ambigu"}
            blok.bendera |= flags

    # ------------------------------------------------------------------ RO lines
    def _nested_head(self, row: PrintedRow) -> None:
        """Remembers where the nested columns stand; a text in front of them is the rest of a broken name."""
        self._loose.extend(cell for cell in self._head.read(row) if not self._continues_sasaran(cell))
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
        line = new_line(match, place_of(row.cells, baris), self._bagian, int(number) if number else None)
        line.bendera.update(row.bendera)
        for cell in before:
            if has_letters(cell.text):
                self._loose.append(cell)
        self._settle_loose(line.no)
        blok = self._current()
        printed = [other for other in blok.ro if "html" not in other.bendera]  # a copy ends before the rows that it copies
        if line.no == 1 and self._first and printed and printed[-1].bagian < self._bagian and printed[-1].no is not None:
            blok = self._orphan(cells[at])
        if not blok.ada and not blok.ro:
            blok.tempat = line.tempat
        fill_line(line, cells[at:], self._head, self._feeds)
        blok.ro.append(line)

    # ------------------------------------------------------------------ rests and totals
    def _rest(self, row: PrintedRow, baris: int) -> None:
        """A row without a beginning: the rest of the row before the page break."""
        cells = filled(row)
        if not cells:
            return
        if not self._kepala.leaves and cells[0].bbox is None:
            self._loose.extend(cells)
            return
        if self._first:
            cells = self._feeds.give(cells, self._bagian)
        if cells:
            self.result.tak_dikenal.append((place_of(row.cells, baris), " | ".join(cell.text for cell in cells)))

    def _subtotal(self, row: PrintedRow, baris: int) -> None:
        self._settle_loose(None)
        self._feeds.clear()
        words = next(cell.text for cell in filled(row) if has_letters(cell.text))
        self.result.subjumlah.append(SubJumlah(place_of(row.cells, baris), words, _last_amount(row)))
        self._first = False

    def _total(self, row: PrintedRow, baris: int) -> None:
        self._settle_loose(None)
        self.result.total = _last_amount(row)
        self.result.total_tempat = place_of(row.cells, baris)

    # ------------------------------------------------------------------ loose texts of a dump
    def _settle_loose_before_head(self) -> None:
        """A nested head follows loose texts: an indicator that ended the page before takes them; else they wait."""
        blok = self.result.bloks[-1] if self.result.bloks else None
        if blok is None or blok.ro or not blok.ada:
            return
        self._give_to_indicator(blok, self._loose)
        self._loose = []

    def _give_to_indicator(self, blok: Blok, loose: Sequence[Cell]) -> None:
        """By the column: a text left of the indicators' column goes on with the sasaran. Where the rows of the page slid to the left, the
        first of two does."""
        for position, cell in enumerate(loose):
            left = position == 0 and len(loose) > 1 if self._slid else cell.kolom < 2
            if left and "sasaran" in self._kepala.peran and blok.sasaran is not None and blok.sasaran.teks.pieces:
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
            self._give_to_indicator(blok, loose)
        else:
            for cell in loose:
                self.result.tak_dikenal.append((place_of([cell], 0), cell.text))


def _last_amount(row: PrintedRow) -> str:
    amounts = [cell.text for cell in filled(row) if bare_number(cell.text)]
    return amounts[-1] if amounts else ""
