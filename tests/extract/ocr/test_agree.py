"""What counts as read, given what two engines say: never a digit or a separator that only one of them saw."""

import pytest

from extract.cells import NO_TEXT, UNREADABLE, Block, Cell, Kotak, PrintedRow
from extract.ocr.agree import Agreed, agreed, in_doubt, needs_second, one_decimal, plain
from extract.ocr.forms import in_strict_form, with_hidden_figures


def says(*texts: str):  # type: ignore[no-untyped-def]
    """A second engine that reads these at its tries."""
    return lambda attempt: texts[min(attempt, len(texts) - 1)] if texts else None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("294.160.463.728", "294.160.463.728"),
        ("72,5", "72,5"),
        ("100%", "100 %"),
        ("Rp12.000", "Rp 12.000"),
        ("415.446.000, 00", "415.446.000,00"),
        ("6,777,195,000.00", "6,777,195,000,00"),
    ],
)
def test_a_number_read_alike_is_sure(first: str, second: str) -> None:
    assert agreed(first, says(second)).bacaan == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("294.160.483.728", "294.160.463.728"),
        ("725", "72,5"),
        ("100%", "10076"),
        ("22.23", "22,23"),
        ("0", "C"),
        ("1,018,000.00", "1,018,060,00"),
    ],
)
def test_a_number_read_otherwise_keeps_both_readings(first: str, second: str) -> None:
    found = agreed(first, says(second))
    assert found.text == first and found.bacaan[:2] == (first, second)


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("18.017.447.00", "18.017.447,00", "18.017.447,00"),
        ("34.578.519,00", "34,.578.519,00", "34.578.519,00"),
        ("Rp 76.398.755", "Rp 76.398,755", "Rp 76.398.755"),
        ("437.524.068", "437 524,068", "437.524.068"),
    ],
)
def test_an_amount_is_one_whichever_signs_stand_between_its_groups(first: str, second: str, text: str) -> None:
    assert agreed(first, says(second)) == Agreed(text)


@pytest.mark.parametrize(("first", "second"), [("76.398,75", "76.398,755"), ("1.234", "1,234"), ("76.398,755", "76,398.755")])
def test_what_is_no_amount_by_both_readings_stays_in_doubt(first: str, second: str) -> None:
    assert agreed(first, says(second)).bacaan[:2] == (first, second)


@pytest.mark.parametrize(("first", "second"), [("11", "ll"), ("75", "7S"), ("0", "O"), ("-0,02", "~0,02"), ("6.162", "6.162 '")])
def test_letters_that_look_like_these_digits_and_dirt_beside_them_are_the_same_number(first: str, second: str) -> None:
    assert agreed(first, says(second)) == Agreed(first)


@pytest.mark.parametrize("second", ["|", "l", "I"])
def test_a_lone_stroke_may_be_what_is_left_of_a_rule(second: str) -> None:
    assert agreed("1", says(second, second, second, "111")).bacaan[:2] == ("1", second)


def test_a_circle_alone_in_its_cell_is_a_zero() -> None:
    assert agreed("o", says("0")) == Agreed("0")


@pytest.mark.parametrize(
    ("first", "tries"),
    [("4.6", ("46", "46", "4.6")), ("96", ("%", "%", "%", "% 96 96")), ("-0,09", ("0,09", "0,09", "0,09", "0,09 -0,09 -0,09"))],
)
def test_where_a_sign_or_a_digit_was_not_seen_a_larger_picture_and_three_side_by_side_tell(first: str, tries: tuple[str, ...]) -> None:
    assert agreed(first, says(*tries)) == Agreed(first)


@pytest.mark.parametrize(
    ("first", "tries"),
    [
        ("91", ("97", "91|", "91")),  # another digit was seen
        ("9494", ("94 | 94", "9 | 94", "9494")),  # two numbers were
        ("11", ("u", "u", "u", "111111111")),  # it is longer
        ("77", ("7", "7", "7", "77 7 7")),
        ("246.486.000", ("\\b246.486.000", "J246.486.000", "246.486.000")),  # more is printed there
        ("121,95 7", ("121.957", "121,957", "121,957")),
        ("95.6", ("95,6", "95,6", "95.6")),  # the column tells its sign
    ],
)
def test_no_further_try_settles_what_was_read_otherwise(first: str, tries: tuple[str, ...]) -> None:
    assert agreed(first, says(*tries)).bacaan[0] == first


@pytest.mark.parametrize(("first", "second"), [(",99", "99"), ("46,", "46,"), ("271,67", "27 1,67")])
def test_a_number_that_begins_or_ends_with_a_sign_or_is_two_is_in_doubt(first: str, second: str) -> None:
    assert agreed(first, says(second, second, second, f"{second} {second} {second}")).bacaan[0] == first


@pytest.mark.parametrize(
    ("first", "second", "sure"),
    [
        ("88 Nilai", "88 Nilal", True),
        ("88 Nilai", "68 Nilai", False),
        ("11-", "//-", False),
        ("2020/2021", "2020 / 2021", True),
        ("1/71", "If 71", False),
    ],
)
def test_figures_beside_a_unit_or_a_mark_count(first: str, second: str, sure: bool) -> None:
    found = agreed(first, says(second))
    assert found.text == first and (found.bacaan == ()) is sure


@pytest.mark.parametrize(("second", "sure"), [("B04", True), ("604", True), ("BO4", True), ("806", False)])
def test_the_name_of_a_month_is_sure_where_its_digits_are_read_alike(second: str, sure: bool) -> None:
    found = agreed("B04", says(second))
    assert found.text == "B04" and (found.bacaan == ()) is sure


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("30Indeks Profesionalitas ASN", "30 Indeks Profesionalitas ASN"),
        ("16 |Jumlah desa pangan aman", "16 Jumlah desa pangan aman"),
        ("|Jumlah desa", "Jumlah desa"),
        ("4.Persentase Obat", "4. Persentase Obat"),
        ("24129.CAB.001", "2 4129.CAB.001"),
        ("4129.CAB.001", "4129.CAB.001"),
        ("2Mei", "2Mei"),
        ("IKSS1", "IKSS1"),
        ("12", "12"),
        ("1|2", "1|2"),
        ("525,500 |", "525,500"),
        ("| 1", "| 1"),
        ("yang optimal'", "yang optimal"),
        ("'Jumat'", "'Jumat'"),
        ("Triwulan IIl dan lV", "Triwulan III dan IV"),
        ("ll", "ll"),
    ],
)
def test_a_name_stands_apart_from_its_number_and_from_the_rule_beside_it(read: str, text: str) -> None:
    assert plain(read) == text


def test_of_an_amount_with_sen_nothing_is_missing_behind_them() -> None:
    """Its last digit stands close to the rule beside it, which was painted over."""
    assert in_doubt(Agreed("38.060.000,00"), at_end=True).bacaan == ()
    assert in_doubt(Agreed("38.060.000,00")).bacaan == ("38.060.000,00",)
    assert in_doubt(Agreed("38.060.00"), at_end=True).bacaan == ("38.060.00",)
    assert in_doubt(Agreed("38.060"), at_end=True).bacaan == ("38.060",)


def test_a_blank_at_a_separator_parts_no_number() -> None:
    assert agreed("42.703.557, 00", says("42.703.557,00")) == Agreed("42.703.557,00")
    assert agreed("42.703 557", says("42.703 557")) == Agreed("42.703 557")


def test_a_second_try_may_agree_and_no_second_engine_leaves_every_number_in_doubt() -> None:
    assert agreed("71.8", says("718", "71.8")).bacaan == ()
    assert agreed("71.8", says()).bacaan == ("71.8",)


def test_letters_that_look_like_digits_are_candidates_and_nothing_is_mended() -> None:
    found = agreed("l0O", says("100"))
    assert found.text == "l0O" and "100" in found.bacaan


@pytest.mark.parametrize(
    ("readings", "one"),
    [
        (("95.6", "95,6"), True),
        (("-0,25", "-0.25%"), True),
        (("95.6", "95.8"), False),
        (("95.6", "956"), False),
        (("1.234", "1,234"), False),
        (("12.345,6", "12,345.6"), False),
        (("95.6",), False),
    ],
)
def test_one_or_two_decimals_are_one_number_whichever_sign_stands_before_them(readings: tuple[str, ...], one: bool) -> None:
    assert one_decimal(readings) is one


def test_of_what_a_rule_was_painted_over_nothing_is_one_number() -> None:
    assert in_doubt(agreed("95.6", says("95,6"))).bacaan == ("95.6",)


@pytest.mark.parametrize("text", ["B01", "Boi", "SDM", "NO", "RO"])
def test_words_are_words(text: str) -> None:
    assert agreed(text, says("Bo1")).bacaan == ()


def test_the_digits_of_a_code_count_and_its_letters_do_not() -> None:
    assert agreed("1. DR.3165.QIA.005 - Sampel", says("1. DR.3165.Q1A.005 - Sampel")).bacaan == ()
    assert agreed("1. DR.3165.QIA.005 - Sampel", says("1. DR.3166.QIA.005 - Sampel")).bacaan != ()


def test_signs_of_other_scripts_are_folded() -> None:
    assert plain("（awareness index），mutù — Obat") == "(awareness index),mutu - Obat"


def test_prose_is_read_once_but_for_years() -> None:
    assert not needs_second("Jumlah desa 12 buah di daerah", in_cell=False)
    assert needs_second("RENCANA AKSI TAHUN 2024", in_cell=False)
    assert needs_second("12", in_cell=True)


# ---- the form of a column


def doubts(*texts: str) -> dict[str, tuple[str, ...]]:
    rows = tuple(PrintedRow((Cell((text,), 0, halaman=1),)) for text in texts)
    made = in_strict_form(Block(rows, "ocr", 1))
    return {row.cells[0].text: row.cells[0].bacaan for row in made.rows if row.cells[0].bacaan}


def test_a_point_where_the_column_has_commas_is_in_doubt_with_the_other_sign_beside_it() -> None:
    assert doubts("72,5", "81,25", "22.23", "90") == {"22.23": ("22.23", "22,23")}


def test_a_separator_before_three_digits_is_in_doubt_but_among_amounts() -> None:
    assert doubts("72,5", "1.234") == {"1.234": ("1.234", "1,234")}
    assert doubts("1.234.500", "525.500", "12.000.000") == {}


def test_what_is_no_grouped_number_is_in_doubt() -> None:
    assert set(doubts("18.017.447,00", "4.783.029,00", "1,038.319.068,00")) == {"1,038.319.068,00"}


def test_a_number_that_goes_on_in_the_next_line_has_the_form_of_its_column_too() -> None:
    """Both engines took '25,538,25' of '25,538,25|0' for an amount with decimals."""
    amounts = [PrintedRow((Cell((text,), 0, halaman=1),)) for text in ("4,717,500", "12,580,000")]
    broken = PrintedRow((Cell(("25,538.25", "0"), 0, halaman=1),))
    read = in_strict_form(Block((*amounts, broken), "ocr", 1))
    assert [row.cells[0].bacaan for row in read.rows] == [(), (), ("25,538.250", "25,538,250")]


@pytest.mark.parametrize(
    ("column", "found"),
    [
        (("1.14", "0.98", "1.05", "108"), {"108": ("108", "1.08")}),
        (("1.14", "0.98", "108", "100", "105"), {}),  # two of five tell nothing
        (("98,71", "105,20", "99,50", "100"), {}),
        (("-0,11", "0,16", "0,05", "012"), {"012": ("012", "0,12")}),
        (("81.1", "92.5", "79.4", "12", "896"), {"896": ("896", "89.6")}),
    ],
)
def test_a_whole_number_far_above_the_decimals_of_its_column_may_lack_its_sign(
    column: tuple[str, ...], found: dict[str, tuple[str, ...]]
) -> None:
    assert doubts(*column) == found


def test_an_empty_cell_that_hides_something_is_unreadable_in_a_column_of_numbers() -> None:
    rows = [PrintedRow((Cell(("Nama",), 0, halaman=1), Cell(("Jan",), 1, halaman=1)))]
    for n, (name, figure) in enumerate((("Obat", "12"), ("", ""), ("Pangan", "-"), ("Kosmetik", "19"))):
        boxes = [(x, 20.0 * n, x + 50, 20.0 * n + 20) for x in (0.0, 50.0)]
        texts = [(name,) if name else (), (figure,) if figure else ()]
        rows.append(PrintedRow(tuple(Cell(text, k, halaman=1, bbox=box) for k, (text, box) in enumerate(zip(texts, boxes, strict=True)))))
    block = Block(tuple(rows), "ocr", 1)
    hidden: list[Kotak] = [(50, 0, 100, 20), (0, 20, 50, 40), (50, 20, 100, 40)]
    made = with_hidden_figures(block, hidden)
    assert [[cell.text for cell in row.cells] for row in made.rows[2:4]] == [["", UNREADABLE], ["Pangan", "-"]]
    assert [row.bendera for row in made.rows] == [(), (), (NO_TEXT,), (), ()]
    assert with_hidden_figures(block, []) is block


def test_columns_without_a_majority_are_in_doubt() -> None:
    assert set(doubts("72,5", "72.5")) == {"72,5", "72.5"}


def test_between_activity_and_output_stand_letters() -> None:
    printed, read = "DR.3165.QDO.001 - Sekolah", "DR.3165.QD0.001 - Sekolah"
    assert agreed(read, says(printed)) == Agreed(printed)
    assert agreed(read, says(read)) == Agreed(printed, (printed, read)), "a Q or a D looks like 0 too"
    assert agreed(printed, says(printed)) == Agreed(printed)
    assert agreed("3165.QD8.001 - Sekolah", says("3165.QD8.001 - Sekolah")) == Agreed("3165.QDB.001 - Sekolah")
