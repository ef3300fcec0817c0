"""The two ways a CSV is written: for programs, and for a double click in Excel."""

from msgspec import Struct


class Dialect(Struct, frozen=True):
    """How a CSV is written. quote_text: quote every text, also where nothing in it asks for it."""

    delimiter: str
    decimal: str
    newline: str
    encoding: str
    quote_text: bool


RFC4180 = Dialect(",", ".", "\n", "utf-8", quote_text=False)
"""For programs: comma, decimal point, UTF-8 without BOM. (RFC 4180 but for LF, which every reader takes.)"""

EXCEL_ID = Dialect(";", ",", "\r\n", "utf-8-sig", quote_text=True)
"""For a double click in Excel on a Windows set to Indonesian: semicolon, decimal comma, BOM, CRLF.

Excel still makes 5 of the text 005; codes keep their zeros only when the file is imported with those columns as text.
"""
