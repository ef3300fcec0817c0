"""The scorecard of a year and period: totals, the board of offices and sasaran, what moved, whose target was lowered, who is missing."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import cached_property
from statistics import median

from msgspec import Struct

from warehouse.report.bands import CAPPED_SINCE, YearScale, scale_of
from warehouse.report.figures import Change, Edition, Office, ReportFigures, Result, SasaranName, Seen, Value, grouped
from warehouse.report.marks import LEVELS, edition_id

YEAR = "TAHUNAN"
COMPARABLE = 3
"""Offices that a rank, a median or a gap needs."""
MOVED = 6
"""Rows of what fell most, and of what rose most."""


class BoardCell(Struct, frozen=True):
    """A sasaran of an office. keadaan: nilai, belum (diukur), tanpa (nilai), tak_ada (indikatornya)."""

    keadaan: str
    nilai: Decimal | None = None
    nada: str = ""
    menutupi: bool = False
    diragukan: bool = False


class BoardRow(Struct, frozen=True):
    """An office of the board. selisih: to the median of its level, or of all offices where semua is true."""

    value: Value
    nada: str
    peringkat: int | None
    selisih: Decimal | None
    semua: bool
    sejak: Decimal | None
    cells: tuple[BoardCell, ...]
    serapan: Decimal | None
    target_turun: int


class Group(Struct, frozen=True):
    """A level: its offices that reported, lowest first; ada: how many there are. median: from three offices."""

    level: str
    rows: tuple[BoardRow, ...]
    ada: int
    median: tuple[Decimal | None, ...]


class Moved(Struct, frozen=True):
    """A result in percent of an office in two years that follow each other."""

    lama: Seen
    baru: Seen

    @property
    def beda(self) -> Decimal:
        return self.baru.realisasi - self.lama.realisasi


class Scorecard:
    """What one edition shows. Offices in the denominator are those that exist in its year; PUSAT is never among them."""

    def __init__(self, figures: ReportFigures, edition: Edition) -> None:
        self.figures, self.edition = figures, edition
        self.tahun, self.periode = edition
        self.id = edition_id(*edition)
        self.scale: YearScale = scale_of(self.tahun)
        self.values: list[Value] = figures.reports.get(edition, [])
        self.results: list[Result] = figures.by_edition.get(edition, [])

    @property
    def comparable(self) -> bool:
        return len(self._measured) >= COMPARABLE

    @cached_property
    def _measured(self) -> list[Decimal]:
        """Lowest first."""
        return sorted(value.nilai for value in self.values if value.nilai is not None)

    @cached_property
    def median(self) -> Decimal | None:
        return median(self._measured) if self.comparable else None

    @property
    def measured(self) -> int:
        """Indicators that have an achievement, over all offices."""
        return sum(value.terukur for value in self.values)

    @property
    def below(self) -> int:
        return sum(value.di_bawah_target for value in self.values)

    @property
    def unmeasured(self) -> int:
        return sum(value.belum_diukur for value in self.values)

    @cached_property
    def money(self) -> tuple[Decimal, Decimal] | None:
        """(budget, spent) of the offices of which both are known."""
        known = [
            money
            for value in self.values
            if (money := self.figures.spent(value.doc_id)) and money.pagu_rp and money.realisasi_rp is not None
        ]
        if not known:
            return None
        return sum((m.pagu_rp or Decimal(0) for m in known), Decimal(0)), sum((m.realisasi_rp or Decimal(0) for m in known), Decimal(0))

    # ---- who is there

    @cached_property
    def offices(self) -> list[Office]:
        return self.figures.in_year.get(self.tahun, [])

    @cached_property
    def missing(self) -> dict[str, list[Office]]:
        """Level → offices without an own report of this year and period, by name."""
        reported = {value.upt_id for value in self.values}
        absent = [office for office in self.offices if office.upt_id not in reported]
        return {level: own for level in LEVELS if (own := [office for office in absent if office.level == level])}

    # ---- the board

    @cached_property
    def columns(self) -> list[SasaranName]:
        """The sasaran that any office of the edition has."""
        found = {name for value in self.values for name in self.figures.parts.get((value.upt_id, self.edition), ())}
        return [sasaran for sasaran in self.figures.sasaran if sasaran.sasaran_id in found]

    def row_of(self, upt_id: str) -> BoardRow | None:
        return self._rows.get(upt_id)

    @cached_property
    def _rows(self) -> dict[str, BoardRow]:
        return {row.value.upt_id: row for group in self.groups for row in group.rows}

    @cached_property
    def groups(self) -> list[Group]:
        made = []
        for level in LEVELS:
            own = [value for value in self.values if value.level == level]
            if own:
                rows = tuple(
                    sorted(map(self._row, own), key=lambda row: (row.value.nilai is None, row.value.nilai or 0, row.value.nama_upt))
                )
                among = sum(office.level == level for office in self.offices)
                made.append(Group(level, rows, max(among, len(own)), self._medians(rows)))
        return made

    @cached_property
    def medians(self) -> tuple[Decimal | None, ...]:
        return self._medians([row for group in self.groups for row in group.rows])

    @cached_property
    def weak(self) -> tuple[int, ...]:
        """Offices whose value is below where the tone recedes: of the whole, then of each sasaran."""
        rows = [row for group in self.groups for row in group.rows]
        whole = [row.value.nilai for row in rows]
        columns = [whole, *([row.cells[number].nilai for row in rows] for number in range(len(self.columns)))]
        return tuple(sum(value is not None and value < self.scale.good_from for value in column) for column in columns)

    def _medians(self, rows: Sequence[BoardRow]) -> tuple[Decimal | None, ...]:
        """Of the whole, then of each sasaran; None with fewer than three values."""
        columns = [[row.value.nilai for row in rows], *([row.cells[number].nilai for row in rows] for number in range(len(self.columns)))]
        known = [[value for value in column if value is not None] for column in columns]
        return tuple(median(column) if len(column) >= COMPARABLE else None for column in known)

    def _row(self, value: Value) -> BoardRow:
        money = self.figures.spent(value.doc_id)
        spent = 100 * money.realisasi_rp / money.pagu_rp if money and money.pagu_rp and money.realisasi_rp is not None else None
        gap, of_all = self._gap(value)
        return BoardRow(
            value,
            self.scale.tone(value.nilai),
            rank_of(value.nilai, self._measured),
            gap,
            of_all,
            self._since(value),
            tuple(self._cell(value, sasaran) for sasaran in self.columns),
            spent,
            self._lowered_by[value.upt_id],
        )

    def _cell(self, value: Value, sasaran: SasaranName) -> BoardCell:
        part = self.figures.parts.get((value.upt_id, self.edition), {}).get(sasaran.sasaran_id)
        if part is None:
            return BoardCell("tak_ada")
        if part.nilai is None:
            return BoardCell("belum" if part.belum_diukur else "tanpa")
        limit = self.scale.hidden_below
        hides = part.terendah is not None and part.terendah < limit <= part.nilai
        return BoardCell("nilai", part.nilai, self.scale.tone(part.nilai), hides, part.diragukan > 0)

    def _gap(self, value: Value) -> tuple[Decimal | None, bool]:
        if value.nilai is None or self.median is None:
            return None, False
        of_level = self._level_medians.get(value.level)
        return value.nilai - (self.median if of_level is None else of_level), of_level is None

    @cached_property
    def _level_medians(self) -> dict[str, Decimal]:
        """Of the levels with values enough."""
        measured: dict[str, list[Decimal]] = {}
        for value in self.values:
            if value.nilai is not None:
                measured.setdefault(value.level, []).append(value.nilai)
        return {level: median(own) for level, own in measured.items() if len(own) >= COMPARABLE}

    def _since(self, value: Value) -> Decimal | None:
        """Against the same period a year before, where both are counted by one rule."""
        before = self._year_before.get(value.upt_id)
        if before is None or before.nilai is None or value.nilai is None or self.tahun == CAPPED_SINCE:
            return None
        return value.nilai - before.nilai

    @cached_property
    def _year_before(self) -> dict[str, Value]:
        return {value.upt_id: value for value in self.figures.reports.get((self.tahun - 1, self.periode), ())}

    # ---- what changed

    @cached_property
    def pairs(self) -> list[Moved]:
        """Results in percent of one reporting office and indicator in this year and the last, no break between; lowest first."""
        reported = {value.upt_id for value in self.values}
        seen = {
            (row.indikator_id, row.upt_id, row.tahun): row
            for row in self.figures.seen
            if row.upt_id in reported
            and row.periode == self.periode
            and row.satuan == "persen"
            and row.tahun in (self.tahun - 1, self.tahun)
        }
        broken = {row.indikator_id for row in self.figures.breaks if row.tahun == self.tahun}
        found = [
            Moved(before, row)
            for (indikator, upt_id, tahun), row in seen.items()
            if tahun == self.tahun
            and indikator not in broken
            and (before := seen.get((indikator, upt_id, tahun - 1)))
            and before.skala_sampai == row.skala_sampai
        ]
        return sorted(found, key=lambda pair: (pair.beda, pair.baru.nama_upt, pair.baru.nama_indikator))

    @property
    def fallen(self) -> list[Moved]:
        return [pair for pair in self.pairs if pair.beda < 0][:MOVED]

    @property
    def risen(self) -> list[Moved]:
        return [pair for pair in reversed(self.pairs) if pair.beda > 0][:MOVED]

    @cached_property
    def lowered(self) -> list[Change]:
        """Those that pass only against the new target first. Yearly targets belong to the yearly edition."""
        if self.periode != YEAR:
            return []
        reported = {value.upt_id for value in self.values}
        own = [
            change for change in self.figures.changes if change.tahun == self.tahun and change.arah == "turun" and change.upt_id in reported
        ]
        return sorted(own, key=lambda change: "hanya" not in (change.akibat or ""))

    @cached_property
    def _lowered_by(self) -> Counter[str]:
        """Office → how many targets it lowered."""
        return Counter(change.upt_id for change in self.lowered)

    @cached_property
    def by_indicator(self) -> dict[str, list[Result]]:
        """Indicator → its results that have an achievement."""
        return grouped([row for row in self.results if row.capaian_persen is not None], lambda row: row.indikator_id)

    @cached_property
    def achievements(self) -> dict[str, list[Decimal]]:
        """Indicator → what was achieved of it, lowest first."""
        return {
            name: sorted(row.capaian_persen for row in rows if row.capaian_persen is not None) for name, rows in self.by_indicator.items()
        }


def rank_of(value: Decimal | None, among: Sequence[Decimal]) -> int | None:
    """1 = highest; ties share a rank; None where there is too little to rank. among: lowest first."""
    if value is None or len(among) < COMPARABLE:
        return None
    return 1 + len(among) - bisect_right(among, value)


def editions_of(figures: ReportFigures) -> list[Edition]:
    """Every year and period with a report; without any report the latest year of a document, so that the missing are named."""
    found = sorted(figures.reports)
    if found:
        return found
    years = [paper.tahun for paper in figures.papers if paper.tahun is not None]
    return [(max(years), YEAR)] if years else []


def default_edition(figures: ReportFigures, editions: Sequence[Edition]) -> Edition:
    """The newest yearly edition with at least half as many reports as the best one; of quarters where there is no yearly one."""
    yearly = [edition for edition in editions if edition[1] == YEAR] or list(editions)
    count = {edition: len(figures.reports.get(edition, ())) for edition in yearly}
    return max(edition for edition in yearly if 2 * count[edition] >= max(count.values()))


def same_period(editions: Collection[Edition], tahun: int, periode: str) -> Edition:
    """The edition of another year for the chooser: the same period where there is one, else the year's latest."""
    own = [edition for edition in editions if edition[0] == tahun]
    return max(own, key=lambda edition: (edition[1] == periode, edition[1] == YEAR, edition[1]))
