"""Makes scans of sample pages: drawn as pictures, askew, with noise, a lamp at one side and a stamp; the same bytes every time.

    python samples/scan.py            # rewrites samples/pindai

`rapk_pindai.pdf`: the plan `rapk_jan_des` as a grey scan. `lakip_sebagian_pindai.pdf`: the report `lakip_tahunan` with one page scanned in
black and white. Their truth is that of the samples they are made of.
"""

import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
DPI = 200
SCANNED_PAGE = 4
"""Of the report, from 0."""
JPEG_QUALITY = 55
STAMP = (40, 40, 160)


def drawn(path: Path, index: int) -> Image.Image:
    """A page as a colour picture."""
    with pypdfium2.PdfDocument(path) as pdf:
        picture: Image.Image = pdf[index].render(scale=DPI / 72).to_pil().convert("RGB")
        return picture


def stamped(page: Image.Image) -> Image.Image:
    """With a round stamp beside the lower right corner, where offices sign."""
    pen, (width, height) = ImageDraw.Draw(page), page.size
    x, y, radius = width - 420, height - 260, 130
    for inset in (0, 12):
        pen.ellipse((x - radius + inset, y - radius + inset, x + radius - inset, y + radius - inset), outline=STAMP, width=4)
    return page


def scanned(page: Image.Image, degrees: float, seed: int, noise: float = 5.0, lamp: float = 0.12) -> Image.Image:
    """Grey, askew (counterclockwise), with noise, darker to the right by this part."""
    turned = page.convert("L").rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grey: npt.NDArray[np.float64] = np.asarray(turned).astype(np.float64)
    grey *= np.linspace(1.0, 1.0 - lamp, grey.shape[1])[None, :]
    grey += np.random.default_rng(seed).normal(-4, noise, grey.shape)
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def as_pdf(pictures: list[Image.Image], sizes: list[tuple[float, float]], bilevel: bool) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for picture, size in zip(pictures, sizes, strict=True):
        packed = BytesIO()
        if bilevel:
            picture.point(lambda grey: 255 if grey > 150 else 0).convert("1").save(packed, format="PNG", optimize=True)
        else:
            picture.save(packed, format="JPEG", quality=JPEG_QUALITY)
        packed.seek(0)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(packed), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def sizes_of(path: Path) -> list[tuple[float, float]]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [pdf[index].get_size() for index in range(len(pdf))]


def scanned_plan(source: Path) -> bytes:
    sizes = sizes_of(source)
    pages = [drawn(source, index) for index in range(len(sizes))]
    pages[-1] = stamped(pages[-1])
    return as_pdf([scanned(page, 0.6 - 0.5 * n, n) for n, page in enumerate(pages)], sizes, bilevel=False)


def partly_scanned(source: Path) -> bytes:
    """The report with one page taken from a scanner."""
    picture = scanned(drawn(source, SCANNED_PAGE), -0.4, 11, noise=3.0, lamp=0.05)
    page = PdfReader(BytesIO(as_pdf([picture], [sizes_of(source)[SCANNED_PAGE]], bilevel=True))).pages[0]
    writer = PdfWriter()
    for index, other in enumerate(PdfReader(source).pages):
        writer.add_page(page if index == SCANNED_PAGE else other)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rapk_pindai.pdf").write_bytes(scanned_plan(HERE / "inbox" / "rapk_jan_des.pdf"))
    (folder / "lakip_sebagian_pindai.pdf").write_bytes(partly_scanned(HERE / "inbox" / "lakip_tahunan.pdf"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "pindai")
