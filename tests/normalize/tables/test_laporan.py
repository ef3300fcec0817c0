"""A small quarterly report, whole: the same content as a dump and as a PDF, read into the same rows."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows
from tests.normalize.tables.made_laporan import AMAN, BELUM, CONTENT, DESA, MAKANAN, MEMENUHI, OBAT, SASARAN, Isi, as_dump, as_pdf, of
from tests.terucap import said

Baca = Callable[[str], DocumentRows]

KINDS = ["RKT", "PK", "PK", "RAPK", "CAPAIAN", "CAPAIAN", "TREN", "BANDING", "RENSTRA", "LAIN", "LAIN", "EFISIENSI", "SERAPAN"]


@pytest.fixture(scope="module")
def baca_pdf(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Isi], DocumentRows]:
    def rows(content: Isi) -> DocumentRows:
        path = as_pdf(content, tmp_path_factory.mktemp("laporan") / "laporan.pdf")
        return normalize(read_pdf(Document("1" * 64, path, "laporan.pdf", Metode.PDF)), knowledge, datetime(2024, 1, 1))

    return rows


@pytest.fixture(scope="module")
def both(baca: Baca, baca_pdf: Callable[[Isi], DocumentRows]) -> dict[str, DocumentRows]:
    return {"dump": baca(as_dump(CONTENT)), "pdf": baca_pdf(CONTENT)}


@pytest.fixture(params=["dump", "pdf"])
def laporan(request: pytest.FixtureRequest, both: dict[str, DocumentRows]) -> DocumentRows:
    return both[request.param]


def decimals(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def test_identity(laporan: DocumentRows) -> None:
    d = laporan.dokumen
    assert (d.jenis, d.upt_id, d.tahun, d.periode, d.tempat, d.tanggal) == (
        "LAKIP_INTERIM",
        "serang",
        2022,
        "TW3",
        "Serang",
        date(2022, 10, 20),
    )
    assert d.total_anggaran_rp == 3_000_000


def test_kinds(laporan: DocumentRows) -> None:
    assert [kind for _, kind in sorted({(cell.tabel_no, cell.tabel) for cell in laporan.sel})] == KINDS


def test_everything_is_proved_and_only_the_months_of_nobody_knows_what_are_asked(laporan: DocumentRows) -> None:
    """The table by months names no indicator, and no caption of its own: the next table's is none of it."""
    failed = [cek for cek in laporan.cek if cek.status == "gagal"]
    assert [(cek.aturan, cek.tabel_no) for cek in failed] == [("tabel_tidak_dikenal", 11)]
    told = "Tabel 11 memuat indikator tetapi jenisnya tidak dikenali; 36 angkanya tidak masuk ke tabel fakta mana pun."
    assert said(failed[0].penjelasan) == told
    assert {(cell.mentah, cell.tabel_no) for cell in laporan.sel if cell.nasib == "terbuka"} == {("60", 11), ("58", 11), ("62", 11)}
    assert laporan.dokumen.status == "perlu_tinjau"
    assert sum(cek.status == "lolos" for cek in laporan.cek) > 20


def test_what_is_printed_of_a_whole_sasaran_is_no_sasaran(laporan: DocumentRows) -> None:
    assert [(row.no_sasaran, row.sasaran_raw, row.nilai, row.kriteria) for row in laporan.capaian_sasaran] == [
        (1, SASARAN, Decimal("97.35"), BELUM),
        (None, "NPS TOTAL", Decimal("97.25"), BELUM),
    ]


def test_versions_come_from_captions(laporan: DocumentRows) -> None:
    found = [(row.tabel, row.versi, row.target_tahunan) for row in laporan.target if row.indikator_raw == OBAT]
    assert found == [("RKT", None, 84), ("PK", "AWAL", 85), ("PK", "REVISI", 90), ("RAPK", "REVISI", 90)]


def test_a_sasaran_cut_by_a_page_is_whole(laporan: DocumentRows) -> None:
    rkt = [row for row in laporan.target if row.tabel == "RKT"]
    whole = "Meningkatnya efektivitas komunikasi, informasi dan edukasi Obat dan Makanan"
    assert [(row.no_sasaran, row.sasaran_raw) for row in rkt] == [(1, SASARAN), (1, SASARAN), (2, whole), (2, whole)]
    assert [(row.indikator_raw, row.satuan, row.target_tahunan) for row in rkt] == [
        (OBAT, "persen", 84),
        (MAKANAN, "persen", 82),
        (DESA, "jumlah", 3),
        ("Nilai AKIP BBPOM di Serang", "nilai", Decimal("80.5")),
    ]


def test_the_plan_has_its_months(laporan: DocumentRows) -> None:
    (plan,) = [row for row in laporan.target if row.tabel == "RAPK"]
    months = [row for row in laporan.target_bulanan if row.target_id == plan.target_id]
    assert [row.nilai for row in months] == [85] * 6 + [90] * 6
    assert len(laporan.target_bulanan) == 12, "the table by months with Target, Realisasi, Usulan is no plan"


def test_the_table_of_the_quarter_without_its_summaries(laporan: DocumentRows) -> None:
    rows = of(laporan, "CAPAIAN")[:3]
    assert [(row.indikator_raw, row.target, row.realisasi, row.capaian_persen, row.kriteria) for row in rows] == [
        (OBAT, 85, *decimals("94.23", "110.86"), MEMENUHI),
        (MAKANAN, 82, *decimals("68.75", "83.84"), BELUM),
        (DESA, 85, *decimals("82.50", "97.06"), BELUM),
    ]
    assert {(row.upt_id, row.tahun, row.periode) for row in rows} == {("serang", 2022, "TW3")}


def test_a_table_by_periods_is_about_the_indicator_of_its_section(laporan: DocumentRows) -> None:
    quarter, whole = of(laporan, "CAPAIAN")[3:]
    assert (quarter.indikator_raw, quarter.tahun, quarter.periode, quarter.target) == (AMAN, 2022, "TW3", 80)
    assert (whole.indikator_raw, whole.tahun, whole.periode, whole.target) == (AMAN, 2022, "TAHUNAN", 90)
    assert quarter.realisasi == whole.realisasi == 75


def test_years_are_rows(laporan: DocumentRows) -> None:
    assert [(row.tahun, row.realisasi, row.upt_id) for row in of(laporan, "TREN")] == [
        (2020, Decimal("80.11"), "serang"),
        (2021, Decimal("90.50"), "serang"),
        (2022, Decimal("94.23"), "serang"),
    ]


def test_offices_are_rows_about_the_office_in_the_head(laporan: DocumentRows) -> None:
    found = [(row.indikator_raw, row.upt_id, row.upt_raw, row.realisasi) for row in of(laporan, "BANDING")]
    assert found == [
        (OBAT, "serang", "BBPOM di Serang", Decimal("94.23")),
        (OBAT, "bandung", "BBPOM di Bandung", Decimal("86.82")),
        (OBAT, "dumai", "Loka POM Dumai", Decimal("80.00")),
        (MAKANAN, "serang", "BBPOM di Serang", Decimal("68.75")),
        (MAKANAN, "bandung", "BBPOM di Bandung", None),
        (MAKANAN, "dumai", "Loka POM Dumai", Decimal("70.10")),
    ]


def test_the_five_year_plan(laporan: DocumentRows) -> None:
    (row,) = of(laporan, "RENSTRA")
    assert (row.indikator_raw, row.target, row.realisasi, row.capaian_persen) == (OBAT, 92, *decimals("94.23", "102.42"))


def test_activities_and_proposals_claim_nothing(laporan: DocumentRows) -> None:
    texts = {cell.mentah for cell in laporan.sel if cell.tabel == "LAIN"}
    assert {"KIE tatap muka", "Usulan", "62"} <= texts, "their cells are kept"
    rows: list[Any] = [*laporan.capaian, *laporan.target, *laporan.efisiensi]
    names = {row.indikator_raw for row in rows}
    assert not names & {"KIE tatap muka", "KIE daring", "Target", "Realisasi", "Usulan"}


def test_efficiency(laporan: DocumentRows) -> None:
    first, _, total = laporan.efisiensi
    assert (first.output_target, first.output_realisasi, first.pagu_rp, first.realisasi_rp) == (
        85,
        Decimal("94.23"),
        410_121_000,
        391_080_723,
    )
    assert [first.output_persen, first.input_persen, first.ie, first.te] == decimals("110.86", "95.36", "1.16", "0.16")
    assert (total.indikator_raw, total.pagu_rp, total.bendera) == ("TOTAL", 668_059_000, ("baris_total",))
    assert total.output_target is None and total.output_persen == Decimal("97.35")


def test_absorption(laporan: DocumentRows) -> None:
    assert [(row.jenis_belanja, row.pagu_rp, row.realisasi_rp, row.persen) for row in laporan.serapan] == [
        ("PEGAWAI", 1_000_000, 500_000, 50),
        ("BARANG", 2_000_000, 1_500_000, 75),
        ("TOTAL", 3_000_000, 2_000_000, Decimal("66.67")),
    ]


def test_a_dump_has_lines_and_a_pdf_pages_and_boxes(both: dict[str, DocumentRows]) -> None:
    for row in (*both["dump"].capaian, *both["dump"].target, *both["dump"].efisiensi):
        assert row.line and row.halaman is None and row.bbox is None and row.metode == "teks"
    for row in (*both["pdf"].capaian, *both["pdf"].target, *both["pdf"].efisiensi):
        assert row.halaman and row.line is None and row.bbox and row.metode == "pdf"
    assert {row.halaman for row in both["pdf"].target} == {2, 3, 4}
