"""Printed indicator names, folded for comparing: marks, blanks, offices, abbreviations and slips of the reading taken out.

White space decides nothing, for all of it may be wrong in the cell of a PDF: words are told by the vocabulary of the registry.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import regex
from rapidfuzz import process
from rapidfuzz.distance import OSA

from normalize.names import WORD, fold, split_prefix

# 'IKU 3 - Indeks …' 'IKSS1. Nilai …' 'IKU.2 Persentase …': the code of an indicator in front of its name.
CODE = regex.compile(r"(?:ik[ksup]{0,3}|indikator)\s*[-.]?\s*\d{1,2}(?:[.,]\d{1,2})*\s*[-–—.):]*\s+(?=\p{L})", regex.IGNORECASE)
TAG = regex.compile(r"<[^<>]{0,40}>")
# 'Indeks RB UPT*)' 'Nilai AKIP **' 'Indeks RB 1)' 'Nilai AKIP (hasil 2021)': the footnote mark at a name's end.
MARK = regex.compile(r"\s*(?:[*†‡#^]+\)?|(?<=\p{L})\s*\d\)|\s\(?\d\)|[¹²³])+\s*$")
DOUBLED = regex.compile(r"(\p{L})\1")
BESIDE = 3
"""Tokens on either side of a strange one that may belong to the same torn word."""
SHORTEST_REPAIRED = 4
"""Letters of the shortest word that a misread one may stand for; shorter words look too much alike, but for the light ones."""
SHORTEST_LIGHT = 3
LONG = 11
"""From so many letters on a word may have two wrong ones."""

KNOWN, SMALL, STRANGER, STRANGE_LETTER, MOVED = 1.0, 1.5, 3.0, 0.35, 0.3
"""Costs of a division into words: a word of the vocabulary, one of two letters, an unknown word and each of its letters, a blank that was
printed elsewhere. So a long known word inside an unknown one is found, and an unknown word is not broken for a short one."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the registry knows about words, each list as its file gives it: whole words in lower case, single blanks between.

    ejaan: spelling or abbreviation → the word meant ('' where it only adds). ringan: words that carry no meaning in a name.
    istilah: a term of a later plan period → the one it took the place of. kantor: words for an office; tempat: places of offices;
    kata: the registered names.
    """

    ejaan: Mapping[str, str]
    istilah: Mapping[str, str]
    ringan: frozenset[str]
    kantor: frozenset[str]
    tempat: frozenset[str]
    kata: frozenset[str]


@dataclass(frozen=True, slots=True)
class FoldedName:
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
        own = {word for text in _all_texts(wording) for word in text.split()}
        places = {word for text in (*wording.kantor, *wording.tempat) for word in text.split()}
        self._known = frozenset(own | places | {"kota", "kabupaten", "kab"})
        self._by_start: dict[str, list[str]] = {}
        for word in sorted(self._known):
            self._by_start.setdefault(word[:2], []).append(word)
        meant = {word for text in _meant_texts(wording) for word in text.split()}
        self._repairable = sorted(word for word in meant if len(word) >= SHORTEST_REPAIRED)
        self._light = sorted(word for word in wording.ringan if " " not in word and len(word) >= SHORTEST_LIGHT)
        self._seen: dict[str, FoldedName] = {}

    def fold(self, text: str) -> FoldedName:
        """The folded name; the same text is folded once."""
        found = self._seen.get(text)
        if found is None:
            found = self._seen[text] = self._fold(text)
        return found

    def knows(self, word: str) -> bool:
        """True for a word of the registry."""
        return word in self._known

    def _fold(self, text: str) -> FoldedName:
        tokens, repaired = self.words(without_marks(text))
        teks = " ".join(tokens)
        plain = self._office.sub(" ", teks).split()
        meant = [word for word, _ in groupby(_replaced(_replaced(plain, self._ejaan), self._ringan))]  # 'efektifitas/efektivitas'
        return FoldedName(teks, "".join(plain), tuple(meant), tuple(_replaced(meant, self._istilah)), tuple(repaired))

    def words(self, text: str) -> tuple[list[str], list[tuple[str, str]]]:
        """The words of a name, torn ones closed and run-together ones parted, and those that were put right: (read, meant)."""
        printed = WORD.findall(fold(text))
        if all(token in self._known for token in printed):
            return printed, []
        # Torn words want their letters joined first, misread words want them put right first, and some are both: the reading with the
        # fewest strange letters is taken, the first of equals.
        readings = (self._read(printed), self._read(printed, right_first=True), self._read(printed, across=MOVED))
        return min(readings, key=self._strangeness)

    def _read(
        self, tokens: list[str], right_first: bool = False, across: float = STRANGER + MOVED
    ) -> tuple[list[str], list[tuple[str, str]]]:
        repaired: list[tuple[str, str]] = []
        words = self._repaired(tokens, repaired) if right_first else tokens
        if not all(word in self._known for word in words):
            words = self._repaired(self._divided(words, across), repaired)
        return words, repaired

    def _strangeness(self, reading: tuple[list[str], list[tuple[str, str]]]) -> int:
        words, repaired = reading
        return sum(len(word) for word in words if word not in self._known) + len(repaired)

    def _repaired(self, tokens: Iterable[str], repaired: list[tuple[str, str]]) -> list[str]:
        """The tokens with misread words put right, each of which is added to `repaired`."""
        words = []
        for token in tokens:
            meant = self._repair(token)
            if meant is not None:
                repaired.append((token, meant))
            words.append(meant or token)
        return words

    def _divided(self, tokens: Sequence[str], across: float) -> list[str]:
        """The cheapest division into words of the vocabulary and strange ones. Only strange tokens and what stands beside them is divided
        anew: a word is not torn farther than that. across: cost of a strange word's going on behind a printed blank."""
        strange = [place for place, token in enumerate(tokens) if token not in self._known]
        words: list[str] = []
        done = 0
        for first, last in _joined_spans((max(0, place - BESIDE), min(len(tokens), place + BESIDE + 1)) for place in strange):
            words += [*tokens[done:first], *self._cheapest(tokens[first:last], across)]
            done = last
        return [*words, *tokens[done:]]

    def _cheapest(self, tokens: Sequence[str], across: float) -> list[str]:
        line = "".join(tokens)
        blanks, end = {0}, 0
        for token in tokens:
            end += len(token)
            blanks.add(end)
        passed = [0] * (end + 1)  # blanks printed before each place
        for place in range(1, end + 1):
            passed[place] = passed[place - 1] + (place - 1 in blanks)
        # best[i]: cost of the letters before i, and where the last word began; strange: the same where that word is strange and may go on
        best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * end
        strange = (float("inf"), 0)
        for start in range(end):
            moved = 0.0 if start in blanks else MOVED
            cost = best[start][0] + moved
            for word in self._by_start.get(line[start : start + 2], ()):
                if line.startswith(word, start):
                    stop = start + len(word)
                    total = cost + (SMALL if len(word) < 3 else KNOWN) + MOVED * (passed[stop] - passed[start + 1])
                    if total < best[stop][0]:
                        best[stop] = (total, start)
            strange = min((cost + STRANGER, start), (strange[0] + (across if start in blanks else 0.0), strange[1]))
            strange = (strange[0] + STRANGE_LETTER, strange[1])
            if strange[0] < best[start + 1][0]:
                best[start + 1] = strange
        words: list[str] = []
        while end:
            start = best[end][1]
            # one strange letter inside a printed word is dirt between two words ('PanganuOlahan'), one that stands alone may be a class
            dirt = end - start == 1 and not {start, end} <= blanks and line[start:end] not in self._known
            if not dirt:
                words.append(line[start:end])
            end = start
        return words[::-1]

    def _repair(self, token: str) -> str | None:
        """The one word of the vocabulary that a misread word can be; None for known, short and ambiguous ones."""
        if token in self._known or token.isdigit():
            return None
        if len(token) >= SHORTEST_REPAIRED - 1:
            allowed = 1 if len(token) < LONG else 2
            near = process.extract(token, self._repairable, scorer=OSA.distance, score_cutoff=allowed, limit=2)
            if near and (len(near) == 1 or near[0][1] < near[1][1]):
                return str(near[0][0])
        if len(token) >= SHORTEST_LIGHT:
            for word in self._light:
                # 'ynng' and 'yag' can be 'yang', and so can 'yaang'; 'dana' is no misread 'dan'
                if (len(token) <= len(word) and OSA.distance(token, word) == 1) or DOUBLED.sub(r"\1", token) == word:
                    return word
        return None


def without_marks(text: str) -> str:
    """The name without its number, code, markup and footnote marks: '03 - IKU 3. Indeks RB*)' → 'Indeks RB'."""
    plain = TAG.sub(" ", unicodedata.normalize("NFKC", text).replace("\u00ad", ""))
    plain = split_prefix(plain.strip())[1]
    return MARK.sub("", CODE.sub("", plain, count=1) if CODE.match(plain) else plain)


def _joined_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order of their start, those that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


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


def _office_pattern(kantor: Iterable[str], tempat: Iterable[str]) -> "regex.Pattern[str]":
    """An office inside a name, with the words that tie it on: 'di lingkup BBPOM di Serang', 'Loka POM Banyumas', and a place at the end."""
    offices = "|".join(regex.escape(word) for word in sorted(kantor, key=len, reverse=True))
    places = "|".join(regex.escape(word) for word in sorted(tempat, key=len, reverse=True)) or r"(?!)"
    place = rf"(?:di )?(?:(?:kota|kabupaten|kab) )?(?:{places})"
    tied = r"(?:(?:di|pada|oleh|dalam|se|lingkup|lingkungan) )*"
    # a name cut off inside its office: '… UPT BBPOM di Pekanba'
    torn = "|".join(sorted({name[:end] for name in tempat for end in range(3, len(name))}, key=len, reverse=True)) or r"(?!)"
    return regex.compile(
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
    yield from wording.kata
    yield from wording.ringan
    for phrases in (wording.ejaan, wording.istilah):
        yield from phrases
        yield from phrases.values()


def plain_words(text: str) -> str:
    """A text of the registry as words: lower case, single blanks, no punctuation."""
    return " ".join(WORD.findall(fold(text)))
