"""Tables that a document announces and that are not among what was read: a caption without a table, or above one that nobody knows."""

from collections.abc import Iterator, Sequence

from extract.cells import PrintedRow
from extract.message import Message, message
from normalize.kinds.interpret import Tafsir
from normalize.kinds.kind import LAIN
from normalize.tables.captions import NUMBERED, Caption, captions, kind_named, named_kinds
from normalize.tables.konteks_tabel import HEADING
from normalize.words.cell_kinds import has_letters
from normalize.words.names import fold
from normalize.words.numbers import bare_number

LEAST_ROWS, LEAST_FIGURES = 2, 3
"""So many rows of so many figures beside a name are a table of measures."""
BY_HEADING = {"PK", "RAPK", "CAPAIAN"}
"""What a chapter is about; under the other names chapters hold tables of many forms."""


def missing_tables(read: Sequence[Tafsir], trailing: Sequence[str]) -> list[Message]:
    """A message for captions without a table, and for tables that are named but not known. trailing: the lines behind the last one."""
    return [*_without_table(read, trailing), *_not_known(read), *_headless(read)]


def _headless(read: Sequence[Tafsir]) -> Iterator[Message]:
    """Tables without any head that is known, though rows of names and figures stand in them: what is left of one whose head stands
    elsewhere."""
    for item in read:
        first = item.table.segments[0]
        if item.jenis != LAIN or first.head or first.block.halaman is None or _begins_with_words(first.body):
            continue
        rows = [row for segment in item.table.segments for row in segment.body if _is_of_figures(row)]
        if len(rows) >= LEAST_ROWS:
            yield (message("tabel_tanpa_judul_kolom", halaman=first.block.halaman, jumlah=len(rows)))


def _begins_with_words(rows: Sequence[PrintedRow]) -> bool:
    """True where the first row of several cells is a head, though nobody knows its words."""
    filled = ([cell.text for cell in row.cells if cell.lines] for row in rows)
    first = next((texts for texts in filled if len(texts) >= LEAST_FIGURES), [])
    return all(bare_number(text) is None for text in first)


def _is_of_figures(row: PrintedRow) -> bool:
    figures = [cell for cell in row.cells if bare_number(cell.text) is not None]
    return len(figures) >= LEAST_FIGURES and any(has_letters(cell.text) for cell in row.cells)


def _without_table(read: Sequence[Tafsir], trailing: Sequence[str]) -> Iterator[Message]:
    gaps = list(captions([*(item.table.sebelum for item in read), trailing]))
    # Captions stand above their tables or below them, all over one document.
    above = _unfilled(gaps, [gap[-1:] for gap in gaps[:-1]])
    below = _unfilled(gaps, [gap[:1] for gap in gaps[1:]])
    lost = min(above, below, key=len)
    if lost:
        named = tuple(f"«{_short(caption.teks)}»" for caption in lost[:3])
        if len(lost) > 3:
            yield message("judul_tanpa_tabel_lagi", jumlah=len(lost), judul=named, lain=len(lost) - 3)
        else:
            yield message("judul_tanpa_tabel", jumlah=len(lost), judul=named)


def _unfilled(gaps: Sequence[Sequence[Caption]], filled: Sequence[Sequence[Caption]]) -> list[Caption]:
    """The captions, once a number, none of whose places is among the filled ones: a table that goes on repeats its number."""
    known = {caption.nomor for gap in filled for caption in gap}
    lost: dict[str, Caption] = {}
    for gap in gaps:
        for caption in gap:
            if caption.nomor not in known:
                lost.setdefault(caption.nomor, caption)
    return list(lost.values())


def _not_known(read: Sequence[Tafsir]) -> Iterator[Message]:
    """Tables whose caption, or the heading close above where they have none, names a kind that no table of the document was read as;
    and tables without any head that is known, whose caption begins with a kind."""
    have = {item.jenis for item in read}
    for item in read:
        if item.jenis != LAIN or item.ragu:
            continue
        caption = item.around.caption
        title = caption or _heading(item.table.sebelum)
        kind = kind_named(title) if title else None
        missing = kind not in have and (caption is not None or kind in BY_HEADING)
        headless = not item.table.segments[0].head and caption is not None and _begins_with(caption, kind)
        if title and kind and (missing or headless):
            yield message("judul_menyebut_jenis", judul=_short(title), jenis=kind)


def _begins_with(caption: str, kind: str | None) -> bool:
    """'Tabel 2.2 Perjanjian Kinerja …', not 'Tabel 4.1 Usulan perubahan perjanjian kinerja'."""
    match = NUMBERED.match(caption)
    return bool(match) and any(name == kind and pattern.match(fold(match["judul"])) for name, pattern in named_kinds() if match)


def _heading(before: Sequence[str]) -> str | None:
    """The heading among the few lines above a table."""
    return next((line for line in reversed(before[-3:]) if HEADING.match(line) or line.isupper()), None)


def _short(text: str) -> str:
    return text if len(text) <= 70 else text[:67].rstrip() + "…"
