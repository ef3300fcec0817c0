"""The arithmetic of a report's rows: rows of `cek`, and the flag `salah_cetak` on rows whose own figures contradict each other.

Each row proves itself (capaian = realisasi/target, IE = output %/input % …) and its tables prove one another: the same figure
must be equal wherever the document prints it. Where a row fails, the readers have already tried the other number style and the
neighbouring cells; what is left is the document's own error: the printed value stays, and the sentence says what it should be
and which other tables say so.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from msgspec import Struct

from extract.message import Message, Phrase, message
from normalize.alamat import made_id
from normalize.cek_row import cek_at
from normalize.kinds.all_kinds import BY_TABLE, KINDS
from normalize.kinds.kind import Kind
from normalize.proof.same_figures import Same, same_figures, same_plans
from normalize.rows import Asal, Capaian, Cek, Efisiensi, Fakta, Target, TargetBulanan
from normalize.status_cek import GAGAL, LOLOS, TAK_TERBUKTI
from normalize.tables.identitas import Identitas, decimals, holds, rounded
from normalize.words.kriteria import expected, scale_of
from normalize.words.names import fold, letters
from normalize.words.sentences import number
from normalize.words.units import unit_of

CAP = Decimal(120)
MONEY = {"pagu_rp": "pagu", "realisasi_rp": "realisasi"}
Baris = TypeVar("Baris", bound=Fakta)
Kunci = tuple[int, str, str | None]
FIGURES = {
    "target": message("kata_target"),
    "realisasi": message("kata_realisasi"),
    "capaian": message("kata_capaian"),
    "target_tahunan": message("target_tahunan"),
    "anggaran": message("kata_anggaran"),
}
"""Fields of `Same`, as sentences name them."""


class Laporan(Struct, frozen=True):
    """The rows of a report that prove one another. jenis: those of each kind, by their table."""

    target: Sequence[Target]
    target_bulanan: Sequence[TargetBulanan]
    capaian: Sequence[Capaian]
    efisiensi: Sequence[Efisiensi]
    jenis: Mapping[str, Sequence[Any]]


class Hasil(Struct, frozen=True):
    """The checks, and the keys of the rows that carry a misprint."""

    cek: list[Cek]
    salah_cetak: set[Kunci]


def check_report(rows: Laporan) -> Hasil:
    """All checks of a report's rows."""
    cek: list[Cek] = []
    wrong: set[Kunci] = set()
    for kind in BY_TABLE:
        for row in rows.jenis[kind.fakta] if not kind.checks else ():
            for found in _identities(row, kind, rows):
                cek.append(found)
                if found.status == GAGAL:
                    wrong.add(_key(row))
    cek.extend(_penyesuaian(rows.capaian))
    cek.extend(_criteria(rows.capaian))
    cek.extend(_totals(rows))
    cek.extend(_agree(same) for same in same_figures(rows.target, rows.capaian, rows.efisiensi))
    cek.extend(_same_months(rows))
    return Hasil([replace(c, cek_id=made_id(c.doc_id, "laporan", c.aturan, i)) for i, c in enumerate(cek, 1)], wrong)


def _key(row: Any) -> Kunci:
    """Row, table and period: one printed line may give the result of its month and that of the year."""
    return row.baris, row.tabel or "", row.periode


def mark(rows: Sequence[Baris], wrong: set[Kunci]) -> list[Baris]:
    """The rows, those with a misprint flagged `salah_cetak`."""
    marked: list[Baris] = []
    for item in rows:
        flags = {*item.bendera, "salah_cetak"} if _key(item) in wrong else set(item.bendera)
        marked.append(replace(item, bendera=tuple(sorted(flags))))
    return marked


def _cek(row: Asal, aturan: str, status: str, text: Message, harapan: Decimal | None = None, terbaca: Decimal | None = None) -> Cek:
    """Numbered with the others in the end."""
    made = cek_at(row, "", aturan, status, text, None if harapan is None else round(harapan, 6), terbaca)
    return replace(made, selisih=None if made.selisih is None else round(made.selisih, 6))


# ------------------------------------------------------------------ a row by itself
def _identities(row: Fakta, kind: Kind, rows: Laporan) -> list[Cek]:
    """A figure that is missing is what the others make of it: TE without IE is held against output and input."""
    values = {name: getattr(row, name) for identity in kind.identities for name in (identity.hasil, *identity.dari)}
    found = []
    for identity in kind.identities:
        result = holds(identity, values)
        label = _label(row)
        if result:
            text = message("hitungan_cocok", nama=label, hitungan=identity.bunyi)
            found.append(_cek(row, identity.aturan, LOLOS, text, identity.expected(values), values[identity.hasil]))
        elif (result is False and not _progress_of_a_count(row, identity, values)) or _target_is_zero(identity, values):
            found.append(_failed(row, identity, values, rows))
        if values[identity.hasil] is None:
            values[identity.hasil] = identity.expected(values)
    return found


def _target_is_zero(identity: Identitas, values: dict[str, Decimal | None]) -> bool:
    """A target printed 0 beside an achievement: nothing can be divided, yet the row contradicts itself."""
    return identity.aturan == "capaian_vs_target" and values["target"] == 0 and bool(values["capaian_persen"]) and bool(values["realisasi"])


def _label(row: Fakta) -> Phrase:
    return _short(" ".join(str(part) for kolom in row.nama_baris if (part := getattr(row, kolom))))


def _short(name: str | None) -> Phrase:
    """How sentences call a row of that name."""
    if not name:
        return message("tanpa_nama")
    return name if len(name) <= 60 else name[:57].rstrip() + "…"


def _failed(row: Fakta, identity: Identitas, values: dict[str, Decimal | None], rows: Laporan) -> Cek:
    """A failed identity: known ways of reporting are no errors; else what should stand there, and who says so."""
    printed, should = values[identity.hasil], identity.expected(values)
    label = _label(row)
    if identity.aturan in ("capaian_vs_target", "output_persen") and printed is not None:
        known = _known_way(label, identity, values, should)
        if known:
            return _cek(row, identity.aturan, TAK_TERBUKTI, known, should, printed)
    if identity.aturan == "capaian_vs_target" and isinstance(row, Capaian) and printed and row.realisasi is not None:
        implied = row.realisasi / printed * 100
        says = _who_says(rows, row, "target", implied)
        if values["target"] == 0 or says:
            target = number(values["target"] or Decimal(0))
            meant = number(round(implied, 2))
            text = message("target_berarti", nama=label, target=target, capaian=number(printed), arti=meant, juga=says)
            return _cek(row, identity.aturan, GAGAL, text, should, printed)
        meant_realisasi = (row.target or Decimal(0)) * printed / 100
        says = _who_says(rows, row, "realisasi", meant_realisasi)
        if says:
            got, meant = number(row.realisasi), number(round(meant_realisasi, 2))
            text = message("realisasi_berarti", nama=label, realisasi=got, capaian=number(printed), arti=meant, juga=says)
            return _cek(row, identity.aturan, GAGAL, text, should, printed)
    wanted = number(round(should, 2)) if should is not None else "?"
    says = _who_says(rows, row, identity.hasil, should) if isinstance(row, Capaian) and should is not None else ""
    printed_now = number(printed or Decimal(0))
    text = message("hitungan_beda", nama=label, hitungan=identity.bunyi, harapan=wanted, terbaca=printed_now, juga=says)
    return _cek(row, identity.aturan, GAGAL, text, should, printed)


def _progress_of_a_count(row: Fakta, identity: Identitas, values: dict[str, Decimal | None]) -> bool:
    """'Jumlah desa pangan aman': the target is a count, realisasi is progress in percent and the achievement repeats it.
    Nothing can be proved and nothing is wrong."""
    repeats = identity.aturan in ("capaian_vs_target", "output_persen") and values[identity.hasil] == values[identity.dari[0]]
    return repeats and isinstance(row, Capaian | Efisiensi) and unit_of(row.indikator_raw) == "jumlah"


def _known_way(label: Phrase, identity: Identitas, values: dict[str, Decimal | None], should: Decimal | None) -> Message | None:
    """What reports do that is no error: progress of a yearly percentage, the cap at 120."""
    printed, realized = values[identity.hasil], values[identity.dari[0]]
    if printed == realized:
        return message("capaian_sama_realisasi", nama=label)
    if printed == CAP and should is not None and CAP < should <= 2 * CAP:
        return message("capaian_dibatasi", nama=label)
    return None


def _who_says(rows: Laporan, row: Capaian, field: str, value: Decimal) -> Phrase:
    """' (demikian juga tabel PK, RAPK)' – the other tables of the document that print this value for the indicator."""
    name = letters(row.indikator_raw or "")
    tables: set[tuple[str, str, Message]] = set()
    for other in rows.capaian:
        same = letters(other.indikator_raw or "") == name and other.tahun == row.tahun
        if same and other.baris != row.baris and other.upt_id == row.upt_id and _equal(getattr(other, field), value):
            tables.add(_at(other.tabel, other))
    if field == "target":
        tables |= {_at(t.tabel, t) for t in rows.target if letters(t.indikator_raw or "") == name and _equal(t.target_tahunan, value)}
        tables |= {_at("EFISIENSI", e) for e in rows.efisiensi if letters(e.indikator_raw or "") == name and _equal(e.output_target, value)}
    named = tuple(said for *_, said in sorted(tables))
    return message("demikian_juga", tabel=named) if named else ""


def _at(tabel: str | None, row: Asal) -> tuple[str, str, Message]:
    """A row of a table, as a sentence names it; before it what several are sorted by: as they are read."""
    place = f"hal. {row.halaman}" if row.halaman else f"baris {row.line}"
    return tabel or "", place, _table_at(tabel, row)


def _table_at(tabel: str | None, row: Asal) -> Message:
    return (
        message("tabel_di_halaman", tabel=tabel, halaman=row.halaman)
        if row.halaman
        else message("tabel_di_baris", tabel=tabel, line=row.line)
    )


def _place(row: Asal) -> Message:
    return message("di_hal", halaman=row.halaman) if row.halaman else message("di_baris", line=row.line or 0)


def _equal(a: Decimal | None, b: Decimal | None) -> bool:
    """Equal after rounding to two decimals, give or take the last one."""
    return a is not None and b is not None and abs(a - b) <= Decimal("0.011")


# ------------------------------------------------------------------ columns against each other
def _penyesuaian(capaian: Sequence[Capaian]) -> list[Cek]:
    """Since 2023 the adjusted achievement is the achievement, at most 120; 120 also stands for a sampling target of 50 that is met."""
    found = []
    for row in capaian:
        plain, adjusted = row.capaian_persen, row.capaian_penyesuaian_persen
        if plain is None or adjusted is None:
            continue
        should = min(plain, CAP)
        half = row.target == 50 and plain >= 100 and adjusted == CAP
        status = LOLOS if half or _equal(adjusted, should) else GAGAL
        label = _label(row)
        text = (
            message("penyesuaian_cocok", nama=label)
            if status == LOLOS
            else message("penyesuaian_beda", nama=label, harapan=number(should), terbaca=number(adjusted))
        )
        found.append(_cek(row, "penyesuaian", status, text, should, adjusted))
    return found


def _criteria(capaian: Sequence[Capaian]) -> list[Cek]:
    """Each table by the one scale that it keeps; a table that keeps none is not judged."""
    by_table: dict[int | None, list[Capaian]] = defaultdict(list)
    for row in capaian:
        if row.tabel == "CAPAIAN" and row.kriteria and _judged(row) is not None:
            by_table[row.tabel_no].append(row)
    found = []
    for rows in by_table.values():
        pairs = [(value, row.kriteria or "") for row in rows if (value := _judged(row)) is not None]
        scale = scale_of(pairs, rows[0].tahun)
        for (value, printed), row in zip(pairs, rows, strict=True):
            should = expected(scale, value) if scale else None
            if should is None:
                continue
            if fold(should) == fold(printed):
                found.append(
                    _cek(row, "kriteria", LOLOS, message("kriteria_sesuai", nama=_label(row), kriteria=printed, capaian=number(value)))
                )
            else:
                text = message("kriteria_beda", nama=_label(row), capaian=number(value), harapan=should, terbaca=printed)
                found.append(_cek(row, "kriteria", TAK_TERBUKTI, text))
    return found


def _judged(row: Capaian) -> Decimal | None:
    return row.capaian_penyesuaian_persen if row.capaian_penyesuaian_persen is not None else row.capaian_persen


def _totals(rows: Laporan) -> list[Cek]:
    """Rows of a total: pagu and realisasi of the other rows of their table sum to it."""
    found = []
    for kind in KINDS:
        tables: dict[Hashable, list[Any]] = defaultdict(list)
        for row in rows.jenis[kind.fakta] if kind.total else ():
            tables[row.tabel_no, row.tahun].append(row)
        for table in tables.values():
            total = next((row for row in table if kind.total and kind.total.is_row(row)), None)
            parts = [row for row in table if kind.total and not kind.total.is_row(row)]
            if kind.total and total and parts:
                found += [_sum(total, kind.total.aturan, [getattr(p, f) for p in parts], getattr(total, f), f) for f in MONEY]
    return found


def _sum(row: Asal, aturan: str, parts: Sequence[Decimal | None], printed: Decimal | None, field: str) -> Cek:
    name = MONEY[field]
    if printed is None or any(part is None for part in parts):
        return _cek(row, aturan, TAK_TERBUKTI, message("jumlah_tak_terbaca", nama=name), terbaca=printed)
    total = sum((part for part in parts if part is not None), Decimal(0))
    if abs(total - printed) < 1:
        return _cek(row, aturan, LOLOS, message("jumlah_cocok", nama=name), total, printed)
    text = message("jumlah_beda", nama=name, jumlah=number(total), total=number(printed), selisih=number(abs(total - printed)))
    # Documents add up amounts with decimals and print them rounded; a last digit that was read wrong looks the same.
    if abs(total - printed) * 2 <= len(parts):
        return _cek(row, aturan, TAK_TERBUKTI, text.then(message("mungkin_pembulatan")), total, printed)
    return _cek(row, aturan, GAGAL, text, total, printed)


# ------------------------------------------------------------------ the same figure in several tables
def _agree(same: Same) -> Cek:
    votes: dict[Decimal, list[Asal]] = defaultdict(list)
    for place in same.places:
        known = next((v for v in votes if _equal(v, place.nilai) or _rounds_to(v, place.nilai)), place.nilai)
        votes[known].append(place.row)
    first = same.places[0]
    label = _short(getattr(first.row, "indikator_raw", None))
    word = FIGURES[same.bidang]
    if len(votes) == 1:
        text = message("angka_sama", nama=label, kolom=word, jumlah=len(same.places))
        return _cek(first.row, "angka_sama", LOLOS, text, first.nilai, first.nilai)
    ranked = sorted(votes.items(), key=lambda item: -len(item[1]))
    told = tuple(
        message("nilai_di_tabel", nilai=number(value), tabel=tuple(_table_at(r.tabel, r) for r in found[:4])) for value, found in ranked
    )
    odd = ranked[-1][1][0]
    return _cek(odd, "angka_sama", GAGAL, message("angka_tidak_sama", nama=label, kolom=word, nilai=told), ranked[0][0], ranked[-1][0])


def _rounds_to(a: Decimal, b: Decimal) -> bool:
    """True where one is the other with fewer decimals: 93,8 for 93,75."""
    places = min(decimals(a), decimals(b))
    return rounded(a, places) == rounded(b, places)


def _same_months(rows: Laporan) -> list[Cek]:
    """The same plan printed twice (body and annex): months that differ between two RAPK of one indicator."""
    months = {(cell.target_id, cell.bulan): cell.nilai for cell in rows.target_bulanan}
    found = []
    for pair in same_plans(rows.target, rows.target_bulanan):
        label = str(pair.again.indikator_raw)
        if not pair.lain:
            text = message("bulanan_sama", nama=label, letak=_place(pair.first))
            found.append(_cek(pair.again, "angka_sama", LOLOS, text))
        elif pair.is_one:
            told = tuple(
                message(
                    "bulan_beda",
                    bulan=f"{m:02d}",
                    sini=_or_empty(months.get((pair.again.target_id, m))),
                    sana=_or_empty(months.get((pair.first.target_id, m))),
                )
                for m in pair.lain
            )
            text = message("bulanan_beda", nama=label, letak=_place(pair.first), nilai=told)
            found.append(_cek(pair.again, "angka_sama", GAGAL, text))
    return found


def _or_empty(value: Decimal | None) -> Phrase:
    return message("angka_kosong") if value is None else number(value)
