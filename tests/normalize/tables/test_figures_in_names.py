"""Figures of a row that stand in its name: nobody parted them from it, and the row lacks them."""

from collections.abc import Callable

import pytest

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
TITLE = "LAPORAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\n\n"
OBAT, AKIP = "Persentase Obat yang memenuhi syarat", "Nilai AKIP UPT"


@pytest.mark.parametrize(
    ("name", "flagged"),
    [(f"{AKIP} 90 81,5 90,56", True), (f"{AKIP} 90,0% 81,5%", True), (f"{AKIP} (minimal 82,5)", False), (f"{AKIP} 2020-2024", False)],
)
def test_results_in_the_name_of_an_indicator(name: str, flagged: bool, baca: Baca) -> None:
    head = "No\tIndikator Kinerja\tTarget\tRealisasi\tCapaian (%)\n"
    rows = baca(f"{TITLE}Tabel 3.1 Capaian Kinerja\n\n{head}1\t{OBAT}\t80\t78\t97,5\n2\t{name}\t90\t81\t90\n")
    assert ["nama_terpotong" in row.bendera for row in rows.capaian] == [False, flagged]


def test_amounts_in_the_name_of_a_kegiatan(baca: Baca) -> None:
    head = "No\tKegiatan\tPagu (Rp)\tRealisasi (Rp)\t%\n"
    body = "1\tPengawasan Obat 4,239,000 3,432,491\t\t\t80.97\n2\tPengelolaan Sarana\t6,422,000\t4,009,146\t62.43\n"
    rows = baca(f"{TITLE}Tabel 3.9 Realisasi Anggaran per Kegiatan\n\n{head}{body}")
    assert ["nama_terpotong" in row.bendera for row in rows.anggaran_program] == [True, False]
