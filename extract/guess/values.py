"""What a printed text is by its look alone: a figure, a short value, words. No meaning yet."""

import regex
from msgspec import Struct

# '94' '1.234.567,00' '77,5%' 'Rp12.000' '(1.200)' '**12,760' '$9,600' '+3,2' '1)' '25–29' '$9,595–$17,992'
_NUMBER = r"(?:rp\.?|usd|idr|[$€£])?\s*[-–]?\d[\d.,:/]*\s*%?"
FIGURE = regex.compile(rf"[*†‡]*[-–+±<>≤≥~]?\(?{_NUMBER}(?:\s*[-–]\s*{_NUMBER})?\)?[*†‡.]*", regex.IGNORECASE)
# '-' '–' '*****' '(X)' '‡' 'n/a' 'n.a.' '...': nothing to print.
NOTHING = regex.compile(r"[-–—−*†‡.…]+|\(x\)|n/?a|n\.a\.?|nihil", regex.IGNORECASE)
# '162.210.400' '1,234,567': figures in groups of three; '162.2' and '10.400' are the halves of one that was broken.
GROUPED = regex.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?")
# '85.8' before a '3' in the next line.
DECIMAL = regex.compile(r"\d+[.,]\d+")


class ValueLimits(Struct, frozen=True):
    """words: a value of more words is a sentence. first: its figure is one of so many first ones. figures: a row, or a column, of figures
    has so many among its texts. decimals: the rest of a broken decimal has no more digits."""

    words: int = 4
    first: int = 2
    figures: float = 0.6
    decimals: int = 2


LIMITS = ValueLimits()


def is_figure(text: str) -> bool:
    """A number with what stands around it, or the sign for none."""
    return FIGURE.fullmatch(text) is not None or NOTHING.fullmatch(text) is not None


def is_value(text: str) -> bool:
    """A figure, or a few words with one: '$9,594 or less', '12 bulan'."""
    words = text.split()
    return is_figure(text) or (len(words) <= LIMITS.words and any(is_figure(word) for word in words[: LIMITS.first]))


def is_broken(upper: str, lower: str, full: bool) -> bool:
    """True where these may be the halves of one figure. full: no further digit had room behind the upper one."""
    if upper.endswith((",", ".")) or lower.startswith((",", ".")):
        return True
    if GROUPED.fullmatch(upper + lower) and not (GROUPED.fullmatch(upper) and GROUPED.fullmatch(lower)) and not upper.isdigit():
        return True
    rest = lower.rstrip("%")  # '64,9' before '4%'
    return full and DECIMAL.fullmatch(upper) is not None and rest.isdigit() and len(rest) <= LIMITS.decimals
