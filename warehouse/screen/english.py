"""English for the program's Indonesian sentences.

What is said about a document is stored, in Indonesian, so English cannot be chosen where a sentence is made: it is found from the filled
sentence. words/*.csv hold pairs of templates:

    id: Berkas {nama} terpotong (bagian akhir PDF tidak ada): {anjuran}.
    en: File {nama} is cut off (the end of the PDF is missing): {anjuran:told}.

In the Indonesian: {n:d} stands for figures only. In the English: {x:told} is itself a sentence of ours (or several), {x:each} several words
of ours parted by ';' or ',', {x:word} one of our words or a text from a document; plain {x} is shown as it stands. Numbers stay as they
are printed ('1.234,5').
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from string import Formatter

WORDS = Path(__file__).resolve().parent / "words"

# '{nama}' '{n:d}'
HOLE = re.compile(r"\{(\w+)(?::(d))?\}")
# '12' '1.234,5' '2–4, 7'
FIGURES = r"[-+]?\d[\d.,–\- ]*"
# 'tidak terbaca. ' 'baris «x.» ': here a sentence may end; a file name may have such a place too
SENTENCE_END = re.compile(r"[.!?][»\"')`]?\s+")
LONGEST = 24
"""Places where a sentence may end that one sentence may hold, within its names."""


@dataclass(frozen=True, slots=True)
class Told:
    """A text in English. doubt: characters that no template vouches for, names and figures among them; unknown: what none knows at all."""

    text: str
    doubt: int = 0
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A pair with holes. pieces: the fixed Indonesian text between the holes; english: (fixed text, hole, how the hole is filled)."""

    patterns: tuple[re.Pattern[str], ...]
    pieces: tuple[str, ...]
    english: tuple[tuple[str, str | None, str], ...]

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Where a name holds our own words, the ways to fill the holes differ. The quick tests first: nearly all templates fail them."""
        if text.startswith(self.pieces[0]) and text.endswith(self.pieces[-1]) and all(piece in text for piece in self.pieces):
            yield from (match for pattern in self.patterns if (match := pattern.fullmatch(text)))


def told_in_english(text: str) -> Told:
    """Any text of the program: a word, a sentence, several in a row. What no template knows stays as it is."""
    body = text.strip()
    if not body:
        return Told(text)
    start = text.index(body)
    found = _sentences(body)
    return Told(text[:start] + found.text + text[start + len(body) :], found.doubt, found.unknown)


def pairs_of(name: str) -> dict[str, str]:
    """Indonesian template → English template, of words/<name>.csv."""
    with (WORDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["en"] for row in csv.DictReader(file)}


@cache
def pairs() -> dict[str, str]:
    """Those of all files."""
    return {indonesian: english for path in sorted(WORDS.glob("*.csv")) for indonesian, english in pairs_of(path.stem).items()}


@cache
def _templates() -> tuple[Template, ...]:
    return tuple(_template(indonesian, english) for indonesian, english in pairs().items() if HOLE.search(indonesian))


def _template(indonesian: str, english: str) -> Template:
    holes = list(HOLE.finditer(indonesian))
    pieces = [indonesian[a:b] for a, b in pairwise([0, *(at for hole in holes for at in hole.span()), len(indonesian)])][::2]
    patterns = []
    # from the left each hole takes as little as it can, or as much
    for anything in (".+?", ".+") if len(holes) > 1 else (".+",):
        seen: set[str] = set()
        pattern = re.escape(pieces[0])
        for hole, piece in zip(holes, pieces[1:], strict=True):
            name, kind = hole.groups()
            pattern += (f"(?P={name})" if name in seen else f"(?P<{name}>{FIGURES if kind else anything})") + re.escape(piece)
            seen.add(name)
        patterns.append(re.compile(pattern, re.DOTALL))
    parts = tuple((before, name, spec or "") for before, name, spec, _ in Formatter().parse(english))
    return Template(tuple(patterns), tuple(pieces), parts)


@lru_cache(maxsize=4096)
def _sentences(text: str) -> Told:
    """The text cut into sentences so that templates vouch for as much of it as can be."""
    cuts = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
    best: list[Told] = [Told("")]
    for end in range(1, len(cuts)):
        ways = []
        for begin in range(max(0, end - LONGEST), end):
            part = text[cuts[begin] : cuts[end]]
            said = part.rstrip()
            found = _sentence(said) or Told(said, len(said) + 5, (said,))
            before = best[begin]
            whole = before.text + found.text + part[len(said) :]
            ways.append(Told(whole, before.doubt + found.doubt + 1, before.unknown + found.unknown))
        best.append(min(ways, key=lambda way: way.doubt))
    return best[-1]


def _sentence(text: str) -> Told | None:
    """By the template that leaves least to its holes; None where none fits."""
    exact = pairs().get(text)
    if exact is not None:
        return Told(exact)
    ways = [_filled(template, match) for template in _templates() for match in template.matches(text)]
    return min(ways, key=lambda way: way.doubt, default=None)


def _filled(template: Template, match: re.Match[str]) -> Told:
    text, doubt = "", 0
    unknown: tuple[str, ...] = ()
    for before, name, spec in template.english:
        text += before
        if name is None:
            continue
        value = _value(match[name], spec)
        text, doubt, unknown = text + value.text, doubt + value.doubt, unknown + value.unknown
    return Told(text, doubt, unknown)


def _value(text: str, spec: str) -> Told:
    if spec == "told":
        return _sentences(text)
    if spec == "word":
        return Told(pairs().get(text, text), len(text))
    if spec == "each":
        mark = "; " if "; " in text else ", "
        parts = [_sentence(part) or Told(part, len(part) + 5) for part in text.split(mark)]
        return Told(mark.join(part.text for part in parts), sum(part.doubt for part in parts))
    return Told(text, len(text))
