"""The check about a whole document: what makes every row of it another one, or tells that rows are missing."""

from extract.message import Message
from normalize.alamat import made_id
from normalize.kinds.target import Konteks, provenance
from normalize.rows import Cek
from normalize.tables.tempat import Tempat


def document_check(aturan: str, status: str, penjelasan: Message, konteks: Konteks, tempat: Tempat) -> Cek:
    """One a document and rule. tempat: where a person may begin to look."""
    return Cek(
        cek_id=made_id(konteks.doc_id, 0, aturan),
        aturan=aturan,
        target_id=None,
        harapan=None,
        terbaca=None,
        selisih=None,
        status=status,
        penjelasan=penjelasan,
        **provenance(konteks, tempat, set()),  # type: ignore[arg-type]
    )
