"""The whole run over tests/berkas: every bad file gets its sentence, every good one its rows, and none touches another."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

import pipeline
from extract.inbox.listing import safe_name

BERKAS = Path(__file__).parent / "berkas"
NOT_INPUT = {"README.md", "buat.py"}

REFUSED = {
    "kosong.pdf": ("kosong", "unduh ulang"),
    "kosong.txt": ("kosong", "unduh ulang"),
    "bukan_pdf.pdf": ("halaman web", "simpan (cetak) sebagai PDF"),
    "terpotong.pdf": ("terpotong", "unduh ulang"),
    "bersandi.pdf": ("kata sandi", "simpan salinan tanpa sandi"),
    "pemilik.pdf": ("tidak memuat tabel", "keluarkan dari inbox"),
    "tanpa_tabel.pdf": ("tidak memuat tabel", "keluarkan dari inbox"),
    "hanya_gambar.pdf": ("hanya memuat gambar", "OCR"),
    "pdf13_cr.pdf": ("tidak memuat tabel", "keluarkan dari inbox"),
    "bukan_dokumen.docx": ("dokumen Word", "simpan sebagai PDF"),
    "biner.txt": ("bukan PDF dan bukan teks", "simpan dokumen aslinya sebagai PDF"),
}
"""File → what its sentence says is wrong, and what to do."""

READ = {
    "nol_halaman.pdf": (20, 0),
    "utf16.txt": (1, 1),
    "latin1.txt": (1, 1),
    "nama 'aneh' ; $(x) – ñ.txt": (1, 1),
    "kembar_a.txt": (1, 1),
}
"""File → indicators and RO lines."""
ONE_INDICATOR = {name for name, (indicators, _) in READ.items() if indicators == 1}
OUT_OF_ORDER = "nol_halaman.pdf"
"""Prints Indeks Pelayanan Publik as its eighth indicator, before those of UMKM, schools and villages."""

TWIN = "kembar_b.txt"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(pipeline.main, ["run", *map(str, arguments)])


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(data / "kinerja.duckdb"), read_only=True) as con:
        return con.sql(sql).fetchall()


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Result, Path]]:
    """The run over all of them and the data folder it left."""
    top = tmp_path_factory.mktemp("bad")
    shutil.copytree(BERKAS, top / "inbox", ignore=lambda _folder, _names: NOT_INPUT)
    yield run(top / "inbox", "--data-dir", top / "data", "--tanpa-ocr"), top / "data"


def test_every_file_is_expected() -> None:
    assert {path.name for path in BERKAS.iterdir() if path.is_file()} == {*REFUSED, *READ, TWIN, *NOT_INPUT}


def test_the_run_tells_of_refusals_by_its_exit_code(done: tuple[Result, Path]) -> None:
    result, _ = done
    assert result.exit_code == 1
    assert "Traceback" not in result.output and f"Ditolak ({len(REFUSED)})" in result.stdout


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_file_gets_one_sentence_everywhere(done: tuple[Result, Path], name: str) -> None:
    result, data = done
    note = (data / "rejected" / f"{safe_name(name)}.txt").read_text(encoding="utf-8").rstrip("\n")
    wrong, remedy = REFUSED[name]
    assert note.startswith(f"Berkas {name} ") and note.endswith(".") and "\n" not in note
    assert wrong in note and remedy in note
    assert f"  - {note}" in result.stdout.splitlines()
    doc_id = hashlib.sha256((BERKAS / name).read_bytes()).hexdigest()
    assert rows(data, f"SELECT status FROM dokumen WHERE doc_id = '{doc_id}'") == [("gagal",)]


def test_nothing_else_is_refused(done: tuple[Result, Path]) -> None:
    _, data = done
    assert {path.name for path in (data / "rejected").iterdir()} == {f"{safe_name(name)}.txt" for name in REFUSED}
    # camelot declines a page whose owner forbids copying; the first reading stands
    assert {path.name for path in (data / "log").glob("*.jejak.txt")} <= {"pemilik.pdf.jejak.txt"}


@pytest.mark.parametrize("name", READ)
def test_a_good_file_is_read(done: tuple[Result, Path], name: str) -> None:
    _, data = done
    where = "JOIN dokumen USING (doc_id) WHERE nama_berkas = '" + name.replace("'", "''") + "'"
    found = [rows(data, f"SELECT count(*) FROM {table} {where}")[0][0] for table in ("target", "kontribusi_ro")]
    assert tuple(found) == READ[name]
    # four of them hold one indicator, whose budget alone is too small for an office, and one prints an indicator out of the order of
    # the shared list: that is said, and nothing else fails
    expected = [("skala_wajar",)] if name in ONE_INDICATOR else [("urutan_indikator",)] if name == OUT_OF_ORDER else []
    assert rows(data, f"SELECT aturan FROM cek {where} AND cek.status <> 'lolos'") == expected


def test_a_good_file_among_bad_ones_is_read_as_if_alone(done: tuple[Result, Path], tmp_path: Path) -> None:
    _, data = done
    (tmp_path / "inbox").mkdir()
    for name in READ:
        shutil.copy(BERKAS / name, tmp_path / "inbox")
    assert run(tmp_path / "inbox", "--data-dir", tmp_path / "data").exit_code == 0
    for table in ("target", "target_bulanan", "kontribusi_ro", "cek", "sel"):
        query = f"SELECT * FROM {table} ORDER BY ALL"
        assert rows(tmp_path / "data", query) == rows(data, query)


def test_a_twin_is_named_and_read_once(done: tuple[Result, Path]) -> None:
    result, data = done
    assert f"Berkas {TWIN} isinya sama dengan kembar_a.txt" in result.stdout
    assert rows(data, "SELECT count(*) FROM dokumen") == [(len(READ) + len({(BERKAS / name).read_bytes() for name in REFUSED}),)]


def test_doubtful_letters_are_noted(done: tuple[Result, Path]) -> None:
    result, data = done
    assert "latin1.txt: Teks bukan UTF-8" in result.stdout
    assert rows(data, "SELECT status FROM dokumen WHERE nama_berkas = 'latin1.txt'") == [("perlu_tinjau",)]


# ---- what stops the run


def test_an_inbox_that_is_not_there(tmp_path: Path) -> None:
    result = run(tmp_path / "tidak ada", "--data-dir", tmp_path / "data")
    assert result.exit_code == 2
    assert "tidak ada: buat folder itu" in result.stderr and len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("dokumen.csv", b"dokumen,kolom,nilai\n\xff\xfe rapk.pdf,tahun,2025\n", "simpan sebagai CSV UTF-8"),
        ("dokumen.csv", b"dokumen,nilai\nrapk.pdf,2025\n", "tidak mempunyai kolom kolom"),
        ("dokumen.csv", b"dokumen,kolom,nilai\nrapk.pdf,tahun,dua ribu\n", "dua ribu"),
        ("dokumen.csv", b"dokumen;kolom;nilai\nrapk.pdf;warna;2025\n", "warna"),
        ("upt_alias.csv", b"alias,upt_id\nBALAI POM KHAYAL,khayal\n", "khayal"),
        ("upt_alias.csv", b"alias,upt_id\nBALAI POM KHAYAL,\n", "baris 2"),
    ],
)
def test_a_review_file_that_cannot_be_used(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / "review").mkdir(exist_ok=True)
    (tmp_path / "review" / name).write_bytes(content)
    (tmp_path / "inbox").mkdir()
    shutil.copy(BERKAS / "utf16.txt", tmp_path / "inbox")
    result = run("--data-dir", tmp_path)
    assert result.exit_code == 2
    assert name in result.stderr and words in result.stderr and len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "kinerja.duckdb").exists()
