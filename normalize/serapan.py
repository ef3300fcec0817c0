"""Rows of `serapan`: budget absorption by jenis belanja, in rows or turned on its side in columns."""

from decimal import Decimal

from normalize.isian import Isian, Tabel
from normalize.measures import below_zero
from normalize.names import fold, join_pieces
from normalize.numbers import NumberStyle, column_style, read_amount, read_measure, unread
from normalize.rows import Serapan
from normalize.target import Konteks, provenance
from normalize.urutan import NO_COLUMN

KINDS = {"pegawai": "PEGAWAI", "barang": "BARANG", "modal": "MODAL", "total": "TOTAL", "jumlah": "TOTAL"}
LABELS = {"pagu": "pagu_rp", "anggaran": "pagu_rp", "realisasi": "realisasi_rp", "persen": "persen", "%": "persen"}


def serapan_rows(tabel: Tabel, konteks: Konteks, periode: str | None) -> list[Serapan]:
    """PEGAWAI, BARANG, MODAL and TOTAL, as far as they are printed."""
    money = column_style(text for item in tabel.isian for text in item.nilai.values() if len(text) > 8)
    if tabel.index("pegawai") is not None:
        return _from_columns(tabel, konteks, periode, money)
    rows = []
    for item in tabel.isian:
        kind = _word(tabel.text(item, "jenis_belanja") or _label(tabel, item), KINDS)
        if kind is None:
            continue
        realized = tabel.value(item, "realisasi_rp") or tabel.value(item, "realisasi")
        percent = tabel.value(item, "nilai_persen") or tabel.value(item, "capaian") or tabel.value(item, "persen")
        texts = {"pagu_rp": tabel.value(item, "pagu"), "realisasi_rp": realized, "persen": percent}
        values = {name: _value(name, text, money) for name, text in texts.items()}
        flags = {flag for name, text in texts.items() for flag in unread(text, values[name])}
        rows.append(_row(kind, values, item, konteks, periode, flags))
    return rows


def _from_columns(tabel: Tabel, konteks: Konteks, periode: str | None, money: NumberStyle | None) -> list[Serapan]:
    """A table with PAGU, REALISASI and PERSENTASE as rows."""
    found: dict[str, dict[str, Decimal | None]] = {}
    flags: dict[str, set[str]] = {}
    for item in tabel.isian:
        label = _word(_label(tabel, item), LABELS)
        for index, column in enumerate(tabel.kolom):
            kind = KINDS.get(column.nama)
            if kind and label:
                text = item.nilai.get(index, "")
                value = _value(label, text, money)
                found.setdefault(kind, {})[label] = value
                flags.setdefault(kind, set()).update(unread(text, value))
    if not tabel.isian:
        return []
    return [_row(kind, values, tabel.isian[0], konteks, periode, flags[kind]) for kind, values in found.items()]


def _label(tabel: Tabel, item: Isian) -> str:
    """The row's own words, wherever they stand."""
    texts = [join_pieces(teks.pieces, tabel.words) for _, teks in sorted(item.teks.items())]
    return " ".join([*texts, *([item.nilai[NO_COLUMN]] if NO_COLUMN in item.nilai else [])])


def _word(text: str, words: dict[str, str]) -> str | None:
    folded = fold(text)
    return next((value for word, value in words.items() if word in folded), None)


def _value(name: str, text: str, money: NumberStyle | None) -> Decimal | None:
    readings = read_measure(text, None) if name == "persen" else read_amount(text, money)
    return readings[0].value if readings else None


def _row(kind: str, values: dict[str, Decimal | None], item: Isian, konteks: Konteks, periode: str | None, flags: set[str]) -> Serapan:
    def rupiah(name: str) -> Decimal | None:
        value = values.get(name)
        return None if value is None else value * konteks.skala

    return Serapan(
        upt_id=konteks.upt_id,
        tahun=konteks.tahun,
        periode=periode,
        jenis_belanja=kind,
        pagu_rp=rupiah("pagu_rp"),
        realisasi_rp=rupiah("realisasi_rp"),
        persen=values.get("persen"),
        **provenance(konteks, item.tempat, item.bendera | flags | below_zero(values.values())),  # type: ignore[arg-type]
    )
