"""A plan and the reports of its year: what they prove of each other, and what nothing proves."""

import csv
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.kekuatan.program import read, warehouse

TOGETHER = Path(__file__).parents[3] / "samples" / "pasangan"
PROOFS = {
    "target_tahunan": "target",
    "target_sd_periode": "target_sd_periode",
    "pembilang": "pembilang",
    "penyebut": "penyebut",
    "realisasi_sd_periode": "realisasi",
    "capaian_persen_periode": "capaian",
    "capaian_persen_tahunan": "capaian_tahunan",
    "alokasi_rp": "alokasi",
    "realisasi_rp": "realisasi_rp",
    "realisasi_keuangan_persen": "realisasi_keuangan_persen",
}
"""Delivered number → its column of proof, without bukti_."""
OF_ONE_INDICATOR = """
    SELECT concat_ws('.', kode_program, kode_kegiatan, kode_kro, kode_ro) AS kode
    FROM kontribusi_ro GROUP BY kode HAVING count(DISTINCT target_id) = 1 ORDER BY kode
"""
MONEY = ("alokasi_rp", "realisasi_rp", "realisasi_keuangan_persen")


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    database = warehouse(read(sorted(TOGETHER.glob("*.pdf"))).values(), tmp_path_factory.mktemp("pasangan"))
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


def of_indicators(con: duckdb.DuckDBPyConnection) -> Counter[tuple[str, str, str]]:
    """(number, period, its proof) → how many."""
    found: Counter[tuple[str, str, str]] = Counter()
    for number, proof in PROOFS.items():
        for periode, status, count in con.execute(
            f"SELECT periode, bukti_{proof}, count(*) FROM v_bappenas WHERE {number} IS NOT NULL GROUP BY ALL"
        ).fetchall():
            found[number, periode, status] += count
    return found


def test_what_is_delivered_is_what_the_office_reached(con: duckdb.DuckDBPyConnection) -> None:
    with TOGETHER.with_suffix(".csv").open(newline="", encoding="utf-8") as file:
        reached = list(csv.DictReader(file))
    delivered = con.execute(
        "SELECT periode, pembilang, penyebut, realisasi_sd_periode, realisasi_rp FROM v_bappenas WHERE realisasi_rp IS NOT NULL"
    ).fetchall()
    numbers = ("pembilang", "penyebut", "realisasi", "realisasi_rp")
    printed = [(row["periode"], *(Decimal(row[name]) if row[name] else None for name in numbers)) for row in reached]
    assert Counter(delivered) == Counter(printed)


def test_nearly_all_of_it_is_proved(con: duckdb.DuckDBPyConnection) -> None:
    """And of the money that an indicator has, all."""
    found = of_indicators(con)
    proved = sum(count for (_, _, status), count in found.items() if status == "terbukti")
    assert proved / found.total() > 0.9
    assert {status for (number, _, status) in found if number in MONEY} == {"terbukti"}
    assert {status for (_, _, status) in found} == {"terbukti", "tak_terbukti"}


def test_what_nothing_proves(con: duckdb.DuckDBPyConnection) -> None:
    """The targets of March, which no report of this folder prints; achievements of a quarter whose ratio two figures would fit; budget
    lines that one indicator has for itself, whose codes could be exchanged."""
    found = of_indicators(con)
    unproved = {(number, periode) for (number, periode, status) in found if status == "tak_terbukti"}
    assert unproved == {("target_sd_periode", "TW1"), ("capaian_persen_periode", "TW2"), ("capaian_persen_periode", "TW3")}
    lines = dict(con.execute("SELECT bukti_alokasi, list(kode_lengkap ORDER BY kode_lengkap) FROM v_bappenas_ro GROUP BY 1").fetchall())
    assert lines["terbukti"] == ["DR.3165.BKB.001", "DR.3165.QIA.001", "DR.3165.QIA.005"]
    assert lines["tak_terbukti"] == [kode for (kode,) in con.execute(OF_ONE_INDICATOR).fetchall()]
