"""The command `report`: data/report.html, written anew from the warehouse."""

from pathlib import Path

import click

from warehouse.commands.command_guard import Guard
from warehouse.report.page import write_report
from warehouse.screen.screen import counting


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `report` under the program."""
    main.command()(prepared(report))


def report(data_dir: Path) -> None:
    """Menulis DIR/report.html: yang masuk, kelengkapan, yang terbukti, keraguan terberat dengan halamannya, dan grafik.

    `run` menulisnya juga setiap kali selesai. Berkas itu berdiri sendiri: dibuka dari disk, tanpa jaringan, dan dapat dicetak.

    \b
    Contoh:
      python pipeline.py report
      python pipeline.py report --lang en
    """
    with counting() as counted:
        path = write_report(data_dir, counted.steps)
    click.echo(str(path))
