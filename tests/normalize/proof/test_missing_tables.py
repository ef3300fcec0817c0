"""What a document announces and does not show: captions without a table, named tables of an unknown form, pages that its foot counts."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import regex
from reportlab.pdfgen.canvas import Canvas

from extract.cells import Document, Line, Metode, Reading
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.identity.declared_pages import missing_pages
from normalize.rows import DocumentRows
from normalize.tables.captions import caption_of
from normalize.words.names import fold
from normalize.words.registry_rows import registry_rows
from tests.terucap import said

Baca = Callable[[str], DocumentRows]
NAMED = list(registry_rows("words/tabel_bernama.csv", "tabel", "pola", "contoh"))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Tabel 2.2 Rencana Aksi Perjanjian Kinerja", "2.2"),
        ("TABEL 3. CAPAIAN KINERJA", "3"),
        ("Tabel III-4: Realisasi Anggaran", "III-4"),
        ("Tabel 3.10. “Nilai” menurut unit", "3.10"),
        ("Tabel 3.1", "3.1"),
    ],
)
def test_a_caption(line: str, number: str) -> None:
    caption = caption_of(line)
    assert caption is not None and caption.nomor == number


@pytest.mark.parametrize(
    "line",
    [
        "Tabel 3.1 menunjukkan bahwa realisasi naik",
        "Tabel 3.1 dan Tabel 3.2 di atas",
        "Tabel ini memuat capaian",
        "Pada Tabel 3.1 Capaian Kinerja",
        "Tabel 2.1 Perjanjian Kinerja ................ 12",
        "Tabel 2.1 Perjanjian Kinerja . . . . . . 12",
    ],
)
def test_prose_and_lists_are_no_captions(line: str) -> None:
    assert caption_of(line) is None


@pytest.mark.parametrize("row", NAMED, ids=lambda row: row["tabel"])
def test_a_caption_names_its_kind(row: dict[str, str]) -> None:
    folded = fold(row["contoh"])
    assert next(other["tabel"] for other in NAMED if regex.search(other["pola"], folded)) == row["tabel"]


AGREED = "No\tSasaran\tIndikator\tTarget\n1\tLayanan yang baik\tIndeks kepuasan pemohon\t80"
REACHED = "No\tIndikator\tTarget\tRealisasi\t% Capaian\n1\tIndeks kepuasan pemohon\t80\t84\t105"
TITLE = "LAPORAN KINERJA TAHUN 2022\nLOKA POM DI KOTA DUMAI\n\n"


END = "Dumai, 12 Januari 2023"


def report(*parts: str) -> str:
    return TITLE + "\n\n".join([*parts, END]) + "\n"


PK = "Tabel 2.1 Perjanjian Kinerja Tahun 2022\n" + AGREED
CAPAIAN = "Tabel 3.1 Capaian Kinerja Tahun 2022\n" + REACHED


def test_a_whole_report_raises_no_doubt(baca: Baca) -> None:
    rows = baca(report(PK, "Tabel 2.1 menunjukkan target tahun 2022.", CAPAIAN, "Tabel 3.1 memperlihatkan realisasi."))
    assert (rows.dokumen.status, rows.dokumen.pesan) == ("lengkap", None)


@pytest.mark.parametrize(
    "parts",
    [
        (PK, "Tabel 2.2 Target Triwulan Tahun 2022", CAPAIAN),
        (PK, CAPAIAN, "Tabel 3.2 Target Triwulan Tahun 2022", "Demikian laporan ini."),
        ("Tabel 1.1 Target Triwulan Tahun 2022", PK, CAPAIAN),
    ],
)
def test_a_caption_without_its_table(baca: Baca, parts: tuple[str, ...]) -> None:
    document = baca(report(*parts)).dokumen
    assert document.status == "perlu_tinjau"
    assert (
        document.pesan is not None
        and "1 judul tabel tidak diikuti tabel" in said(document.pesan)
        and "Target Triwulan" in said(document.pesan)
    )


def test_captions_below_their_tables(baca: Baca) -> None:
    below = "\n\n".join(reversed(PK.split("\n", 1))), "\n\n".join(reversed(CAPAIAN.split("\n", 1)))
    assert baca(report(*below)).dokumen.status == "lengkap"
    document = baca(report(*below, "Tabel 3.2 Target Triwulan Tahun 2022")).dokumen
    assert document.status == "perlu_tinjau"


def test_the_list_of_tables_announces_nothing(baca: Baca) -> None:
    listed = ["DAFTAR TABEL", "Tabel 2.1 Perjanjian Kinerja", "Tabel 3.1 Capaian Kinerja", "Tabel 3.9 Lampiran Data", "BAB II PERENCANAAN"]
    assert baca(report("\n".join(listed), PK, CAPAIAN)).dokumen.status == "lengkap"


def test_a_caption_repeated_where_its_table_goes_on(baca: Baca) -> None:
    again = "Tabel 3.1 Capaian Kinerja Tahun 2022 (lanjutan)\n" + REACHED.replace("pemohon", "pelanggan")
    assert baca(report(PK, CAPAIAN, again)).dokumen.status == "lengkap"


def test_a_named_table_of_an_unknown_form(baca: Baca) -> None:
    odd = "Tabel 3.2 Efisiensi Penggunaan Anggaran\nUraian\tA\tB\nLayanan\t10\t20\nPengawasan\t30\t40"
    document = baca(report(PK, CAPAIAN, odd)).dokumen
    assert document.status == "perlu_tinjau"
    assert document.pesan is not None and "menyebut EFISIENSI" in said(document.pesan)


def test_a_second_table_of_a_kind_without_a_known_head(baca: Baca) -> None:
    odd = "Kolom A\tKolom B\tKolom C\nLayanan\tIndeks kepuasan\t85"
    named = baca(report(PK, "Tabel 2.2 Perjanjian Kinerja Tahun 2022 (Menjadi)\n" + odd, CAPAIAN)).dokumen
    assert named.status == "perlu_tinjau" and "menyebut PK" in said(named.pesan)
    assert baca(report(PK, "Tabel 2.2 Usulan perubahan perjanjian kinerja\n" + odd, CAPAIAN)).dokumen.status == "lengkap"


# ---- pages


def reading(feet: list[str], pages: int | None = None) -> Reading:
    lines = tuple(Line(text, number) for number, text in enumerate(feet, 1) if text)
    document = Document("0" * 64, Path("x.pdf"), "x.pdf", Metode.PDF)
    return Reading(document, (), lines, (), pages or len(feet))


@pytest.mark.parametrize(
    "feet",
    [
        ["Halaman 1 dari 3", "Halaman 2 dari 3"],
        ["Hal. 1/3", "Hal. 3/3"],
        ["Page 2 of 3", "Page 3 of 3"],
        ["Rencana Aksi | Halaman 1 dari 3", "Rencana Aksi | Halaman 3 dari 3"],
        ["1 dari 3", "2 dari 3"],
    ],
)
def test_fewer_pages_than_the_foot_counts(feet: list[str]) -> None:
    (sentence,) = missing_pages(reading(feet))
    (missing,) = {1, 2, 3} - {int(foot.replace("/", " ").split()[-3 if "of" in foot or "dari" in foot else -2]) for foot in feet}
    assert "3 halaman" in said(sentence) and f"halaman {missing} tidak ada" in said(sentence)


@pytest.mark.parametrize(
    "feet",
    [
        ["Halaman 1 dari 2", "Halaman 2 dari 2"],
        ["", "Halaman 1 dari 2", "Halaman 2 dari 2"],
        ["", "", "", "Lampiran halaman 1 dari 9"],
        ["Halaman 1 dari 2", "Halaman 2 dari 2", "Halaman 1 dari 4", "Halaman 2 dari 4"],
        ["01/12/2022", "3"],
    ],
)
def test_feet_that_prove_no_loss(feet: list[str]) -> None:
    assert missing_pages(reading(feet)) == []


def test_a_lost_last_page_is_said(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "satu.pdf"
    canvas = Canvas(str(path))
    for y, text in enumerate(["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2022", "LOKA POM DI KOTA DUMAI", "Halaman 1 dari 2"]):
        canvas.drawString(72, 700 - 200 * y, text)
    canvas.grid([72, 200], [300, 320])
    canvas.save()
    rows = normalize(read_pdf(Document("0" * 64, path, "satu.pdf", Metode.PDF)), knowledge, datetime(2024, 1, 1))
    assert rows.dokumen.status == "perlu_tinjau"
    assert "halaman 2 tidak ada" in said(rows.dokumen.pesan)
