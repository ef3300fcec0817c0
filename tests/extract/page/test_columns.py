"""Columns that nobody ruled: by values, in blocks of two makes, inside cells."""

from itertools import pairwise

from tests.extract.lembar import Lembar

MONTHS = tuple(200.0 + 24 * n for n in range(6))
RIGHT = 400.0


def months(page: Lembar, top: float, name: list[str], figures: list[str], amount: str) -> float:
    """A row under the head's columns; its lower end."""
    page.text(53, top + 3, *name)
    for (left, right), figure in zip(pairwise((*MONTHS, 344.0)), figures, strict=True):
        page.text((left + right) / 2, top + 3, figure, centre=True)
    page.text(RIGHT - 3, top + 3, amount, right=True)
    return top + 6 + 9.2 * len(name)


def block(page: Lembar, top: float, no: str, ro: list[str], part: list[str], amount: str) -> float:
    page.text(53, top + 3, no)
    page.text(75, top + 3, *ro)
    page.text(225, top + 3, *part)
    page.text(RIGHT - 3, top + 3, amount, right=True)
    return top + 6 + 9.2 * max(len(ro), len(part))


def test_a_block_with_columns_of_its_own_below_each_row_of_months() -> None:
    """Word's plan without upright rules in the body: the head shows the months' columns, the block's rows show theirs."""
    page = Lembar((430, 400), font=7)
    page.grid((50, *MONTHS, 344, RIGHT), (20, 34))
    for (left, right), text in zip(
        pairwise((50, *MONTHS, 344, RIGHT)), ["Indikator", *(f"B0{n}" for n in range(1, 7)), "Anggaran"], strict=True
    ):
        page.text((left + right) / 2, 23, text, centre=True)
    edges = [34.0]
    for name in (["Persentase Obat yang memenuhi", "syarat"], ["Indeks"]):
        edges.append(months(page, edges[-1], name, ["5", "10", "20", "-", "40", "94,5"], "Rp 38.000"))
        for x, text in ((60, "NO"), (140, "RO"), (270, "KOMPONEN"), (370, "KONTRIBUSI")):
            page.text(x, edges[-1] + 3, text, centre=True)
        edges.append(edges[-1] + 14)
        edges.append(
            block(page, edges[-1], "1.", ["DR.3165 - Sampel Obat yang diperiksa oleh", "UPT di wilayah"], ["053 - Pengadaan"], "Rp 8.000")
        )
        edges.append(
            block(page, edges[-1], "2.", ["DR.3166 - Sarana produksi yang diperiksa"], ["055 - Pengujian", "laboratorium"], "Rp 30.000")
        )
    page.level(50, RIGHT, *edges[1:])
    page.upright(34, edges[-1], 50, RIGHT)
    rows = page.rows()
    assert rows[1] == ["Persentase Obat yang memenuhi syarat", "5", "10", "20", "-", "40", "94,5", "Rp 38.000"]
    assert rows[2] == ["NO", "RO", "KOMPONEN", "KONTRIBUSI"]
    assert rows[3] == ["1.", "DR.3165 - Sampel Obat yang diperiksa oleh UPT di wilayah", "053 - Pengadaan", "Rp 8.000"]
    assert rows[8] == ["2.", "DR.3166 - Sarana produksi yang diperiksa", "055 - Pengujian laboratorium", "Rp 30.000"]


def test_figures_before_words_and_heads_over_other_edges() -> None:
    """Level rules only; 'Sangat Baik' begins right behind the figures before it, and the sign over the last figures stands left of them."""
    page = Lembar()
    page.level(30, 380, 20, 36, 52, 68)
    for x, text in ((40, "No"), (130, "Indikator"), (250, "Capaian (%)"), (310, "Kriteria"), (355, "%")):
        page.text(x, 24, text, centre=True)
    rows = [["1", "Persentase Obat", "100,81", "Sangat Baik", "99,92"], ["2", "Indeks", "95,34", "Cukup", "9,75"]]
    for n, (no, name, value, word, share) in enumerate(rows):
        y = 40 + 16 * n
        page.text(33, y, no)
        page.text(60, y, name)
        page.text(272, y, value, right=True)
        page.text(276, y, word)
        page.text(378, y, share, right=True)
    assert page.rows() == [["No", "Indikator", "Capaian (%)", "Kriteria", "%"], *rows]


def test_one_upright_rule_behind_the_names() -> None:
    page = Lembar()
    page.level(30, 300, 20, 36, 74, 90)
    page.upright(20, 90, 30, 150, 300)
    for x, text in ((90, "Jawaban"), (180, "Frek."), (225, "Persen"), (275, "Kumulatif")):
        page.text(x, 24, text, centre=True)
    rows = [["0", "138", "6.9", "6.9"], ["1", "178", "8.8", "15.7"], ["2", "626", "31.1", "46.8"]]
    for n, row in enumerate([*rows, ["Total", "942", "46.8", "100"]]):
        y = (39, 50, 61, 78)[n]
        page.text(33, y, row[0])
        for x, figure in zip((190, 235, 285), row[1:], strict=True):
            page.text(x, y, figure, right=True)
    assert page.rows() == [["Jawaban", "Frek.", "Persen", "Kumulatif"], *rows, ["Total", "942", "46.8", "100"]]


def test_a_row_that_drew_both_its_sides_has_the_joints_of_both() -> None:
    """Level rules drawn cell by cell, each row its upper and its lower side: a line shows the columns of two rows."""
    page = Lembar()
    wide, narrow = (30.0, 60.0, 200.0, 360.0), (30.0, 150.0, 200.0, 255.0, 310.0, 360.0)
    rows = [
        (narrow, ["Indikator satu", "1", "2", "3", "4"]),
        (wide, ["1", "Sampel Obat dan Makanan yang diuji", "Pengadaan bahan pengujian sampel"]),
        (narrow, ["Indikator dua", "5", "6", "7", "8"]),
        (wide, ["2", "Sarana produksi yang diperiksa", "Pengujian bahan laboratorium"]),
    ]
    for n, (xs, texts) in enumerate(rows):
        top = 20.0 + 16 * n
        for a, b in pairwise(xs):
            page.level(a - 0.3, b + 0.3, top, top + 16)
        page.cells(xs, (top, top + 16), [texts])
    page.upright(20, 84, 30, 360)
    assert page.rows() == [texts for _, texts in rows]
