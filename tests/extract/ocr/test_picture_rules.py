"""Angle and rules of pages drawn here: what the picture's own pixels show, before any letter is read."""

import io
import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.cells import Kotak, Turn
from extract.guess.page_rules import page_rules
from extract.ocr.agree import Agreed
from extract.ocr.deskew import skew
from extract.ocr.grid import grid_of
from extract.ocr.pages import _parted
from extract.ocr.picture import DPI, PagePicture, evenly_lit, finely_drawn, rotated
from extract.ocr.pieces import apart, hidden_cells, pieces_of, thrice
from extract.page.lattice import cells_of

SCALE = DPI / 72
COLUMNS, ROWS = (40.0, 80.0, 240.0, 300.0, 380.0), (50.0, 75.0, 100.0, 130.0, 155.0, 190.0)
TEXTS = ("1.", "Persentase obat", "79,5", "1.234.500,00")


def points(*values: float) -> list[int]:
    return [round(value * SCALE) for value in values]


def point(x: float, y: float) -> tuple[int, int]:
    return round(x * SCALE), round(y * SCALE)


def blank(width: float = 420, height: float = 240) -> Image.Image:
    return Image.new("L", point(width, height), 255)


def write_rows(page: Image.Image) -> None:
    """A text in every cell, a little in from its upper left corner."""
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size=9 * SCALE)
    for top in ROWS[:-1]:
        for x, text in zip(COLUMNS, TEXTS, strict=False):
            pen.text(point(x + 4, top + 4), text, fill=0, font=font)


def ruled(page: Image.Image, ink: int = 60, width: int = 2) -> Image.Image:
    pen = ImageDraw.Draw(page)
    for y in ROWS:
        pen.line(points(COLUMNS[0], y, COLUMNS[-1], y), fill=ink, width=width)
    for x in COLUMNS:
        pen.line(points(x, ROWS[0], x, ROWS[-1]), fill=ink, width=width)
    write_rows(page)
    return page


def picture(page: Image.Image) -> PagePicture:
    return PagePicture(np.array(page), SCALE)


def cells(page: PagePicture) -> list[Kotak]:
    return sorted(page_rules(grid_of(page).rules, [], []).boxes)


def expected() -> list[Kotak]:
    return sorted((x0, top, x1, bottom) for x0, x1 in pairwise(COLUMNS) for top, bottom in pairwise(ROWS))


def near(found: list[Kotak], wanted: list[Kotak], within: float = 1.5) -> bool:
    return len(found) == len(wanted) and bool((np.abs(np.array(found) - np.array(wanted)) <= within).all())


@pytest.mark.parametrize("degrees", [-2.0, -0.7, 0.0, 0.31, 1.9])
def test_a_page_askew_is_found_by_how_much(degrees: float) -> None:
    turned = rotated(picture(ruled(blank(600, 420))), degrees)
    assert skew(turned) == pytest.approx(-degrees, abs=0.06)


def test_an_empty_page_stands_level() -> None:
    assert skew(picture(blank())) == 0


@pytest.mark.parametrize(("ink", "width"), [(0, 4), (60, 2), (150, 2), (0, 1)])
def test_rules_thick_thin_and_grey_make_the_cells(ink: int, width: int) -> None:
    assert near(cells(picture(ruled(blank(), ink, width))), expected())


def test_rules_are_found_on_a_page_with_shadow_noise_and_a_small_angle() -> None:
    grey = np.array(ruled(blank())).astype(np.float64)
    grey *= np.linspace(1.0, 0.55, grey.shape[1])[None, :]
    grey += np.random.default_rng(7).normal(0, 6, grey.shape)
    askew = rotated(PagePicture(np.clip(grey, 0, 255).astype(np.uint8), SCALE), 0.6)
    lit = evenly_lit(askew)
    assert near(cells(rotated(lit, skew(lit))), expected(), within=3.5)


def test_dashed_rules_are_rules() -> None:
    page = blank()
    pen = ImageDraw.Draw(page)
    for y in ROWS:
        for start in range(round(COLUMNS[0] * SCALE), round(COLUMNS[-1] * SCALE), 12):
            pen.line((start, round(y * SCALE), start + 5, round(y * SCALE)), fill=0, width=2)
    for x in COLUMNS:
        pen.line(points(x, ROWS[0], x, ROWS[-1]), fill=0, width=2)
    write_rows(page)
    assert near(cells(picture(page)), expected(), within=2.5)


def test_a_black_head_is_a_row_of_cells_and_its_letters_stand_black_on_white() -> None:
    page = ruled(blank())
    pen = ImageDraw.Draw(page)
    pen.rectangle(points(COLUMNS[0], ROWS[0], COLUMNS[-1], ROWS[1]), fill=0)
    pen.text(point(COLUMNS[1] + 4, ROWS[0] + 6), "Sasaran", fill=255, font=ImageFont.load_default(size=10 * SCALE))
    grid = grid_of(picture(page))
    boxes = cells_of(grid.rules)
    assert any(box[1] == pytest.approx(ROWS[0], abs=2) and box[3] == pytest.approx(ROWS[1], abs=2) for box in boxes)
    x0, top, x1, bottom = points(COLUMNS[1] + 2, ROWS[0] + 3, COLUMNS[2] - 60, ROWS[1] - 3)
    inside = grid.picture.grey[top:bottom, x0:x1]
    assert np.median(inside) > 200 and inside.min() < 80


def test_words_make_no_rules() -> None:
    page = blank(500, 200)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size=8 * SCALE)
    for line in range(9):
        pen.text(point(30, 20 + 18 * line), "Persentase pengelolaan illilllill EEEE tttttt ffffff 1.000.000", fill=0, font=font)
    assert grid_of(picture(page)).rules == []


def test_specks_that_a_threshold_left_of_rules_are_no_rules_and_no_letters() -> None:
    """Of each rule one pixel in fifteen is left, as where a bilevel scan takes thin grey lines away."""
    page, chance = blank(), random.Random(3)
    write_rows(page)
    ImageDraw.Draw(page).text(point(60, 205), "A - Forum", fill=0, font=ImageFont.load_default(size=7 * SCALE))
    letters = [piece.box for piece in pieces_of(picture(page), [])[0]]
    pixels = page.load()
    assert pixels is not None
    for y in ROWS:
        for x in range(*points(COLUMNS[0], COLUMNS[-1])):
            if chance.random() < 1 / 15:
                pixels[x, round(y * SCALE)] = 0
    for x_points in COLUMNS:
        for y_pixel in range(*points(ROWS[0], ROWS[-1])):
            if chance.random() < 1 / 15:
                pixels[round(x_points * SCALE), y_pixel] = 0
    grid = grid_of(picture(page))
    assert grid.rules == [] and [piece.box for piece in pieces_of(grid.picture, [])[0]] == letters


def test_words_of_a_piece_stand_where_its_letters_leave_most_paper() -> None:
    page = blank()
    ImageDraw.Draw(page).text(point(60, 40), "iii WWWWWW", fill=0, font=ImageFont.load_default(size=9 * SCALE))
    (piece,), _ = pieces_of(picture(page), [(50, 30, 250, 90)])
    narrow, wide = _parted(piece, Agreed("iii WWWWWW"), SCALE)
    assert (narrow.text, wide.text) == ("iii", "WWWWWW")
    assert wide.x0 - narrow.x1 == pytest.approx(9 * 0.28, abs=1.2) and wide.x1 - wide.x0 > 5 * (narrow.x1 - narrow.x0)


def test_a_piece_knows_where_something_may_be_missing() -> None:
    """An amount whose last digit touches what was painted over, one whose first does, one under a rule, and one apart from all."""
    page, lost = blank(), np.zeros((round(240 * SCALE), round(420 * SCALE)), np.uint8)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size=9 * SCALE)
    places = [(60.0, 60.0), (60.0, 100.0), (60.0, 140.0), (60.0, 180.0)]
    for place in places:
        pen.text(point(*place), "1.234,50", fill=0, font=font)
    found, _ = pieces_of(picture(page), [])
    for piece, side in zip(sorted(found, key=lambda piece: piece.box[1]), ("end", "start", "over", ""), strict=True):
        x0, top, x1, bottom = piece.box
        rows, columns = (
            slice(top, bottom),
            {"end": slice(x1, x1 + 2), "start": slice(x0 - 2, x0), "over": slice(x0, x1), "": slice(0)}[side],
        )
        lost[slice(top - 2, top) if side == "over" else rows, columns] = 1
    found, _ = pieces_of(picture(page), [], lost)
    marks = [(piece.cut, piece.at_end) for piece in sorted(found, key=lambda piece: piece.box[1])]
    assert marks == [(True, True), (True, False), (True, False), (False, False)]


def test_numbers_of_two_columns_in_one_cell_are_apart_and_a_lone_dash_is_one() -> None:
    """The rule between the columns was lost, but for a dot of it."""
    page = blank()
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size=9 * SCALE)
    for x, text in ((70, "94,5"), (105, "94"), (125, "1 234")):
        pen.text(point(x, 40), text, fill=0, font=font)
    pen.rectangle(points(55, 45, 58, 45.7), fill=0)
    pen.rectangle(points(96, 46, 96.6, 46.6), fill=0)
    drawn = picture(page)
    (piece,), height = pieces_of(drawn, [(40, 30, 250, 90)])
    parts = apart(drawn, piece, height)
    assert [(round(part.box[0] / SCALE), part.dash) for part in parts] == [(55, True), (70, False), (105, False), (126, False)]
    assert apart(drawn, parts[1], height) == []


def test_a_number_is_shown_three_times_side_by_side() -> None:
    page = blank(60, 20)
    ImageDraw.Draw(page).text(point(20, 4), "96", fill=0, font=ImageFont.load_default(size=9 * SCALE))
    shown = thrice(np.array(page), 18)
    inked = np.flatnonzero((shown < 170).any(axis=0))
    assert np.count_nonzero(np.diff(inked) > 1) == 5, "six digits, each apart"
    empty = np.full((20, 60), 255, np.uint8)
    assert thrice(empty, 18) is empty


def test_a_mark_above_the_foot_of_the_letters_is_a_hyphen() -> None:
    page = blank()
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size=9 * SCALE)
    for top, text in ((40, "publik di masing-"), (60, "publik di masing."), (80, "publik di masing")):
        pen.text(point(60, top), text, fill=0, font=font)
    found = sorted(pieces_of(picture(page), [])[0], key=lambda piece: piece.box[1])
    assert [piece.hyphen for piece in found] == [True, False, False]


def test_a_cell_in_which_a_stamp_hides_the_figure_is_told() -> None:
    """What hangs together with the stamp is too large for letters."""
    page, cells_of_row = blank(), [(40.0, 40.0, 140.0, 80.0), (140.0, 40.0, 240.0, 80.0), (240.0, 40.0, 340.0, 80.0)]
    pen = ImageDraw.Draw(page)
    pen.text(point(50, 50), "Persentase", fill=0, font=ImageFont.load_default(size=9 * SCALE))
    pen.text(point(160, 42), "79", fill=0, font=ImageFont.load_default(size=35 * SCALE))
    pen.line(points(210, 41, 330, 41), fill=0, width=2)  # its edge passes the next cell
    drawn = picture(page)
    found, height = pieces_of(drawn, cells_of_row)
    assert {piece.cell for piece in found} == {0}
    assert hidden_cells(drawn, cells_of_row, found, height) == [cells_of_row[1]]
    assert hidden_cells(picture(blank()), cells_of_row, [], height) == []


def test_letters_of_a_cell_are_one_piece_a_line_and_a_lone_stroke_is_a_dash() -> None:
    page = blank()
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size=9 * SCALE)
    pen.text(point(60, 40), "Persentase obat", fill=0, font=font)
    pen.text(point(60, 53), "yang, memenuhi.", fill=0, font=font)
    pen.rectangle(points(300, 50, 303, 50.7), fill=0)
    found, _ = pieces_of(picture(page), [(50, 30, 250, 90), (280, 30, 330, 90)])
    assert sorted((piece.cell, piece.dash) for piece in found) == [(0, False), (0, False), (1, True)]


def test_a_box_of_a_page_that_was_levelled_stands_where_the_page_shows_it() -> None:
    page = blank()
    ImageDraw.Draw(page).rectangle(points(330, 40, 340, 46), fill=0)
    level = rotated(picture(page), 1.5)
    rows, columns = np.nonzero(level.grey < 128)
    box = (columns.min() / SCALE, rows.min() / SCALE, columns.max() / SCALE, rows.max() / SCALE)
    x0, top, x1, bottom = Turn(0, *level.size, sudut=1.5).as_shown(box)
    assert ((x0 + x1) / 2, (top + bottom) / 2) == (pytest.approx(335, abs=0.6), pytest.approx(43, abs=0.6))


@pytest.mark.parametrize(("dpi", "size", "drawn_at"), [(300, 4.5, 300), (300, 9, 200), (200, 4.5, 200)])
def test_small_letters_are_drawn_as_finely_as_they_were_scanned(tmp_path: Path, dpi: int, size: float, drawn_at: int) -> None:
    scanned = Image.new("L", (4 * dpi, 2 * dpi), 255)
    pen, font = ImageDraw.Draw(scanned), ImageFont.load_default(size=size * dpi / 72)
    for line in range(8):
        pen.text((dpi // 4, dpi // 5 * (line + 1)), "sasaran 1.234.500 rencana 87,25", fill=0, font=font)
    canvas = Canvas(str(tmp_path / "pindai.pdf"), pagesize=(4 * 72, 2 * 72))
    canvas.drawImage(ImageReader(scanned), 0, 0, 4 * 72, 2 * 72)
    canvas.save()
    with pypdfium2.PdfDocument(tmp_path / "pindai.pdf") as document:
        assert finely_drawn(document[0]).scale == pytest.approx(drawn_at / 72)


def test_words_of_small_letters_are_no_rules() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(420, 240))
    for y in ROWS:
        canvas.line(COLUMNS[0], 240 - y, COLUMNS[-1], 240 - y)
    for x in COLUMNS:
        canvas.line(x, 240 - ROWS[0], x, 240 - ROWS[-1])
    canvas.setFont("Times-Bold", 6.5)
    for top, text in zip(ROWS[:-1], ("Persentase keputusan penilaian", "sarana", "Nilai kementerian", "sasaran", "pemenuhan"), strict=True):
        canvas.drawString(84, 240 - top - 12, text)
    canvas.save()
    out.seek(0)
    with pypdfium2.PdfDocument(out) as document:
        coarse = document[0].render(scale=150 / 72, grayscale=True).to_pil()
    page = picture(coarse.resize(point(420, 240)).filter(ImageFilter.GaussianBlur(0.6)))
    assert level_rules(page) == [round(y) for y in ROWS]


def test_months_begin_in_the_open_below_their_head() -> None:
    """The shades of both cells meet without a line; a row below has its own rules."""
    page, left, months = blank(), 80.0, (110.0, 140.0, 170.0, 200.0, 230.0)
    pen = ImageDraw.Draw(page)
    pen.rectangle(points(40, 50, 300, 76), fill=215)
    for y in (50.0, 76.0, 89.0):
        pen.line(points(40, y, 300, y), fill=60, width=2)
    for x in (40.0, left, 260.0, 300.0):
        pen.line(points(x, 50, x, 89), fill=60, width=2)
    for x in months:
        pen.line(points(x, 63, x, 89), fill=60, width=2)
    found = cells(picture(page))
    head = [(40, 50, 80, 76), (80, 50, 260, 63), (260, 50, 300, 76)]
    months_boxes = [(x0, 63, x1, 76) for x0, x1 in pairwise((left, *months, 260.0))]
    row = [(x0, 76, x1, 89) for x0, x1 in pairwise((40.0, left, *months, 260.0, 300.0))]
    assert near(found, sorted([*head, *months_boxes, *row]))


def test_the_last_row_of_a_page_goes_on_behind_it() -> None:
    """Its cells end in the open; and that row's months have their rule, while the sasaran beside them reaches over to the next page."""
    page, columns = blank(), (40.0, 80.0, 140.0, 180.0, 220.0, 260.0, 300.0)
    pen = ImageDraw.Draw(page)
    for y in (50.0, 76.0):
        pen.line(points(40, y, 300, y), fill=60, width=2)
    for x in columns:
        pen.line(points(x, 50, x, 89), fill=60, width=2)
    row: list[Kotak] = [(x0, 76, x1, 89) for x0, x1 in pairwise(columns)]
    assert near([box for box in cells(picture(page)) if box[1] > 70], row)
    pen.line(points(140, 89, 300, 89), fill=60, width=2)
    assert near([box for box in cells(picture(page)) if box[1] > 70], row)


def test_dashes_in_cells_are_no_specks_of_a_rule() -> None:
    page, sides = blank(), [240 + 17.5 * n for n in range(9)]
    pen = ImageDraw.Draw(page)
    for y in ROWS:
        pen.line(points(COLUMNS[0], y, COLUMNS[-1], y), fill=60, width=3)
    for x in (*COLUMNS[:2], *sides):
        pen.line(points(x, ROWS[0], x, ROWS[-1]), fill=60, width=3)
    for top in ROWS[:-1]:
        for left, right in pairwise(sides):
            pen.line(points((left + right) / 2, top + 9, (left + right) / 2 + 1.2, top + 9), fill=40, width=2)
    grey = picture(page.filter(ImageFilter.GaussianBlur(1.0)))
    assert level_rules(grey) == [round(y) for y in ROWS]
    x, y = points((sides[0] + sides[1]) / 2 + 0.6, ROWS[0] + 9)
    assert grid_of(grey).picture.grey[y - 2 : y + 3, x - 3 : x + 4].min() < 190  # they are left for the reader


def level_rules(page: PagePicture) -> list[int]:
    """Heights in whole points."""
    return sorted({round(rule.at) for rule in grid_of(page).rules if not rule.vertical})


def upright_rules(page: PagePicture) -> list[tuple[float, float, float]]:
    return sorted((rule.at, rule.start, rule.end) for rule in grid_of(page).rules if rule.vertical)


def test_an_upright_rule_ends_at_the_level_one_below_it_where_a_letter_goes_on() -> None:
    """The stroke of a tall letter stands right under the rule of the row above, and touches the level one between them."""
    page = blank()
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size=9 * SCALE)
    for y in (50.0, 70.0, 100.0):
        pen.line(points(40, y, 300, y), fill=60, width=2)
    for x in (40.0, 300.0):
        pen.line(points(x, 50, x, 100), fill=60, width=2)
    pen.line(points(160, 50, 160, 84), fill=60, width=2)
    pen.text(point(110, 74), "Sampel pangan o", fill=0, font=font)
    assert near(
        [(at, start, end, 0) for at, start, end in upright_rules(picture(page))], [(40, 50, 100, 0), (160, 50, 70, 0), (300, 50, 100, 0)]
    )


def test_the_side_of_a_nested_table_is_a_rule_beside_the_one_around_it() -> None:
    """Two points apart, on a page that was scanned a little softly."""
    page = blank()
    pen = ImageDraw.Draw(page)
    for y in (50.0, 70.0, 130.0):
        pen.line(points(40, y, 300, y), fill=120, width=3)
    for y in (80.0, 100.0, 120.0):
        pen.line(points(42, y, 280, y), fill=120, width=3)
    for x, top, bottom in ((40.0, 50, 130), (42.0, 80, 120), (170.0, 80, 120), (280.0, 80, 120), (300.0, 50, 130)):
        pen.line(points(x, top, x, bottom), fill=120, width=3)
    found: list[Kotak] = [(at, start, end, 0) for at, start, end in upright_rules(picture(page.filter(ImageFilter.GaussianBlur(1.0))))]
    assert near(found, [(40, 50, 130, 0), (42, 80, 120, 0), (170, 80, 120, 0), (280, 80, 120, 0), (300, 50, 130, 0)], within=1)
