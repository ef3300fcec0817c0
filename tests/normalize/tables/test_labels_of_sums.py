"""Rows that sum up, whose label begins under the running numbers, as it does where their column goes on beside it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows

OBAT, AKIP = "Persentase Obat yang memenuhi syarat", "Nilai AKIP"
Report = Callable[[str, Sequence[Sequence[str]]], DocumentRows]


@pytest.fixture
def report(tmp_path: Path, knowledge: Knowledge) -> Report:
    def read(caption: str, rows: Sequence[Sequence[str]]) -> DocumentRows:
        path = tmp_path / "laporan.pdf"
        table = Table(rows, [60, 190, 90, 90, 60], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
        above = [Paragraph(text) for text in ("LAPORAN KINERJA", "TAHUN 2024", "BALAI POM DI AMBON", caption)]
        SimpleDocTemplate(str(path), leftMargin=20, rightMargin=20).build([*above, table])
        return normalize(read_pdf(Document("0" * 64, path, path.name, Metode.PDF)), knowledge, datetime(2025, 1, 7))

    return read


@pytest.mark.parametrize("label", [("Rata-rata", "Capaian"), ("", "Rata-rata Capaian")])
def test_a_mean_is_no_indicator(label: Sequence[str], report: Report) -> None:
    rows = report(
        "Tabel 3.1 Capaian Kinerja Tahun 2024",
        [
            ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian"],
            ["1", OBAT, "90", "94,5", "105"],
            ["2", AKIP, "81", "82,62", "102"],
            [*label, "", "", "103,5"],
        ],
    )
    assert [row.indikator_raw for row in rows.capaian] == [OBAT, AKIP]
    assert [(row.sasaran_raw, row.nilai) for row in rows.capaian_sasaran] == [("Rata-rata Capaian", Decimal("103.5"))]


@pytest.mark.parametrize("label", [("Jumlah", ""), ("TOTAL", ""), ("", "Jumlah")])
def test_the_sum_of_the_kinds_of_spending(label: Sequence[str], report: Report) -> None:
    rows = report(
        "Tabel 3.2 Realisasi Anggaran Tahun 2024",
        [
            ["No", "Jenis Belanja", "Pagu (Rp)", "Realisasi (Rp)", "%"],
            ["1", "Belanja Pegawai", "4.000.000.000", "3.000.000.000", "75,00"],
            ["2", "Belanja Barang", "2.000.000.000", "1.500.000.000", "75,00"],
            [*label, "6.000.000.000", "4.500.000.000", "75,00"],
        ],
    )
    assert [(row.jenis_belanja, row.pagu_rp) for row in rows.serapan][-1] == ("TOTAL", 6_000_000_000)
    assert {cek.status for cek in rows.cek if cek.aturan == "serapan_total"} == {"lolos"}


def test_a_number_before_a_name_is_no_label(report: Report) -> None:
    rows = report(
        "Tabel 3.1 Capaian Kinerja Tahun 2024",
        [
            ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian"],
            ["1", OBAT, "90", "94,5", "105"],
            ["2", "Jumlah desa pangan aman", "4", "5", "125"],
        ],
    )
    assert [row.indikator_raw for row in rows.capaian] == [OBAT, "Jumlah desa pangan aman"]
