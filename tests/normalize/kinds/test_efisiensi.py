"""Output against input: what stands in a row of `efisiensi`."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
REPORT = "LAPORAN KINERJA TAHUN 2022\nBALAI BESAR POM DI PADANG\nBADAN PENGAWAS OBAT DAN MAKANAN\n\n"
TITLE = f"{REPORT}Tabel 3.9 Tingkat Efisiensi\n\n"
OBAT = "Persentase Obat yang memenuhi syarat"
HEAD = "No\tIndikator\tOutput\t\t\tInput (anggaran)\t\t\tIE\tTE\t{}\n\t\tT\tR\t%\tT\tR\t%\t\t\t\n"
CELLS = ("85.00", "94.23", "110.86", "410,121,000", "391,080,723", "95.36", "1.16", "0.16")
COLUMNS = ("output_target", "output_realisasi", "output_persen", "pagu_rp", "realisasi_rp", "input_persen", "ie", "te")
OTHER = "2\tPersentase Makanan yang aman\t82.00\t68.75\t83.84\t257,938,000\t244,968,976\t94.97\t0.88\t-0.12\t{}"


def document(*cells: str, head: str = "Kriteria", words: str = "Efisien", other: str = "Tidak Efisien") -> str:
    return TITLE + HEAD.format(head) + "\t".join(["1", "Persentase Obat yang aman", *cells, words]) + f"\n{OTHER.format(other)}\n"


@pytest.mark.parametrize("text", ["67,5B9,000", "dua ratus juta", "#REF!"])
@pytest.mark.parametrize("place", range(1, len(CELLS)))
def test_an_unreadable_figure_is_flagged(place: int, text: str, baca: Baca) -> None:
    cells = list(CELLS)
    cells[place] = text
    row = baca(document(*cells)).efisiensi[0]
    assert getattr(row, COLUMNS[place]) is None and "angka_tidak_terbaca" in row.bendera
    cells[place] = "-"
    row = baca(document(*cells)).efisiensi[0]
    assert getattr(row, COLUMNS[place]) is None and "angka_tidak_terbaca" not in row.bendera
    assert row.pagu_rp == (None if place == 3 else Decimal(410_121_000))


@pytest.mark.parametrize(
    ("head", "printed", "kategori"),
    [
        ("Kriteria", "Efisien", "Efisien"),
        ("Capaian TE", "Tidak Efisien", "Tidak Efisien"),
        ("Capaian TE", "100 %", None),
        ("Capaian TE", "75%", None),
        ("Kriteria", "92,5", None),
        ("Kriteria", "-", None),
        ("Capaian TE", "#DIV/0!", None),
    ],
)
def test_only_words_are_a_category(head: str, printed: str, kategori: str | None, baca: Baca) -> None:
    rows = baca(document(*CELLS, head=head, words=printed, other=printed))
    assert [row.kategori for row in rows.efisiensi] == [kategori, kategori]
    assert [row.te for row in rows.efisiensi] == [Decimal("0.16"), Decimal("-0.12")]
    assert printed in {cell.mentah for cell in rows.sel}


@pytest.mark.parametrize(("te", "failed"), [("0.16", False), ("1.16", True)])
def test_te_without_ie_is_held_against_output_and_input(te: str, failed: bool, baca: Baca) -> None:
    """IE read as TE, where its own column went without one."""
    rows = baca(document(*CELLS[:-2], "-", te))
    assert ("te" in {cek.aturan for cek in rows.cek if cek.status == "gagal"}) is failed
    assert ("salah_cetak" in rows.efisiensi[0].bendera) is failed


def test_budgets_of_indicators_alone_are_what_was_put_in(baca: Baca) -> None:
    """'Realisasi' below a budget is money, and 'Sisa' is what both leave."""
    head = "No\tIndikator Kinerja\tPagu (Rp)\t{}\tSisa (Rp)\t%\n"
    body = f"1\t{OBAT}\t1.000.000.000\t950.000.000\t50.000.000\t95\n2\tNilai AKIP UPT\t2.000.000.000\t1.800.000.000\t200.000.000\t90\n"
    total = "\tJumlah\t3.000.000.000\t2.750.000.000\t250.000.000\t91,67\n"
    for realisasi in ("Realisasi (Rp)", "Realisasi"):
        rows = baca(f"{REPORT}Tabel 3.9 Realisasi Anggaran per Indikator\n\n{head.format(realisasi)}{body}{total}")
        assert [(r.pagu_rp, r.realisasi_rp, r.input_persen, r.output_persen) for r in rows.efisiensi] == [
            (1_000_000_000, 950_000_000, 95, None),
            (2_000_000_000, 1_800_000_000, 90, None),
            (3_000_000_000, 2_750_000_000, Decimal("91.67"), None),
        ]
        assert all("hanya_masukan" in r.bendera for r in rows.efisiensi) and not rows.capaian
        assert {cell.nasib for cell in rows.sel if cell.mentah == "50.000.000"} == {"aturan:sisa_anggaran"}


def test_the_input_below_a_name_of_money(baca: Baca) -> None:
    head = "No\tIndikator Kinerja\tOutput\t\t\tAnggaran (Rp)\t\t\tIE\tSE\tTE\n\t\t{0}\t{1}\t%\t{0}\t{1}\t%\t\t\t\n"
    body = f"1\t{OBAT}\t90\t94,5\t105\t1.000.000.000\t950.000.000\t95\t1,11\t1\t0,11\n"
    for names in (("T", "R"), ("Target", "Realisasi")):
        (row,) = baca(f"{REPORT}Tabel 3.9 Efisiensi\n\n{head.format(*names)}{body}").efisiensi
        assert (row.output_target, row.output_realisasi, row.output_persen) == (90, Decimal("94.5"), 105)
        assert (row.pagu_rp, row.realisasi_rp, row.input_persen) == (1_000_000_000, 950_000_000, 95)
        assert (row.ie, row.te, row.bendera) == (Decimal("1.11"), Decimal("0.11"), ())
