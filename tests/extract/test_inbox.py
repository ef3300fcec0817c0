"""The inbox: what is taken, what is refused and with which sentence."""

import io
import os
import random
import re
import zipfile
from contextlib import suppress
from pathlib import Path

import pdfplumber
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.cells import Document, Metode
from extract.errors import DocumentRejected
from extract.inbox import (
    Duplicate,
    Rejected,
    check_pdf,
    decode,
    encoding_note,
    no_tables,
    picture_pages,
    readable_pdf,
    safe_name,
    scan,
    write_notes,
)

TEKS = "RENCANA AKSI PERJANJIAN KINERJA TAHUN 2025 " * 6


def pdf_bytes(*pages: str) -> bytes:
    """A page a word: 'teks', 'gambar', 'stempel' (a picture and a short line of text), 'kosong'."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=True)
    for page in pages:
        if page in ("gambar", "stempel"):
            canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), (200, 220, 200))), 10, 10, 570, 800)
        if page == "stempel":
            canvas.drawString(40, 20, "Ditandatangani secara elektronik")
        if page == "teks":
            for line in range(6):
                canvas.drawString(40, 800 - 20 * line, TEKS[:80])
        canvas.showPage()
    canvas.save()
    return out.getvalue()


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


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"%PDF-1.4 stored, not compressed")
    return out.getvalue()


def document(tmp_path: Path, data: bytes, name: str = "uji.pdf", metode: Metode = Metode.PDF) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return Document("0" * 64, path, name, metode)


# ---- scan


def test_scan_names_documents_by_content_and_in_order(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    files = {"b.pdf": pdf_bytes("teks"), "a.txt": b"satu\tdua\n", "sub/c": b"junk\n" + pdf_bytes("teks", "teks")}
    for name in random.sample(list(files), len(files)):
        (tmp_path / name).write_bytes(files[name])
    found = list(scan(tmp_path))
    assert [(item.nama_berkas, item.metode) for item in found if isinstance(item, Document)] == [
        ("a.txt", Metode.TEKS),
        ("b.pdf", Metode.PDF),
        ("sub/c", Metode.PDF),
    ]
    assert len(found) == 3
    assert all(len(item.doc_id or "") == 64 for item in found)


def test_scan_leaves_out_hidden_temporary_and_system_files(tmp_path: Path) -> None:
    names = [".DS_Store", "~$rapk.docx", "a.pdf.part", "a.pdf.crdownload", "a.TMP", "desktop.ini", "Thumbs.db"]
    for name in names:
        (tmp_path / name).write_text("isi")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("isi")
    assert list(scan(tmp_path)) == []


def test_same_content_twice_is_read_once_and_said(tmp_path: Path) -> None:
    for name in ("kembar_b.txt", "kembar_a.txt"):
        (tmp_path / name).write_text("satu\tdua")
    first, second = scan(tmp_path)
    assert isinstance(first, Document) and first.nama_berkas == "kembar_a.txt"
    assert isinstance(second, Duplicate) and second.kalimat == "Berkas kembar_b.txt isinya sama dengan kembar_a.txt: hanya dibaca sekali."


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("kosong.pdf", b"", "kosong"),
        ("spasi.txt", b"\xef\xbb\xbf \r\n\t", "kosong"),
        ("bukan.pdf", b"hanya teks biasa", "bukan PDF"),
        ("surat.docx", zipped("word/document.xml"), "dokumen Word"),
        ("surat.pdf", zipped("word/document.xml"), "dokumen Word"),
        ("data.xlsx", zipped("xl/workbook.xml"), "Excel"),
        ("semua.zip", zipped("rapk.pdf"), "arsip zip"),
        ("lama.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Excel"),
        ("rusak.docx", b"hanya teks biasa", "rusak"),
        ("foto.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "gambar"),
        ("unduhan.pdf", b"\n<!DOCTYPE html><html>404</html>", "halaman web"),
        ("biner.txt", bytes(range(256)) * 4, "bukan teks"),
        ("utf16_tanpa_bom.txt", "satu\tdua".encode("utf-16-le"), "bukan teks"),
    ],
)
def test_refused_with_a_sentence_that_names_the_file(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    (item,) = scan(tmp_path)
    assert isinstance(item, Rejected)
    assert item.kalimat.startswith(f"Berkas {name} ") and item.kalimat.endswith(".") and words in item.kalimat
    assert "\n" not in item.kalimat
    assert item.doc_id


def test_two_empty_files_are_both_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    (tmp_path / "b.txt").touch()
    assert [type(item) for item in scan(tmp_path)] == [Rejected, Rejected]


def test_file_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "putus.pdf").symlink_to(tmp_path / "tidak ada")
    (item,) = scan(tmp_path)
    assert isinstance(item, Rejected) and item.doc_id is None
    assert item.kalimat.startswith("Berkas putus.pdf tidak dapat dibuka")


def test_names_that_are_no_utf8_are_printable(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff\x1b[31m.txt")).write_text("satu\tdua")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (item,) = scan(tmp_path)
    assert item.nama_berkas == "a\ufffd\ufffd[31m.txt"
    item.nama_berkas.encode()


def test_missing_folder_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(scan(tmp_path / "tidak ada"))


# ---- text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_decode_reads_the_encodings_of_windows(encoding: str) -> None:
    text = "Persentase Desa Pangan Aman – señor\t1.234,5\r\n"
    assert decode(text.encode(encoding)) == text
    assert (encoding_note(text.encode(encoding)) is not None) == (encoding == "cp1252")


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03", b"abc\x81def", bytes(range(128, 256)), b"\xff\xfea"])
def test_decode_refuses_what_is_no_text(data: bytes) -> None:
    with pytest.raises(DocumentRejected):
        decode(data)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_decode_gives_back_any_utf8_text(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


# ---- PDF


def test_page_count(tmp_path: Path) -> None:
    assert check_pdf(document(tmp_path, pdf_bytes("teks", "gambar", "kosong"))) == 3


def test_owner_encrypted_is_read_and_password_is_refused(tmp_path: Path) -> None:
    data = pdf_bytes("teks")
    owned = document(tmp_path, encrypted(data, "", "pemilik"), "pemilik.pdf")
    assert check_pdf(owned) == 1
    with readable_pdf(owned) as path:
        assert path == owned.path
    with pytest.raises(DocumentRejected, match=r"^Berkas bersandi\.pdf meminta kata sandi"):
        check_pdf(document(tmp_path, encrypted(data, "rahasia", "pemilik"), "bersandi.pdf"))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_cut_off_file_is_refused(tmp_path: Path, share: float) -> None:
    data = pdf_bytes(*["teks"] * 8)
    with pytest.raises(DocumentRejected, match="terpotong"):
        check_pdf(document(tmp_path, data[: int(len(data) * share)]))


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
    with pytest.raises(DocumentRejected, match=words) as caught:
        check_pdf(document(tmp_path, data))
    assert "uji.pdf" in str(caught.value)


def test_sentence_does_not_depend_on_the_file_before(tmp_path: Path) -> None:
    """PDFium keeps «wrong password» of an earlier file for a later one that has no page."""
    for data in (pdf_bytes("teks"), encrypted(pdf_bytes("teks"), "rahasia", "pemilik"), b"%PDF-1.4\nsampah"):
        with suppress(DocumentRejected):
            check_pdf(document(tmp_path, data))
        with pytest.raises(DocumentRejected, match="tidak mempunyai halaman"):
            check_pdf(document(tmp_path, without_pages()))


def test_picture_pages_are_told(tmp_path: Path) -> None:
    assert picture_pages(document(tmp_path, pdf_bytes("teks", "gambar", "stempel", "kosong"))) == (2, 3)


def test_no_tables_sentence_knows_scans(tmp_path: Path) -> None:
    assert "OCR" in str(no_tables(document(tmp_path, pdf_bytes("stempel"))))
    assert "tidak memuat tabel" in str(no_tables(document(tmp_path, pdf_bytes("teks"))))
    assert "tidak memuat tabel" in str(no_tables(document(tmp_path, b"teks", "a.txt", Metode.TEKS)))


def shifted_offsets() -> bytes:
    """Every offset of the cross-reference table is off by seven: PDFium rebuilds the table, pdfminer finds no page."""
    return re.sub(rb"(\d{10}) 00000 n", lambda entry: b"%010d 00000 n" % (int(entry[1]) + 7), pdf_bytes("teks", "teks"))


def untyped_pages() -> bytes:
    """Pages without /Type /Page, which a copy with the same objects lacks as well."""
    return re.sub(rb"/Type /Page\b", b"/Tipe /Page", pdf_bytes("teks", "teks"))


@pytest.mark.parametrize("data", [shifted_offsets(), untyped_pages()], ids=["offsets", "untyped"])
def test_file_that_only_pdfium_opens_is_repaired(tmp_path: Path, data: bytes) -> None:
    broken = document(tmp_path, data)
    assert check_pdf(broken) == 2
    with readable_pdf(broken) as path:
        assert path != broken.path
        with pdfplumber.open(path) as pdf:
            assert [bool(page.chars) for page in pdf.pages] == [True, True]
    assert not path.exists()
    assert broken.path.read_bytes() == data


def test_page_count_that_promises_too_much(tmp_path: Path) -> None:
    lying = document(tmp_path, pdf_bytes("teks", "teks").replace(b"/Count 2", b"/Count 9"))
    assert check_pdf(lying) == 2
    with readable_pdf(lying) as path:
        assert path == lying.path


BERKAS = Path(__file__).parent.parent / "berkas"


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
    item = next(item for item in scan(BERKAS) if item.nama_berkas == name)
    sentence = None
    try:
        if isinstance(item, Rejected):
            raise DocumentRejected(item.kalimat)
        assert isinstance(item, Document)
        if item.metode is Metode.PDF:
            assert check_pdf(item) > 0
            with readable_pdf(item) as path, pdfplumber.open(path) as pdf:
                assert pdf.pages[0].chars
    except DocumentRejected as e:
        sentence = str(e)
    assert (sentence is None) == (words is None)
    assert words is None or (sentence and words in sentence and name in sentence)


# ---- notes


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("rapk 2025.pdf", "rapk 2025.pdf"),
        ("sub/../../x.pdf", "sub_.._.._x.pdf"),
        ("nama 'aneh' ; $(x) – ñ.txt", "nama _aneh_ _ _(x) _ ñ.txt"),
        ("...", "_"),
        ("CON.pdf", "_CON.pdf"),
    ],
)
def test_safe_name(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(min_size=1))
def test_safe_name_never_leads_outside(name: str) -> None:
    safe = safe_name(name)
    assert safe and Path(safe).name == safe and safe not in (".", "..")
    assert len(safe.encode()) <= 151


def test_notes_replace_those_of_the_last_run(tmp_path: Path) -> None:
    folder = tmp_path / "rejected"
    write_notes(folder, [("lama.pdf", "x")])
    (folder / "catatan saya.md").write_text("tetap")
    written = write_notes(folder, [("a:b.pdf", "satu"), ("a?b.pdf", "dua")])
    assert len(set(written)) == 2
    assert sorted(path.read_text() for path in written) == ["dua\n", "satu\n"]
    assert {path.name for path in folder.iterdir()} == {"catatan saya.md", *(path.name for path in written)}
