"""Heads outside the vocabulary are asked about: a column of figures, the names of the sasaran, a table whose indicators nobody found, and,
more lightly, a column of words. The usual columns beside a table's figures are not."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.plan.unknown_heads import is_figure
from normalize.rows import Cek, DocumentRows
from tests.conftest import Kertas
from tests.terucap import said

Baca = Callable[[str], DocumentRows]
BacaPdf = Callable[[Sequence[Sequence[str]]], DocumentRows]
SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=6, leading=7)
PLAN = "RENCANA AKSI PERJANJIAN KINERJA TAHUN 2025\nBALAI POM DI AMBON\n\n"
REPORT = "LAPORAN KINERJA\nTAHUN 2024\nBALAI POM DI AMBON\n\nTabel 3.1 Capaian Kinerja\n\n"
MONTHS = [f"B{n:02}" for n in range(1, 13)]
OBAT, AKIP, ASN = "Persentase Obat yang memenuhi syarat", "Nilai AKIP UPT", "Indeks Profesionalitas ASN UPT"
GOALS = {OBAT: "Terwujudnya Obat yang memenuhi syarat", AKIP: "Terwujudnya tata kelola yang baik", ASN: "Terwujudnya SDM yang profesional"}


def plan(*more: str, sasaran: str | None = "Sasaran Kegiatan (SK)", indikator: str = "INDIKATOR KINERJA KEGIATAN (IKK)") -> list[list[str]]:
    """A plan of three indicators; more: a further column, its head and its three cells."""
    goal = [sasaran] if sasaran else []
    rows = [["No", *goal, indikator, *MONTHS, "Anggaran", *more[:1]]]
    for n, name in enumerate((OBAT, AKIP, ASN), 1):
        values = [str(10 * n + month) for month in range(1, 13)]
        rows.append([str(n), *([GOALS[name]] if sasaran else []), name, *values, f"{n}.250.000", *more[n : n + 1]])
    return rows


def dump(rows: Sequence[Sequence[str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows) + "\nAmbon, 6 Januari 2025\n"


def asked(rows: DocumentRows) -> list[Cek]:
    return [cek for cek in rows.cek if cek.status == "gagal"]


def worded(rows: DocumentRows) -> list[str]:
    """What is asked about columns of words."""
    return [said(cek.penjelasan) for cek in rows.cek if cek.aturan == "judul_tidak_dikenal"]


@pytest.fixture
def baca_pdf(tmp_path: Path, knowledge: Knowledge) -> BacaPdf:
    """The rows of a plan with one ruled table."""

    def read(cells: Sequence[Sequence[str]]) -> DocumentRows:
        path = tmp_path / "rencana.pdf"
        months = cells[0].index("B01")
        widths = [20, *[110] * (months - 1), *[24] * 12, *[60] * (len(cells[0]) - months - 12)]
        body = [[Paragraph(text, SMALL) if text else "" for text in row] for row in cells]
        table = Table(body, widths, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
        above = [Paragraph(text) for text in PLAN.split("\n") if text]
        SimpleDocTemplate(str(path), pagesize=(1000, 595)).build([*above, table, Paragraph("Ambon, 6 Januari 2025")])
        return normalize(read_pdf(Document("0" * 64, path, "rencana.pdf", Metode.PDF)), knowledge, datetime(2025, 1, 7))

    return read


@pytest.fixture(params=["pdf", "dump"])
def baca_plan(request: pytest.FixtureRequest, baca: Baca, baca_pdf: BacaPdf) -> BacaPdf:
    return baca_pdf if request.param == "pdf" else lambda cells: baca(PLAN + dump(cells))


@pytest.mark.parametrize("sasaran", ["Sasaran Kegiatan (SK)", "Tujuan/Sasaran", "SASARAN PROGRAM (SP)"])
@pytest.mark.parametrize("indikator", ["INDIKATOR KINERJA KEGIATAN (IKK)", "NAMA INDIKATOR", "Indikator Kinerja Sasaran Kegiatan"])
def test_plans_with_the_usual_heads_are_read_whole(sasaran: str, indikator: str, baca_plan: BacaPdf) -> None:
    rows = baca_plan(plan(sasaran=sasaran, indikator=indikator))
    assert [(row.sasaran_raw, row.indikator_raw) for row in rows.target] == [(GOALS[name], name) for name in (OBAT, AKIP, ASN)]
    assert rows.dokumen.status == "lengkap", said(rows.dokumen.pesan)


def test_a_column_of_figures_under_an_unknown_head_is_asked(baca_plan: BacaPdf) -> None:
    rows = baca_plan(plan("Angka Dasar Prima", "12,5", "14", "-"))
    (cek,) = asked(rows)
    assert cek.aturan == "angka_terbuka" and "«Angka Dasar Prima»" in said(cek.penjelasan) and said(cek.penjelasan).startswith("2 angka")
    assert cek.halaman == 1 or cek.line
    assert [row.nilai for row in rows.target_bulanan] == [10 * n + month for n in (1, 2, 3) for month in range(1, 13)]
    assert ["kolom_tak_dikenal" in row.bendera for row in rows.target] == [True, True, False]
    assert rows.dokumen.status == "perlu_tinjau"


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Penanggung Jawab", ("Kepala Balai", "Kepala Bagian TU", "Tim 3")),
        ("Keterangan", ("85", "90", "95")),
        ("Analisis", ("Naik", "Turun", "Tetap")),
    ],
)
def test_usual_columns_are_not(head: str, cells: tuple[str, ...], baca_plan: BacaPdf) -> None:
    rows = baca_plan(plan(head, *cells))
    assert asked(rows) == worded(rows) == [] and rows.dokumen.status == "lengkap", said(rows.dokumen.pesan)
    assert [row.anggaran_rp for row in rows.target] == [1_250_000, 2_250_000, 3_250_000]


@pytest.mark.parametrize("place", [2, 9, 17])
@pytest.mark.parametrize("head", ["Gelar Angin", ""])
def test_a_column_of_words_is_asked_and_holds_nothing_up(head: str, place: int, baca_plan: BacaPdf) -> None:
    """Beside NO, among the months, behind the budget; the document stands, and so does every value."""
    cells = [[*row[:place], word, *row[place:]] for row, word in zip(plan(), (head, "tinggi", "sedang", "rendah"), strict=True)]
    rows = baca_plan(cells)
    (question,) = ("".join(text.split()) for text in worded(rows))  # a narrow column breaks words
    assert ("«GelarAngin»" if head else "tidakberjudul") in question and "«tinggi»" in question
    assert [row.anggaran_rp for row in rows.target] == [1_250_000, 2_250_000, 3_250_000]
    unsure = {flag for row in rows.target for flag in row.bendera}
    assert unsure or [row.nilai for row in rows.target_bulanan] == [10 * n + month for n in (1, 2, 3) for month in range(1, 13)]
    if head:
        assert [(row.sasaran_raw, row.indikator_raw) for row in rows.target] == [(GOALS[name], name) for name in (OBAT, AKIP, ASN)]
        assert rows.dokumen.status == "lengkap" and not unsure


def test_sasaran_under_an_unknown_head_are_asked(baca_pdf: BacaPdf) -> None:
    rows = baca_pdf(plan(sasaran="Payung Hasil"))
    (cek,) = asked(rows)
    assert (cek.aturan, "«Payung Hasil»" in said(cek.penjelasan)) == ("sasaran_tidak_terbaca", True)
    assert [row.sasaran_raw for row in rows.target] == [None] * 3 and rows.dokumen.status == "perlu_tinjau"
    assert asked(baca_pdf(plan(sasaran=None))) == []


def test_a_plan_whose_indicators_nobody_finds_is_asked(baca_plan: BacaPdf) -> None:
    rows = baca_plan(plan(sasaran=None, indikator="Hal yang Dijanjikan"))
    assert rows.target == ()
    (cek,) = asked(rows)
    assert cek.aturan == "tabel_tidak_dikenal"
    assert said(cek.penjelasan).endswith("kolom indikatornya tidak dikenali; 39 angkanya tidak masuk ke tabel fakta mana pun.")


def report(head: str, *cells: str) -> str:
    rows = [["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian", head]]
    rows += [[str(n), name, "80", "84", "105", cell] for n, (name, cell) in enumerate(zip((OBAT, AKIP, ASN), cells, strict=True), 1)]
    return REPORT + dump(rows)


def test_a_report_s_column_of_figures_is_asked(baca: Baca) -> None:
    rows = baca(report("Skor Antara", "3,5", "4 poin", "3,9"))
    (cek,) = asked(rows)
    assert cek.aturan == "angka_terbuka" and "«Skor Antara»" in said(cek.penjelasan) and said(cek.penjelasan).startswith("3 angka")
    assert [row.realisasi for row in rows.capaian] == [84] * 3 and all("kolom_tak_dikenal" in row.bendera for row in rows.capaian)


@pytest.mark.parametrize(
    ("head", "place"), [("Gelar Angin", 2), ("Gelar Angin", 4), ("Gelar Angin", 6), ("", 1), ("", 2), ("", 4), ("", 6)]
)
def test_a_report_s_column_of_words_is_asked_once(head: str, place: int, baca: Baca) -> None:
    """Once a document, whatever table has it."""
    table = [["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian", "Kriteria"]]
    table += [[str(n), name, "80", "84", "105", "Sangat Baik"] for n, name in enumerate((OBAT, AKIP, ASN), 1)]
    words = (head, "tinggi", "sedang", "rendah")
    lines = dump([[*row[:place], word, *row[place:]] for row, word in zip(table, words, strict=True)])
    rows = baca(f"{REPORT}{lines}\nTabel 3.2 Capaian Kinerja Triwulan IV\n\n{lines}")
    (question,) = worded(rows)
    assert (f"«{head}»" if head else "tidak berjudul") in question and "«tinggi»" in question
    assert [(row.target, row.realisasi, row.capaian_persen) for row in rows.capaian[:3]] == [(80, 84, 105)] * 3
    assert place < 4 or [row.indikator_raw for row in rows.capaian[:3]] == [OBAT, AKIP, ASN]
    assert worded(baca(report("Analisis", "Tercapai", "Tercapai dengan baik", "Belum"))) == []


@pytest.mark.parametrize("place", [3, 4, 5, 6])
@pytest.mark.parametrize("cells", [("tinggi", "sedang", "rendah"), ("20", "12,5", "33")])
def test_an_unknown_name_in_a_head_s_second_row(cells: tuple[str, ...], place: int, baca: Baca) -> None:
    """What it divides, 'Realisasi', says nothing of its words; figures in it are told by the row's arithmetic or asked about."""
    table = [["No", "Indikator Kinerja", "Target", "Realisasi", "", "", "Capaian"], ["", "", "", "Pembilang", "Penyebut", "Realisasi", ""]]
    results = (("80", "42", "50", "84", "105"), ("75", "30", "50", "60", "80"), ("90", "81", "100", "81", "90"))
    table += [[str(n), name, *row] for n, (name, row) in enumerate(zip((OBAT, AKIP, ASN), results, strict=True), 1)]
    words = ("", "Gelar Angin", *cells)
    rows = baca(REPORT + dump([[*row[:place], word, *row[place:]] for row, word in zip(table, words, strict=True)]))
    assert [(row.indikator_raw, row.realisasi, row.capaian_persen) for row in rows.capaian] == [
        (OBAT, 84, 105),
        (AKIP, 60, 80),
        (ASN, 81, 90),
    ]
    said_of_it = [*worded(rows), *(said(cek.penjelasan) for cek in asked(rows))]
    assert len(said_of_it) == 1 and "Gelar Angin»" in said_of_it[0]


def test_words_under_an_unknown_head_before_the_names_are_no_part_of_these(baca: Baca) -> None:
    table = [["No", "Payung Hasil", "Indikator Kinerja", "Target", "Realisasi", "Capaian"]]
    table += [[str(n), "tinggi", name, "80", "84", "105"] for n, name in enumerate((OBAT, AKIP, ASN), 1)]
    rows = baca(REPORT + dump(table))
    assert [(row.indikator_raw, row.realisasi) for row in rows.capaian] == [(OBAT, 84), (AKIP, 84), (ASN, 84)]
    assert [cek.aturan for cek in asked(rows)] == ["sasaran_tidak_terbaca"] and worded(rows) == []


@pytest.mark.parametrize("place", [4, 6, 8])
@pytest.mark.parametrize("cells", [("tinggi", "sedang"), ("2,222,000", "3,333,000")])
def test_a_column_of_ro_lines_with_an_unknown_head(cells: tuple[str, str], place: int, baca: Baca, kertas: Kertas) -> None:
    """In a dump: neither a part of the indicator's name nor of the lines' texts, and no amount of theirs."""

    def beside(line: str, word: str) -> str:
        texts = line.split("\t")
        return "\t".join([*texts[:place], word, *texts[place:]])

    lines = [beside(kertas.ro(n, 1_000_000, 1_000_000, kode=f"DR.3165.QIC.00{n}"), cell) for n, cell in enumerate(cells, 1)]
    indicator = kertas.indikator(1, 2_000_000, sasaran=(1, "Terwujudnya Obat yang memenuhi syarat"))
    rows = baca(kertas.dokumen([indicator, beside(kertas.kepala_ro, "Gelar Angin"), *lines]))
    assert [row.indikator_raw for row in rows.target] == [OBAT]
    assert [(row.nama_komponen, row.nama_subkomponen, row.anggaran_rp, row.kontribusi_rp) for row in rows.kontribusi_ro] == [
        ("Koordinasi pemeriksaan", "Rapat", 1_000_000, 1_000_000)
    ] * 2
    figures = cells[0] != "tinggi"
    assert [("kolom_tak_dikenal" in row.bendera) for row in rows.kontribusi_ro] == [figures] * 2
    assert len(worded(rows)) == (not figures)


def test_three_amounts_of_an_ro_line_are_in_doubt(baca: Baca, kertas: Kertas) -> None:
    """The head has two; by their order alone nobody knows which they are."""
    line = kertas.ro(1, 1_000_000, 1_000_000).split("\t")
    indicator = kertas.indikator(1, 1_000_000, sasaran=(1, "Terwujudnya Obat yang memenuhi syarat"))
    rows = baca(kertas.dokumen([indicator, kertas.kepala_ro, "\t".join([*line[:7], "2,222,000", *line[7:]])]))
    assert [("kolom_tak_dikenal" in row.bendera) for row in rows.kontribusi_ro] == [True]


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_table_of_volumes_asks_about_its_words(place: int, baca: Baca) -> None:
    table = [["Kode", "Nama RO", "Target Volume", "Satuan", "Target September", "Realisasi September"]]
    table += [[f"3165.QIA.00{n}", "Sampel yang diuji", str(80 + n), "sampel", str(50 + n), str(40 + n)] for n in (1, 2, 3)]
    words = ("Gelar Angin", "tinggi", "sedang", "rendah")
    lines = dump([[*row[:place], word, *row[place:]] for row, word in zip(table, words, strict=True)])
    rows = baca(f"{report('Analisis', 'a', 'b', 'c')}\nTabel 3.7 Capaian Volume\n\n{lines}")
    assert [(row.target_volume, row.target, row.realisasi) for row in rows.volume_ro] == [(80 + n, 50 + n, 40 + n) for n in (1, 2, 3)]
    (question,) = worded(rows)
    assert "«Gelar Angin»" in question


def test_an_agreement_names_who_answers_for_it(baca: Baca) -> None:
    head = "No\tSasaran Program (SP)\tIndikator Kinerja Program (IKP)\tTarget\tPenanggung Jawab\n"
    body = f"1\t{GOALS[OBAT]}\t{OBAT}\t90\tKepala Balai\n2\t{GOALS[AKIP]}\t{AKIP}\t81\tKepala Bagian\n"
    rows = baca(f"{report('Uraian Singkat', 'a', 'b', 'c')}\nTabel 2.1 Perjanjian Kinerja\n\n{head}{body}")
    assert [(row.tabel, row.sasaran_raw, row.indikator_raw, row.target_tahunan) for row in rows.target] == [
        ("PK", GOALS[OBAT], OBAT, 90),
        ("PK", GOALS[AKIP], AKIP, 81),
    ]


@pytest.mark.parametrize("text", ["85", "12,5%", "3 dokumen", "-5", "Rp 1.250.000", "85 90"])
def test_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["", "-", "2024", "12 Januari", "Kepala Balai", "Tim 3", "n/a"])
def test_no_figures(text: str) -> None:
    assert not is_figure(text)
