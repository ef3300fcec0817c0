"""The page of an office: its newest report in full, or its plan where no report is there yet."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from msgspec import Struct

from warehouse.report.causes import Cause, causes_of
from warehouse.report.editions import COMPARABLE, YEAR, BoardRow, Scorecard, rank_of
from warehouse.report.figures import Change, Edition, PlannedIndicator, ReportFigures, Result, Ro, Value, grouped
from warehouse.report.marks import office_id
from warehouse.report.strokes import sparkline

LAGGING, LAGGING_BELOW = 3, Decimal(90)
"""The lowest achievements that are shown with their place: so many, below this."""
OTHER_SCALE = Decimal("0.3")
"""Share of printed criteria that do not fit the year's scale from which the document is said to use another."""


class IndicatorLine(Struct, frozen=True):
    """An indicator of the page. rencana: twelve months as a drawing, 'tetap' where they stay the same, '' where none are printed.
    lain: the printed criterion is none of this value on the year's scale."""

    result: Result | None
    plan: PlannedIndicator | None
    nada: str
    rencana: str
    peringkat: int | None
    dari: int
    median: Decimal | None
    tahun_lalu: Decimal | None
    lain: bool

    @property
    def indikator_id(self) -> str:
        return self._row.indikator_id

    @property
    def nama(self) -> str:
        return self._row.nama_indikator

    @property
    def _row(self) -> Result | PlannedIndicator:
        found = self.result or self.plan
        assert found is not None
        return found

    @property
    def alokasi(self) -> Decimal | None:
        if self.result and self.result.pagu_rp is not None:
            return self.result.pagu_rp
        return self.plan.anggaran_rp if self.plan else None

    @property
    def source(self) -> Result | PlannedIndicator:
        return self._row


class OfficePage(Struct, frozen=True):
    """kelompok: (name of the sasaran, its value, its tone, its lines). tangga_lain: (criteria of another scale, all), if many."""

    id: str
    upt_id: str
    nama: str
    level: str
    edition: Edition
    row: BoardRow | None
    kelompok: tuple[tuple[str | None, Value | None, str, tuple[IndicatorLine, ...]], ...]
    tertinggal: tuple[Result, ...]
    lebih_dahulu: tuple[Value, ...]
    turun: tuple[Change, ...]
    ro: tuple[Ro, ...]
    sebab: tuple[Cause, ...]
    tangga_lain: tuple[int, int] | None
    pagu: Decimal | None

    @property
    def alokasi_dari(self) -> tuple[str | None, str | None]:
        """The files that the allocations are printed in: a report's table of efficiency, a plan; None where none is from there."""
        lines = [line for *_, own in self.kelompok for line in own]
        pagu = [line.result for line in lines if line.result and line.result.pagu_rp is not None]
        budget = [line.plan for line in lines if line.plan and line.plan.anggaran_rp is not None and line.alokasi is line.plan.anggaran_rp]
        return next((row.nama_berkas for row in pagu), None), next((row.nama_berkas for row in budget), None)


def office_pages(figures: ReportFigures, cards: dict[Edition, Scorecard]) -> list[OfficePage]:
    """An office with a report or a plan, in the order of their names."""
    values = grouped([value for value in figures.values if value.sasaran_id is None], lambda value: value.upt_id)
    plans = grouped(figures.plans, lambda plan: plan.upt_id)
    pages = [_page(figures, cards, upt_id, values.get(upt_id, []), plans.get(upt_id, [])) for upt_id in {**values, **plans}]
    return sorted(pages, key=lambda page: (page.nama, page.id))


def newest(values: Sequence[Value]) -> Value:
    """The latest year, and its yearly report before its quarters."""
    return max(values, key=lambda value: (value.tahun, value.periode == YEAR, value.periode))


def _page(
    figures: ReportFigures, cards: dict[Edition, Scorecard], upt_id: str, values: list[Value], plans: list[PlannedIndicator]
) -> OfficePage:
    if values:
        value = newest(values)
        edition, nama, level, documents = (value.tahun, value.periode), value.nama_upt, value.level, {value.doc_id}
    else:
        plan = max(plans, key=lambda plan: plan.tahun)
        edition, nama, level, documents = (plan.tahun, YEAR), plan.nama_upt, plan.level, set()
    card = cards.get(edition)
    own_plans = {plan.indikator_id: plan for plan in plans if plan.tahun == edition[0]}
    results = figures.results_of(upt_id, edition)
    documents |= {plan.doc_id for plan in own_plans.values()}
    lines = _lines(figures, card, edition, results, own_plans)
    unfit, printed = sum(line.lain for line in lines), sum(bool(line.result and line.result.kriteria) for line in lines)
    row = card.row_of(upt_id) if card and values else None
    money = figures.spent(row.value.doc_id) if row else None
    return OfficePage(
        office_id(upt_id),
        upt_id,
        nama,
        level,
        edition,
        row,
        _grouped_lines(figures, card, upt_id, edition, lines),
        lagging(results),
        tuple(sorted((v for v in values if (v.tahun, v.periode) != edition), key=lambda v: (-v.tahun, v.periode))),
        tuple(change for change in figures.changes_of(upt_id) if change.tahun == edition[0] and change.arah == "turun"),
        tuple(ro for ro in figures.outputs_of(upt_id) if ro.tahun == edition[0]),
        tuple(causes_of(figures.doubts_of(documents), figures)),
        (unfit, printed) if printed and unfit > OTHER_SCALE * printed else None,
        money.pagu_rp if money else None,
    )


def lagging(results: Sequence[Result]) -> tuple[Result, ...]:
    """The lowest of an office's results, at most three below 90."""
    low = [row for row in results if row.capaian_persen is not None and row.capaian_persen < LAGGING_BELOW]
    return tuple(sorted(low, key=lambda row: (row.capaian_persen, row.baris))[:LAGGING])


def _lines(
    figures: ReportFigures, card: Scorecard | None, edition: Edition, results: Sequence[Result], plans: dict[str, PlannedIndicator]
) -> list[IndicatorLine]:
    tahun, periode = edition
    last = {
        row.indikator_id: row.realisasi
        for row in figures.seen_of(next((r.upt_id for r in results), ""))
        if row.tahun == tahun - 1 and row.periode == periode
    }
    made = []
    for result in results:
        plan = plans.get(result.indikator_id)
        among = card.achievements.get(result.indikator_id, []) if card else []
        band = card.scale.band(result.capaian_persen) if card else None
        made.append(
            IndicatorLine(
                result,
                plan,
                band.nada if band else "",
                sparkline(plan, result.realisasi if periode == YEAR else None),
                rank_of(result.capaian_persen, among),
                len(among),
                median(among) if len(among) >= COMPARABLE else None,
                last.get(result.indikator_id),
                bool(result.kriteria and band and result.kriteria.casefold() != band.nama.casefold()),
            )
        )
    shown = {result.indikator_id for result in results}
    only_planned = [plan for plan in plans.values() if plan.indikator_id not in shown] if not results else []
    return made + [IndicatorLine(None, plan, "", sparkline(plan, None), None, 0, None, None, False) for plan in only_planned]


def _grouped_lines(
    figures: ReportFigures, card: Scorecard | None, upt_id: str, edition: Edition, lines: Sequence[IndicatorLine]
) -> tuple[tuple[str | None, Value | None, str, tuple[IndicatorLine, ...]], ...]:
    parts = figures.parts.get((upt_id, edition), {})
    made = []
    for sasaran in figures.sasaran:
        own = tuple(line for line in lines if line.source.sasaran_id == sasaran.sasaran_id)
        if own:
            part = parts.get(sasaran.sasaran_id)
            made.append((sasaran.nama_pendek, part, card.scale.tone(part.nilai) if card and part else "", own))
    rest = tuple(line for line in lines if line.source.sasaran_id is None)
    return (*made, (None, None, "", rest)) if rest else tuple(made)
