"""A printed row is found again by its number, whoever copied it on the way."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from msgspec.structs import replace

import normalize.document
from extract.cells import Document, Metode, Reading
from extract.dump.read_text import parse_dump
from extract.running.tables import PrintedTable
from normalize.identity.ruled_text import ruled_text
from normalize.rows import DocumentRows
from normalize.tables.rejoin import rejoin
from tests.conftest import ROOT

NAMES = ("dump_kantor.txt", "lakip_triwulan.txt")


def copied(reading: Reading) -> Reading:
    """The same reading, no row of which is the same object."""
    blocks = tuple(
        replace(block, rows=tuple(replace(row, cells=tuple(replace(cell) for cell in row.cells)) for row in block.rows))
        for block in reading.blocks
    )
    return replace(reading, blocks=blocks)


def copied_tables(tables: Sequence[PrintedTable]) -> tuple[PrintedTable, ...]:
    return tuple(
        replace(
            table, segments=tuple(replace(s, head=tuple(map(replace, s.head)), body=tuple(map(replace, s.body))) for s in table.segments)
        )
        for table in rejoin(tables)
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_copied_row_is_still_found(name: str, baca: Callable[[str], DocumentRows], monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "samples" / "inbox" / name).read_text(encoding="utf-8")
    before = baca(text)
    monkeypatch.setattr(normalize.document, "rejoin", copied_tables)
    monkeypatch.setattr(normalize.document, "ruled_text", lambda reading, *given: ruled_text(copied(reading), *given))
    assert baca(text) == before


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_numbered_as_they_are_printed(name: str, baca: Callable[[str], DocumentRows]) -> None:
    sel = baca((ROOT / "samples" / "inbox" / name).read_text(encoding="utf-8")).sel
    lines: dict[int, Any] = {}
    for cell in sel:
        lines.setdefault(cell.baris, cell.line)
    assert list(lines) == list(range(1, len(lines) + 1))
    assert list(lines.values()) == sorted(lines.values())


def test_a_row_has_no_number_before_it_is_in_a_document() -> None:
    reading = parse_dump("Tabel 1\n\nA\tB\n1\t2\n", Document("0" * 64, ROOT, "a.txt", Metode.TEKS))
    assert {row.baris for block in reading.blocks for row in block.rows} == {0}
    rows = [row for block in copied(reading.numbered()).blocks for row in block.rows]
    assert [row.baris for row in rows] == list(range(1, len(rows) + 1))
