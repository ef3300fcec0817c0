"""Rows of `efisiensi`: output against input of each indicator."""

from normalize.kinds.kind import EFISIENSI, Budgets, Kind, Named, Total, budgets_of
from normalize.kinds.target import Konteks, provenance, rupiah
from normalize.rows import Efisiensi
from normalize.tables.bands import is_summary
from normalize.tables.identitas import OF_EFFICIENCY
from normalize.tables.isian import Tabel
from normalize.words.amounts import read_amount_cell
from normalize.words.measures import below_zero, measure_style, read_measure_cell
from normalize.words.names import letters
from normalize.words.numbers import column_style, is_nothing, is_spreadsheet_error

PERCENTS = ("output_target", "output_realisasi", "output_persen", "input_persen", "ie", "te")
AMOUNTS = ("pagu_rp", "realisasi_rp")
OF_OUTPUT = {"output_target", "output_realisasi", "output_persen", "ie", "te"}
INPUT_ALONE = "hanya_masukan"
"""The flag of rows from a table of budgets alone: nothing is said of what was put out."""
TOTAL = "baris_total"
"""The flag of the row of the whole."""


def efisiensi_rows(tabel: Tabel, konteks: Konteks, periode: str | None) -> list[Efisiensi]:
    """One row an indicator, and the TOTAL row as printed, flagged `baris_total`: it belongs to no indicator."""
    style = measure_style(tabel.value(item, name) for item in tabel.isian for name in PERCENTS)
    money = column_style(tabel.value(item, name) for item in tabel.isian for name in AMOUNTS)
    alone = set() if OF_OUTPUT & {column.nama for column in tabel.kolom} else {INPUT_ALONE}
    rows = []
    for item in tabel.isian:
        name = tabel.text(item, "indikator")
        if name is None or not item.nilai:
            continue
        flags = item.bendera | alone | ({TOTAL} if is_summary(name) else set())
        values = {}
        for column in PERCENTS:
            measure = read_measure_cell(tabel.value(item, column), style, None)
            values[column] = measure.value
            flags |= measure.bendera - {"angka_dibersihkan"}
        for column in AMOUNTS:
            amount = read_amount_cell(tabel.value(item, column), money)
            values[column] = rupiah(amount.value, konteks.skala)
            flags |= amount.bendera
        flags |= below_zero(value for column, value in values.items() if column != "te")
        rows.append(
            Efisiensi(
                indikator_raw=name,
                indikator_id=None,
                upt_id=konteks.upt_id,
                tahun=konteks.tahun,
                periode=periode,
                kategori=_category(tabel.text(item, "kriteria") or tabel.text(item, "capaian_te")),
                **values,  # type: ignore[arg-type]
                **provenance(konteks, item.tempat, flags),  # type: ignore[arg-type]
            )
        )
    return rows


def _category(text: str | None) -> str | None:
    """A word ('Efisien'); 'Capaian TE' is a percentage in some reports and a word in others."""
    return text if text and not is_nothing(text) and any(letter.isalpha() for letter in text) and not is_spreadsheet_error(text) else None


def _budgets(tabel: Tabel, konteks: Konteks) -> Budgets:
    return budgets_of(efisiensi_rows(tabel, konteks, None), lambda row: TOTAL in row.bendera)


def _is_total(row: Efisiensi) -> bool:
    return TOTAL in row.bendera


def _named(row: Efisiensi) -> Named | None:
    return ((letters(row.indikator_raw),), row.indikator_raw) if row.indikator_raw and not _is_total(row) else None


KIND = Kind(
    "efisiensi",
    Efisiensi,
    (EFISIENSI,),
    lambda of: efisiensi_rows(of.records, of.konteks, of.pelapor.periode),
    budgets=_budgets,
    identities=OF_EFFICIENCY,
    total=Total("efisiensi_total", _is_total),
    named=_named,
)
