"""A text in pieces, as cells and pages part it."""

from collections.abc import Sequence

from msgspec import Struct, field


class Teks(Struct):
    """A text in pieces; bagian is the part (page) of the table that each piece stands on."""

    pieces: list[str] = field(default_factory=list)
    bagian: list[int] = field(default_factory=list)

    def add(self, lines: Sequence[str], bagian: int) -> None:
        """Appends the printed lines of one cell. Lines that the page's end cut through, and that a browser prints on both pages,
        are taken once."""
        lines = lines[self._printed_twice(lines, bagian) :]
        self.pieces.extend(lines)
        self.bagian.extend([bagian] * len(lines))

    def _printed_twice(self, lines: Sequence[str], bagian: int) -> int:
        """How many of the lines repeat the last ones of the page before."""
        if not self.bagian or self.bagian[-1] == bagian:
            return 0
        before = [piece for piece, part in zip(self.pieces, self.bagian, strict=True) if part == self.bagian[-1]]
        return next((n for n in range(min(len(before), len(lines)), 0, -1) if before[-n:] == list(lines[:n])), 0)

    @property
    def broken(self) -> bool:
        """True where a page break runs through the text."""
        return len(set(self.bagian)) > 1

    @property
    def raw(self) -> str:
        """The pieces with single blanks between."""
        return " ".join(self.pieces)
