"""What the reader doubts, one line a cause: what is wrong, how much of it touches the scorecard, where, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.report.figures import Doubt, Figures, Link
from warehouse.store.cause_words import cause_words, reason


@dataclass(frozen=True, slots=True)
class Cause:
    """sebab: the sentence; papan: doubts about a row whose figures stand on a scorecard; tempat: all; dokumen: documents."""

    sebab: str
    anjuran: str
    berat: int
    papan: int
    tempat: int
    dokumen: int
    contoh: Link


def causes_of(doubts: Sequence[Doubt], figures: Figures) -> list[Cause]:
    """By their effect on the scorecard, then by their number."""
    shown = figures.shown_rows
    groups: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        groups.setdefault(reason_of(doubt), []).append(doubt)
    made = []
    for why, several in groups.items():
        worst = max(several, key=lambda doubt: (doubt.halaman is not None, doubt.berat))
        made.append(
            Cause(
                *cause_words().get(why, (worst.penjelasan, worst.anjuran)),
                max(doubt.berat for doubt in several),
                sum((doubt.doc_id, doubt.baris) in shown for doubt in several),
                len(several),
                len({doubt.doc_id for doubt in several}),
                figures.link(worst),
            )
        )
    return sorted(made, key=lambda cause: (-cause.papan, -cause.tempat, cause.sebab))


def reason_of(doubt: Doubt) -> str:
    """As `reason`."""
    return reason(doubt.sumber, doubt.alasan)
