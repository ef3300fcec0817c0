"""The command `report`: data/report.html, written anew from the warehouse."""

from pathlib import Path

import click

from warehouse.command_guard import Guard
from warehouse.report import write_report
from warehouse.words_files import LANGUAGES


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `report` under the program."""
    main.command()(prepared(report))


@click.option("--lang", type=click.Choice(LANGUAGES), default="id", metavar="BAHASA", help="Bahasa laporan: id (bawaan) atau en.")
def report(lang: str, data_dir: Path) -> None:
    """Menulis DIR/report.html: yang masuk, kelengkapan, yang terbukti, keraguan terberat dengan halamannya, dan grafik.

    `run` menulisnya juga setiap kali selesai. Berkas itu berdiri sendiri: dibuka dari disk, tanpa jaringan, dan dapat dicetak.

    \b
    Contoh:
      python pipeline.py report
      python pipeline.py report --lang en
    """
    click.echo(str(write_report(data_dir, lang)))
