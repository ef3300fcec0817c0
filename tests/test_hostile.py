"""Input that was made to do harm, or is only broken: a table or a sentence comes of it, and nothing is run."""

import csv
import io
from datetime import datetime
from pathlib import Path

import duckdb
import pypdf
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

import pipeline
from extract.cells import Document, Metode
from extract.dump.read_text import parse_dump
from extract.errors import DocumentRejected
from extract.inbox.listing import decode, safe_name
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows
from normalize.words.numbers import NumberStyle, read_amount, read_measure
from tests.conftest import Kertas
from tests.kerusakan import MUTATIONS, try_damaged
from tests.terucap import said
from tests.test_report import Page
from warehouse.store.parquet import write_document

PDF = Path(__file__).parent.parent / "samples" / "inbox" / "rapk_jan_des.pdf"
HARM = (
    '=HYPERLINK("http://contoh.invalid";"klik")',
    "'); DROP TABLE target; --",
    '"; DELETE FROM sel; --',
    "<script>alert(1)</script>",
    "[bold red]merah[/]",
    "\x1b[31mmerah\x1b[0m\x07",
    "../../../etc/passwd",
    "$(touch jahat)",
    "{{7*7}}",
    "%s%s%n",
    "a\u202eb\u0000c",
)

PRINTABLE = [text for text in HARM if text.isprintable()]


# ---- fuzzing


SIGNS = st.sampled_from(
    ["\t", "\n", "\n\n", " ", "1", "B01", "Total", "1.234,50", "<table><tr><td>", "</td>", "</table>", "**", "|", "\x0c", "…", "٣"]
)
WORDS = st.sampled_from(
    ["RENCANA AKSI", "SASARAN", "INDIKATOR", "TARGET", "ANGGARAN", "DR.3165.QIC.001", "100", "-", "Balai POM di Ambon", "Tahun 2024"]
)
DUMPS = st.lists(st.one_of(SIGNS, WORDS, st.text(max_size=12)), max_size=120).map("".join)


@settings(max_examples=150, deadline=None)
@given(text=DUMPS)
def test_any_text_gives_rows_that_can_be_stored(text: str, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> None:
    document = Document("0" * 64, Path("dump.txt"), "dump.txt", Metode.TEKS)
    rows = normalize(parse_dump(text, document), knowledge, datetime(2024, 1, 1))
    assert isinstance(rows, DocumentRows)
    write_document(rows, tmp_path_factory.getbasetemp() / "fuzz")


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_text_or_a_sentence(data: bytes) -> None:
    try:
        text = decode(data)
    except DocumentRejected as e:
        assert said(e).endswith(".")
    else:
        parse_dump(text, Document("0" * 64, Path("dump.txt"), "dump.txt", Metode.TEKS))


CELLS = st.one_of(st.text(max_size=30), st.text(alphabet="0123456789.,-–()Rp% \u00a0²½٣ⅣxE+", max_size=25))


@settings(max_examples=500, deadline=None)
@given(text=CELLS, style=st.one_of(st.none(), st.sampled_from(NumberStyle)))
def test_any_cell_is_read_as_finite_numbers_or_none(text: str, style: NumberStyle | None) -> None:
    for found in (*read_amount(text, style), *read_measure(text, style)):
        assert found.value.is_finite()


PATHS = st.lists(st.sampled_from(["..", "/", "\\", "a", "CON", ":", "\0", "."])).map("".join)


@settings(max_examples=500, deadline=None)
@given(name=st.one_of(st.text(max_size=60), st.sampled_from(HARM), PATHS))
def test_a_note_stays_in_its_folder(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "catatan"
    folder.mkdir(exist_ok=True)
    path = folder / f"{safe_name(name)}.txt"
    assert path.parent == folder and path.resolve().parent == folder.resolve()
    path.write_text("x")


# ---- texts that mean something elsewhere


NAMED = "Jumlah </td><script>alert(1)</script> $x^2$ desa & kota"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, kertas: Kertas) -> Path:
    """The data folder of a run over such texts as cells, as names of files and of an indicator, and over a PDF that wants to act."""
    data = tmp_path_factory.mktemp("atas") / "data"
    inbox = data / "inbox"
    inbox.mkdir(parents=True)
    body = "\n".join(f"{text}\t{number}\t{text}" for number, text in enumerate(PRINTABLE))
    for number, text in enumerate(PRINTABLE):
        name = text.replace("/", "-")[:60]
        (inbox / f"{number} {name}.txt").write_text(f"Surat {number}\n{body}\n", encoding="utf-8")
    plan = [kertas.indikator(1, 10, nama=NAMED, sasaran=(1, "Terwujudnya")), kertas.ro(1, 10, 10)]
    (inbox / "<b>satu&.txt").write_text(kertas.dokumen(plan), encoding="utf-8")
    _wants_to_act(inbox / "aksi.pdf")
    result = CliRunner().invoke(pipeline.main, ["run", "--data-dir", str(data)])
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.output
    return data


def _wants_to_act(path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(PDF.read_bytes()))
    script = "app.launchURL('http://contoh.invalid'); this.exportDataObject({cName: 'jahat.txt', nLaunch: 2});"
    launch = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("jahat.sh")})
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)})
    action[NameObject("/Next")] = launch
    writer.root_object[NameObject("/OpenAction")] = action
    writer.add_attachment("../../jahat.txt", b"jahat")
    writer.write(path)


def test_cell_texts_are_never_run(data: Path) -> None:
    """As cells and as file names they come out as they went in: in the database, the CSV, the screen, the report."""
    for arguments in (["status"], ["check"], ["diff"], ["export", "sel", "dokumen", "--out", str(data / "csv")]):
        result = CliRunner().invoke(pipeline.main, [*arguments, "--data-dir", str(data)])
        assert result.exit_code == (1 if arguments == ["check"] else 0), result.output  # the name's mark-up makes cells of its own
        assert "\x1b" not in result.output
    with duckdb.connect(str(data / "kinerja.duckdb"), read_only=True) as con:
        kept = {mentah for (mentah,) in con.sql("SELECT DISTINCT mentah FROM sel").fetchall()}
    assert set(PRINTABLE) <= kept
    cells = {cell for row in csv.reader(io.StringIO((data / "csv" / "sel.csv").read_text(encoding="utf-8"))) for cell in row}
    assert f"'{HARM[0]}" in cells and HARM[0] not in cells
    assert [path for path in data.rglob("*") if path.name in ("jahat", "passwd")] == []
    shown = (data / "report.html").read_text(encoding="utf-8")
    page = Page(shown)
    assert "<script" not in shown.lower() and "script" not in page.tags and "<b>satu&.txt" in page.text and NAMED in page.text
    made = {"inbox", "csv", "ledger", "log", "parquet", "rejected", "review", "riwayat", "kinerja.duckdb", "report.html"}
    assert {path.name for path in data.iterdir()} <= made


def test_actions_and_attachments_of_a_pdf_are_left_alone(data: Path) -> None:
    with duckdb.connect(str(data / "kinerja.duckdb"), read_only=True) as con:
        assert con.sql("SELECT count(*) > 0 FROM target JOIN dokumen USING (doc_id) WHERE nama_berkas = 'aksi.pdf'").fetchall() == [(True,)]
    assert not [path for name in ("jahat.txt", "jahat.sh") for path in data.parent.parent.rglob(name)]


# ---- damaged files


def test_damaged_files_end_in_a_table_or_a_sentence() -> None:
    result = try_damaged(2 * len(MUTATIONS), seed=7)
    assert result.faults == []
    assert {name for name, _ in result.by_kind} == {mutation.__name__ for mutation in MUTATIONS}
