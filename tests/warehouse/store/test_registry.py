"""The first facts in the registry: offices, their levels and spellings, flags and rules."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from warehouse.store.reference import REGISTRY, read_references


def rows(name: str) -> list[dict[str, str]]:
    with (REGISTRY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("tahun", "counts"), [(2017, (19, 14, 0)), (2019, (21, 12, 40)), (2024, (21, 20, 35)), (2026, (25, 29, 28))])
def test_offices_of_a_year(tahun: int, counts: tuple[int, int, int]) -> None:
    latest: dict[str, tuple[int, str]] = {}
    for row in rows("offices/upt.csv"):
        if int(row["tahun_mulai"] or 0) <= tahun <= int(row["tahun_selesai"] or 9999):
            latest[row["upt_id"]] = max(latest.get(row["upt_id"], (-1, "")), (int(row["tahun_mulai"] or 0), row["level"]))
    levels = Counter(level for _, level in latest.values())
    assert (levels["BALAI_BESAR"], levels["BALAI"], levels["LOKA"]) == counts


def test_aliases_name_known_offices_and_belong_to_one() -> None:
    offices = {row["upt_id"] for row in rows("offices/upt.csv")}
    aliases = rows("offices/upt_alias.csv")
    assert {row["upt_id"] for row in aliases} == offices
    assert len({row["alias"].casefold() for row in aliases}) == len(aliases)
    assert all(row["contoh"].casefold() == row["alias"].casefold() for row in aliases)


def test_flags_and_rules_of_the_project_are_readable() -> None:
    references = read_references()
    assert {"bulan_disimpulkan", "indikator_hilang", "html"} <= {row.bendera for row in references["_ref_bendera"]}
    assert {"kontribusi_vs_anggaran", "pembagian_ro", "nomor_urut"} <= {row.aturan for row in references["_ref_aturan"]}
    assert Path(REGISTRY / "offices" / "upt.csv").read_bytes().count(b"\r") == 0


def test_flags_of_the_reports_and_their_rules_are_explained() -> None:
    references = read_references()
    flags = {"kantor_tidak_dikenal", "angka_dibersihkan", "salah_cetak", "nilai_janggal", "angka_diperbaiki", "urutan", "baris_total"}
    assert flags <= {row.bendera for row in references["_ref_bendera"]}
    rules = {row.aturan: row for row in references["_ref_aturan"]}
    about = {
        "capaian": ("capaian_vs_target", "realisasi_vs_pembilang", "penyesuaian", "kriteria"),
        "efisiensi": ("input_persen", "output_persen", "ie", "te", "efisiensi_total"),
        "serapan": ("serapan_persen", "serapan_total"),
        "dokumen": ("baris_tidak_dikenal",),
        "sel": ("tabel_tidak_dikenal", "angka_terbuka"),
    }
    assert {rules[name].tentang for name in about["capaian"]} == {"capaian"}
    assert all(rules[name].tentang == table for table, names in about.items() for name in names)
    assert rules["angka_sama"].tentang == "capaian|target|efisiensi"
    assert rules["capaian_vs_target"].berat > rules["kriteria"].berat
    # what only repeats or rates a number does not prove that it was read right
    assert {rules[name].membuktikan for name in ("kriteria", "penyesuaian", "te", "angka_sama", "efisiensi_total")} == {"tidak"}
