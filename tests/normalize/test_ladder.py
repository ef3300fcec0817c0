"""How much of another reading is taken: all of it, or those parts of it that are better proved."""

import dataclasses
from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from extract.cells import Reading
from extract.message import message
from normalize.kinds.target import Konteks
from normalize.proof import ladder
from normalize.proof.document_doubt import document_check
from normalize.proof.ladder import climb
from normalize.rows import Cek, DocumentRows
from normalize.status_cek import GAGAL, LOLOS
from normalize.tables.tempat import Tempat
from tests.normalize.test_pages_in_doubt import DOCUMENT, reading, rows

ANOTHER = "80,5"


def read_again(before: Reading, sebab: Mapping[int, str], pembaca: str) -> Reading:
    """The pages asked for hold another figure."""
    blocks = [
        replace(block, rows=tuple(replace(row, cells=tuple(replace(cell, lines=(ANOTHER,)) for cell in row.cells)) for row in block.rows))
        if block.halaman in sebab
        else block
        for block in before.blocks
    ]
    return replace(before, blocks=tuple(blocks))


def taken(read: Reading) -> set[int]:
    return {block.halaman or 0 for block in read.blocks if block.rows[0].cells[0].text == ANOTHER}


@pytest.mark.parametrize("right", [{1, 3}, {1, 2, 3}, {2}, set[int]()])
def test_each_page_is_taken_where_its_own_check_holds(monkeypatch: pytest.MonkeyPatch, right: set[int]) -> None:
    """Pages of `right` pass with the other figure, the others with the first one."""
    monkeypatch.setattr(ladder, "pages_in_doubt", lambda rows, reading, same_letters: dict.fromkeys((1, 2, 3), "cek_gagal"))

    def rows_of(read: Reading) -> DocumentRows:
        other = taken(read)
        return dataclasses.replace(rows("LAKIP"), cek=tuple(check(page, (page in other) is (page in right)) for page in (1, 2, 3)))

    assert taken(climb(reading(()), rows_of, read_again, ["tanpa_garis"]).reading) == right


def check(page: int, passes: bool) -> Cek:
    konteks = Konteks(DOCUMENT.doc_id, "pdf", "ambon", 2024, 1, "CAPAIAN", None, 1)
    made = document_check("capaian_vs_target", GAGAL, message("semua_halaman_ada"), konteks, Tempat(1, page, None, None))
    return dataclasses.replace(made, status=LOLOS if passes else GAGAL)
