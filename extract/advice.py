"""What a person can do with a file that could not be read; the end of a sentence about it."""

from extract.message import message

UNDUH = message("anjuran_unduh")


OCR = message("anjuran_ocr")
