"""What is asked about a table whose head leaves something open: rows of `cek`, one a cause."""

from extract.message import Message, message
from normalize.alamat import made_id
from normalize.kinds.interpret import INDIKATOR, Tafsir
from normalize.kinds.target import Konteks, provenance
from normalize.rows import Cek
from normalize.status_cek import GAGAL
from normalize.tables.tempat import Tempat

UNKNOWN = "tabel_tidak_dikenal"


def head_questions(item: Tafsir, konteks: Konteks, tempat: Tempat) -> list[Cek]:
    """The failed checks of one table. tempat: its first row."""
    found = []
    if item.ragu:
        found.append(unknown_table(item, konteks, tempat))
    if item.tanpa_sasaran:
        text = message("kolom_sasaran_tak_terbaca", nomor=konteks.tabel_no, judul=item.tanpa_sasaran)
        found.append(_question("sasaran_tidak_terbaca", text, konteks, tempat))
    return found


def unknown_table(item: Tafsir, konteks: Konteks, tempat: Tempat) -> Cek:
    """The failed check of a table that should have a kind. tempat: the row that shows it."""
    return _question(UNKNOWN, _told(item, konteks), konteks, tempat)


def _told(item: Tafsir, konteks: Konteks) -> Message:
    """A table with indicators and figures whose kind no rule knows, or with targets of nobody knows what."""
    caption = item.around.caption
    table = (
        message("tabel_berjudul", nomor=konteks.tabel_no, judul=caption[:80]) if caption else message("tabel_nomor", nomor=konteks.tabel_no)
    )
    kept = message("selnya_disimpan")  # until its open numbers are counted
    if item.ragu == INDIKATOR:
        return message("kolom_indikator_tak_dikenal", tabel=table, nasib=kept)
    return message("jenis_tabel_tak_dikenal", tabel=table, nasib=kept)


def _question(aturan: str, text: Message, konteks: Konteks, tempat: Tempat) -> Cek:
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
