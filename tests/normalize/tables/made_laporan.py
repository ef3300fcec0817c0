"""A small quarterly report, made as a dump and as a PDF of one content."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from normalize.rows import Capaian, DocumentRows

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


def of(rows: DocumentRows, kind: str) -> list[Capaian]:
    return [row for row in rows.capaian if row.tabel == kind]
