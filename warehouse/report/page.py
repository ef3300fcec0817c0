"""data/report.html: how the offices are doing and what needs a decision, an office and an indicator each on its page, then what the
reader doubts. One file, no scripts, no network: every view is a section of it, shown by its address."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from warehouse.database.contents import opened
from warehouse.database.settings import AS_WRITTEN, REPORT
from warehouse.report import bands, marks, parts, strokes
from warehouse.report.causes import causes_of
from warehouse.report.crops import pictures, write_pictures
from warehouse.report.decisions import decisions_of
from warehouse.report.editions import Scorecard, default_edition, editions_of, same_period
from warehouse.report.figures import Edition, ReportFigures, Result
from warehouse.report.indicators import indicator_pages
from warehouse.report.long_tables import LongTables
from warehouse.report.offices import OfficePage, office_pages
from warehouse.screen.language import spoken, told, told_on_page
from warehouse.screen.local_time import local_time, zone
from warehouse.screen.screen import Steps, unseen
from warehouse.store.files import replacing
from warehouse.store.kept_pieces import KeptPieces

TEMPLATES = Path(__file__).resolve().parent / "templates"
KEPT = Path("ledger") / "laporan"
"""Pieces of the last report, in the data folder."""
EVIDENCE = "bukti"
"""The folder of pictures beside the report."""


def environment() -> Environment:
    """Templates escape everything that stands in the documents. Compiled they are kept among the user's temporary files, where nobody else
    can write: compiling takes as long as a small report."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=FileSystemBytecodeCache(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "angka": marks.number,
        "bertanda": marks.signed,
        "rupiah": marks.rupiah,
        "juta": marks.million,
        "pendek": marks.short_name,
        "terjemah": told,
        "suku": marks.soft_hyphens,
        "tempat_tercetak": marks.printed_place,
        "css": marks.css_text,
    }
    made.globals |= {
        "t": told_on_page,
        "tanda": bands.SIGNS,
        "tingkatan": marks.LEVELS,
        "periode": marks.PERIODS,
        "id_edisi": marks.edition_id,
        "id_kantor": marks.office_id,
        "tangga": bands.scale_of,
        "titik": strokes.dot_plot,
        "diragukan": parts.in_doubt,
        "nilai": parts.figure,
        "sumbu": strokes.axis_head,
    }
    return made


def write_report(data_dir: Path, steps: Steps = unseen, evidence: bool = False) -> Path:
    """Writes data_dir/report.html in the language that is spoken; evidence: and a picture of every result's place in data_dir/bukti.

    Raises WarehouseMissing, FileBusy.
    """
    kept = KeptPieces(data_dir / KEPT)
    with opened(data_dir) as con:
        con.execute("SET threads = 1")  # to share small queries takes longer than to answer them
        con.execute(AS_WRITTEN)
        figures = ReportFigures(con, data_dir)
        editions = editions_of(figures)
        cards = {edition: Scorecard(figures, edition) for edition in steps("laporan: kartu skor", editions)}
        offices = office_pages(figures, cards)
        evidence_of = write_pictures(con, data_dir, data_dir / EVIDENCE, figures.results) if evidence else {}
        values = _values(figures, cards, offices, evidence_of) | {"gambar": pictures(con, data_dir, _shown_first(offices), kept)}
    kept.sweep()
    path = data_dir / REPORT
    text = environment().get_template("report.html.j2").render(values)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        path.touch()  # it is about the database as it is now
        return path
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return path


def _values(
    figures: ReportFigures, cards: dict[Edition, Scorecard], offices: list[OfficePage], evidence: Mapping[tuple[str, int], str]
) -> dict[str, Any]:
    first = default_edition(figures, list(cards)) if cards else None
    indicators = indicator_pages(figures)
    causes = causes_of(figures.doubts, figures)
    many = parts.PageParts(figures, {page.upt_id for page in offices}, {page.id for page in indicators}, evidence)
    return {
        "lang": spoken(),
        "waktu": local_time(max(figures.read).isoformat()) if figures.read else None,
        "zona": zone(),
        # the first section is what an address without a mark shows
        "kartu": sorted(cards.values(), key=lambda card: card.edition != first),
        "keputusan": {card.id: decisions_of(card) for card in cards.values()},
        "semua_tahun": sorted({edition[0] for edition in cards}),
        "edisi_tahun": lambda tahun, periode: marks.edition_id(*same_period(cards, tahun, periode)),
        "kantor": offices,
        "indikator": indicators,
        "sebab": causes,
        "banyak_tempat": len(figures.doubts),
        "dokumen_ragu": len({doubt.doc_id for doubt in figures.doubts}),
        "f": figures,
        "panjang": LongTables(figures, many),
        "ke": many.link,
        "tempat": many.place,
        "kantor_ke": many.office,
        "indikator_ke": many.indicator,
    }


def _shown_first(offices: list[OfficePage]) -> list[Result]:
    """The results that lag most of all."""
    return sorted(
        (result for page in offices for result in page.tertinggal), key=lambda row: (row.capaian_persen or 0, row.upt_id, row.baris)
    )
