"""The columns NO and SASARAN of a RAPK table: which sasaran the rows at hand stand under."""

from collections.abc import Sequence
from dataclasses import replace

from extract.cells import Cell, PrintedRow
from normalize.plan.page_part import PagePart
from normalize.plan.rapk_order import number_under_no
from normalize.plan.rapk_parts import RapkTable, Sasaran
from normalize.plan.rapk_rows import Jenis
from normalize.tables.bands import sasaran_band
from normalize.tables.teks import Teks
from normalize.words.cell_kinds import ro_match
from normalize.words.names import letters, split_prefix


class SasaranColumn:
    """current: the sasaran of the rows at hand. number: what stands under NO in this row, until an indicator or a sasaran takes it."""

    def __init__(self, page: PagePart, result: RapkTable) -> None:
        self._page = page
        self._result = result
        # The first block beside a merged cell under SASARAN that is empty on this page.
        self._unnamed: int | None = None
        self.current: Sasaran | None = None
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
            self.new(number, text, goes_on=self._page.first)
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

    def new(self, number: int | None, lines: Sequence[str], goes_on: bool) -> None:
        """A sasaran's cell: a new one, or the same once more. goes_on: it may be the rest of the one before behind a page break."""
        prefix, first = split_prefix(lines[0]) if lines else (None, "")
        under_no, number = number, prefix if prefix is not None else number
        if self.current is not None and goes_on and self.current.goes_on(number, lines, [first, *lines[1:]], self._page.bagian):
            return
        teks = Teks()
        teks.add([piece for piece in [first, *lines[1:]] if piece], self._page.bagian)
        self.current = Sasaran(number, teks, no_kolom=under_no)

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
