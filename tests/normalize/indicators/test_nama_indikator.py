"""Folding of indicator names: what may differ, and what must not be lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.decisions.registry_files import Knowledge
from normalize.indicators.indikator import Indicators
from normalize.indicators.nama_indikator import without_marks
from normalize.words.registry_rows import registry_rows

NAMES = [row["nama"] for row in registry_rows("indicators/indikator.csv")]


@pytest.fixture(scope="module")
def indicators(knowledge: Knowledge) -> Indicators:
    return knowledge.indicators


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("03 - Indeks RB UPT*)", "Indeks RB UPT"),
        ("IKU 3. Nilai AKIP", "Nilai AKIP"),
        ("IKSS1 Persentase Obat", "Persentase Obat"),
        ("Nilai AKIP 1)", "Nilai AKIP"),
        ("<b>Nilai</b> AKIP **", "Nilai AKIP"),
        ("Persentase perkara yang diselesaikan hingga tahap 2", "Persentase perkara yang diselesaikan hingga tahap 2"),
        ("Indeks RB", "Indeks RB"),
    ],
)
def test_marks_and_numbers_are_no_part_of_a_name(printed: str, bare: str) -> None:
    assert " ".join(without_marks(printed).split()) == bare


@pytest.mark.parametrize("name", NAMES)
def test_blanks_decide_nothing(name: str, indicators: Indicators) -> None:
    """All white space may be wrong in the cell of a PDF."""
    wanted = indicators.match(name).indikator_id
    torn = " ".join(name[start : start + 7] for start in range(0, len(name), 7))
    for text in (name.replace(" ", ""), name.replace(" ", "\n"), torn):
        assert indicators.match(text).indikator_id == wanted, text


@given(name=st.sampled_from(NAMES), data=st.data())
def test_a_lost_or_added_blank_changes_no_name(name: str, data: st.DataObject, knowledge: Knowledge) -> None:
    place = data.draw(st.integers(1, len(name) - 1))
    text = name[:place] + (name[place + 1 :] if name[place] == " " else " " + name[place:])
    assert knowledge.indicators.match(text).indikator_id == knowledge.indicators.match(name).indikator_id


@given(name=st.sampled_from(NAMES), data=st.data())
def test_a_misread_letter_never_makes_another_indicator(name: str, data: st.DataObject, knowledge: Knowledge) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnoprstuwy1l0"))
    text = name[:place] + letter + name[place + 1 :]
    found = knowledge.indicators.match(text)
    assert found.indikator_id in (None, knowledge.indicators.match(name).indikator_id) or found.skor == 0.0, text


@pytest.mark.parametrize(
    "printed",
    [
        "Nilai AKIP BBPOM di Serang",
        "Nilai AKIP Balai Besar Pengawas Obat dan Makanan di Bandar Lampung",
        "NILAI AKIP LOKA POM KAB. BANYUMAS",
        "Nilai AKIP Loka POM di Kabupaten Toba",
        "Nilai AKIP UPT BPOM",
        "Nilai AKIP UPT Badan POM di Pekanba",
        "Nilai AKIP",
        "Nilai AKIPLokaPOM Buleleng",
    ],
)
def test_the_office_is_no_part_of_the_name(printed: str, indicators: Indicators) -> None:
    assert indicators.match(printed).indikator_id == "nilai-akip"


def test_obat_dan_makanan_is_no_office(indicators: Indicators) -> None:
    assert indicators.match("Indeks Pengawasan Obat dan Makanan").indikator_id == "pengawasan-obat-makanan"


def test_an_unknown_word_is_kept_whole(indicators: Indicators) -> None:
    assert indicators.folder.vocabulary.words("Jumlah kader posyandu terlatih")[0] == ["jumlah", "kader", "posyandu", "terlatih"]


def test_the_word_that_was_put_right_is_told(indicators: Indicators) -> None:
    assert indicators.folder.fold("Persentase Obat yang memenuh syarat").diperbaiki == (("memenuh", "memenuhi"),)
