"""A PDF is opened, or refused in one sentence."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium_c

from extract.advice import UNDUH
from extract.cells import Document
from extract.errors import DocumentRejected
from extract.inbox.pdf_end import End, end_of
from extract.inbox.size_limits import refuse_many_pages
from extract.message import message

for _library in ("pdfminer", "pdfplumber", "playa", "camelot"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)  # what they say of fonts and damaged objects reaches analysts as alarms


@contextmanager
def opened_pdf(document: Document) -> Iterator[pypdfium2.PdfDocument]:
    """The document in PDFium; it may have no page where PDFium finds none. Raises DocumentRejected: cut off, password,
    too many pages."""
    nama = document.nama_berkas
    end = end_of(document.path)
    if end is End.CUT_OFF:
        raise DocumentRejected(message("berkas_terpotong", nama=nama, anjuran=UNDUH))
    _forget_last_error()
    try:
        pdf = pypdfium2.PdfDocument(document.path if end is End.WHOLE else _to_be_searched(document.path))
    except pypdfium2.PdfiumError as e:
        if e.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise DocumentRejected(message("berkata_sandi", nama=nama)) from e
        pdf = pypdfium2.PdfDocument.new()
    with pdf:
        refuse_many_pages(nama, len(pdf))
        yield pdf


def _to_be_searched(path: Path) -> bytes:
    """The file without any pointer to a reference table: PDFium searches it for its objects then. Else it takes the pointer of an
    earlier version for the file's, and with it what was corrected since."""
    return path.read_bytes().replace(b"startxref", b"startxxxx")


def _forget_last_error() -> None:
    """PDFium leaves the error code of an earlier file standing when a document has no page, so a file that is sure to be
    malformed goes before."""
    with suppress(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(b"%PDF-")


def plumber_pages(path: Path) -> int | None:
    """Page count by pdfplumber; None when it cannot open the file."""
    import pdfplumber  # loaded for the few files that need it: it costs more memory than reading

    try:
        with pdfplumber.open(path) as pdf:
            return len(pdf.pages)
    except Exception:  # pdfminer raises whatever a broken file makes it stumble over; PDFium is asked as well
        return None


@contextmanager
def readable_pdf(document: Document, pages: int) -> Iterator[Path]:
    """A path from which pdfplumber reads as many pages as PDFium did: the file, or a copy that PDFium wrote anew.

    The copy lives as long as the context. Raises DocumentRejected when the copy does not help either.
    """
    if (plumber_pages(document.path) or 0) >= pages:
        yield document.path
        return
    with tempfile.TemporaryDirectory() as folder, pypdfium2.PdfDocument(document.path) as pdf:
        for name, make in (("salinan.pdf", _rewritten), ("halaman.pdf", _new_with_pages)):
            copy = Path(folder) / name
            with suppress(pypdfium2.PdfiumError):
                make(pdf, copy)
            if (plumber_pages(copy) or 0) >= pages:
                yield copy
                return
    raise DocumentRejected(message("pdf_tidak_dapat_diperbaiki", nama=document.nama_berkas))


def _rewritten(pdf: pypdfium2.PdfDocument, path: Path) -> None:
    """The same objects with a sound cross-reference table."""
    pdf.save(path, flags=pdfium_c.FPDF_REMOVE_SECURITY)


def _new_with_pages(pdf: pypdfium2.PdfDocument, path: Path) -> None:
    """A new document that takes over the pages: a page without /Type /Page gets one."""
    with pypdfium2.PdfDocument.new() as new:
        new.import_pages(pdf)
        new.save(path)
