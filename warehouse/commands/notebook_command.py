"""The command `notebook`: the ten questions, copied where they may be changed, and opened."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import click

from warehouse.commands.command_guard import Guard
from warehouse.database.contents import opened
from warehouse.report.notebook import BOOK, VARIABLE, copy_book
from warehouse.screen.screen import console, give, say


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `notebook` under the program."""
    main.command()(prepared(notebook))


@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path(), metavar="DIR", help="Folder salinannya (bawaan: folder ini)."
)
@click.option("--no-open", is_flag=True, help="Hanya salin, jangan buka Jupyter.")
def notebook(out: Path, no_open: bool, data_dir: Path) -> None:
    """Menyalin buku kerja analisis.ipynb (sepuluh pertanyaan analis) dan membukanya di Jupyter; salinan yang sudah ada tidak ditimpa.

    \b
    Contoh:
      python pipeline.py notebook
      python pipeline.py notebook --out analisis --no-open
    """
    with opened(data_dir):
        pass  # says in one sentence that there is nothing to ask yet
    copy = out / BOOK.name
    out.mkdir(parents=True, exist_ok=True)
    if not copy.exists():
        copy_book(copy, data_dir)
    give(copy)
    if no_open:
        return
    if importlib.util.find_spec("jupyterlab") is None:
        say(console(), 'Untuk membukanya pasang Jupyter dulu: `python -m pip install -c constraints.txt -e ".[notebook]"`.')
        return
    environment = os.environ | {VARIABLE: str(data_dir.resolve())}
    subprocess.run([sys.executable, "-m", "jupyterlab", str(copy)], env=environment, check=False)
