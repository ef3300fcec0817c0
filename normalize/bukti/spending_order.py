"""The order in which tables of spending print its kinds: that of the national chart of accounts (51 pegawai, 52 barang, 53 modal), the
total last."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

from normalize.rows import Serapan

TOTAL = "TOTAL"
CHART = ("PEGAWAI", "BARANG", "MODAL", TOTAL)


def spending_tables(rows: Sequence[Serapan]) -> Iterator[list[Serapan]]:
    """The rows of each table and period that has a total, in printed order; a table without one is not judged."""
    tables: dict[Hashable, list[Serapan]] = defaultdict(list)
    for row in rows:
        tables[row.tabel_no, row.tahun, row.periode].append(row)
    return (table for table in tables.values() if len(table) > 1 and any(row.jenis_belanja == TOTAL for row in table))


def by_chart(rows: Sequence[Serapan]) -> bool:
    """True where each kind stands behind those of lower accounts."""
    places = [CHART.index(row.jenis_belanja) for row in rows if row.jenis_belanja in CHART]
    return all(before < after for before, after in pairwise(places))
