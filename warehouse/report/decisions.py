"""What needs a decision on a scorecard: at most eight rows, each with its worst cases and the act that follows."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from msgspec import Struct

from warehouse.report.editions import Scorecard
from warehouse.report.figures import Change, Office, Result

LOW = Decimal(80)
"""Below this an achievement asks for a decision."""
HIGH = Decimal(120)
"""Above this the target was perhaps too low."""
SPENT = Decimal(95)
"""Percent of the budget from which the money counts as spent."""
COMMON_OFFICES, COMMON_SHARE, COMMON_ROWS = 5, Decimal("0.25"), 3
"""An indicator that is low in so many offices, and in such a share of those that report it, is a common question; rows of them."""
WORST = 3
"""Cases that are named."""


class Decision(Struct, frozen=True):
    """soal: belum_melapor, lemah, rendah, terserap, diturunkan, tinggi. jumlah: cases; kantor: offices; dari: offices that could be.
    tengah: the median of a common question."""

    soal: str
    jumlah: int
    kantor: int
    dari: int = 0
    rupiah: Decimal | None = None
    results: tuple[Result, ...] = ()
    changes: tuple[Change, ...] = ()
    missing: tuple[tuple[str, int], ...] = ()
    hanya_baru: int = 0
    tengah: Decimal | None = None


def decisions_of(card: Scorecard) -> list[Decision]:
    """Rows without a case are left out."""
    low = sorted((row for row in card.results if row.capaian_persen is not None and row.capaian_persen < LOW), key=_worst_first)
    common, single = _common(card, low)
    spent = [row for row in low if row.serap_persen is not None and row.serap_persen >= SPENT]
    high = sorted(
        (row for row in card.results if row.capaian_persen is not None and row.capaian_persen > HIGH), key=_worst_first, reverse=True
    )
    money = [row.realisasi_rp for row in spent if row.realisasi_rp is not None]
    made = [
        _absent(card.missing, len(card.offices)),
        *common,
        _cases("rendah", single),
        _cases("terserap", spent, sum(money, Decimal(0)) if money else None),
        _lowered(card.lowered),
        _cases("tinggi", high),
    ]
    return [decision for decision in made if decision.jumlah]


def _worst_first(row: Result) -> tuple[Decimal, str, str]:
    return row.capaian_persen or Decimal(0), row.nama_upt, row.indikator_id


def _cases(soal: str, rows: Sequence[Result], rupiah: Decimal | None = None) -> Decision:
    return Decision(soal, len(rows), len({row.upt_id for row in rows}), rupiah=rupiah, results=tuple(rows[:WORST]))


def _absent(missing: dict[str, list[Office]], there: int) -> Decision:
    count = sum(map(len, missing.values()))
    return Decision("belum_melapor", count, count, there, missing=tuple((level, len(own)) for level, own in missing.items()))


def _lowered(changes: Sequence[Change]) -> Decision:
    new_only = sum("hanya" in (change.akibat or "") for change in changes)
    return Decision(
        "diturunkan", len(changes), len({change.upt_id for change in changes}), changes=tuple(changes[:WORST]), hanya_baru=new_only
    )


def _common(card: Scorecard, low: Sequence[Result]) -> tuple[list[Decision], list[Result]]:
    """(common questions, the most widespread first; the rows that belong to none)."""
    found = []
    for indikator, reported in card.by_indicator.items():
        own = [row for row in low if row.indikator_id == indikator]
        if len(own) >= COMMON_OFFICES and len(own) >= COMMON_SHARE * len(reported):
            middle = median(row.capaian_persen for row in reported if row.capaian_persen is not None)
            found.append(Decision("lemah", len(own), len(own), len(reported), results=tuple(own[:WORST]), tengah=middle))
    found = sorted(found, key=lambda decision: (-decision.jumlah, decision.results[0].indikator_id))[:COMMON_ROWS]
    shared = {decision.results[0].indikator_id for decision in found}
    return found, [row for row in low if row.indikator_id not in shared]
