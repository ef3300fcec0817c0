"""Figures that stand outside every table that was found."""

from extract.cells import Reading
from normalize.account.printed import numbers_in
from normalize.nasib import Nasib
from normalize.rows import Neraca
from normalize.tables.loose_rows import is_row_of_figures


def figures_outside(doc_id: str, reading: Reading) -> tuple[Neraca, ...]:
    """One row for the figures of rows of figures that no grid holds; () where there are none."""
    found = sum(len(numbers_in(line.text)) for line in reading.lines if line.halaman is not None and is_row_of_figures(line.text))
    return (Neraca(doc_id=doc_id, tabel_no=None, tabel=None, nasib=Nasib.TERBUKA.value, jumlah=found),) if found else ()
