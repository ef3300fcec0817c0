"""The two ledgers of a RAPK, and what else its arithmetic must give: rows of `cek`.

Down an indicator, the RO lines' contributions sum to its budget, and budgets to the printed total. Across indicators, a budget
line shows one anggaran, and its contributions share it out. A check that could not run is `tak_terbukti`, never a pass.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from extract.message import Message, Phrase, message
from normalize.alamat import made_id
from normalize.kinds.target import Konteks, provenance, target_id
from normalize.plan.rapk import Garis, Indikator, Rapk, budgets
from normalize.plan.rapk_amounts import contribution_sum
from normalize.plan.rapk_lost import jumps
from normalize.proof.lost_lines import lost_line
from normalize.rows import Cek
from normalize.status_cek import GAGAL, LOLOS, TAK_TERBUKTI
from normalize.tables.identitas import decimals
from normalize.tables.tempat import Tempat
from normalize.words.progres import is_progress
from normalize.words.sentences import number, rupiah_text

HALF = Decimal("0.5")


class Finding(Struct, frozen=True):
    """A check before it becomes a row. Amounts in printed units where `uang`, else as they are."""

    aturan: str
    tempat: Tempat
    status: str
    penjelasan: Message
    harapan: Decimal | None = None
    terbaca: Decimal | None = None
    item: Indikator | None = None
    uang: bool = True


def check_rapk(rapk: Rapk, konteks: Konteks) -> list[Cek]:
    """All checks of one table, in the order of the document."""
    findings = [
        *_numbering(rapk),
        *_orphans(rapk),
        *(finding for item in rapk.indikator if item.ada for finding in _indicator(item, rapk, konteks)),
        *_lines(rapk, konteks),
        *_subtotals(rapk, konteks),
        *_total(rapk, konteks),
        *_unknown_rows(rapk),
    ]
    counter: Counter[str] = Counter()
    rows = []
    for finding in findings:
        counter[finding.aturan] += 1
        rows.append(_row(finding, konteks, counter[finding.aturan]))
    return rows


def _row(finding: Finding, konteks: Konteks, count: int) -> Cek:
    factor = konteks.skala if finding.uang else 1
    harapan = None if finding.harapan is None else finding.harapan * factor
    terbaca = None if finding.terbaca is None else finding.terbaca * factor
    return Cek(
        cek_id=made_id(konteks.doc_id, konteks.tabel_no, finding.aturan, count),
        aturan=finding.aturan,
        target_id=target_id(konteks, finding.item) if finding.item is not None and finding.item.ada else None,
        harapan=harapan,
        terbaca=terbaca,
        selisih=None if harapan is None or terbaca is None else terbaca - harapan,
        status=finding.status,
        penjelasan=finding.penjelasan,
        **provenance(konteks, finding.tempat, set()),  # type: ignore[arg-type]
    )


def near(a: Decimal, b: Decimal, skala: int, printed: Iterable[Decimal]) -> bool:
    """Equal but for the rounding of printed decimals: less than a rupiah apart. Where one printed unit is worth more: half of the last
    decimal that all figures print, for each of them, at most one printed unit (in rupiah of 14.059.000,00 thousand a digit behind the
    comma is worth hundreds)."""
    figures = list(printed)
    slack = Decimal(1)
    if skala > 1 and figures:
        slack = min(slack, HALF.scaleb(-min(map(decimals, figures))) * (len(figures) + 1))
    return abs(a - b) < slack


def has_lost_pages(rapk: Rapk) -> bool:
    """True where the document itself shows that pages are missing."""
    return any(not item.ada or "halaman_hilang" in item.bendera or "sasaran_hilang" in item.bendera for item in rapk.indikator)


# ------------------------------------------------------------------ the document's order
def _numbering(rapk: Rapk) -> Iterator[Finding]:
    """Numbers of indicators and sasaran without a gap: no page is lost. A gap alone proves nothing, for offices leave
    indicators out (seen in RAPK of 2024 and 2025, where the sums on both sides of a gap hold)."""
    numbered = [item for item in rapk.indikator if item.no is not None]
    if len(numbered) < 2:
        return
    gaps = 0
    for before, after in pairwise(rapk.indikator):
        if after.ada and before.ada and (jumps(before.blok, after.blok) or _flat_jump(before, after)):
            gaps += 1
            yield Finding(
                "nomor_urut",
                after.blok.tempat,
                TAK_TERBUKTI,
                message("nomor_terlompat", sini=before.label, lain=after.label),
                item=after,
                uang=False,
            )
    if not gaps and all(item.ada for item in rapk.indikator):
        yield Finding("nomor_urut", rapk.indikator[0].blok.tempat, LOLOS, message("nomor_berurutan"), uang=False)


def _flat_jump(before: Indikator, after: Indikator) -> bool:
    """Flat tables number their indicators through."""
    if before.no is None or after.no is None or before.blok.no_kolom != before.no or after.blok.no_kolom != after.no:
        return False
    return after.no > before.no + 1


def _orphans(rapk: Rapk) -> Iterator[Finding]:
    for item in rapk.indikator:
        if item.ada:
            continue
        rest = " ".join(item.blok.sisa_nama.pieces)
        tail = message("sisa_nama", nama=rest) if rest else None
        total = contribution_sum(item.amounts.lines)
        yield Finding(
            "blok_tanpa_indikator",
            item.blok.tempat,
            GAGAL,
            message("ro_tanpa_indikator", jumlah=len(item.lines)).then(tail),
            terbaca=total,
            item=item,
        )


def _unknown_rows(rapk: Rapk) -> Iterator[Finding]:
    for tempat, text in rapk.tak_dikenal:
        short = text if len(text) <= 120 else text[:117] + "…"
        yield Finding("baris_tidak_dikenal", tempat, GAGAL, message("baris_tak_ditempatkan", teks=short), uang=False)


# ------------------------------------------------------------------ down an indicator
def _indicator(item: Indikator, rapk: Rapk, konteks: Konteks) -> Iterator[Finding]:
    if rapk.berlapis:
        yield _contributions(item, rapk, konteks)
    if item.target is not None:
        yield _december(item)
    rising = _rising(item)
    if rising:
        yield rising


def _contributions(item: Indikator, rapk: Rapk, konteks: Konteks) -> Finding:
    budget, total = item.amounts.anggaran.value, contribution_sum(item.amounts.lines)
    place = item.blok.tempat
    if budget is None:
        text = message("anggaran_indikator_tak_terbaca", label=item.label)
        return Finding("kontribusi_vs_anggaran", place, TAK_TERBUKTI, text, terbaca=total, item=item)
    if total is None:
        reason = message("tanpa_baris_ro") if not item.lines else message("kontribusi_tak_terbaca")
        return Finding(
            "kontribusi_vs_anggaran",
            place,
            TAK_TERBUKTI,
            message("kontribusi_tak_terbanding", label=item.label, sebab=reason),
            harapan=budget,
            item=item,
        )
    if near(total, budget, konteks.skala, [budget, *_shares(item)]):
        text = message("kontribusi_tepat", jumlah=len(item.lines), label=item.label)
        return Finding("kontribusi_vs_anggaran", place, LOLOS, text, harapan=budget, terbaca=total, item=item)
    gap = rupiah_text(abs(total - budget) * konteks.skala)
    text = (
        message("kontribusi_kurang", label=item.label, selisih=gap)
        if total < budget
        else message("kontribusi_lebih", label=item.label, selisih=gap)
    ).then(lost_line(item, rapk, konteks.skala))
    return Finding("kontribusi_vs_anggaran", place, GAGAL, text, harapan=budget, terbaca=total, item=item)


def _shares(item: Indikator) -> Iterator[Decimal]:
    yield from (line.kontribusi.value for line in item.amounts.lines if line.kontribusi.value is not None)


def _december(item: Indikator) -> Finding:
    assert item.target is not None
    december = item.bulan[12].value if 12 in item.bulan else None
    yearly = item.target.value
    place = item.blok.tempat
    if december is None or yearly is None:
        text = message("desember_tak_tercetak", label=item.label)
        return Finding("target_desember", place, TAK_TERBUKTI, text, yearly, december, item, False)
    if december == yearly:
        text = message("desember_sama", label=item.label)
        return Finding("target_desember", place, LOLOS, text, yearly, december, item, False)
    text = message("desember_beda", label=item.label, desember=number(december), setahun=number(yearly))
    return Finding("target_desember", place, GAGAL, text, yearly, december, item, False)


def _rising(item: Indikator) -> Finding | None:
    """Cumulative targets do not fall. December is apart for counts, and for a percent whose months are progress (UMKM)."""
    values = [item.bulan[month].value for month in sorted(item.bulan)]
    printed = [(month, value) for month, value in enumerate(values, 1) if value is not None]
    if item.satuan == "jumlah" or is_progress(item.satuan, {month: measure.value for month, measure in item.bulan.items()}):
        printed = [(month, value) for month, value in printed if month < 12]
    if len(printed) < 2:
        return None
    for (_, before), (month, value) in pairwise(printed):
        if value < before:
            text = message("bulan_turun", label=item.label, dari=number(before), ke=number(value), bulan=f"{month:02d}")
            return Finding("bulan_naik", item.blok.tempat, TAK_TERBUKTI, text, before, value, item, False)
    return Finding("bulan_naik", item.blok.tempat, LOLOS, message("bulan_tidak_turun", label=item.label), item=item, uang=False)


def _total(rapk: Rapk, konteks: Konteks) -> Iterator[Finding]:
    if rapk.total_tempat is None:
        return
    printed = budgets(rapk.indikator)
    known = [budget for budget in printed if budget is not None]
    total = sum(known, Decimal(0))
    if rapk.total is None:
        yield Finding("total_dokumen", rapk.total_tempat, TAK_TERBUKTI, message("total_tak_terbaca", teks=rapk.total_teks), terbaca=total)
    elif len(known) < len(printed):
        text = message("total_anggaran_tak_terbaca", jumlah=len(printed) - len(known))
        yield Finding("total_dokumen", rapk.total_tempat, TAK_TERBUKTI, text, harapan=rapk.total)
    elif near(total, rapk.total, konteks.skala, [*known, rapk.total]):
        text = message("total_tepat", jumlah=len(known))
        yield Finding("total_dokumen", rapk.total_tempat, LOLOS, text, rapk.total, total)
    else:
        gap = rupiah_text(abs(rapk.total - total) * konteks.skala)
        lost = has_lost_pages(rapk) and total < rapk.total
        reason = message("sebagian_di_halaman_hilang") if lost else message("periksa_satu_per_satu")
        text = (
            message("total_kurang", jumlah=len(known), selisih=gap, sebab=reason)
            if total < rapk.total
            else message("total_lebih", jumlah=len(known), selisih=gap, sebab=reason)
        )
        yield Finding("total_dokumen", rapk.total_tempat, GAGAL, text, rapk.total, total)


def _subtotals(rapk: Rapk, konteks: Konteks) -> Iterator[Finding]:
    """'Jumlah Sasaran 1' is the sum of the indicators since the sum before, of those under one sasaran, or of all above it."""
    since = 0
    for item, amount in rapk.subjumlah:
        above = [i for i in rapk.indikator if i.ada and i.blok.tempat.baris < item.tempat.baris]
        part = [i for i in above if i.blok.tempat.baris > since]
        same = [i for i in above if i.blok.sasaran is above[-1].blok.sasaran]
        since = item.tempat.baris
        values = [budgets(group) for group in (part, same, above) if group]
        sums = [(sum((v for v in group if v is not None), Decimal(0)), group) for group in values if None not in group]
        if amount is None or not sums:
            text = message("subjumlah_tak_terbaca", nama=item.nama)
            yield Finding("sub_jumlah", item.tempat, TAK_TERBUKTI, text, terbaca=amount)
        elif any(near(total, amount, konteks.skala, [amount, *filter(None, group)]) for total, group in sums):
            text = message("subjumlah_tepat", nama=item.nama)
            yield Finding("sub_jumlah", item.tempat, LOLOS, text, amount, amount)
        else:
            gap = rupiah_text(abs(sums[0][0] - amount) * konteks.skala)
            text = message("subjumlah_selisih", selisih=gap, nama=item.nama)
            yield Finding("sub_jumlah", item.tempat, GAGAL, text, amount, sums[0][0])


# ------------------------------------------------------------------ across indicators
def budget_lines(rapk: Rapk) -> dict[tuple[str | None, ...], list[tuple[Indikator, Garis]]]:
    """Budget line → where it is printed. National documents print no anggaran of lines and have none."""
    lines: dict[tuple[str | None, ...], list[tuple[Indikator, Garis]]] = defaultdict(list)
    for item in rapk.indikator:
        for line in item.lines:
            if line.amounts.anggaran.teks.strip():
                lines[line.key].append((item, line))
    return lines


def line_budget(places: Iterable[tuple[Indikator, Garis]]) -> Decimal | None:
    """The anggaran of a budget line: what most of its places print; None where none is read."""
    votes = Counter(line.amounts.anggaran.value for _, line in places if line.amounts.anggaran.value is not None)
    return votes.most_common(1)[0][0] if votes else None


def _lines(rapk: Rapk, konteks: Konteks) -> Iterator[Finding]:
    lost = has_lost_pages(rapk)
    for places in budget_lines(rapk).values():
        budget = line_budget(places)
        if budget is None:
            continue
        yield from _same_budget(places, budget, konteks)
        yield from _not_more(places, konteks)
        yield _shared_out(places, budget, lost, konteks)


def _same_budget(places: list[tuple[Indikator, Garis]], budget: Decimal, konteks: Konteks) -> Iterator[Finding]:
    if len(places) < 2:
        return
    odd = [(item, line) for item, line in places if line.amounts.anggaran.value != budget]
    kode = places[0][1].kode
    if not odd:
        text = message("anggaran_ro_sama", kode=kode, jumlah=len(places))
        yield Finding("anggaran_ro_konsisten", places[0][1].line.tempat, LOLOS, text, budget, budget)
    for item, line in odd:
        seen = line.amounts.anggaran.value
        usual = _printed(budget, konteks)
        text = message("anggaran_ro_beda", kode=kode, label=item.label, sini=_printed(seen, konteks), lain=usual)
        yield Finding("anggaran_ro_konsisten", line.line.tempat, GAGAL if seen is not None else TAK_TERBUKTI, text, budget, seen, item)


def _printed(value: Decimal | None, konteks: Konteks) -> Phrase:
    return message("anggaran_tak_terbaca") if value is None else rupiah_text(value * konteks.skala)


def _not_more(places: list[tuple[Indikator, Garis]], konteks: Konteks) -> Iterator[Finding]:
    for item, line in places:
        part, whole = line.amounts.kontribusi.value, line.amounts.anggaran.value
        if part is not None and whole is not None and part > whole and not near(part, whole, konteks.skala, [part, whole]):
            text = message("kontribusi_melebihi_anggaran", kode=line.kode, label=item.label, anggaran=_printed(whole, konteks))
            yield Finding("kontribusi_vs_anggaran_ro", line.line.tempat, GAGAL, text, whole, part, item)


def _shared_out(places: list[tuple[Indikator, Garis]], budget: Decimal, lost: bool, konteks: Konteks) -> Finding:
    """The shares of one line over all indicators: all of it, or less where pages are lost."""
    first = places[0][1]
    parts = [line.amounts.kontribusi.value for _, line in places]
    if any(part is None for part in parts):
        text = message("pembagian_tak_terbaca", kode=first.kode)
        return Finding("pembagian_ro", first.line.tempat, TAK_TERBUKTI, text, harapan=budget)
    total = sum((part for part in parts if part is not None), Decimal(0))
    if abs(total - budget) < max(1, len(parts)):
        text = message("ro_terbagi_habis", kode=first.kode, jumlah=len(parts))
        return Finding("pembagian_ro", first.line.tempat, LOLOS, text, budget, total)
    if total > budget:
        over = rupiah_text((total - budget) * konteks.skala)
        text = message("ro_terbagi_lebih", kode=first.kode, jumlah=len(parts), lebih=over)
        return Finding("pembagian_ro", first.line.tempat, GAGAL, text, budget, total)
    left = rupiah_text((budget - total) * konteks.skala)
    why = message("sisa_di_halaman_hilang") if lost else message("sisa_tak_tercetak")
    text = message("ro_terbagi_kurang", kode=first.kode, bagian=rupiah_text(total * konteks.skala), sisa=left, sebab=why)
    return Finding("pembagian_ro", first.line.tempat, TAK_TERBUKTI, text, budget, total)
