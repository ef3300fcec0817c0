"""The answers of The notebook, on a warehouse where a tie, another spelling, a rename or a mixed measure would bend them."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import nbformat
import pytest
from nbclient import NotebookClient

from normalize.dimension_rows import DimIndikator
from warehouse.report.notebook import BOOK
from warehouse.store.parquet import write_dimension

ROOT = Path(__file__).parents[3]
Make = Callable[..., duckdb.DuckDBPyConnection]
FRAMES = ("terendah", "meleset", "ro", "bulan", "lapor", "tanpa_target", "ubah", "deret", "sejalan", "uang")
PROBE = """
import json
print(json.dumps({{name: json.loads(globals()[name].to_json(orient="records")) for name in {names!r}}}))
"""


def months_in_percent(rows: Any) -> Any:
    return replace(rows, target_bulanan=tuple(replace(month, satuan="persen") for month in rows.target_bulanan))


@pytest.fixture
def answers(warehouse_of: Make, buat: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, Any]]]:
    write_dimension(
        "dim_indikator",
        [buat.row(DimIndikator, indikator_id=name, nama=f"Nama {name}", satuan="indeks", asal="registri") for name in ("asn", "x", "y")],
        tmp_path,
    )

    def asn(nama: str, anggaran: int) -> dict[str, Any]:
        return buat.indeks(80, anggaran, nama=nama, indikator_id="asn")

    def plan(doc_id: str, upt_id: str, x: int, y: int | None, *more: dict[str, Any]) -> Any:
        targets = [buat.indeks(x, nama="X", indikator_id="x"), *([buat.indeks(y, nama="Y", indikator_id="y")] if y else []), *more]
        return buat.document(doc_id, upt_id, targets)

    def with_ro(rows: Any, baris: int, kode: str, anggaran: int, kontribusi: int, nama: str) -> Any:
        return buat.with_rows(rows, kontribusi_ro=[buat.ro(rows.dokumen.doc_id, baris, 1, kode, "051", anggaran, kontribusi, nama_ro=nama)])

    bulan = [10, 20, 30, 40, 50, 60, 70, 80, 90, 91, 92, 93]
    persen = {"satuan": "persen", "bulan": bulan, "indikator_id": "z"}
    warehouse_of(
        with_ro(plan("a", "jakarta", 87, 90, asn("ASN di Jakarta", 10)), 20, "3165.QCD.U22", 900, 100, "Perkara"),
        with_ro(plan("b", "jambi", 87, 67, asn("ASN UPT", 20)), 20, "3165.QCD.U64", 500, 300, "Perkara"),
        plan("c", "serang", 67, None),
        plan("d", "kupang", 67, 67),
        # an office whose level rises in 2024
        buat.laporan("e", "kupang", buat.hasil("e", 1, "kupang", 60, indikator_raw="X", indikator_id="x", tahun=2023), tahun=2023),
        buat.laporan(
            "f",
            "kupang",
            buat.hasil("f", 1, "kupang", 65, indikator_raw="X", indikator_id="x", target=67, capaian_persen=97),
            efisiensi=[
                buat.masukan("f", 2, "kupang", output_persen=100, input_persen=0, bendera=("angka_tidak_terbaca",)),
                buat.masukan("f", 3, "kupang", output_persen=100, input_persen=90, indikator_raw="Lain"),
                # not measured, whatever the table says
                buat.masukan("f", 4, "kupang", output_realisasi=0, output_persen=0, input_persen=90, te=-1, indikator_raw="Nanti"),
            ],
        ),
        months_in_percent(
            buat.document(
                "g",
                "jambi",
                [
                    buat.indeks(93, nama="Bulan", versi="AWAL", **persen),
                    buat.indeks(93, nama="Bulan", versi="REVISI", **persen),
                    buat.indeks(None, nama="Hilang", versi="AWAL"),
                ],
                tahun=2023,
                periode=None,
            )
        ),
    )
    monkeypatch.setenv("RAPK_DATA", str(tmp_path))
    book = nbformat.read(BOOK, as_version=4)
    # the documents are rows without files: the last cell would show their pages
    book.cells = [*book.cells[:-1], nbformat.v4.new_code_cell(PROBE.format(names=FRAMES))]
    NotebookClient(book, timeout=180, resources={"metadata": {"path": str(ROOT)}}).execute()
    found: dict[str, list[dict[str, Any]]] = json.loads(book.cells[-1].outputs[0]["text"])
    return found


def test_the_answers_are_right(answers: dict[str, list[dict[str, Any]]]) -> None:
    """One run of the notebook, which costs seconds, for all of them."""
    # 1: ties at the bottom, also where they are the median
    lowest = {(row["indikator_id"], row["nama_upt"], row["target_tahunan"]) for row in answers["terendah"] if row["tahun"] == 2024}
    assert lowest == {
        ("x", "Balai Besar POM di Serang", 67),
        ("x", "Balai Besar POM di Kupang", 67),
        ("y", "Balai POM di Jambi", 67),
        ("y", "Balai Besar POM di Kupang", 67),
    }
    # 2
    assert [(row["nama_upt"], row["capaian_persen"]) for row in answers["meleset"]] == [("Balai Besar POM di Kupang", 97)]
    # 3: the measure that is ranked, its own median, offices with a U code of their own together
    assert [(row["nama_upt"], row["kontribusi_rp"], row["median_rp"]) for row in answers["ro"]] == [
        ("Balai POM di Jambi", 300, 200),
        ("Balai Besar POM di Jakarta", 100, 200),
    ]
    # 4: two versions are two lines
    assert {(row["versi"], row["target_id"]) for row in answers["bulan"]} == {("AWAL", "g-1"), ("REVISI", "g-2")}
    # 5: a document without a period counts, and who lacks a target is named
    assert sum(row["kantor"] for row in answers["lapor"] if row["periode"] == "?" and row["status"] != "belum") == 1
    assert {(row["nama_berkas"], row["jumlah_indikator"]) for row in answers["tanpa_target"]} >= {("e.pdf", 0)}
    # 6: what was dropped has changed too
    assert [(row["indikator"], row["status"]) for row in answers["ubah"]] == [("Hilang", "dihapus")]
    # 7: one office under one name
    assert {(row["upt_id"], row["kantor"]) for row in answers["deret"] if row["upt_id"] == "kupang"} == {
        ("kupang", "Balai Besar POM di Kupang")
    }
    assert [row["tahun"] for row in answers["deret"] if row["upt_id"] == "kupang"] == [2023, 2024]
    # 8: what is flagged comes last
    assert [row["baris"] for row in answers["sejalan"]] == [3, 2]
    # 9: by indicator, however it is printed
    money = [(row["indikator_id"], row["kantor"], row["anggaran_rp"]) for row in answers["uang"]]
    assert money == [("asn", 2, 30)]
