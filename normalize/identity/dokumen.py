"""What a document says about itself outside its tables: kind, office, year, place and date."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

import regex

from normalize.decisions.registry_files import Title
from normalize.offices.upt import Offices
from normalize.tables.headings import month_names
from normalize.tables.kolom import quarter
from normalize.words.names import fold

# 'Palopo, 02 Maret 2026' 'Dumai, 12 February 2025' 'Kab. Sorong, 3 Jan. 2022'
SIGNED = regex.compile(
    r"(?P<tempat>\p{Lu}[\p{L}.' -]{2,40}?)\s*,\s*(?:tanggal\s+)?"
    r"(?P<hari>\d{1,2})\s+(?P<bulan>\p{L}{3,10})\.?\s+(?P<tahun>(?:19|20)\d\d)\b"
)
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


MOST_WORDS = 12
"""The date stands so near behind its place, whatever a stamp has put between."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What the lines tell; None where they do not."""

    jenis: str | None
    upt_id: str | None
    upt_raw: str | None
    tahun: int | None
    periode: str | None
    tempat: str | None
    tanggal: date | None
    ragu: str | None = None
    """A sentence why the year is in doubt."""


def identify(lines: list[str], titles: Sequence[Title], offices: Offices) -> Identity:
    """The identity of a document from its lines of text. A kind is claimed only where title and office are both BPOM's."""
    head = lines[:TITLE_LINES]
    position, jenis = _title(head, titles)
    upt_id, upt_raw = _office(head[position:] + head[:position], offices)
    tempat, tanggal = _signed(lines)
    if tanggal is None and upt_raw:
        tempat, tanggal = _scattered(lines[-TITLE_LINES:], upt_raw)
    kind = jenis if upt_id else None
    year = _year(head[position:] or head) or (_year_of_title(head[position]) if jenis else None)
    return Identity(kind, upt_id, upt_raw, year, _period(kind, head[position:]), tempat, tanggal)


def _period(jenis: str | None, lines: list[str]) -> str | None:
    """Plans and yearly reports are about the year; an interim report names its quarter beside its title."""
    if jenis != "LAKIP_INTERIM":
        return "TAHUNAN" if jenis else None
    return next((found for line in lines if (found := quarter(line))), None)


def _title(lines: Sequence[str], titles: Sequence[Title]) -> tuple[int, str | None]:
    """Titles may be set over several lines: two neighbouring lines count as one too. OCR runs words together: 'RENCANAAKSI'."""
    for position, line in enumerate(lines):
        pair = " ".join(lines[position : position + 2])
        for title in titles:
            if any(pola.match(fold(text)) for pola in (title.pola, _loose(title.pola)) for text in (line, pair)):
                return position, title.jenis
    return 0, None


@cache
def _loose(pola: "regex.Pattern[str]") -> "regex.Pattern[str]":
    """The pattern for text that may miss blanks."""
    return regex.compile(pola.pattern.replace(" ", " ?"))


def _office(lines: Sequence[str], offices: Offices) -> tuple[str | None, str | None]:
    """An office's line goes before a name set over lines, that before a unit of the head office's, and that before the agency itself,
    which stands in every title."""
    whole = [(upt_id, line) for line in lines if (upt_id := offices.named(line))]
    inside = [found for line in lines if (found := offices.within(line))]
    joined = [" ".join(lines[i : i + size]) for i in range(len(lines)) for size in (2, 3) if i + size <= len(lines)]
    broken = [(upt_id, text) for text in joined if (upt_id := offices.named(text))]
    across = [found for text in joined if (found := offices.within(text))]
    titled = offices.unit_in(" ".join(lines[:2]))

    def first(found: Iterable[tuple[str, str]], lingkup: str) -> tuple[str, str] | None:
        return next((item for item in found if offices.lingkup(item[0]) == lingkup), None)

    unit = first((*whole, *broken), "PUSAT") or titled
    upt = first((*whole, *inside), "UPT") or first((*broken, *across), "UPT")
    return upt or unit or first((*whole, *inside), "NASIONAL") or (None, None)


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


def year_doubt(jenis: str | None, tahun: int | None, tanggal: date | None) -> str | None:
    """A sentence where such a document of that year is not signed on that day."""
    if jenis is None or tahun is None or tanggal is None:
        return None
    earliest, latest = SIGNED_IN[jenis]
    if earliest <= tanggal.year - tahun <= latest:
        return None
    return (
        f"Tahun dokumen terbaca {tahun}, padahal ditandatangani tahun {tanggal.year}; pastikan lalu tulis tahun di data/review/dokumen.csv."
    )


def is_signature(line: str) -> bool:
    """True for a line that holds place and date and nothing else."""
    found = _place_and_date(line)
    return found is not None and found[0]


def _place_and_date(line: str) -> tuple[bool, date, str] | None:
    """Whether the line holds nothing else, the date, the place."""
    match = SIGNED.search(line)
    month = month_names().get(match["bulan"].casefold()) if match else None
    if match and month:
        with suppress(ValueError):
            when = date(int(match["tahun"]), month, int(match["hari"]))
            return len(match[0]) >= len(line) - 3, when, match["tempat"].strip()
    return None


def _signed(lines: Sequence[str]) -> tuple[str | None, date | None]:
    """The place and date of the signature: of the lines that hold nothing else the one with the latest date, for a report prints
    the plan's signature too; else the last line that has both."""
    found = [signed for line in lines if (signed := _place_and_date(line))]
    whole = [(when, place) for alone, when, place in found if alone]
    if whole:
        when, place = max(whole, key=lambda item: item[0])
        return place, when
    return (found[-1][2], found[-1][1]) if found else (None, None)


def _scattered(lines: Sequence[str], office: str) -> tuple[str | None, date | None]:
    """Place and date in a line whose words a stamp over the signature has mixed up ('DRAFT Palopo, Kepala Balai 02 Maret POM 2026'):
    only where the place is the office's own, and day, month and year follow it in this order."""
    for line in reversed(lines):
        before, comma, behind = line.partition(",")
        words = before.split()
        place = next(
            (" ".join(words[i:]) for i in range(len(words)) if f" {fold(office)} ".endswith(f" {fold(' '.join(words[i:]))} ")), None
        )
        tokens = behind.split()[:MOST_WORDS]
        day = next((i for i, token in enumerate(tokens) if regex.fullmatch(r"\d{1,2}", token)), None)
        if not comma or place is None or day is None:
            continue
        month = next((i for i in range(day + 1, len(tokens)) if tokens[i].casefold() in month_names()), len(tokens))
        year = next((int(token) for token in tokens[month + 1 :] if regex.fullmatch(r"(?:19|20)\d\d", token)), None)
        if year is not None:
            with suppress(ValueError):
                return place, date(year, month_names()[tokens[month].casefold()], int(tokens[day]))
    return None, None
