"""What the reader doubts, one line a cause: what is wrong, how much of it touches the scorecard, where, and what can be done."""

from collections.abc import Sequence

from msgspec import Struct

from warehouse.report.figures import DoubtLine, Link, ReportFigures
from warehouse.screen.kept import told_advice, told_kept
from warehouse.screen.language import told
from warehouse.store.cause_words import cause_words, reason


class Cause(Struct, frozen=True):
    """sebab: the sentence; papan: doubts about a row whose figures stand on a scorecard; tempat: all; dokumen: documents."""

    sebab: str
    anjuran: str
    berat: int
    papan: int
    tempat: int
    dokumen: int
    contoh: Link


def causes_of(doubts: Sequence[DoubtLine], figures: ReportFigures) -> list[Cause]:
    """By their effect on the scorecard, then by their number."""
    shown = figures.shown_rows
    groups: dict[str, list[DoubtLine]] = {}
    for doubt in doubts:
        groups.setdefault(reason_of(doubt), []).append(doubt)
    made = []
    for why, several in groups.items():
        worst = max(several, key=lambda doubt: (doubt.halaman is not None, doubt.berat))
        made.append(
            Cause(
                *_words(why, worst),
                max(doubt.berat for doubt in several),
                sum((doubt.doc_id, doubt.baris) in shown for doubt in several),
                len(several),
                len({doubt.doc_id for doubt in several}),
                figures.link(worst),
            )
        )
    return sorted(made, key=lambda cause: (-cause.papan, -cause.tempat, cause.sebab))


def _words(why: str, worst: DoubtLine) -> tuple[str, str]:
    """What is wrong and what can be done, in the language of the reader."""
    known = cause_words().get(why)
    if known:
        return told(known[0]), told(known[1])
    return told_kept(worst.penjelasan, worst.kode, worst.isi), told_advice(worst.anjuran or "", worst.kode)


def reason_of(doubt: DoubtLine) -> str:
    """As `reason`."""
    return reason(doubt.sumber, doubt.alasan)
