"""What people are told of printed numbers that were placed nowhere: a failed check a table and head, of an unknown table the one it has."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from extract.message import Message, message
from normalize.account.account import Open
from normalize.alamat import made_id
from normalize.cek_row import cek_at
from normalize.proof.head_questions import UNKNOWN
from normalize.rows import Cek
from normalize.status_cek import GAGAL
from normalize.words.sentences import shortened


def with_open_numbers(cek: Sequence[Cek], terbuka: Sequence[Open]) -> list[Cek]:
    """The checks of a document with what its account leaves open.

    A table whose kind nobody knows is asked about already, and one answer settles all of its numbers: its check says how many they are.
    Else one check `angka_terbuka` a table and head, at the first of its numbers.
    """
    unknown = {row.tabel_no for row in cek if row.aturan == UNKNOWN}
    counts = Counter(item.sel.tabel_no for item in terbuka)
    grouped = groupby(sorted((item for item in terbuka if item.sel.tabel_no not in unknown), key=_cause), key=_cause)
    said = [_counted(row, counts[row.tabel_no]) if row.aturan == UNKNOWN else row for row in cek]
    return [*said, *(_check(number, list(group)) for number, (_, group) in enumerate(grouped, 1))]


def _counted(row: Cek, count: int) -> Cek:
    if not count:
        return row
    return replace(row, penjelasan=row.penjelasan.about(nasib=message("angka_tak_diambil", jumlah=count)))


def _cause(item: Open) -> tuple[int, str]:
    return item.sel.tabel_no or 0, item.kepala


def _check(number: int, group: Sequence[Open]) -> Cek:
    first = group[0]
    sel = first.sel
    cek_id = made_id(sel.doc_id, sel.tabel_no, "angka_terbuka", number)
    return cek_at(sel, cek_id, "angka_terbuka", GAGAL, _told(len(group), shortened(first.kepala), shortened(first.teks)))


def _told(count: int, below: str, teks: str) -> Message:
    if below:
        return message("angka_terbuka", n=count, kepala=below, teks=teks)
    return message("angka_terbuka_tanpa_kepala", n=count, teks=teks)
