"""Codes of indicators, whole or broken by a narrow cell."""

import pytest

from normalize.words.kode import code_alone


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("IKSS1 0", 10),
        ("IKSS 12", 12),
        ("SS1 1", 11),
        ("IKU-3.", 3),
        ("IKSS9 Persentase Obat", None),
        ("9 Persentase Obat", None),
        ("12", None),
        ("", None),
    ],
)
def test_a_code_that_has_its_cell_to_itself(text: str, number: int | None) -> None:
    assert code_alone(text) == number
