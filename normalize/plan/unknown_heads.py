"""Heads that the vocabulary (registry/heads/kepala.csv) does not know, in tables that give facts: a column of figures or of words below
one, or names of sasaran that nobody placed, are asked about and never dropped unsaid. A column without any head is an unknown one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from normalize.heads.headings import UNKNOWN, month_of
from normalize.heads.peran import names_alone
from normalize.plan.rapk_parts import NomorTanpaJudul, RapkTable, SelAsing
from normalize.plan.rapk_rows import YEAR
from normalize.tables.isian import Isian, Tabel
from normalize.tables.row_numbers import counts_on, mostly_counts
from normalize.tables.tempat import Tempat, place_of
from normalize.tables.urutan import NO_COLUMN
from normalize.words.cell_kinds import has_letters
from normalize.words.kode import CODE, row_number
from normalize.words.measures import WITH_UNIT
from normalize.words.numbers import looks_numeric

FLAG = "kolom_tak_dikenal"
"""Of a row that has a figure under such a head; the account of everything printed says which head it is."""


class WordedHead(Struct, frozen=True):
    """An unknown head over words. judul: as printed, '' for a column without one; teks, tempat: the first words below it."""

    judul: str
    teks: str
    tempat: Tempat


def is_figure(text: str) -> bool:
    """True for a value: '85', '12,5%', '3 dokumen', '-5'; not for nothing, words, a year or '12 Januari'."""
    if not any(letter.isdigit() for letter in text) or YEAR.fullmatch(text.strip()):
        return False
    counted = WITH_UNIT.fullmatch(text.strip())
    return looks_numeric(text) or (counted is not None and month_of(text.split()[1]) is None) or not has_letters(text)


def _holds_figures(texts: Sequence[str]) -> bool:
    """True for a column of values; not for one of words, and not for numbers that count the rows."""
    figures = [text for text in texts if is_figure(text)]
    numbers = [int(text) if text.isdecimal() else None for text in texts]
    return len(figures) * 2 > len(texts) and not counts_on(numbers)


# ------------------------------------------------------------------ plans
def flag_unknown_of_plan(parts: RapkTable) -> None:
    """Flags the indicators of a plan that have a figure in an unknown column of figures."""
    columns: dict[str, list[SelAsing]] = defaultdict(list)
    for item in parts.asing:
        if item.judul or is_figure(item.cell.text):
            columns[item.judul].append(item)
    for items in columns.values():
        if _holds_figures([item.cell.text for item in items]):
            for item in items:
                item.blok.bendera |= {FLAG} if is_figure(item.cell.text) else set()


def ask_figures_without_head(parts: RapkTable) -> None:
    """Whole numbers before the names that count nothing are no numbers of rows where no head says so: '40 · 30 · 20' may be weights."""
    columns: dict[int, list[NomorTanpaJudul]] = defaultdict(list)
    for item in parts.tanpa_judul:
        columns[item.cell.kolom].append(item)
    for items in columns.values():
        if mostly_counts([row_number(item.cell.text) for item in items]):
            continue
        for item in items:
            parts.asing.append(SelAsing("", item.blok, item.cell, di_depan=True))
            if item.dari == "sasaran" and item.blok.sasaran:
                item.blok.sasaran.no = item.blok.sasaran.no_kolom = None
            elif item.dari:
                setattr(item.blok, item.dari, None)


def worded_of_plan(parts: RapkTable) -> tuple[WordedHead, ...]:
    """The unknown heads of a plan with words below them, over indicators and over RO lines."""
    found = [(item.judul, item.cell, item.blok.tempat) for item in parts.asing]
    found += [(judul, cell, line.tempat) for blok in parts.bloks for line in blok.ro for judul, cell in line.asing]
    return _first_of_each(
        WordedHead(judul, cell.text, place_of([cell], tempat.baris)) for judul, cell, tempat in found if _is_prose(cell.text)
    )


def _is_prose(text: str) -> bool:
    return has_letters(text) and not is_figure(text)


def _first_of_each(found: Iterable[WordedHead]) -> tuple[WordedHead, ...]:
    heads: dict[str, WordedHead] = {}
    for item in found:
        heads.setdefault(item.judul, item)
    return tuple(heads.values())


def sasaran_of_plan(parts: RapkTable) -> str | None:
    """The head of a column that must hold the sasaran while no indicator has one: SASARAN itself, or an unknown one of words that stands in
    front of the names. None where there is no such column or some sasaran was read."""
    present = [blok for blok in parts.bloks if blok.ada]
    if not present or any(blok.sasaran and (blok.sasaran.teks.pieces or blok.sasaran.hilang) for blok in present):
        return None
    if "sasaran" in parts.peran:
        return "SASARAN"
    return next((item.judul for item in parts.asing if item.di_depan and item.judul and has_letters(item.cell.text)), None)


# ------------------------------------------------------------------ reports
def flag_unknown_of_report(tabel: Tabel) -> None:
    """Flags the records of a report's table that have a figure in an unknown column of figures."""
    for index in [i for i, column in enumerate(tabel.kolom) if column.nama == UNKNOWN]:
        printed = list(_printed(tabel.isian, index))
        if _holds_figures([text for _, text in printed]):
            for item, text in printed:
                item.bendera |= {FLAG} if is_figure(text) else set()


def worded_of_report(tabel: Tabel) -> tuple[WordedHead, ...]:
    """The unknown heads of a report's table with words below them. A table that names its rows in no column has their names under none."""
    unknown = {i: column.teks for i, column in enumerate(tabel.kolom) if column.asing or column.nama == UNKNOWN}
    if any(column.nama in names_alone() for column in tabel.kolom):
        unknown[NO_COLUMN] = ""
    below = [(judul, text, item) for index, judul in sorted(unknown.items()) for item, text in _printed(tabel.isian, index)]
    below += [("", text, item) for item in tabel.isian for text in item.asing]
    return _first_of_each(WordedHead(judul, text, item.tempat) for judul, text, item in below if _is_prose(text))


def _printed(records: Iterable[Isian], index: int) -> Iterator[tuple[Isian, str]]:
    """What stands in one column, empty cells left out."""
    for item in records:
        teks = item.teks.get(index)
        text = teks.raw if teks else item.nilai.get(index, "")
        if text:
            yield item, text


def sasaran_of_report(tabel: Tabel) -> str | None:
    """The same as `sasaran_of_plan`. A column that prints nothing but the codes of the sasaran names none."""
    coded = any(item.no_sasaran is not None and item.no_kolom is None for item in tabel.isian)
    if not tabel.isian or coded or any(item.sasaran and item.sasaran.pieces for item in tabel.isian):
        return None
    names = [column.nama for column in tabel.kolom]
    if "sasaran" in names:
        return tabel.kolom[names.index("sasaran")].teks
    before = names.index("indikator") if "indikator" in names else 0
    unknown = [i for i in range(before) if names[i] == UNKNOWN]
    worded = (i for i in unknown if any(has_letters(text) and not CODE.fullmatch(text) for _, text in _printed(tabel.isian, i)))
    return next((tabel.kolom[i].teks for i in worded), None)


def has_open_figures(tabel: Tabel, labels: set[str]) -> bool:
    """True where figures stand in a column that is none of `labels`, or under no head at all."""
    columns = [NO_COLUMN, *(i for i, column in enumerate(tabel.kolom) if column.nama not in labels)]
    return any(_holds_figures(texts) for index in columns if (texts := [text for _, text in _printed(tabel.isian, index)]))
