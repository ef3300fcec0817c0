"""What two engines read in one cut-out → a text, and where they differ about a number, all that was read.

A number is sure only where the second engine's digits and separators are those of the first. Scores prove nothing: a wrong digit has come
with a score of 1. What form the number has is not looked at here (see `forms`).
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

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
# 'IIl' 'lV' among words: a roman number, in which one stroke was taken for another letter.
_ROMAN = regex.compile(r"(?<!\w)(?=[Il]*I)[Il]{2,4}(?!\w)|(?<!\w)l(?=V(?!\w))")
_OTHER_SCRIPT = str.maketrans("łŁı", "lLi")
_LETTERS = str.maketrans("OoQDlI|iSsBZzG", "00001111558226")
# '3165.QDB.001': between the activity and the output stand three letters.
_OUTPUT_GROUP = regex.compile(r"(?<=\d{4}\s*\.\s*)[A-Z0-9]{3}(?=\s*\.)")
# '42.703.557, 00': the blank belongs to the sign's own width.
_BLANK_AT_SIGN = regex.compile(r"(?<=\d[.,])\s+(?=\d)|(?<=\d)\s+(?=[.,]\d)")
# '525,500 |': a rest of the rule beside an amount.
_BESIDE_NUMBER = regex.compile(r"^\|\s+(?=[\d.,]{3,}$)|(?<=^[\d.,]{3,})\s+\|$")
# '30Indeks' '16 |Jumlah' '24129.CAB.001': between a row's number and its name or code a blank was lost, or a rest of the rule beside them
# was read. A code begins with four digits.
_BESIDE_NAME = regex.compile(
    r"(?<=^\d{1,2})(?=\d{4}\s*\.\s*[A-Z]{3}\s*\.)|(?<=^\d{1,2}\.?)\s*\|?\s*(?=\p{Lu}\p{Ll}{3})|(?<!\S)\|\s*(?=\p{Lu}\p{Ll}{2})"
)
_DIGITS = str.maketrans("018562", "OIBSGZ")
_SEPARATORS = regex.compile(r"[^\d.,-]")


@dataclass(frozen=True, slots=True)
class Agreed:
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
    readings = [first]
    for attempt in (0, 1):
        other = second(attempt)
        if other is None:
            break
        other = plain(other)
        if _is_number(first) and _is_number(other) and _same_number(bare(first), bare(other)):
            return Agreed(_BLANK_AT_SIGN.sub("", first))
        if other and other not in readings:
            readings.append(other)
    if not any(map(_is_number, readings)) and len(first) > 1:
        return None
    return Agreed(first, tuple(dict.fromkeys([*readings, *(guess for text in readings if (guess := as_digits(text)))])))


def _with_letters(text: str) -> str:
    """The text with letters in its codes where only letters stand: 'QD8' is 'QDB'."""
    return _OUTPUT_GROUP.sub(lambda match: match[0].translate(_DIGITS) if any(c.isalpha() for c in match[0]) else match[0], text)


def _same_number(first: str, other: str) -> bool:
    """True for the same digits and separators; behind groups of three the sign before two decimals may be either."""
    if first == other:
        return True
    return _GROUPED_DECIMAL.fullmatch(first) is not None and (first[:-3], first[-2:]) == (other[:-3], other[-2:]) and other[-3] in ".,"


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
