"""The columns NO and SASARAN of a RAPK table: which sasaran the rows at hand stand under."""

from collections.abc import Sequence

from msgspec.structs import replace

from extract.cells import Cell, PrintedRow
from normalize.plan.page_part import PagePart
from normalize.plan.rapk_order import number_under_no
from normalize.plan.rapk_parts import RapkTable, Sasaran
from normalize.plan.rapk_rows import Jenis
from normalize.tables.bands import begins_a_sasaran, goes_on_as_known, is_known_sasaran, sasaran_band
from normalize.tables.teks import Teks
from normalize.words.cell_kinds import ro_match
from normalize.words.names import letters, split_prefix

INFERRED = "baris_disimpulkan"


class SasaranColumn:
    """current: the sasaran of the rows at hand. number: what stands under NO in this row, until an indicator or a sasaran takes it."""

    def __init__(self, page: PagePart, result: RapkTable) -> None:
        self._page = page
        self._result = result
        # The first block beside a merged cell under SASARAN that is empty on this page.
        self._unnamed: int | None = None
        self.current: Sasaran | None = None
        # The last one with a name: a row's number may stand beside the rest of it.
        self._named: Sasaran | None = None
        self.number: int | None = None

    def take(self, row: PrintedRow, kind: Jenis) -> PrintedRow:
        """Takes the cells under NO and SASARAN of a PDF row; the others come back."""
        before = self.current
        rest = self._left(row)
        if self.current is not before:
            self._name_before(kind)
        return rest

    def _left(self, row: PrintedRow) -> PrintedRow:
        number: int | None = None
        text: list[str] = []
        rest: list[Cell] = []
        for cell in row.cells:
            role = self._page.kepala.role_at(cell)
            name = role.nama if role else ""
            if name == "sasaran" and not ro_match(cell.text):
                text.extend(cell.lines)
                if not cell.lines and cell.rowspan > 1 and not self._page.first:
                    self._unnamed = len(self._result.bloks)
            elif name == "no" and (number_under_no(cell.text) is not None or not cell.lines) and number is None:
                number = number_under_no(cell.text)
            else:
                rest.append(cell)
        self.number = number
        if text or (number is not None and "sasaran" in self._page.kepala.peran):
            self.new(number, text, goes_on=self._page.first, inferred=INFERRED in row.bendera)
            self.number = None
        return replace(row, cells=tuple(rest))

    def _name_before(self, kind: Jenis) -> None:
        """A sasaran beside the rest of an indicator's rows, at a page's head, is that of the empty cell that ended the page before; beside
        an indicator too where those of the empty cell begin at 1."""
        beside = self._result.bloks[self._unnamed :] if self._unnamed is not None and self._page.first else []
        if beside and (kind is not Jenis.INDIKATOR or split_prefix(beside[0].nama.raw)[0] == 1):
            for blok in beside:
                blok.sasaran = self.current
                blok.bendera.add("disambung_halaman")
        self._unnamed = None

    def new(self, number: int | None, lines: Sequence[str], goes_on: bool, inferred: bool = False) -> None:
        """A sasaran's cell: a new one, or the same once more. goes_on: it may be the rest of the one before behind a page break. inferred:
        no rule parts its row from the one above, so that the name of a cell over several rows may be parted."""
        prefix, first = split_prefix(lines[0]) if lines else (None, "")
        under_no, number = number, prefix if prefix is not None else number
        if self.current is not None and goes_on and self.current.goes_on(number, lines, [first, *lines[1:]], self._page.bagian):
            return
        named = [piece for piece in [first, *lines[1:]] if piece]
        if self._named is not None and inferred:
            begun = next((place for place, line in enumerate(named) if place and begins_a_sasaran(line)), len(named))
            if named and self._is_rest(named[:begun], self._named):
                self._named.teks.add(named[:begun], self._page.bagian)
                named = named[begun:]
                if not named and (number in (None, self._named.no) or self._named.no is None):
                    self._named.no, self._named.no_kolom = self._named.no or number, self._named.no_kolom or under_no
                    return
        teks = Teks()
        teks.add(named, self._page.bagian)
        self.current = Sasaran(number, teks, no_kolom=under_no)
        self._named = self.current if named else self._named

    @staticmethod
    def _is_rest(named: Sequence[str], before: Sasaran) -> bool:
        """True for words that begin small, as no sasaran does, or go on with the one before as the registry has it, which is not whole."""
        if is_known_sasaran(before.teks.raw):
            return False
        small = named[0][:1].islower() and not begins_a_sasaran(named[0].capitalize())
        return small or goes_on_as_known(before.teks.raw, " ".join(named))

    def band(self, row: PrintedRow) -> None:
        """A row over the whole width: the sasaran of the rows below, until the next one; printed once more on a new page."""
        band = sasaran_band(row)
        assert band is not None
        if self.current is None or letters(self.current.teks.raw) != letters(" ".join(band.lines)):
            teks = Teks()
            teks.add(band.lines, self._page.bagian)
            self.current = Sasaran(band.nomor, teks)
        self._result.peran |= {"sasaran"}
        self._page.first = False

    def goes_on(self, cell: Cell) -> bool:
        """In a dump: a text left of the indicators' column, on the page after the one where the sasaran began, which takes it."""
        page, sasaran = self._page, self.current
        if (
            cell.bbox is not None
            or cell.kolom >= page.columns.left_of_names
            or not page.first
            or sasaran is None
            or "sasaran" not in page.kepala.peran
        ):
            return False
        if not sasaran.teks.bagian or sasaran.teks.bagian[-1] != page.bagian - 1:
            return False
        sasaran.teks.add(cell.lines, page.bagian)
        return True
