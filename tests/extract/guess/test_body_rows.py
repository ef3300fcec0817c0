"""Rows of a body that no rule parts."""

import pytest

from extract.guess.values import is_figure, is_value
from tests.extract.lembar import Lembar

XS = (30, 50, 170, 230, 300)
HEAD = ["No", "Jenis Belanja", "Pagu (Rp)", "%"]
ROWS = [
    ["1", "Belanja Pegawai", "3.063.756.384", "99,92"],
    ["2", "Belanja Barang", "1.581.147.936", "99,75"],
    ["", "Jumlah", "4.644.904.320", "99,86"],
]


def page_of(rows: list[list[str]], tops: list[float], xs: tuple[float, ...] = XS, end: float = 0) -> Lembar:
    """A head and a body in one grid row each; the rows begin at these heights."""
    page = Lembar()
    page.grid(xs, (20, 36, end or tops[-1] + 24))
    page.cells(xs, (20, 36), [HEAD[: len(xs) - 1]])
    for top, row in zip(tops, rows, strict=True):
        page.cells(xs, (top, top + 20), [row], figures=2)
    return page


@pytest.mark.parametrize("pitch", [10, 12, 20])
def test_rows_by_their_figures_a_sum_without_a_number_too(pitch: float) -> None:
    assert page_of(ROWS, [36 + pitch * n for n in range(3)]).rows() == [HEAD, *ROWS]


def test_names_of_several_lines_stay_whole() -> None:
    rows = [["1", "Persentase Obat yang aman\nmemenuhi syarat", "80", "1"], ["2", "Indeks", "90", "2"]]
    made = page_of(rows, [36, 58]).rows()
    assert made == [HEAD, ["1", "Persentase Obat yang aman memenuhi syarat", "80", "1"], rows[1]]


def test_figures_at_the_middle_of_their_names() -> None:
    page = Lembar()
    page.grid(XS, (20, 36, 96))
    page.cells(XS, (20, 36), [HEAD])
    for top, name, value in (
        (38, ["Persentase Obat", "yang memenuhi", "syarat"], "80"),
        (68, ["Persentase Makanan", "yang memenuhi", "syarat"], "90"),
    ):
        page.text(53, top, *name)
        page.text(33, top + 9.2, value[0])
        page.text(227, top + 9.2, value, right=True)
        page.text(297, top + 9.2, "1", right=True)
    assert [row[1:3] for row in page.rows()[1:]] == [
        ["Persentase Obat yang memenuhi syarat", "80"],
        ["Persentase Makanan yang memenuhi syarat", "90"],
    ]


@pytest.mark.parametrize(
    "second",
    [
        ["Persentase Makanan yang", "memenuhi syarat"],
        ["Persentase", "makanan yang", "aman"],
        ["Persentase", "Obat dan Makanan", "yang aman"],
    ],
)
def test_figures_and_the_row_s_number_at_the_middle_of_names_of_which_the_first_is_one_line(second: list[str]) -> None:
    """Between two lines of the name, or beside the middle one of three."""
    page = Lembar()
    page.grid(XS, (20, 36, 110))
    page.cells(XS, (20, 36), [HEAD])
    for no, top, name, value in (("1", 38, ["Nilai AKIP"], "80"), ("2", 52, second, "90"), ("3", 84, ["Indeks SPBE"], "70")):
        at = top + 4.6 * (len(name) - 1)
        page.text(53, top, *name)
        page.text(33, at, no)
        page.text(227, at, value, right=True)
        page.text(297, at, "1", right=True)
    assert page.rows()[1:] == [["1", "Nilai AKIP", "80", "1"], ["2", " ".join(second), "90", "1"], ["3", "Indeks SPBE", "70", "1"]]


def test_figures_beside_a_name_of_one_line_between_the_lines_of_another() -> None:
    """The sasaran is of two lines around the middle of its row, the indicator of one in it."""
    page = Lembar()
    xs = (30, 50, 150, 230, 300)
    page.grid(xs, (20, 36, 90))
    page.cells(xs, (20, 36), [["No", "Sasaran", "Indikator", "Target"]])
    rows = [["1", "Terwujudnya Obat dan", "Makanan", "Nilai AKIP", "80"], ["2", "Terwujudnya SDM yang", "optimal", "Indeks SPBE", "90"]]
    for top, (no, first, second, name, value) in zip((38, 63), rows, strict=True):
        page.text(53, top, first, second)
        page.text(33, top + 4.6, no)
        page.text(153, top + 4.6, name)
        page.text(297, top + 4.6, value, right=True)
    assert page.rows()[1:] == [[no, f"{first} {second}", name, value] for no, first, second, name, value in rows]


def test_a_groups_head_is_a_row_of_its_own() -> None:
    rows = [["", "Belanja", "", ""], *ROWS]
    assert page_of(rows, [36, 48, 60, 72]).rows() == [HEAD, *rows]


def test_a_figure_that_was_too_wide_for_its_column_is_one_row() -> None:
    """'108,018,7' and '50', '85.8' and '3': the columns are full, the second halves are no figures of a second row."""
    page = Lembar()
    xs = (30, 150, 176, 222)
    page.grid(xs, (20, 36, 62))
    page.cells(xs, (20, 36), [["Indikator", "B12", "Anggaran"]])
    page.text(33, 39, "Tingkat efektivitas KIE di", "wilayah kerja UPT")
    page.text(174, 39, "185.8", "3", right=True)
    page.text(220, 39, "108,018,7", "50", right=True)
    assert page.rows()[1] == ["Tingkat efektivitas KIE di wilayah kerja UPT", "185.8 3", "108,018,7 50"]


def test_figures_that_were_too_wide_do_not_part_the_row_whose_others_stand_at_its_foot() -> None:
    page = Lembar()
    xs = (30, 150, 176, 202, 228, 254)
    page.grid(xs, (20, 36, 62))
    page.cells(xs, (20, 36), [["Indikator", "B03", "B04", "B05", "B06"]])
    page.text(33, 39, "Tingkat efektivitas KIE di", "wilayah kerja UPT")
    page.text(200, 39, "133.3", "3", right=True)
    page.text(226, 39, "166.6", "7", right=True)
    for right, value in ((174, "125.0"), (252, "175.0")):
        page.text(right, 48.2, value, right=True)
    assert page.rows()[1:] == [["Tingkat efektivitas KIE di wilayah kerja UPT", "125.0", "133.3 3", "166.6 7", "175.0"]]


def test_figures_far_below_one_another_are_no_halves() -> None:
    """'6.3' and, a row below, '91.72' are not '6.391.72'."""
    page = Lembar()
    page.grid(XS, (20, 36, 96))
    page.cells(XS, (20, 36), [HEAD])
    rows = [
        ["1", "Persentase Obat yang\nmemenuhi syarat", "6.3", "15.3"],
        ["2", "Persentase Makanan yang\nmemenuhi syarat", "91.72", "91.72"],
    ]
    for top, (no, name, *values) in zip((38, 66), rows, strict=True):
        page.text(53, top, *name.split("\n"))
        page.text(33, top + 4.6, no)
        for right, value in zip((227, 297), values, strict=True):
            page.text(right, top + 4.6, value, right=True)
    assert page.rows()[1:] == [[cell.replace("\n", " ") for cell in row] for row in rows]


def test_a_ruled_row_with_one_figure_beside_names_of_two_lines_stays() -> None:
    page = Lembar()
    page.grid(XS, (20, 36, 60, 84))
    page.cells(
        XS,
        (20, 36, 60),
        [HEAD, ["1", "Persentase Obat yang\nmemenuhi syarat", "Rp\n3.000", "12 Januari\n2025"], ["2", "Indeks", "4.000", "1"]],
    )
    assert page.rows()[1] == ["1", "Persentase Obat yang memenuhi syarat", "Rp 3.000", "12 Januari 2025"]


def test_a_sasaran_over_several_rows_is_not_parted() -> None:
    xs = (30, 150, 240, 280, 320)
    page = Lembar()
    page.grid(xs, (20, 36, 90))
    page.cells(xs, (20, 36), [["Sasaran", "Indikator", "Target", "Realisasi"]])
    page.text(33, 39, "Terwujudnya Obat dan Makanan", "yang memenuhi syarat di", "wilayah kerja UPT")
    for n, row in enumerate(
        (["Indeks satu", "80", "81"], ["Indeks dua", "90", "91"], ["Indeks tiga", "70", "71"], ["Indeks empat", "60", "61"])
    ):
        page.cells(xs[1:], (36 + 12 * n, 50 + 12 * n), [row], figures=1)
    made = page.rows()
    assert made[1][0] == "Terwujudnya Obat dan Makanan yang memenuhi syarat di wilayah kerja UPT"
    assert [row[-3:] for row in made[1:]] == [
        ["Indeks satu", "80", "81"],
        ["Indeks dua", "90", "91"],
        ["Indeks tiga", "70", "71"],
        ["Indeks empat", "60", "61"],
    ]


@pytest.mark.parametrize(
    "text", ["94", "1.234.567,00", "77,5%", "Rp12.000", "(1.200)", "**12,760", "$9,600", "-", "–", "*****", "(X)", "n/a", "25–29"]
)
def test_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["Obat", "B01", "DR.3165.QIA.005", "TW I", "Rp"])
def test_no_figures(text: str) -> None:
    assert not is_figure(text)


def test_values_of_few_words() -> None:
    assert is_value("$9,594 or less") and is_value("12 bulan")
    assert not is_value("Persentase Obat 2024") and not is_value("3 Sasaran yang harus dicapai tahun ini")


OPEN = ["Gaji (a)", "Tunjangan (b)", "Perjalanan", "Jumlah"]


FIGURES = [["1.314.000", "373.250"], ["352.000", "99.988"], ["94.000", "20.000"], ["1.760.000", "493.238"]]


def open_sided(names: list[str], pitch: float = 14, side: bool = False, count: int = 4) -> Lembar:
    """Figures in ruled rows 14 points high, names at their left without rules; side: a rule left of the names; count: rows of figures."""
    page = Lembar()
    rows = [20 + 14 * n for n in range(count + 1)]
    page.grid((120, 200, 280), rows)
    page.level(30, 120, rows[0], rows[-1])
    if side:
        page.upright(rows[0], rows[-1], 30)
    page.cells((120, 200, 280), rows, FIGURES[:count], figures=0)
    for n, name in enumerate(names):
        page.text(33, 20 + 3 + pitch * n, name)
    return page


def test_names_without_rules_stand_in_the_rows_beside_them() -> None:
    assert [row[0] for row in open_sided(OPEN).rows()] == OPEN


@pytest.mark.parametrize(
    ("names", "pitch", "side", "count"),
    [(OPEN[:3], 14, False, 4), (OPEN, 9, False, 4), (OPEN, 14, True, 4), (OPEN[:2], 14, False, 2)],
    ids=["fewer", "closer", "side", "two"],
)
def test_other_names_stay_in_one_cell(names: list[str], pitch: float, side: bool, count: int) -> None:
    """Fewer lines than rows, lines at other heights, a cell whose side is drawn, or two rows alone: one name over all rows."""
    assert open_sided(names, pitch, side, count).rows()[0][0] == " ".join(names)


PLAN_XS = (30, 50, 200, 230, 252, 274, 330)
PLAN_HEAD = ["No", "Indikator", "Target", "B01", "B02", "Anggaran"]


def centred(numbers: dict[float, str], rows: list[tuple[float, list[str], list[list[str]]]]) -> Lembar:
    """A ruled head and a body that no level rule parts: names and figures of some lines each stand around the same height."""
    page = Lembar()
    page.grid(PLAN_XS, (20, 36, 130))
    page.cells(PLAN_XS, (20, 36), [PLAN_HEAD])
    for middle, number in numbers.items():
        page.text(33, middle - 4, number)
    for middle, name, values in rows:
        page.text(53, middle - 4.6 * len(name), *name)
        for right, lines in zip(PLAN_XS[3:], values, strict=True):
            page.text(right - 3, middle - 4.6 * len(lines), *lines, right=True)
    return page


NAMES = (["01 - Indeks kesadaran", "masyarakat terhadap", "Obat dan Makanan"], ["02 - Nilai"], ["03 - Persentase Makanan", "yang aman"])


def test_halves_of_figures_around_the_line_of_the_others_are_one_row() -> None:
    rows = [
        (52.0, NAMES[0], [["77,26"], ["77,2", "6"], ["77,2", "6"], ["25.587.500"]]),
        (80.0, NAMES[1], [["5"], ["1"], ["5"], ["1.000.000"]]),
        (104.0, NAMES[2], [["80"], ["70"], ["80"], ["2.000.000"]]),
    ]
    made = centred({}, rows).rows()
    assert [[text.replace(" ", "") for text in row[-4:]] for row in made[1:]] == [
        ["77,26", "77,26", "77,26", "25.587.500"],
        ["5", "1", "5", "1.000.000"],
        ["80", "70", "80", "2.000.000"],
    ]


def test_a_number_at_the_middle_of_several_rows_makes_none() -> None:
    rows = [
        (48.0, NAMES[2], [["80"], ["70"], ["80"], ["2.000.000"]]),
        (72.0, ["04 - Persentase Obat", "yang aman dan", "bermutu"], [["81"], ["71"], ["81"], ["3.000.000"]]),
        (100.0, ["05 - Persentase pangan", "fortifikasi yang", "aman"], [["82"], ["72"], ["82"], ["4.000.000"]]),
    ]
    made = centred({62.6: "1"}, rows).rows()
    assert [row[-5:-3] for row in made[1:]] == [
        ["03 - Persentase Makanan yang aman", "80"],
        ["04 - Persentase Obat yang aman dan bermutu", "81"],
        ["05 - Persentase pangan fortifikasi yang aman", "82"],
    ]


def test_a_numbered_name_begins_its_row_however_close_the_lines_are() -> None:
    rows = [
        (50.0, ["01 - Persentase Obat", "dan Makanan", "yang aman"], [["80"], ["70"], ["80"], ["2.000.000"]]),
        (86.8, ["02 - Persentase sarana", "produksi yang", "memenuhi", "ketentuan", "baik"], [["81"], ["71"], ["81"], ["3.000.000"]]),
        (117.0, ["03 - Nilai"], [["82"], ["72"], ["82"], ["4.000.000"]]),
    ]
    made = centred({}, rows).rows()
    assert [row[-5:-3] for row in made[1:]] == [
        ["01 - Persentase Obat dan Makanan yang aman", "80"],
        ["02 - Persentase sarana produksi yang memenuhi ketentuan baik", "81"],
        ["03 - Nilai", "82"],
    ]
