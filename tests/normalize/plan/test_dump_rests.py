"""A plan's dump whose page ends within a name: what is left of the name on the next page, and rows with a single value."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows

HEAD = [
    ["NO.", "SASARAN KEGIATAN", "INDIKATOR KINERJA KEGIATAN", "TARGET", *[""] * 11, "ANGGARAN"],
    ["", "", "", *[f"B{n:02}" for n in range(1, 13)], ""],
]
NESTED = ["", "", "NO", "RO", "KOMPONEN", "", "SUB KOMPONEN", "", "", "", "", "", "ANGGARAN", "KONTRIBUSI", "", ""]
LINE = ["", "", "1.", "DR.3165.BKB.001 - Laporan koordinasi", "052 - Pelaksanaan koordinasi", "", "A - Rapat", *[""] * 5]


def plan(*pages: list[list[str]]) -> str:
    texts = ["\n".join("\t".join(row) for row in [*HEAD, *page]) for page in pages]
    return "\n\n".join(["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI AMBON", *texts, "Ambon, 6 Januari 2024"]) + "\n"


@pytest.mark.parametrize(
    ("sasaran", "name", "rest", "expected"),
    [
        (
            "01 - Layanan publik di wilayah kerja",
            "01 - Indeks Pelayanan Publik",
            ["", "UPT"],
            ("di wilayah kerja UPT", "Indeks Pelayanan Publik"),
        ),
        (
            "01 - Layanan publik yang prima",
            "01 - Indeks Pelayanan Publik",
            ["", "", "UPT"],
            ("publik yang prima", "Indeks Pelayanan Publik UPT"),
        ),
        (
            "01 - Layanan publik yang prima",
            "01 - Persentase layanan yang diselesaikan tepat",
            ["", "", "waktu"],
            ("publik yang prima", "Persentase layanan yang diselesaikan tepat waktu"),
        ),
    ],
    ids=["of the sasaran", "of the indicator", "a word that heads columns"],
)
def test_a_word_of_heads_alone_is_the_rest_of_a_name(
    sasaran: str, name: str, rest: list[str], expected: tuple[str, str], baca: Callable[[str], DocumentRows]
) -> None:
    first = ["1.", sasaran, name, *["3.75"] * 12, "24,573,000"]
    rows = baca(plan([first], [rest + [""] * (16 - len(rest)), NESTED, [*LINE, "49,146,000", "24,573,000", "", ""]]))
    ((target,), (line,)) = rows.target, rows.kontribusi_ro
    assert (target.sasaran_raw or "").endswith(expected[0]) and target.indikator_raw == expected[1]
    assert (line.target_id, line.kontribusi_rp, line.bendera) == (target.target_id, 24573000, ())


def test_a_single_value_before_an_amount_with_a_misread_letter(baca: Callable[[str], DocumentRows]) -> None:
    """The value between two texts is no number of an indicator: nothing but the amount stands behind it."""
    rows = baca(plan([["1.", "01 - Tata kelola", "01 - Nilai AKIP UPT", *[""] * 11, "78", "49,750,0O0"]]))
    (target,) = rows.target
    assert (target.target_tahunan, target.anggaran_rp) == (78, None)
    assert "angka_tidak_terbaca" in target.bendera


@pytest.mark.parametrize(
    ("amounts", "expected"), [(["49,146,0O0", "24,573,000"], (None, 24573000)), (["49,146,000", "24,573,O00"], (49146000, None))]
)
def test_an_amount_with_a_misread_letter_keeps_its_place(
    amounts: list[str], expected: tuple[int | None, int | None], baca: Callable[[str], DocumentRows]
) -> None:
    """The readable one of the two is not taken for the other, wherever the page's columns slid to."""
    first = ["1.", "01 - Layanan publik", "01 - Indeks Pelayanan Publik UPT", *["3.75"] * 12, "24,573,000"]
    (line,) = baca(plan([first, NESTED, ["", *LINE, *amounts, ""]])).kontribusi_ro
    assert (line.anggaran_rp, line.kontribusi_rp) == expected
    assert "angka_tidak_terbaca" in line.bendera


def test_the_rest_of_a_name_in_the_second_column_is_no_rest_of_the_sasaran(baca: Callable[[str], DocumentRows]) -> None:
    """A head without NO has its names there."""
    rows = [
        ["Sasaran", "Indikator", "TW I", "TW II", "TW III", "TW IV"],
        ["Terwujudnya obat aman", "Persentase Obat", "90", "91", "92", "93"],
        ["", "yang memenuhi syarat", "", "", "", ""],
    ]
    text = "\n".join("\t".join(row) for row in rows)
    (target,) = baca(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI AMBON\n\n{text}\n").target
    assert (target.sasaran_raw, target.indikator_raw) == ("Terwujudnya obat aman", "Persentase Obat yang memenuhi syarat")


QUARTERS = ["No", "Sasaran", "Indikator", "TW I", "TW II", "TW III", "TW IV", "Anggaran"]
OBAT = ["1", "Terwujudnya obat aman", "Persentase Obat", "90", "91", "92", "93", "841.196.000"]
BLANK = [""] * 5


def by_quarters(baca: Callable[[str], DocumentRows], *rows: list[str], head: list[str] = QUARTERS) -> DocumentRows:
    text = "\n".join("\t".join(row) for row in (head, *rows))
    return baca(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI AMBON\n\n{text}\n\nAmbon, 6 Januari 2024\n")


@pytest.mark.parametrize("before", [["2", "Meningkatnya layanan"], ["", ""], ["2", ""]])
@pytest.mark.parametrize("pages", [0, 1])
def test_a_name_that_begins_in_a_row_without_values(before: list[str], pages: int, baca: Callable[[str], DocumentRows]) -> None:
    """Its rest stands beside the values, in the next row, also behind a page's end; the indicator above keeps its own name."""
    rest = ["", "", "yang diselesaikan tepat waktu", "3,1", "3,2", "3,3", "3,4", "12.500.000"]
    rows = by_quarters(baca, OBAT, [*before, "Persentase keputusan", *BLANK], *[[], QUARTERS] * pages, rest)
    assert [(row.indikator_raw, row.target_tahunan, row.anggaran_rp) for row in rows.target] == [
        ("Persentase Obat", 93, 841_196_000),
        ("Persentase keputusan yang diselesaikan tepat waktu", Decimal("3.4"), 12_500_000),
    ]
    assert [row.sasaran_raw for row in rows.target] == ["Terwujudnya obat aman", before[1] or "Terwujudnya obat aman"]


def test_a_name_without_the_word_of_a_unit_begins_beside_a_new_sasaran(baca: Callable[[str], DocumentRows]) -> None:
    rest = ["", "", "Obat dan Makanan", *OBAT[3:]]
    rows = by_quarters(baca, OBAT, ["", "Meningkatnya komunikasi", "Tingkat efektivitas KIE", *BLANK], rest).target
    assert [row.indikator_raw for row in rows] == ["Persentase Obat", "Tingkat efektivitas KIE Obat dan Makanan"]


def test_an_indicator_without_values_is_no_rest_of_the_one_above(baca: Callable[[str], DocumentRows]) -> None:
    rows = by_quarters(baca, OBAT, ["", "", "Nilai AKIP UPT", *BLANK], ["2", "Meningkatnya layanan", "Indeks layanan", *OBAT[3:]])
    assert [(row.indikator_raw, row.target_tahunan) for row in rows.target] == [
        ("Persentase Obat", 93),
        ("Nilai AKIP UPT", None),
        ("Indeks layanan", 93),
    ]
    assert [bool(row.bendera) for row in rows.target] == [False, True, False]


def test_a_numbered_row_without_values_that_names_no_unit_is_asked(baca: Callable[[str], DocumentRows]) -> None:
    rows = by_quarters(baca, OBAT, ["2", "", "Opini atas laporan keuangan", *BLANK], ["3", "", "Indeks layanan", *OBAT[3:]])
    assert [row.indikator_raw for row in rows.target] == ["Persentase Obat", "Indeks layanan"]
    assert "baris_tidak_dikenal" in {cek.aturan for cek in rows.cek}


def test_the_head_once_more_among_the_rows_of_a_plan_is_no_rest_of_a_name(baca: Callable[[str], DocumentRows]) -> None:
    head = [["No", "Sasaran", "Indikator", "Target", "", "", ""], ["", "", "", "B03", "B06", "B09", "B12"]]
    rows = by_quarters(baca, head[1], OBAT[:-1], *head, ["2", "Meningkatnya layanan", "Indeks layanan", *OBAT[3:-1]], head=head[0])
    assert [(row.indikator_raw, row.bendera) for row in rows.target] == [("Persentase Obat", ()), ("Indeks layanan", ())]


def test_words_behind_a_name_that_slid_are_no_name(baca: Callable[[str], DocumentRows]) -> None:
    """What the head has beside the names follows the name where the row slid, too."""
    rows = by_quarters(
        baca,
        ["1", "Persentase Obat", "Jumlah yang memenuhi dibagi yang diperiksa", *OBAT[3:]],
        ["2", "", "Indeks layanan", "Jumlah yang puas dibagi yang ditanya", *OBAT[3:]],
        head=["No", "Indikator", "Definisi", *QUARTERS[3:]],
    )
    assert [(row.indikator_raw, row.sasaran_raw) for row in rows.target] == [("Persentase Obat", None), ("Indeks layanan", None)]


@pytest.mark.parametrize("rest", ["Obat dan Makanan", "obat dan makanan"])
def test_words_that_may_belong_to_the_name_above_or_below_are_asked(rest: str, baca: Callable[[str], DocumentRows]) -> None:
    """No number and no unit's word says where a name begins."""
    rows = by_quarters(baca, OBAT, ["", "", "Tingkat efektivitas KIE", *BLANK], ["", "", rest, *OBAT[3:]]).target
    assert ["nama_terpotong" in row.bendera for row in rows] == [True, True]
