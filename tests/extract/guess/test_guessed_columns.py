"""Columns and rows that nobody drew."""

from itertools import pairwise

import pytest

from extract.guess.carried_columns import carried_columns
from extract.guess.guessed_heads import without_crossed
from extract.guess.joints import joint_rules
from extract.guess.page_rules import page_rules
from extract.guess.words_by_place import Page, crossed
from extract.page.grid_rules import GUESSED_COLUMNS, GUESSED_ROWS, PageRules
from extract.page.lattice import homes_of
from extract.page.page_tables import page_reading
from extract.page.rulings import Rule, frame_of_box, merge_rules
from extract.page.words import Word

XS = (30.0, 60.0, 220.0, 280.0, 340.0)
NAMES = ("Persentase obat yang memenuhi", "Indeks pelayanan publik tahun", "Jumlah desa pangan aman di", "Nilai kinerja anggaran kantor")


def word(text: str, x: float, y: float) -> Word:
    """8 points high, 4 points a letter."""
    return Word(text, x, y, x + 4 * len(text), y + 8)


def phrase(text: str, x: float, y: float) -> list[Word]:
    found = []
    for part in text.split():
        found.append(word(part, x, y))
        x = found[-1].x1 + 2
    return found


def table_words(tops: list[float], first: int = 1) -> list[Word]:
    """A row a top: number, name, two figures."""
    found = []
    for n, y in enumerate(tops):
        found += [word(str(n + first), 34, y), *phrase(NAMES[n % 4], 64, y), word("97,5", 236, y), word("100", 300, y)]
    return found


HEAD = [word("No", 34, 12), *phrase("Indikator Kinerja", 100, 12), word("Target", 232, 12), word("Realisasi", 292, 12)]


def cells(rules: PageRules, words: list[Word]) -> list[list[list[str]]]:
    reading = page_reading(rules.boxes, words, 1, "uji", rules)
    return [[[cell.text for cell in row.cells] for row in block.rows] for block in reading.blocks]


def expected(count: int) -> list[list[str]]:
    return [[str(n + 1), NAMES[n % 4], "97,5", "100"] for n in range(count)]


def level(*ys: float, start: float = 30, end: float = 340) -> list[Rule]:
    return [Rule(False, y, start, end) for y in ys]


def test_the_columns_of_a_ruled_head_hold_below_it() -> None:
    drawn = [*level(10, 25, 45, 65, 85), *(Rule(True, x, 10, 25) for x in XS)]
    words = [*HEAD, *table_words([30, 50, 70])]
    rules = page_rules(drawn, [], words)
    assert cells(rules, words) == [[["No", "Indikator Kinerja", "Target", "Realisasi"], *expected(3)]]
    flags = [row.bendera for row in page_reading(rules.boxes, words, 1, "uji", rules).blocks[0].rows]
    assert flags == [(), *[(GUESSED_COLUMNS,)] * 3], "the head is as drawn"


def test_level_rules_drawn_cell_by_cell_show_the_columns() -> None:
    drawn = [Rule(False, y, a, b) for y in (10, 25, 45, 65, 85) for a, b in pairwise(XS)]
    words = [*HEAD, *table_words([30, 50, 70])]
    assert cells(page_rules(drawn, [], words), words)[0][1:] == expected(3)


def test_the_rest_of_a_name_below_a_head_that_is_printed_again_has_the_row_s_own_columns() -> None:
    nested = (30.0, 90.0, 280.0, 340.0)

    def pieces(y: float, edges: tuple[float, ...]) -> list[Rule]:
        return [Rule(False, y, a, b) for a, b in pairwise(edges)]

    drawn = [*pieces(10, XS), *pieces(25, XS), *pieces(45, XS), *pieces(45, nested), *pieces(65, nested), *pieces(85, nested)]
    drawn += [Rule(True, x, 10, 25) for x in XS]
    words = [
        *HEAD,
        word("Pengawasan", 64, 30),
        *phrase("1", 34, 50),
        *phrase("Keputusan hasil pemeriksaan sarana", 94, 50),
        word("5.000", 300, 50),
    ]
    words += [*phrase("2", 34, 70), *phrase("Sampel obat dan makanan diuji", 94, 70), word("7.000", 300, 70)]
    assert cells(page_rules(drawn, [], words), words)[0][1:] == [
        ["", "Pengawasan", "", ""],
        ["1", "Keputusan hasil pemeriksaan sarana", "5.000"],
        ["2", "Sampel obat dan makanan diuji", "7.000"],
    ]


@pytest.mark.parametrize("begin", [160.0, 163.2])
def test_a_column_is_where_the_level_rules_beside_a_merged_name_begin(begin: float) -> None:
    """In a scan they begin a little farther on than the rule of the head ends."""
    drawn = [*level(10, 25, 65, 105, end=480), *level(45, 85, start=begin, end=480)]
    drawn += [Rule(True, x, 11, 24.5) for x in (30.0, 54.0, 160.0, 300.0, 330.0, 360.0, 390.0, 420.0, 480.0)]
    words = [word("No", 36, 12), word("Sasaran", 90, 12), word("Indikator", 210, 12), word("Anggaran", 434, 12)]
    words += [word(f"B0{n}", 280 + 30 * n, 12) for n in (1, 2, 3, 4)]
    for n, top in enumerate((28, 48, 68, 88), 1):
        words += [word(str(n), 166, top), *phrase(NAMES[n - 1], 186, top), *(word(f"4{n}", 282 + 30 * k, top) for k in (1, 2, 3, 4))]
        words += [word("162.210.400", 434, top)]
    for n, top in enumerate((28, 68), 1):
        words += [word(f"{n}.", 36, top), *phrase("Terwujudnya obat dan", 76, top), *phrase("makanan yang aman", 76, top + 9)]
    rules = page_rules(drawn, [], words)
    assert {box[0] for box in rules.boxes if 155 < box[0] < 170 and box[1] > 25} == {begin}
    rows = cells(rules, words)[0]
    assert [row[-7:] for row in rows[1:]] == [[str(n), NAMES[n - 1], *[f"4{n}"] * 4, "162.210.400"] for n in (1, 2, 3, 4)]
    assert [row[:2] for row in rows[1::2]] == [[f"{n}.", "Terwujudnya obat dan makanan yang aman"] for n in (1, 2)]


def test_columns_by_the_gaps_between_words() -> None:
    words = [*HEAD, *table_words([30, 50, 70, 90])]
    rules = page_rules(level(10, 25, 45, 65, 85, 105), [], words)
    assert cells(rules, words) == [[["No", "Indikator Kinerja", "Target", "Realisasi"], *expected(4)]]


def test_running_text_between_lines_is_no_table() -> None:
    words = [w for n in range(12) for w in phrase("Laporan ini memuat gambaran tingkat keberhasilan pelaksanaan program", 30, 14 + 10 * n)]
    assert page_rules(level(10, 52, 94, 136), [], words).boxes == []


def test_rows_without_rules_begin_with_their_numbers() -> None:
    drawn = [*level(10, 25, 105), *(Rule(True, x, 10, 105) for x in XS)]
    words = [*HEAD, *table_words([30, 50, 70, 90])]
    rules = page_rules(drawn, [], words)
    assert cells(rules, words) == [[["No", "Indikator Kinerja", "Target", "Realisasi"], *expected(4)]]
    assert page_reading(rules.boxes, words, 1, "uji", rules).blocks[0].rows[2].bendera == (GUESSED_ROWS,)


@pytest.mark.parametrize("close", [8, 10])
def test_a_name_of_two_lines_stays_in_its_row(close: float) -> None:
    """Rows of two lines each, numbers and figures beside the first: the wider distance is between the rows, or there is none."""
    tops = [30.0, 30 + 2 * close + 4, 30 + 4 * close + 8]
    second = [w for y in tops for w in phrase("dan makanan aman", 64, y + close)]
    drawn = [*level(10, 25, 110), *(Rule(True, x, 10, 110) for x in XS)]
    words = [*HEAD, *table_words(tops), *second]
    names = [row[1] for row in cells(page_rules(drawn, [], words), words)[0][1:]]
    assert names == [f"{name} dan makanan aman" for name in NAMES[:3]]


def test_a_numbered_list_in_a_cell_is_one_row() -> None:
    """No other cell holds a figure for each of its numbers."""
    drawn = [*level(10, 60), *(Rule(True, x, 10, 60) for x in XS)]
    words = [
        word("1.", 64, 14),
        word("rapat", 74, 14),
        word("2.", 64, 26),
        word("sampling", 74, 26),
        word("97,5", 236, 14),
        word("100", 300, 14),
    ]
    assert page_rules(drawn, [], words).boxes == [(a, 10, b, 60) for a, b in pairwise(XS)]


def test_the_head_of_two_rows_without_a_rule_between_them() -> None:
    xs = (30.0, 60.0, 220.0, 260.0, 300.0, 340.0)
    drawn = [Rule(False, y, a, b) for y in (10, 34, 54, 74) for a, b in pairwise(xs)]
    months = [word(f"B0{n}", 226 + 40 * n, 24) for n in range(3)]
    words = [word("No", 34, 12), *phrase("Indikator Kinerja", 90, 12), *phrase("Target Triwulan", 248, 12), *months]
    for n, y in enumerate((40, 60)):
        words += [word(str(n + 1), 34, y), *phrase(NAMES[n], 64, y), *(word(str(90 + m), 232 + 40 * m, y) for m in range(3))]
    found = cells(page_rules(drawn, [], words), words)[0]
    assert found[0] == ["No", "Indikator Kinerja", "Target Triwulan"] and found[1] == ["B00", "B01", "B02"]
    assert [row[-3:] for row in found[-2:]] == [["90", "91", "92"]] * 2


def test_columns_go_on_over_a_page_break() -> None:
    words = [*HEAD, *table_words([30, 50, 70])]
    drawn = [*level(10, 25, 45, 65, 85), *(Rule(True, x, 10, 25) for x in XS)]
    before = page_rules(drawn, [], words).last_columns
    assert before == XS
    rest = table_words([14], first=4)
    assert page_rules(level(10, 30), [], rest).boxes == []
    rules = page_rules(level(10, 30), [], rest, before)
    assert cells(rules, rest) == [[["4", NAMES[0], "97,5", "100"]]]


def test_a_caption_between_two_ruled_tables_parts_them() -> None:
    tables = [rule for top in (10, 70) for a, b in pairwise(XS) for y in (top, top + 20) for rule in frame_of_box(a, y, b, y + 20)]
    words = [*table_words([16, 36]), *phrase("Tabel 2 Target", 66, 56), *table_words([76, 96])]
    rules = page_rules(tables, [], words)
    assert rules.guessed == []
    assert [len(block) for block in cells(rules, words)] == [2, 2]
    assert homes_of(rules.boxes, phrase("Tabel 2 Target", 66, 56)) == [-1, -1, -1]


def test_words_are_asked_for_by_place() -> None:
    page = Page([word("atas", 0, 0), word("bawah", 0, 50)])
    assert len(page.between(0, 20, -1, 100)) == 1 and len(page.between(0, 100, -1, 100)) == 2
    assert Page([]).between(0, 1e6, 0, 1e6).shape == (0, 4)


@pytest.mark.parametrize("bands", [False, True], ids=["head", "rows between bands"])
def test_columns_are_not_carried_into_a_name_over_the_whole_width(bands: bool) -> None:
    """A sasaran at the page's end: the columns above it are low as a head's, yet others of their kind stand above."""
    tops = [30.0, 50.0, 70.0] if bands else [50.0]
    level = [Rule(False, y, XS[0], XS[-1]) for y in (10.0, *tops, 90.0)]
    sides = [Rule(True, x, 10, 90) for x in (XS[0], XS[-1])]
    inner = [Rule(True, x, top, top + 20) for top in ((10.0, 50.0) if bands else (30.0,)) for x in (60.0, 220.0, 250.0, 280.0, 310.0)]
    words = [*table_words([16.0, 56.0] if bands else [36.0]), *phrase("Terwujudnya tata kelola", 64, 76)]
    found = carried_columns([*level, *sides, *inner], Page(words))
    assert (not any(rule.end > 70 for rule in found)) is bands


@pytest.mark.parametrize(("lower", "carried"), [(145, True), (225, False)])
def test_a_row_below_a_head_is_no_taller_than_a_hands_breadth(lower: float, carried: bool) -> None:
    drawn = [*level(10, 25, lower), *(Rule(True, x, 10, 25) for x in XS)]
    found = carried_columns(drawn, Page([*HEAD, *table_words([30, 42, 54])]))
    assert any(rule.vertical and rule.end == lower for rule in found) is carried


WIDE = (30.0, 60.0, 120.0, 180.0, 240.0, 300.0, 360.0)


def carried(lower: float, words: list[Word], *more: Rule, head: float = 25, xs: tuple[float, ...] = XS) -> list[float]:
    """At which heights the columns end that a head from 10 to `head` carries down to level rules at `lower` and in `more`."""
    drawn = [*level(10, head, lower, end=xs[-1]), *(Rule(True, x, 10, head) for x in xs), *more]
    return sorted({rule.end for rule in carried_columns(drawn, Page(words)) if rule.vertical})


@pytest.mark.parametrize(("end", "rows"), [(107, [65]), (154, [45, 65])])
def test_a_rule_over_a_part_of_the_table_ends_a_row_where_the_part_is_large(end: float, rows: list[float]) -> None:
    words = [*table_words([30]), *table_words([50])]
    assert carried(65, words, Rule(False, 45, 30, end)) == rows


@pytest.mark.parametrize(("head", "rows"), [(60, [75]), (90, [])])
def test_right_below_a_head_the_rest_of_a_row_may_be_one_cell_and_a_head_is_low(head: float, rows: list[float]) -> None:
    assert carried(head + 15, phrase("memenuhi syarat", 64, head + 4), head=head) == rows


@pytest.mark.parametrize(("crossing", "rows"), [(1, [45]), (2, [])])
def test_a_name_may_run_over_one_column_of_many_and_not_over_more(crossing: int, rows: list[float]) -> None:
    words = [word("1", 34, 30), *(word("97,5", x + 10, 30) for x in WIDE[1 + 2 * crossing : -1])]
    words += [Word("x" * 12, x + 34, 30, x + 82, 38) for x in WIDE[1 : 1 + 2 * crossing : 2]]
    assert carried(45, words, xs=WIDE) == rows


@pytest.mark.parametrize(("columns", "rows"), [(4, [45]), (3, [])])
def test_few_columns_end_together_by_chance(columns: int, rows: list[float]) -> None:
    xs = (*XS[: columns - 1], XS[-1])
    words = [word for x in xs[:-1] for word in phrase("97,5", x + 4, 30)]
    drawn = [*level(10, 25, 45), *(Rule(True, x, 10, 25) for x in xs)]
    assert sorted({rule.end for rule in carried_columns(drawn, Page(words)) if rule.vertical}) == rows


@pytest.mark.parametrize(("over", "there"), [(0.7, False), (1.0, True)])
def test_a_word_that_leans_over_a_place_does_not_run_over_it(over: float, there: bool) -> None:
    assert crossed(Page([Word("Obat", 100 - over, 10, 120, 18)]).between(0, 30, 0, 300), 100) is there


@pytest.mark.parametrize(("rules", "tables"), [((10, 25), 0), ((10, 25, 45), 1)])
def test_rows_have_three_level_rules(rules: tuple[float, ...], tables: int) -> None:
    words = [*HEAD, *table_words([30])]
    assert len(cells(page_rules(level(*rules), [], words), words)) == tables


@pytest.mark.parametrize(("lower", "rows"), [(1.5, 1), (2.6, 2)])
def test_cells_whose_tops_nearly_meet_stand_in_one_row(lower: float, rows: int) -> None:
    boxes = [(0.0, 10.0, 50.0, 30.0), (50.0, 10 + lower, 100.0, 30.0)]
    (block,) = page_reading(boxes, [word("a", 4, 15), word("b", 54, 15)], 1, "uji").blocks
    assert len(block.rows) == rows


@pytest.mark.parametrize(("apart", "tables"), [(4.0, 1), (6.0, 2)])
def test_cells_set_apart_by_some_paper_are_one_table(apart: float, tables: int) -> None:
    boxes = [(x + shift, 10.0, x + shift + 50, 30.0) for shift in (0.0, 100 + apart) for x in (0.0, 50.0)]
    words = [word("a", box[0] + 4, 15) for box in boxes]
    assert len(page_reading(boxes, words, 1, "uji").blocks) == tables


@pytest.mark.parametrize(("width", "over", "parted"), [(10.0, 0.0, True), (7.0, 0.0, False), (10.0, 2.2, True), (10.0, 3.2, False)])
def test_a_joint_is_where_two_pieces_meet_none_of_which_is_a_dash(width: float, over: float, parted: bool) -> None:
    xs = (30.0, 30 + width, 220.0, 280.0, 340.0)
    drawn = [Rule(False, y, a, b + (over if n == 0 else 0)) for y in (10, 25, 45, 65) for n, (a, b) in enumerate(pairwise(xs))]
    words = [*HEAD, *table_words([30, 50])]
    found = joint_rules(drawn, merge_rules(drawn), Page(words))
    assert any(abs(rule.at - xs[1]) < 3 for rule in found) is parted


def test_the_columns_of_two_tables_of_a_page_are_each_their_own() -> None:
    """Those of the lower one begin two points farther left: the middle of both would run through the first figures of the upper one."""
    upper, lower = (30.0, 220.0, 280.0, 340.0), (30.0, 217.6, 280.0, 340.0)
    drawn = [
        Rule(False, y, a, b) for ys, xs in (((10, 25, 45, 65), upper), ((110, 125, 145, 165), lower)) for y in ys for a, b in pairwise(xs)
    ]
    words = [
        *HEAD,
        *table_words([30, 50]),
        *(word(text, x, y + 100) for y in (14, 30, 50) for text, x in (("Target", 236), ("Capaian", 300))),
    ]
    found = joint_rules(drawn, merge_rules(drawn), Page(words))
    assert {(rule.at, rule.start) for rule in found if 200 < rule.at < 240} == {
        *((220.0, y) for y in (10, 25, 45)),
        *((217.6, y) for y in (110, 125, 145)),
    }


def test_columns_beside_a_name_of_three_lines() -> None:
    """Of its lines one has three parts and two have one."""
    xs = (30.0, 220.0, 280.0, 340.0)
    drawn = [Rule(False, y, a, b) for y in (10, 45, 80) for a, b in pairwise(xs)]
    names = ("Persentase obat yang memenuhi", "syarat dan makanan yang", "aman")
    words = [at for y in (14, 49) for n, name in enumerate(names) for at in phrase(name, 34, y + 9 * n)]
    words += [word(text, x, y) for y in (14, 49) for text, x in (("97,5", 236), ("100", 300))]
    assert {rule.at for rule in joint_rules(drawn, merge_rules(drawn), Page(words))} == {220.0, 280.0}


@pytest.mark.parametrize(("gap", "spans"), [(5.0, [(100, 220)]), (7.0, [])])
def test_the_words_of_a_name_over_several_columns_stand_a_blank_apart(gap: float, spans: list[tuple[float, float]]) -> None:
    """'TARGET TW' over its months; what stands farther away is another name, and 'TARGET' is not over several."""
    words = [Word("TARGET", 120, 12, 160, 20), Word("TW", 160 + gap, 12, 178, 20), *(word(f"B0{n}", 74 + 40 * n, 24) for n in (1, 2, 3))]
    sides = [*level(10, 34, start=100, end=220), *(Rule(True, x, 10, 34) for x in (100, 220))]
    found = without_crossed([Rule(True, x, 10, 34) for x in (140, 180)], sides, Page(words))
    assert [(rule.start, rule.end) for rule in found if not rule.vertical] == spans
