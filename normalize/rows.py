"""Every output row, once: name, type, unit and meaning of each column.

The Parquet schemas, the DuckDB tables with their comments and the data dictionary are derived from these classes.
Amounts are whole rupiah (`*_rp`), percentages stand on the 0–100 scale (`*_persen`), None is «not printed or not readable».
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from extract.cells import Kotak

RUPIAH = "DECIMAL(18,2)"
NILAI = "DECIMAL(18,6)"


def kolom(tipe: str, arti: str, **lain: Any) -> Any:
    """A column: its DuckDB type and its meaning (which becomes COMMENT ON COLUMN)."""
    return field(metadata={"tipe": tipe, "arti": arti}, **lain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asal:
    """Provenance, on every fact table."""

    doc_id: str = kolom("VARCHAR", "dokumen asal: sidik SHA-256 isi berkas, heksadesimal")
    tabel_no: int | None = kolom("INTEGER", "nomor tabel di dalam dokumen, mulai dari 1")
    tabel: str | None = kolom("VARCHAR", "jenis tabel: RAPK PK RKT CAPAIAN TREN BANDING RENSTRA EFISIENSI SERAPAN VOLUME_RO LAIN")
    versi: str | None = kolom("VARCHAR", "AWAL (semula), REVISI (menjadi), kosong bila dokumen hanya memuat satu versi")
    baris: int = kolom("INTEGER", "urutan baris di dalam dokumen, mulai dari 1")
    halaman: int | None = kolom("INTEGER", "halaman PDF mulai dari 1; kosong untuk dump teks")
    line: int | None = kolom("INTEGER", "baris dump teks mulai dari 1; kosong untuk PDF")
    bbox: Kotak | None = kolom("DOUBLE[4]", "kotak pada halaman: x0, top, x1, bottom dalam titik PDF, asal di kiri atas; kosong bila tidak ada")
    metode: str = kolom("VARCHAR", "cara baca: pdf, ocr, teks")
    bendera: tuple[str, ...] = kolom("VARCHAR[]", "apa yang disimpulkan, digeser, disambung, diperbaiki; kosong bila dibaca persis seperti tercetak")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dokumen:
    """Satu baris satu berkas."""

    doc_id: str = kolom("VARCHAR", "sidik SHA-256 isi berkas, heksadesimal")
    nama_berkas: str = kolom("VARCHAR", "nama berkas di folder inbox")
    jenis: str | None = kolom("VARCHAR", "RAPK, LAKIP, LAKIP_INTERIM; kosong bila bukan dokumen yang dikenal")
    upt_id: str | None = kolom("VARCHAR", "kantor, lihat dim_upt; kosong bila tidak dikenali")
    upt_raw: str | None = kolom("VARCHAR", "nama kantor seperti tercetak")
    tahun: int | None = kolom("INTEGER", "tahun kinerja")
    periode: str | None = kolom("VARCHAR", "TAHUNAN TW1 TW2 TW3 TW4")
    tempat: str | None = kolom("VARCHAR", "tempat penandatanganan")
    tanggal: date | None = kolom("DATE", "tanggal penandatanganan")
    skala_rupiah: int | None = kolom("INTEGER", "nilai satu satuan tercetak dalam rupiah: 1 atau 1000")
    total_anggaran_rp: Decimal | None = kolom(RUPIAH, "total anggaran yang tercetak, rupiah penuh")
    halaman: int | None = kolom("INTEGER", "jumlah halaman PDF; kosong untuk dump teks")
    metode: str | None = kolom("VARCHAR", "cara baca: pdf, ocr, teks")
    status: str = kolom("VARCHAR", "lengkap, perlu_tinjau, gagal")
    pesan: str | None = kolom("VARCHAR", "satu kalimat: mengapa perlu ditinjau atau mengapa gagal")
    diproses_pada: datetime | None = kolom("TIMESTAMP", "waktu dokumen diproses (UTC)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Asal):
    """Satu baris satu indikator di tiap tabel RAPK, PK, atau RKT."""

    target_id: str = kolom("VARCHAR", "kunci baris target, unik di seluruh gudang data")
    no_sasaran: int | None = kolom("INTEGER", "nomor sasaran seperti tercetak")
    sasaran_raw: str | None = kolom("VARCHAR", "nama sasaran seperti tercetak, tanpa nomor")
    no_indikator: int | None = kolom("INTEGER", "nomor indikator seperti tercetak")
    indikator_raw: str | None = kolom("VARCHAR", "nama indikator seperti tercetak, tanpa nomor")
    indikator_id: str | None = kolom("VARCHAR", "indikator baku; kosong sampai nama direkonsiliasi")
    upt_id: str | None = kolom("VARCHAR", "kantor, lihat dim_upt")
    tahun: int | None = kolom("INTEGER", "tahun kinerja")
    satuan: str | None = kolom("VARCHAR", "persen indeks nilai jumlah")
    target_tahunan: Decimal | None = kolom(NILAI, "target setahun dalam satuan indikator; untuk jumlah: angka Desember")
    anggaran_rp: Decimal | None = kolom(RUPIAH, "anggaran indikator, rupiah penuh")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetBulanan(Asal):
    """Dua belas baris satu indikator pada tabel RAPK."""

    target_id: str = kolom("VARCHAR", "baris target pemiliknya")
    bulan: int = kolom("INTEGER", "bulan 1 sampai 12")
    nilai: Decimal | None = kolom(NILAI, "target kumulatif sampai bulan itu; kosong bila tidak dicetak")
    satuan: str | None = kolom("VARCHAR", "persen indeks nilai jumlah persen_progres")
    mentah: str | None = kolom("VARCHAR", "isi sel seperti tercetak")


@dataclass(frozen=True, slots=True, kw_only=True)
class KontribusiRo(Asal):
    """Satu baris satu baris RO di bawah indikator."""

    target_id: str | None = kolom("VARCHAR", "indikator pemilik; kosong bila indikatornya hilang dari dokumen (bendera indikator_hilang)")
    no: int | None = kolom("INTEGER", "nomor baris RO seperti tercetak")
    kode_program: str | None = kolom("VARCHAR", "program: DR, WA; kosong bila tidak dicetak")
    kode_kegiatan: str | None = kolom("VARCHAR", "kegiatan, empat angka, misalnya 3165")
    kode_kro: str | None = kolom("VARCHAR", "klasifikasi rincian output, tiga huruf, misalnya QIA")
    kode_ro: str | None = kolom("VARCHAR", "rincian output, tiga karakter, misalnya 005 atau U34")
    nama_ro: str | None = kolom("VARCHAR", "nama RO seperti tercetak")
    kode_komponen: str | None = kolom("VARCHAR", "komponen, tiga angka")
    nama_komponen: str | None = kolom("VARCHAR", "nama komponen seperti tercetak")
    kode_subkomponen: str | None = kolom("VARCHAR", "subkomponen, satu atau dua huruf")
    nama_subkomponen: str | None = kolom("VARCHAR", "nama subkomponen seperti tercetak")
    anggaran_rp: Decimal | None = kolom(RUPIAH, "anggaran baris RO seutuhnya, rupiah penuh; kosong bila dokumen hanya mencetak satu jumlah")
    kontribusi_rp: Decimal | None = kolom(RUPIAH, "bagian anggaran untuk indikator ini, rupiah penuh")
    kontribusi_persen: Decimal | None = kolom(NILAI, "kontribusi_rp dalam persen dari anggaran_rp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cek(Asal):
    """Satu baris satu pemeriksaan hitungan."""

    cek_id: str = kolom("VARCHAR", "kunci pemeriksaan, unik di seluruh gudang data")
    aturan: str = kolom("VARCHAR", "aturan yang diperiksa, lihat daftar aturan di README")
    target_id: str | None = kolom("VARCHAR", "indikator yang diperiksa; kosong bila bukan tentang satu indikator")
    harapan: Decimal | None = kolom(NILAI, "angka menurut hitungan")
    terbaca: Decimal | None = kolom(NILAI, "angka yang terbaca")
    selisih: Decimal | None = kolom(NILAI, "terbaca dikurangi harapan")
    status: str = kolom("VARCHAR", "lolos, gagal, tak_terbukti")
    penjelasan: str = kolom("VARCHAR", "satu kalimat untuk analis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sel(Asal):
    """Satu baris satu sel dari setiap tabel, seperti dibaca. baris: urutan baris tabel di dalam dokumen."""

    kolom: int = kolom("INTEGER", "kolom di dalam baris, mulai dari 1")
    mentah: str | None = kolom("VARCHAR", "isi sel seperti tercetak")


@dataclass(frozen=True, slots=True, kw_only=True)
class DimUpt:
    """Satu baris satu kantor dan masa levelnya."""

    upt_id: str = kolom("VARCHAR", "kantor; tetap sama bila level atau nama berubah")
    nama: str = kolom("VARCHAR", "nama resmi pada masa itu")
    level: str = kolom("VARCHAR", "PUSAT BALAI_BESAR BALAI LOKA")
    provinsi: str | None = kolom("VARCHAR", "provinsi")
    tahun_mulai: int | None = kolom("INTEGER", "tahun pertama level ini; kosong: sebelum 2018")
    tahun_selesai: int | None = kolom("INTEGER", "tahun terakhir level ini; kosong: masih berlaku")
    kode_satker: str | None = kolom("VARCHAR", "kode satker enam angka; kosong bila tidak diketahui")


@dataclass(frozen=True, slots=True, kw_only=True)
class DimUptAlias:
    """Satu baris satu ejaan nama kantor."""

    alias: str = kolom("VARCHAR", "ejaan yang dipakai dokumen")
    upt_id: str = kolom("VARCHAR", "kantor yang dimaksud")
    asal: str = kolom("VARCHAR", "dari mana alias ini: registri, tinjauan")


Row: TypeAlias = Dokumen | Target | TargetBulanan | KontribusiRo | Cek | Sel | DimUpt | DimUptAlias

TABEL: dict[str, type[Any]] = {
    "dokumen": Dokumen,
    "target": Target,
    "target_bulanan": TargetBulanan,
    "kontribusi_ro": KontribusiRo,
    "cek": Cek,
    "sel": Sel,
    "dim_upt": DimUpt,
    "dim_upt_alias": DimUptAlias,
}
"""Table name → row class, in the order the warehouse creates them. The class docstring is the table's comment."""

DIMENSI = ("dim_upt", "dim_upt_alias")
"""Tables that belong to no document: one Parquet file each."""


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """All rows that one document gives."""

    dokumen: Dokumen
    target: tuple[Target, ...] = ()
    target_bulanan: tuple[TargetBulanan, ...] = ()
    kontribusi_ro: tuple[KontribusiRo, ...] = ()
    cek: tuple[Cek, ...] = ()
    sel: tuple[Sel, ...] = ()
