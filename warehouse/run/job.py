"""What a worker is given of one document, and what it gives back. Without anything that reads: a run without news needs none of it."""

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from extract.cells import Document
from extract.inbox.listing import FileState
from extract.message import Message
from extract.parts import Part
from extract.scans import READ_THEM, Scans


class Job(Struct, frozen=True):
    """What a worker needs. folder: where the Parquet files go; halaman: where pages read by tasks of their own are left; state: of the
    file when it was listed; tinjauan: digest of review files; scans: what is done about pages that are pictures; satu_pembaca: no reader is
    asked after the first one."""

    document: Document
    folder: Path
    halaman: Path
    state: FileState
    review_dir: Path
    tinjauan: str
    scans: Scans = READ_THEM
    satu_pembaca: bool = False

    def absolute(self) -> "Job":
        """The same for a process that stands in another folder."""
        return replace(
            self,
            document=replace(self.document, path=self.document.path.absolute()),
            folder=self.folder.absolute(),
            halaman=self.halaman.absolute(),
            review_dir=self.review_dir.absolute(),
            scans=replace(self.scans, simpanan=self.scans.simpanan and self.scans.simpanan.absolute()),
        )


class Done(Struct, frozen=True):
    """What a worker gives back. tabel: tables with rows in the folder; jawaban: see `digest_of_answers`. pindai: by which version of the
    OCR its pictures were read, '' where it has none."""

    jenis: str | None
    kantor: str | None
    tahun: int | None
    status: str
    indikator: int
    baris_ro: int
    lolos: int
    gagal: int
    kalimat: Message | None
    catatan: tuple[Message, ...]
    jejak: str | None
    tabel: tuple[str, ...]
    jawaban: str
    pindai: str
    detik: float


class Unread(Struct, frozen=True):
    """What a worker gives back of a document that is too long for one task: each part is to be read (`read_part`), then comes the job
    again."""

    parts: tuple[Part, ...]
    detik: float


class FileMoving(Exception):
    """The file changed while it was read: it is still being copied."""


class FileUnread(Exception):
    """A disk or a share failed while the file was read, which is no fault of the document. Its argument: what the system says."""
