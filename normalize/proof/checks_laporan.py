"""The arithmetic of a report's rows: rows of `cek`, and the flag `salah_cetak` on rows whose own figures contradict each other.

Each row proves itself (capaian = realisasi/target, IE = output %/input % …) and its tables prove one another: the same figure
must be equal wherever the document prints it. Where a row fails, the readers have already tried the other number style and the
neighbouring cells; what is left is the document's own error: the printed value stays, and the sentence says what it should be
and which other tables say so.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

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


@dataclass(frozen=True, slots=True)
class Laporan:
    """The rows of a report that prove one another. jenis: those of each kind, by their table."""

    target: Sequence[Target]
    target_bulanan: Sequence[TargetBulanan]
    capaian: Sequence[Capaian]
    efisiensi: Sequence[Efisiensi]
    jenis: Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Hasil:
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


def _cek(row: Asal, aturan: str, status: str, text: str, harapan: Decimal | None = None, terbaca: Decimal | None = None) -> Cek:
    """Numbered with the others in the end."""
    made = cek_at(row, "", aturan, status, text, None if harapan is None else round(harapan, 6), terbaca)
    return replace(made, selisih=None if made.selisih is None else round(made.selisih, 6))


# ------------------------------------------------------------------ a row by itself
def _identities(row: Fakta, kind: Kind, rows: Laporan) -> list[Cek]:
    values = {name: getattr(row, name) for identity in kind.identities for name in (identity.hasil, *identity.dari)}
    found = []
    for identity in kind.identities:
        result = holds(identity, values)
        label = _label(row)
        if result:
            text = f"{label}: {identity.bunyi} cocok."
            found.append(_cek(row, identity.aturan, LOLOS, text, identity.expected(values), values[identity.hasil]))
        elif (result is False and not _progress_of_a_count(row, identity, values)) or _target_is_zero(identity, values):
            found.append(_failed(row, identity, values, rows))
    return found


def _target_is_zero(identity: Identitas, values: dict[str, Decimal | None]) -> bool:
    """A target printed 0 beside an achievement: nothing can be divided, yet the row contradicts itself."""
    return identity.aturan == "capaian_vs_target" and values["target"] == 0 and bool(values["capaian_persen"]) and bool(values["realisasi"])


def _label(row: Fakta) -> str:
    name = " ".join(str(part) for kolom in row.nama_baris if (part := getattr(row, kolom))) or "tanpa nama"
    return f"«{name if len(name) <= 60 else name[:57].rstrip() + '…'}»"


def _failed(row: Fakta, identity: Identitas, values: dict[str, Decimal | None], rows: Laporan) -> Cek:
    """A failed identity: known ways of reporting are no errors; else what should stand there, and who says so."""
    printed, should = values[identity.hasil], identity.expected(values)
    label = _label(row)
    if identity.aturan in ("capaian_vs_target", "output_persen") and printed is not None:
        known = _known_way(identity, values, should)
        if known:
            return _cek(row, identity.aturan, TAK_TERBUKTI, f"{label}: {known}", should, printed)
    if identity.aturan == "capaian_vs_target" and isinstance(row, Capaian) and printed and row.realisasi is not None:
        implied = row.realisasi / printed * 100
        says = _who_says(rows, row, "target", implied)
        if values["target"] == 0 or says:
            target = number(values["target"] or Decimal(0))
            meant = number(round(implied, 2))
            text = f"{label}: target tercetak {target}, padahal capaian {number(printed)} berarti target {meant}{says}."
            return _cek(row, identity.aturan, GAGAL, text, should, printed)
        meant_realisasi = (row.target or Decimal(0)) * printed / 100
        says = _who_says(rows, row, "realisasi", meant_realisasi)
        if says:
            got, meant = number(row.realisasi), number(round(meant_realisasi, 2))
            text = f"{label}: realisasi tercetak {got}, padahal target dan capaian {number(printed)} berarti realisasi {meant}{says}."
            return _cek(row, identity.aturan, GAGAL, text, should, printed)
    wanted = number(round(should, 2)) if should is not None else "?"
    says = _who_says(rows, row, identity.hasil, should) if isinstance(row, Capaian) and should is not None else ""
    text = f"{label}: {identity.bunyi} seharusnya {wanted}, tercetak {number(printed or Decimal(0))}{says}."
    return _cek(row, identity.aturan, GAGAL, text, should, printed)


def _progress_of_a_count(row: Fakta, identity: Identitas, values: dict[str, Decimal | None]) -> bool:
    """'Jumlah desa pangan aman': the target is a count, realisasi is progress in percent and the achievement repeats it.
    Nothing can be proved and nothing is wrong."""
    repeats = identity.aturan in ("capaian_vs_target", "output_persen") and values[identity.hasil] == values[identity.dari[0]]
    return repeats and isinstance(row, Capaian | Efisiensi) and unit_of(row.indikator_raw) == "jumlah"


def _known_way(identity: Identitas, values: dict[str, Decimal | None], should: Decimal | None) -> str | None:
    """What reports do that is no error: progress of a yearly percentage, the cap at 120."""
    printed, realized = values[identity.hasil], values[identity.dari[0]]
    if printed == realized:
        return "capaian dicetak sama dengan realisasi: kemajuan pekerjaan setahun dalam persen, bukan realisasi dibagi target."
    if printed == CAP and should is not None and CAP < should <= 2 * CAP:
        return "capaian dibatasi 120."
    return None


def _who_says(rows: Laporan, row: Capaian, field: str, value: Decimal) -> str:
    """' (demikian juga tabel PK, RAPK)' – the other tables of the document that print this value for the indicator."""
    name = letters(row.indikator_raw or "")
    tables = set()
    for other in rows.capaian:
        same = letters(other.indikator_raw or "") == name and other.tahun == row.tahun
        if same and other.baris != row.baris and other.upt_id == row.upt_id and _equal(getattr(other, field), value):
            tables.add(f"{other.tabel} ({_place(other)})")
    if field == "target":
        tables |= {
            f"{t.tabel} ({_place(t)})" for t in rows.target if letters(t.indikator_raw or "") == name and _equal(t.target_tahunan, value)
        }
        tables |= {
            f"EFISIENSI ({_place(e)})" for e in rows.efisiensi if letters(e.indikator_raw or "") == name and _equal(e.output_target, value)
        }
    return f" (demikian juga tabel {', '.join(sorted(tables))})" if tables else ""


def _place(row: Asal) -> str:
    return f"hal. {row.halaman}" if row.halaman else f"baris {row.line}"


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
        verdict = "cocok" if status == LOLOS else f"seharusnya {number(should)}, tercetak {number(adjusted)}"
        text = f"{_label(row)}: capaian penyesuaian {verdict}."
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
                found.append(_cek(row, "kriteria", LOLOS, f"{_label(row)}: kriteria {printed} sesuai capaian {number(value)}."))
            else:
                text = f"{_label(row)}: capaian {number(value)} seharusnya «{should}» menurut skala tabel ini, tercetak «{printed}»."
                found.append(_cek(row, "kriteria", TAK_TERBUKTI, text))
    return found


def _judged(row: Capaian) -> Decimal | None:
    return row.capaian_penyesuaian_persen if row.capaian_penyesuaian_persen is not None else row.capaian_persen


def _totals(rows: Laporan) -> list[Cek]:
    """Rows of a total: pagu and realisasi of the other rows of their table sum to it."""
    found = []
    for kind in KINDS:
        tables: dict[int | None, list[Any]] = defaultdict(list)
        for row in rows.jenis[kind.fakta] if kind.total else ():
            tables[row.tabel_no].append(row)
        for table in tables.values():
            total = next((row for row in table if kind.total and kind.total.is_row(row)), None)
            parts = [row for row in table if kind.total and not kind.total.is_row(row)]
            if kind.total and total and parts:
                found += [_sum(total, kind.total.aturan, [getattr(p, f) for p in parts], getattr(total, f), f) for f in MONEY]
    return found


def _sum(row: Asal, aturan: str, parts: Sequence[Decimal | None], printed: Decimal | None, field: str) -> Cek:
    name = MONEY[field]
    if printed is None or any(part is None for part in parts):
        return _cek(row, aturan, TAK_TERBUKTI, f"Ada {name} yang tidak terbaca, jadi jumlahnya belum terbukti.", terbaca=printed)
    total = sum((part for part in parts if part is not None), Decimal(0))
    if abs(total - printed) < 1:
        return _cek(row, aturan, LOLOS, f"Jumlah {name} sama dengan total yang tercetak.", total, printed)
    text = f"Jumlah {name} {number(total)}, total tercetak {number(printed)}: selisih {number(abs(total - printed))}."
    # Documents add up amounts with decimals and print them rounded; a last digit that was read wrong looks the same.
    if abs(total - printed) * 2 <= len(parts):
        return _cek(row, aturan, TAK_TERBUKTI, f"{text} Mungkin pembulatan, mungkin satu angka terakhir salah baca.", total, printed)
    return _cek(row, aturan, GAGAL, text, total, printed)


# ------------------------------------------------------------------ the same figure in several tables
def _agree(same: Same) -> Cek:
    votes: dict[Decimal, list[Asal]] = defaultdict(list)
    for place in same.places:
        known = next((v for v in votes if _equal(v, place.nilai) or _rounds_to(v, place.nilai)), place.nilai)
        votes[known].append(place.row)
    first = same.places[0]
    name = getattr(first.row, "indikator_raw", None) or "tanpa nama"
    label = f"«{name if len(name) <= 60 else name[:57].rstrip() + '…'}»"
    word = same.bidang.replace("_", " ")
    if len(votes) == 1:
        text = f"{label}: {word} sama di {len(same.places)} tempat."
        return _cek(first.row, "angka_sama", LOLOS, text, first.nilai, first.nilai)
    ranked = sorted(votes.items(), key=lambda item: -len(item[1]))
    told = "; ".join(f"{number(value)} di {', '.join(f'{r.tabel} ({_place(r)})' for r in found[:4])}" for value, found in ranked)
    odd = ranked[-1][1][0]
    return _cek(odd, "angka_sama", GAGAL, f"{label}: {word} tidak sama di semua tabel: {told}.", ranked[0][0], ranked[-1][0])


def _rounds_to(a: Decimal, b: Decimal) -> bool:
    """True where one is the other with fewer decimals: 93,8 for 93,75."""
    places = min(decimals(a), decimals(b))
    return rounded(a, places) == rounded(b, places)


def _same_months(rows: Laporan) -> list[Cek]:
    """The same plan printed twice (body and annex): months that differ between two RAPK of one indicator."""
    months = {(cell.target_id, cell.bulan): cell.nilai for cell in rows.target_bulanan}
    found = []
    for pair in same_plans(rows.target, rows.target_bulanan):
        label = f"«{pair.again.indikator_raw}»"
        if not pair.lain:
            text = f"{label}: target bulanan sama dengan RAPK di {_place(pair.first)}."
            found.append(_cek(pair.again, "angka_sama", LOLOS, text))
        elif pair.is_one:
            told = ", ".join(
                f"B{m:02d} {_or_empty(months.get((pair.again.target_id, m)))} (di sana {_or_empty(months.get((pair.first.target_id, m)))})"
                for m in pair.lain
            )
            text = f"{label}: target bulanan berbeda dengan RAPK di {_place(pair.first)}: {told}."
            found.append(_cek(pair.again, "angka_sama", GAGAL, text))
    return found


def _or_empty(value: Decimal | None) -> str:
    return "kosong" if value is None else number(value)
