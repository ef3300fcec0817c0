"""PDFs: one door, behind it a ladder of readers. The first reads every page, the others the pages that it leaves in doubt."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress

from msgspec.structs import replace

from extract.advice import UNDUH
from extract.cells import OCR_TEXT, Block, Document, Line, Reading, Turn
from extract.errors import DocumentRejected, PagesWanted
from extract.message import message
from extract.page.page_tables import PageReading
from extract.page.words import Word
from extract.pdf.ocr_text import NO_PERCENT, pages_without_percent
from extract.pdf.open_pdf import opened_pdf, plumber_pages
from extract.pdf.other_readers import OTHER_READERS, read_by
from extract.pdf.page_parts import KnownPages, PagesLost
from extract.pdf.pdfium_pages import READER as PDFIUM
from extract.pdf.pdfium_pages import FirstReading, read_page
from extract.scans import OCR

ENOUGH_WORDS = 20
"""Fewer words do not tell a copy: empty pages and pages of pictures share their head and foot."""
MOST_MISSING = 50
"""After so many pages in a row that cannot be loaded the rest is not looked for: the page count of the file is wrong."""
READERS = (PDFIUM, *OTHER_READERS)
"""Those that `page_by` can ask; OCR too where its extra is installed."""
_EMPTY = PageReading((), (), ())


def read_pdf(document: Document, known: KnownPages | None = None) -> Reading:
    """The document's cells and lines by the first reader. Raises DocumentRejected: cut off, password, damaged, no pages, pictures only;
    PagesWanted where `known` gives pages to other tasks.

    A page that stands twice in a row (put together from scans of parts, printed twice) is read once; the copy's number is in
    `salinan`. Pages that PDFium cannot load, or whose letters it cannot name, are pdfplumber's (flag `pembaca_pdfplumber`).
    """
    known = known or KnownPages(document)
    pages: list[PageReading] = []
    copies: list[int] = []
    doubtful: list[int] = []
    contents: list[str] = []
    recognised: list[int] = []
    with opened_pdf(document) as pdf:
        before: tuple[Word, ...] = ()
        missing = 0
        for index, read in enumerate(known.first(pdf)):
            missing = 0 if read else missing + 1
            if missing > MOST_MISSING:
                break
            if read is None or read.huruf_ragu:
                doubtful.append(index + 1)
            copy = read is not None and read.words == before and len(before) >= ENOUGH_WORDS
            if copy:
                copies.append(index + 1)
            if read and read.ocr:
                recognised.append(index + 1)
            before = read.words if read else ()
            pages.append(read.page if read and not copy else _EMPTY)
            contents.append(_content(read))
    while contents and contents[-1] == "hilang":
        contents.pop()
    doubtful = [page for page in doubtful if page <= len(contents)]
    _refuse_unreadable(document, contents, known)
    if not contents:
        doubtful = list(range(1, (plumber_pages(document.path) or 0) + 1))
    reading = assemble(document, pages[: len(contents)] or [_EMPTY] * len(doubtful))
    pictures = tuple(n for n, content in enumerate(contents, 1) if content in ("gambar", "gambar berteks"))
    behind = tuple(n for n, content in enumerate(contents, 1) if content == "teks di atas gambar")
    reading = replace(reading, salinan=tuple(copies), gambar=pictures, latar=behind, ocr=tuple(recognised))
    reading = _with_pictures(reading, known)
    reading = replace(reading, blocks=tuple(_flagged(block, reading, block.bendera) for block in reading.blocks))
    return replace(_where_it_can(reading, doubtful, known), huruf=tuple(doubtful)) if doubtful else reading


def _with_pictures(reading: Reading, known: KnownPages) -> Reading:
    """The pages that are pictures by our own OCR, those too whose text another OCR read: of that the picture's grid and a second
    reading are missing. Raises PagesWanted."""
    wanted = sorted({*reading.gambar, *reading.ocr} - {*reading.salinan})
    if not wanted or not known.scans.dibaca:
        return reading
    found = _found_in_pictures(reading, wanted, known)
    read = {number: page for number, page in found.items() if page.blocks or page.lines}
    pages = pages_of(reading)
    for number, page in read.items():
        pages[number - 1] = page
    kept = {name: getattr(reading, name) for name in ("salinan", "latar")}
    return replace(
        assemble(reading.document, pages),
        **kept,
        gambar=tuple(number for number in reading.gambar if number not in read),
        ocr=tuple(number for number in reading.ocr if number not in read),
        pindai=tuple(sorted(read)),
        samar=tuple(number for number, page in sorted(read.items()) if page.samar),
    )


def _found_in_pictures(reading: Reading, wanted: Collection[int], known: KnownPages) -> dict[int, PageReading]:
    """Pages whose task was lost are left out. Raises PagesWanted."""
    try:
        return known.by(OCR, reading.halaman or 0, wanted)
    except PagesLost:
        found: dict[int, PageReading] = {}
        for number in wanted:
            with suppress(PagesLost):
                found |= known.by(OCR, reading.halaman or 0, [number])
        return found


def _flagged(block: Block, reading: Reading, flags: tuple[str, ...]) -> Block:
    if block.halaman not in reading.ocr:
        return replace(block, bendera=flags)
    return replace(block, bendera=(*flags, OCR_TEXT, *([NO_PERCENT] if pages_without_percent(reading) else [])))


def _where_it_can(reading: Reading, doubtful: Collection[int], known: KnownPages) -> Reading:
    """The doubtful pages by pdfplumber; those on which it falls stay as they are. Raises DocumentRejected, PagesWanted."""
    try:
        return read_again(reading, dict.fromkeys(doubtful, "huruf_tidak_dikenal"), "pdfplumber", known)
    except (DocumentRejected, PagesWanted):
        raise
    except Exception:  # pdfminer raises whatever a broken page makes it stumble over
        if len(doubtful) == 1:
            return reading
    for page in doubtful:
        reading = _where_it_can(reading, [page], known)
    return reading


def _content(read: FirstReading | None) -> str:
    return read.isi if read else "hilang"


def _refuse_unreadable(document: Document, contents: list[str], known: KnownPages) -> None:
    nama = document.nama_berkas
    if not contents:
        pages = plumber_pages(document.path)
        if pages is None:
            raise DocumentRejected(message("pdf_rusak", nama=nama, anjuran=UNDUH))
        if not pages:
            raise DocumentRejected(message("pdf_tanpa_halaman", nama=nama, anjuran=UNDUH))
        return
    if all(content in ("kosong", "hilang") for content in contents):
        raise DocumentRejected(message("hanya_halaman_kosong", nama=nama))
    if not known.scans.dibaca and all(content in ("gambar", "kosong", "hilang") for content in contents):
        raise DocumentRejected(message("hanya_gambar", nama=nama, anjuran=known.scans.anjuran))


def page_by(document: Document, halaman: int, pembaca: str) -> PageReading | None:
    """One page (from 1) by one of the READERS; None where that one finds nothing on it. Raises DocumentRejected."""
    if pembaca == PDFIUM:
        with opened_pdf(document) as pdf:
            read = read_page(pdf, halaman - 1)
            return read.page if read else None
    return read_by(pembaca, document, halaman, [halaman]).get(halaman)


def read_again(reading: Reading, sebab: Mapping[int, str], pembaca: str, known: KnownPages | None = None) -> Reading:
    """The reading with these pages by another of the READERS, where that one finds a table or a text; the rest as it was.

    sebab: page (from 1) → the flag that says why, beside the one that names the reader. Raises DocumentRejected where that reader cannot
    open the file; PagesWanted and PagesLost as `known` does.
    """
    known = known or KnownPages(reading.document)
    found = known.by(pembaca, reading.halaman or 0, sorted(set(sebab) - {*reading.salinan, *reading.pindai}))
    pages = pages_of(reading)
    for number, page in found.items():
        if page.blocks or page.lines:
            flags = (f"pembaca_{pembaca}", sebab[number])
            pages[number - 1] = replace(page, blocks=tuple(_flagged(block, reading, flags) for block in page.blocks))
    kept = {name: getattr(reading, name) for name in ("salinan", "gambar", "pindai", "samar", "latar", "ocr", "huruf")}
    return replace(assemble(reading.document, pages), **kept)


def pages_of(reading: Reading) -> list[PageReading]:
    """A PDF's reading page by page."""
    turns = dict(reading.turns)
    blocks: dict[int, list[tuple[Block, int]]] = {}
    lines: dict[int, list[Line]] = {}
    first: dict[int, int] = {}
    for position, line in enumerate(reading.lines):
        first.setdefault(line.halaman or 0, position)
        lines.setdefault(line.halaman or 0, []).append(line)
    for block, before in zip(reading.blocks, reading.sebelum, strict=True):
        number = block.halaman or 0
        above = before - first[number] if number in first else 0
        blocks.setdefault(number, []).append((block, max(0, above)))
    return [
        PageReading(
            tuple(block for block, _ in blocks.get(number, ())),
            tuple(lines.get(number, ())),
            tuple(above for _, above in blocks.get(number, ())),
            number in reading.ragu,
            turns.get(number),
        )
        for number in range(1, (reading.halaman or 0) + 1)
    ]


def assemble(document: Document, pages: Iterable[PageReading]) -> Reading:
    """Pages in order as one reading."""
    blocks: list[Block] = []
    lines: list[Line] = []
    before: list[int] = []
    doubtful: list[int] = []
    turns: list[tuple[int, Turn]] = []
    count = 0
    for page in pages:
        count += 1
        if page.turn:
            turns.append((count, page.turn))
        if page.ragu:
            doubtful.append(count)
        blocks.extend(page.blocks)
        before.extend(len(lines) + n for n in page.sebelum)
        lines.extend(page.lines)
    return Reading(document, tuple(blocks), tuple(lines), tuple(before), count, ragu=tuple(doubtful), turns=tuple(turns))
