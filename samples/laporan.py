"""Sets samples/inbox/lakip_tahunan.pdf: a yearly report reduced to its headings, captions and tables."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from paper import Style
from sheet import SIDE, Box, Line, Sheet, Table
from truth import Row, format_rupiah, read_table, signing_line

NAME = "lakip_tahunan"
OFFICE, YEAR = "Loka POM di Kabupaten Tabalong", "Tahun 2023"
# Perspective → its last sasaran.
PERSPECTIVES = {"Stakeholder Perspective": 1, "Internal Process Perspective": 3, "Learning & Growth Perspective": 7}
MEASURES = ("target", "pembilang", "penyebut", "realisasi", "capaian_persen", "capaian_penyesuaian_persen")


def rows(table: str, **wanted: str) -> list[Row]:
    """Rows of the sample's CSV with these values."""
    return [row for row in read_table(NAME, table) if all(row[key] == value for key, value in wanted.items())]


def mean(values: list[str]) -> str:
    return str((sum(map(Decimal, values), Decimal()) / len(values)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def comma(text: str) -> str:
    return text.replace(".", ",")


def merged(items: list[Row], texts: list[list[str]], first: str = "{}") -> list[Line]:
    """Rows behind the number (as `first` prints it) and the name of their sasaran, which stand once beside all its rows."""
    body: list[Line] = []
    for n, (item, text) in enumerate(zip(items, texts, strict=True)):
        count = sum(other["no_sasaran"] == item["no_sasaran"] for other in items)
        new = n == 0 or items[n - 1]["no_sasaran"] != item["no_sasaran"]
        names = [Box(first.format(item["no_sasaran"]), rows=count), Box(item["sasaran_raw"], rows=count)] if new else []
        body.append([*names, *text])
    return body


def targets(items: list[Row], decimal_comma: bool) -> Table:
    """RKT and PK: one row an indicator."""
    texts = [[i["indikator_raw"], comma(i["target_tahunan"]) if decimal_comma else i["target_tahunan"]] for i in items]
    head = [["NO", "SASARAN", "INDIKATOR KINERJA", "TARGET"]]
    return Table((28, 170, 240, 56), "cllc", head, merged(items, texts), cut=True)


def plan() -> Table:
    """RAPK: flat, months in two heading rows, a Total."""
    months = rows("target_bulanan")
    tall = [Box(text, rows=2) for text in ("No.", "Indikator Kinerja")]
    head: list[Line] = [[*tall, Box("Target", columns=12), Box("Anggaran", rows=2)], [f"B{n:02}" for n in range(1, 13)]]
    body: list[Line] = []
    for item in rows("target", tabel="RAPK"):
        cells = [m["mentah"] for m in months if m["no_indikator"] == item["no_indikator"]]
        body.append([f"{item['no_indikator']}.", item["indikator_raw"], *cells, format_rupiah(item["anggaran_rp"], "id00")])
    total = format_rupiah(rows("dokumen")[0]["total_anggaran_rp"], "id00")
    body.append([Box("Total", columns=14, bold=True, align="c"), Box(total, bold=True)])
    return Table((26, 226, *[32] * 12, 92), "cl" + "c" * 12 + "r", head, body)


REALISASI = ("Pembilang", "Penyebut", "Realisasi")


def achievement_rows() -> Iterator[Line]:
    """Perspectives, sasaran and indicators, each followed by the mean of what stands under it."""
    plan_rows = rows("target", tabel="RKT")
    measured = rows("capaian", tabel="CAPAIAN")[: len(plan_rows)]
    texts = []
    for number, row in enumerate(measured, 1):
        texts.append([f"IKSS{number}", row["indikator_raw"], *(row[name] or "-" for name in MEASURES), row["kriteria"]])
    lines = merged(plan_rows, texts, "SS{}")
    last, upper = 0, []
    for name, end in PERSPECTIVES.items():
        yield [Box(name, columns=11, bold=True, align="l")]
        inner = []
        for number in range(last + 1, end + 1):
            here = [n for n, row in enumerate(plan_rows) if row["no_sasaran"] == str(number)]
            yield from (lines[n] for n in here)
            inner.append([mean([measured[n][column] for n in here]) for column in MEASURES[-2:]])
            yield summary(f"Capaian SS{number}", inner[-1])
        upper.append([mean([pair[side] for pair in inner]) for side in (0, 1)])
        yield summary(f"Capaian {name}", upper[-1])
        last = end
    yield summary("NPS TOTAL", [mean([pair[side] for pair in upper]) for side in (0, 1)])


def summary(name: str, values: list[str]) -> Line:
    """The grade follows the adjusted mean."""
    grade = "Istimewa" if Decimal(values[1]) > 100 else "Baik"
    return [Box(name, columns=8, bold=True, align="l"), *(Box(text, bold=True) for text in (*values, grade))]


def achievement() -> Table:
    tall = ["Capaian Terhadap Target", "Capaian Penyesuaian", "Kriteria"]
    head: list[Line] = [
        [
            Box("Sasaran Strategis", columns=2, rows=3),
            Box("Indikator Kinerja Sasaran Strategis (IKSS)", columns=2, rows=3),
            Box("Target", rows=3),
            Box("Realisasi", columns=3),
            *(Box(text, rows=3) for text in tall),
        ],
        [Box("2023", columns=3)],
        REALISASI,
    ]
    widths = (24, 76, 36, 98, 34, 46, 44, 44, 44, 52, 46)
    return Table(widths, "clclccccccc", head, list(achievement_rows()), cut=True)


def one_indicator() -> list[tuple[str, Table]]:
    """The four tables in an indicator's section."""
    own = rows("capaian", tabel="CAPAIAN")[-1]
    name = own["indikator_raw"]
    head: list[Line] = [
        [
            Box("Indikator Kinerja Sasaran Strategis (IKSS)", columns=2, rows=3),
            Box("Target 2023", rows=3),
            Box("Realisasi", columns=3),
            Box("Capaian Terhadap Target 2023", rows=3),
        ],
        [Box("2023", columns=3)],
        REALISASI,
    ]
    small = Table((42, 170, 48, 56, 56, 56, 70), "clccccc", head, [["IKSS1", name, *(own[m] for m in MEASURES[:-1])]])
    years = rows("capaian", tabel="TREN")
    trend_head: list[Line] = [[Box("INDIKATOR KINERJA", rows=2), Box("REALISASI", columns=4)], [row["tahun"] for row in years]]
    trend = Table((220, 56, 56, 56, 56), "lcccc", trend_head, [[name, *(row["realisasi"] or "-" for row in years)]])
    others = rows("capaian", tabel="BANDING")
    peers = Table(
        (170, 72, 72, 72, 72),
        "lcccc",
        [["Indikator Kinerja", *(row["upt_raw"] for row in others)]],
        [[name, *(f"{comma(row['realisasi'])}%" for row in others)]],
    )
    (goal,) = rows("capaian", tabel="RENSTRA")
    five: list[Line] = [
        [Box("INDIKATOR KINERJA", rows=2), Box("Capaian 2023", columns=4)],
        ["Realisasi 2023", "Target Renstra", "% Capaian", "Notifikasi"],
    ]
    texts = [name, goal["realisasi"], goal["target"], f"{goal['capaian_persen']}%", "akan tercapai"]
    return [
        ("Target dan Realisasi IKSS 1", small),
        ("Perkembangan Realisasi IKSS 1 Tahun 2020-2023", trend),
        ("Perbandingan Realisasi IKSS 1 dengan UPT Lain Tahun 2023", peers),
        ("Perbandingan Realisasi IKSS 1 dengan Target Renstra", Table((180, 70, 70, 64, 80), "lcccc", five, [texts])),
    ]


def efficiency(items: list[Row]) -> Table:
    """Output against input, one row an indicator; the row TOTAL has no number."""
    columns = ("output_target", "output_realisasi", "output_persen", "pagu_rp", "realisasi_rp", "input_persen", "ie", "te", "kategori")
    head: list[Line] = [
        [
            *(Box(text, rows=2) for text in ("No", "Indikator")),
            Box("Output", columns=3),
            Box("Input (anggaran)", columns=3),
            *(Box(text, rows=2) for text in ("IE", "TE", "Kriteria")),
        ],
        ["T", "R", "%", "T", "R", "%"],
    ]
    body: list[Line] = []
    for number, row in enumerate(items, 1):
        cells = [format_rupiah(row[name], "en") if name.endswith("_rp") else row[name] for name in columns]
        total = row["indikator_raw"] == "TOTAL"
        body.append(["" if total else str(number), row["indikator_raw"], *cells])
    return Table((24, 140, 34, 34, 40, 70, 70, 38, 28, 32, 44), "clcccrrcccc", head, body)


def absorption(items: list[Row]) -> Table:
    """Pagu and realisasi, one row a kind of spending, and their sum."""
    names = {"PEGAWAI": "Belanja Pegawai", "BARANG": "Belanja Barang", "MODAL": "Belanja Modal"}
    body: list[Line] = []
    for number, row in enumerate(items, 1):
        money = [format_rupiah(row[name], "id") for name in ("pagu_rp", "realisasi_rp")]
        cells = [*money, f"{comma(row['persen'])}%"]
        kind = names.get(row["jenis_belanja"])
        body.append([str(number), kind, *cells] if kind else [Box("Jumlah", columns=2, bold=True, align="c"), *cells])
    return Table((30, 160, 110, 110, 60), "clrrc", [["No", "Jenis Belanja", "Pagu (Rp)", "Realisasi (Rp)", "%"]], body)


def programs() -> Table:
    """The budget by program, kegiatan and KRO; the sum is that of the absorption."""
    body: list[Line] = []
    for row in rows("anggaran_program"):
        money = [format_rupiah(row[name], "id") for name in ("pagu_rp", "realisasi_rp")]
        body.append([row["kode"], row["nama"], *money, comma(row["persen"])])
    total = rows("serapan")[-1]
    money = [format_rupiah(total[name], "id") for name in ("pagu_rp", "realisasi_rp")]
    body.append([Box("JUMLAH", columns=2, bold=True, align="c"), *money, comma(total["persen"])])
    head: list[Line] = [["Kode", "Program/Kegiatan/KRO", "Pagu (Rp)", "Realisasi (Rp)", "%"]]
    return Table((54, 196, 90, 90, 44), "llrrc", head, body)


def other(table: str, widths: tuple[float, ...], aligns: str, head: list[str]) -> Table:
    """A table that reports no performance, printed as it stands in its CSV."""
    return Table(widths, aligns, [head], [list(row.values()) for row in rows(table)])


class Report:
    """Headings and captions with their numbers, tables below them."""

    def __init__(self, path: Path) -> None:
        style = Style(font="Times-Roman", size=8, rule=0.5, fill="#dce6f1")
        self.sheet = Sheet(path, style, (f"Laporan Kinerja {YEAR}", OFFICE))
        self.chapter, self.number = 0, 0

    def begin(self, roman: str, title: str) -> None:
        self.chapter, self.number = self.chapter + 1, 0
        self.sheet.lines([f"BAB {roman}", title], 12, centred=True, keep=300)

    def table(self, caption: str, table: Table) -> None:
        self.number += 1
        self.sheet.lines([f"Tabel {self.chapter}.{self.number} {caption}"], 9, centred=True, keep=60)
        self.sheet.table(table)

    def cover(self) -> None:
        sheet, dokumen = self.sheet, rows("dokumen")[0]
        sheet.y -= 120
        sheet.lines(["LAPORAN KINERJA", f"TAHUN {dokumen['tahun']}"], 20, centred=True)
        sheet.y -= 260
        sheet.lines([dokumen["upt_raw"], "BADAN PENGAWAS OBAT DAN MAKANAN"], 14, centred=True)

    def signature(self) -> None:
        sheet = self.sheet
        sheet.canvas.setFont(sheet.style.font, 10)
        for text, gap in ((signing_line(rows("dokumen")[0]), 14), (f"Kepala {OFFICE},", 42), ("Rusmini Hayati", 0)):
            sheet.canvas.drawString(sheet.size[0] - SIDE - 210, sheet.y, text)
            sheet.y -= gap


def typeset(folder: Path) -> None:
    """Writes folder/lakip_tahunan.pdf."""
    report = Report(folder / f"{NAME}.pdf")
    heading = report.sheet.lines
    report.cover()
    report.sheet.turn()
    report.begin("I", "PENDAHULUAN")
    heading(["1.1. Sumber Daya Manusia"])
    head = ["NO", "NAMA JABATAN", "STANDAR KEBUTUHAN SDM APARATUR (ABK)", "ASN TAHUN 2023", "GAP"]
    report.table(f"Kebutuhan dan Ketersediaan SDM {OFFICE} {YEAR}", other("lain_sdm", (30, 210, 110, 70, 50), "clccc", head))
    report.begin("II", "PERENCANAAN KINERJA")
    heading(["2.1. Rencana Kinerja Tahunan (RKT)"])
    report.table(f"Rencana Kinerja Tahunan (RKT) {OFFICE} {YEAR}", targets(rows("target", tabel="RKT"), decimal_comma=True))
    heading(["2.2. Perjanjian Kinerja (PK)"])
    for versi, word in (("AWAL", "Semula"), ("REVISI", "Menjadi")):
        items = rows("target", tabel="PK", versi=versi)
        report.table(f"Perjanjian Kinerja {OFFICE} {YEAR} ({word})", targets(items, decimal_comma=False))
    report.sheet.turn(across=True)
    heading(["2.3. Rencana Aksi Perjanjian Kinerja (RAPK)"])
    report.table(f"Rencana Aksi Perjanjian Kinerja (RAPK) {OFFICE} {YEAR}", plan())
    report.sheet.turn()
    heading(["2.4. Metode Pengukuran"])
    head = ["Predikat", "NPSS", "Notifikasi Warna"]
    report.table("Predikat Kinerja Organisasi", other("lain_predikat", (120, 130, 110), "lcc", head))
    report.begin("III", "AKUNTABILITAS KINERJA")
    heading(["3.1. Capaian Kinerja"])
    report.table(f"Capaian Kinerja {OFFICE} {YEAR}", achievement())
    sasaran = rows("target", tabel="RKT")[0]["sasaran_raw"]
    heading([f"Sasaran Strategis 1. {sasaran}", "IKSS 1. Persentase Obat yang memenuhi syarat"])
    for caption, table in one_indicator():
        report.table(caption, table)
    heading(["IKSS 9. Tingkat efektifitas KIE Obat dan Makanan"])
    head = ["No", "Nama Kegiatan", "Waktu Pelaksanaan", "Lokasi", "Jumlah Peserta", "Target", "Realisasi"]
    report.table(f"Pelaksanaan Kegiatan KIE {YEAR}", other("lain_kie", (26, 180, 84, 84, 56, 44, 50), "cllcccc", head))
    heading(["3.2. Efisiensi Penggunaan Sumber Daya"])
    report.table(f"Perhitungan Tingkat Efisiensi Per Indikator {YEAR} {OFFICE}", efficiency(rows("efisiensi")))
    heading(["3.3. Realisasi Anggaran"])
    report.table(f"Pagu dan Realisasi Anggaran {YEAR} {OFFICE}", absorption(rows("serapan")))
    report.table(f"Realisasi Anggaran per Program dan Kegiatan {YEAR} {OFFICE}", programs())
    report.signature()
    report.sheet.save()
