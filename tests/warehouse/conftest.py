"""A few hand-made documents of 2024, written as real Parquet and built into a real DuckDB file."""

import ast
import dataclasses
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import MISSING
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extract.message import message
from normalize.column import columns_of
from normalize.dimension_rows import DimUpt, DimUptAlias
from normalize.rows import (
    Asal,
    Bukti,
    Capaian,
    Cek,
    DocumentRows,
    Dokumen,
    Efisiensi,
    KontribusiRo,
    Sel,
    Serapan,
    Target,
    TargetBulanan,
    VolumeRo,
)
from tests.conftest import Once
from warehouse.database import load
from warehouse.database.load import build
from warehouse.database.view_files import VIEWS, needed_for, read_view_files
from warehouse.store.parquet import write_dimension, write_document

X = "Indeks Pelayanan Publik"
Y = "Jumlah desa pangan aman"
WITHOUT_YEAR = (message("tahun_tak_tercetak"),)

EMPTY: dict[type[Any], dict[str, Any]] = {
    Dokumen: {"jenis": "RAPK", "tahun": 2024, "periode": "TAHUNAN", "skala_rupiah": 1, "metode": "pdf", "status": "lengkap", "halaman": 9},
    Asal: {"tabel_no": 1, "tabel": "RAPK", "halaman": 1, "metode": "pdf", "bendera": ()},
}


def row(cls: type[Any], **values: Any) -> Any:
    """A row of the class: the values given, those usual here, the class's own, or None. Whole numbers of DECIMAL columns may be ints."""
    usual = EMPTY[Dokumen] if cls is Dokumen else EMPTY[Asal] if issubclass(cls, Asal) else {}
    fields = {field.name: field for field in columns_of(cls) if field.init}
    own = {key: None if field.default is MISSING else field.default for key, field in fields.items()}
    merged = own | {key: value for key, value in usual.items() if key in fields} | values
    decimals = {name for name, field in fields.items() if str(field.metadata["tipe"]).startswith("DECIMAL")}
    return cls(**{key: Decimal(value) if key in decimals and value is not None else value for key, value in merged.items()})


def document(doc_id: str, upt_id: str | None, targets: list[dict[str, Any]], **values: Any) -> DocumentRows:
    """A document with its targets; a target's months are the `bulan` of its dict: twelve values."""
    dokumen = row(Dokumen, doc_id=doc_id, nama_berkas=f"{doc_id}.pdf", upt_id=upt_id, **values)
    rows, months = [], []
    for number, given in enumerate(targets, start=1):
        target = {"doc_id": doc_id, "target_id": f"{doc_id}-{number}", "baris": number, "upt_id": upt_id, "tahun": dokumen.tahun} | given
        bulan = target.pop("bulan", ())
        rows.append(row(Target, **target))
        for month, nilai in enumerate(bulan, start=1):
            months.append(
                row(TargetBulanan, doc_id=doc_id, target_id=target["target_id"], baris=number, bulan=month, nilai=nilai, satuan="indeks")
            )
    return DocumentRows(dokumen=dokumen, target=tuple(rows), target_bulanan=tuple(months))


def indeks(nilai: int | None, anggaran: int | None = None, nama: str = X, **values: Any) -> dict[str, Any]:
    return {"indikator_raw": nama, "satuan": "indeks", "target_tahunan": nilai, "anggaran_rp": anggaran, "no_indikator": 1} | values


def ro(
    doc_id: str,
    baris: int,
    target: int | None,
    kode: str,
    komponen: str | None,
    anggaran: int | None,
    kontribusi: int | None,
    **values: Any,
) -> Any:
    """An RO line; kode '3165.QIA.005'."""
    kegiatan, kro, kode_ro = kode.split(".")
    given = {"nama_ro": "Sampel", "kode_subkomponen": "A" if komponen else None, "kode_program": "DR"} | values
    return row(
        KontribusiRo,
        doc_id=doc_id,
        baris=baris,
        target_id=f"{doc_id}-{target}" if target else None,
        kode_kegiatan=kegiatan,
        kode_kro=kro,
        kode_ro=kode_ro,
        kode_komponen=komponen,
        anggaran_rp=anggaran,
        kontribusi_rp=kontribusi,
        **given,
    )


def hasil(doc_id: str, baris: int, upt_id: str | None, realisasi: Any, tabel: str = "CAPAIAN", **values: Any) -> Any:
    """A row of `capaian` about indicator X in 2024."""
    usual = {"indikator_raw": X, "tahun": 2024, "periode": "TAHUNAN", "satuan": "indeks", "tabel": tabel, "upt_id": upt_id, "baris": baris}
    return row(Capaian, **usual | {"doc_id": doc_id, "realisasi": realisasi} | values)


def masukan(doc_id: str, baris: int, upt_id: str | None, **values: Any) -> Any:
    """A row of `efisiensi` about indicator X in 2024."""
    usual = {"indikator_raw": X, "tahun": 2024, "periode": "TAHUNAN", "tabel": "EFISIENSI", "upt_id": upt_id, "baris": baris}
    return row(Efisiensi, **usual | {"doc_id": doc_id} | values)


def laporan(doc_id: str, upt_id: str | None, *capaian: Any, **values: Any) -> DocumentRows:
    """A LAKIP with these rows of `capaian`; other tables by name."""
    tables = {name: values.pop(name) for name in ("efisiensi", "serapan", "volume_ro", "cek") if name in values}
    rows = document(doc_id, upt_id, values.pop("targets", []), **{"jenis": "LAKIP"} | values)
    return with_rows(rows, capaian=capaian, **tables)


def cek(doc_id: str, number: int, aturan: str, status: str, target: int | None = None, baris: int = 1) -> Any:
    return row(
        Cek,
        doc_id=doc_id,
        cek_id=f"{doc_id}-c{number}",
        aturan=aturan,
        status=status,
        target_id=f"{doc_id}-{target}" if target else None,
        baris=baris,
        penjelasan=message("baris_tak_ditempatkan", teks=f"{aturan} {status}"),
    )


def bukti(doc_id: str, tabel: str, baris: int, kolom: str, status: str, bagian: int = 1, oleh: tuple[str, ...] = ()) -> Bukti:
    return Bukti(doc_id=doc_id, tabel=tabel, baris=baris, bagian=bagian, kolom=kolom, status=status, oleh=oleh)


def with_rows(rows: DocumentRows, **tables: Any) -> DocumentRows:
    kept = {name: getattr(rows, name) for name in DocumentRows.__dataclass_fields__}
    return DocumentRows(**kept | {name: tuple(given) for name, given in tables.items()})


def apart(rows: DocumentRows, number: int) -> DocumentRows:
    """The document as one of other years: beside others in one warehouse it stands for itself, its doc_id and file name end in `number`."""
    doc_id, later = rows.dokumen.doc_id, 3 * number

    def moved(given: Any) -> Any:
        other = {name: f"{doc_id}{number}{value.removeprefix(doc_id)}" for name in IDS if (value := getattr(given, name, None))}
        tahun = {"tahun": given.tahun + later} if getattr(given, "tahun", None) else {}
        return dataclasses.replace(given, **other, **tahun)

    dokumen = dataclasses.replace(moved(rows.dokumen), nama_berkas=f"{doc_id}{number}.pdf")
    tables = {name: [moved(given) for given in getattr(rows, name)] for name in DocumentRows.__dataclass_fields__ if name != "dokumen"}
    return with_rows(dataclasses.replace(rows, dokumen=dokumen), **tables)


IDS = ("doc_id", "target_id", "cek_id")
OFFICES = [
    ("bpom", "Badan POM", "PUSAT", None, None),
    ("pppomn", "Pusat Pengujian", "PUSAT", None, None),
    ("serang", "Balai POM di Serang", "BALAI", None, 2018),
    ("serang", "Balai Besar POM di Serang", "BALAI_BESAR", 2018, None),
    ("jakarta", "Balai Besar POM di Jakarta", "BALAI_BESAR", None, None),
    ("jambi", "Balai POM di Jambi", "BALAI", None, None),
    ("kupang", "Balai POM di Kupang", "BALAI", 2001, 2024),
    ("kupang", "Balai Besar POM di Kupang", "BALAI_BESAR", 2024, None),
    ("bone", "Loka POM di Kab. Bone", "LOKA", 2025, None),
]


def documents() -> list[DocumentRows]:
    serang_lama = document("a1", "serang", [indeks(95, 5), indeks(1, 1, nama="Dihapus pada revisi")], tanggal=date(2024, 1, 10))
    bulan = [None, None, 10, 10, 10, 45, 45, 45, 60, 60, 60, 90]
    serang = document(
        "a2",
        "serang",
        [indeks(90, 300, nama="indeks  Pelayanan PUBLIK", bulan=bulan), indeks(20, 700, nama=Y, satuan="jumlah")],
        tanggal=date(2024, 9, 1),
        total_anggaran_rp=1000,
    )
    serang = with_rows(
        serang,
        kontribusi_ro=[
            ro("a2", 10, 1, "3165.QIA.005", "051", 100, 60),
            ro("a2", 11, 1, "3165.QIA.005", "052", 50, 50),
            ro("a2", 12, 2, "3165.QIA.005", "051", 100, 40, halaman=2),
            ro("a2", 13, 2, "3165.QCD.U64", "051", 7, 7, nama_ro="Perkara di Bidang Penyidikan di Balai Besar POM di Serang"),
        ],
    )
    jakarta = document("b1", "jakarta", [indeks(60, 150, versi="AWAL"), indeks(70, 200, versi="REVISI")], tanggal=date(2024, 2, 1))
    jakarta = with_rows(
        jakarta,
        kontribusi_ro=[
            ro("b1", 10, 2, "3165.QIA.005", "051", 80, 50, versi="REVISI"),
            ro("b1", 11, 1, "3165.QIA.005", "051", 80, 5, versi="AWAL"),
            ro("b1", 12, 2, "3165.QCD.U22", "051", 9, 9, versi="REVISI", nama_ro="PERKARA DI BIDANG PENYIDIKAN"),
        ],
    )
    jambi = document(
        "c1", "jambi", [indeks(10, None, tabel="RKT"), indeks(85, 100, tabel="PK"), indeks(5, 1, nama=Y, satuan="persen", tabel="PK")]
    )
    nasional = document("d1", "bpom", [indeks(88, 9000)], skala_rupiah=1000)
    nasional = with_rows(nasional, kontribusi_ro=[ro("d1", 10, 1, "3165.QIA.005", None, None, 1000, nama_ro="Sampel di UPT")])
    asing = document(
        "e1", None, [indeks(99, 50)], upt_raw="Balai POM di Antah", status="perlu_tinjau", pesan=(message("tahun_tak_tercetak"),)
    )
    kupang = document("f1", "kupang", [indeks(None, None), indeks(0, None, nama=Y, satuan="jumlah")], status="perlu_tinjau")
    gagal = DocumentRows(
        dokumen=row(
            Dokumen,
            doc_id="9",
            nama_berkas="rusak.pdf",
            jenis=None,
            tahun=None,
            periode=None,
            status="gagal",
            pesan=WITHOUT_YEAR,
        )
    )
    return [serang_lama, serang, jakarta, jambi, nasional, asing, kupang, gagal]


def write_all(data_dir: Path, rows: list[DocumentRows]) -> None:
    for given in rows:
        write_document(given, data_dir)
    write_dimension(
        "dim_upt", [row(DimUpt, upt_id=o[0], nama=o[1], level=o[2], tahun_mulai=o[3], tahun_selesai=o[4]) for o in OFFICES], data_dir
    )
    write_dimension("dim_upt_alias", [row(DimUptAlias, alias="BBPOM Serang", upt_id="serang", asal="registri")], data_dir)


@pytest.fixture(scope="session")
def data_dir(once: Once) -> Path:
    def make(folder: Path) -> None:
        write_all(folder, documents())
        build(folder)

    return once("buatan", make)


@pytest.fixture
def con(data_dir: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(data_dir / "kinerja.duckdb"), read_only=True) as connection:
        yield connection


def words_of(request: pytest.FixtureRequest) -> set[str]:
    """Those of a test and of what is no test in its module; of a fixture of a module those of the module."""
    text = Path(request.module.__file__).read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in ast.parse(text).body if request.scope == "function" else ():
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and node.name != request.function.__name__:
            lines[node.lineno - 1 : node.end_lineno] = [""] * (node.end_lineno - node.lineno + 1)  # type: ignore[operator]
    return set(re.findall(r"\w+", "\n".join(lines)))


def views_named(words: set[str], folder: Path) -> Path:
    """A folder of the views among these words, with all that they are made of: planning the others takes most of a small build.

    Where no view is named, the folder of all.
    """
    views = read_view_files()
    needed = {view.nama for name in words & {view.nama for view in views} for view in needed_for(name, views)}
    if not needed:
        return VIEWS
    folder.mkdir(exist_ok=True)
    for name in needed:
        shutil.copy(VIEWS / f"{name}.sql", folder)
    return folder


@pytest.fixture
def named_views(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the views that the test names, or what it uses of its module."""
    return views_named(words_of(request), tmp_path_factory.mktemp("tampilan"))


@contextmanager
def views_alone() -> Iterator[None]:
    """Leaves out of a build what no view shows: what changed, and history."""
    with pytest.MonkeyPatch.context() as patch:
        for step in ("fill_changes", "fill_history", "keep_history"):
            patch.setattr(load, step, lambda *_: None)
        yield


@pytest.fixture
def warehouse_of(tmp_path: Path, named_views: Path) -> Iterator[Callable[..., duckdb.DuckDBPyConnection]]:
    """A function: documents → an open connection to their warehouse, without history."""
    opened: list[duckdb.DuckDBPyConnection] = []

    def make(*rows: DocumentRows) -> duckdb.DuckDBPyConnection:
        write_all(tmp_path, list(rows))
        with views_alone():
            opened.append(duckdb.connect(str(build(tmp_path, named_views)), read_only=True))
        return opened[-1]

    yield make
    for connection in opened:
        connection.close()


class Builders:
    """The functions above, for test modules (they cannot import this file)."""

    row = staticmethod(row)
    document = staticmethod(document)
    indeks = staticmethod(indeks)
    ro = staticmethod(ro)
    cek = staticmethod(cek)
    bukti = staticmethod(bukti)
    hasil = staticmethod(hasil)
    masukan = staticmethod(masukan)
    laporan = staticmethod(laporan)
    serapan = Serapan
    volume_ro = VolumeRo
    with_rows = staticmethod(with_rows)
    apart = staticmethod(apart)
    write_all = staticmethod(write_all)
    sel = Sel
    dokumen = Dokumen


@pytest.fixture(scope="session")
def buat() -> type[Builders]:
    return Builders


@pytest.fixture
def semua_dokumen() -> list[DocumentRows]:
    return documents()
