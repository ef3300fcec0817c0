"""One page through pdfplumber: its ruled tables as rows of cells, and the lines of text outside them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from pdfplumber.table import TableFinder
from pdfplumber.utils.text import extract_words

from extract.cells import Block, Cell, Kotak, Line, PrintedRow
from extract.rulings import THIN, Rule, closing_rules, column_rules, frame_of_box, merge_rules, rule_of_box

Word = dict[str, Any]
READER = "pdfplumber"
HUGE = 2.5
"""Letters so many times as tall as the page's usual ones are a stamp or a watermark over the table, no cell's text."""
ROW_SNAP = 2.0
"""Cells whose tops differ by less stand in one row (points)."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page. sebelum: for each block, how many of the page's lines stand above its top."""

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    sebelum: tuple[int, ...]


def read_page(page: Any, halaman: int) -> PageReading:
    """The page's blocks, top to bottom, and its lines outside them. page: a pdfplumber page; the caller closes it."""
    return page_reading(cell_boxes(page), words_of(page), halaman, READER)


def page_reading(boxes: Sequence[Kotak], words: Sequence[Word], halaman: int, pembaca: str) -> PageReading:
    """Boxes and words of one page put together."""
    blocks, rest = blocks_of(boxes, words, halaman, pembaca)
    lines = lines_of(rest, halaman)
    tops = [min(cell.bbox[1] for row in block.rows for cell in row.cells if cell.bbox) for block in blocks]
    return PageReading(tuple(blocks), tuple(line for _, line in lines), tuple(sum(y < top for y, _ in lines) for top in tops))


def words_of(page: Any) -> list[Word]:
    """The page's words as a person sees them (crop box), each with x0, top, x1, bottom; doubled text once, white space out."""
    chars = [c for c in page.dedupe_chars(tolerance=0.5).chars if _level(c)]
    usual = HUGE * median(c["size"] for c in chars) if chars else 0.0
    # A stamp's letters are put together apart, else they break the words that they stand over.
    words: list[Word] = []
    for group in ([c for c in chars if c["size"] <= usual], [c for c in chars if c["size"] > usual]):
        words += extract_words(group, x_tolerance_ratio=0.25, y_tolerance=2, keep_blank_chars=False)
    left, top, right, bottom = page.cropbox
    seen = [w for w in words if left <= (w["x0"] + w["x1"]) / 2 <= right and top <= (w["top"] + w["bottom"]) / 2 <= bottom]
    return [{**w, "x0": w["x0"] - left, "x1": w["x1"] - left, "top": w["top"] - top, "bottom": w["bottom"] - top} for w in seen]


def _level(char: Word) -> bool:
    """True for text that runs level: watermarks across the page and text on its side belong to no cell. Slanted letters lean by
    the matrix's third number, a turned line shows in the second."""
    a, b = char["matrix"][:2]
    return bool(char["upright"]) and abs(b) <= 0.1 * abs(a)


def rules_of(page: Any) -> list[Rule]:
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
        elif rect["stroke"] and rect["width"] > THIN and rect["height"] > THIN:
            rules.extend(frame_of_box(*box))
    for curve in page.curves:
        # Some writers draw a cell's frame as one closed path of four corners.
        corners = {(round(x, 1), round(y, 1)) for x, y in curve["pts"]}
        if curve["stroke"] and len(corners) == 4 and len({x for x, _ in corners}) == 2 and len({y for _, y in corners}) == 2:
            rules.extend(frame_of_box(curve["x0"], curve["top"], curve["x1"], curve["bottom"]))
    merged = merge_rules(rules)
    merged = merge_rules([*merged, *column_rules(merged)])
    return merge_rules([*merged, *closing_rules(merged)])


def cell_boxes(page: Any) -> list[Kotak]:
    """The boxes of all cells on the page, nested ones too."""
    rules = rules_of(page)
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
    left, top = page.cropbox[:2]
    return [(x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in TableFinder(page, settings).cells]


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


def blocks_of(boxes: Sequence[Kotak], words: Sequence[Word], halaman: int, pembaca: str) -> tuple[list[Block], list[Word]]:
    """Words put into their cells, cells into rows, rows into blocks; the words of no cell come back.

    A word belongs to the smallest cell that holds its middle, so the words of a nested table do not count for the cell around it.
    """
    held: dict[int, list[Word]] = defaultdict(list)
    rest: list[Word] = []
    stamps: list[Word] = []
    by_area = sorted(range(len(boxes)), key=lambda i: (_area(boxes[i]), boxes[i]))
    huge = HUGE * median([word["bottom"] - word["top"] for word in words]) if words else 0.0
    for word in words:
        x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
        if word["bottom"] - word["top"] > huge:
            stamps.append(word)
            continue
        home = next((i for i in by_area if boxes[i][0] <= x <= boxes[i][2] and boxes[i][1] <= y <= boxes[i][3]), None)
        if home is None:
            rest.append(word)
        else:
            held[home].append(word)
    rest = [*_overflow(boxes, held, rest), *stamps]
    blocks: list[Block] = []
    for group in _areas(boxes):
        # One box around text is a frame, not a table; it stays text.
        if len(group) < 2:
            rest.extend(word for i in group for word in held[i])
            continue
        rows = _rows(group, boxes, held, halaman)
        if any(cell.lines for row in rows for cell in row.cells):
            blocks.append(Block(rows, pembaca, halaman))
    return blocks, rest


def _overflow(boxes: Sequence[Kotak], held: dict[int, list[Word]], rest: Sequence[Word]) -> list[Word]:
    """Gives cells the words that ran over their lower end; the others come back.

    A browser that breaks a page inside a spanning cell closes the cell's rules before its text ends: the next line of
    the same column, less than a line below, still belongs to it.
    """
    free = []
    for word in sorted(rest, key=lambda w: (w["top"], w["x0"])):
        height = word["bottom"] - word["top"]
        for i, words in held.items():
            box = boxes[i]
            inside = box[0] - 1 <= word["x0"] and word["x1"] <= box[2] + 1 and abs(word["top"] - box[3]) < 4 * height
            if inside and -0.5 * height < word["top"] - max(w["bottom"] for w in words) < 0.8 * height:
                words.append(word)
                break
            if inside and any(abs(word["top"] - w["top"]) < 1 for w in words):
                words.append(word)
                break
        else:
            free.append(word)
    return free


def _area(box: Kotak) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _areas(boxes: Sequence[Kotak]) -> list[list[int]]:
    """Cells grouped to tables: those that touch, overlap or hold one another; top to bottom."""
    groups: list[tuple[list[int], Kotak]] = []
    for i in sorted(range(len(boxes)), key=lambda i: -_area(boxes[i])):
        members, frame = [i], boxes[i]
        changed = True
        while changed:
            changed = False
            for other in list(groups):
                if _touch(frame, other[1]):
                    groups.remove(other)
                    members += other[0]
                    frame = (min(frame[0], other[1][0]), min(frame[1], other[1][1]), max(frame[2], other[1][2]), max(frame[3], other[1][3]))
                    changed = True
        groups.append((members, frame))
    return [members for members, _ in sorted(groups, key=lambda g: (g[1][1], g[1][0]))]


def _touch(a: Kotak, b: Kotak) -> bool:
    return a[0] <= b[2] + 1 and b[0] <= a[2] + 1 and a[1] <= b[3] + 1 and b[1] <= a[3] + 1


def _rows(group: Sequence[int], boxes: Sequence[Kotak], held: dict[int, list[Word]], halaman: int) -> tuple[PrintedRow, ...]:
    """The group's cells by their tops: a cell that spans rows stands in the first of them."""
    edges = sorted({round(boxes[i][0]) for i in group} | {round(boxes[i][2]) for i in group})
    rows: list[list[int]] = []
    for i in sorted(group, key=lambda i: (boxes[i][1], boxes[i][0])):
        if rows and boxes[i][1] - boxes[rows[-1][0]][1] < ROW_SNAP:
            rows[-1].append(i)
        else:
            rows.append([i])
    printed = []
    for row in rows:
        cells = []
        for i in sorted(row, key=lambda i: boxes[i][0]):
            box = boxes[i]
            start = edges.index(round(box[0]))
            span = max(1, edges.index(round(box[2])) - start)
            kotak = (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
            cells.append(Cell(text_lines(held[i]), start, span, halaman=halaman, bbox=kotak))
        printed.append(PrintedRow(tuple(cells)))
    return tuple(printed)


def text_lines(words: Sequence[Word]) -> tuple[str, ...]:
    """Words as printed lines, top to bottom, left to right."""
    return tuple(_text(line) for line in _line_groups(words))


def _text(line: Sequence[Word]) -> str:
    return " ".join(w["text"] for w in sorted(line, key=lambda w: w["x0"]))


def _line_groups(words: Sequence[Word]) -> list[list[Word]]:
    """Words whose middle lies in the first word's height stand on its line."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w["top"] + w["bottom"]) / 2, w["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if lines and lines[-1][0]["top"] < middle < lines[-1][0]["bottom"]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def lines_of(words: Sequence[Word], halaman: int) -> list[tuple[float, Line]]:
    """The words outside tables as lines of text, each with its top."""
    return [(line[0]["top"], Line(_text(line), halaman=halaman)) for line in _line_groups(words)]
