"""Printed numbers → Decimal. A cell has candidate readings; its column decides between them, arithmetic confirms."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache

import regex
from msgspec import Struct

from extract.cells import RAISED_DIGITS, RAISED_LETTERS
from normalize.words.not_yet import says_not_yet


class NumberStyle(StrEnum):
    """ID: 1.234,50 · EN: 1,234.50"""

    ID = "id"
    EN = "en"


class Candidate(Struct, frozen=True):
    """One possible reading of a printed number; style is None where both styles read the same."""

    value: Decimal
    style: NumberStyle | None
    desimal: int


# '-' '–' '- .00' '-,00' 'Rp -' and 'n/a' 'N/A' 'NA' 't.a.d.' (tidak ada data) are printed for «nothing».
NOTHING = regex.compile(r"(?:rp\.?)?\s*[-–—−]+\s*(?:[.,]\s*0+)?|n/?a|n\.a\.?|t\.?a\.?d\.?", regex.IGNORECASE)
# Excel's '#DIV/0!' '#N/A' '#REF!' '#VALUE!'
SPREADSHEET_ERROR = regex.compile(r"#[A-Z]+(?:/[0A])?[!?]?", regex.IGNORECASE)
# 'Rp. 28,226,462,000.00' 'IDR 5' 'Rp.-5' and '≥ 85' '< 5' 'min. 90': what stands before the number.
CURRENCY = regex.compile(r"^(?:[≥≤<>]\s*=?\s*|(?:min|maks)(?:imal)?\.?\s+)?(?:rp\.?|idr)?\s*", regex.IGNORECASE)
RAISED = "".join([*RAISED_DIGITS.values(), *RAISED_LETTERS.values()])
# '50,00*' '88,05 *)' '100 %' '97,2)' '19¹⁾' and '44.140.500,-' '1.000.000.-' '5.000,--' '5.000,=' (no cents): what stands behind it.
BEHIND = regex.compile(rf"(?:[.,]\s*[-–—−=]+)?\s*(?:%|persen)?\s*(?:\*+\)?|\)+|[{RAISED}*]+)?\s*$", regex.IGNORECASE)
# '88,05 1)' '2.650.000 *2)': a note's number behind it, where no bracket is open.
NOTE_BEHIND = regex.compile(r"(?P<angka>[^(]*\d%?)\s+\*?\d{1,2}\)")
# '88,051)': a note's number in one text with the number, or a bracket that nobody opened.
NOTE_WITHIN = regex.compile(r"[^(]*\d\)+\s*")
# '−0,08' '–5': a dash close before the digits is the sign, whichever dash it is.
SIGN = regex.compile(r"^[\u2010-\u2015\u2212](?=\d)")
# '(0,08)' '(1.250.000)' 'Rp (1.250.000,00)' '(3,5%)': accountants print brackets for minus.
BRACKETS = regex.compile(r"(?:rp\.?|idr)?\s*\((?P<isi>[^()]*\d[^()]*)\)\s*%?\s*\*?", regex.IGNORECASE)
# '1' '12.' '100%' in brackets: the number of a column, a list's mark or a progress as well as a loss.
MARK = regex.compile(r"\s*\d+\s*[.%]?\s*")
# '415.446.000, 00' '2,671,875,0 00' '1 234': blanks inside a number come from the page, not from the writer.
DIGITS = regex.compile(r"[+-]?\d[\d.,\s]*")
# '1 234 567' '12 500 000,00': some print a blank between thousands. Fewer groups may be two values in one cell: '90 950'.
PARTED_BY_BLANKS = regex.compile(r"-?\d{1,3}(?: \d{3}){2,}(?:[.,]\d{1,2})?")
TORN = regex.compile(r"\d\s*[.,]\s*$")
# '36,234,90O' 'Rp1O.220.100': letters that a reader of letters takes for digits, in an amount with grouped thousands
MISREAD_AMOUNT = regex.compile(
    r"(?:rp\.?\s?)?(?=(?:\D*\d){3})[\doOlISB]{1,3}(?:[.,]\s?[\doOlISB]{3})+(?:[.,][\doOlISB]{1,2})?", regex.IGNORECASE
)
# '71,0O' '1O0,00' '3,l5': the same in a measure; not 'I.1.2', the number of a heading.
MISREAD_MEASURE = regex.compile(r"(?=(?:\D*\d){2})(?=.*[OoIl])[\dOo][\dOoIl]{0,2}(?:[.,][\dOoIl]{1,3})+\s*%?")
FIRST_OF_MISREAD = frozenset("0123456789Oo")
# '250 000': of an amount, where no lesser number makes sense.
PARTED_AMOUNT = regex.compile(r"[1-9]\d{0,2} \d{3}")
# '58 sekolah (100%)': a count with its progress in brackets.
COUNT_WITH_PROGRESS = regex.compile(r"(\d[\d.,]*)\s*[\p{L}/ ]+\(\s*\d[\d.,]*\s*%\s*\)")


@lru_cache(maxsize=4096)
def is_nothing(text: str) -> bool:
    """True for an empty cell and for the dashes and words that stand for «no value»; a printed 0 is not nothing."""
    return not text.strip() or NOTHING.fullmatch(text.strip()) is not None or says_not_yet(text)


def is_spreadsheet_error(text: str) -> bool:
    """True for '#DIV/0!' and its kin: printed, but no value."""
    return SPREADSHEET_ERROR.fullmatch(text.strip()) is not None


def may_end_in_note(text: str) -> bool:
    """True where the last digits may be the number of a note that a text without raised letters runs into the value: '88,051)'."""
    return NOTE_WITHIN.fullmatch(text) is not None and NOTE_BEHIND.fullmatch(text.strip()) is None


def is_misread(text: str) -> bool:
    """True for a number in which a letter stands that a reader of letters takes for a digit: printed, but no value that can be read."""
    return text.lstrip()[:1] in FIRST_OF_MISREAD and MISREAD_MEASURE.fullmatch(text.strip()) is not None


def may_go_on(text: str) -> bool:
    """True where the text ends in a separator: its next digits may stand in another line, '490.699.' '85,'."""
    return TORN.search(text) is not None


@lru_cache(maxsize=4096)
def bare_number(text: str) -> str | None:
    """The digits and separators of a cell that holds exactly one number; None for text, nothing or several numbers.

    Each step of a document asks about the same cells, and in long texts the patterns look long for what is not there.
    """
    if not any(letter.isdigit() for letter in text):
        return None
    count = COUNT_WITH_PROGRESS.fullmatch(text.strip())
    if count:
        return count[1]
    noted = NOTE_BEHIND.fullmatch(text.strip())
    text = noted["angka"] if noted else text
    inside = BRACKETS.fullmatch(text.strip())
    if inside and not MARK.fullmatch(inside["isi"]):
        lost = bare_number(inside["isi"])
        return f"-{lost}" if lost and lost[0].isdigit() else None
    bare = SIGN.sub("-", CURRENCY.sub("", BEHIND.sub("", text.strip().lstrip("(")), count=1))
    if not DIGITS.fullmatch(bare):
        return None
    joined = "".join(bare.split())
    if PARTED_BY_BLANKS.fullmatch(bare.strip()):
        return joined
    # '90 95' are two values that slid into one cell, not 9095: only a number with separators may carry blanks.
    return None if joined != bare.strip() and not ("." in joined or "," in joined) else joined


@lru_cache(maxsize=4096)
def looks_numeric(text: str) -> bool:
    """True where a value cell could hold this: a number, a dash, a spreadsheet error or a misread number (not an empty cell)."""
    return bool(text.strip()) and (is_nothing(text) or is_spreadsheet_error(text) or bare_number(text) is not None or is_misread(text))


@cache
def _grouped_pattern(group: str, point: str) -> "regex.Pattern[str]":
    """'1.234.567,89' with group '.' and point ','."""
    return regex.compile(rf"([+-]?)(\d{{1,3}}(?:{regex.escape(group)}\d{{3}})+|\d+)(?:{regex.escape(point)}(\d+))?")


def _grouped(bare: str, group: str, point: str) -> Decimal | None:
    """The reading in which `group` separates thousands; None where the print contradicts it."""
    # '62,210,400' '114.624.028,00' '5.874.961,0' '415446000' '88,05'; not '1,2345,678'
    match = _grouped_pattern(group, point).fullmatch(bare)
    if not match:
        return None
    sign, whole, fraction = match.groups()
    return Decimal(f"{sign}{whole.replace(group, '')}.{fraction or '0'}") if fraction else Decimal(f"{sign}{whole.replace(group, '')}")


@lru_cache(maxsize=4096)
def candidates(text: str) -> tuple[Candidate, ...]:
    """All readings of a printed number, at most one a style; () where the cell holds no single number, or one in brackets that may
    or may not be negative ('(5)').

    '1.000' → 1000 (ID) and 1.000 (EN); '62,210,400' → one; '88,05' → one, for a group has three digits.
    """
    bare = bare_number(text)
    inside = BRACKETS.fullmatch(text.strip())
    if bare is None or (inside and MARK.fullmatch(inside["isi"])):
        return ()
    bare = bare.rstrip(".,") or bare
    found: dict[NumberStyle, Decimal] = {}
    for style, group, point in ((NumberStyle.ID, ".", ","), (NumberStyle.EN, ",", ".")):
        value = _grouped(bare, group, point)
        if value is not None:
            found[style] = value
    if len(found) == 2 and found[NumberStyle.ID] == found[NumberStyle.EN] and "." not in bare and "," not in bare:
        return (Candidate(found[NumberStyle.ID], None, 0),)
    return tuple(Candidate(value, style, max(0, -int(value.as_tuple().exponent))) for style, value in found.items())


def column_style(texts: Iterable[str]) -> NumberStyle | None:
    """The style that the cells of one column prove by themselves (cells readable in one style only); None without proof or at a tie."""
    votes: Counter[NumberStyle] = Counter()
    for text in texts:
        readings = candidates(text)
        if len(readings) == 1 and readings[0].style is not None:
            votes[readings[0].style] += 1
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


@lru_cache(maxsize=4096)
def read_amount(text: str, style: NumberStyle | None) -> tuple[Candidate, ...]:
    """Readings of a rupiah cell, likeliest first; () for nothing.

    Money is printed in whole rupiah or thousands: a lone group of three digits ('525.500') is thousands in either style,
    never three decimals; the reading without decimals comes first, the column's style decides only what remains. Millions may have
    three ('1.234,567'), four are another number run into it.
    """
    parted = PARTED_AMOUNT.fullmatch(CURRENCY.sub("", text.strip(), count=1))
    found = (Candidate(Decimal(parted[0].replace(" ", "")), None, 0),) if parted else candidates(text)
    money = [c for c in found if c.desimal <= 2] or [c for c in found if c.desimal <= 3]
    return tuple(sorted(money, key=lambda c: (c.desimal > 0 and c.value % 1 != 0, c.style is not style)))


def read_measure(text: str, style: NumberStyle | None) -> tuple[Candidate, ...]:
    """Readings of a target cell (percent, index, count), likeliest first; () for nothing.

    '2.671' can be 2671 or 2.671: the column's style decides; without one the reading with decimals comes first when the
    cell has one separator, for targets are small numbers.
    """
    return tuple(sorted(candidates(text), key=lambda c: (style is not None and c.style is not None and c.style is not style, c.value)))
