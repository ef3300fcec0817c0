"""What people are asked about unknown heads over words: an unproved check `judul_tidak_dikenal`, once a document and head."""

from collections.abc import Iterable, Sequence

from extract.message import Message, message
from normalize.account.account import Open
from normalize.account.left_out import KEPALA, rule_for
from normalize.alamat import made_id
from normalize.kinds.target import Konteks, provenance
from normalize.plan.unknown_heads import WordedHead
from normalize.rows import Cek
from normalize.status_cek import TAK_TERBUKTI
from normalize.words.names import fold
from normalize.words.sentences import shortened

ATURAN = "judul_tidak_dikenal"


def asked_heads(found: Iterable[tuple[Konteks, Sequence[WordedHead]]], terbuka: Sequence[Open]) -> list[Cek]:
    """The questions of a document. found: the unknown heads of each of its tables, in printed order. Nothing is asked of a head that a rule
    leaves out, nor of one whose figures are asked about already."""
    open_heads = {(item.sel.tabel_no, fold(item.kepala)) for item in terbuka}
    asked: set[str] = set()
    questions = []
    for konteks, heads in found:
        for head in heads:
            said = fold(head.judul)
            figures = any(no == konteks.tabel_no and (kepala.endswith(said) if said else not kepala) for no, kepala in open_heads)
            if said in asked or figures or (said and rule_for(KEPALA, said)):
                continue
            asked.add(said)
            questions.append(_question(head, konteks, len(asked)))
    return questions


def _question(head: WordedHead, konteks: Konteks, number: int) -> Cek:
    return Cek(
        cek_id=made_id(konteks.doc_id, konteks.tabel_no, ATURAN, number),
        aturan=ATURAN,
        target_id=None,
        harapan=None,
        terbaca=None,
        selisih=None,
        status=TAK_TERBUKTI,
        penjelasan=_told(shortened(head.judul), shortened(head.teks), konteks.tabel_no),
        **provenance(konteks, head.tempat, set()),  # type: ignore[arg-type]
    )


def _told(judul: str, teks: str, nomor: int) -> Message:
    if judul:
        return message("judul_kolom_tak_dikenal", nomor=nomor, judul=judul, teks=teks)
    return message("kolom_tanpa_judul", nomor=nomor, teks=teks)
