"""Printed names: folding, numbers in front of names, and the joining of text that a line or a page broke."""

from collections import Counter
from collections.abc import Iterable, Sequence

import regex

# '01 - Persentase …' '1. Indeks …' '02 – Nilai …': the number in front of a name; not '3T …'.
PREFIX = regex.compile(r"(\d{1,3})\s*(?:[-–—.)]\s*)+(?=\p{L})")
HYPHENS = regex.compile(r"[\u2010-\u2015\u2212]")
WORD = regex.compile(r"[\p{L}\d]+")


def fold(text: str) -> str:
    """Lower case, one kind of hyphen, single blanks: for comparing, never for output."""
    return regex.sub(r"\s+", " ", HYPHENS.sub("-", text)).strip().casefold()


def letters(text: str) -> str:
    """Only letters and digits of the folded text: equal for spellings that differ in blanks and punctuation."""
    return regex.sub(r"[^\p{L}\d]", "", fold(text))


def split_prefix(text: str) -> tuple[int | None, str]:
    """'01 - Persentase Obat' → (1, 'Persentase Obat'); no number in front → (None, text)."""
    match = PREFIX.match(text)
    if not match:
        return None, text.strip()
    return int(match[1]), text[match.end() :].strip()


def vocabulary(texts: Iterable[str]) -> Counter[str]:
    """The whole words of a document's printed lines, folded; the first and last word of a line may be torn and do not count."""
    words: Counter[str] = Counter()
    for text in texts:
        words.update(w.casefold() for w in WORD.findall(text)[1:-1])
    return words


def join_pieces(pieces: Sequence[str], words: Counter[str]) -> str:
    """The pieces of one text, broken at line or page ends, as one.

    A hyphen or slash at a piece's end binds ('masing-' + 'masing'); a word torn in two is closed when the document prints the
    closed word elsewhere and not both halves; otherwise one blank stands between.
    """
    text = ""
    for piece in pieces:
        if not piece:
            continue
        if not text:
            text = piece
        elif text[-1] in "-/" and text[-2:-1].strip() and piece[:1].isalnum():
            text += piece
        else:
            text += ("" if _torn(text, piece, words) else " ") + piece
    return text.strip()


def _torn(left: str, right: str, words: Counter[str]) -> bool:
    tail = regex.search(r"[\p{L}\d]+$", left)
    head = regex.match(r"[\p{L}\d]+", right)
    if not tail or not head:
        return False
    whole = (tail[0] + head[0]).casefold()
    halves = words[tail[0].casefold()] > 0 and words[head[0].casefold()] > 0
    return words[whole] > 0 and not halves
