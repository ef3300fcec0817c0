"""What people put right takes the place of what was read, before anything is checked: the arithmetic proves the corrected document."""

import dataclasses
from collections import Counter
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from msgspec.structs import replace

from extract.cells import Document
from extract.message import Message, Phrase, message
from normalize.alamat import DOKUMEN, TOTAL, Alamat, alamat_of, made_id
from normalize.decisions.koreksi_tinjauan import CORRECTABLE, TEXTS, Koreksi
from normalize.decisions.ro_tinjauan import DITULIS, BarisDitulis, DocumentCorrections
from normalize.kinds.kind import RAPK
from normalize.kinds.target import yearly_target
from normalize.plan.rapk import Garis, Indikator, Rapk
from normalize.plan.rapk_amounts import LineAmounts
from normalize.plan.rapk_parts import BarisRo
from normalize.plan.rapk_texts import code_of
from normalize.rows import Cek, Fakta
from normalize.status_cek import GAGAL
from normalize.tables.teks import Teks
from normalize.tables.tempat import Tempat
from normalize.words.amounts import Amount
from normalize.words.measures import Measure
from normalize.words.sentences import number
from normalize.words.units import unit_of

DIKOREKSI = "dikoreksi"
"""The flag of every row of which a person put a number or text right."""
MONTH_DOUBTS = {"bulan_ambigu", "bulan_disimpulkan"}
Baris = TypeVar("Baris", bound=Fakta)


class Corrections:
    """The corrections of one document, each used where its number or text is still read as it was when the person decided."""

    def __init__(self, written: DocumentCorrections, unread: Collection[Alamat] = ()) -> None:
        """unread: numbers of which OCR is not sure; a person saw none there."""
        self._open = {item.alamat: item for item in written.angka}
        self._texts = {item.alamat: item for item in written.teks}
        self._lines = list(written.baris)
        self._unread = unread
        self._seen: dict[Alamat, Decimal | str | None] = {}
        self.used: dict[Alamat, Decimal] = {}
        """Where a number was put right → what is printed there; without those of which nothing was read."""
        self.used_texts: dict[Alamat, str] = {}
        """The same of texts."""

    def __bool__(self) -> bool:
        return bool(self._open or self._texts)

    def of(self, alamat: Alamat, read: Decimal | None) -> Koreksi | None:
        """The correction of this number; None where there is none, or where it was made for another reading."""
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

    def text(self, alamat: Alamat, read: str | None) -> tuple[str | None] | None:
        """What should stand there, alone in a tuple; None where there is no correction, or one made for another reading."""
        found = self._texts.get(alamat)
        if found is None:
            return None
        self._seen[alamat] = read
        if found.terbaca != (" ".join(read.split()) if read else None):
            return None
        del self._texts[alamat]
        if read is not None:
            self.used_texts[alamat] = read
        return (found.nilai,)

    def lines_after(self, baris: int) -> list[BarisDitulis]:
        """The lines that a person wrote below this row; each is given once."""
        found = [line for line in self._lines if line.setelah == baris]
        self._lines = [line for line in self._lines if line.setelah != baris]
        return found

    def unused(self, document: Document) -> list[Cek]:
        """A failed check for each that did not fit: it is never dropped unsaid, and never forced on another number."""
        told = [self._misfit(number.alamat, number.terbaca) for number in self._open.values()]
        told += [self._misfit(text.alamat, text.terbaca) for text in self._texts.values()]
        told += [(line.setelah, (None, None), _nowhere(line)) for line in self._lines]
        return [_check(count, *item, document) for count, item in enumerate(told, 1)]

    def _misfit(self, place: Alamat, before: Decimal | str | None) -> tuple[int, tuple[Decimal | str | None, ...], Message]:
        """Row, (as it was, as it is), why."""
        name = f"{place.tabel}.{place.kolom}"
        seen = self._seen.get(place)
        other = message("terbaca_lain", baru=_printed(seen), lama=_printed(before))
        why = other if place in self._seen else message("angka_tak_ada_lagi")
        sentence = message("koreksi_tak_dipakai", angka=name, baris=place.baris, sebab=why)
        return place.baris, (before, seen), sentence


def _nowhere(line: BarisDitulis) -> Message:
    kode = ".".join(part for part in line.kode if part)
    return message("baris_ro_tak_dipakai", kode=kode, baris=line.setelah)


def _check(count: int, baris: int, values: tuple[Decimal | str | None, ...], penjelasan: Message, document: Document) -> Cek:
    before, now = (value if isinstance(value, Decimal) else None for value in values)
    return Cek(
        cek_id=made_id(document.doc_id, 0, "koreksi_dipakai", count),
        aturan="koreksi_dipakai",
        target_id=None,
        harapan=before,
        terbaca=now,
        selisih=None,
        status=GAGAL,
        penjelasan=penjelasan,
        doc_id=document.doc_id,
        tabel_no=None,
        tabel=None,
        versi=None,
        baris=baris,
        halaman=None,
        line=None,
        bbox=None,
        metode=document.metode.value,
        bendera=(),
    )


def _printed(value: Decimal | str | None) -> Phrase:
    if isinstance(value, str):
        return f"«{value}»"
    return message("angka_kosong") if value is None else number(value)


# ---- a RAPK, before its rows and checks are made


def correct_rapk(rapk: Rapk, skala: int, corrections: Corrections) -> None:
    """Puts right the total, budgets, months and amounts of RO lines. skala: rupiah a printed unit."""
    if rapk.total_tempat is not None:
        read = None if rapk.total is None else rapk.total * skala
        found = corrections.of(Alamat(DOKUMEN, rapk.total_tempat.baris, 1, TOTAL), read)
        rapk.total = _units(found.nilai, skala) if found else rapk.total
    bagian: Counter[int] = Counter()
    for item in rapk.indikator:
        if item.ada:
            baris = item.blok.tempat.baris
            _correct_amount(item.amounts.anggaran, Alamat("target", baris, 1, "anggaran_rp"), skala, corrections)
            _correct_targets(item, baris, corrections)
            _correct_names(item, baris, corrections)
        for line in item.lines:
            bagian[line.line.tempat.baris] += 1
            _correct_line(line, bagian[line.line.tempat.baris], skala, corrections)
    # behind the corrections: they count the lines that are printed
    for item in rapk.indikator:
        item.lines = [line for given in _rows_of(item) for line in _with_written(given, item, skala, corrections)]
        item.amounts.lines = [line.amounts for line in item.lines]
        item.blok.ro = [line.line for line in item.lines]
        rapk.berlapis = rapk.berlapis or bool(item.lines)


def _rows_of(item: Indikator) -> list[Garis | None]:
    """The indicator's own row as None, then its lines."""
    return [None, *item.lines]


def _with_written(given: Garis | None, item: Indikator, skala: int, corrections: Corrections) -> list[Garis]:
    """A printed line and those that a person wrote below it."""
    place = given.line.tempat if given else item.blok.tempat
    after = [line for line in item.lines if line.line.tempat.baris == place.baris]
    last = given is None or given is after[-1]  # of the lines that one printed row gives the last
    if given is None and (after or not item.ada):
        return []
    written = corrections.lines_after(place.baris) if last else []
    return [*([given] if given else []), *(_line_of(line, place, item, skala) for line in written)]


def _line_of(line: BarisDitulis, place: Tempat, item: Indikator, skala: int) -> Garis:
    """As if it were printed in the row that it stands below: no box of its own, and flagged."""
    printed = BarisRo(replace(place, bbox=None), item.blok.bagian, None, line.kode, Teks(), Teks(), Teks(), bendera={DITULIS})
    komponen, sub = code_of(line.komponen), code_of(line.subkomponen)
    amounts = [Amount("", (), _units(value, skala)) for value in (line.anggaran_rp, line.kontribusi_rp)]
    return Garis(printed, line.nama_ro, komponen[0], komponen[1] or None, sub[0], sub[1] or None, LineAmounts(*amounts))


def _correct_names(item: Indikator, baris: int, corrections: Corrections) -> None:
    """The indicator's name, and with it its unit; the name of its sasaran."""
    found = corrections.text(Alamat("target", baris, 1, "indikator_raw"), item.nama)
    if found:
        item.nama = found[0]
        item.satuan = unit_of(item.nama) or item.satuan
        item.bendera |= {DIKOREKSI}
    found = corrections.text(Alamat("target", baris, 1, "sasaran_raw"), item.sasaran)
    if found:
        item.sasaran = found[0]
        item.bendera |= {DIKOREKSI}


def _correct_line(line: Garis, bagian: int, skala: int, corrections: Corrections) -> None:
    for kolom, amount in (("anggaran_rp", line.amounts.anggaran), ("kontribusi_rp", line.amounts.kontribusi)):
        _correct_amount(amount, Alamat("kontribusi_ro", line.line.tempat.baris, bagian, kolom), skala, corrections)
    found = corrections.text(Alamat("kontribusi_ro", line.line.tempat.baris, bagian, "nama_ro"), line.nama)
    if found:
        line.nama = found[0]
        line.line.bendera |= {DIKOREKSI}


def _correct_amount(amount: Amount, place: Alamat, skala: int, corrections: Corrections) -> None:
    found = corrections.of(place, None if amount.value is None else amount.value * skala)
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
        found = corrections.of(Alamat("target_bulanan", baris, month, "nilai"), cell.value)
        if found:
            item.bulan[month] = Measure(cell.teks, found.nilai, frozenset({DIKOREKSI}))
            corrected += 1
    if corrected == 12:  # a person laid out the whole year: which value is which month's is no question any more
        item.bendera -= MONTH_DOUBTS
    found = corrections.of(Alamat("target", baris, 1, "target_tahunan"), yearly)
    if found and item.target is not None:
        item.target = Measure(item.target.teks, found.nilai, frozenset({DIKOREKSI}))
    elif found:
        december = item.bulan.get(12, Measure("", None))
        item.bulan[12] = Measure(december.teks, found.nilai, frozenset({DIKOREKSI}))


# ---- the rows of other tables


def corrected_rows(tabel: str, rows: Sequence[Baris], corrections: Corrections) -> list[Baris]:
    """The rows with their numbers put right, those of a RAPK as they are: they are made of one that was put right already. Other
    doubts about a row stay: they may be about another of its numbers."""
    return [row if row.tabel == RAPK else _corrected(tabel, row, corrections) for row in rows]


def _corrected(tabel: str, row: Baris, corrections: Corrections) -> Baris:
    found = [corrections.of(alamat_of(row, kolom), getattr(row, kolom)) for kolom in CORRECTABLE[tabel]]
    values: dict[str, Any] = {item.alamat.kolom: item.nilai for item in found if item}
    for kolom in TEXTS.get(tabel, ()):
        text = corrections.text(alamat_of(row, kolom), getattr(row, kolom))
        values |= {kolom: text[0]} if text else {}
    if not values:
        return row
    return dataclasses.replace(row, **values, bendera=tuple(sorted({*row.bendera, DIKOREKSI})))
