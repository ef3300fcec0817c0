#!/usr/bin/env bash
# PDFium's text page gives one letter where two text objects print the same letter at the same place, whichever of them is seen.
#
# Seen with pypdfium2 5.15.2: of '7' printed twice at one place, the second time over a white box, one character comes back, and it belongs to the first
# object, which nobody sees. With that object set inactive (FPDFPageObj_SetIsActive, 0) a new text page gives the second one. A reader that leaves out
# covered text by its object therefore loses the visible digit too, unless it switches the covered object off before it asks for the text.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install -q pypdfium2==5.15.2 reportlab==5.1.0
"$place/venv/bin/python" - "$place/page.pdf" <<'PYTHON'
import sys
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from reportlab.pdfgen.canvas import Canvas

page = Canvas(sys.argv[1], pagesize=(200, 100))
page.setFont("Helvetica", 12)
page.drawString(50, 50, "7")
page.setFillGray(1)
page.rect(45, 45, 40, 20, stroke=0, fill=1)
page.setFillGray(0)
page.drawString(50, 50, "7")
page.save()

document = pdfium.PdfDocument(sys.argv[1])
shown = document[0]
texts = [item for item in shown.get_objects() if item.type == raw.FPDF_PAGEOBJ_TEXT]


def owners() -> list[int]:
    """For each '7' on the page: which text object it belongs to, 0 for the covered one."""
    text = raw.FPDFText_LoadPage(shown)
    address = {raw.ctypes.addressof(item.raw.contents): n for n, item in enumerate(texts)}
    found = []
    for k in range(raw.FPDFText_CountChars(text)):
        if chr(raw.FPDFText_GetUnicode(text, k)) == "7":
            found.append(address[raw.ctypes.addressof(raw.FPDFText_GetTextObject(text, k).contents)])
    raw.FPDFText_ClosePage(text)
    return found


both = owners()
raw.FPDFPageObj_SetIsActive(texts[0].raw, 0)
second = owners()
print(f"pypdfium2 {pdfium.PYPDFIUM_INFO}: text objects {len(texts)}, letters from objects {both}; first one off: {second}")
assert len(texts) == 2 and both == [0] and second == [1]
PYTHON
