"""A trial means of a document what the run means of it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extract.cells import Document, Metode, Reading
from extract.dump.read_text import parse_dump
from extract.pdf.page_parts import KnownPages
from normalize.alamat import Alamat
from normalize.proof.ladder import Climbed
from normalize.rows import DocumentRows
from tests.normalize.proof.test_scanned_numbers import doubted, plan
from warehouse.database.contents import StoredDocument
from warehouse.review import review_trials
from warehouse.review.review_trials import Trials

SCANNED = StoredDocument("0" * 64, "pindai.txt", "teks")


@pytest.fixture
def trials(kertas: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trials:
    """Of a plan of which OCR is not sure of December."""
    printed = plan(kertas, 5_250_000, 4_000_000, target="71.8")
    reading = doubted(parse_dump(printed, Document("0" * 64, tmp_path, "pindai.txt", Metode.TEKS)), {"71.8": ("71.8", "718")})

    def read(document: Document, rows_of: Callable[[Reading], DocumentRows], known: KnownPages) -> Climbed:
        del document, known
        return Climbed(reading, rows_of(reading))

    monkeypatch.setattr(review_trials, "read_whole", read)
    monkeypatch.setattr(review_trials, "path_of", lambda *_: tmp_path)
    return Trials(tmp_path)


def test_what_a_person_fills_in_where_ocr_was_not_sure_fits(trials: Trials, kertas: Any, baca: Callable[[str], DocumentRows]) -> None:
    """The warehouse holds nothing there, so the correction is of nothing: it must not meet the number that OCR would have read."""
    baris = baca(plan(kertas, 5_250_000, 4_000_000, target="71.8")).target[0].baris
    found = trials.try_out(SCANNED, [(Alamat("target_bulanan", baris, 12, "nilai"), None, Decimal("71.8"))], "angka_terbaca_ocr")
    assert found.gagal == ()
