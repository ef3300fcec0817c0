"""Which RO line an indicator misses: where both ledgers point at one line, it is named.

The indicator's other lines give it one share of their anggaran (37.5 %), and that share of a known line that is not fully given
out is exactly what the indicator misses; or a line's unshared rest is exactly that.
"""

from collections import defaultdict
from decimal import Decimal

from normalize.rapk import Garis, Indikator, Rapk
from normalize.rapk_amounts import contribution_sum
from normalize.sentences import number, rupiah_text


def lost_line(item: Indikator, rapk: Rapk, skala: int) -> str:
    """One sentence that names the lost line; '' where not exactly one line fits."""
    missing = _missing(item)
    if missing is None:
        return ""
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
        return (
            f"Baris RO yang hilang: {line.kode} ({line.nama_subkomponen or line.nama}); baris lain memberi indikator ini {number(share * 100)} %, "
            f"dan {number(share * 100)} % dari {rupiah_text(budget * skala)} tepat {rupiah_text(missing * skala)}."
        )
    by_rest = [(line, budget) for key, (line, budget, given) in known.items() if key not in here and budget - given == missing]
    if len(by_rest) == 1 and not by_share:
        line, _ = by_rest[0]
        return f"Baris RO yang hilang: {line.kode} ({line.nama_subkomponen or line.nama}), yang masih menyisakan tepat {rupiah_text(missing * skala)}."
    return ""


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


def _known_lines(rapk: Rapk) -> dict[tuple[str | None, ...], tuple[Garis, Decimal, Decimal]]:
    """Budget line → one of its places, its anggaran, and what the document gives out of it."""
    places: dict[tuple[str | None, ...], list[Garis]] = defaultdict(list)
    for item in rapk.indikator:
        for line in item.lines:
            if line.amounts.anggaran.value is not None:
                places[line.key].append(line)
    known = {}
    for key, lines in places.items():
        budget = lines[0].amounts.anggaran.value
        if budget is not None:
            given = sum((line.amounts.kontribusi.value or Decimal(0) for line in lines), Decimal(0))
            known[key] = (lines[0], budget, given)
    return known
