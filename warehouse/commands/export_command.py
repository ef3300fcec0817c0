"""The command `export`: tables and views as CSV, the files that the monitoring systems of Bappenas ask for, or Parquet for many readers."""

from collections.abc import Sequence
from pathlib import Path

import click

from extract.message import message
from warehouse.commands.command_guard import Guard
from warehouse.database.contents import opened
from warehouse.database.settings import DICTIONARY, DICTIONARY_PAGE, PACKAGE
from warehouse.export.bappenas import Rows, export_bappenas
from warehouse.export.lumbung import LUMBUNG, write_lumbung
from warehouse.export.scope import ExportScope, scope_of
from warehouse.export.views_export import export as export_tables
from warehouse.screen.screen import console, counting, give, say
from warehouse.store.errors import NameUnknown


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `export` under the program."""
    main.command()(prepared(export))


@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--format",
    "bentuk",
    type=click.Choice(["csv", "bappenas", "lumbung"]),
    default="csv",
    metavar="BENTUK",
    help="csv: tabel dan tampilan (bawaan); bappenas: indikator, RO, dan lembar kontrol sebagai CSV dan XLSX; "
    "lumbung: semua tabel sebagai Parquet per tabel dan tahun, untuk banyak pembaca.",
)
@click.option("--all", "semua", is_flag=True, help="Dengan --format bappenas: juga baris yang ditanyakan atau dibantah, dengan alasannya.")
@click.option("--terbukti", is_flag=True, help="Dengan --format bappenas: hanya baris yang semua angkanya terbukti atau diterima.")
@click.option("--tahun", type=int, multiple=True, metavar="TAHUN", help="Dengan --format bappenas: hanya tahun kinerja ini; dapat diulang.")
@click.option(
    "--periode",
    type=click.Choice(["TW1", "TW2", "TW3", "TW4", "TAHUNAN"]),
    multiple=True,
    metavar="PERIODE",
    help="Dengan --format bappenas: hanya periode ini (TW1 sampai TW4, TAHUNAN); dapat diulang.",
)
@click.option(
    "--upt", multiple=True, metavar="KANTOR", help="Dengan --format bappenas: hanya kantor ini (upt_id atau nama); dapat diulang."
)
@click.option("--excel-id", is_flag=True, help="Tulis untuk Excel berbahasa Indonesia (titik koma, koma desimal).")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Folder tujuan (bawaan: DIR/export; lumbung: DIR/lumbung).")
def export(
    names: tuple[str, ...],
    bentuk: str,
    semua: bool,
    terbukti: bool,
    tahun: tuple[int, ...],
    periode: tuple[str, ...],
    upt: tuple[str, ...],
    excel_id: bool,
    out: Path | None,
    data_dir: Path,
) -> None:
    """Menulis tabel atau tampilan NAME (bawaan: v_bappenas dan kawan-kawan) sebagai CSV, ekspor untuk Bappenas, atau lumbung Parquet.

    \b
    Contoh:
      python pipeline.py export
      python pipeline.py export v_bappenas target_bulanan
      python pipeline.py export --excel-id --out laporan
      python pipeline.py export --format bappenas
      python pipeline.py export --format bappenas --tahun 2025 --periode TW3 --upt serang
      python pipeline.py export --format lumbung --out /bersama/lumbung
    """
    if bentuk == "lumbung":
        if names or excel_id or semua or terbukti or tahun or periode or upt:
            raise NameUnknown(message("lumbung_menulis_semua"))
        _lumbung(data_dir, out or data_dir / LUMBUNG)
        return
    out = out or data_dir / "export"
    if bentuk == "bappenas":
        if names or excel_id:
            raise NameUnknown(message("bappenas_menulis_semua"))
        if semua and terbukti:
            raise NameUnknown(message("all_atau_terbukti"))
        with opened(data_dir) as con:
            scope = scope_of(con, tahun, periode, upt)
        _bappenas(data_dir, out, Rows.SEMUA if semua else Rows.TERBUKTI if terbukti else Rows.LENGKAP, scope)
        return
    if semua or terbukti or tahun or periode or upt:
        raise NameUnknown(message("pilihan_hanya_bappenas"))
    with opened(data_dir):
        pass  # says in one sentence that there is nothing to export yet
    with counting() as counted:
        paths = export_tables(data_dir, out, names, excel_id, counted.steps)
    _list(paths, out)


def _list(paths: Sequence[Path], out: Path) -> None:
    """The files that were written, those that describe them last."""
    give(*paths, out / PACKAGE, out / DICTIONARY, out / DICTIONARY_PAGE)


def _lumbung(data_dir: Path, out: Path) -> None:
    with counting() as counted:
        done = write_lumbung(data_dir, out, counted.steps)
    give(done.manifest)
    say(console(), message("lumbung_ditulis", versi=done.versi, semua=done.semua, baru=done.baru))


def _bappenas(data_dir: Path, out: Path, wanted: Rows, scope: ExportScope) -> None:
    with counting() as counted:
        done = export_bappenas(data_dir, out, wanted, scope, counted.steps)
    _list(done.paths, out)
    screen = console()
    if not done.terbukti + done.belum + done.ditinjau:
        say(screen, message("tanpa_baris_ekspor", bagian=scope.words or message("ekspor_ini")))
        return
    told = {
        Rows.TERBUKTI: "Yang diekspor hanya yang terbukti.",
        Rows.LENGKAP: "Yang perlu ditinjau tidak ikut (ikut dengan --all); bukti tiap angka ada di kolom bukti_.",
        Rows.SEMUA: "Semua diekspor; kolom alasan menyebut sebabnya.",
    }
    say(screen, message("ekspor_hasil", terbukti=done.terbukti, belum=done.belum, ditinjau=done.ditinjau), told[wanted])
    for nama in done.tidak_cocok:
        say(screen, message("total_tidak_cocok", nama=nama))
