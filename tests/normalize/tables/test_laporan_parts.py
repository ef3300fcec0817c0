"""What a report says in one table or one line: kinds, periods, versions, names that a page cuts, and what is asked."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows
from tests.normalize.tables.made_laporan import DESA, END, MAKANAN, NEW_PAGE, OBAT, PLAN, SASARAN, TITLE, Tabel, agreement, as_dump, of
from tests.terucap import said

Baca = Callable[[str], DocumentRows]

PROVED = Tabel([["Indikator Kinerja", "Target", "Realisasi", "Capaian"]], [[OBAT, "80,00", "75,00", "93,75"]])
UNKNOWN = Tabel([["No", "Indikator Kinerja", "Target", "Bobot"]], [["1", OBAT, "85", "12"]])


def test_an_unknown_table_with_indicators_makes_the_document_doubtful(baca: Baca) -> None:
    assert baca(as_dump([*TITLE, PROVED, END])).dokumen.status == "lengkap"
    rows = baca(as_dump([*TITLE, PROVED, "Bobot", UNKNOWN]))
    assert [cell.tabel for cell in rows.sel if cell.mentah == "Bobot"] == ["LAIN"]
    assert rows.dokumen.status == "perlu_tinjau"
    assert "Tabel 2 memuat indikator" in said(rows.dokumen.pesan)


def test_a_table_of_efficiency_without_its_shares_is_doubtful(baca: Baca) -> None:
    broken = Tabel([["No", "Indikator Kinerja", "IE", "TE", "Bobot"]], [["1", OBAT, "1,05", "0,05", "12"]])
    rows = baca(as_dump([*TITLE, PROVED, "Efisiensi", broken]))
    assert rows.dokumen.status == "perlu_tinjau" and not rows.efisiensi


def test_an_unknown_table_without_indicators_does_not(baca: Baca) -> None:
    other = Tabel([["No", "Nama Pegawai", "Target", "Bobot"]], [["1", "Melati", "85", "12"]])
    assert baca(as_dump([*TITLE, PROVED, "Bobot", other, END])).dokumen.status == "lengkap"


def test_a_report_without_a_table_of_achievement_is_doubtful(baca: Baca) -> None:
    rows = baca(as_dump([*TITLE, "Tabel 2.2 Perjanjian Kinerja", agreement("85")]))
    assert len(rows.target) == 3
    assert rows.dokumen.status == "perlu_tinjau" and "Tidak ada tabel capaian" in said(rows.dokumen.pesan)


@pytest.mark.parametrize(
    ("title", "kind", "period"),
    [
        (["LAPORAN KINERJA INTERIM", "TRIWULAN III TAHUN 2022"], "LAKIP_INTERIM", "TW3"),
        (["LAPORAN KINERJA TRIWULAN I", "TAHUN 2022"], "LAKIP_INTERIM", "TW1"),
        (["LAPORAN KINERJA INTERIM TW 2 TAHUN 2022"], "LAKIP_INTERIM", "TW2"),
        (["LAPORAN KINERJA", "TAHUN 2022"], "LAKIP", "TAHUNAN"),
    ],
)
def test_the_period_comes_from_the_title(title: list[str], kind: str, period: str, baca: Baca) -> None:
    rows = baca(as_dump([*title, "BALAI BESAR POM DI SERANG", PROVED]))
    assert (rows.dokumen.jenis, rows.dokumen.periode) == (kind, period)
    assert [row.periode for row in rows.capaian] == [period]


@pytest.mark.parametrize(
    ("caption", "kind", "version"),
    [
        ("Tabel 2.2 Perjanjian Kinerja tahun 2022 (Semula)", "PK", "AWAL"),
        ("Tabel 2.2 Perjanjian Kinerja tahun 2022 (Menjadi)", "PK", "REVISI"),
        ("Tabel 2.2 Perjanjian Kinerja Revisi tahun 2022", "PK", "REVISI"),
        ("Tabel 2.2 Perjanjian Kinerja tahun 2022", "PK", None),
        ("Tabel 2.1 Rencana Kinerja Tahunan (RKT)", "RKT", None),
        ("2.2. Rencana Kinerja Tahunan", "RKT", None),
        ("Lampiran Perjanjian Kinerja", "PK", None),
        ("Tabel 2.3 Daftar indikator", "LAIN", None),
    ],
)
def test_plans_are_told_apart_by_their_captions(caption: str, kind: str, version: str | None, baca: Baca) -> None:
    rows = baca(as_dump([*TITLE, caption, agreement("85"), "Tabel 3.1 Capaian", PROVED]))
    assert {cell.tabel for cell in rows.sel if cell.tabel_no == 1} == {kind}
    assert {row.versi for row in rows.target} == ({version} if kind != "LAIN" else set())


def test_a_plan_without_its_summaries(baca: Baca) -> None:
    plan = Tabel(PLAN, [["", "", "Stakeholder Perspective", ""], ["1", SASARAN, OBAT, "85"], ["", "", "Nilai Kinerja Organisasi", "90"]])
    rows = baca(as_dump([*TITLE, "Tabel 2.2 Perjanjian Kinerja", plan, "Tabel 3.1 Capaian", PROVED]))
    assert [(row.indikator_raw, row.target_tahunan) for row in rows.target] == [(OBAT, 85)]


def test_an_indicator_closes_with_the_next_section(baca: Baca) -> None:
    periods = Tabel([["Periode", "Target", "Realisasi", "Capaian"]], [["TW III", "80", "75,00", "93,75"]])
    rows = baca(as_dump([*TITLE, f"IKU 1. {OBAT}", periods, "Narasi", periods, "IKU 2: Nilai AKIP", "a. Target", periods]))
    assert [row.indikator_raw for row in rows.capaian] == [OBAT, OBAT, "Nilai AKIP"]


def test_periods_without_a_section_name_no_indicator(baca: Baca) -> None:
    periods = Tabel([["Periode", "Target", "Realisasi", "Capaian"]], [["TW III", "80", "75,00", "93,75"]])
    assert baca(as_dump([*TITLE, "Narasi", periods])).capaian == ()


def test_quarters_with_obstacles_and_actions_are_no_achievement(baca: Baca) -> None:
    head = [["Periode", "Target", "Realisasi", "Capaian", "Kendala", "Rencana Tindak Lanjut"]]
    rows = baca(as_dump([*TITLE, f"IKU 1. {OBAT}", Tabel(head, [["TW III", "80", "75,00", "93,75", "hujan", "payung"]])]))
    assert rows.capaian == () and {cell.tabel for cell in rows.sel} == {"LAIN"}


def test_an_office_that_nobody_knows_keeps_its_printed_name(baca: Baca) -> None:
    """Beside two known offices a third column with a name is an office too: its figures are not lost."""
    head = [["Indikator Kinerja", "BBPOM di Serang", "BBPOM di Bandung", "Loka POM di Kota Antah"]]
    rows = baca(as_dump([*TITLE, PROVED, "Balai lain", Tabel(head, [[OBAT, "75,00", "86,82", "80,00"]])]))
    found = [(row.upt_id, row.upt_raw, row.realisasi) for row in of(rows, "BANDING")]
    assert found[:2] == [("serang", "BBPOM di Serang", 75), ("bandung", "BBPOM di Bandung", Decimal("86.82"))]
    assert found[2:] == [(None, "Loka POM di Kota Antah", 80)]
    assert "kantor_tidak_dikenal" in of(rows, "BANDING")[-1].bendera


def test_a_paper_of_another_kind_claims_nothing(baca: Baca) -> None:
    rows = baca(as_dump(["NOTULEN RAPAT", "BALAI BESAR POM DI SERANG", PROVED]))
    assert rows.dokumen.jenis is None and rows.capaian == ()
    assert {cell.mentah for cell in rows.sel} >= {OBAT, "93,75"}


CODED = Tabel(
    [["Sasaran", "", "Indikator Kinerja", "", "Target", "Realisasi", "Capaian"]],
    [
        ["SS 1", SASARAN, "IKSS9", OBAT, "80,00", "75,00", "93,75"],
        ["SS1 0", "Terkelolanya keuangan", "IKSS1 0", MAKANAN, "90,00", "45,00", "50,00"],
    ],
)


def test_a_code_that_its_cell_breaks_is_no_part_of_the_name(baca: Baca) -> None:
    rows = baca(as_dump([*TITLE, CODED, END]))
    assert [(row.indikator_raw, row.realisasi) for row in rows.capaian] == [(OBAT, 75), (MAKANAN, 45)]


@pytest.mark.parametrize(
    ("rest", "sasaran"),
    [
        ("Makanan di wilayah kerja UPT", "Meningkatnya pemeriksaan Obat dan Makanan di wilayah kerja UPT"),
        ("dan Makanan di wilayah kerja UPT", "Meningkatnya pemeriksaan Obat dan dan Makanan di wilayah kerja UPT"),
        ("Menguatnya laboratorium", "Menguatnya laboratorium"),
    ],
)
def test_a_sasaran_that_a_page_cuts_before_a_capital(rest: str, sasaran: str, baca: Baca) -> None:
    first = Tabel(PLAN, [["6", "Meningkatnya pemeriksaan Obat dan", OBAT, "84"]])
    rows = baca(as_dump([*TITLE, "Tabel 2.2 Perjanjian Kinerja", first, NEW_PAGE, Tabel(PLAN, [["", rest, MAKANAN, "82"]]), PROVED]))
    assert [row.sasaran_raw for row in rows.target][-1] == sasaran


def test_a_sasaran_without_a_number_is_cut_by_a_page_too(baca: Baca) -> None:
    head = [["Sasaran Kegiatan", "Indikator Kinerja", "Target"]]
    parts = [
        Tabel(head, [[f"{SASARAN} dan", OBAT, "84"]]),
        NEW_PAGE,
        Tabel(head, [["Banten", MAKANAN, "82"], ["Menguatnya tata kelola", DESA, "3"]]),
    ]
    rows = baca(as_dump([*TITLE, "Tabel 2.2 Perjanjian Kinerja", *parts, PROVED]))
    assert [row.sasaran_raw for row in rows.target] == [f"{SASARAN} dan Banten"] * 2 + ["Menguatnya tata kelola"]


def test_indicators_whose_sasaran_stands_on_a_lost_page_are_asked(baca: Baca) -> None:
    rows = baca(as_dump([*TITLE, "Tabel 2.2 Perjanjian Kinerja", Tabel(PLAN, [["", "", OBAT, "84"], ["7", SASARAN, DESA, "3"]]), PROVED]))
    assert [("sasaran_hilang" in row.bendera, row.sasaran_raw) for row in rows.target] == [(True, None), (False, SASARAN)]
    assert rows.dokumen.status == "perlu_tinjau"


@pytest.mark.parametrize("sasaran", ["", "Menguatnya tata kelola"])
def test_a_row_without_values_at_a_page_end_is_no_begin_of_the_next_indicator(sasaran: str, baca: Baca) -> None:
    head = [["No", "Sasaran Kegiatan", "Indikator Kinerja", "Target", "Realisasi", "Capaian"]]
    parts = [
        Tabel(head, [["1", SASARAN, OBAT, "80,00", "75,00", "93,75"], ["", "", MAKANAN, "", "", ""]]),
        NEW_PAGE,
        Tabel(head, [["", sasaran, DESA, "40,00", "50,00", "125,00"]]),
    ]
    rows = baca(as_dump([*TITLE, *parts, END]))
    assert [(row.indikator_raw, row.realisasi) for row in rows.capaian] == [(OBAT, 75), (MAKANAN, None), (DESA, 50)]
