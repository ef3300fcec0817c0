"""What the text of an OCR tells about the program that made it."""

import regex

from extract.cells import Reading

NO_PERCENT = "ocr_tanpa_persen"
"""The flag of rows whose text an OCR without a percent sign read."""
# '94Yo' '81,7 Yo' '86 9o' '95 o/o' '100 0/0' '92°/o': a percent sign as letters that the model knows
_AS_LETTERS = regex.compile(r"\d\s?(?:[Yy][o0]|9o|[°o0]/[o0])(?![\p{L}\d])")
# '9476' '10076' '105796': a percent sign as two figures
_AS_FIGURES = regex.compile(r"(?<![\d.,])(?:1?\d{2})(?:76|96|79)(?![\d.,])")
_SEVERAL = 2
"""Once, '9476' is a number."""


def pages_without_percent(reading: Reading) -> tuple[int, ...]:
    """The pages read by OCR, where its model knows no percent sign; () where it does or where nothing tells."""
    pages = set(reading.ocr)
    texts = [line.text for line in reading.lines if line.halaman in pages]
    texts += [cell.text for block in reading.blocks if block.halaman in pages for row in block.rows for cell in row.cells]
    if any("%" in text for text in texts):
        return ()
    letters = any(_AS_LETTERS.search(text) for text in texts)
    figures = sum(len(_AS_FIGURES.findall(text)) for text in texts)
    return reading.ocr if letters or figures >= _SEVERAL else ()
