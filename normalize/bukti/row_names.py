"""What binds a row to its name: the number printed in front of it, the sasaran that it stands under, and its place in the numbering."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from msgspec import Struct

from normalize.kinds.all_kinds import BY_TABLE
from normalize.rows import Asal, Capaian, Cek, Efisiensi, KontribusiRo, Sel, Target
from normalize.tables.sel import ReadCell
from normalize.words.cell_kinds import NUMBER_ONLY
from normalize.words.kode import BARE_NUMBER, CODE
from normalize.words.names import letters, split_prefix

Named = Target | Capaian | Efisiensi
PrintedCell = ReadCell | Sel
TableKey = tuple[str, int | None]
"""Fact table and printed table."""
NAMED = ("target", "capaian", "efisiensi")


class NamedRow(Struct, frozen=True):
    """A printed row of indicators. nomor: its running number, in its own cell or in front of the name."""

    row: Named
    nama: str
    nomor: int | None

    @property
    def sasaran(self) -> tuple[int | None, str]:
        """Number and letters of the sasaran above it; only plans know it."""
        if isinstance(self.row, Target):
            return self.row.no_sasaran, letters(self.row.sasaran_raw or "")
        return None, ""


class FactRows(Protocol):
    """The rows of one document, finished or not; those of kinds are found by the name of their table."""

    @property
    def target(self) -> Sequence[Target]: ...
    @property
    def capaian(self) -> Sequence[Capaian]: ...
    @property
    def efisiensi(self) -> Sequence[Efisiensi]: ...
    @property
    def kontribusi_ro(self) -> Sequence[KontribusiRo]: ...
    @property
    def cek(self) -> Sequence[Cek]: ...


def named_rows(rows: FactRows, sel: Sequence[PrintedCell]) -> dict[TableKey, list[NamedRow]]:
    """The printed rows of each table of indicators, in order; sums and rows without a name left out."""
    cells = _cells(rows, sel)
    found: dict[TableKey, list[NamedRow]] = defaultdict(list)
    for tabel in NAMED:
        seen: set[int] = set()
        for row in getattr(rows, tabel):
            if row.baris in seen or not row.indikator_raw or "baris_total" in row.bendera:
                continue
            seen.add(row.baris)
            found[tabel, row.tabel_no].append(_named(row, cells.get(row.baris, [])))
    return found


def _cells(rows: FactRows, sel: Sequence[PrintedCell]) -> dict[int, list[PrintedCell]]:
    wanted = {row.baris for tabel in NAMED for row in getattr(rows, tabel)}
    cells: dict[int, list[PrintedCell]] = defaultdict(list)
    for cell in sel:
        if cell.baris in wanted and cell.mentah:
            cells[cell.baris].append(cell)
    return cells


def _named(row: Named, cells: Sequence[PrintedCell]) -> NamedRow:
    nama = letters(row.indikator_raw or "")
    printed: int | None = None
    for cell in cells:
        text = cell.mentah or ""
        if NUMBER_ONLY.fullmatch(text):
            printed = int("".join(digit for digit in text if digit.isdigit()) or 0) or printed
            continue
        number, rest = _numbered(text)
        own = letters(rest)
        if own and (nama.startswith(own) or own.startswith(nama)):
            beside = row.no_indikator if isinstance(row, Target) else printed
            return NamedRow(row, nama, number if number is not None else beside)
    return NamedRow(row, nama, row.no_indikator if isinstance(row, Target) else None)


def _numbered(text: str) -> tuple[int | None, str]:
    """'01 - Persentase Obat' 'IKSS1 Persentase Obat' '9 Indeks Pelayanan' → number and name."""
    number, rest = split_prefix(text)
    if number is not None:
        return number, rest
    for pattern in (CODE, BARE_NUMBER):
        match = pattern.match(text)
        if match and match.end() < len(text):
            return int(match["nomor"]), text[match.end() :]
    return None, text


def breaks(rows: Sequence[NamedRow]) -> list[int]:
    """The positions at which the numbers do not go on: 1, 2, 3 …, from 1 again under another sasaran. All where one has none."""
    if any(row.nomor is None for row in rows):
        return list(range(len(rows)))
    found = [0] if rows and rows[0].nomor != 1 else []
    found += [position for position, (before, row) in enumerate(pairwise(rows), 1) if not _follows(before, row)]
    return found


def _follows(before: NamedRow, row: NamedRow) -> bool:
    if row.nomor == (before.nomor or 0) + 1:
        return _sasaran_follows(before, row)
    return row.nomor == 1 and (row.sasaran != before.sasaran or row.sasaran == (None, "")) and _sasaran_follows(before, row)


def _sasaran_follows(before: NamedRow, row: NamedRow) -> bool:
    """Sasaran with numbers are not skipped."""
    here, there = before.sasaran[0], row.sasaran[0]
    return here is None or there is None or there in (here, here + 1)


def missed(rows: Sequence[NamedRow], position: int) -> bool:
    """True where the numbers would show that this row is missing."""
    return bool(breaks([*rows[:position], *rows[position + 1 :]]))


def more_jumps(before: Sequence[NamedRow], after: Sequence[NamedRow]) -> bool:
    """True where the numbers jump more often than before. What the first row begins with says nothing."""
    here, there = ({position for position in breaks(rows) if position} for rows in (before, after))
    return len(there) > len(here)


def twice(rows: FactRows) -> Iterator[tuple[Asal, str]]:
    """Rows that stand a second time in their table: same name, office, year and period; with what they are called. Budget lines: under the
    same indicator, with the same codes and names."""
    seen: set[tuple[object, ...]] = set()
    for key, row, name in _keyed(rows):
        if key in seen:
            yield row, name
        seen.add(key)


def _keyed(rows: FactRows) -> Iterable[tuple[tuple[object, ...], Asal, str]]:
    for target in rows.target:
        if target.indikator_raw:
            yield ("target", target.tabel_no, target.versi, letters(target.indikator_raw)), target, target.indikator_raw
    for kind in BY_TABLE:
        for row in getattr(rows, kind.fakta) if kind.named else ():
            named = kind.named(row) if kind.named else None
            if named:
                yield (kind.fakta, row.tabel_no, *named[0]), row, named[1]
    for line in rows.kontribusi_ro:
        if line.target_id:
            codes = (line.kode_program, line.kode_kegiatan, line.kode_kro, line.kode_ro, line.kode_komponen, line.kode_subkomponen)
            names = (line.nama_ro, line.nama_komponen, line.nama_subkomponen)
            called = " ".join([".".join(filter(None, codes)), *filter(None, names[-1:])])
            yield ("kontribusi_ro", line.target_id, *codes, *(letters(name or "") for name in names)), line, called
