"""Dumps that say things twice, or cut a row with the page, mean what the plain dump means."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
Baris = list[str]

MONTHS = [f"B{n:02d}" for n in range(1, 13)]
HEAD = [
    "\t".join(["NO.", "SASARAN KEGIATAN", "INDIKATOR KINERJA KEGIATAN", "TARGET", *[""] * 11, "ANGGARAN"]),
    "\t".join(["", "", "", *MONTHS, ""]),
]
TITLE = ["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024", "BALAI POM DI AMBON", ""]
FIRST, SECOND = "01 - Terwujudnya makanan yang memenuhi syarat", "02 - Meningkatnya pelayanan publik di wilayah kerja"
INNER = ["NO", "RO", "KOMPONEN", "SUB KOMPONEN", "ANGGARAN", "KONTRIBUSI"]
SAMPEL = "DR.3165.QIA.001 - Sampel Makanan yang Diperiksa oleh UPT"
LAYANAN = "DR.3165.BAH.001 - Keputusan atas Layanan Publik yang Diselesaikan oleh UPT"


def indicator(name: str, value: str, budget: str) -> Baris:
    return [name, *[value] * 12, budget]


def ro(number: int, name: str, sub: str, *amounts: str) -> Baris:
    return [str(number), name, "055 - Pengujian laboratorium", sub, *amounts]


BLOCKS: list[tuple[str, str, Baris, list[Baris]]] = [
    (
        "1.",
        FIRST,
        indicator("01 - Persentase Makanan yang memenuhi syarat", "88", "500,000"),
        [ro(1, SAMPEL, "A - Pengadaan Sampel", "700,000", "500,000")],
    ),
    (
        "1.",
        FIRST,
        indicator("02 - Persentase Makanan yang aman berdasarkan hasil pengawasan", "75.5", "600,000"),
        [
            ro(1, SAMPEL, "A - Pengadaan Sampel", "700,000", "200,000"),
            ro(2, SAMPEL, "B - Pengujian Sampel di laboratorium rujukan", "400,000", "400,000"),
        ],
    ),
    ("2.", SECOND, indicator("01 - Indeks Pelayanan Publik", "4.5", "900,000"), [ro(1, LAYANAN, "A - Asistensi", "900,000", "900,000")]),
    ("2.", SECOND, indicator("02 - Indeks Kepuasan Masyarakat", "90", "300,000"), [ro(1, LAYANAN, "B - Survei", "300,000", "300,000")]),
]
TOTAL = "Total\t" + "\t" * 14 + "2,300,000"


def lines(repeated: bool, copies: Callable[[list[Baris]], str] | None = None) -> list[str]:
    """The rows of the table. repeated: number and sasaran stand in each row; copies: what is printed before the RO lines of a block."""
    found = list(HEAD)
    before = None
    for number, sasaran, name, ros in BLOCKS:
        lead = [number, sasaran] if repeated or before != number else ["", ""]
        before = number
        found.append("\t".join([*lead, *name]))
        if copies:
            found.append(copies([INNER, *ros]))
        found += ["\t".join([*(lead if repeated else ["", ""]), *row]) for row in [INNER, *ros]]
    return [*found, TOTAL, "", "Ambon, 12 Januari 2024"]


def html(rows: Sequence[Baris]) -> str:
    cells = "".join("<tr> " + "".join(f"<td>{text}</td> " for text in row) + "</tr> " for row in rows)
    return f'\t\t<table border="1"> <tbody> {cells}</tbody> </table>\t\t\t'


def meaning(rows: DocumentRows) -> list[tuple[object, ...]]:
    """All that the document says, without places and flags."""
    targets = {row.target_id: row.indikator_raw for row in rows.target}
    said: list[tuple[object, ...]] = [
        (r.no_sasaran, r.sasaran_raw, r.no_indikator, r.indikator_raw, r.target_tahunan, r.anggaran_rp) for r in rows.target
    ]
    said += [(targets[r.target_id], r.bulan, r.nilai) for r in rows.target_bulanan]
    said += [
        (targets[r.target_id or ""], r.no, r.kode_kro, r.nama_ro, r.nama_komponen, r.nama_subkomponen, r.anggaran_rp, r.kontribusi_rp)
        for r in rows.kontribusi_ro
    ]
    return said


@pytest.fixture
def plain(baca: Baca) -> DocumentRows:
    rows = baca("\n".join([*TITLE, *lines(repeated=False)]) + "\n")
    assert len(rows.target) == 4 and len(rows.kontribusi_ro) == 5 and rows.dokumen.status == "lengkap"
    return rows


def with_page_end(rows: list[str], at: int, first: str, rest: str) -> list[str]:
    """The rows with the one at `at` cut in two by a page's end, behind which the head stands again."""
    return [*rows[:at], first, "", *HEAD, rest, *rows[at + 1 :]]


def test_merged_cells_that_stand_in_every_row(plain: DocumentRows, baca: Baca) -> None:
    rows = baca("\n".join([*TITLE, *lines(repeated=True)]) + "\n")
    assert meaning(rows) == meaning(plain) and rows.dokumen.status == "lengkap"


def test_a_html_copy_in_a_line_of_its_own(plain: DocumentRows, baca: Baca) -> None:
    rows = baca("\n".join([*TITLE, *lines(repeated=False, copies=html)]) + "\n")
    assert meaning(rows) == meaning(plain)
    assert all("salinan_dibuang" in row.bendera and "html" not in row.bendera for row in rows.kontribusi_ro)
    assert sum(cell.mentah is not None and cell.mentah.startswith("<table") for cell in rows.sel) == 4, "the copies stay in sel as printed"


def test_a_html_copy_makes_a_cut_row_whole(plain: DocumentRows, baca: Baca) -> None:
    rows = lines(repeated=False, copies=html)
    at = next(i for i, row in enumerate(rows) if "B - Pengujian Sampel" in row and "<table" not in row)
    first = "\t\t2\tDR.3165.QIA.001 - Sampel Makanan\t055 - Pengujian laboratorium\tB - Pengujian Sampel di\t400,000\t400,000"
    cut = with_page_end(rows, at, first, "\t\t\tyang Diperiksa oleh UPT\t\tlaboratorium rujukan")
    assert meaning(baca("\n".join([*TITLE, *cut]) + "\n")) == meaning(plain)


def test_a_page_behind_a_copy_is_not_taken_for_a_lost_one(plain: DocumentRows, baca: Baca) -> None:
    rows = lines(repeated=False, copies=html)
    at = next(i for i, row in enumerate(rows) if row.startswith("\t\t1\tDR.3165.QIA.001"))
    assert meaning(baca("\n".join([*TITLE, *rows[:at], "", *HEAD, *rows[at:]]) + "\n")) == meaning(plain)


def test_a_row_cut_between_code_and_name(plain: DocumentRows, baca: Baca) -> None:
    rows = lines(repeated=False)
    at = next(i for i, row in enumerate(rows) if LAYANAN in row)
    first = "\t\t1\tDR.3165.BAH.001\t055 - Pengujian laboratorium\tA - Asistensi\t900,000\t900,000"
    cut = with_page_end(rows, at, first, "\t\t\t- Keputusan atas Layanan Publik yang Diselesaikan oleh UPT")
    assert meaning(baca("\n".join([*TITLE, *cut]) + "\n")) == meaning(plain)


def test_copies_in_another_style_of_amounts(plain: DocumentRows, baca: Baca) -> None:
    def other_style(rows: list[Baris]) -> str:
        return html([[text.replace(",", ".") + ",00" if text.endswith(",000") else text for text in row] for row in rows])

    rows = baca("\n".join([*TITLE, *lines(repeated=False, copies=other_style)]) + "\n")
    assert meaning(rows) == meaning(plain)


def test_a_year_at_the_end_of_a_cut_name_is_no_value(baca: Baca) -> None:
    rows = lines(repeated=False)
    at = next(i for i, row in enumerate(rows) if LAYANAN in row)
    whole = rows[at].replace("A - Asistensi", "A - Asistensi Tahun 2024")
    cut = with_page_end(
        rows, at, rows[at].replace("A - Asistensi", "A - Asistensi Tahun").replace(" oleh UPT", ""), "\t\t\toleh UPT\t\t2024"
    )
    before, after = (baca("\n".join([*TITLE, *table]) + "\n") for table in ([*rows[:at], whole, *rows[at + 1 :]], cut))
    assert meaning(after) == meaning(before)


@pytest.mark.parametrize(
    ("printed", "first", "rest"),
    [
        (
            "02 - Persentase Makanan yang aman berdasarkan hasil pengawasan",
            "02 - Persentase Makanan yang aman",
            "berdasarkan hasil pengawasan\t",
        ),
        (
            f"2.\t{SECOND}\t01 - Indeks Pelayanan Publik",
            "2.\t02 - Meningkatnya pelayanan publik\t01 - Indeks Pelayanan",
            "di wilayah kerja\tPublik",
        ),
    ],
)
def test_rests_of_names_on_a_page_that_slid_to_the_left(printed: str, first: str, rest: str, plain: DocumentRows, baca: Baca) -> None:
    rows = lines(repeated=False)
    at = next(i for i, row in enumerate(rows) if printed in row)
    slid = [row.lstrip("\t") for row in rows[at + 1 :]]
    cut = [*rows[:at], rows[at].replace(printed, first), "", *HEAD, rest, *slid]
    assert meaning(baca("\n".join([*TITLE, *cut]) + "\n")) == meaning(plain)


NATIONAL = ["NO\tINDIKATOR KINERJA SASARAN STRATEGIS\t\tTARGET" + "\t" * 12 + "ANGGARAN (Rp 000)", "\t\t\t" + "\t".join(MONTHS)]


def national(repeated: bool) -> list[str]:
    found = list(NATIONAL)
    blocks = (
        ("1.", "01 - Indeks Pengawasan", 1),
        ("1.", "02 - Persentase Obat yang memenuhi syarat", 2),
        ("2.", "01 - Indeks kepatuhan", 1),
    )
    for number, name, count in blocks:
        lead = number if repeated or name.startswith("01") else ""
        again = number if repeated else ""
        found.append("\t".join([lead, name, "", *["-"] * 11, "83", f"{count * 1000}.000"]))
        found.append("\t".join([again, "NO", "KODE", "RO"]))
        found += [
            "\t".join([again, str(n), f"3165.QIA.00{n}", f"Sampel nomor {n} yang Diperiksa", *[""] * 11, "1000.000"])
            for n in range(1, count + 1)
        ]
    return found


def test_a_number_that_stands_in_every_row(baca: Baca) -> None:
    title = ["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024", "BADAN PENGAWAS OBAT DAN MAKANAN", ""]
    plain, repeated = (baca("\n".join([*title, *national(again)]) + "\n") for again in (False, True))
    assert [(row.no_sasaran, row.no_indikator) for row in plain.target] == [(1, 1), (1, 2), (2, 1)]
    assert len(plain.kontribusi_ro) == 4 and meaning(repeated) == meaning(plain)


AGREEMENT = (
    "No\tSasaran Strategis\tIndikator Kinerja\t\tTarget\n1\tTerwujudnya Obat yang bermutu\t1\tPersentase Obat yang memenuhi syarat\t85\n"
)
REPORT = "LAPORAN KINERJA\nTAHUN 2023\nBALAI POM DI AMBON\n\n"


def test_a_row_that_lost_the_cells_before_its_number(baca: Baca) -> None:
    rows = baca(f"{REPORT}Tabel 2.1 Perjanjian Kinerja\n\n{AGREEMENT}2\tPersentase Makanan yang memenuhi syarat\t82\n")
    assert [(r.no_sasaran, r.no_indikator, r.sasaran_raw, r.target_tahunan) for r in rows.target] == [
        (1, 1, "Terwujudnya Obat yang bermutu", Decimal(85)),
        (1, 2, "Terwujudnya Obat yang bermutu", Decimal(82)),
    ]


@pytest.mark.parametrize(
    ("first", "rest"), [("Persentase keputusan atau", "rekomendasi hasil inspeksi sarana distribusi"), ("Indeks RB", "Balai POM di Ambon")]
)
def test_the_rest_of_a_name_below_a_head_is_none_of_its_rows(first: str, rest: str, baca: Baca) -> None:
    head = "No\tIndikator Kinerja\tBalai POM di Ambon\tBalai POM di Palu\n"
    table = f"{head}1\t{first}\t75,00\t86,82\n\n{head}\t{rest}\t\t\n2\tPersentase Obat yang memenuhi syarat\t80,00\t90,00\n"
    rows = baca(f"{REPORT}Tabel 3.1 Perbandingan dengan Balai lain\n\n{table}")
    assert [(row.indikator_raw, row.realisasi) for row in rows.capaian] == [
        (f"{first} {rest}", 75),
        (f"{first} {rest}", Decimal("86.82")),
        ("Persentase Obat yang memenuhi syarat", 80),
        ("Persentase Obat yang memenuhi syarat", 90),
    ]
