"""A file of the user's that has the name of one of our packages: beside a notebook it is found before them."""

from gettext import translation
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("extract", "normalize")
OURS = Path(__file__).resolve().parents[2]


class PackageShadowed(ImportError):
    """Another file is imported in the place of one of our packages."""


def refuse_shadows() -> None:
    """Raises PackageShadowed with a sentence that names the file; without it Python says of one of our own modules that it is missing."""
    for name in PACKAGES:
        spec = find_spec(name)
        found = Path(spec.origin) if spec and spec.origin else None
        if found and found.resolve().parent != OURS / name:
            words = translation("screen", OURS / "warehouse" / "speech", ["id"])  # `message` is of a package that may be hidden
            raise PackageShadowed(words.gettext("berkas_menutupi").format(berkas=found, nama=name))
