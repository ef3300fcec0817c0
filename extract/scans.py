"""Whether pages that are pictures are read in a run, and where what was read in them is kept."""

from collections.abc import Collection
from pathlib import Path

from msgspec import Struct

from extract.message import Message, message
from extract.ocr.installed import first_engine_there, reading_version
from extract.ocr.store import USES, Store

OCR = "ocr"
"""The reader of pictures, beside those of `READERS`."""
PASANG = message("anjuran_pasang_ocr")
PINDAI_ULANG = message("anjuran_pindai_ulang")
TANPA_OCR = message("anjuran_tanpa_no_ocr")


class Scans(Struct, frozen=True):
    """dilewati: pictures are left for another run. simpanan: the folder in which what was read is kept, None for nowhere."""

    dilewati: bool = False
    simpanan: Path | None = None

    @property
    def dibaca(self) -> bool:
        """True where pictures are read."""
        return not self.dilewati and first_engine_there()

    @property
    def anjuran(self) -> Message:
        """What to do about a picture of which nothing was read."""
        if self.dibaca:
            return PINDAI_ULANG
        return TANPA_OCR if self.dilewati and first_engine_there() else PASANG

    @property
    def versi(self) -> str:
        """Another one reads a document with pictures again."""
        return reading_version() if self.dibaca else "-"

    def store_of(self, doc_id: str) -> Store | None:
        """Where what is read in this document's pictures is kept."""
        return Store(self.simpanan, doc_id) if self.simpanan else None

    def forget_all_but(self, documents: Collection[str]) -> None:
        """Removes what is kept and none of these documents (doc_id) uses, or what other engines or models read. A run that reads no
        pictures leaves all as it is."""
        if not self.dibaca or self.simpanan is None or not self.simpanan.is_dir():
            return
        used: set[str] = set()
        for path in self.simpanan.glob(f"*{USES}"):
            if path.stem not in documents:
                path.unlink()
                continue
            names = {name for name in path.read_text(encoding="utf-8").split() if name.startswith(f"{reading_version()}-")}
            path.write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")
            used |= names
        for path in self.simpanan.iterdir():
            if path.suffix != USES and path.name not in used:
                path.unlink()


READ_THEM = Scans()
"""Pictures are read, and what was read is kept nowhere."""
