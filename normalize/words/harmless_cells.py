"""Texts in CSV files that people open: what a spreadsheet would run gets an apostrophe, and loses it where the program reads it back."""

import regex

# '=HYPERLINK(...)', '  +62', '-', '@SUM(1)', '＝1', a leading tab or line break: a spreadsheet may run these. '5-2', 'a=b': not.
FORMULA = regex.compile(r"\s*[=+\-@＝＋－＠]|[ \f\v]*[\t\r\n]")
# in front of a text that already begins with them, one more: so taking one away is always right
ARMED = regex.compile(rf"'*(?:{FORMULA.pattern})")
# '-5', '+1.234,5', and '-' for nothing; not '=1'
NUMBER = regex.compile(r"[+-]?\d[\d.,]*|-")


def harmless(text: str) -> str:
    """The text as it stands in a review file: '=1+1' → "'=1+1"; a number stays one. `as_meant` undoes it."""
    return f"'{text}" if ARMED.match(text) and not NUMBER.fullmatch(text) else text


def as_meant(text: str) -> str:
    """A cell of a review file without the apostrophe that `harmless` put before it."""
    return text[1:] if text.startswith("'") and ARMED.match(text[1:]) else text
