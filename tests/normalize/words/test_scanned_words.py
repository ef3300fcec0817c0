"""Words that OCR read with one thin stroke for another."""

from pathlib import Path

import pytest

from extract.cells import Block, Cell, Document, Metode, PrintedRow, Reading
from normalize.words.scanned_words import with_known_words


def reading(*texts: str, scanned: bool = True, bacaan: tuple[str, ...] = ()) -> Reading:
    rows = tuple(PrintedRow((Cell((text,), 0, halaman=1, bacaan=bacaan),)) for text in texts)
    document = Document("0" * 64, Path("pindai.pdf"), "pindai.pdf", Metode.PDF)
    return Reading(document, (Block(rows, "ocr", 1),), (), (0,), 1, pindai=(1,) if scanned else ())


def texts(found: Reading) -> list[str]:
    return [cell.text for block in found.blocks for row in block.rows for cell in row.cells]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Keputusan yang Diseiesaikan oleh UPT", "Keputusan yang Diselesaikan oleh UPT"),
        ("Peningkatan ruang tingkup", "Peningkatan ruang lingkup"),
        ("Pengadaan alat aboratorium", "Pengadaan alat laboratorium"),
        ("Pengadaan Aiat Laboratorium", "Pengadaan Alat Laboratorium"),
        ("Iingkup", "lingkup"),
        ("Laboratorium ulang", "Laboratorium ulang"),
        ("Balai Besar", "Balai Besar"),
        ("Tingkat Xilt", "Tingkat Xilt"),
    ],
)
def test_a_word_is_mended_where_one_stroke_makes_a_known_one(read: str, printed: str) -> None:
    assert texts(with_known_words(reading(read))) == [printed]
    assert texts(with_known_words(reading(read, scanned=False))) == [read], "what a file says stands"


def test_a_word_that_is_printed_again_and_again_stands() -> None:
    assert texts(with_known_words(reading("Tabel satu", "Tabel dua"))) == ["Tabel satu", "Tabel dua"]
    assert texts(with_known_words(reading("Aiat", "Aiat", "Alat", "Alat"))) == ["Alat"] * 4


def test_the_readings_of_a_code_are_mended_with_it() -> None:
    found = with_known_words(reading("051 - tingkup", bacaan=("051 - tingkup", "053 - tingkup")))
    assert found.blocks[0].rows[0].cells[0].bacaan == ("051 - lingkup", "053 - lingkup")
