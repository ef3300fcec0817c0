"""Which figures are proved: those of which every change would make a check fail.

The changes are five: another number that the cell could print, an exchange with another number of the column, the row missing, doubled,
or under another row's name. Computed from the constraints, not by trying: only pairs that no sum tells apart are tried.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain

from msgspec import Struct, field

from normalize.alamat import DOKUMEN
from normalize.bukti.constraints import Changed, Constraint, Equal, SameMonths, Sum
from normalize.bukti.figures import SCALE_IN_DOUBT, Figures, by_row
from normalize.bukti.name_evidence import NameEvidence, RowKey
from normalize.indicators.indikator_dokumen import Template
from normalize.proof.checks_by_place import GAGAL, LOLOS
from normalize.rows import DocumentRows
from normalize.tables.identitas import decimals

Cell = tuple[str, str, int]
FIXING = (Sum, Equal, SameMonths)
"""Constraints that break where two figures change places of which they are about one."""


class ConstraintsByFigure(Struct):
    """The constraints of a document by figure. proving: those that hold exactly; by_name: of these, those that find their figures by name;
    failing: those whose check failed."""

    figures: Figures
    proving: dict[int, list[Constraint]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[int, list[Constraint]] = field(default_factory=lambda: defaultdict(list))
    failing: dict[int, list[Constraint]] = field(default_factory=lambda: defaultdict(list))
    _exact: dict[int, list[Constraint]] = field(default_factory=dict)

    def take(self, constraints: Iterable[Constraint]) -> None:
        """Each by the status of its check."""
        for constraint in constraints:
            origin = constraint.origin
            if origin.cek is None:
                continue
            if origin.cek.status == GAGAL:
                for index in constraint.about:
                    self.failing[index].append(constraint)
            elif origin.cek.status == LOLOS and not origin.chose and constraint.holds():
                for index in constraint.about:
                    self.proving[index].append(constraint)
                    if origin.by_name:
                        self.by_name[index].append(constraint)

    def exact(self, index: int) -> list[Constraint]:
        """The constraints that fix this figure, once all are taken: each of the five changes asks for them."""
        if index not in self._exact:
            self._exact[index] = [constraint for constraint in self.proving.get(index, ()) if constraint.exact(index)]
        return self._exact[index]

    def notices(self, changed: Changed) -> bool:
        """True where a constraint about one of the changed figures would no longer hold."""
        return _notices(self.proving, changed)

    def notices_names(self, changed: Changed) -> bool:
        """The same, of constraints that find their figures by name."""
        return _notices(self.by_name, changed)


def _notices(by_figure: Mapping[int, Sequence[Constraint]], changed: Changed) -> bool:
    about = dict.fromkeys(chain.from_iterable(by_figure[index] for index in changed if index in by_figure))
    return any(constraint.holds(changed) is False for constraint in about)


class Sensitivity:
    """What the checks of one document would notice."""

    def __init__(self, rows: DocumentRows, ledger: ConstraintsByFigure, template: Template) -> None:
        self._figures, self._ledger = ledger.figures, ledger
        self._values = [figure.nilai for figure in ledger.figures.all]
        self._rows = by_row(ledger.figures)
        self._row_of = {index: key for key, indexes in self._rows.items() for index in indexes}
        self._columns: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for index, figure in enumerate(ledger.figures.all):
            self._columns[figure.column].append(index)
        self._names = NameEvidence(rows, template)
        self._owners = _owners(rows)
        self._sums: dict[int, frozenset[Constraint]] = {}
        self._noticed: dict[RowKey, bool] = {}
        self._others: dict[RowKey, list[RowKey]] = {}
        self._shifts: dict[RowKey, list[RowKey]] = {}
        self._exchanged: dict[tuple[int, int] | tuple[RowKey, RowKey], bool] = {}
        """Pairs of figures, and of rows by their names, the lesser first: is their exchange noticed? Each is asked from both sides."""

    def proved(self, index: int) -> bool:
        """True where each of the five changes would be noticed."""
        figure = self._figures.all[index]
        if figure.alamat.kolom.endswith("_rp") and not SCALE_IN_DOUBT.isdisjoint(figure.bendera):
            return False
        if not self._ledger.exact(index):
            return False
        if figure.alamat.tabel == DOKUMEN:
            return True
        key = self._row_of[index]
        if self._names.name_in_doubt(key[1]):
            return False
        return key not in self._contradicted and self._exchange(index) and self._row(key) and self._name(index, key)

    @cached_property
    def _contradicted(self) -> set[RowKey]:
        """The rows that contradict themselves."""
        failing = {constraint for constraints in self._ledger.failing.values() for constraint in constraints}
        rows = [{self._row_of.get(index) for index in constraint.about} for constraint in failing]
        return {key for keys in rows if len(keys) == 1 for key in keys if key is not None}

    # ---- an exchange with another number of the column

    def _exchange(self, index: int) -> bool:
        value = self._values[index]
        return all(
            there == value or self._figures_told_apart(index, other)
            for other in self._alike(index)
            if (there := self._values[other]) is not None
        )

    def _figures_told_apart(self, index: int, other: int) -> bool:
        pair = min(index, other), max(index, other)
        if pair not in self._exchanged:
            first, second = pair
            self._exchanged[pair] = self._ledger.notices({first: self._values[second], second: self._values[first]})
        return self._exchanged[pair]

    def _alike(self, index: int) -> Iterator[int]:
        """The figures of its column that could take its place: those that the same sums and repetitions are about, for between two that
        differ in them one breaks; and those that differ in nothing but printed decimals."""
        column, value, places = self._figures.all[index].column, self._values[index], self._decimals[index]
        yield from self._groups[column, self._fixed(index)]
        for others, indexes in self._by_decimals[column].items():
            if others != places:
                unit = Decimal(1).scaleb(-min(places, others))
                yield from (other for other in indexes if abs(self._values[other] - value) < unit)

    @cached_property
    def _decimals(self) -> list[int]:
        return [decimals(figure.nilai) for figure in self._figures.all]

    @cached_property
    def _by_decimals(self) -> dict[tuple[object, ...], dict[int, list[int]]]:
        """The figures of each column by how many decimals they print."""
        found: dict[tuple[object, ...], dict[int, list[int]]] = {}
        for column, indexes in self._columns.items():
            for index in indexes:
                found.setdefault(column, {}).setdefault(self._decimals[index], []).append(index)
        return found

    @cached_property
    def _groups(self) -> dict[tuple[object, frozenset[Constraint]], list[int]]:
        found: dict[tuple[object, frozenset[Constraint]], list[int]] = defaultdict(list)
        for column, indexes in self._columns.items():
            for index in indexes:
                found[column, self._fixed(index)].append(index)
        return found

    def _fixed(self, index: int) -> frozenset[Constraint]:
        if index not in self._sums:
            exact = (c for c in self._ledger.exact(index) if isinstance(c, FIXING))
            self._sums[index] = frozenset(exact)
        return self._sums[index]

    # ---- the row missing, or doubled

    def _row(self, key: RowKey) -> bool:
        if key not in self._noticed:
            tabel, baris, _ = key
            gone = self._ledger.notices(dict.fromkeys(self._rows[key]))
            if tabel in ("kontribusi_ro", "volume_ro"):
                self._noticed[key] = gone
            else:
                self._noticed[key] = self._names.doubled(tabel, baris) and (gone or self._names.missed(tabel, baris))
        return self._noticed[key]

    # ---- the row under another row's name

    def _name(self, index: int, key: RowKey) -> bool:
        if self._figures.all[index].alamat.kolom == "kontribusi_rp" and not self._owner_named(key):
            return False
        if self._anchored(index, key):
            return True
        cell, value = self._cell(index), self._values[index]
        others = chain(self._exchangeable(key), self._shifted(key))
        found = (self._cells.get(other, {}).get(cell) for other in others)
        return all(there is not None and self._values[there] == value for there in found)

    def _owner_named(self, key: RowKey) -> bool:
        """A contribution is one to an indicator: false where that could have another's name."""
        owner = self._owners.get(key)
        if owner not in self._rows or self._names.name_in_doubt(owner[1]):
            return False
        return not self._exchangeable(owner) and not self._shifted(owner)

    def _exchangeable(self, key: RowKey) -> list[RowKey]:
        """The rows of its table whose name it could have without a check that fails."""
        if key not in self._others:
            table = self._tables[key[0], self._figures.all[self._rows[key][0]].tabel_no]
            self._others[key] = [other for other in table if other != key and not self._rows_told_apart(key, other)]
        return self._others[key]

    def _rows_told_apart(self, key: RowKey, other: RowKey) -> bool:
        pair = min(key, other), max(key, other)
        if pair not in self._exchanged:
            self._exchanged[pair] = self._names.bound(*pair) or self._ledger.notices_names(self._swapped(*pair))
        return self._exchanged[pair]

    def _shifted(self, key: RowKey) -> list[RowKey]:
        """The rows whose name it would get in a shift that nothing tells."""
        if key not in self._shifts:
            shifts = (shift for shift in self._names.shifts(key) if key in shift)
            self._shifts[key] = [shift[key] for shift in shifts if not self._ledger.notices_names(self._moved(shift))]
        return self._shifts[key]

    def _moved(self, shift: Mapping[RowKey, RowKey]) -> Changed:
        """What then stands under each of the names."""
        changed: dict[int, Decimal | None] = {}
        for to, of in shift.items():
            here, named = self._cells.get(to, {}), self._cells.get(of, {})
            changed |= {index: self._values[here[cell]] if cell in here else None for cell, index in named.items()}
        return changed

    def _anchored(self, index: int, key: RowKey) -> bool:
        """True where the amount stands elsewhere under the same name: no other row's could stand here."""
        if not self._figures.all[index].alamat.kolom.endswith("_rp"):
            return False
        own = set(self._rows[key])
        return any(c.origin.one_name and len(own.intersection(c.about)) == 1 for c in self._ledger.exact(index))

    def _swapped(self, key: RowKey, other: RowKey) -> Changed:
        here, there = self._cells[key], self._cells[other]
        changed: dict[int, Decimal | None] = {}
        for cell in here.keys() | there.keys():
            a, b = here.get(cell), there.get(cell)
            if a is not None:
                changed[a] = None if b is None else self._values[b]
            if b is not None:
                changed[b] = None if a is None else self._values[a]
        return changed

    @cached_property
    def _tables(self) -> dict[tuple[str, int | None], list[RowKey]]:
        found: dict[tuple[str, int | None], list[RowKey]] = defaultdict(list)
        for key, indexes in self._rows.items():
            found[key[0], self._figures.all[indexes[0]].tabel_no].append(key)
        return found

    @cached_property
    def _cells(self) -> dict[RowKey, dict[Cell, int]]:
        return {key: {self._cell(index): index for index in indexes} for key, indexes in self._rows.items()}

    def _cell(self, index: int) -> Cell:
        """Which figure of its row it is."""
        alamat = self._figures.all[index].alamat
        part = alamat.bagian if alamat.tabel in ("target_bulanan", "capaian", "efisiensi") else 0
        return alamat.tabel, alamat.kolom, part


def _owners(rows: DocumentRows) -> dict[RowKey, RowKey]:
    """The indicator's row of each row of a contribution to it."""
    targets: dict[str | None, RowKey] = {row.target_id: ("target", row.baris, 1) for row in rows.target}
    return {("kontribusi_ro", row.baris, row.bagian): targets[row.target_id] for row in rows.kontribusi_ro if row.target_id in targets}
