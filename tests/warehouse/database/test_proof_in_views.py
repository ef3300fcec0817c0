"""Each number of a comparison stands beside its own proof: the one of `bukti`, and for a sum the weakest of what it is made of."""

from pathlib import Path

import pytest

from tests.malam import rows

STATUS = """
(SELECT status FROM bukti b WHERE b.doc_id = t.doc_id AND b.tabel = '{}' AND b.baris = t.baris AND b.bagian = 1 AND b.kolom = '{}')"""
ONE_RESULT = "(SELECT count(*) FROM capaian c WHERE c.doc_id = v.doc_id AND c.baris = v.baris) = 1"


@pytest.mark.parametrize(
    ("shown", "view", "table", "column"),
    [
        ("bukti_target", "v_target_antar_upt JOIN target t USING (target_id)", "target", "target_tahunan"),
        ("bukti_anggaran", "v_anggaran_antar_upt JOIN target t USING (target_id)", "target", "anggaran_rp"),
        ("bukti_target_baru", "v_perubahan_target v JOIN target t ON t.target_id = v.target_id_baru", "target", "target_tahunan"),
        ("bukti_realisasi", f"(FROM v_capaian_antar_upt v WHERE {ONE_RESULT}) t", "capaian", "realisasi"),
        ("bukti_capaian", f"(FROM v_capaian_antar_upt v WHERE {ONE_RESULT}) t", "capaian", "capaian_persen"),
    ],
)
def test_it_is_the_proof_of_that_number(samples: Path, shown: str, view: str, table: str, column: str) -> None:
    found = rows(samples, f"SELECT {shown}, {STATUS.format(table, column)} FROM {view}")
    assert [pair for pair in found if pair[0] != pair[1]] == []
    assert "terbukti" in (seen := {pair[0] for pair in found}) and not seen.isdisjoint({"tak_terbukti", "berselisih"})


def test_a_sum_is_as_weak_as_its_weakest_line(samples: Path) -> None:
    """And proved in a whole document alone: one line that a lost page held would be missing unseen."""
    lines = """
        SELECT r.bukti_kontribusi, bool_and(b.status = 'terbukti') AND any_value(utuh.status) = 'lolos'
        FROM v_ro_antar_upt r
        JOIN kontribusi_ro k ON k.doc_id = r.doc_id AND concat_ws('.', k.kode_kegiatan, k.kode_kro, k.kode_ro) = r.ro_kunci
        JOIN bukti b ON b.doc_id = k.doc_id AND b.tabel = 'kontribusi_ro' AND b.baris = k.baris AND b.kolom = 'kontribusi_rp'
        JOIN cek utuh ON utuh.doc_id = r.doc_id AND utuh.aturan = 'dokumen_utuh'
        WHERE r.kontribusi_rp IS NOT NULL
        GROUP BY r.doc_id, r.ro_kunci, r.bukti_kontribusi"""
    found = rows(samples, lines)
    assert all((shown == "terbukti") == proved for shown, proved in found)
    assert {shown for shown, _ in found} == {"terbukti", "tak_terbukti"}
