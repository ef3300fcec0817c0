"""Columns of a plan that hold nothing at all, and figures of a plan that stand in no table that was read: a column may be printed apart
from its table, on another page or torn off by shading."""

from collections.abc import Iterator, Sequence

import regex

from extract.cells import Line
from extract.message import Message, message
from extract.running.notes import page_runs
from normalize.heads.headings import roles
from normalize.kinds.interpret import Tafsir
from normalize.kinds.kind import LAIN, RAPK
from normalize.plan.rapk import Rapk
from normalize.words.numbers import bare_number

LEAST_FIGURES = 3
"""Fewer figures in a table of a plan are numbers of pages, of letters, of decrees."""
# '62.210.400' 'Rp 1.214.556.000,00': an amount alone in its line.
AMOUNT = regex.compile(r"(?:rp\.?)?\s*\d{1,3}(?:[.,]\d{3}){2,}(?:[.,]\d{2})?", regex.IGNORECASE)


def torn_columns(read: Sequence[Tafsir], lines: Sequence[Line]) -> list[Message]:
    """Messages about the plan tables of a document, and about what stands beside them in a document of plans alone."""
    plans = [item for item in read if item.rapk is not None]
    found = [sentence for item in plans if item.rapk for sentence in _empty(item, item.rapk)]
    if plans and all(item.jenis in (RAPK, LAIN) for item in read):
        found += [*_unread_tables(read), *_loose_amounts(lines)]
    return found


def _empty(item: Tafsir, rapk: Rapk) -> Iterator[Message]:
    present = [indikator for indikator in rapk.indikator if indikator.ada]
    if len(present) < 2:
        return
    heads = [role for segment in item.table.segments for row in segment.head for cell in row.cells for role in roles(cell.text)]
    first = item.table.segments[0].block.halaman
    where = message("rencana_nomor", nomor=item.table.tabel_no) if first is None else message("rencana_di_halaman", halaman=first)
    budgeted = any(indikator.blok.gabungan or indikator.amounts.anggaran.teks.strip() for indikator in present)
    if {role.nama for role in heads} & {"anggaran", "pagu"} and not budgeted:
        yield message("kolom_anggaran_kosong", letak=where)
    written = {month for indikator in present for month, measure in indikator.bulan.items() if measure.teks.strip()}
    # half of the columns of months or quarters that the head names without a sign, not even '-'
    named = {role.bulan for role in heads if role.bulan is not None}
    months = present[0].blok.tata.bulan
    blank = [month for month in months if month not in written and (month in named or not named)]
    if written and 2 * len(blank) >= len(months):
        empty = ", ".join(f"B{month:02d}" for month in blank)
        yield message("bulan_kosong", bulan=empty, letak=where)


def _unread_tables(read: Sequence[Tafsir]) -> Iterator[Message]:
    for item in read:
        rows = [row for segment in item.table.segments for row in segment.body]
        figures = sum(bare_number(cell.text) is not None for row in rows for cell in row.cells)
        if item.jenis == LAIN and not item.ragu and figures >= LEAST_FIGURES:
            first = item.table.segments[0].block.halaman
            where = (
                message("letak_tabel_nomor", nomor=item.table.tabel_no) if first is None else message("letak_tabel_halaman", halaman=first)
            )
            yield message("tabel_di_luar_rencana", letak=where, n=figures)


def _loose_amounts(lines: Sequence[Line]) -> Iterator[Message]:
    found = [line for line in lines if line.halaman is not None and AMOUNT.fullmatch(line.text)]
    if len(found) >= LEAST_FIGURES:
        pages = page_runs(sorted({line.halaman for line in found if line.halaman is not None}))
        yield message("rupiah_di_luar_tabel", n=len(found), halaman=pages)
