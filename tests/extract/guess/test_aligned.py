"""Tables of which nobody drew a rule: columns and rows from how their texts stand to one another."""

import pytest

from extract.guess.page_rules import page_rules
from extract.page.grid_rules import GUESSED_COLUMNS, GUESSED_ROWS
from extract.page.page_tables import PageReading, page_reading
from extract.page.words import Word

MONTHS = tuple(f"B{n:02}" for n in range(1, 13))
FIRST, STEP, LINE = 330.0, 34.0, 9.0


def phrase(text: str, x: float, y: float) -> list[Word]:
    """7 points high, 3 points a letter, 2 between words."""
    words = []
    for part in text.split():
        words.append(Word(part, x, y, x + 3 * len(part), y + 7))
        x = words[-1].x1 + 2
    return words


def centred(text: str, x: float, y: float) -> list[Word]:
    made = phrase(text, 0, y)
    return phrase(text, x - made[-1].x1 / 2, y) if made else []


def ended(text: str, x: float, y: float) -> list[Word]:
    return phrase(text, x - phrase(text, 0, y)[-1].x1, y)


def plan_head(y: float) -> list[Word]:
    """NO, SASARAN KEGIATAN (two lines), INDIKATOR, TARGET over twelve months, ANGGARAN: each in the middle of its height."""
    words = [*centred("NO.", 36, y + 6), *centred("SASARAN", 84, y + 1), *centred("KEGIATAN", 84, y + 11)]
    words += [*centred("INDIKATOR KINERJA", 215, y + 6), *centred("ANGGARAN", 770, y + 6)]
    words += centred("TARGET", FIRST + 5.6 * STEP, y)
    return words + [word for n, month in enumerate(MONTHS) for word in centred(month, FIRST + n * STEP, y + 12)]


def indicator(name: list[str], months: list[str], budget: str, y: float, number: str = "", sasaran: list[str] | None = None) -> list[Word]:
    words = [word for n, line in enumerate(name) for word in phrase(line, 123, y + n * LINE)]
    words += [word for n, month in enumerate(months) for word in centred(month, FIRST + n * STEP, y)] + ended(budget, 816, y)
    words += centred(number, 36, y) if number else []
    return words + [word for n, line in enumerate(sasaran or []) for word in phrase(line, 50, y + n * LINE)]


def block_head(y: float) -> list[Word]:
    middles = {"NO": 134, "RO": 246, "KOMPONEN": 413, "SUB KOMPONEN": 550, "ANGGARAN": 670, "KONTRIBUSI": 770}
    return [word for name, x in middles.items() for word in centred(name, x, y)]


def line_of_block(number: str, ro: list[str], part: list[str], sub: str, amounts: tuple[str, str], y: float) -> list[Word]:
    words = [*phrase(number, 131, y), *phrase(sub, 484, y), *ended(amounts[0], 718, y), *ended(amounts[1], 816, y)]
    return words + [word for x, lines in ((150, ro), (347, part)) for n, line in enumerate(lines) for word in phrase(line, x, y + n * LINE)]


def read(words: list[Word]) -> PageReading:
    rules = page_rules([], [], words)
    return page_reading(rules.boxes, words, 1, "uji", rules)


def rows(words: list[Word]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for block in read(words).blocks for row in block.rows]


SAME = ["79.00"] * 12
PLAN = [
    *plan_head(60),
    *indicator(["01 - Persentase Obat yang", "memenuhi syarat"], SAME, "4,228,000.00", 85, "1", ["01 - Terwujudnya", "Obat yang baik"]),
    *block_head(109),
    *line_of_block(
        "1.", ["DR.3165.QIA.005 - Sampel Obat", "oleh UPT"], ["055 - Pengujian sampel"], "A - Sampel", ("6,162,000.00", "3,081,000.00"), 121
    ),
    *line_of_block(
        "2.", ["DR.3165.QIA.001 - Makanan"], ["053 - Pengadaan", "sampel", "makanan"], "A - Uji", ("2,294,000.00", "1,147,000.00"), 143
    ),
    *indicator(["02 - Indeks Pelayanan Publik"], ["0"] * 11 + ["3.91"], "22,062,500.00", 177),
    *block_head(189),
    *line_of_block("1.", ["DR.3165.BMB.001 - Publikasi"], ["051 - Publikasi"], "B - Forum", ("9,062,000.00", "2,265,500.00"), 201),
    *indicator(["01 - Nilai AKIP UPT"], [""] * 11 + ["82.99"], "71,338,500.00", 214, "2", ["02 - Tata kelola"]),
    *phrase("Total", 364, 230),
    *ended("10,564,446,000.00", 816, 230),
]


def test_a_plan_with_blocks_reads_as_if_it_were_ruled() -> None:
    names = ["NO", "RO", "KOMPONEN", "SUB KOMPONEN", "ANGGARAN", "KONTRIBUSI"]
    assert rows(PLAN) == [
        ["NO.", "SASARAN KEGIATAN", "INDIKATOR KINERJA", "TARGET", "ANGGARAN"],
        list(MONTHS),
        ["1", "01 - Terwujudnya Obat yang baik", "01 - Persentase Obat yang memenuhi syarat", *SAME, "4,228,000.00"],
        names,
        ["1.", "DR.3165.QIA.005 - Sampel Obat oleh UPT", "055 - Pengujian sampel", "A - Sampel", "6,162,000.00", "3,081,000.00"],
        ["2.", "DR.3165.QIA.001 - Makanan", "053 - Pengadaan sampel makanan", "A - Uji", "2,294,000.00", "1,147,000.00"],
        ["02 - Indeks Pelayanan Publik", *["0"] * 11, "3.91", "22,062,500.00"],
        names,
        ["1.", "DR.3165.BMB.001 - Publikasi", "051 - Publikasi", "B - Forum", "9,062,000.00", "2,265,500.00"],
        ["2", "02 - Tata kelola", "01 - Nilai AKIP UPT", *[""] * 11, "82.99", "71,338,500.00"],
        ["Total", "10,564,446,000.00"],
    ]


def test_cells_beside_several_rows_span_them_and_all_rows_are_flagged() -> None:
    (block,) = read(PLAN).blocks
    spans = {cell.text: cell.rowspan for row in block.rows for cell in row.cells if cell.text in ("1", "2") and cell.kolom == 0}
    assert spans == {"1": 7, "2": 1}
    assert all({GUESSED_COLUMNS, GUESSED_ROWS} <= set(row.bendera) for row in block.rows)


def test_a_page_that_goes_on_with_lines_of_a_block_has_its_columns() -> None:
    words = [
        *plan_head(60),
        *line_of_block(
            "6.",
            ["DR.3165.AEA.001 - Laporan Analisis Kejahatan Obat dan Makanan", "oleh UPT"],
            ["052 - Penyusunan Analisis Data"],
            "A - Forum",
            ("6,520,000", "6,520,000"),
            85,
        ),
    ]
    words += [*phrase("Total", 364, 112), *ended("478,696,000", 816, 112)]
    assert rows(words)[2:] == [
        [
            "",
            "",
            "6.",
            "DR.3165.AEA.001 - Laporan Analisis Kejahatan Obat dan Makanan oleh UPT",
            "052 - Penyusunan Analisis Data",
            "A - Forum",
            "6,520,000",
            "6,520,000",
        ],
        ["Total", "478,696,000"],
    ]


def test_the_digits_that_had_no_room_in_a_column_are_no_row() -> None:
    months = ["85.8"] * 12
    words = [*plan_head(60), *indicator(["01 - Tingkat efektivitas", "wilayah kerja UPT"], months, "108,018,7", 85, "1", ["01 - Mutu"])]
    words += [word for n in range(12) for word in centred("3", FIRST + n * STEP, 93)] + ended("50", 816, 93)
    words += indicator(["02 - Indeks Pelayanan Publik"], ["0"] * 12, "22,062,500", 110)
    assert rows(words)[2:] == [
        ["1", "01 - Mutu", "01 - Tingkat efektivitas wilayah kerja UPT", *["85.8 3"] * 12, "108,018,7 50"],
        ["02 - Indeks Pelayanan Publik", *["0"] * 12, "22,062,500"],
    ]


def report_row(number: str, name: str, figures: tuple[str, ...], y: float) -> list[Word]:
    words = [*phrase(number, 44, y), *phrase(name, 60, y)]
    return words + [word for x, figure in zip((230, 290, 340, 390, 450), figures, strict=True) for word in centred(figure, x, y)]


def test_a_reports_table_has_a_name_over_three_columns_and_ends_at_the_next_caption() -> None:
    """'Realisasi' stands over its three columns, its middle over that of the second one."""
    words = [
        *phrase("Tabel 3.1 Capaian Kinerja", 60, 40),
        *centred("No", 46, 56),
        *centred("Indikator", 120, 56),
        *centred("Target", 230, 56),
    ]
    words += [*centred("Realisasi", 340, 50), *centred("Capaian", 450, 56)]
    words += [word for x, name in ((290, "Pembilang"), (340, "Penyebut"), (390, "Persen")) for word in centred(name, x, 62)]
    made = [
        (f"{n}.", name, ("91,50", f"{n}7", "116", "92,24", f"10{n},81"))
        for n, name in enumerate(("Obat aman", "Nilai AKIP", "Indeks RB"), 1)
    ]
    words += [word for n, (number, name, figures) in enumerate(made) for word in report_row(number, name, figures, 76 + 12 * n)]
    words += phrase("Tabel 3.2 Tren", 60, 118) + [word for n in range(3) for word in report_row("1.", "Lain", ("1",) * 5, 200 + 90 * n)]
    assert rows(words) == [
        ["No", "Indikator", "Target", "Realisasi", "Capaian"],
        ["Pembilang", "Penyebut", "Persen"],
        *([number, name, *figures] for number, name, figures in made),
    ]


PROSE = "Realisasi anggaran sebesar 98,37 persen dari pagu 104.500.000 pada tahun 2023 dengan 12 kegiatan di 34 kota"


@pytest.mark.parametrize("blank", [2.0, 5.0, 7.0])
def test_lines_of_prose_with_numbers_are_no_table(blank: float) -> None:
    words = []
    for line in range(12):
        x = 40.0
        for part in PROSE.split()[line % 5 :]:
            words.append(Word(part, x, 60 + 12 * line, x + 3 * len(part), 67 + 12 * line))
            x = words[-1].x1 + blank
    assert page_rules([], [], words).boxes == []


MIDDLES = (46, 120, 230, 290, 340, 390, 450)
COLUMNS = ("No", "Indikator", "Target", "Pembilang", "Penyebut", "Persen", "Capaian")
FIGURES = ("91,50", "17", "116", "92,24", "101,81")


def small(count: int, pitch: float = 12, columns: int = 7) -> list[Word]:
    """A table of one line a row, its head at 60."""
    words = [word for x, name in list(zip(MIDDLES, COLUMNS, strict=True))[:columns] for word in centred(name, x, 60)]
    for n in range(count):
        own = report_row(f"{n + 1}.", f"Obat {n + 1}", FIGURES, 74 + pitch * n)
        words += [word for word in own if word.x1 < MIDDLES[columns - 1] + 20]
    return words


def body(words: list[Word]) -> list[list[str]]:
    return [row for row in rows(words) if row[0][:1].isdigit()]


def test_a_sentence_stands_farther_above_a_head_than_its_lines_do() -> None:
    words = [*phrase("Nilai kinerja unit kerja seperti berikut", 44, 42.5), *small(3)]
    assert rows(words)[0] == list(COLUMNS)


def test_lines_of_a_head_stand_closer() -> None:
    words = [*centred("Hasil", 230, 47), *small(3)]
    assert rows(words)[:2] == [["Hasil"], list(COLUMNS)]


@pytest.mark.parametrize(("count", "columns", "read"), [(3, 3, 0), (3, 4, 3), (1, 7, 0), (2, 7, 2)])
def test_few_names_and_few_rows_are_no_table(count: int, columns: int, read: int) -> None:
    assert len(body(small(count, columns=columns))) == read


@pytest.mark.parametrize("count", [6, 9])
def test_under_a_head_of_many_names_one_row_is_enough(count: int) -> None:
    names = [f"Kolom {'ABCDEFGHI'[n]}" for n in range(count)]
    words = [word for n, name in enumerate(names) for word in centred(name, 60 + 60 * n, 60)]
    words += [*phrase("Obat", 50, 74), *(word for n in range(1, count) for word in centred(f"{n}5", 60 + 60 * n, 74))]
    assert rows(words) == ([] if count < 8 else [names, ["Obat", *(f"{n}5" for n in range(1, count))]])


@pytest.mark.parametrize(("pitch", "read"), [(27, 3), (43, 1)])
def test_a_table_goes_on_over_some_paper_and_ends_at_more(pitch: float, read: int) -> None:
    words = small(3, pitch)
    assert len(body(words)) == (read if read > 1 else 0)


@pytest.mark.parametrize(("gap", "name"), [(5, "Obat 3 dan makanan"), (8.4, "Obat 3")])
def test_the_last_row_goes_on_close_below_and_a_sentence_stands_farther(gap: float, name: str) -> None:
    words = [*small(3), *phrase("dan makanan", 60, 74 + 24 + 7 + gap)]
    assert body(words)[-1][1] == name
