"""What can become of a printed number, and in which order one word is chosen for a cell with several."""

from enum import StrEnum
from functools import cache


class Nasib(StrEnum):
    """The words of `sel.nasib`, the first that fits; ATURAN is followed by the name of its rule ('aturan:keterangan')."""

    TERBUKA = "terbuka"
    FAKTA = "fakta"
    JUMLAH = "jumlah"
    SALINAN = "salinan"
    ATURAN = "aturan"
    KODE = "kode"
    NOMOR = "nomor"
    NAMA = "nama"
    JUDUL = "judul"
    TEKS = "teks"
    LAIN = "lain"
    KOSONG = "kosong"


_ORDER = {nasib.value: place for place, nasib in enumerate(Nasib)}

FIGURES = (Nasib.FAKTA, Nasib.JUMLAH, Nasib.SALINAN, Nasib.ATURAN, Nasib.LAIN, Nasib.TERBUKA)
"""What can become of a figure. Digits of codes, running numbers, names and heads are no figures and are not counted."""


@cache
def kind_of(nasib: str) -> Nasib:
    """'aturan:keterangan' → ATURAN."""
    return Nasib(nasib.partition(":")[0])


def first_of(fates: list[str]) -> str:
    """The one word for a cell whose numbers have these fates; `fates` is not empty."""
    return min(fates, key=lambda nasib: _ORDER[nasib.partition(":")[0]])
