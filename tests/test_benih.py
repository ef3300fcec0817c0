"""Every fact of the five dumps that the project began with, against what was read from them line by line (tests/golden/benih).

Those tables were not written from the program's output: a reader of its own for each table, and the eye wherever the two differed, made
them, and every row names its line of the dump. None of the dumps is in the repository; without them these tests are skipped.
Columns: those of the data contract; of target_bulanan one row an indicator with its twelve months, of kontribusi_ro the line of the
indicator. ragu: months that the dump does not tell, for the row has a cell too few or too many; their rows must be flagged.
"""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.test_golden import GOLDEN, text

NUMBERS = ("000", "001", "002", "003", "004")
TABLES = ("dokumen", "target", "target_bulanan", "kontribusi_ro", "capaian", "efisiensi", "serapan", "anggaran_program", "volume_ro")
MONTHS = [f"b{month:02}" for month in range(1, 13)]
Row = dict[str, str]


@pytest.fixture(scope="module")
def parquet(seeds: Path) -> Path:
    """The folder of Parquet files after a run over the five."""
    return seeds / "data" / "parquet"


def facts(parquet: Path, seed: str, table: str) -> list[Row]:
    """The program's rows of one dump and table, each value as text."""
    with duckdb.connect() as con:
        for name in {table, "dokumen", "target"}:
            con.execute(f"CREATE VIEW {name} AS FROM read_parquet('{parquet / name}/**/*.parquet', union_by_name => true)")
        (doc,) = con.execute("SELECT doc_id FROM dokumen WHERE starts_with(nama_berkas, ?)", [seed]).fetchone() or (None,)
        found = con.execute(_query(table), {"doc": doc})
        names = [column[0] for column in found.description]
        return [dict(zip(names, map(text, row), strict=True)) for row in found.fetchall()]


def _query(table: str) -> str:
    if table == "target_bulanan":
        months = ", ".join(f"max(b.nilai) FILTER (b.bulan = {month}) AS b{month:02}" for month in range(1, 13))
        return f"""
            SELECT t.line, {months}, bool_or(list_has_any(b.bendera, ['bulan_ambigu', 'bulan_disimpulkan'])) AS ditandai
            FROM target_bulanan b JOIN target t USING (target_id) WHERE b.doc_id = $doc GROUP BY b.target_id, t.line"""
    if table == "kontribusi_ro":
        return """
            SELECT k.*, t.line AS target_line FROM kontribusi_ro k LEFT JOIN target t USING (target_id) WHERE k.doc_id = $doc"""
    return f"FROM {table} WHERE doc_id = $doc"


def printed(seed: str, table: str) -> tuple[list[str], list[Row]]:
    """Columns and rows as read from the dump; nothing for a table that the dump has no fact of."""
    path = GOLDEN / "benih" / seed / f"{table}.csv"
    if not path.exists():
        return [], []
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return list(rows[0]), rows


def counted(rows: list[Row], columns: list[str]) -> Counter[Any]:
    return Counter(tuple(row[column] for column in columns) for row in rows)


@pytest.mark.parametrize("seed", NUMBERS)
@pytest.mark.parametrize("table", [name for name in TABLES if name != "target_bulanan"])
def test_every_fact_is_the_printed_one(seed: str, table: str, parquet: Path) -> None:
    columns, wanted = printed(seed, table)
    found = facts(parquet, seed, table)
    missing, surplus = counted(wanted, columns), counted(found, columns)
    assert sorted((missing - surplus).elements()) == []
    assert sorted((surplus - missing).elements()) == []


@pytest.mark.parametrize("seed", NUMBERS)
def test_every_month_is_the_printed_one(seed: str, parquet: Path) -> None:
    _, wanted = printed(seed, "target_bulanan")
    found = {row["line"]: row for row in facts(parquet, seed, "target_bulanan")}
    assert found.keys() == {row["line"] for row in wanted}
    for row in wanted:
        unknown = row["ragu"].split()
        known = [month for month in MONTHS if month not in unknown]
        assert [found[row["line"]][month] for month in known] == [row[month] for month in known], row["line"]
        assert not unknown or found[row["line"]]["ditandai"] == "True", (
            f"baris {row['line']}: bulan yang tidak tertulis di dump tanpa bendera"
        )
