"""What people decided about findings (checks, months, flags): data/review/temuan.csv.

Columns: temuan (the temuan_id of v_perlu_tinjau), keputusan; dokumen, letak, kunci, alasan, oleh, tanggal, catatan are for people;
a whole table that was accepted is also found by dokumen, letak and alasan.
A decision holds while the finding stays as it was: another figure, place or reason is another temuan_id. A number that is read or
printed wrongly is put right in koreksi.csv, see `koreksi_tinjauan`.
"""

from pathlib import Path

from msgspec import Struct

from extract.message import message
from normalize.errors import RegistryError
from normalize.words.registry_rows import csv_rows

REVIEW_FINDING = "temuan.csv"
FINDING_COLUMNS = ("temuan", "keputusan", "dokumen", "letak", "kunci", "alasan", "oleh", "tanggal", "catatan")
TERIMA, DOKUMEN_SALAH = "terima", "dokumen_salah"
ID_LENGTH = 16
"""Digits of a temuan_id, which are hexadecimal: one in two thousand has decimal ones only."""
FINDING_WORDS = (TERIMA, DOKUMEN_SALAH)


class Temuan(Struct, frozen=True):
    """A line of the file that decides something. dokumen, letak, alasan: as written there, for a finding that has another id now."""

    temuan_id: str
    keputusan: str
    oleh: str | None
    dokumen: str | None = None
    letak: str | None = None
    alasan: str | None = None


def read_findings(review_dir: Path) -> list[Temuan]:
    """The deciding lines, the last of a finding holds; [] without the file. Raises RegistryError with a sentence."""
    path = review_dir / REVIEW_FINDING
    if not path.is_file():
        return []
    found = []
    for row in csv_rows(path, "temuan"):
        if "keputusan" not in row:
            raise RegistryError(message("tanpa_kolom_keputusan", berkas=path.name))
        word = row["keputusan"].casefold()
        if not word:
            continue
        if word not in FINDING_WORDS:
            raise RegistryError(
                message(
                    "keputusan_temuan_tak_dikenal",
                    tempat=row.place,
                    kata=row["keputusan"],
                    temuan=row["temuan"],
                    pilihan=", ".join(FINDING_WORDS),
                )
            )
        told = (row.get(name) or None for name in ("oleh", "dokumen", "letak", "alasan"))
        temuan_id = row["temuan"].zfill(ID_LENGTH) if row["temuan"].isdecimal() else row["temuan"]  # a spreadsheet drops zeros in front
        found.append(Temuan(temuan_id, word, *told))
    return found
