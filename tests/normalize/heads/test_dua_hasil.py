"""Monitoring sheets that print two results of a line, of the month and of the year, with the numerators of both."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import Capaian, DocumentRows

Baca = Callable[[str], DocumentRows]

TITLE = "LAPORAN KINERJA INTERIM TRIWULAN II TAHUN 2023\nBALAI POM DI AMBON\n\nMATRIKS PENGUKURAN\n\n"
SASARAN = "Terwujudnya produk yang aman di wilayah kerja"
MATRIX = [
    "Kantor\tSasaran Kegiatan\tIndikator\tTarget 2023\tTarget Bulanan Juni\tDefinisi\t\tRealisasi s.d bulan\t\t\t\t",
    "\t\t\t\t\tPembilang\tPenyebut\tJuni\t\t\t\t",
    "\t\t\t\t\t\t\tPembilang\tPenyebut\tRealisasi\t% Capaian thd Target bulan n\t% Capaian thd Target tahun n",
    f"Ambon\t1 {SASARAN}\t1 Persentase Obat yang memenuhi syarat\t90\t80\tJumlah sampel yang baik\tJumlah sampel\t42\t50\t84\t105\t93,33",
    f"Ambon\t1 {SASARAN}\t2 Indeks pelayanan publik\t4,2\t\tPenilaian tim\t\t-\t-\t-\t-\t-",
    f"Ambon\t1 {SASARAN}\t3 Nilai AKIP UPT\t81\t\tPenilaian inspektorat\t\t-\t-\t79,38\t#DIV/0!\t98",
]
AGAIN = [
    "Kantor\tSasaran Kegiatan\tIndikator\tTarget 2023\tTarget Bulanan\tDefinisi\t\tRealisasi s.d bulan\t\t\t\t\t",
    "\t\t\t\t\t\t\tJuni\t\t\t\t\t",
    "\t\t\t\t\t\t\tPembilang\tPenyebut\tRealisasi\t% Capaian thd Target bulan n\t% Capaian thd Target tahun n\t",
    "Ambon\t2\tMenguatnya pengujian\t4\tPersentase sarana yang diperiksa\t50\t25\tSarana diperiksa\t8\t40\t20\t80\t40",
]


def figures(rows: DocumentRows) -> list[tuple[object, ...]]:
    return [
        (r.indikator_raw, r.periode, r.target, r.pembilang, r.penyebut, r.realisasi, r.capaian_persen, r.alasan_kosong)
        for r in rows.capaian
    ]


@pytest.fixture
def rows(baca: Baca) -> DocumentRows:
    return baca("\n".join([TITLE, *MATRIX, "", *AGAIN, "", "Ambon, 3 Juli 2023"]))


def test_the_quarter_has_the_months_target_and_the_year_its_own(rows: DocumentRows) -> None:
    obat, layanan, akip, sarana = (
        "Persentase Obat yang memenuhi syarat",
        "Indeks pelayanan publik",
        "Nilai AKIP UPT",
        "Persentase sarana yang diperiksa",
    )
    assert figures(rows) == [
        (obat, "TW2", 80, 42, 50, 84, 105, None),
        (obat, "TAHUNAN", 90, 42, 50, 84, Decimal("93.33"), None),
        (layanan, "TW2", None, None, None, None, None, "belum_diukur"),
        (layanan, "TAHUNAN", Decimal("4.2"), None, None, None, None, "belum_diukur"),
        (akip, "TW2", None, None, None, Decimal("79.38"), None, None),
        (akip, "TAHUNAN", 81, None, None, Decimal("79.38"), 98, None),
        # behind the page's end 'Definisi' has one column, and the numbers stand in cells of their own
        (sarana, "TW2", 25, 8, 40, 20, 80, None),
        (sarana, "TAHUNAN", 50, 8, 40, 20, 40, None),
    ]


def test_they_are_results_of_the_office_and_year_and_hold(rows: DocumentRows) -> None:
    assert {(row.tabel, row.upt_id, row.tahun) for row in rows.capaian} == {("CAPAIAN", "ambon", 2023)}
    checks = [cek for cek in rows.cek if cek.aturan in ("capaian_vs_target", "realisasi_vs_pembilang")]
    assert {cek.status for cek in checks} == {"lolos"} and len(checks) == 9


def test_a_misprint_belongs_to_one_of_the_two(baca: Baca) -> None:
    wrong = [line.replace("\t90\t80\t", "\t95\t80\t") for line in MATRIX]
    found = baca("\n".join([TITLE, *wrong])).capaian
    assert [(row.periode, row.target) for row in found if "salah_cetak" in row.bendera] == [("TAHUNAN", 95)]


GROUPS = [
    "No\tIndikator Kinerja\tTarget Tahun 2023\tJUNI\t\t\t\t\tCapaian thd Target Tahunan",
    "\t\t\tTarget\tPembilang\tPenyebut\tRealisasi\tCapaian\t",
    "1\tPersentase Obat yang memenuhi syarat\t90\t80\t42\t50\t84\t105\t93,33",
    "2\tPersentase sarana yang diperiksa\t50\t25\t8\t40\t20\t80\t40",
]


def test_a_month_over_its_columns_beside_those_of_the_year(baca: Baca) -> None:
    found: tuple[Capaian, ...] = tuple(baca("\n".join([TITLE, *GROUPS])).capaian)
    assert [(r.periode, r.target, r.pembilang, r.penyebut, r.realisasi, r.capaian_persen) for r in found] == [
        ("TW2", 80, 42, 50, 84, 105),
        ("TAHUNAN", 90, 42, 50, 84, Decimal("93.33")),
        ("TW2", 25, 8, 40, 20, 80),
        ("TAHUNAN", 50, 8, 40, 20, 40),
    ]


def test_one_target_is_one_result(baca: Baca) -> None:
    """The year's achievement beside that of the quarter, without the year's target: no second row, for nothing says what it is of."""
    head = "No\tIndikator Kinerja\tTarget TW II 2023\tRealisasi TW II 2023\tCapaian TW II 2023\tCapaian thd target 2023\n"
    found = baca(f"{TITLE}{head}1\tPersentase Obat yang memenuhi syarat\t80\t84\t105\t93,33\n").capaian
    assert [(row.periode, row.target, row.realisasi, row.capaian_persen) for row in found] == [("TW2", 80, 84, 105)]


def test_a_dash_for_the_year_leaves_the_result_to_the_quarter(baca: Baca) -> None:
    """Villages, of which a quarter tells how far they have come in percent."""
    head = "No\tIndikator Kinerja\tTarget 2023\tTarget TW II 2023\tRealisasi TW II 2023\tCapaian TW II 2023\tCapaian thd target 2023\n"
    lines = "1\tJumlah desa pangan aman\t29\t79\t81,55\t103,23\t-\n2\tPersentase Obat yang memenuhi syarat\t90\t80\t84\t105\t93,33\n"
    found = baca(f"{TITLE}{head}{lines}").capaian
    assert [(row.periode, row.target, row.realisasi, row.alasan_kosong) for row in found] == [
        ("TW2", 79, Decimal("81.55"), None),
        ("TAHUNAN", 29, None, "belum_diukur"),
        ("TW2", 80, 84, None),
        ("TAHUNAN", 90, 84, None),
    ]


SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=6.5, leading=8)


def test_the_same_on_a_page_with_rules(tmp_path: Path, knowledge: Knowledge) -> None:
    lines = [line.split("\t") for line in MATRIX]
    cells = [[Paragraph(text, SMALL) if text else "" for text in line] for line in lines]
    tall = [("SPAN", (column, 0), (column, 2)) for column in range(5)]
    wide = [
        ("SPAN", (5, 0), (6, 0)),
        ("SPAN", (7, 0), (11, 0)),
        ("SPAN", (7, 1), (11, 1)),
        ("SPAN", (5, 1), (5, 2)),
        ("SPAN", (6, 1), (6, 2)),
    ]
    table = Table(cells, [40, 90, 110, 45, 50, 80, 70, 50, 50, 50, 60, 60], style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), *tall, *wide])
    path = tmp_path / "matriks.pdf"
    title = [Paragraph(text) for text in TITLE.split("\n") if text]
    SimpleDocTemplate(str(path), pagesize=(842, 595), leftMargin=30, rightMargin=30).build([*title, table])
    rows = normalize(read_pdf(Document("0" * 64, path, "matriks.pdf", Metode.PDF)), knowledge, datetime(2024, 1, 1))
    assert [(r.periode, r.target, r.pembilang, r.penyebut, r.realisasi, r.capaian_persen, r.upt_id) for r in rows.capaian] == [
        ("TW2", 80, 42, 50, 84, 105, "ambon"),
        ("TAHUNAN", 90, 42, 50, 84, Decimal("93.33"), "ambon"),
        ("TW2", None, None, None, None, None, "ambon"),
        ("TAHUNAN", Decimal("4.2"), None, None, None, None, "ambon"),
        ("TW2", None, None, None, Decimal("79.38"), None, "ambon"),
        ("TAHUNAN", 81, None, None, Decimal("79.38"), 98, "ambon"),
    ]


def test_the_result_of_the_year_alone_is_none_of_the_quarter(baca: Callable[[str], DocumentRows]) -> None:
    """Nobody knows the head of the quarter's: 48 of 45 is not 53,33 %, and 90 is not what was to be reached by June."""
    report = "LAPORAN KINERJA\nTRIWULAN II TAHUN 2023\nBALAI POM DI AMBON\n\nTabel 3.1 Capaian Kinerja\n\n"
    head = "No\tIndikator Kinerja\tTarget Tahun 2023\tTarget TW II\tRealisasi TW II\t{}\tCapaian terhadap Target Tahunan (%)\n"
    body = "1\tPersentase Obat yang memenuhi syarat\t90\t45\t48\t106,67\t53,33\n2\tNilai AKIP UPT\t80\t40\t44\t110\t55\n"

    def results(of_quarter: str) -> list[tuple[object, ...]]:
        return [(r.periode, r.target, r.realisasi, r.capaian_persen) for r in baca(report + head.format(of_quarter) + body).capaian]

    assert results("Perbandingan")[:2] == [("TW2", 45, 48, None), ("TAHUNAN", 90, 48, Decimal("53.33"))]
    for known in ("Capaian s.d. TW II (%)", "Capaian sampai dengan Triwulan II (%)"):
        assert results(known)[:2] == [("TW2", 45, 48, Decimal("106.67")), ("TAHUNAN", 90, 48, Decimal("53.33"))]
