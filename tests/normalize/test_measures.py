"""Values that a row cannot have."""

from collections.abc import Callable
from decimal import Decimal

from normalize.measures import read_measure_cell
from normalize.numbers import NumberStyle
from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]


def test_a_target_below_zero_is_doubted() -> None:
    assert read_measure_cell("(12,5)", NumberStyle.ID, "persen").bendera >= {"nilai_janggal"}
    assert not read_measure_cell("0", NumberStyle.ID, "persen").bendera


def test_a_figure_below_zero_is_doubted(baca: Baca) -> None:
    """Brackets say minus, or something else: where no value can be negative the row goes to a person."""
    rows = baca(
        "LAPORAN KINERJA TAHUN 2022\nLOKA POM DI KOTA DUMAI\n\nNo\tIndikator\tTarget\tRealisasi\t% Capaian\n1\tIndeks A\t80\t(84,5)\t105,6"
    )
    assert rows.capaian[0].realisasi == Decimal("-84.5")
    assert "nilai_janggal" in rows.capaian[0].bendera and rows.dokumen.status == "perlu_tinjau"
