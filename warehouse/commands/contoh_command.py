"""The command `contoh`: the sample documents, laid where a run finds them."""

import shutil
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import click

from extract.message import message
from warehouse.commands.command_guard import Guard
from warehouse.commands.run_command import INBOX
from warehouse.screen.screen import console, give, say
from warehouse.store.errors import FolderUnusable

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = Path("samples") / "inbox"


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `contoh` under the program."""
    main.command()(prepared(contoh))


@INBOX
def contoh(inbox: Path | None, data_dir: Path) -> None:
    """Menaruh dokumen contoh di INBOX (bawaan: DIR/inbox), yang harus kosong supaya tidak bercampur dengan dokumen kantor.

    \b
    Contoh:
      python pipeline.py contoh
      python pipeline.py contoh coba/inbox
    """
    folder = inbox or data_dir / "inbox"
    samples = sample_files()
    if not samples:
        raise FolderUnusable(message("contoh_tak_terpasang"))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderUnusable(message("folder_contoh_berisi", folder=folder))
    folder.mkdir(parents=True, exist_ok=True)
    for path in samples:
        shutil.copyfile(path, folder / path.name)
    give(*(folder / path.name for path in samples))
    count = len(samples)
    say(console(), message("contoh_ditaruh_di", jumlah=count, folder=folder) if inbox else message("contoh_ditaruh", jumlah=count))


def sample_files() -> list[Path]:
    """The samples by name: of the program's folder, or where a wheel has put them; [] where neither has any."""
    if (ROOT / SAMPLES).is_dir():
        return sorted(path for path in (ROOT / SAMPLES).iterdir() if path.is_file())
    try:
        installed = files("rapk") or []
    except PackageNotFoundError:
        return []
    return sorted(Path(str(path.locate())) for path in installed if path.parts[-3:-1] == SAMPLES.parts)
