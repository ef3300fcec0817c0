"""registry/indicators/sasaran*.csv: the list of the offices' template, and each printed example under one name."""

import pytest

from normalize.decisions.registry_files import Knowledge
from normalize.errors import RegistryError
from normalize.indicators.indikator import Indicators
from normalize.indicators.sasaran import indicator_sasaran
from normalize.words.registry_rows import registry_rows
from tests.terucap import raises_saying


def folded(indicators: Indicators, text: str) -> set[str]:
    """The words that tell a sasaran; KIE stands for its three words."""
    return set(indicators.folder.fold(text.replace("KIE", "komunikasi, informasi, edukasi")).kata)


def test_each_example_is_nearest_to_its_own_sasaran(knowledge: Knowledge) -> None:
    rows = list(registry_rows("indicators/sasaran.csv"))
    for row in rows:
        example = folded(knowledge.indicators, row["contoh"])
        common = {other["sasaran_id"]: len(example & folded(knowledge.indicators, other["nama"])) for other in rows}
        if row["sasaran_id"] != "penindakan":  # its two plan periods name it differently
            assert max(common, key=lambda name: common[name]) == row["sasaran_id"], common


@pytest.mark.parametrize(("templat", "tahun"), [("UPT 2020", 2022), ("UPT 2025", 2025)])
def test_the_offices_lists_have_the_same_groups(knowledge: Knowledge, templat: str, tahun: int) -> None:
    """Indicators under one sasaran of the template, and no others, share a sasaran_id."""
    member = {row.indikator_id: row.sasaran_id for row in knowledge.registry.indikator_sasaran if row.tahun == tahun}
    groups: dict[str, set[str | None]] = {}
    for line in knowledge.registry.templat:
        if line.templat == templat:
            groups.setdefault(line.sasaran, set()).add(member.get(line.indikator_id))
    found = [next(iter(names)) for names in groups.values() if len(names) == 1]
    assert len(found) == len(groups) == len(set(found)) and None not in found


def test_an_indicator_unknown_stops() -> None:
    with raises_saying(RegistryError, match=r"sasaran_indikator\.csv: obat-memenuhi-syarat"):
        indicator_sasaran({"nilai-akip"})
