"""The words of table heads, from registry/header.csv and registry/bulan.csv: which column means what."""

from dataclasses import dataclass
from functools import cache

import regex

from normalize.names import fold
from normalize.registry_rows import registry_rows

OUTER = {"no", "sasaran", "indikator", "satuan", "target", "target_tahunan", "anggaran", "pagu"}
NESTED = {"no", "no_ro", "ro", "kode", "komponen", "subkomponen", "anggaran", "kontribusi"}


@dataclass(frozen=True, slots=True)
class Role:
    """What a column holds; bulan only where nama is 'bulan'."""

    nama: str
    bulan: int | None = None


@cache
def _patterns() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple((row["peran"], regex.compile(row["pola"])) for row in registry_rows("header.csv", "peran", "pola"))


@cache
def month_names() -> dict[str, int]:
    """Printed month name, folded → 1..12."""
    rows = registry_rows("bulan.csv", "bulan", "ejaan")
    return {name: int(row["bulan"]) for row in rows for name in row["ejaan"].split("|")}


@cache
def roles(text: str) -> tuple[Role, ...]:
    """All roles that a heading cell's text can have; () for text that is no heading."""
    folded = fold(text).strip(" :*")
    month = month_names().get(folded.rstrip("."))
    found = [Role("bulan", month)] if month else []
    # A word broken by a narrow column ('ANGGAR AN') still has its letters.
    tight = folded.replace(" ", "")
    for name, pattern in _patterns():
        if pattern.fullmatch(folded) or (tight != folded and pattern.fullmatch(tight)):
            found.append(Role(name))
    return tuple(found)


def role_names(text: str) -> set[str]:
    """The names of the roles of a heading cell."""
    return {role.nama for role in roles(text)}
