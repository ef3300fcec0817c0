"""Documents prove each other: one figure of an office, printed by its plan and by its report."""

import csv
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from normalize.decisions.temuan_tinjauan import FINDING_COLUMNS
from normalize.dimension_rows import DimIndikator
from normalize.rows import DIMENSI, DocumentRows
from tests.mengikuti import contents
from warehouse.database.following import Wanted, follow
from warehouse.database.load import build_beside
from warehouse.database.settings import DATABASE, WAITING
from warehouse.database.view_files import read_view_files
from warehouse.screen.screen import unseen
from warehouse.store.parquet import write_dimension

Make = Callable[..., duckdb.DuckDBPyConnection]
IDS = ("ipp", "akip", "desa", "pasar", "obat")
VALUES = (91, 82, 3, 55, 70)
NAMED = ("v_perlu_tinjau", "_kantor_dokumen", "_target_versi", "_capaian_kandidat")
"""The views that are wanted here, see `named_views`."""


@pytest.fixture(autouse=True)
def registered(tmp_path: Path, buat: Any) -> None:
    names = [*((name, "registri") for name in IDS), *((f"sementara-{name}", "sementara") for name in IDS)]
    write_dimension("dim_indikator", [buat.row(DimIndikator, indikator_id=name, nama=name, asal=asal) for name, asal in names], tmp_path)


def plan(
    buat: Any,
    doc_id: str = "p",
    values: tuple[int, ...] = VALUES,
    ids: tuple[str, ...] = IDS,
    row: dict[str, Any] | None = None,
    kantor: str = "serang",
    **values_of: Any,
) -> DocumentRows:
    """A plan with a target an indicator, on page 3."""
    targets = [buat.indeks(value, nama=name, indikator_id=name, halaman=3, **row or {}) for name, value in zip(ids, values, strict=True)]
    return _with_proof(buat, buat.document(doc_id, kantor, targets, **values_of), doc_id, "target", "target_tahunan", len(values))


def report(
    buat: Any,
    values: tuple[int, ...] = VALUES,
    ids: tuple[str, ...] = IDS,
    doc_id: str = "r",
    kantor: str = "serang",
    targets: Sequence[dict[str, Any]] = (),
    **row: Any,
) -> DocumentRows:
    """The year's report of the same office, with the targets in CAPAIAN, on page 7. targets: those of its other tables."""
    rows = [
        buat.hasil(doc_id, number, kantor, None, target=value, indikator_raw=name, indikator_id=name, halaman=7, **row)
        for number, (name, value) in enumerate(zip(ids, values, strict=True), start=1)
    ]
    return _with_proof(buat, buat.laporan(doc_id, kantor, *rows, targets=list(targets)), doc_id, "capaian", "target", len(values))


def _with_proof(buat: Any, rows: DocumentRows, doc_id: str, tabel: str, kolom: str, count: int) -> DocumentRows:
    return buat.with_rows(rows, bukti=[buat.bukti(doc_id, tabel, number, kolom, "tak_terbukti") for number in range(1, count + 1)])


def proof(con: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """doc_id → status of its numbers in their order."""
    found = con.sql("SELECT doc_id, list(status ORDER BY baris) FROM bukti GROUP BY ALL ORDER BY ALL").fetchall()
    return dict(found)


def asked(con: duckdb.DuckDBPyConnection) -> list[Any]:
    return con.sql("SELECT penjelasan FROM v_perlu_tinjau WHERE alasan = 'angka_antar_dokumen' ORDER BY ALL").fetchall()


def test_contradiction_puts_both_in_doubt_and_asks_once(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(plan(buat), report(buat, (91, 84, 3, 55, 70)))
    expected = ["tak_terbukti", "berselisih", "tak_terbukti", "tak_terbukti", "tak_terbukti"]
    assert proof(con) == {"p": expected, "r": expected}
    assert asked(con) == [
        ("Target indikator ini di dua dokumen tidak sama (2024, TAHUNAN): 82 di p.pdf, halaman 3; 84 di r.pdf, halaman 7.",)
    ]


def test_names_moved_against_their_figures_are_no_revision(warehouse_of: Make, buat: Any) -> None:
    """The same figures beside other names."""
    orders = [(*IDS[1:], IDS[0]), (*IDS[3:], *IDS[:3]), (IDS[0], IDS[2], IDS[3], IDS[4], IDS[1])]
    con = warehouse_of(*(buat.apart(rows, n) for n, ids in enumerate(orders) for rows in (plan(buat, ids=ids), report(buat))))
    found = proof(con)
    for n, ids in enumerate(orders):
        moved = sum(one != other for one, other in zip(ids, IDS, strict=True))
        assert [found[f"{doc}{n}"].count("berselisih") for doc in "pr"] == [moved, moved]
    assert "terbukti" not in {status for statuses in found.values() for status in statuses}


PROVISIONAL = tuple(f"sementara-{name}" for name in IDS)
UNCOMPARED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "versi": ({"row": {"versi": "REVISI"}}, {}),
    # which version the other table repeats is not said
    "berversi": ({}, {"targets": [{"tabel": "PK", "versi": "AWAL", "indikator_raw": "ipp", "indikator_id": "ipp", "target_tahunan": 91}]}),
    "sementara": ({"ids": PROVISIONAL}, {"ids": PROVISIONAL}),
    "bukti": ({"row": {"bendera": ("indikator_disimpulkan",)}}, {}),
    "dipilih": ({"row": {"bendera": ("dipilih_hitungan",)}}, {}),
    "direvisi": ({"values": (90, 80, 4, 50, 71)}, {}),
    "naik": ({"values": (82, 83, 84, 55, 91)}, {}),
    "hilang": ({"values": VALUES[:3], "ids": IDS[:3]}, {}),
    "tahun": ({"tahun": 2023}, {}),
}
"""Office → what its plan and its report have of their own."""


def test_nothing_is_said(warehouse_of: Make, buat: Any) -> None:
    plans = [plan(buat, f"p-{name}", kantor=name, **change) for name, (change, _) in UNCOMPARED.items()]
    con = warehouse_of(*plans, *(report(buat, doc_id=f"r-{name}", kantor=name, **change) for name, (_, change) in UNCOMPARED.items()))
    assert {doc: set(statuses) for doc, statuses in proof(con).items()} == {
        f"{kind}-{name}": {"tak_terbukti"} for kind in "pr" for name in UNCOMPARED
    }
    assert asked(con) == []


def budgets(buat: Any) -> list[DocumentRows]:
    """A plan and the report of its year, with the same money."""
    money = (1_000_000, 2_500_000, 300_000, 470_000, 880_000)
    targets = [buat.indeks(None, value, nama=name, indikator_id=name) for name, value in zip(IDS, money, strict=True)]
    rows = [
        buat.masukan("r", number, "serang", pagu_rp=value, indikator_raw=name, indikator_id=name)
        for number, (name, value) in enumerate(zip(IDS, money, strict=True), start=1)
    ]
    return [
        _with_proof(buat, buat.document("p", "serang", targets), "p", "target", "anggaran_rp", 5),
        _with_proof(buat, buat.laporan("r", "serang", efisiensi=rows), "r", "efisiensi", "pagu_rp", 5),
    ]


def results(buat: Any, doc_id: str, kantor: str, values: tuple[int, ...] = VALUES, tabel: str = "CAPAIAN", **dokumen: Any) -> DocumentRows:
    """A report that prints on page 4 what the office serang reached in 2023."""
    rows = [
        buat.hasil(doc_id, number, "serang", value, tabel, indikator_raw=name, indikator_id=name, halaman=4, tahun=2023)
        for number, (name, value) in enumerate(zip(IDS, values, strict=True), start=1)
    ]
    made = buat.laporan(doc_id, kantor, *rows, **{"tahun": 2023} | dokumen)
    return _with_proof(buat, made, doc_id, "capaian", "realisasi", len(values))


def test_another_office_prints_it_otherwise(warehouse_of: Make, buat: Any) -> None:
    """A figure in a table of comparison is the other office's, and that office's own report is the other witness."""
    con = warehouse_of(results(buat, "r", "serang"), results(buat, "t", "bandung", (91, 82, 4, 55, 70), "BANDING"))
    doubted = ["tak_terbukti", "tak_terbukti", "berselisih", "tak_terbukti", "tak_terbukti"]
    assert proof(con) == {"r": doubted, "t": doubted}
    assert asked(con) == [
        ("Realisasi indikator ini di dua dokumen tidak sama (2023, TAHUNAN): 3 di r.pdf, halaman 4; 4 di t.pdf, halaman 4.",)
    ]


UNPROVED, PROVED = ["tak_terbukti"] * 5, ["terbukti"] * 5


def test_which_documents_are_witnesses(warehouse_of: Make, buat: Any) -> None:
    """Each case in years of its own, beside the others: its documents, and what is said of the numbers of each."""
    third = results(buat, "q", "serang", (91, 82, 3, 50, 50), jenis="LAKIP_INTERIM", periode="TW3")
    swapped = ["berselisih", "berselisih", "tak_terbukti", "tak_terbukti", "tak_terbukti"]
    cases: dict[str, tuple[list[DocumentRows], dict[str, list[str]]]] = {
        "agreement proves both": ([plan(buat), report(buat)], {"p": PROVED, "r": PROVED}),
        "exchanged figures or names": ([plan(buat), report(buat, ids=("akip", "ipp", *IDS[2:]))], {"p": swapped, "r": swapped}),
        "one row lost proves nothing": (
            [plan(buat, values=VALUES[:4], ids=IDS[:4]), report(buat)],
            {"p": ["tak_terbukti"] * 4, "r": UNPROVED},
        ),
        "two files of one print": ([plan(buat), plan(buat, "q", metode="teks")], {"p": UNPROVED, "q": UNPROVED}),
        "the last edition is compared": (
            [plan(buat, tanggal=date(2024, 1, 5)), plan(buat, "q", tanggal=date(2024, 9, 5)), report(buat)],
            {"p": UNPROVED, "q": PROVED, "r": PROVED},
        ),
        "budgets too": (budgets(buat), {"p": PROVED, "r": PROVED}),
        "the next report repeats what was reached": (
            [results(buat, "r", "serang"), results(buat, "s", "serang", tabel="TREN", tahun=2024)],
            {"r": PROVED, "s": PROVED},
        ),
        "two offices that print a third": (
            [results(buat, doc, kantor, tabel="BANDING") for doc, kantor in (("t", "bandung"), ("u", "manado"))],
            {"t": PROVED, "u": PROVED},
        ),
        "a year that is not over": ([results(buat, "r", "serang"), third], {"q": UNPROVED, "r": UNPROVED}),
    }
    con = warehouse_of(*(buat.apart(rows, n) for n, (documents, _) in enumerate(cases.values()) for rows in documents))
    found = proof(con)
    for number, (name, (_, expected)) in enumerate(cases.items()):
        assert {doc: found[f"{doc}{number}"] for doc in expected} == expected, name
    assert found.keys() == {f"{doc}{number}" for number, (_, expected) in enumerate(cases.values()) for doc in expected}
    assert len(asked(con)) == 2, "the two that were exchanged"


def test_proof_comes_and_goes_with_the_other_document(tmp_path: Path, named_views: Path, buat: Any) -> None:
    for table in set(DIMENSI) - {"dim_indikator"}:
        write_dimension(table, [], tmp_path)
    views = read_view_files(named_views)
    documents: dict[str, DocumentRows] = {}

    def step(now: int, change: dict[str, DocumentRows | None], status: str) -> None:
        for doc_id, rows in change.items():
            if rows:
                documents[doc_id] = rows
            else:
                del documents[doc_id]
                for path in (tmp_path / "parquet").glob(f"*/{doc_id}.parquet"):
                    path.unlink()
        buat.write_all(tmp_path, [rows for rows in change.values() if rows])
        marks = {doc_id: str(hash(rows)) for doc_id, rows in documents.items()}
        followed, built = tmp_path / "ikut.duckdb", tmp_path / WAITING
        if now > 1:
            follow(tmp_path / DATABASE, followed, tmp_path, Wanted(marks, {}, str(now - 1), datetime(2026, 1, now)), views, unseen)
        build_beside(tmp_path, named_views, Wanted(marks, {}, str(now), datetime(2026, 1, now)))  # another version: of everything
        if now > 1:
            one, other = contents(followed), contents(built)
            assert [table for table in other if table not in ("riwayat", "perubahan") and one[table] != other[table]] == []
        built.replace(tmp_path / DATABASE)
        with duckdb.connect(str(tmp_path / DATABASE), read_only=True) as con:
            assert proof(con)["p"][1] == status, now

    step(1, {"p": plan(buat)}, "tak_terbukti")
    step(2, {"r": report(buat)}, "terbukti")
    step(3, {"r": report(buat, (91, 84, 3, 55, 70))}, "berselisih")
    step(4, {"r": None}, "tak_terbukti")


def test_accepted_once_for_both(tmp_path: Path, warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(plan(buat), report(buat, (91, 84, 3, 55, 70)))
    ((temuan,),) = con.sql("SELECT temuan_id FROM v_perlu_tinjau WHERE alasan = 'angka_antar_dokumen'").fetchall()
    con.close()
    folder = tmp_path / "review"
    folder.mkdir(exist_ok=True)
    with (folder / "temuan.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([FINDING_COLUMNS, [temuan, "terima", *[""] * (len(FINDING_COLUMNS) - 2)]])
    con = warehouse_of()
    assert {doc: statuses[1] for doc, statuses in proof(con).items()} == {"p": "diterima", "r": "diterima"}
    assert asked(con) == []
