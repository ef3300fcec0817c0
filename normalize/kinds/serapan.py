"""Rows of `serapan`: budget absorption by jenis belanja, in rows or turned on its side in columns."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import TypeVar

from normalize.heads.kolom import Kolom
from normalize.kinds.target import Konteks, provenance, rupiah
from normalize.rows import Serapan
from normalize.tables.identitas import CHOSEN, IDENTITIES, holds
from normalize.tables.isian import Isian, Tabel
from normalize.tables.urutan import NO_COLUMN
from normalize.words.amounts import Amount, read_amount_cell
from normalize.words.measures import Measure, below_zero, read_measure_cell
from normalize.words.names import fold, join_pieces
from normalize.words.numbers import NumberStyle, candidates, column_style, is_nothing

KINDS = {"pegawai": "PEGAWAI", "barang": "BARANG", "modal": "MODAL", "total": "TOTAL", "jumlah": "TOTAL"}
PAGU, REALISASI, PERSEN = "pagu_rp", "realisasi_rp", "persen"
LABELS = {
    **dict.fromkeys(("sisa", "selisih", "blokir"), None),
    **dict.fromkeys(("%", "persen", "presentase", "prosentase"), PERSEN),
    "realisasi": REALISASI,
    **dict.fromkeys(("pagu", "anggaran"), PAGU),
}
"""Words of a label → what stands under it; the first that occurs decides: '% Realisasi Anggaran', 'Realisasi Anggaran', 'Sisa Pagu'."""
COLUMNS = {"pagu": PAGU, "input": PAGU, "realisasi_rp": REALISASI, "realisasi": REALISASI, "nilai_persen": PERSEN, "capaian": PERSEN}
"""What a column holds whose own words do not say it."""
UNDECIDED = "kolom_ambigu"
(PROOF,) = (identity for identity in IDENTITIES if identity.aturan == "serapan_persen")
Candidates = dict[str, list[str]]
T = TypeVar("T")


def serapan_rows(tabel: Tabel, konteks: Konteks, periode: str | None) -> list[Serapan]:
    """PEGAWAI, BARANG, MODAL and TOTAL, as far as they are printed."""
    money = column_style(text for item in tabel.isian for text in item.nilai.values() if len(text) > 8)
    if tabel.index("pegawai") is not None:
        return _from_columns(tabel, konteks, periode, money)
    labels = {index: label for index, column in enumerate(tabel.kolom) if (label := _column_label(column))}
    rows = []
    for item in tabel.isian:
        kind = _word(tabel.text(item, "jenis_belanja") or _label(tabel, item), KINDS)
        if kind is not None:
            found = _candidates((label, item.nilai.get(index, "")) for index, label in labels.items())
            rows.append(_row(kind, found, money, item, konteks, periode))
    return rows


def _from_columns(tabel: Tabel, konteks: Konteks, periode: str | None, money: NumberStyle | None) -> list[Serapan]:
    """A table with PAGU, REALISASI and PERSENTASE as rows."""
    rows = [(label, item) for item in tabel.isian if (label := _word(_label(tabel, item), LABELS))]
    kinds = {index: kind for index, column in enumerate(tabel.kolom) if (kind := KINDS.get(column.nama))}
    found = {
        kind: _candidates((label, item.nilai.get(index, "")) for label, item in rows for index, of in kinds.items() if of == kind)
        for kind in kinds.values()
    }
    if not rows:
        return []
    whole = replace(tabel.isian[0], bendera={flag for _, item in rows for flag in item.bendera})
    return [_row(kind, texts, money, whole, konteks, periode) for kind, texts in found.items() if any(texts.values())]


def _column_label(column: Kolom) -> str | None:
    named = next((word for word in LABELS if word in fold(column.teks)), None)
    return LABELS[named] if named else COLUMNS.get(column.nama)


def _label(tabel: Tabel, item: Isian) -> str:
    """The row's own words, wherever they stand."""
    texts = [join_pieces(teks.pieces, tabel.words) for _, teks in sorted(item.teks.items())]
    return " ".join([*texts, *([item.nilai[NO_COLUMN]] if NO_COLUMN in item.nilai else [])])


def _word(text: str, words: Mapping[str, T]) -> T | None:
    folded = fold(text)
    return next((value for word, value in words.items() if word in folded), None)


def _candidates(labelled: Iterable[tuple[str, str]]) -> Candidates:
    """What is printed under each label, empty cells left out; '55,32%' is a percentage whatever its label says."""
    found: Candidates = {PAGU: [], REALISASI: [], PERSEN: []}
    for label, text in labelled:
        if not is_nothing(text):
            found[PERSEN if text.rstrip().endswith("%") else label].append(text)
    return found


def _row(kind: str, found: Candidates, money: NumberStyle | None, item: Isian, konteks: Konteks, periode: str | None) -> Serapan:
    read = {name: [_read(name, text, money) for text in texts] for name, texts in found.items()}
    values, flags = _settle({name: [cell.value for cell in cells if cell.value is not None] for name, cells in read.items()})
    flags |= {flag for cells in read.values() for cell in cells for flag in cell.bendera}
    return Serapan(
        upt_id=konteks.upt_id,
        tahun=konteks.tahun,
        periode=periode,
        jenis_belanja=kind,
        pagu_rp=rupiah(values.get(PAGU), konteks.skala),
        realisasi_rp=rupiah(values.get(REALISASI), konteks.skala),
        persen=values.get(PERSEN),
        **provenance(konteks, item.tempat, item.bendera | flags | below_zero(values.values())),  # type: ignore[arg-type]
    )


def _read(name: str, text: str, money: NumberStyle | None) -> Amount | Measure:
    if name != PERSEN:
        return read_amount_cell(text, money)
    # The limit decides only between two readings ('55.320'): an absorption may pass 100.
    measure = read_measure_cell(text, None, "persen" if len(candidates(text)) > 1 else None)
    return replace(measure, bendera=measure.bendera - {"angka_dibersihkan"})


def _settle(read: Mapping[str, list[Decimal]]) -> tuple[dict[str, Decimal], set[str]]:
    """One value a column. Where a label leaves several, persen = realisasi/pagu decides, also whether one of them belongs under a label
    that is missing; where it does not, the first stand, flagged."""
    distinct = {name: list(dict.fromkeys(values)) for name, values in read.items()}
    first = {name: values[0] for name, values in distinct.items() if values}
    if all(len(values) < 2 for values in distinct.values()):
        return first, set()
    surplus = [value for values in distinct.values() if len(values) > 1 for value in values]
    ways = [dict(zip(distinct, way, strict=True)) for way in product(*(values or surplus for values in distinct.values()))]
    proved = [way for way in ways if len(set(way.values())) == len(way) and holds(PROOF, way)]
    return (proved[0], {CHOSEN}) if len(proved) == 1 else (first, {UNDECIDED})
