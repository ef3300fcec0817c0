"""What the reader doubts, one line a cause: what is wrong, how much of it touches the scorecard, where, and what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from normalize.words.registry_rows import registry_rows
from warehouse.report.figures import Doubt, Figures, Link


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
    for reason, several in groups.items():
        worst = max(several, key=lambda doubt: (doubt.halaman is not None, doubt.berat))
        made.append(
            Cause(
                *_words().get(reason, (worst.penjelasan, worst.anjuran)),
                max(doubt.berat for doubt in several),
                sum((doubt.doc_id, doubt.baris) in shown for doubt in several),
                len(several),
                len({doubt.doc_id for doubt in several}),
                figures.link(worst),
            )
        )
    return sorted(made, key=lambda cause: (-cause.papan, -cause.tempat, cause.sebab))


def reason_of(doubt: Doubt) -> str:
    """'capaian_vs_target: gagal' → the rule; 'nama_terpotong|sel_gabungan' → the first flag; 'target: tak_terbukti' → 'tak_terbukti', one
    cause for all tables."""
    first, _, outcome = doubt.alasan.split("|")[0].partition(": ")
    return outcome if doubt.sumber == first and first != "dokumen" else first


@cache
def _words() -> dict[str, tuple[str, str]]:
    """Rule or flag → what is wrong (not what the rule demands), and what can be done."""
    flags = {row["bendera"]: (row["arti"], row["anjuran"]) for row in registry_rows("rules/bendera.csv", "bendera", "arti", "anjuran")}
    return flags | {row["aturan"]: (row["sebab"], row["anjuran"]) for row in registry_rows("rules/sebab.csv", "aturan", "sebab", "anjuran")}
