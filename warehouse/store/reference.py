"""Severity and explanation of flags and rules, which `v_perlu_tinjau` sorts and explains by.

They come from `registry/rules/bendera.csv` and `aturan.csv`. The .duckdb keeps them as `_ref_bendera` and `_ref_aturan`, helper tables
outside the data contract, loaded when it is built whole (the registry is part of its version), so that the file can be handed on alone.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from extract.message import Message, message
from normalize.column import column
from normalize.decisions.koreksi_tinjauan import KOREKSI, read_corrections
from normalize.decisions.ro_tinjauan import read_lines
from normalize.decisions.temuan_tinjauan import read_findings
from normalize.offices.instansi import agencies
from normalize.rows import FAKTA
from warehouse.store.errors import RegistryInvalid

FACTS = frozenset(FAKTA) - {"target_bulanan"}
"""Tables whose rows a check can be about."""

ONLY_VIEWS = frozenset({"aturan.csv", "sebab.csv", "tangga.csv"})
"""Registry files that no document's rows depend on; on bendera.csv their status does."""

REGISTRY = Path(__file__).resolve().parents[2] / "normalize" / "registry"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefBendera:
    """Tabel bantu: satu baris satu bendera, dari normalize/registry/rules/bendera.csv."""

    bendera: str = column("VARCHAR", "nama bendera pada kolom bendera tabel fakta")
    berat: int = column("INTEGER", "1 ringan sampai 5 paling berat; bendera berat 1 tidak perlu ditinjau")
    selalu_tinjau: bool = column("BOOLEAN", "benar: ditinjau juga bila hitungan barisnya lolos, sebab hitungan tidak membuktikannya")
    dokumen_tinjau: bool = column("BOOLEAN", "benar: dokumen yang satu barisnya bertanda ini berstatus perlu_tinjau")
    per_tabel: bool = column("BOOLEAN", "benar: tentang cara tabelnya dibaca, jadi satu temuan untuk semua barisnya di satu tabel")
    arti: str = column("VARCHAR", "apa yang terjadi saat baris dibaca")
    anjuran: str = column("VARCHAR", "apa yang sebaiknya diperiksa orang")


@dataclass(frozen=True, slots=True, kw_only=True)
class RefAturan:
    """Tabel bantu: satu baris satu aturan hitungan, dari normalize/registry/rules/aturan.csv."""

    aturan: str = column("VARCHAR", "nama aturan pada tabel cek")
    berat: int = column("INTEGER", "berat bila gagal: 1 ringan sampai 5 paling berat")
    tentang: str = column(
        "VARCHAR",
        "tabel yang barisnya ditunjuk cek.doc_id dan cek.baris bila target_id kosong, dipisah |; "
        "sel: sel yang tidak ditempatkan; dokumen: seluruh berkas",
    )
    membuktikan: str = column("VARCHAR", "tabel yang angka barisnya terbukti bila aturan ini lolos, dipisah |; tidak: hanya bisa membantah")
    arti: str = column("VARCHAR", "apa yang dihitung")


@dataclass(frozen=True, slots=True, kw_only=True)
class RefTinjauan:
    """Tabel bantu: satu baris satu temuan yang diputuskan orang, dari temuan.csv dan koreksi.csv; keputusan terakhir yang berlaku."""

    temuan_id: str = column("VARCHAR", "temuan_id pada v_perlu_tinjau")
    keputusan: str = column("VARCHAR", "terima: terbaca benar; dokumen_salah: dokumennya salah cetak; koreksi: angkanya diganti")
    oleh: str | None = column("VARCHAR", "siapa yang memutuskan")
    dokumen: str | None = column("VARCHAR", "nama berkas seperti tertulis di temuan.csv")
    letak: str | None = column("VARCHAR", "halaman atau baris seperti tertulis di temuan.csv")
    alasan: str | None = column("VARCHAR", "alasan temuan seperti tertulis di temuan.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class RefKoreksi:
    """Tabel bantu: satu baris satu angka yang diganti orang (koreksi.csv), atau satu baris RO yang ditulis orang (baris_ro.csv)."""

    dokumen: str = column("VARCHAR", "doc_id atau nama berkas")
    tabel: str = column("VARCHAR", "tabel fakta, seperti di bukti")
    baris: int = column("INTEGER", "urutan baris di dalam dokumen, mulai dari 1")
    bagian: int = column("INTEGER", "bulan pada target_bulanan; selain itu baris keberapa dari satu baris tercetak, mulai dari 1")
    kolom: str = column("VARCHAR", "kolom tabel fakta itu; baris: seluruh baris yang ditulis orang di bawah baris itu")


@dataclass(frozen=True, slots=True, kw_only=True)
class RefInstansi:
    """Tabel bantu: satu baris satu instansi, dari normalize/registry/offices/instansi.csv."""

    upt_id: str = column("VARCHAR", "instansi itu sebagai kantor, lihat dim_upt; dokumennya berlaku nasional")
    kode_kl: str = column("VARCHAR", "kode kementerian/lembaga")
    nama: str = column("VARCHAR", "nama resmi")
    urutan: int = column("INTEGER", "1 untuk instansi yang memiliki semua kantor di dim_upt")


REFERENSI: dict[str, type[Any]] = {
    "_ref_bendera": RefBendera,
    "_ref_aturan": RefAturan,
    "_ref_tinjauan": RefTinjauan,
    "_ref_koreksi": RefKoreksi,
    "_ref_instansi": RefInstansi,
}


def read_references(registry: Path = REGISTRY) -> dict[str, Sequence[Any]]:
    """Table name → its rows, in the order of the registry's CSV. Raises RegistryInvalid with file and line."""
    return {
        "_ref_bendera": _read(registry / "rules" / "bendera.csv", RefBendera),
        "_ref_aturan": _read(registry / "rules" / "aturan.csv", RefAturan),
        "_ref_instansi": [
            RefInstansi(upt_id=agency.upt_id, kode_kl=agency.kode_kl, nama=agency.nama, urutan=place)
            for place, agency in enumerate(agencies(), 1)
        ],
    }


def read_decided(review_dir: Path) -> dict[str, Sequence[Any]]:
    """The same of what people decided. Raises RegistryError with file and line."""
    return {"_ref_tinjauan": _reviewed(review_dir), "_ref_koreksi": _corrected(review_dir)}


def _reviewed(review_dir: Path) -> list[RefTinjauan]:
    rows = {
        item.temuan: RefTinjauan(temuan_id=item.temuan, keputusan=KOREKSI, oleh=item.oleh, dokumen=None, letak=None, alasan=None)
        for items in read_corrections(review_dir).values()
        for item in items
        if item.temuan
    }
    rows |= {
        row.temuan_id: RefTinjauan(
            temuan_id=row.temuan_id, keputusan=row.keputusan, oleh=row.oleh, dokumen=row.dokumen, letak=row.letak, alasan=row.alasan
        )
        for row in read_findings(review_dir)
    }
    return list(rows.values())


def _corrected(review_dir: Path) -> list[RefKoreksi]:
    numbers = [
        RefKoreksi(dokumen=dokumen, tabel=item.alamat.tabel, baris=item.alamat.baris, bagian=item.alamat.bagian, kolom=item.alamat.kolom)
        for dokumen, items in read_corrections(review_dir).items()
        for item in items
    ]
    written = read_lines(review_dir).items()
    return numbers + [
        RefKoreksi(dokumen=dokumen, tabel="kontribusi_ro", baris=line.setelah, bagian=number, kolom="baris")
        for dokumen, lines in written
        for number, line in enumerate(lines, 1)
    ]


def _read(path: Path, cls: type[Any]) -> list[Any]:
    names = [f.name for f in fields(cls)]
    rows: list[Any] = []
    seen: set[str] = set()
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != names:
            raise RegistryInvalid(message("baris_judul_salah", berkas=path.name, nama=",".join(names)))
        for record in reader:
            where = message("berkas_baris", berkas=path.name, nomor=reader.line_num)
            if record[names[0]] in seen:
                raise RegistryInvalid(message("kata_dua_kali", tempat=where, nama=record[names[0]]))
            seen.add(record[names[0]])
            rows.append(_row(record, cls, where))
    return rows


def _row(record: dict[str, Any], cls: type[Any], where: Message) -> Any:
    values: dict[str, Any] = dict(record)
    if None in record or not all(record.values()):
        raise RegistryInvalid(message("sel_kosong_atau_lebih", tempat=where))
    if values["berat"] not in ("1", "2", "3", "4", "5"):
        raise RegistryInvalid(message("berat_salah", tempat=where, nilai=values["berat"]))
    values["berat"] = int(values["berat"])
    for name in {"selalu_tinjau", "dokumen_tinjau", "per_tabel"} & values.keys():
        if values[name] not in ("ya", "tidak"):
            raise RegistryInvalid(message("bukan_ya_tidak", tempat=where, kolom=name, nilai=values[name]))
        values[name] = values[name] == "ya"
    if values.get("selalu_tinjau") and not values["dokumen_tinjau"]:
        raise RegistryInvalid(message("bendera_selalu_ditinjau", tempat=where))
    if "tentang" in values:
        _check_words(values["tentang"], {"dokumen", "sel", *FACTS}, where, "tentang")
        _check_words(values["membuktikan"], {"tidak", *FACTS}, where, "membuktikan")
    return cls(**values)


def _check_words(text: str, allowed: set[str], where: Message, name: str) -> None:
    if not set(text.split("|")) <= allowed:
        raise RegistryInvalid(message("kata_bukan_pilihan", tempat=where, kolom=name, pilihan=tuple(sorted(allowed)), nilai=text))
