"""Lost pages: RO lines that were put under the indicator before the gap get a block of their own, and say so.

Two ledgers tell it. Down the indicator: its lines close its budget before the page break, and the lines behind it are
too much. Across: the numbers of the indicators jump, or a list of lines begins again at 1.
"""

from collections.abc import Callable
from decimal import Decimal

from msgspec.structs import replace

from normalize.plan.rapk_parts import BarisRo, Blok, RapkTable, Sasaran
from normalize.tables.teks import Teks
from normalize.words.names import split_prefix

Read = Callable[[str], Decimal | None]


def split_lost(table: RapkTable, read: Read) -> None:
    """Cuts blocks at the page breaks where the pages between are missing, and forgets the sasaran behind each gap.

    read: the likeliest value of an amount's text; None where there is none.
    """
    bloks: list[Blok] = []
    for position, blok in enumerate(table.bloks):
        following = table.bloks[position + 1] if position + 1 < len(table.bloks) else None
        bloks.extend(_split(blok, following, read))
    table.bloks = bloks
    _forget_sasaran(bloks)


def _split(blok: Blok, following: Blok | None, read: Read) -> list[Blok]:
    parts = sorted({blok.bagian, *(line.bagian for line in blok.ro)})
    if not blok.ada or len(parts) < 2:
        return [blok]
    for cut in parts[1:]:
        before = [line for line in blok.ro if line.bagian < cut]
        after = [line for line in blok.ro if line.bagian >= cut]
        if after and _is_lost(blok, before, after, following, read):
            return [_without(blok, before, cut), _orphan(blok, after, cut)]
    return [blok]


def _is_lost(blok: Blok, before: list[BarisRo], after: list[BarisRo], following: Blok | None, read: Read) -> bool:
    budget = read(blok.anggaran)
    if budget is not None:
        first, whole = _sum(before, read), _sum([*before, *after], read)
        if whole == budget:
            return False
        if first == budget:
            return True
    return (budget is None or _sum([*before, *after], read) != budget) and jumps(blok, following)


def _sum(lines: list[BarisRo], read: Read) -> Decimal | None:
    values = [read(line.kontribusi) for line in lines]
    return sum((v for v in values if v is not None), Decimal(0)) if all(v is not None for v in values) else None


def indicator_number(blok: Blok) -> int | None:
    """The number printed in front of the indicator's name."""
    return split_prefix(blok.nama.raw)[0]


def jumps(blok: Blok, following: Blok | None) -> bool:
    """True where the next indicator's number does not follow: 01 → 03, or a sasaran that does not begin at 01 or skips one."""
    if following is None or not following.ada:
        return False
    here, there = indicator_number(blok), indicator_number(following)
    if here is None or there is None or there == here + 1:
        return False
    if there != 1:
        return True
    before, after = _sasaran_number(blok), _sasaran_number(following)
    return before is not None and after is not None and after > before + 1


def _sasaran_number(blok: Blok) -> int | None:
    return blok.sasaran.no if blok.sasaran is not None else blok.no_kolom


def _without(blok: Blok, lines: list[BarisRo], cut: int) -> Blok:
    """The block up to the gap; texts that came from behind it go too."""
    nama = Teks()
    for piece, bagian in zip(blok.nama.pieces, blok.nama.bagian, strict=True):
        if bagian < cut:
            nama.add([piece], bagian)
    sasaran = blok.sasaran
    if sasaran and sasaran.teks.broken:
        kept = Teks()
        for piece, bagian in zip(sasaran.teks.pieces, sasaran.teks.bagian, strict=True):
            if bagian < cut:
                kept.add([piece], bagian)
        sasaran.teks = kept
    return replace(blok, nama=nama, ro=lines, bendera={*blok.bendera, "halaman_hilang"} - {"disambung_halaman"})


def _orphan(blok: Blok, lines: list[BarisRo], cut: int) -> Blok:
    rest = Teks()
    for piece, bagian in zip(blok.nama.pieces, blok.nama.bagian, strict=True):
        if bagian >= cut:
            rest.add([piece], bagian)
    return Blok(lines[0].tempat, cut, Sasaran(None, Teks(), hilang=True), ada=False, ro=lines, bendera={"indikator_hilang"}, sisa_nama=rest)


def _forget_sasaran(bloks: list[Blok]) -> None:
    """Behind a gap nobody knows the sasaran until the next one is printed."""
    current: Sasaran | None = None
    gone: Sasaran | None = None
    unknown = Sasaran(None, Teks(), hilang=True)
    for blok in bloks:
        if not blok.ada:
            if current is not None and current is not gone:
                gone, unknown = current, Sasaran(None, Teks(), hilang=True)
            continue
        current = blok.sasaran
        if current is not None and current is gone:
            blok.sasaran = unknown
            blok.bendera.add("sasaran_hilang")
