"""Numbers in sentences, as Indonesians write them."""

from decimal import Decimal

LONGEST = 60
"""Characters of a head, a text or a number that a sentence quotes."""


def number(value: Decimal) -> str:
    """Decimal('1234.50') → '1.234,5'"""
    text = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    return text.rstrip("0").rstrip(",") if "," in text else text


def rupiah_text(value: Decimal) -> str:
    """Decimal('4331250') → 'Rp4.331.250'"""
    return f"Rp{number(value)}"


def sentence(text: str) -> str:
    """'total terlalu kecil' → 'Total terlalu kecil.'"""
    return f"{text[:1].upper()}{text[1:]}."


def shortened(text: str) -> str:
    """The text as a sentence quotes it."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
