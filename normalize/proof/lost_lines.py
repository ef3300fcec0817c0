"""Which RO line an indicator misses: where both ledgers point at one line, it is named.

The indicator's other lines give it one share of their anggaran (37.5 %), and that share of a known line that is not fully given
out is exactly what the indicator misses; or a line's unshared rest is exactly that.
"""

from collections import defaultdict
from decimal import Decimal

from extract.message import Message, message
from normalize.plan.rapk import Garis, Indikator, Rapk
from normalize.plan.rapk_amounts import contribution_sum
from normalize.words.sentences import number, rupiah_text


def lost_line(item: Indikator, rapk: Rapk, skala: int) -> Message | None:
    """Names the lost line or lines; None where not exactly one answer fits."""
    missing = _missing(item)
    if missing is None:
        return None
    money = rupiah_text(missing * skala)
    known = _known_lines(rapk)
    here = {line.key for line in item.lines}
    share = common_share(item)
    by_share = [
        (line, budget)
        for key, (line, budget, given) in known.items()
        if share is not None and key not in here and budget * share == missing and given + missing <= budget
    ]
    if len(by_share) == 1 and share is not None:
        line, budget = by_share[0]
        percent = f"{number(share * 100)} %"
        whole = rupiah_text(budget * skala)
        name = line.nama_subkomponen or line.nama
        return message("ro_hilang_sebagian", kode=line.kode, nama=name, persen=percent, anggaran=whole, jumlah=money)
    if not by_share:
        siblings = _siblings(item, known, missing)
        if siblings:
            names = ", ".join(sorted(line.kode for line in siblings))
            return message("ro_hilang_sekomponen", kode=names, jumlah=money)
    by_rest = [(line, budget) for key, (line, budget, given) in known.items() if key not in here and budget - given == missing]
    if len(by_rest) == 1 and not by_share:
        line, _ = by_rest[0]
        return message("ro_hilang_bersisa", kode=line.kode, nama=line.nama_subkomponen or line.nama, jumlah=money)
    return None


Known = dict[tuple[str | None, ...], tuple[Garis, Decimal, Decimal]]


def _siblings(item: Indikator, known: Known, missing: Decimal) -> list[Garis]:
    """The other lines of the komponen that the indicator's lines belong to, where the indicator's share of all of them together
    is what is missing: a list that a lost page cut goes on with its komponen."""
    shares = {
        line.amounts.kontribusi.value / line.amounts.anggaran.value
        for line in item.lines
        if line.amounts.kontribusi.value is not None and line.amounts.anggaran.value
    }
    groups = {line.key[:4] for line in item.lines}
    if len(shares) != 1 or len(groups) != 1:
        return []
    share, group = shares.pop(), groups.pop()
    here = {line.key for line in item.lines}
    others = [entry for key, entry in known.items() if key[:4] == group and key not in here]
    fits = all(given + budget * share <= budget for _, budget, given in others)
    return [line for line, _, _ in others] if fits and sum(budget * share for _, budget, _ in others) == missing else []


def _missing(item: Indikator) -> Decimal | None:
    budget, total = item.amounts.anggaran.value, contribution_sum(item.amounts.lines)
    return budget - total if budget is not None and total is not None and budget > total else None


def common_share(item: Indikator) -> Decimal | None:
    """The share of their anggaran that all lines of the indicator give it; None where shares differ or there are fewer than two."""
    shares = set()
    for line in item.lines:
        whole, part = line.amounts.anggaran.value, line.amounts.kontribusi.value
        if not whole or part is None:
            return None
        shares.add(part / whole)
    return shares.pop() if len(shares) == 1 and len(item.lines) >= 2 else None


def _known_lines(rapk: Rapk) -> Known:
    """Budget line → one of its places, its anggaran, and what the document gives out of it."""
    places: dict[tuple[str | None, ...], list[Garis]] = defaultdict(list)
    for item in rapk.indikator:
        for line in item.lines:
            if line.amounts.anggaran.value is not None:
                places[line.key].append(line)
    known: Known = {}
    for key, lines in places.items():
        budget = lines[0].amounts.anggaran.value
        if budget is not None:
            given = sum((line.amounts.kontribusi.value or Decimal(0) for line in lines), Decimal(0))
            known[key] = (lines[0], budget, given)
    return known
