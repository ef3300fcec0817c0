"""The measured strength as tables, on the screen and as Markdown."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tests.kekuatan.batches import Result
from tests.kekuatan.changes import AKHIR_HILANG, ANGKA, HALAMAN_HILANG, MEANINGS, TUKAR_ANGKA
from tests.kekuatan.documents import Base
from tests.kekuatan.states import shares
from tests.kekuatan.verdicts import ASKED, CAUGHT, OUTCOMES, SILENT, UNCHANGED, WRONG_AND_PROVED

HEADS = {CAUGHT: "caught", ASKED: "asked", SILENT: "silent", WRONG_AND_PROVED: "wrong and proved", UNCHANGED: "no effect"}
Table = list[list[str]]


def by_kind(results: Sequence[Result]) -> Table:
    """One row a kind of change; of pages that are gone also how many documents call themselves complete all the same."""
    rows = _counted(results, lambda result: result.jenis)
    table = [["kind", "meaning", "changes", *HEADS.values(), "complete"]]
    for jenis, meaning in MEANINGS.items():
        if jenis in rows:
            whole = [result for result in results if result.jenis == jenis and result.hasil.utuh and result.hasil.outcome != UNCHANGED]
            table.append([jenis, meaning, *_numbers(rows[jenis]), str(len(whole)) if jenis in (HALAMAN_HILANG, AKHIR_HILANG) else ""])
    return [*table, ["all", "", *_numbers([result.hasil.outcome for result in results]), ""]]


def by_column(results: Sequence[Result]) -> Table:
    """One row a fact column: changed digits and exchanged numbers of it."""
    aimed = [result for result in results if result.jenis in (ANGKA, TUKAR_ANGKA)]
    rows = _counted(aimed, lambda result: f"{result.tabel}.{result.kolom}")
    table = [["table.column", "changes", *HEADS.values()]]
    return table + [[column, *_numbers(rows[column])] for column in sorted(rows)]


def by_group(results: Sequence[Result]) -> Table:
    """One row a group of documents."""
    rows = _counted(results, lambda result: result.kelompok)
    return [["documents", "changes", *HEADS.values()]] + [[group, *_numbers(found)] for group, found in rows.items()]


def proved_share(bases: Sequence[Base]) -> Table:
    """Of the documents unchanged: one row a column, its numbers and how many of them are proved."""
    table = [["column", "numbers", "proved", "share"]]
    for (tabel, kolom), (number, proved) in sorted(shares([base.printed.state for base in bases]).items()):
        table.append([f"{tabel}.{kolom}", str(number), str(proved), f"{100 * proved / number:.1f} %"])
    return table


def unchanged(bases: Sequence[Base]) -> Table:
    """Of the documents unchanged, by group: what is asked of a person, and what the exports hold."""
    table = [["documents", "number", "complete", "lines of v_perlu_tinjau", "rows exported", "rows proved"]]
    for group in dict.fromkeys(base.kelompok for base in bases):
        found = [base.printed.state for base in bases if base.kelompok == group]
        counts = (
            len(found),
            sum(state.status == "lengkap" for state in found),
            sum(state.pertanyaan.total() for state in found),
            sum(state.baris_ekspor for state in found),
            sum(state.baris_terbukti for state in found),
        )
        table.append([group, *map(str, counts)])
    return table


def rupiah_caught(results: Iterable[Result]) -> tuple[int, int]:
    """Digits changed in whole rupiah that made a number another one: how many are caught, and how many there are."""
    found = [
        result.hasil.outcome
        for result in results
        if result.jenis == ANGKA and (result.kolom or "").endswith("_rp") and result.hasil.outcome != UNCHANGED and not result.hasil.pecahan
    ]
    return found.count(CAUGHT), len(found)


def plain(table: Table) -> str:
    """Columns side by side."""
    widths = [max(len(row[number]) for row in table) for number in range(len(table[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)


def markdown(table: Table) -> str:
    lines = [f"| {' | '.join(row)} |" for row in table]
    return "\n".join([lines[0], "|" + "---|" * len(table[0]), *lines[1:]])


def _counted(results: Iterable[Result], key: Callable[[Result], Any]) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = defaultdict(list)
    for result in results:
        rows[key(result)].append(result.hasil.outcome)
    return rows


def _numbers(outcomes: Sequence[str]) -> list[str]:
    return [str(len(outcomes)), *(str(outcomes.count(outcome)) for outcome in OUTCOMES)]
