"""What may be missing or wrong in a document that can be read all the same, said in a sentence."""

from collections.abc import Sequence

from extract.cells import Document, Metode, Reading
from extract.inbox import encoding_note, picture_pages
from extract.page_numbers import lost_pages


def notes_of(document: Document) -> tuple[str, ...]:
    """Sentences without the file's name: pages that are pictures, letters that may be wrong."""
    if document.metode is Metode.TEKS:
        note = encoding_note(document.path.read_bytes())
        return (note,) if note else ()
    pages = [page for page in picture_pages(document) if page > 1]  # the first is nearly always a cover
    return (f"Halaman {page_runs(pages)} berupa gambar tanpa teks: tabel di situ tidak terbaca.",) if pages else ()


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


def page_runs(pages: Sequence[int]) -> str:
    """[2, 3, 4, 7] → '2–4, 7'"""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
