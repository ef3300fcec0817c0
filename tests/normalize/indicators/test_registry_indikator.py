"""Every line of the indicator registry, by its own example; and what the guarded words must tell apart."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import pytest

from normalize.decisions.registry_files import Knowledge
from normalize.indicators.indikator import ALIAS, BUKAN, EJAAN, ISTILAH, TEPAT, Indicators
from normalize.indicators.nama_indikator import plain_words
from normalize.words.registry_rows import registry_rows

EXACT = {TEPAT, ALIAS, EJAAN}


@pytest.fixture(scope="module")
def indicators(knowledge: Knowledge) -> Indicators:
    return knowledge.indicators


def lines(name: str) -> list[dict[str, str]]:
    return list(registry_rows(f"indicators/{name}"))


@pytest.mark.parametrize("row", lines("indikator.csv"), ids=lambda row: row["indikator_id"])
def test_an_indicator_is_found_by_its_name_and_its_example(row: dict[str, str], indicators: Indicators) -> None:
    assert indicators.match(row["nama"]).indikator_id == row["indikator_id"]
    found = indicators.match(row["contoh"])
    assert (found.indikator_id, found.asal in EXACT | {ISTILAH}) == (row["indikator_id"], True)


@pytest.mark.parametrize("row", lines("indikator_alias.csv"), ids=lambda row: row["alias"][:60])
def test_an_alias_is_found_by_itself_and_its_example(row: dict[str, str], indicators: Indicators) -> None:
    for text in (row["alias"], row["contoh"]):
        assert indicators.match(text).indikator_id == row["indikator_id"]


@pytest.mark.parametrize("row", lines("indikator_ejaan.csv"), ids=lambda row: row["bentuk"])
def test_a_spelling_means_the_same_as_what_it_stands_for(row: dict[str, str], indicators: Indicators) -> None:
    folder = indicators.folder
    assert row["bentuk"] in plain_words(row["contoh"])
    spelled = plain_words(row["contoh"]).replace(plain_words(row["bentuk"]), plain_words(row["baku"]), 1)
    assert folder.fold(row["contoh"]).kata == folder.fold(spelled).kata


@pytest.mark.parametrize("row", lines("indikator_istilah.csv"), ids=lambda row: row["istilah"])
def test_a_later_term_is_found_in_the_older_one(row: dict[str, str], indicators: Indicators) -> None:
    older = plain_words(row["contoh"]).replace(row["istilah"], row["istilah_lama"])
    assert indicators.match(row["contoh"]).asal == ISTILAH
    assert indicators.match(row["contoh"]).indikator_id == indicators.match(older).indikator_id


@pytest.mark.parametrize("row", lines("indikator_bukan.csv"), ids=lambda row: row["contoh"][:40])
def test_what_is_no_indicator_gets_no_id(row: dict[str, str], indicators: Indicators) -> None:
    found = indicators.match(row["contoh"])
    assert (found.indikator_id, found.asal) == (None, BUKAN)


@pytest.mark.parametrize("name", ["indikator_kata_kantor.csv", "indikator_kata_ringan.csv"])
def test_words_of_offices_and_light_words_leave_nothing(name: str, indicators: Indicators) -> None:
    for row in lines(name):
        word = row.get("bentuk") or row["kata"]
        assert word in plain_words(row["contoh"]), row
        assert indicators.folder.fold(f"Nilai {word}").kata == ("nilai",), row


def pairs_of_two_indicators(indicators: Indicators) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for (one, left), (other, right) in combinations(indicators.spellings(), 2):
        if one != other:
            yield left.kata, right.kata


def test_no_two_indicators_are_one_misread_word_apart(indicators: Indicators) -> None:
    """Names that differ in one word differ in a guarded one: nothing less keeps them apart once a document speaks for a merge."""
    guarded = {word for row in lines("indikator_kata_terjaga.csv") for word in row["kata"].split("|")}
    for left, right in pairs_of_two_indicators(indicators):
        differing = (Counter(left) - Counter(right)) + (Counter(right) - Counter(left))
        if differing.total() <= 2:
            assert set(differing) & guarded, (left, right)


def test_successors_come_later(knowledge: Knowledge) -> None:
    by_id = {item.indikator_id: item for item in knowledge.registry.indikator}
    for link in knowledge.registry.penerus:
        assert (by_id[link.penerus_id].tahun_mulai or 0) >= link.tahun > (by_id[link.indikator_id].tahun_selesai or 9999) - 1


def test_split_indicators_have_several_successors(knowledge: Knowledge) -> None:
    split = Counter(link.indikator_id for link in knowledge.registry.penerus if link.jenis == "pecah")
    assert split and all(count >= 2 for count in split.values())


def test_scales_do_not_turn_round(knowledge: Knowledge) -> None:
    assert all(line.dari < line.sampai for line in knowledge.registry.skala)
