"""Why a row of `capaian` has no result: not measured is not zero, and neither is what nobody reported or what could not be read."""

from dataclasses import replace

import regex

from normalize.rows import Capaian
from normalize.words.names import fold
from normalize.words.numbers import is_nothing

BELUM_DIUKUR, TIDAK_DILAPORKAN, TAK_TERBACA = "belum_diukur", "tidak_dilaporkan", "tak_terbaca"
# 'belum dapat dilaporkan' 'Belum diukur' 'diukur pada akhir tahun' 'Penilaian Akhir Tahun' 'menunggu hasil survei'
NOT_YET = regex.compile(r"\bbelum\b|\bakhir tahun\b|\bmenunggu\b|\bdalam proses\b")


def why_empty(printed: str | None, sementara: bool) -> str:
    """The reason that the cell of a missing realisasi gives. printed: its text, '' for an empty cell, None where the table has no such
    column. sementara: the row is about a time that was not over when it was reported, so that a dash says 'not measured yet'; of a time
    that was over it says that nothing is reported."""
    if printed is None or not printed.strip():
        return TIDAK_DILAPORKAN
    if NOT_YET.search(fold(printed)):
        return BELUM_DIUKUR
    if not is_nothing(printed):
        return TAK_TERBACA
    return BELUM_DIUKUR if sementara else TIDAK_DILAPORKAN


def corrected(row: Capaian) -> Capaian:
    """The row behind a correction: with a result it needs no reason, without one a person took it away."""
    if row.realisasi is not None:
        return replace(row, alasan_kosong=None)
    return row if row.alasan_kosong or row.capaian_persen is not None else replace(row, alasan_kosong=TIDAK_DILAPORKAN)
