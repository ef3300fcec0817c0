"""Options of the program and of each of its commands: they may stand before the command or after it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from warehouse.screen import settings_file
from warehouse.screen.language import OPTION, VARIABLE
from warehouse.screen.screen import be_quiet
from warehouse.speech.catalog import LANGUAGES

F = TypeVar("F", bound=Callable[..., Any])

DATA_VARIABLES = ("RAPK_DATA_DIR", "RAPK_DATA")
"""The second is the older name, which notebooks know."""

OLD_NAMES = {
    "semua": "all",
    "ulang": "again",
    "kosongkan": "empty",
    "izinkan-hilang": "allow-missing",
    "ikuti-tautan": "follow-links",
    "tanpa-ocr": "no-ocr",
    "pekerja": "workers",
    "pelaksana": "cluster",
    "batas-waktu": "timeout",
    "batas-memori": "memory",
    "sejak": "since",
    "tanya": "every",
    "sampai": "runs",
    "tanpa-buka": "no-open",
    "pembaca": "reader",
    "sebagai": "as",
    "oleh": "by",
    "catatan": "note",
}
"""Options of the first release that were Indonesian: still understood, no longer shown."""


def todays_name(token: str) -> str:
    """An option's name without its hyphens, as it is called now; click asks this of whatever is typed."""
    return OLD_NAMES.get(token, token)


class GlobalOption(click.Option):
    """What stands before the command holds for the command too, unless it is given again after it."""

    def consume_value(self, ctx: click.Context, opts: Mapping[str, Any]) -> tuple[Any, ParameterSource]:
        """As click does it; a command line goes before environment and file wherever it says it."""
        value, source = super().consume_value(ctx, opts)
        key = f"rapk.{self.name}"
        if source is ParameterSource.COMMANDLINE:
            ctx.meta[key] = value
        elif key in ctx.meta:
            return ctx.meta[key], ParameterSource.COMMANDLINE
        return value, source


def _quiet(_ctx: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        be_quiet(True)


LANGUAGE = click.option(
    OPTION,
    cls=GlobalOption,
    type=click.Choice(LANGUAGES),
    envvar=VARIABLE,
    metavar="BAHASA",
    expose_value=False,
    show_envvar=True,
    help="Bahasa di layar: id (bawaan) atau en; data tetap sama.",
)
"""SpokenGroup looks at it before anything else is understood; at --config too."""
CONFIG = click.option(
    settings_file.OPTION,
    cls=GlobalOption,
    type=click.Path(path_type=Path),
    envvar=settings_file.VARIABLE,
    metavar="BERKAS",
    expose_value=False,
    show_envvar=True,
    help="Berkas setelan (bawaan: rapk.toml di folder ini, bila ada).",
)
QUIET = click.option(
    "--quiet",
    cls=GlobalOption,
    is_flag=True,
    envvar="RAPK_QUIET",
    callback=_quiet,
    expose_value=False,
    show_envvar=True,
    help="Diam: hanya kesalahan (di stderr) dan kode keluar.",
)


def data_dir(**extra: Any) -> Callable[[F], F]:
    """--data-dir; extra: as of click.option."""
    return click.option(
        "--data-dir",
        cls=GlobalOption,
        type=click.Path(path_type=Path),
        default=Path("data"),
        envvar=DATA_VARIABLES,
        metavar="DIR",
        help="Folder data (bawaan: data).",
        **extra,
    )


def of_program(function: F) -> F:
    """The options before the command: looked at, and left to the command."""
    return data_dir(expose_value=False)(LANGUAGE(CONFIG(QUIET(function))))


def of_command(function: F) -> F:
    """The same after it; the function is given data_dir."""
    return data_dir()(LANGUAGE(CONFIG(QUIET(function))))
