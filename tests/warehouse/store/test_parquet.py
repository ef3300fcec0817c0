"""A document's files: the same bytes for the same rows, replaced whole, and never half a document."""

from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from normalize.column import columns_of
from normalize.dimension_rows import DimUpt
from normalize.rows import DocumentRows, Target
from warehouse.database.load import build
from warehouse.store.errors import RowRefused, ValueDoesNotFit
from warehouse.store.parquet import documents_in, remove_document, write_dimension, write_document


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_same_rows_same_bytes_whatever_the_order_of_documents(tmp_path: Path, semua_dokumen: list[DocumentRows]) -> None:
    for rows in semua_dokumen:
        write_document(rows, tmp_path / "a")
    for rows in reversed(semua_dokumen):
        write_document(rows, tmp_path / "b")
        write_document(rows, tmp_path / "b")
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert "parquet/kontribusi_ro/a2.parquet" in files(tmp_path / "a")


def test_rows_come_back(tmp_path: Path, buat: Any) -> None:
    rows = buat.document("a", "serang", [buat.indeks(85, 100, bbox=(1.0, 2.0, 3.0, 4.5), bendera=("html", "disambung_halaman"))])
    write_document(rows, tmp_path)
    (back,) = pq.read_table(tmp_path / "parquet/target/a.parquet").to_pylist()
    expected = {field.name: getattr(rows.target[0], field.name) for field in columns_of(Target)}
    assert back == expected | {"bbox": [1.0, 2.0, 3.0, 4.5], "bendera": ["html", "disambung_halaman"]}


def test_table_now_empty_loses_its_file(tmp_path: Path, buat: Any) -> None:
    rows = buat.document("a", "serang", [buat.indeks(85)])
    write_document(rows, tmp_path)
    write_document(DocumentRows(dokumen=rows.dokumen), tmp_path)
    assert list(files(tmp_path)) == ["parquet/dokumen/a.parquet"]


def test_remove_document_leaves_the_others(tmp_path: Path, semua_dokumen: list[DocumentRows]) -> None:
    for rows in semua_dokumen[:3]:
        write_document(rows, tmp_path)
    remove_document("a2", tmp_path)
    remove_document("never", tmp_path)
    assert documents_in(tmp_path) == {"a1", "b1"}
    assert not [name for name in files(tmp_path) if "a2" in name]


def test_bad_rows_leave_the_document_as_it_was(tmp_path: Path, buat: Any) -> None:
    good = buat.document("a", "serang", [buat.indeks(85)])
    write_document(good, tmp_path)
    before = files(tmp_path)
    with pytest.raises(ValueDoesNotFit):
        write_document(buat.document("a", "serang", [buat.indeks(10**13)]), tmp_path)
    assert files(tmp_path) == before


def test_document_without_its_dokumen_file_is_not_loaded(tmp_path: Path, buat: Any) -> None:
    write_document(buat.document("a", "serang", [buat.indeks(85)]), tmp_path)
    write_document(buat.document("b", "jambi", [buat.indeks(85)]), tmp_path)
    (tmp_path / "parquet/dokumen/a.parquet").unlink()
    assert documents_in(tmp_path) == {"b"}
    with duckdb.connect(str(build(tmp_path)), read_only=True) as con:
        assert con.execute("SELECT doc_id FROM target").fetchall() == [("b",)]


@pytest.mark.parametrize("doc_id", ["", "../a", "a/b", "a.b"])
def test_doc_id_must_be_a_file_name(tmp_path: Path, buat: Any, doc_id: str) -> None:
    with pytest.raises(RowRefused):
        write_document(buat.document(doc_id, "serang", []), tmp_path)
    assert not files(tmp_path)


def test_rows_of_another_document_are_refused(tmp_path: Path, buat: Any) -> None:
    a, b = buat.document("a", "serang", [buat.indeks(1)]), buat.document("b", "serang", [buat.indeks(1)])
    with pytest.raises(RowRefused, match="milik dokumen b"):
        write_document(DocumentRows(dokumen=a.dokumen, target=b.target), tmp_path)


def test_fact_table_is_no_dimension(tmp_path: Path, buat: Any) -> None:
    write_dimension("dim_upt", [buat.row(DimUpt, upt_id="serang", nama="Balai", level="BALAI")], tmp_path)
    assert list(files(tmp_path)) == ["parquet/dim_upt/dim_upt.parquet"]
    with pytest.raises(RowRefused):
        write_dimension("target", [], tmp_path)
