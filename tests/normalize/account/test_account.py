"""Every printed number is in exactly one part of the account, and one that no row holds is open."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.account.left_out import BARIS, KEPALA, TURUNAN, rule_for
from normalize.account.printed import numbers_in
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.nasib import first_of
from normalize.rows import DocumentRows, Sel
from normalize.words.registry_rows import registry_rows
from tests.conftest import ROOT
from tests.terucap import said

Baca = Callable[[str], DocumentRows]
KANTOR = (ROOT / "samples" / "inbox" / "dump_kantor.txt").read_text(encoding="utf-8")
CAPAIAN = """LAPORAN KINERJA TAHUN 2023
BALAI POM DI AMBON

Tabel 3.1 Capaian Indikator Kinerja Tahun 2023

No\tIndikator Kinerja\tTarget\tRealisasi\t% Capaian\tCatatan
1\tPersentase obat yang memenuhi syarat\t80,00\t88,00\t110,00\tdari 125 sampel
2\tIndeks Pelayanan Publik\t4,00\t4,20\t105,00\tnaik 0,1

"""


def cell(rows: DocumentRows, text: str) -> Sel:
    (found,) = [sel for sel in rows.sel if sel.mentah == text]
    return found


def test_a_number_says_which_fact_holds_it(baca: Baca) -> None:
    rows = baca(CAPAIAN)
    first, second = rows.capaian
    assert (first.realisasi, second.target) == (Decimal("88.00"), Decimal("4.00"))
    assert (cell(rows, "88,00").nasib, cell(rows, "88,00").tujuan) == ("fakta", (f"capaian.realisasi#{first.baris}/1",))
    assert (cell(rows, "4,00").nasib, cell(rows, "4,00").tujuan) == ("fakta", (f"capaian.target#{second.baris}/1",))
    assert cell(rows, "1").nasib == cell(rows, "2").nasib == "nomor"
    assert cell(rows, "Persentase obat yang memenuhi syarat").nasib == "nama"
    assert cell(rows, "% Capaian").nasib == "judul"


def test_a_rule_names_what_it_leaves_out(baca: Baca) -> None:
    rows = baca(CAPAIAN)
    assert cell(rows, "dari 125 sampel").nasib == cell(rows, "naik 0,1").nasib == "aturan:keterangan"
    (count,) = [row.jumlah for row in rows.neraca if row.nasib == "aturan"]
    assert count == 2


def test_a_column_that_nobody_knows_is_open_and_said(baca: Baca) -> None:
    rows = baca(CAPAIAN.replace("Catatan", "Bobot Kahyangan").replace("dari 125 sampel", "12,50").replace("naik 0,1", "87,50"))
    assert cell(rows, "12,50").nasib == cell(rows, "87,50").nasib == "terbuka"
    (told,) = [cek for cek in rows.cek if cek.aturan == "angka_terbuka"]
    assert said(told.penjelasan) == (
        "2 angka tercetak di bawah «Bobot Kahyangan» tidak masuk ke tabel fakta mana pun, yang pertama «12,50»; periksa halamannya."
    )
    assert rows.dokumen.status == "perlu_tinjau"


@pytest.mark.parametrize(("cell_text", "open_"), [("105,00 Baik", True), ("0,53 Baik", True), ("Baik 105%", True), ("Level 3", False)])
def test_a_measure_beside_a_criterion_is_no_part_of_its_name(cell_text: str, open_: bool, baca: Baca) -> None:
    """The cells of two columns read as one: the measure would be lost in the criterion."""
    head = "No\tIndikator Kinerja\tTarget\tRealisasi\tCapaian\tKriteria\n"
    body = f"1\tPersentase Obat yang memenuhi syarat\t90\t94,5\t\t{cell_text}\n2\tNilai AKIP\t81\t82,62\t102\tBaik\n"
    rows = baca(f"LAPORAN KINERJA\nTAHUN 2024\nBALAI POM DI AMBON\n\nTabel 3.1 Capaian Kinerja\n\n{head}{body}")
    assert (cell(rows, cell_text).nasib == "terbuka") is open_


@pytest.mark.parametrize(
    ("name", "open_"),
    [
        ("Persentase Obat yang 69.56 memenuhi syarat", True),
        ("Persentase Obat yang memenuhi syarat 1.25", False),
        ("1.10 Persentase Obat yang memenuhi syarat", False),
    ],
)
def test_a_measure_within_a_name_is_no_part_of_it(name: str, open_: bool, baca: Baca) -> None:
    """A figure half-way down beside a name of several lines: with them read as one it would be lost in the name."""
    head = "No\tIndikator Kinerja\tRealisasi 2023\tRealisasi 2024\n"
    body = f"1\t{name}\t\t94,50\n2\tNilai AKIP\t81,10\t82,62\n"
    rows = baca(f"LAPORAN KINERJA\nTAHUN 2024\nBALAI POM DI AMBON\n\nTabel 3.1 Perbandingan Realisasi\n\n{head}{body}")
    assert (cell(rows, name).nasib == "terbuka") is open_


def test_a_number_too_many_in_a_row_is_open(baca: Baca) -> None:
    whole = baca(KANTOR)
    assert [row for row in whole.neraca if row.nasib == "terbuka"] == []
    lines = KANTOR.splitlines()
    (at,) = [n for n, line in enumerate(lines) if line.endswith("54,928,000\t41,196,000\t\t\t\t")]
    lines[at] = lines[at].replace("41,196,000", "41,196,000\t7,654,321")
    rows = baca("\n".join(lines) + "\n")
    left = [sel.mentah for sel in rows.sel if sel.nasib == "terbuka"]
    assert len(left) == 1 and left[0] in {"54,928,000", "41,196,000", "7,654,321"}


def test_each_fact_answers_for_one_printed_number(baca: Baca) -> None:
    """Three months print 3.55 in the sample's second indicator, and three facts hold them."""
    rows = baca(KANTOR)
    held = [goal for sel in rows.sel for goal in sel.tujuan]
    assert Counter(held).most_common(1)[0][1] == 1
    months = {goal for goal in held if goal.startswith("target_bulanan.nilai#")}
    printed = [row for row in rows.target_bulanan if row.nilai is not None]
    assert len(months) == len({(row.baris, row.bulan) for row in printed if f"target_bulanan.nilai#{row.baris}/{row.bulan}" in months})


def test_the_printed_total_is_a_sum(baca: Baca) -> None:
    rows = baca(KANTOR)
    (total,) = [row.jumlah for row in rows.neraca if row.nasib == "jumlah"]
    assert total == 1 and rows.dokumen.total_anggaran_rp is not None


def test_numbers_of_a_paper_of_unknown_kind_are_lain(baca: Baca) -> None:
    rows = baca("DAFTAR PEGAWAI\n\nNama\tUmur\tGaji\tTahun\nAni\t31\t5.000.000\t2020\nBudi\t45\t7.500.000\t2011\n")
    assert rows.dokumen.jenis is None
    assert {sel.nasib for sel in rows.sel if numbers_in(sel.mentah or "")} <= {"lain", "judul"}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.234.567,50", ["1.234.567,50"]),
        ("(0,08)", ["(0,08)"]),
        ("- .00", []),
        ("58 sekolah dari 120", ["58", "120"]),
        ("90 950", ["90", "950"]),
        ("IKSS1", []),
    ],
)
def test_the_numbers_of_a_text(text: str, numbers: list[str]) -> None:
    assert [number.teks for number in numbers_in(text)] == numbers


def test_a_number_keeps_each_of_its_readings() -> None:
    (number,) = numbers_in("2.671")
    assert number.values == {Decimal("2671"), Decimal("2.671")}


def test_the_first_word_of_a_cell_with_several_numbers() -> None:
    assert first_of(["nama", "fakta", "terbuka"]) == "terbuka"
    assert first_of(["aturan:keterangan", "jumlah"]) == "jumlah"


RULES = list(registry_rows("rules/dikecualikan.csv", "nama", "menurut", "pola", "contoh", "alasan"))


@pytest.mark.parametrize("row", RULES, ids=lambda row: row["nama"])
def test_a_rule_leaves_out_its_own_example(row: dict[str, str]) -> None:
    assert row["menurut"] in (KEPALA, BARIS, TURUNAN)
    assert rule_for(row["menurut"], row["contoh"]) == row["nama"]


@pytest.mark.parametrize("head", ["Realisasi", "Target", "% Capaian", "Anggaran", "Bobot"])
def test_no_rule_leaves_out_a_measure(head: str) -> None:
    assert rule_for(KEPALA, head) is None


def test_a_second_figure_below_a_derived_one_is_open(baca: Baca) -> None:
    """Inferred columns put what was reached beside the difference."""
    head = "No\tIndikator Kinerja\tRealisasi\t\tNaik/Turun\n\t\t2022\t2023\t\n"
    body = "1\tPersentase Obat yang memenuhi syarat\t90\t94,5\t4,5\n2\tNilai AKIP UPT\t80\t76\t77,25 -4\n"
    rows = baca(f"LAPORAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\n\nTabel 3.2 Perbandingan Realisasi\n\n{head}{body}")
    fates = {cell.mentah: cell.nasib for cell in rows.sel}
    assert (fates["4,5"], fates["77,25 -4"]) == ("aturan:selisih", "terbuka")
    assert {(row.indikator_raw, "kolom_ambigu" in row.bendera) for row in rows.capaian} == {
        ("Persentase Obat yang memenuhi syarat", False),
        ("Nilai AKIP UPT", True),
    }


def test_figures_beside_a_tall_head_are_open(tmp_path: Path, knowledge: Knowledge) -> None:
    """A head's cell that reaches down beside a row makes it look like a part of the head: its numbers are asked about."""
    cells = [
        ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian", "Keterangan"],
        ["1", "Nilai AKIP UPT", "80", "60", "75", ""],
        ["2", "Indeks Profesionalitas ASN UPT", "90", "90", "100", "Tercapai"],
    ]
    path = tmp_path / "laporan.pdf"
    table = Table(cells, [30, 200, 60, 60, 60, 80], style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), ("SPAN", (5, 0), (5, 1))])
    above = [Paragraph(text) for text in ("LAPORAN KINERJA", "TAHUN 2023", "BALAI POM DI AMBON", "Tabel 3.1 Capaian Kinerja Tahun 2023")]
    SimpleDocTemplate(str(path)).build([*above, table])
    rows = normalize(read_pdf(Document("0" * 64, path, path.name, Metode.PDF)), knowledge, datetime(2024, 1, 7))
    assert [(row.indikator_raw, row.realisasi) for row in rows.capaian] == [("Indeks Profesionalitas ASN UPT", 90)]
    asked = [said(cek.penjelasan) for cek in rows.cek if cek.aturan == "angka_terbuka" and cek.status == "gagal"]
    assert all(any(f"«{number}»" in text for text in asked) for number in ("80", "60", "75"))
