"""A review session by keyboard alone, in Chromium on a phone's width: so many decisions, applied from the page, that end in changed rows.

`python -m tests.seratus_putusan --kali 100` for the full count, with its time; the test suite decides a few.
"""

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from normalize.decisions.registry_files import load_knowledge
from tests.conftest import Kertas
from tests.tinjauan import ask, page_at, run, served_here

OFFICES = ("BALAI POM DI JEMBER", "BALAI POM DI JAMBI", "BALAI POM DI GORONTALO", "BALAI POM DI BENGKULU", "BALAI POM DI AMBON")
EACH = 24
"""Indicators of a plan; the twelve months of each are ten, of which nobody knows which they are."""
CORRECTED = 5
"""Every so many decisions the months are laid out anew instead of accepted."""


@dataclass
class Session:
    """detik: from the first decision to the last; penerapan: of applying; dikoreksi: months that were put right; diterima: numbers that
    are accepted now."""

    putusan: int
    detik: float
    penerapan: float
    dikoreksi: int
    diterima: int
    lebar: int
    """Pixels that the page is wider than the window."""


def lost_line() -> str:
    """A plan of which the second RO line was lost."""
    kertas = Kertas()
    rows = [kertas.indikator(1, 100_000, sasaran=(1, "Terwujudnya"), nama="Nilai AKIP UPT"), kertas.ro(1, 60_000, 50_000)]
    return kertas.dokumen([*rows, kertas.ro(3, 20_000, 10_000, sub="C - Uji"), kertas.total(100_000)], upt="BALAI POM DI PALU")


def doubtful(folder: Path, offices: int = len(OFFICES), each: int = EACH) -> None:
    """An inbox of plans whose months are in doubt."""
    paper = Kertas()
    names = [item.nama for item in load_knowledge(folder / "review").registry.indikator if item.satuan == "persen"][:each]
    (folder / "inbox").mkdir(parents=True)
    for number, office in enumerate(OFFICES[:offices]):
        lines = []
        for place, name in enumerate(names, 1):
            first = (1, "Terwujudnya") if place == 1 else None
            lines.append(paper.indikator(place, 100_000, nama=name, bulan=("", "", *["90"] * 8), sasaran=first))
            lines.append(paper.ro(1, 100_000 * len(names), 100_000))
        (folder / "inbox" / f"{number}.txt").write_text(paper.dokumen(lines, upt=office), encoding="utf-8")


def session(data: Path, times: int, width: int) -> Session:
    """Decides and applies. The page has to stay within its width."""
    from playwright.sync_api import expect

    with served_here(data) as address, page_at(address, width=width) as (page, faults):
        page.goto(f"{page.url.partition('?')[0]}?jenis=bulan")
        expect(page.locator("#usulan li").nth(1)).to_be_visible()
        page.evaluate("for (const part of document.querySelectorAll('#fakta, #garis')) part.open = true")
        expect(page.locator("#fakta-isi label")).to_have_count(5)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        page.evaluate("for (const part of document.querySelectorAll('#fakta, #garis')) part.open = false")
        began = time.monotonic()
        for number in range(times):
            expect(page.locator("#usulan li").nth(1)).to_be_visible()
            if number % CORRECTED == 0:
                page.keyboard.press("2")
            page.keyboard.press("a")
            expect(page.locator("body")).to_have_attribute("data-diputuskan", str(number + 1))
        took = time.monotonic() - began
        began = time.monotonic()
        page.click("#terapkan")
        expect(page.locator("#hasil-isi li").first).to_be_visible(timeout=300_000)
        applied = time.monotonic() - began
        assert faults == []
    ((corrected,),) = ask(data, "SELECT count(*) FROM target_bulanan WHERE list_contains(bendera, 'dikoreksi')")
    ((accepted,),) = ask(data, "SELECT count(*) FROM bukti WHERE status = 'diterima'")
    return Session(times, took, applied, corrected, accepted, wide)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kali", type=int, default=100)
    parser.add_argument("--lebar", type=int, default=390)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        doubtful(Path(folder))
        run(Path(folder))
        print(session(Path(folder), given.kali, given.lebar), file=sys.stdout)


if __name__ == "__main__":
    main()
