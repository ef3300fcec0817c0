"""Texts at a page's end: lines printed on both pages, heads that lose a line to the row below, a stamp over the signature."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from extract.cells import Cell, Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.identity.dokumen import identify
from normalize.offices.upt import Offices
from normalize.plan.rapk_feeds import Feeds
from normalize.plan.rapk_parts import Sasaran
from normalize.rows import DocumentRows
from normalize.tables.teks import Teks

SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=7, leading=8.5)


@pytest.mark.parametrize(
    ("first", "rest", "whole"),
    [
        (["Indeks kepuasan", "pelaku usaha"], ["pelaku usaha", "dan masyarakat"], "Indeks kepuasan pelaku usaha dan masyarakat"),
        (["Indeks", "kepuasan", "usaha"], ["kepuasan", "usaha", "kecil"], "Indeks kepuasan usaha kecil"),
        (["Indeks kepuasan"], ["Indeks kepuasan"], "Indeks kepuasan"),
        (["Indeks kepuasan", "pelaku"], ["usaha"], "Indeks kepuasan pelaku usaha"),
        (["bidang obat", "dan"], ["makanan", "dan"], "bidang obat dan makanan dan"),
    ],
)
def test_lines_that_are_printed_on_both_pages_are_taken_once(first: list[str], rest: list[str], whole: str) -> None:
    text = Teks()
    text.add(first, 0)
    text.add(rest, 1)
    assert text.raw == whole and len(text.pieces) == len(text.bagian)


def test_the_same_line_twice_on_one_page_is_meant() -> None:
    text = Teks()
    text.add(["satu"], 0)
    text.add(["satu"], 0)
    assert text.raw == "satu satu"


@pytest.mark.parametrize(
    ("number", "lines", "goes_on", "whole"),
    [
        (4, ["04 - Meningkatnya efektifitas", "sarana"], True, "Meningkatnya efektifitas sarana"),
        (None, ["pemeriksaan"], True, "Meningkatnya efektifitas pemeriksaan"),
        (4, ["04 - Meningkatnya"], True, "Meningkatnya efektifitas"),
        (5, ["05 - Meningkatnya efektifitas", "produk"], False, "Meningkatnya efektifitas"),
        (4, ["Terwujudnya"], False, "Meningkatnya efektifitas"),
        (None, ["Terwujudnya tata kelola"], False, "Meningkatnya efektifitas"),
        (None, ["Layanan publik yang prima"], False, "Meningkatnya efektifitas"),
        (None, ["Obat dan Makanan"], True, "Meningkatnya efektifitas Obat dan Makanan"),
    ],
)
def test_a_sasaran_on_the_next_page(number: int | None, lines: list[str], goes_on: bool, whole: str) -> None:
    sasaran = Sasaran(4, Teks(["Meningkatnya efektifitas"], [0]))
    named = [lines[0].removeprefix("04 - ").removeprefix("05 - "), *lines[1:]]
    assert sasaran.goes_on(number, lines, named, 1) is goes_on
    assert sasaran.teks.raw == whole


@pytest.mark.parametrize(
    ("left", "right", "whole"), [(381, 481, "Pemeriksaan dalam rangka sertifikasi"), (481, 620, "Pemeriksaan dalam rangka")]
)
def test_the_rest_of_a_text_finds_its_column_where_no_rule_shows_the_same_edges(left: float, right: float, whole: str) -> None:
    text, feeds = Teks(), Feeds()
    text.add(["Pemeriksaan dalam rangka"], 0)
    feeds.text(Cell(("Pemeriksaan dalam rangka",), 3, halaman=1, bbox=(left, 540, right, 556)), text, set())
    rest = feeds.give([Cell(("sertifikasi",), 3, halaman=2, bbox=(380, 60, 505, 73))], 1)
    assert text.raw == whole and (whole.endswith("sertifikasi") is not bool(rest))


@pytest.fixture
def laporan(tmp_path: Path, knowledge: Knowledge) -> Callable[[list[list[list[str]]]], DocumentRows]:
    def rows(pages: list[list[list[str]]]) -> DocumentRows:
        path = tmp_path / "laporan.pdf"
        story: list[object] = [Paragraph("LAPORAN KINERJA TAHUN 2022"), Paragraph("LOKA POM DI KOTA DUMAI"), Paragraph("Tabel 3.1 Capaian")]
        for number, page in enumerate(pages):
            cells = [[Paragraph(text, SMALL) if text else "" for text in row] for row in page]
            story += [PageBreak()] * bool(number) + [Table(cells, [30, 180, 60, 60, 80], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])]
        SimpleDocTemplate(str(path)).build(story)
        return normalize(read_pdf(Document("0" * 64, path, "laporan.pdf", Metode.PDF)), knowledge, datetime(2024, 1, 1))

    return rows


HEAD = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian Terhadap Target"]


def test_a_word_of_the_head_in_the_row_below_is_no_value(laporan: Callable[[list[list[list[str]]]], DocumentRows]) -> None:
    first = [HEAD, ["1", "Indeks kepuasan pemohon", "80", "84", "105"], ["2", "Persentase permohonan yang", "50", "60", "120"]]
    again = [[*HEAD[:4], "Capaian Terhadap"], ["", "selesai tepat waktu", "", "", "Target"], ["3", "Nilai anggaran", "90", "90", "100"]]
    rows = laporan([first, again])
    assert [(row.indikator_raw, row.target, row.capaian_persen) for row in rows.capaian] == [
        ("Indeks kepuasan pemohon", 80, 105),
        ("Persentase permohonan yang selesai tepat waktu", 50, 120),
        ("Nilai anggaran", 90, 100),
    ]


@pytest.mark.parametrize(
    ("line", "place", "when"),
    [
        ("DRAFT Dumai, Kepala Loka 07 Februari POM 2022 di Dumai", "Dumai", date(2022, 2, 7)),
        ("Dumai, SALINAN 7 Feb 2022", "Dumai", date(2022, 2, 7)),
        ("Jakarta, Kepala Loka 07 Februari POM 2022", None, None),
        ("Di Dumai, 12 sarana diperiksa pada Februari lalu", None, None),
        ("Dumai, Kepala Loka 31 Februari POM 2022", None, None),
    ],
)
def test_a_signature_mixed_up_with_a_stamp(knowledge: Knowledge, line: str, place: str | None, when: date | None) -> None:
    offices = Offices(knowledge.dim_upt, knowledge.dim_upt_alias)
    found = identify(["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2022", "LOKA POM DI KOTA DUMAI", line], knowledge.titles, offices)
    assert (found.tempat, found.tanggal) == (place, when)


@pytest.mark.parametrize(("numbers", "with_line"), [(("01", "02"), True), (("01", "01"), True), (("01", "01"), False)])
def test_an_empty_sasaran_at_a_page_s_end_is_the_one_that_the_next_page_names(
    numbers: tuple[str, str], with_line: bool, tmp_path: Path, knowledge: Knowledge
) -> None:
    """A spreadsheet prints the text of a merged cell where it stands in the whole cell: on the page after its first indicator, which has
    a line there or another indicator."""
    head = ["NO", "Sasaran Kegiatan", "Indikator Kinerja", *[f"B{n:02d}" for n in range(1, 13)], "Anggaran"]
    ro = ["", "", "{}. DR.3165.QIA.001 - Sampel", *[""] * 12, "1.000.000"]

    def indicator(sasaran: str, number: str) -> list[str]:
        return [sasaran[:1], sasaran, f"{number} - Persentase sampel {number}", *["-"] * 11, "80", "2.000.000"]

    def line(number: int) -> list[str]:
        return [text.format(number) for text in ro]

    first = [head, indicator("1. Meningkatnya mutu", numbers[0]), line(1), line(2), indicator("", numbers[1]), line(1)]
    again = [head, ["2", "2. Terwujudnya tata kelola", *(line(2) if with_line else indicator("", "02"))[2:]]]
    merged = [("SPAN", (c, top), (c, end)) for c in (0, 1) for top, end in ((1, 3), (4, 5))]
    story: list[object] = [Paragraph("RENCANA AKSI PERJANJIAN KINERJA TAHUN 2022"), Paragraph("LOKA POM DI KOTA DUMAI")]
    for page, spans in ((first, merged), (again, [])):
        cells = [[Paragraph(text, SMALL) if text else "" for text in row] for row in page]
        story += [Table(cells, [20, 90, 130, *[22] * 12, 60], style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), *spans]), PageBreak()]
    path = tmp_path / "rapk.pdf"
    SimpleDocTemplate(str(path), pagesize=(700, 400), leftMargin=20, rightMargin=20).build(story)
    rows = normalize(read_pdf(Document("0" * 64, path, "rapk.pdf", Metode.PDF)), knowledge, datetime(2024, 1, 1))
    assert [(row.no_sasaran, row.sasaran_raw) for row in rows.target] == [
        (1, "Meningkatnya mutu"),
        (2, "Terwujudnya tata kelola"),
        *[(2, "Terwujudnya tata kelola")] * (not with_line),
    ]


def test_an_indicator_without_months_at_a_page_s_end_does_not_take_those_of_the_next_one(tmp_path: Path, knowledge: Knowledge) -> None:
    months = [f"B{n:02d}" for n in range(1, 13)]
    head = ["No", "Indikator Kinerja", *months, "Anggaran"]
    pages = [
        [head, ["1", "Persentase Obat yang memenuhi syarat", *["90"] * 12, "1.000.000"], ["", "02 - Nilai AKIP", *[""] * 12, "2.000.000"]],
        [head, ["", "Indeks Pelayanan Publik", *["4,5"] * 12, "3.000.000"]],
    ]
    story: list[object] = [Paragraph(text) for text in ("RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024", "BALAI POM DI AMBON")]
    for page in pages:
        cells = [[Paragraph(text, SMALL) if text else "" for text in row] for row in page]
        story += [Table(cells, [20, 190, *[24] * 12, 70], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]), PageBreak()]
    path = tmp_path / "rapk.pdf"
    SimpleDocTemplate(str(path), pagesize=(700, 400), leftMargin=20, rightMargin=20).build(story)
    rows = normalize(read_pdf(Document("0" * 64, path, "rapk.pdf", Metode.PDF)), knowledge, datetime(2024, 1, 1))
    assert [(row.indikator_raw, row.anggaran_rp) for row in rows.target] == [
        ("Persentase Obat yang memenuhi syarat", 1_000_000),
        ("Nilai AKIP", 2_000_000),
        ("Indeks Pelayanan Publik", 3_000_000),
    ]
