"""Writes samples/inbox/lakip_triwulan.txt: an interim report's headings, captions and tables as a converter leaves them, damage and all."""

from decimal import ROUND_HALF_UP, Decimal

from dump import pad, split_words
from truth import Row, format_rupiah, read_table, ro_code, signing_line

NAME = "lakip_triwulan"
OFFICE, SIGNER = "Balai Besar POM di Padang", "Yelvi Andarini"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Ags", "Sep", "Okt", "Nov", "Des")
Line = list[str]


def rows(table: str, **wanted: str) -> list[Row]:
    """Rows of the sample's CSV with these values."""
    return [row for row in read_table(NAME, table) if all(row[key] == value for key, value in wanted.items())]


def text(*lines: str) -> list[Line]:
    """Paragraphs: an empty line before each."""
    return [cells for line in lines for cells in ([], [line])]


def comma(value: str) -> str:
    return value.replace(".", ",") or "-"


def marked(name: str) -> str:
    return name.replace("awareness index", "<i>awareness index</i>")


def owners(items: list[Row]) -> list[Line]:
    """Number and name of the sasaran before its first indicator, empty cells before the others."""
    numbers = ["", *(item["no_sasaran"] for item in items)]
    return [["", ""] if numbers[n] == number else [number, items[n]["sasaran_raw"]] for n, number in enumerate(numbers[1:])]


def agreement(versi: str, word: str, number: int, cut: tuple[int, int, int, int]) -> list[Line]:
    """PK. Its heading has no cell for the indicators' numbers. cut: the row the page ends in, its place in the next row, and the words kept
    of its sasaran (0: all) and its name; the rest opens the next page."""
    last, column, sasaran_words, name_words = cut
    head = ["No", "Sasaran Strategis", "Indikator Kinerja", "Target", ""]
    out = [*text(f"Tabel 2.{number} Perjanjian Kinerja {OFFICE} tahun 2022 ({word})"), [], head]
    items = rows("target", tabel="PK", versi=versi)
    for item, owner in zip(items, owners(items), strict=True):
        name, target = marked(item["indikator_raw"]), comma(item["target_tahunan"])
        if item["no_indikator"] != str(last):
            out.append([*owner, item["no_indikator"], name, target])
            continue
        kept, rest = split_words(name, name_words)
        below = [""] * 5
        below[column] = rest
        if sasaran_words:
            owner[1], below[1] = split_words(owner[1], sasaran_words)
        out += [[*owner, item["no_indikator"], kept, target], [], head, below]
    return out


def plan() -> list[Line]:
    """RAPK on three pages: one value lost on the first, numbers glued to the names on the second."""
    months = rows("target_bulanan")
    head = ["No", "Sasaran Strategis", "Indikator Kinerja", "Target", *MONTHS]
    out = [*text(f"Tabel 2.3 Rencana Aksi Perjanjian Kinerja (RAPK) {OFFICE} tahun 2022"), [], head]
    items = rows("target", tabel="RAPK")
    for item, owner in zip(items, owners(items), strict=True):
        number, name = item["no_indikator"], marked(item["indikator_raw"])
        cells = [comma(item["target_tahunan"]), *(m["mentah"] for m in months if m["no_indikator"] == number)]
        if number == "1":  # one of eleven equal months is lost
            cells = [*cells[:-1], ""]
        glued = 7 <= int(number) <= 11
        if number in ("7", "12"):
            out += [[], [*head, ""]]
        out.append([*owner, f"{number} {name}", *cells, ""] if glued else [*owner, number, name, *cells])
    return out


def year_percent(row: Row, yearly: Row) -> str:
    """Achievement against the yearly target: a count's realisasi is already percent of the year."""
    if not row["realisasi"] or yearly["satuan"] == "jumlah":
        return comma(row["realisasi"])
    percent = Decimal(row["realisasi"]) * 100 / Decimal(yearly["target_tahunan"])
    return comma(str(percent.quantize(Decimal("0.01"), ROUND_HALF_UP)))


def achievement() -> list[Line]:
    """CAPAIAN on three pages: a sasaran cut by the first page's end, rows of the second moved one cell to the left."""
    head = ["No", "Sasaran Kegiatan", "Indikator Kinerja", "Target TW III 2022", "Realisasi TW III 2022", "Capaian TW III 2022"]
    head += ["Capaian thd target 2022", "Kriteria Capaian TW III 2022", ""]
    out = [*text("Tabel 3.1 Sasaran Kegiatan, Indikator, Target dan Realisasi Triwulan III Tahun 2022"), [], head]
    plans = rows("target", tabel="RAPK")
    measured = rows("capaian", tabel="CAPAIAN")[: len(plans)]
    for item, row, owner in zip(plans, measured, owners(plans), strict=True):
        number = item["no_indikator"]
        if number == "5":
            owner[1], rest = split_words(owner[1], 11)
        if number in ("6", "11"):
            out += [[], head if number == "6" else head[:-1]]
        if number == "6":
            owner[1] = rest
        cells = [comma(row["target"]), comma(row["realisasi"]), comma(row["capaian_persen"]), year_percent(row, item), row["kriteria"]]
        line = [*owner, number, marked(row["indikator_raw"]), *cells]
        moved = 6 < int(number) < 11 and not owner[0]
        out.append([*line[1:], ""] if moved else line)
    return out


def by_period() -> list[Line]:
    """Two rows under each heading 'IKU n.': the quarter and the year."""
    plans = rows("target", tabel="RAPK")
    out: list[Line] = []
    extra = rows("capaian", tabel="CAPAIAN")[len(plans) :]
    numbers = {item["indikator_raw"]: int(item["no_indikator"]) for item in plans}
    for row in extra:
        if row["periode"] == "TW3":
            name = row["indikator_raw"].replace("awareness index", "*awareness index*")
            out += text(f"IKU {numbers[row['indikator_raw']]}. {name}")
            out += text("a. Perbandingan target dan realisasi triwulan III dan akhir tahun 2022")
            out += [[], ["Periode", "Target", "Realisasi", "Capaian", "Kriteria"]]
        cells = [comma(row["target"]), comma(row["realisasi"]), comma(row["capaian_persen"]), row["kriteria"] or "-"]
        out.append(["TW III" if row["periode"] == "TW3" else row["tahun"], *cells])
    return out


def efficiency() -> list[Line]:
    """EFISIENSI on two pages; indicator 12 has an empty cell too many before its pagu."""
    measures = ("output_target", "output_realisasi", "output_persen", "pagu_rp", "realisasi_rp", "input_persen", "ie", "te")
    head = [
        ["No", "Indikator", "Output", "", "", "Input (anggaran)", "", "", "IE", "TE", "Capaian TE"],
        ["", "", "T", "R", "%", "T", "R", "%", "", "", ""],
    ]
    out = [*text("Perhitungan Tingkat Efisiensi Per Indikator TW III"), [], *head]
    for number, (row, reached) in enumerate(zip(rows("efisiensi"), rows("capaian_te"), strict=True), 1):
        total = row["indikator_raw"] == "TOTAL"
        cells = [format_rupiah(row[name], "en") if name.endswith("_rp") else row[name] for name in measures]
        cells.append(reached["capaian_te"])
        if row["realisasi_rp"] == "0":
            cells[-3:] = ["#DIV/0!"] * 3
        if number == 9:
            out += [[], *(pad(line, 12) for line in head)]
        line = ["" if total else str(number), row["indikator_raw"], *cells]
        out.append([*line[:5], "", *line[5:]] if number == 12 else line)
    return out


def absorption() -> list[Line]:
    """SERAPAN turned on its side: a column each jenis belanja."""
    found = rows("serapan")
    money = [[format_rupiah(row[name], "en") for row in found] for name in ("pagu_rp", "realisasi_rp")]
    return [
        *text(f"Tabel 3.2 Pagu dan Realisasi Anggaran TW III {OFFICE}"),
        [],
        ["", "Jenis Belanja", "", "", "TOTAL"],
        ["", "PEGAWAI", "BARANG", "MODAL", ""],
        ["PAGU", *money[0]],
        ["REALISASI", *money[1]],
        ["PERSENTASE", *(f"{row['persen']}%" for row in found)],
    ]


# Rows under a RO that have no RO of their own: name, T, R.
PARTS = {"3165.QIC.001": (("Sarprod Dep 1", "1.00", "2.00"), ("Sarprod Dep 2", "6.00", "15.00"), ("Sarprod Dep 3", "30.00", "37.00"))}


def volumes() -> list[Line]:
    """VOLUME_RO: '- .00' where nothing was due; parts of a RO under it."""
    out = [*text("**Monitoring dan Evaluasi Capaian Output"), ["Tahun 2022"], [f"{OFFICE}**"], *text("Bulan : September 2022"), []]
    out += [["", "", "Target Volume", "", "September", "", "Justifikasi"], ["", "", "", "", "T", "R", ""]]
    for row in rows("volume_ro"):
        code = ro_code(row)
        name = row["nama_ro"].replace("Good Laboratory Practice", "<i>Good Laboratory Practice</i>")
        why = "44 PNB 27 Rekomendasi" if code == "3165.BAH.001" else ""
        out.append([code, name, row["target_volume"], row["satuan_volume"], row["target"] or "- .00", row["realisasi"] or "- .00", why])
        if code in PARTS:
            out.append([code, "Pelaksanaan oleh BB/BPOM", "", "", "", "", ""])
            out += [["", part, "", "", target, done, ""] for part, target, done in PARTS[code]]
    return out


def write() -> str:
    """The dump."""
    dokumen = rows("dokumen")[0]
    cover = [[], *text("LAPORAN KINERJA INTERIM", "TRIWULAN III TAHUN 2022", "**BALAI"), ["BESAR"], ["POM DI"], ["PADANG**"]]
    signed = text(signing_line(dokumen), f"Kepala {OFFICE}", SIGNER)
    out = [
        *cover,
        *signed,
        *text("BAB II PERENCANAAN KINERJA", "2.1 Perjanjian Kinerja (PK) Tahun 2022"),
        *agreement("AWAL", "Semula", 1, (6, 2, 0, 6)),
        *agreement("REVISI", "Menjadi", 2, (13, 3, 6, 6)),
        *text("2.2 Rencana Aksi Perjanjian Kinerja (RAPK) Tahun 2022"),
        *plan(),
        *text("BAB III AKUNTABILITAS KINERJA", "3.1 Capaian Kinerja Organisasi", "Periode : Interim Triwulan III Tahun 2022"),
        *achievement(),
        *by_period(),
        *efficiency(),
        *text("3.2 Realisasi Anggaran"),
        *absorption(),
        *text("Lampiran"),
        *volumes(),
    ]
    return "\n".join("\t".join(cells) for cells in out) + "\n"
