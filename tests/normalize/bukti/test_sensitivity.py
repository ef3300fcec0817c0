"""A number is proved if and only if each named change of it is noticed: tried one by one on whole documents, without any short cut.

`pytest tests/normalize/bukti --semua-angka` tries every number, and those of the seeds and fixtures where they lie beside the project;
otherwise a part of those of some samples.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from extract.cells import Document, Metode
from extract.dump.read_text import read_text
from extract.pdf.read_pdf import read_pdf
from normalize.bukti.bukti import TAK_TERBUKTI, TERBUKTI, ledger_of, prove
from normalize.bukti.constraints import Changed, Constraint, Formula, Sum
from normalize.bukti.figures import SCALE_IN_DOUBT, Figure, by_row
from normalize.bukti.row_checks import row_checks
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.proof.same_figures import Names, same_figures, same_plans
from normalize.rows import Bukti, Capaian, Cek, DocumentRows, Efisiensi, Target
from normalize.tables.identitas import decimals, rounded

INBOX = Path(__file__).parents[3] / "samples" / "inbox"
NAMES = ["dump_kantor.txt", "dump_html.txt", "lakip_triwulan.txt", "lakip_tahunan.pdf", "rapk_kantor_bersarang.pdf", "rapk_datar.pdf"]
SHARED = INBOX.parents[2] / "shared"
BESIDE = [
    path
    for folder, files in (("seeds", "*.txt"), ("fixtures", "*.pdf"), ("fixtures-2", "*.pdf"))
    for path in sorted((SHARED / folder).glob(files))
]
MISNAMED = ("urutan_indikator", "sasaran_indikator")
"""Checks that say of a row that its name may be another's."""
STEP = 13
"""Every so many numbers, where not all are asked for."""
Key = tuple[str, int, int]
NAME_OF: dict[str, tuple[str, ...]] = {
    "target": ("indikator_raw", "indikator_id"),
    "capaian": ("indikator_raw", "indikator_id"),
    "efisiensi": ("indikator_raw", "indikator_id", "bendera"),
    "serapan": ("jenis_belanja",),
    "anggaran_program": ("kode", "nama"),
    "kontribusi_ro": (
        "kode_kegiatan", "kode_kro", "kode_ro", "nama_ro", "kode_komponen", "nama_komponen", "kode_subkomponen", "nama_subkomponen",
    ),
    "volume_ro": ("kode_kegiatan", "kode_kro", "kode_ro", "nama_ro"),
}  # fmt: skip


def whole(rows: DocumentRows) -> DocumentRows:
    """The document, known to be whole."""
    first = rows.cek[0]
    said = dataclasses.replace(
        first, cek_id="utuh", aturan="dokumen_utuh", status="lolos", target_id=None, harapan=None, terbaca=None, selisih=None
    )
    return dataclasses.replace(rows, cek=(*(cek for cek in rows.cek if cek.aturan != "dokumen_utuh"), said))


@pytest.fixture(scope="module")
def baca_contoh(knowledge: Knowledge) -> Callable[[str], DocumentRows]:
    def rows(name: str) -> DocumentRows:
        path = INBOX / name
        document = Document("0" * 64, path, path.name, Metode.TEKS if path.suffix == ".txt" else Metode.PDF)
        return normalize(read_text(document) if document.metode is Metode.TEKS else read_pdf(document), knowledge, None)

    return rows


@pytest.mark.parametrize("name", NAMES)
def test_proved_means_that_every_change_is_noticed(
    name: str, baca_contoh: Callable[[str], DocumentRows], knowledge: Knowledge, request: pytest.FixtureRequest
) -> None:
    assert misjudged(whole(baca_contoh(name)), knowledge, 1 if request.config.getoption("--semua-angka") else STEP) == []


@pytest.mark.parametrize("path", BESIDE, ids=lambda path: str(path.name))
def test_so_it_means_in_seeds_and_fixtures(
    path: Path, baca_contoh: Callable[[str], DocumentRows], knowledge: Knowledge, request: pytest.FixtureRequest
) -> None:
    """As they are: some of them lack pages, and some contradict themselves."""
    if not request.config.getoption("--semua-angka"):
        pytest.skip("with --semua-angka only")
    assert misjudged(baca_contoh(str(path)), knowledge, 1) == []


def misjudged(rows: DocumentRows, knowledge: Knowledge, step: int) -> list[tuple[Bukti, bool]]:
    """Every so many numbers: those whose status is not what the changes say, and whether one went unnoticed."""
    trial = Trial(rows, knowledge)
    wrong = []
    for index, said in list(enumerate(prove(rows, knowledge.template)))[::step]:
        if said.status in (TERBUKTI, TAK_TERBUKTI) and (unnoticed := trial.unnoticed(index)) != (said.status != TERBUKTI):
            wrong.append((said, unnoticed))
    return wrong


class Trial:
    """Every change of a document's numbers, tried."""

    def __init__(self, rows: DocumentRows, knowledge: Knowledge) -> None:
        self.rows, self.knowledge = rows, knowledge
        self.ledger = ledger_of(rows)
        self.figures = self.ledger.figures
        self.printed = by_row(self.figures)
        self.row_of = {index: key for key, indexes in self.printed.items() for index in indexes}
        self.about: dict[int, list[Constraint]] = defaultdict(list)
        for constraint in dict.fromkeys(c for found in self.ledger.proving.values() for c in found):
            for index in constraint.about:
                self.about[index].append(constraint)
        self.held = held(rows.cek)
        self.disagreeing = disagreeing(rows)
        self.known: dict[object, bool] = {}

    def once(self, change: object, tried: Callable[[], bool]) -> bool:
        """A change of rows is one for all numbers of the row: tried once."""
        if change not in self.known:
            self.known[change] = tried()
        return self.known[change]

    def unnoticed(self, index: int) -> bool:
        """True where one of the changes passes all checks, or where the document leaves the number in doubt by other means."""
        figure = self.figures.all[index]
        if figure.alamat.kolom.endswith("_rp") and not SCALE_IN_DOUBT.isdisjoint(figure.bendera):
            return True
        if self.ledger.failing.get(index) or not self.value(index):
            return True
        if figure.alamat.tabel == "dokumen":
            return False
        key = self.row_of[index]
        if self.name_in_doubt(key):
            return True
        own = set(self.printed[key])
        if any(own.issuperset(c.about) for i in own for c in self.ledger.failing.get(i, ())):
            return True
        return not (
            self.exchange(index)
            and self.once(("missing", key), lambda: self.missing(key))
            and self.once(("doubled", key), lambda: self.doubled(key))
            and self.name(index, key)
        )

    def notices(self, changed: Changed) -> bool:
        return any(c.holds(changed) is False for index in changed for c in self.about[index])

    def value(self, index: int) -> bool:
        """One check that fails for every other number. One with slack fixes none of the figures it is computed from."""
        for constraint in self.ledger.proving.get(index, ()):
            if isinstance(constraint, Sum) and not constraint.whole and index == constraint.result:
                continue
            about = [index]
            if isinstance(constraint, Formula) and index != constraint.result:
                about = list(constraint.given)
            if all(self.fixed(constraint, i) for i in about):
                return True
        return False

    def fixed(self, constraint: Constraint, index: int) -> bool:
        figure = self.figures.all[index]
        steps = [figure.unit * count for count in (1, 2, 3, 5, 10, 90, 100, 1000, 9000, 100000)]
        others = [figure.nilai + sign * step for step in steps for sign in (1, -1)]
        noticed = {other: constraint.holds({index: other}) for other in others if other >= 0}
        # nothing is divided by 0: the check then says nothing, and nothing calls the 0 proved
        return all(held is False or (held is None and other == 0) for other, held in noticed.items())

    def exchange(self, index: int) -> bool:
        column, value = self.figures.all[index].column, self.figures.value(index)
        others = [i for i, figure in enumerate(self.figures.all) if figure.column == column and figure.nilai != value]
        return all(self.notices({index: self.figures.value(other), other: value}) for other in others)

    def missing(self, key: Key) -> bool:
        tabel, baris, _ = key
        if self.notices(dict.fromkeys(self.printed[key])):
            return True
        if tabel in ("kontribusi_ro", "volume_ro", "serapan"):
            return False
        kept: dict[str, Any] = {name: tuple(row for row in getattr(self.rows, name) if row.baris != baris) for name in (tabel, "sel")}
        without = dataclasses.replace(self.rows, **kept)
        return self.broken(without) or jumps(without) > jumps(self.rows)

    def doubled(self, key: Key) -> bool:
        tabel, baris, _ = key
        if tabel in ("kontribusi_ro", "volume_ro"):
            return self.missing(key)
        again = tuple(row for row in getattr(self.rows, tabel) if row.baris == baris)
        twice: dict[str, Any] = {tabel: (*getattr(self.rows, tabel), *again)}
        return self.broken(dataclasses.replace(self.rows, **twice))

    def name(self, index: int, key: Key) -> bool:
        figure = self.figures.all[index]
        if figure.alamat.kolom == "kontribusi_rp" and not self.once(("owner", key), lambda: self.owner(key)):
            return False
        for other, indexes in self.printed.items():
            if other == key or other[0] != key[0] or self.figures.all[indexes[0]].tabel_no != figure.tabel_no:
                continue
            there = [self.figures.all[i] for i in indexes if self.same_cell(figure.alamat, self.figures.all[i].alamat)]
            if there and there[0].nilai == figure.nilai:
                continue
            if not self.same_line(key, other) and not self.renaming_is_noticed({key: other, other: key}):
                return False
        return self.shifted(figure, key)

    def shifted(self, figure: Figure | None, key: Key) -> bool:
        """Names moved on by one row: between the row, or the one beside it, and each that the shared list does not know, or one near it.

        A figure that the other name has too has not moved.
        """
        tabel_no = {other: self.figures.all[indexes[0]].tabel_no for other, indexes in self.printed.items() if other[0] == key[0]}
        table = [other for other, number in tabel_no.items() if number == tabel_no[key]]
        if key[0] not in ("target", "capaian", "efisiensi") or len(table) < 3:
            return True
        here = table.index(key)
        template = self.knowledge.template
        places = template.positions([_rows_at(self.rows, other)[0].indikator_id for other in table])
        far = {n for n, place in enumerate(places) if place is None} | {here - 2, here + 2}
        for start in far.intersection(range(len(table))) - {here}:
            step = 1 if start < here else -1
            for end in {here, here + step}.intersection(range(len(table))):
                moved = [table[n] for n in range(start, end + step, step)]
                named = moved[moved.index(key) + 1] if key != moved[-1] else moved[0]
                if figure is not None and figure.nilai in self.cell_of(named, figure):
                    continue
                if not self.renaming_is_noticed(dict(zip(moved, [*moved[1:], moved[0]], strict=True))):
                    return False
        return True

    def cell_of(self, key: Key, like: Figure) -> list[Decimal]:
        return [self.figures.all[i].nilai for i in self.printed[key] if self.same_cell(like.alamat, self.figures.all[i].alamat)]

    def name_in_doubt(self, key: Key) -> bool:
        return any(c.baris == key[1] and c.aturan in MISNAMED and c.status != "lolos" for c in self.rows.cek)

    def owner(self, key: Key) -> bool:
        """False where the indicator that a contribution goes to could have the name of another one."""
        target_id = _rows_at(self.rows, key)[0].target_id
        owner = next((row for row in self.rows.target if row.target_id == target_id), None)
        if owner is None:
            return False
        key = ("target", owner.baris, 1)
        if self.name_in_doubt(key) or not self.shifted(None, key):
            return False
        others = [("target", row.baris, 1) for row in self.rows.target if row.tabel_no == owner.tabel_no and row is not owner]
        return all(self.renaming_is_noticed({key: other, other: key}) for other in others)

    def renaming_is_noticed(self, named: dict[Key, Key]) -> bool:
        """named: row → the row whose name it gets; the numbers in front of the names stay."""
        return self.once(frozenset(named.items()), lambda: self.broken(renamed(self.rows, named)))

    def same_line(self, here: Key, there: Key) -> bool:
        """True for one budget line under two indicators: both have the same name."""
        if here[0] != "kontribusi_ro":
            return False
        a, b = (_rows_at(self.rows, key)[0] for key in (here, there))
        return all(getattr(a, name) == getattr(b, name) for name in NAME_OF["kontribusi_ro"] if name.startswith("kode_"))

    def same_cell(self, a: Any, b: Any) -> bool:
        part = a.tabel in ("target_bulanan", "capaian", "efisiensi")
        return (a.tabel, a.kolom, a.bagian if part else 0) == (b.tabel, b.kolom, b.bagian if part else 0)

    def broken(self, rows: DocumentRows) -> bool:
        """True where the checks of the rows say something that they did not say of the document as it is, or figures under one name
        no longer agree."""
        made = row_checks(dataclasses.replace(rows, cek=()), rows.sel, self.knowledge.template)
        if any(cek.status != "lolos" and (cek.aturan, cek.tabel_no) in self.held for cek in made):
            return True
        if any(cek.aturan == "baris_ganda" for cek in made) and not any(cek.aturan == "baris_ganda" for cek in self.rows.cek):
            return True
        return any(not self.told_before(what, places) for what, *places in disagreeing(rows) - self.disagreeing)

    def told_before(self, what: object, places: Sequence[object]) -> bool:
        """True where these places, and perhaps others, disagree in the document as it is; or where the figures under this name do: of them
        all one check speaks, which fails then and now."""
        by_name = isinstance(what, tuple) and what[0] == "nama"
        return any(
            what == before and (bool(set(places) & set(there)) if by_name else set(places) <= set(there))
            for before, *there in self.disagreeing
        )


def held(checks: Sequence[Cek]) -> set[tuple[str, int | None]]:
    """The rules that hold for all rows of a printed table."""
    return {(c.aturan, c.tabel_no) for c in checks if c.status == "lolos"} - {(c.aturan, c.tabel_no) for c in checks if c.status != "lolos"}


def jumps(rows: DocumentRows) -> int:
    """How often the number of a plan's indicator does not follow the one above it."""
    plans = [row for row in rows.target if row.tabel == "RAPK"]
    if any(row.no_indikator is None for row in plans):
        return 0
    pairs = [(a, b) for a, b in pairwise(plans) if a.tabel_no == b.tabel_no]
    return sum(b.no_indikator not in (1, (a.no_indikator or 0) + 1) or _skipped(a, b) for a, b in pairs)


def _skipped(above: Target, row: Target) -> bool:
    """True where a sasaran lies between the two, or one begins again from 1."""
    if row.no_indikator != 1:
        return False
    same = above.no_sasaran == row.no_sasaran and above.no_sasaran is not None
    return same or (row.no_sasaran or 0) > (above.no_sasaran or row.no_sasaran or 0) + 1


def disagreeing(rows: DocumentRows) -> set[tuple[object, ...]]:
    """What stands under one name and should be one figure, or add up, and does not: what it is, and where."""
    found: set[tuple[object, ...]] = set()
    names = Names((*rows.target, *rows.capaian, *rows.efisiensi))
    for same in same_figures(rows.target, rows.capaian, rows.efisiensi):
        values = [place.nilai for place in same.places]
        finest = max(values, key=decimals)
        if any(rounded(finest, decimals(value)) != value for value in values):
            first = same.places[0].row
            name = names.of(first) if isinstance(first, (Target, Capaian, Efisiensi)) else None
            found.add((("nama", same.bidang, name), *sorted(place.row.baris for place in same.places)))
    for plan in same_plans(rows.target, rows.target_bulanan):
        if plan.is_one and plan.lain:
            found.add(("bulan", plan.first.baris, plan.again.baris))
    lines: dict[object, list[Any]] = defaultdict(list)
    for line in rows.kontribusi_ro:
        if line.anggaran_rp is not None:
            lines[line.tabel_no, line.kode_kegiatan, line.kode_kro, line.kode_ro, line.kode_komponen, line.kode_subkomponen].append(line)
    for key, same_line in lines.items():
        budgets = {line.anggaran_rp for line in same_line}
        shared = sum((line.kontribusi_rp or Decimal(0) for line in same_line), Decimal(0))
        found |= {(key, "anggaran")} if len(budgets) > 1 else set()
        found |= {(key, "pembagian")} if any(abs(shared - budget) >= Decimal("0.5") for budget in budgets) else set()
    return found | set(_totals(rows))


def _totals(rows: DocumentRows) -> Iterator[tuple[object, ...]]:
    groups: dict[object, list[tuple[bool, Any]]] = defaultdict(list)
    for kind in rows.serapan:
        groups["serapan", kind.tabel_no].append((kind.jenis_belanja == "TOTAL", kind))
    for item in rows.efisiensi:
        groups["efisiensi", item.tabel_no].append(("baris_total" in item.bendera, item))
    for key, table in groups.items():
        for kolom in ("pagu_rp", "realisasi_rp"):
            total = [getattr(row, kolom) for is_total, row in table if is_total]
            parts = [getattr(row, kolom) for is_total, row in table if not is_total]
            if len(total) == 1 and None not in (*total, *parts) and abs(sum(parts) - total[0]) >= Decimal("0.5"):
                yield key, kolom


def renamed(rows: DocumentRows, named: dict[Key, Key]) -> DocumentRows:
    """The document with other names for some rows of a table. named: row → the row whose name it gets."""
    tabel = next(iter(named))[0]
    moved = {
        (row.baris, row.bagian): {kolom: getattr(_rows_at(rows, of)[0], kolom) for kolom in NAME_OF[tabel]}
        for to, of in named.items()
        for row in _rows_at(rows, to)
    }
    changed: dict[str, Any] = {
        tabel: tuple(dataclasses.replace(row, **moved.get((row.baris, row.bagian), {})) for row in getattr(rows, tabel))
    }
    return dataclasses.replace(rows, **changed)


def _rows_at(rows: DocumentRows, key: Key) -> list[Any]:
    tabel, baris, bagian = key
    found = [row for row in getattr(rows, tabel) if row.baris == baris]
    return found if tabel in ("target", "capaian", "efisiensi") else [found[bagian - 1]]
