"""The inbox folder → documents, and the reason for every file that is not one.

What a file is, is decided by its content; its name only helps to say what went wrong.
"""

import codecs
import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from extract.advice import OCR, UNDUH
from extract.cells import Document, Metode, Reading
from extract.errors import DocumentRejected
from extract.inbox.size_limits import too_many_bytes
from extract.message import Message, message
from extract.scans import Scans

_TEMPORARY = (".part", ".crdownload", ".tmp", ".download")
_SYSTEM = {"desktop.ini", "thumbs.db", "__macosx"}
# Control characters that no text holds: all but tab, line and page breaks.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_PDF_MAGIC = re.compile(rb"%PDF-\d")

_BEYOND_ASCII = bytes(range(0x80, 0x100))

_SIGNATURES: tuple[tuple[bytes, Message], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", message("jenis_office_lama")),
    (b"{\\rtf", message("jenis_rtf")),
    (b"Rar!\x1a\x07", message("jenis_rar")),
    (b"7z\xbc\xaf\x27\x1c", message("jenis_7z")),
    (b"\x1f\x8b", message("jenis_gzip")),
    (b"\x89PNG\r\n\x1a\n", message("jenis_png", anjuran=OCR)),
    (b"\xff\xd8\xff", message("jenis_jpeg", anjuran=OCR)),
    (b"GIF8", message("jenis_gif", anjuran=OCR)),
    (b"II*\x00", message("jenis_tiff", anjuran=OCR)),
    (b"MM\x00*", message("jenis_tiff", anjuran=OCR)),
)


class Rejected(Struct, frozen=True):
    """A file that is no document. doc_id: as in Document, None when not even its bytes could be read."""

    path: Path
    nama_berkas: str
    doc_id: str | None
    kalimat: Message


class Duplicate(Struct, frozen=True):
    """A file whose content was already found under a name that sorts before it; no fault of the file."""

    path: Path
    nama_berkas: str
    doc_id: str
    kalimat: Message


class FileState(NamedTuple):
    """What the system says of a file without opening it; the same as before means the same content. Times in nanoseconds."""

    size: int
    mtime: int
    ctime: int
    inode: int


class Known(Struct, frozen=True, array_like=True):
    """What an earlier scan found out about a file. metode: None for a file that is no document, then kalimat says why."""

    state: FileState
    doc_id: str
    metode: str | None
    kalimat: Message | None


class Listed(Struct, frozen=True):
    """A file of the inbox. state: None where the system says nothing of it. folder: True for a folder that cannot be listed."""

    item: Document | Rejected | Duplicate
    state: FileState | None
    folder: bool = False


NOTHING_KNOWN: Mapping[str, Known] = MappingProxyType({})


def state_of(path: Path | str) -> FileState | None:
    """The file's state; None where there is none to be had (gone, no rights on the folder)."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return _state(found)


def _state(found: os.stat_result) -> FileState:
    return FileState(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def list_inbox(inbox: Path, known: Mapping[str, Known] = NOTHING_KNOWN, follow_links: bool = False) -> Iterator[Listed]:
    """Every file of the folder and its subfolders, by name, with its state; hidden, temporary and system files are left out.

    nama_berkas is the path inside the inbox, with '/' on every system. known: by nama_berkas; a file whose state is the known one is
    not opened. follow_links: also what links that lead out of the inbox point to, files and folders.
    Raises OSError when the folder itself cannot be listed.
    """
    seen: dict[str, str] = {}
    top = inbox.resolve()
    for nama, path, error in sorted(_files(inbox, follow_links)):
        if error:
            kalimat = message("berkas_tidak_terbuka", nama=nama, sebab=error)
            yield Listed(Rejected(path, nama, None, kalimat), None, folder=True)
            continue
        state, is_link = _looked_at(path)
        if is_link and not follow_links and _leads_out(path, top):
            folder = path.is_dir()
            kalimat = message("tautan_keluar_folder", nama=nama) if folder else message("tautan_keluar_berkas", nama=nama)
            yield Listed(Rejected(path, nama, None, kalimat), None)
            continue
        before = known.get(nama)
        item = _as_before(path, nama, before) if before and before.state == state else look_into(path, nama, state)
        if isinstance(item, Document):
            if item.doc_id in seen:
                kalimat = message("berkas_sama", nama=nama, lain=seen[item.doc_id])
                yield Listed(Duplicate(path, nama, item.doc_id, kalimat), state)
                continue
            seen[item.doc_id] = nama
        yield Listed(item, state)


def list_inbox_states(inbox: Path, follow_links: bool = False) -> Iterator[tuple[str, FileState | None]]:
    """Name and state of every file that `list_inbox` would give. Raises OSError when the folder itself cannot be listed."""
    return ((nama, state_of(path)) for nama, path, _ in _files(inbox, follow_links))


def _looked_at(path: Path) -> tuple[FileState | None, bool]:
    """As `state_of`, and whether the path is a link: of what is none the system is asked once."""
    try:
        found = os.lstat(path)
    except OSError:
        return None, False
    if stat.S_ISLNK(found.st_mode):
        return state_of(path), True
    return _state(found), False


def _leads_out(link: Path, top: Path) -> bool:
    """True where a link leads to a file or folder outside the folder `top`; what else it leads to is refused anyway."""
    return (link.is_file() or link.is_dir()) and not link.resolve().is_relative_to(top)


def _as_before(path: Path, nama: str, before: Known) -> Document | Rejected:
    if before.metode is not None:
        return Document(before.doc_id, path, nama, Metode(before.metode))
    assert before.kalimat is not None
    return Rejected(path, nama, before.doc_id, before.kalimat)


def look_into(path: Path, nama: str, state: FileState | None) -> Document | Rejected:
    """One file: a document, or why it is none. state: as `state_of` has it; None where the system says nothing of it."""
    if path.is_dir():
        return Rejected(path, nama, None, message("folder_tautan", nama=nama))
    if path.exists() and not path.is_file():  # reading one may never end
        return Rejected(path, nama, None, message("bukan_berkas_biasa", nama=nama))
    try:
        with path.open("rb") as file:
            pdf = bool(_PDF_MAGIC.search(file.read(1024)))
            huge = too_many_bytes(nama, state.size, pdf) if state else None
            file.seek(0)
            if huge:
                return Rejected(path, nama, hashlib.file_digest(file, "sha256").hexdigest(), huge)
            data = file.read()
    except OSError as e:
        alasan = e.strerror or type(e).__name__
        return Rejected(path, nama, None, message("berkas_tidak_terbuka", nama=nama, sebab=alasan))
    doc_id = hashlib.sha256(data).hexdigest()
    try:
        return Document(doc_id, path, nama, medium(data, nama))
    except DocumentRejected as e:
        return Rejected(path, nama, doc_id, e.alasan.about(nama=nama))


def _files(inbox: Path, follow_links: bool) -> Iterator[tuple[str, Path, str]]:
    """(name inside the inbox, path, why it cannot be listed or ''); the folder itself raises OSError.

    Links to folders are not followed; with follow_links those that lead out of the inbox are, each folder once, so that no link leads back.
    """
    os.listdir(inbox)  # noqa: PTH208  os.walk is silent about a folder that cannot be listed
    failed: list[OSError] = []
    top = inbox.resolve()
    begin = len(os.path.join(inbox, ""))  # noqa: PTH118  a Path for each file takes three times as long
    been: set[Path] = set()
    for folder, subfolders, names in os.walk(inbox, onerror=failed.append, followlinks=True):
        subfolders[:] = [name for name in subfolders if not _ignored(name)]
        linked = [name for name in subfolders if (Path(folder) / name).is_symlink()]
        for name in list(linked):
            target = (Path(folder) / name).resolve()
            if follow_links and not target.is_relative_to(top) and not top.is_relative_to(target) and target not in been:
                been.add(target)
                linked.remove(name)
            else:
                subfolders.remove(name)
        inside = [folder[begin:].replace(os.sep, "/")] if folder[begin:] else []
        for name in (*names, *linked):
            if not _ignored(name):
                yield _printable("/".join((*inside, name))), Path(folder, name), ""
    for error in failed:
        path = Path(os.fsdecode(error.filename))
        yield _printable(path.relative_to(inbox).as_posix()), path, error.strerror or type(error).__name__


def _ignored(name: str) -> bool:
    lower = name.lower()
    return lower.startswith((".", "~$")) or lower.endswith(_TEMPORARY) or lower in _SYSTEM


def _printable(name: str) -> str:
    """A name that can be printed and stored: bytes that are no UTF-8 and control characters become '�'."""
    if name.isascii() and name.isprintable():
        return name
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def medium(data: bytes, nama: str) -> Metode:
    """PDF or text, by content. Raises DocumentRejected for anything else, whose reason may lack the name. It is used for that
    only."""
    if not data.strip(b" \t\r\n\x0c\xef\xbb\xbf"):
        raise DocumentRejected(message("berkas_kosong", nama=nama, anjuran=UNDUH))
    kind = _foreign(data)
    if kind:
        raise DocumentRejected(message("berkas_berjenis_lain", nama=nama, jenis=kind))
    if _PDF_MAGIC.search(data[:1024]):
        return Metode.PDF
    if nama.lower().endswith(".pdf"):
        raise DocumentRejected(message("bukan_pdf", nama=nama))
    if nama.lower().endswith((".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods")):
        raise DocumentRejected(message("office_rusak", nama=nama, anjuran=UNDUH))
    decode(data)
    return Metode.TEKS


def _foreign(data: bytes) -> Message | None:
    """What a known file format is and what to do with it; None when the content is none of those."""
    for magic, kind in _SIGNATURES:
        if data.startswith(magic):
            return kind
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    if data[4:12] in (b"ftypheic", b"ftypmif1") or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return message("jenis_gambar", anjuran=OCR)
    if data.startswith(b"BM") and data[6:10] == b"\x00\x00\x00\x00":
        return message("jenis_bmp", anjuran=OCR)
    if head.startswith((b"<!doctype html", b"<html")):
        return message("jenis_html")
    return None


def _zip_kind(data: bytes) -> Message:
    """Office files are zip archives; a broken archive is told by the names that stand in clear in it."""
    for mark, kind in (
        (b"word/", message("jenis_word")),
        (b"xl/", message("jenis_excel")),
        (b"ppt/", message("jenis_powerpoint")),
        (b"opendocument", message("jenis_opendocument")),
    ):
        if mark in data:
            return kind
    return message("jenis_zip")


def decode(data: bytes) -> str:
    """The text of a dump: UTF-8 (BOM or not), UTF-16 with BOM, else cp1252 where that is plausible.

    Plausible: no control characters but tab, line and page breaks, and at most a tenth of the bytes beyond ASCII.
    Line breaks are left as they are. Raises DocumentRejected, whose reason lacks the file's name.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif _is_utf8(data):
        encoding = "utf-8-sig"
    else:
        encoding = "cp1252"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as e:
        raise DocumentRejected(message("bukan_pdf_bukan_teks")) from e
    text = text.removesuffix("\x1a")  # end-of-file mark of DOS programs
    rare = len(data) - len(data.translate(None, _BEYOND_ASCII)) if encoding == "cp1252" else 0
    if _CONTROL.search(text) or rare * 10 > len(data):
        raise DocumentRejected(message("bukan_pdf_bukan_teks"))
    return text


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def encoding_note(data: bytes) -> Message | None:
    """A note for a dump that decode() had to take for cp1252: its accented letters may be wrong."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_utf8(data):
        return None
    return message("teks_cp1252")


def no_tables(reading: Reading, scans: Scans) -> DocumentRejected:
    """Why a document that opened well gave no table at all, to be raised by the caller."""
    nama = reading.document.nama_berkas
    if reading.gambar or reading.samar:
        anjuran = scans.anjuran
        return DocumentRejected(message("tanpa_tabel_hasil_pindai", nama=nama, anjuran=anjuran))
    return DocumentRejected(message("tanpa_tabel", nama=nama))


def safe_name(nama: str) -> str:
    """A file name that stays inside its folder on every system: 'a/../b:c.pdf' → 'a_.._b_c.pdf'."""
    text = unicodedata.normalize("NFC", nama)
    text = "".join(c if c.isalnum() or c in " .-_()" else "_" for c in text).strip(" .")
    if not text or re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", text, re.IGNORECASE):
        text = "_" + text
    while len(text.encode()) > 150:  # the file system takes 255 bytes; the end of a name tells files apart best
        text = text[1:]
    return text


def write_notes(folder: Path, notes: Iterable[tuple[str, str]], suffix: str = ".txt") -> list[Path]:
    """One file a note (name of the inbox file, text); notes of an earlier run with this suffix are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"*{suffix}"):
        if old.is_file() or old.is_symlink():
            old.unlink()
    written: dict[str, Path] = {}
    for nama, text in notes:
        name = safe_name(nama)
        if name.casefold() in written:
            name = f"{name}-{hashlib.sha256(nama.encode()).hexdigest()[:8]}"
        path = folder / f"{name}{suffix}"
        path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
        written[name.casefold()] = path
    return list(written.values())
