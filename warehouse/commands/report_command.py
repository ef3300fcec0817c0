"""The command `report`: data/report.html, written anew from the warehouse."""

from pathlib import Path

import click

from warehouse.commands.command_guard import Guard
from warehouse.report.page import write_report
from warehouse.screen.screen import counting, give


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `report` under the program."""
    main.command()(prepared(report))


@click.option("--bukti", is_flag=True, help="Tulis juga potongan halaman setiap hasil ke DIR/bukti, dan tautkan angkanya ke sana.")
def report(bukti: bool, data_dir: Path) -> None:
    """Menulis DIR/report.html: nilai kantor dan yang perlu diputuskan, tiap kantor dan indikator, lalu yang diragukan pada pembacaan.

    `run` menulisnya juga setiap kali selesai. Berkas itu berdiri sendiri: dibuka dari disk, tanpa jaringan, dan dapat dicetak.

    \b
    Contoh:
      python pipeline.py report
      python pipeline.py report --lang en
      python pipeline.py report --bukti
    """
    with counting() as counted:
        path = write_report(data_dir, counted.steps, evidence=bukti)
    give(path)
