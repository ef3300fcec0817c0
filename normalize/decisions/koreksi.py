"""What people put right takes the place of what was read, before anything is checked: the arithmetic proves the corrected document."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from extract.cells import Document
from normalize.decisions.koreksi_tinjauan import CORRECTABLE, DOKUMEN, TOTAL, Alamat, Koreksi
from normalize.kinds.kind import RAPK
from normalize.kinds.target import yearly_target
from normalize.plan.rapk import Garis, Indikator, Rapk
from normalize.rows import Asal, Cek
from normalize.status_cek import GAGAL
from normalize.words.amounts import Amount
from normalize.words.measures import Measure
from normalize.words.sentences import number

DIKOREKSI = "dikoreksi"
"""The flag of every row of which a person put a number right."""
MONTH_DOUBTS = {"bulan_ambigu", "bulan_disimpulkan"}
Baris = TypeVar("Baris", bound=Asal)


class Corrections:
    """The corrections of one document, each used where its number is still read as it was when the person decided."""

    def __init__(self, corrections: Iterable[Koreksi], unread: Collection[Alamat] = ()) -> None:
        """unread: numbers of which OCR is not sure; a person saw none there."""
        self._open = {item.alamat: item for item in corrections}
        self._unread = unread
        self._seen: dict[Alamat, Decimal | None] = {}
        self.used: dict[Alamat, Decimal] = {}
        """Where a number was put right → what is printed there; without those of which nothing was read."""

    def __bool__(self) -> bool:
        return bool(self._open)

    def of(self, tabel: str, baris: int, bagian: int, kolom: str, read: Decimal | None) -> Koreksi | None:
        """The correction of this number; None where there is none, or where it was made for another reading."""
        alamat = Alamat(tabel, baris, bagian, kolom)
        found = self._open.get(alamat)
        if found is None:
            return None
        read = None if alamat in self._unread else read
        self._seen[alamat] = read
        if found.terbaca != read:
            return None
        del self._open[alamat]
        if found.terbaca is not None:
            self.used[alamat] = found.terbaca
        return found

    def unused(self, document: Document) -> list[Cek]:
        """A failed check for each correction that did not fit: it is never dropped unsaid, and never forced on another number."""
        return [self._misfit(count, item, document) for count, item in enumerate(self._open.values(), 1)]

    def _misfit(self, count: int, item: Koreksi, document: Document) -> Cek:
        place = item.alamat
        name = f"{place.tabel}.{place.kolom}"
        if place in self._seen:
            read, before = (_printed(value) for value in (self._seen[place], item.terbaca))
            why = f"di sana sekarang terbaca {read}, padahal koreksinya untuk {before}"
        else:
            why = "angka itu tidak ada lagi"
        return Cek(
            cek_id=f"{document.doc_id[:16]}-0-koreksi_dipakai-{count}",
            aturan="koreksi_dipakai",
            target_id=None,
            harapan=item.terbaca,
            terbaca=self._seen.get(place),
            selisih=None,
            status=GAGAL,
            penjelasan=f"Koreksi {name} untuk baris {place.baris} tidak dipakai: {why}; hapus barisnya dari koreksi.csv dan putuskan lagi.",
            doc_id=document.doc_id,
            tabel_no=None,
            tabel=None,
            versi=None,
            baris=place.baris,
            halaman=None,
            line=None,
            bbox=None,
            metode=document.metode.value,
            bendera=(),
        )


def _printed(value: Decimal | None) -> str:
    return "kosong" if value is None else number(value)


# ---- a RAPK, before its rows and checks are made


def correct_rapk(rapk: Rapk, skala: int, corrections: Corrections) -> None:
    """Puts right the total, budgets, months and amounts of RO lines. skala: rupiah a printed unit."""
    if rapk.total_tempat is not None:
        read = None if rapk.total is None else rapk.total * skala
        found = corrections.of(DOKUMEN, rapk.total_tempat.baris, 1, TOTAL, read)
        rapk.total = _units(found.nilai, skala) if found else rapk.total
    bagian: Counter[int] = Counter()
    for item in rapk.indikator:
        if item.ada:
            baris = item.blok.tempat.baris
            _correct_amount(item.amounts.anggaran, ("target", baris, 1, "anggaran_rp"), skala, corrections)
            _correct_targets(item, baris, corrections)
        for line in item.lines:
            bagian[line.line.tempat.baris] += 1
            _correct_line(line, bagian[line.line.tempat.baris], skala, corrections)


def _correct_line(line: Garis, bagian: int, skala: int, corrections: Corrections) -> None:
    for kolom, amount in (("anggaran_rp", line.amounts.anggaran), ("kontribusi_rp", line.amounts.kontribusi)):
        _correct_amount(amount, ("kontribusi_ro", line.line.tempat.baris, bagian, kolom), skala, corrections)


def _correct_amount(amount: Amount, place: tuple[str, int, int, str], skala: int, corrections: Corrections) -> None:
    found = corrections.of(*place, None if amount.value is None else amount.value * skala)
    if found:
        amount.value, amount.bendera = _units(found.nilai, skala), {DIKOREKSI}


def _units(value: Decimal | None, skala: int) -> Decimal | None:
    return None if value is None else value / skala


def _correct_targets(item: Indikator, baris: int, corrections: Corrections) -> None:
    """The months, then the yearly target: its own column, or December where the table has none."""
    yearly, _ = yearly_target(item)
    corrected = 0
    for month in range(1, 13):
        cell = item.bulan.get(month, Measure("", None))
        found = corrections.of("target_bulanan", baris, month, "nilai", cell.value)
        if found:
            item.bulan[month] = Measure(cell.teks, found.nilai, frozenset({DIKOREKSI}))
            corrected += 1
    if corrected == 12:  # a person laid out the whole year: which value is which month's is no question any more
        item.bendera -= MONTH_DOUBTS
    found = corrections.of("target", baris, 1, "target_tahunan", yearly)
    if found and item.target is not None:
        item.target = Measure(item.target.teks, found.nilai, frozenset({DIKOREKSI}))
    elif found:
        december = item.bulan.get(12, Measure("", None))
        item.bulan[12] = Measure(december.teks, found.nilai, frozenset({DIKOREKSI}))


# ---- the rows of other tables


def corrected_rows(tabel: str, rows: Sequence[Baris], corrections: Corrections) -> list[Baris]:
    """The rows with their numbers put right, those of a RAPK as they are: they are made of one that was put right already. Other
    doubts about a row stay: they may be about another of its numbers."""
    bagian: Counter[int] = Counter()
    result = []
    for row in rows:
        bagian[row.baris] += 1
        result.append(row if row.tabel == RAPK else _corrected(tabel, row, bagian[row.baris], corrections))
    return result


def _corrected(tabel: str, row: Baris, bagian: int, corrections: Corrections) -> Baris:
    found = [corrections.of(tabel, row.baris, bagian, kolom, getattr(row, kolom)) for kolom in CORRECTABLE[tabel]]
    values: dict[str, Any] = {item.alamat.kolom: item.nilai for item in found if item}
    if not values:
        return row
    return replace(row, **values, bendera=tuple(sorted({*row.bendera, DIKOREKSI})))
