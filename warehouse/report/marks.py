"""How numbers, offices and places are written in the report: Indonesian figures, short names, ids that stay the same from run to run."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from warehouse.screen.screen import place

MINUS = "\N{MINUS SIGN}"
NONE = "–"
INDONESIAN = str.maketrans(",.", ".,")
# 'Balai Besar POM di Pekanbaru' -> 'Pekanbaru'; 'Loka POM di Kab. Bone' -> 'Bone'
PLACE = re.compile(r".* di (?:(?:Kabupaten|Kab\.|Kota) )?(\S.*)")
# before a consonant (ng, ny are one) and a vowel, behind a vowel or a closed syllable: 'ke-ua-ngan' 'pe-nin-da-kan'
SYLLABLE = re.compile(r"(?<=[aiueo])(?=(?:ng|ny|[^\W\daiueo])[aiueo])|(?<=[aiueo][^\W\daiueo])(?=(?!(?<=n)[gy][aiueo])[^\W\daiueo][aiueo])")
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# 'TREN lakip.pdf halaman 16: 93,5' -> halaman, 16; of a dump '… baris 120: …'
PRINTED_AT = re.compile(r"\b(?:halaman (\d+)|baris (\d+))(?=:)")
LONG_WORD = 6
LEVELS = {"BALAI_BESAR": "Balai Besar", "BALAI": "Balai", "LOKA": "Loka"}
"""The levels of offices in the order of the page."""
PERIODS = {"TW1": "TW I", "TW2": "TW II", "TW3": "TW III", "TW4": "TW IV", "TAHUNAN": "Tahunan"}


@lru_cache(maxsize=1 << 14)
def number(value: Decimal | float | int | None, decimals: int | None = None) -> str:
    """Decimal('1234.5') → '1.234,50'; whole numbers without decimals, others with two, unless `decimals` says how many. None → '–'."""
    if value is None:
        return NONE
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    places = decimals if decimals is not None else 0 if exact == exact.to_integral_value() else 2
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{places}f}".translate(INDONESIAN)
    return MINUS + text if rounded < 0 else text


def printed_place(text: str) -> str:
    """'TREN lakip.pdf halaman 16: 93,5' → 'TREN lakip.pdf hal. 16: 93,5', in the language of the report."""
    return PRINTED_AT.sub(lambda found: place(*(int(number) if number else None for number in found.groups())), text)


def signed(value: Decimal | float | None, decimals: int = 1) -> str:
    """With its sign: '+3,5', '−2,2', '0,0' for what rounds to nothing."""
    text = number(value, decimals)
    return text if value is None or text.startswith(MINUS) or not text.strip("0,.") else f"+{text}"


def rupiah(value: Decimal | None) -> str:
    """'Rp 12,36 miliar', 'Rp 245,3 juta': the unit in words, for M and T are read in two ways."""
    if value is None:
        return NONE
    for unit, name, decimals in ((10**12, "triliun", 2), (10**9, "miliar", 2), (10**6, "juta", 1)):
        if abs(value) >= unit:
            return f"Rp {number(value / unit, decimals)} {name}"
    return f"Rp {number(value, 0)}"


def million(value: Decimal | None) -> str:
    """Rupiah in a column headed 'juta Rp'."""
    return NONE if value is None else number(value / 10**6, 1)


def short_name(name: str) -> str:
    """The place of an office, its name where it has none."""
    found = PLACE.fullmatch(name)
    return found[1] if found else name


def edition_id(tahun: int, periode: str) -> str:
    return f"k{tahun}-{periode.lower()}"


def office_id(upt_id: str) -> str:
    return f"u-{upt_id}"


def indicator_id(name: str) -> str:
    return f"i-{name}"


def place_words(nama_berkas: str | None, halaman: int | None, line: int | None) -> str:
    """'c-023 h. 18', 'dump b. 120': text that paper keeps where a link is lost."""
    stem = (nama_berkas or "").rpartition(".")[0] or nama_berkas or ""
    if halaman is not None:
        return f"{stem} h. {halaman}"
    return f"{stem} b. {line}" if line is not None else stem


def page_address(path: str | None, halaman: int | None) -> str | None:
    """The address of a page, relative to the data folder; None where the document is no longer there."""
    if path is None:
        return None
    return quote(path) + (f"#page={halaman}" if halaman is not None else "")


def css_text(text: str) -> Markup:
    """For content:"…" in a style sheet: nothing in it can end the text or the sheet."""
    return Markup("".join(letter if letter.isalnum() or letter in " ,.%" else f"\\{ord(letter):x} " for letter in text))


def soft_hyphens(text: str) -> str:
    """'Penindakan' → 'Pe·nin·da·kan' with soft hyphens: the heads of narrow columns break between syllables. Short words stay whole."""
    return " ".join(SYLLABLE.sub(SOFT_HYPHEN, word) if len(word) > LONG_WORD else word for word in text.split(" "))
