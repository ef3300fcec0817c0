"""What would show that a row is missing, stands twice, or stands under another row's name, beside its figures."""

from collections.abc import Iterator, Mapping, Sequence

from normalize.bukti.row_checks import LIST, NUMBERING, ORDER, SASARAN, agreement, in_order, positions, under
from normalize.bukti.row_names import NamedRow, TableKey, breaks, missed, more_jumps, named_rows
from normalize.indicators.indikator_dokumen import Template
from normalize.kinds.all_kinds import KINDS
from normalize.rows import DocumentRows, Target

RowKey = tuple[str, int, int]


class NameEvidence:
    """The names and running numbers of one document's tables, as far as its checks hold them."""

    def __init__(self, rows: DocumentRows, template: Template) -> None:
        self._template = template
        self._tables = named_rows(rows, rows.sel)
        self._at: Mapping[tuple[str, int], tuple[TableKey, int]] = {
            (key[0], item.row.baris): (key, position) for key, printed in self._tables.items() for position, item in enumerate(printed)
        }
        self._held = {rule: _held(rows, rule) for rule in (LIST, NUMBERING, ORDER, SASARAN)}
        self._counted = {key for key, printed in self._tables.items() if key[1] in self._held[NUMBERING] and not breaks(printed)}
        self._jumping = {key for key, printed in self._tables.items() if key not in self._counted and _told_jumps(printed)}
        self._known = {key: positions(printed, template) for key, printed in self._tables.items()}
        self._places = {key: places for key, places in self._known.items() if key[1] in self._held[ORDER]}
        agreed = agreement(self._tables)
        alike = self._held[LIST]
        self._listed = alike | {agreed[0].row.tabel_no} if alike and agreed else alike
        self._in_doubt = {cek.baris for cek in rows.cek if cek.aturan in (ORDER, SASARAN) and cek.status != "lolos"}
        charted = [(kind.fakta, getattr(rows, kind.fakta), _held(rows, kind.chart.aturan)) for kind in KINDS if kind.chart]
        self._charted = {(fakta, row.baris) for fakta, found, _ in charted for row in found}
        self._by_chart = {(fakta, row.baris) for fakta, found, held in charted for row in found if row.tabel_no in held}

    def doubled(self, tabel: str, baris: int) -> bool:
        """True where the row has a name: a name twice in its table is a failed check."""
        return (tabel, baris) in self._at or (tabel, baris) in self._charted

    def missed(self, tabel: str, baris: int) -> bool:
        """True where the numbers of the table would have a gap without the row, or another table its indicator alone."""
        found = self._at.get((tabel, baris))
        if found is None:
            return False
        table = self._tables[found[0]]
        if found[0] in self._jumping and more_jumps(table, [*table[: found[1]], *table[found[1] + 1 :]]):
            return True
        return found[0][1] in self._listed or (found[0] in self._counted and missed(table, found[1]))

    def name_in_doubt(self, baris: int) -> bool:
        """True where a check says that the row's name may be another's."""
        return baris in self._in_doubt

    def bound(self, here: RowKey, there: RowKey) -> bool:
        """True where either row could not stand under the other's name: its place in the shared list would be out of turn, or the sasaran
        another indicator's. Names of a chart (kinds of spending) have its order. A running number says nothing: names that moved may have
        left it where it was."""
        if here[:2] in self._charted:
            return here[:2] in self._by_chart and there[:2] in self._by_chart
        found, other = self._at.get(here[:2]), self._at.get(there[:2])
        if found is None or other is None or found[0] != other[0]:
            return False
        key, one, two = found[0], found[1], other[1]
        a, b = self._tables[key][one], self._tables[key][two]
        sasaran = key[1] in self._held[SASARAN] and (self._misplaced(a, b) or self._misplaced(b, a))
        return sasaran or self._out_of_place(key, one, two)

    def shifts(self, here: RowKey) -> Iterator[Mapping[RowKey, RowKey]]:
        """Names moved on by one row so that neither the shared list nor a sasaran tells: row → the row whose name it gets.

        An indicator that the list does not know can pass others without leaving its order: they all move by one. Where the order of the
        table says nothing, any can: a few names that move together may say less than two that change places, see `Repetition`.
        """
        found = self._at.get(here[:2])
        if found is None:
            return
        (key, position), rows = found, self._tables[found[0]]
        free = {place for place, known in enumerate(self._known[key]) if known is None}
        if key not in self._places:
            free |= {position - 2, position + 2}
        for start in (place for place in sorted(free) if place != position and 0 <= place < len(rows)):
            step = 1 if start < position else -1
            for end in (position, position + step):
                if 0 <= end < len(rows):
                    moved = [*range(start, end + step, step)]
                    shifted = dict(zip(moved, [*moved[1:], start], strict=True))
                    if not self._told_by_sasaran(key, shifted):
                        yield {(here[0], rows[to].row.baris, 1): (here[0], rows[of].row.baris, 1) for to, of in shifted.items()}

    def _told_by_sasaran(self, key: TableKey, shifted: Mapping[int, int]) -> bool:
        rows = self._tables[key]
        return key[1] in self._held[SASARAN] and any(self._misplaced(rows[of], rows[to]) for to, of in shifted.items())

    def _out_of_place(self, key: TableKey, one: int, two: int) -> bool:
        """True where the shared list would say that two rows stand in each other's place."""
        places = self._places.get(key)
        if not places:
            return False
        return None not in (places[one], places[two]) or not in_order(_exchanged(places, one, two))

    def _misplaced(self, moved: NamedRow, to: NamedRow) -> bool:
        if not isinstance(moved.row, Target) or not isinstance(to.row, Target) or moved.sasaran == to.sasaran:
            return False
        own, other = moved.row.sasaran_raw, to.row.sasaran_raw
        return under(self._template, moved.row, own) and bool(other) and not under(self._template, moved.row, other)


def _exchanged(places: Sequence[int | None], one: int, other: int) -> list[int | None]:
    moved = list(places)
    moved[one], moved[other] = moved[other], moved[one]
    return moved


def _told_jumps(printed: Sequence[NamedRow]) -> bool:
    """Plans are told each of the jumps in their numbers (`nomor_urut`), however many there are already."""
    return printed[0].row.tabel == "RAPK" and all(item.nomor is not None for item in printed)


def _held(rows: DocumentRows, rule: str) -> set[int | None]:
    """The printed tables in which a rule holds for all rows."""
    seen = [cek for cek in rows.cek if cek.aturan == rule]
    return {cek.tabel_no for cek in seen if cek.status == "lolos"} - {cek.tabel_no for cek in seen if cek.status != "lolos"}
