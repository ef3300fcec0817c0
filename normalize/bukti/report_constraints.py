"""The checks of a report as constraints: the identities of its rows, its totals, the figures that it prints again."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from normalize.bukti.constraints import Constraint, Equal, Formula, Origin, Repetition, Sum
from normalize.bukti.figures import Figures
from normalize.kinds.all_kinds import KINDS
from normalize.kinds.anggaran_program import MONEY, first_levels, sums_of
from normalize.kinds.kind import Total
from normalize.proof.checks_by_place import Checks
from normalize.proof.same_figures import CAP, repeated_plans, same_figures
from normalize.proof.whole import is_whole
from normalize.rows import AnggaranProgram, Capaian, DocumentRows, Fakta
from normalize.tables.identitas import CHOSEN, HUNDRED, Identitas


def report_constraints(rows: DocumentRows, figures: Figures, checks: Checks) -> Iterator[Constraint]:
    """All of a report."""
    for kind in KINDS:
        for row in getattr(rows, kind.fakta):
            for identity in kind.identities:
                yield from _identity(row, identity, figures, checks)
    for result in rows.capaian:
        yield from _unrounded(result, figures, checks)
        yield from _adjusted(result, figures, checks)
    whole = is_whole(rows.cek)
    for kind in KINDS:
        for sum_of in _totals(getattr(rows, kind.fakta), kind.total, figures, checks) if kind.total else ():
            yield replace(sum_of, whole=whole)
    yield from _budget_tree(rows.anggaran_program, figures, checks, whole)
    yield from _printed_again(rows, figures, checks)


def _identity(row: Fakta, identity: Identitas, figures: Figures, checks: Checks) -> Iterator[Constraint]:
    result = figures.place(row, identity.hasil)
    given = [figures.place(row, name) for name in identity.dari]
    cek = checks.of_row(identity.aturan, row.baris, terbaca=getattr(row, identity.hasil, None))
    if cek is None or result is None or None in given:
        return
    origin = Origin(identity.aturan, cek, chose=CHOSEN in row.bendera)
    found = tuple(index for index in given if index is not None)
    yield Formula(origin, figures, result, found, identity.rumus, rounded=identity.aturan != "te")


def _unrounded(row: Capaian, figures: Figures, checks: Checks) -> Iterator[Constraint]:
    """Documents compute capaian of the realisasi before it is rounded: of pembilang and penyebut, where these are printed."""
    cek = checks.of_row("capaian_vs_target", row.baris, terbaca=row.capaian_persen)
    result = figures.place(row, "capaian_persen")
    given = [figures.place(row, name) for name in ("pembilang", "penyebut", "target")]
    if cek is None or result is None or None in given:
        return
    found = tuple(index for index in given if index is not None)
    origin = Origin("capaian_vs_target", cek, chose=CHOSEN in row.bendera)
    yield Formula(origin, figures, result, found, lambda a, b, target: a / b * HUNDRED / target * HUNDRED)


def _adjusted(row: Capaian, figures: Figures, checks: Checks) -> Iterator[Constraint]:
    """The adjusted achievement repeats the achievement up to 120."""
    cek = checks.of_row("penyesuaian", row.baris, terbaca=row.capaian_penyesuaian_persen)
    plain, adjusted = figures.place(row, "capaian_persen"), figures.place(row, "capaian_penyesuaian_persen")
    if cek is None or plain is None or adjusted is None:
        return
    if figures.value(plain) <= CAP:
        yield Equal(Origin(cek.aturan, cek), figures, (plain, adjusted))
    else:
        yield Formula(Origin(cek.aturan, cek), figures, adjusted, (plain,), lambda value: min(value, CAP), rounded=False)


def _totals(rows: Sequence[Fakta], total: Total, figures: Figures, checks: Checks) -> Iterator[Sum]:
    """Parts sum to the row of their total, as far as the names of the rows tell them apart from it."""
    tables: dict[Hashable, list[Fakta]] = defaultdict(list)
    for row in rows:
        tables[row.tabel_no, getattr(row, "tahun", None)].append(row)
    for table in tables.values():
        last = next((row for row in table if total.is_row(row)), None)
        parts = [row for row in table if not total.is_row(row)]
        for kolom in ("pagu_rp", "realisasi_rp"):
            result = figures.place(last, kolom) if last else None
            found = figures.places(parts, kolom)
            if last is None or result is None or not parts or len(found) < len(parts):
                continue
            cek = checks.of_row(total.aturan, last.baris, terbaca=figures.value(result))
            yield Sum(Origin(total.aturan, cek, by_name=True), figures, tuple(found), result)


def _budget_tree(rows: Sequence[AnggaranProgram], figures: Figures, checks: Checks, whole: bool) -> Iterator[Constraint]:
    """The rows below one sum to it, those of the first level to the printed sum of the table. Their levels are told by codes and columns,
    which stay where they are when names move: they bind no name."""
    for sums in sums_of(rows):
        for item in sums:
            for kolom in MONEY:
                result, parts = figures.place(item.row, kolom), figures.places(item.parts, kolom)
                if result is not None and len(parts) == len(item.parts):
                    cek = checks.of_row(item.aturan, item.row.baris, terbaca=figures.value(result))
                    yield Sum(Origin(item.aturan, cek), figures, tuple(parts), result, whole)
    for first in first_levels(rows):
        for kolom in MONEY:
            parts = figures.places(first, kolom)
            total = sum((figures.value(part) for part in parts), Decimal(0))
            for cek in checks.all("anggaran_total"):
                if cek.tabel_no == first[0].tabel_no and cek.harapan == total and len(parts) == len(first):
                    yield Sum(Origin(cek.aturan, cek), figures, tuple(parts), None, whole, cek.terbaca)


def _printed_again(rows: DocumentRows, figures: Figures, checks: Checks) -> Iterator[Constraint]:
    """The groups of same figures, in the order in which they were checked."""
    groups = same_figures(rows.target, rows.capaian, rows.efisiensi)
    made = [cek for cek in checks.all("angka_sama") if cek.harapan is not None]
    if len(groups) != len(made):
        return
    loose = _loose(rows, figures)
    for same, cek in zip(groups, made, strict=True):
        found = tuple(index for place in same.places if (index := figures.place(place.row, place.kolom)) is not None)
        only = {index: loose[index] for index in found if index in loose}
        yield Equal(Origin("angka_sama", cek, by_name=True, one_name=True), figures, found, only)


def _loose(rows: DocumentRows, figures: Figures) -> dict[int, Repetition]:
    """The targets of plans that were found to repeat a version."""
    found: dict[int, Repetition] = {}
    for tabel_no, pairs in repeated_plans(rows.target, rows.capaian, rows.efisiensi).items():
        indexes = [tuple(figures.place(row, "target_tahunan") for row in pair) for pair in pairs]
        plan = Repetition(figures, tuple((own, there) for own, there in indexes if own is not None and there is not None))
        in_table = (figures.place(row, "target_tahunan") for row in rows.target if row.tabel_no == tabel_no)
        found |= {index: plan for index in in_table if index is not None}
    return found
