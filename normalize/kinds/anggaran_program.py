"""Rows of `anggaran_program`: what a table ANGGARAN prints of the budget by sasaran, program, kegiatan and what lies below, and how its
rows add up.

A level is told by the row's code, by the column of its name, or by the words of the name ('Program …', 'Kegiatan: …').
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import regex
from msgspec import Struct
from msgspec.structs import replace

from extract.message import Phrase, message
from extract.running.tables import PrintedTable
from normalize.alamat import made_id
from normalize.cek_row import cek_at
from normalize.heads.budget_heads import CODE, budget_roles, is_of_budget
from normalize.heads.kolom import Kolom
from normalize.kinds.kind import ANGGARAN, Budgets, Kind, Named
from normalize.kinds.serapan import KINDS
from normalize.kinds.spent import PAGU, PERSEN, REALISASI, labels_by_year, money_style, spent, under_labels
from normalize.kinds.target import Konteks, provenance
from normalize.rows import AnggaranProgram, Cek
from normalize.status_cek import GAGAL, LOLOS, TAK_TERBUKTI
from normalize.tables.bands import is_summary
from normalize.tables.identitas import SPENT, holds
from normalize.tables.isian import CUT, Isian, Tabel
from normalize.tables.teks import Teks
from normalize.words.budget_levels import (
    KEGIATAN,
    PROGRAM,
    SASARAN,
    SUBKEGIATAN,
    Level,
    code_before,
    level_of_code,
    level_of_name,
    without_label,
)
from normalize.words.cell_kinds import has_letters
from normalize.words.names import SMALL_WORDS, fold, join_pieces, letters
from normalize.words.sentences import number

TOTAL = "baris_total"
"""The flag of the row of the whole: it is a sum and no fact."""
OF_COLUMN = {"program": Level(PROGRAM), "kegiatan": Level(KEGIATAN), "subkegiatan": Level(SUBKEGIATAN), "sasaran": Level(SASARAN)}
MIXED = ("uraian_anggaran", "jenis_belanja")
"""Columns whose rows are of several levels."""
NAMES = ("subkegiatan", "kegiatan", "program", *MIXED)
"""Columns of names, the nearest to the amounts first."""
URAIAN = "uraian"
"""A head that says nothing of what its rows are."""
LEAST_TOLD = 2
# 'Jumlah Program Dukungan Manajemen' 'Total Kegiatan 3165'
SUM_OF_SOME = regex.compile(r"(?:sub[ -]?)?(?:jumlah|total)\b.*\b(?:program|kegiatan|k?ro|output|sasaran)\b.*")
BETWEEN_LEVELS = regex.compile(r"\s*(?:/|,|&|-|\bdan\b)\s*")
MONEY = {PAGU: "pagu", REALISASI: "realisasi"}
SHARE = replace(SPENT, aturan="anggaran_persen")


# ------------------------------------------------------------------ which tables
def is_budget_table(table: PrintedTable, columns: Sequence[Kolom]) -> bool:
    """True for a budget by its levels. Under a bare 'Uraian' the rows tell whether it is one, or spending by jenis belanja."""
    names = {column.nama for column in columns}
    if "jenis_belanja" not in names:
        return is_of_budget(columns)
    (named, *more) = [column for column in columns if column.nama == "jenis_belanja"]
    rest = [column for column in columns if column.nama != "jenis_belanja"]
    if more or fold(named.teks) != URAIAN or not is_of_budget([*rest, replace(named, nama="sasaran")]):
        return False
    texts = [cell.text for segment in table.segments for row in segment.body for cell in row.cells if has_letters(cell.text)]
    told = [text for text in texts if code_before(text)[0] or level_of_name(code_before(text)[1])]
    return len(told) >= LEAST_TOLD and not any(_is_kind_of_spending(text) for text in texts)


def _is_kind_of_spending(text: str) -> bool:
    """'Belanja Pegawai' 'Modal'; not 'Pengadaan Barang dan Jasa'."""
    folded = fold(text)
    return folded.startswith("belanja") or (folded in KINDS and not is_summary(text))


# ------------------------------------------------------------------ rows
def anggaran_rows(tabel: Tabel, konteks: Konteks, periode: str | None) -> list[AnggaranProgram]:
    """One row a printed line with an amount, in printed order; that of the whole flagged `baris_total`."""
    money = money_style(tabel)
    labels = labels_by_year(tabel.kolom, konteks.tahun).get(konteks.tahun, {})
    rows: list[AnggaranProgram] = []
    above: Teks | None = None
    parted = _names_of_several(tabel, labels)
    # where one of them breaks off, its rest may stand with another
    broken = {flag for _, name in parted.values() for flag in _doubt_of(name)}
    for position, item in enumerate(tabel.isian):
        column, text = parted.get(position) or _name(tabel, item, above)
        doubt = _doubt_of(text) | (broken if position in parted else set())
        above = item.sasaran
        found = under_labels((label, item.nilai.get(index, "")) for index, label in labels.items())
        if not any(found.values()):
            continue
        values, flags = spent(found, money, konteks.skala)
        if text is not None and SUM_OF_SOME.fullmatch(fold(text)) and not is_summary(text):
            continue  # the sum of some rows, which the row above them prints or nobody needs; its cells are in `sel`
        whole = text is not None and is_summary(text)
        kode, nama = (None, text) if whole or text is None else _code_and_name(tabel.text(item, CODE), text)
        level = None if whole else _level(column, kode, nama)
        rows.append(
            AnggaranProgram(
                upt_id=konteks.upt_id,
                tahun=konteks.tahun,
                periode=periode,
                tingkat=level.tingkat if level else None,
                kode=kode,
                nama=without_label(nama) if nama and not whole else nama,
                **values,  # type: ignore[arg-type]
                **provenance(konteks, item.tempat, item.bendera | flags | ({TOTAL} if whole else doubt)),  # type: ignore[arg-type]
            )
        )
    return _second_of_two(rows, tabel.kolom)


def _names_of_several(tabel: Tabel, labels: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    """Row → column and name, where one cell names as many programs as it stands beside rows of amounts: 'Program Pengawasan Obat dan
    Makanan' and 'Program Dukungan Manajemen' of a cell over two rows."""
    found: dict[int, tuple[str, str]] = {}
    nameless = [bool(set(item.nilai) & {*labels}) and not item.teks for item in tabel.isian]
    for first, item in enumerate(tabel.isian):
        index = next((i for name in NAMES if (i := tabel.index(name)) in item.teks), None)
        if index is None or nameless[first]:
            continue
        lines = item.teks[index].pieces
        begins = [n for n, line in enumerate(lines) if level_of_name(code_before(line)[1])]
        below = next((n for n, without in enumerate(nameless[first + 1 :]) if not without), len(nameless) - first - 1)
        if below and len(begins) == below + 1 and begins[0] == 0:
            names = [join_pieces(lines[begin:end], tabel.words) for begin, end in pairwise([*begins, len(lines)])]
            found.update((first + n, (tabel.kolom[index].nama, name)) for n, name in enumerate(names))
    return found


def _doubt_of(name: str | None) -> set[str]:
    """The flag of amounts without a name, of a name that breaks off, and of one within which another begins."""
    words = (name or "dan").split()
    cut = fold(words[-1]) in SMALL_WORDS or any(word == "Program" and fold(before) not in SMALL_WORDS for before, word in pairwise(words))
    return {CUT} if cut else set()


def _name(tabel: Tabel, item: Isian, above: Teks | None) -> tuple[str, str | None]:
    """The column that names the record, and its text: the nearest to the amounts, a sasaran only where it is the record's own."""
    for column in (*NAMES, "sasaran"):
        text = tabel.text(item, column)
        if text:
            return column, text
    if item.sasaran is None or item.sasaran is above:
        return "", None
    return "sasaran", join_pieces(item.sasaran.pieces, tabel.words) or None


def _code_and_name(column: str | None, text: str) -> tuple[str | None, str]:
    """The code of its own column or in front of the name, which may begin beside the code."""
    kode, nama = code_before(text)
    beside, begun = code_before(column or "")
    if beside and kode is None:
        return beside, f"{begun} {text}"
    if column and level_of_code(column):
        return column.strip(" ."), text if kode is None else nama
    return kode, nama


def _level(column: str, kode: str | None, nama: str | None) -> Level | None:
    by_code = level_of_code(kode) if kode else None
    if by_code or column in OF_COLUMN:
        return by_code or OF_COLUMN[column]
    return level_of_name(nama) if nama else None


def _second_of_two(rows: list[AnggaranProgram], columns: Sequence[Kolom]) -> list[AnggaranProgram]:
    """Below a head of two levels, 'Program/Kegiatan', where rows tell the first, the others are of the second."""
    mixed = next((column.teks for column in columns if column.nama in MIXED), "")
    roles = [budget_roles(part) for part in BETWEEN_LEVELS.split(fold(mixed))]
    levels = [OF_COLUMN[role[0]].tingkat for role in roles if role and role[0] in OF_COLUMN]
    if len(levels) != 2 or {row.tingkat for row in rows if row.tingkat} != {levels[0]}:
        return rows
    return [dataclasses.replace(row, tingkat=row.tingkat or levels[1]) if TOTAL not in row.bendera else row for row in rows]


# ------------------------------------------------------------------ how they add up
class SummedRow(Struct, frozen=True):
    """A row and those directly below it, which it sums up; those of the first level for the row of the whole."""

    row: AnggaranProgram
    parts: tuple[AnggaranProgram, ...]

    @property
    def aturan(self) -> str:
        """The rule that it is checked by."""
        return "anggaran_total" if TOTAL in self.row.bendera else "anggaran_jumlah"


def facts_only(rows: Sequence[AnggaranProgram]) -> list[AnggaranProgram]:
    """Without the rows of the whole, which are sums and no facts."""
    return [row for row in rows if TOTAL not in row.bendera]


def marked(rows: Sequence[AnggaranProgram]) -> list[AnggaranProgram]:
    """The rows, those whose percentage contradicts their amounts flagged `salah_cetak`."""
    wrong = {row.baris for row in rows if holds(SHARE, _values(row)) is False}
    return [dataclasses.replace(row, bendera=tuple(sorted({*row.bendera, "salah_cetak"}))) if row.baris in wrong else row for row in rows]


def _values(row: AnggaranProgram) -> dict[str, Decimal | None]:
    return {kolom: getattr(row, kolom) for kolom in (PAGU, REALISASI, PERSEN)}


def sums_of(rows: Sequence[AnggaranProgram]) -> list[list[SummedRow]]:
    """The sums of each printed table. A table of which a row's level is not known has none."""
    return [[*below, *(SummedRow(row, first) for row in wholes if first)] for below, first, wholes in _trees(rows)]


def first_levels(rows: Sequence[AnggaranProgram]) -> list[tuple[AnggaranProgram, ...]]:
    """The rows of each printed table that lie below no other one."""
    return [first for _, first, _ in _trees(rows) if first]


Tree = tuple[list[SummedRow], tuple[AnggaranProgram, ...], list[AnggaranProgram]]
"""Of one table: the sums of its rows, the rows below no other one, and those of the whole."""


def _trees(rows: Sequence[AnggaranProgram]) -> Iterator[Tree]:
    tables: dict[int | None, list[AnggaranProgram]] = defaultdict(list)
    for row in rows:
        tables[row.tabel_no].append(row)
    for table in tables.values():
        facts = facts_only(table)
        levels = [level for row in facts if (level := _level_of(row))]
        if len(levels) == len(facts):
            yield *_below(facts, levels), [row for row in table if TOTAL in row.bendera]


def _below(facts: Sequence[AnggaranProgram], levels: Sequence[Level]) -> tuple[list[SummedRow], tuple[AnggaranProgram, ...]]:
    """A row lies below the nearest one before it that is nearer to the whole."""
    below: dict[int, list[AnggaranProgram]] = defaultdict(list)
    first: list[AnggaranProgram] = []
    path: list[int] = []
    for position, row in enumerate(facts):
        while path and levels[path[-1]].depth >= levels[position].depth:
            path.pop()
        (below[path[-1]] if path else first).append(row)
        path.append(position)
    return [SummedRow(facts[position], tuple(parts)) for position, parts in sorted(below.items())], tuple(first)


def _level_of(row: AnggaranProgram) -> Level | None:
    by_code = level_of_code(row.kode) if row.kode else None
    return by_code or (Level(row.tingkat) if row.tingkat else None)


def anggaran_checks(rows: Sequence[AnggaranProgram]) -> Iterator[Cek]:
    """Two a sum, of pagu and of realisasi, and the percentage of each row.

    In a table of several levels of which no sum holds the levels may be others than they seem: nothing is contradicted there.
    """
    for sums in sums_of(rows):
        tried = [(item, kolom, _held(item, kolom)) for item in sums for kolom in MONEY]
        flat = all(item.aturan == "anggaran_total" for item in sums)
        sure = flat or any(held for _, _, held in tried)
        yield from (_check(item, kolom, held, sure) for item, kolom, held in tried)
    yield from (cek for row in rows if (cek := _percentage(row)))


def _percentage(row: AnggaranProgram) -> Cek | None:
    """None where it cannot be computed."""
    held, should = holds(SHARE, _values(row)), SHARE.expected(_values(row))
    if held is None or should is None:
        return None
    status = LOLOS if held else GAGAL
    wanted, printed = number(round(should, 2)), number(row.persen or Decimal(0))
    label = _short(row.nama)
    text = (
        message("hitungan_cocok", nama=label, hitungan=SHARE.bunyi)
        if held
        else message("hitungan_beda", nama=label, hitungan=SHARE.bunyi, harapan=wanted, terbaca=printed, juga="")
    )
    cek_id = made_id(row.doc_id, row.tabel_no, SHARE.aturan, row.baris)
    return cek_at(row, cek_id, SHARE.aturan, status, text, round(should, 6), row.persen)


def _held(item: SummedRow, kolom: str) -> bool | None:
    """None where an amount is missing. Documents add up amounts with decimals and print them rounded."""
    printed, parts = getattr(item.row, kolom), [getattr(part, kolom) for part in item.parts]
    if printed is None or None in parts:
        return None
    return bool(abs(sum(parts, Decimal(0)) - printed) * 2 <= len(parts))


def _check(item: SummedRow, kolom: str, held: bool | None, sure: bool) -> Cek:
    printed, name = getattr(item.row, kolom), MONEY[kolom]
    total = None if held is None else sum((getattr(part, kolom) for part in item.parts), Decimal(0))
    label = _short(item.row.nama)
    if total is None or printed is None:
        status, text = TAK_TERBUKTI, message("jumlah_baris_tak_terbaca", nama=label, apa=name)
    elif held:
        status, text = LOLOS, message("jumlah_baris_cocok", nama=label, apa=name, n=len(item.parts))
    else:
        status = GAGAL if sure else TAK_TERBUKTI
        text = message("jumlah_baris_beda", nama=label, apa=name, n=len(item.parts), jumlah=number(total), tercetak=number(printed))
    row = item.row
    return cek_at(row, made_id(row.doc_id, row.tabel_no, item.aturan, row.baris, kolom), item.aturan, status, text, total, printed)


def _short(name: str | None) -> Phrase:
    if not name:
        return message("tanpa_nama")
    return name if len(name) <= 60 else name[:57].rstrip() + "…"


def _budgets(tabel: Tabel, konteks: Konteks) -> Budgets:
    rows = anggaran_rows(tabel, konteks, None)
    total = next((row.pagu_rp for row in rows if TOTAL in row.bendera), None)
    return total, [row.pagu_rp for first in first_levels(rows) for row in first if row.pagu_rp is not None]


def _named(row: AnggaranProgram) -> Named | None:
    # two programs may have an RO of one name, not one of the same amounts
    return ((row.periode, row.kode, letters(row.nama), row.pagu_rp, row.realisasi_rp), row.nama) if row.nama else None


KIND = Kind(
    "anggaran_program",
    AnggaranProgram,
    (ANGGARAN,),
    lambda of: anggaran_rows(of.records, of.konteks, of.pelapor.periode),
    matches=is_budget_table,
    budgets=_budgets,
    identities=(SHARE,),
    named=_named,
    checks=anggaran_checks,
    settled=lambda rows: marked(facts_only(rows)),
)
