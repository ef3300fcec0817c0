"""What a document may hold at most. Far above any real one: whatever is larger was made to break the reader, or is no document."""

from extract.cells import Reading
from extract.errors import DocumentRejected
from extract.message import Message, message

MOST_BYTES = 300 * 1024 * 1024
MOST_TEXT_BYTES = 50 * 1024 * 1024
MOST_PAGES = 3000
MOST_CELLS = 1_000_000
LONGEST_CELL = 100_000
"""Letters in one cell."""


def refuse_many_pages(nama: str, pages: int) -> None:
    """Raises DocumentRejected."""
    if pages > MOST_PAGES:
        raise DocumentRejected(message("terlalu_banyak_halaman", nama=nama, jumlah=pages, batas=MOST_PAGES))


def too_many_bytes(nama: str, size: int, pdf: bool) -> Message | None:
    """The reason for a file that is not read. pdf: False for one that can only be a text dump; those are decoded as a whole."""
    most = MOST_BYTES if pdf else MOST_TEXT_BYTES
    if size <= most:
        return None
    if not pdf:
        return message("teks_terlalu_besar", nama=nama, jumlah=size // 2**20, batas=most // 2**20)
    return message("pdf_terlalu_besar", nama=nama, jumlah=size // 2**20, batas=most // 2**20)


def refuse_huge_tables(reading: Reading) -> None:
    """Raises DocumentRejected for more cells than any document has, and for a cell that is no cell."""
    nama = reading.document.nama_berkas
    count = 0
    for block in reading.blocks:
        for row in block.rows:
            count += len(row.cells)
            for cell in row.cells:
                if sum(map(len, cell.lines)) > LONGEST_CELL:
                    place = message("di_halaman", halaman=cell.halaman) if cell.halaman else message("di_baris", line=cell.line or 0)
                    raise DocumentRejected(message("sel_terlalu_panjang", nama=nama, batas=LONGEST_CELL, tempat=place))
    if count > MOST_CELLS:
        raise DocumentRejected(message("terlalu_banyak_sel", nama=nama, jumlah=count, batas=MOST_CELLS))
