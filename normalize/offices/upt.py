"""Printed office names → upt_id, by the aliases of the registry and the review."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from functools import lru_cache
from typing import TypeAlias

import regex

from normalize.dimension_rows import DimUpt, DimUptAlias
from normalize.offices.instansi import begins_with_level, has_level, may_begin_level, national, place_behind_level
from normalize.words.names import fold

KAB = regex.compile(r"\bkab\b\.?")
NO_WORD = regex.compile(r"[^\p{L}\d]+")
Question: TypeAlias = tuple[str, str]
"""What `Offices` was asked: the method, and the text or upt_id."""


@lru_cache(maxsize=4096)
def fold_upt(text: str) -> str:
    """A name for comparing: case, blanks, hyphens and Kab./Kabupaten folded, and nothing more, for places look alike."""
    folded = KAB.sub("kabupaten", fold(text))
    return NO_WORD.sub(" ", folded).strip()


class Offices:
    """Finds offices by name. Built once a run."""

    def __init__(self, offices: Sequence[DimUpt], aliases: Iterable[DimUptAlias]) -> None:
        self._by_alias = {fold_upt(alias.alias): alias.upt_id for alias in aliases}
        self._by_alias.update({fold_upt(office.nama): office.upt_id for office in offices})
        self._by_letters = {name.replace(" ", ""): upt_id for name, upt_id in self._by_alias.items()}
        self._by_place = _places(offices, self._by_alias)
        self._central = {office.upt_id for office in offices if office.level == "PUSAT"}
        self._units = {name: upt_id for name, upt_id in self._by_alias.items() if upt_id in self._central - national()}
        self._asked: set[Question] | None = None
        # Searched word by word; a document's lines are asked while it is read, and once more for the digest of its answers.
        self._known_within = lru_cache(maxsize=1024)(self._search_within)
        self._known_unit = lru_cache(maxsize=1024)(self._search_unit)

    def noting(self, asked: set[Question]) -> "Offices":
        """The same offices, adding to `asked` every question whose answer the registered names decide."""
        noted = copy(self)
        noted._asked = asked
        return noted

    def _note(self, kind: str, text: str) -> None:
        if self._asked is not None:
            self._asked.add((kind, text))

    def answers(self, asked: Iterable[Question]) -> list[object]:
        """What is answered to questions that were noted, in a fixed order."""
        methods: dict[str, Callable[[str], object]] = {
            "place": self.place,
            "named": self.named,
            "units": lambda _: sorted(self._units.items()),
            "unit_in": self.unit_in,
            "within": self.within,
            "lingkup": self.lingkup,
        }
        return [(kind, text, methods[kind](text)) for kind, text in sorted(asked)]

    def exact(self, text: str) -> str | None:
        """The office that the whole text names; None where it names none."""
        folded = fold_upt(text)
        return self._by_alias.get(folded) or self._placed(folded)

    def _placed(self, folded: str) -> str | None:
        """'balai besar pom serang', 'upt di serang': any level word before a place that one office has."""
        place = place_behind_level(folded)
        return self._by_place.get(place) if place else None

    def place(self, text: str) -> str | None:
        """The office of a bare place ('Serang', 'di SERANG', 'Kota Dumai'), where it is known that the text stands for an office."""
        self._note("place", text)
        return self.exact(text) or self._by_place.get(BEFORE_PLACE.sub("", fold_upt(text)))

    def named(self, text: str) -> str | None:
        """The office that a short text with a level word names ('Loka POM Sorong'), torn words closed, or the unit of the head office
        that the whole text names; None for others."""
        folded = fold_upt(text)
        self._note("units", "")
        if folded in self._units:
            return self._units[folded]
        if not begins_with_level(folded) or text.lstrip()[:1] in "@#":
            return None
        self._note("named", text)
        return self._by_alias.get(folded) or self._by_letters.get(folded.replace(" ", "")) or self._placed(folded)

    def unit_in(self, text: str) -> tuple[str, str] | None:
        """(upt_id, name as printed) of the unit of the head office whose name, longest first, stands in a title; None without one."""
        self._note("unit_in", text)
        return self._known_unit(text)

    def _search_unit(self, text: str) -> tuple[str, str] | None:
        words = text.split()
        spans = sorted(((end - start, start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1)), reverse=True)
        parts = (" ".join(words[start:end]).strip(" ,.;:()") for _, start, end in spans)
        return next(((self._units[folded], part) for part in parts if (folded := fold_upt(part)) in self._units), None)

    def lingkup(self, upt_id: str | None) -> str:
        """Whose budget it is: NASIONAL for the agency itself, PUSAT for a unit of its head office, else UPT."""
        self._note("lingkup", upt_id or "")
        if upt_id in national():
            return "NASIONAL"
        return "PUSAT" if upt_id in self._central else "UPT"

    def within(self, text: str) -> tuple[str, str] | None:
        """(upt_id, name as printed) of the longest office name inside a line of prose; only names with a level word count."""
        if not has_level(fold_upt(text)):
            return None
        self._note("within", text)
        return self._known_within(text)

    def _search_within(self, text: str) -> tuple[str, str] | None:
        words = text.split()
        # '@' and '#' begin the name of an account
        starts = [start for start, word in enumerate(words) if word[0] not in "@#" and may_begin_level(fold_upt(word))]
        for size in range(min(len(words), 9), 1, -1):
            for start in starts:
                if start + size > len(words):
                    break
                part = " ".join(words[start : start + size]).strip(" ,.;:()")
                upt_id = self.exact(part) if begins_with_level(fold_upt(part)) else None
                if upt_id:
                    return upt_id, part
        return None


BEFORE_PLACE = regex.compile(r"^(?:di )?(?:(?:kota|kabupaten) )?")


def _places(offices: Sequence[DimUpt], by_alias: Mapping[str, str]) -> dict[str, str]:
    """Place → its office; a place that two offices have names none."""
    found: dict[str, set[str]] = {}
    for name, upt_id in (*((fold_upt(office.nama), office.upt_id) for office in offices), *by_alias.items()):
        _, tied, place = name.partition(" di ")
        if tied:
            found.setdefault(BEFORE_PLACE.sub("", place), set()).add(upt_id)
    return {place: next(iter(ids)) for place, ids in found.items() if len(ids) == 1}
