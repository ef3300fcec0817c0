"""Indicator names that still wait for a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from warehouse.store.errors import NameUnknown


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
