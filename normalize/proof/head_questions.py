"""What is asked about a table whose head leaves something open: rows of `cek`, one a cause."""

from normalize.alamat import made_id
from normalize.kinds.interpret import INDIKATOR, Tafsir
from normalize.kinds.target import Konteks, provenance
from normalize.rows import Cek
from normalize.status_cek import GAGAL
from normalize.tables.tempat import Tempat

UNKNOWN = "tabel_tidak_dikenal"
CELLS_KEPT = "selnya ada di tabel sel."
"""How the sentence about a table of unknown kind ends, until its open numbers are counted."""


def head_questions(item: Tafsir, konteks: Konteks, tempat: Tempat) -> list[Cek]:
    """The failed checks of one table. tempat: its first row."""
    found = []
    if item.ragu:
        found.append(unknown_table(item, konteks, tempat))
    if item.tanpa_sasaran:
        text = f"Tabel {konteks.tabel_no} mempunyai kolom «{item.tanpa_sasaran}» untuk sasaran, tetapi tidak satu pun sasarannya terbaca."
        found.append(_question("sasaran_tidak_terbaca", text, konteks, tempat))
    return found


def unknown_table(item: Tafsir, konteks: Konteks, tempat: Tempat) -> Cek:
    """The failed check of a table that should have a kind. tempat: the row that shows it."""
    return _question(UNKNOWN, _told(item, konteks), konteks, tempat)


def _told(item: Tafsir, konteks: Konteks) -> str:
    """A table with indicators and figures whose kind no rule knows, or with targets of nobody knows what."""
    named = f" «{item.around.caption[:80]}»" if item.around.caption else ""
    if item.ragu == INDIKATOR:
        return f"Tabel {konteks.tabel_no}{named} memuat target tetapi kolom indikatornya tidak dikenali; {CELLS_KEPT}"
    return f"Tabel {konteks.tabel_no}{named} memuat indikator tetapi jenisnya tidak dikenali; {CELLS_KEPT}"


def _question(aturan: str, text: str, konteks: Konteks, tempat: Tempat) -> Cek:
    return Cek(
        cek_id=made_id(konteks.doc_id, konteks.tabel_no, aturan),
        aturan=aturan,
        target_id=None,
        harapan=None,
        terbaca=None,
        selisih=None,
        status=GAGAL,
        penjelasan=text,
        **provenance(konteks, tempat, set()),  # type: ignore[arg-type]
    )
