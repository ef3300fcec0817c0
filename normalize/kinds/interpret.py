"""Each printed table of a document: its kind, its surroundings, and what was read from it."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence

import regex
from msgspec import Struct
from msgspec.structs import replace

from extract.cells import PrintedRow
from extract.running.tables import PrintedTable
from normalize.heads.headings import month_of
from normalize.heads.kolom import Kolom
from normalize.heads.peran import names_alone
from normalize.heads.report_head import IsOffice, columns_of
from normalize.kinds.classify import LABELS, classify, is_turned, years_of_results
from normalize.kinds.kind import LAIN, RAPK, VOLUME_RO
from normalize.kinds.spent import UNDECIDED
from normalize.kinds.tahun_tabel import printed_years
from normalize.kinds.volume_ro import worded_of_volumes
from normalize.plan.rapk import Rapk, read_rapk
from normalize.plan.unknown_heads import WordedHead, flag_unknown_of_report, has_open_figures, sasaran_of_report, worded_of_report
from normalize.tables.captions import captions_below, is_caption_alone
from normalize.tables.isian import CUT, Tabel, read_records
from normalize.tables.konteks_tabel import Sekitar, section_of, surroundings
from normalize.tables.row_numbers import number_records
from normalize.words.cell_kinds import cell_has_number, filled, has_letters
from normalize.words.measures import measure_style
from normalize.words.names import fold
from normalize.words.note_digits import AMBIGUOUS, note_numbers, noted_apart, noted_in_column
from normalize.words.numbers import looks_numeric

MEASURED = {"realisasi", "capaian", "banding", "target", "ie", "te", "output_target", "output_realisasi"}
# '… Makanan 82,49 95,12' '… Indonesia 4,239,000 3,432,491'
FIGURES = regex.compile(r"(?<!\S)\d+[.,]\d+%?\s+\d+[.,]\d+%?(?!\S)|(?<!\S)\d{1,3}(?:[.,]\d{3}){2,}(?!\S)")
JENIS, INDIKATOR = "jenis", "indikator"
LEAST_MONTHS = 6
LEAST_FIGURES = 2
"""In a row: so many are no number of a page or note."""
NAMED_OTHERWISE = {"lain", "tindak_lanjut", "periode", "jenis_belanja", "pegawai", "upt", "banding"}
"""Columns that say that a table's rows are something else than indicators."""
NOTHING_AROUND = Sekitar(None, None, None, None)


class Tafsir(Struct, frozen=True):
    """A table with its meaning: rapk for a plan, tabel for the kinds of a report, neither for LAIN.

    ragu: why a person should say what a LAIN is: it has columns of indicators and figures beside them (JENIS), or months and targets
    of nobody knows what (INDIKATOR). tanpa_sasaran: the head of the column
    whose sasaran were not read.
    """

    table: PrintedTable
    jenis: str
    around: Sekitar
    rapk: Rapk | None = None
    tabel: Tabel | None = None
    ragu: str | None = None
    tanpa_sasaran: str | None = None
    asing: tuple[WordedHead, ...] = ()
    """Its unknown heads over words."""
    tahun: frozenset[int] = frozenset()
    """The years that its head and titles print (normalize.kinds.tahun_tabel)."""


def last_row(item: Tafsir) -> PrintedRow:
    """The last printed row of its table."""
    return item.table.segments[-1].block.rows[-1]


def interpret(
    tables: Sequence[PrintedTable],
    trailing: Sequence[str],
    words: Counter[str],
    is_office: IsOffice,
    wrapped: bool,
    year_of_table: Callable[[PrintedTable, frozenset[int]], int | None],
) -> list[Tafsir]:
    """All tables in order. trailing: the lines of text behind the last table; wrapped: the document's lines end with the page's width;
    year_of_table: what year a plan's table is of that prints these."""
    result = []
    section: str | None = None
    heads = [columns_of(table.segments[0].head, is_office) for table in tables]
    kinds = [classify(table, columns, NOTHING_AROUND, is_office) for table, columns in zip(tables, heads, strict=True)]
    below = captions_below([*(table.sebelum for table in tables), trailing], kinds)
    for position, table in enumerate(tables):
        after = tables[position + 1].sebelum if position + 1 < len(tables) else trailing
        # Where captions stand above, one alone between two tables is that of the second.
        next_caption = not below and position + 1 < len(tables) and is_caption_alone(after)
        around = surroundings(table.sebelum, () if next_caption else after, section, wrapped, below)
        section = section_of(table.sebelum, wrapped) or section
        columns = heads[position]
        jenis = classify(table, columns, around, is_office)
        years = printed_years(jenis, columns, around.judul)
        if jenis == RAPK:
            rapk = read_rapk(table, words, year_of_table(table, years), after)
            result.append(Tafsir(table, jenis, around, rapk=rapk, tanpa_sasaran=rapk.tanpa_sasaran, asing=rapk.asing, tahun=years))
        elif jenis == VOLUME_RO:
            result.append(Tafsir(table, jenis, around, asing=worded_of_volumes(table)))
        elif jenis == LAIN:
            rest = not columns and bool(result) and _is_rest_of(result[-1], table)
            ragu = JENIS if rest else _doubt(table, columns, read_records(table, words, is_office))
            result.append(Tafsir(table, jenis, around, ragu=ragu))
        else:
            tabel = read_records(table, words, is_office)
            if years_of_results(columns, around):
                tabel = replace(tabel, kolom=tuple(replace(k, nama="realisasi") if k.nama == "tahun" else k for k in tabel.kolom))
            number_records(tabel.isian)
            flag_unknown_of_report(tabel)
            _flag_figures_in_names(tabel)
            _flag_two_below_derived(tabel)
            _flag_note_digits(tabel, note_numbers(after))
            tanpa = sasaran_of_report(tabel)
            result.append(Tafsir(table, jenis, around, tabel=tabel, tanpa_sasaran=tanpa, asing=worded_of_report(tabel), tahun=years))
    return result


def _flag_figures_in_names(tabel: Tabel) -> None:
    """Flags the records in whose names figures of the row stand: inferred columns did not part them, and they are in no column."""
    columns = [index for index, column in enumerate(tabel.kolom) if column.nama in names_alone()]
    for item in tabel.isian:
        if any(FIGURES.search(teks.raw) for index in columns if (teks := item.teks.get(index))):
            item.bendera |= {CUT}


def _flag_two_below_derived(tabel: Tabel) -> None:
    """Flags the records with a second figure in a column that others give, 'Naik/Turun': those before it may have slid by one."""
    for index in (index for index, column in enumerate(tabel.kolom) if column.nama == "turunan"):
        for item in tabel.isian:
            figures = [word for word in item.nilai.get(index, "").split() if looks_numeric(word)]
            item.bendera |= {UNDECIDED} if len(figures) > 1 else set()


def _flag_note_digits(tabel: Tabel, notes: Collection[str]) -> None:
    """Flags the records of which a figure may end in the digit of a note. notes: those that begin a note below the table."""
    style = measure_style(text for item in tabel.isian for text in item.nilai.values())
    for index in range(len(tabel.kolom)):
        noted = noted_in_column([item.nilai.get(index, "") for item in tabel.isian], style, notes)
        for item in tabel.isian:
            text = item.nilai.get(index, "")
            apart = item.tempat.bbox is None and bool(noted_apart([text]))
            item.bendera |= {AMBIGUOUS} if apart or text in noted else set()


def _is_rest_of(before: Tafsir, table: PrintedTable) -> bool:
    """True for figures in as many columns as those of the table that gave facts right before, with no text between: a page of another
    width parted them."""
    figures = [row for segment in table.segments for row in segment.body if sum(map(cell_has_number, row.cells)) >= LEAST_FIGURES]
    as_many = {len(row.cells) for row in figures} & {len(row.cells) for row in before.table.segments[-1].body}
    return before.jenis != LAIN and not table.sebelum and bool(as_many)


def _turned_results(table: PrintedTable, columns: Sequence[Kolom]) -> bool:
    """True for rows called Target and Realisasi below several times; where nobody knows the head, for both of them with figures."""
    times = {(column.tahun, column.periode) for column in columns if column.tahun or column.periode}
    if columns:
        return len(times) > 1 and is_turned(table)
    rows = [filled(row) for segment in table.segments for row in (*segment.head, *segment.body)]
    named = {fold(cells[0].text) for cells in rows if len(cells) > 1 and all(not has_letters(cell.text) for cell in cells[1:])}
    return named >= {"target", "realisasi"}


def _doubt(table: PrintedTable, columns: Sequence[Kolom], tabel: Tabel) -> str | None:
    """Why a table of no known kind may be one of performance all the same."""
    names = {column.nama for column in columns}
    if names & {"indikator", "upt"} and names & MEASURED:
        return JENIS
    if "indikator" in names:
        return JENIS if has_open_figures(tabel, LABELS) else None
    if _turned_results(table, columns) and (has_open_figures(tabel, LABELS) or not columns):
        return JENIS  # Target, Realisasi and Capaian of one indicator in rows, below years or quarters
    months = {month_of(cell.text) for segment in table.segments for row in segment.head for cell in row.cells} - {None}
    planned = (len(months) >= LEAST_MONTHS or "target" in names) and not is_turned(table)
    return INDIKATOR if planned and not names & NAMED_OTHERWISE and has_open_figures(tabel, LABELS) else None
