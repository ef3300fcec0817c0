"""The package beside the files: what each file and column means, enough to read every cell as typed."""

import json
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.export.written import table


@pytest.mark.parametrize("folder", ["bawaan", "semua"])
def test_package_says_how_to_read_each_file(out: Path, folder: str) -> None:
    """Each CSV is read with nothing but what the package says of it; the two conventions then hold the same."""
    package = json.loads((out / folder / "datapackage.json").read_text(encoding="utf-8"))
    read: dict[str, list[list[Any]]] = {}
    for resource in package["resources"]:
        dialect, fields = resource["dialect"], resource["schema"]["fields"]
        path = out / folder / resource["path"]
        assert path.read_bytes().endswith(dialect["lineTerminator"].encode())
        rows = table(path, dialect["delimiter"], resource["encoding"])
        assert list(rows[0]) == [field["name"] for field in fields] and all(field["description"] for field in fields)
        read[resource["name"]] = [[typed(row[field["name"]], field) for field in fields] for row in rows]
    assert set(read) == {f"bappenas_{name}{suffix}" for name in ("indikator", "ro", "kontrol") for suffix in ("", "-excel-id")}
    for name in ("indikator", "ro", "kontrol"):
        assert read[f"bappenas_{name}"] == read[f"bappenas_{name}-excel-id"]
    dictionary = table(out / folder / "kamus_data.csv")
    assert {(row["berkas"], row["kolom"]) for row in dictionary} >= {("bappenas_ro", "kode_ro"), ("bappenas_kontrol", "hasil")}
    assert all(row["arti"] for row in dictionary)


def typed(text: str, field: dict[str, Any]) -> Any:
    if text == "":
        return None
    if field["type"] == "number":
        assert field["groupChar"] == ""
        return Decimal(text.replace(field["decimalChar"], "."))
    if field["type"] == "integer":
        return int(text)
    assert field["type"] in ("string", "boolean")
    return text


def test_parquet_has_its_package_too(samples: Path) -> None:
    package = json.loads((samples / "parquet" / "datapackage.json").read_text(encoding="utf-8"))
    listed = {item["name"]: item["path"] if isinstance(item["path"], list) else [item["path"]] for item in package["resources"]}
    found = {path.relative_to(samples / "parquet").as_posix() for path in (samples / "parquet").rglob("*.parquet")}
    assert {path for paths in listed.values() for path in paths} == found
    fields = next(item for item in package["resources"] if item["name"] == "target")["schema"]["fields"]
    assert {"name": "anggaran_rp", "type": "number", "description": "anggaran indikator, rupiah penuh", "tipe": "DECIMAL(18,2)"} in fields
    assert (samples / "parquet" / "kamus_data.csv").is_file()


def test_the_dictionary_is_a_page_too(out: Path) -> None:
    """Every file, column and meaning of the package, in one page that asks no network."""
    text = (out / "semua" / "kamus_data.html").read_text(encoding="utf-8")
    package = json.loads((out / "semua" / "datapackage.json").read_text(encoding="utf-8"))
    fields = [field for item in package["resources"] for field in item["schema"]["fields"]]
    assert len(fields) > 100 and all(f"<td>{field['name']}</td>" in text and escape(field["description"]) in text for field in fields)
    assert "http" not in text and "<script" not in text and 'href="#bappenas_indikator"' in text


def test_frictionless_finds_both_packages_valid(out: Path, samples: Path) -> None:
    """Every cell of the CSV files has the type that the package says; the Parquet files are there and described."""
    frictionless = pytest.importorskip("frictionless")
    for package, least in ((out / "semua" / "datapackage.json", 6), (samples / "parquet" / "datapackage.json", 15)):
        report = frictionless.validate(str(package))
        assert report.valid, report.flatten(["type", "message"])
        assert len(report.tasks) >= least
