"""data/report.html: whole in one file, in two languages, with the pages of the doubts; and the way from a row to its page."""

import base64
import io
import os
import re
import shutil
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result
from PIL import Image
from pypdf import PdfReader

import pipeline
from extract.page.page_crop import crop_around
from tests.programs import CHROMIUM, needs_chromium
from warehouse.report.causes import causes_of
from warehouse.report.figures import ReportFigures
from warehouse.report.marks import number, short_name
from warehouse.report.notebook import page_of
from warehouse.screen.language import speak
from warehouse.screen.screen import Steps, unseen
from warehouse.store.cause_words import cause_words
from warehouse.store.errors import NameUnknown, WarehouseMissing

ROOT = Path(__file__).parent.parent
RED = (214, 39, 40)


def rapk(*arguments: str | Path) -> Result:
    return CliRunner(env={"COLUMNS": "180"}).invoke(pipeline.main, [str(argument) for argument in arguments])


class Page(HTMLParser):
    """What a page refers to, its ids and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: set[str] = set()
        self.refers: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            elif name in ("src", "href", "xlink:href", "action"):
                self.refers.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def page(data: Path) -> Page:
    return Page((data / "report.html").read_text(encoding="utf-8"))


def ask(data: Path, query: str) -> list[Any]:
    with duckdb.connect(str(data / "kinerja.duckdb"), read_only=True) as con:
        return con.sql(query).fetchall()


def test_run_leaves_a_report_that_needs_nothing_else(samples: Path) -> None:
    found = page(samples)
    assert not {"script", "link", "iframe"} & found.tags
    inner = {address[1:] for address in found.refers if address.startswith("#")}
    outer = [address for address in found.refers if not address.startswith(("#", "data:image/webp;base64,"))]
    # documents by their way from the data folder, so that the folder can be sent; no address of a network
    assert inner <= found.ids and outer and not [address for address in outer if re.match(r"/|\w+:", address)]
    assert {address.partition("#")[0].rpartition("/")[2] for address in outer} <= {
        name for (name,) in ask(samples, "SELECT nama_berkas FROM dokumen")
    }
    assert (samples / "report.html").stat().st_size < 1_000_000


def test_it_names_every_document_and_every_office_of_the_year(samples: Path) -> None:
    found = page(samples)
    for nama, status in ask(samples, "SELECT nama_berkas, status FROM dokumen"):
        assert nama in found.text and status in found.text
    offices = ask(samples, "SELECT nama_upt FROM _upt_per_tahun WHERE tahun = 2023 AND berlaku AND level <> 'PUSAT'")
    card = (samples / "report.html").read_text(encoding="utf-8").partition('id="k2023-tahunan"')[2].partition("</section>")[0]
    assert len(offices) > 70 and all(short_name(office) in card for (office,) in offices)
    ((reasons,),) = ask(samples, "SELECT count(*) FROM v_perlu_tinjau")
    assert f"<b>{reasons}</b>tempat" in (samples / "report.html").read_text(encoding="utf-8")


def test_every_figure_of_the_sample_report_stands_on_its_pages(samples: Path) -> None:
    """Target, result and achievement of each indicator with its place; the office's value as printed, or both where they differ."""
    text = (samples / "report.html").read_text(encoding="utf-8")
    office = text.partition('id="u-tabalong"')[2].partition("</section>")[0]
    rows = ask(samples, "SELECT indikator_id, target, realisasi, capaian_persen, halaman FROM _hasil_laporan WHERE upt_id = 'tabalong'")
    assert len(rows) == 13
    for indikator, target, realisasi, persen, halaman in rows:
        line = next(line for line in office.split("<tr>") if f'"#i-{indikator}"' in line and '<td class="bar' in line)
        assert f">{number(target)}<" in line and f">{number(realisasi)}<" in line and number(persen, 1) in line
        assert f"lakip_tahunan.pdf#page={halaman}" in line
    assert "lakip_tahunan.pdf mencetak 102,54" in office and "≠" in office


def test_the_crops_show_the_number_boxed_under_its_head(samples: Path) -> None:
    pictures = [address for address in page(samples).refers if address.startswith("data:")]
    assert 1 <= len(pictures) <= 40
    for address in pictures:
        with Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2]))) as picture:
            colours: set[Any] = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20) or []}
            assert picture.width > 400 and 40 < picture.height < 320
            assert any(r - b > 90 and r - g > 50 for r, g, b in colours)
    assert sum(map(len, pictures)) / len(pictures) < 30_000


def test_time_is_that_of_the_clock_of_this_machine(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same in the report and in `status`, and both say which clock."""
    copy = tmp_path / "data"
    shutil.copytree(samples, copy)
    (last,) = ask(copy, "SELECT strftime(max(diproses_pada) + INTERVAL 7 HOUR, '%Y-%m-%d %H:%M') FROM dokumen")[0]
    monkeypatch.setenv("TZ", "WIB-7")
    time.tzset()
    try:
        assert rapk("report", "--data-dir", copy).exit_code == 0
        shown = rapk("status", "--data-dir", copy).stdout
    finally:
        monkeypatch.undo()
        time.tzset()
    assert f"{last} (WIB" in page(copy).text and last in shown and "(WIB)" in shown


def test_with_evidence_every_result_leads_to_its_crop(samples: Path, tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(samples, copy)
    assert rapk("report", "--bukti", "--data-dir", copy).exit_code == 0
    rows = ask(copy, "SELECT doc_id, baris FROM _hasil_laporan WHERE nama_berkas LIKE '%.pdf'")
    names = {f"{doc_id[:16]}-{baris}.webp" for doc_id, baris in rows}
    assert len(names) == 13 and {path.name for path in (copy / "bukti").iterdir()} == names
    assert {f"bukti/{name}" for name in names} <= set(page(copy).refers)


def test_in_english_too(samples: Path, tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(samples, copy)
    result = rapk("report", "--lang", "en", "--data-dir", copy)
    assert result.exit_code == 0 and result.stdout.strip() == str(copy / "report.html")
    english = page(copy).text
    assert "What needs a decision" in english and "Yang perlu diputuskan" not in english and "Yang perlu diputuskan" in page(samples).text


def test_a_reason_that_the_registry_has_no_words_for_is_told_by_its_row(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "SELECT alasan, penjelasan, anjuran FROM v_perlu_tinjau WHERE alasan = concat(sumber, ': tak_terbukti')"
    speak("id")
    known = {reason: words for reason, words in cause_words().items() if reason != "tak_terbukti"}
    with duckdb.connect(str(samples / "kinerja.duckdb"), read_only=True) as con:
        unknown = con.execute(asked).fetchall()
        assert unknown and {row.penjelasan for row in ReportFigures(con, samples).doubts} == {None}
        monkeypatch.setattr("warehouse.report.figures.cause_words", lambda: known)
        monkeypatch.setattr("warehouse.report.causes.cause_words", lambda: known)
        figures = ReportFigures(con, samples)
    assert [(row.alasan, row.penjelasan, row.anjuran) for row in figures.doubts if row.penjelasan is not None] == unknown
    (cause,) = [cause for cause in causes_of(figures.doubts, figures) if cause.sebab in {row[1] for row in unknown}]
    assert cause.tempat == len(unknown) and cause.anjuran in {row[2] for row in unknown}


def test_empty_warehouse_and_none_at_all(empty: tuple[Path, str], tmp_path: Path) -> None:
    assert "Belum ada dokumen yang terbaca." in page(empty[0]).text
    result = rapk("report", "--data-dir", tmp_path / "lain")
    assert result.exit_code == 2 and "Belum ada gudang data" in result.stderr


def test_a_report_that_falls_never_fails_the_run(empty: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = Path(shutil.copytree(empty[0], tmp_path / "data"))
    (data / "report.html").unlink()

    def falls(data_dir: Path, steps: Steps = unseen) -> Path:
        raise RuntimeError("grafik")

    monkeypatch.setattr("warehouse.report.page.write_report", falls)
    result = rapk("run", "--data-dir", data)
    assert result.exit_code == 0 and "report.html tidak dapat dibuat" in result.stderr
    assert "RuntimeError: grafik" in (data / "log" / "report.jejak.txt").read_text(encoding="utf-8")


def test_crop_keeps_the_row_and_its_neighbours() -> None:
    blank = Image.new("RGB", (400, 2000), "white")
    piece = crop_around(blank, [(10, 500, 100, 510), (120, 500, 190, 510)], 2)
    assert piece.width == 400 and 100 < piece.height < 300
    assert RED in {colour for _, colour in piece.getcolors() or []}
    assert crop_around(blank, [], 2).height < 200


def test_row_leads_to_its_page(samples: Path, tmp_path: Path) -> None:
    ((target_id, halaman, nama),) = ask(
        samples,
        """SELECT target_id, t.halaman, indikator_raw FROM target t JOIN dokumen d USING (doc_id)
           WHERE d.nama_berkas = 'rapk_kantor_bersarang.pdf' ORDER BY t.baris LIMIT 1 OFFSET 2""",
    )
    out = tmp_path / "baris.png"
    result = rapk("show", "--target-id", target_id, "--data-dir", samples, "--out", out)
    assert result.exit_code == 0, result.output
    assert f"hal. {halaman}" in result.stdout and nama in result.stdout and result.stdout.splitlines()[-1] == str(out)
    with Image.open(out) as picture:
        assert RED in {colour for _, colour in picture.getcolors(1 << 24) or []}
    drawn = page_of(target_id, samples)
    assert isinstance(drawn, Image.Image) and drawn.width > 1000


def test_row_of_a_dump_leads_to_its_lines(samples: Path) -> None:
    ((target_id, line),) = ask(
        samples,
        """SELECT target_id, t.line FROM target t JOIN dokumen d USING (doc_id) WHERE d.nama_berkas = 'dump_kantor.txt'
           ORDER BY t.baris LIMIT 1""",
    )
    result = rapk("show", "--target-id", target_id, "--data-dir", samples)
    assert result.exit_code == 0 and f">{line:6} " in result.stdout
    assert f">{line:6} " in repr(page_of(target_id, str(samples)))


@pytest.mark.parametrize("table", ["target", "target_bulanan", "kontribusi_ro", "capaian", "efisiensi", "serapan"])
def test_row_of_every_fact_table_leads_to_its_place(samples: Path, table: str, tmp_path: Path) -> None:
    """By document and baris alone: the same page or line that the row names, and its own cells."""
    for metode in ("pdf", "teks"):
        found = ask(
            samples,
            f"""SELECT doc_id, d.nama_berkas, f.baris, f.halaman, f.line FROM {table} f JOIN dokumen d USING (doc_id)
                WHERE f.metode = '{metode}' ORDER BY d.nama_berkas, f.baris LIMIT 1 OFFSET 2""",
        )
        assert found or (table, metode) == ("serapan", "teks")
        for doc_id, nama, baris, halaman, line in found:
            out = tmp_path / "baris.png"
            result = rapk("show", nama, "--baris", baris, "--data-dir", samples, "--out", out)
            assert result.exit_code == 0, result.output
            drawn = page_of(doc_id=doc_id, baris=baris, data_dir=samples)
            if line:
                assert f">{line:6} " in result.stdout and f">{line:6} " in repr(drawn)
            else:
                assert f"hal. {halaman}" in result.stdout and isinstance(drawn, Image.Image)
                assert RED in {colour for _, colour in drawn.convert("RGB").getcolors(1 << 24) or []} and out.is_file()
            # the cells that are listed are those of this row and of no other
            numbers = [
                text.split()[3] for text in result.stdout.splitlines() if re.match(rf" (hal\. {halaman}|baris {line}) +\d+ +\d+ ", text)
            ]
            assert numbers and set(numbers) == {str(baris)}, result.stdout
    with pytest.raises(NameUnknown, match="tidak ada di gudang data"):
        page_of(doc_id="tidak-ada.pdf", baris=1, data_dir=samples)


def test_row_that_is_not_there(samples: Path, tmp_path: Path) -> None:
    wrong = ("--target-id x-1-1", "rapk_datar.pdf", "rapk_datar.pdf 1 --target-id x-1-1", "")
    for arguments in (*wrong, "rapk_datar.pdf --baris 99999", "--baris 1", "rapk_datar.pdf 1 --baris 1"):
        result = rapk("show", *arguments.split(), "--data-dir", samples)
        assert result.exit_code == 2 and len(result.stderr.strip().splitlines()) == 1
    with pytest.raises(NameUnknown, match="target_id"):
        page_of("x-1-1", samples)
    with pytest.raises(NameUnknown, match="99999"):
        page_of(doc_id="rapk_datar.pdf", baris=99999, data_dir=samples)
    for half in ({"baris": 1}, {"doc_id": "rapk_datar.pdf"}, {"target_id": "x-1-1", "baris": 1}):
        with pytest.raises(NameUnknown, match="doc_id dan baris"):
            page_of(**half, data_dir=samples)
    with pytest.raises(WarehouseMissing):
        page_of("x-1-1", tmp_path)


@needs_chromium
def test_it_opens_from_disk_on_a_laptop_a_phone_and_paper(samples: Path, tmp_path: Path) -> None:
    """Every view without sideways scroll, the first without an address, nothing asked of a network; the pictures of it are kept."""
    from playwright.sync_api import sync_playwright

    pictures = Path(os.environ.get("ARTEFAK", tmp_path))
    address = (samples / "report.html").as_uri()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        asked: list[str] = []
        for width, height in ((1366, 768), (390, 844)):
            opened = browser.new_page(viewport={"width": width, "height": height})
            opened.on("request", lambda request: asked.append(request.url))
            opened.goto(address)
            shown = "[...document.querySelectorAll('.hal')].filter(part => part.offsetHeight).map(part => part.id)"
            views = opened.evaluate("[...document.querySelectorAll('.hal')].map(part => part.id)")
            assert opened.evaluate(shown) == views[:1] == ["k2023-tahunan"]
            wide = [view for view in views if opened.evaluate(f"(location.hash = '{view}', document.documentElement.scrollWidth)") > width]
            assert wide == [] and opened.evaluate(shown) == views[-1:]
            assert opened.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
            for view in ("k2023-tahunan", "u-tabalong", "i-profesionalitas-asn", "ragu"):
                opened.evaluate(f"location.hash = '{view}'")
                opened.screenshot(path=str(pictures / f"laporan-{view}-{width}.png"), full_page=True)
        for view in ("k2023-tahunan", "u-tabalong", "i-profesionalitas-asn"):
            opened.goto(f"{address}#{view}")
            (pictures / f"laporan-{view}.pdf").write_bytes(opened.pdf(prefer_css_page_size=True))
        browser.close()
    assert [url for url in asked if not re.match(r"file:|data:", url)] == []
    sheets = {view: PdfReader(pictures / f"laporan-{view}.pdf").pages for view in ("k2023-tahunan", "u-tabalong", "i-profesionalitas-asn")}
    assert all(len(pages) <= 3 for pages in sheets.values())
    # the scorecard and the office lie, the indicator stands
    assert [pages[0].mediabox.width > pages[0].mediabox.height for pages in sheets.values()] == [True, True, False]
