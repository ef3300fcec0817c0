"""The page of an indicator: all offices of one year beside each other, figures from others' comparison tables apart, and the years."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from msgspec import Struct

from warehouse.report.editions import COMPARABLE, YEAR
from warehouse.report.figures import Break, Edition, ReportFigures, Result, Seen, grouped
from warehouse.report.marks import LEVELS, indicator_id, short_name
from warehouse.report.strokes import Axis, axis_over


class Years(Struct, frozen=True):
    """An office's results over the years of the page."""

    upt_id: str
    nama_upt: str
    hasil: tuple[Seen | None, ...]


class IndicatorPage(Struct, frozen=True):
    """tingkat: level → own reports, lowest achievement first. lain: results that only another office's document prints. putus: year → why
    the figures before it do not compare."""

    id: str
    nama: str
    satuan: str | None
    edition: Edition
    tingkat: tuple[tuple[str, tuple[Result, ...]], ...]
    lain: tuple[Seen, ...]
    axis: Axis | None
    median: Decimal | None
    di_bawah: int
    tahun: tuple[int, ...]
    bertahun: tuple[Years, ...]
    putus: dict[int, tuple[Break, ...]]

    @property
    def melapor(self) -> int:
        return sum(len(rows) for _, rows in self.tingkat)


def indicator_pages(figures: ReportFigures) -> list[IndicatorPage]:
    """Indicators with a result in an own report, by name; those of which only comparisons tell have no page."""
    reported = grouped([row for row in figures.results if row.realisasi is not None], lambda row: row.indikator_id)
    pages = [_page(figures, name, rows) for name, rows in reported.items()]
    return sorted(pages, key=lambda page: (page.nama, page.id))


def _edition(rows: Sequence[Result]) -> Edition:
    """The newest with three own reports, of years before quarters; else the newest."""
    count: dict[Edition, int] = {}
    for row in rows:
        count[row.tahun, row.periode] = count.get((row.tahun, row.periode), 0) + 1
    return max(
        count,
        key=lambda edition: (
            edition[1] == YEAR and count[edition] >= COMPARABLE,
            count[edition] >= COMPARABLE,
            edition[1] == YEAR,
            edition,
        ),
    )


def _page(figures: ReportFigures, name: str, rows: Sequence[Result]) -> IndicatorPage:
    edition = _edition(rows)
    own = [row for row in rows if (row.tahun, row.periode) == edition]
    there = {row.upt_id for row in own}
    seen = figures.seen_as.get(name, [])
    others = [row for row in seen if (row.tahun, row.periode) == edition and row.upt_id not in there]
    counted = [row.capaian_persen for row in own if row.capaian_persen is not None]
    numbers = [value for row in own for value in (row.target, row.realisasi) if value is not None] + [row.realisasi for row in others]
    yearly = [row for row in seen if row.periode == YEAR]
    years = tuple(range(min(row.tahun for row in yearly), max(row.tahun for row in yearly) + 1)) if yearly else ()
    return IndicatorPage(
        indicator_id(name),
        own[0].nama_indikator,
        own[0].satuan,
        edition,
        tuple((level, members) for level in LEVELS if (members := _of_level(own, level))),
        tuple(sorted(others, key=lambda row: (row.realisasi, row.nama_upt))),
        axis_over(numbers),
        median(counted) if len(counted) >= COMPARABLE else None,
        sum(value < 100 for value in counted),
        years,
        _over_years(yearly, years),
        {year: tuple(found) for year, found in grouped([b for b in figures.breaks if b.indikator_id == name], lambda b: b.tahun).items()},
    )


def _of_level(rows: Sequence[Result], level: str) -> tuple[Result, ...]:
    own = [row for row in rows if row.level == level]
    return tuple(sorted(own, key=lambda row: (row.capaian_persen is None, row.capaian_persen or Decimal(0), row.nama_upt)))


def _over_years(rows: Sequence[Seen], years: Sequence[int]) -> tuple[Years, ...]:
    """One row an office, under its latest name."""
    made = []
    for upt_id, own in grouped(rows, lambda row: row.upt_id).items():
        by_year = {row.tahun: row for row in own}
        made.append(Years(upt_id, by_year[max(by_year)].nama_upt, tuple(by_year.get(year) for year in years)))
    return tuple(sorted(made, key=lambda row: (short_name(row.nama_upt), row.upt_id)))
