"""Small documents that several tests of this folder make."""

import io
from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.cells import Document, Metode

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


def document(tmp_path: Path, data: bytes, name: str = "uji.pdf", metode: Metode = Metode.PDF) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return Document("0" * 64, path, name, metode)
