"""What stands around a report's table: its caption, its version, the indicator whose section it is in."""

from collections.abc import Sequence
from functools import cache

import regex
from msgspec import Struct

from normalize.tables.captions import caption_after, without_caption
from normalize.tables.loose_rows import is_row_of_figures
from normalize.words.kode import CODE
from normalize.words.names import fold
from normalize.words.registry_rows import registry_rows

CAPTION = regex.compile(r"(?:tabel|lampiran)\b", regex.IGNORECASE)
NUMBERED = regex.compile(r"(?:tabel|lampiran)\s+(?:\d|[IVX]+\b)", regex.IGNORECASE)
# '2.2. Rencana Kinerja Tahunan' 'B. Perjanjian Kinerja' 'BAB II'
HEADING = regex.compile(r"(?:\d+(?:\.\d+)+\.?|[A-Z]\.|bab [ivx]+)\s+\S", regex.IGNORECASE)
# 'a. Perbandingan …' '- b. …' '1) …': the parts of an indicator's section.
PART = regex.compile(r"[-•–]?\s*(?:[a-z0-9]{1,2}[.)]|[-•–])\s+")
# 'IKSS 6. Indeks …' 'IKU 22. Nilai …' 'Indikator 3: …'
SECTION = regex.compile(
    r"(?:(?:IKSS|IKSK|IKU|IKK|IKP)\s*[-.]?\s*\d{1,2}|Indikator(?: Kinerja)?(?: ke-?)?\s*\d{1,2})\s*[.:)-]\s*(?P<nama>.+)", regex.IGNORECASE
)

# '… 82,03 Belum dinilai': a figure of a row, where the name of an indicator has none
MEASURE = regex.compile(r"(?<!\S)\d+[.,]\d+%?(?!\S)")


class Judul(Struct, frozen=True):
    """A kind or version that a caption can name."""

    tabel: str | None
    versi: str | None
    pola: "regex.Pattern[str]"


class Sekitar(Struct, frozen=True):
    """What the text around a table says; None where it says nothing. judul: its caption, and the nearest heading that names its kind."""

    tabel: str | None
    versi: str | None
    indikator: str | None
    caption: str | None
    judul: tuple[str, ...] = ()


@cache
def _titles() -> tuple[Judul, ...]:
    rows = registry_rows("words/judul_tabel.csv", "pola")
    return tuple(Judul(row["tabel"] or None, row["versi"] or None, regex.compile(row["pola"])) for row in rows)


def version_of(text: str) -> str | None:
    """AWAL or REVISI where a title or the name of a column says so."""
    return next((title.versi for title in _titles() if title.versi and title.pola.search(fold(text))), None)


def surroundings(before: Sequence[str], after: Sequence[str], section: str | None, wrapped: bool, below: bool = False) -> Sekitar:
    """Reads the lines before and after a table. section: the indicator whose section was open before; wrapped: lines end where the page
    does (PDF), not where the paragraph does (dump). below: the document sets its captions below its tables.

    The caption is the line 'Tabel …' before the table, with its following lines, or the one right below it; headings and the
    rest come after it, nearest first, for prose names other documents too. A line 'Tabel …' without a number below the table may as well
    begin what follows: a heading that names a kind comes before it.
    """
    if below:
        above, under, before = None, caption_after(after), without_caption(before)
    else:
        above, under = _caption_before(before), _caption_after(after)
    caption = above or under
    nearest = [text for text in reversed(before) if HEADING.match(text) or text.isupper()]
    named = [caption] if caption else []
    candidates = [*nearest, *named] if under and not above and not NUMBERED.match(under) else [*named, *nearest]
    candidates += reversed(before)
    kind = next((title.tabel for text in candidates for title in _titles() if title.tabel and title.pola.search(fold(text))), None)
    # 'a. Tidak ada perubahan dibandingkan tahun lalu' heads a paragraph.
    naming = [caption] if caption else [text for text in nearest[:1] if text.isupper() or _names_kind(text)]
    version = next((versi for text in naming if (versi := version_of(text))), None)
    heading = next((text for text in nearest if _names_kind(text)), None)
    titles = tuple(text for text in (caption, heading) if text)
    return Sekitar(kind, version, section_of(before, wrapped) or section, caption, titles)


def _names_kind(text: str) -> bool:
    return any(title.tabel is not None and title.pola.search(fold(text)) is not None for title in _titles())


def _caption_before(before: Sequence[str]) -> str | None:
    for position in range(len(before) - 1, max(-1, len(before) - 5), -1):
        if CAPTION.match(before[position]):
            # Behind a new heading the caption is the one of the table before.
            return None if any(_begins_something(text) for text in before[position + 1 :]) else " ".join(before[position:])
    return None


def _begins_something(text: str) -> bool:
    return any(pattern.match(text) is not None for pattern in (HEADING, SECTION, PART))


def _caption_after(after: Sequence[str]) -> str | None:
    return after[0] if after and CAPTION.match(after[0]) else None


def section_of(lines: Sequence[str], wrapped: bool) -> str | None:
    """The name in the last heading 'IKU 3. …', its wrapped lines joined; None without one. A row that its table lost is no heading."""
    for position in range(len(lines) - 1, -1, -1):
        match = SECTION.match(lines[position])
        if not match or is_row_of_figures(lines[position]) or MEASURE.search(match["nama"]):
            continue
        parts = [match["nama"]]
        for text in lines[position + 1 : position + 4] if wrapped else ():
            if PART.match(text) or CAPTION.match(text) or CODE.match(text) or HEADING.match(text) or len(parts[-1]) < 40:
                break
            parts.append(text)
            if text.endswith("."):
                break
        return " ".join(parts).strip()
    return None
