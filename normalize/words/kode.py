"""Codes of indicators and sasaran, as reports print them."""

import regex

# 'IKSS12' 'IKU 3.' 'IKK-4' 'SS1' 'SK 2': a code, alone in its cell or in front of the name.
CODE = regex.compile(r"(?P<kode>(?:IKSS|IKSK|IKSP|ISS|IKU|IKK|IKP|SS|SK|SP)\s*[-.]?\s*(?P<nomor>\d{1,2}))\s*[.:)-]?\s*", regex.IGNORECASE)
# '9 Indeks Pelayanan Publik': the number without a point.
BARE_NUMBER = regex.compile(r"(?P<nomor>\d{1,2})\s+(?=\p{Lu})")


def code_alone(text: str) -> int | None:
    """The number of a code that has its cell to itself, wherever the narrow cell broke it: 'IKSS1 0' → 10; None for other texts."""
    match = CODE.fullmatch("".join(text.split()))
    return int(match["nomor"]) if match else None
