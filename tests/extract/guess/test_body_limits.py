"""Where the limits lie by which lines of a body are rows; letters are 8 points high and 4 wide."""

from itertools import pairwise

import pytest

from extract.guess.body_rows import body_row_rules
from extract.guess.values import is_broken
from extract.page.filled_cells import FilledCells
from extract.page.words import Word

XS = (0.0, 20.0, 120.0, 200.0, 260.0)
Line = tuple[float, tuple[str, ...]]


def word(text: str, x: float, y: float) -> Word:
    return Word(text, x, y, x + 4 * len(text), y + 8)


def starts(lines: list[Line], tops: tuple[float, ...] = ()) -> int:
    """How many cuts part these lines: height → the texts of the columns, '' for none."""
    count = len(lines[0][1])
    boxes = [(a, (tops or (0.0,) * count)[n], b, 200.0) for n, (a, b) in enumerate(pairwise(XS[: count + 1]))]
    words, homes = [], []
    for y, texts in lines:
        for n, text in enumerate(texts):
            x = XS[n] + 2
            for part in text.split():
                words.append(word(part, x, y))
                homes.append(n)
                x = words[-1].x1 + 2.4
    return len({rule.at for rule in body_row_rules(FilledCells(boxes, homes, words))})


def rows(*values: str) -> list[Line]:
    return [(10 + 20.0 * n, ("Obat", value)) for n, value in enumerate(values)]


def test_a_column_of_figures_holds_few_words() -> None:
    assert starts(rows("80", "90", "lihat", "70")) > 0
    assert starts(rows("80", "lihat", "90", "catatan")) == 0


@pytest.mark.parametrize(("names", "cuts"), [(("Obat", "", "Indeks"), 2), (("Obat", "", "", "", "Indeks"), 0)])
def test_most_rows_begin_with_a_name(names: tuple[str, ...], cuts: int) -> None:
    assert starts([(10 + 20.0 * n, (name, "80", "100")) for n, name in enumerate(names)]) == cuts


@pytest.mark.parametrize(("pitch", "cuts"), [(12, 1), (18, 2)])
def test_the_next_line_of_a_name_follows_closely(pitch: float, cuts: int) -> None:
    lines: list[Line] = [(10, ("1", "Obat", "80")), (10 + pitch, ("", "dan makanan", "")), (60, ("2", "Indeks", "90"))]
    assert starts(lines) == cuts


@pytest.mark.parametrize(("width", "cuts"), [(32.0, 2), (32.2, 2), (32.8, 1), (33.2, 1)])
def test_a_line_goes_on_with_a_word_that_had_no_room_before_it(width: float, cuts: int) -> None:
    """A cell from 20 to 120; the line ends at 80, the word would end near 116."""
    boxes = [(0.0, 0.0, 20.0, 200.0), (20.0, 0.0, 120.0, 200.0), (120.0, 0.0, 200.0, 200.0)]
    words = [word("1", 2, 10), Word("Persentase", 24, 10, 80, 18), word("80", 130, 10), Word("Obat", 24, 20, 24 + width, 28)]
    words += [word("2", 2, 50), word("Indeks", 24, 50), word("90", 130, 50)]
    assert len({rule.at for rule in body_row_rules(FilledCells(boxes, [0, 1, 2, 1, 0, 1, 2], words))}) == cuts


@pytest.mark.parametrize(("lower", "cuts"), [(3.5, 1), (5.0, 0)])
def test_words_of_one_line_stand_at_one_height(lower: float, cuts: int) -> None:
    boxes = [(0.0, 0.0, 100.0, 200.0), (100.0, 0.0, 200.0, 200.0)]
    words = [at for y in (10, 40) for at in (word("Obat", 2, y), word("80", 110, y + lower))]
    assert len({rule.at for rule in body_row_rules(FilledCells(boxes, [0, 1] * 2, words))}) == cuts


@pytest.mark.parametrize(("tops", "cuts"), [((36.0, 36.8), 1), ((33.8, 35.1), 0)])
def test_cells_of_one_row_begin_at_one_height(tops: tuple[float, ...], cuts: int) -> None:
    lines: list[Line] = [(50, ("Obat", "80")), (80, ("Indeks", "90"))]
    assert starts(lines, tops) == cuts


@pytest.mark.parametrize(("rest", "broken"), [("32", True), ("325", False), ("2%", True), ("32%", True), ("325%", False)])
def test_the_rest_of_a_decimal_has_few_digits(rest: str, broken: bool) -> None:
    assert is_broken("85.85", rest, True) is broken


@pytest.mark.parametrize(("gap", "begins"), [(5.6, 1), (5.4, 0)])
def test_of_gaps_that_are_as_wide_the_middle_one_parts_rows_around_their_figures(gap: float, begins: int) -> None:
    """'syarat' stands 6 points below the first figures, 'Indeks pelayanan' nearly as far below it."""
    tops = (10.0, 20.0, 34.0, 42 + gap, 52 + gap, 62 + gap)
    texts = ("Persentase Obat", "yang memenuhi", "syarat", "indeks pelayanan", "publik yang", "baik")
    words = [word(text, 2, y) for text, y in zip(texts, tops, strict=True)]
    words += [word("80", 110, tops[1]), word("90", 110, tops[4])]
    boxes = [(0.0, 0.0, 100.0, 200.0), (100.0, 0.0, 200.0, 200.0)]
    (cut,) = {rule.at for rule in body_row_rules(FilledCells(boxes, [0] * 6 + [1] * 2, words))}
    assert sum(y < cut for y in tops) == 2 + begins
