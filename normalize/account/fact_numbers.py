"""The numbers and texts of fact rows by the printed row that they come from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from msgspec import Struct

from normalize.alamat import DOKUMEN, Alamat, alamat_of
from normalize.decisions.koreksi_tinjauan import CORRECTABLE
from normalize.decisions.ro_tinjauan import DITULIS
from normalize.rows import TABEL, DocumentRows
from normalize.words.names import letters

DERIVED = {"kontribusi_ro": ("kontribusi_persen",)}
"""Computed where it is not printed, and then found in no cell."""
CODES = ("kode_program", "kode_kegiatan", "kode_kro", "kode_ro", "kode_komponen", "kode_subkomponen", "kode")
RUNNING = ("no", "no_sasaran", "no_indikator")
TEXTS = (
    "sasaran_raw",
    "indikator_raw",
    "upt_raw",
    "nama_ro",
    "nama_komponen",
    "nama_subkomponen",
    "kriteria",
    "kategori",
    "jenis_belanja",
    "nama",
    "satuan_volume",
)
Place = tuple[int, int]
"""tabel_no and baris."""


class FactNumber(Struct, frozen=True):
    """A number of a fact row. tujuan: its address, 'capaian.realisasi#12/1'; values: as it may be printed, also in thousands."""

    tujuan: str
    values: frozenset[Decimal]


class NamedFact(Struct, frozen=True):
    """A fact row by its name: where it was printed, and every number that it holds."""

    place: Place
    values: frozenset[Decimal]


class Facts(Struct, frozen=True):
    """angka: place → the numbers of its rows, in printed order. sumber: tabel_no → the places of its rows, in order. nomor, kode: what
    the rows at a place say of running numbers and codes. nama: all names of the document, as letters → the rows that bear them."""

    angka: Mapping[Place, Sequence[FactNumber]]
    sumber: Mapping[int, Sequence[int]]
    nomor: Mapping[Place, frozenset[int]]
    kode: Mapping[Place, frozenset[str]]
    nama: Mapping[str, Sequence[NamedFact]]


def facts_of(rows: DocumentRows, corrected: Mapping[Alamat, Decimal], texts: Mapping[Alamat, str]) -> Facts:
    """All of one document's. corrected, texts: what is printed where a person put a number or a text right."""
    factor = rows.dokumen.skala_rupiah or 1
    angka: dict[Place, list[FactNumber]] = defaultdict(list)
    nomor: dict[Place, set[int]] = defaultdict(set)
    kode: dict[Place, set[str]] = defaultdict(set)
    nama: dict[str, list[NamedFact]] = defaultdict(list)
    for tabel, columns in CORRECTABLE.items():
        if tabel == DOKUMEN:
            continue
        columns_there = {field.name for field in fields(TABEL[tabel])}
        running, codes, names = ([name for name in some if name in columns_there] for some in (RUNNING, CODES, TEXTS))
        for row in getattr(rows, tabel):
            if DITULIS in row.bendera:
                continue  # it answers for nothing that is printed
            place = (row.tabel_no or 0, row.baris)
            addresses = [alamat_of(row, kolom) for kolom in (*columns, *DERIVED.get(tabel, ()))]
            numbers = list(_numbers(row, addresses, corrected, factor))
            angka[place].extend(numbers)
            nomor[place].update(value for name in running if (value := getattr(row, name)) is not None)
            kode[place].update(value for name in codes if (value := getattr(row, name)))
            named = NamedFact(place, frozenset(value for number in numbers for value in number.values))
            printed = (texts.get(alamat_of(row, name), getattr(row, name)) for name in names)
            for plain in {letters(value) for value in printed if value} - {""}:
                nama[plain].append(named)
    sources: dict[int, list[int]] = defaultdict(list)
    for tabel_no, baris in sorted(angka):
        sources[tabel_no].append(baris)
    return Facts(
        angka,
        sources,
        {place: frozenset(values) for place, values in nomor.items()},
        {place: frozenset(values) for place, values in kode.items()},
        nama,
    )


def _numbers(row: Any, addresses: Sequence[Alamat], corrected: Mapping[Alamat, Decimal], factor: int) -> Iterator[FactNumber]:
    for place in addresses:
        value: Decimal | None = corrected.get(place, getattr(row, place.kolom))
        if value is not None:
            shown = {value, value / factor} if place.kolom.endswith("_rp") else {value}
            yield FactNumber(place.tujuan, frozenset(shown))
