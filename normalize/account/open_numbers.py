"""What people are told of printed numbers that were placed nowhere: one failed check a table and head."""

from collections.abc import Sequence
from itertools import groupby

from normalize.account.account import Open
from normalize.cek_row import cek_at
from normalize.rows import Cek
from normalize.status_cek import GAGAL

LONGEST = 60
"""Characters of a head or a number that a sentence quotes."""


def open_checks(terbuka: Sequence[Open]) -> list[Cek]:
    """The checks `angka_terbuka`, each at the first of its numbers."""
    grouped = groupby(sorted(terbuka, key=_cause), key=_cause)
    return [_check(number, list(group)) for number, (_, group) in enumerate(grouped, 1)]


def _cause(item: Open) -> tuple[int, str]:
    return item.sel.tabel_no or 0, item.kepala


def _check(number: int, group: Sequence[Open]) -> Cek:
    first = group[0]
    sel = first.sel
    cek_id = f"{sel.doc_id[:16]}-{sel.tabel_no}-angka_terbuka-{number}"
    return cek_at(sel, cek_id, "angka_terbuka", GAGAL, _told(len(group), _short(first.kepala), _short(first.teks)))


def _told(count: int, below: str, teks: str) -> str:
    if below:
        where = f"{count} angka tercetak di bawah «{below}» tidak masuk ke tabel fakta mana pun, yang pertama «{teks}»"
        return f"{where}; periksa halamannya."
    return f"{count} angka tercetak tanpa kepala kolom tidak masuk ke tabel fakta mana pun, yang pertama «{teks}»; periksa halamannya."


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
