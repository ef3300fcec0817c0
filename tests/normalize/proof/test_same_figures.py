"""Which figures of a document are one figure printed twice."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from normalize.proof.same_figures import same_figures, same_plans


@pytest.mark.parametrize(("office", "year", "compared"), [("jambi", 2024, True), ("ambon", 2024, False), ("jambi", 2025, False)])
def test_a_figure_of_another_office_or_year_proves_none(office: str, year: int, compared: bool) -> None:
    def row(no: int, tabel: str, upt_id: str, tahun: int) -> Any:
        said = {
            "indikator_raw": "Persentase Obat yang memenuhi syarat",
            "indikator_id": None,
            "bendera": (),
            "versi": None,
            "target_tahunan": Decimal(21),
        }
        return SimpleNamespace(target_id=no, tabel_no=no, tabel=tabel, upt_id=upt_id, tahun=tahun, anggaran_rp=None, **said)

    assert bool(same_figures([row(1, "PK", "jambi", 2024), row(2, "PK", office, year)], [], [])) is compared
    assert bool(list(same_plans([row(1, "RAPK", "jambi", 2024), row(2, "RAPK", office, year)], []))) is compared
