"""Lines that announce what follows: numbers of tables and of headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extract.page.rulings import Rule
from extract.page.word_lines import word_lines
from extract.page.words import Word

# 'Tabel 3.2 …' 'BAB III' '2.1. …' 'A. …' 'Lampiran 2': another table may begin below.
ANNOUNCES = regex.compile(r"(?:t ?abel|lampiran|bab|gambar)\b|(?:\d+\.)+\d+\.?\s|[A-Z]\.\s", regex.IGNORECASE)
# 'Tabel 3.2 Capaian …' 'Grafik 1. …'
CAPTION = regex.compile(r"(?:tabel|grafik|gambar)\s+\d", regex.IGNORECASE)
ANNOUNCING = ("tabel", "grafik", "gambar")


@dataclass(frozen=True, slots=True)
class CaptionLimits:
    """apart: level rules with a caption between them stand no closer (points)."""

    apart: float = 24.0


LIMITS = CaptionLimits()


def between_tables(rules: Sequence[Rule], words: Sequence[Word]) -> list[float]:
    """Where the lines begin that announce a table or a picture between two level rules, where no upright rule runs past them: what is ruled
    alike above and below belongs to two tables."""
    tops = [word.top for word in words if word.text.casefold().startswith(ANNOUNCING)]
    levels = sorted({rule.at for rule in rules if not rule.vertical}) if tops else []
    found = []
    for upper, lower in pairwise(levels):
        if lower - upper < LIMITS.apart or not any(upper < top < lower for top in tops):
            continue
        lines = word_lines([word for word in words if upper < word.top and word.bottom < lower])
        top = next((line[0].top for line in lines if CAPTION.match(" ".join(word.text for word in line))), None)
        if top is not None and not any(rule.vertical and rule.start < top < rule.end for rule in rules):
            found.append(top - 1)
    return found
