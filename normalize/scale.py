"""What one printed unit is worth: 1 rupiah or 1000 (national documents), as printed, and believed only where the totals are then of the
size that such an office has (registry/anggaran_wajar.csv)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from normalize.checks import GAGAL
from normalize.rapk_parts import Tempat
from normalize.registry_rows import registry_rows
from normalize.rows import Cek
from normalize.scale_note import Note
from normalize.sentences import number, rupiah_text, sentence
from normalize.target import Konteks, provenance
from normalize.totals import Jumlah

INFERRED = "skala_disimpulkan"
DOUBTED = "skala_diragukan"
NASIONAL = "NASIONAL"
ASK = "tegaskan skala_rupiah di data/review/dokumen.csv"


@dataclass(frozen=True, slots=True)
class Scale:
    """factor: 1 or 1000. bendera and alasan where it was inferred or is doubted, not printed or decided."""

    factor: int
    bendera: str | None = None
    alasan: str | None = None

    @property
    def diragukan(self) -> bool:
        """True where all amounts of the document may be wrong by a factor of 1000."""
        return self.bendera == DOUBTED


@dataclass(frozen=True, slots=True)
class Wajar:
    """The yearly budgets, in rupiah, that offices of one kind have. bulat_cukup: a smaller one made of whole thousands is rupiah too, of
    a document that has lost pages; BPOM's own figures in thousands may be whole thousands themselves."""

    dari: Decimal
    sampai: Decimal
    bulat_cukup: bool

    def holds(self, totals: Sequence[Jumlah], factor: int) -> bool:
        """True where all totals lie within."""
        return all(self._large_enough(item, factor) and item.total * factor <= self.sampai for item in totals)

    def _large_enough(self, item: Jumlah, factor: int) -> bool:
        return item.total * factor >= self.dari or (factor == 1 and self.bulat_cukup and item.bulat)


@cache
def wajar() -> dict[str, Wajar]:
    """NASIONAL (BPOM itself), PUSAT (a unit of its head office), UPT."""
    rows = registry_rows("anggaran_wajar.csv", "lingkup", "dari_rp", "sampai_rp")
    return {row["lingkup"]: Wajar(Decimal(row["dari_rp"]), Decimal(row["sampai_rp"]), row["lingkup"] != NASIONAL) for row in rows}


def infer_scale(note: Note | None, lingkup: str, totals: Sequence[Jumlah], decided: int | None) -> Scale:
    """The scale of a document's amounts.

    note: what it prints about it; lingkup: whose budget it is; totals: what its tables sum up to, [] where none is known; decided: what
    a person wrote in data/review. Without a note thousands are inferred for BPOM's own document only.
    """
    if decided:
        return Scale(decided)
    if note and note.factor is None:
        return Scale(1, DOUBTED, f"satuan tercetak «{note.teks}» tidak dapat dibaca, jadi angkanya dibaca sebagai rupiah; {ASK}")
    bounds = wajar()[lingkup]
    printed = 1000 if note else 1
    if bounds.holds(totals, printed):
        return Scale(printed)
    odd = next(item.total for item in totals if not bounds.holds([item], printed))
    if note:
        factor = 1 if odd * 1000 > bounds.sampai and bounds.holds(totals, 1) else 1000
        text = f"satuan tercetak «{note.teks}» membuat anggaran {rupiah_text(odd * 1000)}, tidak wajar untuk kantor ini"
        return Scale(factor, DOUBTED, f"{text}, jadi dibaca dalam {'rupiah' if factor == 1 else 'ribuan rupiah'}; {ASK}")
    if lingkup == NASIONAL and bounds.holds(totals, 1000):
        reason = f"total tercetak {number(odd)} terlalu kecil untuk anggaran BPOM seluruhnya, jadi dibaca dalam ribuan rupiah"
        return Scale(1000, INFERRED, f"{reason}; tegaskan di data/review/dokumen.csv")
    return Scale(1, DOUBTED, f"anggaran {rupiah_text(odd)} tidak wajar untuk kantor ini bila satuannya rupiah; {ASK}")


def doubted(scale: Scale, konteks: Konteks, tempat: Tempat) -> Cek:
    """The failed check about all amounts of the document."""
    return Cek(
        cek_id=f"{konteks.doc_id[:16]}-0-skala_wajar",
        aturan="skala_wajar",
        target_id=None,
        harapan=None,
        terbaca=None,
        selisih=None,
        status=GAGAL,
        penjelasan=sentence(scale.alasan or ""),
        **provenance(konteks, tempat, set()),  # type: ignore[arg-type]
    )
