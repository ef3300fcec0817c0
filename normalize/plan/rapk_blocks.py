"""A RAPK table's rows, one after another → indicator blocks with their RO lines."""

from collections.abc import Sequence

import regex

from extract.cells import UNREADABLE, Cell, PrintedRow
from extract.running.tables import PrintedTable, Segment
from normalize.heads.head_rows import naming_rows
from normalize.heads.headings import UNKNOWN
from normalize.plan.head_columns import head_columns
from normalize.plan.page_part import PagePart
from normalize.plan.rapk_feeds import Feeds
from normalize.plan.rapk_months import MONTHS
from normalize.plan.rapk_order import (
    INDICATORS_CODE,
    counted_figures,
    first_value,
    names_slid,
    number_under_no,
)
from normalize.plan.rapk_parts import Blok, NomorTanpaJudul, RapkTable, Sasaran, SelAsing, SubJumlah
from normalize.plan.rapk_ro_line import NestedHead, fill_line, new_line
from normalize.plan.rapk_rows import VALUES, Jenis, head_of, kind_of, nameless_foot, unfold_copies
from normalize.plan.sasaran_column import SasaranColumn
from normalize.plan.shared_values import SharedCells
from normalize.plan.values_by_order import values_by_order
from normalize.tables.broken_names import as_one, begins_alone, goes_on, says_its_unit
from normalize.tables.said_twice import without_html, without_repeated
from normalize.tables.teks import Teks
from normalize.tables.tempat import place_of
from normalize.tables.words_behind import names_before_values
from normalize.words.cell_kinds import NUMBER_ONLY, filled, has_letters, ro_match
from normalize.words.kode import code_alone, row_number
from normalize.words.names import split_prefix
from normalize.words.numbers import bare_number
from normalize.words.units import begins_indicator

# '44.140.500' 'Rp 1,250,000.00': an amount, whatever stands over it.
RUPIAH = regex.compile(r"(?:rp\.?\s*)?\d{1,3}(?:[.,]\d{3}){2,}(?:[.,]\d{1,2})?", regex.IGNORECASE)


class Builder:
    """Puts one table together, row by row. tahun: its year."""

    def __init__(self, table: PrintedTable, tahun: int | None) -> None:
        self._table = table
        self._tahun = tahun
        self._page = PagePart()
        self.result = RapkTable(table.tabel_no, frozenset())
        self._sasaran = SasaranColumn(self._page, self.result)
        self._feeds = Feeds()
        self._head = NestedHead()
        self._shared = SharedCells()
        # Loose texts of a dump at the head of a page, until the next row tells whose they are.
        self._loose: list[Cell] = []
        # A dump's row that begins an indicator without a value, and that row as printed, until the next one tells whether it goes on.
        self._begun: tuple[PrintedRow, PrintedRow] | None = None
        # The row above as printed, for what the next one says again.
        self._above: PrintedRow | None = None

    def build(self) -> RapkTable:
        """The whole table."""
        for bagian, segment in enumerate(self._table.segments):
            self._page.bagian = bagian
            following = self._table.segments[bagian + 1] if bagian + 1 < len(self._table.segments) else None
            self._segment(segment, following)
        self._settle_begun()
        return self.result

    def _segment(self, segment: Segment, following: Segment | None) -> None:
        # A page that begins with nothing but the numbers of the columns goes on under the head before.
        if naming_rows(segment.head):
            self._page.kepala = head_of(segment.head, self._tahun)
            self._page.columns = head_columns(segment.head, self._page.kepala, self._tahun)
            if not self.result.peran:
                self.result.peran = self._page.kepala.peran
        self._page.first = True
        self._page.slid = names_slid(segment, self._page.kepala, self._page.columns.nama)
        nameless = nameless_foot(segment, following, self._page.kepala)
        for row in segment.body:
            for part in unfold_copies(without_repeated(without_html(row), self._above, self._page.first)):
                self._part(part, row, Jenis.INDIKATOR if row is nameless else self._kind(part))
            self._above = row if filled(row) and "html" not in row.bendera else self._above
        self._settle_loose(None)

    def _kind(self, row: PrintedRow) -> Jenis:
        kind = kind_of(row, self._page.kepala)
        # All that is printed beside a dump's name may be '58 sekolah' under December.
        alone = kind is Jenis.SAMBUNGAN and not self._page.kepala.leaves and self._named_in_place(row.cells)
        return Jenis.INDIKATOR if alone and self._counted(row.cells) else kind

    def _part(self, row: PrintedRow, whole: PrintedRow, kind: Jenis) -> None:
        names = self._page.columns.nama
        if self._page.kepala.leaves or kind in (Jenis.KOSONG, Jenis.KEPALA):
            self._row(row, whole, kind)
            return
        if self._begun is not None and kind in (Jenis.INDIKATOR, Jenis.SAMBUNGAN) and goes_on(row, names):
            row, self._begun = as_one(self._begun[0], row), None
        self._settle_begun()
        if kind in (Jenis.INDIKATOR, Jenis.SAMBUNGAN) and begins_alone(row, names):
            self._begun = row, whole
        else:
            self._row(row, whole, kind)

    def _settle_begun(self) -> None:
        if self._begun is None:
            return
        (row, whole), self._begun = self._begun, None
        if says_its_unit(row, self._page.columns.nama):
            self._row(row, whole, Jenis.INDIKATOR)
        else:
            self.result.tak_dikenal.append((place_of(row.cells, whole.baris), " | ".join(cell.text for cell in filled(row))))

    def _row(self, row: PrintedRow, whole: PrintedRow, kind: Jenis) -> None:
        if kind in (Jenis.KOSONG, Jenis.KEPALA):
            return
        baris = whole.baris
        if kind is Jenis.SASARAN:
            self._settle_loose(None)
            self._sasaran.band(row)
            self._feeds.clear()
            return
        if kind is Jenis.SUBJUMLAH:
            self._subtotal(row, baris)
            return
        if kind is Jenis.KELOMPOK:
            self._settle_loose(None)
            self._feeds.clear()
            self._page.first = False
            return
        rest = self._sasaran.take(row, kind) if self._page.kepala.leaves else row
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
        self._page.first = False

    # ------------------------------------------------------------------ indicator
    def _indicator(self, rest: PrintedRow, row: PrintedRow, baris: int) -> None:
        names = self._page.columns.nama
        above = self.result.bloks[-1:] if any(cell.kolom == names for cell in self._loose) else []
        self._settle_loose(None)
        if self._page.kepala.leaves and self._continues_indicator(rest):
            return
        blok = Blok(place_of(row.cells, baris), self._page.bagian, self._sasaran.current)
        blok.bendera.update(row.bendera)
        blok.tata = self._page.kepala.tata
        self.result.bloks.append(blok)
        if self._page.kepala.leaves:
            self._indicator_by_columns(blok, rest)
        else:
            self._indicator_by_order(blok, rest)
            if goes_on(rest, names) and (above or blok.nama.raw[:1].islower()):
                # The words above may be the begin of this name as well as the rest of the one before.
                for doubtful in (*above, blok):
                    doubtful.bendera.add("nama_terpotong")

    def _continues_indicator(self, rest: PrintedRow) -> bool:
        """A row at a page's head that goes on with the row at the foot of the page before: no number of its own, and no month
        that the other row has too."""
        if not self._page.first or not self.result.bloks or self.result.bloks[-1].ro or self._sasaran.number is not None:
            return False
        last = self.result.bloks[-1]
        name = " ".join(c.text for c in rest.cells if (r := self._page.kepala.role_at(c)) and r.nama == "indikator")
        months = {r.bulan for c in rest.cells if c.lines and (r := self._page.kepala.role_at(c)) and r.bulan}
        taken = {month for month, text in last.bulan.items() if text}
        if last.bagian != self._page.bagian - 1 or months & taken or split_prefix(name)[0] is not None or begins_indicator(name):
            return False
        if not months and not split_prefix(last.nama.raw)[0]:
            return False
        last.bendera.add("disambung_halaman")
        self._indicator_by_columns(last, rest)
        return True

    def _indicator_by_columns(self, blok: Blok, rest: PrintedRow) -> None:
        """Each cell by the head above it."""
        if self._sasaran.number is not None:
            blok.no_kolom, self._sasaran.number = self._sasaran.number, None
        blok.sasaran = self._sasaran.current
        self._feeds.clear()
        months = {role.bulan for _, _, role in self._page.kepala.leaves if role.bulan}
        for cell in rest.cells:
            role = self._page.kepala.role_at(cell)
            if role is None or cell.bbox is None or role.nama == UNKNOWN:
                if cell.lines and (role is not None or RUPIAH.fullmatch(cell.text) or has_letters(cell.text)):
                    self.result.asing.append(SelAsing(role.judul if role else "", blok, cell, self._page.kepala.is_before_names(cell)))
                continue
            if role.nama in ("indikator", "no", "no_indikator") and row_number(cell.text) is not None:
                blok.no_samping = row_number(cell.text)
            elif (role.nama == "indikator" and cell.text != UNREADABLE) or (role.nama == "no" and has_letters(cell.text)):
                blok.nama.add(cell.lines, self._page.bagian)
                self._feeds.text(cell, blok.nama, blok.bendera)
            elif role.bulan:
                self._month(blok, cell, role.bulan)
            elif role.nama == "target_tahunan":
                blok.target = cell.text or blok.target or ""
            elif role.nama in ("anggaran", "pagu"):
                blok.anggaran = f"{blok.anggaran} {cell.text}".strip()
                self._feeds.amount(cell, blok, "anggaran")
        if len(months) < len(self._page.kepala.tata.bulan):
            blok.bendera.add("bulan_ambigu")
        for month in MONTHS:
            blok.bulan.setdefault(month, "")
        roles_here = [(cell, self._page.kepala.role_at(cell)) for cell in rest.cells]
        self._shared.row(blok, rest, [(cell, role) for cell, role in roles_here if role is not None and role.nama in VALUES])

    def _month(self, blok: Blok, cell: Cell, bulan: int) -> None:
        assert cell.bbox is not None
        blok.bulan[bulan] = f"{blok.bulan.get(bulan, '')} {cell.text}".strip()
        blok.kotak_bulan[bulan] = cell.bbox
        if cell.lines and self._page.kepala.months_under(cell) > 1:
            blok.bendera.add("bulan_ambigu")
        self._feeds.month(cell, blok, bulan)

    def _indicator_by_order(self, blok: Blok, rest: PrintedRow) -> None:
        """A dump's row: number, sasaran, name, months, budget in this order, whatever columns they slid to."""
        cells = list(rest.cells)
        values = first_value(cells, self._beside_months(cells), self._counted(cells))
        if values == len(cells):
            blok.bendera.add("bulan_ambigu")
        worded = [i for i in range(values) if has_letters(cells[i].text) and code_alone(cells[i].text) is None]
        worded = worded or [i for i in range(values) if has_letters(cells[i].text)]
        worded = self._without_unknown(cells, worded)
        texts = names_before_values(cells, worded, self._page.columns.nama, len(self._page.columns.behind))
        name = texts[-1]
        numbered = next((c for c in cells[: texts[0]] if c.lines and number_under_no(c.text) is not None), None)
        number = number_under_no(numbered.text) if numbered else None
        own = cells[texts[0] + 1 : name] if len(texts) > 1 else [c for c in cells[:name] if INDICATORS_CODE.match(c.text)]
        counted = next((c for c in reversed(own) if row_number(c.text) is not None), None)
        beside = row_number(counted.text) if counted else None
        if self._named_in_place(cells):
            taken = {"sasaran" if len(texts) > 1 else "no_kolom": numbered, "no_samping": counted}
            self.result.tanpa_judul += [
                NomorTanpaJudul(blok, c, next((field for field, cell in taken.items() if cell is c), None))
                for c in cells[:name]
                if NUMBER_ONLY.fullmatch(c.text) and c.kolom not in self._page.columns.berjudul
            ]
        if len(texts) > 1:
            self._sasaran.new(number, [cells[texts[0]].text], goes_on=False)
            number = None
        blok.sasaran = self._sasaran.current
        blok.no_kolom, blok.no_samping = number, beside
        blok.nama.add([cells[name].text], self._page.bagian)
        if cells[name].kolom >= min(self._page.columns.bulan, default=len(cells)) and self._named_in_place(cells):
            blok.bendera.add("bulan_ambigu")  # '58 sekolah' under December is no name: another one stands under INDIKATOR
        self.result.asing += [
            SelAsing(judul, blok, c, False) for c in cells if c.lines and (judul := self._unknown_head(c, cells)) is not None
        ]
        values_by_order(blok, cells, name, self._page.columns, self._page.kepala)

    def _named_in_place(self, cells: Sequence[Cell]) -> bool:
        """True for a dump's row with words right under INDIKATOR: its cells stand under their heads."""
        name = next((cell.text for cell in cells if cell.kolom == self._page.columns.nama), "")
        return has_letters(name) and code_alone(name) is None

    def _counted(self, cells: Sequence[Cell]) -> frozenset[int]:
        columns = self._page.columns
        return counted_figures(cells, columns.bulan | {columns.target} if self._named_in_place(cells) else frozenset())

    def _beside_months(self, cells: Sequence[Cell]) -> frozenset[int]:
        """The words under no known head behind the first month of a row that stands under its heads."""
        first = min(self._page.columns.bulan, default=0)
        behind = [i for i, cell in enumerate(cells) if cell.kolom > first and has_letters(cell.text)]
        return (
            frozenset(i for i in behind if self._unknown_head(cells[i], cells) is not None) if self._named_in_place(cells) else frozenset()
        )

    def _without_unknown(self, cells: Sequence[Cell], worded: Sequence[int]) -> list[int]:
        """`worded` without what stands under an unknown head beside SASARAN and INDIKATOR; where the head has no SASARAN, it may be one."""
        if "sasaran" not in self._page.kepala.peran or not self._named_in_place(cells):
            return list(worded)
        return [i for i in worded if cells[i].kolom not in self._page.columns.asing]

    def _unknown_head(self, cell: Cell, cells: Sequence[Cell]) -> str | None:
        """The head over a dump's cell where nobody knows it, '' where words stand under none; None for other cells."""
        columns = self._page.columns
        if cell.kolom in columns.asing or cell.kolom in columns.berjudul:
            return columns.asing.get(cell.kolom)
        return "" if has_letters(cell.text) and self._named_in_place(cells) else None

    # ------------------------------------------------------------------ RO lines
    def _nested_head(self, row: PrintedRow) -> None:
        """Remembers where the nested columns stand; a text in front of them is the rest of a broken name."""
        self._loose.extend(cell for cell in self._head.read(row) if not self._sasaran.goes_on(cell))
        if self._loose:
            self._settle_loose_before_head()

    def _current(self) -> Blok:
        """The block that a RO line belongs to; without any, one whose indicator is not in the document."""
        if not self.result.bloks:
            self._orphan(None)
        return self.result.bloks[-1]

    def _orphan(self, cell: Cell | None) -> Blok:
        blok = Blok(place_of([cell] if cell else [], 0), self._page.bagian, Sasaran(None, Teks(), hilang=True), ada=False)
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
        line = new_line(match, place_of(row.cells, baris), self._page.bagian, int(number) if number else None)
        line.bendera.update(row.bendera)
        for cell in (cell for cell in before if has_letters(cell.text)):
            unknown = self._head.unknown_over(cell, cells[at])
            if unknown is None:
                self._loose.append(cell)
            else:
                line.asing.append((unknown, cell))
        self._settle_loose(line.no)
        blok = self._current()
        printed = [other for other in blok.ro if "html" not in other.bendera]  # a copy ends before the rows that it copies
        if line.no == 1 and self._page.first and printed and printed[-1].bagian < self._page.bagian and printed[-1].no is not None:
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
        if not self._page.kepala.leaves and cells[0].bbox is None:
            self._loose.extend(cells)
            return
        if self._page.first:
            cells = self._feeds.give(cells, self._page.bagian)
        if cells:
            self.result.tak_dikenal.append((place_of(row.cells, baris), " | ".join(cell.text for cell in cells)))

    def _subtotal(self, row: PrintedRow, baris: int) -> None:
        self._settle_loose(None)
        self._feeds.clear()
        words = next(cell.text for cell in filled(row) if has_letters(cell.text))
        self.result.subjumlah.append(SubJumlah(place_of(row.cells, baris), words, _last_amount(row)))
        self._page.first = False

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
            left = position == 0 and len(loose) > 1 if self._page.slid else cell.kolom < self._page.columns.left_of_names
            if left and "sasaran" in self._page.kepala.peran and blok.sasaran is not None and blok.sasaran.teks.pieces:
                blok.sasaran.teks.add([cell.text], self._page.bagian)
            else:
                blok.nama.add([cell.text], self._page.bagian)
            blok.bendera.add("disambung_halaman")

    def _settle_loose(self, number: int | None) -> None:
        """Loose texts once the row behind them is known. number: the RO line's number, None for any other row."""
        if not self._loose:
            return
        loose, self._loose = self._loose, []
        blok = self.result.bloks[-1] if self.result.bloks else None
        if number == 1 and (blok is None or blok.ro):
            orphan = self._orphan(loose[0])
            orphan.sisa_nama.add([cell.text for cell in loose], self._page.bagian)
        elif blok is not None and blok.ro:
            blok.ro[-1].sisa.extend((cell.text, cell.kolom, self._page.bagian) for cell in loose)
            blok.ro[-1].bendera.add("disambung_halaman")
        elif blok is not None and blok.ada:
            self._give_to_indicator(blok, loose)
        else:
            for cell in loose:
                self.result.tak_dikenal.append((place_of([cell], 0), cell.text))


def _last_amount(row: PrintedRow) -> str:
    amounts = [cell.text for cell in filled(row) if bare_number(cell.text)]
    return amounts[-1] if amounts else ""
