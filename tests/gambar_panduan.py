"""Makes the pictures of docs/panduan.md and docs/guide.md anew: python -m tests.gambar_panduan [--hanya NAME].

Twenty documents, six of which are faulty, are read as on an analyst's day; Chromium and LibreOffice draw what is then seen.
"""

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import openpyxl
import pypdfium2
from openpyxl.worksheet.properties import PageSetupProperties
from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
DOCS, BAD, SAMPLES = ROOT / "docs", ROOT / "tests" / "berkas", ROOT / "samples" / "inbox"
NAMES = {"id": "panduan", "en": "guide"}
FAULTY = {"terpotong": "rapk_palu", "bersandi": "lakip_bersandi", "hanya_gambar": "pindai", "kosong": "lakip_palu"}
"""Names in tests/berkas and in the inbox, without '.pdf'."""
COLOURS = 48
"""Of each picture: what screens show needs no more, and the files stay small."""
PATIENT = 60_000
"""Milliseconds that the review page may take for its list."""
TERMINAL = """body { margin: 0; background: #1d2330 }
pre { margin: 0; padding: 16px; font: 13px/1.45 monospace; color: #e6e9ef; width: max-content }"""


def documents(inbox: Path) -> None:
    """The samples, and six files that are at fault."""
    shutil.copytree(SAMPLES, inbox)
    for name, target in FAULTY.items():
        shutil.copy(BAD / f"{name}.pdf", inbox / f"{target}.pdf")
    shutil.copy(SAMPLES / "rapk_datar.pdf", inbox / "rapk_datar_salinan.pdf")
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "Indikator"
    book.save(inbox / "rapk_semarang.xlsx")


def rapk(folder: Path, lang: str, *arguments: str) -> str:
    """What the installed command prints in that folder, as after a first installation: without the extra for scans."""
    program = "import sys; sys.modules['rapidocr'] = None; sys.argv[0] = 'rapk'; import pipeline; pipeline.main()"
    call = [sys.executable, "-c", program, "--lang", lang, *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "132"}
    return subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


def keep(name: str, png: bytes) -> None:
    """Into docs/, with few colours."""
    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(DOCS / f"{name}.png", optimize=True)
    print(f"docs/{name}.png", (DOCS / f"{name}.png").stat().st_size // 1024, "kB")


def draw_run(page: Page, folder: Path, _lang: str) -> bytes:
    """The screen after a first run over everything."""
    lines = (folder / "layar.txt").read_text(encoding="utf-8").strip("\n")
    page.set_content(f"<style>{TERMINAL}</style><pre>$ rapk run\n{escape(lines)}</pre>")
    return page.locator("pre").screenshot()


def draw_review(page: Page, folder: Path, lang: str) -> bytes:
    """The first doubt of the review page."""
    with serving(folder, lang) as address:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(address)
        page.locator("#nama").fill("Rina")
        page.keyboard.press("Enter")
        expect(page.locator("#judul")).not_to_be_empty(timeout=PATIENT)
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Enter")  # the name that is proposed
        page.wait_for_selector("#siapa", state="hidden")
        page.wait_for_load_state("networkidle")
        return page.screenshot()


def draw_book(page: Page, folder: Path, lang: str) -> bytes:
    """The upper left corner of the workbook's first sheet."""
    rapk(folder, lang, "export", "--format", "bappenas")
    book = openpyxl.load_workbook(folder / "data" / "export" / "bappenas.xlsx")
    for sheet in book.sheetnames[1:]:
        del book[sheet]
    first = book.worksheets[0]
    first.page_setup.orientation, first.page_setup.paperSize = "landscape", "8"
    first.print_area = f"A1:{first.cell(first.max_row, min(first.max_column, 12)).coordinate}"
    first.page_setup.fitToWidth, first.sheet_properties.pageSetUpPr = 1, PageSetupProperties(fitToPage=True)
    book.save(folder / "lembar.xlsx")
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "lembar.xlsx"], cwd=folder, check=True, capture_output=True)
    picture = pypdfium2.PdfDocument(folder / "lembar.pdf")[0].render(scale=1.2).to_pil()
    out = io.BytesIO()
    picture.crop(Image.eval(picture.convert("L"), lambda value: 255 - value).getbbox()).save(out, format="PNG")
    return out.getvalue()


@contextmanager
def serving(folder: Path, lang: str) -> Iterator[str]:
    """The address of a review page."""
    port = str(40_000 + os.getpid() % 10_000 * 2 + list(NAMES).index(lang))
    call = [sys.executable, "-u", str(ROOT / "pipeline.py"), "review", "--web", "--port", port, "--lang", lang]
    server = subprocess.Popen(call, cwd=folder, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        yield server.stdout.readline().rpartition(": ")[2].strip()
    finally:
        server.terminate()
        server.wait(20)


PICTURES: dict[str, Callable[[Page, Path, str], bytes]] = {"run": draw_run, "tinjau": draw_review, "xlsx": draw_book}

ONLY_INDONESIAN = ("xlsx",)
"""What is exported is the same in both languages."""


def main() -> None:
    """All of them, or one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hanya", choices=PICTURES)
    wanted = parser.parse_args().hanya
    with tempfile.TemporaryDirectory() as place, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for lang, guide in NAMES.items():
            folder = Path(place) / lang
            documents(folder / "data" / "inbox")
            (folder / "layar.txt").write_text(rapk(folder, lang, "run", "--workers", "0"), encoding="utf-8")
            for name, draw in PICTURES.items():
                if wanted in (None, name) and not (lang == "en" and name in ONLY_INDONESIAN):
                    page = browser.new_page(viewport={"width": 1100, "height": 760})
                    keep(f"{guide}-{name}", draw(page, folder, lang))
                    page.close()
        browser.close()


if __name__ == "__main__":
    main()
