"""The table `perubahan`: what the last build of the database changed against the one before, by document, office and value."""

from dataclasses import dataclass
from datetime import datetime

from normalize.column import column

TAK_BANDING = "tidak dapat dibandingkan"
NILAI = ("nilai baru", "nilai hilang", "nilai berubah")


@dataclass(frozen=True, slots=True, kw_only=True)
class Perubahan:
    """Satu baris satu perubahan pada run terakhir yang mengubah gudang data: dokumen atau nilai yang lain dari sebelumnya."""

    run: datetime = column("TIMESTAMP", "waktu run itu mulai (UTC)")
    perubahan: str = column(
        "VARCHAR",
        "dokumen: baru, hilang, berganti (isi lain dengan nama sama), berganti nama; nilainya: nilai baru, nilai hilang, nilai berubah; "
        "tidak dapat dibandingkan: kolom, tabel, atau seluruh gudang data sebelumnya",
    )
    nama_berkas: str | None = column("VARCHAR", "nama berkas di folder inbox; kosong bila tidak dapat dibandingkan")
    doc_id_lama: str | None = column("VARCHAR", "dokumen sebelumnya; kosong bila baru")
    doc_id_baru: str | None = column("VARCHAR", "dokumen sekarang; kosong bila hilang")
    upt_id: str | None = column("VARCHAR", "kantor, lihat dim_upt; kosong bila tidak dikenali")
    tahun: int | None = column("INTEGER", "tahun kinerja")
    tabel: str | None = column("VARCHAR", "tabel tempat nilainya; kosong untuk perubahan dokumen dan untuk seluruh gudang data")
    indikator: str | None = column("VARCHAR", "indikator, RO, atau jenis belanja seperti tercetak")
    butir: str | None = column("VARCHAR", "yang membedakan barisnya: jenis tabel, versi, bulan, periode, kantor, nomor urut")
    kolom: str | None = column("VARCHAR", "kolom tempat nilainya")
    lama: str | None = column("VARCHAR", "nilai sebelumnya; kosong bila tidak ada")
    baru: str | None = column("VARCHAR", "nilai sekarang; kosong bila tidak ada")
    halaman: int | None = column("INTEGER", "halaman PDF nilai sekarang; kosong untuk dump teks")
    line: int | None = column("INTEGER", "baris dump teks nilai sekarang; kosong untuk PDF")
    baris: int | None = column("INTEGER", "urutan baris di dalam dokumen sekarang; dokumen sebelumnya bila nilainya hilang")
    bagian: int | None = column("INTEGER", "bulan pada target_bulanan; selain itu baris keberapa dari satu baris tercetak, mulai dari 1")
    jumlah: int | None = column("INTEGER", "banyaknya nilai dokumen yang baru atau hilang; kosong untuk perubahan lain")
    sebab: str | None = column("VARCHAR", "mengapa tidak dapat dibandingkan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Riwayat:
    """Satu baris satu run dan perubahan, dari semua run yang disimpan di data/riwayat; yang terakhir juga ada di perubahan."""

    run: datetime = column("TIMESTAMP", "waktu run itu mulai (UTC)")
    waktu: datetime = column("TIMESTAMP", "waktu gudang datanya selesai dibangun (UTC)")
    perubahan: str = column(
        "VARCHAR", "seperti di perubahan: baru, hilang, berganti, berganti nama; nilai baru, nilai hilang, nilai berubah"
    )
    doc_id: str | None = column("VARCHAR", "dokumen sesudahnya; dokumen sebelumnya bila hilang")
    nama_berkas: str | None = column("VARCHAR", "nama berkas di folder inbox")
    upt_id: str | None = column("VARCHAR", "kantor, lihat dim_upt; kosong bila tidak dikenali")
    tahun: int | None = column("INTEGER", "tahun kinerja")
    tabel: str | None = column("VARCHAR", "tabel fakta tempat nilainya; kosong untuk perubahan dokumen")
    indikator: str | None = column("VARCHAR", "indikator, RO, atau jenis belanja seperti tercetak")
    butir: str | None = column("VARCHAR", "yang membedakan barisnya: jenis tabel, versi, bulan, periode, kantor, nomor urut")
    baris: int | None = column("INTEGER", "urutan baris di dalam dokumen, mulai dari 1")
    bagian: int | None = column("INTEGER", "bulan pada target_bulanan; selain itu baris keberapa dari satu baris tercetak, mulai dari 1")
    kolom: str | None = column("VARCHAR", "kolom tempat nilainya")
    sebelum: str | None = column("VARCHAR", "nilai sebelumnya; kosong bila tidak ada")
    sesudah: str | None = column("VARCHAR", "nilai sesudahnya; kosong bila tidak ada")
    sebab: str | None = column("VARCHAR", "mengapa dokumennya dibaca pada run itu, atau mengapa tidak dapat dibandingkan")
    halaman: int | None = column("INTEGER", "halaman PDF nilai sesudahnya; kosong untuk dump teks dan pada run versi lama")
    line: int | None = column("INTEGER", "baris dump teks nilai sesudahnya; kosong untuk PDF dan pada run versi lama")
    jumlah: int | None = column(
        "INTEGER", "banyaknya nilai dokumen yang baru atau hilang; kosong untuk perubahan lain dan pada run versi lama"
    )


LATER = ("halaman", "line", "jumlah")
"""Columns of `riwayat` that runs of an older version do not have."""
CHANGES = {"perubahan": Perubahan, "riwayat": Riwayat}
