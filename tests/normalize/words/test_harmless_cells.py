"""What a spreadsheet would run is disarmed in review files, and read back as it was meant."""

import pytest

from normalize.words.harmless_cells import as_meant, harmless


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "@Rina", "+62 812", "  =1+1", "＝1", "-x", "'=1", "''@x", "'-5"])
def test_a_formula_is_disarmed_and_comes_back(text: str) -> None:
    assert harmless(text).startswith("'") and as_meant(harmless(text)) == text


@pytest.mark.parametrize("text", ["-5", "+1.234,5", "-", "Jumlah desa", "a=b", "5-2", "", "'sarana'", "Jum'at"])
def test_numbers_and_names_stay(text: str) -> None:
    assert harmless(text) == text == as_meant(text)
