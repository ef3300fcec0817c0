"""Values that an indicator or a unit cannot have."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

import pytest

from normalize.decisions.registry_files import Knowledge
from normalize.indicators.indikator_skala import Scales
from normalize.rows import Capaian

IPP, NKA, RB = "indeks-pelayanan-publik", "nilai-kinerja-anggaran", "indeks-reformasi-birokrasi"


@pytest.fixture(scope="module")
def scales(knowledge: Knowledge) -> Scales:
    return knowledge.scales


def result(**values: Any) -> Capaian:
    given: dict[str, Any] = dict.fromkeys(field.name for field in fields(Capaian))
    return Capaian(**given | {"bendera": (), "tahun": 2023} | values)


@pytest.mark.parametrize(
    ("indikator_id", "tahun", "value", "outside"),
    [
        (IPP, 2023, "92", True),
        (IPP, 2023, "4.51", False),
        (IPP, 2023, "5.3", False),  # reports overshoot a little
        (NKA, 2024, "92", False),
        (NKA, 2025, "92", False),  # both scales were printed in that year
        (NKA, 2025, "5", False),
        (NKA, 2024, "415446000", True),
        (RB, 2023, "104", False),
        ("obat-memenuhi-syarat", 2023, "4000", False),  # no scale of its own
        ("sementara-0", 2023, "92", False),
        (IPP, None, "92", False),
    ],
)
def test_outside_every_scale_of_the_year(indikator_id: str, tahun: int | None, value: str, outside: bool, scales: Scales) -> None:
    assert scales.outside(indikator_id, tahun, Decimal(value)) is outside


@pytest.mark.parametrize(
    ("values", "flags"),
    [
        ({"satuan": "persen", "realisasi": Decimal(415446000)}, {"nilai_janggal"}),
        ({"satuan": "persen", "realisasi": Decimal("137.5")}, set()),  # a result may pass its target
        ({"satuan": "jumlah", "realisasi": Decimal(415446000)}, set()),
        ({"satuan": "indeks", "target": Decimal(92), "indikator_id": IPP}, {"di_luar_skala"}),
        ({"satuan": "indeks"}, set()),
    ],
)
def test_flags(values: dict[str, Any], flags: set[str], scales: Scales) -> None:
    assert scales.flags(values.pop("indikator_id", None), result(**values)) == flags
