"""What is typed into a page and not part of it: form fields, typewriter notes, stamps. A viewer shows and prints them, so they count."""

import ctypes

import pypdfium2.raw as pdfium_c

from extract.pdf import pdfium_calls as pdfium

_UNPRINTED = (pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP)
"""Kinds of notes that print nothing of their own."""


def with_notes_on_it(document: pdfium.Handle, index: int) -> pdfium.Handle:
    """Page `index` (from 0) of a document, loaded, its notes drawn into it as a viewer shows them; the handle, false where PDFium
    cannot load it."""
    page = pdfium.load_page(document, index)
    if not page or not _has_notes(page):
        return page
    _draw_missing_looks(page)
    pdfium.flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
    pdfium.close_page(page)
    return pdfium.load_page(document, index)


def _has_notes(page: pdfium.Handle) -> bool:
    handle = ctypes.cast(page, pdfium_c.FPDF_PAGE)
    for k in range(pdfium.count_notes(page)):
        note = pdfium_c.FPDFPage_GetAnnot(handle, k)
        kind = pdfium_c.FPDFAnnot_GetSubtype(note) if note else pdfium_c.FPDF_ANNOT_POPUP
        pdfium_c.FPDFPage_CloseAnnot(note)
        if kind not in _UNPRINTED:
            return True
    return False


def _draw_missing_looks(page: pdfium.Handle) -> None:
    """Some programs leave it to the viewer how a field's value looks; PDFium makes its look when it draws the page with its notes."""
    bitmap = pdfium_c.FPDFBitmap_Create(1, 1, 0)
    if bitmap:
        pdfium_c.FPDF_RenderPageBitmap(bitmap, ctypes.cast(page, pdfium_c.FPDF_PAGE), 0, 0, 1, 1, 0, pdfium_c.FPDF_ANNOT)
        pdfium_c.FPDFBitmap_Destroy(bitmap)
