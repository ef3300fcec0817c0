"""One page through pdfplumber, characters and all: the second opinion where the first reader's figures do not add up."""

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pdfplumber
from pdfplumber.table import TableFinder
from pdfplumber.utils.text import dedupe_chars, extract_words

from extract.cells import Kotak
from extract.guess.body_rows import with_whole_figures
from extract.guess.page_rules import page_rules
from extract.page.page_tables import PageReading, page_reading
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule, frame_of_box, rule_of_box
from extract.page.words import LIMITS as WORDS
from extract.page.words import Word

READER = "pdfplumber"


def read_pages(path: Path, halaman: list[int]) -> dict[int, PageReading]:
    """Page number (from 1) → what it holds; pages that pdfplumber does not find are left out."""
    read: dict[int, PageReading] = {}
    with pdfplumber.open(path) as pdf:
        for number in halaman:
            if number <= len(pdf.pages):
                page = pdf.pages[number - 1]
                words = words_of(page)
                rules = page_rules(drawn_rules(page), filled_areas(page), words)
                read[number] = with_whole_figures(page_reading(cell_boxes(page, rules.all), words, number, READER, rules))
                page.close()  # pdfplumber keeps some 5 MB a page otherwise
    return read


def words_of(page: Any) -> list[Word]:
    """The page's words as a person sees them (crop box); doubled text once, white space out."""
    chars = [c for c in dedupe_chars(_Placed(page.chars), tolerance=0.5) if _level(c)]
    usual = WORDS.huge * median(c["size"] for c in chars) if chars else 0.0
    # A stamp's letters are put together apart, else they break the words that they stand over.
    words: list[dict[str, Any]] = []
    for group in ([c for c in chars if c["size"] <= usual], [c for c in chars if c["size"] > usual]):
        words += extract_words(group, x_tolerance_ratio=0.25, y_tolerance=2, keep_blank_chars=False)
    left, top, right, bottom = page.cropbox
    seen = [w for w in words if left <= (w["x0"] + w["x1"]) / 2 <= right and top <= (w["top"] + w["bottom"]) / 2 <= bottom]
    return [Word(w["text"], w["x0"] - left, w["top"] - top, w["x1"] - left, w["bottom"] - top) for w in seen]


class _Placed(list[dict[str, Any]]):
    """Characters that know where they stand: pdfplumber puts what it keeps in order again by looking for each among all of them."""

    def __init__(self, chars: Sequence[dict[str, Any]]) -> None:
        super().__init__(chars)
        self._places = {id(char): place for place, char in enumerate(chars)}

    def index(self, char: dict[str, Any], *_: Any) -> int:
        """As of a list that holds nothing twice."""
        return self._places[id(char)]


def _level(char: dict[str, Any]) -> bool:
    """True for text that runs level: watermarks across the page and text on its side belong to no cell. Slanted letters lean by
    the matrix's third number, a turned line shows in the second."""
    a, b = char["matrix"][:2]
    return bool(char["upright"]) and abs(b) <= 0.1 * abs(a)


def drawn_rules(page: Any) -> list[Rule]:
    """The page's rules: drawn lines, thin filled rectangles and the frames of stroked ones; shading is not a rule."""
    rules: list[Rule] = []
    for line in page.lines:
        rule = rule_of_box(line["x0"], line["top"], line["x1"], line["bottom"])
        if rule:
            rules.append(rule)
    for rect in page.rects:
        box = (rect["x0"], rect["top"], rect["x1"], rect["bottom"])
        rule = rule_of_box(*box)
        if rule:
            rules.append(rule)
        elif rect["stroke"] and rect["width"] > RULING.thin and rect["height"] > RULING.thin:
            rules.extend(frame_of_box(*box))
    for curve in page.curves:
        # Some writers draw a cell's frame as one closed path of four corners.
        corners = {(round(x, 1), round(y, 1)) for x, y in curve["pts"]}
        if curve["stroke"] and len(corners) == 4 and len({x for x, _ in corners}) == 2 and len({y for _, y in corners}) == 2:
            rules.extend(frame_of_box(curve["x0"], curve["top"], curve["x1"], curve["bottom"]))
    left, top = page.cropbox[:2]
    return [
        r._replace(
            at=r.at - (left if r.vertical else top),
            start=r.start - (top if r.vertical else left),
            end=r.end - (top if r.vertical else left),
        )
        for r in rules
    ]


def filled_areas(page: Any) -> list[Kotak]:
    left, top = page.cropbox[:2]
    return [(r["x0"] - left, r["top"] - top, r["x1"] - left, r["bottom"] - top) for r in page.rects if r["fill"]]


def cell_boxes(page: Any, rules: Sequence[Rule]) -> list[Kotak]:
    """The boxes of all cells on the page, nested ones too."""
    vertical = [_edge(r) for r in rules if r.vertical]
    horizontal = [_edge(r) for r in rules if not r.vertical]
    if len(vertical) < 2 or len(horizontal) < 2:
        return []
    settings = {
        "vertical_strategy": "explicit",
        "horizontal_strategy": "explicit",
        "explicit_vertical_lines": vertical,
        "explicit_horizontal_lines": horizontal,
        "snap_tolerance": 0.01,
        "join_tolerance": 0.01,
        "edge_min_length": 1,
        "intersection_tolerance": 2,
    }
    return [(float(x0), float(y0), float(x1), float(y1)) for x0, y0, x1, y1 in TableFinder(page, settings).cells]


def _edge(rule: Rule) -> dict[str, Any]:
    """The rule in pdfplumber's form."""
    if rule.vertical:
        return {
            "object_type": "line",
            "orientation": "v",
            "x0": rule.at,
            "x1": rule.at,
            "top": rule.start,
            "bottom": rule.end,
            "width": 0,
            "height": rule.end - rule.start,
        }
    return {
        "object_type": "line",
        "orientation": "h",
        "x0": rule.start,
        "x1": rule.end,
        "top": rule.at,
        "bottom": rule.at,
        "width": rule.end - rule.start,
        "height": 0,
    }
