"""The charts of the report, as SVG that stands inside the page.

matplotlib draws them: it is well kept, needs neither network nor browser, and adds no script to the page (Vega needs its engine in the
page or, to draw beforehand, a JavaScript machine in memory); the notebook uses it too. Text stays text, for search and print.
"""

import io
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from warehouse.screen.language import told

matplotlib.rcParams["svg.fonttype"] = "none"
matplotlib.rcParams["svg.hashsalt"] = "rapk"
matplotlib.rcParams["font.family"] = "sans-serif"
matplotlib.rcParams["font.sans-serif"] = ["DejaVu Sans", "Arial", "Helvetica"]

BLUE, ORANGE, GREY = "#1f4e79", "#d9822b", "#8a94a0"
COLOURS = ("#1f4e79", "#d9822b", "#3d8b5f", "#8e5ea2", "#b0413e", "#5f6f7f")
Draw = Callable[[Axes, Sequence[Sequence[Any]]], None]


def draw_chart(name: str, rows: Sequence[Sequence[Any]]) -> str:
    """The SVG of one chart. rows: of the query of that name, at least one."""
    figure = Figure(figsize=(9, 3.2), layout="constrained")
    axes = figure.add_subplot()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    DRAWN[name](axes, rows)
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    return text[text.index("<svg") :]


def _sized(axes: Axes, lines: int, least: float = 1.6) -> None:
    figure = axes.figure
    assert isinstance(figure, Figure)
    figure.set_size_inches(9, max(least, 0.42 * lines + 1.0))


def _label(text: str, width: int = 44) -> str:
    """At most two lines. '$' would begin a formula."""
    lines = textwrap.wrap(" ".join(text.replace("$", "\\$").split()), width)
    return "\n".join(lines[:2]) + ("…" if len(lines) > 2 else "")


def _code(output: str) -> str:
    """'3165.QCD.U.perkara di bidang …' → '3165.QCD.U': the name follows anyway."""
    return ".".join(output.split(".")[:3])


def _achievement(axes: Axes, rows: Sequence[Sequence[Any]]) -> None:
    """Above 200 percent a dot is drawn at 200: one office's 1500 would press all others together."""
    offices = list(dict.fromkeys(row[2] for row in rows))[:40]
    _sized(axes, len(offices))
    for place, office in enumerate(offices):
        values = sorted(float(row[3]) for row in rows if row[2] == office)
        shown = [min(value, 200.0) for value in values]
        axes.scatter(shown, [place] * len(shown), s=28, color=BLUE, alpha=0.45, linewidths=0)
        middle = shown[len(shown) // 2] if len(shown) % 2 else (shown[len(shown) // 2 - 1] + shown[len(shown) // 2]) / 2
        axes.plot([middle, middle], [place - 0.3, place + 0.3], color=ORANGE, linewidth=3)
    axes.axvline(100, color=GREY, linewidth=1, linestyle="--")
    axes.set_yticks(range(len(offices)), [_label(office) for office in offices])
    axes.set_ylim(len(offices) - 0.4, -0.6)
    axes.set_xlabel(told(f"capaian (%), {rows[0][1]} {rows[0][0]}; titik: indikator, garis jingga: median"))


def _budget(axes: Axes, rows: Sequence[Sequence[Any]]) -> None:
    outputs = list(dict.fromkeys(row[1] for row in rows))
    names = {row[1]: row[2] for row in rows}
    offices = sorted({row[3] for row in rows})
    _sized(axes, len(outputs) + 1)
    for number, office in enumerate(offices[: len(COLOURS)] + (["…"] if len(offices) > len(COLOURS) else [])):
        own = [row for row in rows if row[3] == office or (office == "…" and row[3] in offices[len(COLOURS) :])]
        axes.scatter(
            [float(row[4]) / 1e6 for row in own],
            [outputs.index(row[1]) for row in own],
            s=42,
            color=COLOURS[number] if number < len(COLOURS) else GREY,
            label=told("kantor lain") if office == "…" else _label(office, 60),
        )
    axes.set_yticks(range(len(outputs)), [_label(f"{_code(output)} {names[output] or ''}", 52) for output in outputs], fontsize=8)
    axes.set_ylim(len(outputs) - 0.4, -0.6)
    axes.set_xlim(left=0)
    axes.grid(axis="y", color="#e3e7eb", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}".replace(",", "."))
    axes.set_xlabel(told(f"kontribusi ke semua indikator (juta rupiah), {rows[0][0]}"))
    axes.legend(frameon=False, fontsize=8, loc="lower right")


def _years(axes: Axes, rows: Sequence[Sequence[Any]]) -> None:
    _sized(axes, 6)
    for number, office in enumerate(dict.fromkeys(row[2] for row in rows)):
        own = [row for row in rows if row[2] == office]
        result = [(row[3], float(row[5])) for row in own if row[5] is not None]
        target = [(row[3], float(row[4])) for row in own if row[4] is not None]
        colour = COLOURS[number % len(COLOURS)]
        if result:
            axes.plot(*zip(*result, strict=True), color=colour, marker="o", label=_label(office, 60))
        if target:
            axes.plot(
                *zip(*target, strict=True),
                color=colour,
                marker="_",
                markersize=12,
                linestyle=":",
                label=None if result else _label(office, 60),
            )
    years = sorted({row[3] for row in rows})
    axes.set_xticks(years, [str(year) for year in years])
    axes.set_title(_label(rows[0][0], 90), fontsize=10)
    axes.set_ylabel(rows[0][1] or "")
    axes.set_xlabel(told("garis penuh realisasi; garis titik-titik target"))
    axes.legend(frameon=False, fontsize=8, loc="center left", bbox_to_anchor=(1.01, 0.5))


def _named_change(row: Sequence[Any]) -> str:
    """Office, year and indicator with the tables that print the change, whose names must not be cut off."""
    name, _, tables = row[2].rpartition(" (")
    return f"{_label(f'{row[0]}, {row[1]}: {name}', 62)} ({tables}"


def _revision(axes: Axes, rows: Sequence[Sequence[Any]]) -> None:
    _sized(axes, len(rows) + 1)
    for place, row in enumerate(rows):
        before, after = float(row[4]), float(row[5])
        axes.plot([before, after], [place, place], color=GREY, linewidth=2, zorder=1)
        axes.scatter([before], [place], s=46, facecolors="white", edgecolors=BLUE, zorder=2, label=told("semula") if place == 0 else None)
        axes.scatter([after], [place], s=46, color=ORANGE, zorder=3, label=told("menjadi") if place == 0 else None)
    axes.set_yticks(range(len(rows)), [_named_change(row) for row in rows], fontsize=8)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlabel(told("target setahun"))
    axes.legend(frameon=False, fontsize=8, loc="best")


DRAWN: dict[str, Draw] = {"capaian": _achievement, "ro": _budget, "deret": _years, "perubahan": _revision}
