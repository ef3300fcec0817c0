"""Readers of PDF: PDFium first, pdfplumber and camelot where its reading is in doubt; behind `read_pdf`."""
