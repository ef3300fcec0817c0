"""Pages of long documents are read in parts, through any executor, and nothing of that shows in what is read."""

import hashlib
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pypdf
import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from reportlab.pdfgen.canvas import Canvas

import pipeline
from extract.cells import Document, Metode
from extract.errors import PagesWanted
from extract.parts import Part, lose_part
from extract.pdf.open_pdf import opened_pdf
from extract.pdf.other_readers import OTHER_READERS, read_by
from extract.pdf.page_parts import MOST_AT_ONCE, MOST_PAGES, KnownPages, PagesLost, parts_of
from extract.pdf.pdfium_pages import READER as PDFIUM
from extract.pdf.pdfium_pages import read_page
from extract.pdf.read_pdf import read_pdf
from extract.scans import Scans
from extract.task_limits import Limits
from extract.this_process import ThisProcess
from extract.worker_processes import WorkerProcesses
from normalize.decisions.registry_files import Knowledge
from tests.bagian_kecil import FEW, in_small_parts
from tests.mati import parquet
from tests.terucap import said
from tests.test_second_reader import redrawn
from warehouse.run.jobs import read_part
from warehouse.run.one_document import process
from warehouse.run.running import run_inbox
from warehouse.store.ledger import Ledger
from warehouse.store.parquet import write_document

SAMPLES = Path(__file__).parent.parent / "samples" / "inbox"
MOST_AT_ONCE_READ = MOST_AT_ONCE[PDFIUM]
"""Pages that are read at once where this module has changed nothing."""
XS = (60, 230, 300, 360, 420)
TABLE, COPIED = 6, 6
"""Pages of the table, and the page that is there twice: of the document's 13 PDFium's parts are the first 6, and 7 from the copy on."""


def page_of_table(canvas: Canvas, number: int, head: bool) -> None:
    """A page of a table without upright rules: those of its head, on its first page, hold for all that follow."""
    canvas.setFont("Helvetica", 8)
    for y in (800, 785, 765, 745):
        canvas.line(XS[0], y, XS[-1], y)
    if head:
        for x in XS:
            canvas.line(x, 800, x, 785)
    rows = [(789, ("Nama butir", "Target", "Capaian", "Hasil")) if head else (789, (f"butir {number} a", "97,5", "90", "92,3"))]
    rows += [(y, (f"butir {number} {part}", "88,5", "91", "102,8")) for y, part in ((773, "b"), (753, "c"))]
    for y, texts in rows:
        for x, text in zip(XS, texts, strict=False):
            canvas.drawString(x + 4, y, text)
    for line in range(6):
        canvas.drawString(60, 400 - 12 * line, f"Keterangan baris {line} halaman {number} mengenai pelaksanaan kegiatan")
    canvas.showPage()


@pytest.fixture(scope="module", autouse=True)
def parts_of_few_pages() -> Iterator[None]:
    """In this process; workers are told with each task."""
    with pytest.MonkeyPatch.context() as patch:
        for pembaca, pages in FEW.items():
            patch.setitem(MOST_PAGES, pembaca, pages)
            patch.setitem(MOST_AT_ONCE, pembaca, pages)
        yield


@pytest.fixture(scope="module")
def long_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plans whose sums do not add up, of more pages than a second reader reads at once, and a table whose columns only its first page
    shows, with a page printed twice inside it, where a part begins."""
    folder = tmp_path_factory.mktemp("panjang")
    printed = re.compile(r"\((62,210,400)\)")
    wrong = redrawn(SAMPLES / "rapk_kantor_bersarang.pdf", folder / "salah.pdf", lambda text: printed.sub("(62,210,500)", text, count=1))
    canvas = Canvas(str(folder / "tabel.pdf"), invariant=True)
    for number in range(TABLE):
        page_of_table(canvas, number, head=number == 0)
    canvas.save()
    writer = pypdf.PdfWriter()
    for source in (wrong, folder / "tabel.pdf", wrong):
        writer.append(source)
    writer.insert_page(writer.pages[COPIED - 1], COPIED)
    path = folder / "panjang.pdf"
    writer.write(path)
    return path


@pytest.fixture(scope="module")
def document(long_pdf: Path) -> Document:
    return Document(hashlib.sha256(long_pdf.read_bytes()).hexdigest(), long_pdf, long_pdf.name, Metode.PDF)


@pytest.fixture(scope="module")
def data(document: Document, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the document as it is read page after page, without any executor."""
    data = tmp_path_factory.mktemp("utuh")
    write_document(process(document, knowledge, None).rows, data)
    return data


def facts(data: Path) -> dict[str, bytes]:
    """The Parquet files that documents have."""
    return {name: content for name, content in parquet(data).items() if not name.startswith("dim_")}


def inbox_of(data: Path, *paths: Path) -> Path:
    inbox = data / "inbox"
    inbox.mkdir(parents=True)
    for path in paths:
        shutil.copy2(path, inbox)
        os.utime(inbox / path.name, (time.time() - 60,) * 2)
    return inbox


class Noted(WorkerProcesses):
    """Notes what it is given, and gives one part of one reader to a process that dies."""

    def __init__(self, workers: int, dies: str = "") -> None:
        super().__init__(workers, Limits(), "warehouse.run.one_document")
        self.parts: list[Part] = []
        self.jobs = 0
        self._dies = dies

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """As of WorkerProcesses."""
        if fn is read_part:
            self.parts.append(args[0])
            if args[0].pembaca == self._dies and sum(part.pembaca == self._dies for part in self.parts) == 2:
                return super().submit(os.abort)
        else:
            self.jobs += 1
        return super().submit(in_small_parts, fn, *args, **kwargs)


class Library(ProcessPoolExecutor):
    """Two processes of the standard library."""

    def __init__(self) -> None:
        super().__init__(2, mp_context=get_context("spawn"))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """As of ProcessPoolExecutor."""
        return super().submit(in_small_parts, fn, *args, **kwargs)


@pytest.mark.parametrize(
    "executor",
    [ThisProcess, lambda: Noted(2), Library],
    ids=["this process", "two workers", "the library's processes"],
)
def test_any_executor_gives_the_same_bytes(executor: Callable[[], Executor], long_pdf: Path, data: Path, tmp_path: Path) -> None:
    inbox = inbox_of(tmp_path, long_pdf)
    with executor() as working:
        report = run_inbox(inbox, tmp_path, working, lambda nama, total: None)
    assert facts(tmp_path) == parquet(data)
    assert [entry.nama_berkas for entry in report.read] == [long_pdf.name] and report.refused == []
    assert not (tmp_path / "ledger" / "sementara").exists()
    if isinstance(working, Noted):
        assert {part.pembaca for part in working.parts} == {"pdfium", "tanpa_garis", "pdfplumber"}
        assert all(len(part.halaman) <= MOST_PAGES[part.pembaca] for part in working.parts)
        assert working.jobs == 4, "once for each reader whose pages were wanted, and once with all of them"


def test_what_depends_on_the_page_before(document: Document, tmp_path: Path) -> None:
    """A part begins with the copy of the page before it, inside a table that shows its columns on an earlier page."""
    with pytest.raises(PagesWanted) as wanted:
        read_pdf(document, KnownPages(document, tmp_path))
    parts = parts_of(wanted.value, document, tmp_path, Scans())
    begins = [part.halaman[0] for part in parts]
    for part in parts:
        read_part(part)
    joined = read_pdf(document, KnownPages(document, tmp_path))
    assert joined == read_pdf(document)
    assert set(joined.salinan) & set(begins)
    with opened_pdf(document) as pdf:
        alone = {number: read_page(pdf, number - 1) for number in begins}
        true = dict(enumerate(KnownPages(document).first(pdf), 1))
    assert any(alone[number] != true[number] for number in begins)


@pytest.mark.parametrize("pembaca", OTHER_READERS)
def test_other_readers_in_parts(pembaca: str, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that a part could not read are read where they are wanted, and the fault is met there."""
    monkeypatch.setitem(MOST_PAGES, pembaca, 2)
    monkeypatch.setitem(MOST_AT_ONCE, pembaca, 1)  # fewer than the second part has: what was tried is not asked for again
    pages = range(1, 4)
    with opened_pdf(document) as pdf:
        count = len(pdf)
    with pytest.raises(PagesWanted) as wanted:
        KnownPages(document, tmp_path).by(pembaca, count, pages)
    first, second = parts_of(wanted.value, document, tmp_path, Scans())
    assert first.halaman + second.halaman == tuple(pages)
    read_part(first)
    read_part(replace(second, document=replace(document, path=tmp_path / "tidak ada.pdf")))
    assert KnownPages(document, tmp_path).by(pembaca, count, pages) == read_by(pembaca, document, count, pages)
    lose_part(second, "berhenti.")
    known = KnownPages(document, tmp_path)
    assert set(known.by(pembaca, count, first.halaman)) <= set(first.halaman)
    with pytest.raises(PagesLost, match="berhenti"):
        known.by(pembaca, count, pages)


def test_a_part_that_dies_takes_its_document_and_no_other(long_pdf: Path, tmp_path: Path) -> None:
    other = SAMPLES / "rapk_jan_des.pdf"
    with Noted(2, dies="pdfium") as executor:
        report = run_inbox(inbox_of(tmp_path, long_pdf, other), tmp_path, executor, lambda nama, total: None)
    ((nama, kalimat),) = report.refused
    assert nama == long_pdf.name and said(kalimat).startswith(f"Berkas {nama} membuat program pembacanya berhenti mendadak (sinyal 6)")
    assert {entry.nama_berkas: entry.status for entry in report.read} == {long_pdf.name: "gagal", other.name: "lengkap"}


def test_a_part_of_a_second_reader_that_dies_leaves_the_first_reading(long_pdf: Path, data: Path, tmp_path: Path) -> None:
    with Noted(2, dies="pdfplumber") as executor:
        report = run_inbox(inbox_of(tmp_path, long_pdf), tmp_path, executor, lambda nama, total: None)
    (entry,) = report.read
    assert report.refused == [] and entry.status == "perlu_tinjau"
    assert any("Pembacaan kedua gagal" in said(note) for _, note in report.notes)
    assert entry.jejak and "proses_mati" in entry.jejak and '"nomor": 6' in entry.jejak
    (target,) = (data / "parquet" / "target").iterdir()
    assert entry.indikator == pq.read_metadata(target).num_rows


def test_a_page_without_end_among_many(bomb: Path, tmp_path: Path) -> None:
    """One page of a long document unfolds to half a gigabyte: its part is stopped, the document refused, the rest read."""
    writer = pypdf.PdfWriter()
    for source in (*[SAMPLES / "rapk_datar.pdf"] * 10, bomb, *[SAMPLES / "rapk_datar.pdf"] * 10):
        writer.append(source)
    writer.write(tmp_path / "panjang.pdf")
    assert len(writer.pages) > MOST_AT_ONCE_READ, "read in parts"
    inbox = inbox_of(tmp_path / "data", tmp_path / "panjang.pdf", SAMPLES / "rapk_jan_des.pdf")
    arguments = ["run", str(inbox), "--data-dir", str(tmp_path / "data"), "--batas-memori", "300", "--pekerja", "2"]
    result = CliRunner(env={"COLUMNS": "180"}).invoke(pipeline.main, arguments)
    assert result.exit_code == 1, result.output
    assert "Berkas panjang.pdf memerlukan memori lebih dari 300 MB" in result.stdout
    assert {entry.status for entry in Ledger(tmp_path / "data").entries.values()} == {"gagal", "lengkap"}
