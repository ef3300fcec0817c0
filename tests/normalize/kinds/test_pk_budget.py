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


def test_an_agreement_in_rupiah_beside_a_table_in_thousands(baca: Baca) -> None:
    """One unit is worth one thing in a document: budgets that it makes a thousand times too great put it in doubt."""
    agreed = "".join(f"{n}\t{goal}\t{name}\t{target}\t{money * 500:,}\n" for n, (goal, name, target, money) in enumerate(BODY, 1))
    spent = "".join(
        f"{n}\t{name}\t{target}\t{target}\t100\t{money // 2:,}\t{money // 2:,}\t100\t1,00\t0,00\n"
        for n, (_, name, target, money) in enumerate(BODY, 1)
    )
    found = baca(
        "LAPORAN KINERJA\nTAHUN 2023\nBALAI POM DI AMBON\n\nTabel 2.1 Perjanjian Kinerja Tahun 2023\n\n"
        f"No\tSasaran Kegiatan\tIndikator Kinerja\tTarget\tAnggaran (Rp)\n{agreed}\n"
        "Tabel 3.2 Tingkat Efisiensi per Indikator Tahun 2023 (dalam ribuan rupiah)\n\n"
        f"No\tIndikator\tOutput\t\t\tInput\t\t\tIE\tTE\n\t\tT\tR\t%\tT\tR\t%\t\t\n{spent}"
    )
    assert found.dokumen.status == "perlu_tinjau"
    assert ("skala_wajar", "gagal") in {(cek.aturan, cek.status) for cek in found.cek}


@pytest.mark.parametrize(
    "head", ["Target Semula\tTarget Menjadi", "Target 2023 (Awal)\tTarget 2023 (Revisi)", "Target\t\n\t\tSemula\tMenjadi"]
)
def test_targets_before_and_after_a_revision(head: str, baca: Baca) -> None:
    body = "".join(f"{n}\t{name}\t{target}\t{n + 90}\n" for n, (_, name, target, _) in enumerate(BODY, 1))
    found = baca(
        "LAPORAN KINERJA\nTAHUN 2023\nBALAI POM DI AMBON\n\nTabel 2.1 Perjanjian Kinerja Tahun 2023\n\n"
        f"No\tIndikator Kinerja\t{head}\n{body}"
    )
    assert [(row.versi, row.indikator_raw, row.target_tahunan, row.bagian) for row in found.target] == [
        ("AWAL", "Nilai AKIP UPT", Decimal("80.5"), 1),
        ("REVISI", "Nilai AKIP UPT", 91, 2),
        ("AWAL", "Indeks Profesionalitas ASN UPT", 91, 1),
        ("REVISI", "Indeks Profesionalitas ASN UPT", 92, 2),
    ]
    assert len({row.target_id for row in found.target}) == 4
    assert not [cek for cek in found.cek if cek.status == "gagal"]
