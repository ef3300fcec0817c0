"""A small quarterly report, whole: the same content as a dump and as a PDF, read into the same rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import Capaian, DocumentRows
from tests.terucap import said

Baca = Callable[[str], DocumentRows]
SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=7, leading=8.5)
TEXT = ParagraphStyle("teks", fontName="Helvetica", fontSize=10, leading=13)
FOOT = "Laporan Kinerja Interim 2022 | {}"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Ags", "Sep", "Okt", "Nov", "Des"]


@dataclass(frozen=True)
class Tabel:
    """A printed table. An empty cell of the head goes on with the name to its left (first row) or above it (second row)."""

    head: Sequence[Sequence[str]]
    rows: Sequence[Sequence[str]] = field(default=())

    def dump(self) -> str:
        return "\n".join("\t".join(row) for row in (*self.head, *self.rows))

    def flowable(self, width: float) -> Table:
        words = [max(len(row[c]) for row in self.rows) if self.rows else 10 for c in range(len(self.head[0]))]
        weights = [6 + min(count, 40) for count in words]
        cells = [[Paragraph(text, SMALL) if text else "" for text in row] for row in (*self.head, *self.rows)]
        style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"), *self._spans()]
        return Table(cells, colWidths=[width * weight / sum(weights) for weight in weights], style=style)

    def _spans(self) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
        upper, lower = self.head[0], self.head[1] if len(self.head) > 1 else None
        spans = []
        for c, text in enumerate(upper):
            end = c
            while lower and end + 1 < len(upper) and not upper[end + 1] and lower[end + 1]:
                end += 1
            if text and end > c and lower and lower[c]:
                spans.append(("SPAN", (c, 0), (end, 0)))
            elif text and lower and not lower[c]:
                spans.append(("SPAN", (c, 0), (c, 1)))
        return spans


NEW_PAGE = object()
Isi = Sequence[Any]


def as_dump(content: Isi) -> str:
    """Lines, tables and page breaks, a blank line between any two."""
    return "\n\n".join("" if part is NEW_PAGE else part.dump() if isinstance(part, Tabel) else part for part in content) + "\n"


def as_pdf(content: Isi, path: Path) -> Path:
    """The same on landscape pages with a running foot."""
    size = landscape(A4)

    def foot(canvas: Canvas, template: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(40, 20, FOOT.format(template.page))

    parts: list[Any] = []
    for part in content:
        if part is NEW_PAGE:
            parts.append(PageBreak())
        elif isinstance(part, Tabel):
            parts += [part.flowable(size[0] - 80), Spacer(1, 10)]
        else:
            parts.append(Paragraph(part, TEXT))
    SimpleDocTemplate(str(path), pagesize=size, leftMargin=40, rightMargin=40, topMargin=30, bottomMargin=40).build(
        parts, onFirstPage=foot, onLaterPages=foot
    )
    return path


# ---- the report

TITLE = ["LAPORAN KINERJA INTERIM", "TRIWULAN III TAHUN 2022", "BALAI BESAR POM DI SERANG"]
END = "Serang, 20 Oktober 2022"
OBAT, MAKANAN, DESA = "Persentase Obat yang memenuhi syarat", "Persentase Makanan yang memenuhi syarat", "Jumlah desa pangan aman"
AMAN = "Persentase Obat yang aman dan bermutu berdasarkan hasil pengawasan"
SASARAN = "Terwujudnya Obat dan Makanan yang memenuhi syarat di wilayah kerja BBPOM di Serang"
PLAN = [["No", "Sasaran Kegiatan", "Indikator Kinerja", "Target"]]
MEMENUHI, BELUM = "Memenuhi Ekspektasi", "Belum Memenuhi Ekspektasi"


def agreement(first: str) -> Tabel:
    return Tabel(PLAN, [["1", SASARAN, OBAT, first], ["", "", MAKANAN, "82"], ["2", "Meningkatnya efektivitas komunikasi", DESA, "3"]])


ACHIEVED = [
    ["No", "Sasaran Kegiatan", "Indikator Kinerja", "Target TW III 2022", "Realisasi TW III 2022", "Capaian TW III 2022", "Kriteria"]
]
CONTENT: list[Any] = [
    *TITLE,
    "Serang, 20 Oktober 2022",
    NEW_PAGE,
    "Tabel 2.1 Rencana Kinerja Tahunan (RKT) Balai Besar POM di Serang tahun 2022",
    Tabel(
        PLAN, [["1", SASARAN, OBAT, "84"], ["", "", MAKANAN, "82"], ["2", "Meningkatnya efektivitas komunikasi, informasi dan", DESA, "3"]]
    ),
    NEW_PAGE,
    Tabel(PLAN, [["", "edukasi Obat dan Makanan", "Nilai AKIP BBPOM di Serang", "80,5"]]),
    "Tabel 2.2 Perjanjian Kinerja Balai Besar POM di Serang tahun 2022 (Semula)",
    agreement("85"),
    "Tabel 2.3 Perjanjian Kinerja Balai Besar POM di Serang tahun 2022 (Menjadi)",
    agreement("90"),
    NEW_PAGE,
    "Tabel 2.4 Rencana Aksi Perjanjian Kinerja (RAPK) Balai Besar POM di Serang tahun 2022 (Menjadi)",
    Tabel([["No", "Indikator Kinerja", "Target", *MONTHS]], [["1", OBAT, "90", *["85"] * 6, *["90"] * 6]]),
    "Tabel 3.1 Target dan Realisasi Triwulan III Tahun 2022",
    Tabel(
        ACHIEVED,
        [
            ["1", SASARAN, OBAT, "85,00", "94,23", "110,86", MEMENUHI],
            ["", "", MAKANAN, "82,00", "68,75", "83,84", BELUM],
            ["", "Capaian SS1", "", "", "", "97,35", BELUM],
            ["2", "Meningkatnya efektivitas komunikasi", DESA, "85,00", "82,50", "97,06", BELUM],
            ["", "NPS TOTAL", "", "", "", "97,25", BELUM],
        ],
    ),
    NEW_PAGE,
    f"IKU 3. {AMAN}",
    "a. Perbandingan target dan realisasi triwulan III dan akhir tahun 2022",
    Tabel(
        [["Periode", "Target", "Realisasi", "Capaian", "Kriteria"]],
        [["TW III", "80", "75,00", "93,75", BELUM], ["2022", "90", "75,00", "83,33", BELUM]],
    ),
    "b. Perbandingan realisasi dari tahun ke tahun",
    Tabel([["INDIKATOR KINERJA", "REALISASI", "", ""], ["", "2020", "2021", "2022"]], [[OBAT, "80,11", "90,50", "94,23"]]),
    "c. Perbandingan dengan balai lain",
    Tabel(
        [["Indikator Kinerja", "BBPOM di Serang", "BBPOM di Bandung", "Loka POM Dumai"]],
        [[OBAT, "94,23", "86,82", "80,00"], [MAKANAN, "68,75", "-", "70,10"]],
    ),
    NEW_PAGE,
    "d. Perbandingan dengan target jangka menengah",
    Tabel([["Indikator Kinerja", "Realisasi 2022", "Target Renstra", "% Capaian"]], [[OBAT, "94,23", "92,00", "102,42"]]),
    "e. Kegiatan KIE",
    Tabel(
        [["No", "Kegiatan", "Target", "Realisasi", "Capaian"]],
        [["1", "KIE tatap muka", "10", "8", "80"], ["2", "KIE daring", "20", "8", "40"]],
    ),
    "f. Usulan perubahan",
    Tabel(
        [["No", "Indikator Kinerja", *MONTHS]],
        [["1", "Target", *["60"] * 12], ["2", "Realisasi", *["58"] * 12], ["3", "Usulan", *["62"] * 12]],
    ),
    NEW_PAGE,
    "Tabel 3.9 Tingkat Efisiensi",
    Tabel(
        [["No", "Indikator", "Output", "", "", "Input (anggaran)", "", "", "IE", "TE"], ["", "", "T", "R", "%", "T", "R", "%", "", ""]],
        [
            ["1", OBAT, "85.00", "94.23", "110.86", "410,121,000", "391,080,723", "95.36", "1.16", "0.16"],
            ["2", MAKANAN, "82.00", "68.75", "83.84", "257,938,000", "244,968,976", "94.97", "0.88", "-0.12"],
            ["", "TOTAL", "", "", "97.35", "668,059,000", "636,049,699", "95.21", "1.02", "0.02"],
        ],
    ),
    "Tabel 3.10 Realisasi Anggaran",
    Tabel(
        [["Jenis Belanja", "Pagu (Rp)", "Realisasi (Rp)", "%"]],
        [
            ["Belanja Pegawai", "1.000.000", "500.000", "50,00"],
            ["Belanja Barang", "2.000.000", "1.500.000", "75,00"],
            ["Total", "3.000.000", "2.000.000", "66,67"],
        ],
    ),
    END,
]
KINDS = ["RKT", "PK", "PK", "RAPK", "CAPAIAN", "CAPAIAN", "TREN", "BANDING", "RENSTRA", "LAIN", "LAIN", "EFISIENSI", "SERAPAN"]


@pytest.fixture(scope="module")
def baca_pdf(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Isi], DocumentRows]:
    def rows(content: Isi) -> DocumentRows:
        path = as_pdf(content, tmp_path_factory.mktemp("laporan") / "laporan.pdf")
        return normalize(read_pdf(Document("1" * 64, path, "laporan.pdf", Metode.PDF)), knowledge, datetime(2024, 1, 1))

    return rows


@pytest.fixture(scope="module")
def both(baca: Baca, baca_pdf: Callable[[Isi], DocumentRows]) -> dict[str, DocumentRows]:
    return {"dump": baca(as_dump(CONTENT)), "pdf": baca_pdf(CONTENT)}


@pytest.fixture(params=["dump", "pdf"])
def laporan(request: pytest.FixtureRequest, both: dict[str, DocumentRows]) -> DocumentRows:
    return both[request.param]


def of(rows: DocumentRows, kind: str) -> list[Capaian]:
    return [row for row in rows.capaian if row.tabel == kind]


def decimals(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def test_identity(laporan: DocumentRows) -> None:
    d = laporan.dokumen
    assert (d.jenis, d.upt_id, d.tahun, d.periode, d.tempat, d.tanggal) == (
        "LAKIP_INTERIM",
        "serang",
        2022,
        "TW3",
        "Serang",
        date(2022, 10, 20),
    )
    assert d.total_anggaran_rp == 3_000_000


def test_kinds(laporan: DocumentRows) -> None:
    assert [kind for _, kind in sorted({(cell.tabel_no, cell.tabel) for cell in laporan.sel})] == KINDS


def test_everything_is_proved_and_only_the_months_of_nobody_knows_what_are_asked(laporan: DocumentRows) -> None:
    """The table by months names no indicator, and no caption of its own: the next table's is none of it."""
    failed = [cek for cek in laporan.cek if cek.status == "gagal"]
    assert [(cek.aturan, cek.tabel_no) for cek in failed] == [("tabel_tidak_dikenal", 11)]
    told = "Tabel 11 memuat indikator tetapi jenisnya tidak dikenali; 36 angkanya tidak masuk ke tabel fakta mana pun."
    assert said(failed[0].penjelasan) == told
    assert {(cell.mentah, cell.tabel_no) for cell in laporan.sel if cell.nasib == "terbuka"} == {("60", 11), ("58", 11), ("62", 11)}
    assert laporan.dokumen.status == "perlu_tinjau"
    assert sum(cek.status == "lolos" for cek in laporan.cek) > 20


def test_what_is_printed_of_a_whole_sasaran_is_no_sasaran(laporan: DocumentRows) -> None:
    assert [(row.no_sasaran, row.sasaran_raw, row.nilai, row.kriteria) for row in laporan.capaian_sasaran] == [
        (1, SASARAN, Decimal("97.35"), BELUM),
        (None, "NPS TOTAL", Decimal("97.25"), BELUM),
    ]


def test_versions_come_from_captions(laporan: DocumentRows) -> None:
    found = [(row.tabel, row.versi, row.target_tahunan) for row in laporan.target if row.indikator_raw == OBAT]
    assert found == [("RKT", None, 84), ("PK", "AWAL", 85), ("PK", "REVISI", 90), ("RAPK", "REVISI", 90)]


def test_a_sasaran_cut_by_a_page_is_whole(laporan: DocumentRows) -> None:
    rkt = [row for row in laporan.target if row.tabel == "RKT"]
    whole = "Meningkatnya efektivitas komunikasi, informasi dan edukasi Obat dan Makanan"
    assert [(row.no_sasaran, row.sasaran_raw) for row in rkt] == [(1, SASARAN), (1, SASARAN), (2, whole), (2, whole)]
    assert [(row.indikator_raw, row.satuan, row.target_tahunan) for row in rkt] == [
        (OBAT, "persen", 84),
        (MAKANAN, "persen", 82),
        (DESA, "jumlah", 3),
        ("Nilai AKIP BBPOM di Serang", "nilai", Decimal("80.5")),
    ]


def test_the_plan_has_its_months(laporan: DocumentRows) -> None:
    (plan,) = [row for row in laporan.target if row.tabel == "RAPK"]
    months = [row for row in laporan.target_bulanan if row.target_id == plan.target_id]
    assert [row.nilai for row in months] == [85] * 6 + [90] * 6
    assert len(laporan.target_bulanan) == 12, "the table by months with Target, Realisasi, Usulan is no plan"


def test_the_table_of_the_quarter_without_its_summaries(laporan: DocumentRows) -> None:
    rows = of(laporan, "CAPAIAN")[:3]
    assert [(row.indikator_raw, row.target, row.realisasi, row.capaian_persen, row.kriteria) for row in rows] == [
        (OBAT, 85, *decimals("94.23", "110.86"), MEMENUHI),
        (MAKANAN, 82, *decimals("68.75", "83.84"), BELUM),
        (DESA, 85, *decimals("82.50", "97.06"), BELUM),
    ]
    assert {(row.upt_id, row.tahun, row.periode) for row in rows} == {("serang", 2022, "TW3")}


def test_a_table_by_periods_is_about_the_indicator_of_its_section(laporan: DocumentRows) -> None:
    quarter, whole = of(laporan, "CAPAIAN")[3:]
    assert (quarter.indikator_raw, quarter.tahun, quarter.periode, quarter.target) == (AMAN, 2022, "TW3", 80)
    assert (whole.indikator_raw, whole.tahun, whole.periode, whole.target) == (AMAN, 2022, "TAHUNAN", 90)
    assert quarter.realisasi == whole.realisasi == 75


def test_years_are_rows(laporan: DocumentRows) -> None:
    assert [(row.tahun, row.realisasi, row.upt_id) for row in of(laporan, "TREN")] == [
        (2020, Decimal("80.11"), "serang"),
        (2021, Decimal("90.50"), "serang"),
        (2022, Decimal("94.23"), "serang"),
    ]


def test_offices_are_rows_about_the_office_in_the_head(laporan: DocumentRows) -> None:
    found = [(row.indikator_raw, row.upt_id, row.upt_raw, row.realisasi) for row in of(laporan, "BANDING")]
    assert found == [
        (OBAT, "serang", "BBPOM di Serang", Decimal("94.23")),
        (OBAT, "bandung", "BBPOM di Bandung", Decimal("86.82")),
        (OBAT, "dumai", "Loka POM Dumai", Decimal("80.00")),
        (MAKANAN, "serang", "BBPOM di Serang", Decimal("68.75")),
        (MAKANAN, "bandung", "BBPOM di Bandung", None),
        (MAKANAN, "dumai", "Loka POM Dumai", Decimal("70.10")),
    ]


def test_the_five_year_plan(laporan: DocumentRows) -> None:
    (row,) = of(laporan, "RENSTRA")
    assert (row.indikator_raw, row.target, row.realisasi, row.capaian_persen) == (OBAT, 92, *decimals("94.23", "102.42"))


def test_activities_and_proposals_claim_nothing(laporan: DocumentRows) -> None:
    texts = {cell.mentah for cell in laporan.sel if cell.tabel == "LAIN"}
    assert {"KIE tatap muka", "Usulan", "62"} <= texts, "their cells are kept"
    names = {row.indikator_raw for row in (*laporan.capaian, *laporan.target, *laporan.efisiensi)}
    assert not names & {"KIE tatap muka", "KIE daring", "Target", "Realisasi", "Usulan"}


def test_efficiency(laporan: DocumentRows) -> None:
    first, _, total = laporan.efisiensi
    assert (first.output_target, first.output_realisasi, first.pagu_rp, first.realisasi_rp) == (
        85,
        Decimal("94.23"),
        410_121_000,
        391_080_723,
    )
    assert [first.output_persen, first.input_persen, first.ie, first.te] == decimals("110.86", "95.36", "1.16", "0.16")
    assert (total.indikator_raw, total.pagu_rp, total.bendera) == ("TOTAL", 668_059_000, ("baris_total",))
    assert total.output_target is None and total.output_persen == Decimal("97.35")


def test_absorption(laporan: DocumentRows) -> None:
    assert [(row.jenis_belanja, row.pagu_rp, row.realisasi_rp, row.persen) for row in laporan.serapan] == [
        ("PEGAWAI", 1_000_000, 500_000, 50),
        ("BARANG", 2_000_000, 1_500_000, 75),
        ("TOTAL", 3_000_000, 2_000_000, Decimal("66.67")),
    ]


def test_a_dump_has_lines_and_a_pdf_pages_and_boxes(both: dict[str, DocumentRows]) -> None:
    for row in (*both["dump"].capaian, *both["dump"].target, *both["dump"].efisiensi):
        assert row.line and row.halaman is None and row.bbox is None and row.metode == "teks"
    for row in (*both["pdf"].capaian, *both["pdf"].target, *both["pdf"].efisiensi):
        assert row.halaman and row.line is None and row.bbox and row.metode == "pdf"
    assert sorted({row.halaman for row in both["pdf"].target}) == [2, 3, 4]


# ---- one thing at a time

PROVED = Tabel([["Indikator Kinerja", "Target", "Realisasi", "Capaian"]], [[OBAT, "80,00", "75,00", "93,75"]])
UNKNOWN = Tabel([["No", "Indikator Kinerja", "Target", "Bobot"]], [["1", OBAT, "85", "12"]])


def test_an_unknown_table_with_indicators_makes_the_document_doubtful(baca: Baca) -> None:
    assert baca(as_dump([*TITLE, PROVED, END])).dokumen.status == "lengkap"
    rows = baca(as_dump([*TITLE, PROVED, "Bobot", UNKNOWN]))
    assert [cell.tabel for cell in rows.sel if cell.mentah == "Bobot"] == ["LAIN"]
    assert rows.dokumen.status == "perlu_tinjau"
    assert "Tabel 2 memuat indikator" in said(rows.dokumen.pesan)


def test_a_table_of_efficiency_without_its_shares_is_doubtful(baca: Baca) -> None:
    broken = Tabel([["No", "Indikator Kinerja", "IE", "TE", "Bobot"]], [["1", OBAT, "1,05", "0,05", "12"]])
    rows = baca(as_dump([*TITLE, PROVED, "Efisiensi", broken]))
    assert rows.dokumen.status == "perlu_tinjau" and not rows.efisiensi


def test_an_unknown_table_without_indicators_does_not(baca: Baca) -> None:
    other = Tabel([["No", "Nama Pegawai", "Target", "Bobot"]], [["1", "Melati", "85", "12"]])
    assert baca(as_dump([*TITLE, PROVED, "Bobot", other, END])).dokumen.status == "lengkap"


def test_a_report_without_a_table_of_achievement_is_doubtful(baca: Baca) -> None:
    rows = baca(as_dump([*TITLE, "Tabel 2.2 Perjanjian Kinerja", agreement("85")]))
    assert len(rows.target) == 3
    assert rows.dokumen.status == "perlu_tinjau" and "Tidak ada tabel capaian" in said(rows.dokumen.pesan)


@pytest.mark.parametrize(
    ("title", "kind", "period"),
    [
        (["LAPORAN KINERJA INTERIM", "TRIWULAN III TAHUN 2022"], "LAKIP_INTERIM", "TW3"),
        (["LAPORAN KINERJA TRIWULAN I", "TAHUN 2022"], "LAKIP_INTERIM", "TW1"),
        (["LAPORAN KINERJA INTERIM TW 2 TAHUN 2022"], "LAKIP_INTERIM", "TW2"),
        (["LAPORAN KINERJA", "TAHUN 2022"], "LAKIP", "TAHUNAN"),
    ],
)
def test_the_period_comes_from_the_title(title: list[str], kind: str, period: str, baca: Baca) -> None:
    rows = baca(as_dump([*title, "BALAI BESAR POM DI SERANG", PROVED]))
    assert (rows.dokumen.jenis, rows.dokumen.periode) == (kind, period)
    assert [row.periode for row in rows.capaian] == [period]


@pytest.mark.parametrize(
    ("caption", "kind", "version"),
    [
        ("Tabel 2.2 Perjanjian Kinerja tahun 2022 (Semula)", "PK", "AWAL"),
        ("Tabel 2.2 Perjanjian Kinerja tahun 2022 (Menjadi)", "PK", "REVISI"),
        ("Tabel 2.2 Perjanjian Kinerja Revisi tahun 2022", "PK", "REVISI"),
        ("Tabel 2.2 Perjanjian Kinerja tahun 2022", "PK", None),
        ("Tabel 2.1 Rencana Kinerja Tahunan (RKT)", "RKT", None),
        ("2.2. Rencana Kinerja Tahunan", "RKT", None),
        ("Lampiran Perjanjian Kinerja", "PK", None),
        ("Tabel 2.3 Daftar indikator", "LAIN", None),
    ],
)
def test_plans_are_told_apart_by_their_captions(caption: str, kind: str, version: str | None, baca: Baca) -> None:
    rows = baca(as_dump([*TITLE, caption, agreement("85"), "Tabel 3.1 Capaian", PROVED]))
    assert {cell.tabel for cell in rows.sel if cell.tabel_no == 1} == {kind}
    assert {row.versi for row in rows.target} == ({version} if kind != "LAIN" else set())


def test_a_plan_without_its_summaries(baca: Baca) -> None:
    plan = Tabel(PLAN, [["", "", "Stakeholder Perspective", ""], ["1", SASARAN, OBAT, "85"], ["", "", "Nilai Kinerja Organisasi", "90"]])
    rows = baca(as_dump([*TITLE, "Tabel 2.2 Perjanjian Kinerja", plan, "Tabel 3.1 Capaian", PROVED]))
    assert [(row.indikator_raw, row.target_tahunan) for row in rows.target] == [(OBAT, 85)]


def test_an_indicator_closes_with_the_next_section(baca: Baca) -> None:
    periods = Tabel([["Periode", "Target", "Realisasi", "Capaian"]], [["TW III", "80", "75,00", "93,75"]])
    rows = baca(as_dump([*TITLE, f"IKU 1. {OBAT}", periods, "Narasi", periods, "IKU 2: Nilai AKIP", "a. Target", periods]))
    assert [row.indikator_raw for row in rows.capaian] == [OBAT, OBAT, "Nilai AKIP"]


def test_periods_without_a_section_name_no_indicator(baca: Baca) -> None:
    periods = Tabel([["Periode", "Target", "Realisasi", "Capaian"]], [["TW III", "80", "75,00", "93,75"]])
    assert baca(as_dump([*TITLE, "Narasi", periods])).capaian == ()


def test_quarters_with_obstacles_and_actions_are_no_achievement(baca: Baca) -> None:
    head = [["Periode", "Target", "Realisasi", "Capaian", "Kendala", "Rencana Tindak Lanjut"]]
    rows = baca(as_dump([*TITLE, f"IKU 1. {OBAT}", Tabel(head, [["TW III", "80", "75,00", "93,75", "hujan", "payung"]])]))
    assert rows.capaian == () and {cell.tabel for cell in rows.sel} == {"LAIN"}


def test_an_office_that_nobody_knows_keeps_its_printed_name(baca: Baca) -> None:
    """Beside two known offices a third column with a name is an office too: its figures are not lost."""
    head = [["Indikator Kinerja", "BBPOM di Serang", "BBPOM di Bandung", "Loka POM di Kota Antah"]]
    rows = baca(as_dump([*TITLE, PROVED, "Balai lain", Tabel(head, [[OBAT, "75,00", "86,82", "80,00"]])]))
    found = [(row.upt_id, row.upt_raw, row.realisasi) for row in of(rows, "BANDING")]
    assert found[:2] == [("serang", "BBPOM di Serang", 75), ("bandung", "BBPOM di Bandung", Decimal("86.82"))]
    assert found[2:] == [(None, "Loka POM di Kota Antah", 80)]
    assert "kantor_tidak_dikenal" in of(rows, "BANDING")[-1].bendera


def test_a_paper_of_another_kind_claims_nothing(baca: Baca) -> None:
    rows = baca(as_dump(["NOTULEN RAPAT", "BALAI BESAR POM DI SERANG", PROVED]))
    assert rows.dokumen.jenis is None and rows.capaian == ()
    assert {cell.mentah for cell in rows.sel} >= {OBAT, "93,75"}


CODED = Tabel(
    [["Sasaran", "", "Indikator Kinerja", "", "Target", "Realisasi", "Capaian"]],
    [
        ["SS 1", SASARAN, "IKSS9", OBAT, "80,00", "75,00", "93,75"],
        ["SS1 0", "Terkelolanya keuangan", "IKSS1 0", MAKANAN, "90,00", "45,00", "50,00"],
    ],
)


def test_a_code_that_its_cell_breaks_is_no_part_of_the_name(baca: Baca) -> None:
    rows = baca(as_dump([*TITLE, CODED, END]))
    assert [(row.indikator_raw, row.realisasi) for row in rows.capaian] == [(OBAT, 75), (MAKANAN, 45)]


@pytest.mark.parametrize(
    ("rest", "sasaran"),
    [
        ("Makanan di wilayah kerja UPT", "Meningkatnya pemeriksaan Obat dan Makanan di wilayah kerja UPT"),
        ("dan Makanan di wilayah kerja UPT", "Meningkatnya pemeriksaan Obat dan dan Makanan di wilayah kerja UPT"),
        ("Menguatnya laboratorium", "Menguatnya laboratorium"),
    ],
)
def test_a_sasaran_that_a_page_cuts_before_a_capital(rest: str, sasaran: str, baca: Baca) -> None:
    first = Tabel(PLAN, [["6", "Meningkatnya pemeriksaan Obat dan", OBAT, "84"]])
    rows = baca(as_dump([*TITLE, "Tabel 2.2 Perjanjian Kinerja", first, NEW_PAGE, Tabel(PLAN, [["", rest, MAKANAN, "82"]]), PROVED]))
    assert [row.sasaran_raw for row in rows.target][-1] == sasaran


def test_a_sasaran_without_a_number_is_cut_by_a_page_too(baca: Baca) -> None:
    head = [["Sasaran Kegiatan", "Indikator Kinerja", "Target"]]
    parts = [
        Tabel(head, [[f"{SASARAN} dan", OBAT, "84"]]),
        NEW_PAGE,
        Tabel(head, [["Banten", MAKANAN, "82"], ["Menguatnya tata kelola", DESA, "3"]]),
    ]
    rows = baca(as_dump([*TITLE, "Tabel 2.2 Perjanjian Kinerja", *parts, PROVED]))
    assert [row.sasaran_raw for row in rows.target] == [f"{SASARAN} dan Banten"] * 2 + ["Menguatnya tata kelola"]


def test_indicators_whose_sasaran_stands_on_a_lost_page_are_asked(baca: Baca) -> None:
    rows = baca(as_dump([*TITLE, "Tabel 2.2 Perjanjian Kinerja", Tabel(PLAN, [["", "", OBAT, "84"], ["7", SASARAN, DESA, "3"]]), PROVED]))
    assert [("sasaran_hilang" in row.bendera, row.sasaran_raw) for row in rows.target] == [(True, None), (False, SASARAN)]
    assert rows.dokumen.status == "perlu_tinjau"
