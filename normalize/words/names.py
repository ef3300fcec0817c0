"""Printed names: folding, numbers in front of names, and the joining of text that a line or a page broke."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import regex

from normalize.words.kata_dikenal import known_words
from normalize.words.kode import CODE

# '01 - Persentase …' '1. Indeks …' '02 – Nilai …' '1.2 Persentase …': the number in front of a name, the last of two; not '3T …'.
PREFIX = regex.compile(r"(?:(\d{1,3})\s*(?:[-–—.)]\s*)+|\d{1,2}\.(\d{1,2})[.)]?\s+)(?=\p{L})")
NO_LETTER = regex.compile(r"[^\p{L}\d]")
HYPHENS = regex.compile(r"[\u2010-\u2015\u2212]")
TYPESET = "\u2010"
"""The hyphen that programs put where they divide a word; writers type '-'."""
WORD = regex.compile(r"[\p{L}\d]+")
LAST_WORD = regex.compile(r"[\p{L}\d]+$")
LETTERS = regex.compile(r"\p{L}+")
LETTERS_BEFORE_LAST = regex.compile(r"\p{L}+(?=.$)")
SMALL_WORDS = frozenset({"atau", "dalam", "dan", "dari", "dengan", "di", "ke", "oleh", "pada", "untuk", "yang"})
"""Words whatever the document prints: never the half of a torn one."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case, one kind of hyphen, single blanks: for comparing, never for output."""
    return " ".join(HYPHENS.sub("-", text).split()).casefold()


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """Only letters and digits of the folded text: equal for spellings that differ in blanks and punctuation.

    A document compares the same names again and again: kept, they cost a tenth.
    """
    return NO_LETTER.sub("", fold(text))


@lru_cache(maxsize=4096)
def split_prefix(text: str) -> tuple[int | None, str]:
    """'01 - Persentase Obat', 'IKSK 1 Persentase Obat' → (1, 'Persentase Obat'); no number in front → (None, text)."""
    match = PREFIX.match(text)
    if match:
        return int(match[1] or match[2]), text[match.end() :].strip()
    code = CODE.match(text)
    if code and text[code.end() : code.end() + 1].isalpha():
        return int(code["nomor"]), text[code.end() :].strip()
    return None, text.strip()


def respaced(text: str, meant: str) -> str | None:
    """The letters of `text` with the blanks of `meant`; None where they differ in more than case and blanks."""
    tight = "".join(text.split())
    if tight.casefold() != "".join(meant.split()).casefold():
        return None
    ends = [0]
    for word in meant.split():
        ends.append(ends[-1] + len(word))
    return " ".join(tight[start:end] for start, end in pairwise(ends))


def vocabulary(texts: Iterable[str]) -> Counter[str]:
    """The whole words of a document's printed lines, folded; the first and last word of a line may be torn and do not count."""
    return Counter(word.casefold() for text in texts for word in WORD.findall(text)[1:-1])


def join_pieces(pieces: Sequence[str], words: Counter[str]) -> str:
    """The pieces of one text, broken at line or page ends, as one.

    A hyphen or slash at a piece's end binds ('masing-' + 'masing'), and the hyphen goes where it divides a word ('penga-' + 'wasan').
    A word torn in two is closed when the document prints the closed word elsewhere or the registry knows it; otherwise one blank
    stands between.
    """
    text, last = "", ""
    for piece in pieces:
        if not piece:
            continue
        if not text:
            text = piece
        elif text[-1] in f"-/{TYPESET}" and text[-2:-1].strip() and piece[:1].isalnum():
            text = (text[:-1] if _divided(text, piece, words) else text) + piece
        else:
            text += ("" if _torn(last, piece, words) else " ") + piece
        last = piece
    return text.strip()


def _divided(left: str, right: str, words: Counter[str]) -> bool:
    """True where the hyphen at the end of `left` divides a word: one that is known, and is not its half twice; where a program put the
    hyphen, also an unknown one whose halves are no two words."""
    tail = LETTERS_BEFORE_LAST.search(left)
    head = LETTERS.match(right)
    if not tail or not head or left[-1] == "/" or tail[0].casefold() == head[0].casefold():
        return False
    known = [words[word] > 0 or word in known_words() for word in ((tail[0] + head[0]).casefold(), tail[0].casefold(), head[0].casefold())]
    return known[0] or (left[-1] == TYPESET and not (known[1] and known[2]))


def _torn(left: str, right: str, words: Counter[str]) -> bool:
    """True where a narrow cell broke a word: halves that are no words themselves, or one of them where the word filled its line.

    'yang di' + 'periksa oleh' stays apart though 'diperiksa' is a word: 'di' is one too, and stood on a line with others.
    """
    tail = LAST_WORD.search(left)
    head = WORD.match(right)
    if not tail or not head:
        return False
    closed = (tail[0] + head[0]).casefold()
    if not words[closed] and closed not in known_words():
        return False
    halves = [half[0].casefold() for half in (tail, head)]
    known = [words[half] > 0 or half in SMALL_WORDS for half in halves]
    return not any(known) or (tail[0] == left and not all(known))
