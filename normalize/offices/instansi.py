"""The agencies whose documents are read (registry/offices/instansi.csv), and the words by which they call their offices.

BPOM is the first one. Offices have no agency of their own yet: all are of the first.
"""

from functools import cache, lru_cache

import regex
from msgspec import Struct

from normalize.words.registry_rows import registry_rows

AGENCIES = "offices/instansi.csv"


class Instansi(Struct, frozen=True):
    """upt_id: the agency as an office, whose documents are the national ones; kode_kl: its code in the state budget.

    kata_level: a level word ('Balai', 'Loka') in a folded name; pola_tempat: a folded name of level words and a place, its group.
    kata_di_ro: what an office is called at the end of an RO's name, of which it is no part ('… Makanan di UPT'): an alternation.
    """

    upt_id: str
    kode_kl: str
    nama: str
    nama_pendek: str
    kata_level: "regex.Pattern[str]"
    pola_tempat: "regex.Pattern[str]"
    kata_di_ro: str


@cache
def agencies() -> tuple[Instansi, ...]:
    """All of them, in the order of the file."""
    rows = registry_rows(AGENCIES, "upt_id", "kode_kl", "nama", "nama_pendek", "kata_level", "pola_tempat", "kata_di_ro", "contoh")
    return tuple(
        Instansi(
            row["upt_id"],
            row["kode_kl"],
            row["nama"],
            row["nama_pendek"],
            regex.compile(row["kata_level"]),
            regex.compile(row["pola_tempat"]),
            row["kata_di_ro"],
        )
        for row in rows
    )


def national() -> frozenset[str]:
    """The upt_id of each agency itself."""
    return frozenset(agency.upt_id for agency in agencies())


def begins_with_level(folded: str) -> bool:
    """True for a folded name that a level word begins."""
    return any(agency.kata_level.match(folded) for agency in agencies())


@lru_cache(maxsize=4096)
def may_begin_level(folded: str) -> bool:
    """True for the folded first word of a text that more words may turn into one that a level word begins."""
    return any(agency.kata_level.match(folded, partial=True) for agency in agencies())


def has_level(folded: str) -> bool:
    """True for a folded text with a level word in it."""
    return any(agency.kata_level.search(folded) for agency in agencies())


def place_behind_level(folded: str) -> str | None:
    """'balai besar pom serang', 'upt di serang' → what the level words leave."""
    return next((match[1] for agency in agencies() if (match := agency.pola_tempat.fullmatch(folded))), None)
