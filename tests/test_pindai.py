"""Scans read whole: the sample plan and the report with one scanned page, against the truth that they were typeset from."""

import csv
import shutil
import subprocess
import sys
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from extract.cells import Document, Metode
from extract.ocr.installed import first_engine_there, second_engine_data
from extract.scans import Scans
from normalize.decisions.registry_files import Knowledge
from normalize.rows import DocumentRows
from tests.malam import rapk, read_in, rows
from tests.terucap import said
from warehouse.run.one_document import Outcome, process

SAMPLES = Path(__file__).parent.parent / "samples"
NOW = datetime(2024, 1, 1)
OCR = first_engine_there() and second_engine_data() is not None
needs_ocr = pytest.mark.skipif(not OCR, reason='the extra ocr is not here: `python -m pip install -c constraints.txt -e ".[test,ocr]"`')


def truth(name: str, table: str) -> list[dict[str, str]]:
    with (SAMPLES / "data" / name / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read(name: str, knowledge: Knowledge, scans: Scans | None = None) -> Outcome:
    path = SAMPLES / "pindai" / name
    return process(Document("5" * 64, path, name, Metode.PDF), knowledge, NOW, scans=scans)


def test_generator_makes_scans_that_need_ocr(tmp_path: Path) -> None:
    """Not the same bytes: pictures follow the versions of the libraries that draw and pack them."""
    subprocess.run([sys.executable, str(SAMPLES / "scan.py"), str(tmp_path)], check=True)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in (SAMPLES / "pindai").iterdir()}
    assert all(path.stat().st_size < 500_000 for path in (SAMPLES / "pindai").iterdir())


def test_a_run_without_ocr_refuses_the_scan_with_what_to_do(knowledge: Knowledge) -> None:
    found = read("rapk_pindai.pdf", knowledge, Scans(dilewati=True))
    assert found.kalimat is not None and "hasil pindai" in said(found.kalimat) and "OCR" in said(found.kalimat)
    assert found.bergambar and found.rows.dokumen.status == "gagal"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after two runs over the scanned plan (inbox, data), without OCR and with it."""
    folder = tmp_path_factory.mktemp("pindai")
    (folder / "inbox").mkdir()
    shutil.copy2(SAMPLES / "pindai" / "rapk_pindai.pdf", folder / "inbox")
    places = (folder / "inbox", "--data-dir", folder / "data", "--pekerja", "0")
    assert rapk("run", *places, "--tanpa-ocr").exit_code == 1
    first = rapk("run", *places)
    assert read_in(first) == ["rapk_pindai.pdf"] and first.exit_code == 0
    return folder


@pytest.fixture(scope="module")
def plan(ran: Path, knowledge: Knowledge) -> DocumentRows:
    """Its rows, of what the second run read in its pictures."""
    return read("rapk_pindai.pdf", knowledge, Scans(simpanan=ran / "data" / "ledger" / "pindai")).rows


@needs_ocr
def test_a_scanned_plan_reads_as_it_was_typeset(plan: DocumentRows) -> None:
    numbers = {row.target_id: row.no_indikator for row in plan.target}
    found = {(numbers[row.target_id], row.bulan): row for row in plan.target_bulanan}
    wrong, missing, count = [], 0, 0
    for month in truth("rapk_jan_des", "target_bulanan"):
        wanted = Decimal(month["nilai"]) if month["nilai"] else None
        row = found.get((int(month["no_indikator"]), int(month["bulan"])))
        count += wanted is not None
        value = row.nilai if row else None
        if value is None:
            missing += wanted is not None
        elif value != wanted:
            wrong.append((month, value))
    assert wrong == []
    assert count > 150 and missing <= 0.03 * count


@needs_ocr
def test_every_row_of_a_picture_says_ocr_and_what_is_missing_carries_the_flag(plan: DocumentRows) -> None:
    assert {row.metode for row in (*plan.target, *plan.target_bulanan, *plan.sel)} == {"ocr"}
    assert plan.dokumen.metode == "ocr" and plan.dokumen.jenis == "RAPK"
    for row in plan.target_bulanan:
        assert row.nilai is not None or row.mentah in (None, "", "-") or "angka_ragu_ocr" in row.bendera


@needs_ocr
def test_a_scanned_page_within_a_report_is_read_and_the_other_pages_are_as_before(knowledge: Knowledge) -> None:
    mixed = read("lakip_sebagian_pindai.pdf", knowledge).rows
    path = SAMPLES / "inbox" / "lakip_tahunan.pdf"
    printed = process(Document("5" * 64, path, path.name, Metode.PDF), knowledge, NOW).rows
    assert {row.metode for row in mixed.sel if row.halaman == 5} == {"ocr"}
    assert {row.metode for row in mixed.sel if row.halaman != 5} == {"pdf"}
    by_page = [
        {
            (row.indikator_raw, row.tabel, row.tahun): (row.target, row.realisasi, row.capaian_persen)
            for row in found.capaian
            if row.halaman == 5
        }
        for found in (printed, mixed)
    ]
    values = [(wanted, by_page[1].get(key)) for key, wanted in by_page[0].items()]
    right = sum(a == b for a, b in values)
    assert len(values) > 3 and right >= 0.9 * len(values)
    silent = [
        (row.indikator_raw, row.bendera)
        for row in mixed.capaian
        if row.halaman == 5
        and not row.bendera
        and (row.indikator_raw, row.tabel, row.tahun) in by_page[0]
        and (row.target, row.realisasi, row.capaian_persen) != by_page[0][row.indikator_raw, row.tabel, row.tahun]
    ]
    assert silent == []


@needs_ocr
def test_pictures_wait_for_a_run_that_reads_them_and_are_read_once(ran: Path, tmp_path: Path) -> None:
    inbox, data = (Path(shutil.copytree(ran / name, tmp_path / name)) for name in ("inbox", "data"))
    kept = {path: path.stat().st_mtime_ns for path in (data / "ledger" / "pindai").glob("*.pindai")}
    assert kept and rows(data, "SELECT metode FROM dokumen") == [("ocr",)]
    again = rapk("run", inbox, "--data-dir", data, "--pekerja", "0", "--ulang")
    assert read_in(again) == ["rapk_pindai.pdf"]
    assert {path: path.stat().st_mtime_ns for path in (data / "ledger" / "pindai").glob("*.pindai")} == kept
    assert read_in(rapk("run", inbox, "--data-dir", data, "--tanpa-ocr", "--pekerja", "0")) == []
    (inbox / "rapk_pindai.pdf").unlink()
    rapk("run", inbox, "--data-dir", data, "--kosongkan", "--pekerja", "0")
    assert list((data / "ledger" / "pindai").iterdir()) == [], "what no document uses goes with the last one"


def test_what_was_read_in_pictures_stays_while_a_document_uses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.scans.first_engine_there", lambda: True)
    scans = Scans(simpanan=tmp_path / "pindai")
    for doc_id, digests in (("a", "12"), ("b", "23")):
        for digest in digests:
            store = scans.store_of(doc_id)
            assert store is not None
            store.note_use(store.path_of(digest))
            store.path_of(digest).write_bytes(b"")
    (tmp_path / "pindai" / "versi lama-1.pindai").write_bytes(b"")
    scans.forget_all_but({"b"})
    assert sorted(path.name.rpartition("-")[2] for path in (tmp_path / "pindai").iterdir()) == ["2.pindai", "3.pindai", "b.pakai"]
    Scans(True, tmp_path / "pindai").forget_all_but(())
    assert len(list((tmp_path / "pindai").iterdir())) == 3, "a run without OCR takes nothing away"
