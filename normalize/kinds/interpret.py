"""Each printed table of a document: its kind, its surroundings, and what was read from it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.cells import PrintedRow
from extract.running.tables import PrintedTable
from normalize.kinds.classify import LAIN, RAPK, VOLUME_RO, classify
from normalize.plan.rapk import Rapk, read_rapk
from normalize.tables.captions import captions_below
from normalize.tables.isian import Tabel, read_records
from normalize.tables.kolom import IsOffice, columns_of
from normalize.tables.konteks_tabel import Sekitar, section_of, surroundings
from normalize.tables.row_numbers import number_records
from normalize.tables.tahun_tabel import printed_years

MEASURED = {"realisasi", "capaian", "banding", "target", "ie", "te", "output_target", "output_realisasi"}
NOTHING_AROUND = Sekitar(None, None, None, None)


@dataclass(frozen=True, slots=True)
class Tafsir:
    """A table with its meaning: rapk for a plan, tabel for the kinds of a report, neither for LAIN.

    ragu: a LAIN that has columns of indicators and of what is measured of them, so a person should say what it is.
    """

    table: PrintedTable
    jenis: str
    around: Sekitar
    rapk: Rapk | None = None
    tabel: Tabel | None = None
    ragu: bool = False
    tahun: frozenset[int] = frozenset()
    """The years that its head and titles print (normalize.tables.tahun_tabel)."""


def interpret(
    tables: Sequence[PrintedTable],
    trailing: Sequence[str],
    number_of: Callable[[PrintedRow], int],
    words: Counter[str],
    is_office: IsOffice,
    wrapped: bool,
) -> list[Tafsir]:
    """All tables in order. trailing: the lines of text behind the last table; wrapped: the document's lines end with the page's width."""
    result = []
    section: str | None = None
    heads = [columns_of(table.segments[0].head, is_office) for table in tables]
    kinds = [classify(table, columns, NOTHING_AROUND) for table, columns in zip(tables, heads, strict=True)]
    below = captions_below([*(table.sebelum for table in tables), trailing], kinds)
    for position, table in enumerate(tables):
        after = tables[position + 1].sebelum if position + 1 < len(tables) else trailing
        around = surroundings(table.sebelum, after, section, wrapped, below)
        section = section_of(table.sebelum, wrapped) or section
        columns = heads[position]
        jenis = classify(table, columns, around)
        years = printed_years(jenis, columns, around.judul)
        if jenis == RAPK:
            result.append(Tafsir(table, jenis, around, rapk=read_rapk(table, number_of, words, after), tahun=years))
        elif jenis in (LAIN, VOLUME_RO):
            names = {column.nama for column in columns}
            doubtful = jenis == LAIN and bool(names & {"indikator", "upt"}) and bool(names & MEASURED)
            result.append(Tafsir(table, jenis, around, ragu=doubtful))
        else:
            tabel = read_records(table, number_of, words, is_office)
            number_records(tabel.isian)
            result.append(Tafsir(table, jenis, around, tabel=tabel, tahun=years))
    return result
