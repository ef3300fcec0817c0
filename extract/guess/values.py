"""What a printed text is by its look alone: a figure, a short value, words. No meaning yet."""

from dataclasses import dataclass

import regex

# '94' '1.234.567,00' '77,5%' 'Rp12.000' '(1.200)' '**12,760' '$9,600' '+3,2' '1)' '25–29' '$9,595–$17,992'
_NUMBER = r"(?:rp\.?|usd|idr|[$€£])?\s*[-–]?\d[\d.,:/]*\s*%?"
FIGURE = regex.compile(rf"[*†‡]*[-–+±<>≤≥~]?\(?{_NUMBER}(?:\s*[-–]\s*{_NUMBER})?\)?[*†‡.]*", regex.IGNORECASE)
# '-' '–' '*****' '(X)' '‡' 'n/a' 'n.a.' '...': nothing to print.
NOTHING = regex.compile(r"[-–—−*†‡.…]+|\(x\)|n/?a|n\.a\.?|nihil", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ValueLimits:
    """words: a value of more words is a sentence. first: its figure is one of so many first ones. figures: a row, or a column, of figures
    has so many among its texts."""

    words: int = 4
    first: int = 2
    figures: float = 0.6


LIMITS = ValueLimits()


def is_figure(text: str) -> bool:
    """A number with what stands around it, or the sign for none."""
    return FIGURE.fullmatch(text) is not None or NOTHING.fullmatch(text) is not None


def is_value(text: str) -> bool:
    """A figure, or a few words with one: '$9,594 or less', '12 bulan'."""
    words = text.split()
    return is_figure(text) or (len(words) <= LIMITS.words and any(is_figure(word) for word in words[: LIMITS.first]))
