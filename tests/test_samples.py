"""The samples are what the generator makes of their data, and their figures close."""

import csv
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pypdfium2
import pytest

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = sorted(p.name for p in (SAMPLES / "data").iterdir() if p.is_dir())
Row = dict[str, str]


def read(name: str, table: str) -> list[Row]:
    path = SAMPLES / "data" / name / f"{table}.csv"
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def key(row: Row) -> tuple[str, str]:
    return row["no_sasaran"], row["no_indikator"]


def printed_text(file: Path) -> str:
    """All text of a sample without white space, for cells wrap anywhere."""
    if file.suffix == ".txt":
        return "".join(file.read_text(encoding="utf-8").split())
    with pypdfium2.PdfDocument(file) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def test_generator_rewrites_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SAMPLES / "typeset.py"), str(tmp_path)], check=True)
    made = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    kept = {p.name: p.read_bytes() for p in (SAMPLES / "inbox").iterdir()}
    assert sorted(made) == sorted(kept)
    assert [name for name in kept if made[name] != kept[name]] == []


def test_every_sample_has_its_truth() -> None:
    assert sorted(p.stem for p in (SAMPLES / "inbox").iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_figures_close(name: str) -> None:
    dokumen, targets = read(name, "dokumen")[0], read(name, "target")
    lines = read(name, "kontribusi_ro") + read(name, "kontribusi_ro_hilang")
    of_indicator: dict[tuple[str, str], int] = defaultdict(int)
    of_line: dict[tuple[str, ...], int] = defaultdict(int)
    budget: dict[tuple[str, ...], int] = {}
    for row in lines:
        of_indicator[key(row)] += int(row["kontribusi_rp"])
        if row.get("anggaran_rp"):
            line = tuple(row[f"kode_{part}"] for part in ("program", "kegiatan", "kro", "ro", "komponen", "subkomponen"))
            of_line[line] += int(row["kontribusi_rp"])
            assert budget.setdefault(line, int(row["anggaran_rp"])) == int(row["anggaran_rp"])
    assert of_line == budget
    if lines:
        assert of_indicator == {key(t): int(t["anggaran_rp"]) for t in targets}
    if dokumen["total_anggaran_rp"]:
        assert sum(int(t["anggaran_rp"]) for t in targets) == int(dokumen["total_anggaran_rp"])


@pytest.mark.parametrize("name", NAMES)
def test_months_agree_with_the_year(name: str) -> None:
    months = read(name, "target_bulanan")
    targets = read(name, "target")
    assert len(months) == 12 * len(targets)
    december = {key(m): m["nilai"] for m in months if m["bulan"] == "12"}
    assert december == {key(t): t["target_tahunan"] for t in targets}


@pytest.mark.parametrize("name", NAMES)
def test_names_are_printed(name: str) -> None:
    dokumen = read(name, "dokumen")[0]
    file = SAMPLES / "inbox" / dokumen["nama_berkas"]
    text = printed_text(file)
    cut = {"rapk_kantor_putus", "dump_kantor", "dump_html"}  # a page end stands inside some names
    missing = [t["indikator_raw"] for t in read(name, "target") if "".join(t["indikator_raw"].split()) not in text]
    assert len(missing) <= (2 if name in cut else 0), missing
    if file.suffix == ".pdf":
        with pypdfium2.PdfDocument(file) as document:
            assert len(document) == int(dokumen["halaman"])
