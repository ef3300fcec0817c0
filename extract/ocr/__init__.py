"""Scanned pages: a picture → rules and words, as any other reader gives them. Needs the extra `ocr`."""
