"""Several papers in one file: whose each table is, and that it is asked."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows
from tests.conftest import Kertas
from tests.terucap import said

SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=6, leading=7)
STYLE = [("GRID", (0, 0), (-1, -1), 0.5, "black"), *(("SPAN", a, b) for a, b in (((0, 0), (0, 1)), ((1, 0), (1, 1)), ((2, 0), (13, 0))))]
HEAD = [["No", "Indikator Kinerja", "Target", *[""] * 11, "Anggaran"], ["", "", *(f"B{n:02}" for n in range(1, 13)), ""]]
NAMES = ["Persentase Obat yang memenuhi syarat", "Indeks kepuasan masyarakat", "Persentase sarana yang diperiksa"]
TITLE = "RENCANA AKSI PERJANJIAN KINERJA TAHUN"
JAMBI, AMBON = "BALAI POM DI JAMBI", "BALAI POM DI AMBON"
Part = tuple[Sequence[str], int] | tuple[Sequence[str], int, str]
"""Lines above a plan, its target, and a line behind it."""
Baca = Callable[..., DocumentRows]


def plan(lines: Sequence[str], target: int, behind: str = "") -> list[Flowable]:
    rows = [[str(n), name, *[str(target + n)] * 12, f"{target}.{n}50.000"] for n, name in enumerate(NAMES, 1)]
    cells = [[Paragraph(text, SMALL) if text else "" for text in row] for row in (*HEAD, *rows)]
    table = Table(cells, [20, 130, *[24] * 12, 70], style=STYLE)
    return [*map(Paragraph, lines), table, *map(Paragraph, (behind, "Jambi, 5 Februari 2024")), PageBreak()]


@pytest.fixture
def baca_pdf(tmp_path: Path, knowledge: Knowledge) -> Baca:
    def read(*parts: Part, before: Sequence[str] = (), decided: str | None = None) -> DocumentRows:
        path = tmp_path / "rencana.pdf"
        letter: list[Flowable] = [*map(Paragraph, before), PageBreak()] if before else []
        SimpleDocTemplate(str(path), pagesize=(842, 595)).build([*letter, *(item for part in parts for item in plan(*part))])
        told = replace(knowledge, keputusan={("rencana.pdf", "upt_id"): decided} if decided else {})
        return normalize(read_pdf(Document("0" * 64, path, "rencana.pdf", Metode.PDF)), told, datetime(2024, 1, 1))

    return read


def asked(rows: DocumentRows) -> list[str]:
    return [said(cek.penjelasan) for cek in rows.cek if cek.aturan == "satu_dokumen" and cek.status == "gagal"]


def filed(rows: DocumentRows) -> dict[int | None, tuple[str | None, int | None, str | None, Decimal | None]]:
    """Page → office, year, version and first target of the table on it."""
    return {row.halaman: (row.upt_id, row.tahun, row.versi, row.target_tahunan) for row in reversed(rows.target)}


@pytest.mark.parametrize(
    ("titles", "whose"),
    [
        ([f"{TITLE} 2024", AMBON], ("ambon", 2024)),
        ([f"{TITLE} 2025", JAMBI], ("jambi", 2025)),
        (["BADAN PENGAWAS OBAT DAN MAKANAN", AMBON, f"{TITLE} 2024"], ("ambon", 2024)),
        ([f"RENCANA AKSI PERJANJIAN KINERJA {AMBON} TAHUN 2025"], ("ambon", 2025)),
        ([f"{TITLE} 2024", "LOKA POM DI NEGERI ANGIN"], (None, 2024)),
        ([f"{TITLE} 2024", "BADAN PENGAWAS OBAT DAN MAKANAN"], ("bpom", 2024)),
    ],
)
def test_the_plan_of_another_office_or_year_is_filed_under_its_own_title_and_asked(
    baca_pdf: Baca, titles: list[str], whose: tuple[str | None, int]
) -> None:
    rows = baca_pdf(([f"{TITLE} 2024", JAMBI], 20), (titles, 50))
    assert filed(rows) == {1: ("jambi", 2024, None, 21), 2: (*whose, None, 51)}
    assert {(row.tabel_no, row.nilai) for row in rows.target_bulanan} == {(t, 30 * t - 10 + n) for t in (1, 2) for n in (1, 2, 3)}
    assert len(asked(rows)) == 1 and "pisahkan berkasnya" in asked(rows)[0]
    assert (rows.dokumen.upt_id, rows.dokumen.tahun, rows.dokumen.status) == ("jambi", 2024, "perlu_tinjau")


def test_the_same_title_over_each_page_is_one_plan(baca_pdf: Baca) -> None:
    rows = baca_pdf(([f"{TITLE} 2024", JAMBI], 20), (["RENCANA AKSI PERJANJIAN KINERJA", "BALAI POM DI JAMBI TAHUN 2024"], 20))
    assert filed(rows) == dict.fromkeys((1, 2), ("jambi", 2024, None, 21)) and not asked(rows)


def test_the_agency_above_the_office_says_nothing(baca_pdf: Baca) -> None:
    rows = baca_pdf(([f"{TITLE} 2024", "BADAN PENGAWAS OBAT DAN MAKANAN"], 20, JAMBI))
    assert filed(rows) == {1: ("jambi", 2024, None, 21)} and not asked(rows)


def test_titles_that_differ_in_the_year_alone_are_no_running_head(baca_pdf: Baca) -> None:
    rows = baca_pdf(*(([f"{TITLE} {year}", JAMBI], 20) for year in (2023, 2024, 2025)))
    assert [(row.halaman, row.tahun) for row in rows.target[::3]] == [(1, 2023), (2, 2024), (3, 2025)] and asked(rows)


def test_a_letter_of_another_office_before_the_plan(baca_pdf: Baca) -> None:
    letter = ["BADAN PENGAWAS OBAT DAN MAKANAN", AMBON, "Hal: penyampaian", f"{TITLE.title()} 2024", "Kepala", "Balai POM di Ambon"]
    rows = baca_pdf(([f"{TITLE} 2024", JAMBI], 20), before=letter)
    assert filed(rows) == {2: ("jambi", 2024, None, 21)} and asked(rows)
    plain = baca_pdf(([f"{TITLE} 2024", JAMBI], 20), before=letter[:2])
    assert filed(plain) == {2: ("jambi", 2024, None, 21)} and not asked(plain)


def test_the_office_that_a_person_decided_is_that_of_its_own_titles(baca_pdf: Baca) -> None:
    own, other = ([f"{TITLE} 2024", JAMBI], 20), ([f"{TITLE} 2024", AMBON], 50)
    assert filed(baca_pdf(own, decided="kendari")) == {1: ("kendari", 2024, None, 21)}
    assert filed(baca_pdf(own, other, decided="kendari")) == {1: ("kendari", 2024, None, 21), 2: ("ambon", 2024, None, 51)}


def test_a_plan_and_its_revision(baca_pdf: Baca) -> None:
    first = [f"{TITLE} 2024", JAMBI]
    rows = baca_pdf((first, 20), ([*first, "Rencana Aksi (Revisi)"], 50))
    assert filed(rows) == {1: ("jambi", 2024, "AWAL", 21), 2: ("jambi", 2024, "REVISI", 51)} and not asked(rows)
    unsaid = baca_pdf((first, 20), (first, 50))
    assert filed(unsaid) == {1: ("jambi", 2024, None, 21), 2: ("jambi", 2024, None, 51)}
    assert asked(unsaid) == [
        "Rencana ini tercetak dua kali dengan angka yang berbeda, dan tidak tercetak mana yang berlaku; pisahkan berkasnya menjadi"
        " satu dokumen satu berkas."
    ]


def test_each_paper_has_its_own_unit_of_rupiah(baca_pdf: Baca) -> None:
    rows = baca_pdf(([f"{TITLE} 2024", JAMBI], 20), ([f"{TITLE} 2024", AMBON, "(dalam ribuan rupiah)"], 50))
    assert [row.anggaran_rp for row in rows.target[::3]] == [20_150_000, 50_150_000_000]


def test_dumps_one_behind_the_other(baca: Callable[[str], DocumentRows], kertas: Kertas) -> None:
    dumps = [kertas.dokumen([kertas.indikator(1, 1000, sasaran=(1, "Terwujudnya mutu"))], upt) for upt in (JAMBI, AMBON)]
    rows = baca("\n".join(dumps))
    assert [row.upt_id for row in rows.target] == ["jambi", "ambon"] and asked(rows)
