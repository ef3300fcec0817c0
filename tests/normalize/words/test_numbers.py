"""Printed numbers and what they are worth."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.words.cell_kinds import has_letters
from normalize.words.numbers import (
    NumberStyle,
    bare_number,
    candidates,
    column_style,
    is_misread,
    is_nothing,
    is_spreadsheet_error,
    looks_numeric,
    read_amount,
    read_measure,
)

ID, EN = NumberStyle.ID, NumberStyle.EN


@pytest.mark.parametrize(
    ("text", "value", "style"),
    [
        ("62,210,400", "62210400", EN),
        ("114.624.028,00", "114624028", ID),
        ("5.874.961,0", "5874961", ID),
        ("415.446.000, 00", "415446000", ID),
        ("2,671,875,0 00", "2671875000", EN),
        ("Rp. 28,226,462,000.00", "28226462000", EN),
        ("Rp 1.250.000", "1250000", ID),
        ("Rp1.250.000", "1250000", ID),
        ("Rp5.000,00", "5000", ID),
        ("50,00*", "50", ID),
        ("88,05 *)", "88.05", ID),
        ("88,05", "88.05", ID),
        ("88,05 1)", "88.05", ID),
        ("2.650.000 *12)", "2650000", ID),
        ("90% 2)", "90", None),
        ("87.96", "87.96", EN),
        ("100 %", "100", None),
        ("100%", "100", None),
        ("58 sekolah (100%)", "58", None),
        ("415446000", "415446000", None),
        ("0", "0", None),
        ("-5", "-5", None),
        ("Rp 44.140.500,-", "44140500", ID),
        ("Rp. 7.250.000,--", "7250000", ID),
        ("3,125,000.-", "3125000", EN),
        ("1.125.000 ,-", "1125000", ID),
        ("\u22120,08", "-0.08", ID),
        ("\u20131.250.000,00", "-1250000", ID),
        ("\u221212.5 %", "-12.5", EN),
        ("(0,08)", "-0.08", ID),
        ("(1.250.000,00)", "-1250000", ID),
        ("Rp (2,500,000.00)", "-2500000", EN),
        ("(3,5%)", "-3.5", ID),
        ("1 234 567", "1234567", None),
        ("Rp 12 500 000,00", "12500000.00", ID),
        ("\u2265 85", "85", None),
        ("<= 5,5", "5.5", ID),
        ("min. 90%", "90", None),
        ("Maksimal 2,5", "2.5", ID),
    ],
)
def test_one_reading(text: str, value: str, style: NumberStyle | None) -> None:
    (only,) = candidates(text)
    assert (only.value, only.style) == (Decimal(value), style)
    assert looks_numeric(text) and not is_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "90 95",
        "01 - Persentase",
        "Total",
        "1,2345,678",
        "12.34.56",
        "12 Februari 2025",
        "100 % 100 %",
        "(-0,5)",
        "- - 5",
        "90 950",
        "100 100",
        "1 23 456",
    ],
)
def test_no_single_number(text: str) -> None:
    assert candidates(text) == ()


@pytest.mark.parametrize("text", ["", " ", "-", "–", "- .00", "-,00", "Rp -", "Rp. -", "n/a", "N/A", "NA", "N.A.", "tad", "t.a.d."])
def test_nothing_is_not_zero(text: str) -> None:
    assert is_nothing(text)
    assert candidates(text) == ()


def test_zero_is_not_nothing() -> None:
    assert not is_nothing("0") and not is_nothing("0,00")
    assert [c.value for c in candidates("0,00")] == [0]


@pytest.mark.parametrize("text", ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?"])
def test_spreadsheet_errors_are_printed_but_no_value(text: str) -> None:
    assert is_spreadsheet_error(text) and looks_numeric(text) and not is_nothing(text)
    assert candidates(text) == ()


def test_a_lone_group_has_two_readings() -> None:
    assert {(c.value, c.style) for c in candidates("1.000")} == {(Decimal(1000), ID), (Decimal(1), EN)}
    assert {(c.value, c.style) for c in candidates("525,500")} == {(Decimal("525.5"), ID), (Decimal(525500), EN)}


def test_money_has_no_four_decimals() -> None:
    assert read_amount("36,4001", EN) == ()
    assert [reading.value for reading in read_amount("1.234,567", ID)] == [Decimal("1234.567")]


def test_money_takes_the_thousands_whatever_the_column() -> None:
    for style in (ID, EN, None):
        assert read_amount("525.500", style)[0].value == 525500
        assert read_amount("525,500", style)[0].value == 525500


def test_targets_follow_their_column() -> None:
    assert read_measure("2.671", ID)[0].value == 2671
    assert read_measure("2.671", EN)[0].value == Decimal("2.671")
    assert read_measure("2.671", None)[0].value == Decimal("2.671")


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["1.000", "88,05", "90"], ID),
        (["1.000", "87.96", ""], EN),
        (["62,210,400", "1,000", "-"], EN),
        (["1.000", "2.000", "90", "-"], None),  # proves nothing
        (["88,05", "87.96"], None),  # a tie
        (["88,05", "87,5", "87.96"], ID),
        ([], None),
    ],
)
def test_a_column_proves_its_style(texts: list[str], style: NumberStyle | None) -> None:
    assert column_style(texts) is style


# ---- laws


def printed(value: Decimal, style: NumberStyle, grouped: bool, decoration: str) -> str:
    """The value as a document of this style prints it."""
    text = f"{value:,f}" if grouped else f"{value:f}"
    return decoration.format(text.translate(str.maketrans(",.", ".,")) if style is ID else text)


def numbers(places: tuple[int, ...], largest: int) -> st.SearchStrategy[Decimal]:
    return st.builds(lambda whole, n: Decimal(whole).scaleb(-n), st.integers(0, largest), st.sampled_from(places))


DECORATIONS = st.sampled_from(["{}", "Rp{}", "Rp. {}", "{} %", "{}%", "{}*", " {} "])


@given(numbers((0, 1, 2, 3, 4), 10**11), st.sampled_from(NumberStyle), st.booleans(), DECORATIONS)
def test_printed_then_read_is_the_same_measure(value: Decimal, style: NumberStyle, grouped: bool, decoration: str) -> None:
    text = printed(value, style, grouped, decoration)
    assert value in {c.value for c in candidates(text)}
    assert read_measure(text, style)[0].value == value


@given(numbers((0, 2), 10**13), st.sampled_from(NumberStyle), st.booleans(), DECORATIONS)
def test_printed_then_read_is_the_same_amount(value: Decimal, style: NumberStyle, grouped: bool, decoration: str) -> None:
    assert read_amount(printed(value, style, grouped, decoration), style)[0].value == value


@given(st.lists(numbers((0, 1, 2), 10**9), min_size=1, max_size=8), st.sampled_from(NumberStyle))
def test_a_column_of_one_style_never_proves_the_other(values: list[Decimal], style: NumberStyle) -> None:
    # three decimals would look like a group of thousands; documents print at most two
    assert column_style(printed(value, style, True, "{}") for value in values) in (style, None)


@pytest.mark.parametrize("text", ["(1)", "(12)", "(100%)", "(7.)"])
def test_a_plain_number_in_brackets_is_left_open(text: str) -> None:
    """A column's number, a mark or a progress: it stands where numbers stand, but nobody knows its sign."""
    assert looks_numeric(text) and candidates(text) == ()


@pytest.mark.parametrize(("text", "value"), [("250 000", 250000), ("Rp 44 140", 44140), ("1 234 567", 1234567)])
def test_an_amount_may_have_blanks_between_thousands(text: str, value: int) -> None:
    assert [reading.value for reading in read_amount(text, None)] == [value]


@pytest.mark.parametrize("text", ["25 00", "0 250", "12 3456", "100 200 30"])
def test_other_blanks_part_two_amounts(text: str) -> None:
    assert read_amount(text, None) == ()


@pytest.mark.parametrize(
    ("text", "misread"),
    [
        ("71,0O", True),
        ("1O0,00", True),
        ("3,O8%", True),
        ("O,95", True),
        ("84.l5", True),
        ("I.1.2", False),
        ("O9", False),
        ("71,00", False),
        ("1.O", False),
    ],
)
def test_a_letter_in_the_place_of_a_digit(text: str, misread: bool) -> None:
    """Printed and no word, but no value either."""
    assert is_misread(text) == misread
    if misread:
        assert looks_numeric(text) and not has_letters(text) and bare_number(text) is None
