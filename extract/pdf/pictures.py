"""The page as printed beside the cells as read: for an eye to compare."""

from collections.abc import Sequence

import pypdfium2
from msgspec import Struct
from PIL import Image, ImageDraw, ImageFont

from extract.cells import Kotak

_TABLE_COLOURS = ((31, 119, 180), (44, 160, 44), (148, 103, 189), (140, 86, 75), (23, 130, 140), (100, 100, 100))
_FLAGGED = (214, 39, 40)
_MOST_PIXELS = 30_000_000


class DrawnCell(Struct, frozen=True):
    """A cell to draw. ditandai: its row carries a flag; nilai: the value made of it, None when it is the text itself; rentang: how
    many columns and rows it covers."""

    bbox: Kotak
    tabel_no: int | None
    mentah: str
    ditandai: bool = False
    nilai: str | None = None
    rentang: tuple[int, int] = (1, 1)


def page_picture(pdf: bytes, halaman: int, scale: float = 2) -> tuple[Image.Image, float]:
    """The page as a person sees it, and the pixels a point (below `scale` for a poster). Raises IndexError when there is no such page."""
    with pypdfium2.PdfDocument(pdf) as document:
        if not 1 <= halaman <= len(document):
            raise IndexError(halaman)
        page = document[halaman - 1]
        width, height = page.get_size()
        scale = min(scale, (_MOST_PIXELS / (width * height)) ** 0.5)
        picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
        return picture, scale


def draw_cells(page: Image.Image, cells: Sequence[DrawnCell], scale: float) -> Image.Image:
    """A new picture, twice as wide: left the page with a box round every cell, right the same boxes with what was read in them.

    scale: pixels a point of `bbox`. A box's colour tells its table, red is a flagged row; a value made of the text stands under it in blue.
    """
    width, height = page.size
    picture = Image.new("RGB", (2 * width, height), "white")
    tint = Image.new("RGBA", page.size, (0, 0, 0, 0))
    tint_pen = ImageDraw.Draw(tint)
    pen = ImageDraw.Draw(picture)
    boxes = [tuple(round(edge * scale) for edge in _upright(cell.bbox)) for cell in cells]
    for cell, box in zip(cells, boxes, strict=True):
        tint_pen.rectangle(box, fill=(*_colour(cell), 40))
    picture.paste(Image.alpha_composite(page.convert("RGBA"), tint).convert("RGB"), (0, 0))
    for cell, (x0, top, x1, bottom) in zip(cells, boxes, strict=True):
        pen.rectangle((x0, top, x1, bottom), outline=_colour(cell), width=2)
        pen.rectangle((x0 + width, top, x1 + width, bottom), outline=_colour(cell), width=1)
        if cell.rentang != (1, 1):
            corner = f"{cell.rentang[0]}×{cell.rentang[1]}"
            pen.text((x1 + width - 2, bottom - 1), corner, fill=_colour(cell), font=ImageFont.load_default(size=5 * scale), anchor="rs")
        _write(pen, cell, (x0 + width + 3, top + 2, x1 + width - 3, bottom - 2), scale)
    pen.line((width, 0, width, height), fill=(160, 160, 160), width=2)
    return picture


def draw_readings(page: Image.Image, readings: Sequence[tuple[str, Sequence[DrawnCell]]], scale: float) -> Image.Image:
    """A new picture: the page, and beside it for each reader (name, cells) its cells with what it read in them, under its name."""
    width, height = page.size
    title = round(16 * scale)
    picture = Image.new("RGB", ((1 + len(readings)) * width, height + title), "white")
    picture.paste(page, (0, title))
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=10 * scale)
    for n, (name, cells) in enumerate(readings, 1):
        panel = draw_cells(page, cells, scale).crop((width, 0, 2 * width, height))
        picture.paste(panel, (n * width, title))
        pen.text((n * width + 4, 2), f"{name}: {len(cells)} sel", fill=(0, 0, 0), font=font)
        pen.line((n * width, 0, n * width, height + title), fill=(160, 160, 160), width=2)
    return picture


def _colour(cell: DrawnCell) -> tuple[int, int, int]:
    return _FLAGGED if cell.ditandai else _TABLE_COLOURS[((cell.tabel_no or 1) - 1) % len(_TABLE_COLOURS)]


def _upright(bbox: Kotak) -> Kotak:
    x0, top, x1, bottom = bbox
    return min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)


def _write(pen: ImageDraw.ImageDraw, cell: DrawnCell, box: tuple[int, int, int, int], scale: float) -> None:
    """The text in the largest size from 8 points down to 3 at which it fits; what does not fit then runs over the lower edge."""
    x0, top, x1, bottom = box
    for points in (8, 7, 6, 5, 4, 3):
        font = ImageFont.load_default(size=max(points * scale, 6))
        lines = _wrapped(pen, cell.mentah, font, x1 - x0)
        values = _wrapped(pen, f"= {cell.nilai}", font, x1 - x0) if cell.nilai is not None else []
        step = max(points * scale, 6) * 1.15
        if (len(lines) + len(values)) * step <= bottom - top:
            break
    y = float(top)
    for text, colour in [(line, (0, 0, 0)) for line in lines] + [(value, (0, 0, 200)) for value in values]:
        pen.text((x0, y), text, fill=colour, font=font)
        y += step


def _wrapped(pen: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and pen.textlength(f"{lines[-1]} {word}", font=font) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
