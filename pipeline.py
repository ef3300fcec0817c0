"""The one entry: its commands, and how their errors become one sentence and an exit code."""

import signal
import sys

if __name__ in ("__main__", "__mp_main__"):
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C while libraries load simply ends; `stoppable` takes over

from collections.abc import Callable
from functools import partial, wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import duckdb

from normalize.errors import RegistryError
from warehouse.database.contents import (
    checks,
    find_document,
    opened,
)
from warehouse.run.stopping import stoppable
from warehouse.screen.help_texts import SpokenGroup
from warehouse.screen.language import LANGUAGES, OPTION, VARIABLE, told
from warehouse.screen.noted_rows import NotedRows
from warehouse.screen.screen import console, place, plain, say
from warehouse.store.errors import WarehouseError


class CannotRun(click.ClickException):
    """Nothing could be done: one sentence on stderr, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(plain(told(self.message)), err=True)


LANGUAGE = click.option(
    OPTION,
    type=click.Choice(LANGUAGES),
    envvar=VARIABLE,
    metavar="BAHASA",
    expose_value=False,
    show_envvar=True,
    help="Bahasa di layar: id (bawaan) atau en; data tetap sama.",
)
"""SpokenGroup looks at it before anything else is understood."""


@click.group(cls=SpokenGroup)
@LANGUAGE
@click.help_option("--help", help="Tampilkan bantuan ini.")
def main() -> None:
    """Membaca dokumen kinerja (RAPK, LAKIP) menjadi tabel yang setiap angkanya dapat dilacak.

    \b
    Contoh:
      python pipeline.py run samples/inbox
      python pipeline.py status
      python pipeline.py check
      python pipeline.py export
    """


def command(function: Callable[..., None]) -> click.Command:
    """A command of the group, prepared."""
    return main.command()(prepared(function))


def prepared(function: Callable[..., None]) -> Callable[..., None]:
    """A command's function with --data-dir, --lang and --help, whose errors of registry and machine become one sentence and exit code 2."""

    @wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> None:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # a console without ñ must not end the run
        try:
            with stoppable():
                function(*args, **kwargs)
        except RegistryError as e:
            raise CannotRun(f"Registri atau berkas tinjauan perlu diperbaiki dulu, pekerjaan dihentikan: {e}") from e
        except WarehouseError as e:
            raise CannotRun(str(e)) from e
        except BrokenPipeError:
            raise
        except duckdb.Error as e:
            sebab = str(e).splitlines()[0]
            raise CannotRun(
                f"Gudang data tidak dapat dibaca ({sebab}): tutup notebook atau program lain yang menulisinya; bila rusak atau dari versi "
                "lain, hapus berkasnya, lalu jalankan `python pipeline.py run`, yang membuatnya lagi."
            ) from e
        except OSError as e:
            raise CannotRun(
                f"Tidak dapat membaca atau menulis {e.filename or kwargs['data_dir']} ({e.strerror or e}): periksa hak dan ruangnya."
            ) from e
        except KeyboardInterrupt as e:
            raise CannotRun("Dihentikan sebelum selesai; jalankan lagi perintah yang sama.") from e

    folder = click.Path(path_type=Path)
    option = click.option("--data-dir", type=folder, default=Path("data"), metavar="DIR", help="Folder data (bawaan: data).")
    helped = click.help_option("--help", help="Tampilkan bantuan ini.")
    return helped(option(LANGUAGE(guarded)))


# ---- check


@command
@click.argument("file", required=False)
@click.option("--semua", is_flag=True, help="Tampilkan juga pemeriksaan yang lolos.")
def check(file: str | None, semua: bool, data_dir: Path) -> None:
    """Menampilkan pemeriksaan hitungan yang gagal dan yang tak terbukti, terburuk dulu; FILE membatasi ke satu dokumen.

    \b
    Kode keluar: 0 tidak ada yang gagal, 1 ada yang gagal, 2 tidak dapat dijalankan.
    \b
    Contoh:
      python pipeline.py check
      python pipeline.py check rapk_2025.pdf
      python pipeline.py check --semua
    """
    with opened(data_dir) as con:
        found = checks(con, find_document(con, file).doc_id if file else None)
    screen = console()
    for nama in dict.fromkeys(row.nama_berkas for row in found):
        rows = [row for row in found if row.nama_berkas == nama]
        counts = {word: sum(row.status == word for row in rows) for word in ("gagal", "tak_terbukti", "lolos")}
        say(screen, f"{nama}: {counts['gagal']} gagal, {counts['tak_terbukti']} tak terbukti, {counts['lolos']} lolos")
        made = NotedRows(("aturan", "status", "letak", "harapan", "terbaca", "selisih"), range(3, 6))
        for row in rows:
            if semua or row.status != "lolos":
                amounts = (row.harapan, row.terbaca, row.selisih)
                made.add(row.aturan, row.status, place(row.halaman, row.line), *amounts, note=told(row.penjelasan))
        made.print(screen)
    if not found:
        say(screen, "Tidak ada pemeriksaan untuk ditampilkan.")
    if any(row.status == "gagal" for row in found):
        sys.exit(1)


def _add(name: str) -> None:
    import_module(f"warehouse.commands.{name}_command").register(main, prepared)


for name in ("run", "status", "diff", "watch", "doctor", "report", "notebook", "export", "show", "review"):
    main.later[name] = partial(_add, name)


if __name__ == "__main__":
    main()
