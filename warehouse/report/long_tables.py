"""Rows of the report's long tables, of which there are thousands. In Python and not in the templates: see `parts`."""

from decimal import Decimal

from markupsafe import Markup, escape

from warehouse.report import marks, strokes
from warehouse.report.bands import POOR
from warehouse.report.causes import Cause
from warehouse.report.editions import COMPARABLE, BoardCell, BoardRow, Scorecard
from warehouse.report.figures import Change, Paper, ReportFigures, Result, Ro
from warehouse.report.indicators import IndicatorPage, Years
from warehouse.report.marks import number
from warehouse.report.offices import IndicatorLine, OfficePage
from warehouse.report.parts import PageParts, figure, in_doubt
from warehouse.screen.kept import told_kept
from warehouse.screen.language import told

LONGEST_BAR = Decimal(130)
"""Percent of achievement at which its bar ends."""
YEARS_SHOWN = 4
"""Columns of years that a narrow screen keeps."""
STATES = {"belum": "b.u.", "tanpa": "–", "tak_ada": "·"}
EMPTY = '<td class="n kos">–</td>'


class LongTables:
    """Escaped, for templates."""

    def __init__(self, figures: ReportFigures, parts: PageParts) -> None:
        self._figures, self._parts = figures, parts

    def indicator_line(self, line: IndicatorLine, page: OfficePage) -> Markup:
        """A row of the page of an office."""
        result = line.result
        others = ""
        if result and result.tabel_berbeda:
            others = f'<br><small class="s">≠ {escape("; ".join(map(marks.printed_place, result.tabel_berbeda)))}</small>'
        months = escape(told(line.rencana) if line.rencana == strokes.FLAT else line.rencana)
        return Markup(
            f'<tr><td>{self._parts.indicator(line.indikator_id, line.nama)}{others}</td><td class="k s">{months}</td>\n'
            f"{_reported(line, result, page) if result else _planned(line)}"
            f'<td class="n">{marks.million(line.alokasi)}</td><td class="n">{number(result.serap_persen if result else None, 1)}</td>'
            f"<td>{self._parts.place(line.source, True)}</td></tr>\n"
        )

    def result_row(self, row: Result, tone: str, page: IndicatorPage) -> Markup:
        """An office of the page of an indicator."""
        plot = strokes.dot_plot(page.axis, row.target, row.realisasi) if page.axis else ""
        return Markup(
            f"<tr><td>{self._parts.office(row.upt_id, row.nama_upt)}</td>{_number(row.target, row.bukti_target)}"
            f"{_number(row.realisasi, row.bukti_realisasi)}"
            f'<td class="n t{tone}"><span class="{in_doubt(row.bukti_capaian)}">{figure(row.capaian_persen, tone)}</span></td>'
            f'<td class="pl">{plot}</td><td>{self._parts.place(row)}</td></tr>\n'
        )

    def years_row(self, row: Years, page: IndicatorPage) -> Markup:
        """An office over the years of the page of an indicator."""
        cells = []
        for place, (year, result) in enumerate(zip(page.tahun, row.hasil, strict=True)):
            old = " th-lama" if len(page.tahun) - place > YEARS_SHOWN else ""
            broken = " pts" if place and year in page.putus else ""
            cells.append(f'<td class="n{old}{broken}">{number(result.realisasi) if result else ""}</td>')
        return Markup(f"<tr><td>{self._parts.office(row.upt_id, row.nama_upt)}</td>{''.join(cells)}</tr>\n")

    def change_row(self, change: Change, office: str) -> Markup:
        """A target that was lowered. office: its link, where the table is about several."""
        before = self._figures.place(change.doc_id_semula, change.nama_berkas_semula, change.halaman_semula)
        after = self._figures.place(change.doc_id_menjadi, change.nama_berkas_menjadi, change.halaman_menjadi)
        return Markup(
            f"<tr><td>{escape(office)}</td><td>{self._parts.indicator(change.indikator_id, change.indikator)}</td>"
            f'<td class="n">{number(change.semula)}</td><td class="n">{number(change.menjadi)}</td>'
            f'<td class="n">{number(change.realisasi)}</td><td>{escape(told(change.akibat or marks.NONE))}</td>'
            f"<td>{self._parts.link(before)} {self._parts.link(after)}</td></tr>\n"
        )

    def output_row(self, output: Ro) -> Markup:
        """An output (RO) of an office."""
        others = output.median_rp if (output.jumlah_upt or 0) >= COMPARABLE else None
        return Markup(
            f'<tr><td>{escape(output.ro_kunci)} {escape(output.nama_ro or "")}</td><td class="n">{marks.million(output.kontribusi_rp)}</td>'
            f'<td class="n">{marks.million(others)}</td><td class="n">{output.jumlah_upt or marks.NONE}</td>'
            f"<td>{self._parts.link(self._figures.link(output))}</td></tr>\n"
        )

    def cause_row(self, cause: Cause) -> Markup:
        """A cause of doubts."""
        return Markup(
            f'<tr><td>{escape(cause.sebab)}</td><td class="n">{cause.papan or marks.NONE}</td><td class="n">{cause.tempat}</td>'
            f'<td class="n">{cause.dokumen}</td><td>{self._parts.link(cause.contoh)}</td><td>{escape(cause.anjuran)}</td></tr>\n'
        )

    def board_row(self, row: BoardRow, card: Scorecard) -> Markup:
        """An office of the board."""
        value, link = row.value, f'<a href="#{escape(marks.office_id(row.value.upt_id))}"'
        rank = f"{row.peringkat}/{len(card.values)}" if row.peringkat else "–"
        return Markup(
            f"<tr><td>{link}>{escape(marks.short_name(value.nama_upt))}</a></td><td><span>{rank}</span></td>"
            f'<td class="nk t{row.nada}">{link}{_asked(value.diragukan)}>{figure(value.nilai, row.nada)}</a></td>'
            f"<td{_classed('s', row.semua)}><span>{marks.signed(row.selisih)}</span></td>"
            f"<td{_classed('z', row.sejak is None)}><span>{marks.signed(row.sejak)}</span></td>"
            f"{''.join(_board_cell(cell, link) for cell in row.cells)}"
            f"<td><span>{value.di_bawah_target}</span></td>"
            f"<td{_classed('z', not value.belum_diukur)}><span>{value.belum_diukur or '–'}</span></td>"
            f"<td><span>{number(row.serapan, 1)}</span></td>"
            f"<td{_classed('z', not row.target_turun)}><span>{row.target_turun or '–'}</span></td></tr>\n"
        )

    def paper_row(self, paper: Paper) -> Markup:
        """A document of the inbox."""
        name, link = escape(paper.nama_berkas), self._figures.place(paper.doc_id, paper.nama_berkas, None)
        named = f'<a href="{escape(link.href)}">{name}</a>' if link.href else name
        period = escape(told(marks.PERIODS[paper.periode])) if paper.periode else "–"
        return Markup(
            f"<tr><td>{named}</td><td>{escape(paper.jenis or '–')}</td>"
            f'<td>{escape(paper.nama_upt or "–")}</td><td class="n">{paper.tahun or "–"}</td><td>{period}</td>'
            f'<td class="nw">{escape(paper.status)}</td><td>{escape(told_kept(paper.pesan, paper.kode, paper.isi))}</td></tr>\n'
        )


def _reported(line: IndicatorLine, result: Result, page: OfficePage) -> str:
    tone, achieved = line.nada, result.capaian_persen
    measured = number(result.realisasi) if result.realisasi is not None else "b.u."
    bar = "" if achieved is None else f'<u style="--v:{min(max(achieved, Decimal(0)), LONGEST_BAR):.1f}"></u>'
    differs = "≠ " if line.lain and not page.tangga_lain else ""
    rank = f'<td class="n">{line.peringkat}/{line.dari}</td>' if line.peringkat else EMPTY
    return (
        f"{_number(result.target, result.bukti_target)}"
        f'<td class="n"><span class="{in_doubt(result.bukti_realisasi)}">{measured}</span></td>'
        f'<td class="n"><span class="t{tone} {in_doubt(result.bukti_capaian)}">{figure(achieved, tone)}</span></td>'
        f'<td class="bar t{tone}">{bar}</td>\n'
        f"<td{_classed('kos', not result.kriteria)}>{differs}{escape(result.kriteria or '–')}</td>{rank}"
        f'<td class="n{" kos" if line.median is None else ""}">{number(line.median, 1)}</td><td class="n">{number(line.tahun_lalu)}</td>\n'
    )


def _planned(line: IndicatorLine) -> str:
    target = number(line.plan.target_tahunan if line.plan else None)
    return f'<td class="n">{target}</td>{EMPTY}{EMPTY}<td class="kos"></td><td class="kos">–</td>{EMPTY}{EMPTY}{EMPTY}'


def _number(value: Decimal | None, proof: str | None) -> str:
    return f'<td class="n"><span class="{in_doubt(proof)}">{number(value)}</span></td>'


def _board_cell(cell: BoardCell, link: str) -> str:
    if cell.keadaan != "nilai":
        empty = " kosong" if cell.keadaan == "tak_ada" else ""
        return f'<td class="z{empty} s"><span>{STATES[cell.keadaan]}</span></td>'
    recedes = " z" if cell.nada not in POOR and not cell.menutupi else ""
    hides = '<span class="tt">◥</span>' if cell.menutupi else ""
    return f'<td class="t{cell.nada}{recedes}">{link}{_asked(cell.diragukan)}>{hides}{figure(cell.nilai, cell.nada)}</a></td>'


def _classed(name: str, holds: bool) -> str:
    return f' class="{name}"' if holds else ""


def _asked(doubtful: object) -> str:
    return ' class="q"' if doubtful else ""
