"""Characters → words: what stands together on a line, doubled letters once, stamps apart."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from extract.cells import RAISED_DIGITS, RAISED_LETTERS, UNREADABLE, Kotak
from extract.page.characters import Characters
from extract.page.rulings import Rule, joined_lines
from extract.page.text_objects import homes_over_rules, of_two_cells, parted_at_rules, printed_twice

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_RAISED = {ord(plain): ord(raised) for plain, raised in RAISED_DIGITS.items()}
_RAISED_BEHIND_FIGURES = _RAISED | {ord(plain): ord(raised) for plain, raised in RAISED_LETTERS.items()}
_SOFT_HYPHEN = 0xAD
_CODE_BITS, _LINE_BITS, _FINE = 42, 26, 512.0
"""Above so many bits of a number stand a letter's code and its line, below them its place in parts of a point: room for 65,536 lines of 2
points and as wide a page."""
_HYPHENS = (0x2, _SOFT_HYPHEN, 0xFFFE)
"""What PDFium gives for a hyphen at a line's end."""
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


class WordLimits(Struct, frozen=True):
    """In heights of the letters where nothing else is said.

    huge: letters so many times as tall as the page's usual ones are a stamp or a watermark over the table, no cell's text. gap: a gap of
    so much parts two words that no blank parts. blank: a blank counts where the paper shows so much of it: kerned digits carry blanks
    that nobody sees. back: kerned letters stand no more over one another, and a letter that begins so much before the last one is another
    word's. ahead: narrow letters in the order of a page that stands on its head end so much before the last one, touching pieces of a
    word stand no farther apart. line: letters of one line differ less in their middles.

    Of raised marks: small: they are so much of the letter's height, raised: stand so much above its foot, beside: so near to it, and are
    alike to `alike` of their own size. Of soft hyphens: hyphen: the letter behind one stands in its line, and was moved by less than
    `moved` of its width; widths: letters of so few widths tell nothing by their width. Of letters printed twice: twice: so much aside,
    and half: less than so much of their width.

    Of rules between words: seen: a gap shows where it is so much of the letter's width; lean: a letter leans so far (points) over the
    rule. level, seam: pieces of one word differ less (points) in their middles, and the rule that parts them stands so near (points) to
    their seam.
    """

    huge: float = 2.5
    gap: float = 0.12
    blank: float = 0.06
    back: float = 0.2
    ahead: float = 0.05
    line: float = 0.55
    small: float = 0.9
    raised: float = 0.15
    beside: float = 0.3
    alike: float = 0.1
    hyphen: float = 0.5
    moved: float = 0.2
    widths: int = 4
    twice: float = 0.12
    half: float = 0.5
    seen: float = 0.04
    lean: float = 0.6
    level: float = 0.1
    seam: float = 1.0


LIMITS = WordLimits()


class Word(NamedTuple):
    """A word and its box; origin at the upper left. cell: where the text's cell is, for a word that ran out of it and is cut off.
    bacaan: as in `Cell`."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    cell: Kotak | None = None
    bacaan: tuple[str, ...] = ()

    @property
    def box(self) -> Kotak:
        return self[1:5]


def word_boxes(words: Sequence[Word]) -> Floats:
    """n × 4: x0, top, x1, bottom."""
    return np.array(list(zip(*words, strict=True))[1:5], np.float64).T if words else np.empty((0, 4))


def words_of(characters: Characters, rules: Sequence[Rule] = ()) -> list[Word]:
    """The words in the order of the page's content, UNREADABLE behind the figures of one that the page's edge cuts. rules: those between
    two touching cells part what stands in them."""
    codes, boxes, places = _without_unprinted(characters.codes, characters.boxes)
    for hyphen in _HYPHENS:
        codes[codes == hyphen] = ord("-")
    blank = blanks(codes)
    objects = characters.objects[places] if len(characters.objects) else np.zeros(len(codes), np.int64)
    once = ~_doubled(codes, boxes, blank, objects)
    printed = np.flatnonzero(~blank & once & (boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1]))
    if not len(printed):
        return []
    x0, top, x1, bottom = boxes[printed].T
    height = bottom - top
    middle = (top + bottom) / 2
    lower = np.minimum(height[:-1], height[1:])
    gap = x0[1:] - x1[:-1]
    _raise_marks(codes, printed, height, bottom, gap)
    breaks = (
        _blank_between(printed, codes, boxes, lower)
        | (gap > LIMITS.gap * np.maximum(height[:-1], height[1:]))  # the letters of a ligature have boxes of their own, lower ones
        | (np.diff(x0) < -LIMITS.back * lower)
        | (x1[1:] < x0[:-1] + LIMITS.ahead * lower)  # narrow letters in the order of a page that stands on its head
        | (np.abs(np.diff(middle)) > LIMITS.line * np.maximum(height[:-1], height[1:]))
        | (np.maximum(height[:-1], height[1:]) > LIMITS.huge * lower)
    )
    edges = joined_lines(rules, vertical=True)
    breaks |= _ruled_off(x0, x1, middle, gap, edges)
    shown = codes[printed]
    figures = (shown >= ord("0")) & (shown <= ord("9"))
    breaks |= parted_at_rules(objects[printed], x0, x1, middle, height, edges, figures)
    starts = np.concatenate(([0], np.flatnonzero(breaks) + 1))
    text = codes[printed].astype("<u4").tobytes().decode("utf-32-le", "replace")
    lefts, tops = np.minimum.reduceat(x0, starts), np.minimum.reduceat(top, starts)
    rights, bottoms = np.maximum.reduceat(x1, starts), np.maximum.reduceat(bottom, starts)
    ends = [*starts[1:].tolist(), len(printed)]
    texts = [text[a:b] for a, b in zip(starts.tolist(), ends, strict=True)]
    found = list(map(Word, texts, lefts.tolist(), tops.tolist(), rights.tolist(), bottoms.tolist()))
    boxes_of_words, texts_of_words = np.column_stack((lefts, tops, rights, bottoms)), objects[printed[starts]]
    for k, home in homes_over_rules(texts_of_words.tolist(), boxes_of_words, edges).items():
        found[k] = found[k]._replace(cell=home)
    if characters.cut:
        cells = [characters.cut.get(k) for k in places[printed[starts]].tolist()]
        found = [word._replace(cell=cell or word.cell) for word, cell in zip(found, cells, strict=True)]
    if characters.torn.any():
        torn = np.logical_or.reduceat(characters.torn[places[printed]], starts).tolist()
        found = [
            word._replace(text=word.text + UNREADABLE) if lost and any(map(str.isdigit, word.text)) else word
            for word, lost in zip(found, torn, strict=True)
        ]
    if ((codes >= 0xFB00) & (codes <= 0xFB06)).any():
        found = [word._replace(text=word.text.translate(_LIGATURES)) for word in found]
    return _joined(found, texts_of_words, boxes_of_words, edges)


def _raise_marks(codes: npt.NDArray[np.uint32], printed: npt.NDArray[np.int64], height: Floats, bottom: Floats, gap: Floats) -> None:
    """Small raised digits and brackets behind a letter or a number, and letters behind a number, get the code points of raised ones: '20'
    with a footnote 1 is not 201, with a footnote a it is a number. Changes codes."""
    small = (
        (height[1:] <= LIMITS.small * height[:-1])
        & (bottom[:-1] - bottom[1:] > LIMITS.raised * height[:-1])
        & (np.abs(gap) < LIMITS.beside * height[:-1])
    )
    for k in np.flatnonzero(small):
        base, mark = chr(codes[printed[k]]), int(k) + 1
        if not (base.isalnum() or base == "%"):
            continue
        if k and abs(gap[k - 1]) < LIMITS.beside * height[k] and height[mark] > LIMITS.small * height[k - 1]:
            continue  # as high as the letter before: the base only reaches below the line, 'Rp22'
        size = height[mark]
        raised = _RAISED if base.isalpha() else _RAISED_BEHIND_FIGURES
        while mark < len(printed) and abs(height[mark] - size) <= LIMITS.alike * size and int(codes[printed[mark]]) in raised:
            codes[printed[mark]] = raised[int(codes[printed[mark]])]
            mark += 1
            if mark < len(printed) and gap[mark - 1] > LIMITS.beside * size:
                break


def _blank_between(printed: npt.NDArray[np.int64], codes: npt.NDArray[np.uint32], boxes: Floats, lower: Floats) -> Bools:
    """True where a blank stands between a character and the next, and moves the next to the right.

    Boxes of condensed letters are wider than their place, so the way from the blank counts too; on a turned page PDFium ends lines within
    words, and places those ends before the letter.
    """
    between = np.diff(printed) > 1
    blank = np.minimum(printed[:-1] + 1, len(codes) - 1)
    left, right = boxes[printed[:-1], 0], boxes[printed[:-1], 2]
    start = np.where(boxes[blank, 0] > (left + right) / 2, np.minimum(right, boxes[blank, 0]), right)
    found: Bools = between & (boxes[printed[1:], 0] - start > LIMITS.blank * lower)
    return found


def blanks(codes: npt.NDArray[np.uint32]) -> Bools:
    """Which characters are blanks or control characters."""
    found: Bools = (codes <= 0x20) | (codes == 0x7F) | (codes == 0xA0) | ((codes >= 0x2000) & (codes <= 0x200F))
    for code in (0x202F, 0x205F, 0x3000, 0xFEFF):  # one by one: np.isin looks for a way through as many as there may be
        found |= codes == code
    return found


def _without_unprinted(codes: npt.NDArray[np.uint32], boxes: Floats) -> tuple[npt.NDArray[np.uint32], Floats, npt.NDArray[np.int64]]:
    """Codes, boxes and places of the characters without the soft hyphens that nobody sees; the letter before one takes its width."""
    unseen = _unprinted(codes, boxes)
    if unseen.any():
        boxes = boxes.copy()
        behind = np.flatnonzero(unseen)
        boxes[behind - 1, 2] = np.minimum(boxes[behind, 2], boxes[behind + 1, 0])
    places = np.flatnonzero(~unseen)
    return codes[places], boxes[places], places


def _unprinted(codes: npt.NDArray[np.uint32], boxes: Floats) -> Bools:
    """True for a soft hyphen inside a line: the letter behind it stands in its place, or it is a part of the glyph of the letter before
    it, of whose width PDFium gives each the same."""
    found: Bools = codes == _SOFT_HYPHEN
    if found.any():
        width = boxes[:, 2] - boxes[:, 0]
        moved = boxes[1:, 0] - boxes[:-1, 0]
        height = boxes[:, 3] - boxes[:, 1]  # of the letters in one glyph PDFium gives a lower one
        beside = np.abs(boxes[1:, 3] - boxes[:-1, 3]) < LIMITS.hyphen * np.maximum(height[1:], height[:-1])
        none, part = np.zeros(len(codes), bool), np.zeros(len(codes), bool)
        none[:-1] = beside & (moved < LIMITS.moved * width[:-1])
        part[1:] = (np.abs(np.diff(width)) < 0.01) & (boxes[1:, 3] == boxes[:-1, 3]) & (np.abs(boxes[1:, 0] - boxes[:-1, 2]) < 0.01)
        part[:-1] &= beside
        found &= none | (part & (len(np.unique(width.round(1))) > LIMITS.widths))
        found[[0, -1]] = False
    return found


def _doubled(codes: npt.NDArray[np.uint32], boxes: Floats, blank: Bools, objects: npt.NDArray[np.int64]) -> Bools:
    """True for a letter that is printed again on itself, a fraction of its size aside: bold by printing twice. objects: the text object
    of each character."""
    again = np.zeros(len(codes), bool)
    letters = np.flatnonzero(~blank)
    x0, middle = boxes[letters, 0], (boxes[letters, 1] + boxes[letters, 3]) / 2
    height, equal = boxes[letters, 3] - boxes[letters, 1], codes[letters]
    kinds = equal.astype(np.int64) << _CODE_BITS
    across = np.floor(x0 * _FINE).astype(np.int64)
    for shift in (0.0, 1.0):  # a pair that one raster parts stands together in the other
        # by letter, line and place, as one number: sorted three times as fast as by the three
        key = kinds + (np.floor((middle + shift) / 2).astype(np.int64) << _LINE_BITS) + across
        order = np.argsort(key, kind="stable")
        moved = np.abs(np.diff(x0[order]))
        # hardly any pair is so near: the rest is asked of those few
        pairs = np.flatnonzero((np.diff(equal[order]) == 0) & (moved < LIMITS.twice * height[order[:-1]]))
        first, second = order[pairs], order[pairs + 1]
        same = (
            (moved[pairs] < LIMITS.half * (boxes[letters[first], 2] - x0[first]))
            & (np.abs(middle[second] - middle[first]) < LIMITS.twice * height[first])
            & ~again[letters[first]]
        )
        if same.any():
            one, other = letters[first[same]], letters[second[same]]
            twice = printed_twice(objects, one, other)
            again[np.maximum(one, other)[twice]] = True
    return again


def _ruled_off(
    x0: Floats,
    x1: Floats,
    middle: Floats,
    gap: Floats,
    edges: Floats,
) -> Bools:
    """True where an upright rule stands in the gap between a character and the next: two cells whose texts nearly touch. edges: n × 3
    (at, start, end) by their places."""
    apart = np.zeros(len(gap), bool)
    if not len(edges):
        return apart
    at, start, end = edges.T
    passes = np.searchsorted(at, x1[:-1] - LIMITS.lean) < np.searchsorted(at, x0[1:] + LIMITS.lean, "right")
    visible = np.flatnonzero(passes & (gap > LIMITS.seen * (x1[:-1] - x0[:-1])))
    if not len(visible):
        return apart
    left, right, y = x1[:-1][visible, None] - LIMITS.lean, x0[1:][visible, None] + LIMITS.lean, middle[:-1][visible, None]
    apart[visible] = ((at >= left) & (at <= right) & (start <= y) & (y <= end)).any(axis=1)
    return apart


def _joined(words: list[Word], objects: npt.NDArray[np.int64], boxes: Floats, edges: Floats) -> list[Word]:
    """Pieces of one word that the content gives in another order than they stand are put together. boxes: n × 4, of the words; objects:
    the text object with which each begins.

    Only pieces that touch: every gap that parts words was decided before.
    """
    if len(words) < 2:
        return words
    x0, top, x1, bottom = boxes.T
    middle, height = (top + bottom) / 2, bottom - top
    order = np.lexsort((x0, np.round(middle, 1)))
    first, second = order[:-1], order[1:]
    touch = (
        (np.abs(middle[first] - middle[second]) < LIMITS.level)
        & (x0[second] - x1[first] < LIMITS.ahead * height[first])
        & (x0[second] - x1[first] > -LIMITS.back * height[first])  # kerned letters stand over one another
        & (np.abs(height[first] - height[second]) < LIMITS.level)
        & (second != first + 1)  # neighbours in the content were judged already
    )
    if not touch.any():
        return words
    if len(edges):
        pairs = np.flatnonzero(touch)
        ends, begins = first[pairs], second[pairs]
        figures = np.array([words[a].text[-1].isdigit() and words[b].text[0].isdigit() for a, b in zip(ends, begins, strict=True)], bool)
        touch[pairs] = ~of_two_cells(objects, ends, begins, figures, boxes, edges)
        at, start, end = edges.T
        seam = ((x1[first] + x0[second]) / 2)[:, None]
        y = middle[first][:, None]
        touch &= ~((np.abs(at - seam) < LIMITS.seam) & (start <= y) & (y <= end)).any(axis=1)
    after: dict[int, int] = {int(a): int(b) for a, b in zip(first[touch], second[touch], strict=True)}
    follows = set(after.values())
    made: list[Word] = []
    for k, word in enumerate(words):
        if k in follows:
            continue
        whole = word
        while k in after:
            k = after[k]
            piece = words[k]
            whole = Word(
                whole.text + piece.text, whole.x0, min(whole.top, piece.top), piece.x1, max(whole.bottom, piece.bottom), whole.cell
            )
        made.append(whole)
    return made
