"""What may be missing or wrong in a document that can be read all the same, said in a sentence."""

from collections.abc import Sequence

from extract.cells import Metode, Reading
from extract.inbox.listing import encoding_note
from extract.pdf.ocr_text import pages_without_percent
from extract.pdf.open_pdf import End, end_of
from extract.running.page_numbers import lost_pages, misplaced_pages
from extract.scans import PINDAI_ULANG, Scans


def notes_of(reading: Reading, scans: Scans) -> tuple[str, ...]:
    """Sentences without the file's name: what may be missing or wrong in what was read."""
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


def damage_note(reading: Reading) -> tuple[str, ...]:
    """A sentence for a PDF without the line that tells where its reference table stands."""
    if reading.document.metode is Metode.TEKS or end_of(reading.document.path) is not End.NO_POINTER:
        return ()
    return ("Berkas rusak: baris startxref di akhir PDF tidak ada; isinya dibaca dengan mencari semua objeknya, cocokkan dengan aslinya.",)


def letters_note(reading: Reading) -> tuple[str, ...]:
    """A sentence for a dump or for pages whose letters may be wrong."""
    if reading.huruf:
        pages = page_runs(reading.huruf)
        return (f"Huruf halaman {pages} tidak dikenal (PDF tanpa peta Unicode): cetak ulang dari dokumen aslinya, atau jalankan OCR.",)
    document = reading.document
    note = encoding_note(document.path.read_bytes()) if document.metode is Metode.TEKS else None
    return (note,) if note else ()


def percent_note(reading: Reading) -> tuple[str, ...]:
    """A sentence about text of an OCR that knows no percent sign."""
    pages = pages_without_percent(reading)
    if not pages:
        return ()
    return (
        f"Teks OCR halaman {page_runs(pages)} dibuat tanpa tanda persen («94%» menjadi «94Yo», «100%» menjadi «10076»): "
        "jalankan OCR lagi dengan model bahasa yang lengkap.",
    )


def pictures_note(reading: Reading, scans: Scans) -> tuple[str, ...]:
    """Sentences about pages that are pictures of which nothing was read."""
    pages = [page for page in reading.gambar if page > 1]  # the first is nearly always a cover
    if not pages:
        return ()
    return (f"Halaman {page_runs(pages)} berupa gambar tanpa teks: tabel di situ tidak terbaca. Agar terbaca: {scans.anjuran}.",)


def faint_note(reading: Reading) -> tuple[str, ...]:
    """A sentence about pictures of which little could be read."""
    return (f"Hasil pindai halaman {page_runs(reading.samar)} sulit dibaca: {PINDAI_ULANG}.",) if reading.samar else ()


def copies_note(reading: Reading) -> tuple[str, ...]:
    """A sentence about pages that were read once though they stand twice."""
    if not reading.salinan:
        return ()
    return (f"Halaman {page_runs(reading.salinan)} sama persis dengan halaman sebelumnya: dibaca sekali.",)


def lost_pages_note(reading: Reading) -> tuple[str, ...]:
    """A sentence for each jump of the printed page numbers."""
    return tuple(
        f"Nomor halaman yang tercetak melompat sesudah halaman {page}: {count} halaman hilang."
        for page, count in lost_pages(reading.lines, reading.halaman)
    )


def misplaced_note(reading: Reading) -> tuple[str, ...]:
    """A sentence about pages that are not in the order of their printed numbers: tables that go on over them are not read as one."""
    pages = misplaced_pages(reading.lines, reading.halaman)
    if not pages:
        return ()
    named = ", ".join(f"halaman {page} bernomor {number}" for page, number in pages)
    return (f"Urutan halaman tertukar ({named}): susun ulang halamannya lalu jalankan lagi.",)


def page_runs(pages: Sequence[int]) -> str:
    """[2, 3, 4, 7] → '2–4, 7'"""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
