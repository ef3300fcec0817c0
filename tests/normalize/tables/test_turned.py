"""Rows of a page that was turned to be read."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from extract.cells import Turn
from normalize.rows import DocumentRows
from normalize.tables.turned import on_the_page


def test_a_turned_page_with_indicators(kertas: Any, baca: Callable[[str], DocumentRows]) -> None:
    """A box is turned back; names of indicators, which stand on no page, stay as they are."""
    read = baca(kertas.dokumen([kertas.indikator(1, 5, sasaran=(1, "Terwujudnya")), kertas.kepala_ro, kertas.ro(1, 5, 5)]))
    assert read.nama_indikator
    rows = replace(read, target=tuple(replace(row, halaman=2, bbox=(10.0, 20.0, 30.0, 40.0)) for row in read.target))
    turned = on_the_page(rows, {2: Turn(90, 800.0, 600.0)})
    assert [row.bbox for row in turned.target] == [(20.0, 770.0, 40.0, 790.0)]
    assert turned.nama_indikator == read.nama_indikator and turned.sel == read.sel
