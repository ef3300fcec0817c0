"""Checks as small data: which figures a check is about, and whether it would hold with others in their place.

For proof a check is held exactly: sums to the rupiah, equal figures to their last common decimal, a ratio to half a unit of its last
printed decimal and what the rounding of the printed figures in it can make of it.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from msgspec import Struct, field

from normalize.bukti.figures import Figures
from normalize.plan.plan_versions import is_repetition
from normalize.rows import Cek
from normalize.tables.identitas import decimals, rounded

HALF = Decimal("0.5")
Changed = Mapping[int, Decimal | None]
"""Index of a figure → what stands in its place; None: nothing does."""
NOTHING: Changed = {}


class Origin(Struct, frozen=True):
    """The check that a constraint belongs to. cek: its row; by_name: its figures were found by the names of their rows, so it notices names
    that moved; one_name: all under one and the same name; chose: it chose, placed or repaired one of its figures, so it proves none."""

    aturan: str
    cek: Cek | None
    by_name: bool = False
    one_name: bool = False
    chose: bool = False


class Constraint(Protocol):
    """about: the indexes of its figures. Each is one of its own: two that say the same of the same figures are two."""

    @property
    def origin(self) -> Origin: ...

    @property
    def about(self) -> Sequence[int]: ...

    def holds(self, changed: Changed = NOTHING) -> bool | None:
        """Exactly; None where it cannot be tried."""

    def exact(self, index: int) -> bool:
        """True where any other number in the figure's place, printed alike, would break it."""


class Sum(Struct, frozen=True, eq=False):
    """parts sum to result, or to a printed sum that is no fact (result None).

    whole: the document is known to be whole, or the sum goes over no more than a row; otherwise a part and the share of it in a printed
    total may both be missing, and only the parts that are there are fixed.
    """

    origin: Origin
    figures: Figures
    parts: tuple[int, ...]
    result: int | None
    whole: bool = True
    printed: Decimal | None = None

    @property
    def about(self) -> Sequence[int]:
        return self.parts if self.result is None else (*self.parts, self.result)

    def holds(self, changed: Changed = NOTHING) -> bool | None:
        """A part that is gone adds nothing; without its result the sum says nothing."""
        result = self.printed if self.result is None else changed.get(self.result, self.figures.value(self.result))
        if result is None:
            return None
        total = sum((changed.get(part, self.figures.value(part)) or Decimal(0) for part in self.parts), Decimal(0))
        return abs(total - result) < HALF

    def exact(self, index: int) -> bool:
        value = self.figures.value(index)
        if value is not None and value % 1:
            return False  # held to the rupiah: what stands behind the comma passes
        return self.whole or index != self.result


class Repetition(Struct, frozen=True, eq=False):
    """A plan that repeats a version of the agreement without saying which: pairs of one target. Where too many differ it repeats none, and
    nothing compares it with either."""

    figures: Figures
    pairs: tuple[tuple[int, int], ...]

    def holds(self, changed: Changed) -> bool:
        equal = sum(changed.get(own, self.figures.value(own)) == changed.get(there, self.figures.value(there)) for own, there in self.pairs)
        return is_repetition(equal, len(self.pairs) - equal)


class Equal(Struct, frozen=True, eq=False):
    """The same figure, printed several times, with more or fewer decimals.

    loose: figures that belong here as long as their plan repeats the version it is found to repeat.
    """

    origin: Origin
    figures: Figures
    about: tuple[int, ...]
    loose: Mapping[int, Repetition] = field(default_factory=dict)

    def holds(self, changed: Changed = NOTHING) -> bool | None:
        values = [value for index in self._compared(changed) if (value := changed.get(index, self.figures.value(index))) is not None]
        if len(values) < 2:
            return None
        if values.count(values[0]) == len(values):
            return True
        finest = max(values, key=decimals)
        return all(rounded(finest, decimals(value)) == value for value in values)

    def _compared(self, changed: Changed) -> Sequence[int]:
        if not self.loose:
            return self.about
        return [index for index in self.about if index not in self.loose or self.loose[index].holds(changed)]

    def exact(self, index: int) -> bool:
        own = decimals(self.figures.value(index))
        return any(decimals(self.figures.value(other)) >= own for other in self.about if other != index)


class SameMonths(Struct, frozen=True, eq=False):
    """A plan printed twice under one name: pairs of one month, equal in value.

    Where more than `misprinted` of them differ they are two versions, not one plan misprinted: names that moved to a plan of other months
    leave it without a word.
    """

    origin: Origin
    figures: Figures
    pairs: tuple[tuple[int, ...], ...]
    misprinted: int

    @property
    def about(self) -> Sequence[int]:
        return tuple(index for pair in self.pairs for index in pair)

    def holds(self, changed: Changed = NOTHING) -> bool | None:
        months = ({changed.get(index, self.figures.value(index)) for index in pair} for pair in self.pairs)
        differing = sum(len(values) > 1 for values in months)
        return None if differing > self.misprinted else not differing

    def exact(self, index: int) -> bool:
        return self.misprinted > 0


class Formula(Struct, frozen=True, eq=False):
    """result is what `rumus` makes of the figures in `given`. rounded: documents compute with more decimals of these than they print."""

    origin: Origin
    figures: Figures
    result: int
    given: tuple[int, ...]
    rumus: Callable[..., Decimal]
    rounded: bool = True

    @property
    def about(self) -> Sequence[int]:
        return (self.result, *self.given)

    def holds(self, changed: Changed = NOTHING) -> bool | None:
        printed, *given = (changed.get(index, self.figures.value(index)) for index in self.about)
        if printed is None or any(value is None for value in given):
            return None
        values = [value for value in given if value is not None]
        try:
            expected = self.rumus(*values)
        except ArithmeticError:
            return None
        return abs(printed - expected) <= self._slack(printed, expected, values)

    def _slack(self, printed: Decimal, expected: Decimal, given: Sequence[Decimal]) -> Decimal:
        slack = HALF.scaleb(-decimals(printed))
        if self.rounded:
            for value in given:
                slack += abs(expected / value) * HALF.scaleb(-decimals(value)) if value and decimals(value) else Decimal(0)
        return slack

    def exact(self, index: int) -> bool:
        """With slack for one of the figures it was computed from, it fixes none of them."""
        fixed = (index,) if index == self.result else self.given
        return all(self._breaks(other) for other in fixed)

    def _breaks(self, index: int) -> bool:
        figure = self.figures.all[index]
        return all(self.holds({index: figure.nilai + step}) is False for step in (figure.unit, -figure.unit))
