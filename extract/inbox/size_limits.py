"""What a document may hold at most. Far above any real one: whatever is larger was made to break the reader, or is no document."""

from extract.cells import Reading
from extract.errors import DocumentRejected

MOST_BYTES = 300 * 1024 * 1024
MOST_TEXT_BYTES = 50 * 1024 * 1024
MOST_PAGES = 3000
MOST_CELLS = 1_000_000
LONGEST_CELL = 100_000
"""Letters in one cell."""


def refuse_many_pages(nama: str, pages: int) -> None:
    """Raises DocumentRejected."""
    if pages > MOST_PAGES:
        raise DocumentRejected(f"Berkas {nama} berisi {pages} halaman, paling banyak {MOST_PAGES}: bagi menjadi beberapa PDF.")


def too_many_bytes(nama: str, size: int, pdf: bool) -> str | None:
    """The sentence for a file that is not read. pdf: False for one that can only be a text dump; those are decoded as a whole."""
    most = MOST_BYTES if pdf else MOST_TEXT_BYTES
    if size <= most:
        return None
    if not pdf:
        return f"Berkas {nama} bukan PDF dan berukuran {size // 2**20} MB, teks paling besar {most // 2**20} MB: bagi berkasnya."
    return f"Berkas {nama} berukuran {size // 2**20} MB, paling besar {most // 2**20} MB: bagi atau perkecil PDF-nya."


def refuse_huge_tables(reading: Reading) -> None:
    """Raises DocumentRejected for more cells than any document has, and for a cell that is no cell."""
    nama = reading.document.nama_berkas
    count = 0
    for block in reading.blocks:
        for row in block.rows:
            count += len(row.cells)
            for cell in row.cells:
                if sum(map(len, cell.lines)) > LONGEST_CELL:
                    place = f"halaman {cell.halaman}" if cell.halaman else f"baris {cell.line}"
                    raise DocumentRejected(
                        f"Berkas {nama} memuat sel dengan lebih dari {LONGEST_CELL} huruf ({place}): periksa dokumennya."
                    )
    if count > MOST_CELLS:
        raise DocumentRejected(f"Berkas {nama} memuat {count} sel, paling banyak {MOST_CELLS}: bagi menjadi beberapa berkas.")
