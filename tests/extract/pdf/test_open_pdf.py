"""PDFs that open, and those that are refused with a sentence."""

import io
import re
from contextlib import suppress
from pathlib import Path

import pdfplumber
import pypdf
import pytest
from pypdf.generic import NameObject

from extract.cells import Document, Metode
from extract.dump.read_text import read_text
from extract.errors import DocumentRejected
from extract.inbox.listing import Rejected, list_inbox, no_tables
from extract.pdf.open_pdf import readable_pdf
from extract.pdf.read_pdf import read_pdf
from extract.running.notes import damage_note
from extract.scans import READ_THEM
from tests.extract.halaman import document, pdf_bytes
from tests.terucap import raises_saying, said


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extra that reads pictures is not installed."""
    monkeypatch.setattr("extract.scans.first_engine_there", lambda: False)


def encrypted(data: bytes, user: str, owner: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user, owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def without_pages() -> bytes:
    writer = pypdf.PdfWriter()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_page_count(tmp_path: Path) -> None:
    assert read_pdf(document(tmp_path, pdf_bytes("teks", "gambar", "kosong"))).halaman == 3


def test_owner_encrypted_is_read_and_password_is_refused(tmp_path: Path) -> None:
    data = pdf_bytes("teks")
    owned = document(tmp_path, encrypted(data, "", "pemilik"), "pemilik.pdf")
    assert read_pdf(owned).halaman == 1
    with readable_pdf(owned, 1) as path:
        assert path == owned.path
    with raises_saying(DocumentRejected, match=r"^Berkas bersandi\.pdf meminta kata sandi"):
        read_pdf(document(tmp_path, encrypted(data, "rahasia", "pemilik"), "bersandi.pdf"))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_cut_off_file_is_refused(tmp_path: Path, share: float) -> None:
    data = pdf_bytes(*["teks"] * 8)
    with raises_saying(DocumentRejected, match="terpotong"):
        read_pdf(document(tmp_path, data[: int(len(data) * share)]))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (without_pages(), "tidak mempunyai halaman"),
        (b"%PDF-1.4\nsampah\nstartxref\n0\n%%EOF", "rusak"),
        (pdf_bytes("gambar", "gambar"), "OCR"),
        (pdf_bytes("kosong"), "halaman kosong"),
    ],
)
def test_pdf_without_readable_pages_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    with raises_saying(DocumentRejected, match=words) as caught:
        read_pdf(document(tmp_path, data))
    assert "uji.pdf" in said(caught.value)


def test_sentence_does_not_depend_on_the_file_before(tmp_path: Path) -> None:
    """PDFium keeps «wrong password» of an earlier file for a later one that has no page."""
    for data in (pdf_bytes("teks"), encrypted(pdf_bytes("teks"), "rahasia", "pemilik"), b"%PDF-1.4\nsampah"):
        with suppress(DocumentRejected):
            read_pdf(document(tmp_path, data))
        with raises_saying(DocumentRejected, match="tidak mempunyai halaman"):
            read_pdf(document(tmp_path, without_pages()))


def test_picture_pages_are_told(tmp_path: Path) -> None:
    assert read_pdf(document(tmp_path, pdf_bytes("teks", "gambar", "stempel", "kosong"))).gambar == (2, 3)


def test_no_tables_sentence_knows_scans(tmp_path: Path) -> None:
    assert "OCR" in said(no_tables(read_pdf(document(tmp_path, pdf_bytes("stempel"))), READ_THEM))
    assert "tidak memuat tabel" in said(no_tables(read_pdf(document(tmp_path, pdf_bytes("teks"))), READ_THEM))
    assert "tidak memuat tabel" in said(no_tables(read_text(document(tmp_path, b"teks", "a.txt", Metode.TEKS)), READ_THEM))


def shifted_offsets() -> bytes:
    """Every offset of the cross-reference table is off by seven: PDFium rebuilds the table, pdfminer finds no page."""
    return re.sub(rb"(\d{10}) 00000 n", lambda entry: b"%010d 00000 n" % (int(entry[1]) + 7), pdf_bytes("teks", "teks"))


def untyped_pages() -> bytes:
    """Pages without /Type /Page, which a copy with the same objects lacks as well."""
    return re.sub(rb"/Type /Page\b", b"/Tipe /Page", pdf_bytes("teks", "teks"))


@pytest.mark.parametrize("data", [shifted_offsets(), untyped_pages()], ids=["offsets", "untyped"])
def test_file_that_only_pdfium_opens_is_repaired(tmp_path: Path, data: bytes) -> None:
    broken = document(tmp_path, data)
    assert read_pdf(broken).halaman == 2
    with readable_pdf(broken, 2) as path:
        assert path != broken.path
        with pdfplumber.open(path) as pdf:
            assert [bool(page.chars) for page in pdf.pages] == [True, True]
    assert not path.exists()
    assert broken.path.read_bytes() == data


def test_page_count_that_promises_too_much(tmp_path: Path) -> None:
    lying = document(tmp_path, pdf_bytes("teks", "teks").replace(b"/Count 2", b"/Count 9"))
    assert read_pdf(lying).halaman == 2
    with readable_pdf(lying, 2) as path:
        assert path == lying.path


BERKAS = Path(__file__).parents[2] / "berkas"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("kosong.pdf", "kosong"),
        ("kosong.txt", "kosong"),
        ("bukan_pdf.pdf", "halaman web"),
        ("terpotong.pdf", "terpotong"),
        ("bersandi.pdf", "kata sandi"),
        ("hanya_gambar.pdf", "OCR"),
        ("bukan_dokumen.docx", "Word"),
        ("biner.txt", "bukan teks"),
        ("pemilik.pdf", None),
        ("tanpa_tabel.pdf", None),
        ("nol_halaman.pdf", None),
        ("pdf13_cr.pdf", None),
        ("utf16.txt", None),
        ("latin1.txt", None),
        ("nama 'aneh' ; $(x) – ñ.txt", None),
        ("kembar_a.txt", None),
    ],
)
def test_bad_input(name: str, words: str | None) -> None:
    item = next(listed.item for listed in list_inbox(BERKAS) if listed.item.nama_berkas == name)
    sentence = None
    try:
        if isinstance(item, Rejected):
            raise DocumentRejected(item.kalimat)
        assert isinstance(item, Document)
        if item.metode is Metode.PDF:
            reading = read_pdf(item)
            assert reading.halaman and (reading.lines or reading.blocks)
    except DocumentRejected as e:
        sentence = said(e)
    assert (sentence is None) == (words is None)
    assert words is None or (sentence and words in sentence and name in sentence)


def without_pointer(data: bytes) -> bytes:
    """The file without its last startxref line."""
    start = data.rfind(b"startxref")
    return data[:start] + data[data.rfind(b"%%EOF") :]


def with_correction(data: bytes) -> bytes:
    """A copy with a second version appended, in which the page says something else."""
    writer = pypdf.PdfWriter(io.BytesIO(data), incremental=True)
    page = writer.pages[0]
    contents = page.get_contents()
    assert contents is not None
    contents.set_data(b"BT /F1 12 Tf 40 700 Td (VERSI KEDUA) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(contents)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_whole_file_without_startxref_is_read_and_said_to_be_damaged(tmp_path: Path) -> None:
    whole = document(tmp_path, pdf_bytes("teks", "teks"), "utuh.pdf")
    damaged = document(tmp_path, without_pointer(whole.path.read_bytes()), "rusak.pdf")
    assert [line.text for line in read_pdf(damaged).lines] == [line.text for line in read_pdf(whole).lines]
    assert damage_note(read_pdf(whole)) == () and "startxref" in said(damage_note(read_pdf(damaged)))


def test_a_file_that_lost_the_pointer_of_its_last_version_is_not_read_as_the_version_before(tmp_path: Path) -> None:
    corrected = with_correction(pdf_bytes("teks"))
    for name, data in (("utuh.pdf", corrected), ("rusak.pdf", without_pointer(corrected))):
        assert [line.text for line in read_pdf(document(tmp_path, data, name)).lines] == ["VERSI KEDUA"], name
