"""What a document says about itself outside its tables: kind, office, year, place and date."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

import regex
from msgspec import Struct

from extract.message import Message, message
from normalize.decisions.registry_files import Title
from normalize.heads.kolom import quarter
from normalize.identity.signature import scattered, signed
from normalize.offices.upt import Offices
from normalize.words.names import fold

# A reader may see a blank behind a letter that leans over the next one: 'T AHUN 2025'.
# 'Renstra Tahun 2020-2024' names a period, not the document's year.
YEAR = regex.compile(
    r"\bt ?ahun(?: anggaran)?\s*:?\s*((?:19|20)\d\d)\b(?!\s*(?:-|/|s\.?d\.?|sampai)\s*(?:dengan\s+)?(?:tahun\s+)?(?:19|20)\d\d)"
)
LONE_YEAR = regex.compile(r"(?<![-/–\d]\s?)\b(20\d\d)\b(?!\s*[-/–]\s*20\d\d)")
# 'Peraturan BPOM Nomor 9 Tahun 2020' 'Keputusan Kepala Badan … Tahun 2022' 'UU No. 17 Tahun 2023': the year of what is cited.
CITED = regex.compile(
    r"(?:\b(?:nomor|no)\b\.?\s*:?\s*\S+(?:\s+\S+)?|\b(?:peraturan|per(?:pres|men\p{L}*|ka|ban)|keputusan|kep(?:pres|men\p{L}*|ka)|undang-undang|uu"
    r"|instruksi|inpres|surat|edaran|sk|pp)\b[^.;:]{0,120})\s*$"
)
SIGNED_IN = {"RAPK": (-1, 0), "LAKIP": (0, 1), "LAKIP_INTERIM": (0, 1)}
"""The year of the signature less the document's: a plan is signed in its year or before it, a report in its year or after it."""
TITLE_LINES = 40
"""The title stands on the first page: among the first lines."""


class Identity(Struct, frozen=True):
    """What the lines tell; None where they do not."""

    jenis: str | None
    upt_id: str | None
    upt_raw: str | None
    tahun: int | None
    periode: str | None
    tempat: str | None
    tanggal: date | None
    ragu: Message | None = None
    """A sentence why the year is in doubt."""


def identify(lines: list[str], titles: Sequence[Title], offices: Offices) -> Identity:
    """The identity of a document from its lines of text. A kind is claimed only where title and office are both BPOM's."""
    head = lines[:TITLE_LINES]
    position, jenis = next(titles_in(head, titles), (0, None))
    upt_id, upt_raw = _office(head[position:] + head[:position], offices)
    tempat, tanggal = signed(lines)
    if tanggal is None and upt_raw:
        tempat, tanggal = scattered(lines[-TITLE_LINES:], upt_raw)
    kind = jenis if upt_id else None
    year = _year(head[position:] or head) or (_year_of_title(head[position]) if jenis else None)
    return Identity(kind, upt_id, upt_raw, year, period_of(kind, head[position:]), tempat, tanggal)


def period_of(jenis: str | None, lines: Sequence[str]) -> str | None:
    """Plans and yearly reports are about the year; an interim report names its quarter beside its title."""
    if jenis != "LAKIP_INTERIM":
        return "TAHUNAN" if jenis else None
    return next((found for line in lines if (found := quarter(line))), None)


def titles_in(lines: Sequence[str], titles: Sequence[Title]) -> Iterator[tuple[int, str]]:
    """The lines that begin a title, and of which kind. Titles may be set over several lines: two neighbouring lines count as one too.
    OCR runs words together: 'RENCANAAKSI'."""
    for position, line in enumerate(lines):
        pair = " ".join(lines[position : position + 2])
        for title in titles:
            if any(pola.match(fold(text)) for pola in (title.pola, _loose(title.pola)) for text in (line, pair)):
                yield position, title.jenis
                break


@cache
def _loose(pola: "regex.Pattern[str]") -> "regex.Pattern[str]":
    """The pattern for text that may miss blanks."""
    return regex.compile(pola.pattern.replace(" ", " ?"))


def _office(lines: Sequence[str], offices: Offices) -> tuple[str | None, str | None]:
    """An office's line goes before a name set over lines or inside one, whichever stands first; that before a unit of the head office's,
    and that before the agency itself, which stands in every title."""
    whole = [(upt_id, line) for line in lines if (upt_id := offices.named(line))]
    inside = [(i, found) for i, line in enumerate(lines) if (found := offices.within(line))]
    joined = [(i, " ".join(lines[i : i + size])) for i in range(len(lines)) for size in (2, 3) if i + size <= len(lines)]
    broken = [(i, (upt_id, text)) for i, text in joined if (upt_id := offices.named(text))]
    across = [found for _, text in joined if (found := offices.within(text))]
    parts = [found for _, found in sorted([*broken, *inside], key=lambda item: item[0])]
    titled = offices.unit_in(" ".join(lines[:2]))

    def first(found: Iterable[tuple[str, str]], lingkup: str) -> tuple[str, str] | None:
        return next((item for item in found if offices.lingkup(item[0]) == lingkup), None)

    unit = first((*whole, *(found for _, found in broken)), "PUSAT") or titled
    upt = first((*whole, *parts, *across), "UPT")
    return upt or unit or first((*whole, *(found for _, found in inside)), "NASIONAL") or (None, None)


def _year(lines: Sequence[str]) -> int | None:
    """The first year that no cited rule or period of years has; 'Tahun 2020' may stand on the line below its 'Nomor 9'."""
    for above, line in pairwise(["", *map(fold, lines)]):
        for match in YEAR.finditer(line):
            before = line[: match.start()]
            # A citation ends with its own year.
            if not CITED.search(YEAR.split(before if before.strip() else above)[-1]):
                return int(match[1])
    return None


def _year_of_title(line: str) -> int | None:
    """'LAKIP 2023' 'LAPORAN KINERJA TRIWULAN I 2024': the one year in the title itself, which is no period of years."""
    found = {int(match[1]) for match in LONE_YEAR.finditer(line)}
    return found.pop() if len(found) == 1 else None


def year_doubt(jenis: str | None, tahun: int | None, tanggal: date | None) -> Message | None:
    """A message where such a document of that year is not signed on that day."""
    if jenis is None or tahun is None or tanggal is None:
        return None
    earliest, latest = SIGNED_IN[jenis]
    if earliest <= tanggal.year - tahun <= latest:
        return None
    return message("tahun_tanda_tangan_beda", tahun=tahun, tanda=tanggal.year)
