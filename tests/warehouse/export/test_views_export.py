"""The CSV files: both dialects read back to what the database holds, and no cell is a formula."""

import csv
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from normalize.words.harmless_cells import FORMULA
from warehouse.database.load import build
from warehouse.export.csv_lines import line_of
from warehouse.export.dialects import EXCEL_ID, RFC4180
from warehouse.export.views_export import export, write_csv
from warehouse.store.errors import NameUnknown, WarehouseMissing
from warehouse.store.parquet import write_document

NASTY = [
    '=HYPERLINK("http://x")',
    "+62",
    "-",
    "@SUM(1)",
    "  =1+1",
    "\t=1",
    "\rx",
    "\n=1",
    "＝1",
    "\u00a0=1",
]
HARMLESS = ["5-2", "a=b", 'kata "kutip"', "koma, titik; koma", "baris\ndua", "tunggal\rbaris", "005", "Ñ – é"]


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory, buat: Any) -> Path:
    folder = tmp_path_factory.mktemp("nakal")
    texts = NASTY + HARMLESS
    cells = [
        buat.row(buat.sel, doc_id="a", baris=number, kolom=1, mentah=text, bendera=("x", "y")) for number, text in enumerate(texts, start=1)
    ]
    rapk = buat.document("a", "serang", [buat.indeks("-85.5", "1234567.89", bbox=(1.5, 2.0, 3.0, 4.25)), buat.indeks(None, 0)])
    write_document(buat.with_rows(rapk, sel=cells), folder)
    build(folder)
    return folder


def cells_of(path: Path, delimiter: str, encoding: str) -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, strict=True))


@pytest.mark.parametrize(("excel_id", "delimiter", "encoding"), [(False, ",", "utf-8"), (True, ";", "utf-8-sig")])
def test_text_comes_back_and_formulas_are_disarmed(nasty: Path, tmp_path: Path, excel_id: bool, delimiter: str, encoding: str) -> None:
    (path,) = export(nasty, tmp_path, ["sel"], excel_id)
    found = cells_of(path, delimiter, encoding)
    assert [row["mentah"] for row in found] == ["'" + text for text in NASTY] + HARMLESS
    assert {row["bendera"] for row in found} == {"x|y"}
    assert not [value for row in found for value in row.values() if FORMULA.match(value)]


def test_default_dialect_is_bytes_that_programs_read(nasty: Path, tmp_path: Path) -> None:
    (path,) = export(nasty, tmp_path, ["target"], False)
    data = path.read_bytes()
    assert data.startswith(b"doc_id,tabel_no,") and b"\r" not in data and data.endswith(b"\n")
    with duckdb.connect() as con:
        found = con.execute("SELECT target_tahunan, anggaran_rp, bbox, tahun FROM read_csv($1) ORDER BY baris", [str(path)]).fetchall()
    assert found == [(-85.5, 1234567.89, "1.5|2.0|3.0|4.25", 2024), (None, 0, None, 2024)]


def test_excel_dialect_reads_back_to_the_same_numbers(nasty: Path, tmp_path: Path) -> None:
    (path,) = export(nasty, tmp_path, ["target"], True)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\n") == data.count(b"\r\n") == 3
    assert b";-85,5;1234567,89\r\n" in data
    with duckdb.connect() as con:
        query = "SELECT target_tahunan, anggaran_rp FROM read_csv($1, delim = ';', decimal_separator = ',') ORDER BY baris"
        assert con.execute(query, [str(path)]).fetchall() == [(-85.5, 1234567.89), (None, 0)]


@pytest.fixture(scope="module")
def everything(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[bool], list[Path]]:
    """By the dialect (excel_id): the files of an export that names nothing, in order. Nobody changes them."""
    return cache(lambda excel_id: export(data_dir, tmp_path_factory.mktemp("semua") / "x", None, excel_id))


@pytest.mark.parametrize("excel_id", [False, True])
def test_every_number_of_every_export_comes_back(data_dir: Path, everything: Callable[[bool], list[Path]], excel_id: bool) -> None:
    for path in everything(excel_id):
        found = cells_of(path, ";" if excel_id else ",", "utf-8-sig" if excel_id else "utf-8")
        with duckdb.connect(str(data_dir / "kinerja.duckdb"), read_only=True) as con:
            stored = con.execute(f"FROM {path.stem}").fetchall()
            names = [column[0] for column in con.description or ()]
        assert len(found) == len(stored)
        for row, values in zip(found, stored, strict=True):
            for name, value in zip(names, values, strict=True):
                if value is None:
                    assert row[name] == ""
                elif isinstance(value, int | Decimal) and not isinstance(value, bool):
                    assert Decimal(row[name].replace(",", ".") if excel_id else row[name]) == value


def test_the_engine_writes_what_python_makes_of_the_values(tmp_path: Path) -> None:
    """Every type of the tables, texts behind each white space that Python knows, numbers that are written with an exponent."""
    spaces = [chr(code) for code in range(0x3001) if chr(code).isspace()]
    texts = [
        *NASTY,
        *HARMLESS,
        *spaces,
        *(f"{space}=1" for space in spaces),
        *(f"{space}x" for space in spaces),
        "'=1",
        "",
        "a;b",
        "a|b",
        None,
    ]
    numbers = [Decimal("-85.500000"), Decimal("0.000000"), Decimal("100.000000"), Decimal("-0.000001"), None]
    floats = [1e16, 1e-5, 12.0, 0.1 + 0.2, 123456789.125, None]
    times = [datetime(2024, 1, 10, 7, 5, 9), datetime(2024, 12, 31, 23, 59, 59, 120), None]
    rows: list[tuple[object, ...]] = [
        (text, numbers[n % 5], floats[n % 6], times[n % 3], n, n % 2 == 0, [text or "x", "y"], None if n % 4 else [1.5, 2.0, 3.0, 1e-7], [])
        for n, text in enumerate(texts)
    ]
    types = ["VARCHAR", "DECIMAL(18,6)", "DOUBLE", "TIMESTAMP", "INTEGER", "BOOLEAN", "VARCHAR[]", "DOUBLE[4]", "VARCHAR[]"]
    columns = [(f"k{n}", tipe) for n, tipe in enumerate(types)]
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE semua ({', '.join(f'{name} {tipe}' for name, tipe in columns)})")
        con.executemany("INSERT INTO semua VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        values = con.execute("FROM semua").fetchall()
        for dialect in (RFC4180, EXCEL_ID):
            made = [line for (line,) in con.execute(f"SELECT {line_of(columns, dialect)} FROM semua").fetchall()]
            path = write_csv(tmp_path / "x.csv", dialect, [name for name, _ in columns], values)
            header = dialect.delimiter.join(name for name, _ in columns)
            assert path.read_bytes().decode(dialect.encoding) == "".join(line + dialect.newline for line in (header, *made))


def test_default_set_and_order(everything: Callable[[bool], list[Path]]) -> None:
    paths = everything(False)
    folder = paths[0].parent
    assert [path.name for path in paths] == [
        "v_bappenas.csv",
        "v_anggaran_antar_upt.csv",
        "v_bappenas_ro.csv",
        "v_capaian_antar_upt.csv",
        "v_deret_indikator.csv",
        "v_efisiensi.csv",
        "v_jejak_angka.csv",
        "v_kelengkapan.csv",
        "v_neraca.csv",
        "v_nilai_kantor.csv",
        "v_perlu_tinjau.csv",
        "v_perubahan_target.csv",
        "v_ro_antar_upt.csv",
        "v_target_antar_upt.csv",
        "v_target_diubah.csv",
        "target.csv",
        "target_bulanan.csv",
        "kontribusi_ro.csv",
        "capaian.csv",
        "capaian_sasaran.csv",
        "efisiensi.csv",
        "serapan.csv",
        "anggaran_program.csv",
        "volume_ro.csv",
        "cek.csv",
        "dokumen.csv",
    ]
    beside = ["datapackage.json", "kamus_data.csv", "kamus_data.html"]
    assert sorted(path.name for path in folder.iterdir()) == sorted([*beside, *(path.name for path in paths)])
    assert cells_of(folder / "dokumen.csv", ",", "utf-8")[1]["tanggal"] == "2024-01-10"


@pytest.mark.parametrize("name", ["tidak_ada", "_temuan", "_ref_bendera", 'target"; DROP TABLE target; --', "../x"])
def test_unknown_name_is_one_sentence_and_writes_nothing(data_dir: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(NameUnknown) as caught:
        export(data_dir, tmp_path / "x", ["target", name], False)
    assert str(caught.value).startswith(f"'{name}' tidak ada di gudang data; yang ada: ") and "v_bappenas" in str(caught.value)
    assert not (tmp_path / "x").exists()


def test_no_warehouse_yet(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissing, match="jalankan dulu"):
        export(tmp_path, tmp_path / "x", None, False)


def test_view_order_is_kept(data_dir: Path, tmp_path: Path) -> None:
    (path,) = export(data_dir, tmp_path, ["v_perlu_tinjau"], False)
    weights = [int(row["berat"]) for row in cells_of(path, ",", "utf-8")]
    assert weights == sorted(weights, reverse=True) and len(weights) > 1
