"""The second reader on real pages: where it is better proved its rows are kept, where it is not the first reading stands.

The pages are samples whose rules are drawn with a joint in the middle: a path of three points, which pdfplumber does not give as a line.
"""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import pypdf
import pytest
from click.testing import CliRunner
from pypdf.generic import NameObject

import pipeline
from extract.cells import Document, Metode
from extract.read_pdf import read_pdf
from normalize.document import normalize
from normalize.proof import better_proved, pages_in_doubt
from normalize.registry_files import Knowledge
from normalize.rows import DocumentRows

SAMPLES = Path(__file__).parent.parent / "samples" / "inbox"
NOW = datetime(2024, 1, 1)

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


@pytest.mark.parametrize(
    ("name", "joint"),
    [("rapk_kantor_bersarang", jointed_across), ("rapk_nasional", jointed_across), ("rapk_jan_des", jointed)],
)
def test_rules_that_only_camelot_sees(tmp_path: Path, knowledge: Knowledge, name: str, joint: Callable[["re.Match[str]"], str]) -> None:
    """rapk_jan_des: pdfplumber finds no table at all; in the others it finds some, without the rows that the sums need."""
    (tmp_path / "inbox").mkdir()
    path = redrawn(SAMPLES / f"{name}.pdf", tmp_path / "inbox" / f"{name}.pdf", lambda text: RULE.sub(joint, text))
    whole = document_of(SAMPLES / path.name)
    expected = normalize(read_pdf(whole), knowledge, NOW)
    first = normalize(read_pdf(document_of(path)), knowledge, NOW)
    assert not first.target
    doubted = pages_in_doubt(first)
    assert doubted == set(range(1, (first.dokumen.halaman or 0) + 1))

    result = CliRunner().invoke(pipeline.main, ["run", str(tmp_path / "inbox"), "--data-dir", str(tmp_path / "data")])
    assert result.exit_code == 0, result.output
    outcome = pipeline.process(document_of(path), knowledge, NOW)
    assert outcome.rows is not None and outcome.jejak is None
    assert figures(outcome.rows) == figures(expected)
    assert all("pembaca_camelot" in row.bendera for row in (*outcome.rows.target, *outcome.rows.kontribusi_ro))
    with duckdb.connect(str(tmp_path / "data" / "kinerja.duckdb"), read_only=True) as con:
        found = con.sql("SELECT count(*), bool_and(list_contains(bendera, 'pembaca_camelot')) FROM target").fetchall()
    assert found == [(len(expected.target), True)]


def test_a_sum_that_the_document_itself_breaks_keeps_the_first_reading(tmp_path: Path, knowledge: Knowledge) -> None:
    """A misprinted budget: the second reader reads the same, so nothing is better proved and nothing is flagged as its work."""
    printed = re.compile(r"\((62,210,400)\)")
    source = SAMPLES / "rapk_kantor_bersarang.pdf"
    path = redrawn(source, tmp_path / "salah.pdf", lambda text: printed.sub("(62,210,500)", text, count=1))
    document = document_of(path)
    first = normalize(read_pdf(document), knowledge, NOW)
    pages = pages_in_doubt(first)
    assert pages
    second = normalize(read_pdf(document, pages), knowledge, NOW)
    assert any("pembaca_camelot" in row.bendera for row in second.target) and not better_proved(first, second)
    outcome = pipeline.process(document, knowledge, NOW)
    assert outcome.rows == first
    assert outcome.jejak is None and outcome.kalimat is None


def test_a_table_that_neither_reader_finds_is_refused(tmp_path: Path, knowledge: Knowledge) -> None:
    path = redrawn(SAMPLES / "rapk_jan_des.pdf", tmp_path / "tanpa.pdf", lambda text: RULE.sub("n", text))
    outcome = pipeline.process(document_of(path), knowledge, NOW)
    assert outcome.kalimat is not None and "tidak memuat tabel" in outcome.kalimat
    assert outcome.rows is not None and outcome.rows.dokumen.status == "gagal"
