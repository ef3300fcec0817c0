"""Rows that no rule parts: the numbers at the head of their lines tell them."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import regex

from extract.cells import Kotak
from extract.page.rulings import Rule
from extract.page.words import Word

# '1' '12.' '3)' at the beginning of a row.
ENUMERATOR = regex.compile(r"(\d{1,3})[.)]?")
# '-' '94' '1.234.567,00' '77,5%' 'Rp12.000': what stands in a column of figures.
FIGURE = regex.compile(r"(?:rp\.?)?[\d.,]*\d[\d.,]*%?|[-–]", regex.IGNORECASE)
SAME_EDGE = 2.0
Line = list[Word]


def row_rules(boxes: Sequence[Kotak], homes: Sequence[int], words: Sequence[Word]) -> list[Rule]:
    """Level rules that part the rows of cells which hold several.

    Cells of one printed row of which one has lines numbered 1, 2, 3 … (or on from any number), and two others (one, where there are no
    more) hold one figure for each. A row ends where the distance to the next line is widest. homes: for each word the index of
    its cell, -1 for none.
    """
    numbers: dict[int, int] = defaultdict(int)
    held: dict[int, list[Word]] = defaultdict(list)
    for word, home in zip(words, homes, strict=True):
        if home >= 0:
            held[home].append(word)
            numbers[home] += ENUMERATOR.fullmatch(word.text) is not None
    if not any(count > 1 for count in numbers.values()):
        return []
    rows: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i in held:
        rows[round(boxes[i][1] / SAME_EDGE), round(boxes[i][3] / SAME_EDGE)].append(i)
    found: list[Rule] = []
    for members in rows.values():
        for leader in sorted((i for i in members if numbers[i] > 1), key=lambda i: boxes[i][0]):
            right = [i for i in members if boxes[i][0] > boxes[leader][0]]
            cuts = _cuts(held[leader], [held[i] for i in right])
            if cuts:
                edge = max(boxes[i][2] for i in members)
                found.extend(Rule(False, y, boxes[leader][0], edge) for y in cuts)
                break
    return found


def _cuts(leader: Sequence[Word], others: Sequence[Sequence[Word]]) -> list[float]:
    """Heights at which the rows part; [] where the lines are no rows."""
    heads = [line[0] for line in _lines(leader) if ENUMERATOR.fullmatch(line[0].text)]
    counts = [int(regex.sub(r"\D", "", head.text)) for head in heads]
    if len(heads) < 2 or any(b != a + 1 for a, b in pairwise(counts)):
        return []
    everything = _lines([*leader, *(word for cell in others for word in cell)])
    cuts = []
    for above, below in pairwise(heads):
        between = [line for line in everything if _middle(above) <= _middle(line[0]) + 2 and _middle(line[0]) - 2 <= _middle(below)]
        gaps = [(min(w.top for w in lower) - max(w.bottom for w in upper), n) for n, (upper, lower) in enumerate(pairwise(between))]
        if not gaps:
            return []
        # Where all lines stand equally close, the row begins with its number.
        widest = max(gap for gap, _ in gaps)
        n = max(n for gap, n in gaps if gap >= widest - 0.5)
        cuts.append((max(w.bottom for w in between[n]) + min(w.top for w in between[n + 1])) / 2)
    wanted = len(heads)
    figured = sum(_one_each(cell, cuts, wanted) for cell in others)
    return cuts if figured >= min(2, max(1, len(others) - 1)) else []


def _one_each(cell: Sequence[Word], cuts: Sequence[float], rows: int) -> bool:
    """True for a cell that holds nothing but one figure in each row."""
    lines = _lines(cell)
    if len(lines) != rows or not all(len(line) <= 2 and FIGURE.fullmatch("".join(w.text for w in line)) for line in lines):
        return False
    return [sum(_middle(line[0]) > cut for cut in cuts) for line in lines] == list(range(rows))


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _lines(words: Sequence[Word]) -> list[Line]:
    lines: list[Line] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom, w.x0)):
        if lines and lines[-1][0].top < _middle(word) < lines[-1][0].bottom:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.x0) for line in lines]
