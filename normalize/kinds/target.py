"""Rows of `target` and `target_bulanan` from a RAPK's indicators."""

import dataclasses
from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from normalize.alamat import made_id
from normalize.heads.layouts import monthly
from normalize.plan.rapk import Indikator
from normalize.rows import Target, TargetBulanan
from normalize.tables.tempat import Tempat
from normalize.words.measures import Measure, as_money
from normalize.words.progres import PROGRES, is_progress
from normalize.words.units import month_unit


class Konteks(Struct, frozen=True):
    """What all rows of one table share."""

    doc_id: str
    metode: str
    upt_id: str | None
    tahun: int | None
    tabel_no: int
    tabel: str
    versi: str | None
    skala: int
    bendera: frozenset[str] = frozenset()
    # Page → which other reader found its tables, and why it was asked.
    bendera_halaman: Mapping[int, frozenset[str]] = field(default_factory=dict)


def provenance(konteks: Konteks, tempat: Tempat, bendera: set[str] | frozenset[str]) -> dict[str, object]:
    """The columns of Asal."""
    reader = konteks.bendera_halaman.get(tempat.halaman or 0, frozenset())
    return {
        "doc_id": konteks.doc_id,
        "tabel_no": konteks.tabel_no,
        "tabel": konteks.tabel,
        "versi": konteks.versi,
        "baris": tempat.baris,
        "halaman": tempat.halaman,
        "line": tempat.line,
        "bbox": tempat.bbox,
        "metode": konteks.metode,
        "bendera": tuple(sorted({*bendera, *konteks.bendera, *reader})),
    }


def rupiah(value: Decimal | None, skala: int) -> Decimal | None:
    """Printed units to rupiah."""
    return None if value is None else value * skala


def target_id(konteks: Konteks, item: Indikator) -> str:
    """Unique over all documents: document, table, printed row."""
    return made_id(konteks.doc_id, konteks.tabel_no, item.blok.tempat.baris)


def yearly_target(item: Indikator) -> tuple[Decimal | None, set[str]]:
    """The printed yearly target; without such a column the December target, which is the yearly one by the RAPK's make."""
    december = item.bulan.get(12, Measure("", None))
    if item.target is not None and item.target.value is not None:
        return item.target.value, set(item.target.bendera)
    return december.value, set(december.bendera)


def target_row(item: Indikator, konteks: Konteks) -> Target:
    """One indicator."""
    yearly, flags = yearly_target(item)
    months = set().union(*(measure.bendera for measure in item.bulan.values()), set())
    bendera = item.bendera | flags | months | as_money([yearly]) | item.amounts.anggaran.bendera
    if is_progress(item.satuan, {month: measure.value for month, measure in item.bulan.items()}):
        bendera = bendera | {PROGRES}
    return Target(
        target_id=target_id(konteks, item),
        no_sasaran=item.no_sasaran,
        sasaran_raw=item.sasaran,
        no_indikator=item.no,
        indikator_raw=item.nama,
        indikator_id=None,
        upt_id=konteks.upt_id,
        tahun=konteks.tahun,
        satuan=item.satuan,
        target_tahunan=yearly,
        anggaran_rp=rupiah(item.amounts.anggaran.value, konteks.skala),
        **provenance(konteks, item.blok.tempat, bendera),  # type: ignore[arg-type]
    )


MONTH_FLAGS = {
    "bulan_disimpulkan",
    "bulan_ambigu",
    "disambung_halaman",
    "html",
    "nilai_janggal",
    "kolom_disimpulkan",
    "baris_disimpulkan",
    "persen_pecahan",
}


def _is_counted(item: Indikator) -> bool:
    """True for values that are all of the indicator's own unit: counts of a plan that is not by months and in which they rise to the
    yearly one. Above it they are progress in percent, as in plans by months."""
    values = [measure.value for _, measure in sorted(item.bulan.items()) if measure.value is not None]
    return item.blok.tata is not monthly() and all(value <= values[-1] for value in values)


def month_rows(item: Indikator, konteks: Konteks) -> list[TargetBulanan]:
    """Twelve rows an indicator; those of a plan by quarters or half years have a value where one ends."""
    counted = _is_counted(item)

    def unit(month: int) -> str | None:
        return item.satuan if counted else month_unit(item.satuan, month)

    shared = item.bendera & MONTH_FLAGS
    own = replace(konteks, bendera=frozenset())
    place = item.blok.tempat
    placed = {month: Tempat(place.baris, place.halaman, place.line, box) for month, box in item.blok.kotak_bulan.items()}
    return [
        TargetBulanan(
            target_id=target_id(konteks, item),
            bulan=month,
            bagian=month,
            nilai=measure.value,
            satuan=unit(month) if measure.value is not None else None,
            mentah=measure.teks or None,
            **provenance(own, placed.get(month, place), shared | measure.bendera),  # type: ignore[arg-type]
        )
        for month, measure in sorted(item.bulan.items())
    ]


def with_lost_sasaran(rows: Sequence[Target]) -> list[Target]:
    """The rows, flagged where a table begins with indicators whose sasaran it does not say though it says those of the others: they belong
    to a sasaran of the page before."""
    named = {row.tabel_no for row in rows if row.sasaran_raw}
    lost = {row.target_id for row in rows if row.tabel_no in named and not row.sasaran_raw}
    return [
        dataclasses.replace(row, bendera=tuple(sorted({*row.bendera, "sasaran_hilang"}))) if row.target_id in lost else row for row in rows
    ]
