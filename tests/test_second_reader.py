"""The ladder of readers on real pages: a later reading counts where it is better proved, else the first one stands."""

import itertools
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageDraw
from pypdf.generic import NameObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.cells import Document, Metode, Reading
from extract.pdf.other_readers import OTHER_READERS
from extract.pdf.read_pdf import read_again, read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.proof.doubtful_pages import better_proved, pages_in_doubt
from normalize.proof.ladder import climb
from normalize.rows import DocumentRows
from tests.terucap import said
from warehouse.run.one_document import process

SAMPLES = Path(__file__).parent.parent / "samples" / "inbox"
NOW = datetime(2024, 1, 1)
DOTS = 150 / 72

# 'n 55 503 m 787 503 l S' -> ('55', '503', '787', '503')
RULE = re.compile(r"n (\S+) (\S+) m (\S+) (\S+) l S")


def jointed(rule: "re.Match[str]") -> str:
    """The same rule with a joint half way."""
    x0, y0, x1, y1 = (float(number) for number in rule.groups())
    return f"n {x0} {y0} m {(x0 + x1) / 2:.3f} {(y0 + y1) / 2:.3f} l {x1} {y1} l S"


def jointed_across(rule: "re.Match[str]") -> str:
    """A horizontal rule with a joint; a vertical one as it is."""
    return jointed(rule) if rule[2] == rule[4] else rule[0]


def redrawn(source: Path, target: Path, change: Callable[[str], str]) -> Path:
    """A copy of the PDF with other page contents."""
    writer = pypdf.PdfWriter(clone_from=source)
    for page in writer.pages:
        contents = page.get_contents()
        assert contents is not None
        contents.set_data(change(contents.get_data().decode("latin-1")).encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(contents)
    writer.write(target)
    return target


def document_of(path: Path) -> Document:
    return Document("0" * 64, path, path.name, Metode.PDF)


def figures(rows: DocumentRows) -> list[tuple[object, ...]]:
    """What was read, without where and how."""
    months = [(row.bulan, row.nilai, row.satuan) for row in rows.target_bulanan]
    lines = [(row.no, row.kode_ro, row.nama_ro, row.anggaran_rp, row.kontribusi_rp) for row in rows.kontribusi_ro]
    return [*((row.indikator_raw, row.target_tahunan, row.anggaran_rp) for row in rows.target), *months, *lines]


def drawn_as_picture(source: Path, target: Path) -> Path:
    """A copy whose rules are a picture on the page, as scanners with text recognition leave them."""
    redrawn(source, target, lambda text: RULE.sub("n", text))
    rules = pypdf.PdfReader(source)
    writer = pypdf.PdfWriter(clone_from=target)
    for page, ruled in zip(writer.pages, rules.pages, strict=True):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        contents = ruled.get_contents()
        assert contents is not None
        picture = Image.new("RGBA", (round(width * DOTS), round(height * DOTS)))
        pen = ImageDraw.Draw(picture)
        for found in RULE.finditer(contents.get_data().decode("latin-1")):
            x0, y0, x1, y1 = (float(number) * DOTS for number in found.groups())
            pen.line((x0, picture.height - y0, x1, picture.height - y1), fill=(0, 0, 0, 255), width=2)
        out = BytesIO()
        canvas = Canvas(out, pagesize=(width, height))
        canvas.drawImage(ImageReader(picture), 0, 0, width, height, mask="auto")
        canvas.save()
        page.merge_page(pypdf.PdfReader(out).pages[0])
    writer.write(target)
    return target


@pytest.mark.parametrize(
    ("name", "joint"),
    [("rapk_kantor_bersarang", jointed_across), ("rapk_nasional", jointed_across), ("rapk_jan_des", jointed)],
)
def test_rules_with_a_joint_are_read_at_once(
    tmp_path: Path, knowledge: Knowledge, name: str, joint: Callable[["re.Match[str]"], str]
) -> None:
    path = redrawn(SAMPLES / f"{name}.pdf", tmp_path / f"{name}.pdf", lambda text: RULE.sub(joint, text))
    expected = normalize(read_pdf(document_of(SAMPLES / path.name)), knowledge, NOW)
    reading = read_pdf(document_of(path))
    first = normalize(reading, knowledge, NOW)
    assert figures(first) == figures(expected) and expected.target
    assert pages_in_doubt(first, reading) == {}


def test_a_plan_without_rules_is_read_at_once(tmp_path: Path, knowledge: Knowledge) -> None:
    """By how its texts stand, which each row says."""
    path = redrawn(SAMPLES / "rapk_jan_des.pdf", tmp_path / "rapk_jan_des.pdf", lambda text: RULE.sub("n", text))
    expected = normalize(read_pdf(document_of(SAMPLES / path.name)), knowledge, NOW)
    found = normalize(read_pdf(document_of(path)), knowledge, NOW)
    assert figures(found) == figures(expected) and expected.target
    assert all({"kolom_disimpulkan", "baris_disimpulkan"} <= set(row.bendera) for row in found.target)


def test_rules_in_a_picture_are_seen_by_camelot_and_not_needed(tmp_path: Path, knowledge: Knowledge) -> None:
    """A head drawn on its ground, over a body whose rules are a picture: the same figures by the picture's rules and by none."""
    name = "rapk_kantor_bersarang.pdf"
    path = drawn_as_picture(SAMPLES / name, tmp_path / name)
    expected = normalize(read_pdf(document_of(SAMPLES / name)), knowledge, NOW)
    reading = read_pdf(document_of(path))
    first = normalize(reading, knowledge, NOW)
    assert not first.target
    assert pages_in_doubt(first, reading) == dict.fromkeys(range(1, (reading.halaman or 0) + 1), "tabel_tidak_ditemukan")

    for readers in (("pdfplumber", "camelot"), tuple(OTHER_READERS)):
        outcome = process(document_of(path), knowledge, NOW, pembaca=readers)
        assert outcome.rows is not None and outcome.jejak is None
        assert figures(outcome.rows) == figures(expected)
        flags = {f"pembaca_{readers[-1] if len(readers) == 2 else readers[0]}", "tabel_tidak_ditemukan"}
        assert all(flags <= set(row.bendera) for row in (*outcome.rows.target, *outcome.rows.kontribusi_ro))


def test_a_sum_that_the_document_itself_breaks_keeps_the_first_reading(tmp_path: Path, knowledge: Knowledge) -> None:
    """A misprinted budget: the second reader with letters of its own finds the same cells, so the page is settled and no other is asked."""
    printed = re.compile(r"\((62,210,400)\)")
    source = SAMPLES / "rapk_kantor_bersarang.pdf"
    path = redrawn(source, tmp_path / "salah.pdf", lambda text: printed.sub("(62,210,500)", text, count=1))
    document = document_of(path)
    reading = read_pdf(document)
    first = normalize(reading, knowledge, NOW)
    assert set(pages_in_doubt(first, reading).values()) == {"cek_gagal"}
    asked: list[str] = []

    def noted(before: Reading, sebab: Mapping[int, str], pembaca: str) -> Reading:
        asked.append(pembaca)
        return read_again(before, sebab, pembaca)

    found = climb(reading, lambda other: normalize(other, knowledge, NOW), noted, OTHER_READERS)
    assert list(dict.fromkeys(asked)) == ["tanpa_garis", "pdfplumber"]
    assert found.rows == first and found.jejak == ()
    second = normalize(read_again(reading, dict.fromkeys([1, 2], "cek_gagal"), "camelot"), knowledge, NOW)
    assert any("pembaca_camelot" in row.bendera for row in second.target) and not better_proved(first, second)
    outcome = process(document, knowledge, NOW)
    assert outcome.rows == first
    assert outcome.jejak is None and outcome.kalimat is None


def test_a_reader_that_falls_leaves_the_reading_so_far(tmp_path: Path, knowledge: Knowledge) -> None:
    """Asked about a misprinted budget."""
    printed = re.compile(r"\((62,210,400)\)")
    source = SAMPLES / "rapk_kantor_bersarang.pdf"
    path = redrawn(source, tmp_path / "jatuh.pdf", lambda text: printed.sub("(62,210,500)", text, count=1))
    reading = read_pdf(document_of(path))

    def falls(before: Reading, sebab: Mapping[int, str], pembaca: str) -> Reading:
        path.unlink(missing_ok=True)  # the file is gone when the second reader comes
        return read_again(before, sebab, pembaca)

    found = climb(reading, lambda other: normalize(other, knowledge, NOW), falls, OTHER_READERS)
    assert found.reading == reading
    assert len(found.jejak) == len(OTHER_READERS) and all("Traceback" in text for text in found.jejak)


def drawn_in_part(source: Path, target: Path, every: int) -> Path:
    """A copy that lost one in so many of its rules."""
    kept = itertools.count(1)
    return redrawn(source, target, lambda text: RULE.sub(lambda rule: rule[0] if next(kept) % every else "n", text))


@pytest.mark.parametrize(("name", "every"), [("rapk_kantor_bersarang", 3), ("rapk_nasional", 4)])
def test_a_plan_that_lost_some_of_its_rules_is_read_as_if_it_had_none(tmp_path: Path, knowledge: Knowledge, name: str, every: int) -> None:
    """What is drawn misleads; the figures add up without it."""
    path = drawn_in_part(SAMPLES / f"{name}.pdf", tmp_path / f"{name}.pdf", every)
    expected = normalize(read_pdf(document_of(SAMPLES / path.name)), knowledge, NOW)
    first = normalize(read_pdf(document_of(path)), knowledge, NOW)
    outcome = process(document_of(path), knowledge, NOW)
    assert figures(first) != figures(expected)
    assert figures(outcome.rows) == figures(expected)
    assert any("pembaca_tanpa_garis" in row.bendera for row in outcome.rows.target)


def test_a_table_that_neither_reader_finds_is_refused(tmp_path: Path, knowledge: Knowledge) -> None:
    """Without rules and without a head."""
    head = re.compile(r"\((Target|Indikator Kinerja|No|Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agt|Sept|Okt|Nov|Des)\)")
    path = redrawn(SAMPLES / "rapk_jan_des.pdf", tmp_path / "tanpa.pdf", lambda text: head.sub("( )", RULE.sub("n", text)))
    outcome = process(document_of(path), knowledge, NOW)
    assert outcome.kalimat is not None and "tidak memuat tabel" in said(outcome.kalimat)
    assert outcome.rows is not None and outcome.rows.dokumen.status == "gagal"
