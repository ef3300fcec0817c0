"""Offices by their printed names."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import combinations

import pytest

from normalize.decisions.registry_files import Knowledge
from normalize.dimension_rows import DimUpt, DimUptAlias
from normalize.identity.dokumen import identify
from normalize.offices.upt import Offices, Question, fold_upt
from normalize.rows import DocumentRows
from normalize.words.registry_rows import registry_rows
from tests.conftest import Kertas

LOOK_ALIKE = [
    ("Loka POM di Kota Tanjungbalai", "Loka POM di Kota Tanjungpinang"),
    ("Loka POM di Kab. Belu", "Loka POM di Kab. Belitung", "Loka POM di Kab. Buleleng"),
    ("Loka POM di Kab. Bima", "Loka POM di Kab. Bone"),
    ("Loka POM di Kab. Bungo", "Balai POM di Bengkulu"),
    ("Balai POM di Palu", "Balai POM di Palopo"),
    ("Balai Besar POM di Serang", "Balai Besar POM di Semarang"),
    ("Balai Besar POM di Banjarmasin", "Loka POM di Kab. Banyumas"),
    ("Balai Besar POM di Manado", "Balai POM di Manokwari"),
    ("Loka POM di Kab. Aceh Tengah", "Loka POM di Kab. Aceh Selatan"),
    ("Balai POM di Batam", "Balai Besar POM di Bandung", "Balai Besar POM di Bandar Lampung"),
    ("Loka POM di Kota Tarakan", "Loka POM di Kab. Tabalong"),
    ("Loka POM di Kab. Sanggau", "Loka POM di Kab. Kepulauan Sangihe"),
    ("Balai POM di Tangerang", "Balai POM di Serang"),
]
LEVELS = {"Balai Besar POM di": "BALAI_BESAR", "Balai POM di": "BALAI", "Loka POM di": "LOKA"}


@pytest.fixture(scope="module")
def offices(knowledge: Knowledge) -> Offices:
    return Offices(knowledge.dim_upt, knowledge.dim_upt_alias)


def test_every_alias_finds_its_office(offices: Offices) -> None:
    rows = list(registry_rows("offices/upt_alias.csv", "alias", "upt_id", "contoh"))
    assert len(rows) > 1000
    for text in (lambda row: row["alias"], lambda row: row["contoh"], lambda row: f" {row['alias'].lower().replace(' ', '  ')} "):
        assert [row["alias"] for row in rows if offices.exact(text(row)) != row["upt_id"]] == []


def test_every_official_name_finds_its_office(offices: Offices, knowledge: Knowledge) -> None:
    assert [office.nama for office in knowledge.dim_upt if offices.exact(office.nama.upper()) != office.upt_id] == []


def test_every_office_is_found_by_its_lines_example(offices: Offices) -> None:
    rows = list(registry_rows("offices/upt.csv", "upt_id", "nama", "level", "contoh"))
    assert [row["contoh"] for row in rows if offices.exact(row["contoh"]) != row["upt_id"]] == []


@pytest.mark.parametrize("names", LOOK_ALIKE, ids=lambda names: "/".join(name.split()[-1] for name in names))
def test_look_alikes_are_different_offices(names: tuple[str, ...], offices: Offices) -> None:
    found = [offices.exact(name) for name in names]
    assert None not in found
    assert all(a != b for a, b in combinations(found, 2))


@pytest.mark.parametrize(
    ("text", "upt_id"),
    [
        ("LOKA POM DI KABUPATEN SANGGAU", "sanggau"),
        ("Loka POM di Kab. Sanggau", "sanggau"),
        ("Loka POM di Kab Sanggau", "sanggau"),
        ("Balai POM di Bau Bau", "bau-bau"),
        ("LOKA POM BAUBAU", "bau-bau"),
        ("BALAI POM DI JAKARTA", "jakarta"),
        ("Balai Besar POM di Banjarmasin", "banjarbaru"),
        ("Balai POM di Atlantis", None),
        ("Dinas Kesehatan Kota Palopo", None),
        ("", None),
    ],
)
def test_names_as_printed(text: str, upt_id: str | None, offices: Offices) -> None:
    assert offices.exact(text) == upt_id


@pytest.mark.parametrize(
    "name", ["BBPOM Serang", "Balai Besar POM Serang", "Balai Besar Pengawas Obat dan Makanan SERANG", "UPT di Serang"]
)
def test_level_words_before_a_place(name: str, offices: Offices) -> None:
    assert offices.exact(name) == "serang"


@pytest.mark.parametrize(
    ("text", "upt_id"),
    [("Serang", "serang"), ("di SERANG", "serang"), ("Kota Dumai", "dumai"), ("Kab. Banyumas", "banyumas"), ("Atlantis", None)],
)
def test_a_bare_place_is_an_office_only_where_offices_are_meant(text: str, upt_id: str | None, offices: Offices) -> None:
    assert offices.place(text) == upt_id
    assert offices.exact(text) is None and offices.named(text) is None


def test_a_town_hall_is_no_office(offices: Offices) -> None:
    assert offices.exact("Balai Kota Dumai") is None and offices.within("di depan Balai Kota Dumai pada") is None


def test_an_office_keeps_its_id_when_its_level_changes(offices: Offices) -> None:
    assert offices.exact("Loka POM di Kota Dumai") == offices.exact("Balai POM di Dumai") == "dumai"


def test_levels_follow_from_the_name(knowledge: Knowledge) -> None:
    for office in knowledge.dim_upt:
        by_name = next((level for words, level in LEVELS.items() if office.nama.startswith(words)), "PUSAT")
        assert office.level == by_name, office


@pytest.mark.parametrize(
    ("year", "counts"),
    [
        (2017, (19, 14, 0)),
        (2019, (21, 12, 40)),
        (2024, (21, 20, 35)),
        (2026, (25, 29, 28)),  # 22 Loka and the six new ones that are named
    ],
)
def test_offices_of_a_year(year: int, counts: tuple[int, int, int], knowledge: Knowledge) -> None:
    """shared/reference/README.md: 33 offices before 2018, 73 from 2018, 76 at the end of 2023."""
    there = [o for o in knowledge.dim_upt if (o.tahun_mulai or 0) <= year <= (o.tahun_selesai or 9999) and o.level != "PUSAT"]
    found = Counter(office.level for office in there)
    assert (found["BALAI_BESAR"], found["BALAI"], found["LOKA"]) == counts
    assert len({office.upt_id for office in there}) == sum(counts)


def test_an_office_inside_a_line_of_prose(offices: Offices) -> None:
    assert offices.within("Kepala Balai Besar POM di Bandar Lampung, selaku") == (
        "bandar-lampung",
        "Balai Besar POM di Bandar Lampung",
    )
    assert offices.within("dikirim dari Bandung ke Medan") is None


def test_the_head_office_yields_to_the_office(knowledge: Knowledge, offices: Offices) -> None:
    title = "RENCANA AKSI PERJANJIAN KINERJA TAHUN 2025"
    lines = [title, "BADAN PENGAWAS OBAT DAN MAKANAN", "LOKA POM DI KOTA DUMAI", "Dumai, 12 Februari 2025"]
    found = identify(lines, knowledge.titles, offices)
    assert (found.upt_id, found.tahun, found.tempat, found.tanggal) == ("dumai", 2025, "Dumai", date(2025, 2, 12))
    national = identify([title, "BADAN PENGAWAS OBAT DAN MAKANAN"], knowledge.titles, offices)
    assert national.upt_id is not None and offices.lingkup(national.upt_id) == "NASIONAL"
    assert [offices.lingkup(upt_id) for upt_id in ("dumai", None)] == ["UPT", "UPT"]


UNIT = "PUSAT PENGEMBANGAN PENGUJIAN OBAT DAN MAKANAN NASIONAL"


@pytest.mark.parametrize(
    "lines",
    [
        ["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2025", UNIT, "BADAN PENGAWAS OBAT DAN MAKANAN"],
        ["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2025", "BADAN PENGAWAS OBAT DAN MAKANAN", "PPPOMN"],
        ["RENCANA AKSI PERJANJIAN KINERJA", "PUSAT PENGEMBANGAN PENGUJIAN", "OBAT DAN MAKANAN NASIONAL", "BADAN PENGAWAS OBAT DAN MAKANAN"],
        [f"RENCANA AKSI PERJANJIAN KINERJA {UNIT} TAHUN 2025", "BADAN PENGAWAS OBAT DAN MAKANAN"],
    ],
)
def test_a_unit_of_the_head_office_is_not_the_agency(lines: list[str], knowledge: Knowledge, offices: Offices) -> None:
    found = identify(lines, knowledge.titles, offices)
    assert (found.jenis, found.upt_id, offices.lingkup(found.upt_id)) == ("RAPK", "pppomn", "PUSAT")
    assert found.upt_raw is not None and "RENCANA" not in found.upt_raw


def test_an_office_and_the_agency_may_name_the_unit(knowledge: Knowledge, offices: Offices) -> None:
    title, agency = "RENCANA AKSI PERJANJIAN KINERJA TAHUN 2025", "BADAN PENGAWAS OBAT DAN MAKANAN"
    assert identify([title, agency, "LOKA POM DI KOTA DUMAI", UNIT], knowledge.titles, offices).upt_id == "dumai"
    assert identify([title, agency, "", f"Pengujian oleh {UNIT.title()} setiap bulan"], knowledge.titles, offices).upt_id == "bpom"


def _office(upt_id: str, nama: str) -> DimUpt:
    return DimUpt(upt_id=upt_id, nama=nama, level="PUSAT", provinsi=None, tahun_mulai=None, tahun_selesai=None, kode_satker=None)


def test_what_was_asked_of_names_is_noted_with_what_they_answer(offices: Offices) -> None:
    """A new name of a unit may stand in any text: the units themselves are what was asked."""
    asked: set[Question] = set()
    noted = offices.noting(asked)
    noted.named("Bagian Umum")
    noted.unit_in(f"LAPORAN {UNIT}")
    noted.lingkup("pppomn")
    assert {kind for kind, _ in asked} == {"units", "unit_in", "lingkup"}
    unit = DimUptAlias(alias="Bagian Umum", upt_id="pppomn", asal="tinjauan")
    loka = DimUptAlias(alias="Loka POM Antah Berantah", upt_id="dumai", asal="tinjauan")
    registered = [_office("bpom", "Badan POM"), _office("pppomn", UNIT)]
    before, with_unit, with_loka = (Offices(registered, aliases).answers(asked) for aliases in ([], [unit], [loka]))
    assert before == with_loka != with_unit


def test_a_unit_of_the_head_office_is_paid_in_rupiah(kertas: Kertas, baca: Callable[[str], DocumentRows]) -> None:
    body = [kertas.indikator(1, 2_500_483_000, sasaran=(1, "Obat")), kertas.total(2_500_483_000)]
    rows = baca(kertas.dokumen(body, UNIT))
    assert (rows.dokumen.upt_id, rows.dokumen.skala_rupiah, rows.dokumen.total_anggaran_rp) == ("pppomn", 1, 2_500_483_000)


@pytest.mark.parametrize("text", ["Loka POM di Kab. Sanggau", "KAB", "kab.kab", "Balai-POM  di (Bau-Bau)", "Kabupaten"])
@pytest.mark.parametrize("folding", [fold_upt])
def test_folding_twice_is_folding_once(text: str, folding: Callable[[str], str]) -> None:
    assert folding(folding(text)) == folding(text)
