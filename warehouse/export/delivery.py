"""The workbook as it is sent: a cover that ties with its sheets; titles, proof and sources in words; each allocation once."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from warehouse.export.cover import Key, Row, allocated_once, allocation_of_indicator, allocation_of_output, cover, prover, reader
from warehouse.export.views_export import Sheet
from warehouse.export.xlsx_book import BookPage, SheetColumn

INDIKATOR = {
    "tahun": ("Tahun", 8),
    "periode": ("Periode", 11),
    "kode_satker": ("Satker", 9),
    "nama_upt": ("Kantor", 16),
    "sasaran": ("Sasaran", 22),
    "indikator": ("Indikator", 30),
    "target_tahunan": ("Target setahun", 10),
    "satuan": ("Satuan", 9),
    "target_sd_periode": ("Target s.d. periode", 9),
    "satuan_target_sd_periode": ("Satuan target periode", 10),
    "pembilang": ("Pembilang", 12),
    "penyebut": ("Penyebut", 11),
    "realisasi_sd_periode": ("Realisasi s.d. periode", 11),
    "satuan_realisasi": ("Satuan realisasi", 11),
    "capaian_persen_periode": ("Capaian periode (%)", 10),
    "capaian_persen_tahunan": ("Capaian setahun (%)", 10),
    "capaian_penyesuaian_persen": ("Capaian penyesuaian (%)", 14),
    "kriteria": ("Kategori tercetak", 12),
    "alokasi_rp": ("Alokasi setahun (Rp)", 15),
    "realisasi_rp": ("Realisasi anggaran s.d. periode (Rp)", 15),
    "realisasi_keuangan_persen": ("Realisasi anggaran (%)", 12),
    "kendala": ("Kendala", 10),
    "tindak_lanjut": ("Tindak lanjut", 10),
    "sumber_target": ("Sumber target", 15),
    "sumber_realisasi": ("Sumber realisasi dan capaian", 15),
    "sumber_alokasi": ("Sumber alokasi", 15),
    "sumber_keuangan": ("Sumber realisasi anggaran", 15),
    "bukti": ("Bukti angka", 20),
}
RO = {
    "tahun": ("Tahun", 8),
    "bulan": ("Bulan", 8),
    "kode_satker": ("Satker", 9),
    "nama_upt": ("Kantor", 18),
    "kode_lengkap": ("Kode RO", 16),
    "nama_ro": ("Rincian output", 34),
    "target_volume_tahunan": ("Target volume setahun", 10),
    "satuan_volume": ("Satuan volume", 11),
    "target_volume_bulan": ("Target bulan itu", 8),
    "realisasi_volume_bulan": ("Realisasi bulan itu", 11),
    "realisasi_volume_sd": ("Realisasi s.d. bulan itu", 11),
    "progres_persen": ("Progres (%)", 10),
    "alokasi_rp": ("Alokasi setahun (Rp)", 16),
    "alokasi_per_satuan_rp": ("Alokasi per satuan volume (Rp)", 15),
    "realisasi_rp": ("Realisasi anggaran (Rp)", 13),
    "realisasi_persen": ("Realisasi anggaran (%)", 12),
    "sumber": ("Sumber alokasi", 15),
    "sumber_realisasi": ("Sumber volume", 15),
    "bukti": ("Bukti angka", 20),
}
KONTROL = {
    "dokumen": ("Dokumen", 24),
    "jenis": ("Jenis dokumen", 10),
    "upt_id": ("Kantor", 14),
    "level": ("Jenis kantor", 12),
    "tahun": ("Tahun", 8),
    "total_tercetak_rp": ("Total tercetak (Rp)", 17),
    "alokasi_indikator_rp": ("Alokasi indikator (Rp)", 17),
    "selisih_indikator_rp": ("Selisih indikator (Rp)", 15),
    "alokasi_ro_rp": ("Alokasi RO (Rp)", 17),
    "selisih_ro_rp": ("Selisih RO (Rp)", 15),
    "alokasi_indikator_terbukti_rp": ("Alokasi indikator terbukti (Rp)", 17),
    "alokasi_indikator_belum_terbukti_rp": ("Alokasi indikator belum terbukti (Rp)", 17),
    "alokasi_ro_terbukti_rp": ("Alokasi RO terbukti (Rp)", 17),
    "alokasi_ro_belum_terbukti_rp": ("Alokasi RO belum terbukti (Rp)", 17),
    "baris_terbukti": ("Baris terbukti", 10),
    "baris_belum_terbukti": ("Baris belum terbukti", 10),
    "baris_perlu_tinjau": ("Baris perlu ditinjau", 10),
    "hasil": ("Hasil pencocokan", 24),
}
"""Columns of the sheets in their order: name → (title, width in characters). The codes and ids that only programs need stay in the CSV."""
WHY = {"status_data": ("Status data", 14), "alasan": ("Alasan belum terbukti", 30)}
"""Where the rows that are asked about stand too."""
SOURCE = "sumber"
"""sumber_target: the columns dokumen_target, halaman_target and line_target in words."""
IF_KNOWN = ("kode_satker",)
"""Columns that are left out where no row has a value: the registry need not know them."""


class Chosen(Struct, frozen=True):
    """Rows with all columns of their view: those that are written, and those of the same scope that are not."""

    rows: Sheet
    left: Sheet


def delivery(indikator: Chosen, ro: Chosen, kontrol: Sheet, scope: str, why: bool) -> list[BookPage]:
    """The sheets of the workbook: cover, results, plans without a result, outputs, control. why: with the reasons of each row."""
    value = reader(indikator.rows)
    results = replace(indikator.rows, rows=[row for row in indikator.rows.rows if value(row, "realisasi_sd_periode") is not None])
    planned = [row for row in indikator.rows.rows if value(row, "realisasi_sd_periode") is None]
    plans = replace(indikator.rows, nama="tanpa_realisasi", rows=planned)
    # an allocation stands in the last row of its indicator and year: a result's where there is one
    seen: set[tuple[Any, ...]] = set()
    return [
        cover([results, plans], indikator.left, ro.rows, ro.left, scope),
        _page(_summable(results, allocation_of_indicator, seen), INDIKATOR, why),
        _page(_summable(plans, allocation_of_indicator, seen), INDIKATOR, why),
        _page(_summable(ro.rows, allocation_of_output, set()), RO, why),
        _page(kontrol, KONTROL, why=False),
    ]


def _summable(sheet: Sheet, key: Key, seen: set[tuple[Any, ...]]) -> Sheet:
    """The sheet with each yearly allocation in one row only; `seen` are those of the sheets before."""
    once = allocated_once(sheet.rows, reader(sheet), key, seen)
    place = [column.nama for column in sheet.kolom].index("alokasi_rp")
    rows = [row if first else (*row[:place], None, *row[place + 1 :]) for row, first in zip(sheet.rows, once, strict=True)]
    return replace(sheet, rows=rows)


def _page(sheet: Sheet, columns: Mapping[str, tuple[str, int]], why: bool) -> BookPage:
    value, proof = reader(sheet), prover(sheet)
    shown = {
        name: head
        for name, head in {**columns, **(WHY if why else {})}.items()
        if name not in IF_KNOWN or any(value(row, name) is not None for row in sheet.rows)
    }
    kinds = {column.nama: column.jenis for column in sheet.kolom}

    def cell(row: Row, name: str) -> Any:
        if name == "bukti":
            return proof(row)
        if name.startswith(SOURCE):
            return _place(*(value(row, column + name.removeprefix(SOURCE)) for column in ("dokumen", "halaman", "line")))
        # an open name has no shared one yet
        return value(row, name) or value(row, "indikator_dokumen") if name == "indikator" else value(row, name)

    heads = tuple(SheetColumn(title, width, kinds.get(name, "string")) for name, (title, width) in shown.items())
    return BookPage(sheet.nama, heads, [[cell(row, name) for name in shown] for row in sheet.rows])


def _place(dokumen: str | None, halaman: int | None, line: int | None) -> str | None:
    """'lakip.pdf halaman 16', 'rapk.txt baris 33'; None without a document."""
    if dokumen is None or (halaman is None and line is None):
        return dokumen
    return f"{dokumen} halaman {halaman}" if halaman is not None else f"{dokumen} baris {line}"
