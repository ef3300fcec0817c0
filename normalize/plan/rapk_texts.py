"""Texts of a RAPK made whole: rests of rows find their column, pieces are joined, cut names are noticed."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

import regex

from normalize.plan.rapk_parts import BarisRo, Blok, RapkTable
from normalize.tables.teks import Teks
from normalize.words.names import join_pieces, letters

CODE = regex.compile(r"\s*(\d{3}|[A-Z]{1,2})\s*[-–—]\s*")
DASHES = "-–—"
Key = tuple[str | None, ...]


def ro_lines(table: RapkTable) -> Iterator[tuple[Blok, BarisRo]]:
    """All RO lines with their blocks."""
    for blok in table.bloks:
        for line in blok.ro:
            yield blok, line


@lru_cache(maxsize=4096)
def code_of(text: str) -> tuple[str | None, str]:
    """'055 - Pengujian' → ('055', 'Pengujian'); ('', text) without a code."""
    match = CODE.match(text)
    return (match[1], text[match.end() :].strip()) if match else (None, text.strip())


def keys_of(line: BarisRo) -> tuple[Key, Key, Key]:
    """What the three texts of a line are names of: RO, komponen within it, subkomponen within that."""
    ro = line.kode[1:]
    komponen, _ = code_of(line.komponen.raw)
    sub, _ = code_of(line.subkomponen.raw)
    return ro, (*ro, komponen), (*ro, komponen, sub)


def known_names(table: RapkTable) -> dict[tuple[int, Key], Counter[str]]:
    """How often each name stands for each code, over lines that no page break cut."""
    known: dict[tuple[int, Key], Counter[str]] = defaultdict(Counter)
    for _, line in ro_lines(table):
        if line.sisa or any(text.broken for text in line.texts):
            continue
        for field, (key, text) in enumerate(zip(keys_of(line), line.texts, strict=True)):
            if text.pieces:
                known[field, key][letters(text.raw)] += 1
    return known


def settle_rests(table: RapkTable) -> None:
    """Gives the rests behind a page break to the texts they belong to.

    A dump tells only the order. Of the ways to lay the rests on RO, komponen and subkomponen in order, the one wins whose
    joined texts the document prints elsewhere for the same codes; without such proof rests go to the last texts, flagged.
    """
    known = known_names(table)
    for _, line in ro_lines(table):
        if not line.sisa:
            continue
        rests = line.sisa[:3]
        ways = list(combinations(range(3), len(rests)))
        best = max(ways, key=lambda way: (_proofs(line, rests, way, known), _begins_name(line, rests, way), _by_column(line, rests, way)))
        if _proofs(line, rests, best, known) < len(rests):
            line.bendera.add("nama_disambung")
        for field, (text, _, bagian) in zip(best, rests, strict=True):
            # a cut between a RO's code and its name leaves the dash before the name
            line.texts[field].add([text if line.texts[field].pieces else text.lstrip(" " + DASHES)], bagian)
        line.sisa = []


def _proofs(line: BarisRo, rests: list[tuple[str, int, int]], way: tuple[int, ...], known: dict[tuple[int, Key], Counter[str]]) -> int:
    keys = keys_of(line)
    return sum(known[field, keys[field]][letters(line.texts[field].raw + text)] > 0 for field, (text, _, _) in zip(way, rests, strict=True))


def _begins_name(line: BarisRo, rests: list[tuple[str, int, int]], way: tuple[int, ...]) -> bool:
    """A RO without a name takes the rest that begins with the dash between code and name."""
    return not line.nama.pieces and rests[0][0][:1] in DASHES and way[0] == 0


def _by_column(line: BarisRo, rests: list[tuple[str, int, int]], way: tuple[int, ...]) -> int:
    """Without proof: a text that stops mid-sentence (no name is known to end there) is likelier cut; later columns first."""
    return -sum(len(line.texts[field].raw) == 0 for field in way) * 10 + sum(way)


def mark_cut_names(table: RapkTable) -> None:
    """Flags texts that stop where the same code's name goes on elsewhere: `nama_terpotong`."""
    known = known_names(table)
    for _, line in ro_lines(table):
        for field, (key, text) in enumerate(zip(keys_of(line), line.texts, strict=True)):
            mine = letters(text.raw)
            if mine and any(other.startswith(mine) and other != mine for other in known[field, key]):
                line.bendera.add("nama_terpotong")


def joined(text: Teks, words: Counter[str]) -> str | None:
    """The whole text; None where nothing is printed."""
    return join_pieces(text.pieces, words) or None
