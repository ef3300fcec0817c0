"""rapk.toml: what is set once for all commands. Looked for where the command is given; --config or RAPK_CONFIG name another.

data-dir = "gudang"          # paths are seen from the file's own folder
inbox = "//server/dokumen"
lang = "en"
workers = 4
"""

import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from extract.message import message
from extract.task_limits import LEAST_MEGABYTES, LEAST_SECONDS, MOST_MEGABYTES, MOST_SECONDS, MOST_WORKERS
from warehouse.screen.language import given
from warehouse.speech.catalog import LANGUAGES
from warehouse.store.errors import SettingsWrong

FILE = "rapk.toml"
OPTION, VARIABLE = "--config", "RAPK_CONFIG"


class Key(Struct, frozen=True):
    """What one key takes. example: the line as it should be, for whoever wrote another; path: seen from the file's folder."""

    example: str
    takes: Callable[[object], bool]
    path: bool = False


def _whole(least: int, most: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


KEYS: Mapping[str, Key] = {
    "data-dir": Key('data-dir = "data"', _text, path=True),
    "inbox": Key('inbox = "data/inbox"', _text, path=True),
    "lang": Key('lang = "en"', lambda value: value in LANGUAGES),
    "workers": Key("workers = 4", _whole(0, MOST_WORKERS)),
    "timeout": Key("timeout = 600", _whole(LEAST_SECONDS, MOST_SECONDS)),
    "memory": Key("memory = 1500", _whole(LEAST_MEGABYTES, MOST_MEGABYTES)),
}


class Settings(Struct, frozen=True):
    """values: by the names of the options that they stand for ('data_dir'), {} without a file. wrong: why the file cannot be used."""

    values: Mapping[str, str | int] = field(default_factory=dict)
    wrong: SettingsWrong | None = None


def settings_for(arguments: Sequence[str]) -> Settings:
    """The settings of a command line, before it is understood. Raises nothing: what is wrong is told once a command is to be done."""
    named = given(arguments, OPTION) or os.environ.get(VARIABLE)
    path = Path(named or FILE)
    if not named and not path.is_file():
        return Settings()
    try:
        return Settings(_read(path))
    except SettingsWrong as error:
        return Settings(wrong=error)


def _read(path: Path) -> dict[str, str | int]:
    """Raises SettingsWrong with a sentence that names file, key and what to do."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsWrong(message("setelan_tak_terbaca", berkas=path, sebab=error.strerror)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsWrong(message("setelan_bukan_toml", berkas=path, sebab=error)) from error
    found: dict[str, str | int] = {}
    for name, value in content.items():
        key = KEYS.get(name.replace("_", "-"))
        if key is None:
            raise SettingsWrong(message("setelan_kunci_tak_dikenal", berkas=path, kunci=name, semua=", ".join(KEYS)))
        if not key.takes(value):
            raise SettingsWrong(message("setelan_nilai_salah", berkas=path, nilai=repr(value), kunci=name, contoh=key.example))
        found[name.replace("-", "_")] = str(path.parent / value) if key.path else value
    return found
