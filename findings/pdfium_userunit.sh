#!/usr/bin/env bash
# PDFium gives a page's size, and the places of its text, without the page's UserUnit.
#
# Seen with pypdfium2 5.15.2: a page of 60 x 80 units with UserUnit 10 (600 x 800 points when shown or printed) has a size of
# 60 x 80 'points', and a text of 1.2 units a font size of 1.2. Limits in points (a rule is thinner than two, letters are six high) are wrong by that factor.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install -q pypdfium2==5.15.2 reportlab==5.1.0 pypdf==7.1.0
"$place/venv/bin/python" - "$place/page.pdf" <<'PYTHON'
import sys
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, NumberObject
from reportlab.pdfgen.canvas import Canvas

page = Canvas(sys.argv[1], pagesize=(60, 80))
page.setFont("Helvetica", 1.2)
page.drawString(5, 40, "88,05")
page.save()
writer = PdfWriter()
writer.append(PdfReader(sys.argv[1]))
writer.pages[0][NameObject("/UserUnit")] = NumberObject(10)
writer.write(sys.argv[1])

shown = pdfium.PdfDocument(sys.argv[1])[0]
size = shown.get_size()
(text,) = [item for item in shown.get_objects() if item.type == raw.FPDF_PAGEOBJ_TEXT]
height = raw.c_float()
raw.FPDFTextObj_GetFontSize(text.raw, height)
print(f"pypdfium2 {pdfium.PYPDFIUM_INFO}: UserUnit 10, size {size}, font size {height.value:.1f}")
assert size == (60, 80) and abs(height.value - 1.2) < 0.01
PYTHON
