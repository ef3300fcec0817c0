"""Words below the last cells of a page that is open below: which of them run on from a cell. 8 points high; the cells end at 20."""

import pytest

from extract.page.page_tables import tables_and_rest
from extract.page.rulings import Rule
from extract.page.words import Word

BOXES = [(0.0, 0.0, 50.0, 20.0), (50.0, 0.0, 200.0, 20.0)]
OPEN = [Rule(False, 20, 0, 200)]


def taken(*below: Word, ends: float = 16) -> list[str]:
    """The words that the second cell took. ends: where its own word does."""
    words = [Word("1", 4, 8, 8, 16), Word("Obat", 54, 34 - ends, 80, ends), *below]
    (table,), _ = tables_and_rest(BOXES, words, OPEN)
    return [word.text for word in table[1][1] if word.text != "Obat"]


def line(top: float, text: str = "aman") -> Word:
    return Word(text, 54, top, 80, top + 8)


@pytest.mark.parametrize(("top", "found"), [(21.5, ["aman"]), (24.0, [])])
def test_the_next_line_follows_closely(top: float, found: list[str]) -> None:
    assert taken(line(top)) == found


def test_not_many_lines_run_over_the_end() -> None:
    assert taken(*(line(21.5 + 9.5 * n, str(n)) for n in range(6))) == ["0", "1", "2", "3"]


@pytest.mark.parametrize(("ends", "found"), [(24.0, ["aman"]), (26.0, [])])
def test_a_line_reaches_hardly_into_the_one_above(ends: float, found: list[str]) -> None:
    assert taken(line(21), ends=ends) == found


@pytest.mark.parametrize(("gap", "found"), [(3.0, []), (5.0, ["aman"])])
def test_a_heading_runs_over_the_column(gap: float, found: list[str]) -> None:
    assert taken(Word("aman", 170, 21.5, 196, 29.5), Word("Berikut", 196 + gap, 21.5, 230, 29.5)) == found
