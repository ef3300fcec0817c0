"""v_nilai_kantor and v_target_diubah: an office's value, and what became of its targets, from its own report alone."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from normalize.decisions.registry_files import Knowledge
from normalize.dimension_rows import DimIndikator
from normalize.rows import CapaianSasaran, DocumentRows
from warehouse.database.load import build
from warehouse.store.parquet import write_dimension

OBAT, MAKANAN, ASN, AKIP, ARSIP = "obat-memenuhi-syarat", "makanan-memenuhi-syarat", "profesionalitas-asn", "nilai-akip", "nilai-kearsipan"
OPEN = "baru-1"


def capaian(buat: Any, doc: str, baris: int, upt: str, indikator: str, persen: Any, **values: Any) -> Any:
    usual = {"indikator_id": indikator, "target": 100, "capaian_persen": persen}
    return buat.hasil(doc, baris, upt, values.pop("realisasi", persen), **usual | values)


def sasaran(buat: Any, doc: str, baris: int, no: int | None, nilai: Any, nama: str) -> Any:
    usual = {"tahun": 2024, "periode": "TAHUNAN", "tabel": "CAPAIAN", "upt_id": "serang", "no_sasaran": no, "sasaran_raw": nama}
    return buat.row(CapaianSasaran, doc_id=doc, baris=baris, nilai=nilai, **usual)


def serang(buat: Any) -> DocumentRows:
    """Five indicators of three sasaran; the numbers of the sasaran say nothing: its SS1 is the last of the offices' list."""
    rows = [
        capaian(buat, "a", 1, "serang", ASN, "90.00"),
        capaian(buat, "a", 3, "serang", OBAT, "100.01"),
        capaian(buat, "a", 4, "serang", MAKANAN, "99.00"),
        capaian(buat, "a", 6, "serang", AKIP, "130.00"),
        capaian(buat, "a", 7, "serang", ARSIP, None, alasan_kosong="belum_diukur"),
        # no edition of their own
        capaian(buat, "a", 20, "serang", OBAT, 70, tahun=2021, tabel="TREN"),
        capaian(buat, "a", 21, "jambi", OBAT, 60, tabel="BANDING"),
    ]
    printed = [
        sasaran(buat, "a", 2, 1, 90, "Terwujudnya SDM"),
        sasaran(buat, "a", 5, 2, "99.50", "Terwujudnya Obat"),
        sasaran(buat, "a", 8, 3, "130", "Terwujudnya tata kelola"),
        sasaran(buat, "a", 9, None, "111", "Capaian Stakeholder Perspective"),
        sasaran(buat, "a", 10, None, "103.17", "NPS TOTAL"),
    ]
    # what the efficiency table prints for a result that does not exist yet is no zero
    zero = buat.masukan("a", 30, "serang", indikator_id=ARSIP, output_target=80, output_realisasi=0, output_persen=0, realisasi_rp=5)
    return buat.with_rows(buat.laporan("a", "serang", *rows, efisiensi=[zero]), capaian_sasaran=printed)


def jambi(buat: Any) -> list[DocumentRows]:
    """In 2024 an open name beside its twin, in 2023 one between two indicators of a sasaran."""
    twin = [
        capaian(buat, "b", 1, "jambi", OBAT, 80),
        capaian(buat, "b", 2, "jambi", OPEN, 80, tabel_no=2),
        capaian(buat, "b", 3, "jambi", OBAT, 80, tabel_no=3),
    ]
    alone = [
        capaian(buat, "c", n, "jambi", name, value, tahun=2023) for n, (name, value) in enumerate(((OBAT, 80), (OPEN, 60), (MAKANAN, 70)))
    ]
    return [buat.laporan("b", "jambi", *twin), buat.laporan("c", "jambi", *alone, tahun=2023)]


def kupang(buat: Any) -> DocumentRows:
    rows = [capaian(buat, "d", 1, "kupang", OBAT, 80), capaian(buat, "d", 2, "kupang", MAKANAN, 90)]
    proof = [buat.bukti("d", "capaian", 1, name, "terbukti") for name in ("target", "realisasi", "capaian_persen")]
    return buat.with_rows(buat.laporan("d", "kupang", *rows), bukti=[*proof, buat.bukti("d", "capaian", 2, "realisasi", "berselisih")])


def jakarta(buat: Any) -> DocumentRows:
    """Targets of 2022 that changed: the captions of MAKANAN are taken the wrong way round, RAPK and PK print the same."""
    pairs = {OBAT: (95, 90), MAKANAN: (80, 85), ASN: (70, 75), AKIP: (60, 61)}
    targets = [
        buat.indeks(pair[place], nama=name, indikator_id=name, versi=versi, tabel=tabel, tabel_no=number, satuan="persen")
        for number, tabel in enumerate(("RAPK", "PK"), 1)
        for versi, place in (("AWAL", 0), ("REVISI", 1))
        for name, pair in pairs.items()
    ]
    results = ((OBAT, 90, 92), (MAKANAN, 80, 81), (ASN, 75, 74), (AKIP, 59, 70))
    rows = [capaian(buat, "e", 90 + n, "jakarta", name, real, target=goal, tahun=2022) for n, (name, goal, real) in enumerate(results)]
    return buat.laporan("e", "jakarta", *rows, targets=targets, tahun=2022)


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge, buat: Any) -> Iterator[duckdb.DuckDBPyConnection]:
    """One warehouse of them all, with the registry's indicators and sasaran and a name that nobody has decided."""
    folder = tmp_path_factory.mktemp("nilai")
    known = [
        buat.row(DimIndikator, indikator_id=item.indikator_id, nama=item.nama, satuan=item.satuan, arah=item.arah, asal="registri")
        for item in knowledge.registry.indikator
    ]
    write_dimension("dim_indikator", [*known, buat.row(DimIndikator, indikator_id=OPEN, nama="Nama terbuka", asal="sementara")], folder)
    write_dimension("dim_sasaran", knowledge.registry.sasaran, folder)
    write_dimension("dim_indikator_sasaran", knowledge.registry.indikator_sasaran, folder)
    interim = {"jenis": "LAKIP_INTERIM", "periode": "TW3"}
    others = [
        buat.document("f", "kupang", [buat.indeks(90)], tahun=2023),
        buat.laporan("g", "jakarta", capaian(buat, "g", 1, "jakarta", OBAT, 88, periode="TW3"), **interim),
        buat.laporan("h", "bpom", capaian(buat, "h", 1, "bpom", OBAT, 99)),
    ]
    buat.write_all(folder, [serang(buat), *jambi(buat), kupang(buat), jakarta(buat), *others])
    with duckdb.connect(str(build(folder)), read_only=True) as connection:
        yield connection


def values_of(con: duckdb.DuckDBPyConnection, columns: str, where: str) -> list[Any]:
    return con.execute(f"SELECT {columns} FROM v_nilai_kantor WHERE {where}").fetchall()


def test_an_office_is_the_mean_of_its_sasaran(con: duckdb.DuckDBPyConnection) -> None:
    """The mean of its four measured indicators would be 104,75, or 102,25 with 120 for the 130 that counts at most 120 from 2023 on."""
    columns = "sasaran_id, nilai, nilai_tercetak, jumlah_indikator, terukur, di_bawah_target, belum_diukur, terendah"
    assert values_of(con, columns, "upt_id = 'serang'") == [
        (None, Decimal("103.170000"), Decimal("103.17"), 5, 4, 2, 1, 90),
        ("produk-aman", Decimal("99.51"), Decimal("99.50"), 2, 2, 1, 0, 99),
        ("sdm", 90, 90, 1, 1, 1, 0, 90),
        ("tata-kelola", 120, 130, 2, 1, 0, 1, 130),
    ]


def test_only_an_own_report_is_an_edition(con: duckdb.DuckDBPyConnection) -> None:
    """Not the years before in a later report's trend, not another office's comparison, not a plan, not the head office's."""
    assert values_of(con, "tahun, periode, upt_id", "sasaran_id IS NULL") == [
        (2022, "TAHUNAN", "jakarta"),
        (2023, "TAHUNAN", "jambi"),
        (2024, "TAHUNAN", "jambi"),
        (2024, "TAHUNAN", "kupang"),
        (2024, "TAHUNAN", "serang"),
        (2024, "TW3", "jakarta"),
    ]


def test_an_open_name_beside_its_twin_counts_once(con: duckdb.DuckDBPyConnection) -> None:
    """The same figures in another table; alone it is counted, under the sasaran of its neighbours."""
    columns = "tahun, sasaran_id, nilai, jumlah_indikator, tanpa_sasaran"
    assert values_of(con, columns, "upt_id = 'jambi'") == [
        (2023, None, 70, 3, 0),
        (2023, "produk-aman", 70, 3, 0),
        (2024, None, 80, 1, 0),
        (2024, "produk-aman", 80, 1, 0),
    ]


def test_a_number_without_proof_is_counted_as_doubted(con: duckdb.DuckDBPyConnection) -> None:
    assert values_of(con, "sasaran_id, diragukan, terukur", "upt_id = 'kupang'") == [(None, 1, 2), ("produk-aman", 1, 2)]


def test_the_achievement_table_says_which_target_holds(con: duckdb.DuckDBPyConnection) -> None:
    columns = "indikator_id, semula, menjadi, arah, terbalik, akibat, tabel"
    assert con.execute(f"SELECT {columns} FROM v_target_diubah").fetchall() == [
        (MAKANAN, 85, 80, "turun", True, "tercapai hanya terhadap target baru", ["PK", "RAPK"]),
        (AKIP, 60, 61, "tidak pasti", False, None, ["PK", "RAPK"]),
        (OBAT, 95, 90, "turun", False, "tercapai hanya terhadap target baru", ["PK", "RAPK"]),
        (ASN, 70, 75, "naik", False, "tidak tercapai", ["PK", "RAPK"]),
    ]
