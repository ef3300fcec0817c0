"""The identities that the columns of a report's row must satisfy; they place cells that slid and prove those that stand.

capaian = realisasi/target, realisasi = pembilang/penyebut, output % = realisasi/target, input % = realisasi/pagu, IE = output %/input %,
TE = IE − 1 (SK HK.02.02.1.02.20.66 and SK 128/2022 of BPOM; the formulas stand in the reports themselves).
"""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext

from msgspec import Struct

from extract.message import Message, message

HUNDRED = Decimal(100)
CHOSEN = "dipilih_hitungan"
"""The flag of a row whose identities said which figure stands in which column: they prove none of them."""
LESS_ONE = "te"
Values = Mapping[str, Decimal | None]


class Identitas(Struct, frozen=True):
    """aturan: the check's name; hasil: the column that must come out; dari: the columns it comes from; bunyi: how a sentence says it."""

    aturan: str
    hasil: str
    dari: tuple[str, ...]
    rumus: Callable[..., Decimal]
    bunyi: Message

    def expected(self, values: Values) -> Decimal | None:
        """What should stand in `hasil`; None where a column is missing or a divisor is 0."""
        given = [values.get(name) for name in self.dari]
        if any(value is None for value in given):
            return None
        try:
            return self.rumus(*given)
        except ArithmeticError:
            return None


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return part / whole * HUNDRED


OF_RESULTS = (
    Identitas("capaian_vs_target", "capaian_persen", ("realisasi", "target"), _share, message("rumus_capaian")),
    Identitas("realisasi_vs_pembilang", "realisasi", ("pembilang", "penyebut"), _share, message("rumus_realisasi")),
)
OF_EFFICIENCY = (
    Identitas("output_persen", "output_persen", ("output_realisasi", "output_target"), _share, message("rumus_output")),
    Identitas("input_persen", "input_persen", ("realisasi_rp", "pagu_rp"), _share, message("rumus_input")),
    Identitas("ie", "ie", ("output_persen", "input_persen"), lambda o, i: o / i, message("rumus_ie")),
    Identitas(LESS_ONE, "te", ("ie",), lambda i: i - 1, message("rumus_te")),
)
SPENT = Identitas("", "persen", ("realisasi_rp", "pagu_rp"), _share, message("rumus_persentase"))
"""Of any row of a budget; each kind checks it under a name of its own."""
IDENTITIES = (*OF_RESULTS, *OF_EFFICIENCY)
"""Those by which figures are placed in tables of indicators."""


def tolerance(expected: Decimal, printed: Decimal, values: Values, identity: Identitas) -> Decimal:
    """How far a printed result may lie from the computed one: half a unit of its own last decimal, and what the rounding of the
    printed figures it was computed from can make of it (documents compute with more decimals than they print). One less than a figure is
    rounded as the figure is: half a unit of the last decimal that both print."""
    if identity.aturan == LESS_ONE:
        figures = [printed, *(value for name in identity.dari if (value := values.get(name)) is not None)]
        return Decimal("0.5").scaleb(-min(map(decimals, figures)))
    slack = Decimal("0.5").scaleb(-decimals(printed)) + Decimal("0.0051")
    for name in identity.dari:
        value = values.get(name)
        if value:
            slack += abs(expected / value) * Decimal("0.5").scaleb(-max(1, decimals(value))) if decimals(value) else Decimal(0)
    return slack


def decimals(value: Decimal) -> int:
    """Printed decimals."""
    return max(0, -int(value.as_tuple().exponent))


def rounded(value: Decimal, places: int) -> Decimal:
    """Half up, as documents round; any size."""
    with localcontext(prec=40):
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def holds(identity: Identitas, values: Values) -> bool | None:
    """True or False where the identity can be tried; None where it cannot."""
    printed, expected = values.get(identity.hasil), identity.expected(values)
    if printed is None or expected is None:
        return None
    return abs(printed - expected) <= tolerance(expected, printed, values, identity)


def verdict(values: Values) -> tuple[int, int]:
    """How many identities fail and how many hold; fewer failures first, then more proofs."""
    results = [holds(identity, values) for identity in IDENTITIES]
    return results.count(False), results.count(True)
