"""Indicator names that still wait for a decision, and the file that keeps the decisions."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from normalize.errors import RegistryError
from normalize.words.harmless_cells import harmless
from warehouse.store.errors import NameUnknown
from warehouse.store.files import replacing

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator proposed for an open name. penghalang: guarded words that differ, None where there are none."""

    usulan_id: str
    nama: str
    skor: Decimal
    satuan: str | None
    penghalang: str | None


@dataclass(frozen=True, slots=True)
class OpenName:
    """An open name with its candidates, likeliest first. jumlah: fact rows under it; target, letak: as in dim_indikator_usulan."""

    nama: str
    indikator_id: str
    jumlah: int
    alasan: str | None
    target: str | None
    letak: str | None
    usulan: tuple[Candidate, ...]


def open_names(con: duckdb.DuckDBPyConnection) -> list[OpenName]:
    """The open names of the warehouse, those with most rows first."""
    candidates: dict[str, list[Candidate]] = {}
    places: dict[str, tuple[str | None, str | None]] = {}
    for alias, target, letak, *values in con.sql(
        """SELECT u.alias, u.target, u.letak, u.usulan_id, d.nama, u.skor, u.satuan_usulan, u.penghalang
           FROM dim_indikator_usulan u JOIN dim_indikator d ON d.indikator_id = u.usulan_id ORDER BY u.alias, u.urutan"""
    ).fetchall():
        candidates.setdefault(alias, []).append(Candidate(*values))
        places.setdefault(alias, (target, letak))
    found = con.sql(
        """SELECT alias, indikator_id, jumlah_baris, alasan FROM dim_indikator_alias
           WHERE status = 'terbuka' ORDER BY jumlah_baris DESC, alias"""
    ).fetchall()
    return [
        OpenName(alias, indikator_id, jumlah, alasan, *places.get(alias, (None, None)), tuple(candidates.get(alias, ())))
        for alias, indikator_id, jumlah, alasan in found
    ]


def find_open_name(names: Sequence[OpenName], text: str) -> OpenName:
    """The name meant: as printed, or its provisional id. Raises NameUnknown."""
    for name in names:
        if text in (name.nama, name.indikator_id):
            return name
    raise NameUnknown(f"Nama «{text}» tidak menunggu keputusan: lihat daftarnya dengan `python pipeline.py review`.")


def append_decision(path: Path, columns: Sequence[str], decision: Sequence[str]) -> None:
    """Adds a line to a review file, in the file's own dialect and order of columns; a new file is made as Excel in Indonesian reads it.

    decision: a value for each of `columns`; what a spreadsheet would run is disarmed.
    Raises RegistryError where the file has no such column, FileBusy while Excel keeps it open.
    """
    text = _kept_text(path) if path.is_file() else BOM + ";".join(columns) + "\r\n"
    head = text.removeprefix(BOM).splitlines()[0] if text.removeprefix(BOM).strip() else ""
    sign = ";" if head.count(";") > head.count(",") else ","
    named = [name.strip() for name in next(csv.reader([head], delimiter=sign), [])]
    missing = [name for name in columns[:3] if name not in named]
    if missing:
        raise RegistryError(f"{path.name} tidak mempunyai kolom {', '.join(missing)}.")
    values = dict(zip(columns, map(harmless, decision), strict=True))
    line = io.StringIO()
    csv.writer(line, delimiter=sign, lineterminator="\r\n" if "\r\n" in text else "\n").writerow([values.get(name, "") for name in named])
    body = text if text.endswith("\n") else text + ("\r\n" if "\r\n" in text else "\n")
    with replacing(path) as temporary:
        temporary.write_text(body + line.getvalue(), encoding="utf-8", newline="")


def _kept_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise RegistryError(f"{path.name} tidak dapat dibaca ({error}); simpan sebagai CSV UTF-8.") from error
