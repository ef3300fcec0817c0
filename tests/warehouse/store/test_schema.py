"""One schema: what the dataclasses say is what Arrow, DuckDB and the dictionary say; nothing that does not fit gets through."""

import dataclasses
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.column import columns_of
from normalize.rows import TABEL, Sel
from warehouse.store.errors import RowRefused, ValueDoesNotFit
from warehouse.store.reference import REFERENSI
from warehouse.store.schema import arrow_schema, create_table, literal, table_comment, to_arrow


@pytest.mark.parametrize("table", [*TABEL, *REFERENSI])
def test_every_field_is_a_column_in_its_type(table: str) -> None:
    fields = columns_of((TABEL | REFERENSI)[table])
    assert arrow_schema(table).names == [field.name for field in fields]
    with duckdb.connect() as con:
        con.execute(create_table(table))
        described = [(name, tipe) for name, tipe, *_ in con.execute(f'DESCRIBE "{table}"').fetchall()]
    assert described == [(field.name, field.metadata["tipe"]) for field in fields]


def test_every_table_and_column_has_a_meaning() -> None:
    assert all(field.metadata["arti"] for cls in TABEL.values() for field in columns_of(cls))
    assert all(" baris satu " in f" {table_comment(table).lower()}" for table in TABEL)


def test_decimals_are_rounded_half_up_to_the_scale(buat: Any) -> None:
    target = buat.row(TABEL["target"], doc_id="a", baris=1, target_id="a-1", target_tahunan="0.3333335", anggaran_rp="1.005")
    table = to_arrow("target", [target])
    assert table["target_tahunan"].to_pylist() == [Decimal("0.333334")]
    assert table["anggaran_rp"].to_pylist() == [Decimal("1.01")]


@pytest.mark.parametrize("value", ["10000000000000000", "-1e40", "9999999999999999.995", "NaN", "Infinity"])
def test_a_decimal_that_does_not_fit_raises(buat: Any, value: str) -> None:
    with pytest.raises(ValueDoesNotFit, match=r"target\.anggaran_rp.*baris ke-2"):
        rows = [buat.row(TABEL["target"], doc_id="a", baris=1, target_id="a", anggaran_rp=number) for number in ("1", value)]
        to_arrow("target", rows)


@given(st.decimals(min_value=-(10**16) + 1, max_value=10**16 - 1, places=2))
def test_every_amount_of_sixteen_digits_fits(amount: Decimal) -> None:
    names = [field.name for field in dataclasses.fields(TABEL["target"])]
    values = dict.fromkeys(names) | {"doc_id": "a", "baris": 1, "metode": "pdf", "bendera": (), "target_id": "a", "anggaran_rp": amount}
    assert to_arrow("target", [TABEL["target"](**values)])["anggaran_rp"].to_pylist() == [amount]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"anggaran_rp": 1.5}, "harus Decimal"),
        ({"target_id": None}, "tidak boleh kosong"),
        ({"bbox": (1.0, 2.0, 3.0)}, "empat angka"),
        ({"bendera": "html"}, "harus berupa daftar"),
        ({"tahun": 2**40}, r"target\.tahun"),
        ({"tahun": "2024"}, r"target\.tahun"),
    ],
)
def test_wrong_values_raise(buat: Any, values: dict[str, Any], message: str) -> None:
    good = buat.row(TABEL["target"], doc_id="a", baris=1, target_id="a")
    with pytest.raises(ValueDoesNotFit, match=message):
        to_arrow("target", [dataclasses.replace(good, **values)])


def test_rows_of_another_class_raise(buat: Any) -> None:
    cell = buat.row(Sel, doc_id="a", baris=1, kolom=1)
    with pytest.raises(RowRefused, match="Tabel target berisi baris Target, bukan Sel"):
        to_arrow("target", [cell])


def test_literal_survives_quotes() -> None:
    with duckdb.connect() as con:
        assert con.execute(f"SELECT {literal(chr(39) + 'x; DROP')}").fetchone() == ("'x; DROP",)
