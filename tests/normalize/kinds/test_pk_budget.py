"""An agreement with a column of budgets beside its targets."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
BODY = [
    ("Terwujudnya tata kelola pemerintahan UPT yang optimal", "Nilai AKIP UPT", "80,5", 1_250_000),
    ("Terwujudnya SDM UPT yang berkinerja optimal", "Indeks Profesionalitas ASN UPT", "91", 22_003_500),
]


@pytest.mark.parametrize("sasaran", ["Sasaran Kegiatan", "Sasaran Program/Kegiatan", "SASARAN STRATEGIS / KEGIATAN"])
@pytest.mark.parametrize(("anggaran", "unit"), [("Anggaran", 1), ("Pagu (Rp)", 1), ("Alokasi (Rp)", 1), ("Anggaran (Rp 000)", 1000)])
def test_each_target_with_its_budget(sasaran: str, anggaran: str, unit: int, baca: Baca) -> None:
    rows = "".join(
        f"{n}\t{goal}\t{name}\t{target}\t{f'{money:,}'.replace(',', '.')}\n" for n, (goal, name, target, money) in enumerate(BODY, 1)
    )
    found = baca(
        "LAPORAN KINERJA\nTAHUN 2023\nBALAI POM DI AMBON\n\nTabel 2.1 Perjanjian Kinerja Tahun 2023\n\n"
        f"No\t{sasaran}\tIndikator Kinerja\tTarget\t{anggaran}\n{rows}"
    )
    assert [(row.tabel, row.sasaran_raw, row.indikator_raw, row.target_tahunan, row.anggaran_rp) for row in found.target] == [
        ("PK", goal, name, Decimal(target.replace(",", ".")), money * unit) for goal, name, target, money in BODY
    ]
    assert not [cek for cek in found.cek if cek.status == "gagal" and cek.aturan in ("angka_terbuka", "tabel_tidak_dikenal")]
