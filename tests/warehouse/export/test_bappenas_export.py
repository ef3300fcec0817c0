"""`export --format bappenas`: the columns asked for, each number with its proof, totals that tie."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from click.testing import CliRunner

import pipeline
from tests.warehouse.export.written import export, sheet, table
from warehouse.export.bappenas import Rows, export_bappenas

Make = Callable[..., duckdb.DuckDBPyConnection]
NAMED = ("v_bappenas", "v_bappenas_ro")
"""The views that an export needs, see `named_views`."""

INDIKATOR = """
tahun periode kode_kl nama_kl kode_satker upt_id nama_upt level provinsi no_sasaran sasaran no_indikator indikator_id indikator
indikator_dokumen satuan target_tahunan target_sd_periode pembilang penyebut realisasi_sd_periode capaian_persen_periode
capaian_persen_tahunan capaian_penyesuaian_persen kriteria alokasi_rp realisasi_rp realisasi_keuangan_persen kendala tindak_lanjut
status_data dokumen halaman satuan_target_sd_periode satuan_realisasi bukti_target bukti_target_sd_periode bukti_pembilang bukti_penyebut
bukti_realisasi bukti_capaian bukti_capaian_tahunan bukti_capaian_penyesuaian bukti_alokasi bukti_realisasi_rp
bukti_realisasi_keuangan_persen line dokumen_target halaman_target line_target dokumen_realisasi halaman_realisasi line_realisasi
dokumen_alokasi halaman_alokasi line_alokasi dokumen_keuangan halaman_keuangan line_keuangan
"""
RO = """
tahun bulan kode_kl kode_satker upt_id nama_upt kode_program kode_kegiatan kode_kro kode_ro kode_lengkap nama_ro satuan_volume
target_volume_tahunan target_volume_bulan realisasi_volume_bulan realisasi_volume_sd progres_persen alokasi_rp realisasi_rp
realisasi_persen status_data dokumen halaman bukti_alokasi bukti_volume level alokasi_per_satuan_rp line dokumen_realisasi
halaman_realisasi line_realisasi
"""


@pytest.mark.parametrize("arguments", [["v_bappenas", "target"], ["--format", "bappenas"]])
def test_the_command_names_every_file_that_it_wrote(samples: Path, tmp_path: Path, arguments: list[str]) -> None:
    result = CliRunner().invoke(pipeline.main, ["export", *arguments, "--data-dir", str(samples), "--out", str(tmp_path)])
    assert {line for line in result.stdout.splitlines() if line.startswith(str(tmp_path))} == {str(path) for path in tmp_path.iterdir()}


def test_columns_are_those_asked_for_in_both_conventions_and_the_book(out: Path) -> None:
    for name, wanted in (("indikator", INDIKATOR.split()), ("ro", RO.split())):
        rows = table(out / "bawaan" / f"bappenas_{name}.csv")
        assert list(rows[0]) == wanted
        assert list(table(out / "bawaan" / f"bappenas_{name}-excel-id.csv", ";", "utf-8-sig")[0]) == wanted


def test_an_allocation_that_nobody_prints_is_not_nought(warehouse_of: Make, buat: Any, tmp_path: Path) -> None:
    warehouse_of(
        buat.laporan(
            "b",
            "serang",
            buat.hasil("b", 1, "serang", 88, target=80, capaian_persen=110),
            efisiensi=[buat.masukan("b", 5, "serang", pagu_rp=500, realisasi_rp=450, input_persen=90)],
        )
    )
    export_bappenas(tmp_path, tmp_path / "out", wanted=Rows.SEMUA)
    cover = {row[0]: row[1:] for row in openpyxl.load_workbook(tmp_path / "out/bappenas.xlsx")["sampul"].iter_rows(values_only=True)}
    assert cover["indikator"] == (1, 0, "tidak diketahui", None, 1)
    assert cover["tanpa_realisasi"] == (0, 0, None, None, 0)


SOURCES = {
    "dokumen_target": ("target_tahunan",),
    "dokumen_realisasi": ("pembilang", "penyebut", "realisasi_sd_periode", "capaian_persen_periode", "capaian_penyesuaian_persen"),
    "dokumen_alokasi": ("alokasi_rp",),
    "dokumen_keuangan": ("realisasi_rp", "realisasi_keuangan_persen"),
}


def test_every_number_says_which_page_prints_it(out: Path, warehouse_of: Make, buat: Any, tmp_path: Path) -> None:
    """A plan's target beside a report's result: each with its own document and page."""
    for row in table(out / "semua/bappenas_indikator.csv"):
        for dokumen, columns in SOURCES.items():
            place = row[dokumen.replace("dokumen", "halaman")] or row[dokumen.replace("dokumen", "line")]
            assert bool(row[dokumen]) >= any(row[column] for column in columns) and bool(place) == bool(row[dokumen])
    warehouse_of(
        buat.document("a", "serang", [buat.indeks(80, 500, halaman=3)]),
        buat.laporan(
            "b",
            "serang",
            buat.hasil("b", 1, "serang", 88, target=80, capaian_persen=110, halaman=16),
            efisiensi=[buat.masukan("b", 5, "serang", realisasi_rp=450, input_persen=90, halaman=21)],
        ),
    )
    export_bappenas(tmp_path, tmp_path / "out", wanted=Rows.LENGKAP)
    (row,) = [row for row in table(tmp_path / "out/bappenas_indikator.csv") if row["periode"] == "TAHUNAN"]
    assert [(row[name], row[name.replace("dokumen", "halaman")]) for name in SOURCES] == [
        ("a.pdf", "3"),
        ("b.pdf", "16"),
        ("a.pdf", "3"),
        ("b.pdf", "21"),
    ]
    (line,) = sheet(openpyxl.load_workbook(tmp_path / "out/bappenas.xlsx"), "indikator")
    assert [line[name] for name in ("Sumber target", "Sumber realisasi dan capaian", "Sumber alokasi", "Sumber realisasi anggaran")] == [
        "a.pdf halaman 3",
        "b.pdf halaman 16",
        "a.pdf halaman 3",
        "b.pdf halaman 21",
    ]


def test_nothing_to_send_is_said_and_the_files_stay_about_it(samples: Path, tmp_path: Path) -> None:
    done = export(samples, "--tahun", "2025", "--periode", "TW3", "--upt", "kediri", "--out", tmp_path)
    said = [line for line in done.stderr.splitlines() + done.stdout.splitlines() if not line.startswith(str(tmp_path))]
    assert said == ["Tidak ada yang dapat dikirim: gudang data tidak memuat satu baris pun untuk 2025, TW3, Balai POM di Kediri."]
    assert [table(tmp_path / f"bappenas_{name}.csv") for name in ("indikator", "ro", "kontrol")] == [[], [], []]


def test_the_same_warehouse_gives_the_same_bytes(out: Path, samples: Path, tmp_path: Path) -> None:
    export(samples, "--out", tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in (out / "bawaan").iterdir()
    }


def test_a_part_is_exported_by_year_period_and_office(samples: Path, tmp_path: Path) -> None:
    export(samples, "--tahun", "2022", "--periode", "TW3", "--upt", "balai besar pom di padang", "--all", "--out", tmp_path)
    rows = table(tmp_path / "bappenas_indikator.csv")
    assert len(rows) == 15 and {(row["tahun"], row["periode"], row["upt_id"]) for row in rows} == {("2022", "TW3", "padang")}
    outputs = table(tmp_path / "bappenas_ro.csv")
    assert outputs and {(row["tahun"], row["bulan"], row["upt_id"]) for row in outputs} <= {("2022", "9", "padang"), ("2022", "", "padang")}
    assert {row["dokumen"] for row in table(tmp_path / "bappenas_kontrol.csv")} <= {"lakip_triwulan.txt", "JUMLAH KANTOR 2022"}
    title = openpyxl.load_workbook(tmp_path / "bappenas.xlsx")["sampul"]["A1"].value
    assert title == "Kinerja UPT BPOM: 2022, TW3, Balai Besar POM di Padang"
    wrong = CliRunner().invoke(
        pipeline.main, ["export", "--format", "bappenas", "--upt", "Antah", "--data-dir", str(samples), "--out", str(tmp_path)]
    )
    assert wrong.exit_code == 2 and "'Antah' tidak dikenal" in wrong.stderr


def test_what_is_asked_and_what_is_proved(out: Path, samples: Path) -> None:
    """By default all rows of which nothing is asked, each number with its proof; --terbukti: those whose every number is proved."""
    for name, view in (("indikator", "v_bappenas"), ("ro", "v_bappenas_ro")):
        usual, proved, everything = (table(out / folder / f"bappenas_{name}.csv") for folder in ("bawaan", "terbukti", "semua"))
        with duckdb.connect(str(samples / "kinerja.duckdb"), read_only=True) as con:
            counts = con.sql(
                f"SELECT count(*), count(*) FILTER (status_data = 'lengkap'), count(*) FILTER (terbukti) FROM {view}"
            ).fetchall()
        assert counts == [(len(everything), len(usual), len(proved))] and 0 < len(usual) < len(everything)
        assert all(bool(row["alasan"]) == (row["terbukti"] == "false") for row in everything)
        assert [{key: row[key] for key in usual[0]} for row in everything if row["status_data"] == "lengkap"] == usual
        for row in proved:
            assert {value for key, value in row.items() if key.startswith("bukti_")} <= {"", "terbukti", "diterima"}
    assert {"kontribusi_vs_anggaran: gagal", "skala_disimpulkan"} <= {
        reason for row in table(out / "semua/bappenas_indikator.csv") for reason in row["alasan"].split("|")
    }


NUMBERS = {
    "target": "target_tahunan",
    "target_sd_periode": "target_sd_periode",
    "pembilang": "pembilang",
    "penyebut": "penyebut",
    "realisasi": "realisasi_sd_periode",
    "capaian": "capaian_persen_periode",
    "capaian_tahunan": "capaian_persen_tahunan",
    "capaian_penyesuaian": "capaian_penyesuaian_persen",
    "alokasi": "alokasi_rp",
    "realisasi_rp": "realisasi_rp",
    "realisasi_keuangan_persen": "realisasi_keuangan_persen",
}


@pytest.mark.parametrize("folder", ["bawaan", "terbukti", "semua"])
def test_every_number_has_its_proof_and_its_unit_beside_it(out: Path, folder: str) -> None:
    for row in table(out / folder / "bappenas_indikator.csv"):
        for name, column in NUMBERS.items():
            assert bool(row[column]) == bool(row[f"bukti_{name}"]), (row["indikator_dokumen"], name)
        assert not row["target_sd_periode"] or row["satuan_target_sd_periode"] or not row["satuan"]
        assert not row["realisasi_sd_periode"] or row["satuan_realisasi"] or not row["satuan"]
        if row["satuan"] == "jumlah" and row["periode"] in ("TW1", "TW2", "TW3") and row["target_sd_periode"] != row["target_tahunan"]:
            assert row["satuan_target_sd_periode"] in ("persen_progres", ""), "progress is delivered as no count"


def test_indicator_that_did_not_report_has_its_row(out: Path) -> None:
    rows = [row for row in table(out / "bawaan/bappenas_indikator.csv") if row["dokumen"] == "rapk_kantor_bersarang.pdf"]
    assert {row["periode"] for row in rows} == {"TW1", "TW2", "TW3", "TW4", "TAHUNAN"}
    assert {row["realisasi_sd_periode"] for row in rows} == {""} and all(row["target_tahunan"] for row in rows)


def test_totals_tie_to_what_the_documents_print(out: Path, samples: Path) -> None:
    """The files themselves are added up, not the view; the printed total is the oracle."""
    with duckdb.connect(str(samples / "kinerja.duckdb"), read_only=True) as con:
        printed = dict(con.sql("SELECT nama_berkas, total_anggaran_rp FROM dokumen").fetchall())
    control = {row["dokumen"]: row for row in table(out / "semua/bappenas_kontrol.csv")}
    sums = {nama: row for nama, row in control.items() if nama not in printed}
    compared = [row for row in control.values() if row["dokumen"] in printed and row["hasil"] in ("cocok", "tidak cocok")]
    assert set(sums) == {f"JUMLAH {'PUSAT' if row['level'] == 'PUSAT' else 'KANTOR'} {row['tahun']}" for row in compared}
    assert len(sums) > 3 and set(control) > set(printed)
    indikator, ro = (table(out / "semua" / f"bappenas_{name}.csv") for name in ("indikator", "ro"))
    for nama in ("rapk_kantor_bersarang.pdf", "rapk_nasional.pdf", "dump_kantor.txt", "dump_html.txt"):
        assert sum(Decimal(row["alokasi_rp"]) for row in ro if row["dokumen"] == nama) == printed[nama]
        years = [row for row in indikator if row["dokumen"] == nama and row["periode"] == "TAHUNAN"]
        assert sum(Decimal(row["alokasi_rp"]) for row in years) == printed[nama] == Decimal(control[nama]["total_tercetak_rp"])
        assert control[nama]["hasil"] == "cocok"
    for nama, row in sums.items():
        *_, kind, year = nama.split()
        used = [
            other
            for other in control.values()
            if other["dokumen"] in printed
            and other["tahun"] == year
            and (other["level"] == "PUSAT") == (kind == "PUSAT")
            and other["hasil"] in ("cocok", "tidak cocok")
        ]
        for column in ("total_tercetak_rp", "alokasi_indikator_rp", "selisih_indikator_rp"):
            assert Decimal(row[column]) == sum(Decimal(other[column]) for other in used)
        assert Decimal(row["total_tercetak_rp"]) + Decimal(row["selisih_indikator_rp"]) == Decimal(row["alokasi_indikator_rp"])


def test_total_that_does_not_tie_is_said(warehouse_of: Make, buat: Any, tmp_path: Path) -> None:
    warehouse_of(
        buat.document("a", "serang", [buat.indeks(1, 300)], total_anggaran_rp=299), buat.document("b", "jambi", [buat.indeks(1, 5)])
    )
    done = export_bappenas(tmp_path, tmp_path / "out", wanted=Rows.SEMUA)
    assert done.tidak_cocok == ("a.pdf",)
    rows = {row["dokumen"]: row for row in table(tmp_path / "out/bappenas_kontrol.csv")}
    assert (rows["a.pdf"]["selisih_indikator_rp"], rows["b.pdf"]["hasil"]) == ("1", "total tidak tercetak")
    # what cannot be compared is in no sum
    assert (rows["JUMLAH KANTOR 2024"]["total_tercetak_rp"], rows["JUMLAH KANTOR 2024"]["alokasi_indikator_rp"]) == ("299", "300")


def test_document_that_is_not_used_says_why(warehouse_of: Make, buat: Any, tmp_path: Path) -> None:
    warehouse_of(
        buat.document("a", "serang", [buat.indeks(1, 300)], tanggal=date(2024, 1, 5)),
        buat.document("b", "serang", [buat.indeks(2, 400)], tanggal=date(2024, 2, 5)),
        buat.document("c", None, [], jenis=None, tahun=None, periode=None),
        buat.document("d", "jambi", []),
        buat.laporan("e", "serang", buat.hasil("e", 1, "serang", 2)),
    )
    export_bappenas(tmp_path, tmp_path / "out", wanted=Rows.SEMUA)
    rows = {row["dokumen"]: row["hasil"] for row in table(tmp_path / "out/bappenas_kontrol.csv")}
    assert rows["a.pdf"] == "tidak dipakai: ada dokumen lain yang berlaku"
    assert rows["c.pdf"] == "tidak dipakai: bukan RAPK atau laporan kinerja"
    assert rows["d.pdf"] == "tidak dipakai: tidak ada target atau hasil yang terbaca"
    assert rows["e.pdf"] == "hasilnya dipakai; target dan alokasi dari rencananya"


def test_later_export_keeps_what_the_folder_held(samples: Path, tmp_path: Path) -> None:
    export(samples, "--out", tmp_path)
    assert CliRunner().invoke(pipeline.main, ["export", "target", "--data-dir", str(samples), "--out", str(tmp_path)]).exit_code == 0
    (tmp_path / "bappenas_ro.csv").unlink()
    assert CliRunner().invoke(pipeline.main, ["export", "dokumen", "--data-dir", str(samples), "--out", str(tmp_path)]).exit_code == 0
    names = [item["name"] for item in json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"]]
    assert {"target", "dokumen", "bappenas_indikator"} <= set(names) and "bappenas_ro" not in names


def test_options_that_do_not_go_together_are_refused(samples: Path) -> None:
    both = ["--format", "bappenas", "--all", "--terbukti"]
    for arguments in (
        ["--all"],
        ["--terbukti"],
        ["--tahun", "2024"],
        ["--upt", "serang"],
        both,
        ["--format", "bappenas", "--excel-id"],
        ["--format", "bappenas", "target"],
    ):
        result = CliRunner().invoke(pipeline.main, ["export", *arguments, "--data-dir", str(samples)])
        assert result.exit_code == 2 and len(result.stderr.strip().splitlines()) == 1
