"""What stands in thousands of places of the page: links to places, offices and indicators, and figures with their tone.

In Python and not in the templates: there each of them takes five times as long.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from warehouse.report import bands, marks
from warehouse.report.figures import Link, ReportFigures

PROVED = ("terbukti", "diterima")


class PageParts:
    """Escaped, for templates. offices, indicators: those that have a page; pictures: (doc_id, baris) → the picture of the place."""

    def __init__(
        self, figures: ReportFigures, offices: Collection[str], indicators: Collection[str], pictures: Mapping[tuple[str, int], str]
    ) -> None:
        self._figures, self._offices, self._indicators, self._pictures = figures, offices, indicators, pictures

    def link(self, link: Link, short: bool = False) -> Markup:
        """A place; without an address where its document is no longer there."""
        return _place(link.href, link.halaman if short else link.text)

    def place(self, row: Any, short: bool = False) -> Markup:
        """Where a row is printed: its picture, where there is one."""
        link = self._figures.link(row)
        picture = self._pictures.get((row.doc_id, row.baris)) if hasattr(row, "baris") else None
        return _place(picture or link.href, link.halaman if short else link.text)

    def office(self, upt_id: str, nama: str) -> Markup:
        return _linked(marks.office_id(upt_id) if upt_id in self._offices else None, marks.short_name(nama))

    def indicator(self, indikator_id: str, nama: str) -> Markup:
        name = marks.indicator_id(indikator_id)
        return _linked(name if name in self._indicators else None, nama)


def in_doubt(proof: str | None) -> str:
    """The class of a number by its `bukti`."""
    return "q" if proof and proof not in PROVED else ""


def figure(value: Decimal | None, tone: str) -> Markup:
    """A number of one decimal with the sign of its tone before it."""
    sign = bands.SIGNS.get(tone)
    number = escape(marks.number(value, 1))
    return Markup(f'<span class="sg">{escape(sign)}</span>{number}') if sign else number


def _place(href: str | None, text: str) -> Markup:
    return Markup(f'<a class="b nw" href="{escape(href)}">{escape(text)}</a>' if href else f'<span class="b nw">{escape(text)}</span>')


def _linked(page: str | None, text: str) -> Markup:
    return Markup(f'<a href="#{escape(page)}">{escape(text)}</a>') if page else escape(text)
