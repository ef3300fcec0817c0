"""The body of a report's table as records: for each row, what stands in each column, rests behind page breaks joined."""

from collections import Counter
from collections.abc import Mapping, Sequence

import regex
from msgspec import Struct, field

from extract.cells import UNREADABLE, Block, Cell, PrintedRow
from extract.running.tables import PrintedTable, Segment
from normalize.heads.budget_heads import LEVELS
from normalize.heads.group_heads import Kelompok, groups_of
from normalize.heads.kolom import Kolom
from normalize.heads.peran import text_columns
from normalize.heads.report_head import IsOffice, columns_of
from normalize.tables.bands import BECOME, is_group, is_subtotal, is_summary, sasaran_band
from normalize.tables.page_columns import column_over, columns_here, figures_shifted
from normalize.tables.sasaran_so_far import SasaranSoFar
from normalize.tables.teks import Teks
from normalize.tables.tempat import SHARED, Tempat, place_of, reaches_into
from normalize.tables.urutan import NO_COLUMN, Placed, in_order, words_of_no_head
from normalize.words.cell_kinds import NUMBER_ONLY, filled, has_letters
from normalize.words.kode import BARE_NUMBER, CODE, code_alone, row_number
from normalize.words.kriteria import is_criterion
from normalize.words.names import SMALL_WORDS, fold, join_pieces, split_prefix
from normalize.words.units import begins_indicator

CUT = "nama_terpotong"
INFERRED = {"baris_disimpulkan", "pembaca_tanpa_garis"}
"""The flags of rows that no rules part."""
SHIFTED = "kolom_ambigu"
"""The flag of all rows of a table whose figures stand under each other's names."""
# '75,3' and '2' of a broken '75,32'
BROKEN = regex.compile(r"^\d+[.,]\d?$")
REST_OF_FIGURE = regex.compile(r"\d{1,2}%?")
NAMED = ("indikator", "jenis_belanja", *LEVELS)
"""What names the rows that a sum counts."""


class Isian(Struct):
    """One record. nilai: column index → text; nomor: the indicator's number; no_kolom: what stands under NO in a table with SASARAN;
    asing: words of a dump's row that stand under no head; kelompok: what a row above says of it and others; bendera: what had to be
    inferred."""

    tempat: Tempat
    bagian: int
    nilai: dict[int, str] = field(default_factory=dict)
    teks: dict[int, Teks] = field(default_factory=dict)
    no_sasaran: int | None = None
    sasaran: Teks | None = None
    nomor: int | None = None
    no_kolom: int | None = None
    asing: list[str] = field(default_factory=list)
    kelompok: Kelompok | None = None
    bendera: set[str] = field(default_factory=set)


class Tabel(Struct, frozen=True):
    """A report's table: its columns and records. words: the document's vocabulary, for joining texts."""

    tabel_no: int
    kolom: tuple[Kolom, ...]
    isian: tuple[Isian, ...]
    words: Counter[str]

    def index(self, nama: str) -> int | None:
        """The first column that holds `nama`."""
        return next((i for i, kolom in enumerate(self.kolom) if kolom.nama == nama), None)

    def text(self, item: Isian, nama: str) -> str | None:
        """The joined text of a record's column; None where nothing is printed."""
        index = self.index(nama)
        teks = item.teks.get(index) if index is not None else None
        return join_pieces(teks.pieces, self.words) or None if teks else None

    def value(self, item: Isian, nama: str) -> str:
        """The printed value under `nama`; '' where there is none."""
        index = self.index(nama)
        return item.nilai.get(index, "") if index is not None else ""


def read_records(table: PrintedTable, words: Counter[str], is_office: IsOffice) -> Tabel:
    """The table's records. A dump's rows are read by order, a PDF's by the columns above them."""
    builder = _Records(groups_of(table, is_office))
    columns: tuple[Kolom, ...] = ()
    for bagian, segment in enumerate(table.segments):
        if segment.head:
            found = columns_of(segment.head, is_office)
            columns = columns or found
            same = _same_columns(found, columns)
            here, indexes = (found, same) if same is not None else (columns, range(len(columns)))
        else:
            here, indexes = columns, range(len(columns))
        builder.segment(segment, columns_here(segment, here), bagian, columns, indexes)
    if figures_shifted([item.nilai for item in builder.records], columns):
        for item in builder.records:
            item.bendera.add(SHIFTED)
    return Tabel(table.tabel_no, columns, tuple(builder.records), words)


def _same_columns(again: Sequence[Kolom], columns: Sequence[Kolom]) -> Sequence[int] | None:
    """For each column of a head printed again the index of the first head's that it is; None where they differ in more than columns of
    words that the second lacks ('Definisi' without Pembilang and Penyebut below it)."""
    indexes: list[int] = []
    for column in again:
        begin = indexes[-1] + 1 if indexes else 0
        index = next((i for i in range(begin, len(columns)) if columns[i].nama == column.nama), None)
        if index is None:
            return None
        indexes.append(index)
    lacking = {column.nama for i, column in enumerate(columns) if i not in indexes}
    return indexes if lacking <= {"definisi"} else None


class _Records:
    """Collects records over the pages of one table."""

    def __init__(self, groups: Mapping[int, Kelompok]) -> None:
        """groups: as `groups_of` gives them."""
        self.records: list[Isian] = []
        self._groups = groups
        self._kelompok: Kelompok | None = None
        self._sasaran = SasaranSoFar()
        # The row at hand may be the rest of the name above it.
        self._cut = False
        # Value cells of the rows above that may reach into the next one, with their column and record.
        self._tall: list[tuple[int, Cell, Isian]] = []

    def segment(self, segment: Segment, columns: Sequence[Kolom], bagian: int, names: Sequence[Kolom], indexes: Sequence[int]) -> None:
        """One page. columns: by the page's own head; names: by the table's first one; indexes: where each of the former is in the
        latter."""
        first = True
        for row in segment.body:
            # The sum of a part of the rows is no record; its cells are in `sel`.
            if not filled(row) or is_subtotal(row):
                continue
            if row.baris in self._groups:
                self._kelompok = self._groups[row.baris]
                first = False
                continue
            band = sasaran_band(row)
            if band:
                self._sasaran.begin(band.nomor, band.lines, bagian)
                first = False
                continue
            if is_group(row):
                first = False
                continue
            found, flags = _placed(row, columns)
            placed = {indexes[i] if i != NO_COLUMN else i: cells for i, cells in found.items()}
            if first:
                placed = _without_head(placed, names)
            placed = _with_label_of_sum(placed, names)
            if (first and self.records and self._continues(placed, names)) or self._goes_on(row, placed, names):
                self._join(self.records[-1], placed, names, bagian)
            else:
                self._new(row, placed, names, bagian, first)
                self.records[-1].bendera |= {CUT} if self._cut or _is_rest(row, placed, names, segment.block) else set()
            self.records[-1].bendera |= flags
            self._cut = False
            first = False

    def _continues(self, placed: Placed, columns: Sequence[Kolom]) -> bool:
        """The first row of a page without values, or with the values that the last row of the page before lacks."""
        values = [i for i, cells in placed.items() if _name_of(columns, i) not in text_columns() and any(c.lines for c in cells)]
        name = _named(placed, columns)
        if name is not None and (CODE.match(name) or split_prefix(name)[0] is not None):
            return False
        if _numbered(placed, columns) or _begins(placed, columns):
            return False
        if any(_name_of(columns, i) == "kriteria" and is_criterion(c.text) for i, cells in placed.items() for c in cells):
            return False
        if not values:
            return name is not None and not is_summary(name)
        last = self.records[-1]
        if name is not None and all(self._goes_on_in_figure(last, i, cells) for i, cells in placed.items() if i in values):
            return True
        return name is not None and not last.nilai and not is_summary(name) and bool(last.teks)

    @staticmethod
    def _goes_on_in_figure(last: Isian, index: int, cells: Sequence[Cell]) -> bool:
        """True for the last digits of a figure that a narrow cell broke and the page's end cut: '75,3' | '2'."""
        digits = "".join(cell.text for cell in cells)
        return BROKEN.search(last.nilai.get(index, "")) is not None and REST_OF_FIGURE.fullmatch(digits) is not None

    def _goes_on(self, row: PrintedRow, placed: Placed, columns: Sequence[Kolom]) -> bool:
        """A dump's row that goes on with the name above it: it has no values, or the row above has none, and it begins in lower case, or
        the name above breaks off behind 'dan', is no more than the word of a unit, or has a number while this one has none; where nothing
        tells, both names are flagged."""
        if not self.records or any(cell.bbox is not None for cell in row.cells):
            return False
        last, name = self.records[-1], _named(placed, columns)
        above = [teks.raw for index, teks in last.teks.items() if _name_of(columns, index) in ("indikator", *LEVELS)]
        if name is None or not above or CODE.match(name) or is_summary(name) or _numbered(placed, columns):
            return False
        left = min((column.kiri for column in columns if column.nama in ("indikator", *LEVELS)), default=0)
        if any(cell.kolom < left for cell in filled(row)):
            return False  # the rest of what stands before the names
        valued = any(c.lines for i, cells in placed.items() if _name_of(columns, i) not in text_columns() for c in cells)
        # 'Nilai' alone is no name
        open_end = fold(above[-1]).rpartition(" ")[2] in SMALL_WORDS or (" " not in above[-1] and begins_indicator(above[-1]))
        if valued == bool(last.nilai) or name[:1].islower() or open_end:
            return valued != bool(last.nilai)
        if self._may_be_rest(placed, columns):
            numbered = last.nomor is not None
            last.bendera.add("nama_disambung" if numbered else CUT)
            self._cut = not numbered
            return numbered
        return False

    @staticmethod
    def _may_be_rest(placed: Placed, columns: Sequence[Kolom]) -> bool:
        """True for words under INDIKATOR that do not begin as the names of indicators and sasaran do."""
        words = _under_indicator(placed, columns)
        return bool(words) and not begins_indicator(words[0]) and BECOME.match(words[0]) is None and not words[0].isupper()

    def _join(self, last: Isian, placed: Placed, columns: Sequence[Kolom], bagian: int) -> None:
        last.bendera.add("disambung_halaman")
        for index, cells in placed.items():
            name = _name_of(columns, index)
            for cell in cells:
                if not cell.lines:
                    continue
                if name == "sasaran" and self._sasaran.teks is not None:
                    self._sasaran.teks.add(cell.lines, bagian)
                elif name in text_columns():
                    last.teks.setdefault(index, Teks()).add(cell.lines, bagian)
                else:
                    last.nilai[index] = f"{last.nilai.get(index, '')} {cell.text}".strip()

    def _new(self, row: PrintedRow, placed: Placed, columns: Sequence[Kolom], bagian: int, first: bool) -> None:
        asing = [cell.text for cell in words_of_no_head(row.cells, columns)]
        item = Isian(place_of(row.cells, row.baris), bagian, asing=asing, kelompok=self._kelompok, bendera=set(row.bendera))
        for index, cells in placed.items():
            name = _name_of(columns, index)
            for cell in cells:
                if not cell.lines or (name in text_columns() and cell.text == UNREADABLE):
                    continue  # a sign in a column of words is no value that was lost
                if name == "sasaran" and not is_summary(cell.text):
                    self._sasaran.take(cell, bagian, first)
                elif name == "no":
                    self._take_number(cell, item, columns)
                elif name == "no_indikator":
                    item.nomor = row_number(cell.text) or item.nomor
                elif name == "indikator":
                    self._take_name(cell, item, index, bagian)
                elif name in text_columns():
                    item.teks.setdefault(index, Teks()).add(cell.lines, bagian)
                else:
                    item.nilai[index] = f"{item.nilai.get(index, '')} {cell.text}".strip()
        item.no_sasaran, item.sasaran = self._sasaran.nomor, self._sasaran.teks
        self._share(item, row, placed, columns)
        self.records.append(item)

    def _share(self, item: Isian, row: PrintedRow, placed: Placed, columns: Sequence[Kolom]) -> None:
        """A value whose cell reaches over several records is none of theirs alone."""
        self._tall = [tall for tall in self._tall if reaches_into(tall[1], row) and tall[0] not in placed]
        for index, _, owner in self._tall:
            owner.nilai.pop(index, None)
            owner.bendera.add(SHARED)
            item.bendera.add(SHARED)
        named = ((index, cell) for index, cells in placed.items() for cell in cells if _name_of(columns, index) not in text_columns())
        self._tall += [(index, cell, item) for index, cell in named if cell.lines]

    def _take_number(self, cell: Cell, item: Isian, columns: Sequence[Kolom]) -> None:
        digits = regex.sub(r"\D", "", cell.text)
        if not NUMBER_ONLY.fullmatch(cell.text) or not digits:
            return
        if any(column.nama == "sasaran" for column in columns):
            self._sasaran.number(int(digits))
            item.no_kolom = int(digits)
        else:
            item.nomor = int(digits)

    def _take_name(self, cell: Cell, item: Isian, index: int, bagian: int) -> None:
        """The indicator's cell: a number, a code, or the name with either in front of it."""
        alone = int(regex.sub(r"\D", "", cell.text)) if NUMBER_ONLY.fullmatch(cell.text) else code_alone(cell.text)
        if alone is not None:
            item.nomor = alone
            return
        code = CODE.match(cell.text)
        lines = list(cell.lines)
        if code:
            item.nomor = int(code["nomor"])
            lines = _without(lines, code.end())
        else:
            number, rest = split_prefix(lines[0])
            bare = BARE_NUMBER.match(lines[0])
            if number is not None:
                item.nomor, lines[0] = number, rest
            elif bare:
                item.nomor, lines[0] = int(bare["nomor"]), lines[0][bare.end() :]
        if lines:
            item.teks.setdefault(index, Teks()).add([line for line in lines if line], bagian)


def _under_indicator(placed: Placed, columns: Sequence[Kolom]) -> list[str]:
    return [c.text for i, cells in placed.items() if _name_of(columns, i) == "indikator" for c in cells if has_letters(c.text)]


def _is_rest(row: PrintedRow, placed: Placed, columns: Sequence[Kolom], block: Block) -> bool:
    """True for a row of an indicator in lower case, in a dump or where rows were inferred: the begin of its name stands elsewhere, or
    nowhere."""
    words = _under_indicator(placed, columns)
    ruled = all(cell.bbox is not None for cell in row.cells) and not INFERRED & {*block.bendera, *row.bendera}
    return bool(words) and words[0][:1].islower() and not ruled


def _without_head(placed: Placed, names: Sequence[Kolom]) -> Placed:
    """The first row of a page without words that the repeated head lost to it: a head cell too low for its last line prints 'Target'
    of 'Capaian Terhadap Target' in the row below."""

    def is_lost(index: int, cell: Cell) -> bool:
        if not has_letters(cell.text) or not 0 <= index < len(names) or names[index].nama in text_columns():
            return False
        return fold(names[index].teks).endswith(f" {fold(cell.text)}")

    return {index: [cell for cell in cells if not is_lost(index, cell)] for index, cells in placed.items()}


def _with_label_of_sum(placed: Placed, columns: Sequence[Kolom]) -> Placed:
    """A row whose label begins under the running numbers ('TOTAL', 'Rata-rata | Capaian'), as it does over both columns where no cell is
    drawn around it, with all of it under the names."""
    number = next((i for i in placed if _name_of(columns, i) == "no"), None)
    label = [cell for cell in placed.get(number, ()) if has_letters(cell.text)] if number is not None else []
    named = next((i for i, column in enumerate(columns) if column.nama in NAMED), None)
    if not label or named is None or number is None:
        return placed
    whole = [*label, *placed.get(named, ())]
    if not is_summary(" ".join(cell.text for cell in whole if cell.lines)):
        return placed
    return {**{index: cells for index, cells in placed.items() if index != number}, named: whole}


def _name_of(columns: Sequence[Kolom], index: int) -> str:
    return columns[index].nama if index != NO_COLUMN else "tak_dikenal"


def _without(lines: list[str], count: int) -> list[str]:
    """Lines without the first `count` characters of their joined text."""
    rest = " ".join(lines)[count:].strip()
    kept: list[str] = []
    for line in reversed(lines):
        if not rest:
            break
        if rest.endswith(line):
            kept.insert(0, line)
            rest = rest[: -len(line)].strip()
        else:
            kept.insert(0, rest)
            rest = ""
    return kept


def _named(placed: Placed, columns: Sequence[Kolom]) -> str | None:
    """The row's text under INDIKATOR, SASARAN, or a level of the budget; None without."""
    texts = [
        c.text
        for i, cells in sorted(placed.items())
        if _name_of(columns, i) in ("indikator", "sasaran", *LEVELS)
        for c in cells
        if has_letters(c.text)
    ]
    return " ".join(texts) or None


def _begins(placed: Placed, columns: Sequence[Kolom]) -> bool:
    """True for a row whose indicator's name is the begin of one, be it beside a sasaran or not."""
    return any(map(begins_indicator, _under_indicator(placed, columns)))


def _numbered(placed: Placed, columns: Sequence[Kolom]) -> bool:
    """True for a dump's row with a number of its own beside its name: it begins a record, be its values lost."""
    return any(
        cell.bbox is None and NUMBER_ONLY.fullmatch(cell.text) is not None
        for index, cells in placed.items()
        if _name_of(columns, index) in ("no", "no_indikator", "indikator")
        for cell in cells
    )


def _placed(row: PrintedRow, columns: Sequence[Kolom]) -> tuple[Placed, set[str]]:
    """Column index → the row's cells under it, and what had to be inferred."""
    placed: Placed = {}
    boxed = all(cell.bbox is not None for cell in row.cells) and all(column.x0 is not None for column in columns)
    if boxed and columns:
        for cell in row.cells:
            placed.setdefault(column_over(cell, columns), []).append(cell)
        return placed, set()
    return in_order(row, columns)
