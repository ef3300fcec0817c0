"""What the comparing views say of the documents in conftest.py."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

Make = Callable[..., duckdb.DuckDBPyConnection]


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[Any]:
    return con.execute(query).fetchall()


def test_target_rank_median_and_national_gap(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con,
        """SELECT upt_id, level, target_tahunan, rank, jumlah_upt, median, selisih_median, median_level, selisih_median_level,
        target_nasional, selisih_nasional FROM v_target_antar_upt WHERE lower(indikator) LIKE 'indeks%' ORDER BY rank, upt_id""",
    )
    assert found == [
        ("serang", "BALAI_BESAR", 90, 1, 3, 85, 5, 80, 10, 88, 2),
        ("jambi", "BALAI", 85, 2, 3, 85, 0, 85, 0, 88, -3),
        ("jakarta", "BALAI_BESAR", 70, 3, 3, 85, -15, 80, -10, 88, -18),
        ("kupang", "BALAI_BESAR", None, None, 3, 85, None, 80, None, 88, None),
        (None, None, 99, None, 3, 85, 14, None, None, 88, 11),
    ]


def test_unknown_office_keeps_its_printed_name(con: duckdb.DuckDBPyConnection) -> None:
    assert rows(con, "SELECT nama_upt, status_dokumen FROM v_target_antar_upt WHERE upt_id IS NULL") == [
        ("Balai POM di Antah", "perlu_tinjau")
    ]


def test_other_units_of_measure_are_not_compared(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con, "SELECT upt_id, satuan, rank, jumlah_upt FROM v_target_antar_upt WHERE indikator LIKE 'Jumlah%' ORDER BY satuan, rank"
    )
    assert found == [("serang", "jumlah", 1, 2), ("kupang", "jumlah", 2, 2), ("jambi", "persen", None, 1)]


def test_latest_document_best_table_and_revision_win(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(con, "SELECT DISTINCT upt_id, doc_id, tabel, versi FROM v_target_antar_upt WHERE upt_id IS NOT NULL ORDER BY 1")
    assert found == [
        ("jakarta", "b1", "RAPK", "REVISI"),
        ("jambi", "c1", "PK", None),
        ("kupang", "f1", "RAPK", None),
        ("serang", "a2", "RAPK", None),
    ]


def test_without_dates_the_revision_wins_and_order_of_writing_does_not_matter(warehouse_of: Make, buat: Any) -> None:
    revisi = buat.document("a", "serang", [buat.indeks(2, versi="REVISI")])
    awal = buat.document("z", "serang", [buat.indeks(1, versi="AWAL")])
    con = warehouse_of(revisi, awal)
    assert rows(con, "SELECT doc_id, target_tahunan FROM v_target_antar_upt") == [("a", 2)]


def test_equal_targets_share_a_rank_and_years_stay_apart(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(
        buat.document("a", "serang", [buat.indeks(5)]),
        buat.document("b", "jakarta", [buat.indeks(5)]),
        buat.document("c", "jambi", [buat.indeks(4)]),
        buat.document("d", "jambi", [buat.indeks(9)], tahun=2025),
    )
    found = rows(con, "SELECT upt_id, tahun, rank, median FROM v_target_antar_upt ORDER BY tahun, rank, upt_id")
    assert found == [("jakarta", 2024, 1, 5), ("serang", 2024, 1, 5), ("jambi", 2024, 3, 5), ("jambi", 2025, None, 9)]


def test_indicator_printed_twice(warehouse_of: Make, buat: Any) -> None:
    """A table printed again in an annex counts once; the same name with another number is a second indicator."""
    same = [buat.indeks(5, 10, tabel_no=1), buat.indeks(5, 10, tabel_no=2)]
    other = [buat.indeks(5, 10, tabel_no=1), buat.indeks(6, 10, tabel_no=1)]
    con = warehouse_of(buat.document("a", "serang", same), buat.document("b", "jakarta", other))
    found = rows(con, "SELECT upt_id, urutan, target_tahunan, rank FROM v_target_antar_upt ORDER BY upt_id, urutan")
    assert found == [("jakarta", 1, 5, 1), ("jakarta", 2, 6, None), ("serang", 1, 5, 1)]


def test_budget_rank_and_share(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con,
        """SELECT upt_id, anggaran_rp, rank, jumlah_upt, median_rp, anggaran_nasional_rp, total_upt_rp, bagian_persen
        FROM v_anggaran_antar_upt WHERE lower(indikator) LIKE 'indeks%' ORDER BY rank, upt_id""",
    )
    assert found == [
        ("serang", 300, 1, 3, 200, 9000, 1000, 30),
        ("jakarta", 200, 2, 3, 200, 9000, 200, 100),
        ("jambi", 100, 3, 3, 200, 9000, 101, Decimal("99.0099")),
        ("kupang", None, None, 3, 200, 9000, None, None),
        (None, 50, None, 3, 200, 9000, 50, 100),
    ]


def test_ro_sums_distinct_lines_and_compares_by_year_and_code(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con,
        """SELECT upt_id, kode_ro, kontribusi_rp, jumlah_baris, anggaran_rp, rank, jumlah_upt, median_rp, selisih_median_rp, nasional_rp,
        selisih_nasional_rp, halaman FROM v_ro_antar_upt WHERE kode_kro = 'QIA' ORDER BY rank""",
    )
    assert found == [
        ("serang", "005", 150, 2, 150, 1, 2, 100, 50, 1000, -850, 1),
        ("jakarta", "005", 50, 1, 80, 2, 2, 100, -50, 1000, -950, 1),
    ]


def test_u_codes_compare_by_name_without_the_office(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(con, "SELECT ro_kunci, upt_id, kode_ro, rank FROM v_ro_antar_upt WHERE kode_kro = 'QCD' ORDER BY rank")
    kunci = "3165.QCD.U.perkara di bidang penyidikan"
    assert found == [(kunci, "jakarta", "U22", 1), (kunci, "serang", "U64", 2)]


def test_ro_sum_over_an_unread_amount_is_unknown(warehouse_of: Make, buat: Any) -> None:
    rapk = buat.document("a", "serang", [buat.indeks(5)])
    lines = [buat.ro("a", 2, 1, "3165.QIA.005", "051", 10, 4), buat.ro("a", 3, None, "3165.QIA.005", "052", 10, None)]
    con = warehouse_of(buat.with_rows(rapk, kontribusi_ro=lines))
    assert rows(con, "SELECT kontribusi_rp, anggaran_rp, jumlah_baris, rank FROM v_ro_antar_upt") == [(None, 20, 2, None)]


def test_completeness(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con,
        """SELECT upt_id, level, status, jumlah_indikator, indikator_tanpa_target, indikator_target_nol, jumlah_dokumen, doc_id
        FROM v_kelengkapan ORDER BY upt_id NULLS LAST""",
    )
    assert found == [
        ("bpom", "PUSAT", "sudah", 1, 0, 0, 1, "d1"),
        ("jakarta", "BALAI_BESAR", "sudah", 1, 0, 0, 1, "b1"),
        ("jambi", "BALAI", "sudah", 2, 0, 0, 1, "c1"),
        ("kupang", "BALAI_BESAR", "perlu_tinjau", 2, 1, 1, 1, "f1"),
        ("serang", "BALAI_BESAR", "sudah", 2, 0, 0, 2, "a2"),
        (None, None, "perlu_tinjau", 1, 0, 0, 1, "e1"),
    ]


def test_completeness_of_a_year_lists_who_existed_then(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(
        buat.document("a", "serang", [], tahun=2025, jenis="LAKIP_INTERIM", periode="TW1"),
        buat.document("b", "bone", [], tahun=2025, jenis="LAKIP_INTERIM", periode="TW1", status="gagal"),
        buat.document("c", "jambi", [], tahun=2018),
    )
    found = rows(con, "SELECT tahun, periode, upt_id, level, status, jumlah_indikator FROM v_kelengkapan ORDER BY tahun, upt_id")
    assert found == [
        (2018, "TAHUNAN", "jakarta", "BALAI_BESAR", "belum", None),
        (2018, "TAHUNAN", "jambi", "BALAI", "sudah", 0),
        (2018, "TAHUNAN", "kupang", "BALAI", "belum", None),
        (2018, "TAHUNAN", "serang", "BALAI_BESAR", "belum", None),
        (2025, "TW1", "bone", "LOKA", "gagal", None),
        (2025, "TW1", "jakarta", "BALAI_BESAR", "belum", None),
        (2025, "TW1", "jambi", "BALAI", "belum", None),
        (2025, "TW1", "kupang", "BALAI_BESAR", "belum", None),
        (2025, "TW1", "serang", "BALAI_BESAR", "sudah", 0),
    ]


def test_unreadable_file_does_not_hide_a_readable_one(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(
        buat.document("a", "serang", [buat.indeks(1)], tanggal=date(2024, 1, 1)),
        buat.document("b", "serang", [], tanggal=date(2024, 5, 1), status="gagal"),
    )
    assert rows(con, "SELECT status, doc_id FROM v_kelengkapan WHERE upt_id = 'serang'") == [("sudah", "a")]


BAPPENAS = """
tahun periode kode_kl nama_kl kode_satker upt_id nama_upt level provinsi no_sasaran sasaran no_indikator indikator_id indikator
indikator_dokumen satuan target_tahunan target_sd_periode satuan_target_sd_periode pembilang penyebut realisasi_sd_periode
capaian_persen_periode capaian_persen_tahunan capaian_penyesuaian_persen kriteria alokasi_rp realisasi_rp
realisasi_keuangan_persen kendala tindak_lanjut status_data dokumen halaman line
dokumen_realisasi halaman_realisasi line_realisasi target_id terbukti alasan
target_id_anggaran baris baris_realisasi satuan_realisasi
bukti_target bukti_target_sd_periode bukti_pembilang bukti_penyebut bukti_realisasi bukti_capaian bukti_capaian_tahunan
bukti_capaian_penyesuaian bukti_alokasi bukti_realisasi_rp bukti_realisasi_keuangan_persen
dokumen_target halaman_target line_target dokumen_alokasi halaman_alokasi line_alokasi dokumen_keuangan halaman_keuangan line_keuangan
"""


def test_bappenas_columns_in_order(con: duckdb.DuckDBPyConnection) -> None:
    assert [name for name, *_ in rows(con, "DESCRIBE v_bappenas")] == BAPPENAS.split()


def test_bappenas_periods(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        con,
        """SELECT periode, kode_kl, target_sd_periode, target_tahunan, alokasi_rp, realisasi_sd_periode, status_data
        FROM v_bappenas WHERE upt_id = 'serang' AND no_indikator = 1 AND target_tahunan = 90""",
    )
    assert found == [
        ("TW1", "063", 10, 90, 300, None, "lengkap"),
        ("TW2", "063", 45, 90, 300, None, "lengkap"),
        ("TW3", "063", 60, 90, 300, None, "lengkap"),
        ("TW4", "063", 90, 90, 300, None, "lengkap"),
        ("TAHUNAN", "063", 90, 90, 300, None, "lengkap"),
    ]


def test_bappenas_takes_every_document_in_force_once(con: duckdb.DuckDBPyConnection) -> None:
    found = rows(con, "SELECT dokumen, count(*), min(status_data) FROM v_bappenas GROUP BY ALL ORDER BY 1")
    assert found == [
        ("a2.pdf", 10, "lengkap"),
        ("b1.pdf", 5, "lengkap"),
        ("d1.pdf", 5, "lengkap"),
        ("e1.pdf", 5, "perlu_tinjau"),
        # of its rows there is no doubt; what is wrong with the document stands in v_perlu_tinjau
        ("f1.pdf", 10, "lengkap"),
    ]


def test_bappenas_status_follows_the_checks(warehouse_of: Make, buat: Any) -> None:
    a = buat.document("a", "serang", [buat.indeks(1), buat.indeks(2, nama="B"), buat.indeks(3, nama="C", bendera=("angka_ambigu",))])
    a = buat.with_rows(
        a, cek=[buat.cek("a", 1, "kontribusi_vs_anggaran", "tak_terbukti", 1), buat.cek("a", 2, "total_dokumen", "tak_terbukti")]
    )
    b = buat.document("b", "jambi", [buat.indeks(1)])
    b = buat.with_rows(b, cek=[buat.cek("b", 1, "total_dokumen", "gagal")])
    con = warehouse_of(a, b)
    found = rows(con, "SELECT upt_id, target_tahunan, status_data FROM v_bappenas WHERE periode = 'TAHUNAN' ORDER BY ALL")
    assert found == [("jambi", 1, "perlu_tinjau"), ("serang", 1, "perlu_tinjau"), ("serang", 2, "lengkap"), ("serang", 3, "perlu_tinjau")]
