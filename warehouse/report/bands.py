"""The tone of a value by the scale of its year (registry/rules/tangga.csv), which is one for all offices so that they compare."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from msgspec import Struct

from normalize.words.registry_rows import registry_rows

SIGNS = {"a": "▼▼", "b": "▼", "c": "▽", "d": "", "e": "", "x": "?"}
"""What stands before the number, so that no tone is told by colour alone."""
POOR = "abcx"
"""Tones that a person should look at."""
CAPPED_SINCE = 2023
"""From this year on an achievement counts at most 120 (SK 311/2024)."""


class Band(Struct, frozen=True):
    """From `dari` (in it) to `sampai` (not in it, but for the highest that a capped or closed scale knows); None: without end."""

    nada: str
    dari: Decimal | None
    sampai: Decimal | None
    nama: str


class YearScale(Struct, frozen=True):
    """The bands of a year from the lowest. dasar: the decree; known: False where none was found for that very year."""

    tahun: int
    bands: tuple[Band, ...]
    dasar: str
    known: bool

    def band(self, value: Decimal | None) -> Band | None:
        """Decided on two decimals, whatever is shown."""
        if value is None or not self.bands:
            return None
        exact = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
        return next((band for band in reversed(self.bands) if band.dari is None or self._reaches(exact, band)), None)

    def _reaches(self, value: Decimal, band: Band) -> bool:
        """The best bands begin above their limit: 100 is Baik, 100,01 Istimewa; 120 is still concluded upon."""
        assert band.dari is not None
        return value > band.dari if self._above(band) else value >= band.dari

    def _above(self, band: Band) -> bool:
        return band.nada == "x" or (band.nada == "e" and band.sampai is None)

    def tone(self, value: Decimal | None) -> str:
        """'' for no value, or a year without a scale."""
        found = self.band(value)
        return found.nada if found else ""

    @property
    def hidden_below(self) -> Decimal:
        """What an indicator below this makes of a good mean: it misleads."""
        return _start(self.bands, "c", Decimal(70))

    @property
    def good_from(self) -> Decimal:
        """Where the tone recedes."""
        return _start(self.bands, "d", Decimal(90))

    def limits(self, band: Band) -> str:
        """'70 – <90' 'di atas 100' as the legend says it."""
        if band.dari is None:
            return f"<{band.sampai}"
        if self._above(band):
            return f">{band.dari}"
        closed = any(other.dari == band.sampai and self._above(other) for other in self.bands) or band.sampai is None
        return f"{band.dari} – {'' if closed else '<'}{band.sampai}" if band.sampai is not None else f"≥{band.dari}"


def _start(bands: Sequence[Band], nada: str, otherwise: Decimal) -> Decimal:
    return next((band.dari for band in bands if band.nada == nada and band.dari is not None), otherwise)


@cache
def scale_of(tahun: int) -> YearScale:
    """That of the year; the earliest for years before it."""
    rows = list(registry_rows("rules/tangga.csv", "tahun_mulai", "nada", "nama", "dasar", "tahun_dasar", "contoh"))
    first = min(int(row["tahun_mulai"]) for row in rows)
    year = max(tahun, first)
    own = [row for row in rows if int(row["tahun_mulai"]) <= year <= int(row["tahun_selesai"] or year)]
    bands = tuple(Band(row["nada"], _limit(row["dari"]), _limit(row["sampai"]), row["nama"]) for row in own)
    return YearScale(tahun, bands, own[0]["dasar"], first <= tahun <= int(own[0]["tahun_dasar"]))


def _limit(text: str) -> Decimal | None:
    return Decimal(text) if text else None
