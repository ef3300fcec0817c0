"""How well a reading is proved, and which pages deserve another reader."""

from extract.cells import Reading
from normalize.checks import GAGAL, LOLOS
from normalize.rows import DocumentRows

READER_MAY_ERR = {
    "kontribusi_vs_anggaran",
    "anggaran_ro_konsisten",
    "kontribusi_vs_anggaran_ro",
    "baris_tidak_dikenal",
    "blok_tanpa_indikator",
}
"""Rules whose failure on a page can come from a cell put in the wrong place."""
MANY = 30
"""A document without any table that its title promises is read again as a whole only up to so many pages."""


def pages_in_doubt(rows: DocumentRows, reading: Reading) -> dict[int, str]:
    """Page → why another reader should look at it (a flag): its tables do not pass their checks (then the page after it as well,
    on which its last row may go on), or the grid found on it leaves words out. {} for a text dump."""
    last = reading.halaman or 0
    if rows.dokumen.jenis == "RAPK" and not rows.target and last <= MANY:
        return dict.fromkeys(range(1, last + 1), "tabel_tidak_ditemukan")
    failed = [cek for cek in rows.cek if cek.status == GAGAL]
    pages = {page for cek in failed if cek.aturan in READER_MAY_ERR and cek.halaman for page in (cek.halaman, cek.halaman + 1)}
    return {page: "cek_gagal" if page in pages else "kisi_rusak" for page in sorted(pages | set(reading.ragu)) if page <= last}


def better_proved(first: DocumentRows, second: DocumentRows) -> bool:
    """True where the second reading fails fewer checks, proves no less, and keeps as many rows."""

    def count(rows: DocumentRows, status: str) -> int:
        return sum(cek.status == status for cek in rows.cek)

    fewer = count(second, GAGAL) < count(first, GAGAL) or (not first.target and bool(second.target))
    return fewer and count(second, LOLOS) >= count(first, LOLOS) and len(second.target) >= len(first.target)
