"""The open doubts as a person decides them: all of them as a list, and one with its candidates and the arithmetic that each satisfies."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import duckdb
from msgspec import Struct
from msgspec.structs import replace

from extract.message import Message, Phrase, message
from normalize.decisions.koreksi_tinjauan import csv_number
from normalize.decisions.registry_files import SCALES
from warehouse.database.query_files import query
from warehouse.review.doubts import Doubt, boxed, doubt_of, records
from warehouse.review.open_names import OpenName, find_open_name, open_names
from warehouse.review.page_places import Place, pages_of_table
from warehouse.review.review_numbers import EVERY_MONTH
from warehouse.screen.screen import printed

NAMA, SKALA, CEK, BULAN, LAINNYA, TABEL = "nama", "skala", "cek", "bulan", "lainnya", "tabel"
ORDER = (NAMA, SKALA, CEK, BULAN, LAINNYA, TABEL)
"""Kinds, in the order in which they are asked: one name decides many rows."""
ASKED_AS_SCALE = "skala_disimpulkan"
"""The finding about a whole document that is a question of kind SKALA."""


class Choice(Struct, frozen=True):
    """A candidate. nilai: what is written if it is chosen, a correction as in `review_numbers.parse_correction`; terbaca: True for what
    was read; bukti: (holds, None if unknown; sentence)."""

    nilai: str
    label: str | Message
    bukti: tuple[tuple[bool | None, str | Message], ...] = ()
    terbaca: bool = False


class Item(Struct, frozen=True):
    """A question. kunci: stable over runs while its content is the same. doubt: its place; nama: the open name, for kind `nama`, with
    the same doubt of other documents in `lain`. usulan: () until it is asked in full, see `detailed`. kantor: of its documents, upt_id or
    the printed name. halaman: the pages of a table, where it is about one."""

    kunci: str
    jenis: str
    judul: str | Message
    doubt: Doubt
    usulan: tuple[Choice, ...] = ()
    nama: str | None = None
    doc_id: str | None = None
    lain: tuple[Doubt, ...] = ()
    kantor: tuple[str, ...] = ()
    halaman: tuple[Place, ...] = ()

    @property
    def aturan(self) -> str:
        """The rule of the check that it is about; '' where it is about none."""
        return self.doubt.alasan.partition(":")[0] if self.jenis == CEK else ""


def listed_items(con: duckdb.DuckDBPyConnection) -> list[Item]:
    """Everything that waits for a decision, by kind, the heaviest first, without boxes and candidates."""
    rows = [row for row in records(con, "SELECT * FROM v_perlu_tinjau") if row["doc_id"]]
    items = [*_names(con, rows), *_scales(con)]
    items += [_finding(row) for row in rows if row["sumber"] != "indikator" and row["alasan"] != ASKED_AS_SCALE]
    offices = dict(con.execute("SELECT doc_id, coalesce(upt_id, upt_raw) FROM dokumen WHERE coalesce(upt_id, upt_raw) <> ''").fetchall())
    placed = []
    for item in items:
        own = (offices.get(doubt.place.doc_id) for doubt in (item.doubt, *item.lain))
        placed.append(replace(item, kantor=tuple(dict.fromkeys(name for name in own if name))))
    return sorted(placed, key=lambda item: ORDER.index(item.jenis))


def detailed(con: duckdb.DuckDBPyConnection, item: Item) -> Item:
    """The item with the boxes on its page and its candidates."""
    choices = {NAMA: _name_choices, SKALA: _scale_choices, CEK: _check_choices, BULAN: _month_choices}.get(item.jenis, _as_read)
    pages = pages_of_table(con, item.doubt.place, item.doubt.tabel_no or 0) if item.jenis == TABEL else ()
    return replace(item, doubt=boxed(con, item.doubt), usulan=choices(con, item), halaman=pages)


# ---- names


def _names(con: duckdb.DuckDBPyConnection, rows: Sequence[dict[str, Any]]) -> list[Item]:
    places: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["sumber"] == "indikator":
            places[row["kunci"]].append(row)
    found = []
    for name in open_names(con):
        if name.nama in places:
            doubt, *others = map(doubt_of, places[name.nama])
            found.append(Item(f"nama-{name.indikator_id}", NAMA, name.nama, doubt, nama=name.nama, lain=tuple(others)))
    return found


def _name_choices(con: duckdb.DuckDBPyConnection, item: Item) -> tuple[Choice, ...]:
    name = find_open_name(open_names(con), item.nama or "")
    ranges = {row["indikator_id"]: row for row in records(con, query("tinjau_sebaran"))}
    own = ranges.get(name.indikator_id, {})
    return tuple(_candidate(name, number, ranges, own) for number in range(len(name.usulan)))


def _candidate(name: OpenName, number: int, ranges: dict[str, dict[str, Any]], own: dict[str, Any]) -> Choice:
    item = name.usulan[number]
    known = ranges.get(item.usulan_id)
    proof: list[tuple[bool | None, str | Message]] = [(None, message("bukti_kemiripan", skor=printed(item.skor)))]
    if item.penghalang:
        proof.append((False, message("bukti_kata_terjaga", kata=item.penghalang)))
    if own.get("satuan"):
        units = message("bukti_satuan", satuan=own["satuan"], lain=item.satuan or message("tanpa_satuan"))
        proof.append((own["satuan"] == item.satuan, units))
    if known and known["terendah"] is not None and own.get("terendah") is not None:
        inside = known["terendah"] <= own["terendah"] and own["tertinggi"] <= known["tertinggi"]
        low, high = printed(known["terendah"]), printed(known["tertinggi"])
        proof.append((inside, message("bukti_target", sini=_span(own), rendah=low, tinggi=high, kantor=known["kantor"])))
    return Choice(item.usulan_id, f"{item.nama} ({item.usulan_id})", tuple(proof))


def _span(row: dict[str, Any]) -> Phrase:
    low, high = printed(row["terendah"]), printed(row["tertinggi"])
    return low if low == high else message("rentang", rendah=low, tinggi=high)


# ---- scale


def _scales(con: duckdb.DuckDBPyConnection) -> list[Item]:
    found = []
    for row in records(con, query("tinjau_skala")):
        doubt = doubt_of(row | {"sumber": "target", "temuan_id": "", "kunci": row["nama_berkas"]})
        found.append(Item(f"skala-{row['doc_id']}", SKALA, message("skala_dari", nama=row["nama_berkas"]), doubt, doc_id=row["doc_id"]))
    return found


def _scale_choices(con: duckdb.DuckDBPyConnection, item: Item) -> tuple[Choice, ...]:
    row = next(row for row in records(con, query("tinjau_skala")) if row["doc_id"] == item.doc_id)
    choices = []
    for scale in dict.fromkeys((row["skala_rupiah"], *map(int, SCALES))):
        proof: list[tuple[bool | None, str | Message]] = []
        if row["total"] is not None:
            worth = row["total"] / row["skala_rupiah"] * scale
            proof.append((None, message("bukti_total", jumlah=printed(worth))))
            if row["median"] is not None:
                ratio = worth / row["median"]
                near = Decimal("0.02") <= ratio <= 50
                proof.append((near, message("bukti_median", kali=printed(round(ratio, 3)), jumlah=printed(row["median"]))))
        choices.append(
            Choice(str(scale), message("satuan_tercetak", skala=printed(Decimal(scale))), tuple(proof), scale == row["skala_rupiah"])
        )
    return tuple(choices)


# ---- checks, months, flags, tables


def _finding(row: dict[str, Any]) -> Item:
    doubt = doubt_of(row)
    return Item(doubt.temuan_id, _kind(row), doubt.kunci or doubt.nama_berkas, doubt)


def _kind(row: dict[str, Any]) -> str:
    if row["sumber"] == "cek":
        return CEK
    if row["alasan"] == f"{row['sumber']}: tak_terbukti":
        return TABEL
    return BULAN if row["target_id"] and "bulan" in row["alasan"] else LAINNYA


def _as_read(con: duckdb.DuckDBPyConnection, item: Item) -> tuple[Choice, ...]:
    return (Choice("", "seperti terbaca", (), terbaca=True),)


def _check_choices(con: duckdb.DuckDBPyConnection, item: Item) -> tuple[Choice, ...]:
    where = item.doubt.place
    checks = con.execute(query("tinjau_cek"), [where.doc_id, item.doubt.target_id, where.baris]).fetchall()
    own = next((read for name, _, _, read in checks if name == item.aturan), None)
    others = tuple((status == "lolos" if status != "tak_terbukti" else None, name) for name, status, _, _ in checks)
    return (Choice("", message("terbaca_sebagai", nilai=printed(own)), others, terbaca=True),)


def _month_choices(con: duckdb.DuckDBPyConnection, item: Item) -> tuple[Choice, ...]:
    found = con.execute(query("tinjau_bulan"), [item.doubt.target_id]).fetchall()
    read: list[Decimal | None] = [value for value, *_ in found]
    target, unit, baris = found[0][1:] if found else (None, None, None)
    values = [value for value in read if value is not None]
    missing: list[Decimal | None] = [None] * (12 - len(values))
    place = f"target_bulanan/{baris}/{EVERY_MONTH}/nilai="
    first, last = [*values, *missing], [*missing, *values]
    choices = [_months(read, message("terbaca_sebagai", nilai=_listed(read)), target, unit, "")]
    for label, other in (
        (message("bulan_mulai_januari", bulan=_listed(first)), first),
        (message("bulan_berakhir_desember", bulan=_listed(last)), last),
    ):
        if values and missing and other != read and len(other) == 12:
            choices.append(_months(other, label, target, unit, place))
    return tuple(choices)


def _listed(values: Sequence[Decimal | None]) -> str:
    return " ".join(printed(value) for value in values)


def _months(values: Sequence[Decimal | None], label: Message, target: Decimal | None, unit: str | None, place: str) -> Choice:
    """place: of the months to be put right; '' for those that were read."""
    known = [value for value in values if value is not None]
    december = values[11] if len(values) == 12 else None
    proof: list[tuple[bool | None, str | Message]] = [(known == sorted(known), "tidak turun dari bulan ke bulan")]
    if target is None or december is None:
        proof.append((None, "Desember sama dengan target setahun: salah satunya tidak tercetak"))
    else:
        plain = message("desember_setahun", bulan=printed(december), target=printed(target))
        with_unit = message("desember_setahun_satuan", bulan=printed(december), target=printed(target), satuan=unit)
        proof.append((december == target, with_unit if unit else plain))
    written = " ".join(map(csv_number, values))
    return Choice(f"{place}{written}" if place else "", label, tuple(proof), terbaca=not place)
