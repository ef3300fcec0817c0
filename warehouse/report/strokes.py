"""Small drawings that stand in a table's row, as SVG made by hand: nothing to load, nothing to draw later, and paper keeps them."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil, floor, log10

from markupsafe import Markup
from msgspec import Struct

from warehouse.report.figures import PlannedIndicator
from warehouse.report.marks import number

FLAT = "tetap"
WIDE, HIGH = 64, 16
PLOT_WIDE, PLOT_HIGH = 320, 18
MARGIN = 6
"""Drawing units left free at both ends of an axis, for the dots."""
TICKS = 6
"""About so many ticks on an axis."""


def sparkline(plan: PlannedIndicator | None, result: Decimal | None) -> str:
    """The twelve targets of a plan as a line, the result at the year's end as a dot. 'tetap' for a plan that stays the same, '' for none.

    Counts are planned as progress in percent: their result is no point of that line.
    """
    if plan is None or not plan.bulan:
        return ""
    months = [(place, value) for place, value in enumerate(plan.bulan) if value is not None]
    if plan.progres and months and months[-1][0] == 11:
        months = months[:-1]
    values = [value for _, value in months]
    if len(set(values)) <= 1:
        return FLAT if len(values) > 1 else ""
    dot = float(result) if result is not None and not plan.progres else None
    low, high = min([*values, dot if dot is not None else values[0]]), max([*values, dot if dot is not None else values[0]])

    def at(place: int, value: float) -> str:
        return f"{2 + place * (WIDE - 6) / 11:.0f} {HIGH - 2 - (value - low) * (HIGH - 4) / (high - low):.1f}"

    line = "L".join(at(place, value) for place, value in months)
    x, _, y = at(11, dot).partition(" ") if dot is not None else ("", "", "")
    point = f'<circle cx="{x}" cy="{y}" r="2"/>' if dot is not None else ""
    return Markup(f'<svg class="sp" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}"><path d="M{line}"/>{point}</svg>')


class Axis(Struct, frozen=True):
    """low, high: its ends, in the indicator's unit; ticks on it at steps of 1, 2 or 5."""

    low: float
    high: float
    ticks: tuple[Decimal, ...]

    def x(self, value: Decimal | float) -> float:
        return MARGIN + (float(value) - self.low) * (PLOT_WIDE - 2 * MARGIN) / (self.high - self.low)


def axis_over(values: Sequence[Decimal]) -> Axis | None:
    """An axis that all values lie on, its ends at ticks; None without values. It need not begin at 0, and the page says where it begins."""
    if not values:
        return None
    low, high = float(min(values)), float(max(values))
    if low == high:
        low, high = low - (abs(low) * 0.1 or 1), high + (abs(high) * 0.1 or 1)
    rough = (high - low) / TICKS
    power = 10 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    first, last = floor(low / step), ceil(high / step)
    first = max(first, 0) if low >= 0 else first
    return Axis(first * step, last * step, tuple(Decimal(str(round(n * step, 10))) for n in range(first, last + 1)))


def dot_plot(axis: Axis, target: Decimal | None, result: Decimal | None, hollow: bool = False) -> str:
    """A row of the plot: tick = target, dot = result, bar = the distance; hollow: told by another office's document."""
    parts = [f'<path class="g" d="{"".join(f"M{axis.x(tick):.0f} 0V{PLOT_HIGH}" for tick in axis.ticks)}"/>']
    middle = PLOT_HIGH / 2
    if target is not None and result is not None:
        parts.append(f'<path class="d" d="M{axis.x(target):.1f} {middle:.0f}H{axis.x(result):.1f}"/>')
    if target is not None:
        parts.append(f'<path class="t" d="M{axis.x(target):.1f} 2V{PLOT_HIGH - 2}"/>')
    if result is not None:
        parts.append(f'<circle{" class=o" if hollow else ""} cx="{axis.x(result):.1f}" cy="{middle:.0f}" r="{4 if hollow else 4.5}"/>')
    return Markup(f'<svg class="dp" viewBox="0 0 {PLOT_WIDE} {PLOT_HIGH}">{"".join(parts)}</svg>')


def axis_head(axis: Axis) -> str:
    """The ticks' figures, over the rows."""
    words = "".join(f'<text x="{axis.x(tick):.0f}" y="10">{number(tick, _decimals(tick))}</text>' for tick in axis.ticks)
    return Markup(f'<svg class="dp" viewBox="0 0 {PLOT_WIDE} 12">{words}</svg>')


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
