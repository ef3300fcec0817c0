"""Lines of text that are rows of a table, and prose that only holds figures."""

from pathlib import Path

import pytest

from extract.cells import Document, Metode, Reading
from normalize.tables.loose_rows import broken_grids, is_row_of_figures
from tests.terucap import said


@pytest.mark.parametrize(
    "text",
    [
        "1 Persentase Obat yang memenuhi syarat 92.60 75 90 83.33 89.99% Baik",
        "Belanja Pegawai 4.274.982.000,00 4.233.878.393,00 99.04%",
        "2. Indeks kepuasan masyarakat - - 40 60 82,5",
        "Indeks kepuasan 12 (0,08) -5",
        "% 76.98 75.16 70.19 73.36",
        "Pagu (Rp) 4,101,000 6,082,000 8,111,000",
        "Nilai Kinerja Anggaran UPT 72.2*) - - 91.68 126.98 Sangat Baik",
        "Nilai AKIP UPT 72.2 91,68¹ 126.98 **)",
    ],
)
def test_a_row_of_a_table(text: str) -> None:
    assert is_row_of_figures(text)


@pytest.mark.parametrize(
    "text",
    [
        "dilaksanakan pada 16, 23, 27 April 2016; 11, 21 Mei 2016 di Bogor",
        "sebesar 92,6 dari target 90 sehingga capaian 102,89",
        "Tahun 2019 2020 2021 2022",
        "0 20 40 60 80 100",
        "LKIP T A H U N 2 0 1 6",
        "Kontribusi 12 - - -",
        "Nomor 12 34",
    ],
)
def test_prose_axes_and_enumerations(text: str) -> None:
    assert not is_row_of_figures(text)


def test_words_that_a_grid_leaves_out_are_said() -> None:
    document = Document("0" * 64, Path("rapk.pdf"), "rapk.pdf", Metode.PDF)
    (told,) = broken_grids(Reading(document, (), (), (), 3, ragu=(1, 2)))
    assert "halaman 1–2" in said(told)
    assert broken_grids(Reading(document, (), (), (), 3)) == []
