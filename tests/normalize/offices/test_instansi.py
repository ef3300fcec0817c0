"""The agency and its level words are data; its example is told apart by its own patterns."""

import pytest
import regex

from normalize.decisions.registry_files import Knowledge
from normalize.offices.instansi import Instansi, agencies, begins_with_level, national, place_behind_level
from normalize.offices.upt import fold_upt
from normalize.words.registry_rows import registry_rows


@pytest.mark.parametrize("row", list(registry_rows("offices/instansi.csv", "upt_id", "contoh")), ids=lambda row: row["upt_id"])
def test_an_agency_knows_its_example(row: dict[str, str], knowledge: Knowledge) -> None:
    folded = fold_upt(row["contoh"])
    assert begins_with_level(folded) and place_behind_level(folded) == "serang"
    assert knowledge.offices.lingkup(row["upt_id"]) == "NASIONAL"


@pytest.mark.parametrize("agency", agencies(), ids=lambda agency: agency.upt_id)
def test_what_offices_are_called_in_names_of_ro_stands_between_quotes_of_sql(agency: Instansi) -> None:
    words = agency.kata_di_ro.split("|")
    assert words and all(regex.fullmatch(r"[a-z]+(?: [a-z]+)*", word) for word in words)


def test_bpom_is_the_first() -> None:
    assert (agencies()[0].upt_id, agencies()[0].kode_kl) == ("bpom", "063") and "bpom" in national()
