"""The arithmetic of a RAPK on small dumps: what closes, what fails and how it is said, what stays unproved."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from normalize.proof.checks import near
from normalize.rows import Cek, DocumentRows
from tests.terucap import said

Baca = Callable[[str], DocumentRows]
SAMPLES = Path(__file__).parents[3] / "samples" / "inbox"
S1 = (1, "Terwujudnya Obat yang aman")
NAMA = {1: "Persentase Obat yang memenuhi syarat", 2: "Persentase Makanan yang memenuhi syarat", 3: "Indeks Pelayanan Publik"}


def cek(rows: DocumentRows, aturan: str) -> list[Cek]:
    return [row for row in rows.cek if row.aturan == aturan]


def status(rows: DocumentRows, aturan: str) -> list[str]:
    return [row.status for row in cek(rows, aturan)]


def only_failure(rows: DocumentRows) -> Cek:
    """What fails besides the wholeness of the document, which follows from it."""
    (failure,) = [row for row in rows.cek if row.status == "gagal" and row.aturan != "dokumen_utuh"]
    return failure


@pytest.fixture
def tulis(kertas: Any, baca: Baca) -> Callable[..., DocumentRows]:
    """[(number of the indicator, budget, [(subkomponen, anggaran, kontribusi), …]), …] and further rows → the document's rows."""

    def rows(*indikator: tuple[int, int | str, Sequence[tuple[str, int | str, int | str]]], tambahan: Sequence[str] = ()) -> DocumentRows:
        baris = []
        for position, (no, anggaran, lines) in enumerate(indikator):
            baris.append(kertas.indikator(no, anggaran, sasaran=None if position else S1, nama=NAMA[no]))
            baris.append(kertas.kepala_ro)
            baris += [kertas.ro(n, *money, sub=f"{sub} - Kegiatan {sub}") for n, (sub, *money) in enumerate(lines, 1)]
        return baca(kertas.dokumen([*baris, *tambahan]))

    return rows


# ---- down an indicator


def test_a_sum_that_closes(tulis: Callable[..., DocumentRows]) -> None:
    rows = tulis((1, 5_000_000, [("A", 2_000_000, 2_000_000), ("B", 3_000_000, 3_000_000)]))
    (row,) = cek(rows, "kontribusi_vs_anggaran")
    assert (row.status, row.harapan, row.terbaca, row.selisih) == ("lolos", 5_000_000, 5_000_000, 0)
    assert row.target_id == rows.target[0].target_id
    assert rows.dokumen.status == "lengkap" and rows.dokumen.pesan is None


def test_a_sum_that_does_not_close(tulis: Callable[..., DocumentRows]) -> None:
    rows = tulis((1, 6_000_000, [("A", 2_000_000, 2_000_000), ("B", 4_000_000, 3_000_000)]))
    row = only_failure(rows)
    assert (row.aturan, row.harapan, row.terbaca, row.selisih) == ("kontribusi_vs_anggaran", 6_000_000, 5_000_000, -1_000_000)
    assert "kurang Rp1.000.000" in said(row.penjelasan)
    assert rows.dokumen.status == "perlu_tinjau" and said(rows.dokumen.pesan) and said(row.penjelasan) in said(rows.dokumen.pesan)
    more = only_failure(tulis((1, 4_500_000, [("A", 2_000_000, 2_000_000), ("B", 4_000_000, 3_000_000)])))
    assert more.selisih == 500_000 and "lebih Rp500.000" in said(more.penjelasan)


def test_one_rupiah_is_a_difference(tulis: Callable[..., DocumentRows]) -> None:
    assert status(tulis((1, 5_000_001, [("A", 5_000_000, 5_000_000)])), "kontribusi_vs_anggaran") == ["gagal"]


@pytest.mark.parametrize("unread", ["#REF!", "-"])
def test_an_unread_cell_proves_nothing(unread: str, tulis: Callable[..., DocumentRows]) -> None:
    """5.000.000 is what the other line gives: a sum that leaves the unread cell out would pass."""
    rows = tulis((1, 5_000_000, [("A", 5_000_000, 5_000_000), ("B", 4_000_000, unread)]))
    (row,) = cek(rows, "kontribusi_vs_anggaran")
    assert (row.status, row.harapan, row.terbaca, row.selisih) == ("tak_terbukti", 5_000_000, None, None)
    assert "lolos" not in {c.status for c in cek(rows, "pembagian_ro") if ".B" in said(c.penjelasan)}
    line = rows.kontribusi_ro[1]
    assert (line.anggaran_rp, line.kontribusi_rp, line.nama_subkomponen) == (4_000_000, None, "Kegiatan B")
    assert ("angka_tidak_terbaca" in line.bendera) == (unread == "#REF!")


def test_an_unread_budget_proves_nothing(tulis: Callable[..., DocumentRows]) -> None:
    rows = tulis((1, "-", [("A", 5_000_000, 5_000_000)]))
    assert rows.target[0].anggaran_rp is None
    assert status(rows, "kontribusi_vs_anggaran") == ["tak_terbukti"]


def test_an_indicator_without_lines_proves_nothing(tulis: Callable[..., DocumentRows]) -> None:
    rows = tulis((1, 5_000_000, []), (2, 3_000_000, [("A", 3_000_000, 3_000_000)]))
    assert status(rows, "kontribusi_vs_anggaran") == ["tak_terbukti", "lolos"]


# ---- the lost line


def test_a_lost_line_named_by_the_share(tulis: Callable[..., DocumentRows]) -> None:
    """Indicator 01 gets 37,5 % of each line, 02 the rest; 37,5 % of line C is missing."""
    rows = tulis(
        (1, 13_500_000, [("A", 8_000_000, 3_000_000), ("B", 16_000_000, 6_000_000)]),
        (2, 22_500_000, [("A", 8_000_000, 5_000_000), ("B", 16_000_000, 10_000_000), ("C", 12_000_000, 7_500_000)]),
    )
    row = only_failure(rows)
    assert row.selisih == -4_500_000
    for words in ("3165.QIC.001.053.C", "Kegiatan C", "37,5 %", "Rp12.000.000", "Rp4.500.000"):
        assert words in said(row.penjelasan)


def test_lost_lines_named_by_their_siblings(tulis: Callable[..., DocumentRows]) -> None:
    """Indicator 01 keeps one line, at 20 %; 20 % of the two other lines of its komponen is missing."""
    rows = tulis(
        (1, 9_000_000, [("A", 10_000_000, 2_000_000)]),
        (2, 36_000_000, [("A", 10_000_000, 8_000_000), ("B", 30_000_000, 24_000_000), ("C", 5_000_000, 4_000_000)]),
    )
    row = only_failure(rows)
    assert row.selisih == -7_000_000
    assert "3165.QIC.001.053.B, 3165.QIC.001.053.C" in said(row.penjelasan) and "Rp7.000.000" in said(row.penjelasan)


def test_a_lost_line_named_by_its_rest(tulis: Callable[..., DocumentRows]) -> None:
    rows = tulis(
        (1, 8_500_000, [("A", 10_000_000, 1_000_000), ("B", 10_000_000, 5_000_000)]),
        (2, 21_500_000, [("A", 10_000_000, 9_000_000), ("B", 10_000_000, 5_000_000), ("C", 10_000_000, 7_500_000)]),
    )
    row = only_failure(rows)
    assert "3165.QIC.001.053.C" in said(row.penjelasan) and "menyisakan tepat Rp2.500.000" in said(row.penjelasan)


def test_two_answers_are_none(tulis: Callable[..., DocumentRows]) -> None:
    rows = tulis(
        (1, 8_500_000, [("A", 10_000_000, 1_000_000), ("B", 10_000_000, 5_000_000)]),
        (2, 14_000_000, [("A", 10_000_000, 9_000_000), ("B", 10_000_000, 5_000_000)]),
        (3, 15_000_000, [("C", 10_000_000, 7_500_000), ("D", 10_000_000, 7_500_000)]),
    )
    assert "hilang:" not in said(only_failure(rows).penjelasan)


# ---- across indicators


def test_a_line_shared_out_whole(tulis: Callable[..., DocumentRows]) -> None:
    rows = tulis((1, 2_500_000, [("A", 10_000_000, 2_500_000)]), (2, 7_500_000, [("A", 10_000_000, 7_500_000)]))
    assert status(rows, "pembagian_ro") == ["lolos"]
    assert status(rows, "anggaran_ro_konsisten") == ["lolos"]
    assert [row.kontribusi_persen for row in rows.kontribusi_ro] == [25, 75]


def test_a_line_with_a_rest_is_not_proved(tulis: Callable[..., DocumentRows]) -> None:
    rows = tulis((1, 2_500_000, [("A", 10_000_000, 2_500_000)]), (2, 7_000_000, [("A", 10_000_000, 7_000_000)]))
    (row,) = cek(rows, "pembagian_ro")
    assert (row.status, row.selisih) == ("tak_terbukti", -500_000)
    assert "sisa Rp500.000" in said(row.penjelasan)


def test_a_line_shared_out_twice(tulis: Callable[..., DocumentRows]) -> None:
    rows = tulis((1, 6_000_000, [("A", 10_000_000, 6_000_000)]), (2, 6_000_000, [("A", 10_000_000, 6_000_000)]))
    assert only_failure(rows).aturan == "pembagian_ro"
    assert only_failure(rows).selisih == 2_000_000


def test_a_contribution_above_its_line(tulis: Callable[..., DocumentRows]) -> None:
    rows = tulis((1, 7_000_000, [("A", 5_000_000, 7_000_000)]))
    (row,) = cek(rows, "kontribusi_vs_anggaran_ro")
    assert (row.status, row.harapan, row.terbaca, row.selisih) == ("gagal", 5_000_000, 7_000_000, 2_000_000)
    assert status(rows, "kontribusi_vs_anggaran") == ["lolos"]


def test_one_line_printed_with_two_budgets(tulis: Callable[..., DocumentRows]) -> None:
    rows = tulis(
        (1, 3_000_000, [("A", 10_000_000, 3_000_000)]),
        (2, 3_000_000, [("A", 1_000_000, 3_000_000)]),
        (3, 4_000_000, [("A", 10_000_000, 4_000_000)]),
    )
    (row,) = cek(rows, "anggaran_ro_konsisten")
    assert (row.status, row.harapan, row.terbaca) == ("gagal", 10_000_000, 1_000_000)
    assert row.target_id == rows.target[1].target_id, "the odd one of three is blamed"


# ---- the document


def test_the_total_closes(kertas: Any, tulis: Callable[..., DocumentRows]) -> None:
    lines = [("A", 5_000_000, 5_000_000)]
    rows = tulis((1, 5_000_000, lines), (2, 3_000_000, [("B", 3_000_000, 3_000_000)]), tambahan=[kertas.total(8_000_000)])
    assert status(rows, "total_dokumen") == ["lolos"]
    assert rows.dokumen.total_anggaran_rp == 8_000_000


def test_the_total_does_not_close(kertas: Any, tulis: Callable[..., DocumentRows]) -> None:
    rows = tulis((1, 5_000_000, [("A", 5_000_000, 5_000_000)]), tambahan=[kertas.total(8_000_000)])
    row = only_failure(rows)
    assert (row.aturan, row.harapan, row.terbaca, row.selisih) == ("total_dokumen", 8_000_000, 5_000_000, -3_000_000)


def test_a_total_over_an_unread_budget_is_not_proved(kertas: Any, tulis: Callable[..., DocumentRows]) -> None:
    lines = [("A", 5_000_000, 5_000_000)]
    rows = tulis((1, 5_000_000, lines), (2, "-", [("B", 3_000_000, 3_000_000)]), tambahan=[kertas.total(5_000_000)])
    assert status(rows, "total_dokumen") == ["tak_terbukti"]


def test_an_unread_total_is_not_proved(kertas: Any, tulis: Callable[..., DocumentRows]) -> None:
    rows = tulis((1, 5_000_000, [("A", 5_000_000, 5_000_000)]), tambahan=[kertas.total("#REF!")])
    assert status(rows, "total_dokumen") == ["tak_terbukti"]
    assert rows.dokumen.total_anggaran_rp is None


def test_numbers_that_follow_and_numbers_that_jump(tulis: Callable[..., DocumentRows]) -> None:
    a, b = [("A", 5_000_000, 5_000_000)], [("B", 3_000_000, 3_000_000)]
    assert status(tulis((1, 5_000_000, a), (2, 3_000_000, b)), "nomor_urut") == ["lolos"]
    (row,) = cek(tulis((1, 5_000_000, a), (3, 3_000_000, b)), "nomor_urut")
    assert row.status == "tak_terbukti" and "01" in said(row.penjelasan) and "03" in said(row.penjelasan)


def test_lines_after_a_lost_page_have_no_owner(kertas: Any, baca: Baca) -> None:
    """Page 2 is lost with indicator 02; page 3 begins with its RO lines."""
    rows = baca(
        kertas.dokumen(
            [
                kertas.indikator(1, 3_000_000, sasaran=S1),
                kertas.kepala_ro,
                kertas.ro(1, 1_000_000, 1_000_000, sub="A - Satu"),
                kertas.ro(2, 2_000_000, 2_000_000, sub="B - Dua"),
                *kertas.halaman_baru,
                kertas.kepala_ro,
                kertas.ro(1, 6_000_000, 4_000_000, sub="C - Tiga"),
                kertas.ro(2, 7_000_000, 5_000_000, sub="D - Empat"),
                kertas.indikator(3, 8_000_000, nama=NAMA[3]),
                kertas.kepala_ro,
                kertas.ro(1, 8_000_000, 8_000_000, sub="E - Lima"),
            ]
        )
    )
    assert [row.no_indikator for row in rows.target] == [1, 3]
    orphans = [row for row in rows.kontribusi_ro if row.target_id is None]
    assert [row.kode_subkomponen for row in orphans] == ["C", "D"]
    assert all("indikator_hilang" in row.bendera for row in orphans)
    assert [row.kode_subkomponen for row in rows.kontribusi_ro if row.target_id] == ["A", "B", "E"]
    row = only_failure(rows)
    assert (row.aturan, row.terbaca, row.target_id) == ("blok_tanpa_indikator", 9_000_000, None)
    assert status(rows, "kontribusi_vs_anggaran") == ["lolos", "lolos"]
    assert "halaman yang hilang" in next(said(c.penjelasan) for c in cek(rows, "pembagian_ro") if ".C" in said(c.penjelasan))
    assert rows.target[1].sasaran_raw is None and "sasaran_hilang" in rows.target[1].bendera
    assert rows.dokumen.status == "perlu_tinjau"


# ---- months


BULAN = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nov", "Des"]
JAN_DES = "\t".join(["No", "Indikator Kinerja", "Target", *BULAN])


@pytest.mark.parametrize(
    ("target", "december", "word"), [("88,05", "88,05", "lolos"), ("88,05", "88,5", "gagal"), ("88,05", "-", "tak_terbukti")]
)
def test_december_is_the_year(target: str, december: str, word: str, baca: Baca) -> None:
    months = ["10,5", "20,5", *["70,25"] * 9, december]
    lines = ["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024", "BALAI POM DI JEMBER", "", JAN_DES]
    rows = baca("\n".join([*lines, "\t".join(["1.", "Persentase Obat yang memenuhi syarat", target, *months])]))
    (row,) = cek(rows, "target_desember")
    assert row.status == word
    assert row.harapan == Decimal("88.05") == rows.target[0].target_tahunan
    assert [m.nilai for m in rows.target_bulanan][:3] == [Decimal("10.5"), Decimal("20.5"), Decimal("70.25")]


def test_targets_that_fall(kertas: Any, baca: Baca) -> None:
    line = kertas.ro(1, 5_000_000, 5_000_000)
    for months, word in ((["10"] * 6 + ["20"] * 6, "lolos"), (["10"] * 6 + ["9"] * 6, "tak_terbukti")):
        rows = baca(kertas.dokumen([kertas.indikator(1, 5_000_000, sasaran=S1, bulan=months), kertas.kepala_ro, line]))
        assert status(rows, "bulan_naik") == [word]


def test_a_count_may_end_below_its_progress(kertas: Any, baca: Baca) -> None:
    """Progress in percent until November, then 5 desa: no fall."""
    line = kertas.ro(1, 5_000_000, 5_000_000)
    months = ["10", "20", "30", "40", "50", "60", "70", "80", "85", "90", "95", "5"]
    first = kertas.indikator(1, 5_000_000, sasaran=S1, bulan=months, nama="Jumlah desa pangan aman")
    rows = baca(kertas.dokumen([first, kertas.kepala_ro, line]))
    assert status(rows, "bulan_naik") == ["lolos"]
    assert [m.satuan for m in rows.target_bulanan] == ["persen_progres"] * 11 + ["jumlah"]
    assert (rows.target[0].satuan, rows.target[0].target_tahunan) == ("jumlah", 5)


def test_every_check_is_said_in_one_sentence_and_named_once(tulis: Callable[..., DocumentRows]) -> None:
    rows = tulis((1, 6_000_000, [("A", 2_000_000, 3_000_000)]), (3, 1_000_000, [("A", 2_500_000, 1_000_000)]))
    assert len({row.cek_id for row in rows.cek}) == len(rows.cek) > 4
    for row in rows.cek:
        assert said(row.penjelasan).endswith(".") and "\n" not in said(row.penjelasan) and row.line


@pytest.mark.parametrize(
    ("skala", "printed", "total", "same"),
    [
        (1, ["10.00", "20.00"], "30.70", True),
        (1000, ["10.00", "20.00"], "30.01", True),
        (1000, ["10.00", "20.00"], "30.50", False),
        (1000, ["10.00", "20"], "30.50", True),  # one of them prints whole thousands
        (1000, ["10", "20"], "31", False),
    ],
)
def test_how_far_a_sum_may_be_off(skala: int, printed: list[str], total: str, same: bool) -> None:
    """Less than a rupiah; in thousands of rupiah as much as the last printed decimals can make."""
    figures = [Decimal(text) for text in printed]
    assert near(sum(figures, Decimal(0)), Decimal(total), skala, [*figures, Decimal(total)]) is same


def test_half_a_thousand_is_no_rounding(baca: Baca) -> None:
    """The plan prints 14.059.000,00 thousand; with other decimals it is no longer its RO lines' sum."""
    text = (SAMPLES / "dump_nasional.txt").read_text(encoding="utf-8")
    changed = text.replace("14.059.000,00", "14.059.000,50", 1)
    assert [status(baca(each), "kontribusi_vs_anggaran").count("gagal") for each in (text, changed)] == [0, 1]
