"""Tables that a document announces and that are not among what was read: a caption without a table, or above one that nobody knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from extract.cells import PrintedRow
from normalize.kinds.classify import LAIN
from normalize.kinds.interpret import Tafsir
from normalize.tables.cell_kinds import has_letters
from normalize.tables.konteks_tabel import HEADING
from normalize.words.names import fold
from normalize.words.numbers import bare_number
from normalize.words.registry_rows import registry_rows

# 'Tabel 2.2 Rencana Aksi …' 'TABEL 3. CAPAIAN …' 'Tabel II-4: Realisasi …' 'Tabel 3.1'; not 'Tabel 3.1 menunjukkan bahwa …'.
CAPTION = regex.compile(r"t ?abel\s+(?P<nomor>(?:\d+|[IVX]+)(?:\s?[.–-]\s?\d+)*)\b\s*[.:]?\s*(?P<judul>.*)", regex.IGNORECASE)
LOWER = regex.compile(r"\p{Ll}")
# 'Tabel 2.1 Perjanjian Kinerja ........ 12' 'Tabel 2.1 Perjanjian Kinerja … 12': a line of the list of tables.
LISTED = regex.compile(r"[.…·_]{3,}|…\s*\d|\.{2,}\s*\d|(?:\. ){3,}")
LIST_BEGINS = regex.compile(r"daftar t ?abel\b.*")
LIST_ENDS = regex.compile(r"(?:daftar (?!t ?abel)|bab |kata pengantar|ringkasan|ikhtisar|pendahuluan).*")


LEAST_ROWS, LEAST_FIGURES = 2, 3
"""So many rows of so many figures beside a name are a table of measures."""
BY_HEADING = {"PK", "RAPK", "CAPAIAN"}
"""What a chapter is about; under the other names chapters hold tables of many forms."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The line above (or below) a table that numbers and names it."""

    nomor: str
    teks: str


@cache
def _named_kinds() -> tuple[tuple[str, "regex.Pattern[str]"], ...]:
    return tuple((row["tabel"], regex.compile(row["pola"])) for row in registry_rows("words/tabel_bernama.csv", "tabel", "pola"))


def missing_tables(read: Sequence[Tafsir], trailing: Sequence[str]) -> list[str]:
    """A sentence for captions without a table, and for tables that are named but not known. trailing: the lines behind the last one."""
    return [*_without_table(read, trailing), *_not_known(read), *_headless(read)]


def _headless(read: Sequence[Tafsir]) -> Iterator[str]:
    """Tables without any head that is known, though rows of names and figures stand in them: what is left of one whose head stands
    elsewhere."""
    for item in read:
        first = item.table.segments[0]
        if item.jenis != LAIN or first.head or first.block.halaman is None or _begins_with_words(first.body):
            continue
        rows = [row for segment in item.table.segments for row in segment.body if _is_of_figures(row)]
        if len(rows) >= LEAST_ROWS:
            yield (
                f"Tabel mulai halaman {first.block.halaman} tidak mempunyai judul kolom yang dikenal, padahal {len(rows)} barisnya berisi "
                "nama dan angka; isinya hanya ada di tabel sel."
            )


def _begins_with_words(rows: Sequence[PrintedRow]) -> bool:
    """True where the first row of several cells is a head, though nobody knows its words."""
    filled = ([cell.text for cell in row.cells if cell.lines] for row in rows)
    first = next((texts for texts in filled if len(texts) >= LEAST_FIGURES), [])
    return all(bare_number(text) is None for text in first)


def _is_of_figures(row: PrintedRow) -> bool:
    figures = [cell for cell in row.cells if bare_number(cell.text) is not None]
    return len(figures) >= LEAST_FIGURES and any(has_letters(cell.text) for cell in row.cells)


def _without_table(read: Sequence[Tafsir], trailing: Sequence[str]) -> Iterator[str]:
    gaps = list(_captions([*(item.table.sebelum for item in read), trailing]))
    # Captions stand above their tables or below them, all over one document.
    above = _unfilled(gaps, [gap[-1:] for gap in gaps[:-1]])
    below = _unfilled(gaps, [gap[:1] for gap in gaps[1:]])
    lost = min(above, below, key=len)
    if lost:
        named = "; ".join(f"«{_short(caption.teks)}»" for caption in lost[:3])
        more = f" dan {len(lost) - 3} lainnya" if len(lost) > 3 else ""
        yield f"{len(lost)} judul tabel tidak diikuti tabel yang terbaca: {named}{more}; cocokkan dengan halamannya."


def _captions(gaps: Sequence[Sequence[str]]) -> Iterator[list[Caption]]:
    """The captions between one table and the next, without those of the list of tables."""
    listing = False
    for lines in gaps:
        found = []
        for line in lines:
            folded = fold(line)
            listing = (listing or LIST_BEGINS.match(folded) is not None) and LIST_ENDS.match(folded) is None
            caption = caption_of(line)
            if caption and not listing:
                found.append(caption)
        listing = False
        yield found


def caption_of(line: str) -> Caption | None:
    """The caption that a line is; None for prose about a table and for a line of the list of tables."""
    match = CAPTION.match(line)
    if not match or LOWER.match(match["judul"]) or LISTED.search(line):
        return None
    return Caption(regex.sub(r"\s", "", match["nomor"]).upper(), line)


def _unfilled(gaps: Sequence[Sequence[Caption]], filled: Sequence[Sequence[Caption]]) -> list[Caption]:
    """The captions, once a number, none of whose places is among the filled ones: a table that goes on repeats its number."""
    known = {caption.nomor for gap in filled for caption in gap}
    lost: dict[str, Caption] = {}
    for gap in gaps:
        for caption in gap:
            if caption.nomor not in known:
                lost.setdefault(caption.nomor, caption)
    return list(lost.values())


def _not_known(read: Sequence[Tafsir]) -> Iterator[str]:
    """Tables whose caption, or the heading close above where they have none, names a kind that no table of the document was read as;
    and tables without any head that is known, whose caption begins with a kind."""
    have = {item.jenis for item in read}
    for item in read:
        if item.jenis != LAIN or item.ragu:
            continue
        caption = item.around.caption
        title = caption or _heading(item.table.sebelum)
        kind = _kind_named(title) if title else None
        missing = kind not in have and (caption is not None or kind in BY_HEADING)
        headless = not item.table.segments[0].head and caption is not None and _begins_with(caption, kind)
        if title and kind and (missing or headless):
            yield f"Tabel «{_short(title)}» tidak dikenali bentuknya, padahal judulnya menyebut {kind}; isinya hanya ada di tabel sel."


def _kind_named(title: str) -> str | None:
    return next((kind for kind, pattern in _named_kinds() if pattern.search(fold(title))), None)


def _begins_with(caption: str, kind: str | None) -> bool:
    """'Tabel 2.2 Perjanjian Kinerja …', not 'Tabel 4.1 Usulan perubahan perjanjian kinerja'."""
    match = CAPTION.match(caption)
    return bool(match) and any(name == kind and pattern.match(fold(match["judul"])) for name, pattern in _named_kinds() if match)


def _heading(before: Sequence[str]) -> str | None:
    """The heading among the few lines above a table."""
    return next((line for line in reversed(before[-3:]) if HEADING.match(line) or line.isupper()), None)


def _short(text: str) -> str:
    return text if len(text) <= 70 else text[:67].rstrip() + "…"
