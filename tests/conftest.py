"""What several tests share: dumps written in the test, the samples read once, and the one flag that rewrites golden files."""

import os
import pickle
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from filelock import FileLock
from reportlab.pdfgen.canvas import Canvas

from extract.cells import Document, Metode
from extract.dump.read_text import parse_dump
from extract.few_collections import IN_WORKER, collect_seldom
from normalize.decisions.registry_files import Knowledge, load_knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows
from tests.kekuatan.program import read, warehouse
from tests.malam import DUMP, OTHER, PDF, rapk
from tests.programs import commands_of

ROOT = Path(__file__).parent.parent
FLAG = "--tulis-golden"
SEEDS_FOLDER = ROOT.parent / "shared" / "seeds"
SEEDS = sorted(SEEDS_FOLDER.glob("00*.txt"))

Once = Callable[[str, Callable[[Path], None]], Path]

# pytest-xdist tells its workers that the screen has 80 columns; what is printed into a pipe has a width of its own
os.environ.pop("COLUMNS", None)
# documents are read in the process that runs; where processes of their own are what is tested, they are asked for
os.environ["RAPK_WORKERS"] = "0"
collect_seldom(IN_WORKER)


def pytest_xdist_auto_num_workers() -> int:
    """One a core: each more costs the loading of all tests."""
    return os.cpu_count() or 1


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(FLAG, action="store_true", help="tulis ulang tests/golden dari hasil pipeline, lalu baca perbedaannya dengan git diff")
    parser.addoption("--semua-angka", action="store_true", help="tests/normalize/proof: coba setiap angka, bukan sebagian")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Last of all, what was skipped for want of a program or an extra, with the command that brings it."""
    yield
    skipped = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []) if isinstance(report.longrepr, tuple)]
    for command, count in commands_of(skipped).items():
        terminalreporter.write_line(f"{count} skipped; to run them too: {command}", yellow=True)


class Kertas:
    """Writes the dump of an office's RAPK: rows as text, one tab between cells."""

    kepala = (
        "NO.\tSASARAN KEGIATAN\tINDIKATOR KINERJA KEGIATAN\tTARGET" + "\t" * 12 + "ANGGARAN",
        "\t\t\t" + "\t".join(f"B{n:02}" for n in range(1, 13)) + "\t",
    )
    kepala_ro = "\t\tNO\tRO\tKOMPONEN\tSUB KOMPONEN\tANGGARAN\tKONTRIBUSI"

    @staticmethod
    def uang(nilai: int | str) -> str:
        return nilai if isinstance(nilai, str) else f"{nilai:,}"

    def indikator(
        self,
        no: int | None,
        anggaran: int | str,
        *,
        sasaran: tuple[int, str] | None = None,
        nama: str = "Persentase Obat yang memenuhi syarat",
        bulan: Sequence[str] = ("90",) * 12,
    ) -> str:
        depan = f"{sasaran[0]}.\t{sasaran[0]:02} - {sasaran[1]}" if sasaran else "\t"
        return "\t".join([depan, f"{no:02} - {nama}" if no else nama, *bulan, self.uang(anggaran)])

    def ro(
        self,
        no: int,
        anggaran: int | str,
        kontribusi: int | str,
        *,
        kode: str = "DR.3165.QIC.001",
        komponen: str = "053 - Koordinasi pemeriksaan",
        sub: str = "A - Rapat",
    ) -> str:
        nama = f"{kode} - Sarana yang diperiksa {kode}"
        return "\t".join(["", "", f"{no}.", nama, komponen, sub, self.uang(anggaran), self.uang(kontribusi)])

    def total(self, nilai: int | str) -> str:
        return "\t" * 10 + f"Total\t{self.uang(nilai)}"

    def dokumen(self, baris: Iterable[str], upt: str = "BALAI POM DI JEMBER") -> str:
        judul = ["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024", upt, "BADAN PENGAWAS OBAT DAN MAKANAN", ""]
        return "\n".join([*judul, *self.kepala, *baris, "", "Jember, 19 Januari 2024"]) + "\n"

    @property
    def halaman_baru(self) -> list[str]:
        """A page break: a blank line and the head once more."""
        return ["", *self.kepala]


@pytest.fixture(scope="session")
def kertas() -> Kertas:
    return Kertas()


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The registry alone; nobody has decided anything."""
    return load_knowledge(tmp_path_factory.mktemp("review"))


@pytest.fixture(scope="session")
def baca(knowledge: Knowledge) -> Callable[[str], DocumentRows]:
    """A dump's text → its rows."""

    def rows(text: str) -> DocumentRows:
        document = Document("0" * 64, Path("dump.txt"), "dump.txt", Metode.TEKS)
        return normalize(parse_dump(text, document), knowledge, datetime(2024, 1, 1))

    return rows


@pytest.fixture(scope="session")
def once(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Once:
    """A function: a name and what makes its folder → the folder, made once a test run by the worker that asks first. Nobody changes it."""
    root = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        root = root.parent  # of all workers

    def folder(name: str, make: Callable[[Path], None]) -> Path:
        made = root / "sekali" / name
        made.parent.mkdir(exist_ok=True)
        with FileLock(f"{made}.lock"):
            if not made.exists():
                unfinished = made.with_name(f"{name}.belum")
                shutil.rmtree(unfinished, ignore_errors=True)
                unfinished.mkdir()
                make(unfinished)
                unfinished.rename(made)
        return made

    return folder


@pytest.fixture(scope="session")
def samples_printed(once: Once) -> tuple[Path, str]:
    """The data folder after a run over samples/inbox, and what the run printed."""

    def make(folder: Path) -> None:
        result = rapk("run", ROOT / "samples" / "inbox", "--data-dir", folder / "data", "--workers", "2")
        assert result.exit_code == 0, result.output
        (folder / "stdout").write_text(result.stdout, encoding="utf-8")

    folder = once("samples", make)
    return folder / "data", (folder / "stdout").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def samples(samples_printed: tuple[Path, str]) -> Path:
    """The data folder after a run over samples/inbox."""
    return samples_printed[0]


@pytest.fixture(scope="session")
def empty(once: Once) -> tuple[Path, str]:
    """The data folder after a run over an empty inbox, and what the run printed."""

    def make(folder: Path) -> None:
        (folder / "inbox").mkdir()
        result = rapk("run", "--data-dir", folder)
        assert result.exit_code == 0, result.output
        (folder / "stdout").write_text(result.stdout, encoding="utf-8")

    folder = once("kosong", make)
    return folder, (folder / "stdout").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def seeds(once: Once) -> Path:
    """The five dumps that the project began with, read once: their rows (rows.pickle, by the number in their name) and the data folder of a
    run over them (data). Skipped where they are not beside the project."""
    if len(SEEDS) != 5:
        pytest.skip(f"{SEEDS_FOLDER} is not here")

    def make(folder: Path) -> None:
        found = read(SEEDS)
        warehouse(found.values(), folder / "data")
        (folder / "rows.pickle").write_bytes(pickle.dumps({path.name[:3]: rows for path, rows in found.items()}))

    return once("benih", make)


@pytest.fixture(scope="session")
def bomb(once: Once) -> Path:
    """A small PDF whose one page unfolds to more than half a gigabyte."""

    def make(folder: Path) -> None:
        canvas = Canvas(str(folder / "bom.pdf"), pageCompression=1)
        canvas.drawString(100, 100, "x")
        canvas._code.append("0 0 m " * 30_000_000)
        canvas.save()

    return once("bom", make) / "bom.pdf"


@pytest.fixture
def data(once: Once, tmp_path: Path) -> Path:
    """A data folder after a run over two dumps and a PDF."""

    def make(folder: Path) -> None:
        (folder / "inbox").mkdir()
        for path in (DUMP, OTHER, PDF):
            shutil.copy2(path, folder / "inbox")
        assert rapk("run", "--data-dir", folder).exit_code == 0

    return Path(shutil.copytree(once("tiga", make), tmp_path / "data"))
