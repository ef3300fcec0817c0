"""Decisions about a document under its name in the inbox: they follow the content, and what follows nothing is said."""

import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

import pipeline


def rapk(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(pipeline.main, [*words, "--data-dir", str(folder)])


def scale(folder: Path) -> list[Any]:
    with duckdb.connect(str(folder / "kinerja.duckdb"), read_only=True) as con:
        return con.sql("SELECT nama_berkas, skala_rupiah FROM dokumen").fetchall()


@pytest.fixture
def decided(dibaca: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dibaca, tmp_path, dirs_exist_ok=True))


@pytest.fixture(scope="module")
def dibaca(kertas: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan m.txt of which a person said that it counts in thousands."""
    folder = tmp_path_factory.mktemp("dibaca")
    (folder / "inbox").mkdir()
    lines = [kertas.indikator(1, 100_000, sasaran=(1, "Terwujudnya")), kertas.ro(1, 100_000, 100_000)]
    (folder / "inbox" / "m.txt").write_text(kertas.dokumen(lines), encoding="utf-8")
    (folder / "review").mkdir(exist_ok=True)
    (folder / "review" / "dokumen.csv").write_text("dokumen,kolom,nilai\nm.txt,skala_rupiah,1000\n", encoding="utf-8")
    assert rapk(folder, "run").exit_code == 0
    assert scale(folder) == [("m.txt", 1000)]
    return folder


def test_copy_that_sorts_before_it_keeps_the_decision(decided: Path) -> None:
    shutil.copy(decided / "inbox" / "m.txt", decided / "inbox" / "a.txt")
    assert rapk(decided, "run").exit_code == 0
    assert scale(decided) == [("a.txt", 1000)]


def test_decision_that_follows_nothing_is_said_by_run_and_doctor(decided: Path) -> None:
    (decided / "inbox" / "m.txt").rename(decided / "inbox" / "z.txt")
    result = rapk(decided, "run")
    assert scale(decided) == [("z.txt", 1)]
    assert "tentang m.txt tidak dipakai" in result.stdout
    result = rapk(decided, "doctor")
    assert result.exit_code == 1 and "tentang m.txt tidak dipakai" in result.stdout


def test_doctor_reads_the_findings_too(decided: Path) -> None:
    (decided / "review" / "temuan.csv").write_text("temuan;keputusan\nabc;mungkin\n", encoding="utf-8")
    result = rapk(decided, "doctor")
    assert result.exit_code == 1 and "mungkin" in result.stdout


def test_doctor_of_an_installation_without_an_inbox_yet(tmp_path: Path) -> None:
    result = rapk(tmp_path / "data", "doctor")
    assert result.exit_code == 0 and "Belum ada" in result.stdout


@pytest.mark.parametrize("name", ["report.html", "log/berkas.json", "parquet/dim_upt", "parquet/kamus_data.csv", "kinerja.duckdb"])
def test_what_is_deleted_is_made_again(decided: Path, name: str) -> None:
    place = decided / name
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    assert rapk(decided, "run").exit_code == 0
    assert place.exists() and scale(decided) == [("m.txt", 1000)]


def test_run_that_applies_decisions_says_so(decided: Path) -> None:
    (decided / "review" / "temuan.csv").write_text("temuan;keputusan\nabc;terima\n", encoding="utf-8")
    result = rapk(decided, "run")
    assert "keputusan atau program yang baru diterapkan" in result.stdout and "hal perlu ditinjau" in result.stdout
    assert "Tidak ada yang berubah sejak run sebelumnya" in rapk(decided, "run").stdout
