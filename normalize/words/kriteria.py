"""Printed criteria against the bands of the scales in use (registry/words/kriteria.csv). Documents mix scales, so a table is held against
the one scale that most of its rows keep."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from msgspec import Struct

from normalize.words.names import fold, respaced
from normalize.words.registry_rows import registry_rows


class Pita(Struct, frozen=True):
    """A band of a scale: achievements between dari and sampai (None: open) are called kriteria."""

    skala: str
    tahun: tuple[int, int]
    dari: Decimal | None
    dengan_dari: bool
    sampai: Decimal | None
    dengan_sampai: bool
    kriteria: str

    def holds(self, capaian: Decimal) -> bool:
        """True where the achievement lies in the band."""
        above = self.dari is None or capaian > self.dari or (self.dengan_dari and capaian == self.dari)
        below = self.sampai is None or capaian < self.sampai or (self.dengan_sampai and capaian == self.sampai)
        return above and below


@cache
def bands() -> tuple[Pita, ...]:
    """All bands of all scales."""
    return tuple(
        Pita(
            row["skala"],
            (int(row["tahun_mulai"]), int(row["tahun_selesai"])),
            Decimal(row["dari"]) if row["dari"] else None,
            row["termasuk_dari"] == "ya",
            Decimal(row["sampai"]) if row["sampai"] else None,
            row["termasuk_sampai"] == "ya",
            row["kriteria"],
        )
        for row in registry_rows("words/kriteria.csv", "skala", "kriteria")
    )


def is_criterion(text: str) -> bool:
    """True for the words of a scale ('Memenuhi Ekspektasi'), whatever marks stand beside them."""
    return fold(as_known(text.strip(" .*-"))) in {fold(band.kriteria) for band in bands()}


def as_known(text: str) -> str:
    """A printed criterion with the blanks of its scale's word ('Butuh Perbaika n' → 'Butuh Perbaikan'); other texts as they are."""
    return next((whole for band in bands() if (whole := respaced(text, band.kriteria))), text)


def expected(skala: str, capaian: Decimal) -> str | None:
    """What the scale calls the achievement."""
    return next((band.kriteria for band in bands() if band.skala == skala and band.holds(capaian)), None)


def scale_of(rows: Sequence[tuple[Decimal, str]], tahun: int | None) -> str | None:
    """The scale that most rows (achievement, printed criterion) of one table keep, if it keeps three in four and is of the year."""
    best: tuple[int, str] | None = None
    for skala in sorted({band.skala for band in bands() if tahun is None or band.tahun[0] <= tahun <= band.tahun[1]}):
        kept = sum(fold(printed) == fold(expected(skala, capaian) or "") for capaian, printed in rows)
        if best is None or kept > best[0]:
            best = (kept, skala)
    return best[1] if best and rows and best[0] * 4 >= len(rows) * 3 else None
