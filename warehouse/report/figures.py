"""All that the report shows, read once from the warehouse and kept as typed rows; the pages group it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args

import duckdb
from msgspec import Struct

from warehouse.database.contents import places_of
from warehouse.database.query_files import query
from warehouse.report.marks import page_address, place_words
from warehouse.store.cause_words import cause_words, reason

T = TypeVar("T")
R = TypeVar("R", bound=NamedTuple)
Edition = tuple[int, str]
"""(year, period)"""


class Link(Struct, frozen=True):
    """The place of a number. href: None where its document is no longer there."""

    href: str | None
    text: str
    halaman: str


class Value(NamedTuple):
    """A row of v_nilai_kantor."""

    tahun: int
    periode: str
    upt_id: str
    nama_upt: str
    level: str
    sasaran_id: str | None
    nilai: Decimal | None
    nilai_tercetak: Decimal | None
    terendah: Decimal | None
    terukur: int
    di_bawah_target: int
    belum_diukur: int
    tanpa_target: int
    diragukan: int
    tanpa_sasaran: int
    doc_id: str
    nama_berkas: str


class Result(NamedTuple):
    """A row of _hasil_laporan: an indicator of an own report."""

    upt_id: str
    nama_upt: str
    level: str
    tahun: int
    periode: str
    indikator_id: str
    nama_indikator: str
    sasaran_id: str | None
    satuan: str | None
    target: Decimal | None
    realisasi: Decimal | None
    capaian_persen: Decimal | None
    kriteria: str | None
    diragukan: bool
    bukti_target: str | None
    bukti_realisasi: str | None
    bukti_capaian: str | None
    pagu_rp: Decimal | None
    realisasi_rp: Decimal | None
    serap_persen: Decimal | None
    tabel_berbeda: list[str] | None
    doc_id: str
    nama_berkas: str
    tabel_no: int | None
    baris: int
    halaman: int | None
    line: int | None


class Seen(NamedTuple):
    """A yearly or quarterly result wherever it is printed."""

    indikator_id: str
    nama_indikator: str
    tahun: int
    periode: str
    upt_id: str
    nama_upt: str
    satuan: str | None
    skala_sampai: int | None
    realisasi: Decimal
    nama_berkas: str
    doc_id: str
    halaman: int | None
    line: int | None


class PlannedIndicator(NamedTuple):
    """An indicator of the plan that holds in the year of the office's page: its target, twelve months and budget."""

    upt_id: str
    nama_upt: str
    level: str
    tahun: int
    indikator_id: str
    nama_indikator: str
    sasaran_id: str | None
    satuan: str | None
    target_tahunan: Decimal | None
    bulan: list[float | None] | None
    progres: bool
    anggaran_rp: Decimal | None
    nama_berkas: str
    doc_id: str
    halaman: int | None
    line: int | None


class Change(NamedTuple):
    """A row of v_target_diubah whose direction is certain."""

    tahun: int
    upt_id: str
    nama_upt: str
    indikator_id: str
    indikator: str
    semula: Decimal
    menjadi: Decimal
    arah: str
    realisasi: Decimal | None
    akibat: str | None
    doc_id_semula: str
    nama_berkas_semula: str
    halaman_semula: int | None
    doc_id_menjadi: str
    nama_berkas_menjadi: str
    halaman_menjadi: int | None


class Money(NamedTuple):
    """Budget and what was spent of it, of an own report: as its table of absorption says, else the sum of its indicators."""

    doc_id: str
    pagu_rp: Decimal | None
    realisasi_rp: Decimal | None


class Ro(NamedTuple):
    """An output of an office with what the others give it."""

    tahun: int
    upt_id: str
    ro_kunci: str
    nama_ro: str | None
    kontribusi_rp: Decimal
    median_rp: Decimal | None
    jumlah_upt: int | None
    nama_berkas: str
    doc_id: str
    halaman: int | None
    line: int | None


class Office(NamedTuple):
    """An office that exists in that year. berencana: its RAPK is there."""

    upt_id: str
    nama_upt: str
    level: str
    tahun: int
    berencana: bool


class DoubtLine(NamedTuple):
    """A row of v_perlu_tinjau. penjelasan, anjuran, kode, isi: None where the registry has words for its reason."""

    berat: int
    sumber: str
    doc_id: str
    nama_berkas: str
    baris: int | None
    halaman: int | None
    line: int | None
    alasan: str
    penjelasan: str | None
    anjuran: str | None
    kode: list[str] | None
    isi: list[str] | None


class Paper(NamedTuple):
    """A document of the inbox."""

    doc_id: str
    nama_berkas: str
    jenis: str | None
    upt_id: str | None
    nama_upt: str | None
    tahun: int | None
    periode: str | None
    status: str
    pesan: str | None
    kode: list[str]
    isi: list[str]
    diproses_pada: datetime | None


class Break(NamedTuple):
    """A year from which an indicator's figures do not compare with those before. sebab: penerus, pecah, skala."""

    indikator_id: str
    tahun: int
    sebab: str
    sebelumnya: str | None
    catatan: str | None


class SasaranName(NamedTuple):
    sasaran_id: str
    nama: str
    nama_pendek: str


class ReportFigures:
    """Everything of a warehouse. Raises nothing of its own; the connection's errors pass."""

    def __init__(self, con: duckdb.DuckDBPyConnection, data_dir: Path) -> None:
        self._places = places_of(con, data_dir)
        self.values = _rows(con, Value, "FROM v_nilai_kantor")
        self.results = _rows(con, Result, "FROM _hasil_laporan ORDER BY nama_upt, upt_id, tahun, periode, tabel_no, baris")
        self.seen = _rows(con, Seen, f"FROM ({query('laporan_hasil')}) ORDER BY indikator_id, tahun, periode, nama_upt, upt_id")
        self.plans = _rows(con, PlannedIndicator, f"FROM ({query('laporan_rencana')}) ORDER BY upt_id, tahun, doc_id, baris")
        changed = "FROM v_target_diubah WHERE arah <> 'tidak pasti' ORDER BY tahun, nama_upt, indikator, semula, menjadi"
        self.changes = _rows(con, Change, changed)
        self.money = {row.doc_id: row for row in _rows(con, Money, f"FROM ({query('laporan_uang')}) ORDER BY doc_id")}
        self.outputs = _rows(con, Ro, f"FROM ({query('laporan_ro')}) ORDER BY upt_id, tahun, kontribusi_rp DESC, ro_kunci")
        self.offices = _rows(con, Office, f"FROM ({query('laporan_kantor')}) ORDER BY tahun, level, nama_upt, upt_id")
        told_by_row = [why for source, why in con.execute(query("laporan_sebab")).fetchall() if reason(source, why) not in cause_words()]
        self.doubts = _rows(con, DoubtLine, f"FROM ({query('laporan_ragu')})", [told_by_row])
        self.papers = _rows(con, Paper, f"FROM ({query('laporan_dokumen')}) ORDER BY nama_berkas, doc_id")
        self.breaks = _rows(con, Break, f"FROM ({query('laporan_putus')}) ORDER BY indikator_id, tahun, sebab")
        self.sasaran = _rows(con, SasaranName, "FROM dim_sasaran ORDER BY rowid")

    def link(self, row: Any) -> Link:
        """Of any row that has doc_id, nama_berkas, halaman and line."""
        return self.place(row.doc_id, row.nama_berkas, row.halaman, getattr(row, "line", None))

    @cached_property
    def _links(self) -> dict[tuple[str, int | None, int | None], Link]:
        """(doc_id, page, line) → its link, of those that were asked for: many rows stand on a page."""
        return {}

    def place(self, doc_id: str, nama_berkas: str, halaman: int | None, line: int | None = None) -> Link:
        key = doc_id, halaman, line
        link = self._links.get(key)
        if link is None:
            words = place_words(nama_berkas, halaman, line)
            link = Link(page_address(self._places.get(doc_id), halaman), words, place_words(None, halaman, line).strip() or words)
            self._links[key] = link
        return link

    @cached_property
    def reports(self) -> dict[Edition, list[Value]]:
        """Edition → the offices that reported, by their own value of the whole office."""
        return grouped([value for value in self.values if value.sasaran_id is None], lambda value: (value.tahun, value.periode))

    @cached_property
    def parts(self) -> dict[tuple[str, Edition], dict[str, Value]]:
        """(office, edition) → sasaran_id → its value."""
        found: dict[tuple[str, Edition], dict[str, Value]] = {}
        for value in self.values:
            if value.sasaran_id is not None:
                found.setdefault((value.upt_id, (value.tahun, value.periode)), {})[value.sasaran_id] = value
        return found

    @cached_property
    def by_edition(self) -> dict[Edition, list[Result]]:
        return grouped(self.results, lambda row: (row.tahun, row.periode))

    @cached_property
    def _results_by_office(self) -> dict[tuple[str, Edition], list[Result]]:
        return grouped(self.results, lambda row: (row.upt_id, (row.tahun, row.periode)))

    def results_of(self, upt_id: str, edition: Edition) -> list[Result]:
        return self._results_by_office.get((upt_id, edition), [])

    @cached_property
    def _changes_by_office(self) -> dict[str, list[Change]]:
        return grouped(self.changes, lambda change: change.upt_id)

    def changes_of(self, upt_id: str) -> list[Change]:
        return self._changes_by_office.get(upt_id, [])

    @cached_property
    def _outputs_by_office(self) -> dict[str, list[Ro]]:
        return grouped(self.outputs, lambda output: output.upt_id)

    def outputs_of(self, upt_id: str) -> list[Ro]:
        return self._outputs_by_office.get(upt_id, [])

    @property
    def read(self) -> list[datetime]:
        """When the documents were read."""
        return [paper.diproses_pada for paper in self.papers if paper.diproses_pada]

    @cached_property
    def shown_rows(self) -> set[tuple[str, int | None]]:
        """(document, baris) of every figure on a scorecard."""
        return {(row.doc_id, row.baris) for row in self.results}

    @cached_property
    def _seen_by_office(self) -> dict[str, list[Seen]]:
        return grouped(self.seen, lambda row: row.upt_id)

    def seen_of(self, upt_id: str) -> list[Seen]:
        return self._seen_by_office.get(upt_id, [])

    @cached_property
    def seen_as(self) -> dict[str, list[Seen]]:
        """Indicator → its results wherever they are printed."""
        return grouped(self.seen, lambda row: row.indikator_id)

    @cached_property
    def _doubts_by_document(self) -> dict[str, list[tuple[int, DoubtLine]]]:
        """With their places among all."""
        return grouped(list(enumerate(self.doubts)), lambda placed: placed[1].doc_id)

    def doubts_of(self, documents: Iterable[str]) -> list[DoubtLine]:
        """In the order of all."""
        return [doubt for _, doubt in sorted(placed for doc_id in documents for placed in self._doubts_by_document.get(doc_id, ()))]

    @cached_property
    def in_year(self) -> dict[int, list[Office]]:
        """Year → the offices that exist in it, PUSAT apart."""
        return grouped(self.offices, lambda office: office.tahun)

    def spent(self, doc_id: str) -> Money | None:
        """None where the report tells nothing of money."""
        return self.money.get(doc_id)


def grouped(rows: Sequence[T], key: Any) -> dict[Any, list[T]]:
    """In the order of the rows; the groups in the order of their keys."""
    found: dict[Any, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return {name: found[name] for name in sorted(found)}


class _Numbers(dict[str | None, Decimal | None]):
    """Printed number → itself. Offices have many in common: each is made once, which takes longer than all else of fetching it."""

    def __missing__(self, text: str) -> Decimal:
        self[text] = number = Decimal(text)
        return number


def _rows(con: duckdb.DuckDBPyConnection, cls: type[R], source: str, given: Sequence[object] = ()) -> list[R]:
    """source: from FROM on; its columns are found by the names of the fields. given: what its parameters are."""
    numbers = {name for name, kind in cls.__annotations__.items() if Decimal in (kind, *get_args(kind))}
    asked = ", ".join(f"CAST({name} AS VARCHAR)" if name in numbers else name for name in cls._fields)
    found = con.execute(f"SELECT {asked} FROM (SELECT {', '.join(cls._fields)} {source})", given).fetchall()
    made = _Numbers({None: None})
    by_name = zip(cls._fields, zip(*found, strict=True), strict=False)  # nothing where there are no rows
    columns = [map(made.__getitem__, values) if name in numbers else values for name, values in by_name]
    return list(map(cls._make, zip(*columns, strict=True)))
