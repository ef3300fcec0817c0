"""The export for Bappenas: indicators and RO, each number with its proof, and a control sheet, as CSV and workbook."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import duckdb
from msgspec import Struct

from warehouse.database.contents import opened
from warehouse.database.query_files import query
from warehouse.export.datapackage import DescribedColumn, csv_resource, describe, described_columns, meaning_of
from warehouse.export.delivery import Chosen, delivery
from warehouse.export.dialects import EXCEL_ID, RFC4180
from warehouse.export.scope import EVERYTHING, ExportScope
from warehouse.export.views_export import Sheet, write_csv
from warehouse.export.xlsx_book import write_book
from warehouse.screen.screen import Steps, unseen

INDIKATOR = """
    tahun periode kode_kl nama_kl kode_satker upt_id nama_upt level provinsi no_sasaran sasaran no_indikator indikator_id indikator
    indikator_dokumen satuan target_tahunan target_sd_periode pembilang penyebut realisasi_sd_periode capaian_persen_periode
    capaian_persen_tahunan capaian_penyesuaian_persen kriteria alokasi_rp realisasi_rp realisasi_keuangan_persen kendala tindak_lanjut
    status_data dokumen halaman satuan_target_sd_periode satuan_realisasi bukti_target bukti_target_sd_periode bukti_pembilang
    bukti_penyebut bukti_realisasi bukti_capaian bukti_capaian_tahunan bukti_capaian_penyesuaian bukti_alokasi bukti_realisasi_rp
    bukti_realisasi_keuangan_persen line dokumen_target halaman_target line_target dokumen_realisasi halaman_realisasi line_realisasi
    dokumen_alokasi halaman_alokasi line_alokasi dokumen_keuangan halaman_keuangan line_keuangan
"""
INDIKATOR_LAGI = "target_id terbukti alasan target_id_anggaran baris baris_realisasi"
RO = """
    tahun bulan kode_kl kode_satker upt_id nama_upt kode_program kode_kegiatan kode_kro kode_ro kode_lengkap nama_ro satuan_volume
    target_volume_tahunan target_volume_bulan realisasi_volume_bulan realisasi_volume_sd progres_persen alokasi_rp realisasi_rp
    realisasi_persen status_data dokumen halaman bukti_alokasi bukti_volume level alokasi_per_satuan_rp line dokumen_realisasi
    halaman_realisasi line_realisasi
"""
RO_LAGI = "terbukti alasan baris baris_realisasi"
"""*_LAGI: the columns that follow where the rows that are asked about stand too."""


class Rows(StrEnum):
    """Which rows are written: all whose every delivered number is proved or accepted; also those of which nothing is asked and nothing is
    contradicted; all."""

    TERBUKTI = "terbukti"
    LENGKAP = "lengkap"
    SEMUA = "semua"


TOLD = {
    Rows.TERBUKTI: " Hanya baris yang semua angkanya terbukti atau diterima.",
    Rows.LENGKAP: " Baris yang ditanyakan atau dibantah tidak ikut; dengan --all ikut. Bukti tiap angka ada di kolom bukti_.",
    Rows.SEMUA: "",
}

ARTI_KONTROL = (
    "Satu baris satu dokumen: total yang tercetak, jumlah yang diambil ekspor dari dokumen itu, dan apakah keduanya cocok. "
    "Baris JUMLAH ada untuk setiap tahun, kantor dan PUSAT tersendiri, dan memuat hanya dokumen yang totalnya dan alokasinya sama-sama "
    "diketahui; jumlah PUSAT tidak boleh ditambahkan pada jumlah kantornya."
)
KONTROL = {
    "dokumen": "nama berkas di folder inbox",
    "jenis": "RAPK, LAKIP, LAKIP_INTERIM",
    "upt_id": "kantor",
    "level": "PUSAT BALAI_BESAR BALAI LOKA; kosong bila kantornya tidak dikenali",
    "tahun": "tahun kinerja",
    "total_tercetak_rp": "total anggaran yang tercetak di dokumen",
    "alokasi_indikator_rp": "jumlah alokasi semua indikator dokumen itu, terbukti atau belum; kosong bila salah satunya kosong",
    "selisih_indikator_rp": "alokasi_indikator_rp dikurangi total_tercetak_rp; 0 bila cocok",
    "alokasi_ro_rp": "jumlah alokasi semua RO dokumen itu; kosong bila salah satunya kosong",
    "selisih_ro_rp": "alokasi_ro_rp dikurangi total_tercetak_rp; 0 bila cocok",
    "alokasi_indikator_terbukti_rp": "bagian alokasi_indikator_rp yang terbukti atau diterima",
    "alokasi_indikator_belum_terbukti_rp": "bagian alokasi_indikator_rp yang belum terbukti atau berselisih",
    "alokasi_ro_terbukti_rp": "bagian alokasi_ro_rp yang terbukti atau diterima",
    "alokasi_ro_belum_terbukti_rp": "bagian alokasi_ro_rp yang belum terbukti atau berselisih",
    "baris_terbukti": "banyaknya baris indikator dan RO yang semua angkanya terbukti atau diterima; hanya ini dengan --terbukti",
    "baris_belum_terbukti": "banyaknya baris lain yang ikut bawaan: tidak ditanyakan dan tidak dibantah, bukti tiap angka di sampingnya",
    "baris_perlu_tinjau": "banyaknya baris yang ditanyakan atau dibantah; ikut dengan --all",
    "hasil": "cocok, tidak cocok, atau mengapa tidak dapat dicocokkan",
}

COMPARED = ("cocok", "tidak cocok")
"""Outcomes of documents whose total could be held against what was taken from them."""


class Exported(Struct, frozen=True):
    """What was written. Rows of indicators and RO: terbukti: all their numbers are proved or accepted; belum: others of which nothing is
    asked; ditinjau: those that wait for a person. tidak_cocok: documents."""

    paths: tuple[Path, ...]
    terbukti: int
    belum: int
    ditinjau: int
    tidak_cocok: tuple[str, ...]


def export_bappenas(data_dir: Path, out_dir: Path, wanted: Rows, scope: ExportScope = EVERYTHING, steps: Steps = unseen) -> Exported:
    """Writes bappenas_*.csv, the same with -excel-id, bappenas.xlsx, the data package and the dictionary into out_dir.

    wanted: with all rows come the columns that say why one is not proved. Raises WarehouseMissing, FileBusy.
    """
    asked = (
        ("indikator", "v_bappenas", INDIKATOR, INDIKATOR_LAGI, scope.indicators()),
        ("ro", "v_bappenas_ro", RO, RO_LAGI, scope.outputs()),
    )
    with opened(data_dir) as con:
        found = [_rows(con, nama, view, where, wanted) for nama, view, *_, where in steps("ekspor", asked)]
        about = None if scope == EVERYTHING else _documents(con, scope, found)
        control = _control(con, about)
    sheets = [
        _narrowed(given.rows, f"{text} {more}" if wanted is Rows.SEMUA else text, TOLD[wanted])
        for given, (_, _, text, more, _) in zip(found, asked, strict=True)
    ]
    paths, resources = [], []
    for sheet in (*sheets, control):
        for dialect, suffix in ((RFC4180, ""), (EXCEL_ID, "-excel-id")):
            path = out_dir / f"bappenas_{sheet.nama}{suffix}.csv"
            paths.append(write_csv(path, dialect, [column.nama for column in sheet.kolom], sheet.rows))
            resources.append(csv_resource(path, dialect, sheet.kolom, sheet.arti))
    pages = delivery(found[0], found[1], control, scope.words, why=wanted is Rows.SEMUA)
    paths.append(write_book(out_dir / "bappenas.xlsx", pages, steps))
    describe(out_dir, resources)
    proved, unproved, waiting = (sum(count) for count in zip(*map(_counted, found), strict=True))
    unmatched = tuple(row[0] for row in control.rows if row[-1] == COMPARED[1])
    return Exported(tuple(paths), proved, unproved, waiting, unmatched)


def _rows(con: duckdb.DuckDBPyConnection, nama: str, view: str, where: tuple[str, list[object]], wanted: Rows) -> Chosen:
    """Leaves the rows of the scope in a temporary table <nama>_ekspor, which the control sheet adds up."""
    condition, values = where
    con.execute(f"CREATE OR REPLACE TEMP TABLE {nama}_ekspor AS SELECT * FROM {view} WHERE {condition}", values)
    columns = described_columns(con, view)
    rows = con.execute(f"SELECT {', '.join(column.nama for column in columns)} FROM {nama}_ekspor ORDER BY rowid").fetchall()
    place = {column.nama: number for number, column in enumerate(columns)}

    def is_wanted(row: Sequence[Any]) -> bool:
        return wanted is Rows.SEMUA or bool(row[place["terbukti"]] if wanted is Rows.TERBUKTI else row[place["status_data"]] == "lengkap")

    meaning = meaning_of(con, view)
    sheet, left = ([row for row in rows if is_wanted(row) is chosen] for chosen in (True, False))
    return Chosen(Sheet(nama, meaning, columns, sheet), Sheet(nama, meaning, columns, left))


def _narrowed(sheet: Sheet, names: str, told: str) -> Sheet:
    """These columns of it."""
    places = {column.nama: number for number, column in enumerate(sheet.kolom)}
    chosen = [places[name] for name in names.split()]
    rows = [tuple(row[n] for n in chosen) for row in sheet.rows]
    return Sheet(sheet.nama, sheet.arti + told, tuple(sheet.kolom[n] for n in chosen), rows)


def _counted(given: Chosen) -> tuple[int, int, int]:
    """Rows, written or not: all proved; nothing asked but not all proved; asked."""
    places = {column.nama: number for number, column in enumerate(given.rows.kolom)}
    rows = [(row[places["terbukti"]], row[places["status_data"]] == "lengkap") for row in (*given.rows.rows, *given.left.rows)]
    proved, complete = sum(terbukti for terbukti, _ in rows), sum(lengkap for _, lengkap in rows)
    return proved, complete - proved, len(rows) - complete


def _documents(con: duckdb.DuckDBPyConnection, scope: ExportScope, found: Sequence[Chosen]) -> set[str]:
    """The documents that the rows come from, and all others of the scope."""
    condition, values = scope.documents()
    about = {str(name) for (name,) in con.execute(f"SELECT nama_berkas FROM dokumen WHERE {condition}", values).fetchall()}
    for given in found:
        sources = [n for n, column in enumerate(given.rows.kolom) if column.nama.startswith("dokumen")]
        about |= {row[n] for row in (*given.rows.rows, *given.left.rows) for n in sources if row[n] is not None}
    return about


def _control(con: duckdb.DuckDBPyConnection, only: set[str] | None) -> Sheet:
    """only: the documents it is about; None: all."""
    found = con.sql(query("bappenas_kontrol"))
    kolom = tuple(DescribedColumn(name, str(tipe), KONTROL[name]) for name, tipe in zip(found.columns, found.types, strict=True))
    rows = [row for row in found.fetchall() if only is None or row[0] in only]
    place = {column.nama: number for number, column in enumerate(kolom)}
    totals = []
    for tahun in sorted({row[place["tahun"]] for row in rows if row[place["tahun"]] is not None}):
        for nama, pusat in (("KANTOR", False), ("PUSAT", True)):
            compared = [
                row
                for row in rows
                if row[place["tahun"]] == tahun and (row[place["level"]] == "PUSAT") is pusat and row[place["hasil"]] in COMPARED
            ]
            if compared:
                totals.append(_totals(kolom, compared, f"JUMLAH {nama} {tahun}", tahun))
    return Sheet("kontrol", ARTI_KONTROL, kolom, [*rows, *totals])


def _totals(kolom: Sequence[DescribedColumn], rows: Sequence[Sequence[Any]], nama: str, tahun: int) -> tuple[Any, ...]:
    """The sums of documents whose own total and allocation are both known; None where one of them lacks the amount."""

    def total(number: int, column: DescribedColumn) -> Any:
        if column.nama in ("dokumen", "tahun"):
            return nama if column.nama == "dokumen" else tahun
        if not column.nama.startswith(("total_", "alokasi_", "selisih_", "baris_")):
            return None
        values = [row[number] for row in rows]
        return sum(values) if None not in values else None

    return tuple(total(number, column) for number, column in enumerate(kolom))
