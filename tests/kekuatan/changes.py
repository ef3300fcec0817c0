"""What a change is, and how a changed number is chosen: the same for dumps, pages and re-typeset samples."""

import random
import re
from dataclasses import dataclass

from tests.kekuatan.printed import Cell, Place, Printed

NUMBERED = re.compile(r"(?:(?:IKSS|IKU|IKK|IK)[\s.-]*)?\d+(?:[.)]\d+)*[\s.):-]+", re.IGNORECASE)
"""What stands before a name: '01 - ', '1.', '2.1 ', 'IKSS 3. '."""

ANGKA = "angka"
TUKAR_ANGKA = "tukar_angka"
BARIS_HILANG = "baris_hilang"
BARIS_GANDA = "baris_ganda"
BARIS_PINDAH = "baris_pindah"
NAMA_TUKAR = "nama_tukar"
NAMA_PUTAR = "nama_putar"
HALAMAN_HILANG = "halaman_hilang"
AKHIR_HILANG = "akhir_hilang"

WEIGHTS = {
    ANGKA: 12,
    TUKAR_ANGKA: 6,
    BARIS_HILANG: 3,
    BARIS_GANDA: 2,
    BARIS_PINDAH: 2,
    NAMA_TUKAR: 2,
    NAMA_PUTAR: 1,
    HALAMAN_HILANG: 2,
    AKHIR_HILANG: 2,
}
"""Kind of change → how many of 32 changes are of this kind."""

MEANINGS = {
    ANGKA: "one digit of one number is another one",
    TUKAR_ANGKA: "two numbers of a column are exchanged",
    BARIS_HILANG: "a row is dropped",
    BARIS_GANDA: "a row is printed twice",
    BARIS_PINDAH: "a row stands elsewhere",
    NAMA_TUKAR: "two names are exchanged against their numbers",
    NAMA_PUTAR: "the names of a table are shifted by one row",
    HALAMAN_HILANG: "a page is gone (of a dump: some lines in the middle)",
    AKHIR_HILANG: "the last 1, 2 or 4 pages are gone (of a dump: its last lines)",
}


@dataclass(frozen=True)
class Change:
    """A changed file. tabel, kolom: the fact that was aimed at, the column None for whole rows and names, both None for pages.

    keterangan: what was done, for whoever looks into a verdict.
    """

    jenis: str
    berkas: str
    isi: bytes
    keterangan: str
    tabel: str | None = None
    kolom: str | None = None


def pick_place(printed: Printed, chance: random.Random) -> Place | None:
    """A number: its column first, so that columns with few numbers are tried as often as those with many."""
    groups = printed.by_column
    return chance.choice(groups[chance.choice(sorted(groups))]) if groups else None


def pick_pair(printed: Printed, chance: random.Random) -> tuple[Place, Place] | None:
    """Two numbers of one column (months: of the same month) of one table that are not the same."""
    first = pick_place(printed, chance)
    if first is None:
        return None
    others = [
        place
        for place in printed.by_column[first.fact.tabel, first.fact.kolom]
        if place.cell.tabel_no == first.cell.tabel_no
        and place.cell.halaman == first.cell.halaman
        and place.fact.bulan == first.fact.bulan
        and (place.cell.bbox is None or place.cell.kolom == first.cell.kolom)
        and place.token != first.token
    ]
    return (first, chance.choice(others)) if others else None


def other_digit(token: str, chance: random.Random) -> tuple[int, str]:
    """Where in the token, and which digit instead; a number of several digits never begins with 0."""
    spots = [spot for spot, letter in enumerate(token) if letter.isdigit()]
    spot = chance.choice(spots)
    lowest = 1 if spot == spots[0] and len(spots) > 1 else 0
    return spot, chance.choice([digit for digit in "0123456789"[lowest:] if digit != token[spot]])


def name_start(cell: Cell) -> int:
    """Where the name begins in its cell, behind a number or code such as '01 - ', '1.' or 'IKSS 3. '."""
    found = NUMBERED.match(cell.teks)
    return found.end() if found else 0
