"""What the columns of one row must satisfy: printed and rounded figures agree, a figure that is off does not."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from normalize.kinds.all_kinds import KINDS
from normalize.tables.identitas import Identitas, decimals, holds, verdict

BY_NAME = {identity.aturan: identity for kind in KINDS for identity in kind.identities}
CAPAIAN = BY_NAME["capaian_vs_target"]


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def figures(low: int, high: int) -> st.SearchStrategy[Decimal]:
    """Numbers as documents print them: with 0, 1 or 2 decimals."""
    return st.integers(0, 2).flatmap(lambda places: st.decimals(low, high, places=places))


@given(target=figures(1, 100), realisasi=figures(0, 150), places=st.integers(0, 2))
def test_a_capaian_computed_and_rounded_holds(target: Decimal, realisasi: Decimal, places: int) -> None:
    capaian = rounded(realisasi / target * 100, places)
    assert holds(CAPAIAN, {"target": target, "realisasi": realisasi, "capaian_persen": capaian}) is True


@given(exact=st.decimals(20, 100, places=6), target=st.integers(20, 100).map(Decimal), shown=st.integers(1, 2), places=st.integers(1, 2))
def test_a_capaian_computed_with_more_decimals_than_printed_holds(exact: Decimal, target: Decimal, shown: int, places: int) -> None:
    """Documents divide what the spreadsheet holds and print it rounded."""
    values = {"target": target, "realisasi": rounded(exact, shown), "capaian_persen": rounded(exact / target * 100, places)}
    assert holds(CAPAIAN, values) is True


@given(target=figures(20, 100), realisasi=figures(20, 150), places=st.integers(1, 2), off=st.sampled_from([-1, 1]))
def test_a_capaian_off_by_one_fails(target: Decimal, realisasi: Decimal, places: int, off: int) -> None:
    assume(realisasi <= target * Decimal("1.5"))
    capaian = rounded(realisasi / target * 100, places) + off
    assert holds(CAPAIAN, {"target": target, "realisasi": realisasi, "capaian_persen": capaian}) is False


@given(target=figures(0, 100), realisasi=figures(0, 150), capaian=figures(0, 200))
def test_a_missing_figure_proves_nothing(target: Decimal, realisasi: Decimal, capaian: Decimal) -> None:
    whole = {"target": target, "realisasi": realisasi, "capaian_persen": capaian}
    for name in whole:
        assert holds(CAPAIAN, {**whole, name: None}) is None
        assert holds(CAPAIAN, {key: value for key, value in whole.items() if key != name}) is None


@given(realisasi=figures(0, 150), capaian=figures(0, 200))
def test_nothing_is_divided_by_zero(realisasi: Decimal, capaian: Decimal) -> None:
    assert holds(CAPAIAN, {"target": Decimal("0.00"), "realisasi": realisasi, "capaian_persen": capaian}) is None


ROWS = [
    ("capaian_vs_target", {"capaian_persen": "110.86", "realisasi": "94.23", "target": "85.00"}, "111.86"),
    ("realisasi_vs_pembilang", {"realisasi": "92.24", "pembilang": "107", "penyebut": "116"}, "92.42"),
    ("output_persen", {"output_persen": "83.84", "output_realisasi": "68.75", "output_target": "82.00"}, "84.38"),
    ("input_persen", {"input_persen": "95.36", "realisasi_rp": "391080723", "pagu_rp": "410121000"}, "95.63"),
    ("ie", {"ie": "1.16", "output_persen": "110.86", "input_persen": "95.36"}, "1.26"),
    ("te", {"te": "-0.12", "ie": "0.88"}, "0.12"),
    ("serapan_persen", {"persen": "72.24", "realisasi_rp": "8003732343", "pagu_rp": "11080000000"}, "72.42"),
    ("anggaran_persen", {"persen": "98.89", "realisasi_rp": "12065412887", "pagu_rp": "12200431000"}, "98.98"),
]


def test_every_identity_is_tried_here() -> None:
    assert {name for name, _, _ in ROWS} == set(BY_NAME)


@pytest.mark.parametrize(("name", "printed", "wrong"), ROWS, ids=[name for name, _, _ in ROWS])
def test_an_identity_as_reports_print_it(name: str, printed: dict[str, str], wrong: str) -> None:
    identity: Identitas = BY_NAME[name]
    values = {key: Decimal(text) for key, text in printed.items()}
    assert holds(identity, values) is True
    assert holds(identity, {**values, identity.hasil: Decimal(wrong)}) is False


def test_a_whole_number_is_taken_as_exact() -> None:
    """85 is 85, not anything between 84,5 and 85,5: else 110,7 would pass for 94/85 = 110,588…"""
    values = {"target": Decimal(85), "realisasi": Decimal(94), "capaian_persen": Decimal("110.7")}
    assert holds(CAPAIAN, values) is False
    assert holds(CAPAIAN, {**values, "capaian_persen": Decimal("110.6")}) is True


def test_a_figure_cut_off_instead_of_rounded_holds() -> None:
    """94/85 is 110,588…: printed 110,58 by who cuts, 110,59 by who rounds."""
    values = {"target": Decimal(85), "realisasi": Decimal(94)}
    printed = {text: holds(CAPAIAN, {**values, "capaian_persen": Decimal(text)}) for text in ("110.57", "110.58", "110.59", "110.60")}
    assert printed == {"110.57": False, "110.58": True, "110.59": True, "110.60": False}


def test_failures_and_proofs_are_counted() -> None:
    good = {
        "target": Decimal(80),
        "realisasi": Decimal(75),
        "capaian_persen": Decimal("93.75"),
        "pembilang": Decimal(45),
        "penyebut": Decimal(60),
    }
    assert verdict(good) == (0, 2)
    assert verdict({**good, "penyebut": Decimal(50)}) == (1, 1)
    assert verdict({**good, "realisasi": Decimal(70)}) == (2, 0)
    assert verdict({}) == (0, 0)


@pytest.mark.parametrize(("text", "places"), [("85", 0), ("85.0", 1), ("85.00", 2), ("1E+2", 0)])
def test_printed_decimals(text: str, places: int) -> None:
    assert decimals(Decimal(text)) == places


@pytest.mark.parametrize(
    ("ie", "te", "fits"), [("1.12", "0.12", True), ("1.12", "0.11", False), ("1.1249", "0.12", True), ("1.1", "0.12", True)]
)
def test_one_less_is_rounded_as_the_figure_is(ie: str, te: str, fits: bool) -> None:
    """0.11 passed for 0.12 beside 1.12."""
    assert holds(BY_NAME["te"], {"ie": Decimal(ie), "te": Decimal(te)}) is fits
