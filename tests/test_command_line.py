"""The command as it is typed: without arguments, the words that the shell offers on TAB, settings, and what programs are told."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import pipeline
from extract.inbox.size_limits import MOST_BYTES, MOST_CELLS, MOST_PAGES, MOST_TEXT_BYTES
from extract.task_limits import Limits
from tests.malam import rapk
from warehouse.screen.global_options import OLD_NAMES
from warehouse.screen.program import as_called, program_version
from warehouse.store.review_heads import HEADS

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def as_started_by_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAPK_WORKERS")


def typed(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The real program, started as a person would."""
    return subprocess.run(
        [sys.executable, "pipeline.py", *arguments], cwd=ROOT, capture_output=True, text=True, env={**os.environ, **environment}
    )


def offered(words: str, **environment: str) -> set[str]:
    """What bash would offer for the word that is begun: 'pipeline.py run --w' → {'--workers'}."""
    asked = {"_PIPELINE_PY_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    found = CliRunner(env=asked | environment).invoke(pipeline.main, [], prog_name="pipeline.py")
    assert found.exit_code == 0, found.output
    return {line.partition(",")[2] for line in found.stdout.splitlines()}


@pytest.mark.parametrize(("language", "sentence"), [("id", "Membaca dokumen kinerja"), ("en", "Reads performance documents")])
def test_without_arguments_the_help_is_shown(language: str, sentence: str) -> None:
    found = typed(RAPK_LANG=language)
    assert found.returncode == 2  # as click has it: nothing was asked for
    assert sentence in found.stdout + found.stderr and "export" in found.stdout + found.stderr
    assert "Traceback" not in found.stderr


def test_the_shell_completes_commands() -> None:
    assert offered("pipeline.py r") == {"run", "report", "review"}
    assert offered("pipeline.py review ") == {"accept", "new", "reject"}


def test_the_shell_completes_options() -> None:
    assert offered("pipeline.py run --wor") == {"--workers"}
    assert offered("pipeline.py --lang ") == {"id", "en"}


def test_the_shell_is_given_its_script() -> None:
    found = typed(_PIPELINE_PY_COMPLETE="bash_source")
    assert found.returncode == 0 and "_PIPELINE_PY_COMPLETE=bash_complete" in found.stdout


# ---- settings: option, environment, file


def told(*arguments: str | Path, **environment: str | None) -> str:
    """What a command without a warehouse says: it names the data folder it looked in."""
    found = CliRunner(env=environment).invoke(pipeline.main, [str(argument) for argument in arguments])
    assert found.exit_code == 2 and found.stdout == ""
    return found.stderr


def test_option_before_environment_before_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "Belum ada gudang data data/" in told("status").replace("\\", "/")
    Path("rapk.toml").write_text('data-dir = "dari_berkas"\nlang = "en"\nworkers = 0\n')
    assert "There is no warehouse dari_berkas" in told("status")
    assert "dari_lingkungan" in told("status", RAPK_DATA_DIR="dari_lingkungan")
    assert "nama_lama" in told("status", RAPK_DATA="nama_lama")
    assert "dari_perintah" in told("status", "--data-dir", "dari_perintah", RAPK_DATA_DIR="dari_lingkungan")
    assert "dari_perintah" in told("--data-dir", "dari_perintah", "status", RAPK_DATA_DIR="dari_lingkungan")
    assert "sesudah" in told("--data-dir", "sebelum", "status", "--data-dir", "sesudah")
    assert "bawah" in told("--data-dir", "bawah", "review", "reject", "Indeks RB Kantor")
    assert "Belum ada gudang data" in told("--lang", "id", "status") and "Belum ada" in told("status", RAPK_LANG="id")


def test_a_file_elsewhere_speaks_of_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kantor").mkdir()
    Path("kantor/setelan.toml").write_text('data_dir = "gudang"\ninbox = "masuk"\n')
    for call in (("--config", "kantor/setelan.toml", "status"), ("status", "--config=kantor/setelan.toml")):
        assert str(Path("kantor/gudang")) in told(*call)
    assert f"Folder inbox {Path('kantor/masuk')} tidak ada" in told("run", RAPK_CONFIG="kantor/setelan.toml")
    assert "Folder inbox lain tidak ada" in told("run", RAPK_CONFIG="kantor/setelan.toml", RAPK_INBOX="lain")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            'warna = "merah"',
            "rapk.toml: kunci warna tidak dikenal; hapus, atau pakai salah satu dari data-dir, inbox, lang,",
        ),
        (
            'workers = "banyak"',
            "rapk.toml: nilai 'banyak' untuk kunci workers tidak dapat dipakai; tulis seperti workers = 4.",
        ),
        ("workers = true", "nilai True untuk kunci workers"),
        ('lang = "fr"', 'tulis seperti lang = "en"'),
        ("memory = 10", "tulis seperti memory = 1500"),
        ('inbox = "C:\\dokumen"', "Berkas setelan rapk.toml bukan TOML ("),
    ],
)
def test_a_wrong_setting_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, said: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rapk.toml").write_text(content)
    assert told("status").startswith("Berkas setelan rapk.toml") and said in told("status") and told("status").count("\n") == 1
    assert told("status", RAPK_LANG="en").startswith(("Settings file rapk.toml: ", "The settings file rapk.toml is not TOML ("))


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e400", "-5", "0"])
@pytest.mark.parametrize("option", ["--timeout", "--memory", "--every"])
def test_a_limit_that_would_be_none_is_refused(tmp_path: Path, option: str, value: str) -> None:
    (tmp_path / "inbox").mkdir()
    result = rapk("watch" if option == "--every" else "run", "--data-dir", tmp_path, f"{option}={value}")
    assert result.exit_code == 2 and not (tmp_path / "ledger").exists()
    assert f"Invalid value for '{option}'" in result.stderr.splitlines()[-1] and "Traceback" not in result.stderr


@pytest.mark.parametrize(("option", "value"), [("--workers", 10**11), ("--memory", 10**20), ("--timeout", 10**18)])
def test_a_limit_beyond_all_that_there_is_is_refused(tmp_path: Path, option: str, value: int) -> None:
    (tmp_path / "inbox").mkdir()
    result = rapk("run", "--data-dir", tmp_path, option, str(value))
    assert result.exit_code == 2 and f"Invalid value for '{option}'" in result.stderr
    (tmp_path / "rapk.toml").write_text(f"{option[2:]} = {value}")
    result = rapk("run", "--data-dir", tmp_path, "--config", tmp_path / "rapk.toml")
    assert result.exit_code == 2 and f"nilai {value} untuk kunci {option[2:]}" in result.stderr


def test_a_settings_file_that_is_not_there() -> None:
    assert "Berkas setelan tiada.toml tidak dapat dibaca" in told("status", "--config", "tiada.toml")


def test_options_of_the_first_release_still_work(tmp_path: Path) -> None:
    """And are shown nowhere."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "kosong.txt").touch()
    old = ("--ulang", "--kosongkan", "--izinkan-hilang", "--ikuti-tautan", "--tanpa-ocr", "--batas-waktu", "60", "--batas-memori=500")
    found = CliRunner().invoke(pipeline.main, ["run", "--data-dir", str(tmp_path), *old, "--pekerja", "0"])
    assert found.exit_code == 1 and "kosong.txt" in found.stdout
    assert CliRunner().invoke(pipeline.main, ["diff", "--semua", "--sejak", "2020-01-01", "--data-dir", str(tmp_path)]).exit_code == 0
    shown = "".join(CliRunner().invoke(pipeline.main, [*call, "--help"]).stdout for call in ([], ["run"], ["watch"], ["diff"], ["show"]))
    assert not [name for name in OLD_NAMES if f"--{name} " in shown]


def test_version_and_limits_are_told() -> None:
    assert CliRunner().invoke(pipeline.main, ["--version"]).stdout == f"rapk {program_version()}\n"
    shown = CliRunner(env={"COLUMNS": "400"}).invoke(pipeline.main, ["run", "--help"]).stdout
    limits = [f"{number:,}".replace(",", ".") for number in (MOST_PAGES, MOST_CELLS)]
    limits += [f"PDF {MOST_BYTES >> 20} MB", f"teks {MOST_TEXT_BYTES >> 20} MB", str(int(Limits().seconds)), str(Limits().megabytes)]
    assert [limit for limit in limits if limit not in shown] == []


@pytest.mark.parametrize(("name", "program"), [("rapk", "rapk"), ("/opt/x/bin/rapk", "rapk"), ("pipeline.py", "python pipeline.py")])
def test_hints_name_the_program_as_it_was_called(tmp_path: Path, name: str, program: str) -> None:
    for language, hint in (("id", f"jalankan `{program} run` dulu"), ("en", f"give `{program} run` first")):
        found = CliRunner().invoke(pipeline.main, ["status", "--data-dir", str(tmp_path), "--lang", language], prog_name=name)
        assert hint in found.stderr
    said = 'pasang (`python -m pip install -c constraints.txt -e ".[ocr]"`) lalu `python pipeline.py run`'
    assert as_called(said) == (said if "pipeline" in name else 'pasang (`python -m pip install "rapk[ocr]"`) lalu `rapk run`')
    assert f"\n    {program} contoh\n" in CliRunner().invoke(pipeline.main, ["--help"], prog_name=name).stdout
    assert f"Usage: {program} run" in CliRunner().invoke(pipeline.main, ["run", "--help"], prog_name=name).stdout


# ---- for programs


def keys(value: object, before: str = "") -> Iterator[str]:
    """'run[].perubahan[].kolom' for each key of a JSON document; in `isi` stand the values of a sentence, each code's own."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield before + key
            if key == "isi":
                continue
            yield from keys(inner, f"{before}{key}{'[]' if isinstance(inner, list) else ''}.")
    if isinstance(value, list):
        for item in value:
            yield from keys(item, before)


def told_keys(command: str) -> set[str]:
    """The words between backticks of a command's table in docs/json.md."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    return set(re.findall(r"`(\w+)(?:\[\])?`", page.partition("Every document begins")[2].partition("\n## ")[0])) | set(
        re.findall(r"`(\w+)(?:\[\])?`", page.partition(f"\n## {command}\n")[2].partition("\n## ")[0])
    )


@pytest.mark.parametrize("call", [("status",), ("check", "--all"), ("diff",), ("diff", "--since", "2020-01-01")], ids=" ".join)
def test_json_of_the_samples(samples: Path, call: tuple[str, ...]) -> None:
    found = CliRunner().invoke(pipeline.main, [*call, "--json", "--data-dir", str(samples), "--lang", "en"])
    given = json.loads(found.stdout)
    assert found.stderr == "" and given["command"] == call[0] and given["schema"] == 1 and given["data_dir"] == str(samples)
    said = told_keys(call[0])
    assert {key.rpartition(".")[2] for key in keys(given) if ".sebab." not in key} - said == set()
    if call[0] == "status":
        assert given["jumlah"]["gagal"] == 0 and len(given["dokumen"]) == 11
        assert {"nama_berkas": "rapk_jan_des.pdf", "indikator": 20, "tahun": 2023}.items() <= given["dokumen"][7].items()
    if call[0] == "check":
        assert found.exit_code == given["exit_code"] == 1
        assert sum(given["jumlah"].values()) == len(given["pemeriksaan"]) and given["pemeriksaan"][0]["status"] == "gagal"


def test_json_of_a_run_that_refuses(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "kosong.txt").touch()
    call = ["--quiet", "run", "--json", "--data-dir", str(tmp_path), "--workers", "0"]
    found = CliRunner().invoke(pipeline.main, call)
    given = json.loads(found.stdout)
    assert found.exit_code == given["exit_code"] == 1 and {key.rpartition(".")[2] for key in keys(given)} - told_keys("run") == set()
    assert [item["nama_berkas"] for item in given["ditolak"]] == ["kosong.txt"] and given["dibaca"] == []
    assert found.stderr == given["ditolak"][0]["kalimat"] + "\n"
    quiet = CliRunner().invoke(pipeline.main, [item for item in call if item != "--json"])
    assert (quiet.exit_code, quiet.stdout, quiet.stderr) == (1, "", found.stderr)
    for command in ("status", "check", "diff", "export", "report"):
        assert CliRunner().invoke(pipeline.main, [command, "--quiet", "--data-dir", str(tmp_path)]).output == ""
    assert {path.name for path in (tmp_path / "review").glob("*.csv")} == set(HEADS)
