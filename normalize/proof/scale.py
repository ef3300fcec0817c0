"""What one printed unit is worth: 1 rupiah, 1000 (national documents) or a million, as printed, and believed only where the totals are
then of the size that such an office has (registry/words/anggaran_wajar.csv)."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from msgspec import Struct

from extract.message import Message, message
from normalize.proof.scale_note import Note
from normalize.proof.totals import Jumlah
from normalize.words.registry_rows import registry_rows
from normalize.words.sentences import number, rupiah_text

INFERRED = "skala_disimpulkan"
DOUBTED = "skala_diragukan"
MILLIONS = "skala_juta"
UNIT = {1: message("satuan_rupiah"), 1000: message("ribuan_rupiah"), 1_000_000: message("jutaan_rupiah")}
NASIONAL = "NASIONAL"


class Scale(Struct, frozen=True):
    """factor: 1, 1000 or a million. bendera and alasan where it was inferred, is doubted or is a million, and not decided."""

    factor: int
    bendera: str | None = None
    alasan: Message | None = None

    @property
    def diragukan(self) -> bool:
        """True where all amounts of the document may be wrong by a factor of 1000 or more."""
        return self.bendera == DOUBTED


class Wajar(Struct, frozen=True):
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
    rows = registry_rows("words/anggaran_wajar.csv", "lingkup", "dari_rp", "sampai_rp")
    return {row["lingkup"]: Wajar(Decimal(row["dari_rp"]), Decimal(row["sampai_rp"]), row["lingkup"] != NASIONAL) for row in rows}


def infer_scale(note: Note | None, lingkup: str, totals: Sequence[Jumlah], decided: int | None) -> Scale:
    """The scale of a document's amounts.

    note: what it prints about it; lingkup: whose budget it is; totals: what its tables sum up to, [] where none is known; decided: what
    a person wrote in data/review. Without a note thousands are inferred for BPOM's own document only. Millions are flagged though they are
    printed: their points and commas are read as those of rupiah, and no sum tells thousands of millions from decimals.
    """
    if decided:
        return Scale(decided)
    if note and note.factor is None:
        return Scale(1, DOUBTED, message("satuan_tak_terbaca", satuan=note.teks))
    bounds = wajar()[lingkup]
    printed = note.factor if note and note.factor else 1
    if bounds.holds(totals, printed):
        millions = printed == 1_000_000
        reason = message("satuan_jutaan")
        return Scale(printed, MILLIONS, reason) if millions else Scale(printed)
    odd = next(item.total for item in totals if not bounds.holds([item], printed))
    if note:
        factor = 1 if odd * printed > bounds.sampai and bounds.holds(totals, 1) else printed
        text = message("satuan_tak_wajar", satuan=note.teks, jumlah=rupiah_text(odd * printed), unit=UNIT[factor])
        return Scale(factor, DOUBTED, text)
    if lingkup == NASIONAL and bounds.holds(totals, 1000):
        return Scale(1000, INFERRED, message("skala_nasional", jumlah=number(odd)))
    return Scale(1, DOUBTED, message("anggaran_tak_wajar", jumlah=rupiah_text(odd)))
