"""The first sheet of the workbook: what each sheet holds, what was left out and why, so that both tie with the control sheet."""

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from normalize.offices.instansi import agencies
from warehouse.export.views_export import Sheet
from warehouse.export.xlsx_book import BookPage, SheetColumn
from warehouse.store.cause_words import cause_words

SAID = {"terbukti": "terbukti", "diterima": "diterima orang", "tak_terbukti": "belum terbukti", "berselisih": "berselisih"}
PROOF = "bukti_"
UNKNOWN = "tidak diketahui"
"""Where no row prints an allocation: that is not 0."""
OF_INDICATOR = ("tahun", "upt_id", "nama_upt", "dokumen", "indikator_id", "indikator_dokumen", "no_sasaran", "no_indikator")
OF_OUTPUT = ("tahun", "upt_id", "nama_upt", "dokumen", "kode_lengkap", "nama_ro")
"""What tells one indicator or output and year from another."""
OF_THE_EXPORT = {
    "dokumen": "Hitungan dokumennya sendiri gagal",
    "rumus": "Angka di baris itu tidak cocok dengan rumusnya sendiri",
    "tabel_berbeda": "Tabel-tabel laporan mencetak angka yang berbeda",
    "kantor_tidak_dikenal": "Kantornya tidak dikenal",
    "tahun_tidak_dikenal": "Tahunnya tidak dikenal",
    "versi_semula": "Hanya target semula yang terbaca, bukan penggantinya",
}
"""Reasons of v_bappenas that are no rule and no flag."""
Row = Sequence[Any]
Value = Callable[[Row, str], Any]
Key = Callable[[Value, Row], tuple[Any, ...]]


def reader(sheet: Sheet) -> Value:
    """A function: a row of the sheet and the name of a column → its value."""
    places = {column.nama: number for number, column in enumerate(sheet.kolom)}
    return lambda row, name: row[places[name]]


def prover(sheet: Sheet) -> Callable[[Row], str | None]:
    """A row's proof in words: 'semua terbukti', or the numbers that are not, by how far they are; None for a row without numbers."""
    proofs = [(column.nama.removeprefix(PROOF), number) for number, column in enumerate(sheet.kolom) if column.nama.startswith(PROOF)]

    def words(row: Row) -> str | None:
        found: dict[str, list[str]] = {}
        for name, number in proofs:
            if row[number] is not None:
                found.setdefault(row[number], []).append(name.replace("_", " "))
        if len(found) == 1:
            return f"semua {SAID[next(iter(found))]}"
        rest = "lainnya terbukti" if found.pop("terbukti", None) else ""
        parts = [f"{SAID[status]}: {', '.join(found[status])}" for status in SAID if status in found]
        return "; ".join([*parts, rest] if rest else parts) or None

    return words


def allocation_of_indicator(value: Value, row: Row) -> tuple[Any, ...]:
    """What tells one yearly allocation from another: the printed row that it comes from; without an amount the indicator."""
    if value(row, "alokasi_rp") is not None:
        return ("alokasi", value(row, "target_id_anggaran"))
    return tuple(value(row, name) for name in OF_INDICATOR)


def allocation_of_output(value: Value, row: Row) -> tuple[Any, ...]:
    return tuple(value(row, name) for name in OF_OUTPUT)


def allocated_once(rows: Sequence[Row], value: Value, key: Key, seen: set[tuple[Any, ...]]) -> list[bool]:
    """For each row whether it is the last one with its allocation, and none of `seen`, which grows by them."""
    last: list[bool] = []
    for row in reversed(rows):
        name = key(value, row)
        last.append(name not in seen)
        seen.add(name)
    return last[::-1]


def cover(indicators: Sequence[Sheet], left: Sheet, outputs: Sheet, outputs_left: Sheet, scope: str) -> BookPage:
    """Rows and allocations of each sheet and of what was left out, offices and head office apart: one is part of the other and is never
    added to it."""
    agency = agencies()[0]
    text = (
        f"Kinerja UPT {agency.nama_pendek}{f': {scope}' if scope else ''}",
        f"{agency.nama} (kode K/L {agency.kode_kl})",
        "Alokasi setahun tercantum satu kali untuk tiap indikator dan tahun, sehingga kolomnya boleh dijumlahkan.",
        "Lembar tanpa_realisasi memuat rencana yang hasilnya belum dilaporkan; baris itu belum disampaikan sebagai capaian.",
        "Bukti angka: terbukti berarti setiap perubahannya akan ketahuan oleh hitungan dokumennya sendiri.",
        "Yang disampaikan dan yang tidak ikut berjumlah sama dengan lembar kontrol.",
    )
    titles = (
        ("Lembar", 62, "string"),
        ("Baris", 10, "integer"),
        ("Baris yang semua angkanya terbukti", 18, "integer"),
        ("Alokasi kantor (Rp)", 22, "number"),
        ("Alokasi PUSAT (Rp)", 22, "number"),
        ("Indikator atau RO tanpa alokasi", 18, "integer"),
    )
    lines = [
        *_lines(indicators, left, "indikator", allocation_of_indicator, OF_INDICATOR),
        *_lines([outputs], outputs_left, "RO", allocation_of_output, OF_OUTPUT),
    ]
    return BookPage("sampul", tuple(SheetColumn(*title) for title in titles), lines, text)


def _lines(sheets: Sequence[Sheet], left: Sheet, what: str, key: Key, names: Sequence[str]) -> list[Row]:
    """The sheets, their sum where they are several, what was left out with its reasons, and all."""
    seen: set[tuple[Any, ...]] = set()
    made = [_line(sheet.nama, sheet, key, names, seen) for sheet in sheets]
    if len(sheets) > 1:
        sent = Sheet(" + ".join(sheet.nama for sheet in sheets), "", left.kolom, [row for sheet in sheets for row in sheet.rows])
        made.append(_line(sent.nama, sent, key, names, set()))
    everything = Sheet("", "", left.kolom, [row for sheet in (*sheets, left) for row in sheet.rows])
    value = reader(left)
    reasons = Counter(_reason(value(row, "alasan") or "") for row in left.rows)
    return [
        *made,
        _line(f"tidak ikut: {what} yang perlu ditinjau atau belum terbukti", left, key, names, seen),
        *((f"    karena: {reason}", count, None, None, None, None) for reason, count in reasons.most_common()),
        _line(f"seluruh {what}", everything, key, names, set()),
    ]


def _line(nama: str, sheet: Sheet, key: Key, names: Sequence[str], seen: set[tuple[Any, ...]]) -> Row:
    """seen: allocations that an earlier line has; it grows by this one's."""
    value, proof = reader(sheet), prover(sheet)
    once = allocated_once(sheet.rows, value, key, seen)
    known = {tuple(value(row, name) for name in names): False for row in sheet.rows}
    sums: dict[bool, Any] = {False: None, True: None}
    for row, counts in zip(sheet.rows, once, strict=True):
        pusat, amount = value(row, "level") == "PUSAT", value(row, "alokasi_rp")
        if amount is not None:
            known[tuple(value(row, name) for name in names)] = True
            sums[pusat] = (sums[pusat] if isinstance(sums[pusat], Decimal) else Decimal(0)) + (amount if counts else 0)
        elif sums[pusat] is None:
            sums[pusat] = UNKNOWN
    proved = sum(proof(row) in ("semua terbukti", "semua diterima orang") for row in sheet.rows)
    return (nama, len(sheet.rows), proved, sums[False], sums[True], sum(not found for found in known.values()))


def _reason(alasan: str) -> str:
    """The first reason of a row in words: 'capaian_vs_target: gagal|…' → what the rule finds wrong."""
    first, _, outcome = alasan.split("|")[0].partition(": ")
    if first in OF_THE_EXPORT:
        return OF_THE_EXPORT[first]
    if outcome in SAID and first not in cause_words():
        return f"Angka {first.replace('_', ' ')} {SAID[outcome]}"
    return cause_words().get(first, (alasan,))[0].rstrip(".")
