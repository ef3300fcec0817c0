"""What a column holds is one line of data a role."""

from normalize.heads.peran import lead_columns, name_columns, names_beside, text_columns, word_columns
from normalize.words.registry_rows import registry_rows


def test_every_role_of_words_is_one_of_a_head() -> None:
    heads = {row["peran"] for row in registry_rows("heads/kepala.csv", "peran")}
    named_by_the_reader = {"no_indikator", "tak_dikenal"}
    assert text_columns() - named_by_the_reader <= heads
    assert lead_columns() | word_columns() == text_columns() and not lead_columns() & word_columns()


def test_the_name_nearest_to_the_values_comes_first() -> None:
    assert name_columns().index("indikator") < name_columns().index("upt") < name_columns().index("sasaran")
    assert {"upt", "sasaran", "indikator"} == names_beside()
