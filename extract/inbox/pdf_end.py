"""What the last bytes of a PDF tell about the rest of it."""

import mmap
from enum import Enum
from pathlib import Path


class End(Enum):
    """What the end of a PDF says: nothing is missing, only the line that tells where its reference table stands, or objects are."""

    WHOLE = "utuh"
    NO_POINTER = "tanpa_startxref"
    CUT_OFF = "terpotong"


def end_of(path: Path) -> End:
    """Objects behind the last pointer to a reference table are whole where a table, or the mark of a file's end, stands behind them."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        last = data.rfind(b"endobj")
        if data.rfind(b"startxref") >= last:
            return End.WHOLE
        ended = data.find(b"trailer", last) >= 0 or data.find(b"%%EOF", last) >= 0
        table = data.find(b"/XRef", data.rfind(b" obj", 0, last), last) >= 0
        return End.NO_POINTER if ended or table else End.CUT_OFF
