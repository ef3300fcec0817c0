"""Tables that print two results of one line: of the month, or the quarter it ends, and of the year, each against a target of its own.

Monitoring sheets do: Target 2022 · Target bulanan SEPT · (Realisasi s.d. SEPT:) Pembilang · Penyebut · Realisasi · % thd target bulan n ·
% thd target tahun n. Pembilang, penyebut and realisasi are those of both results.
"""

from collections.abc import Sequence

import regex
from msgspec.structs import replace

from normalize.heads.kolom import Kolom

YEAR_TARGET, YEAR_RESULT = "target_tahunan", "capaian_tahunan"
# 'Target Bulanan (kumulatif)' '%Capaian thd Target bulan n' 'Target s.d. B09'
OF_A_MONTH = regex.compile(r"\bbulan(?:an)?\b|\bb(?:0[1-9]|1[0-2])\b", regex.IGNORECASE)


def told_apart(columns: Sequence[Kolom]) -> list[Kolom]:
    """The columns, the year's target and result named so where the head prints those of a month or quarter beside them, or the target of
    one beside a result that is the year's."""
    targets = [i for i, column in enumerate(columns) if column.nama == "target"]
    results = [i for i, column in enumerate(columns) if column.nama in ("capaian", YEAR_RESULT)]
    realised = sum(column.nama == "realisasi" for column in columns)
    if len(targets) != 2 or len(results) not in (1, 2) or realised != 1:
        return list(columns)
    year_targets = [i for i in targets if not _is_of_period(columns[i])]
    year_results = [i for i in results if columns[i].nama == YEAR_RESULT or not _is_of_period(columns[i])]
    # a result alone is the year's only where its own words say so
    if len(year_targets) != 1 or len(year_results) != 1 or (len(results) == 1 and columns[results[0]].nama != YEAR_RESULT):
        return list(columns)
    names = {year_targets[0]: YEAR_TARGET, year_results[0]: YEAR_RESULT}
    return [replace(column, nama=names.get(i, column.nama)) for i, column in enumerate(columns)]


def prints_two_results(columns: Sequence[Kolom]) -> bool:
    """True for the columns of such a table."""
    return any(column.nama == YEAR_TARGET for column in columns)


def period_of(columns: Sequence[Kolom]) -> str | None:
    """The quarter of the first result: as printed over its columns, or the one its month lies in; None where neither is printed."""
    ours = [column for column in columns if column.nama in ("target", "realisasi", "capaian")]
    quarters = [column.periode for column in ours if column.periode]
    months = [column.bulan for column in ours if column.bulan]
    return quarters[0] if quarters else f"TW{(months[0] + 2) // 3}" if months else None


def of_the_period(columns: Sequence[Kolom]) -> tuple[Kolom, ...]:
    """The columns as they are for the result of the month or quarter."""
    return tuple(_renamed(column, {YEAR_TARGET: "lain", YEAR_RESULT: "lain"}) for column in columns)


def of_the_year(columns: Sequence[Kolom]) -> tuple[Kolom, ...]:
    """The columns as they are for the year's result."""
    names = {"target": "lain", "capaian": "lain", YEAR_TARGET: "target", YEAR_RESULT: "capaian"}
    return tuple(_renamed(column, names) for column in columns)


def _renamed(column: Kolom, names: dict[str, str]) -> Kolom:
    return replace(column, nama=names.get(column.nama, column.nama), periode=None)


def _is_of_period(column: Kolom) -> bool:
    return column.periode is not None or column.bulan is not None or OF_A_MONTH.search(column.teks) is not None
