"""A RAPK table → its indicators, with numbers read and texts whole; rows are made of them in target.py and kontribusi_ro.py."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

import regex
from msgspec import Struct, field
from msgspec.structs import replace

from extract.message import Message, message
from extract.running.tables import PrintedTable
from normalize.plan.block_numbers import name_groups, number_bloks
from normalize.plan.rapk_amounts import BlokAmounts, LineAmounts, amount_style, block_amounts
from normalize.plan.rapk_blocks import Builder
from normalize.plan.rapk_lost import split_lost
from normalize.plan.rapk_parts import BarisRo, Blok, Gabungan, RapkTable, SubJumlah
from normalize.plan.rapk_texts import code_of, joined, mark_cut_names, settle_rests
from normalize.plan.rapk_total import take_total_below
from normalize.plan.unknown_heads import WordedHead, ask_figures_without_head, flag_unknown_of_plan, sasaran_of_plan, worded_of_plan
from normalize.tables.tempat import Tempat
from normalize.words.amounts import read_amount_cell
from normalize.words.kode import BARE_NUMBER
from normalize.words.measures import Measure, as_fractions, measure_style, read_measure_cell
from normalize.words.names import letters, split_prefix
from normalize.words.note_digits import AMBIGUOUS, note_numbers, noted_apart, noted_in_column, noted_in_row
from normalize.words.numbers import NumberStyle
from normalize.words.units import unit_of, unit_of_values

COPIES = {"html", "salinan_mendatar"}
"""Flags of a RO line that a dump prints once more beside its row."""

NO_DIGIT = regex.compile(r"\D")
# '415.446.000, 00' '1,000.00'
CENTS = regex.compile(r"[.,]\s*00\s*$")


class Garis(Struct):
    """A RO line, read. Amounts in printed units."""

    line: BarisRo
    nama: str | None
    kode_komponen: str | None
    nama_komponen: str | None
    kode_subkomponen: str | None
    nama_subkomponen: str | None
    amounts: LineAmounts

    @property
    def key(self) -> tuple[str | None, ...]:
        """What makes two lines one budget line: kegiatan, KRO, RO, komponen, subkomponen."""
        return (*self.line.kode[1:], self.kode_komponen, self.kode_subkomponen)

    @property
    def kode(self) -> str:
        """'3165.QIC.001.053.A'"""
        return ".".join(part for part in self.key if part)


class Indikator(Struct):
    """An indicator with its values, read; ada is False for the lines of a lost one. Amounts in printed units."""

    blok: Blok
    no_sasaran: int | None
    sasaran: str | None
    no: int | None
    nama: str | None
    satuan: str | None
    bulan: dict[int, Measure]
    target: Measure | None
    amounts: BlokAmounts
    lines: list[Garis]
    bendera: set[str] = field(default_factory=set)

    @property
    def ada(self) -> bool:
        """False where only RO lines are left of the indicator."""
        return self.blok.ada

    @property
    def label(self) -> Message:
        """How sentences call it: number and beginning of the name."""
        if not self.ada:
            return message("label_indikator_hilang")
        name = message("tanpa_nama") if not self.nama else self.nama if len(self.nama) <= 60 else self.nama[:57].rstrip() + "…"
        return message("label_bernomor", nomor=f"{self.no:02d}", nama=name) if self.no else message("label", nama=name)


class Rapk(Struct):
    """A RAPK table, read. total: the printed total in printed units; berlapis: it has RO lines; subjumlah: with each sum of a part
    its amount in printed units; tanpa_sasaran: the head of the column whose
    sasaran were not read; asing: unknown heads over words."""

    tabel_no: int
    indikator: list[Indikator]
    total: Decimal | None
    total_teks: str | None
    total_tempat: Tempat | None
    berlapis: bool
    tak_dikenal: list[tuple[Tempat, str]]
    subjumlah: list[tuple[SubJumlah, Decimal | None]] = field(default_factory=list)
    tanpa_sasaran: str | None = None
    asing: tuple[WordedHead, ...] = ()


def read_rapk(table: PrintedTable, words: Counter[str], tahun: int | None, after: Sequence[str] = ()) -> Rapk:
    """The table's indicators. words: the document's vocabulary; tahun: the table's year; after: the lines of text behind it."""
    parts = Builder(table, tahun).build()
    ask_figures_without_head(parts)
    flag_unknown_of_plan(parts)
    tanpa_sasaran = sasaran_of_plan(parts)
    name_groups(parts.bloks)
    number_bloks(parts.bloks)
    if parts.total is None:
        take_total_below(parts, table, after)
    _drop_copies(parts)
    style = amount_style(parts)
    settle_rests(parts)
    split_lost(parts, lambda text: read_amount_cell(text, style).value)
    mark_cut_names(parts)
    printed = [text for blok in parts.bloks for text in blok.bulan.values()]
    months = measure_style(printed)
    noted = noted_in_column(printed, months, note_numbers(after))
    result = []
    for blok in parts.bloks:
        if blok.gabungan:
            blok.gabungan.nilai = read_amount_cell(blok.gabungan.teks, style).value
        amounts = block_amounts(blok, style)
        number, _ = split_prefix(blok.nama.raw)
        nama = split_prefix(joined(blok.nama, words) or "")[1] or None
        texts = [*blok.bulan.values(), blok.target or ""]
        satuan = unit_of(nama) or unit_of_values(texts)
        apart = noted_apart(texts) if blok.tempat.bbox is None else frozenset()
        doubtful = noted | apart | noted_in_row(texts, months)
        bulan = {month: _measure(text, months, satuan, doubtful) for month, text in sorted(blok.bulan.items())}
        target = _measure(blok.target, months, satuan, doubtful) if blok.target is not None else None
        blok.bendera |= as_fractions([*bulan.values(), *([target] if target else [])], satuan)
        lines = [_line(line, amount, words) for line, amount in zip(blok.ro, amounts.lines, strict=True)]
        sasaran = blok.sasaran
        name = joined(sasaran.teks, words) if sasaran and not sasaran.hilang else None
        result.append(
            Indikator(blok, sasaran.no if sasaran else None, name, number, nama, satuan, bulan, target, amounts, lines, set(blok.bendera))
        )
        if sasaran and sasaran.teks.broken:
            result[-1].bendera.add("disambung_halaman")
    _number_columns(parts, result)
    total = read_amount_cell(parts.total or "", style).value
    berlapis = any(blok.ro for blok in parts.bloks)
    sums = [(item, read_amount_cell(item.teks, style).value) for item in parts.subjumlah]
    return Rapk(
        table.tabel_no,
        result,
        total,
        parts.total,
        parts.total_tempat,
        berlapis,
        parts.tak_dikenal,
        sums,
        tanpa_sasaran,
        worded_of_plan(parts),
    )


def _measure(text: str, style: NumberStyle | None, satuan: str | None, doubtful: frozenset[str]) -> Measure:
    """A target's cell; doubtful: texts that may end in the digit of a note."""
    read = read_measure_cell(text, style, satuan)
    return replace(read, bendera=read.bendera | {AMBIGUOUS}) if text in doubtful else read


def budgets(items: Iterable[Indikator]) -> list[Decimal | None]:
    """The budgets of the indicators that are there, in printed units; one that is printed for several of them counts once."""
    shared: list[Gabungan] = []
    found = []
    for item in items:
        whole = item.blok.gabungan
        if not item.ada or (whole and any(whole is other for other in shared)):
            continue
        found.append(whole.nilai if whole else item.amounts.anggaran.value)
        shared += [whole] if whole else []
    return found


def _line(line: BarisRo, amounts: LineAmounts, words: Counter[str]) -> Garis:
    komponen_code, komponen = code_of(joined(line.komponen, words) or "")
    sub_code, sub = code_of(joined(line.subkomponen, words) or "")
    return Garis(line, joined(line.nama, words), komponen_code, komponen or None, sub_code, sub or None, amounts)


def _number_columns(parts: RapkTable, result: list[Indikator]) -> None:
    """Whose number the NO column holds: the indicator's where each row has one and names carry none, else the sasaran's."""
    present = [item for item in result if item.ada]
    numbered = [item for item in present if item.blok.no_kolom is not None]
    prefixed = [item for item in present if item.no is not None]
    has_sasaran = "sasaran" in parts.peran
    beside = [item for item in present if item.blok.no_samping is not None]
    for item in beside:
        item.no = item.blok.no_samping
    if beside:
        # In such a table a number right before the name is the indicator's also where no sasaran stands in the row.
        for item in present:
            item.no = item.no or item.blok.no_kolom
    prefixed = prefixed or beside
    _glued_numbers(present)
    if not prefixed and not has_sasaran and len(numbered) * 2 > len(present):
        for item in numbered:
            item.no = item.blok.no_kolom
        return
    if has_sasaran and not prefixed:
        for item in numbered:
            item.no = item.blok.no_kolom
    if not has_sasaran:
        current: int | None = None
        for item in result:
            if not item.ada:
                current = None
                continue
            current = item.blok.no_kolom or current
            item.no_sasaran = current


def _glued_numbers(items: list[Indikator]) -> None:
    """'9 Indeks Kepuasan …': a number without a point in front of a name is the row's, where it goes on counting."""
    before: int | None = None
    for item in items:
        match = BARE_NUMBER.match(item.nama or "")
        if item.no is None and match and item.nama and (before is None or int(match["nomor"]) == before + 1):
            item.no, item.nama = int(match["nomor"]), item.nama[match.end() :]
            item.satuan = unit_of(item.nama) or item.satuan
        before = item.no if item.no is not None else (before + 1 if before is not None else None)


def _drop_copies(parts: RapkTable) -> None:
    """Each RO line counts once, though a dump prints it up to three times (HTML, flattened, as rows): the plainest copy stays."""
    for blok in parts.bloks:
        _mend_by_copies(blok.ro)
        copies: dict[tuple[object, ...], list[BarisRo]] = {}
        for line in blok.ro:
            key = (line.no, line.kode, *(letters(t.raw) for t in line.texts), *_digits(line))
            copies.setdefault(key, []).append(line)
        for same in copies.values():
            if len(same) > 1:
                best = min(same, key=lambda line: (not line.bendera.isdisjoint(COPIES), len(line.bendera)))
                best.bendera.add("salinan_dibuang")
                same[:] = [best]
        blok.ro = [same[0] for same in copies.values()]


def _mend_by_copies(lines: Sequence[BarisRo]) -> None:
    """A row that a page's end cut has its texts whole in its copy."""
    copies = [line for line in lines if not line.bendera.isdisjoint(COPIES)]
    for line in lines:
        if line.bendera.isdisjoint(COPIES) and (line.sisa or any(text.broken for text in line.texts)):
            found = next((copy for copy in copies if _is_copy(copy, line)), None)
            if found:
                line.nama, line.komponen, line.subkomponen = found.texts
                line.sisa = []


def _is_copy(copy: BarisRo, line: BarisRo) -> bool:
    same = (copy.no, copy.kode, *_digits(copy)) == (line.no, line.kode, *_digits(line))
    return same and all(letters(text.raw).startswith(letters(own.raw)) for text, own in zip(copy.texts, line.texts, strict=True))


def _digits(line: BarisRo) -> tuple[str, str]:
    """Both amounts in one style: a copy may print '1.000,00' where its row has '1,000'."""
    anggaran, kontribusi = (NO_DIGIT.sub("", CENTS.sub("", text)) for text in (line.anggaran, line.kontribusi))
    return anggaran, kontribusi
