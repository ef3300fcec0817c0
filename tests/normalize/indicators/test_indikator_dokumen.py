"""What a document may prove of a name that the registry does not know, and what forbids it."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from normalize.indicators.indikator import BUKTI, ISTILAH, PROVISIONAL, TERBUKA
from normalize.name_rows import NamaIndikator
from normalize.rows import DocumentRows
from tests.terucap import said

Baca = Callable[[str], DocumentRows]
LAKSANA = "Persentase keputusan/rekomendasi hasil inspeksi sarana produksi dan distribusi yang dilaksanakan"
TINDAK = "Persentase keputusan/rekomendasi hasil inspeksi yang ditindaklanjuti oleh pemangku kepentingan"
SERTIFIKASI = "Persentase keputusan penilaian sertifikasi yang disesuaikan tepat waktu"  # a misprint: 'diselesaikan'
SASARAN = "Meningkatnya efektivitas pemeriksaan sarana Obat dan Makanan serta pelayanan publik di wilayah kerja Balai POM di Jember"


@pytest.fixture
def found(kertas: Any, baca: Baca) -> Callable[..., dict[str, NamaIndikator]]:
    """Names in the order of a plan → what became of each."""

    def read(*names: str, sasaran: str = "Terwujudnya hal lain", bulan: Sequence[str] = ("90",) * 12) -> dict[str, NamaIndikator]:
        lines = []
        for number, name in enumerate(names, 1):
            lines.append(kertas.indikator(number, 100, nama=name, sasaran=(1, sasaran) if number == 1 else None, bulan=bulan))
            lines.append(kertas.ro(1, 100 * len(names), 100))
        rows = baca(kertas.dokumen(lines))
        assert [row.indikator_raw for row in rows.target] == list(names)
        told = {item.alias: item for item in rows.nama_indikator}
        assert [row.indikator_id for row in rows.target] == [told[name].indikator_id for name in names]
        return told

    return read


def test_a_misprint_between_its_neighbours_is_placed_and_told(found: Callable[..., dict[str, NamaIndikator]]) -> None:
    told = found(LAKSANA, TINDAK, SERTIFIKASI)[SERTIFIKASI]
    assert (told.indikator_id, told.asal) == ("penilaian-sertifikasi-tepat-waktu", BUKTI)
    assert told.alasan and "keputusan-inspeksi-ditindaklanjuti" in said(told.alasan)


def test_the_sasaran_is_a_witness_too(found: Callable[..., dict[str, NamaIndikator]]) -> None:
    assert found(SERTIFIKASI, "Nilai AKIP UPT", sasaran=SASARAN)[SERTIFIKASI].asal == BUKTI


def test_without_a_witness_the_name_stays_open(found: Callable[..., dict[str, NamaIndikator]]) -> None:
    told = found(SERTIFIKASI, "Nilai AKIP UPT")[SERTIFIKASI]
    assert told.asal == TERBUKA and str(told.indikator_id).startswith(PROVISIONAL)


def test_a_guarded_word_forbids_what_everything_speaks_for(found: Callable[..., dict[str, NamaIndikator]]) -> None:
    produksi = "Persentase sarana produksi Obat dan Makanan yang memenuhi ketentuan"
    obat = "Persentase sarana distribusi Obat yang memenuhi ketentuan"
    told = found(produksi, obat, "Indeks Pelayanan Publik", sasaran=SASARAN)[obat]
    assert told.asal == TERBUKA and told.alasan and "makanan" in said(told.alasan)


def test_the_indicator_beside_forbids_it(found: Callable[..., dict[str, NamaIndikator]]) -> None:
    own = "Persentase keputusan penilaian sertifikasi yang diselesaikan tepat waktu"
    told = found(TINDAK, SERTIFIKASI, own, sasaran=SASARAN)
    assert told[own].indikator_id == "penilaian-sertifikasi-tepat-waktu" and told[SERTIFIKASI].asal == TERBUKA


def test_a_cut_end_with_a_neighbour(found: Callable[..., dict[str, NamaIndikator]]) -> None:
    cut = "Persentase keputusan penilaian sertifikasi yang diselesai"
    assert found(TINDAK, cut)[cut].indikator_id == "penilaian-sertifikasi-tepat-waktu"


def test_a_cut_end_that_fits_two_stays_open(found: Callable[..., dict[str, NamaIndikator]]) -> None:
    cut = "Persentase keputusan/rekomendasi hasil inspeksi"
    assert found(cut, TINDAK, sasaran=SASARAN)[cut].asal == TERBUKA


@pytest.mark.parametrize("words", [-1, 2], ids=["last word below", "first words above"])
def test_words_read_into_the_name_beside_are_given_back(words: int, found: Callable[..., dict[str, NamaIndikator]]) -> None:
    """Where the names are parted elsewhere they are two registered ones; each keeps its own figures."""
    produksi = "Persentase sarana produksi Obat dan Makanan yang memenuhi ketentuan"
    both, border = f"{TINDAK} {produksi}".split(), len(TINDAK.split()) + words
    above, below = " ".join(both[:border]), " ".join(both[border:])
    told = found("Nilai AKIP UPT", above, below)
    assert [told[name].indikator_id for name in (above, below)] == [
        "keputusan-inspeksi-ditindaklanjuti",
        "sarana-produksi-memenuhi-ketentuan",
    ]
    assert {told[name].asal for name in (above, below)} == {BUKTI}
    alone = found(below, "Nilai AKIP UPT")[below]
    assert "batas" not in said(alone.alasan)


def test_later_and_older_term_in_one_table_are_two_indicators(found: Callable[..., dict[str, NamaIndikator]]) -> None:
    obat, farmasi = "Persentase Obat yang memenuhi syarat", "Persentase Sediaan Farmasi yang memenuhi syarat"
    assert found(farmasi, "Nilai AKIP UPT")[farmasi].asal == ISTILAH
    told = found(obat, farmasi)
    assert told[farmasi].asal == TERBUKA and told[obat].indikator_id != told[farmasi].indikator_id


def test_parts_of_a_measure_are_no_indicators(kertas: Any, baca: Baca) -> None:
    part = "Persentase keputusan/rekomendasi hasil inspeksi yang ditindaklanjuti oleh pelaku usaha"
    rows = baca(kertas.dokumen([kertas.indikator(1, 100, nama=part, sasaran=(1, "Terwujudnya")), kertas.ro(1, 100, 100)]))
    assert [(row.indikator_id, "bukan_indikator" in row.bendera) for row in rows.target] == [(None, True)]


@pytest.mark.parametrize(
    ("name", "value", "flagged"),
    [
        ("Indeks Pelayanan Publik UPT", "92", True),
        ("Indeks Pelayanan Publik UPT", "4.51", False),
        ("Nilai Kinerja Anggaran UPT", "92", False),
        ("Indeks yang tidak dikenal", "92", False),
    ],
)
def test_a_target_outside_its_scale_is_flagged(name: str, value: str, flagged: bool, kertas: Any, baca: Baca) -> None:
    line = kertas.indikator(1, 100_000, nama=name, sasaran=(1, "Terwujudnya"), bulan=(value,) * 12)
    (row,) = baca(kertas.dokumen([line, kertas.ro(1, 100_000, 100_000)])).target
    assert ("di_luar_skala" in row.bendera) is flagged


def test_candidates_come_with_what_a_person_needs(kertas: Any, baca: Baca) -> None:
    name = "Persentase sarana distribusi Obat yang memenuhi ketentuan"
    lines = [
        kertas.indikator(1, 100_000, nama="Nilai AKIP UPT", sasaran=(1, "Terwujudnya")),
        kertas.ro(1, 200_000, 100_000),
        kertas.indikator(2, 100_000, nama=name, bulan=("77",) * 12),
        kertas.ro(1, 200_000, 100_000),
    ]
    proposals = baca(kertas.dokumen(lines)).usulan_indikator
    first = proposals[0]
    assert [item.urutan for item in proposals] == [1, 2, 3]
    assert (first.alias, first.usulan_id, first.satuan, first.satuan_usulan) == (
        name,
        "sarana-distribusi-memenuhi-ketentuan",
        "persen",
        "persen",
    )
    assert first.target == "77" and "nomor 2" in said(first.letak) and "Nilai AKIP UPT" in said(first.letak)
