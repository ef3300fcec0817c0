"""The text of one PDF page as its content stream prints it: each character with its place on the page and the operator that prints it.

PDFium makes one text object of each operator that shows a string that is not empty, in order, so the n-th object is the n-th such operator.
"""

import ctypes
import io
import math
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium_c
from pypdf.generic import ArrayObject, ByteStringObject, ContentStream, EncodedStreamObject, FloatObject, NameObject

Operation = tuple[Any, bytes]
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

SHOWS = (b"Tj", b"TJ", b"'", b'"')
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class NotEditable(Exception):
    """The page prints its text in a way that these edits do not know."""


@dataclass(frozen=True)
class Char:
    """x, top: its middle on the page as shown, in points from the upper left. show: which operator prints it, from 0; code: which of
    its codes, from 0."""

    text: str
    x: float
    top: float
    show: int
    code: int


@dataclass(frozen=True)
class Show:
    """An operator that shows text. operation: its place in the content; lebar: bytes a code; skala: points that one unit of rise is;
    matriks: the text matrix before it, None where that depends on the widths of what was shown before."""

    operation: int
    font: str
    lebar: int
    skala: float
    matriks: Matrix | None


class Page:
    """One page of a PDF, for reading and for changing. index: from 0. Raises NotEditable."""

    def __init__(self, path: Path, index: int) -> None:
        self.index = index
        reader = pypdf.PdfReader(path)
        page = reader.pages[index]
        self.operations: list[Operation] = list(ContentStream(page.get_contents(), reader, "bytes").operations)
        self.plain = page.extract_text()
        found = _shows(self.operations, _code_widths(page))
        with pypdfium2.PdfDocument(path) as pdf:
            self.chars, scales = _characters(pdf[index])
        if len(scales) != len(found):
            raise NotEditable("other text objects than operators")
        self.shows = [
            Show(operation, font, width, scale, matrix) for (operation, font, width, matrix), scale in zip(found, scales, strict=True)
        ]
        self.by_show: dict[int, list[Char]] = defaultdict(list)
        for char in self.chars:
            self.by_show[char.show].append(char)

    def within(self, box: Box) -> list[Char]:
        """The characters whose middle is in the box, white space left out."""
        x0, top, x1, bottom = box
        return [char for char in self.chars if x0 <= char.x <= x1 and top <= char.top <= bottom and char.text.strip()]

    def whole_shows(self, boxes: Iterable[Box]) -> set[int]:
        """The operators that print what is in the boxes. Raises NotEditable where one of them prints something else too."""
        inside = {char for box in boxes for char in self.within(box)}
        shows = {char.show for char in inside}
        if not shows or any(char not in inside for show in shows for char in self.by_show[show] if char.text.strip()):
            raise NotEditable("one operator prints more than these cells")
        return shows

    def codes(self, show: int) -> bytes:
        """All bytes that an operator shows."""
        operands, operator = self.operations[self.shows[show].operation]
        strings = operands[0] if operator == b"TJ" else operands[-1:]
        return b"".join(bytes(part) for part in strings if isinstance(part, bytes))

    def code_of(self, char: Char) -> bytes:
        """The bytes that print a character. Raises NotEditable where codes and characters do not match one to one."""
        width, codes = self.shows[char.show].lebar, self.codes(char.show)
        if len(codes) != width * len(self.by_show[char.show]):
            raise NotEditable("codes and characters do not match")
        return codes[char.code * width : (char.code + 1) * width]

    def digits(self, show: int) -> dict[str, bytes]:
        """The digits that the font of this operator prints on the page, each with its code."""
        found: dict[str, bytes] = {}
        for char in self.chars:
            if char.text.isdigit() and self.shows[char.show].font == self.shows[show].font:
                try:
                    found.setdefault(char.text, self.code_of(char))
                except NotEditable:
                    continue
        return found

    def recoded(self, char: Char, code: bytes) -> Operation:
        """The operator of a character with another code in its place."""
        width = self.shows[char.show].lebar
        operands, operator = self.operations[self.shows[char.show].operation]
        start = char.code * width

        def changed(part: Any) -> Any:
            nonlocal start
            if not isinstance(part, bytes):
                return part
            inside = 0 <= start < len(part)
            made = bytes(part)[:start] + code + bytes(part)[start + width :] if inside else bytes(part)
            start = start - len(part) if start >= len(part) else -1
            return ByteStringObject(made)

        if operator == b"TJ":
            return [ArrayObject([changed(part) for part in operands[0]])], operator
        return [*operands[:-1], changed(operands[-1])], operator

    def raised(self, show: int, points: float) -> list[Operation]:
        """An operator that prints so many points higher. Raises NotEditable."""
        if any(operator == b"Ts" for _, operator in self.operations):
            raise NotEditable("text that is raised already")
        return [_rise(points / self.shows[show].skala), self.operations[self.shows[show].operation], _rise(0)]

    def twice(self, show: int, points: float) -> list[Operation]:
        """An operator that prints where it did, and once more so many points higher. Raises NotEditable."""
        matrix = self.shows[show].matriks
        if matrix is None:
            raise NotEditable("printed behind something else")
        back: Operation = ([FloatObject(f"{number:.6f}") for number in matrix], b"Tm")
        return [self.operations[self.shows[show].operation], back, *self.raised(show, points)]

    def edited(self, edits: Mapping[int, list[Operation]]) -> list[Operation]:
        """All operators of the page, with these that show text (by number) replaced."""
        instead = {self.shows[show].operation: operations for show, operations in edits.items()}
        return [new for number, old in enumerate(self.operations) for new in instead.get(number, [old])]


class Rewriter:
    """Writes a PDF with other operators on one page, all else as it was; the same bytes for the same operators."""

    def __init__(self, path: Path) -> None:
        self._writer = pypdf.PdfWriter(clone_from=path)
        self._stream = EncodedStreamObject()
        self._stream[NameObject("/Filter")] = NameObject("/FlateDecode")
        self._reference = self._writer._add_object(self._stream)

    def written(self, index: int, operations: list[Operation]) -> bytes:
        """The file. index: of the page, from 0."""
        content = ContentStream(None, self._writer)
        content.operations = operations
        self._stream._data = zlib.compress(content.get_data())
        page = self._writer.pages[index]
        before = page.raw_get("/Contents")
        page[NameObject("/Contents")] = self._reference
        buffer = io.BytesIO()
        self._writer.write(buffer)
        page[NameObject("/Contents")] = before
        return buffer.getvalue()


def text_of(data: bytes, index: int) -> str:
    """A page's text by pypdf, which has no part in what the program reads."""
    return pypdf.PdfReader(io.BytesIO(data)).pages[index].extract_text()


def characters_of(data: bytes, index: int) -> list[Char]:
    """A page's characters by PDFium."""
    with pypdfium2.PdfDocument(data) as pdf:
        return _characters(pdf[index])[0]


def _rise(amount: float) -> Operation:
    return [FloatObject(f"{amount:.6f}")], b"Ts"


def _code_widths(page: pypdf.PageObject) -> dict[str, int]:
    """Font by its name on the page → bytes a code."""
    resources: Any = page["/Resources"].get_object()
    fonts = resources["/Font"].get_object() if "/Font" in resources else {}
    return {name: 2 if font.get_object()["/Subtype"] == "/Type0" else 1 for name, font in fonts.items()}


def _shows(operations: list[Operation], widths: Mapping[str, int]) -> list[tuple[int, str, int, Matrix | None]]:
    """Each operator that shows a string that is not empty: its number, font, bytes a code, and the text matrix before it."""
    found: list[tuple[int, str, int, Matrix | None]] = []
    pen = _Pen()
    for number, (operands, operator) in enumerate(operations):
        if operator in SHOWS:
            strings = operands[0] if operator == b"TJ" else operands[-1:]
            pen.before_show(operator)
            if any(isinstance(part, bytes) and part for part in strings):
                found.append((number, pen.font, widths.get(pen.font, 1), pen.matrix if pen.known else None))
            pen.known = False
        else:
            pen.move(operands, operator)
    return found


class _Pen:
    """The parts of the text state that these edits need. known: nothing was shown since the last operator that places text."""

    def __init__(self) -> None:
        self.font, self.matrix, self.leading, self.known = "", IDENTITY, 0.0, False
        self._fonts: list[str] = []

    def move(self, operands: Any, operator: bytes) -> None:
        if operator == b"Tf":
            self.font = str(operands[0])
        elif operator == b"q":
            self._fonts.append(self.font)
        elif operator == b"Q" and self._fonts:
            self.font = self._fonts.pop()
        elif operator == b"BT":
            self.matrix, self.known = IDENTITY, True
        elif operator == b"Tm":
            a, b, c, d, e, f = map(float, operands)
            self.matrix, self.known = (a, b, c, d, e, f), True
        elif operator == b"TL":
            self.leading = float(operands[0])
        elif operator in (b"Td", b"TD"):
            if operator == b"TD":
                self.leading = -float(operands[1])
            self._shift(float(operands[0]), float(operands[1]))
        elif operator == b"T*":
            self._shift(0, -self.leading)

    def before_show(self, operator: bytes) -> None:
        if operator in (b"'", b'"'):
            self._shift(0, -self.leading)

    def _shift(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self.matrix
        self.matrix, self.known = (a, b, c, d, a * x + c * y + e, b * x + d * y + f), True


def _characters(page: pypdfium2.PdfPage) -> tuple[list[Char], list[float]]:
    """The page's characters as PDFium reads them, and for each of its text objects how many points one unit of its text space is high."""
    numbers: dict[int, int] = {}
    scales: list[float] = []
    for number in range(pdfium_c.FPDFPage_CountObjects(page)):
        item = pdfium_c.FPDFPage_GetObject(page, number)
        if pdfium_c.FPDFPageObj_GetType(item) == pdfium_c.FPDF_PAGEOBJ_TEXT:
            matrix = pdfium_c.FS_MATRIX()
            pdfium_c.FPDFPageObj_GetMatrix(item, matrix)
            numbers[_address(item)] = len(scales)
            scales.append(math.hypot(matrix.c, matrix.d) or 1)
    textpage = page.get_textpage()
    place = _shown(page)
    codes: dict[int, int] = defaultdict(int)
    found: list[Char] = []
    for index in range(textpage.count_chars()):
        if pdfium_c.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        show = numbers.get(_address(pdfium_c.FPDFText_GetTextObject(textpage, index)))
        if show is None:
            continue
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium_c.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        x, y = place((left.value + right.value) / 2, (bottom.value + top.value) / 2)
        found.append(Char(chr(pdfium_c.FPDFText_GetUnicode(textpage, index)), x, y, show, codes[show]))
        codes[show] += 1
    return found, scales


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _shown(page: pypdfium2.PdfPage) -> Callable[[float, float], tuple[float, float]]:
    """From the page's own space to the page as it is shown, from its upper left corner."""
    x0, y0, x1, y1 = page.get_cropbox()
    turned = {
        0: lambda x, y: (x - x0, y1 - y),
        90: lambda x, y: (y - y0, x - x0),
        180: lambda x, y: (x1 - x, y - y0),
        270: lambda x, y: (y1 - y, x1 - x),
    }
    return turned[page.get_rotation()]
