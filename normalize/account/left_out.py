"""Rules that leave printed numbers out of the facts: registry/rules/dikecualikan.csv.

A rule names what it leaves out by the words of the column's head or by the words at the beginning of the row, and nothing else.
"""

from functools import cache

import regex
from msgspec import Struct

from normalize.words.names import fold
from normalize.words.registry_rows import registry_rows

KEPALA, BARIS, TURUNAN = "kepala", "baris", "turunan"


class LeftOutRule(Struct, frozen=True):
    """menurut: `kepala` for a column's head, `baris` for the first words of a row, `turunan` for the head of one figure that other columns
    give: a second one in its cell is of another column."""

    nama: str
    menurut: str
    pola: "regex.Pattern[str]"


@cache
def rules() -> tuple[LeftOutRule, ...]:
    """All rules, in the order of the file."""
    rows = registry_rows("rules/dikecualikan.csv", "nama", "menurut", "pola", "contoh", "alasan")
    return tuple(LeftOutRule(row["nama"], row["menurut"], regex.compile(row["pola"])) for row in rows)


@cache
def rule_for(menurut: str, text: str) -> str | None:
    """The name of the first rule that leaves out what stands below this head, or in a row that begins so; None without one."""
    folded = fold(text).strip(" :*.")
    return next((rule.nama for rule in rules() if rule.menurut == menurut and rule.pola.fullmatch(folded)), None)
