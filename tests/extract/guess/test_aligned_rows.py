"""Which lines of tables that nobody ruled are one row, and of which kind; words are 7 points high."""

import pytest

from extract.guess.aligned_lines import TextLine, lines_of
from extract.guess.aligned_rows import RowKind, are_of_one_row, rows_of
from extract.page.words import Word
from tests.extract.guess.test_aligned import (
    COLUMNS,
    FIRST,
    MIDDLES,
    MONTHS,
    PLAN,
    SAME,
    STEP,
    block_head,
    body,
    centred,
    ended,
    indicator,
    line_of_block,
    phrase,
    plan_head,
    read,
    report_row,
    rows,
    small,
)
from tests.extract.guess.test_aligned_limits import line


def months(texts: list[str], y: float) -> TextLine:
    return line(*((text, FIRST + n * STEP) for n, text in enumerate(texts)), y=y)


def test_a_row_has_its_target_above_and_its_months_in_the_middle_of_the_name() -> None:
    """'86' beside the first line of the name, the months beside the second."""
    lines = []
    for n, y in enumerate((0, 30, 60)):
        lines += [
            line((f"{n + 1}.", 0), ("Persentase Obat", 20), ("86", 200), y=y),
            months(SAME, y + 5),
            line(("memenuhi syarat", 20), y=y + 10),
        ]
    assert [are_of_one_row(lines, n, n + 1, n + 3 if n < 6 else 9) for n in (0, 3, 6)] == [True, True, True]
    assert not are_of_one_row(lines, 1, 3, 4)
    made = rows_of(lines, {0: RowKind.FIGURES, 3: RowKind.FIGURES, 6: RowKind.FIGURES}, {0: 1, 3: 4, 6: 7})
    assert [[text.phrases[-1].text for text in row.lines] for row in made] == [["86", "79.00", "memenuhi syarat"]] * 3


def test_two_rows_of_figures_in_other_columns_are_two_where_they_stand_as_far_apart_as_others() -> None:
    lines = [line(("Obat", 20), ("86", 200), y=0), line(("Indeks", 20), ("91", 300), y=12), line(("Nilai", 20), ("77", 200), y=24)]
    assert not are_of_one_row(lines, 0, 1, 2)


def test_a_row_set_otherwise_than_the_others_begins_at_its_widest_gap() -> None:
    """Rows of one line begin with their figures; the last has its name's first line above them."""
    single = [line(("Obat", 0), ("91", 60), ("92", 90), y=12.0 * n) for n in range(8)]
    lines = [*single, line(("Indeks", 0), y=98), line(("93", 60), ("94", 90), y=107)]
    made = rows_of(lines, dict.fromkeys((*range(8), 9), RowKind.FIGURES), {})
    assert [len(row.lines) for row in made] == [*[1] * 8, 2]


def test_figures_at_the_top_and_in_the_middle_of_a_row_are_read_as_one() -> None:
    """Under NO stand two numbers, which only full rows show to be two columns."""
    words = [*centred("NO", 36, 60), *centred("INDIKATOR", 160, 60), *centred("TARGET", 290, 60)]
    words += [word for n in range(12) for word in centred(f"B{n + 1:02}", FIRST + n * STEP, 60)]
    for n in range(6):
        y, lines = 76 + 26 * n, ["Obat aman"] if n < 3 else ["Obat aman", "dan bermutu"]
        words += [*phrase("1.", 26, y), *phrase(f"{n + 1}", 44, y), *centred("91,50", 290, y)]
        words += [word for k, text in enumerate(lines) for word in phrase(text, 60, y + 9 * k)]
        words += [word for month in range(12) for word in centred("79", FIRST + month * STEP, y if n < 3 else y + 4.5)]
    names = [*["Obat aman"] * 3, *["Obat aman dan bermutu"] * 3]
    assert body(words) == [["1.", f"{n}", name, "91,50", *["79"] * 12] for n, name in enumerate(names, 1)]


def test_an_indicator_with_one_month_between_blocks_is_known_by_where_it_begins() -> None:
    """Its name ends behind the middle of the paper between the other names and the first month."""
    name = "02 - Indeks pengelolaan data dan informasi pengawasan Obat UPT"
    one = line_of_block("1.", ["DR.3165.QIA.005 - Sampel"], ["055 - Uji"], "A - Uji", ("6,162,000.00", "3,081,000.00"), 108)
    two = line_of_block("1.", ["DR.3165.CAN.001 - Data"], ["051 - Data"], "A - Data", ("4,228,000.00", "4,228,000.00"), 150)
    words = [*plan_head(60), *indicator(["01 - Persentase Obat"], SAME, "4,228,000.00", 84, "1", ["01 - Mutu"]), *block_head(96), *one]
    words += [*indicator([name], [""] * 11 + ["2.91"], "22,062,500.00", 124), *block_head(138), *two]
    words += [*indicator(["03 - Nilai AKIP"], SAME, "4,228,000.00", 166)]
    assert [name, *[""] * 11, "2.91", "22,062,500.00"] in rows(words)


def test_years_alone_are_names_of_columns() -> None:
    """'Realisasi' over the years, 'Indikator' beside them in the middle of the head's height."""
    columns = ((230, "91,5"), (290, "92"), (340, "93"))
    words = [*centred("Realisasi", 290, 50), *centred("Indikator", 90, 56)]
    words += [word for n, (x, _) in enumerate(columns) for word in centred(f"202{n + 1}", x, 62)]
    for n, name in enumerate(("Obat", "Makanan")):
        words += [*phrase(name, 60, 76 + 12 * n), *(word for x, text in columns for word in centred(text, x, 76 + 12 * n))]
    assert rows(words)[1:] == [["2021", "2022", "2023"], ["Obat", "91,5", "92", "93"], ["Makanan", "91,5", "92", "93"]]


@pytest.mark.parametrize(("caption", "read"), [("Tabel 3.2 Capaian Persentase Obat", 1), ("Capaian Persentase Obat", 0)])
def test_a_table_of_one_row_is_told_by_its_caption(caption: str, read: int) -> None:
    assert len(body([*phrase(caption, 44, 40), *small(1)])) == read


def test_a_head_stands_far_above_figures_in_the_middle_of_their_cells() -> None:
    words = [word for x, name in zip(MIDDLES, COLUMNS, strict=True) for word in centred(name, x, 60)]
    for n in range(2):
        y = 76 + 30 * n
        own = report_row(f"{n + 1}.", "", ("91,50", "17", "116", "92,24", "101,81"), y + 4)
        words += [*own, *phrase("Obat aman", 60, y), *phrase("dan bermutu", 60, y + 8.5)]
    assert [row[1] for row in body(words)] == ["Obat aman dan bermutu", "Obat aman dan bermutu"]


def test_what_the_page_before_left_of_a_name_is_no_line_of_the_head() -> None:
    """It begins where the names below do, and not where the head's name does."""
    words = [*small(2, pitch=14), *phrase("yang memenuhi syarat di wilayah", 60, 68.5)]
    words = [word if word.top < 70 else type(word)(word.text, word.x0, word.top + 8, word.x1, word.bottom + 8) for word in words]
    assert rows(words)[0] == list(COLUMNS)


def test_a_sasaran_beside_a_blocks_head_is_none_of_its_names() -> None:
    words = [*plan_head(60), *indicator(["01 - Persentase Obat"], SAME, "4,228,000.00", 84, "1", ["01 - Mutu"])]
    words += [*block_head(96), *phrase("UPT yang baik", 50, 96)]
    words += line_of_block("1.", ["DR.3165.QIA.005 - Sampel"], ["055 - Uji"], "A - Uji", ("6,162,000.00", "3,081,000.00"), 108)
    words += indicator(["02 - Indeks"], SAME, "22,062,500.00", 124)
    assert rows(words)[2][:3] == ["1", "01 - Mutu UPT yang baik", "01 - Persentase Obat"]
    assert ["02 - Indeks", *SAME, "22,062,500.00"] in rows(words)


def test_a_first_row_begins_above_its_figures() -> None:
    """Rows that begin with their figures, but for the first of the page, whose name begins beside the head's end."""
    single = [line(("Obat", 0), ("91", 60), ("92", 90), y=20 + 12.0 * n) for n in range(8)]
    lines = [line(("Indeks", 0), y=0), line(("93", 60), ("94", 90), y=5), *single]
    made = rows_of(lines, dict.fromkeys(range(1, 10), RowKind.FIGURES), {})
    assert [len(row.lines) for row in made] == [2, *[1] * 8]


def test_a_row_below_a_block_s_head_begins_above_its_figures() -> None:
    head, single = block_head(0), [line(("Obat", 0), ("91", 60), ("92", 90), y=40 + 12.0 * n) for n in range(8)]
    lines = [*lines_of(head, 7.0), line(("Sampel", 0), y=20), line(("93", 60), ("94", 90), y=25), *single]
    made = rows_of(lines, {0: RowKind.NAMES} | dict.fromkeys(range(2, 11), RowKind.FIGURES), {})
    assert [len(row.lines) for row in made] == [1, 2, *[1] * 8]


def test_the_only_indicator_of_a_page_is_told_by_the_blocks_around_it() -> None:
    """No line with many figures stands on the page: it begins where no line of a block does."""
    name = "02 - Tingkat Efisiensi Penggunaan Anggaran UPT di Bandar Lampung"
    one = line_of_block("3.", ["DR.3165.BKB.001 - Laporan"], ["051 - koordinasi"], "A - Uji", ("5,458,000.00", "1,364,500.00"), 85)
    two = line_of_block("1.", ["WA.6384.EBA.994 - Layanan"], ["002 - Operasional"], "B - Uji", ("7,774,000.00", "2,109,600.00"), 124)
    words = [*plan_head(60), *one, *indicator([name], [""] * 11 + ["98"], "1,054,449.00", 98), *block_head(111), *two]
    assert [name, *[""] * 11, "98", "1,054,449.00"] in [row[-14:] for row in rows(words)]


def test_a_block_s_head_ends_a_page_and_another_table_s_does_not() -> None:
    plan = [*plan_head(60), *indicator(["01 - Persentase Obat"], SAME, "4,228,000.00", 84, "1", ["01 - Mutu"]), *block_head(96)]
    plan += line_of_block("1.", ["DR.3165.QIA.005 - Sampel"], ["055 - Uji"], "A - Uji", ("6,162,000.00", "3,081,000.00"), 108)
    plan += indicator(["02 - Indeks"], SAME, "22,062,500.00", 121)
    other = [word for name, x in (("Program", 134), ("Kegiatan", 246), ("Lokasi", 413), ("Nilai", 670)) for word in centred(name, x, 138)]
    assert rows([*plan, *block_head(138)])[-1] == ["NO", "RO", "KOMPONEN", "SUB KOMPONEN", "ANGGARAN", "KONTRIBUSI"]
    assert rows([*plan, *other])[-1] == ["02 - Indeks", *SAME, "22,062,500.00"]


def test_an_amount_broken_at_its_comma_is_a_figure() -> None:
    assert line(("Total", 0), ("15.673.941.000, 00", 60)).is_anchor
    assert not line(("Total", 0), ("2021 2022", 60)).is_anchor


def test_a_sasaran_beside_several_rows_is_one_where_full_rows_tell_the_columns() -> None:
    """Its number stands beside the first of them, the indicators' numbers have no name."""
    words = [*centred("NO", 30, 60), *centred("SASARAN", 80, 60), *centred("INDIKATOR", 200, 60), *centred("TARGET", 290, 60)]
    words += [word for n in range(12) for word in centred(f"B{n + 1:02}", FIRST + n * STEP, 60)]
    for n in range(6):
        y = 76 + 20 * n
        words += [*phrase(f"{n + 1}", 130, y), *phrase("Obat aman", 146, y), *centred("91,50", 290, y)]
        words += [word for month in range(12) for word in centred("79", FIRST + month * STEP, y)]
    for n, lines in ((0, ["Terwujudnya", "Obat aman", "di wilayah"]), (3, ["Meningkatnya", "mutu", "dan layanan"])):
        words += [*phrase(f"{n // 3 + 1}.", 27, 76 + 20 * n)]
        words += [word for k, text in enumerate(lines) for word in phrase(text, 60, 76 + 20 * n + 10 * k)]
    (block,) = read(words).blocks
    assert [(cell.text, cell.rowspan) for row in block.rows for cell in row.cells if cell.kolom == 1] == [
        ("SASARAN", 1),
        ("Terwujudnya Obat aman di wilayah", 3),
        ("Meningkatnya mutu dan layanan", 3),
    ]


def test_a_sum_has_two_figures() -> None:
    """Those of the block's columns ANGGARAN and KONTRIBUSI."""
    words = [*PLAN[:-2], *phrase("Total", 364, 230), *ended("10,564,446.00", 718, 230), *ended("4,446,000.00", 816, 230)]
    assert rows(words)[-1] == ["Total", "10,564,446.00", "4,446,000.00"]


def test_an_indicator_of_one_month_is_no_sum() -> None:
    """Its target, the month and its amount; no row of the page has more figures, and no name of the head is as wide as those below."""
    words = [*centred("NO", 36, 60), *centred("INDIKATOR", 200, 60), *centred("TARGET", 290, 60), *centred("ANGGARAN", 770, 60)]
    words += [word for n, month in enumerate(MONTHS) for word in centred(month, FIRST + n * STEP, 60)]
    for y in (76, 90, 104):
        words += [*phrase("Nilai kinerja anggaran unit", 60, y), *centred("91,50", 290, y), *centred("91,50", FIRST + 11 * STEP, y)]
        words += ended("22,062,500", 816, y)
    assert [row[-15:] for row in rows(words)[1:]] == [["Nilai kinerja anggaran unit", "91,50", *[""] * 11, "91,50", "22,062,500"]] * 3


def coded(gap: float) -> list[Word]:
    """Two rows whose codes stand under no name, their names so far behind them; then a line of two figures over code and name."""
    words = [
        *centred("Sasaran", 90, 60),
        *(word for x, name in zip(MIDDLES[2:6], COLUMNS[2:], strict=False) for word in centred(name, x, 60)),
    ]
    for n in (1, 2):
        y = 60 + 14 * n
        words += [*phrase(f"IKSS{n}", 44, y), *phrase("Obat aman dan bermutu", 59 + gap, y)]
        words += [word for x, text in zip(MIDDLES[2:], ("91,50", "17", "116", "92,24"), strict=False) for word in centred(text, x, y)]
    return [*words, *phrase("Capaian sasaran", 44, 102), *centred("116", 340, 102), *centred("92,24", 390, 102)]


@pytest.mark.parametrize(("gap", "cells"), [(5.0, ["IKSS2", "Obat aman dan bermutu"]), (3.0, ["IKSS2 Obat aman dan bermutu"])])
def test_two_full_rows_tell_the_column_of_codes_without_a_name(gap: float, cells: list[str]) -> None:
    """Codes and names stand apart by more than a blank; the line over both has half as many texts as a row."""
    assert rows(coded(gap))[2] == [*cells, "91,50", "17", "116", "92,24"]
