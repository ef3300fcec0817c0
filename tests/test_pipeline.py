"""The commands on real files: what they print, leave behind and return."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

import pipeline
from extract.message import message
from extract.pdf import read_pdf
from normalize.errors import RegistryError
from normalize.proof import ladder
from normalize.proof.doubtful_pages import pages_in_doubt
from normalize.rows import DocumentRows
from tests.conftest import Kertas
from tests.malam import read_in
from warehouse.run import one_document, reading, running

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples" / "inbox"
DUMP, PDF = SAMPLES / "dump_kantor.txt", SAMPLES / "rapk_jan_des.pdf"
FACTS = ("dokumen", "target", "target_bulanan", "kontribusi_ro", "cek", "sel")


def rapk(*arguments: str | Path) -> Result:
    return CliRunner(env={"COLUMNS": "180"}).invoke(pipeline.main, [str(argument) for argument in arguments])


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(data / "kinerja.duckdb"), read_only=True) as con:
        return con.sql(sql).fetchall()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder whose inbox holds a dump."""
    (tmp_path / "data" / "inbox").mkdir(parents=True)
    shutil.copy(DUMP, tmp_path / "data" / "inbox")
    return tmp_path / "data"


# ---- run


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A data folder after a run of the program, without a terminal, over good, bad and equal files; and what it printed."""
    data = tmp_path_factory.mktemp("spoilt") / "data"
    (data / "inbox" / "sub").mkdir(parents=True)
    shutil.copy(DUMP, data / "inbox" / "sub")
    shutil.copy(PDF, data / "inbox")
    (data / "inbox" / "kosong.pdf").touch()
    (data / "inbox" / "terpotong.pdf").write_bytes(PDF.read_bytes()[:5000])
    (data / "inbox" / "biasa [red]; $(x).txt").write_text("Surat biasa tanpa tabel.\n")
    shutil.copy(DUMP, data / "inbox" / "sub" / "kembar.txt")
    command = [sys.executable, str(ROOT / "pipeline.py"), "run", "--data-dir", str(data)]
    usual = {name: value for name, value in os.environ.items() if name != "RAPK_WORKERS"}
    return data, subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=data, env=usual, check=False)


def test_run_reads_all_and_says_what_comes_next(samples_printed: tuple[Path, str]) -> None:
    data, printed = samples_printed
    for words in (
        "dump_kantor.txt",
        "rapk_jan_des.pdf",
        "RAPK",
        "kinerja.duckdb",
        "pipeline.py status",
        "v_perlu_tinjau",
        "pipeline.py export",
    ):
        assert words in printed
    assert rows(data, "SELECT count(*) FILTER (diproses_pada IS NOT NULL), count(*) FROM dokumen") == [(11, 11)]
    assert list((data / "rejected").iterdir()) == []


def test_one_bad_file_never_stops_the_run(spoilt: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    data, result = spoilt
    assert result.returncode == 1, result.stderr
    notes = {path.name: path.read_text(encoding="utf-8").strip() for path in (data / "rejected").iterdir()}
    assert set(notes) == {"kosong.pdf.txt", "terpotong.pdf.txt", "biasa _red__ _(x).txt.txt"}
    told = " ".join(result.stdout.split())
    for sentence in notes.values():
        assert sentence in told
    assert "sub/kembar.txt isinya sama dengan sub/dump_kantor.txt" in told
    found = dict(rows(data, "SELECT nama_berkas, status FROM dokumen"))
    assert len(found) == 5
    assert sorted(name for name, word in found.items() if word == "gagal") == ["biasa [red]; $(x).txt", "kosong.pdf", "terpotong.pdf"]
    assert rows(data, "SELECT pesan FROM dokumen WHERE nama_berkas = 'kosong.pdf'") == [(notes["kosong.pdf.txt"],)]


def test_what_left_the_inbox_leaves_the_warehouse(spoilt: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    data = Path(shutil.copytree(spoilt[0], tmp_path / "data"))
    for name in (PDF.name, "kosong.pdf", "terpotong.pdf", "sub/kembar.txt", "biasa [red]; $(x).txt"):
        (data / "inbox" / name).unlink()
    result = rapk("run", "--data-dir", data)
    assert result.exit_code == 0
    assert rows(data, "SELECT nama_berkas FROM dokumen") == [("sub/dump_kantor.txt",)]
    for table in FACTS:
        assert rows(data, f"SELECT count(DISTINCT doc_id) FROM {table}")[0][0] <= 1
    assert list((data / "rejected").iterdir()) == []
    assert len(json.loads((data / "log" / "berkas.json").read_text())) == 1


FALLS = {"sel.txt": "read_text", "makna.txt": "checked_rows", "simpan.txt": "stage_document"}
"""Dump → the step that falls at it, the first time."""


@pytest.fixture(scope="module")
def fallen(tmp_path_factory: pytest.TempPathFactory, kertas: Kertas) -> tuple[Path, Result]:
    """A data folder after a run in which each of three dumps meets a fault of the program, and the second reader of a PDF falls."""
    data = tmp_path_factory.mktemp("fallen") / "data"
    (data / "inbox").mkdir(parents=True)
    shutil.copy(DUMP, data / "inbox")
    shutil.copy(PDF, data / "inbox")
    for number, name in enumerate(FALLS, 1):
        (data / "inbox" / name).write_text(kertas.dokumen([kertas.indikator(1, number)]), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name, step in FALLS.items():
            patch.setattr(one_document, step, falls_once(getattr(one_document, step), name))
        patch.setattr(read_pdf, "read_again", fails_with(ZeroDivisionError("camelot")))
        patch.setattr(ladder, "pages_in_doubt", lambda rows, *rest: {1: "cek_gagal"} if is_pdf(rows) else pages_in_doubt(rows, *rest))
        return data, rapk("run", "--data-dir", data)


def is_pdf(rows: DocumentRows) -> bool:
    return rows.dokumen.nama_berkas == PDF.name


def test_a_programming_error_is_reported_and_the_others_are_read(fallen: tuple[Path, Result], tmp_path: Path) -> None:
    data = Path(shutil.copytree(fallen[0], tmp_path / "data"))
    assert fallen[1].exit_code == 1, fallen[1].output
    assert "KeyError" in fallen[1].stdout
    for name in FALLS:
        assert f"log/{name}.jejak.txt" in fallen[1].stdout
        assert "KeyError: 'sasaran'" in (data / "log" / f"{name}.jejak.txt").read_text()
    failed = dict(rows(data, "SELECT nama_berkas, status = 'gagal' FROM dokumen"))
    assert failed == {DUMP.name: False, PDF.name: False} | dict.fromkeys(FALLS, True)
    assert rapk("run", "--data-dir", data).exit_code == 1, "tried again only when something changes"
    again = rapk("run", "--data-dir", data, "--ulang")
    assert again.exit_code == 0 and read_in(again) == sorted([DUMP.name, PDF.name, *FALLS])
    assert not list((data / "log").glob("*.jejak.txt"))


def falls_once(real: Callable[..., Any], name: str) -> Callable[..., Any]:
    """A step that falls at the document of this name, the first time."""
    fallen: list[str] = []

    def falls(thing: Any, *rest: Any) -> Any:
        given = (
            getattr(thing, "nama_berkas", None)
            or getattr(getattr(thing, "document", None), "nama_berkas", None)
            or thing.dokumen.nama_berkas
        )
        if given == name and not fallen:
            fallen.append(name)
            raise KeyError("sasaran")
        return real(thing, *rest)

    return falls


def test_another_reader_that_falls_leaves_the_first_reading(fallen: tuple[Path, Result]) -> None:
    data, result = fallen
    assert "Pembacaan kedua gagal" in result.stdout
    assert "ZeroDivisionError" in (data / "log" / "rapk_jan_des.pdf.jejak.txt").read_text()
    assert rows(data, "SELECT count(*) > 0 FROM target JOIN dokumen USING (doc_id) WHERE nama_berkas = 'rapk_jan_des.pdf'") == [(True,)]


def fails_with(error: BaseException) -> Callable[..., Any]:
    def fails(*_: Any, **__: Any) -> Any:
        raise error

    return fails


STOPS: list[tuple[Any, str, BaseException, str]] = [
    (running, "held_knowledge", RegistryError(message("kata_dua_kali", tempat="upt.csv baris 3", nama="serang")), "upt.csv baris 3"),
    (one_document, "checked_rows", RegistryError(message("sel_berlebih", tempat="koreksi.csv baris 3")), "koreksi.csv baris 3"),
    (one_document, "stage_document", PermissionError(13, "Permission denied", "data/parquet"), "data/parquet"),
    (reading, "put_in_place", OSError(28, "No space left on device"), "No space left on device"),
    (running, "build_beside", duckdb.IOException("Could not set lock on file"), "Could not set lock on file"),
    (one_document, "checked_rows", KeyboardInterrupt(), "Dihentikan sebelum selesai"),
]


def test_what_stops_the_run_is_one_sentence(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing is left that stands in the way of the next, which gets as far as its own."""
    for module, step, error, words in STOPS:
        monkeypatch.setattr(module, step, fails_with(error))
        result = rapk("run", "--data-dir", data, "--again")
        assert result.exit_code == 2, error
        assert "Traceback" not in result.output
        sentence = [line for line in result.stderr.splitlines() if not line.startswith("[")]
        assert len(sentence) == 1 and sentence[0].endswith(".") and words in sentence[0]
        monkeypatch.undo()
    assert rapk("run", "--data-dir", data).exit_code == 0


def test_a_broken_review_file_stops_the_run(data: Path) -> None:
    (data / "review").mkdir(exist_ok=True)
    (data / "review" / "upt_alias.csv").write_text("alias,upt_id\nBALAI POM KHAYAL,khayal\n")
    result = rapk("run", "--data-dir", data)
    assert result.exit_code == 2, result.output
    assert "upt_alias.csv" in result.stderr and not (data / "kinerja.duckdb").exists()


def test_folders_that_cannot_be(tmp_path: Path, data: Path) -> None:
    (tmp_path / "berkas").touch()
    wrong: list[list[str | Path]] = [
        ["run", tmp_path / "tidak ada", "--data-dir", data],
        ["run", "--data-dir", tmp_path / "baru"],
        ["run", tmp_path / "berkas", "--data-dir", data],
        ["run", data / "inbox", "--data-dir", tmp_path / "berkas"],
        ["run", tmp_path, "--data-dir", data],
        ["run", data, "--data-dir", data],
    ]
    for arguments in wrong:
        result = rapk(*arguments)
        assert result.exit_code == 2, arguments
        assert len(result.stderr.strip().splitlines()) == 1
    assert not (data / "kinerja.duckdb").exists()


def test_an_empty_inbox_makes_an_empty_warehouse(empty: tuple[Path, str]) -> None:
    data, printed = empty
    assert "Tidak ada dokumen yang terbaca" in printed
    assert rows(data, "SELECT count(*) FROM dokumen") == [(0,)]
    assert rapk("status", "--data-dir", data).exit_code == 0
    assert rapk("check", "--data-dir", data).exit_code == 0


def test_as_a_program_without_terminal(spoilt: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, done = spoilt
    assert done.returncode == 1, done.stderr
    assert "[1/6]" in done.stderr and "[6/6]" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    assert "biasa [red]; $(x).txt" in done.stdout


# ---- status, check, export


@pytest.fixture(scope="module")
def filled(spoilt: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    """Its data folder."""
    return spoilt[0]


def test_status_lists_every_document(filled: Path) -> None:
    result = rapk("status", "--data-dir", filled)
    assert result.exit_code == 0
    for words in ("sub/dump_kantor.txt", "rapk_jan_des.pdf", "gagal", "kosong.pdf", "5 dokumen:"):
        assert words in result.stdout


@pytest.mark.parametrize("width", [80, 120, 180])
@pytest.mark.parametrize(
    ("command", "query"),
    [(["status"], "SELECT pesan FROM dokumen WHERE pesan IS NOT NULL"), (["check", "--semua"], "SELECT penjelasan FROM cek")],
)
def test_messages_are_read_in_whole_words_at_any_width(filled: Path, command: list[str], query: str, width: int) -> None:
    result = CliRunner(env={"COLUMNS": str(width)}).invoke(pipeline.main, [*command, "--data-dir", str(filled)])
    words = " ".join(result.stdout.split())
    messages = [text for (text,) in rows(filled, query)]
    assert messages and all(" ".join(text.split()) in words for text in messages)
    # sentences that are not part of a table may be longer: a terminal breaks them
    assert all(len(line) <= width for line in result.stdout.splitlines() if line.startswith("   "))


def test_check_tells_failures_by_its_exit_code(filled: Path) -> None:
    for name in ("rapk_jan_des.pdf", "sub/dump_kantor.txt", None):
        where = f"WHERE nama_berkas = '{name}'" if name else ""
        found = dict(rows(filled, f"SELECT c.status, count(*) FROM cek c JOIN dokumen USING (doc_id) {where} GROUP BY 1"))
        result = rapk("check", *([name] if name else []), "--data-dir", filled)
        assert result.exit_code == (1 if found.get("gagal") else 0), result.output
    passed = rows(filled, "SELECT penjelasan FROM cek WHERE status = 'lolos' LIMIT 1")
    assert passed
    assert "lolos" in rapk("check", "--semua", "--data-dir", filled).stdout


def test_check_knows_a_name_without_its_folder_and_a_path(filled: Path) -> None:
    for name in ("dump_kantor.txt", str(filled / "inbox" / "sub" / "dump_kantor.txt")):
        assert "sub/dump_kantor.txt:" in rapk("check", name, "--data-dir", filled).stdout
    result = rapk("check", "lain.pdf", "--data-dir", filled)
    assert result.exit_code == 2 and "lain.pdf" in result.stderr


def test_check_shows_the_worst_first(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path / "data")
    with duckdb.connect(str(tmp_path / "data" / "kinerja.duckdb")) as con:
        doc_id = con.execute("SELECT doc_id FROM dokumen WHERE nama_berkas = 'rapk_jan_des.pdf'").fetchall()[0][0]
        con.execute("DELETE FROM cek")
        for number, (word, gap) in enumerate([("lolos", 0), ("gagal", 1), ("tak_terbukti", None), ("gagal", 50)]):
            con.execute(
                """INSERT INTO cek (doc_id, baris, metode, bendera, cek_id, aturan, harapan, terbaca, selisih, status, penjelasan, halaman,
                       kode, isi)
                   VALUES ($1, 1, 'pdf', [], $2, 'jumlah', 100, 100, $3, $4, $5, 1, 'cek', '{}')""",
                [doc_id, str(number), gap, word, f"[bold]cek{number}"],
            )
    result = rapk("check", "--data-dir", tmp_path / "data")
    assert result.exit_code == 1
    assert [word for word in result.stdout.replace("[bold]", " ").split() if word.startswith("cek")] == ["cek3", "cek1", "cek2"]
    assert "2 gagal, 1 tak terbukti, 1 lolos" in result.stdout
    assert "[bold]cek0" in rapk("check", "--semua", "--data-dir", tmp_path / "data").stdout


def test_export_writes_and_names_its_files(filled: Path, tmp_path: Path) -> None:
    for arguments in ([], ["target"], ["target", "--excel-id"]):
        result = rapk("export", *arguments, "--out", tmp_path / "csv", "--data-dir", filled)
        assert result.exit_code == 0, result.output
        paths = [Path(line) for line in result.stdout.splitlines()]
        assert paths and all(path.is_file() and path.parent == tmp_path / "csv" for path in paths)
    result = rapk("export", "tabel_khayal", "--out", tmp_path / "csv", "--data-dir", filled)
    assert result.exit_code == 2 and "tabel_khayal" in result.stderr


@pytest.mark.parametrize("arguments", [["status"], ["check"], ["export"], ["show", "a.pdf", "1"]])
def test_without_a_warehouse_one_sentence(tmp_path: Path, arguments: list[str]) -> None:
    result = rapk(*arguments, "--data-dir", tmp_path)
    assert result.exit_code == 2
    assert "jalankan" in result.stderr and len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("name", ["run", "status", "check", "export", "show"])
def test_every_command_has_help_with_examples(name: str) -> None:
    result = rapk(name, "--help")
    assert result.exit_code == 0
    assert "Contoh:" in result.stdout and "--data-dir" in result.stdout and f"python pipeline.py {name}" in result.stdout
    assert name in rapk("--help").stdout
