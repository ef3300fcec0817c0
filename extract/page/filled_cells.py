"""The cells of a page with the words that stand in them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from extract.cells import Kotak
from extract.page.lattice import homes_of
from extract.page.word_lines import word_lines
from extract.page.words import Word


class FilledCells:
    """held: the words of each cell that has any, by the cell's index. free: the words of no cell."""

    def __init__(self, boxes: Sequence[Kotak], homes: Sequence[int], words: Sequence[Word]) -> None:
        """homes: for each word the index of its cell, -1 for none."""
        self.boxes = boxes
        held: dict[int, list[Word]] = defaultdict(list)
        for word, home in zip(words, homes, strict=True):
            held[home].append(word)
        self.free: Sequence[Word] = held.pop(-1, [])
        self.held: Mapping[int, list[Word]] = dict(held)
        self._lines: dict[int, list[list[Word]]] = {}

    @classmethod
    def of(cls, boxes: Sequence[Kotak], words: Sequence[Word]) -> "FilledCells":
        """Each word in the cell that holds it."""
        return cls(boxes, homes_of(boxes, words), words)

    def lines(self, cell: int) -> list[list[Word]]:
        """The words of a cell line by line."""
        found = self._lines.get(cell)
        if found is None:
            found = self._lines[cell] = word_lines(self.held[cell])
        return found
