"""Where a number stands: one answer for corrections, account, proof, findings and pages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from normalize.rows import TABEL, Fakta, TargetBulanan

F = TypeVar("F", bound=Fakta)
DOKUMEN, TOTAL = "dokumen", "total_anggaran_rp"
_TABLE_OF = {cls: name for name, cls in TABEL.items()}


class Alamat(NamedTuple):
    """A number of a document: the row of `tabel` at `baris`, its column. bagian: the month in target_bulanan, else which of the rows that
    one printed row gives (from 1)."""

    tabel: str
    baris: int
    bagian: int
    kolom: str

    @property
    def kunci(self) -> str:
        """'kontribusi_ro/34/1/kontribusi_rp': as pages and commands send it."""
        return f"{self.tabel}/{self.baris}/{self.bagian}/{self.kolom}"

    @property
    def tujuan(self) -> str:
        """'capaian.realisasi#12/1': as in `sel.tujuan`."""
        return f"{self.tabel}.{self.kolom}#{self.baris}/{self.bagian}"


def alamat_of(row: Fakta, kolom: str) -> Alamat:
    """The address of a row's column."""
    return Alamat(_TABLE_OF[type(row)], row.baris, row.bagian, kolom)


def with_parts(rows: Iterable[F]) -> list[F]:
    """The rows of one table in printed order, each with its `bagian`."""
    count: Counter[int] = Counter()
    found = []
    for row in rows:
        count[row.baris] += 1
        bagian = row.bulan if isinstance(row, TargetBulanan) else count[row.baris]
        found.append(row if row.bagian == bagian else replace(row, bagian=bagian))
    return found


def made_id(doc_id: str, *place: object) -> str:
    """The name of a row or a check of a document: unique in the warehouse as far as `place` is in the document."""
    return "-".join([doc_id[:16], *map(str, place)])
