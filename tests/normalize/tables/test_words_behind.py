"""A dump's SATUAN between name and values: a unit is no name, wherever the row stands."""

from collections.abc import Callable, Sequence

import pytest

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]

MONTHS = [f"B{n:02}" for n in range(1, 13)]
VALUES = ["-", "-", "20", "20", "20", "40", "40", "40", "60", "60", "60", "80"]
GOAL = "Terwujudnya tata kelola pemerintahan UPT yang optimal"
NAMES = ("Persentase Obat yang memenuhi syarat", "Nilai AKIP UPT", "Jumlah desa pangan aman")


def lines(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows) + "\n"


@pytest.mark.parametrize("goal", ["merged", "each", "none", "slid"])
@pytest.mark.parametrize("unit", ["Persen", "%", "Jumlah sekolah aman", ""])
def test_a_plans_unit(goal: str, unit: str, baca: Baca) -> None:
    """The goal's cell beside the first row only, beside each, not at all, or lost with its number, so that the row slid to the left."""
    head = ["No", *([] if goal == "none" else ["Sasaran"]), "Indikator Kinerja", "Satuan", *MONTHS]
    body = []
    for n, name in enumerate(NAMES):
        lead = {"none": [str(n + 1)], "each": ["1", GOAL]}.get(goal, ["1", GOAL] if n == 0 else [] if goal == "slid" else ["", ""])
        body.append([*lead, f"{n + 1}. {name}", unit, *VALUES])
    rows = baca(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI AMBON\n\n{lines([head, *body])}")
    assert [item.indikator_raw for item in rows.target] == list(NAMES)
    assert {item.sasaran_raw for item in rows.target} == {None if goal == "none" else GOAL}
    months = {month.bulan: month.nilai for month in rows.target_bulanan if month.target_id == rows.target[0].target_id}
    assert [months[month] for month in range(1, 13)] == [None if value == "-" else int(value) for value in VALUES]


@pytest.mark.parametrize("each", [True, False])
@pytest.mark.parametrize("unit", ["Persen", "%", "Jumlah sekolah aman"])
def test_a_reports_unit(unit: str, each: bool, baca: Baca) -> None:
    def table(*heads: str, values: Sequence[str]) -> str:
        body = [[*(["1", GOAL] if each or n == 0 else ["", ""]), f"{n + 1}. {name}", unit, *values] for n, name in enumerate(NAMES)]
        return lines([["No", "Sasaran", "Indikator Kinerja", "Satuan", *heads], *body])

    text = (
        "LAPORAN KINERJA\nTAHUN 2024\nBALAI POM DI AMBON\n\nTabel 2.1 Perjanjian Kinerja Tahun 2024\n\n"
        f"{table('Target', values=['80'])}\nTabel 3.1 Capaian Kinerja Tahun 2024\n\n"
        f"{table('Target', 'Realisasi', 'Capaian', values=['80', '60', '75'])}"
    )
    rows = baca(text)
    assert [(item.indikator_raw, item.sasaran_raw, item.target_tahunan) for item in rows.target] == [(name, GOAL, 80) for name in NAMES]
    assert [(item.indikator_raw, item.target, item.realisasi, item.capaian_persen) for item in rows.capaian] == [
        (name, 80, 60, 75) for name in NAMES
    ]
