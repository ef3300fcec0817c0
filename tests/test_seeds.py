"""The three dumps that the project began with, where they lie beside the repository.

None of them is in the repository; without them these tests are skipped.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
import regex

from tests.conftest import SEEDS


@pytest.fixture(scope="module")
def gudang(seeds: Path) -> Path:
    return seeds / "data" / "kinerja.duckdb"


def ask(gudang: Path, query: str, seed: str) -> list[tuple[Any, ...]]:
    """The query over one seed's rows: `d` is its row of dokumen."""
    with duckdb.connect(str(gudang), read_only=True) as con:
        return con.execute(f"WITH d AS (FROM dokumen WHERE nama_berkas LIKE ? || '%') {query}", [seed]).fetchall()


@pytest.mark.parametrize(("seed", "indicators", "lines"), [("000", 26, 53), ("001", 27, 115), ("002", 15, 144)])
def test_counts(seed: str, indicators: int, lines: int, gudang: Path) -> None:
    assert ask(gudang, "SELECT count(*) FROM target JOIN d USING (doc_id)", seed) == [(indicators,)]
    assert ask(gudang, "SELECT count(*) FROM kontribusi_ro JOIN d USING (doc_id)", seed) == [(lines,)]
    assert ask(gudang, "SELECT count(*) FROM target_bulanan JOIN d USING (doc_id)", seed) == [(12 * indicators,)]


@pytest.mark.parametrize(
    ("seed", "facts"),
    [
        ("000", ("RAPK", "jember", 2024, None, 1)),
        ("001", ("RAPK", "bpom", 2024, "2024-06-20", 1000)),
        ("002", ("RAPK", "dumai", 2025, "2025-02-12", 1)),
    ],
)
def test_identity(seed: str, facts: tuple[Any, ...], gudang: Path) -> None:
    assert ask(gudang, "SELECT jenis, upt_id, tahun, tanggal::VARCHAR, skala_rupiah FROM d", seed) == [facts]


def test_places(gudang: Path) -> None:
    assert [ask(gudang, "SELECT tempat FROM d", seed)[0][0] for seed in ("001", "002")] == ["Jakarta", "Dumai"]


def test_the_national_sums_all_hold(gudang: Path) -> None:
    query = "SELECT aturan, c.status, count(*) FROM cek c JOIN d USING (doc_id) WHERE aturan IN ({}) GROUP BY ALL ORDER BY ALL"
    found = ask(gudang, query.format("'kontribusi_vs_anggaran', 'total_dokumen'"), "001")
    assert found == [("kontribusi_vs_anggaran", "lolos", 27), ("total_dokumen", "lolos", 1)]
    assert ask(gudang, "SELECT count(*) FROM cek c JOIN d USING (doc_id) WHERE c.status = 'gagal'", "001") == [(0,)]
    assert ask(gudang, "SELECT total_anggaran_rp, (SELECT sum(anggaran_rp) FROM target JOIN d USING (doc_id)) FROM d", "001") == [
        (Decimal("2354243149000"), Decimal("2354243149000"))
    ]


def test_the_scale_of_the_national_document_is_inferred_and_said(gudang: Path) -> None:
    for table in ("target", "kontribusi_ro"):
        query = f"SELECT bool_and(list_contains(bendera, 'skala_disimpulkan')) FROM {table} JOIN d USING (doc_id)"
        assert ask(gudang, query, "001") == [(True,)]
        assert ask(gudang, query.replace("and", "or"), "002") == [(False,)]
    ((sentence,),) = ask(gudang, "SELECT pesan FROM d", "001")
    assert "ribuan rupiah" in sentence


PASSED = "SELECT count(*) FROM cek c JOIN d USING (doc_id) WHERE aturan = 'kontribusi_vs_anggaran' AND c.status = 'lolos'"
LOST = """
    SELECT count(*), count(*) FILTER (target_id IS NULL), count(*) FILTER (target_id IS NULL AND list_contains(bendera, 'indikator_hilang'))
    FROM kontribusi_ro JOIN d USING (doc_id) WHERE target_id IS NULL OR list_contains(bendera, 'indikator_hilang')"""


def test_the_lost_line_of_indicator_07(gudang: Path) -> None:
    query = """
        SELECT t.no_indikator, c.selisih, c.penjelasan FROM cek c JOIN d USING (doc_id) JOIN target t USING (target_id)
        WHERE aturan = 'kontribusi_vs_anggaran' AND c.status = 'gagal'"""
    ((number, gap, sentence),) = ask(gudang, query, "002")
    assert (number, gap) == (7, Decimal("-4331250"))
    assert "3165.QIC.001.053.A" in sentence and "Rp4.331.250" in sentence
    assert ask(gudang, PASSED, "002") == [(14,)]


@pytest.mark.parametrize(("seed", "blocks", "lines"), [("000", 1, 1), ("001", 0, 0), ("002", 3, 12)])
def test_lines_of_lost_indicators_are_kept_and_flagged(seed: str, blocks: int, lines: int, gudang: Path) -> None:
    assert ask(gudang, LOST, seed) == [(lines, lines, lines)]
    assert ask(gudang, "SELECT count(*) FROM cek JOIN d USING (doc_id) WHERE aturan = 'blok_tanpa_indikator'", seed) == [(blocks,)]


def plain(cell: str) -> str:
    """Letters and digits only: markup and white space are no text."""
    return regex.sub(r"[^\p{L}\d]", "", regex.sub(r"</?\w[^>]*>", "", cell))


@pytest.mark.parametrize("seed", ["000", "001", "002"])
def test_every_cell_of_the_dump_is_kept(seed: str, gudang: Path) -> None:
    cells = ask(gudang, "SELECT line, kolom, mentah, s.bendera FROM sel s JOIN d USING (doc_id)", seed)
    kept = {(line, column): text for line, column, text, flags in cells if "html" not in flags}
    (path,) = [path for path in SEEDS if path.name.startswith(seed)]
    printed = {
        (number, column): cell
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "\t" in line
        for column, cell in enumerate(line.split("\t"), 1)
        if cell.strip()
    }
    assert len(printed) > 300
    assert [(place, cell) for place, cell in printed.items() if plain(kept.get(place) or "") != plain(cell)] == []
    assert {place for place, text in kept.items() if text} == set(printed)
