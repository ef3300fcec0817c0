"""The unit of an indicator, from the first word of its name (registry/satuan.csv)."""

from functools import cache

from normalize.names import WORD
from normalize.registry_rows import registry_rows


@cache
def _words() -> dict[str, str]:
    return {row["kata"]: row["satuan"] for row in registry_rows("satuan.csv", "kata", "satuan")}


def unit_of(nama: str | None) -> str | None:
    """persen, indeks, nilai or jumlah; None where the name does not say ('Tingkat efektivitas …', 'Opini …')."""
    first = WORD.search(nama or "")
    return _words().get(first[0].casefold()) if first else None


def month_unit(satuan: str | None, bulan: int) -> str | None:
    """A count is reported in percent of progress until November and as the count itself in December."""
    return "persen_progres" if satuan == "jumlah" and bulan < 12 else satuan
