"""Which drawn things are rules of a table."""

import pytest

from extract.rulings import Rule, closing_rules, column_rules, frame_of_box, merge_rules, rule_of_box


def v(at: float, start: float, end: float) -> Rule:
    return Rule(True, at, start, end)


def h(at: float, start: float, end: float) -> Rule:
    return Rule(False, at, start, end)


@pytest.mark.parametrize(
    ("box", "rule"),
    [
        ((10, 20, 110, 20), h(20, 10, 110)),
        ((10, 20, 110, 20.8), h(20.4, 10, 110)),
        ((10, 20, 12.5, 90), v(11.25, 20, 90)),
        ((10, 20, 10, 90), v(10, 20, 90)),
        ((10, 20, 110, 34), None),  # shading
        ((10, 20, 12, 22), None),  # a dot
        ((10, 20, 13, 90), None),  # too wide for a rule
    ],
)
def test_rule_of_box(box: tuple[float, float, float, float], rule: Rule | None) -> None:
    assert rule_of_box(*box) == rule


def test_frame_of_box() -> None:
    assert set(frame_of_box(0, 10, 100, 30)) == {v(0, 10, 30), v(100, 10, 30), h(10, 0, 100), h(30, 0, 100)}


def test_pieces_on_one_line_become_one_rule() -> None:
    assert merge_rules([h(10, 0, 50), h(10.4, 50, 90), h(10.2, 91, 120)]) == [h(pytest.approx(10.2), 0, 120)]


def test_a_gap_stays_a_gap() -> None:
    assert merge_rules([h(10, 0, 50), h(10, 60, 90)]) == [h(10, 0, 50), h(10, 60, 90)]


def test_double_rules_stay_two() -> None:
    rules = [v(100, 0, 50), v(103, 0, 50), h(10, 0, 80), h(12.5, 0, 80)]
    assert sorted(merge_rules(rules), key=lambda r: (not r.vertical, r.at)) == rules


def test_a_short_rule_inside_a_long_one() -> None:
    assert merge_rules([v(5, 0, 100), v(5, 20, 30)]) == [v(5, 0, 100)]


def test_a_table_open_at_the_page_end_is_closed() -> None:
    rules = [h(0, 0, 100), h(20, 0, 100), v(0, 0, 60), v(50, 0, 60), v(100, 0, 60)]
    assert h(60, 0, 100) in closing_rules(rules)


def test_a_table_open_at_the_page_head_is_closed() -> None:
    rules = [h(40, 0, 100), v(0, 10, 40), v(50, 10.5, 40), v(100, 10, 40)]
    assert h(10, 0, 100) in closing_rules(rules)


def test_one_rule_alone_closes_nothing() -> None:
    assert closing_rules([v(0, 0, 60), h(0, 0, 100)]) == []
    assert closing_rules([v(0, 0, 3), v(50, 0, 3)]) == [], "too short to be sides of a cell"


def test_columns_of_the_head_hold_for_the_body() -> None:
    head = [v(x, 0, 20) for x in (0, 40, 80, 120)]
    body = [h(y, 0, 120) for y in (0, 20, 50, 80)]
    assert {(r.at, r.start, r.end) for r in column_rules([*head, *body])} == {(x, 20, 80) for x in (0, 40, 80, 120)}


def test_a_row_higher_than_any_ends_the_columns() -> None:
    head = [v(x, 0, 20) for x in (0, 40, 80, 120)]
    body = [h(y, 0, 120) for y in (0, 20, 50, 400)]
    assert {r.end for r in column_rules([*head, *body])} == {50}


@pytest.mark.parametrize(
    "extra",
    [
        [v(60, 10, 80)],  # the body has verticals of its own
        [],
    ],
)
def test_no_columns_without_cause(extra: list[Rule]) -> None:
    head = [v(x, 0, 20) for x in (0, 40, 80, 120)]
    below = [h(0, 0, 120), h(20, 0, 120), *([h(50, 0, 120)] if extra else [h(50, 0, 200)])]  # or rules of another width
    assert column_rules([*head, *below, *extra]) == []
