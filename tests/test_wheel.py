"""A wheel is the whole program: everything of the packages is in it, and the command works from an empty folder."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("extract", "normalize", "warehouse")


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing is left in the program's folder."""
    place = tmp_path_factory.mktemp("wheel")
    for name in (*PACKAGES, "samples"):
        shutil.copytree(ROOT / name, place / "sumber" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pipeline.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, place / "sumber")
    call = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(place), str(place / "sumber")]
    done = subprocess.run(call, capture_output=True, text=True)
    if done.returncode and "setuptools" in done.stderr and "No matching distribution" in done.stderr:
        pytest.skip("setuptools is not to be had here")
    assert done.returncode == 0, done.stderr
    return next(place.glob("rapk-*.whl"))


def test_everything_of_the_program_is_in_it(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {path.relative_to(ROOT).as_posix() for name in PACKAGES for path in files_below(ROOT / name)} | {"pipeline.py"}
    assert wanted - inside == set()
    samples = {name.rpartition("/")[2] for name in inside if "/data/share/rapk/samples/inbox/" in name}
    assert samples == {path.name for path in files_below(ROOT / "samples" / "inbox")}


def test_the_command_works_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """In an environment that sees the libraries of this one, not this folder."""
    home = tmp_path / "lingkungan"
    venv.create(home, with_pip=False)
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    libraries = [path for path in map(Path, sys.path) if path.is_dir() and path != ROOT and path.name in ("site-packages", "dist-packages")]
    (Path(paths["purelib"]) / "pustaka.pth").write_text("\n".join(map(str, libraries)), encoding="utf-8")
    python = Path(paths["scripts"]) / Path(sys.executable).name
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", str(wheel)], check=True)

    def rapk(*arguments: str) -> str:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH" and not key.startswith("RAPK_")}
        call = [str(Path(paths["scripts"]) / "rapk"), *arguments]
        done = subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "11 dokumen contoh. Berikutnya: `rapk run`." in rapk("contoh")
    for path in (tmp_path / "data" / "inbox").iterdir():
        if path.name not in ("dump_html.txt", "rapk_jan_des.pdf"):
            path.unlink()  # two are enough here
    assert "rapk_jan_des.pdf" in rapk("run", "--workers", "0") and "rapk_jan_des.pdf" in rapk("status")
    assert "<html" in (tmp_path / "data" / "report.html").read_text(encoding="utf-8")
    assert "bappenas.xlsx" in rapk("export", "--format", "bappenas")
    seen = subprocess.run([str(python), "-c", "import warehouse; print(warehouse.__file__)"], cwd=tmp_path, capture_output=True, text=True)
    assert str(home) in seen.stdout
