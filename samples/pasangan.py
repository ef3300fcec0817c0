"""Sets samples/pasangan: the plan `rapk_kantor_bersarang` and, from pasangan.csv, the reports of the same office and year, of two
quarters and of the year, so that the figures of the plan are printed again.

    python samples/pasangan.py [FOLDER]
"""

import csv
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from laporan import absorption, efficiency, mean, targets
from paper import Style
from sheet import SIDE, Sheet, Table
from truth import Indicator, Row, read_truth, signing_line
from typeset import LAYOUTS
from typeset import typeset as typeset_plan

HERE = Path(__file__).parent
PLAN = "rapk_kantor_bersarang"
PERIODS = {
    "TW2": ("Triwulan II Tahun 2024", "2024-07-12"),
    "TW3": ("Triwulan III Tahun 2024", "2024-10-11"),
    "TAHUNAN": ("Tahun 2024", "2025-01-24"),
}
"""Period → as its report says it, and the day on which the report is signed."""
SALARIES = "4"
"""The sasaran whose budget pays persons; the others pay goods and services."""


def percent(part: str | int, whole: str | int) -> str:
    return str((100 * Decimal(part) / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def grade(capaian: str) -> str:
    return "Sangat Baik" if Decimal(capaian) > 100 else "Baik" if Decimal(capaian) == 100 else "Cukup"


def results(periode: str) -> dict[tuple[str, str], Row]:
    """(sasaran, indicator) → what the office reached."""
    with (HERE / "pasangan.csv").open(newline="", encoding="utf-8") as file:
        return {(row["no_sasaran"], row["no_indikator"]): row for row in csv.DictReader(file) if row["periode"] == periode}


def achievement(indicators: list[Indicator], reached: dict[tuple[str, str], Row]) -> Table:
    head = [["No", "Indikator Kinerja", "Target", "Pembilang", "Penyebut", "Realisasi", "% Capaian", "Kriteria"]]
    body = []
    for number, one in enumerate(indicators, 1):
        row = reached[one.row["no_sasaran"], one.row["no_indikator"]]
        capaian = percent(row["realisasi"], row["target"]) if row["realisasi"] else ""
        texts = [*(row[name] or "-" for name in ("target", "pembilang", "penyebut", "realisasi")), capaian or "-"]
        body.append([str(number), one.row["indikator_raw"], *texts, grade(capaian) if capaian else "-"])
    return Table((26, 190, 48, 52, 48, 50, 48, 56), "clcccccc", head, body, cut=True)


def against_input(indicators: list[Indicator], reached: dict[tuple[str, str], Row]) -> list[Row]:
    """Rows of EFISIENSI, the last one their total: IE = output by input, TE = IE - 1."""
    made: list[Row] = []
    for one in indicators:
        row = reached[one.row["no_sasaran"], one.row["no_indikator"]]
        output = percent(row["realisasi"], row["target"]) if row["realisasi"] else ""
        made.append(
            compared(one.row["indikator_raw"], row["target"], row["realisasi"], output, one.row["anggaran_rp"], row["realisasi_rp"])
        )
    money = [str(sum(int(row[name]) for row in made)) for name in ("pagu_rp", "realisasi_rp")]
    return [*made, compared("TOTAL", "", "", mean([row["output_persen"] for row in made if row["output_persen"] != "-"]), *money)]


def compared(name: str, target: str, realisasi: str, output: str, pagu: str, spent: str) -> Row:
    spent_percent = percent(spent, pagu)
    ie = (Decimal(output) / Decimal(spent_percent)).quantize(Decimal("0.01"), ROUND_HALF_UP) if output else None
    return {
        "indikator_raw": name, "output_target": target or "-", "output_realisasi": realisasi or "-", "output_persen": output or "-",
        "pagu_rp": pagu, "realisasi_rp": spent, "input_persen": spent_percent, "ie": "-" if ie is None else str(ie),
        "te": "-" if ie is None else str(ie - 1), "kategori": "-" if ie is None else "Efisien" if ie >= 1 else "Tidak Efisien",
    }  # fmt: skip


def by_kind(indicators: list[Indicator], reached: dict[tuple[str, str], Row]) -> list[Row]:
    """Rows of SERAPAN."""
    money = {"PEGAWAI": [0, 0], "BARANG": [0, 0], "TOTAL": [0, 0]}
    for one in indicators:
        row = reached[one.row["no_sasaran"], one.row["no_indikator"]]
        for kind in ("PEGAWAI" if one.row["no_sasaran"] == SALARIES else "BARANG", "TOTAL"):
            money[kind][0] += int(one.row["anggaran_rp"])
            money[kind][1] += int(row["realisasi_rp"])
    return [
        {"jenis_belanja": kind, "pagu_rp": str(pagu), "realisasi_rp": str(spent), "persen": percent(spent, pagu)}
        for kind, (pagu, spent) in money.items()
    ]


def typeset(periode: str, path: Path) -> None:
    truth = read_truth(PLAN)
    spoken, day = PERIODS[periode]
    office = truth.dokumen["upt_raw"].title().replace("Pom Di", "POM di")
    indicators = [one for group in truth.groups for one in group]
    reached = results(periode)
    sheet = Sheet(path, Style(font="Times-Roman", size=8, rule=0.5, fill="#e2efda"), (f"Laporan Kinerja {spoken}", office))
    sheet.y -= 120
    sheet.lines(["LAPORAN KINERJA", spoken.upper()], 20, centred=True)
    sheet.y -= 260
    sheet.lines([truth.dokumen["upt_raw"], "BADAN PENGAWAS OBAT DAN MAKANAN"], 14, centred=True)
    sheet.turn()
    agreed = [one.row for one in indicators]
    for chapter, title, tables in (
        ("BAB II", "PERENCANAAN KINERJA", [(f"Tabel 2.1 Perjanjian Kinerja {office} Tahun 2024", targets(agreed, decimal_comma=False))]),
        (
            "BAB III",
            "AKUNTABILITAS KINERJA",
            [
                (f"Tabel 3.1 Capaian Kinerja {office} {spoken}", achievement(indicators, reached)),
                (f"Tabel 3.2 Perhitungan Tingkat Efisiensi {office} {spoken}", efficiency(against_input(indicators, reached))),
                (f"Tabel 3.3 Pagu dan Realisasi Anggaran {office} {spoken}", absorption(by_kind(indicators, reached))),
            ],
        ),
    ):
        sheet.lines([chapter, title], 12, centred=True, keep=300)
        for caption, table in tables:
            sheet.lines([caption], 9, centred=True, keep=60)
            sheet.table(table)
    sheet.canvas.setFont(sheet.style.font, 10)
    for text, gap in ((signing_line(truth.dokumen | {"tanggal": day}), 14), (f"Kepala {office},", 42), ("Sekar Widyasari", 0)):
        sheet.canvas.drawString(sheet.size[0] - SIDE - 210, sheet.y, text)
        sheet.y -= gap
    sheet.save()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    typeset_plan(PLAN, LAYOUTS[PLAN], folder)
    for periode in PERIODS:
        typeset(periode, folder / f"lakip_ambon_{periode.lower()}.pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "pasangan")
