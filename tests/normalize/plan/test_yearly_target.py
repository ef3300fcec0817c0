"""A dump's column of yearly targets before the months, and a head TARGET over them that is none."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
MONTHS = [f"B{n:02}" for n in range(1, 13)]
QUARTERS = ["TW I", "TW II", "TW III", "TW IV"]
RISING = ["7", "14", "21", "28", "35", "42", "49", "56", "63", "70", "77", "84"]
LATE = ["-"] * 6 + ["80"] * 6
NAMES = {"Persentase Obat yang memenuhi syarat": RISING, "Nilai AKIP UPT": LATE, "Indeks Profesionalitas ASN UPT": ["90"] * 12}


@pytest.mark.parametrize("budget", ["Anggaran", "Pagu (Rp)", ""])
@pytest.mark.parametrize("yearly", [True, False])
@pytest.mark.parametrize("group", [True, False])
@pytest.mark.parametrize("heads", [MONTHS, QUARTERS])
def test_a_target_before_the_periods(heads: list[str], group: bool, yearly: bool, budget: str, baca: Baca) -> None:
    """group: TARGET over the periods, which have a row of heads of their own; yearly: a column Target before them."""
    step = 12 // len(heads)
    lead = ["No", "Indikator Kinerja", *(["Target"] if yearly else [])]
    money = [budget] if budget else []
    if group:
        head = [[*lead, "TARGET", *[""] * (len(heads) - 1), *money], [*[""] * len(lead), *heads, *[""] * len(money)]]
    else:
        head = [[*lead, *heads, *money]]
    body = []
    for n, (name, values) in enumerate(NAMES.items(), 1):
        body.append([str(n), name, *([values[-1]] if yearly else []), *values[step - 1 :: step], *(["1.250.000"] if budget else [])])
    table = "\n".join("\t".join(row) for row in [*head, *body])
    rows = baca(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI AMBON\n\n{table}\n\nAmbon, 6 Januari 2024\n")
    assert [(item.indikator_raw, item.target_tahunan, item.anggaran_rp, item.bendera) for item in rows.target] == [
        (name, Decimal(values[-1]), 1_250_000 if budget else None, ()) for name, values in NAMES.items()
    ]
    for item, values in zip(rows.target, NAMES.values(), strict=True):
        months = {month.bulan: month.nilai for month in rows.target_bulanan if month.target_id == item.target_id}
        printed = {month: values[month - 1] for month in range(step, 13, step)}
        assert {month: value for month, value in months.items() if value is not None} == {
            month: Decimal(text) for month, text in printed.items() if text != "-"
        }
