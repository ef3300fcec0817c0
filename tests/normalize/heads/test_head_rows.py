"""Rows under a heading that count the columns: they name nothing and hide nothing."""

from collections.abc import Callable

import pytest

from extract.cells import Cell
from normalize.heads.head_rows import counts_columns
from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
FORMS = ["{}", "({})", "{}.", "[{}]"]


def cells(*texts: str) -> list[Cell]:
    return [Cell((text,), kolom, line=1) for kolom, text in enumerate(texts)]


@pytest.mark.parametrize("form", FORMS)
def test_numbers_from_one_on_count_the_columns(form: str) -> None:
    assert counts_columns(cells(*(form.format(n) for n in range(1, 18))))


@pytest.mark.parametrize(
    "texts", [("1", "2", "3", "4", "5=4/3"), ("(1)", "(2)", "(3)", "(4) = (3) : (2) x 100"), ("1", "2", "3a", "3b", "4")]
)
def test_a_column_may_be_computed_or_divided(texts: tuple[str, ...]) -> None:
    assert counts_columns(cells(*texts))


@pytest.mark.parametrize(
    "texts", [("1", "2"), ("2", "3", "4"), ("1", "2", "2", "3"), ("1", "Persentase", "3"), ("1", "2,5", "3"), ("2019", "2020", "2021")]
)
def test_other_rows_count_nothing(texts: tuple[str, ...]) -> None:
    assert not counts_columns(cells(*texts))


REPORT = [
    "LAPORAN KINERJA TAHUN 2023",
    "LOKA POM DI KABUPATEN TABALONG",
    "",
    "Tabel 3.1 Perjanjian Kinerja Tahun 2023",
    "No\tSasaran\tIndikator\tTarget",
    "{PK}",
    "1\tPengawasan yang andal\tPersentase sampel yang diuji\t88,5",
    "\t\tIndeks kepuasan pelanggan\t79",
    "",
    "Tabel 3.2 Perbandingan realisasi",
    "No\tIndikator\tRealisasi 2021\tRealisasi 2022\tRealisasi 2023",
    "{TREN}",
    "1\tPersentase sampel yang diuji\t81,5\t84\t90,25",
    "",
    "Tabel 3.3 Capaian kinerja",
    "No\tIndikator\tTarget\tRealisasi\t% Capaian",
    "{CAPAIAN}",
    "1\tPersentase sampel yang diuji\t88,5\t90,25\t101,98",
    "",
    "Tabel 3.4 Realisasi anggaran",
    "Jenis Belanja\tPagu (Rp)\tRealisasi (Rp)\t%",
    "{SERAPAN}",
    "Belanja Pegawai\t2.000.000\t1.500.000\t75",
]


def numbered(form: str | None) -> str:
    def row(count: int) -> list[str]:
        return ["\t".join(form.format(n) for n in range(1, count + 1))] if form else []

    rows = {"{PK}": row(4), "{TREN}": row(5), "{CAPAIAN}": row(5), "{SERAPAN}": row(4)}
    return "\n".join(line for text in REPORT for line in rows.get(text, [text]))


@pytest.mark.parametrize("form", FORMS)
def test_a_report_with_counted_columns_reads_as_one_without(baca: Baca, form: str) -> None:
    plain, counted = baca(numbered(None)), baca(numbered(form))

    def values(rows: DocumentRows) -> list[tuple[object, ...]]:
        return [
            *((row.tabel, row.indikator_raw, row.target_tahunan) for row in rows.target),
            *((row.tabel, row.tahun, row.indikator_raw, row.target, row.realisasi, row.capaian_persen) for row in rows.capaian),
            *((row.tabel, row.jenis_belanja, row.pagu_rp, row.realisasi_rp, row.persen) for row in rows.serapan),
        ]

    assert len(values(plain)) == 7
    assert values(counted) == values(plain)
