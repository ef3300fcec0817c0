"""Nightly runs: what is known costs nothing, what is touched is read again and no more, nothing is lost or half done."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pypdf
import pytest
from click.testing import CliRunner, Result
from filelock import FileLock
from reportlab.pdfgen.canvas import Canvas

import pipeline
from extract import size_limits
from tests.mati import parquet, try_kills
from warehouse import load
from warehouse.ledger import Ledger, runs_of

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples" / "inbox"
DUMP, OTHER, PDF = SAMPLES / "dump_kantor.txt", SAMPLES / "dump_html.txt", SAMPLES / "rapk_jan_des.pdf"


def rapk(*arguments: str | Path) -> Result:
    return CliRunner(env={"COLUMNS": "180"}).invoke(pipeline.main, [str(argument) for argument in arguments])


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(data / "kinerja.duckdb"), read_only=True) as con:
        return con.sql(sql).fetchall()


def read_in(result: Result) -> list[str]:
    """Names of the files that a run looked into."""
    return sorted(line.partition("] ")[2] for line in result.stderr.splitlines() if line.startswith("["))


def old(path: Path, seconds: float = 60) -> Path:
    """The file as if it had come a while ago."""
    os.utime(path, (time.time() - seconds,) * 2)
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder after a run over two dumps and a PDF."""
    inbox = tmp_path / "data" / "inbox"
    inbox.mkdir(parents=True)
    for path in (DUMP, OTHER, PDF):
        shutil.copy2(path, inbox)
    assert rapk("run", "--data-dir", inbox.parent).exit_code == 0
    return inbox.parent


# ---- incremental


def test_known_documents_cost_nothing(data: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in data.rglob("*.parquet")}
    database = (data / "kinerja.duckdb").stat().st_mtime_ns
    result = rapk("run", "--data-dir", data)
    assert result.exit_code == 0 and read_in(result) == []
    assert "Tidak ada yang berubah sejak run sebelumnya: 3 dokumen" in result.stdout
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in data.rglob("*.parquet")} == before
    assert (data / "kinerja.duckdb").stat().st_mtime_ns == database
    assert "Tidak ada yang berubah pada run terakhir" in rapk("diff", "--data-dir", data).stdout


def test_a_known_file_is_not_even_opened(data: Path) -> None:
    time.sleep(2.1)  # a file that is younger proves nothing
    rapk("run", "--data-dir", data)
    known = Ledger(data).files[PDF.name]
    path = data / "inbox" / PDF.name
    assert known.state.mtime == path.stat().st_mtime_ns
    opened: list[object] = []
    watching = True

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "open" and str(arguments[0]).startswith(str(data / "inbox")):
            opened.append(arguments[0])

    sys.addaudithook(hook)
    assert read_in(rapk("run", "--data-dir", data)) == []
    assert opened == []
    os.utime(path)  # touched: looked into, found the same, not read again
    assert read_in(rapk("run", "--data-dir", data)) == []
    watching = False
    assert opened == [str(path)] or opened == [path]


def test_a_file_replaced_under_its_name(data: Path) -> None:
    shutil.copy2(SAMPLES / "rapk_nasional.pdf", data / "inbox" / PDF.name)
    result = rapk("run", "--data-dir", data)
    assert read_in(result) == [PDF.name]
    assert "1 isi berganti" in result.stdout and "tidak berubah 2" in result.stdout
    assert rows(data, f"SELECT upt_id FROM dokumen WHERE nama_berkas = '{PDF.name}'") == [("bpom",)]
    assert len(list((data / "parquet" / "dokumen").iterdir())) == 3
    assert ("berganti", PDF.name) in rows(data, "SELECT perubahan, nama_berkas FROM perubahan")


def test_twins_and_a_file_that_leaves(data: Path) -> None:
    shutil.copy2(PDF, data / "inbox" / "a kembar.pdf")
    result = rapk("run", "--data-dir", data)
    assert "nama berganti" in result.stdout and f"Berkas {PDF.name} isinya sama dengan a kembar.pdf" in result.stdout
    assert f"{PDF.name}: isinya sama dengan a kembar.pdf." in rapk("status", "--data-dir", data).stdout
    assert read_in(rapk("run", "--data-dir", data)) == []
    (data / "inbox" / "a kembar.pdf").unlink()
    (data / "inbox" / DUMP.name).unlink()
    result = rapk("run", "--data-dir", data)
    assert f"Tidak ada lagi di inbox: a kembar.pdf, {DUMP.name}." in result.stdout
    assert sorted(rows(data, "SELECT nama_berkas FROM dokumen")) == [(OTHER.name,), (PDF.name,)]
    assert ("hilang", DUMP.name) in rows(data, "SELECT perubahan, nama_berkas FROM perubahan")
    assert runs_of(data)[-1]["keluar"] == ["a kembar.pdf", DUMP.name]
    assert "keluar: a kembar.pdf" in rapk("status", "--data-dir", data).stdout
    fresh = data.parent / "baru"
    rapk("run", data / "inbox", "--data-dir", fresh)
    assert parquet(fresh) == parquet(data), "the history of an inbox leaves no trace in the tables"


def test_a_decision_touches_its_document_and_no_other(data: Path) -> None:
    review = data / "review"
    review.mkdir()
    (review / "dokumen.csv").write_text(f"dokumen,kolom,nilai\n{DUMP.name},tahun,2031\n")
    result = rapk("run", "--data-dir", data)
    assert read_in(result) == [DUMP.name] and "1 berkas tinjauan berganti" in result.stdout
    assert ("tahun", "2024", "2031") in rows(data, "SELECT kolom, lama, baru FROM perubahan WHERE tabel = 'dokumen'")
    (review / "dokumen.csv").unlink()
    assert read_in(rapk("run", "--data-dir", data)) == [DUMP.name]


def test_a_decision_about_a_name_touches_the_documents_that_print_it(data: Path) -> None:
    nama = "Jumlah kader khayal yang dibina"
    text = DUMP.read_text(encoding="utf-8").replace("Indeks RB UPT", nama)
    (data / "inbox" / DUMP.name).write_text(text, encoding="utf-8")
    rapk("run", "--data-dir", data)
    query = "SELECT DISTINCT nama_berkas FROM target JOIN dokumen USING (doc_id) WHERE indikator_raw = '{}' AND indikator_id LIKE '{}'"
    assert rows(data, query.format(nama, "sementara-%")) == [(DUMP.name,)]
    decisions = data / "review" / "indikator_alias.csv"
    decisions.parent.mkdir()
    decisions.write_text("nama;usulan;keputusan\nNama yang tidak tercetak di mana pun;kader-lain;baru\n", encoding="utf-8")
    assert read_in(rapk("run", "--data-dir", data)) == []
    with decisions.open("a", encoding="utf-8") as file:
        file.write(f"{nama};kader-khayal;baru\n")
    result = rapk("run", "--data-dir", data)
    assert result.exit_code == 0, result.output
    assert read_in(result) == [DUMP.name]
    assert rows(data, query.format(nama, "kader-khayal")) == [(DUMP.name,)]
    fresh = data.parent / "baru"
    shutil.copytree(data / "review", fresh / "review")
    rapk("run", data / "inbox", "--data-dir", fresh)
    assert parquet(fresh) == parquet(data), "what was not read again is what it would have been"


def test_a_changed_program_reads_again_what_it_touches(data: Path, tmp_path: Path) -> None:
    """A copy of the program whose PDF reader is another: PDFs are read again, dumps are not."""
    copy = tmp_path / "program"
    for part in ("extract", "normalize", "warehouse"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "pipeline.py", copy)

    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(copy / "pipeline.py"), "run", "--data-dir", str(data)]
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)

    assert "[" not in run().stderr
    with (copy / "extract" / "rulings.py").open("a") as file:
        file.write("\n# another reader\n")
    done = run()
    assert "[1/1] " + PDF.name in done.stderr and "1 program pembaca berganti" in done.stdout
    with (copy / "normalize" / "registry" / "upt.csv").open("a") as file:
        file.write("\n")
    done = run()
    assert "[3/3]" in done.stderr and "3 program atau registri berganti" in done.stdout


def test_parquet_that_was_deleted_comes_back(data: Path) -> None:
    before = parquet(data)
    next((data / "parquet" / "target").iterdir()).unlink()
    (data / "parquet" / "sel" / "yatim.parquet").write_bytes(b"?")
    result = rapk("run", "--data-dir", data)
    assert "1 berkas Parquet tidak lengkap" in result.stdout
    assert parquet(data) == before
    (data / "kinerja.duckdb").unlink()
    assert read_in(rapk("run", "--data-dir", data)) == []
    assert rows(data, "SELECT count(*) FROM dokumen") == [(3,)]


def test_a_torn_ledger_is_read_as_far_as_it_is_whole(data: Path) -> None:
    journal = data / "ledger" / "dokumen.jsonl"
    journal.write_bytes(journal.read_bytes()[:-40])
    assert len(read_in(rapk("run", "--data-dir", data))) == 1
    assert len(Ledger(data).entries) == 3
    journal.write_bytes(b"\x00\xff rusak")
    assert len(read_in(rapk("run", "--data-dir", data))) == 3


def test_a_refused_file_is_tried_again_only_when_it_changes(data: Path) -> None:
    cut = old(data / "inbox" / PDF.name)
    cut.write_bytes(PDF.read_bytes()[:5000])
    old(cut)
    first = rapk("run", "--data-dir", data)
    assert first.exit_code == 1 and read_in(first) == [PDF.name]
    second = rapk("run", "--data-dir", data)
    assert second.exit_code == 1 and read_in(second) == []
    assert "terpotong" in second.stdout and (data / "rejected" / f"{PDF.name}.txt").is_file()
    assert read_in(rapk("run", "--data-dir", data, "--ulang")) == sorted([DUMP.name, OTHER.name, PDF.name])
    shutil.copy2(PDF, cut)
    third = rapk("run", "--data-dir", data)
    assert third.exit_code == 0 and read_in(third) == [PDF.name]
    assert list((data / "rejected").iterdir()) == []


# ---- files that are not whole yet, or cannot be seen


def test_a_file_that_is_still_being_copied_is_postponed(data: Path) -> None:
    whole = (SAMPLES / "dump_nasional.txt").read_bytes()
    path = data / "inbox" / "besar.txt"
    code = """
import sys, time
data = open(sys.argv[1], "rb").read()
with open(sys.argv[2], "wb", buffering=0) as file:
    for start in range(0, len(data), 500):
        file.write(data[start:start + 500])
        if start == 0:
            print("mulai", flush=True)
        time.sleep(0.05)
"""
    command = [sys.executable, "-c", code, str(SAMPLES / "dump_nasional.txt"), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as copying:
        assert copying.stdout and copying.stdout.readline()
        result = rapk("run", "--data-dir", data)
        still = copying.poll() is None
        copying.kill()
    assert still and result.exit_code == 0
    assert "besar.txt masih disalin" in result.stdout
    assert rows(data, "SELECT count(*) FROM dokumen") == [(3,)]
    path.write_bytes(whole)
    assert read_in(rapk("run", "--data-dir", data)) == ["besar.txt"]
    assert rows(data, "SELECT count(*) FROM target JOIN dokumen USING (doc_id) WHERE nama_berkas = 'besar.txt'")[0][0] > 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_rights_keeps_what_is_known_of_it(data: Path) -> None:
    (data / "inbox" / PDF.name).chmod(0)
    result = rapk("run", "--data-dir", data)
    assert result.exit_code == 1 and "hak aksesnya" in result.stdout
    assert rows(data, "SELECT count(*) FROM dokumen") == [(3,)]


# ---- limits


def test_a_document_over_its_limits_is_one_sentence(tmp_path: Path, data: Path) -> None:
    """A PDF of many pages against the clock, a page that unfolds to gigabytes against memory."""
    writer = pypdf.PdfWriter()
    for _ in range(150):
        writer.append(PDF)
    writer.write(data / "inbox" / "panjang.pdf")
    result = rapk("run", "--data-dir", data, "--batas-waktu", "1")
    assert result.exit_code == 1, result.output
    assert "panjang.pdf belum selesai dibaca setelah 1 detik" in result.stdout
    (data / "inbox" / "panjang.pdf").unlink()

    canvas = Canvas(str(data / "inbox" / "bom.pdf"), pageCompression=1)
    canvas.drawString(100, 100, "x")
    canvas._code.append("0 0 m " * 60_000_000)
    canvas.save()
    assert (data / "inbox" / "bom.pdf").stat().st_size < 3_000_000
    result = rapk("run", "--data-dir", data, "--batas-memori", "300")
    assert result.exit_code == 1, result.output
    assert "Berkas bom.pdf " in result.stdout and "Traceback" not in result.output
    assert rows(data, "SELECT nama_berkas FROM dokumen WHERE status = 'gagal'") == [("bom.pdf",)]
    assert rows(data, "SELECT count(*) FROM dokumen") == [(4,)]


def test_many_pages_and_huge_cells_are_refused(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    writer = pypdf.PdfWriter()
    for _ in range(size_limits.MOST_PAGES + 1):
        writer.add_blank_page(200, 200)
    writer.write(inbox / "halaman.pdf")
    (inbox / "sel.txt").write_text("a\tb\n" + "x" * 150_000 + "\ty\n")
    result = rapk("run", "--data-dir", tmp_path)
    assert result.exit_code == 1
    assert f"halaman.pdf berisi {size_limits.MOST_PAGES + 1} halaman" in result.stdout
    assert "sel.txt memuat sel dengan lebih dari" in result.stdout and "(baris 2)" in result.stdout


# ---- crashes, other runs, readers


def test_killed_at_random_instants() -> None:
    result = try_kills(6, seed=int(os.environ.get("BENIH", "6")))
    assert result.kills >= 6 and result.rounds >= 2


def command(data: Path) -> list[str]:
    return [sys.executable, str(ROOT / "pipeline.py"), "run", "--data-dir", str(data)]


@pytest.fixture
def long_inbox(tmp_path: Path) -> Path:
    """A data folder whose one document takes some seconds."""
    (tmp_path / "inbox").mkdir()
    writer = pypdf.PdfWriter()
    for _ in range(200):
        writer.append(PDF)
    writer.write(tmp_path / "inbox" / "panjang.pdf")
    return tmp_path


def wait_for_run(data: Path) -> None:
    until = time.monotonic() + 20
    while not any("rencana" in run for run in runs_of(data)) and time.monotonic() < until:
        time.sleep(0.02)


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_and_a_second_run(long_inbox: Path) -> None:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command(long_inbox), start_new_session=True, **pipes) as first:  # type: ignore[call-overload]
        wait_for_run(long_inbox)
        second = subprocess.run(command(long_inbox), capture_output=True, text=True, check=False)
        assert second.returncode == 2 and "Run lain sedang berjalan" in second.stderr
        assert len(second.stderr.strip().splitlines()) == 1
        time.sleep(0.5)
        os.killpg(first.pid, signal.SIGINT)
        _, said = first.communicate(timeout=10)
    assert first.returncode == 2 and said.strip() == "Dihentikan sebelum selesai; jalankan lagi perintah yang sama."
    with FileLock(long_inbox / "ledger" / "run.lock", timeout=0):
        pass
    (long_inbox / "inbox" / "panjang.pdf").unlink()
    assert rapk("run", "--data-dir", long_inbox).exit_code == 0
    assert "terputus" in rapk("status", "--data-dir", long_inbox).stdout


def test_a_reader_is_neither_disturbed_nor_in_the_way(data: Path) -> None:
    code = """
import duckdb, sys
con = duckdb.connect(sys.argv[1], read_only=True)
print(con.sql("SELECT count(*) FROM dokumen").fetchall()[0][0], flush=True)
sys.stdin.readline()
print(con.sql("SELECT count(*), (SELECT count(*) FROM sel) > 0 FROM dokumen").fetchall()[0], flush=True)
"""
    arguments = [sys.executable, "-c", code, str(data / "kinerja.duckdb")]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as notebook:
        assert notebook.stdin and notebook.stdout
        assert notebook.stdout.readline() == "3\n"
        shutil.copy2(SAMPLES / "rapk_nasional.pdf", data / "inbox")
        assert rapk("run", "--data-dir", data).exit_code == 0
        assert rows(data, "SELECT count(*) FROM dokumen") == [(4,)]
        notebook.stdin.write("\n")
        notebook.stdin.flush()
        assert notebook.stdout.readline() == "(3, True)\n"


def test_where_the_database_cannot_be_swapped_both_are_kept(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where a file that is open cannot be replaced."""
    real = Path.replace

    def refuses(path: Path, target: Path) -> Path:
        if target == data / load.DATABASE:
            raise PermissionError(13, "Access is denied", str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refuses)
    shutil.copy2(SAMPLES / "rapk_nasional.pdf", data / "inbox")
    result = rapk("run", "--data-dir", data)
    assert result.exit_code == 0 and "dipasang pada run berikutnya" in result.stdout
    assert rows(data, "SELECT count(*) FROM dokumen") == [(3,)] and (data / load.WAITING).is_file()
    monkeypatch.undo()
    assert read_in(rapk("run", "--data-dir", data)) == []
    assert rows(data, "SELECT count(*) FROM dokumen") == [(4,)] and not (data / load.WAITING).exists()


# ---- what is told


def test_the_log_has_a_line_a_document(data: Path) -> None:
    lines = [json.loads(line) for line in (data / "log" / "dokumen.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(line["nama_berkas"] for line in lines) == sorted([DUMP.name, OTHER.name, PDF.name])
    assert all(line["detik"] > 0 and line["sebab"] == "baru" and line["status"] for line in lines)


def test_values_that_changed_are_told_by_document_and_office(data: Path) -> None:
    text = DUMP.read_text(encoding="utf-8")
    (data / "inbox" / DUMP.name).write_text(text.replace("1,101,573,000", "1,101,574,000"), encoding="utf-8")
    rapk("run", "--data-dir", data)
    query = "SELECT DISTINCT upt_id, tabel, kolom, lama, baru FROM perubahan WHERE perubahan = 'nilai berubah' AND tabel = 'target'"
    found = rows(data, query)
    assert found == [("bengkulu", "target", "anggaran_rp", "1101573000", "1101574000")]
    shown = rapk("diff", "--data-dir", data, "--semua").stdout
    for words in (DUMP.name, "bengkulu", "berganti", "1101574000"):
        assert words in shown


def test_doctor_finds_what_is_wrong(data: Path, tmp_path: Path) -> None:
    good = rapk("doctor", "--data-dir", data)
    assert good.exit_code == 0 and "KURANG" not in good.stdout and "Proses pekerja berjalan" in good.stdout
    bad = rapk("doctor", tmp_path / "tidak ada", "--data-dir", data)
    assert bad.exit_code == 1 and "KURANG" in bad.stdout
    (data / "review").mkdir()
    (data / "review" / "upt_alias.csv").write_text("alias,upt_id\nBALAI POM KHAYAL,khayal\n")
    for path in (data / "inbox").iterdir():
        path.unlink()
    bad = rapk("doctor", "--data-dir", data)
    assert "khayal" in bad.stdout and "Inbox kosong padahal" in bad.stdout


@pytest.mark.parametrize("asking", [[], ["--tanya", "0.5"]])
def test_watch_runs_when_something_has_landed(data: Path, asking: list[str]) -> None:
    arguments = [sys.executable, str(ROOT / "pipeline.py"), "watch", "--data-dir", str(data), "--sampai", "2", *asking]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as watching:
        assert watching.stdout
        while "Hasil:" not in watching.stdout.readline():
            pass
        time.sleep(1)
        shutil.copy(SAMPLES / "rapk_nasional.pdf", data / "inbox")
        rest, _ = watching.communicate(timeout=40)
    assert watching.returncode == 0 and "rapk_nasional.pdf" in rest
    assert rows(data, "SELECT count(*) FROM dokumen") == [(4,)]


# ---- versions of one plan


def test_a_later_version_of_a_plan_stands_beside_the_older(kertas: Any, tmp_path: Path) -> None:
    """Same office and year: views take the later date, v_perubahan_target compares the two, whichever came first."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()

    def plan(amount: int, date: str) -> str:
        rows = [kertas.indikator(1, amount, sasaran=(1, "Terwujudnya")), kertas.kepala_ro, kertas.ro(1, amount, amount)]
        text: str = kertas.dokumen(rows)
        return text + f"\nBengkulu, {date}\n"

    (inbox / "b.txt").write_text(plan(5_000_000, "3 Januari 2024"), encoding="utf-8")
    assert rapk("run", "--data-dir", tmp_path).exit_code == 0
    assert rows(tmp_path, "SELECT anggaran_rp FROM v_anggaran_antar_upt") == [(5_000_000,)]
    (inbox / "a.txt").write_text(plan(7_000_000, "4 Juli 2024"), encoding="utf-8")
    result = rapk("run", "--data-dir", tmp_path)
    assert read_in(result) == ["a.txt"]
    assert rows(tmp_path, "SELECT count(*) FROM dokumen") == [(2,)]
    assert rows(tmp_path, "SELECT anggaran_rp FROM v_anggaran_antar_upt") == [(7_000_000,)]
    found = rows(tmp_path, "SELECT status, anggaran_lama_rp, anggaran_baru_rp, nama_berkas_lama, nama_berkas_baru FROM v_perubahan_target")
    assert found == [("berubah", 5_000_000, 7_000_000, "b.txt", "a.txt")]
