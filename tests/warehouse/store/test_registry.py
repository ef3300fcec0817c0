"""The first facts in the registry: offices and their spellings, flags and rules."""

import csv
from pathlib import Path

from warehouse.store.reference import REGISTRY, read_references


def rows(name: str) -> list[dict[str, str]]:
    with (REGISTRY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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
