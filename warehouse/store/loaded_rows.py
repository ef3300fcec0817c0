"""What a database says of itself: from which files the rows of each document were loaded, by which program, and which decisions met it.

Helper tables outside the data contract; by them the next build knows what has changed since.
"""

from dataclasses import dataclass
from typing import Any

from normalize.column import column


@dataclass(frozen=True, slots=True, kw_only=True)
class Muatan:
    """Tabel bantu: satu baris satu dokumen yang dimuat."""

    doc_id: str = column("VARCHAR", "dokumen, lihat tabel dokumen")
    tanda: str = column("VARCHAR", "sidik berkas Parquet, nama, dan waktu bacanya; berubah bila dokumennya dibaca lagi")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bangunan:
    """Tabel bantu: satu baris, tentang pembangunan utuh yang terakhir."""

    versi: str = column("VARCHAR", "sidik program dan registri yang membangunnya")
    ukuran: int = column("BIGINT", "besar berkas ini sesudahnya, byte")


@dataclass(frozen=True, slots=True, kw_only=True)
class Putusan:
    """Tabel bantu: satu baris satu temuan yang diputuskan orang dan ada di dokumen itu saat keputusannya diterapkan."""

    temuan_id: str = column("VARCHAR", "temuan_id pada v_perlu_tinjau")
    doc_id: str = column("VARCHAR", "dokumen tempat temuan itu ada")


MUATAN: dict[str, type[Any]] = {"_muatan": Muatan, "_bangunan": Bangunan, "_putusan": Putusan}
