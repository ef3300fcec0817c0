"""Indicator names that still wait for a decision."""

from collections.abc import Sequence
from decimal import Decimal

import duckdb
from msgspec import Struct

from extract.message import Message, message, message_of
from warehouse.store.errors import NameUnknown


class ProposedName(Struct, frozen=True):
    """An indicator proposed for an open name. penghalang: guarded words that differ, None where there are none."""

    usulan_id: str
    nama: str
    skor: Decimal
    satuan: str | None
    penghalang: str | None


class OpenName(Struct, frozen=True):
    """An open name with its candidates, likeliest first. jumlah: fact rows under it; target, letak: as in dim_indikator_usulan."""

    nama: str
    indikator_id: str
    jumlah: int
    alasan: Message | None
    target: str | None
    letak: Message | None
    usulan: tuple[ProposedName, ...]


def open_names(con: duckdb.DuckDBPyConnection) -> list[OpenName]:
    """The open names of the warehouse, those with most rows first."""
    candidates: dict[str, list[ProposedName]] = {}
    places: dict[str, tuple[str | None, Message | None]] = {}
    for alias, target, kode, isi, *values in con.sql(
        """SELECT u.alias, u.target, u.kode, u.isi, u.usulan_id, d.nama, u.skor, u.satuan_usulan, u.penghalang
           FROM dim_indikator_usulan u JOIN dim_indikator d ON d.indikator_id = u.usulan_id ORDER BY u.alias, u.urutan"""
    ).fetchall():
        candidates.setdefault(alias, []).append(ProposedName(*values))
        places.setdefault(alias, (target, _message(kode, isi)))
    found = con.sql(
        """SELECT alias, indikator_id, jumlah_baris, kode, isi FROM dim_indikator_alias
           WHERE status = 'terbuka' ORDER BY jumlah_baris DESC, alias"""
    ).fetchall()
    return [
        OpenName(alias, indikator_id, jumlah, _message(kode, isi), *places.get(alias, (None, None)), tuple(candidates.get(alias, ())))
        for alias, indikator_id, jumlah, kode, isi in found
    ]


def _message(kode: str | None, isi: str | None) -> Message | None:
    return message_of(kode, isi) if kode and isi else None


def find_open_name(names: Sequence[OpenName], text: str) -> OpenName:
    """The name meant: as printed, or its provisional id. Raises NameUnknown."""
    for name in names:
        if text in (name.nama, name.indikator_id):
            return name
    raise NameUnknown(message("nama_tak_menunggu", nama=text))
