"""Rows of the dimensions: offices, indicators and sasaran with the time in which each is what it is, and the names that lead to them."""

from dataclasses import dataclass
from decimal import Decimal

from extract.message import Message
from normalize.column import column


@dataclass(frozen=True, slots=True, kw_only=True)
class DimUpt:
    """Satu baris satu kantor dan masa levelnya."""

    upt_id: str = column("VARCHAR", "kantor; tetap sama bila level atau nama berubah")
    nama: str = column("VARCHAR", "nama resmi pada masa itu")
    level: str = column("VARCHAR", "PUSAT BALAI_BESAR BALAI LOKA")
    provinsi: str | None = column("VARCHAR", "provinsi")
    tahun_mulai: int | None = column("INTEGER", "tahun pertama level ini; kosong: sebelum 2018")
    tahun_selesai: int | None = column("INTEGER", "tahun terakhir level ini; kosong: masih berlaku")
    kode_satker: str | None = column("VARCHAR", "kode satker enam angka; kosong bila tidak diketahui")


@dataclass(frozen=True, slots=True, kw_only=True)
class DimUptAlias:
    """Satu baris satu ejaan nama kantor."""

    alias: str = column("VARCHAR", "ejaan yang dipakai dokumen")
    upt_id: str = column("VARCHAR", "kantor yang dimaksud")
    asal: str = column("VARCHAR", "dari mana alias ini: registri, tinjauan")


@dataclass(frozen=True, slots=True, kw_only=True)
class DimIndikator:
    """Satu baris satu indikator: baku dari registri, ditetapkan orang, atau sementara selama namanya belum diputuskan."""

    indikator_id: str = column("VARCHAR", "indikator, lihat dim_indikator; sama di semua tahun dan kantor")
    nama: str = column("VARCHAR", "nama baku; pada indikator sementara nama seperti tercetak")
    satuan: str | None = column("VARCHAR", "persen indeks nilai jumlah; kosong bila namanya tidak menyebutkannya")
    arah: str | None = column("VARCHAR", "naik: makin tinggi makin baik; turun: makin rendah makin baik; kosong bila belum diketahui")
    tahun_mulai: int | None = column("INTEGER", "tahun pertama dipakai; kosong bila tidak diketahui")
    tahun_selesai: int | None = column("INTEGER", "tahun terakhir dipakai; kosong bila masih dipakai atau tidak diketahui")
    penerus_id: str | None = column(
        "VARCHAR", "indikator penggantinya pada periode rencana berikutnya; yang pertama bila pecah menjadi beberapa"
    )
    jenis_penerus: str | None = column("VARCHAR", "penerus: artinya berubah; pecah: menjadi beberapa, semuanya di dim_indikator_penerus")
    asal: str = column("VARCHAR", "registri, tinjauan (ditetapkan orang), sementara (namanya belum diputuskan)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DimIndikatorAlias:
    """Satu baris satu ejaan nama indikator, dari registri atau seperti tercetak di dokumen."""

    alias: str = column("VARCHAR", "nama seperti tercetak, atau nama lain di registri")
    indikator_id: str | None = column("VARCHAR", "indikator yang dimaksud; kosong bila bukan nama indikator (sasaran, bagian dari ukuran)")
    asal: str = column(
        "VARCHAR",
        "tepat: nama baku setelah dilipat; alias: nama lain di registri; ejaan: singkatan dan ejaan diuraikan; "
        "bukti: didukung dokumennya; tinjauan: keputusan orang; terbuka: belum diputuskan; bukan_indikator",
    )
    skor: Decimal = column("DECIMAL(5,2)", "kemiripan dengan nama indikator itu, 0 sampai 100; 0 bila belum diputuskan")
    status: str = column("VARCHAR", "pasti, terbuka (perlu keputusan di data/review/indikator_alias.csv), bukan_indikator")
    jenis: str | None = column("VARCHAR", "sama; ganti_nama: nama pada masa lain untuk indikator yang sama; kosong bila tidak diketahui")
    alasan: Message | None = column("VARCHAR", "bukti dari dokumen, atau mengapa masih terbuka")
    jumlah_baris: int = column("INTEGER", "banyaknya baris fakta dengan nama ini")
    kode: str | None = column("VARCHAR", "kode kalimat alasan", init=False)
    isi: str | None = column("VARCHAR", "isi kalimat alasan sebagai JSON: nilai yang disebutnya, menurut namanya", init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kode", self.alasan.kode if self.alasan else None)
        object.__setattr__(self, "isi", self.alasan.json if self.alasan else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DimIndikatorUsulan:
    """Satu baris satu calon indikator untuk nama yang masih terbuka; usulan tidak pernah dipakai sebelum disetujui orang."""

    alias: str = column("VARCHAR", "nama seperti tercetak, atau nama lain di registri")
    indikator_id: str = column("VARCHAR", "indikator sementara nama itu")
    urutan: int = column("INTEGER", "1 sampai 3, yang paling mirip di depan")
    usulan_id: str = column("VARCHAR", "indikator yang diusulkan")
    skor: Decimal = column("DECIMAL(5,2)", "kemiripan nama, 0 sampai 100; bukan peluang benar")
    satuan: str | None = column("VARCHAR", "satuan nama itu di dokumen")
    satuan_usulan: str | None = column("VARCHAR", "satuan indikator yang diusulkan")
    target: str | None = column("VARCHAR", "target yang tercetak pada nama itu, paling banyak lima")
    letak: Message | None = column("VARCHAR", "letaknya di daftar dokumen: tabel, nomor, dan indikator di atas dan di bawahnya")
    penghalang: str | None = column("VARCHAR", "kata terjaga yang berbeda, sehingga tidak boleh digabung tanpa keputusan orang")
    kode: str | None = column("VARCHAR", "kode kalimat letak", init=False)
    isi: str | None = column("VARCHAR", "isi kalimat letak sebagai JSON: nilai yang disebutnya, menurut namanya", init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kode", self.letak.kode if self.letak else None)
        object.__setattr__(self, "isi", self.letak.json if self.letak else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DimIndikatorPenerus:
    """Satu baris satu hubungan indikator dengan penggantinya pada periode rencana berikutnya."""

    indikator_id: str = column("VARCHAR", "indikator yang digantikan")
    penerus_id: str = column("VARCHAR", "indikator penggantinya")
    jenis: str = column("VARCHAR", "penerus: artinya berubah; pecah: menjadi beberapa")
    tahun: int = column("INTEGER", "tahun pertama penggantinya")
    catatan: str | None = column("VARCHAR", "apa yang berubah")


@dataclass(frozen=True, slots=True, kw_only=True)
class DimIndikatorSkala:
    """Satu baris satu skala nilai indikator dan masanya; ganti skala memutus deret."""

    indikator_id: str = column("VARCHAR", "indikator, lihat dim_indikator; sama di semua tahun dan kantor")
    tahun_mulai: int | None = column("INTEGER", "tahun pertama skala ini; kosong: sejak awal")
    tahun_selesai: int | None = column("INTEGER", "tahun terakhir skala ini; kosong: masih berlaku")
    dari: int = column("INTEGER", "nilai terendah yang mungkin")
    sampai: int = column("INTEGER", "nilai tertinggi yang mungkin")
    sumber: str = column("VARCHAR", "peraturan atau dokumen yang menyebut skala itu")


@dataclass(frozen=True, slots=True, kw_only=True)
class DimSasaran:
    """Satu baris satu sasaran kantor, dikenali dari nama dan indikatornya, tidak dari nomornya."""

    sasaran_id: str = column("VARCHAR", "sasaran; sama di semua kantor")
    nama: str = column("VARCHAR", "nama sasaran, UPT menggantikan nama kantornya")
    nama_pendek: str = column("VARCHAR", "nama untuk judul kolom")
    tahun_mulai: int = column("INTEGER", "tahun pertama dipakai")
    tahun_selesai: int = column("INTEGER", "tahun terakhir rencana lima tahun yang memuatnya")


@dataclass(frozen=True, slots=True, kw_only=True)
class DimIndikatorSasaran:
    """Satu baris satu indikator dan tahun: sasaran yang diukurnya di kantor daerah."""

    indikator_id: str = column("VARCHAR", "indikator, lihat dim_indikator; sama di semua tahun dan kantor")
    sasaran_id: str = column("VARCHAR", "sasaran, lihat dim_sasaran")
    tahun: int = column("INTEGER", "tahun kinerja")
