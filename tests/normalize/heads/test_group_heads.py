"""Years and offices that stand in rows: over the rows that they are about, or in a column of their own."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows

SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=8, leading=10)
HEAD = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
OBAT, AKIP = "Persentase Obat yang memenuhi syarat", "Nilai AKIP UPT"
FIRST = (["1", OBAT, "80", "81,20", "101,50"], ["2", AKIP, "75", "72,00", "96,00"])
SECOND = (["1", OBAT, "85", "83,30", "98,00"], ["2", AKIP, "76", "76,76", "101,00"])

Print = Callable[..., DocumentRows]


@pytest.fixture
def printed(tmp_path: Path, knowledge: Knowledge) -> Print:
    def read(title: str, head: list[str], rows: Sequence[Sequence[str]], spans: Sequence[tuple[int, int, int, int]] = ()) -> DocumentRows:
        """spans: column and row where a cell begins and ends, the head's row being 0. A row of one text stands over all columns."""
        grid = [head, *(list(row) if len(row) > 1 else [*row, *[""] * (len(head) - 1)] for row in rows)]
        wide = [(0, i, len(head) - 1, i) for i, row in enumerate(rows, 1) if len(row) == 1]
        style = [("GRID", (0, 0), (-1, -1), 0.7, "black"), *(("SPAN", (a, b), (c, d)) for a, b, c, d in (*wide, *spans))]
        path = tmp_path / "laporan.pdf"
        table = Table([[Paragraph(text, SMALL) for text in row] for row in grid], colWidths=[40, 180, *[75] * (len(head) - 2)])
        table.setStyle(style)
        lines = ["LAPORAN KINERJA TAHUN 2023", "BALAI POM DI AMBON", title]
        SimpleDocTemplate(str(path), pagesize=A4).build([*(Paragraph(line, SMALL) for line in lines), table])
        document = Document("0" * 64, path, path.name, Metode.PDF)
        return normalize(read_pdf(document), knowledge, datetime(2024, 1, 1))

    return read


def told(rows: DocumentRows) -> list[tuple[object, ...]]:
    return [(row.tabel, row.upt_id, row.tahun, row.indikator_raw, row.target, row.realisasi) for row in rows.capaian]


def test_a_year_over_the_rows_is_theirs(printed: Print) -> None:
    rows = printed("Tabel 3.2 Perbandingan Capaian Kinerja", HEAD, [["Tahun 2022"], *FIRST, ["Tahun 2023"], *SECOND])
    assert told(rows) == [
        ("TREN", "ambon", 2022, OBAT, 80, Decimal("81.2")),
        ("TREN", "ambon", 2022, AKIP, 75, 72),
        ("TREN", "ambon", 2023, OBAT, 85, Decimal("83.3")),
        ("TREN", "ambon", 2023, AKIP, 76, Decimal("76.76")),
    ]


def test_an_office_over_the_rows_is_theirs(printed: Print) -> None:
    """The figures of the second office were the reporting one's."""
    rows = printed("Tabel 3.3 Perbandingan Capaian Kinerja", HEAD, [["Balai POM di Ambon"], *FIRST, ["Balai POM di Sofifi"], *SECOND])
    assert [row[:3] for row in told(rows)] == [("BANDING", office, 2023) for office in ("ambon", "ambon", "sofifi", "sofifi")]


def test_another_name_below_an_office_is_an_office_that_nobody_knows(printed: Print) -> None:
    bands = [["Balai POM di Ambon"], *FIRST, ["Balai POM di Sofifi"], *SECOND, ["Kantor perwakilan di Negeri Seberang"], FIRST[0]]
    last = printed("Tabel 3.3 Perbandingan Capaian Kinerja", HEAD, bands).capaian[-1]
    assert (last.upt_id, last.upt_raw) == (None, "Kantor perwakilan di Negeri Seberang")
    assert "kantor_tidak_dikenal" in last.bendera


def test_offices_beside_one_name_compare_it(printed: Print) -> None:
    head = ["No", "Indikator Kinerja", "UPT", *HEAD[2:]]
    body = [["1", OBAT, "Balai POM di Ambon", *FIRST[0][2:]], ["", "", "Balai POM di Sofifi", *SECOND[0][2:]]]
    rows = printed("Tabel 3.3 Perbandingan Capaian Kinerja", head, body, [(0, 1, 0, 2), (1, 1, 1, 2)])
    assert [row[:4] for row in told(rows)] == [("BANDING", "ambon", 2023, OBAT), ("BANDING", "sofifi", 2023, OBAT)]


def test_offices_that_inferred_columns_cut_are_not_the_reporting_one(printed: Print) -> None:
    """Below 'UPT' stood 'Balai' alone, and the second office's figures were told of the first."""
    head = ["No", "Indikator Kinerja", "UPT", "", *HEAD[2:]]
    body = [["1", OBAT, "Balai POM", "di Ambon", *FIRST[0][2:]], ["2", AKIP, "Balai POM", "di Sofifi", *SECOND[0][2:]]]
    rows = printed("Tabel 3.3 Perbandingan Capaian Kinerja", head, body)
    assert {(row.tabel, row.upt_id, "kantor_tidak_dikenal" in row.bendera) for row in rows.capaian} == {("BANDING", None, True)}


def test_years_beside_one_name_are_its_own(printed: Print) -> None:
    """The figures of 2022 were told as those of 2023."""
    head = ["No", "Indikator Kinerja", "Tahun", *HEAD[2:]]
    body = [["1", OBAT, "2022", *FIRST[0][2:]], ["", "", "2023", *SECOND[0][2:]]]
    rows = printed("Tabel 3.2 Perbandingan Capaian Kinerja", head, body, [(0, 1, 0, 2), (1, 1, 1, 2)])
    assert [row[:4] for row in told(rows)] == [("TREN", "ambon", 2022, OBAT), ("TREN", "ambon", 2023, OBAT)]


@pytest.mark.parametrize("year", ["2022", "Tahun 2022", "Th. 2022"])
def test_years_alone_head_what_was_reached_where_the_title_says_so(printed: Print, year: str) -> None:
    head = ["No", "Indikator Kinerja", year, year.replace("2022", "2023")]
    body = [["1", OBAT, "81,20", "83,30"], ["2", AKIP, "72,00", "76,76"]]
    rows = printed("Tabel 3.2 Perbandingan Realisasi Kinerja Tahun 2022 dan 2023", head, body)
    years = [(row[0], row[2], row[5]) for row in told(rows)]
    assert years[:2] == [("TREN", 2022, Decimal("81.2")), ("TREN", 2023, Decimal("83.3"))]
    assert not printed("Tabel 3.2 Perbandingan Kinerja", head, body).capaian


def test_what_the_nation_reached_stands_beside_the_office(printed: Print) -> None:
    head = ["No", "Indikator Kinerja", "Realisasi Balai POM di Ambon Tahun 2023", "Realisasi Nasional"]
    rows = printed("Tabel 3.3 Perbandingan dengan Nasional", head, [["1", OBAT, "81,20", "83,30"], ["2", AKIP, "72,00", "76,76"]])
    offices = [(row[0], row[1], row[5]) for row in told(rows)]
    assert offices[:2] == [("BANDING", "ambon", Decimal("81.2")), ("BANDING", "bpom", Decimal("83.3"))]


def test_quarters_of_target_and_result_by_their_letters_are_no_plan(baca: Callable[[str], DocumentRows]) -> None:
    """The four R were lost, and the table was taken for a plan by quarters."""
    head = [["No", "Indikator Kinerja", "Target", *(text for q in ("I", "II", "III", "IV") for text in (f"TW {q}", "", ""))]]
    head += [["", "", "", *["T", "R", "%"] * 4]]
    body = [["1", OBAT, "80", *["20", "21", "105"], *["40", "40", "100"], *["60", "57", "95"], *["80", "84", "105"]]]
    text = "\n".join("\t".join(row) for row in [*head, *body])
    rows = baca(f"LAPORAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\n\nTabel 3.1 Capaian per Triwulan\n\n{text}\n")
    assert not rows.target
    of_quarters = [(row.periode, row.target, row.realisasi, row.capaian_persen) for row in rows.capaian if row.periode != "TAHUNAN"]
    assert of_quarters == [("TW1", 20, 21, 105), ("TW2", 40, 40, 100), ("TW3", 60, 57, 95), ("TW4", 80, 84, 105)]


def test_offices_below_capaian_have_their_capaian(baca: Callable[[str], DocumentRows]) -> None:
    """The percentages were what the offices reached."""
    offices = ["Balai POM di Ambon", "Balai POM di Sofifi"]
    head = [["No", "Indikator Kinerja", "Realisasi", "", "Capaian (%)", ""], ["", "", *offices, *offices]]
    text = "\n".join("\t".join(row) for row in [*head, ["1", OBAT, "81", "83", "101,25", "98,5"], ["2", AKIP, "70", "71", "93,33", "-"]])
    rows = baca(f"LAPORAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\n\nTabel 3.3 Perbandingan\n\n{text}\n")
    assert {(row.tabel, row.upt_id, row.realisasi, row.capaian_persen) for row in rows.capaian if row.indikator_raw == OBAT} == {
        ("BANDING", "ambon", 81, Decimal("101.25")),
        ("BANDING", "sofifi", 83, Decimal("98.5")),
    }


def test_a_name_over_the_rows_that_inferred_columns_cut_is_whole(printed: Print) -> None:
    """'Loka' stood under NO, the rest under the names: the rows were the reporting office's."""
    bands = [["Balai", "POM di Ambon", "", "", ""], *FIRST, ["Balai", "POM di Sofifi", "", "", ""], *SECOND]
    rows = printed("Tabel 3.3 Perbandingan Capaian Kinerja", HEAD, bands)
    assert [row[:2] for row in told(rows)] == [("BANDING", office) for office in ("ambon", "ambon", "sofifi", "sofifi")]
    years = [["Tahun", "2022", "", "", ""], *FIRST, ["Tahun", "2023", "", "", ""], *SECOND]
    rows = printed("Tabel 3.2 Perbandingan Capaian Kinerja", HEAD, years)
    assert [(row[0], row[2]) for row in told(rows)] == [("TREN", year) for year in (2022, 2022, 2023, 2023)]


@pytest.mark.parametrize("quarters", [("I", "II"), ("1", "2"), ("TW I", "TW II")])
def test_a_number_below_triwulan_is_its_quarter(printed: Print, quarters: tuple[str, str]) -> None:
    """'I' was the whole year."""
    head = ["No", "Indikator Kinerja", "Triwulan", *HEAD[2:]]
    body = [["1", OBAT, quarters[0], "20", "21", "105"], ["", "", quarters[1], "40", "40", "100"]]
    rows = printed("Tabel 3.1 Capaian per Triwulan", head, body, [(0, 1, 0, 2), (1, 1, 1, 2)])
    assert [(row.periode, row.indikator_raw, row.realisasi) for row in rows.capaian] == [("TW1", OBAT, 21), ("TW2", OBAT, 40)]
