"""Titles with blanks between their letters."""

import pytest

from extract.page.word_lines import closed_up
from extract.page.words import Word


def line(text: str, blank: float = 3.0, width: float = 7.0, y: float = 0.0) -> list[Word]:
    """Words of `width` a letter; each blank of the text is so wide."""
    found, x = [], 0.0
    for word in text.split(" "):
        if word:
            found.append(Word(word, x, y, x + width * len(word), y + 10.0))
            x += width * len(word)
        x += blank
    return found


def read(words: list[Word]) -> list[str]:
    return [word.text for word in closed_up(words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("R E N C A N A   A K S I   T A H U N   2 0 2 5", ["RENCANA", "AKSI", "TAHUN", "2025"]),
        ("R E N C A N A T A H U N 2 0 2 5", ["RENCANATAHUN", "2025"]),
        ("Rencana A K S I K I", ["Rencana", "AKSIKI"]),
        ("A B C D E", ["A", "B", "C", "D", "E"]),
        ("1 2 3 4 5 6 7 8", ["1", "2", "3", "4", "5", "6", "7", "8"]),
        ("I K K 1 2 3 4", ["I", "K", "K", "1", "2", "3", "4"]),
    ],
)
def test_letters_set_apart(text: str, words: list[str]) -> None:
    assert read(line(text)) == words


def test_letters_that_head_columns_stay_apart() -> None:
    assert read(line("J F M A M J J A S O N D", blank=9.0)) == [*"JFMAMJJASOND"]


def test_letters_of_other_lines_are_no_part() -> None:
    words = [*line("R E N C A N A"), *line("A K S I", y=20.0)]
    made = closed_up(words)
    assert [word.text for word in made] == ["RENCANA", *"AKSI"]
    assert (made[0].x0, made[0].x1) == (0.0, 67.0)
