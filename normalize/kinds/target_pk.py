"""Rows of `target` from PK and RKT tables: the yearly target of each indicator, and its budget where the table has a column of them."""

from normalize.alamat import made_id
from normalize.kinds.kind import PK, RKT, Budgets, Kind
from normalize.kinds.target import Konteks, provenance, rupiah
from normalize.rows import Target
from normalize.tables.bands import is_summary
from normalize.tables.isian import Tabel
from normalize.words.amounts import read_amount_cell
from normalize.words.measures import as_fractions, measure_style, read_measure_cell
from normalize.words.names import join_pieces
from normalize.words.numbers import column_style
from normalize.words.units import unit_of

BUDGET = ("pagu", "input")
"""Heads of a budget; 'Anggaran' alone is the head over pagu and realisasi of other tables."""


def pk_rows(tabel: Tabel, konteks: Konteks) -> list[Target]:
    """One row an indicator."""
    style = measure_style(tabel.value(item, "target") for item in tabel.isian)
    budget = next((name for name in BUDGET if tabel.index(name) is not None), "")
    money = column_style(tabel.value(item, budget) for item in tabel.isian)
    rows = []
    for item in tabel.isian:
        name = tabel.text(item, "indikator")
        if name is None or is_summary(name):
            continue
        measure = read_measure_cell(tabel.value(item, "target"), style, unit_of(name))
        amount = read_amount_cell(tabel.value(item, budget), money)
        flags = item.bendera | (measure.bendera - {"angka_dibersihkan"}) | as_fractions([measure], unit_of(name)) | amount.bendera
        sasaran = join_pieces(item.sasaran.pieces, tabel.words) if item.sasaran else None
        rows.append(
            Target(
                target_id=made_id(konteks.doc_id, konteks.tabel_no, item.tempat.baris),
                no_sasaran=item.no_sasaran,
                sasaran_raw=sasaran or None,
                no_indikator=item.nomor,
                indikator_raw=name,
                indikator_id=None,
                upt_id=konteks.upt_id,
                tahun=konteks.tahun,
                satuan=unit_of(name),
                target_tahunan=measure.value,
                anggaran_rp=rupiah(amount.value, konteks.skala),
                **provenance(konteks, item.tempat, flags),  # type: ignore[arg-type]
            )
        )
    return rows


def _budgets(tabel: Tabel, konteks: Konteks) -> Budgets:
    return None, [row.anggaran_rp for row in pk_rows(tabel, konteks) if row.anggaran_rp is not None]


KIND = Kind("target", Target, (PK, RKT), lambda of: pk_rows(of.records, of.konteks), budgets=_budgets)
