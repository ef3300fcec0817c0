"""Words in the place of a number that is still to come: no number, no question, and no zero."""

import csv
from collections.abc import Callable
from importlib.resources import files

import pytest

from normalize.rows import DocumentRows
from normalize.words.not_yet import says_not_yet
from normalize.words.numbers import is_nothing

HEAD = "No\tIndikator Kinerja\tTarget\tRealisasi\tCapaian\tKriteria"
OBAT, AKIP = "Persentase Obat yang memenuhi syarat", "Nilai AKIP UPT"


def test_every_pattern_holds_for_its_example() -> None:
    with (files("normalize") / "registry/words/belum_diukur.csv").open(encoding="utf-8") as file:
        examples = [row["contoh"] for row in csv.DictReader(file)]
    assert examples and all(says_not_yet(text) and is_nothing(text) for text in examples)


@pytest.mark.parametrize("text", ["Belum Memenuhi Ekspektasi", "Belum", "Belum tercapai", "Tidak Dapat Disimpulkan", "belum diukur " * 9])
def test_other_words_are_words(text: str) -> None:
    assert not says_not_yet(text)


@pytest.mark.parametrize("realisasi", ["Belum diukur", "belum dapat dilaporkan", "Menunggu hasil survei BPS", "(diukur akhir tahun)"])
@pytest.mark.parametrize("behind", [("-", "-"), ("Belum diukur", ""), ("Belum diukur", "Belum diukur"), ("", "")])
def test_a_result_that_is_still_to_come(realisasi: str, behind: tuple[str, str], baca: Callable[[str], DocumentRows]) -> None:
    rows = baca(
        "LAPORAN KINERJA INTERIM\nTRIWULAN II TAHUN 2024\nBALAI POM DI AMBON\n\nTabel 3.1 Capaian Kinerja Triwulan II Tahun 2024\n\n"
        f"{HEAD}\n1\t{AKIP}\t80\t{realisasi}\t{behind[0]}\t{behind[1]}\n2\t{OBAT}\t50\t25\t50\tKurang\n"
    )
    found = [(row.indikator_raw, row.target, row.realisasi, row.capaian_persen, row.alasan_kosong, row.bendera) for row in rows.capaian]
    assert found == [(AKIP, 80, None, None, "belum_diukur", ()), (OBAT, 50, 25, 50, None, ())]
