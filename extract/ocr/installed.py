"""Is the extra `ocr` installed, and what does a reading by it depend on. Loads none of its libraries."""

import hashlib
import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_TESSDATA = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)
LANGUAGE = "eng"
"""It has the signs of numbers ('%', '+') that the Indonesian model lacks."""


def first_engine_there() -> bool:
    """True where the extra is installed."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def second_engine_data() -> Path | None:
    """The folder with Tesseract's models; None where the second engine or its models are not there."""
    if find_spec("tesserocr") is None:
        return None
    named = os.environ.get("TESSDATA_PREFIX")
    for folder in ((named, str(Path(named) / "tessdata")) if named else ()) + _TESSDATA:
        if (Path(folder) / f"{LANGUAGE}.traineddata").is_file():
            return Path(folder)
    return None


@cache
def reading_version() -> str:
    """Of all that what is read in a picture depends on: engines, their models, and the modules of this room and of the guessers'."""
    names = ("rapidocr", "onnxruntime", "tesserocr", "opencv-python-headless", "numpy", "pypdfium2")
    data = second_engine_data()
    model = (data / f"{LANGUAGE}.traineddata").stat().st_size if data else 0
    parts = [f"{name} {_version(name)}" for name in names] + [f"{LANGUAGE} {model}"]
    rooms = (Path(__file__).parent, Path(__file__).parent.parent / "guess")
    parts += [hashlib.sha256(path.read_bytes()).hexdigest() for room in rooms for path in sorted(room.glob("*.py"))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # takes longer to load than this room

    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
