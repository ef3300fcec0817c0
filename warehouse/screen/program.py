"""The program's name as it was called, and its version."""

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

INSTALLED = "rapk"
FROM_SOURCE = "python pipeline.py"
"""How sentences name the program, as they are written and stored; shown as it was called."""
# '… -e ".[ocr]"' -> '[ocr]': who has no folder of the program adds to what is installed
PIP_FROM_SOURCE = re.compile(r'pip install -c constraints\.txt -e (?:\.(?!\[)|"\.(\[\w+\])")')

_called = FROM_SOURCE


def is_called(name: str | None) -> None:
    """From now on sentences name the program so. name: as the shell has it ('rapk', '/usr/bin/rapk', 'rapk.exe', 'pipeline.py')."""
    global _called
    _called = INSTALLED if Path(name or "").stem == INSTALLED else FROM_SOURCE


def as_called(text: str) -> str:
    """A sentence as it is shown: '… `python pipeline.py run` …' → '… `rapk run` …' for whoever typed rapk, and pip as it works there."""
    if _called == FROM_SOURCE:
        return text
    return PIP_FROM_SOURCE.sub(lambda match: f'pip install "{INSTALLED}{match[1] or ""}"', text.replace(FROM_SOURCE, _called))


def program_version() -> str:
    """As installed; "belum-terpasang" where only the folder is there."""
    try:
        return version(INSTALLED)
    except PackageNotFoundError:
        return "belum-terpasang"
