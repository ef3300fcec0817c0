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

import pipeline
from extract.page.page_crop import crop_around
from warehouse.report.notebook import page_of
from warehouse.screen.screen import Steps, unseen
from warehouse.store.errors import NameUnknown, WarehouseMissing

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
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
    assert "script" not in found.tags and "link" not in found.tags and "iframe" not in found.tags
    assert all(address.startswith(("#", "data:image/png;base64,")) for address in found.refers)
    assert {address[1:] for address in found.refers if address.startswith("#")} <= found.ids
    assert (samples / "report.html").stat().st_size < 3_000_000


def test_it_names_every_document_and_the_worst_doubts(samples: Path) -> None:
    found = page(samples)
    for nama, status in ask(samples, "SELECT nama_berkas, status FROM dokumen"):
        assert nama in found.text and status in found.text
    words = " ".join(found.text.split())
    for kunci, penjelasan in ask(samples, "SELECT kunci, penjelasan FROM v_perlu_tinjau LIMIT 10"):
        assert (kunci or "") in found.text and " ".join(penjelasan.split()) in words
    for target_id in {row[0] for row in ask(samples, "SELECT target_id FROM v_perlu_tinjau WHERE target_id IS NOT NULL")}:
        assert target_id in found.text
    # an office that reports goes by the name it had in the year of its document, one that does not by its latest
    last = "arg_max(nama_upt, (status <> 'belum', tahun))"
    offices = {row[0] for row in ask(samples, f"SELECT {last} FROM v_kelengkapan GROUP BY upt_id")}
    assert offices and all(office in found.text for office in offices)
    assert found.text.count("<svg") == 0 and "svg" in found.tags


def test_every_doubt_has_its_place_and_a_way_to_it(samples: Path) -> None:
    text = (samples / "report.html").read_text(encoding="utf-8")
    doubts = ask(samples, "SELECT nama_berkas, halaman, line FROM v_perlu_tinjau")
    assert text.count("<img") == sum(halaman is not None for _, halaman, _ in doubts) > 2
    assert text.count("<pre>") == sum(line is not None for _, _, line in doubts) > 5
    boxes = re.findall("<code>(.*?)</code>", text)
    assert len(boxes) == len(doubts) and all(re.match(r"python pipeline\.py (show|check) ", box) for box in boxes)


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


def test_the_picture_shows_the_row_in_question(samples: Path) -> None:
    """The first doubt about a PDF: its picture holds the red frame, and the page's own words in it can be told by its size."""
    pictures = [address for address in page(samples).refers if address.startswith("data:")]
    assert pictures
    for address in pictures:
        with Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2]))) as picture:
            colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20) or []}
            assert picture.width > 500 and 40 < picture.height < 700
            assert any(abs(r - RED[0]) + abs(g - RED[1]) + abs(b - RED[2]) < 60 for r, g, b in colours)


def test_in_english_too(samples: Path, tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(samples, copy)
    result = rapk("report", "--lang", "en", "--data-dir", copy)
    assert result.exit_code == 0 and result.stdout.strip() == str(copy / "report.html")
    english = page(copy).text
    assert "What came in" in english and "Yang masuk" not in english and "Yang masuk" in page(samples).text


def test_script_in_a_name_stays_text(kertas: Any, tmp_path: Path) -> None:
    name = "Jumlah </td><script>alert(1)</script> $x^2$ desa & kota"
    (tmp_path / "inbox").mkdir()
    lines = [kertas.indikator(1, 10, nama=name, sasaran=(1, "Terwujudnya")), kertas.ro(1, 10, 10)]
    (tmp_path / "inbox" / "<b>satu&.txt").write_text(kertas.dokumen(lines), encoding="utf-8")
    assert rapk("run", tmp_path / "inbox", "--data-dir", tmp_path / "data").exit_code == 0
    found = page(tmp_path / "data")
    assert "script" not in found.tags and "b" in found.tags and "<b>satu&.txt" in found.text


def test_empty_warehouse_and_none_at_all(tmp_path: Path) -> None:
    (tmp_path / "data" / "inbox").mkdir(parents=True)
    assert rapk("run", "--data-dir", tmp_path / "data").exit_code == 0
    assert "Belum ada data untuk grafik ini." in page(tmp_path / "data").text
    result = rapk("report", "--data-dir", tmp_path / "lain")
    assert result.exit_code == 2 and "Belum ada gudang data" in result.stderr


def test_a_report_that_falls_never_fails_the_run(kertas: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "satu.txt").write_text(kertas.dokumen([kertas.indikator(1, 10), kertas.ro(1, 10, 10)]), encoding="utf-8")

    def falls(data_dir: Path, steps: Steps = unseen) -> Path:
        raise RuntimeError("grafik")

    monkeypatch.setattr("warehouse.commands.after_run.write_report", falls)
    result = rapk("run", tmp_path / "inbox", "--data-dir", tmp_path / "data")
    assert result.exit_code == 0 and "report.html tidak dapat dibuat" in result.stderr
    assert "RuntimeError: grafik" in (tmp_path / "data" / "log" / "report.jejak.txt").read_text(encoding="utf-8")


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
    wrong = (["--target-id", "x-1-1"], ["rapk_datar.pdf"], ["rapk_datar.pdf", "1", "--target-id", "x-1-1"], [])
    wrong += (["rapk_datar.pdf", "--baris", "99999"], ["--baris", "1"], ["rapk_datar.pdf", "1", "--baris", "1"])
    for arguments in wrong:
        result = rapk("show", *arguments, "--data-dir", samples)
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


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium tidak terpasang")
def test_it_opens_from_disk_without_a_network(samples: Path, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    pictures = Path(os.environ.get("ARTEFAK", tmp_path))
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1280, "height": 800})
        asked: list[str] = []
        opened.on("request", lambda request: asked.append(request.url))
        opened.goto((samples / "report.html").as_uri())
        opened.screenshot(path=str(pictures / "laporan.png"), full_page=True)
        # nothing is cut off at the side of a laptop's screen, and all pictures are there
        assert opened.evaluate("document.documentElement.scrollWidth") <= 1280
        assert opened.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
        # on a laptop nothing is cut behind a scroll bar
        opened.set_viewport_size({"width": 1366, "height": 768})
        assert opened.evaluate("[...document.querySelectorAll('.scroll')].every(part => part.scrollWidth <= part.clientWidth)")
        assert opened.evaluate("[...document.querySelectorAll('tr.note td[colspan]')].every(cell => cell.clientWidth > 900)")
        pdf = opened.pdf(format="A4")
        browser.close()
    assert pdf.startswith(b"%PDF")
    assert [url for url in asked if not re.match(r"file:|data:", url)] == []
