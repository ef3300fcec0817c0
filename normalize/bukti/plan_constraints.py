"""The checks of a plan as constraints: both ledgers, the printed total, December against the year, the plan printed twice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from normalize.bukti.constraints import Constraint, Equal, Origin, SameMonths, Sum
from normalize.bukti.figures import Figures
from normalize.proof.checks_by_place import GAGAL, Checks
from normalize.proof.same_figures import same_plans
from normalize.proof.whole import is_whole
from normalize.rows import DocumentRows, KontribusiRo, Target, TargetBulanan

PLACED_BY_SUMS = frozenset({"angka_diperbaiki", "halaman_hilang", "indikator_hilang"})
"""Flags of rows whose numbers, or whose lines, a sum chose among several."""
DECEMBER = 12
Key = tuple[int | None, str | None, str | None, str | None, str | None, str | None]


def plan_constraints(rows: DocumentRows, figures: Figures, checks: Checks) -> Iterator[Constraint]:
    """All of a document's plans."""
    lines: dict[str | None, list[KontribusiRo]] = defaultdict(list)
    for line in rows.kontribusi_ro:
        lines[line.target_id].append(line)
    months = {(row.target_id, row.bulan): row for row in rows.target_bulanan}
    for target in rows.target:
        yield from _down(target, lines.get(target.target_id, []), figures, checks)
        yield from _december(target, months.get((target.target_id, DECEMBER)), figures, checks)
    yield from _across(rows.kontribusi_ro, figures, checks)
    yield from _totals(rows, figures, checks, is_whole(rows.cek))
    yield from _printed_twice(rows, figures, checks)


def _down(target: Target, lines: Sequence[KontribusiRo], figures: Figures, checks: Checks) -> Iterator[Constraint]:
    """The contributions of an indicator's lines sum to its budget."""
    cek, budget = checks.of_target("kontribusi_vs_anggaran", target.target_id), figures.place(target, "anggaran_rp")
    parts = figures.places(lines, "kontribusi_rp")
    if cek is None or budget is None or not parts or len(parts) < len(lines):
        return
    chose = any(not PLACED_BY_SUMS.isdisjoint(row.bendera) for row in (target, *lines))
    yield Sum(Origin(cek.aturan, cek, chose=chose), figures, tuple(parts), budget)


def _december(target: Target, december: TargetBulanan | None, figures: Figures, checks: Checks) -> Iterator[Constraint]:
    """Where the table has a column for the year, December repeats it."""
    cek = checks.of_target("target_desember", target.target_id)
    yearly, month = figures.place(target, "target_tahunan"), figures.place(december, "nilai") if december else None
    if cek is not None and yearly is not None and month is not None:
        chose = "bulan_disimpulkan" in target.bendera
        yield Equal(Origin(cek.aturan, cek, chose=chose), figures, (yearly, month))


def _across(lines: Sequence[KontribusiRo], figures: Figures, checks: Checks) -> Iterator[Constraint]:
    """A budget line shows one anggaran wherever it stands, and its contributions share it out."""
    places: dict[Key, list[KontribusiRo]] = defaultdict(list)
    for line in lines:
        if line.anggaran_rp is not None:
            key = (line.tabel_no, line.kode_kegiatan, line.kode_kro, line.kode_ro, line.kode_komponen, line.kode_subkomponen)
            places[key].append(line)
    for same in places.values():
        first = same[0]
        budgets, parts = figures.places(same, "anggaran_rp"), figures.places(same, "kontribusi_rp")
        agree = checks.of_row("anggaran_ro_konsisten", first.baris, harapan=first.anggaran_rp)
        odd = [cek for line in same if (cek := checks.of_row("anggaran_ro_konsisten", line.baris)) and cek.status == GAGAL]
        if len(budgets) > 1:
            yield Equal(Origin("anggaran_ro_konsisten", odd[0] if odd else agree, by_name=True, one_name=True), figures, tuple(budgets))
        shared = checks.of_row("pembagian_ro", first.baris)
        if len(parts) == len(same):
            # whichever of its printings is held against the shares
            for budget in dict.fromkeys((budgets[0], budgets[-1])):
                yield Sum(Origin("pembagian_ro", shared, by_name=True, one_name=True), figures, tuple(parts), budget)
        for line in same:
            yield from _too_much(line, figures, checks)


def _too_much(line: KontribusiRo, figures: Figures, checks: Checks) -> Iterator[Constraint]:
    """A contribution above the line's own budget contradicts it; below, it proves nothing."""
    cek = checks.of_row("kontribusi_vs_anggaran_ro", line.baris, terbaca=line.kontribusi_rp)
    about = [figures.place(line, "anggaran_rp"), figures.place(line, "kontribusi_rp")]
    found = tuple(index for index in about if index is not None)
    if cek is not None and len(found) > 1:
        yield Equal(Origin(cek.aturan, cek), figures, found)


def _totals(rows: DocumentRows, figures: Figures, checks: Checks, whole: bool) -> Iterator[Constraint]:
    """The budgets of all indicators of a table sum to the printed total. It is blind to their order."""
    total = figures.total
    for cek in checks.all("total_dokumen"):
        budgets = figures.places([row for row in rows.target if row.tabel_no == cek.tabel_no], "anggaran_rp")
        if total is not None and budgets and cek.harapan == rows.dokumen.total_anggaran_rp:
            yield Sum(Origin(cek.aturan, cek), figures, tuple(budgets), total, whole)
    for cek in checks.all("sub_jumlah"):
        budgets = figures.places([row for row in rows.target if row.tabel_no == cek.tabel_no and row.baris < cek.baris], "anggaran_rp")
        if cek.status == GAGAL and budgets:
            yield Equal(Origin(cek.aturan, cek), figures, tuple(budgets))


def _printed_twice(rows: DocumentRows, figures: Figures, checks: Checks) -> Iterator[Constraint]:
    """Body and annex print the same months under the same name."""
    months = {(row.target_id, row.bulan): row for row in rows.target_bulanan}
    for pair in same_plans(rows.target, rows.target_bulanan):
        cek = next((cek for cek in checks.all("angka_sama") if cek.target_id == pair.again.target_id and cek.harapan is None), None)
        if cek is None or not pair.is_one:
            continue
        printed = {}
        for bulan in range(1, DECEMBER + 1):
            both = [months[plan.target_id, bulan] for plan in (pair.first, pair.again) if (plan.target_id, bulan) in months]
            found = tuple(figures.places(both, "nilai"))
            if len(found) == 2:
                printed[bulan] = found
        if pair.lain:
            yield from (Equal(Origin(cek.aturan, cek), figures, printed[bulan]) for bulan in pair.lain if bulan in printed)
        else:
            # under the name of a plan that prints some months only, another one's further months would be compared with nothing
            by_name = len(printed) == DECEMBER
            yield SameMonths(Origin(cek.aturan, cek, by_name=by_name), figures, tuple(printed.values()), pair.most_misprinted)
