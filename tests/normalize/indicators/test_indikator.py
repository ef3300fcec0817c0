"""Steps of matching a name, and look-alikes that never meet."""

from itertools import combinations

import pytest

from normalize.decisions.registry_files import Knowledge
from normalize.indicators.indikator import ALIAS, EJAAN, PROVISIONAL, TEPAT, TERBUKA, Indicators

LOOK_ALIKE = [
    ("Persentase Obat yang memenuhi syarat", "Persentase Makanan yang memenuhi syarat", "Persentase Obat yang aman dan bermutu"),
    (
        "Persentase Obat yang memenuhi syarat",
        "Persentase Obat Tradisional yang memenuhi syarat",
        "Persentase Kosmetik yang memenuhi syarat",
        "Persentase Suplemen Kesehatan yang memenuhi syarat",
        "Persentase pangan fortifikasi yang memenuhi syarat",
    ),
    (
        "Persentase sarana produksi Obat dan Makanan yang memenuhi ketentuan",
        "Persentase sarana distribusi Obat dan Makanan yang memenuhi ketentuan",
        "Persentase sarana distribusi Obat yang memenuhi ketentuan",
        "Persentase sarana produksi Sediaan Farmasi yang diperiksa dan ditindaklanjuti sesuai ketentuan",
        "Persentase sarana produksi Pangan Olahan yang diperiksa dan ditindaklanjuti sesuai ketentuan",
    ),
    (
        "Persentase sampel Obat yang diperiksa dan diuji sesuai standar",
        "Persentase sampel Obat yang diperiksa sesuai standar",
        "Persentase sampel Makanan yang diperiksa dan diuji sesuai standar",
    ),
    (
        "Persentase keputusan/rekomendasi hasil inspeksi yang dilaksanakan",
        "Persentase keputusan/rekomendasi hasil inspeksi yang ditindaklanjuti",
        "Persentase keputusan/rekomendasi hasil inspeksi yang tidak ditindaklanjuti",
    ),
    (
        "Persentase keberhasilan penyidikan kejahatan Sediaan Farmasi dan Pangan Olahan",
        "Persentase keberhasilan penyelidikan kejahatan Sediaan Farmasi dan Pangan Olahan",
    ),
    ("Jumlah desa pangan aman", "Jumlah pasar pangan aman berbasis komunitas", "Jumlah sekolah dengan PJAS aman"),
    ("Indeks kepuasan masyarakat atas kinerja pengawasan Obat dan Makanan", "Indeks kepuasan pelaku usaha", "Indeks Pelayanan Publik"),
]


@pytest.fixture(scope="module")
def indicators(knowledge: Knowledge) -> Indicators:
    return knowledge.indicators


@pytest.mark.parametrize("names", LOOK_ALIKE, ids=lambda names: names[0][:50])
def test_look_alikes_never_meet(names: tuple[str, ...], indicators: Indicators) -> None:
    for spell in (str, str.upper, lambda name: name.replace(" ", ""), lambda name: f"{name} di wilayah kerja BBPOM di Serang*)"):
        found = [indicators.match(spell(name)).indikator_id for name in names]
        assert None not in found and all(a != b for a, b in combinations(found, 2)), found


@pytest.mark.parametrize(
    ("name", "indikator_id", "asal"),
    [
        ("NILAI KINERJA ANGGARAN BBPOM DI SERANG*)", "nilai-kinerja-anggaran", TEPAT),
        ("Indeks Kepuasan masyarakat atas jaminan keamanan Obat & Makanan", "kepuasan-kinerja-pengawasan", EJAAN),
        ("Jumlah pasar aman dari bahan berbahaya", "pasar-pangan-aman", ALIAS),
        ("Tingkat efektifitas KIE obat dan makanan", "efektivitas-kie", EJAAN),
        ("Indeks RB Loka POM di Kab. Banyumas", "indeks-reformasi-birokrasi", EJAAN),
        (
            "Persentse UMKM yang memenuhi standar produksi pangan olahan dan/atau pembuatan OT dan Kos yang baik",
            "umkm-memenuhi-standar",
            EJAAN,
        ),
    ],
)
def test_the_step_that_placed_a_name(name: str, indikator_id: str, asal: str, indicators: Indicators) -> None:
    found = indicators.match(name)
    assert (found.indikator_id, found.asal) == (indikator_id, asal)


def test_misread_words_cost_points(indicators: Indicators) -> None:
    right = indicators.match("Persentase keputusan penilaian sertifikasi yang diselesaikan tepat waktu")
    wrong = indicators.match("Persentase keputusan penilain sertifikasi yang diselesaikn tepat waktu")
    assert (right.indikator_id, right.skor) == (wrong.indikator_id, 100.0)
    assert wrong.skor < 100 and wrong.asal == EJAAN


def test_an_unknown_name_has_one_provisional_id_in_all_its_spellings(indicators: Indicators) -> None:
    names = [
        "Jumlah kader keamanan pangan terlatih",
        "JUMLAH KADER KEAMANAN PANGAN TERLATIH *)",
        "Jumlah kader  keamanan pangan terlatih UPT",
    ]
    found = [indicators.match(name) for name in names]
    assert {item.asal for item in found} == {TERBUKA}
    assert len({item.indikator_id for item in found}) == 1 and str(found[0].indikator_id).startswith(PROVISIONAL)
    assert indicators.match("Jumlah kader keamanan pangan desa terlatih").indikator_id != found[0].indikator_id


def test_likeness_only_proposes(indicators: Indicators) -> None:
    """One word apart and 90 of 100 alike: three candidates, the guarded word named, and no merge."""
    name = "Persentase sarana distribusi Obat yang memenuhi ketentuan"
    assert indicators.match(name).asal == TERBUKA
    proposals = indicators.proposals(name)
    assert len(proposals) == 3 and proposals[0].indikator_id == "sarana-distribusi-memenuhi-ketentuan"
    assert proposals[0].skor > 90 and proposals[0].penghalang == ("makanan",)
    assert [item.skor for item in proposals] == sorted((item.skor for item in proposals), reverse=True)


def test_a_cut_name_is_proposed_as_cut(indicators: Indicators) -> None:
    best = indicators.proposals("Persentase keputusan/rekomendasi hasil inspeksi sarana produksi dan distri")[0]
    assert (best.indikator_id, best.terpotong, best.penghalang) == ("keputusan-inspeksi-dilaksanakan", True, ())


def test_what_forbids_a_merge_is_said_in_the_words_that_are_printed(indicators: Indicators) -> None:
    """'alat' is no word of the registry and may be 'alam'."""
    best = indicators.proposals("Persentase Obat yang memenuhi syarat alat")[0]
    assert (best.indikator_id, best.penghalang) == ("obat-memenuhi-syarat", ("alat",))


def test_an_unknown_short_word_is_not_put_right_by_itself(indicators: Indicators) -> None:
    """'Obat Bahan Alat' was taken for 'Obat Bahan Alam' without a question."""
    right = "Persentase UMKM yang didampingi dan memperoleh rekomendasi sertifikat cara pembuatan Obat Bahan Alam, Kosmetik yang baik"
    name = f"{right} dan/atau izin penerapan CPPOB pangan olahan"
    assert indicators.match(name).indikator_id == "umkm-didampingi"
    assert indicators.match(name.replace("Alam", "Alat")).asal == TERBUKA
    assert indicators.proposals(name.replace("Alam", "Alat"))[0].indikator_id == "umkm-didampingi"
