"""Makes the bad inputs in this folder: python tests/berkas/buat.py [FOLDER]. What each one is stands in README.md.

hanya_gambar.pdf holds a picture that PDFium and Pillow make, so its bytes follow their versions; all others are the same on every run.
"""

import random
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pypdfium2
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SAMPLE = Path(__file__).parents[2] / "samples" / "inbox" / "rapk_jan_des.pdf"
TITLE = "RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI JAMBI\nBADAN PENGAWAS OBAT DAN MAKANAN"
NAME = "01 - Persentase Obat yang memenuhi syarat – hasil uji"


def small_dump() -> str:
    """A whole and valid dump with one indicator and one RO line; the dash is what encodings differ about."""
    months = "\t".join(f"B{n:02}" for n in range(1, 13))
    ro = "1.\tDR.3165.QIA.005 - Sampel Obat\t055 - Pengujian laboratorium\t\t\t\tA - Pengadaan Sampel\t\t62,210,400\t62,210,400\t\t\t\t"
    rows = [
        "NO.\tSASARAN KEGIATAN\tINDIKATOR KINERJA KEGIATAN\tTARGET" + "\t" * 12 + "ANGGARAN",
        f"\t\t\t{months}\t",
        f"1.\t01 - Terwujudnya Obat yang memenuhi syarat\t{NAME}\t" + "\t90" * 11 + "\t62,210,400",
        "\t\tNO\tRO\tKOMPONEN\t\t\t\tSUB KOMPONEN\t\tANGGARAN\tKONTRIBUSI\t\t\t\t",
        f"\t\t{ro}",
        "\t" * 10 + "Total\t62,210,400\t\t\t\t",
    ]
    return TITLE + "\n\n" + "\n".join(rows) + "\n\nJambi, 5 Februari 2024\n\nKepala Balai POM di Jambi\n\n\nTeguh Wibisana\n"


def text_pdf(lines: list[str], encrypt: StandardEncryption | None = None) -> bytes:
    """One page of plain lines, no table."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1, pageCompression=0, encrypt=encrypt)
    for n, line in enumerate(lines):
        canvas.drawString(60, 770 - 18 * n, line)
    canvas.save()
    return out.getvalue()


def locked_pdf(user: str, owner: str) -> bytes:
    """RC4 with 128 bits, whose key follows from the passwords alone (AES would draw random bytes)."""
    return text_pdf(TITLE.splitlines(), StandardEncryption(user, owner, canPrint=1, canModify=0, canCopy=0, strength=128))


def prose_pdf() -> bytes:
    return text_pdf(
        [
            "LAPORAN PERJALANAN DINAS",
            "",
            "Rapat dibuka pada pukul sembilan dan dihadiri dua belas orang.",
            "Pembahasan berjalan lancar; tidak ada keputusan yang diambil.",
            "Rapat berikutnya diadakan pada bulan depan di tempat yang sama.",
        ]
    )


def picture_pdf() -> bytes:
    """The first page of a sample as a grey picture at 110 dpi: nothing to read without OCR."""
    with pypdfium2.PdfDocument(SAMPLE) as document:
        picture = document[0].render(scale=110 / 72, grayscale=True).to_pil().quantize(8).convert("L")
    jpeg = BytesIO()
    picture.save(jpeg, "JPEG", quality=45)
    out = BytesIO()
    canvas = Canvas(out, pagesize=(842, 595), invariant=1, pageCompression=1)
    canvas.drawImage(ImageReader(jpeg), 0, 0, 842, 595)
    canvas.save()
    return out.getvalue()


def no_pages_pdf() -> bytes:
    """/Type /Page blanked out, lengths kept: pdfminer follows only nodes of that type and sees none, PDFium takes the tree's leaves."""
    whole = SAMPLE.read_bytes()
    return whole.replace(b"/Type /Page\n", b"           \n").replace(b"/Type /Page ", b"            ")


def carriage_return_pdf() -> bytes:
    """PDF 1.3 as old Macintosh programs wrote it: lines end in CR alone; startxref points nowhere, so that a reader has to search."""
    content = b"BT /F1 12 Tf 60 770 Td (RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\rstream\r\n%s\rendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = b"%PDF-1.3\r" + b"".join(b"%d 0 obj\r%s\rendobj\r" % (n, o) for n, o in enumerate(objects, 1))
    return body + b"trailer\r<< /Size 6 /Root 1 0 R >>\rstartxref\r7\r%%EOF\r"


def word_bytes() -> bytes:
    """The outside of a Word file: a zip with a content list and one paragraph."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document><w:p>RAPK 2024</w:p></w:document>")):
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def files() -> dict[str, bytes]:
    dump = small_dump()
    whole = SAMPLE.read_bytes()
    return {
        "kosong.pdf": b"",
        "kosong.txt": b"",
        "bukan_pdf.pdf": b"<!DOCTYPE html>\n<html><head><title>404</title></head><body>Berkas tidak ditemukan</body></html>\n",
        "terpotong.pdf": whole[: len(whole) * 6 // 10],
        "bersandi.pdf": locked_pdf("rahasia", "pemilik"),
        "pemilik.pdf": locked_pdf("", "pemilik"),
        "tanpa_tabel.pdf": prose_pdf(),
        "hanya_gambar.pdf": picture_pdf(),
        "nol_halaman.pdf": no_pages_pdf(),
        "pdf13_cr.pdf": carriage_return_pdf(),
        "utf16.txt": dump.encode("utf-16"),
        "latin1.txt": dump.replace("–", "-").replace("hasil uji", "hasil uji caf\u00e9").encode("latin-1"),
        "nama 'aneh' ; $(x) – ñ.txt": dump.encode(),
        "kembar_a.txt": dump.replace("JAMBI", "PANGKALPINANG").replace("Jambi", "Pangkalpinang").encode(),
        "kembar_b.txt": dump.replace("JAMBI", "PANGKALPINANG").replace("Jambi", "Pangkalpinang").encode(),
        "bukan_dokumen.docx": word_bytes(),
        "biner.txt": b"\x00\x00" + random.Random(2024).randbytes(4096),
    }


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
