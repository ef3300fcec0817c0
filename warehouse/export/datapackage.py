"""datapackage.json and kamus_data.csv beside the files we leave: what each file and each column means, made from the schema.

A Frictionless Data Package: other programs read from it how a CSV is written (delimiter, decimal sign, encoding) and the types.
"""

import csv
import io
import json
import os
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import duckdb
from msgspec import Struct

from normalize.offices.instansi import agencies
from normalize.rows import DIMENSI, TABEL
from warehouse.database.settings import DICTIONARY, DICTIONARY_PAGE, PACKAGE
from warehouse.export.dialects import RFC4180, Dialect
from warehouse.store.files import replacing
from warehouse.store.schema import columns, table_comment

PROFILE = "tabular-data-resource"

# 'DECIMAL(18,2)' -> number; 'VARCHAR[]' -> list
TYPES = (
    (re.compile(r".*\[\d*\]"), "array"),
    (re.compile(r"DECIMAL|DOUBLE|FLOAT|REAL"), "number"),
    (re.compile(r"(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?)$"), "integer"),
    (re.compile(r"BOOLEAN"), "boolean"),
    (re.compile(r"DATE$"), "date"),
    (re.compile(r"TIMESTAMP"), "datetime"),
)


class DescribedColumn(Struct, frozen=True):
    """A column of a file. tipe: its DuckDB type; arti: its meaning."""

    nama: str
    tipe: str
    arti: str

    @property
    def jenis(self) -> str:
        """The Frictionless type."""
        return next((name for pattern, name in TYPES if pattern.match(self.tipe)), "string")


class Resource(Struct, frozen=True):
    """A file (or the files of one table), with its columns. lain: what the package says of it besides."""

    nama: str
    paths: tuple[str, ...]
    arti: str
    kolom: tuple[DescribedColumn, ...]
    lain: dict[str, Any]
    dialect: Dialect | None = None


def described_columns(con: duckdb.DuckDBPyConnection, name: str) -> tuple[DescribedColumn, ...]:
    """The columns of a table or view of the warehouse, with the comments it holds."""
    found = con.execute(
        "SELECT column_name, data_type, coalesce(comment, '') FROM duckdb_columns() WHERE table_name = $1 ORDER BY column_index", [name]
    ).fetchall()
    return tuple(DescribedColumn(*row) for row in found)


def meaning_of(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """The comment of a table or view."""
    found = con.execute(
        """SELECT comment FROM duckdb_tables() WHERE table_name = $1
           UNION ALL SELECT comment FROM duckdb_views() WHERE view_name = $1""",
        [name],
    ).fetchall()
    return str(found[0][0] or "") if found else ""


def csv_resource(path: Path, dialect: Dialect, kolom: Sequence[DescribedColumn], arti: str) -> Resource:
    """A CSV file. Lists are joined by '|' in it, so they are text."""
    lain = {
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": dialect.encoding,
        "dialect": {
            "delimiter": dialect.delimiter,
            "lineTerminator": dialect.newline,
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
    }
    return Resource(_name(path.stem), (path.name,), arti, tuple(kolom), lain, dialect)


def describe(folder: Path, resources: Sequence[Resource]) -> None:
    """Writes the package and the dictionary of a folder. What an earlier export described stays while its files are there."""
    new = {resource.nama for resource in resources}
    _write(folder, [item for item in _before(folder) if item["name"] not in new and _there(folder, item)], resources)


def _write(folder: Path, kept: Sequence[dict[str, Any]], resources: Sequence[Resource]) -> None:
    agency = agencies()[0]
    title = f"Kinerja UPT {agency.nama_pendek}"
    listed = sorted([*kept, *map(_as_json, resources)], key=lambda item: str(item["name"]))
    profile = "tabular-data-package" if all(item["profile"] == PROFILE for item in listed) else "data-package"
    package = {"profile": profile, "name": f"kinerja-upt-{agency.upt_id}", "title": title, "resources": listed}
    with replacing(folder / PACKAGE) as temporary:
        temporary.write_text(_written(package), encoding="utf-8")
    with replacing(folder / DICTIONARY) as temporary:
        temporary.write_text(_dictionary(listed), encoding="utf-8", newline="")
    with replacing(folder / DICTIONARY_PAGE) as temporary:
        temporary.write_text(_page(listed, title), encoding="utf-8")


def _written(package: dict[str, Any]) -> str:
    """A resource a line. (With an indent the standard library writes each of ten thousands of paths by itself, in Python.)"""
    resources = ",\n".join(json.dumps(item, ensure_ascii=False) for item in package["resources"])
    head = json.dumps(package | {"resources": []}, ensure_ascii=False)
    return f"{head.removesuffix(']}')}\n{resources}\n]}}\n"


def describe_parquet(folder: Path) -> None:
    """The same for data/parquet, where a table is a folder of files, one a document, and nothing else is."""
    resources = []
    for table in TABEL:
        paths = _files_of(folder, table)
        if paths:
            kolom = tuple(DescribedColumn(column.nama, column.tipe, column.arti) for column in columns(table))
            # a file and no table to programs that would read it through CSV's types: a missing whole number is no number to them
            lain: dict[str, Any] = {
                "profile": "data-resource",
                "type": "file",
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
            }
            lain |= {"dimensi": table in DIMENSI}
            resources.append(Resource(_name(table), tuple(paths), table_comment(table), kolom, lain))
    _write(folder, (), resources)


def _files_of(folder: Path, table: str) -> list[str]:
    """From the folder on. Listed plainly: there is a file for each document."""
    if not (folder / table).is_dir():
        return []
    return sorted(
        f"{table}/{entry.name}" for entry in os.scandir(folder / table) if entry.name.endswith(".parquet") and entry.name[0] != "."
    )


def _name(stem: str) -> str:
    """A resource's name: lower case, digits, '-', '_', '.'."""
    return re.sub(r"[^a-z0-9._-]", "-", stem.lower())


def _before(folder: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))["resources"]
    except (OSError, ValueError, KeyError):
        return []  # none yet, or not ours: it is written anew
    return [item for item in found if isinstance(item, dict) and "name" in item and "path" in item]


def _there(folder: Path, item: dict[str, Any]) -> bool:
    paths = item["path"] if isinstance(item["path"], list) else [item["path"]]
    return bool(paths) and all((folder / path).is_file() for path in paths)


def _as_json(resource: Resource) -> dict[str, Any]:
    path = resource.paths[0] if len(resource.paths) == 1 else list(resource.paths)
    fields = [_field(column, resource.dialect) for column in resource.kolom]
    head = {"profile": PROFILE, "name": resource.nama, "path": path, "description": resource.arti}
    return head | resource.lain | {"schema": {"fields": fields, "missingValues": [""]}}


def _field(column: DescribedColumn, dialect: Dialect | None) -> dict[str, Any]:
    jenis = "string" if dialect and column.jenis == "array" else column.jenis
    field: dict[str, Any] = {"name": column.nama, "type": jenis, "description": column.arti, "tipe": column.tipe}
    if dialect and jenis == "number":
        # groupChar empty: thousands are never separated
        field |= {"decimalChar": dialect.decimal, "groupChar": "", "bareNumber": True}
    if jenis == "datetime":
        field["format"] = "%Y-%m-%dT%H:%M:%S"
    return field


def _dictionary(resources: Sequence[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=RFC4180.newline)
    writer.writerow(("berkas", "kolom", "jenis", "tipe", "arti"))
    for item in resources:
        writer.writerow((item["name"], "", "", "", item.get("description", "")))
        for field in item["schema"]["fields"]:
            writer.writerow((item["name"], field["name"], field["type"], field.get("tipe", ""), field.get("description", "")))
    return text.getvalue()


STYLE = """body{font:15px/1.45 "Segoe UI",Arial,sans-serif;max-width:1000px;margin:0 auto;padding:0 16px 40px;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:4px 10px 4px 0;border-bottom:1px solid #d5dae0}
td:first-child{font-family:monospace}h2{margin-top:30px}nav{columns:3 200px}@media print{h2{break-after:avoid}tr{break-inside:avoid}}"""


def _page(resources: Sequence[dict[str, Any]], title: str) -> str:
    """The dictionary as a page that stands alone: a list of the files, then each with its columns. A file in two dialects stands once."""
    shown = [item for item in resources if not item["name"].endswith("-excel-id")]
    parts = [
        '<!DOCTYPE html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>Kamus data: {escape(title)}</title><style>{STYLE}</style><h1>Kamus data: {escape(title)}</h1>",
        "<nav>" + "".join(f'<a href="#{item["name"]}">{item["name"]}</a><br>' for item in shown) + "</nav>",
    ]
    for item in shown:
        parts.append(f'<h2 id="{item["name"]}">{item["name"]}</h2><p>{escape(item.get("description", ""))}</p>')
        parts.append("<table><tr><th>kolom</th><th>tipe</th><th>arti</th></tr>")
        parts += [
            "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in cells) + "</tr>"
            for field in item["schema"]["fields"]
            for cells in [(field["name"], field.get("tipe", field["type"]), field.get("description", ""))]
        ]
        parts.append("</table>")
    return "\n".join(parts) + "\n"
