"""Words of a printed name whose blanks and letters cannot be trusted: torn ones closed, run-together ones parted, misread ones put right.

All of it against one vocabulary; a word outside it stays as printed.
"""

from collections.abc import Iterable, Sequence

import regex
from rapidfuzz import process
from rapidfuzz.distance import OSA

from normalize.words.names import WORD, fold

DOUBLED = regex.compile(r"(\p{L})\1")
BESIDE = 3
"""Tokens on either side of a strange one that may belong to the same torn word."""
SHORTEST_REPAIRED = 5
"""Letters of the shortest word that a misread one may stand for; shorter words look too much alike ('alat' is no 'alam'), but for the light
ones."""
SHORTEST_LIGHT = 3
LONG = 13
"""From so many letters on a word may have two wrong ones; below, two are another word (penyidikan, penyelidikan)."""

KNOWN, SMALL, STRANGER, STRANGE_LETTER, MOVED = 1.0, 1.5, 3.0, 0.35, 0.3
"""Costs of a division into words: a word of the vocabulary, one of two letters, an unknown word and each of its letters, a blank that was
printed elsewhere. So a long known word inside an unknown one is found, and an unknown word is not broken for a short one."""


Reading = tuple[list[str], list[tuple[str, str]]]
"""The words of a name, and those that were put right: (read, meant)."""


class Vocabulary:
    """The words that names are made of. Pure; built once a registry."""

    def __init__(self, known: Iterable[str], meant: Iterable[str], light: Iterable[str]) -> None:
        """known: words that stand for themselves. meant: those that a misread word may stand for. light: short ones that may as well."""
        self._known = frozenset(known)
        self._by_start: dict[str, list[str]] = {}
        for word in sorted(self._known):
            self._by_start.setdefault(word[:2], []).append(word)
        self._repairable = sorted({word for word in meant if len(word) >= SHORTEST_REPAIRED})
        self._light = sorted(word for word in light if len(word) >= SHORTEST_LIGHT)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def words(self, text: str) -> Reading:
        """The words of a text, in lower case."""
        printed = WORD.findall(fold(text))
        if all(token in self._known for token in printed):
            return printed, []
        # Torn words want their letters joined first, misread words want them put right first, and some are both: the reading with the
        # fewest strange letters is taken, the first of equals.
        readings = (self._read(printed), self._read(printed, right_first=True), self._read(printed, across=MOVED))
        return min(readings, key=self._strangeness)

    def _read(self, tokens: list[str], right_first: bool = False, across: float = STRANGER + MOVED) -> Reading:
        repaired: list[tuple[str, str]] = []
        words = self._repaired(tokens, repaired) if right_first else tokens
        if not all(word in self._known for word in words):
            words = self._repaired(self._divided(words, across), repaired)
        return words, repaired

    def _strangeness(self, reading: Reading) -> int:
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


def _joined_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order of their start, those that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
