"""The one entry: its commands, and how their errors become one sentence and an exit code."""

import signal
import sys

from extract.message import Message, message

if __name__ in ("__main__", "__mp_main__"):
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C while libraries load simply ends; `stoppable` takes over

from collections.abc import Callable
from functools import partial, wraps
from importlib import import_module
from typing import Any

import click
import duckdb

from normalize.errors import RegistryError
from warehouse.commands.command_guard import is_of_no_use_unread
from warehouse.database.engine_reason import reason
from warehouse.run.stopping import stoppable
from warehouse.screen.global_options import of_command, of_program
from warehouse.screen.help_texts import SpokenGroup
from warehouse.screen.language import told
from warehouse.screen.outlets import end_with_its_reader, make_lasting
from warehouse.screen.program import program_version
from warehouse.screen.screen import plain
from warehouse.screen.settings_file import Settings
from warehouse.store.errors import OutputUnwritable, WarehouseError


class CannotRun(click.ClickException):
    """Nothing could be done: one sentence on stderr, exit code 2."""

    exit_code = 2

    def __init__(self, alasan: Message) -> None:
        super().__init__(str(alasan))
        self.alasan = alasan

    def show(self, file: Any = None) -> None:
        click.echo(plain(told(self.alasan)), err=True)


@click.group(cls=SpokenGroup)
@of_program
@click.version_option(program_version(), "--version", message="rapk %(version)s", help="Tampilkan versi program.")
@click.help_option("--help", help="Tampilkan bantuan ini.")
@click.pass_obj
def main(settings: Settings) -> None:
    """Membaca dokumen kinerja (RAPK, LAKIP) menjadi tabel yang setiap angkanya dapat dilacak.

    \b
    Contoh:
      python pipeline.py contoh
      python pipeline.py run
      python pipeline.py status
      python pipeline.py check
      python pipeline.py export
    """
    if settings.wrong:
        raise CannotRun(settings.wrong.alasan)


def prepared(function: Callable[..., None]) -> Callable[..., None]:
    """A command's function with --help and what all have; errors of registry and machine become one sentence and exit code 2."""

    @wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> None:
        if is_of_no_use_unread(function):
            end_with_its_reader()
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # a console without ñ must not end the run
        try:
            with stoppable():
                function(*args, **kwargs)
        except RegistryError as e:
            raise CannotRun(message("registri_perlu_diperbaiki", sebab=e.alasan)) from e
        except WarehouseError as e:
            raise CannotRun(e.alasan) from e
        except BrokenPipeError:
            raise
        except duckdb.Error as e:
            raise CannotRun(message("gudang_tak_terbaca", sebab=reason(e))) from e
        except OSError as e:
            raise CannotRun(message("tak_dapat_baca_tulis", nama=e.filename or kwargs["data_dir"], sebab=e.strerror or e)) from e
        except KeyboardInterrupt as e:
            raise CannotRun(message("perintah_dihentikan")) from e

    helped = click.help_option("--help", help="Tampilkan bantuan ini.")
    return helped(of_command(guarded))


def _add(name: str) -> None:
    import_module(f"warehouse.commands.{name}_command").register(main, prepared)


for name in ("contoh", "run", "check", "status", "diff", "watch", "doctor", "report", "notebook", "export", "show", "review"):
    main.later[name] = partial(_add, name)


def program() -> None:
    """As it is started from a shell: one command, then the end."""
    from extract import own_process
    from extract.few_collections import IN_PROGRAM, collect_seldom
    from warehouse.store.without_numpy import load_pyarrow_without_numpy

    own_process.begin()
    make_lasting()
    collect_seldom(IN_PROGRAM)
    load_pyarrow_without_numpy()
    try:
        main()
    except OutputUnwritable as error:  # what is printed before a command begins
        click.echo(plain(told(error.alasan)), err=True)
        sys.exit(CannotRun.exit_code)


if __name__ == "__main__":
    program()
