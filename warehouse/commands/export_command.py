"""The command `export`: tables and views as CSV, or the files that the monitoring systems of Bappenas ask for."""

from collections.abc import Sequence
from pathlib import Path

import click

from warehouse.commands.command_guard import Guard
from warehouse.database.contents import opened
from warehouse.export.bappenas import export_bappenas
from warehouse.export.datapackage import DICTIONARY, PACKAGE
from warehouse.export.views_export import export as export_tables
from warehouse.screen.screen import console, counting, say
from warehouse.store.errors import NameUnknown


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `export` under the program."""
    main.command()(prepared(export))


@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--format",
    "bentuk",
    type=click.Choice(["csv", "bappenas"]),
    default="csv",
    metavar="BENTUK",
    help="csv: tabel dan tampilan (bawaan); bappenas: indikator, RO, dan lembar kontrol sebagai CSV dan XLSX.",
)
@click.option("--all", "semua", is_flag=True, help="Dengan --format bappenas: juga baris yang belum terbukti, dengan alasannya.")
@click.option("--excel-id", is_flag=True, help="Tulis untuk Excel berbahasa Indonesia (titik koma, koma desimal).")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Folder tujuan (bawaan: DIR/export).")
def export(names: tuple[str, ...], bentuk: str, semua: bool, excel_id: bool, out: Path | None, data_dir: Path) -> None:
    """Menulis tabel atau tampilan NAME (bawaan: v_bappenas dan kawan-kawan) sebagai CSV, atau ekspor untuk Bappenas.

    \b
    Contoh:
      python pipeline.py export
      python pipeline.py export v_bappenas target_bulanan
      python pipeline.py export --excel-id --out laporan
      python pipeline.py export --format bappenas
    """
    out = out or data_dir / "export"
    if bentuk == "bappenas":
        if names or excel_id:
            raise NameUnknown("--format bappenas menulis semua berkasnya dalam kedua cara: jangan sebut NAME atau --excel-id.")
        _bappenas(data_dir, out, semua)
        return
    if semua:
        raise NameUnknown("--all hanya untuk --format bappenas; tabel dan tampilan selalu ditulis seluruhnya.")
    with opened(data_dir):
        pass  # says in one sentence that there is nothing to export yet
    with counting() as counted:
        paths = export_tables(data_dir, out, names, excel_id, counted.steps)
    _list(paths, out)


def _list(paths: Sequence[Path], out: Path) -> None:
    """The files that were written, those that describe them last."""
    for path in (*paths, out / PACKAGE, out / DICTIONARY):
        click.echo(str(path))


def _bappenas(data_dir: Path, out: Path, semua: bool) -> None:
    with counting() as counted:
        done = export_bappenas(data_dir, out, semua, counted.steps)
    _list(done.paths, out)
    screen = console()
    if semua:
        say(screen, f"{done.terbukti} baris terbukti dan {done.lain} baris belum terbukti diekspor; kolom alasan menyebut sebabnya.")
    else:
        say(screen, f"{done.terbukti} baris terbukti diekspor; {done.lain} baris belum terbukti ditinggalkan (ikut dengan --all).")
    for nama in done.tidak_cocok:
        say(screen, f"Total {nama} tidak cocok dengan yang tercetak: lihat lembar kontrol, lalu `python pipeline.py check {nama}`.")
