"""The budget in the lines below an agreement's targets."""

from collections.abc import Callable

import pytest

from normalize.kinds.agreed_budget import agreed
from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
NAMA = "Pengawasan Obat dan Makanan di Seluruh Indonesia"


@pytest.mark.parametrize(
    "lines",
    [
        ["Kegiatan :", NAMA, "Anggaran :", "Rp.", "28,226,462,000.00", "Pihak Kedua"],
        [f"Kegiatan : {NAMA}", "Anggaran : Rp. 28,226,462,000.00"],
        [f"Kegiatan: {NAMA} Anggaran: Rp 28,226,462,000.00"],
        ["Kegiatan 1 : Pengawasan Obat dan Makanan", "di Seluruh Indonesia", "Anggaran : Rp28,226,462,000.00,-"],
    ],
)
def test_a_kegiatan_and_its_budget(lines: list[str]) -> None:
    (found,) = agreed(["Sesuai perjanjian:", *lines])
    assert (found.position, found.tingkat, found.nama, found.angka) == (1, "KEGIATAN", NAMA, "28,226,462,000.00")


@pytest.mark.parametrize(
    "lines",
    [
        ["Kegiatan :", "Tahap pertama", "Tahap kedua", "Tahap ketiga", "Tahap keempat", "Anggaran :", "Rp. 1.000.000"],
        ["Kegiatan : Bimbingan teknis", "dilaksanakan pada bulan Maret", "dengan peserta 40 orang"],
        ["Kegiatan : Bimbingan teknis", "Anggaran : sesuai DIPA tahun 2023"],
        ["Program pengawasan obat dan makanan", "Anggaran : Rp. 1.000.000"],
    ],
)
def test_other_lines_about_kegiatan_are_none(lines: list[str]) -> None:
    assert list(agreed(lines)) == []


LAPORAN = (
    "LAPORAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\n\nPERJANJIAN KINERJA TAHUN 2023\n\n"
    "No\tSasaran Kegiatan\tIndikator Kinerja\tTarget\n"
    "1\tTerwujudnya obat yang aman\tPersentase obat yang memenuhi syarat\t80,00\n"
    "2\tMeningkatnya pelayanan publik\tIndeks Pelayanan Publik\t4,00\n\n"
)
LINES = f"Kegiatan :\n{NAMA}\n\nAnggaran :\nRp.\n5.673.356.000,00\n\n"
OTHER = "Tabel 3.7 Rapat\n\nNo\tNama Kegiatan\tLokasi\n1\tRapat kerja\tAmbon\n2\tRapat evaluasi\tMasohi\n\n"


def test_it_stands_below_the_agreement_and_nowhere_else(baca: Baca) -> None:
    (row,) = baca(LAPORAN + LINES + OTHER).anggaran_program
    assert (row.tingkat, row.nama, row.pagu_rp, row.realisasi_rp) == ("KEGIATAN", NAMA, 5_673_356_000, None)
    assert (row.tabel, row.tabel_no, row.line, row.periode, row.tahun) == ("ANGGARAN", 1, 10, "TAHUNAN", 2023)
    assert baca(LAPORAN + OTHER + LINES).anggaran_program == ()
