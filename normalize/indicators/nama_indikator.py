"""Printed indicator names, folded for comparing: marks, blanks, offices, abbreviations and slips of the reading taken out.

White space decides nothing, for all of it may be wrong in the cell of a PDF: words are told by the vocabulary of the registry.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import regex
from msgspec import Struct

from normalize.indicators.kata_nama import Vocabulary
from normalize.words.names import WORD, fold, split_prefix
from normalize.words.numbers import RAISED

# 'IKU 3 - Indeks …' 'IKSS1. Nilai …' 'IKU.2 Persentase …': the code of an indicator in front of its name.
CODE = regex.compile(r"(?:ik[ksup]{0,3}|indikator)\s*[-.]?\s*\d{1,2}(?:[.,]\d{1,2})*\s*[-–—.):]*\s+(?=\p{L})", regex.IGNORECASE)
TAG = regex.compile(r"<[^<>]{0,40}>")
# 'Indeks RB UPT*)' 'Nilai AKIP **' 'Indeks RB 1)' 'Indeks RB²': the footnote mark at a name's end.
MARK = regex.compile(r"\s*(?:[*†‡#^]+\)?|(?<=\p{L})\s*\d\)|\s\(?\d\))+\s*$")
RAISED_MARK = regex.compile(rf"[{RAISED}]+")


class Wording(Struct, frozen=True):
    """What the registry knows about words, each list as its file gives it: whole words in lower case, single blanks between.

    ejaan: spelling or abbreviation → the word meant ('' where it only adds). ringan: words that carry no meaning in a name.
    istilah: a term of a later plan period → the one it took the place of. kantor: words for an office; tempat: places of offices;
    kata: the registered names. terjaga: words whose difference is a difference in meaning, in registered names or not.
    """

    ejaan: Mapping[str, str]
    istilah: Mapping[str, str]
    ringan: frozenset[str]
    kantor: frozenset[str]
    tempat: frozenset[str]
    kata: frozenset[str]
    terjaga: frozenset[str]


class FoldedName(Struct, frozen=True):
    """A name for comparing. teks: the words as read. huruf: letters without blanks, marks and offices. kata: the words meant, in order,
    light ones left out. lama: the same words in the terms of the plan periods before. diperbaiki: words that were misread and put right:
    (read, meant).
    """

    teks: str
    huruf: str
    kata: tuple[str, ...]
    lama: tuple[str, ...]
    diperbaiki: tuple[tuple[str, str], ...] = ()

    @property
    def kunci(self) -> str:
        """The words as one text."""
        return " ".join(self.kata)


class NameFolder:
    """Folds names by the registry's words. Pure; built once a registry."""

    def __init__(self, wording: Wording) -> None:
        self._ejaan = _by_first(wording.ejaan)
        self._ringan = _by_first(dict.fromkeys(wording.ringan, ""))
        self._istilah = _by_first(wording.istilah)
        self._office = _office_pattern(wording.kantor, wording.tempat)
        self.vocabulary = Vocabulary(
            known=(word for text in _all_texts(wording) for word in text.split()),
            meant=(word for text in _meant_texts(wording) for word in text.split()),
            light=(text for text in wording.ringan if " " not in text),
        )
        self._seen: dict[str, FoldedName] = {}

    def fold(self, text: str) -> FoldedName:
        """The folded name; the same text is folded once."""
        found = self._seen.get(text)
        if found is None:
            found = self._seen[text] = self._fold(text)
        return found

    def _fold(self, text: str) -> FoldedName:
        tokens, repaired = self.vocabulary.words(without_marks(text))
        teks = " ".join(tokens)
        plain = self._office.sub(" ", teks).split()
        meant = [word for word, _ in groupby(_replaced(_replaced(plain, self._ejaan), self._ringan))]  # 'efektifitas/efektivitas'
        return FoldedName(teks, "".join(plain), tuple(meant), tuple(_replaced(meant, self._istilah)), tuple(repaired))


def without_marks(text: str) -> str:
    """The name without its number, code, markup and footnote marks: '03 - IKU 3. Indeks RB*)' → 'Indeks RB'."""
    plain = TAG.sub(" ", unicodedata.normalize("NFKC", RAISED_MARK.sub("", text)).replace("\u00ad", ""))
    plain = split_prefix(plain.strip())[1]
    return MARK.sub("", CODE.sub("", plain, count=1) if CODE.match(plain) else plain)


Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]


def _by_first(phrases: Mapping[str, str]) -> Phrases:
    """First word → its phrases with what they become, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for form, meant in phrases.items():
        words = tuple(form.split())
        table.setdefault(words[0], []).append((words, tuple(meant.split())))
    return {first: sorted(found, key=lambda pair: -len(pair[0])) for first, found in table.items()}


def _replaced(tokens: Sequence[str], phrases: Phrases) -> list[str]:
    """Every phrase replaced by what it means, from the left, the longest first."""
    result: list[str] = []
    place = 0
    while place < len(tokens):
        for words, meant in phrases.get(tokens[place], ()):
            if tuple(tokens[place : place + len(words)]) == words:
                result.extend(meant)
                place += len(words)
                break
        else:
            result.append(tokens[place])
            place += 1
    return result


def _office_pattern(kantor: Iterable[str], tempat: Iterable[str]) -> re.Pattern[str]:
    """An office inside a name, with the words that tie it on: 'di lingkup BBPOM di Serang', 'Loka POM Banyumas', and a place at the end.

    Of the standard library, which makes a pattern of so many names in a third of the time."""
    offices = "|".join(re.escape(word) for word in sorted(kantor, key=len, reverse=True))
    places = "|".join(re.escape(word) for word in sorted(tempat, key=len, reverse=True)) or r"(?!)"
    place = rf"(?:di )?(?:(?:kota|kabupaten|kab) )?(?:{places})"
    tied = r"(?:(?:di|pada|oleh|dalam|se|lingkup|lingkungan) )*"
    # a name cut off inside its office: '… UPT BBPOM di Pekanba'
    torn = "|".join(sorted({name[:end] for name in tempat for end in range(3, len(name))}, key=len, reverse=True)) or r"(?!)"
    return re.compile(
        rf"\b{tied}(?:{offices})(?: (?:{offices}))*(?: {place}| (?:di )?(?:(?:kota|kabupaten|kab) )?(?:{torn})$| di$)?\b"
        rf"|\bdi (?:(?:kota|kabupaten|kab) )?(?:{places})$"
    )


def _meant_texts(wording: Wording) -> Iterator[str]:
    """The right words: no misread word stands for a spelling that is itself put right ('makan', 'di periksa')."""
    misspelt = wording.ejaan.keys()
    yield from (word for text in wording.kata for word in text.split() if word not in misspelt)
    yield from wording.ringan
    yield from wording.ejaan.values()
    yield from wording.istilah


def _all_texts(wording: Wording) -> Iterator[str]:
    yield from ("kota", "kabupaten", "kab")
    for words in (wording.kata, wording.terjaga, wording.ringan, wording.kantor, wording.tempat):
        yield from words
    for phrases in (wording.ejaan, wording.istilah):
        yield from phrases
        yield from phrases.values()


def plain_words(text: str) -> str:
    """A text of the registry as words: lower case, single blanks, no punctuation."""
    return " ".join(WORD.findall(fold(text)))
