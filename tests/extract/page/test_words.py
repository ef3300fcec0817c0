"""Characters → words."""

import numpy as np
import pytest

from extract.page.characters import Characters
from extract.page.rulings import Rule
from extract.page.words import Word, words_of

SIZE = 8.0


def characters(*parts: tuple[str, float, float], width: float = 4.0, size: float = SIZE) -> Characters:
    """Each part (text, x, y): its letters side by side, `width` points each."""
    codes = [ord(letter) for text, _, _ in parts for letter in text]
    boxes = [(x + n * width, y, x + (n + 1) * width, y + size) for text, x, y in parts for n, _ in enumerate(text)]
    return Characters(np.array(codes, np.uint32), np.array(boxes, np.float64).reshape(-1, 4))


def joined(*parts: Characters) -> Characters:
    return Characters(np.concatenate([p.codes for p in parts]), np.concatenate([p.boxes for p in parts]))


def texts(found: list[Word]) -> list[str]:
    return [word.text for word in found]


def test_blanks_and_gaps_part_words() -> None:
    assert texts(words_of(characters(("satu dua", 0, 0), ("tiga", 40, 0)))) == ["satu", "dua", "tiga"]


def test_a_kerned_blank_parts_nothing() -> None:
    """The blank is there, but the next digit stands where the blank began."""
    assert texts(words_of(characters(("1.234", 0, 0), (" ", 20, 0), (".567", 20, 0)))) == ["1.234.567"]


def test_an_end_of_a_line_that_is_placed_before_its_letter_parts_nothing() -> None:
    """PDFium puts one behind each letter of a turned page that is written letter by letter."""
    parts = [part for n, letter in enumerate("RENCANA") for part in ((letter, 4.0 * n, 0), ("\r", 4.0 * n, 6), ("\n", 4.0 * n, 6))]
    made = characters(*parts)
    ends = (made.codes == ord("\r")) | (made.codes == ord("\n"))
    made.boxes[ends, 2], made.boxes[ends, 3] = made.boxes[ends, 0], made.boxes[ends, 1]
    assert texts(words_of(made)) == ["RENCANA"]


def test_a_line_ends_a_word() -> None:
    assert texts(words_of(characters(("menin", 0, 0), ("dak", 0, 10)))) == ["menin", "dak"]


@pytest.mark.parametrize("shift", [0.0, 0.2, 0.8])
def test_text_printed_twice_counts_once(shift: float) -> None:
    twice = joined(characters(("Total", 10, 20)), characters(("Total", 10 + shift, 20 + shift / 4)))
    assert texts(words_of(twice)) == ["Total"]


def test_double_letters_stay() -> None:
    assert texts(words_of(characters(("22,30% tall", 0, 0)))) == ["22,30%", "tall"]


def test_ligatures_are_letters() -> None:
    assert texts(words_of(characters(("serti\ufb01kasi", 0, 0)))) == ["sertifikasi"]


def test_a_hyphen_at_the_end_of_a_line_is_one() -> None:
    assert texts(words_of(characters(("di\x02", 0, 0), ("periksa", 0, 10)))) == ["di-", "periksa"]


def test_a_soft_hyphen_inside_a_line_is_not_printed() -> None:
    unseen = joined(characters(("Perse", 0, 0)), characters(("\xad", 20, 0)), characters(("ntase", 20, 0)))
    assert texts(words_of(unseen)) == ["Persentase"]
    assert texts(words_of(characters(("non\xadpangan", 0, 0)))) == ["non-pangan"], "it has a place of its own"


def test_a_soft_hyphen_in_one_glyph_with_the_letter_before_it_is_not_printed() -> None:
    """Of the glyph's width PDFium gives each of the two a half."""
    parts = [
        characters((letter, x, 0), width=wide)
        for letter, x, wide in (("P", 0, 5), ("r", 5, 3), ("s", 8, 4), ("n", 14.4, 4.5), ("t", 19, 2))
    ]
    glyph = characters(("e\xad", 12, 0), width=1.2)
    assert texts(words_of(joined(*parts[:3], glyph, *parts[3:]))) == ["Prsent"]
    glyph.boxes[:, [1, 3]] = parts[0].boxes[0, 1] + 2.0, parts[0].boxes[0, 3] - 2.1
    assert texts(words_of(joined(*parts[:3], glyph, *parts[3:]))) == ["Prsent"], "in a lower box than the letters beside it"


def test_a_hyphen_of_typewriter_letters_is_printed() -> None:
    """All letters of a size are of one width: a title, a head, a line and a note have four."""
    sizes = ((12, 7.2), (10, 6.0), (6, 3.6))
    others = [
        characters((name, 0, 20.0 * n), width=width, size=size) for n, (name, (size, width)) in enumerate(zip("TSC", sizes, strict=True), 1)
    ]
    assert texts(words_of(joined(characters(("non\xadpangan", 0, 0), width=4.8), *others)))[0] == "non-pangan"


def test_the_letters_of_a_ligature_stay_with_their_word() -> None:
    """PDFium gives them lower boxes, beside which the usual gaps between letters look wide."""
    low = characters(("fi", 20.6, 1.5), size=5)
    assert texts(words_of(joined(characters(("Efekt", 0, 0)), low, characters(("tas", 29.2, 0))))) == ["Efektfitas"]


def test_a_number_behind_a_letter_that_reaches_below_the_line_is_not_raised() -> None:
    """Boxes as high as the letters themselves."""
    tight = characters(("Rp22", 0, 0), size=4)
    tight.boxes[1, 3] = 5.2
    assert texts(words_of(tight)) == ["Rp22"]
    raised = joined(characters(("20", 0, 0)), characters(("1", 8, 0), size=5))
    assert texts(words_of(raised)) == ["20¹"]


def test_narrow_letters_from_right_to_left_are_put_in_order() -> None:
    """The order in which PDFium gives the letters of a page that stands on its head."""
    backward = [characters((letter, x, 0), width=wide) for letter, x, wide in (("n", 10, 4), ("i", 8.8, 1.2), ("s", 4.8, 4), ("a", 0.8, 4))]
    assert texts(words_of(joined(*backward))) == ["asin"]


def test_letters_in_any_order_are_put_together() -> None:
    assert texts(words_of(joined(characters(("ju", 0, 0)), characters(("x", 100, 50)), characters(("mlah", 8, 0))))) == ["jumlah", "x"]


def test_a_rule_between_touching_texts_parts_them() -> None:
    side_by_side = characters(("100", 0, 0), ("97", 12.3, 0))
    assert texts(words_of(side_by_side)) == ["10097"]
    assert texts(words_of(side_by_side, [Rule(True, 12.2, 0, 20)])) == ["100", "97"]
    assert texts(words_of(side_by_side, [Rule(True, 12.2, 30, 50)])) == ["10097"], "the rule stands elsewhere"


def test_a_stamp_is_apart_from_the_words_under_it() -> None:
    under = joined(characters(("nilai", 0, 0)), characters(("DRAFT", 10, -10), width=20, size=30))
    assert texts(words_of(under)) == ["nilai", "DRAFT"]


def test_no_characters_no_words() -> None:
    assert words_of(characters()) == [] and words_of(characters(("  ", 0, 0))) == []


# ---- where the limits lie; letters are 8 points high and 4 wide


@pytest.mark.parametrize(("gap", "words"), [(0.7, ["12"]), (1.3, ["1", "2"])])
def test_letters_set_a_little_apart_are_one_word_and_wider_ones_two(gap: float, words: list[str]) -> None:
    assert texts(words_of(characters(("1", 0, 0), ("2", 4 + gap, 0)))) == words


@pytest.mark.parametrize(("shown", "words"), [(0.38, ["12"]), (0.6, ["1", "2"])])
def test_a_blank_parts_where_paper_shows(shown: float, words: list[str]) -> None:
    assert texts(words_of(characters(("1", 0, 0), (" ", 4, 0), ("2", 4 + shown, 0)))) == words


@pytest.mark.parametrize(("lower", "words"), [(4.0, ["97"]), (5.0, ["9", "7"])])
def test_letters_of_one_line_stand_at_one_height(lower: float, words: list[str]) -> None:
    assert texts(words_of(characters(("9", 0, 0), ("7", 4, lower)))) == words


@pytest.mark.parametrize(("times", "words"), [(2.0, ["Akta"]), (3.2, ["A", "kta"])])
def test_a_first_letter_may_be_tall_and_a_stamp_is_taller(times: float, words: list[str]) -> None:
    tall = characters(("A", 0, 4 - times * SIZE / 2), size=times * SIZE)
    assert texts(words_of(joined(tall, characters(("kta", 4, 0))))) == words


@pytest.mark.parametrize(("size", "foot", "gap", "words"), [
    (5.0, 3.0, 0.0, ["20¹"]),
    (SIZE, 1.5, 0.0, ["201"]),  # as large as the others
    (6.0, 1.0, 0.0, ["201"]),  # hardly raised
    (6.0, 1.5, 0.0, ["20¹"]),
    (SIZE / 1.2, 2.0, 0.0, ["20¹"]),  # as browsers set it
    (7.4, 2.0, 0.0, ["201"]),
    (5.0, 3.0, 2.0, ["20", "¹"]),
    (5.0, 3.0, 3.0, ["20", "1"]),  # far from it
])  # fmt: skip
def test_a_mark_is_small_raised_and_near(size: float, foot: float, gap: float, words: list[str]) -> None:
    mark = characters(("1", 8 + gap, SIZE - foot - size), size=size)
    assert texts(words_of(joined(characters(("20", 0, 0)), mark))) == words


@pytest.mark.parametrize(("size", "text"), [(5.4, "20¹²"), (5.65, "20¹2")])
def test_two_marks_are_of_one_size(size: float, text: str) -> None:
    marks = joined(characters(("1", 8, 0), size=5), characters(("2", 12, 0), size=size))
    assert texts(words_of(joined(characters(("20", 0, 0)), marks))) == [text]


@pytest.mark.parametrize(("width", "shift", "text"), [(2.0, 0.8, "1"), (1.5, 0.8, "11"), (4.0, 1.2, "11")])
def test_a_letter_printed_again_stands_a_fraction_aside(width: float, shift: float, text: str) -> None:
    """Of a narrow letter less: two of them stand as near as one that is printed twice."""
    found = words_of(characters(("1", 0, 0), ("1", shift, 0), width=width))
    assert "".join(texts(found)) == text


@pytest.mark.parametrize(("gap", "at", "words"), [
    (0.12, 12.06, ["10097"]),  # nothing of a gap is seen
    (0.2, 12.1, ["100", "97"]),
    (0.3, 11.5, ["100", "97"]),  # a letter leans over the rule
    (0.3, 11.2, ["10097"]),
])  # fmt: skip
def test_a_rule_parts_what_shows_a_gap_around_it(gap: float, at: float, words: list[str]) -> None:
    assert texts(words_of(characters(("100", 0, 0), ("97", 12 + gap, 0)), [Rule(True, at, 0, 20)])) == words


@pytest.mark.parametrize(("lower", "at", "found"), [
    (0.08, None, ["jumlah", "x"]),
    (0.13, None, ["ju", "x", "mlah"]),
    (0.0, 8.8, ["ju", "x", "mlah"]),  # a rule beside the seam
    (0.0, 9.3, ["jumlah", "x"]),  # a rule inside a letter
])  # fmt: skip
def test_pieces_in_another_order_are_one_word_on_one_line_without_a_rule(lower: float, at: float | None, found: list[str]) -> None:
    pieces = joined(characters(("ju", 0, 0)), characters(("x", 100, 50)), characters(("mlah", 8, lower)))
    assert texts(words_of(pieces, [Rule(True, at, 0, 20)] if at else [])) == found


@pytest.mark.parametrize(("back", "words"), [(1.4, ["ex"]), (2.0, ["e", "x"])])
def test_kerned_letters_stand_a_little_over_one_another(back: float, words: list[str]) -> None:
    assert texts(words_of(characters(("e", 0, 0), ("x", -back, 0)))) == words


@pytest.mark.parametrize(("end", "text"), [(10.3, "in"), (10.5, "ni")])
def test_a_narrow_letter_ends_where_the_one_behind_it_begins(end: float, text: str) -> None:
    """In the order of a page that stands on its head the letter behind it comes first."""
    backward = joined(characters(("n", 10, 0)), characters(("i", 8.9, 0), width=end - 8.9))
    assert texts(words_of(backward)) == [text]


@pytest.mark.parametrize(("shift", "lower", "words"), [
    (0.6, 0.0, ["Persentase"]),
    (1.0, 0.0, ["Perse-ntase"]),
    (0.0, 3.0, ["Persentase"]),
    (0.0, 5.0, ["Perse-", "ntase"]),
])  # fmt: skip
def test_a_soft_hyphen_is_unseen_where_the_next_letter_takes_its_place_in_its_line(shift: float, lower: float, words: list[str]) -> None:
    parts = characters(("Perse", 0, 0), ("\xad", 20, 0), ("ntase", 20 + shift, lower))
    assert texts(words_of(parts)) == words
