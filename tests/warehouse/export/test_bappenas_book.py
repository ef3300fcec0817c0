"""The workbook for Bappenas: how it prints, its cover and control sheet, and what a spreadsheet program makes of it."""

import re
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from tests.programs import SOFFICE, needs_soffice
from tests.warehouse.export.written import amount, sheet, table
from warehouse.export.bappenas import Rows, export_bappenas

Make = Callable[..., duckdb.DuckDBPyConnection]
# comma, quotes round every text, UTF-8, figures as they are stored, all sheets
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"

# 'a,"b ""c""",,1.5' -> 'a' · '"b ""c"""' · '' · '1.5'
CELL = re.compile(r'("(?:[^"]|"")*"|[^,\n]*)(,|\n|$)')


def test_the_book_prints_on_a4_and_says_what_it_holds(out: Path) -> None:
    book: Any = openpyxl.load_workbook(out / "bawaan" / "bappenas.xlsx")
    assert book.sheetnames == ["sampul", "indikator", "tanpa_realisasi", "ro", "kontrol"]
    for page in book:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage) == (1, 0, True)
    for name in book.sheetnames[1:]:
        page = book[name]
        assert page.freeze_panes == "A2" and page.print_title_rows == "$1:$1" and page.auto_filter.ref
        assert not [cell.value for cell in page[1] if not cell.value or "_" in cell.value or "- " in cell.value]
        # no title is broken inside a word, and a text does not begin where the number before it ends
        for column, cell in zip(page.columns, page[1], strict=True):
            assert max(map(len, cell.value.split())) < page.column_dimensions[column[0].column_letter].width, cell.value
            assert {cell.alignment.indent for cell in column if isinstance(cell.value, str)} <= {1}
        formats = {cell.number_format for row in page.iter_rows(min_row=2) for cell in row if cell.value is not None}
        # '#,##0.######' shows a whole number with a comma behind it
        assert formats <= {"#,##0", "#,##0.00", "#,##0.00####", "0", "@", "General"} and "#,##0" in formats


@pytest.mark.parametrize("folder", ["bawaan", "semua"])
def test_an_allocation_stands_once_and_the_cover_ties(out: Path, folder: str) -> None:
    """The sums over the sheets are those of the yearly allocations in the CSV; a row without a result is on a sheet of its own."""
    book: Any = openpyxl.load_workbook(out / folder / "bappenas.xlsx")
    rows = table(out / folder / "bappenas_indikator.csv")
    results, plans = sheet(book, "indikator"), sheet(book, "tanpa_realisasi")
    assert len(results) == sum(bool(row["realisasi_sd_periode"]) for row in rows) > 0 and len(results) + len(plans) == len(rows)
    assert all(row["Realisasi s.d. periode"] is not None for row in results)
    assert {row["Realisasi s.d. periode"] for row in plans} == {None}
    # without --all the files do not say which printed row an allocation is from: no indicator of the samples stands twice in one plan
    keys = ("tahun", "upt_id", "nama_upt", "dokumen_alokasi", "indikator_id", "indikator_dokumen", "no_sasaran", "no_indikator", "level")
    yearly = {tuple(row[key] for key in keys): Decimal(row["alokasi_rp"]) for row in rows if row["alokasi_rp"]}
    money = "Alokasi setahun (Rp)"
    given = [Decimal(str(row[money])) for row in (*results, *plans) if row[money] is not None]
    assert sum(given) == sum(yearly.values()) > 0 and len(given) == len(yearly)
    cover = {row[0]: row[1:] for row in book["sampul"].iter_rows(values_only=True)}
    assert cover["indikator"][0] == len(results) and cover["tanpa_realisasi"][0] == len(plans)
    both = cover["indikator + tanpa_realisasi"]
    assert [amount(cover["indikator"][n]) + amount(cover["tanpa_realisasi"][n]) for n in range(4)] == [amount(n) for n in both[:4]]
    national = sum(value for key, value in yearly.items() if key[-1] == "PUSAT")
    assert amount(cover["indikator + tanpa_realisasi"][3]) == national
    assert amount(cover["indikator + tanpa_realisasi"][2]) == sum(yearly.values()) - national
    assert {row["Bukti angka"].partition(":")[0].partition(";")[0] for row in results} <= {
        "semua terbukti",
        "semua belum terbukti",
        "belum terbukti",
        "berselisih",
        "diterima orang",
    }


LEFT = "tidak ikut: {} yang perlu ditinjau atau belum terbukti"


@pytest.mark.parametrize("folder", ["bawaan", "terbukti", "semua"])
def test_what_is_sent_and_what_is_left_out_make_the_control_sheet(out: Path, folder: str) -> None:
    """Rows and rupiah of the cover's 'seluruh …' are the sums over the control sheet; every row left out is counted under its reason."""
    book: Any = openpyxl.load_workbook(out / folder / "bappenas.xlsx")
    lines = [row[:5] for row in book["sampul"].iter_rows(min_row=8, values_only=True)]
    cover = {row[0]: row[1:] for row in lines}
    control = [row for row in sheet(book, "kontrol") if not row["Dokumen"].startswith("JUMLAH")]
    for what, part, name in (("indikator", "indikator + tanpa_realisasi", "indikator"), ("RO", "ro", "RO")):
        printed = sum(amount(row[f"Alokasi {name} {proof} (Rp)"]) for row in control for proof in ("terbukti", "belum terbukti"))
        assert sum(amount(cell) for cell in cover[f"seluruh {what}"][2:]) == printed > 0
        assert [amount(a) + amount(b) for a, b in zip(cover[part], cover[LEFT.format(what)], strict=True)] == [
            amount(cell) for cell in cover[f"seluruh {what}"]
        ]
    counts = ("Baris terbukti", "Baris belum terbukti", "Baris perlu ditinjau")
    assert sum(row[name] for row in control for name in counts) == cover["seluruh indikator"][0] + cover["seluruh RO"][0]
    reasons = sum(row[1] for row in lines if row[0].startswith("    karena: "))
    assert reasons == sum(cover[LEFT.format(what)][0] for what in ("indikator", "RO")) and (reasons == 0) == (folder == "semua")


@needs_soffice
def test_libreoffice_opens_it_with_numbers_as_numbers(warehouse_of: Make, buat: Any, tmp_path: Path) -> None:
    nasty = '=HYPERLINK("http://x";"klik")'
    plan = buat.document("a", "serang", [buat.indeks("85.5", "1234567890.50", nama=nasty)], total_anggaran_rp="1234567890.50")
    plan = buat.with_rows(plan, kontribusi_ro=[buat.ro("a", 9, 1, "3165.QIA.005", "051", "1234567890.50", "1234567890.50")])
    warehouse_of(plan)
    export_bappenas(tmp_path, tmp_path / "out", wanted=Rows.SEMUA)
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        AS_CSV,
        "--outdir",
        str(tmp_path / "lo"),
        str(tmp_path / "out/bappenas.xlsx"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    rows = [quoted(tmp_path / "lo" / "bappenas-tanpa_realisasi.csv", number) for number in range(1, 6)]
    assert [(row["Tahun"], row["Target setahun"], row["Sumber target"], row["Realisasi s.d. periode"]) for row in rows] == [
        ("2024", "85.5", '"a.pdf halaman 1"', "")
    ] * 5
    assert rows[0]["Indikator"] == '"' + nasty.replace('"', '""') + '"'
    # one allocation a year, so that LibreOffice's own sum is the right one
    assert [row["Alokasi setahun (Rp)"] for row in rows] == ["", "", "", "", "1234567890.5"]
    line = quoted(tmp_path / "lo" / "bappenas-ro.csv")
    assert (line["Kode RO"], line["Alokasi setahun (Rp)"]) == ('"DR.3165.QIA.005"', "1234567890.5")
    control = quoted(tmp_path / "lo" / "bappenas-kontrol.csv")
    assert (control["Total tercetak (Rp)"], control["Selisih indikator (Rp)"], control["Hasil pencocokan"]) == (
        "1234567890.5",
        "0",
        '"cocok"',
    )


def quoted(path: Path, number: int = 1) -> dict[str, str]:
    """A row by column, each cell as LibreOffice wrote it: texts in quotes, numbers bare."""
    lines = path.read_text(encoding="utf-8").splitlines()
    names, values = ([match[1] for match in CELL.finditer(line)] for line in (lines[0], lines[number]))
    return {name.strip('"'): value for name, value in zip(names, values, strict=False)}
