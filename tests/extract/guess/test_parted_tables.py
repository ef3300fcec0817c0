"""Two tables of one page that are ruled alike: each has the columns of its own words."""

import pytest

from extract.guess.page_rules import page_rules
from tests.extract.guess.test_guessed_columns import HEAD, cells, expected, level, phrase, table_words


@pytest.mark.parametrize(("line", "parted"), [("Tabel 3.2 Perbandingan", True), ("Menurut tabel 3.2", False)])
def test_a_caption_between_two_ruled_tables_parts_them(line: str, parted: bool) -> None:
    """The second has figures where columns of the first begin; beside the text between them stands a box of words."""
    moved = [word._replace(x0=word.x0 - 38, x1=word.x1 - 38) for word in table_words([120, 140, 160]) if word.x0 > 200]
    named = [word for text, y in (("Satu", 120), ("Dua", 140), ("Tiga", 160)) for word in phrase(text, 34, y)]
    beside = [word for x, text in ((34, "obat"), (110, "aman"), (180, "dan"), (250, "bermutu")) for word in phrase(text, x, 76)]
    words = [*HEAD, *table_words([30, 50]), *beside, *phrase(line, 34, 90), *phrase("Nama Target", 34, 103), *named, *moved]
    found = cells(page_rules(level(10, 25, 45, 65, 100, 115, 135, 155, 175), [], words), words)
    head = ["No", "Indikator Kinerja", "Target", "Realisasi"]
    assert (found[0] == [head, *expected(2)]) is parted
