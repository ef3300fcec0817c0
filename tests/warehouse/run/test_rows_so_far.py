"""What a job leaves of its rows for the job that comes again, where it is cut off while it leaves them."""

import os
import random
from pathlib import Path

import pytest

from extract.cells import Document, Metode, Reading
from extract.message import message
from normalize.dokumen_row import rejected
from normalize.rows import DocumentRows
from warehouse.run.rows_so_far import RowsSoFar

MOST_BYTES = 2000


@pytest.mark.skipif(os.name == "nt", reason="limits of Unix")
def test_rows_that_were_not_left_whole_are_made_again(tmp_path: Path) -> None:
    import resource

    letters = "".join(random.Random(7).choices("abcdefghijklmnopqrstuvwxyz", k=20_000))
    document = Document("0" * 64, tmp_path / "panjang.pdf", letters, Metode.PDF)
    made: list[Reading] = []

    def make(reading: Reading) -> DocumentRows:
        made.append(reading)
        return rejected(document, message("berkas_kosong", nama=letters), None)

    reading = Reading(document, (), (), ())
    first = RowsSoFar(tmp_path, make, set())
    first(reading)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_BYTES, hard))
    try:
        with pytest.raises(OSError):
            first.leave()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    RowsSoFar(tmp_path, make, set())(reading)
    assert len(made) == 2
    first.leave()
    RowsSoFar(tmp_path, make, set())(reading)
    assert len(made) == 2
