"""Text dumps of documents as converters leave them: tab-separated rows, one heading a page, cells lost, added or moved to the left.

Each page states its own damage; the figures come from the truth, so that what can be proved stays provable.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from truth import Indicator, Row, Truth, format_rupiah, ro_code, ro_texts, signing_line, title_lines

MONTHS = [f"B{n:02}" for n in range(1, 13)]
MONEY = ("anggaran_rp", "kontribusi_rp")


@dataclass(frozen=True)
class Page:
    """One printed page. last: its last row, '2.1' (an indicator) or '2.1#3' (its third RO line); '' for all the rest.

    ro: columns of the RO cells; one fewer than there are cells where the number is glued to the RO ("4. DR.3165…").
    cut: words kept of the last row's texts, the rest opens the next page; (0, n): n words of the sasaran's name.
    """

    last: str
    width: int
    ro: tuple[int, ...]
    heads: tuple[str, ...] = ("NO RO", "KOMPONEN", "SUB KOMPONEN", "ANGGARAN", "KONTRIBUSI")
    start: int = 2  # column of the indicator's name
    added: tuple[str, ...] = ()  # indicators with an empty cell too many before B01
    lost: tuple[str, ...] = ()  # indicators that lost one empty month cell
    blank: int = 0  # empty heading cells before TARGET
    b12: int = 0  # empty heading cells before B12
    cut: tuple[int, ...] = ()


def place(width: int, columns: tuple[int, ...], texts: list[str]) -> list[str]:
    """A row of empty cells with texts at columns; grows where a column lies behind its end."""
    row = [""] * max(width, columns[-1] + 1)
    for column, text in zip(columns, texts, strict=True):
        row[column] = text
    return row


def pad(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def split_words(text: str, keep: int) -> tuple[str, str]:
    words = text.split()
    return " ".join(words[:keep]), " ".join(words[keep:])


def office_heading(page: Page) -> list[list[str]]:
    first = ["NO.", "SASARAN KEGIATAN", "INDIKATOR KINERJA KEGIATAN", *[""] * page.blank, "TARGET", *[""] * 11, "ANGGARAN"]
    second = ["", "", "", *[""] * page.blank, *MONTHS]
    return [[], pad(first, page.width), pad(second, page.width)]


def ro_heading(page: Page) -> list[str]:
    """'NO RO' in one cell stands where the number is; a glued number shares the RO's column."""
    heads = page.heads
    columns = page.ro if len(heads) == len(page.ro) else (page.ro[0], *page.ro[2:])
    return place(page.width, columns, list(heads))


def ro_line(page: Page, ro: Row, texts: tuple[str, ...]) -> list[str]:
    money = [format_rupiah(ro[k], "en") for k in MONEY]
    number = f"{ro['no']}."
    cells = [f"{number} {texts[0]}", *texts[1:], *money] if len(page.ro) == 5 else [number, *texts, *money]
    return place(page.width, page.ro, cells)


def month_cells(page: Page, indicator: Indicator) -> list[str]:
    cells = list(indicator.months)
    if indicator.key in page.lost:
        cells.remove("")
    return ["", *cells] if indicator.key in page.added else cells


def indicator_line(page: Page, indicator: Indicator, sasaran: str, name: str, money: str) -> list[str]:
    """sasaran: its name where this is its first indicator, else ''; the row then starts in the first column whatever page.start says."""
    cells = [f"{indicator.row['no_indikator'].zfill(2)} - {name}", *month_cells(page, indicator), money]
    if sasaran:
        number = indicator.row["no_sasaran"]
        return pad([f"{number}.", f"{int(number):02} - {sasaran}", *cells], page.width)
    return pad([""] * page.start + cells, page.width)


class OfficeDump:
    """Writes an office's rows page by page, remembering what a page end cut off."""

    def __init__(self, truth: Truth, pages: list[Page], html: tuple[str, ...] = ()) -> None:
        """html: indicators whose RO lines come three times, as HTML in a cell, flat, and as rows."""
        self.pages: Iterator[Page] = iter(pages)
        self.page, self.html = next(self.pages), html
        self.rows: list[list[str]] = [[line] for line in ["", "", "", "", *title_lines(truth.dokumen)]] + office_heading(self.page)
        for group in truth.groups:
            for n, indicator in enumerate(group):
                self.indicator(indicator, first=n == 0)

    def turn(self, key: str, rest: dict[int, str], inside: bool) -> None:
        """The next page, if key was the last row of this one: heading, RO heading where a block goes on, what was cut off."""
        if key != self.page.last:
            return
        self.page = next(self.pages)
        self.rows += office_heading(self.page)
        if inside:
            head = ro_heading(self.page)
            if 0 in rest and not head[0]:  # the rest of the sasaran's name stands beside the RO heading
                head[0] = rest.pop(0)
            self.rows.append(head)
        if rest:
            self.rows.append(place(self.page.width, tuple(rest), list(rest.values())))

    def indicator(self, indicator: Indicator, first: bool) -> None:
        page, row = self.page, indicator.row
        sasaran, name, rest = row["sasaran_raw"] if first else "", row["indikator_raw"], {}
        if indicator.key == page.last and page.cut:
            if page.cut[0]:
                name, rest[2] = split_words(name, page.cut[0])
            else:
                sasaran, rest[0] = split_words(sasaran, page.cut[1])
        self.rows.append(indicator_line(page, indicator, sasaran, name, format_rupiah(row["anggaran_rp"], "en")))
        cut_name = indicator.key == page.last and 2 in rest
        self.turn(indicator.key, rest, inside=indicator.key == page.last and not cut_name)
        if indicator.key in self.html:
            self.rows.append(self.html_row(indicator))
        if indicator.key != page.last or cut_name or indicator.key in self.html:
            self.rows.append(ro_heading(self.page))
        for ro in indicator.ro:
            self.ro(indicator.key, ro, last=ro is indicator.ro[-1])

    def ro(self, owner: str, ro: Row, last: bool) -> None:
        page, key = self.page, f"{owner}#{ro['no']}"
        texts, rest = ro_texts(ro), {}
        if key == page.last and page.cut:
            kept = [split_words(t, n) for t, n in zip(texts, page.cut, strict=True)]
            texts = tuple(k for k, _ in kept)
            rest = {n: r for n, (_, r) in enumerate(kept) if r}
        self.rows.append(ro_line(page, ro, texts))
        if rest:
            following = self.peek()
            columns = following.ro if len(following.ro) == 5 else following.ro[1:]
            rest = {columns[n]: text for n, text in rest.items()}
        self.turn(key, rest, inside=not last or bool(rest))

    def peek(self) -> Page:
        """The page after this one."""
        following = next(self.pages)
        self.pages = iter([following, *self.pages])
        return following

    def html_row(self, indicator: Indicator) -> list[str]:
        """The RO lines as HTML in one cell, and once more flat behind the table's own columns."""
        heads = ["NO", "RO", "KOMPONEN", "SUB KOMPONEN", "ANGGARAN", "KONTRIBUSI"]
        lines = [
            [f"{r['no']}.", *ro_texts(r), format_rupiah(r["anggaran_rp"], "en"), format_rupiah(r["kontribusi_rp"], "en")]
            for r in indicator.ro
        ]
        head = " ".join(f"<th>{h}</th>" for h in heads)
        body = " ".join(f"<tr> {' '.join(f'<td>{c}</td>' for c in line)} </tr>" for line in lines)
        html = f'<table border="1"> <thead> <tr> {head} </tr> </thead> <tbody> {body} </tbody> </table>'
        return ["", "", html, *[""] * 14, *heads, *(c for line in lines for c in line)]


def finish(rows: list[list[str]], truth: Truth, total: list[str], signer: tuple[str, str]) -> str:
    tail = [total, [], [signing_line(truth.dokumen)], [], [signer[0]], [], [], [], [signer[1]]]
    return "\n".join("\t".join(row) for row in rows + tail) + "\n"


SPLIT = ("NO", "RO", "KOMPONEN", "SUB KOMPONEN", "ANGGARAN", "KONTRIBUSI")


def write_office(truth: Truth) -> str:
    pages = [
        # RO number and RO in two cells under one heading cell; a month cell lost; rows of the second half moved left
        Page("1.2#1", 16, (2, 3, 4, 8, 10, 11), lost=("1.1",)),
        Page("2.1", 16, (0, 1, 2, 6, 8, 9), start=0, added=("1.3",), cut=(0, 8)),
        Page("2.2#2", 16, (2, 3, 8, 13, 14), cut=(4, 2, 3)),
        Page("3.2#1", 19, (2, 3, 6, 9, 10)),
        Page("4.2", 19, (2, 3, 4, 7, 10, 11), heads=SPLIT, lost=("4.1",), cut=(4,)),
        Page("5.3#2", 17, (3, 4, 5, 8, 11, 12), heads=SPLIT, lost=("5.1",)),
        Page("", 17, (2, 3, 4, 6, 9, 10), heads=SPLIT, blank=1, added=("7.1",)),
    ]
    rows = OfficeDump(truth, pages).rows
    total = [*[""] * 10, "Total", format_rupiah(truth.dokumen["total_anggaran_rp"], "en"), *[""] * 4]
    return finish(rows, truth, total, ("Kepala Balai POM di Bengkulu", "Marlina Oktaviani"))


def write_html(truth: Truth) -> str:
    pages = [
        Page("1.1#3", 41, (0, 1, 2, 3, 4, 5), heads=SPLIT),
        Page("1.3", 16, (2, 3, 4, 6, 12, 13), heads=SPLIT, cut=(6,)),
        Page("1.3#2", 16, (0, 1, 2, 3, 13, 14), heads=SPLIT),
        Page("2.1#5", 53, (0, 1, 2, 3, 4, 5), heads=SPLIT),
        Page("2.2#3", 16, (3, 4, 5, 10, 14, 15), heads=SPLIT, cut=(9, 3, 6)),
        Page("3.1#5", 16, (2, 3, 4, 7, 10, 11), heads=SPLIT, lost=("3.1",)),
        Page("3.2#6", 17, (2, 3, 4, 7, 10, 11), heads=SPLIT, lost=("3.2",), blank=1),
        Page("3.3#4", 16, (2, 3, 4, 6, 9, 10), heads=SPLIT, lost=("3.3",)),
        # here a page is lost: it held one row, the fifth RO line of 3.3 (data/dump_html/kontribusi_ro_hilang.csv)
        Page("3.4", 16, (2, 3, 4, 7, 10, 11), heads=SPLIT, added=("3.4",), cut=(3,)),
        Page("3.4#6", 16, (0, 1, 2, 3, 12, 13), heads=SPLIT),
        Page("", 16, (2, 3, 4, 6, 10, 11), heads=SPLIT),
    ]
    rows = OfficeDump(truth, pages, html=("1.1", "2.1")).rows
    total = [*[""] * 10, "Total", format_rupiah(truth.dokumen["total_anggaran_rp"], "en"), *[""] * 4]
    return finish(rows, truth, total, ("Kepala Loka POM di Kabupaten Belitung", "Yudha Mahendra"))


@dataclass(frozen=True)
class NationalPage:
    """last as in Page. wide: ANGGARAN one column further right, B12 in its place. left: rows moved one column to the left.

    clipped: RO amounts that lost their last digit ('5.874.961,0'), by indicator. early: the page ends under the RO heading.
    """

    last: str
    wide: bool = False
    left: bool = False
    clipped: tuple[str, ...] = ()
    early: bool = False


def national_heading(page: NationalPage) -> list[list[str]]:
    months = MONTHS if page.wide else [*MONTHS[:11], "", MONTHS[11]]
    first = ["NO", "INDIKATOR KINERJA SASARAN STRATEGIS", "", "TARGET", *[""] * (12 if page.wide else 11), "ANGGARAN"]
    return [[], pad(first, 17), pad(["", "", "", *months], 17)]


def national_rows(page: NationalPage, indicator: Indicator, first: bool) -> list[list[str]]:
    """The indicator's row, then its RO heading and RO lines."""
    row, lead = indicator.row, [] if page.left else [""]
    name = f"{row['no_indikator'].zfill(2)} - {row['indikator_raw']}"
    gap = [""] * (2 if page.left else 1)
    number = [row["no_sasaran"]] if first else lead
    rows = [
        [*number, name, *gap, *indicator.months, format_rupiah(row["anggaran_rp"], "id00", 1000)],
        [*lead, "NO", "KODE", "RO", *[""] * 12],
    ]
    for ro in indicator.ro:
        money = format_rupiah(ro["kontribusi_rp"], "id00", 1000)
        money = money[:-1] if indicator.key in page.clipped else money
        rows.append([*lead, ro["no"], ro_code(ro), ro["nama_ro"], *[""] * (12 if page.wide else 11), money])
    return [pad(r, 16) for r in rows]


def write_national(truth: Truth) -> str:
    pages = iter(
        [
            NationalPage("1.2"),
            NationalPage("2.2", clipped=("2.2",)),
            NationalPage("2.4", wide=True),
            NationalPage("4.1", early=True),
            NationalPage("5.1", wide=True, clipped=("5.1",)),
            NationalPage("6.1", left=True),
            NationalPage(""),
        ]
    )
    page = next(pages)
    rows: list[list[str]] = [[line] for line in ["", "", "", "", *title_lines(truth.dokumen)]] + national_heading(page)
    for group in truth.groups:
        for n, indicator in enumerate(group):
            block = national_rows(page, indicator, first=n == 0)
            if indicator.key == page.last:
                turned, page = page, next(pages)
                block = [*block[:2], *national_heading(page), *block[2:]] if turned.early else [*block, *national_heading(page)]
            rows += block
    total = ["Total", *[""] * 13, format_rupiah(truth.dokumen["total_anggaran_rp"], "id", 1000), "", ""]
    return finish(rows, truth, total, ("Kepala Badan Pengawas Obat dan Makanan", "Dr. Ratih Kusumaningrum"))


DUMPS: dict[str, Callable[[Truth], str]] = {"dump_kantor": write_office, "dump_nasional": write_national, "dump_html": write_html}
