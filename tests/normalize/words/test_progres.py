"""Percent indicators whose months are progress, told by their shape; and units told by the values."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from normalize.rows import DocumentRows
from normalize.words.progres import is_progress
from normalize.words.units import unit_of_values

UMKM = ["1", "3.72", "18.67", "20.8", "22.72", "34.68", "45", "57.15", "68.23", "91.43", "96.67", "77"]


def months(*values: str) -> dict[int, Decimal | None]:
    return {month: Decimal(value) if value else None for month, value in enumerate(values, 1)}


@pytest.mark.parametrize(
    ("satuan", "values", "progress"),
    [
        ("persen", UMKM, True),
        ("indeks", UMKM, False),
        ("persen", ["77"] * 12, False),  # measured by sampling: flat
        ("persen", ["90", "91", "92", "93", "94", "95", "95", "95", "95", "95", "96", "77"], False),  # a fall, but no progress
        ("persen", ["0", "10", "5", "20", "30", "40", "50", "60", "70", "80", "90", "77"], False),  # it fell on the way
        ("persen", [*UMKM[:10], "", "77"], False),  # November not printed: nothing can be said
        ("persen", [*UMKM[:11], "97"], False),  # it goes on climbing: an ordinary target
    ],
)
def test_the_shape_of_progress(satuan: str, values: list[str], progress: bool) -> None:
    assert is_progress(satuan, months(*values)) is progress


def test_progress_is_flagged_and_no_doubt(kertas: Any, baca: Callable[[str], DocumentRows]) -> None:
    name = "Persentase UMKM yang memenuhi standar produksi pangan olahan dan/atau pembuatan OT dan Kosmetik yang baik"
    rows = baca(
        kertas.dokumen([kertas.indikator(1, 100_000, nama=name, sasaran=(1, "Meningkatnya"), bulan=UMKM), kertas.ro(1, 100_000, 100_000)])
    )
    assert "bulan_progres" in rows.target[0].bendera and rows.target[0].target_tahunan == 77
    assert [cek.status for cek in rows.cek if cek.aturan == "bulan_naik"] == ["lolos"]


@pytest.mark.parametrize(
    ("texts", "satuan"), [(["85%", "", "85,5 %"], "persen"), (["85", "85%"], None), (["-", ""], None), ([], None), (["4,51"], None)]
)
def test_the_sign_on_every_value_tells_percent(texts: list[str], satuan: str | None) -> None:
    assert unit_of_values(texts) == satuan
