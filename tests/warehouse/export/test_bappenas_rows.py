"""What the rows for Bappenas say: months of volumes, doubts that stay with their own, what a person accepted, units."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

Make = Callable[..., duckdb.DuckDBPyConnection]


def test_an_output_has_its_cost_a_unit_where_volume_and_money_are_known(warehouse_of: Make, buat: Any) -> None:
    plan = buat.document("a", "serang", [buat.indeks("85.5", 900)])
    plan = buat.with_rows(
        plan, kontribusi_ro=[buat.ro("a", 9, 1, "3165.QIA.005", "051", 900, 900), buat.ro("a", 10, 1, "3165.QIC.001", "051", 5, 5)]
    )
    usual = {
        "doc_id": "b",
        "upt_id": "serang",
        "tahun": 2024,
        "bulan": 9,
        "kode_kegiatan": "3165",
        "nama_ro": "Sampel",
        "tabel": "VOLUME_RO",
    }
    volume = [buat.row(buat.volume_ro, baris=1, kode_kro="QIA", kode_ro="005", target_volume=40, satuan_volume="sampel", **usual)]
    con = warehouse_of(plan, buat.laporan("b", "serang", volume_ro=volume, jenis="LAKIP_INTERIM", periode="TW3"))
    found = con.execute("SELECT kode_ro, alokasi_per_satuan_rp FROM v_bappenas_ro ORDER BY kode_ro").fetchall()
    assert found == [("001", None), ("005", Decimal("22.50"))]


def test_month_of_volumes_is_not_cumulative_and_sums_only_what_is_whole(warehouse_of: Make, buat: Any) -> None:
    def volume(doc_id: str, bulan: int, realisasi: int, kode: str = "001") -> Any:
        code = {"kode_kegiatan": "3165", "kode_kro": "QIC", "kode_ro": kode, "nama_ro": "Sarana"}
        where = {"doc_id": doc_id, "baris": bulan * 1000 + int(kode), "tabel": "VOLUME_RO", "upt_id": "serang", "tahun": 2024}
        return buat.row(buat.volume_ro, **where, **code, bulan=bulan, target_volume=50, target=5, realisasi=realisasi)

    plan = buat.with_rows(
        buat.document("a", "serang", [buat.indeks(1, 60)]), kontribusi_ro=[buat.ro("a", 9, 1, "3165.QIC.001", "051", 60, 60)]
    )
    con = warehouse_of(
        plan,
        buat.laporan("b", "serang", volume_ro=[volume("b", 1, 3), volume("b", 2, 4), volume("b", 4, 1)]),
        buat.laporan("c", "serang", volume_ro=[volume("c", 3, 7, "002")]),
    )
    found = con.sql(
        "SELECT bulan, kode_lengkap, realisasi_volume_bulan, realisasi_volume_sd, alokasi_rp, dokumen FROM v_bappenas_ro"
    ).fetchall()
    assert sorted(found) == [
        (1, "DR.3165.QIC.001", 3, 3, 60, "a.pdf"),
        (2, "DR.3165.QIC.001", 4, 7, 60, "a.pdf"),
        (3, "3165.QIC.002", 7, None, None, "c.pdf"),
        (4, "DR.3165.QIC.001", 1, None, 60, "a.pdf"),
    ]


def test_doubt_about_one_indicator_leaves_the_other_ro_alone(warehouse_of: Make, buat: Any) -> None:
    plan = buat.document("a", "serang", [buat.indeks(1, 60), buat.indeks(2, 7, nama="B")])
    lines = [buat.ro("a", 9, 1, "3165.QIC.001", "051", 60, 60), buat.ro("a", 10, 2, "3165.QIA.005", "051", 7, 6)]
    checks = [buat.cek("a", 1, "kontribusi_vs_anggaran", "lolos", 1), buat.cek("a", 2, "kontribusi_vs_anggaran", "gagal", 2)]
    proof = [buat.bukti("a", "kontribusi_ro", baris, "anggaran_rp", "terbukti") for baris in (9, 10)]
    query = "SELECT kode_ro, status_data, bukti_alokasi, terbukti FROM v_bappenas_ro ORDER BY 1"
    con = warehouse_of(buat.with_rows(plan, kontribusi_ro=lines, cek=checks, bukti=proof))
    # a sum over all lines of a RO is proved only where no page is missing
    assert con.sql(query).fetchall() == [("001", "lengkap", "tak_terbukti", False), ("005", "perlu_tinjau", "tak_terbukti", False)]
    con.close()
    con = warehouse_of(buat.with_rows(plan, kontribusi_ro=lines, cek=[*checks, buat.cek("a", 3, "dokumen_utuh", "lolos")], bukti=proof))
    assert con.sql(query).fetchall() == [("001", "lengkap", "terbukti", True), ("005", "perlu_tinjau", "terbukti", False)]


PLANNED = ("target_tahunan", "anggaran_rp")
OPEN = "alokasi: tak_terbukti|target: tak_terbukti|target_sd_periode: tak_terbukti"


@pytest.mark.parametrize(
    "decision", ["temuan;keputusan\n{id};terima\n", "temuan;keputusan;dokumen;letak;alasan\nlama;terima;a.pdf;hal. 1;{alasan}\n"]
)
def test_what_no_check_proves_counts_as_accepted_once_a_person_says_so(
    warehouse_of: Make, buat: Any, tmp_path: Path, decision: str
) -> None:
    """By the question's id, or as the first release wrote it: by document, place and reason."""
    a = buat.document("a", "serang", [buat.indeks(80, 60), buat.indeks(90, 7, nama="B")])
    status = {1: "terbukti", 2: "tak_terbukti"}
    rows = buat.with_rows(
        a, bukti=[buat.bukti("a", "target", n, kolom, status[n]) for n in status for kolom in ("target_tahunan", "anggaran_rp")]
    )
    con = warehouse_of(rows)
    query = "SELECT target_tahunan, status_data, terbukti, alasan, bukti_target FROM v_bappenas WHERE periode = 'TAHUNAN'"
    assert con.sql(query).fetchall() == [(80, "lengkap", True, None, "terbukti"), (90, "lengkap", False, OPEN, "tak_terbukti")]
    # a person holds the table against its page
    found = con.sql("SELECT temuan_id, alasan, penjelasan FROM v_perlu_tinjau").fetchall()
    assert [(alasan, penjelasan[:20]) for _, alasan, penjelasan in found] == [("target: tak_terbukti", "2 angka tabel RAPK i")]
    (tmp_path / "review").mkdir(exist_ok=True)
    (tmp_path / "review" / "temuan.csv").write_text(decision.format(id=found[0][0], alasan=found[0][1]), encoding="utf-8")
    con.close()
    con = warehouse_of(rows)
    assert con.sql(query).fetchall() == [(80, "lengkap", True, None, "terbukti"), (90, "lengkap", True, None, "diterima")]
    assert con.sql("SELECT count(*) FROM v_perlu_tinjau").fetchall() == [(0,)]
    assert con.sql("SELECT status, count(*) FROM bukti GROUP BY 1 ORDER BY 1").fetchall() == [("diterima", 2), ("terbukti", 2)]


def test_a_number_that_a_person_put_right_is_accepted(warehouse_of: Make, buat: Any, tmp_path: Path) -> None:
    (tmp_path / "review").mkdir(exist_ok=True)
    line = "a.pdf;target;1;1;target_tahunan;8;80"
    (tmp_path / "review" / "koreksi.csv").write_text(f"dokumen;tabel;baris;bagian;kolom;terbaca;nilai\n{line}\n", encoding="utf-8")
    a = buat.document("a", "serang", [buat.indeks(80, 60)])
    con = warehouse_of(
        buat.with_rows(a, bukti=[buat.bukti("a", "target", 1, kolom, "tak_terbukti") for kolom in ("target_tahunan", "anggaran_rp")])
    )
    assert con.sql("SELECT kolom, status FROM bukti ORDER BY 1").fetchall() == [
        ("anggaran_rp", "tak_terbukti"),
        ("target_tahunan", "diterima"),
    ]


def test_a_contradicted_number_is_no_row_of_the_usual_export(warehouse_of: Make, buat: Any) -> None:
    a = buat.document("a", "serang", [buat.indeks(80, 60)])
    proof = [buat.bukti("a", "target", 1, "target_tahunan", "terbukti"), buat.bukti("a", "target", 1, "anggaran_rp", "berselisih")]
    con = warehouse_of(buat.with_rows(a, bukti=proof))
    assert con.sql("SELECT DISTINCT status_data, terbukti, bukti_alokasi FROM v_bappenas").fetchall() == [
        ("perlu_tinjau", False, "berselisih")
    ]
    assert con.sql("SELECT alasan FROM v_bappenas WHERE periode = 'TAHUNAN'").fetchall() == [("alokasi: berselisih",)]


def test_numbers_that_contradict_their_own_formula_are_asked(warehouse_of: Make, buat: Any) -> None:
    """Target 85 and realisasi 89.66 make 105.48, not 110.69, whatever each of them is proved by."""
    proof = [buat.bukti("b", "capaian", 1, kolom, "terbukti") for kolom in ("target", "realisasi", "capaian_persen")]
    result = buat.hasil("b", 1, "serang", "89.66", target=85, capaian_persen="110.69")
    con = warehouse_of(buat.with_rows(buat.laporan("b", "serang", result), bukti=proof))
    assert con.sql("SELECT status_data, terbukti, alasan FROM v_bappenas").fetchall() == [("perlu_tinjau", False, "rumus: berselisih")]


def test_a_count_is_told_from_progress(warehouse_of: Make, buat: Any) -> None:
    count = {"indikator_raw": "Jumlah desa", "satuan": "jumlah"}
    months = [None, None, 57, *[None] * 8, 8]
    con = warehouse_of(
        buat.document("a", "serang", [buat.indeks(8, nama="Jumlah desa", satuan="jumlah", bulan=months)]),
        buat.laporan("b", "serang", buat.hasil("b", 1, "serang", 8, target=8, capaian_persen=100, **count)),
        buat.laporan(
            "c", "jambi", buat.hasil("c", 1, "jambi", 57, target=57, periode="TW3", **count), jenis="LAKIP_INTERIM", periode="TW3"
        ),
    )
    columns = "upt_id, periode, target_sd_periode, satuan_target_sd_periode, realisasi_sd_periode, satuan_realisasi"
    found = con.sql(f"SELECT {columns} FROM v_bappenas WHERE realisasi_sd_periode IS NOT NULL ORDER BY 1").fetchall()
    assert found == [("jambi", "TW3", 57, "persen_progres", 57, "persen_progres"), ("serang", "TAHUNAN", 8, "jumlah", 8, "jumlah")]


def test_numbers_that_a_person_leaves_where_they_stand_hold_nothing_back(warehouse_of: Make, buat: Any, tmp_path: Path) -> None:
    """Two columns of one table have numbers that no fact holds: the row waits until both findings are accepted."""
    place = {"doc_id": "b", "tabel_no": 1, "tabel": "CAPAIAN"}
    result = buat.laporan("b", "serang", buat.hasil("b", 1, "serang", 88, target=80, capaian_persen=110))
    asked = [replace(buat.cek("b", n, "angka_terbuka", "gagal", baris=n), tabel="CAPAIAN") for n in (1, 2)]
    open_cells = [buat.row(buat.sel, **place, baris=1, kolom=n, mentah="7", nasib="terbuka") for n in (8, 9)]
    rows = buat.with_rows(result, cek=asked, sel=open_cells)
    query = "SELECT status_data, alasan FROM v_bappenas"
    con = warehouse_of(rows)
    assert con.sql(query).fetchall()[0][0] == "perlu_tinjau"
    found = con.sql("SELECT temuan_id, alasan FROM v_perlu_tinjau WHERE starts_with(alasan, 'angka_terbuka') ORDER BY baris").fetchall()
    (tmp_path / "review").mkdir(exist_ok=True)
    for decided, status in ((found[:1], "perlu_tinjau"), (found, "lengkap")):
        lines = "".join(f"{name};terima\n" for name, _ in decided)
        (tmp_path / "review" / "temuan.csv").write_text(f"temuan;keputusan\n{lines}", encoding="utf-8")
        con.close()
        con = warehouse_of(rows)
        assert con.sql(query).fetchall()[0][0] == status
