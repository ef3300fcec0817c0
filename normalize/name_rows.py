"""What a document says of indicator names: for the dimensions, which span documents."""

from dataclasses import dataclass

from extract.message import Message


@dataclass(frozen=True, slots=True)
class NamaIndikator:
    """A name as a document prints it, and what became of it there; see dim_indikator_alias for the fields."""

    alias: str
    indikator_id: str | None
    asal: str
    skor: float
    alasan: Message | None
    jumlah_baris: int


@dataclass(frozen=True, slots=True)
class UsulanIndikator:
    """A candidate for a name that a document leaves open; see dim_indikator_usulan for the fields."""

    alias: str
    indikator_id: str
    urutan: int
    usulan_id: str
    skor: float
    satuan: str | None
    satuan_usulan: str | None
    target: str | None
    letak: Message | None
    penghalang: str | None
