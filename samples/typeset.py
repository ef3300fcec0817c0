"""Typesets samples/inbox from samples/data: python samples/typeset.py [FOLDER]. The same bytes on every run."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

import dump
import dump_laporan
import laporan
from paper import WIDTH, Cell, Paper, Row, Style
from truth import Indicator, Truth, format_rupiah, read_truth, ro_code, ro_texts, signing_line, title_lines

JAN_DES = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nov", "Des")
B01_B12 = tuple(f"B{n:02}" for n in range(1, 13))


@dataclass(frozen=True)
class Layout:
    """One document's table. widths: NO, SASARAN (0: none), INDIKATOR, one month, ANGGARAN (0: none), in points."""

    style: Style
    widths: tuple[float, float, float, float, float]
    headings: tuple[str, str, str]
    signer: tuple[str, str]  # office and invented name
    months: tuple[str, ...] = B01_B12
    nested: str = ""  # 'kantor', 'nasional' or '' for no RO lines
    inset: bool = False  # RO lines as a table of their own inside one cell, a gap between its rules and the cell's
    glued: bool = False  # "NO RO" in one heading cell, "1. DR.3165…" in one cell
    again: bool = False  # the RO heading repeated before the rest of a block on the next page
    prefix: bool = True  # "01 - " before names
    money: str = "en"
    total: bool = True
    target: float = 0  # width of a yearly Target column before the months
    verticals: bool = True

    @property
    def edges(self) -> dict[str, float]:
        """Left edges of the outer columns, and 'end'."""
        no, sasaran, indikator, month, anggaran = self.widths
        x = (WIDTH - no - sasaran - indikator - self.target - 12 * month - anggaran) / 2
        edges = {"no": x, "sasaran": x + no, "indikator": x + no + sasaran}
        edges["target"] = edges["indikator"] + indikator
        edges |= {f"B{n:02}": edges["target"] + self.target + (n - 1) * month for n in range(1, 13)}
        edges["anggaran"] = edges["B12"] + month
        edges["end"] = edges["anggaran"] + anggaran
        return edges


def draw_heading(layout: Layout, paper: Paper) -> None:
    """The heading rows: TARGET over twelve months, the other columns over both rows; one row where the months are Jan–Des."""
    e, two = layout.edges, layout.months is B01_B12
    low = paper.style.leading + 4.4
    top, height = paper.y, low * (2 if two else 1.3)
    columns = [("no", "sasaran" if layout.widths[1] else "indikator", layout.headings[0])]
    if layout.widths[1]:
        columns.append(("sasaran", "indikator", layout.headings[1]))
    columns.append(("indikator", "target" if layout.target else "B01", layout.headings[2]))
    if layout.target:
        columns.append(("target", "B01", "Target"))
    tall = [paper.cell(e[a], e[b], text, "c", True) for a, b, text in columns]
    months = [
        paper.cell(e[f"B{n:02}"], e[f"B{n + 1:02}"] if n < 12 else e["anggaran"], layout.months[n - 1], "c", True) for n in range(1, 13)
    ]
    budget = [paper.cell(e["anggaran"], e["end"], "ANGGARAN" if layout.prefix else "Anggaran", "c", True)] if layout.widths[4] else []
    if two:
        label = "TARGET" if layout.prefix else "Target"
        upper = Row((paper.cell(e["B01"], e["anggaran"], label, "c", True),), height=low, heading=True)
        paper.draw(upper)
        paper.draw(Row(tuple(months), height=low, heading=True))
        paper.y = top
        for cell in [*tall, *budget]:
            paper.draw(Row((cell,), height=height, heading=True))
            paper.y = top
    else:
        paper.draw(Row((*tall, *months), height=height, heading=True))
    paper.line(e["no"], top, e["end"], top)
    paper.y = top - height


def indicator_row(layout: Layout, paper: Paper, indicator: Indicator, unit: int) -> Row:
    e, row = layout.edges, indicator.row
    prefix = f"{int(row['no_indikator']):02} - " if layout.prefix else ""
    cells = [paper.cell(e["indikator"], e["target"], prefix + row["indikator_raw"])]
    if layout.target:
        cells.append(paper.cell(e["target"], e["B01"], indicator.months[11], "c"))
    for n, text in enumerate(indicator.months, 1):
        cells.append(paper.cell(e[f"B{n:02}"], e[f"B{n + 1:02}"] if n < 12 else e["anggaran"], text, "c"))
    if layout.widths[4]:
        cells.append(paper.cell(e["anggaran"], e["end"], format_rupiah(row["anggaran_rp"], layout.money, unit), "r"))
    return Row(tuple(cells), verticals=layout.verticals)


def nested_edges(layout: Layout) -> list[float]:
    """Edges of the RO columns: on the months' edges, as HTML's colspan makes them; an inset table has its own."""
    e = layout.edges
    if layout.nested == "nasional":
        return [e["indikator"], e["indikator"] + 24, e["B01"], e["anggaran"], e["end"]]
    if layout.inset:
        x0, x1 = e["indikator"] + 3, e["end"] - 3
        return [x0, *(x0 + (x1 - x0) * part for part in (0.04, 0.36, 0.58, 0.80, 0.90)), x1]
    if layout.glued:
        return [e["indikator"], e["B01"], e["B05"], e["B10"], e["anggaran"], e["end"]]
    return [e["indikator"], e["indikator"] + 20, e["B02"], e["B06"], e["B10"], e["anggaran"], e["end"]]


def nested_rows(layout: Layout, paper: Paper, indicator: Indicator, unit: int) -> list[Row]:
    """Heading and RO lines under one indicator."""
    if layout.nested == "nasional":
        heads, aligns = ["NO", "KODE", "RO", ""], "cllr"
        texts = [[r["no"], ro_code(r), r["nama_ro"], format_rupiah(r["kontribusi_rp"], layout.money, unit)] for r in indicator.ro]
    else:
        heads, aligns = ["NO", "RO", "KOMPONEN", "SUB KOMPONEN", "ANGGARAN", "KONTRIBUSI"], "clllrr"
        texts = [
            [f"{r['no']}.", *ro_texts(r), *(format_rupiah(r[k], layout.money) for k in ("anggaran_rp", "kontribusi_rp"))]
            for r in indicator.ro
        ]
    if layout.glued:
        heads, aligns = ["NO RO", *heads[2:]], aligns[1:]
        texts = [[f"{t[0]} {t[1]}", *t[2:]] for t in texts]
    edges = nested_edges(layout)
    sides = (layout.edges["indikator"], layout.edges["end"]) if layout.inset else None

    def row(values: list[str], how: str, bold: bool) -> Row:
        cells = tuple(paper.cell(a, b, v, h, bold) for a, b, v, h in zip(edges, edges[1:], values, how, strict=False))
        return Row(cells, sides=sides)

    head = row(heads, "c" * len(heads), True)
    first = row(texts[0], aligns, False).needs(paper.style)
    rows = [replace(head, rule_above=layout.inset, keep=0 if paper.style.cut_rows else first)]
    rows += [replace(row(t, aligns, False), again=head if layout.again else None) for t in texts]
    if layout.inset:
        gap = Row((), rule_below=False, sides=sides, height=3)
        rows = [gap, *rows, replace(gap, rule_below=True)]
    return rows


def merged_cells(layout: Layout, paper: Paper, indicator: Indicator) -> list[Cell]:
    """NO and SASARAN, which stand beside all rows of a sasaran."""
    e, row = layout.edges, indicator.row
    number = paper.cell(e["no"], e["sasaran"], f"{row['no_sasaran']}.", "c")
    if not layout.widths[1]:
        return [number]
    return [number, paper.cell(e["sasaran"], e["indikator"], f"{int(row['no_sasaran']):02} - {row['sasaran_raw']}")]


def draw_group(layout: Layout, paper: Paper, group: tuple[Indicator, ...], unit: int) -> None:
    """All rows of one sasaran; the last one is stretched where the sasaran's name is longer than its rows."""
    rows: list[Row] = []
    for indicator in group:
        first = indicator_row(layout, paper, indicator, unit)
        below = nested_rows(layout, paper, indicator, unit)
        keep = 0 if paper.style.cut_rows else sum(r.needs(paper.style) for r in below[:3])
        rows += [replace(first, keep=keep), *below]
    if rows[0].needs(paper.style) + rows[0].keep > paper.y - paper.floor and not paper.style.cut_rows:
        paper.next_page(cut=True)
    paper.open_merged(merged_cells(layout, paper, group[0]))
    for row in rows[:-1]:
        paper.add(row)
    missing = paper.merged_need() - (paper.merged_top - paper.y)
    paper.add(replace(rows[-1], height=max(rows[-1].height, missing)))
    paper.close_merged()


def draw_flat(layout: Layout, paper: Paper, group: tuple[Indicator, ...], unit: int) -> None:
    """One row an indicator, numbered in the NO column; no sasaran, no RO lines."""
    e = layout.edges
    for indicator in group:
        row = indicator_row(layout, paper, indicator, unit)
        number = paper.cell(e["no"], e["indikator"], f"{indicator.row['no_indikator']}.", "c")
        paper.add(replace(row, cells=(number, *row.cells)))


def draw_total(layout: Layout, paper: Paper, truth: Truth) -> None:
    e = layout.edges
    text = format_rupiah(truth.dokumen["total_anggaran_rp"], layout.money.removesuffix("00"), truth.unit)
    if layout.money == "id00" and truth.unit == 1:
        text += ",00"
    cells = (paper.cell(e["no"], e["anggaran"], "Total", "c", True), paper.cell(e["anggaran"], e["end"], text, "r", True))
    paper.add(Row(cells, verticals=layout.verticals))


def typeset(name: str, layout: Layout, folder: Path) -> None:
    """Writes folder/<name>.pdf."""
    truth = read_truth(name)
    paper = Paper(folder / f"{name}.pdf", layout.style, lambda p: draw_heading(layout, p))
    paper.start()
    paper.title(title_lines(truth.dokumen))
    draw_heading(layout, paper)
    for group in truth.groups:
        (draw_group if layout.nested else draw_flat)(layout, paper, group, truth.unit)
    if layout.total:
        draw_total(layout, paper, truth)
    paper.signature([signing_line(truth.dokumen), layout.signer[0], layout.signer[1]])
    paper.save()


OFFICE = ("NO.", "SASARAN KEGIATAN", "INDIKATOR KINERJA KEGIATAN")
LAYOUTS = {
    "rapk_kantor_bersarang": Layout(
        style=Style(fill="#d9e2f3", footer="Halaman {n}"),
        widths=(26, 84, 178, 30, 84),
        headings=OFFICE,
        signer=("Kepala Balai POM di Ambon,", "Sekar Widyasari"),
        nested="kantor",
    ),
    "rapk_kantor_putus": Layout(
        style=Style(size=7.2, bold_size=5.6, rule=0.75, boxes=True, cut_rows=True, close_page=False, bottoms=(40, 245)),
        widths=(24, 84, 236, 22, 40),
        headings=OFFICE,
        signer=("Kepala Loka POM di Kabupaten Sanggau,", "Bonifasius Arya Pratama"),
        nested="kantor",
        glued=True,
        again=True,
    ),
    "rapk_nasional": Layout(
        style=Style(size=7.2, colour="#404040", fill="#eeeeee"),
        widths=(30, 0, 232, 34, 92),
        headings=("NO", "", "INDIKATOR KINERJA SASARAN STRATEGIS"),
        signer=("Kepala Badan Pengawas Obat dan Makanan,", "Dr. Ratih Kusumaningrum"),
        nested="nasional",
        money="id00",
    ),
    "rapk_jan_des": Layout(
        style=Style(size=7.4, top=34, bottom=30, rule=0.4, colour="#7f7f7f", fill="#f2f2f2"),
        widths=(28, 0, 262, 36, 0),
        headings=("No", "", "Indikator Kinerja"),
        signer=("Kepala Balai Besar POM di Mataram,", "Lalu Hendra Saputra"),
        months=JAN_DES,
        target=44,
        prefix=False,
        total=False,
    ),
    "rapk_datar": Layout(
        style=Style(font="Times-Roman", size=9.5, footer="Halaman {n} dari 2"),
        widths=(28, 0, 264, 33, 92),
        headings=("NO", "", "Indikator Kinerja"),
        signer=("Kepala Balai POM di Gorontalo,", "Nurhayati Lasena"),
        prefix=False,
        money="id00",
        verticals=False,
    ),
    "rapk_blok_dalam": Layout(
        style=Style(rule=0.5, colour="#a6a6a6", fill="#bdd6ee", boxes=True),
        widths=(26, 88, 210, 27, 84),
        headings=OFFICE,
        signer=("Kepala Loka POM di Kabupaten Tanah Bumbu,", "Rahmadi Anshari"),
        nested="kantor",
        inset=True,
    ),
}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, layout in LAYOUTS.items():
        typeset(name, layout, folder)
    for name, write in dump.DUMPS.items():
        (folder / f"{name}.txt").write_text(write(read_truth(name)), encoding="utf-8", newline="\n")
    laporan.typeset(folder)
    (folder / f"{dump_laporan.NAME}.txt").write_text(dump_laporan.write(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "inbox")
