"""Rows of `serapan`: budget absorption by jenis belanja, in rows or turned on its side in columns."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec.structs import replace

from extract.message import message
from extract.running.tables import PrintedTable
from normalize.heads.kolom import Kolom
from normalize.kinds.kind import SERAPAN, Budgets, Chart, Kind, Total, budgets_of
from normalize.kinds.spent import LABELS, Candidates, labels_by_year, money_style, spent, under_labels
from normalize.kinds.target import Konteks, provenance
from normalize.rows import Serapan
from normalize.tables.identitas import SPENT
from normalize.tables.isian import Isian, Tabel
from normalize.tables.urutan import NO_COLUMN
from normalize.words.names import fold, join_pieces
from normalize.words.numbers import NumberStyle

KINDS = {"pegawai": "PEGAWAI", "barang": "BARANG", "modal": "MODAL", "total": "TOTAL", "jumlah": "TOTAL"}
TOTAL = "TOTAL"
TAHUNAN = "TAHUNAN"
"""The period of a year before: a report compares its quarter with whole years."""
CHART = ("PEGAWAI", "BARANG", "MODAL", TOTAL)
"""The order of the national chart of accounts (51 pegawai, 52 barang, 53 modal), the total last."""
T = TypeVar("T")


def is_by_spending(_: PrintedTable, columns: Sequence[Kolom]) -> bool:
    """True for spending by kind, in rows or in columns. A bare 'Anggaran' is a budget where 'Realisasi' stands beside it."""
    has = {column.nama for column in columns}
    by_kind = has >= {"jenis_belanja", "pagu"} or (has >= {"jenis_belanja", "input"} and bool(has & {"realisasi", "realisasi_rp"}))
    return has >= {"pegawai", "barang"} or (by_kind and "indikator" not in has)


def serapan_rows(tabel: Tabel, konteks: Konteks, periode: str | None) -> list[Serapan]:
    """PEGAWAI, BARANG, MODAL and TOTAL, as far as they are printed, of each year that the head tells apart."""
    money = money_style(tabel)
    if tabel.index("pegawai") is not None:
        return _from_columns(tabel, konteks, periode, money)
    years = labels_by_year(tabel.kolom, konteks.tahun)
    rows = []
    for item in tabel.isian:
        kind = _word(tabel.text(item, "jenis_belanja") or _label(tabel, item), KINDS)
        if kind is not None:
            for tahun, labels in years.items():
                found = under_labels((label, item.nilai.get(index, "")) for index, label in labels.items())
                whole = periode if tahun == konteks.tahun else TAHUNAN
                rows.append(_row(kind, found, money, item, replace(konteks, tahun=tahun), whole))
    return rows


def _from_columns(tabel: Tabel, konteks: Konteks, periode: str | None, money: NumberStyle | None) -> list[Serapan]:
    """A table with PAGU, REALISASI and PERSENTASE as rows."""
    rows = [(label, item) for item in tabel.isian if (label := _word(_label(tabel, item), LABELS))]
    kinds = {index: kind for index, column in enumerate(tabel.kolom) if (kind := KINDS.get(column.nama))}
    found = {
        kind: under_labels((label, item.nilai.get(index, "")) for label, item in rows for index, of in kinds.items() if of == kind)
        for kind in kinds.values()
    }
    if not rows:
        return []
    whole = replace(tabel.isian[0], bendera={flag for _, item in rows for flag in item.bendera})
    return [_row(kind, texts, money, whole, konteks, periode) for kind, texts in found.items() if any(texts.values())]


def _label(tabel: Tabel, item: Isian) -> str:
    """The row's own words, wherever they stand."""
    texts = [join_pieces(teks.pieces, tabel.words) for _, teks in sorted(item.teks.items())]
    return " ".join([*texts, *([item.nilai[NO_COLUMN]] if NO_COLUMN in item.nilai else [])])


def _word(text: str, words: Mapping[str, T]) -> T | None:
    folded = fold(text)
    return next((value for word, value in words.items() if word in folded), None)


def _row(kind: str, found: Candidates, money: NumberStyle | None, item: Isian, konteks: Konteks, periode: str | None) -> Serapan:
    values, flags = spent(found, money, konteks.skala)
    return Serapan(
        upt_id=konteks.upt_id,
        tahun=konteks.tahun,
        periode=periode,
        jenis_belanja=kind,
        **values,  # type: ignore[arg-type]
        **provenance(konteks, item.tempat, item.bendera | flags),  # type: ignore[arg-type]
    )


def _is_total(row: Serapan) -> bool:
    return row.jenis_belanja == TOTAL


def _budgets(tabel: Tabel, konteks: Konteks) -> Budgets:
    return budgets_of([row for row in serapan_rows(tabel, konteks, None) if row.tahun == konteks.tahun], _is_total)


def by_chart(rows: Sequence[Serapan]) -> bool:
    """True where each kind stands behind those of lower accounts."""
    places = [CHART.index(row.jenis_belanja) for row in rows if row.jenis_belanja in CHART]
    return all(before < after for before, after in pairwise(places))


KIND = Kind(
    "serapan",
    Serapan,
    (SERAPAN,),
    lambda of: serapan_rows(of.records, of.konteks, of.pelapor.periode),
    matches=is_by_spending,
    budgets=_budgets,
    identities=(replace(SPENT, aturan="serapan_persen"),),
    total=Total("serapan_total", _is_total),
    chart=Chart(
        "urutan_belanja",
        by_chart,
        message("belanja_berurutan"),
        message("belanja_tak_berurutan"),
    ),
    named=lambda row: ((row.jenis_belanja, row.tahun), row.jenis_belanja),
    of_document=lambda row: row.pagu_rp if _is_total(row) else None,
)
