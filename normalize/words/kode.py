"""Codes of indicators and sasaran, as reports print them."""

from functools import lru_cache

import regex

# 'IKSS12' 'IKU 3.' 'IKK-4' 'SS1' 'SK 2': a code, alone in its cell or in front of the name.
CODE = regex.compile(r"(?P<kode>(?:IKSS|IKSK|IKSP|ISS|IKU|IKK|IKP|SS|SK|SP)\s*[-.]?\s*(?P<nomor>\d{1,2}))\s*[.:)-]?\s*", regex.IGNORECASE)
# '9 Indeks Pelayanan Publik': the number without a point.
BARE_NUMBER = regex.compile(r"(?P<nomor>\d{1,2})\s+(?=\p{Lu})")


def code_alone(text: str) -> int | None:
    """The number of a code that has its cell to itself, wherever the narrow cell broke it: 'IKSS1 0' → 10; None for other texts."""
    match = CODE.fullmatch("".join(text.split()))
    return int(match["nomor"]) if match else None


# '3' '12.' '(4)' and '1.1' '2-10.': the number of an indicator in a cell of its own, the last one where its sasaran's stands before it.
ROW_NUMBER = regex.compile(r"\(?(?:\d{1,2}\s?[.-]\s?)?(?P<nomor>\d{1,3})\s*[.)]?")


@lru_cache(maxsize=4096)
def row_number(text: str) -> int | None:
    """The number in a cell that holds nothing but an indicator's number or code; None for other texts."""
    match = ROW_NUMBER.fullmatch(text)
    if match is None:
        return code_alone(text)
    return int(match["nomor"]) if match else None
