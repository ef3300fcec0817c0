"""Rows of `capaian` from the tables CAPAIAN, TREN, BANDING and RENSTRA."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest

from msgspec.structs import replace

from normalize.heads.dua_hasil import YEAR_RESULT, of_the_period, of_the_year, period_of, prints_two_results
from normalize.heads.group_heads import Kelompok
from normalize.heads.kolom import Kolom, quarter, year
from normalize.heads.peran import text_columns
from normalize.kinds.alasan_kosong import corrected, why_empty
from normalize.kinds.emptied import EMPTIED, emptied_rows
from normalize.kinds.kind import BANDING, CAPAIAN, RENSTRA, TREN, Kind, Material, Named, Pelapor
from normalize.kinds.names_of_rounds import names_of_rounds
from normalize.kinds.target import Konteks, provenance
from normalize.kinds.times_of_columns import MEASURES, are_alike, by_time, fitting_columns, measure_of
from normalize.offices.upt import Offices
from normalize.rows import Capaian
from normalize.tables.bands import BECOME, is_summary
from normalize.tables.identitas import CHOSEN, OF_RESULTS
from normalize.tables.isian import Isian, Tabel
from normalize.tables.konteks_tabel import Sekitar
from normalize.words.kriteria import as_known
from normalize.words.measures import Measure, as_fractions, as_money, below_zero, measure_style, read_measure_cell
from normalize.words.names import fold, join_pieces, letters
from normalize.words.numbers import NumberStyle, is_nothing
from normalize.words.units import begins_indicator, unit_of

BY_QUARTERS = {"triwulan", "tw"}
"""Heads of a column in which a bare number is that of a quarter."""
WITHOUT_FIGURES = "tanpa_kolom_angka"
"""The flag of rows from a table that has no column of figures: their criterion is a fact, yet they stand for no result."""


def capaian_rows(tabel: Tabel, jenis: str, konteks: Konteks, pelapor: Pelapor, around: Sekitar, offices: Offices) -> list[Capaian]:
    """All rows of one table."""
    style = measure_style(text for item in tabel.isian for text in item.nilai.values())
    # A table of names and criteria has a row for every indicator, whether a criterion stands there or not.
    measured = any(kolom.nama not in text_columns() for kolom in tabel.kolom)
    rows: list[Capaian] = []
    fitting, chosen = fitting_columns(tabel, style)
    groups = by_time(tabel, style, pelapor, fitting)
    # what the head tells apart was not chosen
    chosen = chosen and not (groups and jenis == CAPAIAN and not any(are_alike(tabel, columns) for columns in groups.values()))
    # beside the target of the year, a table of the five-year plan is about the plan's
    order = sorted(fitting, key=lambda index: jenis == RENSTRA and not tabel.kolom[index].nama.endswith("_renstra"))
    carried = {BANDING: "upt", TREN: "periode", CAPAIAN: "periode"}.get(jenis, "")
    in_rounds = names_of_rounds(tabel, carried) if tabel.index(carried) is not None and tabel.index("indikator") is not None else {}
    # beside the target of the year, one of a month need not be set
    alone = jenis == CAPAIAN and not prints_two_results(tabel.kolom) and [kolom.nama for kolom in tabel.kolom].count("target") == 1
    emptied = emptied_rows(tabel, tabel.index("target")) if alone else set()
    own = pelapor
    for position, (item, below) in enumerate(zip_longest(tabel.isian, tabel.isian[1:])):
        name, flags = in_rounds.get(position) or (_indicator(tabel, item, around), frozenset())
        if name is None or is_summary(name):
            continue
        item.bendera |= flags | ({EMPTIED} if position in emptied and not is_nothing(tabel.value(item, "realisasi")) else set())
        pelapor = _of_the_group(own, item.kelompok, offices)
        first = len(rows)
        listed = jenis == CAPAIAN and _is_listed(tabel, item, name, below)
        if jenis == CAPAIAN and prints_two_results(tabel.kolom):
            rows.extend(_both_results(tabel, item, name, style, konteks, _of_the_line(tabel, item, pelapor, offices)))
        elif groups and jenis in (CAPAIAN, RENSTRA, TREN):
            ordered = {time: sorted(columns, key=order.index) for time, columns in groups.items()}
            rows.extend(_each_time(tabel, item, name, ordered, style, konteks, pelapor, listed))
        elif jenis in (TREN, BANDING) and (item.kelompok or tabel.text(item, "periode")):
            rows.append(_one(tabel, item, name, order, style, konteks, pelapor))
        elif jenis == TREN:
            rows.extend(_by_column(tabel, item, name, "realisasi", style, konteks, pelapor, offices))
        elif jenis == BANDING and (office := tabel.text(item, "upt")):
            about = _office(office, pelapor, offices)
            rows.append(_of_known_office(_one(tabel, item, name, range(len(tabel.kolom)), style, konteks, about)))
        elif jenis == BANDING and (of_offices := _by_office(tabel)):
            rows.extend(_each_office(tabel, item, name, of_offices, style, konteks, pelapor, offices))
        elif jenis == BANDING:
            rows.extend(_by_column(tabel, item, name, "banding", style, konteks, pelapor, offices))
        elif jenis in (CAPAIAN, RENSTRA) and (item.nilai or tabel.text(item, "kriteria") or listed or not measured):
            row = _one(tabel, item, name, order, style, konteks, pelapor)
            rows.append(row if measured else dataclasses.replace(row, bendera=tuple(sorted({*row.bendera, WITHOUT_FIGURES}))))
        if item.kelompok and item.kelompok.kantor:
            rows[first:] = map(_of_known_office, rows[first:])
    return [dataclasses.replace(row, bendera=tuple(sorted({*row.bendera, CHOSEN}))) for row in rows] if chosen else rows


def _indicator(tabel: Tabel, item: Isian, around: Sekitar) -> str | None:
    """The indicator of a record: its own name, or in a table by periods the one of the section."""
    if tabel.index("indikator") is not None:
        return tabel.text(item, "indikator")
    return around.indikator


def _of_the_group(pelapor: Pelapor, group: Kelompok | None, offices: Offices) -> Pelapor:
    """Whose and when the rows below a group's row are: what it does not say is as elsewhere in the report."""
    if group is None:
        return pelapor
    about = _office(group.kantor, pelapor, offices) if group.kantor else pelapor
    tahun = group.tahun or about.tahun
    periode = group.periode or (about.periode if tahun == pelapor.tahun else "TAHUNAN")
    return replace(about, tahun=tahun, periode=periode, sementara=about.sementara and tahun == pelapor.tahun)


def _is_listed(tabel: Tabel, item: Isian, name: str, below: Isian | None) -> bool:
    """True for a row that is an indicator of the table even where all its cells are empty, as an interim report leaves what is measured at
    the end of the year: it has a number of its own, or a name that says its unit; what stands below it is no rest of it."""
    if below is not None and below.nilai and not below.teks:
        return False
    numbered = item.nomor is not None and not BECOME.match(name)
    named = unit_of(name) is not None if item.tempat.bbox is not None else begins_indicator(name)
    return tabel.index("indikator") is not None and (numbered or named)


def _each_time(
    tabel: Tabel,
    item: Isian,
    name: str,
    groups: Mapping[tuple[int | None, str | None], Sequence[int]],
    style: NumberStyle | None,
    konteks: Konteks,
    pelapor: Pelapor,
    listed: bool,
) -> Iterator[Capaian]:
    """A record as one row for each year and period in the head. listed: the document's own also where nothing stands in it."""
    for (tahun, periode), columns in groups.items():
        own = (tahun, periode) == (pelapor.tahun, pelapor.periode)
        unmeasured = listed and own and any(tabel.kolom[index].nama == "realisasi" for index in columns)
        if unmeasured or any(item.nilai.get(index) for index in columns):
            about = replace(pelapor, tahun=tahun, periode=periode, sementara=pelapor.sementara and tahun == pelapor.tahun)
            row = _one(tabel, item, name, columns, style, konteks, about)
            yield dataclasses.replace(row, periode=periode, kriteria=row.kriteria if own else None)


def _by_office(tabel: Tabel) -> dict[str, list[int]]:
    """Office → the columns of measures below its name; {} where offices head no columns of their own."""
    groups: dict[str, list[int]] = {}
    for index, column in enumerate(tabel.kolom):
        if column.kantor and column.nama in MEASURES:
            groups.setdefault(column.kantor, []).append(index)
    return groups


def _each_office(
    tabel: Tabel,
    item: Isian,
    name: str,
    groups: Mapping[str, Sequence[int]],
    style: NumberStyle | None,
    konteks: Konteks,
    pelapor: Pelapor,
    offices: Offices,
) -> Iterator[Capaian]:
    """A record as one row for each office in the head."""
    for text, columns in groups.items():
        if any(item.nilai.get(index) for index in columns):
            about = _office(join_pieces(text.split(), tabel.words), pelapor, offices)
            yield _of_known_office(_one(tabel, item, name, columns, style, konteks, about))


def _of_known_office(row: Capaian) -> Capaian:
    return row if row.upt_id else dataclasses.replace(row, bendera=tuple(sorted({*row.bendera, "kantor_tidak_dikenal"})))


def _both_results(tabel: Tabel, item: Isian, name: str, style: NumberStyle | None, konteks: Konteks, about: Pelapor) -> Iterator[Capaian]:
    """A record as two rows: the quarter's result against the month's target, the year's against its own. Where the year's column has a dash
    beside a result of the quarter, what was realised is the quarter's alone: counts that a quarter tells in percent are printed so."""
    every = range(len(tabel.kolom))
    of_period, of_year = (replace(tabel, kolom=kolom) for kolom in (of_the_period(tabel.kolom), of_the_year(tabel.kolom)))
    period = _one(of_period, item, name, every, style, konteks, replace(about, periode=period_of(tabel.kolom) or about.periode))
    year = dataclasses.replace(_one(of_year, item, name, every, style, konteks, replace(about, periode="TAHUNAN")), kriteria=None)
    said = tabel.value(item, YEAR_RESULT)
    if period.capaian_persen is not None and is_nothing(said):
        reason = why_empty(said, _is_open(about.tahun, "TAHUNAN", about))
        year = dataclasses.replace(year, realisasi=None, pembilang=None, penyebut=None, alasan_kosong=reason)
    yield from (period, year)


def _of_the_line(tabel: Tabel, item: Isian, pelapor: Pelapor, offices: Offices) -> Pelapor:
    """The office that the line itself names; without such a column the reporting one."""
    office = tabel.text(item, "upt")
    return _office(office, pelapor, offices) if office else pelapor


def _one(
    tabel: Tabel, item: Isian, name: str, columns: Sequence[int], style: NumberStyle | None, konteks: Konteks, pelapor: Pelapor
) -> Capaian:
    """A record as one row, of these columns: of the document's period, or of the period in the record itself."""
    flags = set(item.bendera)
    values: dict[str, Decimal | None] = {}
    own: list[Measure] = []
    printed: list[str] = []
    for index in columns:
        column = tabel.kolom[index]
        if column.nama == "realisasi":
            printed.append(item.nilai.get(index, ""))
        target = MEASURES.get(column.nama)
        if target is None or (column.nama == "capaian_tahunan" and tabel.index("capaian") is not None):
            continue
        measure = measure_of(item.nilai.get(index, ""), style, unit_of(name) if target in ("target", "realisasi") else None)
        flags |= measure.bendera - {"angka_dibersihkan"}
        if target not in values:
            values[target] = measure.value
            own += [measure] if target in ("target", "realisasi") else []
    flags |= below_zero(values.values()) | as_fractions(own, unit_of(name)) | as_money(measure.value for measure in own)
    period = tabel.text(item, "periode")
    tahun, periode = pelapor.tahun, pelapor.periode
    if period is not None:
        tahun, periode = year(period) or pelapor.tahun, _quarter_of(tabel, period) or "TAHUNAN"
    else:
        periode = next((k.periode for k in tabel.kolom if k.nama in ("realisasi", "target") and k.periode), periode)
    criterion = tabel.text(item, "kriteria")
    stands = values.get("realisasi") is not None or (not printed and values.get("capaian_persen") is not None)
    return Capaian(
        upt_id=pelapor.upt_id,
        upt_raw=pelapor.upt_raw,
        tahun=tahun,
        periode=periode,
        indikator_raw=name,
        indikator_id=None,
        satuan=unit_of(name),
        target=values.get("target"),
        pembilang=values.get("pembilang"),
        penyebut=values.get("penyebut"),
        realisasi=values.get("realisasi"),
        capaian_persen=values.get("capaian_persen"),
        capaian_penyesuaian_persen=values.get("capaian_penyesuaian_persen"),
        kriteria=as_known(criterion) if criterion not in (None, "-", "") else None,
        alasan_kosong=None if stands else why_empty(next(iter(printed), None), _is_open(tahun, periode, pelapor)),
        **provenance(konteks, item.tempat, flags),  # type: ignore[arg-type]
    )


def _quarter_of(tabel: Tabel, period: str) -> str | None:
    """The quarter in a cell; below 'Triwulan' its number alone is one."""
    index = tabel.index("periode")
    head = tabel.kolom[index].teks if index is not None else ""
    return quarter(period) or (quarter(f"{head} {period}") if fold(head) in BY_QUARTERS else None)


def _is_open(tahun: int | None, periode: str | None, pelapor: Pelapor) -> bool:
    """True for a quarter, and for the year that an interim report is about."""
    return (periode or "").startswith("TW") or (pelapor.sementara and tahun == pelapor.tahun)


def _by_column(
    tabel: Tabel, item: Isian, name: str, column_name: str, style: NumberStyle | None, konteks: Konteks, pelapor: Pelapor, offices: Offices
) -> Iterator[Capaian]:
    """A record as one row a column: a year of TREN, an office of BANDING."""
    for index, column in enumerate(tabel.kolom):
        text = item.nilai.get(index, "")
        if column.nama != column_name or not text:
            continue
        measure = read_measure_cell(text, style, None)
        about = _about(column, pelapor, offices, tabel) if column_name == "banding" else pelapor
        yield _row(measure, item, name, column, replace(about), konteks)


def _about(column: Kolom, pelapor: Pelapor, offices: Offices, tabel: Tabel) -> Pelapor:
    """The office in a column's head; unknown offices keep their printed name."""
    return _office(join_pieces(column.teks.split(), tabel.words), pelapor, offices)


def _office(text: str, pelapor: Pelapor, offices: Offices) -> Pelapor:
    return replace(pelapor, upt_id=offices.named(text) or offices.place(text), upt_raw=text)


def _row(measure: Measure, item: Isian, name: str, column: Kolom, about: Pelapor, konteks: Konteks) -> Capaian:
    flags = item.bendera | (measure.bendera - {"angka_dibersihkan"}) | below_zero([measure.value]) | as_fractions([measure], unit_of(name))
    if about.upt_id is None:
        flags = flags | {"kantor_tidak_dikenal"}
    return Capaian(
        upt_id=about.upt_id,
        upt_raw=about.upt_raw,
        tahun=column.tahun or about.tahun,
        # An interim report compares its quarter with whole years before.
        periode=about.periode if column.tahun in (None, about.tahun) else "TAHUNAN",
        indikator_raw=name,
        indikator_id=None,
        satuan=unit_of(name),
        target=None,
        pembilang=None,
        penyebut=None,
        realisasi=measure.value,
        capaian_persen=None,
        capaian_penyesuaian_persen=None,
        kriteria=None,
        alasan_kosong=None if measure.value is not None else why_empty(measure.teks, _is_open(column.tahun or about.tahun, None, about)),
        **provenance(konteks, item.tempat, flags),  # type: ignore[arg-type]
    )


def _records(of: Material) -> list[Capaian]:
    return capaian_rows(of.records, of.jenis, of.konteks, of.pelapor, of.around, of.offices)


def _named(row: Capaian) -> Named | None:
    about = (row.upt_id, row.upt_raw, row.tahun, row.periode)
    return ((letters(row.indikator_raw), *about), row.indikator_raw) if row.indikator_raw else None


KIND = Kind(
    "capaian",
    Capaian,
    (CAPAIAN, TREN, BANDING, RENSTRA),
    _records,
    corrected=corrected,
    of_years=frozenset({TREN, BANDING, RENSTRA}),
    identities=OF_RESULTS,
    named=_named,
)
