"""What the charts of the report are drawn from: one line an office, one mark a change, one measure."""

from collections.abc import Callable
from typing import Any

import duckdb

from normalize.rows import DimIndikator
from warehouse.database.query_files import query
from warehouse.store.parquet import write_dimension

Make = Callable[..., duckdb.DuckDBPyConnection]


def test_charts_are_drawn_from_the_right_rows(warehouse_of: Make, buat: Any, tmp_path: Any) -> None:
    """One warehouse, which costs seconds, for all three."""
    write_dimension("dim_indikator", [buat.row(DimIndikator, indikator_id="x", nama="Nama x", satuan="indeks", asal="registri")], tmp_path)

    def changed(tabel: str, nama: str) -> list[dict[str, Any]]:
        given = {"nama": nama, "tabel": tabel, "indikator_id": "x"}
        return [buat.indeks(60, versi="AWAL", **given), buat.indeks(70, versi="REVISI", **given)]

    def with_ro(doc_id: str, upt_id: str, anggaran: int | None, kontribusi: int | None) -> Any:
        rows = buat.document(doc_id, upt_id, [buat.indeks(60, nama="Y")])
        return buat.with_rows(rows, kontribusi_ro=[buat.ro(doc_id, 20, 1, "3165.QIA.005", "051", anggaran, kontribusi)])

    con = warehouse_of(
        buat.document("a", "serang", [*changed("RAPK", "Indeks berdasarkan"), *changed("PK", "Indeks berdasarkn")]),
        with_ro("b", "jakarta", 900, 100),
        with_ro("c", "jambi", 500, None),
        buat.laporan("d", "kupang", buat.hasil("d", 1, "kupang", 60, indikator_id="x", tahun=2023), tahun=2023),
        buat.laporan("e", "kupang", buat.hasil("e", 1, "kupang", 65, indikator_id="x")),
    )
    ((nama_upt, _, indikator, _, semula, menjadi),) = con.sql(query("laporan_grafik_perubahan")).fetchall()
    assert (nama_upt, indikator, semula, menjadi) == ("Balai Besar POM di Serang", "Indeks berdasarkan (PK, RAPK)", 60, 70)
    # a budget is never set beside a contribution
    assert [row[3:] for row in con.sql(query("laporan_grafik_ro")).fetchall()] == [("Balai Besar POM di Jakarta", 100)]
    # Balai until 2023, Balai Besar since: one line
    own = [row for row in con.sql(query("laporan_grafik_deret")).fetchall() if "Kupang" in row[2]]
    assert [(row[2], row[3], row[5]) for row in own] == [("Balai Besar POM di Kupang", 2023, 60), ("Balai Besar POM di Kupang", 2024, 65)]
