"""The list by facets: which items a filter lets through, and how many each value of a facet would leave."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from warehouse.review.review_items import Item
from warehouse.review.review_words import cause, cause_of
from warehouse.screen.language import told

WAITING, DECIDED = "menunggu", "diputuskan"
STATE = "keadaan"
FACETS = {STATE: "Keadaan", "jenis": "Jenis", "sebab": "Sebab", "kantor": "Kantor", "dokumen": "Dokumen"}
"""With their titles."""
NONE = "–"
"""A document of which no office is known."""
KINDS = {
    "nama": "nama indikator",
    "skala": "skala rupiah",
    "cek": "pemeriksaan",
    "bulan": "bulan",
    "lainnya": "lainnya",
    "tabel": "tabel yang belum terbukti",
}
PAGE = 100
"""Items that are sent at a time."""

Filter = Mapping[str, Sequence[str]]
"""Facet → values of which one is wanted; a facet without values lets everything through."""


class FacetValue(Struct, frozen=True):
    """A value of a facet. jumlah: items that it would leave, the other facets as they are."""

    nilai: str
    label: str
    jumlah: int


def _values(item: Item, state: str) -> dict[str, tuple[str, ...]]:
    documents = (item.doubt.nama_berkas, *(doubt.nama_berkas for doubt in item.lain))
    return {STATE: (state,), "jenis": (item.jenis,), "sebab": (cause_of(item),), "kantor": item.kantor or (NONE,), "dokumen": documents}


class Facets:
    """Over the items of one warehouse. who: says of an item who has decided it, None while it is open."""

    def __init__(self, items: Iterable[Item], who: Callable[[Item], str | None]) -> None:
        self._items = [(item, _values(item, DECIDED if who(item) else WAITING)) for item in items]

    def wanted(self, wanted: Filter) -> list[Item]:
        """In the order of the list."""
        return [item for item, values in self._items if _through(values, wanted, None)]

    def counts(self, wanted: Filter) -> dict[str, list[FacetValue]]:
        """Of each facet its values, the most frequent first."""
        return {facet: self._counts(facet, wanted) for facet in FACETS}

    def _counts(self, facet: str, wanted: Filter) -> list[FacetValue]:
        found: Counter[str] = Counter()
        labels: dict[str, Item] = {}
        for item, values in self._items:
            if _through(values, wanted, facet):
                for value in set(values[facet]):
                    found[value] += 1
                    labels.setdefault(value, item)
        for value in wanted.get(facet, ()):  # chosen, and nothing of it is left
            found.setdefault(value, 0)
        return [
            FacetValue(value, _label(facet, value, labels.get(value)), count)
            for value, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        ]


def _through(values: Mapping[str, tuple[str, ...]], wanted: Filter, besides: str | None) -> bool:
    return all(facet == besides or not chosen or set(chosen) & set(values[facet]) for facet, chosen in wanted.items())


def _label(facet: str, value: str, item: Item | None) -> str:
    if facet == "sebab":
        return cause(item) if item else value
    if facet == "jenis":
        return told(KINDS.get(value, value))
    return told(value) if facet == STATE else value
