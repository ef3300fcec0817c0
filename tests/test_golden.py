"""The samples read whole, against tests/golden: what changed in any row is seen in a diff.

`pytest tests/test_golden.py --tulis-golden` rewrites; whether the rows are right is what test_truth.py tells.
"""

import csv
from pathlib import Path

import duckdb
import pytest

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = sorted(path.name for path in (SAMPLES / "inbox").iterdir())
FLAG = "--tulis-golden"

# Ids begin with the digest of the file, which is no news: what follows it stays.
ID = "substr({0}, 18) AS {0}"
WHERE = "baris, halaman, line, array_to_string(bendera, ' ') AS bendera"
QUERIES = {
    "dokumen": "SELECT * EXCLUDE (doc_id, diproses_pada, kode, isi) FROM dokumen WHERE doc_id = $doc",
    "target": f"""
        SELECT {ID.format("target_id")}, no_sasaran, sasaran_raw, no_indikator, indikator_raw, indikator_id, satuan,
               target_tahunan, anggaran_rp, {WHERE}
        FROM target WHERE doc_id = $doc ORDER BY tabel_no, baris""",
    "target_bulanan": f"""
        SELECT {ID.format("target_id")}, bulan, nilai, satuan, mentah, array_to_string(bendera, ' ') AS bendera
        FROM target_bulanan WHERE doc_id = $doc ORDER BY tabel_no, baris, bulan""",
    "kontribusi_ro": f"""
        SELECT {ID.format("target_id")}, * EXCLUDE (target_id, doc_id, tabel_no, tabel, versi, baris, halaman, line, bbox, metode, bendera),
               {WHERE}
        FROM kontribusi_ro WHERE doc_id = $doc ORDER BY tabel_no, baris, rowid""",
    # What is not proved is the rest; which checks prove a number is the affair of tests/normalize/proof.
    "bukti": """
        SELECT tabel, baris, bagian, kolom, status FROM bukti
        WHERE doc_id = $doc AND status <> 'tak_terbukti' ORDER BY tabel, baris, bagian, kolom""",
    # A check that passed needs no sentence.
    "cek": f"""
        SELECT {ID.format("cek_id")}, {ID.format("target_id")}, harapan, terbaca, selisih, status,
               CASE WHEN status <> 'lolos' THEN penjelasan END AS penjelasan, baris
        FROM cek WHERE doc_id = $doc ORDER BY rowid""",
}


def table(data: Path, name: str, query: str) -> list[list[str]]:
    """Head and rows as text; '' for NULL."""
    with duckdb.connect(str(data / "kinerja.duckdb"), read_only=True) as con:
        (doc,) = con.execute("SELECT doc_id FROM dokumen WHERE nama_berkas = ?", [name]).fetchone() or (None,)
        found = con.execute(query, {"doc": doc})
        head = [column[0] for column in found.description]
        return [head, *([text(value) for value in row] for row in found.fetchall())]


def text(value: object) -> str:
    """Numbers without the zeros that their column's type adds."""
    shown = "" if value is None else str(value)
    whole, point, fraction = shown.partition(".")
    return whole + (point + fraction).rstrip("0").rstrip(".") if point and whole.lstrip("-").isdigit() and fraction.isdigit() else shown


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_the_golden_ones(name: str, samples: Path, request: pytest.FixtureRequest) -> None:
    folder = GOLDEN / name.partition(".")[0]
    for kind, query in QUERIES.items():
        rows, path = table(samples, name, query), folder / f"{kind}.csv"
        if request.config.getoption(FLAG):
            folder.mkdir(parents=True, exist_ok=True)
            with path.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file, lineterminator="\n").writerows(rows)
        with path.open(newline="", encoding="utf-8") as file:
            kept = list(csv.reader(file))
        assert len(rows) == len(kept), f"{kind}: {len(rows) - 1} rows, golden has {len(kept) - 1}"
        assert rows == kept


def test_every_golden_folder_has_its_sample() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir() if path.name != "benih") == [name.partition(".")[0] for name in NAMES]


def test_the_flag_is_off(request: pytest.FixtureRequest) -> None:
    assert not request.config.getoption(FLAG), f"{FLAG} only rewrites: read `git diff tests/golden`, then run without it"
