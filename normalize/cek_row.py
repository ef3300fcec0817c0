"""A check about a row: it stands where the row stands."""

from decimal import Decimal

from extract.message import Message
from normalize.rows import Asal, Cek, Target


def cek_at(
    row: Asal, cek_id: str, aturan: str, status: str, penjelasan: Message, harapan: Decimal | None = None, terbaca: Decimal | None = None
) -> Cek:
    """harapan, terbaca: the number as it should be and as it is read; None for a check of no single number."""
    return Cek(
        cek_id=cek_id,
        aturan=aturan,
        target_id=row.target_id if isinstance(row, Target) else None,
        harapan=harapan,
        terbaca=terbaca,
        selisih=None if harapan is None or terbaca is None else terbaca - harapan,
        status=status,
        penjelasan=penjelasan,
        doc_id=row.doc_id,
        tabel_no=row.tabel_no,
        tabel=row.tabel,
        versi=row.versi,
        baris=row.baris,
        halaman=row.halaman,
        line=row.line,
        bbox=row.bbox,
        metode=row.metode,
        bendera=(),
    )
