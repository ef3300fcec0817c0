"""What may be missing or wrong in a document that can be read all the same."""

from collections.abc import Sequence

from extract.cells import Metode, Reading
from extract.inbox.listing import encoding_note
from extract.inbox.pdf_end import End, end_of
from extract.message import Message, message
from extract.pdf.ocr_text import pages_without_percent
from extract.running.page_numbers import lost_pages, misplaced_pages
from extract.scans import PINDAI_ULANG, Scans


def notes_of(reading: Reading, scans: Scans) -> tuple[Message, ...]:
    """What may be missing or wrong in what was read."""
    return (
        damage_note(reading)
        + letters_note(reading)
        + percent_note(reading)
        + pictures_note(reading, scans)
        + faint_note(reading)
        + copies_note(reading)
        + lost_pages_note(reading)
        + misplaced_note(reading)
    )


def damage_note(reading: Reading) -> tuple[Message, ...]:
    """A note for a PDF without the line that tells where its reference table stands."""
    if reading.document.metode is Metode.TEKS or end_of(reading.document.path) is not End.NO_POINTER:
        return ()
    return (message("tanpa_startxref"),)


def letters_note(reading: Reading) -> tuple[Message, ...]:
    """A note for a dump or for pages whose letters may be wrong."""
    if reading.huruf:
        pages = page_runs(reading.huruf)
        return (message("huruf_tak_dikenal", halaman=pages),)
    document = reading.document
    note = encoding_note(document.path.read_bytes()) if document.metode is Metode.TEKS else None
    return (note,) if note else ()


def percent_note(reading: Reading) -> tuple[Message, ...]:
    """A note about text of an OCR that knows no percent sign."""
    pages = pages_without_percent(reading)
    if not pages:
        return ()
    return (message("teks_ocr_tanpa_persen", halaman=page_runs(pages)),)


def pictures_note(reading: Reading, scans: Scans) -> tuple[Message, ...]:
    """A note about pages that are pictures of which nothing was read."""
    pages = [page for page in reading.gambar if page > 1]  # the first is nearly always a cover
    if not pages:
        return ()
    return (message("halaman_gambar", halaman=page_runs(pages), anjuran=scans.anjuran),)


def faint_note(reading: Reading) -> tuple[Message, ...]:
    """A note about pictures of which little could be read."""
    return (message("pindai_samar", halaman=page_runs(reading.samar), anjuran=PINDAI_ULANG),) if reading.samar else ()


def copies_note(reading: Reading) -> tuple[Message, ...]:
    """A note about pages that were read once though they stand twice."""
    if not reading.salinan:
        return ()
    return (message("halaman_kembar", halaman=page_runs(reading.salinan)),)


def lost_pages_note(reading: Reading) -> tuple[Message, ...]:
    """A note for each jump of the printed page numbers."""
    return tuple(
        message("nomor_halaman_melompat", halaman=page, jumlah=count) for page, count in lost_pages(reading.lines, reading.halaman)
    )


def misplaced_note(reading: Reading) -> tuple[Message, ...]:
    """A note about pages that are not in the order of their printed numbers: tables that go on over them are not read as one."""
    pages = misplaced_pages(reading.lines, reading.halaman)
    if not pages:
        return ()
    named = tuple(message("halaman_bernomor", halaman=page, nomor=number) for page, number in pages)
    return (message("halaman_tertukar", halaman=named),)


def page_runs(pages: Sequence[int]) -> str:
    """[2, 3, 4, 7] → '2–4, 7'"""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
