"""Level rules drawn field by field, one piece a column of the grid, also below cells that span several."""

from extract.guess.joints import without_split_phrases
from extract.guess.words_by_place import Page
from extract.page.rulings import Rule
from extract.page.words import Word

BOUNDARY, INSIDE = 100.0, 160.0
"""Where SUB KOMPONEN begins, and a month's column that it spans."""


def words(y: float, *texts: tuple[str, float]) -> list[Word]:
    """8 points high, 4 points a letter, 2 points a blank."""
    found = []
    for text, x in texts:
        for part in text.split():
            found.append(Word(part, x, y, x + 4 * len(part), y + 8))
            x = found[-1].x1 + 2
    return found


def kept(*rows: list[Word]) -> list[tuple[float, float]]:
    """(place, top) of the joints that are left; a row is 20 points high."""
    joints = [Rule(True, at, 20.0 * n, 20.0 * n + 20) for n in range(len(rows)) for at in (BOUNDARY, INSIDE)]
    found = without_split_phrases(joints, Page([word for row in rows for word in row]))
    return [(rule.at, rule.start) for rule in found]


FIGURES = words(6, ("Nilai kinerja", 20), ("12", 120), ("13", 170))
CROSSING = words(26, ("Pengadaan peralatan fasilitas perkantoran", 36))
PHRASE = words(46, ("Renovasi bangunan laboratorium lain", 42.5))
"""'Renovasi bangunan laboratorium' ends before 160, 'lain' begins behind it; 'bangunan' runs over 100, as 'peralatan' does."""


def test_a_phrase_is_whole_where_a_row_like_it_runs_over_the_joint() -> None:
    assert (INSIDE, 40.0) not in kept(FIGURES, CROSSING, PHRASE)


def test_texts_of_two_cells_set_closely_stay_two() -> None:
    """No row like it runs over the boundary."""
    first = words(26, ("051 - Komponen", 39), ("Terselenggaranya operasional", 101))
    second = words(46, ("053 - Komponen", 39), ("Terselenggaranya pelayanan", 101))
    assert [place for place, top in kept(FIGURES, first, second) if top] == [BOUNDARY, INSIDE] * 2


def test_figures_under_their_heads_are_no_phrase() -> None:
    assert [
        place for place, top in kept(words(6, ("Nilai", 70), ("100", 101), ("100", 147), ("98", 160.5)), CROSSING, PHRASE) if not top
    ] == [
        BOUNDARY,
        INSIDE,
    ]
