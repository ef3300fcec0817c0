"""What commands tell programs: one JSON document on stdout, described in docs/json.md. Sentences in it are as stored, in Indonesian,
with code and values."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import asdict

from extract.message import Message
from warehouse.database.contents import ChangeLine, CheckLine, DocumentLine
from warehouse.screen.program import program_version
from warehouse.speech.catalog import STORED, sentence
from warehouse.store.ledger import Ledger

if TYPE_CHECKING:
    from warehouse.run.running import Report

SCHEMA = 1
"""Raised where a key goes or changes its meaning; keys that come do not raise it."""
READ = ("nama_berkas", "doc_id", "sebab", "jenis", "kantor", "tahun", "indikator", "baris_ro", "lolos", "gagal")
"""Of a document that a run read."""
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Hasil sebagai satu dokumen JSON di stdout; pesan tetap di stderr.")


def print_json(command: str, data_dir: Path, **content: Any) -> None:
    """The document, ASCII only: no console and no pipe can spoil it."""
    head = {"command": command, "schema": SCHEMA, "version": program_version(), "data_dir": str(data_dir)}
    click.echo(json.dumps(head | content, indent=2, default=_plain))


def _plain(value: object) -> object:
    """Numbers as numbers, times as ISO in UTC."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


def of_run(report: "Report", inbox: Path, review: Mapping[str, int], proof: Mapping[str, int]) -> dict[str, Any]:
    """review, proof: as `outcomes.print_report` has them."""
    read = sorted(report.read, key=lambda entry: entry.nama_berkas)
    return {
        "inbox": str(inbox),
        "mulai": report.mulai,
        "detik": round(report.detik, 3),
        "dibangun": report.built,
        "dibaca": [
            {name: getattr(entry, name) for name in READ} | {"tinjau": review.get(entry.doc_id, 0)} for entry in read if not entry.kalimat
        ],
        "tetap": len(report.same),
        "keluar": report.gone,
        "ditunda": sorted(report.postponed),
        "ditolak": _sentences(report.refused),
        "catatan": _sentences(report.notes),
        "angka": {status: proof.get(status, 0) for status in ("terbukti", "diterima", "tak_terbukti", "berselisih")},
        "tinjau": sum(review.values()),
        "exit_code": 1 if report.refused else 0,
    }


def _sentences(found: Iterable[tuple[str, Message]]) -> list[dict[str, Any]]:
    return [{"nama_berkas": nama, "kalimat": sentence(said, STORED)} | said.plain() for nama, said in found]


def of_status(found: Iterable[DocumentLine], ledger: Ledger, runs: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The documents with when and why each was read, copies, the last runs as the ledger has them."""
    read = {entry.nama_berkas: entry for entry in ledger.entries.values()}
    documents = []
    for row in found:
        entry = read.get(row.nama_berkas)
        when = (
            {"doc_id": entry.doc_id, "dibaca": entry.diproses_pada, "sebab": entry.sebab}
            if entry
            else dict.fromkeys(("doc_id", "dibaca", "sebab"))
        )
        documents.append(asdict(row) | {"isi": list(map(json.loads, row.isi))} | when)
    statuses = Counter(row["status"] for row in documents)
    return {
        "jumlah": {status: statuses[status] for status in ("lengkap", "perlu_tinjau", "gagal")},
        "dokumen": documents,
        "salinan": [{"nama_berkas": nama, "sama_dengan": other} for nama, other in ledger.copies()],
        "run": list(runs),
    }


def of_check(found: Iterable[CheckLine], whole: bool) -> dict[str, Any]:
    """whole: those that hold too; they are counted in any case."""
    statuses: Counter[str] = Counter()
    rows = []
    for row in found:
        statuses[row.status] += 1
        if whole or row.status != "lolos":
            rows.append(asdict(row) | {"isi": json.loads(row.isi)})
    return {
        "jumlah": {status: statuses[status] for status in ("gagal", "tak_terbukti", "lolos")},
        "pemeriksaan": rows,
        "exit_code": 1 if statuses["gagal"] else 0,
    }


def of_diff(runs: Mapping[datetime, Iterable[ChangeLine]]) -> dict[str, Any]:
    """When a run began (UTC) → what it changed."""
    return {"run": [{"mulai": run, "perubahan": [asdict(row) for row in found]} for run, found in runs.items()]}


def of_runs(runs: Mapping[datetime, Mapping[str, int | None]]) -> dict[str, Any]:
    """When a run began (UTC) → how much it changed."""
    return {"run": [{"mulai": run} | {name.replace(" ", "_"): count for name, count in counts.items()} for run, counts in runs.items()]}
