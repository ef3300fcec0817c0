"""A file of the user's that has the name of one of our packages: beside a notebook it is found before them."""

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
            raise PackageShadowed(
                f"Berkas {found} menutupi paket {name} milik rapk karena namanya sama: ganti namanya, "
                "lalu mulai ulang Python atau kernelnya."
            )
