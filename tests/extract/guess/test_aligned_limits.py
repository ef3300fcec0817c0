"""Where the limits lie by which texts that nobody ruled are lines, heads, columns, and rows; words are 7 points high."""

import pytest

from extract.guess.aligned_columns import Name, behind_names, head_of
from extract.guess.aligned_lines import TextLine, lines_of
from extract.guess.aligned_rows import RowKind, rows_of
from extract.page.words import Word
from tests.extract.guess.test_aligned import COLUMNS, MIDDLES, body, centred, phrase, report_row, rows

HEIGHT = 7.0


def line(*texts: tuple[str, float], y: float = 0) -> TextLine:
    """Each text with where it begins."""
    (made,) = lines_of([word for text, x in texts for word in phrase(text, x, y)], HEIGHT)
    return made


@pytest.mark.parametrize(("gap", "phrases"), [(3.0, 1), (5.0, 2)])
def test_words_of_a_phrase_stand_a_blank_apart(gap: float, phrases: int) -> None:
    first = Word("Obat", 0, 0, 12, 7)
    assert len(lines_of([first, Word("aman", 12 + gap, 0, 24 + gap, 7)], HEIGHT)[0].phrases) == phrases


@pytest.mark.parametrize(("gap", "rest"), [(1.5, True), (2.8, False)])
def test_the_digits_that_had_no_room_follow_closely(gap: float, rest: bool) -> None:
    assert line(("3", 50), y=7 + gap).is_rest_of(line(("85.8", 44))) is rest


@pytest.mark.parametrize(("names", "head"), [
    (("Nomor", "Rincian output", "Komponen", "Alokasi anggaran tahun"), True),
    (("Nomor", "Rincian output", "Komponen", "Alokasi anggaran tahun ini"), False),
    (("Nomor", "Rincian", "Komponen"), False),
    (("NO", "RO", "KOMPONEN"), True),
    (("NO", "RO"), False),
])  # fmt: skip
def test_a_block_s_own_head_has_short_names_and_a_few_of_them(names: tuple[str, ...], head: bool) -> None:
    assert line(*((name, 100.0 * n) for n, name in enumerate(names))).is_head is head


@pytest.mark.parametrize(("gap", "found"), [(7.0, False), (10.0, True)])
def test_a_column_without_a_name_stands_apart(gap: float, found: bool) -> None:
    """Below 'Capaian', from 100 to 130, stand figures that end at 125."""
    lines = [line(("Obat", 0), ("97,50", 110), ("12", 140 - 15 + gap), y=12.0 * n) for n in range(3)]
    names = [Name(0, 40, -10, -3), Name(100, 124, -10, -3)]
    assert (behind_names(names, lines, HEIGHT) is not None) is found


@pytest.mark.parametrize(("above", "sizes"), [(9.0, [2, 1]), (8.0, [1, 2])])
def test_rows_begin_with_their_figures_where_nearly_the_widest_gap_is_above_them(above: float, sizes: list[int]) -> None:
    figures, name = line(("Obat", 0), ("91", 60), ("92", 90)), line(("yang aman", 0), y=17)
    second = line(("Indeks", 0), ("93", 60), ("94", 90), y=24 + above)
    assert [len(row.lines) for row in rows_of([figures, name, second], {0: RowKind.FIGURES, 2: RowKind.FIGURES}, {})] == sizes


def table(first: float, *between: Word) -> list[Word]:
    """A head of seven names from 60 to 67, and three rows from `first` on."""
    words = [word for x, name in zip(MIDDLES, COLUMNS, strict=True) for word in centred(name, x, 60)]
    made = [word for n in range(3) for word in report_row(f"{n + 1}.", "Obat", ("91,50", "17", "116", "92,24", "101,81"), first + 12 * n)]
    return [*words, *between, *made]


@pytest.mark.parametrize(("gap", "name"), [(2.8, "Target persen"), (4.2, "Target")])
def test_a_further_line_of_a_head_stands_close_below(gap: float, name: str) -> None:
    assert name in rows(table(84, *centred("persen", 230, 67 + gap)))[0]


@pytest.mark.parametrize(("figures", "read"), [(1, 0), (2, 3)])
def test_a_table_has_columns_of_figures(figures: int, read: int) -> None:
    texts = ("Rapat", "Serang", "Mei", "Rutin")
    words = [word for n, name in enumerate(("Kegiatan", "Lokasi", "Bulan", "Nilai")) for word in centred(name, 60 + 100 * n, 60)]
    for row in range(3):
        made = [*texts[: 4 - figures], *("15", "97")[:figures]]
        words += [word for n, text in enumerate(made) for word in centred(text, 60 + 100 * n, 74 + 12 * row)]
    assert len(rows(words)[1:]) == read
    assert body(words) == []


@pytest.mark.parametrize(("gap", "own"), [(1.0, False), (1.9, True)])
def test_a_block_s_own_head_stands_apart_from_the_head_above_it(gap: float, own: bool) -> None:
    names = ("Rincian", "Sumber", "Volume", "Satuan", "Biaya")
    block = [word for x, name in zip((120, 230, 290, 340, 390), names, strict=True) for word in centred(name, x, 67 + gap)]
    found = rows(table(82, *block))
    assert any(set(names) <= set(row) for row in found) is own


@pytest.mark.parametrize(("texts", "figures"), [
    (("Terwujudnya obat aman", "Indeks", "91", "92", "93", "94"), True),
    (("Sampel obat", "Pengujian", "Paket", "4", "1.540.000", "3", "6.162.000"), False),
])  # fmt: skip
def test_a_row_of_figures_has_few_names_among_them(texts: tuple[str, ...], figures: bool) -> None:
    """An indicator with its quarters; a block's row, that has volumes and amounts."""
    assert line(*((text, 100.0 * n) for n, text in enumerate(texts))).is_of_figures is figures


@pytest.mark.parametrize(("aside", "goes_on"), [(2.5, True), (4.0, False)])
def test_the_lines_of_a_centred_name_are_askew_by_half_a_blank(aside: float, goes_on: bool) -> None:
    """Some programs centre a line together with the blank at its end."""
    head = head_of([*lines_of([*centred("Sasaran kegiatan", 60, 0), *centred("Indikator", 200, 0)], HEIGHT)])
    assert head.goes_on(lines_of(centred("dan program", 60 - aside, 9), HEIGHT)[0]) is goes_on


@pytest.mark.parametrize(("above", "last"), [(4.0, [1, 2]), (6.0, [2, 1])])
def test_a_row_set_otherwise_than_the_others_parts_where_the_gap_is_much_wider(above: float, last: list[int]) -> None:
    """Five rows begin with their figures, ten points below each other; the sixth has a name ten points below these, above its figures."""
    made = [line(("Obat", 0), ("91", 60), ("92", 90), y=17.0 * n) for n in range(6)]
    name = line(("Indeks", 0), y=17.0 * 6)
    figures = line(("93", 60), ("94", 90), y=17.0 * 6 + 7 + above)
    kinds = dict.fromkeys([*range(6), 7], RowKind.FIGURES)
    assert [len(row.lines) for row in rows_of([*made, name, figures], kinds, {})] == [*[1] * 5, *last]
