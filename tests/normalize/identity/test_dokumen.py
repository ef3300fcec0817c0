"""The year and the office of a document."""

from collections.abc import Callable
from datetime import date

import pytest

from normalize.decisions.registry_files import Knowledge
from normalize.identity.dokumen import identify, year_doubt
from normalize.rows import DocumentRows
from tests.conftest import Kertas
from tests.terucap import said

TITLE = "RENCANA AKSI PERJANJIAN KINERJA"
OFFICE = "BALAI POM DI JEMBER"


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["Peraturan Badan Pengawas Obat dan Makanan Nomor 9 Tahun 2020", "TAHUN 2024"], 2024),
        (["(Peraturan BPOM Nomor 9", "Tahun 2020 tentang Rencana Strategis)", "TAHUN 2024"], 2024),
        (["Keputusan Kepala Badan Pengawas Obat dan Makanan Tahun 2022, Laporan Tahun 2024"], 2024),
        (["UU No. 17 Tahun 2023 dan PP Nomor 28 Tahun 2024", "TAHUN ANGGARAN 2025"], 2025),
        (["RENCANA STRATEGIS TAHUN 2020-2024", "Tahun 2023"], 2023),
        (["Rencana Strategis Tahun 2020 s.d. 2024", "Tahun 2023"], 2023),
        (["TAHUN 2024", "Undang-Undang Nomor 36 Tahun 2009"], 2024),
        (["Undang-Undang Nomor 36 Tahun 2009"], None),
    ],
)
def test_the_year_of_a_cited_rule_is_not_the_documents(lines: list[str], year: int | None, knowledge: Knowledge) -> None:
    assert identify([TITLE, *lines, OFFICE], knowledge.titles, knowledge.offices).tahun == year


@pytest.mark.parametrize(
    ("title", "jenis", "tahun", "periode"),
    [
        ("RAPK TAHUN 2024", "RAPK", 2024, "TAHUNAN"),
        ("REVISI RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024", "RAPK", 2024, "TAHUNAN"),
        ("RENCANA AKSI PENCAPAIAN KINERJA TAHUN 2024", "RAPK", 2024, "TAHUNAN"),
        ("LAKIP 2023", "LAKIP", 2023, "TAHUNAN"),
        ("LAPORAN KINERJA TAHUNAN 2023", "LAKIP", 2023, "TAHUNAN"),
        ("LAPORAN CAPAIAN KINERJA TRIWULAN II TAHUN 2024", "LAKIP_INTERIM", 2024, "TW2"),
        ("LAPORAN INTERIM KINERJA TRIWULAN I 2024", "LAKIP_INTERIM", 2024, "TW1"),
        ("LAPORAN KINERJA TRIWULAN KETIGA TAHUN 2024", "LAKIP_INTERIM", 2024, "TW3"),
        ("LAPORAN KINERJA SEMESTER I TAHUN 2024", "LAKIP_INTERIM", 2024, "TW2"),
        ("LAPORAN KINERJA RENSTRA 2020-2024", "LAKIP", None, "TAHUNAN"),
        ("LAPORAN MONITORING RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024", None, 2024, None),
    ],
)
def test_titles(title: str, jenis: str | None, tahun: int | None, periode: str | None, knowledge: Knowledge) -> None:
    found = identify([title, OFFICE], knowledge.titles, knowledge.offices)
    assert (found.jenis, found.tahun, found.periode) == (jenis, tahun, periode)


@pytest.mark.parametrize(
    ("lines", "upt_id", "upt_raw"),
    [
        (["BALAI BESAR POM", "DI BANDUNG"], "bandung", "BALAI BESAR POM DI BANDUNG"),
        (["BALAI PENGAWAS OBAT DAN MAKANAN", "DI KENDARI"], "kendari", "BALAI PENGAWAS OBAT DAN MAKANAN DI KENDARI"),
        (["BALAI BESAR", "PENGAWAS OBAT DAN MAKANAN", "DI BANDUNG"], "bandung", "BALAI BESAR PENGAWAS OBAT DAN MAKANAN DI BANDUNG"),
        (["LOKA POM DI KABUPATEN", "REJANG LEBONG"], "rejang-lebong", "LOKA POM DI KABUPATEN REJANG LEBONG"),
        (["BALAI POM", "DI AMBON TAHUN 2024"], "ambon", "BALAI POM DI AMBON"),
        (["BADAN PENGAWAS OBAT DAN MAKANAN", "BALAI POM DI AMBON"], "ambon", "BALAI POM DI AMBON"),
        (["BPOM DI KENDARI"], "kendari", "BPOM DI KENDARI"),
        (["UPT BPOM DI KENDARI"], "kendari", "UPT BPOM DI KENDARI"),
        (["BALAI BADAN POM DI KENDARI"], "kendari", "BALAI BADAN POM DI KENDARI"),
        (["BADAN PENGAWAS OBAT DAN MAKANAN", "REPUBLIK INDONESIA"], "bpom", "BADAN PENGAWAS OBAT DAN MAKANAN"),
        (["BALAI BESAR POM DI", "KENDARI", "Laporan Kinerja BBPOM di Kendari | 1"], "kendari", "BALAI BESAR POM DI KENDARI"),
        (["DINAS KESEHATAN", "KOTA BANDUNG"], None, None),
    ],
)
def test_the_office_however_its_name_is_set(lines: list[str], upt_id: str | None, upt_raw: str | None, knowledge: Knowledge) -> None:
    found = identify([f"{TITLE} TAHUN 2024", *lines], knowledge.titles, knowledge.offices)
    assert (found.upt_id, found.upt_raw, found.jenis) == (upt_id, upt_raw, "RAPK" if upt_id else None)


@pytest.mark.parametrize(
    ("jenis", "tahun", "signed", "doubted"),
    [
        ("RAPK", 2024, 2024, False),
        ("RAPK", 2024, 2023, False),
        ("RAPK", 2024, 2025, True),
        ("RAPK", 2020, 2024, True),
        ("LAKIP", 2023, 2024, False),
        ("LAKIP", 2023, 2023, False),
        ("LAKIP", 2023, 2022, True),
        ("LAKIP", 2020, 2024, True),
        ("LAKIP_INTERIM", 2022, 2023, False),
        ("LAKIP_INTERIM", 2022, 2021, True),
    ],
)
def test_the_signature_doubts_the_year(jenis: str, tahun: int, signed: int, doubted: bool) -> None:
    told = year_doubt(jenis, tahun, date(signed, 2, 5))
    assert (str(tahun) in said(told) and str(signed) in said(told)) is doubted


def test_what_is_not_known_is_not_doubted() -> None:
    assert year_doubt(None, 2020, date(2024, 2, 5)) is year_doubt("RAPK", None, date(2024, 2, 5)) is year_doubt("RAPK", 2020, None) is None


def test_a_document_of_a_doubtful_year_is_to_be_looked_at(kertas: Kertas, baca: Callable[[str], DocumentRows]) -> None:
    paper = kertas.dokumen([kertas.indikator(1, 5_000_000, sasaran=(1, "Obat")), kertas.total(5_000_000)])
    assert baca(paper).dokumen.status == "lengkap"
    rows = baca(paper.replace("KINERJA TAHUN 2024", "KINERJA TAHUN 2020"))
    assert (rows.dokumen.tahun, rows.dokumen.status) == (2020, "perlu_tinjau")
    assert rows.dokumen.pesan is not None and said(rows.dokumen.pesan).count("ditandatangani tahun 2024") == 1
    (cek,) = [cek for cek in rows.cek if cek.aturan == "tahun_dokumen"]
    assert (cek.status, cek.target_id) == ("gagal", None) and said(cek.penjelasan) in said(rows.dokumen.pesan)
