"""Checks of the rows themselves, whatever stands in them: none twice, none left out, each under its own sasaran."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from extract.message import Message, message
from normalize.alamat import made_id
from normalize.bukti.row_names import FactRows, NamedRow, PrintedCell, TableKey, breaks, named_rows, twice
from normalize.cek_row import cek_at
from normalize.indicators.indikator_dokumen import Template
from normalize.kinds.all_kinds import KINDS
from normalize.kinds.kind import Chart, Total
from normalize.proof.same_figures import IN_FORCE
from normalize.rows import Asal, Cek, Target
from normalize.words.names import letters

LOLOS, GAGAL, TAK_TERBUKTI = "lolos", "gagal", "tak_terbukti"
NUMBERING, SASARAN, DOUBLED = "nomor_baris", "sasaran_indikator", "baris_ganda"
ORDER, LIST = "urutan_indikator", "daftar_indikator"
LEAST = 3
"""Rows: two may count on by chance."""
PLANS = ("PK", "RAPK")
COMPARED = (*PLANS, "CAPAIAN", "EFISIENSI")
MOST_ODD = 2
"""More indicators that only one of two tables has are no slip."""
MOST_BREAKS = 4
"""One row lost, doubled or moved, or two in each other's place, break an order in so many places; one broken more often is none."""


def row_checks(rows: FactRows, cells: Sequence[PrintedCell], template: Template) -> list[Cek]:
    """The findings of one document; `rows` with its indicators known."""
    made: list[Cek] = []
    count: Counter[str] = Counter()

    def add(row: Asal, aturan: str, status: str, text: Message) -> None:
        count[aturan] += 1
        made.append(cek_at(row, made_id(row.doc_id, "baris", aturan, count[aturan]), aturan, status, text))

    for row, name in twice(rows):
        add(row, DOUBLED, GAGAL, message("baris_ganda", nama=_short(name)))
    told = {cek.tabel_no for cek in rows.cek if cek.aturan == "nomor_urut" and cek.status != LOLOS}
    named = named_rows(rows, cells)
    for (_, tabel_no), printed in named.items():
        if len(printed) >= LEAST and tabel_no not in told:
            for item, status, text in _numbering(printed):
                add(item.row, NUMBERING, status, text)
        for item, status, text in _sasaran(printed, template):
            add(item.row, SASARAN, status, text)
        for item, status, text in _order(printed, template):
            add(item.row, ORDER, status, text)
    for item, status, text in _lists(named):
        add(item.row, LIST, status, text)
    for kind in KINDS:
        if kind.chart and kind.total:
            for first, status, text in _charted(getattr(rows, kind.fakta), kind.chart, kind.total):
                add(first, kind.chart.aturan, status, text)
    return made


def _charted(rows: Sequence[Any], chart: Chart, total: Total) -> Iterator[tuple[Asal, str, Message]]:
    """Of the rows of each table and period that has a total; a table without one is not judged."""
    tables: dict[Hashable, list[Any]] = defaultdict(list)
    for row in rows:
        tables[row.tabel_no, row.tahun, row.periode].append(row)
    for table in tables.values():
        if len(table) > 1 and any(map(total.is_row, table)):
            yield table[0], *((LOLOS, chart.lolos) if chart.keeps(table) else (TAK_TERBUKTI, chart.tak_terbukti))


def _numbering(printed: list[NamedRow]) -> Iterator[tuple[NamedRow, str, Message]]:
    broken = breaks(printed)
    if not broken:
        yield printed[0], LOLOS, message("nomor_baris_naik")
    elif len(broken) <= MOST_BREAKS and all(item.nomor is not None for item in printed):
        odd = printed[broken[0]]
        name = _short(odd.row.indikator_raw or "")
        text = message("nomor_baris_putus", nomor=odd.nomor, nama=name)
        yield odd, TAK_TERBUKTI, text.then(message("baris_mungkin_hilang"))


def _sasaran(printed: list[NamedRow], template: Template) -> Iterator[tuple[NamedRow, str, Message]]:
    """Of plans, whose rows stand under a sasaran: a name that belongs to another sasaran of the same table."""
    known = [item for item in printed if isinstance(item.row, Target) and item.row.sasaran_raw and item.row.indikator_id]
    goals = {item.sasaran[1]: item.row.sasaran_raw for item in known if isinstance(item.row, Target)}
    held = 0
    for item in known:
        assert isinstance(item.row, Target)
        if under(template, item.row, item.row.sasaran_raw):
            held += 1
            continue
        other = next((goal for key, goal in goals.items() if key != item.sasaran[1] and under(template, item.row, goal)), None)
        if other:
            name, own = _short(item.row.indikator_raw or ""), _short(other)
            text = message("sasaran_lain", nama=name, sasaran=own)
            yield item, TAK_TERBUKTI, text
    if held:
        yield known[0], LOLOS, message("sasaran_menurut_daftar", jumlah=held)


def positions(printed: Sequence[NamedRow], template: Template) -> list[int | None]:
    """Where the shared list has each row's indicator; None where it does not know it."""
    return template.positions([item.row.indikator_id for item in printed])


def in_order(places: Sequence[int | None]) -> bool:
    """True where those that are known go up."""
    known = [place for place in places if place is not None]
    return all(before < after for before, after in pairwise(known))


def _order(printed: list[NamedRow], template: Template) -> Iterator[tuple[NamedRow, str, Message]]:
    """Offices keep the order of the shared list, whatever they leave out of it."""
    known = [(place, item) for place, item in zip(positions(printed, template), printed, strict=True) if place is not None]
    if len(known) < LEAST or len(known) * 2 < len(printed):
        return
    broken = [item for (before, _), (after, item) in pairwise(known) if before >= after]
    if not broken:
        yield known[0][1], LOLOS, message("urutan_menurut_daftar", jumlah=len(known))
    elif len(broken) <= MOST_BREAKS:
        name = _short(broken[0].row.indikator_raw or "")
        yield broken[0], TAK_TERBUKTI, message("di_luar_urutan", nama=name)


def _lists(named: Mapping[TableKey, list[NamedRow]]) -> Iterator[tuple[NamedRow, str, Message]]:
    """The tables of a report list the same indicators: those of the agreement in force. One that lists many others is no such table."""
    agreed = agreement(named)
    if agreed is None:
        return
    for printed in named.values():
        tabel, versi = printed[0].row.tabel, printed[0].row.versi
        if printed is agreed or tabel not in COMPARED or (tabel in PLANS and versi != agreed[0].row.versi):
            continue
        here, there = ({item.row.indikator_id: item for item in rows} for rows in (printed, agreed))
        odd = sorted(here.keys() ^ there.keys(), key=str)
        if not odd:
            yield printed[0], LOLOS, message("daftar_indikator_sama", jumlah=len(here))
        elif len(odd) <= MOST_ODD and len(odd) * 3 < len(there):
            item = next(found for key in odd if (found := here.get(key) or there.get(key)))
            lacking = printed if item in agreed else agreed
            name, without = _short(item.row.indikator_raw or ""), lacking[0].row.tabel
            other = (agreed if lacking is printed else printed)[0].row.tabel
            text = message("indikator_tak_di_tabel", nama=name, tabel=without, lain=other)
            yield printed[0], TAK_TERBUKTI, text


def agreement(named: Mapping[TableKey, list[NamedRow]]) -> list[NamedRow] | None:
    """The first list of the agreement in force; None in a document that has no table of results to compare it with."""
    if not any(key[0] != "target" for key in named):
        return None
    plans = [printed for printed in named.values() if printed[0].row.tabel in PLANS and len(printed) >= LEAST]
    return min(plans, key=lambda printed: (IN_FORCE.index(printed[0].row.versi), PLANS.index(printed[0].row.tabel or "")), default=None)


def under(template: Template, row: Target, sasaran: str | None) -> bool:
    """True where the shared lists put the row's indicator under a sasaran of this name."""
    return bool(row.indikator_id and sasaran and letters(sasaran) and template.under(row.indikator_id, sasaran))


def _short(name: str) -> str:
    return name if len(name) <= 60 else name[:57].rstrip() + "…"
