"""The inbox: what is taken, what is refused and with which sentence."""

import io
import os
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.cells import Document, Metode
from extract.errors import DocumentRejected
from extract.inbox.listing import (
    Duplicate,
    Rejected,
    decode,
    encoding_note,
    list_inbox,
    safe_name,
    write_notes,
)
from tests.extract.halaman import pdf_bytes
from tests.terucap import said


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"%PDF-1.4 stored, not compressed")
    return out.getvalue()


# ---- listing


def test_listing_names_documents_by_content_and_in_order(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    files = {"b.pdf": pdf_bytes("teks"), "a.txt": b"satu\tdua\n", "sub/c": b"junk\n" + pdf_bytes("teks", "teks")}
    for name in random.sample(list(files), len(files)):
        (tmp_path / name).write_bytes(files[name])
    found = [listed.item for listed in list_inbox(tmp_path)]
    assert [(item.nama_berkas, item.metode) for item in found if isinstance(item, Document)] == [
        ("a.txt", Metode.TEKS),
        ("b.pdf", Metode.PDF),
        ("sub/c", Metode.PDF),
    ]
    assert len(found) == 3
    assert all(len(item.doc_id or "") == 64 for item in found)


def test_listing_leaves_out_hidden_temporary_and_system_files(tmp_path: Path) -> None:
    names = [".DS_Store", "~$rapk.docx", "a.pdf.part", "a.pdf.crdownload", "a.TMP", "desktop.ini", "Thumbs.db"]
    for name in names:
        (tmp_path / name).write_text("isi")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("isi")
    assert [listed.item for listed in list_inbox(tmp_path)] == []


def test_same_content_twice_is_read_once_and_said(tmp_path: Path) -> None:
    for name in ("kembar_b.txt", "kembar_a.txt"):
        (tmp_path / name).write_text("satu\tdua")
    first, second = (listed.item for listed in list_inbox(tmp_path))
    assert isinstance(first, Document) and first.nama_berkas == "kembar_a.txt"
    assert (
        isinstance(second, Duplicate)
        and said(second.kalimat) == "Berkas kembar_b.txt isinya sama dengan kembar_a.txt: hanya dibaca sekali."
    )


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
    (item,) = (listed.item for listed in list_inbox(tmp_path))
    assert isinstance(item, Rejected)
    assert said(item.kalimat).startswith(f"Berkas {name} ") and said(item.kalimat).endswith(".") and words in said(item.kalimat)
    assert "\n" not in said(item.kalimat)
    assert item.doc_id


def test_two_empty_files_are_both_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    (tmp_path / "b.txt").touch()
    assert [type(listed.item) for listed in list_inbox(tmp_path)] == [Rejected, Rejected]


def test_file_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "putus.pdf").symlink_to(tmp_path / "tidak ada")
    (item,) = (listed.item for listed in list_inbox(tmp_path))
    assert isinstance(item, Rejected) and item.doc_id is None
    assert said(item.kalimat).startswith("Berkas putus.pdf tidak dapat dibuka")


@pytest.mark.skipif(os.name == "nt", reason="pipes and links of Unix")
def test_what_is_no_ordinary_file_is_refused_unopened(tmp_path: Path) -> None:
    """Reading a pipe waits for ever, and /dev/zero has no end; a linked folder would be passed over in silence."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    os.mkfifo(inbox / "pipa.pdf")
    (inbox / "nol.txt").symlink_to("/dev/zero")
    (inbox / "lain").symlink_to(tmp_path)
    (inbox / "putar").symlink_to("putar")
    told = {listed.item.nama_berkas: said(listed.item.kalimat) for listed in list_inbox(inbox) if isinstance(listed.item, Rejected)}
    assert sorted(told) == ["lain", "nol.txt", "pipa.pdf", "putar"]
    assert "bukan berkas biasa" in told["nol.txt"] and "bukan berkas biasa" in told["pipa.pdf"] and "tautan" in told["lain"]


def test_names_that_are_no_utf8_are_printable(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff\x1b[31m.txt")).write_text("satu\tdua")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (item,) = (listed.item for listed in list_inbox(tmp_path))
    assert item.nama_berkas == "a\ufffd\ufffd[31m.txt"
    item.nama_berkas.encode()


def test_missing_folder_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        [listed.item for listed in list_inbox(tmp_path / "tidak ada")]


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
