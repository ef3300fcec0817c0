"""A table of names and criteria only: an indicator without a criterion keeps its row and its name."""

from collections.abc import Callable

import pytest

from normalize.rows import Capaian, DocumentRows

Baca = Callable[[str], DocumentRows]

HEAD = "NO\tSASARAN KEGIATAN\tINDIKATOR KINERJA\tKATEGORI"
FIRST = [
    "1\tTerwujudnya produk yang aman\tPersentase sampel yang aman\tMemenuhi Ekspektasi",
    "\t\tPersentase sarana yang taat\tTidak Memenuhi Ekspektasi",
    "2\tMeningkatnya kepuasan pelaku usaha\tIndeks kepuasan pelaku usaha*\t",
    "\t\tIndeks pelayanan publik*\t",
    "3\tMenguatnya laboratorium\tPersentase alat yang memadai\tBelum Memenuhi Ekspektasi",
]


@pytest.fixture
def rows(baca: Baca) -> tuple[Capaian, ...]:
    second = "4\tTerkelolanya keuangan\tNilai kinerja anggaran\tMemenuhi Ekspektasi"
    title = "LAPORAN KINERJA TRIWULAN III TAHUN 2022\nBALAI BESAR POM DI SERANG\n\nCapaian Kinerja\n"
    return baca("\n".join([title, HEAD, *FIRST, "", "", HEAD, second])).capaian


def test_every_indicator_has_its_row(rows: tuple[Capaian, ...]) -> None:
    assert [(row.indikator_raw, row.kriteria) for row in rows] == [
        ("Persentase sampel yang aman", "Memenuhi Ekspektasi"),
        ("Persentase sarana yang taat", "Tidak Memenuhi Ekspektasi"),
        ("Indeks kepuasan pelaku usaha*", None),
        ("Indeks pelayanan publik*", None),
        ("Persentase alat yang memadai", "Belum Memenuhi Ekspektasi"),
        ("Nilai kinerja anggaran", "Memenuhi Ekspektasi"),
    ]


def test_what_is_empty_is_read_as_nothing(rows: tuple[Capaian, ...]) -> None:
    assert {(row.target, row.realisasi, row.capaian_persen) for row in rows} == {(None, None, None)}
