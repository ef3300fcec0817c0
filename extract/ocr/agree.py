"""What two engines read in one cut-out → a text, and where they differ about a number, all that was read.

A number is sure only where the second engine's digits and separators are those of the first. Scores prove nothing: a wrong digit has come
with a score of 1. What form the number has is not looked at here (see `forms`).
"""

import unicodedata
from collections.abc import Callable, Sequence

import regex
from msgspec import Struct

# '1.234,50' '98' '-0,5' '100%' 'Rp 12.000' '415.446.000, 00'; and 'O' 'l2' 'S,5': digits taken for letters.
NUMBER = regex.compile(r"(?:[≥≤<>]\s*)?(?:rp\.?\s*)?[-(]?[\d.,\s]*\d[\d.,\s]*\)?\s*%?\s*\*{0,2}\)?", regex.IGNORECASE)
CONFUSABLE = regex.compile(r"[-(]?[\dOoQDlI|iSsBZzgbG.,' ]{1,20}[)%]?")
# 'DR.3165.BKB.001' '4122.QAH.001' '052 - Penerbitan': codes, whose digits count as a number's do.
CODE = regex.compile(r"(?:\b[A-Z]{2}\s*\.\s*)?\b(\d{4})\s*\.\s*[A-Z0-9]{3}\s*\.\s*(\w{3})\b|^\s*(\d{3})\s*[-.]")
# 'B04': a month's column. As a text it is no number, whatever its letter is.
MONTH = regex.compile(r"B(0[1-9]|1[0-2])")
# 'TAHUN 2024': the year of a document stands in few places.
YEAR = regex.compile(r"\b20\d\d\b")
# '95.6' '95,6' '-0,25%': one or two decimals and no groups, the same number whichever sign stands before them.
_SHORT_DECIMAL = regex.compile(r"-?\d{1,3}[.,]\d{1,2}\s*%?")
# '6,777,195,000.00': groups of three, then two decimals; whichever sign stands before these, it is one number.
_GROUPED_DECIMAL = regex.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?!\1)[.,]\d{2}")
# '18.017.447,00' '18.017.447.00' '34,.578.519,00' '76.398,755' '437 524,068': groups of three, behind one of them two decimals, behind
# several none. No percentage and no index is written so: it is one amount, whichever signs were read between its groups.
_AMOUNT = regex.compile(r"\d{1,3}(?:[.,\s]+\d{3})+[.,\s]+\d{2}|\d{1,3}(?:[.,\s]+\d{3}){2,}")
# '18.017.447,00' '4.363.058.000': one sign between the groups, another one before the decimals.
_WELL_FORMED = regex.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?!\1)[.,]\d{2}|\d{1,3}([.,])\d{3}(?:\2\d{3})+")
# 'IIl' 'lV' among words: a roman number, in which one stroke was taken for another letter.
_ROMAN = regex.compile(r"(?<!\w)(?=[Il]*I)[Il]{2,4}(?!\w)|(?<!\w)l(?=V(?!\w))")
_OTHER_SCRIPT = str.maketrans("łŁı", "lLi")
_LETTERS = str.maketrans("OoQDlI|iSsBZzG", "00001111558226")
# '3165.QDB.001': between the activity and the output stand three letters.
_OUTPUT_GROUP = regex.compile(r"(?<=\d{4}\s*\.\s*)[A-Z0-9]{3}(?=\s*\.)")
_ONLY_LETTER_LIKE_8 = "B"
# '42.703.557, 00': the blank belongs to the sign's own width.
_BLANK_AT_SIGN = regex.compile(r"(?<=\d[.,])\s+(?=\d)|(?<=\d)\s+(?=[.,]\d)")
# '525,500 |': a rest of the rule beside an amount.
_BESIDE_NUMBER = regex.compile(r"^\|\s+(?=[\d.,]{3,}$)|(?<=^[\d.,]{3,})\s+\|$")
# '30Indeks' '16 |Jumlah' '24129.CAB.001': between a row's number and its name or code a blank was lost, or a rest of the rule beside them
# was read. A code begins with four digits.
_BESIDE_NAME = regex.compile(
    r"(?<=^\d{1,2})(?=\d{4}\s*\.\s*[A-Z]{3}\s*\.)|(?<=^\d{1,2}\.?)\s*\|?\s*(?=\p{Lu}\p{Ll}{3})|(?<!\S)\|\s*(?=\p{Lu}\p{Ll}{2})"
)
# '~0,02': no number has a tilde before it.
_TILDE = regex.compile(r"^~(?=\d)")
# "6,162,000.00 '": dirt beside a number.
_AROUND = regex.compile(r"^['‘’`\"“”]+\s*|\s*['‘’`\"“”]+$")
_NOT_RUPIAH = regex.compile(r"^rp\.?\s*|\s*,-$", regex.IGNORECASE)
# '94 | 94' '82: 82'
_TWO_NUMBERS = regex.compile(r"\d[^\d.,\p{L}]+\d")
# ',99' '46,': a digit is missing before or behind the sign.
_CUT_OFF = regex.compile(r"^[-(]?[.,]|,$")
# '88 Nilai' '12,5 poin': a value with its unit; '11-' '2020/2021': figures and marks.
_WITH_UNIT = regex.compile(r"[-(≥≤<>]?\s*\d[\d.,]*\s*\p{L}[\p{L}/.\s]{1,24}")
_WITH_MARKS = regex.compile(r"(?=.*\d)[^\p{L}]+")
_FIGURE = regex.compile(r"\d(?:[\d.,]*\d)?")
_CIRCLES = ("o", "O")
_STROKE = "1"
TRIES = (AS_IT_STANDS, LARGER, MUCH_LARGER, THRICE) = range(4)
"""The second engine's tries at a number. THRICE: at a picture of it three times side by side: alone, '96' looks to it like '%', and at
the ends of a line it misses a sign or a stroke."""
# "yang optimal'": dirt behind a name.
_BEHIND_NAME = regex.compile(r"(?<=^[^'‘’`´]*\p{L})['‘’`´]$")
_DIGITS = str.maketrans("018562", "OIBSGZ")
_SEPARATORS = regex.compile(r"[^\d.,-]")


class Agreed(Struct, frozen=True):
    """text: what goes on. bacaan: () where it is sure, else every reading of it, the first one first."""

    text: str
    bacaan: tuple[str, ...] = ()


def plain(text: str) -> str:
    """Signs of other scripts that mean the same here: '（' → '(', '，' → ','; all dashes one."""
    folded = unicodedata.normalize("NFKC", text).replace("，", ",").replace("。", ".")
    # Indonesian has no accents: on 'ù' the second mark is dirt.
    folded = "".join(sign for sign in unicodedata.normalize("NFD", folded) if not unicodedata.combining(sign))
    folded = _ROMAN.sub(lambda match: match[0].replace("l", "I"), folded)
    folded = _BESIDE_NAME.sub(" ", regex.sub(r"[‐-―−一]", "-", folded.translate(_OTHER_SCRIPT)))
    folded = _BEHIND_NAME.sub("", _TILDE.sub("-", folded))
    return _BESIDE_NUMBER.sub("", " ".join(folded.split()))


def needs_second(text: str, in_cell: bool) -> bool:
    """True for a text whose digits matter."""
    if not in_cell:
        return bool(YEAR.search(text) or _is_number(text))
    return any(c.isdigit() for c in text) or CONFUSABLE.fullmatch(text) is not None


def agreed(first: str, second: Callable[[int], str | None]) -> Agreed:
    """What two engines make of one piece. second: what the other one reads at its first or second try; None without it.

    Words are the first engine's; it reads them better.
    """
    month = MONTH.fullmatch(first)
    if month and (second(0) or "").translate(_LETTERS)[-2:] == month[1]:
        return Agreed(first)
    if _is_number(first) or CONFUSABLE.fullmatch(first):
        found = _number(first, second)
        if found:
            return found
    elif _WITH_UNIT.fullmatch(first) or _WITH_MARKS.fullmatch(first):
        return _with_figures(first, second)
    first = _OUTPUT_GROUP.sub(lambda match: match[0].replace("8", _ONLY_LETTER_LIKE_8), first)
    as_letters = _with_letters(first)
    if as_letters != first:
        both = _OUTPUT_GROUP.findall(as_letters) == _OUTPUT_GROUP.findall(plain(second(0) or "").upper())
        return agreed(as_letters, second) if both else Agreed(as_letters, (as_letters, first))
    codes = _codes(first)
    if codes:
        other = second(0)
        if other is not None and not _same_codes(first, other):
            again = second(1)
            if again is None or not _same_codes(first, again):
                return Agreed(first, tuple(dict.fromkeys((first, plain(other)))))
    return Agreed(first)


def in_doubt(found: Agreed, at_end: bool = False) -> Agreed:
    """The same, where a part of what is printed may be missing in the cut-out: two engines agree about what is left. Names stand, and so
    does an amount with its two decimals of which only the end may be (at_end): no third one is printed."""
    number = _is_number(found.text) or any(map(_is_number, found.bacaan))
    if not number or (at_end and not found.bacaan and _GROUPED_DECIMAL.fullmatch(found.text)):
        return found
    readings = () if one_decimal(found.bacaan) else found.bacaan  # about what is left they do agree
    return Agreed(found.text, readings or (found.text,))


def one_decimal(readings: Sequence[str]) -> bool:
    """True where two readings or more are one number of one or two decimals, and only the sign before these was read otherwise."""
    if len(readings) < 2 or not all(map(_SHORT_DECIMAL.fullmatch, readings)):
        return False
    return len({text.rstrip("% ").replace(",", ".") for text in readings}) == 1


def _is_number(text: str) -> bool:
    return NUMBER.fullmatch(text) is not None


def _number(first: str, second: Callable[[int], str | None]) -> Agreed | None:
    """None where neither engine sees a number."""
    readings, decimals, contrary = [first], list[str](), False
    whole = _is_number(first) and not _CUT_OFF.search(first)
    for attempt in TRIES:
        if attempt > LARGER and (contrary or decimals or not whole or bare(first) == _STROKE):
            break  # of what it saw in turn one would be what the first engine saw, by chance
        other = second(attempt)
        if other is None:
            break
        if attempt == THRICE:
            if _stands_thrice(first, plain(other)):
                return Agreed(_BLANK_AT_SIGN.sub("", first))
            break
        other = _AROUND.sub("", plain(other))
        sure = _read_alike(first, other)
        if sure:
            return Agreed(_BLANK_AT_SIGN.sub("", sure))
        if other and other not in readings:
            readings.append(other)
        if one_decimal((first, other)):
            decimals.append(other)
        contrary |= _is_contrary(first, other)
    if not any(map(_is_number, readings)) and len(first) > 1:
        return None
    if decimals and not contrary:
        readings = [first, *decimals]  # the others lost a sign
    return Agreed(first, tuple(dict.fromkeys([*readings, *(guess for text in readings if (guess := as_digits(text)))])))


def _with_figures(first: str, second: Callable[[int], str | None]) -> Agreed:
    """A text of which the figures count: sure where the second engine reads the same ones in the same order."""
    readings = [first]
    for attempt in (AS_IT_STANDS, LARGER):
        other = second(attempt)
        if other is None:
            break
        other = plain(other)
        if _FIGURE.findall(first) == _FIGURE.findall(other):
            return Agreed(first)
        if other and other not in readings:
            readings.append(other)
    return Agreed(first, tuple(readings))


def _read_alike(first: str, other: str) -> str | None:
    """The number that both of these are, as its digits and separators are sure; None where they are not one."""
    if first in _CIRCLES and other == "0":
        return other  # a zero alone in its cell
    if not _is_number(first) or _CUT_OFF.search(first):
        return None
    amount = one_amount((first, other))
    if amount:
        return amount
    if bool(_TWO_NUMBERS.search(other)) is not bool(_TWO_NUMBERS.search(first)):
        return None
    number = other
    if not _is_number(other) and bare(first) != _STROKE:  # a lone stroke may be what is left of a rule
        number = as_digits(other) or ""  # 'll' '7S': each letter looks like one digit only
    return first if _is_number(number) and bare(first) == bare(number) else None


def one_amount(readings: Sequence[str]) -> str | None:
    """The first of these in which the groups of an amount are parted by one sign, where all are one amount."""
    shown = [_NOT_RUPIAH.sub("", text) for text in readings]
    if not all(map(_AMOUNT.fullmatch, shown)) or len({tuple(regex.split(r"[.,\s]+", text)) for text in shown}) > 1:
        return None
    return next((text for text, number in zip(readings, shown, strict=True) if _WELL_FORMED.fullmatch(number)), None)


def _is_contrary(first: str, other: str) -> bool:
    """True where the other reading has other digits, has them apart as those of two numbers, or all of them and something more: it is not
    what is left of the first where a sign or a digit at its end was not seen."""
    number = other if _is_number(other) else as_digits(other) or ""
    mine, others, shown = (regex.sub(r"\D", "", text) for text in (first, number, other))
    if _TWO_NUMBERS.search(other) or (not number and mine in shown):
        return True
    return not (mine.startswith(others) or mine.endswith(others))


def _stands_thrice(first: str, row: str) -> bool:
    """True where the row, read in a picture of the number three times side by side, has it twice running, and no digits for a fourth: at
    its ends, and only there, the second engine loses signs."""
    count = sum(map(str.isdigit, first))
    twice = regex.search(rf"(?<!\d){regex.escape(first)}\s?{regex.escape(first)}|{regex.escape(first)}\s?{regex.escape(first)}(?!\d)", row)
    return twice is not None and 2 * count <= sum(map(str.isdigit, row)) <= 3 * count


def _with_letters(text: str) -> str:
    """The text with letters in its codes where only letters stand: 'QD8' is 'QDB'."""
    return _OUTPUT_GROUP.sub(lambda match: match[0].translate(_DIGITS) if any(c.isalpha() for c in match[0]) else match[0], text)


def bare(text: str) -> str:
    """Digits and separators of a number; '%' and 'Rp' are no part of it."""
    return _SEPARATORS.sub("", regex.sub(r"^rp\.?", "", text.strip(), flags=regex.IGNORECASE)).strip(".,") if text else ""


def as_digits(text: str) -> str | None:
    """The number that a text would be if its letters were the digits that look like them; None where it is no number then."""
    made = text.replace(" ", "").translate(_LETTERS)
    return made if _is_number(made) else None


def _codes(text: str) -> list[tuple[str, ...]]:
    return [tuple(part or "" for part in match.groups()) for match in CODE.finditer(text)]


def _same_codes(first: str, second: str) -> bool:
    """True where every digit of the first text's codes stands in the second's too; letters may be taken for the digits they look like."""
    folded = plain(second).upper().replace(" ", "").translate(_LETTERS)
    return all(part.upper().translate(_LETTERS) in folded for code in _codes(first) for part in code if part)
