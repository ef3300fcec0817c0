"""data/review/ as a person finds it after the first run: every file that can be filled in, with its head."""

import contextlib
import os
from pathlib import Path

from normalize.decisions.koreksi_tinjauan import CORRECTION_COLUMNS, REVIEW_CORRECTION
from normalize.decisions.registry_files import DOCUMENT_COLUMNS, OFFICE_COLUMNS, REVIEW_DOCUMENT, REVIEW_UPT
from normalize.decisions.ro_tinjauan import LINE_COLUMNS, REVIEW_LINES
from normalize.decisions.temuan_tinjauan import FINDING_COLUMNS, REVIEW_FINDING
from normalize.indicators.indikator_tinjauan import REVIEW_COLUMNS, REVIEW_INDICATOR

HEADS = {
    REVIEW_DOCUMENT: DOCUMENT_COLUMNS,
    REVIEW_UPT: OFFICE_COLUMNS,
    REVIEW_INDICATOR: REVIEW_COLUMNS,
    REVIEW_FINDING: FINDING_COLUMNS,
    REVIEW_CORRECTION: CORRECTION_COLUMNS,
    REVIEW_LINES: LINE_COLUMNS,
}


def lay_out(review_dir: Path) -> None:
    """Makes the files that are not there, as Excel in Indonesian reads them; whoever else makes one at the same instant goes before."""
    review_dir.mkdir(parents=True, exist_ok=True)
    for name, columns in HEADS.items():
        if not (review_dir / name).exists():
            _make(review_dir / name, ("\ufeff" + ";".join(columns) + "\r\n").encode())


def _make(path: Path, content: bytes) -> None:
    """A file that is there whole or not at all: an empty one would stop the next run."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(content)
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        with contextlib.suppress(FileExistsError), path.open("xb") as file:
            file.write(content)
    finally:
        temporary.unlink()
