"""Where tables end that have level rules and nothing else; letters are 8 points high and 4 wide."""

import pytest

from extract.guess.level_rules_only import end_rules
from extract.guess.words_by_place import Page
from tests.extract.guess.test_guessed_columns import HEAD, level, table_words


@pytest.mark.parametrize(("gap", "ends"), [(6.0, [80.0]), (9.0, [])])
def test_a_last_row_without_a_rule_follows_within_a_line(gap: float, ends: list[float]) -> None:
    """What stands farther below the last rule is not the table's."""
    found = end_rules(level(10, 25, 45, 65), Page([*HEAD, *table_words([30, 50, 65 + gap])]))
    assert [rule.at for rule in found] == ends


@pytest.mark.parametrize(("below", "ends"), [(10.0, []), (20.0, [79.0])])
def test_the_rows_of_a_cell_end_at_the_rule_of_the_larger_table(below: float, ends: list[float]) -> None:
    """A wider rule farther below begins another table."""
    drawn = [*level(10, 25, 45, 65, start=60), *level(85 + below, end=400)]
    words = [word for word in (*HEAD, *table_words([30, 50, 70])) if word.x0 >= 60]
    assert [rule.at for rule in end_rules(drawn, Page(words))] == ends
