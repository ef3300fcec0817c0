"""A scanned report with the text layer of an OCR: its tables are read from the picture's rules, and every row says so."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from extract.cells import Document, Metode
from extract.pdf.pdfium_pages import read_page
from extract.scans import Scans
from normalize.decisions.registry_files import Knowledge
from normalize.rows import DocumentRows
from tests.terucap import said
from warehouse.run.one_document import process

NOW = datetime(2024, 1, 1)
DPI = 150
GRID = [("GRID", (0, 0), (-1, -1), 0.6, "black")]
CAPAIAN = [
    ["No", "Indikator Kinerja", "Target", "Realisasi", "% Capaian"],
    ["1", "Persentase Obat yang memenuhi syarat", "90", "81", "90"],
    ["2", "Persentase Makanan yang memenuhi syarat", "80", "88", "110"],
    ["3", "Indeks Kepuasan Masyarakat", "75", "90", "120"],
]
SERAPAN = [
    ["No", "Jenis Belanja", "Pagu (Rp)", "Realisasi (Rp)", "%"],
    ["1", "Belanja Pegawai", "2.000.000", "1.500.000", "75"],
    ["2", "Belanja Barang", "1.000.000", "900.000", "90"],
]


def report(path: Path) -> Path:
    story: list[object] = [Paragraph("LAPORAN KINERJA TAHUN 2022"), Paragraph("LOKA POM DI KOTA DUMAI"), PageBreak()]
    for caption, cells in (("Tabel 3.1 Capaian Kinerja", CAPAIAN), ("Tabel 3.2 Realisasi Anggaran", SERAPAN)):
        story += [
            Paragraph("Uraian capaian kinerja dan anggaran. " * 8),
            Paragraph(caption),
            Table(cells, [30, 220, 70, 80, 60], style=GRID),
        ]
    # place and date tell that no page is missing behind
    story += [Paragraph("Laporan ini menjadi bahan perbaikan kinerja."), Paragraph("Dumai, 20 Januari 2023")]
    SimpleDocTemplate(str(path)).build(story)
    return path


def scanned(source: Path, target: Path) -> Path:
    """Each page as a picture, its words invisible over it."""
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    with pypdfium2.PdfDocument(source) as pdf:
        for index in range(len(pdf)):
            width, height = pdf[index].get_size()
            canvas.setPageSize((width, height))
            picture = pdf[index].render(scale=DPI / 72, grayscale=True).to_pil()
            canvas.drawImage(ImageReader(picture), 0, 0, width, height)
            read = read_page(pdf, index)
            assert read is not None
            for word in read.words:
                text = canvas.beginText(word.x0, height - word.bottom + 1)
                text.setTextRenderMode(3)
                text.setFont("Helvetica", 10 * min(1.0, (word.x1 - word.x0) / stringWidth(word.text, "Helvetica", 10)))
                text.textOut(word.text)
                canvas.drawText(text)
            canvas.showPage()
    canvas.save()
    target.write_bytes(out.getvalue())
    return target


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> tuple[DocumentRows, DocumentRows]:
    """The report as printed, and as scanned."""
    folder = tmp_path_factory.mktemp("pindai")
    printed = report(folder / "cetak.pdf")
    paths = (printed, scanned(printed, folder / "pindai.pdf"))
    found = [
        process(Document(str(n) * 64, path, path.name, Metode.PDF), knowledge, NOW, scans=Scans(dilewati=True)).rows
        for n, path in enumerate(paths)
    ]
    assert found[0] is not None and found[1] is not None
    return found[0], found[1]


def test_a_scanned_report_reads_as_the_printed_one(readings: tuple[DocumentRows, DocumentRows]) -> None:
    first, second = (
        (
            [(row.indikator_raw, row.target, row.realisasi, row.capaian_persen) for row in rows.capaian],
            [(row.jenis_belanja, row.pagu_rp, row.realisasi_rp, row.persen) for row in rows.serapan],
        )
        for rows in readings
    )
    assert first == second
    assert len(first[0]) == 3 and len(first[1]) == 2


def test_every_row_of_a_scan_says_so(readings: tuple[DocumentRows, DocumentRows]) -> None:
    printed, scan = readings
    assert all("teks_ocr" in row.bendera for row in (*scan.capaian, *scan.serapan, *scan.sel))
    assert not any("teks_ocr" in row.bendera for row in (*printed.capaian, *printed.serapan, *printed.sel))
    assert (printed.dokumen.status, scan.dokumen.status) == ("lengkap", "perlu_tinjau"), said(printed.dokumen.pesan)
    assert "teks_ocr" in said(scan.dokumen.pesan)
    assert "tanpa teks" not in said(scan.dokumen.pesan)
