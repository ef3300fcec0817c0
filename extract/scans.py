"""Whether pages that are pictures are read in a run, and where what was read in them is kept."""

from dataclasses import dataclass
from pathlib import Path

from extract.ocr.installed import first_engine_there, reading_version

OCR = "ocr"
"""The reader of pictures, beside those of `READERS`."""
PASANG = (
    'pasang pembaca hasil pindai (`python -m pip install -c constraints.txt -e ".[ocr]"`) lalu jalankan lagi, '
    "atau jalankan OCR dulu (teksnya harus dapat disalin) dan simpan sebagai PDF"
)
PINDAI_ULANG = "pindai ulang tegak lurus, 200 dpi, tanpa bayangan, simpan sebagai PDF, lalu jalankan lagi"
TANPA_OCR = "jalankan lagi tanpa --tanpa-ocr agar OCR membacanya"


@dataclass(frozen=True, slots=True)
class Scans:
    """dilewati: pictures are left for another run. simpanan: the folder in which what was read is kept, None for nowhere."""

    dilewati: bool = False
    simpanan: Path | None = None

    @property
    def dibaca(self) -> bool:
        """True where pictures are read."""
        return not self.dilewati and first_engine_there()

    @property
    def anjuran(self) -> str:
        """What to do about a picture of which nothing was read."""
        if self.dibaca:
            return PINDAI_ULANG
        return TANPA_OCR if self.dilewati and first_engine_there() else PASANG

    @property
    def versi(self) -> str:
        """Another one reads a document with pictures again."""
        return reading_version() if self.dibaca else "-"


READ_THEM = Scans()
"""Pictures are read, and what was read is kept nowhere."""
