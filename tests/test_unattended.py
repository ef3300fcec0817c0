"""Nightly runs: nothing is lost or half done, whatever happens to files, processes and readers meanwhile."""

import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import psutil
import pypdf
import pytest
from filelock import FileLock
from reportlab.pdfgen.canvas import Canvas

from extract.inbox import size_limits
from tests.malam import DUMP, OTHER, PDF, ROOT, SAMPLES, rapk, read_in, rows
from tests.mati import try_kills
from tests.menunggu import until
from warehouse.database import load
from warehouse.database.load import build
from warehouse.database.settings import DATABASE, WAITING
from warehouse.run import one_document
from warehouse.store.errors import BuildFailed
from warehouse.store.ledger import runs_of

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
    while True:
        file.write(b"\\n")
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


def test_a_document_over_its_limits_is_one_sentence(bomb: Path, data: Path) -> None:
    """A page of figures over figures against the clock, one that unfolds to half a gigabyte against memory."""
    canvas = Canvas(str(data / "inbox" / "padat.pdf"), pagesize=(842, 595))
    canvas.setFont("Helvetica", 4)
    places = ((10 + k % 100 * 8, 585 - k // 100 % 110 * 5) for k in range(55_000))
    canvas._code.append(" ".join(f"BT 1 0 0 1 {x} {y} Tm (8) Tj ET" for x, y in places))
    canvas.save()
    result = rapk("run", "--data-dir", data, "--batas-waktu", "1", "--pekerja", "1")
    assert result.exit_code == 1, result.output
    assert "padat.pdf belum selesai dibaca setelah 1 detik" in result.stdout
    (data / "inbox" / "padat.pdf").unlink()

    shutil.copy2(bomb, data / "inbox")
    assert bomb.stat().st_size < 3_000_000
    result = rapk("run", "--data-dir", data, "--batas-memori", "300", "--pekerja", "1")
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
    result = try_kills(3, seed=int(os.environ.get("BENIH", "6")))
    assert result.kills >= 3 and result.rounds >= 2


def command(data: Path) -> list[str]:
    return [sys.executable, str(ROOT / "pipeline.py"), "run", "--data-dir", str(data), "--pekerja", "1"]


@pytest.fixture
def long_inbox(tmp_path: Path) -> Path:
    """A data folder whose one document takes some seconds."""
    (tmp_path / "inbox").mkdir()
    writer = pypdf.PdfWriter()
    for _ in range(200):
        writer.append(PDF)
    writer.write(tmp_path / "inbox" / "panjang.pdf")
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_and_a_second_run(long_inbox: Path) -> None:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command(long_inbox), start_new_session=True, **pipes) as first:  # type: ignore[call-overload]
        until(lambda: any("rencana" in run for run in runs_of(long_inbox)))
        during = rapk("status", "--data-dir", long_inbox)
        assert during.exit_code == 2 and re.search(r"belum ada: run yang membuatnya berjalan sejak .*, 0 dari 1 dokumen", during.stderr)
        second = subprocess.run([*command(long_inbox), "--json"], capture_output=True, text=True, check=False)
        assert second.returncode == 2 and "Run lain sedang berjalan" in second.stderr and not second.stdout
        assert len(second.stderr.strip().splitlines()) == 1
        os.killpg(first.pid, signal.SIGINT)
        _, said = first.communicate(timeout=10)
    assert first.returncode == 2 and said.strip() == "Dihentikan sebelum selesai; jalankan lagi perintah yang sama."
    with FileLock(long_inbox / "ledger" / "run.lock", timeout=0):
        pass
    assert "Belum ada gudang data" in rapk("status", "--data-dir", long_inbox).stderr
    (long_inbox / "inbox" / "panjang.pdf").unlink()
    assert rapk("run", "--data-dir", long_inbox).exit_code == 0
    assert "terputus" in rapk("status", "--data-dir", long_inbox).stdout


def test_a_worker_and_the_keeper_killed_from_outside_cost_no_document(long_inbox: Path) -> None:
    with subprocess.Popen(command(long_inbox), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        program = psutil.Process(run.pid)
        until(lambda: len(program.children(recursive=True)) == 2)
        (keeper,) = program.children()
        (worker,) = keeper.children()
        worker.kill()
        until(lambda: [other for other in keeper.children() if other != worker])
        keeper.kill()
        until(lambda: [other for other in program.children() if other != keeper])
        out, said = run.communicate(timeout=60)
    assert run.returncode == 0, out + said
    assert rows(long_inbox, "SELECT status <> 'gagal' FROM dokumen") == [(True,)]


@pytest.mark.parametrize(("gone", "code"), [("inbox", 2), ("inbox/panjang.pdf", 0)])
def test_what_goes_from_the_inbox_while_it_is_read(long_inbox: Path, gone: str, code: int) -> None:
    """A share that is taken away stops the run, a single file waits for the next one; neither is called a file that is still copied."""
    shutil.copy2(DUMP, long_inbox / "inbox" / "a.txt")
    away = long_inbox / "di tempat lain"
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command(long_inbox), **pipes) as run:  # type: ignore[call-overload]
        assert run.stderr.readline() == "[1/2] a.txt\n"
        (long_inbox / gone).rename(away)
        out, said = run.communicate(timeout=60)
    assert run.returncode == code, said
    if code:
        assert said.splitlines()[-1].startswith(f"Folder inbox {long_inbox / 'inbox'} tidak terlihat lagi sejak run mulai")
    else:
        assert "Berkas panjang.pdf tidak ada lagi sejak run mulai" in out and "masih disalin" not in out
        assert rows(long_inbox, "SELECT nama_berkas FROM dokumen") == [("a.txt",)]
    away.rename(long_inbox / gone)
    (long_inbox / "inbox" / "panjang.pdf").unlink()
    assert rapk("run", "--data-dir", long_inbox).exit_code == 0
    assert rows(long_inbox, "SELECT nama_berkas FROM dokumen") == [("a.txt",)]


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
        if target == data / DATABASE:
            raise PermissionError(13, "Access is denied", str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refuses)
    shutil.copy2(SAMPLES / "rapk_nasional.pdf", data / "inbox")
    result = rapk("run", "--data-dir", data)
    assert result.exit_code == 0 and "dipasang pada run berikutnya" in result.stdout
    assert rows(data, "SELECT count(*) FROM dokumen") == [(3,)] and (data / WAITING).is_file()
    monkeypatch.undo()
    result = rapk("run", "--data-dir", data)
    assert read_in(result) == [] and "belum terpasang pada run sebelumnya" in result.stdout
    assert rows(data, "SELECT count(*) FROM dokumen") == [(4,)] and not (data / WAITING).exists()
    # a run killed just before the swap is in the same state: what it changed is still told
    assert rows(data, "SELECT perubahan, nama_berkas FROM perubahan WHERE tabel IS NULL") == [("baru", "rapk_nasional.pdf")]
    assert "rapk_nasional.pdf" in rapk("diff", "--data-dir", data).stdout


@pytest.mark.skipif(os.name == "nt", reason="limits of Unix")
def test_a_full_disk_leaves_the_old_database(data: Path) -> None:
    """Where its log still fits and its blocks do not, DuckDB closes without a word and leaves an empty file."""
    import resource

    size = (data / DATABASE).stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for most in (size // 8, size // 2):
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
        try:
            with pytest.raises(BuildFailed, match="periksa ruang disk"):
                build(data)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert rows(data, "SELECT count(*) FROM dokumen") == [(3,)]
        assert not [path for path in data.iterdir() if ".tmp" in path.name or path.name == WAITING]


@pytest.mark.skipif(os.name == "nt", reason="limits of Unix")
@pytest.mark.parametrize("first", [True, False])
def test_a_disk_that_fills_up_says_which_database_stays(data: Path, first: bool) -> None:
    """The first time none does. Later the old one is copied first, which is no fault of the old one."""
    import resource

    size = (data / DATABASE).stat().st_size
    if first:
        (data / DATABASE).unlink()
    shutil.copy2(SAMPLES / "rapk_nasional.pdf", data / "inbox")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, hard))
    try:
        result = rapk("run", "--data-dir", data)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    stays = "dokumen yang sudah dibaca tersimpan" if first else "yang lama tetap dipakai"
    sentence = result.stderr.splitlines()[-1]
    assert result.exit_code == 2 and sentence.startswith("Gudang data baru tidak dapat dibangun (") and f"), {stays}: periksa" in sentence
    assert (data / DATABASE).exists() is not first
    assert rapk("run", "--data-dir", data).exit_code == 0 and rows(data, "SELECT count(*) FROM dokumen") == [(4,)]


def test_what_could_not_follow_leaves_nothing_in_the_way_of_a_whole_build(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log stays beside a database that a full disk did not let end well; the next one of that name would take it for its own."""

    def falls(old: Path, path: Path, *_: Any) -> None:
        shutil.copyfile(old, path)
        with duckdb.connect(str(path)) as con:
            con.execute("PRAGMA disable_checkpoint_on_shutdown")
            con.execute("DELETE FROM sel")
        assert path.with_name(f"{path.name}.wal").stat().st_size
        raise duckdb.IOException("No space left on device")

    monkeypatch.setattr(load, "follow", falls)
    shutil.copy2(SAMPLES / "rapk_nasional.pdf", data / "inbox")
    assert rapk("run", "--data-dir", data).exit_code == 0 and rows(data, "SELECT count(*) FROM dokumen") == [(4,)]


def test_a_share_that_fails_is_no_fault_of_program_or_document(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the warehouse has of the file stays, and the next run reads it."""

    def fails(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(one_document, "read_text", fails)
    with (data / "inbox" / DUMP.name).open("a", encoding="utf-8") as file:
        file.write("\n")
    result = rapk("run", "--data-dir", data, "--workers", "0")
    assert result.exit_code == 0 and f"Berkas {DUMP.name} tidak dapat dibaca sekarang (Input/output error)" in result.stdout
    assert rows(data, "SELECT count(*) FROM dokumen WHERE status <> 'gagal'") == [(3,)]
    monkeypatch.undo()
    assert read_in(rapk("run", "--data-dir", data)) == [DUMP.name]


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
    (data / "review").mkdir(exist_ok=True)
    (data / "review" / "upt_alias.csv").write_text("alias,upt_id\nBALAI POM KHAYAL,khayal\n")
    for path in (data / "inbox").iterdir():
        path.unlink()
    bad = rapk("doctor", "--data-dir", data)
    assert "khayal" in bad.stdout and "Inbox kosong padahal" in bad.stdout


def test_watch_runs_when_something_has_landed(data: Path) -> None:
    """As the system says it; a watch that asks is in test_empty_inbox."""
    arguments = [sys.executable, str(ROOT / "pipeline.py"), "watch", "--data-dir", str(data), "--sampai", "2"]
    other = FileLock(data / "ledger" / "run.lock")
    other.acquire()
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as watching:
        assert watching.stdout
        while "Run lain sedang berjalan" not in watching.stdout.readline():
            pass
        other.release()  # what landed while the other one ran is not forgotten
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
