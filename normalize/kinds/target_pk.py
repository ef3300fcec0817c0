"""Rows of `target` from PK and RKT tables: the yearly target of each indicator, and its budget where the table has a column of them."""

from msgspec.structs import replace

from normalize.alamat import made_id
from normalize.kinds.emptied import EMPTIED, emptied_rows
from normalize.kinds.kind import PK, RKT, Budgets, Kind
from normalize.kinds.target import Konteks, provenance, rupiah
from normalize.rows import Target
from normalize.tables.bands import is_summary
from normalize.tables.isian import Isian, Tabel
from normalize.tables.konteks_tabel import version_of
from normalize.words.amounts import Amount, read_amount_cell
from normalize.words.measures import Measure, as_fractions, as_money, measure_style, read_measure_cell
from normalize.words.names import join_pieces
from normalize.words.numbers import column_style
from normalize.words.units import unit_of

BOTH = ("AWAL", "REVISI")
BUDGET = ("pagu", "input")
"""Heads of a budget; 'Anggaran' alone is the head over pagu and realisasi of other tables."""


def _targets(tabel: Tabel, konteks: Konteks) -> dict[str | None, int | None]:
    """version → its column of targets: both where 'Semula' and 'Menjadi' stand beside one another, else the table's own; of several years
    that of the table's year, if it is among them."""
    columns = [(index, kolom) for index, kolom in enumerate(tabel.kolom) if kolom.nama == "target"]
    found = {version_of(kolom.teks): index for index, kolom in columns}
    if set(BOTH) <= found.keys():
        return {name: found[name] for name in BOTH}
    years = {kolom.tahun: index for index, kolom in reversed(columns)}
    return {konteks.versi: years.get(konteks.tahun) if len(years) > 1 and None not in years else tabel.index("target")}


def pk_rows(tabel: Tabel, konteks: Konteks) -> list[Target]:
    """One row an indicator, or two where the table prints its target of before and after a revision."""
    targets = _targets(tabel, konteks)
    style = measure_style(item.nilai.get(index, "") for item in tabel.isian for index in targets.values() if index is not None)
    budget = next((name for name in BUDGET if tabel.index(name) is not None), "")
    money = column_style(tabel.value(item, budget) for item in tabel.isian)
    emptied = {versi: emptied_rows(tabel, index) for versi, index in targets.items()}
    rows = []
    for position, item in enumerate(tabel.isian):
        name = tabel.text(item, "indikator")
        if name is None or is_summary(name):
            continue
        amount = read_amount_cell(tabel.value(item, budget), money)
        for place, (versi, index) in enumerate(targets.items()):
            measure = read_measure_cell(item.nilai.get(index, "") if index is not None else "", style, unit_of(name))
            item.bendera |= {EMPTIED} if position in emptied[versi] else set()
            rows.append(_row(tabel, item, name, measure, amount, replace(konteks, versi=versi), place))
    return rows


def _row(tabel: Tabel, item: Isian, name: str, measure: Measure, amount: Amount, konteks: Konteks, place: int) -> Target:
    """place: of the rows that one printed row gives."""
    odd = as_fractions([measure], unit_of(name)) | as_money([measure.value])
    flags = item.bendera | (measure.bendera - {"angka_dibersihkan"}) | odd | amount.bendera
    sasaran = join_pieces(item.sasaran.pieces, tabel.words) if item.sasaran else None
    return Target(
        target_id=made_id(konteks.doc_id, konteks.tabel_no, item.tempat.baris, *([place] if place else [])),
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


def _budgets(tabel: Tabel, konteks: Konteks) -> Budgets:
    return None, [row.anggaran_rp for row in pk_rows(tabel, konteks) if row.anggaran_rp is not None]


KIND = Kind("target", Target, (PK, RKT), lambda of: pk_rows(of.records, of.konteks), budgets=_budgets)
