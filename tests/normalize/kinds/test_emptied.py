"""A row that lacks the target that all others have."""

from collections.abc import Callable

import pytest

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
NAMES = ["Persentase Obat yang memenuhi syarat", "Nilai AKIP UPT", "Indeks Profesionalitas ASN UPT", "Jumlah desa pangan aman"]
TITLE = "LAPORAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\n\nTabel 2.1 {} Tahun 2023\n\n"


@pytest.mark.parametrize(("third", "asked"), [("", True), ("-", False), ("82", False)])
def test_an_agreement_without_one_target(baca: Baca, third: str, asked: bool) -> None:
    """It was read without a word."""
    lines = [f"{n}\t{name}\t{text}" for n, (name, text) in enumerate(zip(NAMES, ("80", "81", third, "12"), strict=True), 1)]
    rows = baca(TITLE.format("Perjanjian Kinerja") + "\n".join(["No\tIndikator Kinerja\tTarget", *lines]) + "\n")
    assert [row.tabel for row in rows.target] == ["PK"] * 4
    assert [row.bendera for row in rows.target] == [(), (), ("target_kosong",) if asked else (), ()]


def test_an_agreement_with_few_targets_is_as_printed(baca: Baca) -> None:
    lines = [f"{n}\t{name}\t{text}" for n, (name, text) in enumerate(zip(NAMES, ("80", "", "", "12"), strict=True), 1)]
    rows = baca(TITLE.format("Perjanjian Kinerja") + "\n".join(["No\tIndikator Kinerja\tTarget", *lines]) + "\n")
    assert {row.bendera for row in rows.target} <= {(), ("urutan",)}


@pytest.mark.parametrize(("result", "asked"), [("82,5", True), ("", False)])
def test_a_result_without_a_target(baca: Baca, result: str, asked: bool) -> None:
    """What is not measured yet may have none."""
    texts = [("80", "80"), ("81", "81"), ("", result), ("12", "12")]
    lines = [f"{n}\t{name}\t{target}\t{real}\t100" for n, (name, (target, real)) in enumerate(zip(NAMES, texts, strict=True), 1)]
    rows = baca(TITLE.format("Capaian Kinerja") + "\n".join(["No\tIndikator Kinerja\tTarget\tRealisasi\tCapaian (%)", *lines]) + "\n")
    assert ["target_kosong" in row.bendera for row in rows.capaian] == [False, False, asked, False]
