"""Measures the strength of the proof on scans: what becomes of the digits that OCR reads wrong. `python -m tests.kekuatan.scanned`.

Samples are drawn as pictures, good ones and bad ones, and read. The truth of a number is what the digital sample gives in the same place of
the page, whose values the golden files hold. A number counts as misread where the first engine's text, taken as it stands, gives another
value there, as lost where it gives none. Needs the extra `ocr`; some ten seconds a page.
"""

import argparse
import hashlib
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from PIL import Image

from extract.cells import Document, Kotak, Metode
from extract.pdf.page_parts import KnownPages
from extract.scans import Scans
from normalize.alamat import Alamat
from normalize.bukti.bukti import BERSELISIH, TERBUKTI
from normalize.bukti.figures import figures_of
from normalize.document import normalize
from normalize.proof.scanned_numbers import DIPERBAIKI
from normalize.rows import DocumentRows
from samples.scan import DPI, as_pdf, drawn, scanned, sizes_of
from tests.kekuatan.documents import ROOT
from tests.kekuatan.program import knowledge
from tests.kekuatan.table import markdown
from warehouse.run.one_document import process, read_whole

SAMPLES = ("rapk_jan_des", "rapk_nasional", "rapk_datar", "rapk_kantor_bersarang", "rapk_kantor_putus", "lakip_tahunan")
RIGHT, REPAIRED, SECOND, ASKED, TOLD, SILENT, PROVED = (
    "right",
    "repaired",
    "other engine",
    "asked",
    "wrong, told",
    "silent",
    "wrong and proved",
)
OUTCOMES = (RIGHT, REPAIRED, SECOND, ASKED, TOLD, SILENT, PROVED)
"""Of one number: read; put right by arithmetic; the other engine's taken; not given, and said; another number with a flag or in a row that
a check contradicts; another number, or none, and nothing says so in a document that is not asked about; such a number called proved."""


HEADS = (
    "numbers",
    "misread",
    *(f"misread: {name}" for name in OUTCOMES[1:]),
    "lost",
    *(f"lost: {name}" for name in OUTCOMES[1:]),
    *(f"read: {name}" for name in (ASKED, TOLD, SILENT, PROVED)),
)


@dataclass(frozen=True)
class Condition:
    """How a page is scanned: dots an inch, noise in grey levels, degrees askew, part by which the lamp fades, black and white only."""

    name: str
    dpi: int
    noise: float
    degrees: float
    lamp: float
    bilevel: bool = False


CONDITIONS = (
    Condition("200 dpi, clean", 200, 3.0, 0.2, 0.05),
    Condition("200 dpi, black and white", 200, 3.0, -0.4, 0.05, bilevel=True),
    Condition("150 dpi, noise, askew", 150, 10.0, 0.7, 0.2),
    Condition("120 dpi, noise, askew", 120, 14.0, -0.7, 0.3),
    Condition("100 dpi, noise", 100, 10.0, 0.3, 0.2),
)


@dataclass(frozen=True)
class Number:
    """A number of a fact, and where it is printed."""

    alamat: Alamat
    nilai: Decimal
    halaman: int
    bbox: Kotak


@dataclass(frozen=True)
class Misread:
    """A number that the first engine read wrong, and what became of it."""

    berkas: str
    cetak: Number
    mesin: Decimal | None
    nilai: Decimal | None
    hasil: str


def as_scan(source: Path, condition: Condition, target: Path) -> Path:
    sizes = sizes_of(source)
    pictures = []
    for index in range(len(sizes)):
        page = drawn(source, index)
        part = condition.dpi / DPI
        small = page.resize((round(page.width * part), round(page.height * part)), Image.Resampling.LANCZOS)
        pictures.append(scanned(small, condition.degrees, index, condition.noise, condition.lamp))
    target.write_bytes(as_pdf(pictures, sizes, condition.bilevel))
    return target


def numbers_of(rows: DocumentRows) -> Iterator[Number]:
    """Every number of a fact that one printed cell gives."""
    values = {figure.alamat.tujuan: figure for figure in figures_of(rows).all}
    for cell in rows.sel:
        for tujuan in cell.tujuan:
            if tujuan in values and cell.bbox and cell.halaman:
                yield Number(values[tujuan].alamat, values[tujuan].nilai, cell.halaman, cell.bbox)


def at_place(number: Number, others: list[Number]) -> Number | None:
    """The number of the same column whose cell covers the middle of this one's."""
    x, y = (number.bbox[0] + number.bbox[2]) / 2, (number.bbox[1] + number.bbox[3]) / 2
    for other in others:
        column = (other.alamat.tabel, other.alamat.kolom) == (number.alamat.tabel, number.alamat.kolom)
        x0, top, x1, bottom = other.bbox
        if column and other.halaman == number.halaman and x0 <= x <= x1 and top <= y <= bottom:
            return other
    return None


def flags_at(number: Number, rows: DocumentRows) -> set[str]:
    """The flags of the fact rows printed at this height of the page."""
    middle = (number.bbox[1] + number.bbox[3]) / 2
    facts = getattr(rows, number.alamat.tabel)
    return {
        flag
        for row in facts
        if row.halaman == number.halaman and row.bbox and row.bbox[1] - 2 <= middle <= row.bbox[3] + 2
        for flag in row.bendera
    }


def outcome(number: Number, first: Decimal | None, found: Number | None, rows: DocumentRows) -> str:
    """What became of a printed number; see OUTCOMES."""
    flags = flags_at(number, rows)
    whole = rows.dokumen.status == "lengkap"
    if found is None:
        return SILENT if whole and not flags else ASKED
    if found.nilai == number.nilai:
        if first == number.nilai:
            return RIGHT
        return REPAIRED if DIPERBAIKI in flags else SECOND
    said = next((b.status for b in rows.bukti if (b.tabel, b.baris, b.bagian, b.kolom) == _key(found.alamat)), "")
    if said == TERBUKTI:
        return PROVED
    return TOLD if said == BERSELISIH or flags or not whole else SILENT


def _key(alamat: Alamat) -> tuple[str, int, int, str]:
    return alamat.tabel, alamat.baris, alamat.bagian, alamat.kolom


def compared(name: str, condition: Condition, folder: Path) -> tuple[Counter[str], list[Misread]]:
    """Outcomes of all numbers of one sample scanned so, and those that were misread."""
    source = ROOT / "samples" / "inbox" / f"{name}.pdf"
    target = as_scan(source, condition, folder / f"{name}-{condition.dpi}-{condition.bilevel}.pdf")
    truth = process(_document(source), knowledge(), None).rows
    scans = Scans(simpanan=folder / "kept")
    document = _document(target)
    first = read_whole(document, lambda reading: normalize(reading, knowledge(), None), KnownPages(document, None, scans)).rows
    rows = process(document, knowledge(), None, scans=scans).rows
    by_engine, by_program = list(numbers_of(first)), list(numbers_of(rows))
    counts: Counter[str] = Counter()
    misread = []
    for number in numbers_of(truth):
        engine, found = at_place(number, by_engine), at_place(number, by_program)
        said = engine.nilai if engine else None
        result = outcome(number, said, found, rows)
        how = "lost" if said is None else "read" if said == number.nilai else "misread"
        if how == "misread" or result in (SILENT, PROVED, TOLD):
            misread.append(Misread(f"{name}, {condition.name}", number, said, found.nilai if found else None, result))
        counts["numbers"] += 1
        counts[how] += 1
        counts[f"{how}: {result}"] += 1
    return counts, misread


def _document(path: Path) -> Document:
    return Document(hashlib.sha256(path.read_bytes()).hexdigest(), path, path.name, Metode.PDF)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.kekuatan.scanned", description=__doc__)
    parser.add_argument("--contoh", nargs="+", default=list(SAMPLES), help="samples")
    parser.add_argument("--keadaan", type=int, nargs="+", default=list(range(len(CONDITIONS))), help="which of the conditions, from 0")
    given = parser.parse_args()
    table, everything = [["scans", *HEADS]], list[Misread]()
    with tempfile.TemporaryDirectory() as folder:
        for condition in (CONDITIONS[index] for index in given.keadaan):
            counts: Counter[str] = Counter()
            for name in given.contoh:
                found, misread = compared(name, condition, Path(folder))
                counts += found
                everything += misread
            table.append([condition.name, *(str(counts[head]) for head in HEADS)])
            print(f"{condition.name}: {dict(counts)}", file=sys.stderr, flush=True)
    print(f"{markdown(table)}\n")
    for item in everything:
        place = f"{item.berkas} p. {item.cetak.halaman} {item.cetak.alamat.tujuan}"
        print(f"{item.hasil}: {place}: {item.cetak.nilai} read {item.mesin}, given {item.nilai}")


if __name__ == "__main__":
    main()
