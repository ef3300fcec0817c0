"""The registry's rows recognise their own examples."""

import pytest

from normalize.decisions.registry_files import Knowledge
from normalize.identity.dokumen import identify
from normalize.offices.upt import Offices
from normalize.tables.headings import month_of, role_names, roles
from normalize.words.registry_rows import registry_rows
from normalize.words.units import month_unit, unit_of

HEADER = list(registry_rows("heads/header.csv", "peran", "pola", "contoh"))
SPELLINGS = [(int(row["bulan"]), name) for row in registry_rows("words/bulan.csv", "bulan", "ejaan") for name in row["ejaan"].split("|")]
TITLES = list(registry_rows("words/judul.csv", "jenis", "pola", "contoh"))
UNITS = list(registry_rows("words/satuan.csv", "kata", "satuan", "contoh"))


@pytest.mark.parametrize("row", HEADER, ids=lambda row: f"{row['peran']}:{row['contoh']}")
def test_a_heading_has_its_role(row: dict[str, str]) -> None:
    assert row["peran"] in role_names(row["contoh"])
    assert row["peran"] in role_names(f"  {row['contoh'].upper()} : ")


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


@pytest.mark.parametrize(
    ("text", "name"), [("INDIKA TOR KINERJA", "indikator"), ("SASA RAN KEGIAT AN", "sasaran"), ("ANGGAR AN (Rp 000)", "anggaran")]
)
def test_a_heading_of_several_words_broken_by_its_column(text: str, name: str) -> None:
    assert name in role_names(text)


@pytest.mark.parametrize("text", ["01 - Persentase Obat", "62,210,400", "Total", "", "Nomor Izin Edar", "Satuan Kerja Perangkat Daerah"])
def test_text_is_no_heading(text: str) -> None:
    assert roles(text) == ()
