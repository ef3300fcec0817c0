"""Every output row, once: name, type, unit and meaning of each column.

The Parquet schemas, the DuckDB tables with their comments and the data dictionary are derived from these classes.
Amounts are whole rupiah (`*_rp`), percentages stand on the 0–100 scale (`*_persen`), None is «not printed or not readable».
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, TypeAlias, get_args

import regex

from extract.cells import Kotak
from extract.message import Message
from normalize.column import HITUNGAN, NILAI, RUPIAH, column
from normalize.dimension_rows import (
    DimIndikator,
    DimIndikatorAlias,
    DimIndikatorPenerus,
    DimIndikatorSasaran,
    DimIndikatorSkala,
    DimIndikatorUsulan,
    DimSasaran,
    DimUpt,
    DimUptAlias,
)
from normalize.name_rows import NamaIndikator, UsulanIndikator


@dataclass(frozen=True, slots=True, kw_only=True)
class Asal:
    """Provenance, on every fact table."""

    doc_id: str = column("VARCHAR", "dokumen asal: sidik SHA-256 isi berkas, heksadesimal")
    tabel_no: int | None = column("INTEGER", "nomor tabel di dalam dokumen, mulai dari 1")
    tabel: str | None = column("VARCHAR", "jenis tabel: RAPK PK RKT CAPAIAN TREN BANDING RENSTRA EFISIENSI SERAPAN ANGGARAN VOLUME_RO LAIN")
    versi: str | None = column("VARCHAR", "AWAL (semula), REVISI (menjadi), kosong bila dokumen hanya memuat satu versi")
    baris: int = column("INTEGER", "urutan baris di dalam dokumen, mulai dari 1")
    halaman: int | None = column("INTEGER", "halaman PDF mulai dari 1; kosong untuk dump teks")
    line: int | None = column("INTEGER", "baris dump teks mulai dari 1; kosong untuk PDF")
    bbox: Kotak | None = column("DOUBLE[4]", "kotak pada halaman: x0, top, x1, bottom dalam titik PDF, asal di kiri atas")
    metode: str = column("VARCHAR", "cara baca: pdf, ocr, teks")
    bendera: tuple[str, ...] = column(
        "VARCHAR[]", "apa yang disimpulkan, digeser, disambung, diperbaiki; kosong bila dibaca seperti tercetak"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fakta(Asal):
    """A row of a fact table. bagian: which of the rows that one printed row gives, from 1, or the month (normalize.alamat); 0 until all
    rows of its table are there. No column: the warehouse counts it.

    kode_baris, nama_baris: the columns that name a row for people: its codes, or where it has none the others. beda_baris: what tells
    rows of one name apart on the review page.
    """

    kode_baris: ClassVar[tuple[str, ...]] = ()
    nama_baris: ClassVar[tuple[str, ...]] = ()
    beda_baris: ClassVar[tuple[str, ...]] = ()
    bagian: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dokumen:
    """Satu baris satu berkas."""

    doc_id: str = column("VARCHAR", "sidik SHA-256 isi berkas, heksadesimal")
    nama_berkas: str = column("VARCHAR", "nama berkas di folder inbox")
    jenis: str | None = column("VARCHAR", "RAPK, LAKIP, LAKIP_INTERIM; kosong bila bukan dokumen yang dikenal")
    upt_id: str | None = column("VARCHAR", "kantor, lihat dim_upt; kosong bila tidak dikenali")
    upt_raw: str | None = column("VARCHAR", "nama kantor seperti tercetak")
    tahun: int | None = column("INTEGER", "tahun kinerja")
    periode: str | None = column("VARCHAR", "TAHUNAN TW1 TW2 TW3 TW4")
    tempat: str | None = column("VARCHAR", "tempat penandatanganan")
    tanggal: date | None = column("DATE", "tanggal penandatanganan")
    skala_rupiah: int | None = column("INTEGER", "nilai satu satuan tercetak dalam rupiah: 1, 1000, atau 1000000")
    total_anggaran_rp: Decimal | None = column(RUPIAH, "total anggaran yang tercetak, rupiah penuh")
    halaman: int | None = column("INTEGER", "jumlah halaman PDF; kosong untuk dump teks")
    metode: str | None = column("VARCHAR", "cara baca: pdf, ocr, teks")
    status: str = column("VARCHAR", "lengkap, perlu_tinjau, gagal")
    pesan: tuple[Message, ...] | None = column("VARCHAR", "satu kalimat: mengapa perlu ditinjau atau mengapa gagal")
    diproses_pada: datetime | None = column("TIMESTAMP", "waktu dokumen diproses (UTC)")
    kode: tuple[str, ...] = column("VARCHAR[]", "kode tiap kalimat pesan, menurut urutannya; kosong bila tidak ada pesan", init=False)
    isi: tuple[str, ...] = column("VARCHAR[]", "isi tiap kalimat pesan sebagai JSON: nilai yang disebutnya, menurut namanya", init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kode", tuple(item.kode for item in self.pesan or ()))
        object.__setattr__(self, "isi", tuple(item.json for item in self.pesan or ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Fakta):
    """Satu baris satu indikator di tiap tabel RAPK, PK, atau RKT."""

    target_id: str = column("VARCHAR", "kunci baris target, unik di seluruh gudang data")
    no_sasaran: int | None = column("INTEGER", "nomor sasaran seperti tercetak")
    sasaran_raw: str | None = column("VARCHAR", "nama sasaran seperti tercetak, tanpa nomor")
    no_indikator: int | None = column("INTEGER", "nomor indikator seperti tercetak")
    indikator_raw: str | None = column("VARCHAR", "nama indikator seperti tercetak, tanpa nomor")
    indikator_id: str | None = column("VARCHAR", "indikator, lihat dim_indikator; kosong bila baris itu bukan indikator")
    upt_id: str | None = column("VARCHAR", "kantor, lihat dim_upt")
    tahun: int | None = column("INTEGER", "tahun kinerja")
    satuan: str | None = column("VARCHAR", "persen indeks nilai jumlah")
    target_tahunan: Decimal | None = column(NILAI, "target setahun dalam satuan indikator; untuk jumlah: angka Desember")
    anggaran_rp: Decimal | None = column(RUPIAH, "anggaran indikator, rupiah penuh")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetBulanan(Fakta):
    """Dua belas baris satu indikator pada tabel RAPK."""

    target_id: str = column("VARCHAR", "baris target pemiliknya")
    bulan: int = column("INTEGER", "bulan 1 sampai 12")
    nilai: Decimal | None = column(NILAI, "target kumulatif sampai bulan itu; kosong bila tidak dicetak")
    satuan: str | None = column("VARCHAR", "persen indeks nilai jumlah persen_progres")
    mentah: str | None = column("VARCHAR", "isi sel seperti tercetak")


@dataclass(frozen=True, slots=True, kw_only=True)
class KontribusiRo(Fakta):
    """Satu baris satu baris RO di bawah indikator."""

    target_id: str | None = column("VARCHAR", "indikator pemilik; kosong bila indikatornya hilang dari dokumen (bendera indikator_hilang)")
    no: int | None = column("INTEGER", "nomor baris RO seperti tercetak")
    kode_program: str | None = column("VARCHAR", "program: DR, WA; kosong bila tidak dicetak")
    kode_kegiatan: str | None = column("VARCHAR", "kegiatan, empat angka, misalnya 3165")
    kode_kro: str | None = column("VARCHAR", "klasifikasi rincian output, tiga huruf, misalnya QIA")
    kode_ro: str | None = column("VARCHAR", "rincian output, tiga karakter, misalnya 005 atau U34")
    nama_ro: str | None = column("VARCHAR", "nama RO seperti tercetak")
    kode_komponen: str | None = column("VARCHAR", "komponen, tiga angka")
    nama_komponen: str | None = column("VARCHAR", "nama komponen seperti tercetak")
    kode_subkomponen: str | None = column("VARCHAR", "subkomponen, satu atau dua huruf")
    nama_subkomponen: str | None = column("VARCHAR", "nama subkomponen seperti tercetak")
    anggaran_rp: Decimal | None = column(RUPIAH, "anggaran baris RO seutuhnya, rupiah penuh; kosong bila hanya satu jumlah tercetak")
    kontribusi_rp: Decimal | None = column(RUPIAH, "bagian anggaran untuk indikator ini, rupiah penuh")
    kontribusi_persen: Decimal | None = column(NILAI, "kontribusi_rp dalam persen dari anggaran_rp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capaian(Fakta):
    """Satu baris satu indikator, UPT, dan periode di tiap tabel CAPAIAN, TREN, BANDING, atau RENSTRA."""

    nama_baris: ClassVar = ("indikator_raw",)
    beda_baris: ClassVar = ("upt_raw", "tahun", "periode")
    upt_id: str | None = column("VARCHAR", "kantor, lihat dim_upt")
    upt_raw: str | None = column("VARCHAR", "nama kantor seperti tercetak")
    tahun: int | None = column("INTEGER", "tahun kinerja")
    periode: str | None = column("VARCHAR", "TAHUNAN TW1 TW2 TW3 TW4")
    indikator_raw: str | None = column("VARCHAR", "nama indikator seperti tercetak, tanpa nomor")
    indikator_id: str | None = column("VARCHAR", "indikator, lihat dim_indikator; kosong bila baris itu bukan indikator")
    satuan: str | None = column("VARCHAR", "persen indeks nilai jumlah")
    target: Decimal | None = column(NILAI, "target periode itu; pada RENSTRA: target renstra")
    pembilang: Decimal | None = column(NILAI, "pembilang realisasi")
    penyebut: Decimal | None = column(NILAI, "penyebut realisasi")
    realisasi: Decimal | None = column(NILAI, "realisasi periode itu")
    capaian_persen: Decimal | None = column(NILAI, "capaian terhadap target, persen")
    capaian_penyesuaian_persen: Decimal | None = column(NILAI, "capaian setelah penyesuaian, persen")
    kriteria: str | None = column("VARCHAR", "kriteria seperti tercetak")
    alasan_kosong: str | None = column(
        "VARCHAR", "mengapa hasilnya kosong: belum_diukur, tidak_dilaporkan, tak_terbaca; kosong bila nilainya ada"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CapaianSasaran(Fakta):
    """Satu baris satu nilai sasaran, sebuah perspektif, atau kantor seluruhnya, di tabel CAPAIAN («Capaian SS1», NPS)."""

    nama_baris: ClassVar = ("no_sasaran", "sasaran_raw")
    no_sasaran: int | None = column("INTEGER", "nomor sasaran seperti tercetak")
    sasaran_raw: str | None = column("VARCHAR", "nama sasaran seperti tercetak, tanpa nomor")
    upt_id: str | None = column("VARCHAR", "kantor, lihat dim_upt")
    tahun: int | None = column("INTEGER", "tahun kinerja")
    periode: str | None = column("VARCHAR", "TAHUNAN TW1 TW2 TW3 TW4")
    nilai: Decimal | None = column(NILAI, "nilai yang berlaku: setelah penyesuaian bila keduanya tercetak")
    nilai_sebelum_penyesuaian: Decimal | None = column(NILAI, "nilai sebelum penyesuaian; kosong bila hanya satu nilai tercetak")
    kriteria: str | None = column("VARCHAR", "kriteria seperti tercetak")


@dataclass(frozen=True, slots=True, kw_only=True)
class Efisiensi(Fakta):
    """Satu baris satu indikator di tabel EFISIENSI."""

    nama_baris: ClassVar = ("indikator_raw",)
    indikator_raw: str | None = column("VARCHAR", "nama indikator seperti tercetak, tanpa nomor")
    indikator_id: str | None = column("VARCHAR", "indikator, lihat dim_indikator; kosong bila baris itu bukan indikator")
    upt_id: str | None = column("VARCHAR", "kantor, lihat dim_upt")
    tahun: int | None = column("INTEGER", "tahun kinerja")
    periode: str | None = column("VARCHAR", "TAHUNAN TW1 TW2 TW3 TW4")
    output_target: Decimal | None = column(NILAI, "target keluaran")
    output_realisasi: Decimal | None = column(NILAI, "realisasi keluaran")
    output_persen: Decimal | None = column(NILAI, "capaian keluaran, persen")
    pagu_rp: Decimal | None = column(RUPIAH, "pagu, rupiah penuh")
    realisasi_rp: Decimal | None = column(RUPIAH, "realisasi anggaran, rupiah penuh")
    input_persen: Decimal | None = column(NILAI, "realisasi anggaran dalam persen dari pagu")
    ie: Decimal | None = column(NILAI, "indeks efisiensi: output % dibagi input %")
    te: Decimal | None = column(NILAI, "tingkat efisiensi: IE dikurangi 1")
    kategori: str | None = column("VARCHAR", "kategori seperti tercetak, kosong bila yang tercetak angka (Capaian TE 100 %)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Serapan(Fakta):
    """Satu baris satu jenis belanja di tabel SERAPAN."""

    nama_baris: ClassVar = ("jenis_belanja",)
    upt_id: str | None = column("VARCHAR", "kantor, lihat dim_upt")
    tahun: int | None = column("INTEGER", "tahun kinerja")
    periode: str | None = column("VARCHAR", "TAHUNAN TW1 TW2 TW3 TW4")
    jenis_belanja: str = column("VARCHAR", "PEGAWAI BARANG MODAL TOTAL")
    pagu_rp: Decimal | None = column(RUPIAH, "pagu, rupiah penuh")
    realisasi_rp: Decimal | None = column(RUPIAH, "realisasi, rupiah penuh")
    persen: Decimal | None = column(NILAI, "realisasi dalam persen dari pagu")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnggaranProgram(Fakta):
    """Satu baris satu sasaran, program, kegiatan, atau rinciannya di tabel ANGGARAN; baris jumlahnya tidak termasuk."""

    nama_baris: ClassVar = ("kode", "nama")
    upt_id: str | None = column("VARCHAR", "kantor, lihat dim_upt")
    tahun: int | None = column("INTEGER", "tahun kinerja")
    periode: str | None = column("VARCHAR", "TAHUNAN TW1 TW2 TW3 TW4")
    tingkat: str | None = column(
        "VARCHAR", "SASARAN PROGRAM KEGIATAN SUBKEGIATAN (juga KRO, RO, dan komponen); kosong bila tabelnya tidak mengatakannya"
    )
    kode: str | None = column("VARCHAR", "kode seperti tercetak, misalnya DR, 3165, 3165.BMB.001; kosong bila tidak dicetak")
    nama: str | None = column("VARCHAR", "nama seperti tercetak, tanpa kode dan nomor")
    pagu_rp: Decimal | None = column(RUPIAH, "pagu, rupiah penuh")
    realisasi_rp: Decimal | None = column(RUPIAH, "realisasi, rupiah penuh")
    persen: Decimal | None = column(NILAI, "realisasi dalam persen dari pagu")


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeRo(Fakta):
    """Satu baris satu RO di tabel VOLUME_RO."""

    kode_baris: ClassVar = ("kode_kegiatan", "kode_kro", "kode_ro")
    nama_baris: ClassVar = ("nama_ro",)
    beda_baris: ClassVar = ("bulan",)
    upt_id: str | None = column("VARCHAR", "kantor, lihat dim_upt")
    tahun: int | None = column("INTEGER", "tahun kinerja")
    bulan: int | None = column("INTEGER", "bulan 1 sampai 12; kosong bila tidak tercetak")
    kode_kegiatan: str | None = column("VARCHAR", "kegiatan, empat angka, misalnya 3165")
    kode_kro: str | None = column("VARCHAR", "klasifikasi rincian output, tiga huruf, misalnya QIA")
    kode_ro: str | None = column("VARCHAR", "rincian output, tiga karakter, misalnya 005 atau U34")
    nama_ro: str | None = column("VARCHAR", "nama RO seperti tercetak")
    target_volume: Decimal | None = column(NILAI, "target volume setahun")
    satuan_volume: str | None = column("VARCHAR", "satuan volume seperti tercetak")
    target: Decimal | None = column(NILAI, "target volume bulan itu")
    realisasi: Decimal | None = column(NILAI, "realisasi volume bulan itu")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cek(Asal):
    """Satu baris satu pemeriksaan hitungan."""

    cek_id: str = column("VARCHAR", "kunci pemeriksaan, unik di seluruh gudang data")
    aturan: str = column("VARCHAR", "aturan yang diperiksa, lihat daftar aturan di README")
    target_id: str | None = column("VARCHAR", "indikator yang diperiksa; kosong bila bukan tentang satu indikator")
    harapan: Decimal | None = column(HITUNGAN, "angka menurut hitungan")
    terbaca: Decimal | None = column(HITUNGAN, "angka yang terbaca")
    selisih: Decimal | None = column(HITUNGAN, "terbaca dikurangi harapan")
    status: str = column("VARCHAR", "lolos, gagal, tak_terbukti")
    penjelasan: Message = column("VARCHAR", "satu kalimat untuk analis")
    kode: str = column("VARCHAR", "kode kalimat penjelasan, sama untuk semua kalimat yang hanya berbeda isinya", init=False)
    isi: str = column("VARCHAR", "isi kalimat penjelasan sebagai JSON: nilai yang disebutnya, menurut namanya", init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kode", self.penjelasan.kode)
        object.__setattr__(self, "isi", self.penjelasan.json)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bukti:
    """Satu baris satu angka sebuah tabel fakta: sejauh mana angka itu terbukti. Angka kosong tidak punya baris."""

    doc_id: str = column("VARCHAR", "dokumen asal: sidik SHA-256 isi berkas, heksadesimal")
    tabel: str = column("VARCHAR", "tabel fakta yang memuat angka itu, seperti di koreksi.csv; dokumen untuk total_anggaran_rp")
    baris: int = column("INTEGER", "urutan baris di dalam dokumen, mulai dari 1")
    bagian: int = column("INTEGER", "bulan pada target_bulanan; selain itu baris keberapa dari satu baris tercetak, mulai dari 1")
    kolom: str = column("VARCHAR", "kolom tabel fakta itu")
    status: str = column(
        "VARCHAR",
        "diterima (orang menerimanya), berselisih (dibantah pemeriksaan), terbukti (setiap perubahannya ketahuan), tak_terbukti",
    )
    oleh: tuple[str, ...] = column("VARCHAR[]", "cek_id yang membuktikan atau membantahnya; kosong bila tidak ada")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sel(Asal):
    """Satu baris satu sel dari setiap tabel, seperti dibaca. baris: urutan baris tabel di dalam dokumen."""

    kolom: int = column("INTEGER", "kolom di dalam baris, mulai dari 1")
    mentah: str | None = column("VARCHAR", "isi sel seperti tercetak")
    nasib: str | None = column(
        "VARCHAR",
        "nasib isi sel, yang pertama bila beberapa: terbuka fakta jumlah salinan aturan:<nama> kode nomor nama judul teks lain kosong",
        default=None,
    )
    tujuan: tuple[str, ...] = column("VARCHAR[]", "angka fakta dari sel itu: tabel.kolom#baris/bagian", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Neraca:
    """Satu baris satu tabel dan nasib: berapa angka tercetak yang bernasib begitu; dasar v_neraca."""

    doc_id: str = column("VARCHAR", "dokumen asal: sidik SHA-256 isi berkas, heksadesimal")
    tabel_no: int | None = column("INTEGER", "nomor tabel di dalam dokumen, mulai dari 1")
    tabel: str | None = column("VARCHAR", "jenis tabel: RAPK PK RKT CAPAIAN TREN BANDING RENSTRA EFISIENSI SERAPAN ANGGARAN VOLUME_RO LAIN")
    nasib: str = column("VARCHAR", "fakta jumlah salinan aturan lain terbuka")
    jumlah: int = column("INTEGER", "banyaknya angka")


Row: TypeAlias = (
    Dokumen
    | Target
    | TargetBulanan
    | KontribusiRo
    | Capaian
    | CapaianSasaran
    | Efisiensi
    | Serapan
    | AnggaranProgram
    | VolumeRo
    | Cek
    | Bukti
    | Sel
    | Neraca
    | DimUpt
    | DimUptAlias
    | DimIndikator
    | DimIndikatorAlias
    | DimIndikatorUsulan
    | DimIndikatorPenerus
    | DimIndikatorSkala
    | DimSasaran
    | DimIndikatorSasaran
)

TABEL: dict[str, type[Any]] = {regex.sub(r"(?<=.)(?=[A-Z])", "_", cls.__name__).lower(): cls for cls in get_args(Row)}
"""Table name → row class, in the order the warehouse creates them. The class docstring is the table's comment."""

FAKTA = tuple(name for name, cls in TABEL.items() if issubclass(cls, Fakta))
"""The fact tables: what a document says, in the order of TABEL."""

DIMENSI = (
    "dim_upt",
    "dim_upt_alias",
    "dim_indikator",
    "dim_indikator_alias",
    "dim_indikator_usulan",
    "dim_indikator_penerus",
    "dim_indikator_skala",
    "dim_sasaran",
    "dim_indikator_sasaran",
)
"""Tables that belong to no document: one Parquet file each."""


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """All rows that one document gives, and what it says of indicator names (for the dimensions, which span documents)."""

    dokumen: Dokumen
    target: tuple[Target, ...] = ()
    target_bulanan: tuple[TargetBulanan, ...] = ()
    kontribusi_ro: tuple[KontribusiRo, ...] = ()
    capaian: tuple[Capaian, ...] = ()
    capaian_sasaran: tuple[CapaianSasaran, ...] = ()
    efisiensi: tuple[Efisiensi, ...] = ()
    serapan: tuple[Serapan, ...] = ()
    anggaran_program: tuple[AnggaranProgram, ...] = ()
    volume_ro: tuple[VolumeRo, ...] = ()
    cek: tuple[Cek, ...] = ()
    bukti: tuple[Bukti, ...] = ()
    sel: tuple[Sel, ...] = ()
    neraca: tuple[Neraca, ...] = ()
    nama_indikator: tuple[NamaIndikator, ...] = ()
    usulan_indikator: tuple[UsulanIndikator, ...] = ()
