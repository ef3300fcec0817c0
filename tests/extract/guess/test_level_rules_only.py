"""Columns and ends of tables that have level rules and nothing else; letters are 8 points high and 4 wide."""

from itertools import pairwise

import pytest

from extract.guess.level_rules_only import end_rules, gap_columns
from extract.guess.page_rules import page_rules
from extract.guess.words_by_place import Page
from extract.page.rulings import Rule
from tests.extract.guess.test_guessed_columns import HEAD, XS, cells, expected, level, phrase, table_words
from tests.extract.lembar import Lembar


@pytest.mark.parametrize(("gap", "ends"), [(6.0, [80.0]), (9.0, [])])
def test_a_last_row_without_a_rule_follows_within_a_line(gap: float, ends: list[float]) -> None:
    """What stands farther below the last rule is not the table's."""
    found = end_rules(level(10, 25, 45, 65), Page([*HEAD, *table_words([30, 50, 65 + gap])]))
    assert [rule.at for rule in found] == ends


@pytest.mark.parametrize(
    ("line", "text"), [(80.0, "pangan olahan"), (90.0, "pangan olahan"), (80.0, "pangan olahan yang aman dan bermutu di provinsi")]
)
def test_a_last_row_without_a_rule_is_a_row_below_a_ruled_head_too(line: float, text: str) -> None:
    """Its name goes on in the next line, below where it begins; a note below the table stands farther away or runs on over the figures."""
    drawn = [*level(10, 25, 45, 65), *(Rule(True, x, 10, 25) for x in XS)]
    words = [*HEAD, *table_words([30, 50, 70]), *phrase(text, 64, line)]
    made = cells(page_rules(drawn, [], words), words)
    last = expected(3)[-1]
    goes_on = line == 80 and len(text) < 20
    assert made[0][-1] == ([last[0], f"{last[1]} {text}", *last[2:]] if goes_on else last)


def test_below_a_ruled_head_no_end_is_seen_where_the_table_goes_on_with_rules_of_another_width() -> None:
    """Those of a sasaran reach from side to side, those of its indicators from the second column."""
    drawn = [*level(10, 25, 45, 65), *level(85, 105, start=60), *(Rule(True, x, 10, 25) for x in XS)]
    words = [*HEAD, *table_words([30, 50, 70, 90])]
    assert end_rules(drawn, Page(words)) == []


@pytest.mark.parametrize(("below", "ends"), [(8.0, []), (18.0, [79.0])])
def test_the_rows_of_a_cell_end_at_the_rule_of_the_larger_table(below: float, ends: list[float]) -> None:
    """A wider rule farther below begins another table."""
    drawn = [*level(10, 25, 45, 65, start=60), *level(85 + below, end=400)]
    words = [word for word in (*HEAD, *table_words([30, 50, 70])) if word.x0 >= 60]
    assert [rule.at for rule in end_rules(drawn, Page(words))] == ends


@pytest.mark.parametrize(("gap", "columns"), [(5.0, 2), (4.0, 1)])
def test_columns_of_words_stand_farther_apart_than_words(gap: float, columns: int) -> None:
    """Blanks of two rows may stand one above the other."""
    words = []
    for n, (town, office) in enumerate((("Ambon", "Balai POM"), ("Sofifi", "Loka POM"))):
        y = 14 + 20 * n
        words += [*phrase(town, 34, y), *phrase(office, 150, y), *phrase("Maluku", 184 + gap, y)]
    found = gap_columns(level(10, 30, 50), Page(words))
    assert len({rule.at for rule in found if rule.vertical and 30 < rule.at < 340}) == columns


@pytest.mark.parametrize(("rows", "own"), [(1, True), (0, False)])
def test_a_text_over_the_columns_of_a_body_is_a_row_of_its_own(rows: int, own: bool) -> None:
    """A group's head runs over three columns; the rows above and below keep theirs. Three rows of figures show that lines are rows."""
    group = phrase("Sasaran kedua: obat dan makanan yang aman dan bermutu di provinsi", 34, 70)
    words = [*HEAD, *table_words([30, 50]), *group, *table_words([90.0, 110.0][:rows], 3)]
    over = " ".join(word.text for word in group)
    body = [*expected(2), [over, ""], *([str(n + 3), *row[1:]] for n, row in enumerate(expected(rows)))]
    made = cells(page_rules(level(10, 25, 90 + 20 * rows), [], words), words)
    assert (made == [[["No", "Indikator Kinerja", "Target", "Realisasi"], *body]]) is own


def test_a_table_is_as_wide_as_its_own_rules() -> None:
    """A line over the page, a little longer, is no side of it."""
    words = [*(word._replace(top=word.top + 60, bottom=word.bottom + 60) for word in HEAD), *table_words([90, 110, 130])]
    rules = page_rules([*level(20, start=28.2, end=342.8), *level(70, 85, 150)], [], words)
    assert [row[1:] for row in cells(rules, words)[0]] == [["Indikator Kinerja", "Target", "Realisasi"], *(row[1:] for row in expected(3))]


@pytest.mark.parametrize("other", [False, True])
@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_the_last_row_of_a_striped_table_may_be_one_without_a_fill(count: int, other: bool) -> None:
    """Every other row is filled, cell by cell, and nothing is ruled; below the last fill stands one row more, or prose. Another table
    farther down is no part of it."""
    page, xs = Lembar(), (20, 40, 220, 300, 380)
    names = ["No", "Indikator Kinerja", "Target", "Realisasi"]
    rows = [names, *([f"{n}", f"Persentase obat ke-{n}", f"9{n}.1", f"8{n}.2"] for n in range(1, count))]
    ys = [20.0 + 14 * n for n in range(len(rows) + 1)]
    for n in range(0, len(rows), 2):
        for left, right in pairwise(xs):
            page.fill(left, ys[n], right, ys[n + 1])
    page.cells(xs, ys, rows, figures=2)
    page.text(20, ys[-1] + 20, "Realisasi sebesar 92,15% dari target 90% menunjukkan capaian 102,39%.")
    if other:
        page.grid((20, 200, 360), (200, 214, 228))
        page.cells((20, 200, 360), (200, 214, 228), [["Nama", "Jumlah"], ["Apoteker", "12"]])
    first = page.read().blocks[0]
    assert [[cell.text for cell in row.cells] for row in first.rows] == rows


@pytest.mark.parametrize("count", [1, 2])
def test_one_text_over_all_columns_is_a_row_below_a_row(count: int) -> None:
    """'Tahun 2022' between two rules parted the table, and what stood below had no head."""
    tops: list[float] = [30, 66]
    words = [*HEAD, *table_words(tops[:count]), *phrase("Tahun 2022", 34, 49)]
    made = cells(page_rules(level(10, 25, 45, 61, 81)[: 3 + count], [], words), words)
    rows = expected(count)
    assert made == [[["No", "Indikator Kinerja", "Target", "Realisasi"], rows[0], ["Tahun 2022"], *rows[1:]]]


@pytest.mark.parametrize("height", [15.0, 40.0])
def test_a_text_that_stands_free_between_two_rules_is_no_row(height: float) -> None:
    """A title between two tables has blanks around it."""
    low = 65 + height
    words = [*HEAD, *table_words([30, 50]), *phrase("Menurut sasaran", 34, 65 + height / 2 - 4), *table_words([low + 5, low + 25], 3)]
    made = cells(page_rules(level(10, 25, 45, 65, low, low + 20, low + 40), [], words), words)
    assert (len(made) == 1) is (height < 20)
