"""What one printed unit is worth: 1 rupiah or 1000 (national documents)."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import regex

from normalize.sentences import number

# 'ANGGARAN (Rp 000)' '(dalam ribuan rupiah)' 'Rp. ribu' '(x Rp1.000)' 'dalam ribu rupiah'
NOTE = regex.compile(
    r"\(?\s*(?:rp\.?\s*0{3}\b|0{3}\s*rupiah|(?:dalam\s+)?ribu(?:an)?\s+(?:rp|rupiah)|rp\.?\s*ribu(?:an)?|x\s*rp?\.?\s*1[.,]?000)",
    regex.IGNORECASE,
)
# '(dalam jutaan rupiah)' 'Rp juta' 'Anggaran (Rp. Juta)'
MILLIONS = regex.compile(r"(?:dalam\s+)?juta(?:an)?\s+(?:rp|rupiah)\b|\(?\s*rp\.?\s*juta(?:an)?\s*\)", regex.IGNORECASE)
HEAD = 60
"""Longer lines that speak of millions are prose: 'anggaran sebesar 3 juta rupiah untuk …'."""
NATIONAL_FLOOR = Decimal(100_000_000_000)
"""BPOM's yearly budget is between one and three trillion rupiah (2015–2026); a national total below 100 billion counts thousands."""


@dataclass(frozen=True, slots=True)
class Scale:
    """factor: 1, 1000 or a million. bendera and alasan where it was inferred, not printed or decided."""

    factor: int
    bendera: str | None = None
    alasan: str | None = None


def infer_scale(texts: Iterable[str], national: bool, total: Decimal | None, decided: int | None) -> Scale:
    """The scale of a document's amounts. decided: what a person wrote in data/review; texts: heads and lines of the document;
    total: the printed total or the sum of the budgets, in printed units."""
    if decided:
        return Scale(decided)
    texts = [unicodedata.normalize("NFKC", text) for text in texts]
    if any(NOTE.search(text) for text in texts):
        return Scale(1000)
    if any(MILLIONS.fullmatch(text.strip(" ()")) or (len(text) <= HEAD and MILLIONS.search(text)) for text in texts):
        reason = "anggaran tercetak dalam jutaan rupiah; pastikan titik dan komanya ribuan atau desimal"
        return Scale(1_000_000, "skala_juta", reason)
    if national and total is not None and total < NATIONAL_FLOOR:
        reason = (
            f"total tercetak {number(total)} terlalu kecil untuk anggaran BPOM seluruhnya, jadi dibaca dalam ribuan rupiah; "
            "tegaskan di data/review/dokumen.csv"
        )
        return Scale(1000, "skala_disimpulkan", reason)
    return Scale(1)
