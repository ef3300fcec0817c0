"""The registry's rows recognise their own examples."""

import pytest
import regex

from normalize.decisions.registry_files import Knowledge
from normalize.heads.headings import meanings, month_of, role_names, roles, with_own_numbers
from normalize.identity.dokumen import identify
from normalize.offices.upt import Offices
from normalize.words.names import fold
from normalize.words.registry_rows import registry_rows
from normalize.words.units import month_unit, unit_of

HEADS = list(registry_rows("heads/kepala.csv", "peran", "keluarga", "pola", "contoh"))
FAMILIES = {"rencana": {"rencana"}, "laporan": {"laporan"}, "keduanya": {"rencana", "laporan"}, "anggaran": {"anggaran"}}
SPELLINGS = [(int(row["bulan"]), name) for row in registry_rows("words/bulan.csv", "bulan", "ejaan") for name in row["ejaan"].split("|")]
TITLES = list(registry_rows("words/judul.csv", "jenis", "pola", "contoh"))
UNITS = list(registry_rows("words/satuan.csv", "kata", "satuan", "contoh"))


@pytest.mark.parametrize("row", HEADS, ids=lambda row: f"{row['peran']}, {row['keluarga']}: {row['contoh']}")
def test_a_heading_has_its_role_in_its_families_by_its_own_pattern(row: dict[str, str]) -> None:
    assert regex.fullmatch(row["pola"], fold(row["contoh"]).strip(" :*"))
    for family in FAMILIES[row["keluarga"]]:
        assert row["peran"] in meanings(row["contoh"], family)
        assert row["peran"] in meanings(f"  {row['contoh'].upper()} : ", family)
    assert row["sejak"] == "" or regex.fullmatch(r"20\d\d", row["sejak"])


USUAL = {
    "no": ["NO", "No.", "Nomor", "No Urut"],
    "sasaran": [
        *["SASARAN", "Sasaran Kegiatan", "Sasaran Kegiatan (SK)", "SASARAN PROGRAM (SP)", "Sasaran Strategis (SS)", "Tujuan/Sasaran"],
        *["Tujuan / Sasaran Strategis", "Sasaran/Tujuan", "Uraian Sasaran", "Sasaran Kinerja", "SASARAN KEGIATAN ( SK )", "Perspektif"],
    ],
    "indikator": [
        *["INDIKATOR", "Indikator Kinerja", "INDIKATOR KINERJA KEGIATAN (IKK)", "NAMA INDIKATOR", "Indikator Kinerja Utama", "IKU"],
        *["Indikator Kinerja Utama (IKU)", "Indikator Kinerja Sasaran Kegiatan", "INDIKATOR KINERJA SASARAN KEGIATAN (IKSK)", "IKK"],
        *["Indikator Kinerja Program (IKP)", "Indikator Sasaran Kegiatan", "Nama Indikator Kinerja"],
        *[
            "Indikator Kinerja Utama/Indikator Kinerja Kegiatan",
            "Sasaran Kegiatan/Indikator Kinerja",
            "Performance Indicator",
            "Ukuran Kinerja",
        ],
    ],
    "satuan": ["Satuan", "Satuan Target"],
    "notifikasi": ["Keterangan", "Ket."],
    "lain": ["Penanggung Jawab", "PIC", "Lokasi", "Unit Pelaksana", "Sumber Data", "Waktu Pelaksanaan", "Bukti Dukung"],
    "target_renstra": ["Target Renstra 2020-2024", "Target Akhir Renstra"],
}


@pytest.mark.parametrize(("role", "text"), [(role, text) for role, texts in USUAL.items() for text in texts])
def test_plans_and_reports_know_the_usual_headings_alike(role: str, text: str) -> None:
    for family in ("rencana", "laporan"):
        assert meanings(text, family)[:1] == (role,)
        broken = text[: len(text) // 2] + " " + text[len(text) // 2 :]
        assert meanings(broken, family)[:1] == (role,), "a narrow column breaks words"


@pytest.mark.parametrize("year", ["TA 2024", "T.A. 2024", "TA.2024", "Thn. 2024", "Tahun Anggaran 2024"])
def test_a_head_s_year_is_written_in_many_ways(year: str) -> None:
    assert meanings(f"Target {year}", "laporan") == meanings("Target Tahun 2024", "laporan") != ()


@pytest.mark.parametrize(("month", "name"), SPELLINGS)
def test_a_month_has_its_number(month: int, name: str) -> None:
    for text in (name, name.upper(), name.title(), f"{name}."):
        assert month in {role.bulan for role in roles(text)}


def test_the_registry_names_every_month_once() -> None:
    assert {month for month, _ in SPELLINGS} == set(range(1, 13))
    assert len({name for _, name in SPELLINGS}) == len(SPELLINGS)


@pytest.mark.parametrize("row", TITLES, ids=lambda row: row["jenis"])
def test_a_title_tells_the_kind(row: dict[str, str], knowledge: Knowledge) -> None:
    offices = Offices(knowledge.dim_upt, knowledge.dim_upt_alias)
    assert identify([row["contoh"], "BALAI POM DI JEMBER"], knowledge.titles, offices).jenis == row["jenis"]
    words = row["contoh"].split()
    broken = [" ".join(words[:2]), " ".join(words[2:]), "BALAI POM DI JEMBER"]
    assert identify(broken, knowledge.titles, offices).jenis == row["jenis"], "a title set over two lines"


def test_no_kind_is_claimed_for_another_agency(knowledge: Knowledge) -> None:
    offices = Offices(knowledge.dim_upt, knowledge.dim_upt_alias)
    found = identify(["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024", "DINAS KESEHATAN KOTA BOGOR"], knowledge.titles, offices)
    assert (found.jenis, found.upt_id) == (None, None)


@pytest.mark.parametrize("row", UNITS, ids=lambda row: row["kata"])
def test_a_name_tells_its_unit(row: dict[str, str]) -> None:
    assert unit_of(row["contoh"]) == row["satuan"]


def test_a_name_may_tell_no_unit() -> None:
    assert unit_of("Tingkat efektivitas KIE") is None
    assert unit_of(None) is None


def test_a_count_is_reported_as_progress_until_november() -> None:
    assert [month_unit("jumlah", month) for month in (1, 11, 12)] == ["persen_progres", "persen_progres", "jumlah"]
    assert [month_unit("persen", month) for month in (1, 12)] == ["persen", "persen"]


@pytest.mark.parametrize("text", ["ANGGAR AN", "KOM PONEN", "SUB KOMPO NEN", "KONTRI BUSI", "SUB-KOMPONEN"])
def test_a_heading_broken_by_its_column(text: str) -> None:
    assert role_names(text) & {"anggaran", "komponen", "subkomponen", "kontribusi"}


@pytest.mark.parametrize(
    ("text", "month"), [("Februar i", 2), ("Septem ber", 9), ("Nopem ber", 11), ("De s", 12), ("Agus tus", 8), ("B0 1", 1), ("v i", None)]
)
def test_a_month_broken_by_its_column(text: str, month: int | None) -> None:
    assert month_of(text) == month


@pytest.mark.parametrize("text", ["Bln {}", "Bulan {}", "BLN-{:02d}", "Bulan ke-{}"])
def test_a_month_by_its_number(text: str) -> None:
    assert [month_of(text.format(month)) for month in range(1, 13)] == [*range(1, 13)]


@pytest.mark.parametrize(
    ("text", "name"), [("INDIKA TOR KINERJA", "indikator"), ("SASA RAN KEGIAT AN", "sasaran"), ("ANGGAR AN (Rp 000)", "anggaran")]
)
def test_a_heading_of_several_words_broken_by_its_column(text: str, name: str) -> None:
    assert name in role_names(text)


@pytest.mark.parametrize("text", ["01 - Persentase Obat", "62,210,400", "Total", "", "Nomor Izin Edar", "Satuan Kerja Perangkat Daerah"])
def test_text_is_no_heading(text: str) -> None:
    assert roles(text) == ()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["no", "sasaran", "no", "indikator"], ["no", "sasaran", "no_indikator", "indikator"]),
        (["no", "indikator", "sasaran"], ["no", "indikator", "sasaran"]),
        (["no", "sasaran", "indikator", "no"], ["no", "sasaran", "indikator", "no"]),
    ],
)
def test_a_second_no_before_the_indicator_is_its_own(names: list[str], expected: list[str]) -> None:
    assert with_own_numbers(names) == expected
