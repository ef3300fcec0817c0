"""The table `bukti`: for each number of a document, how far its own checks prove it. Pure, and cheap beside the reading."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from normalize.alamat import Alamat
from normalize.bukti.constraints import Constraint
from normalize.bukti.figures import Figures, figures_of
from normalize.bukti.plan_constraints import plan_constraints
from normalize.bukti.report_constraints import report_constraints
from normalize.bukti.row_checks import DOUBLED
from normalize.bukti.sensitivity import ConstraintsByFigure, Sensitivity
from normalize.indicators.indikator_dokumen import Template
from normalize.proof.checks_by_place import GAGAL, Checks
from normalize.rows import Bukti, DocumentRows, Target

BERSELISIH, TERBUKTI, TAK_TERBUKTI = "berselisih", "terbukti", "tak_terbukti"
"""`diterima` goes before them: it is said where a person's decisions are known, in the warehouse."""


def prove(rows: DocumentRows, template: Template, chosen: Collection[Alamat] = ()) -> tuple[Bukti, ...]:
    """One row a number, in the order of tables and rows. rows: with all its checks. chosen: the numbers that a check chose among what two
    engines read in a picture: no check proves these."""
    ledger = ledger_of(rows)
    sensitivity = Sensitivity(rows, ledger, template)
    twice = {cek.baris: cek.cek_id for cek in rows.cek if cek.aturan == DOUBLED and cek.status == GAGAL}
    headless = _headless(rows)
    proofs = (_bukti(index, rows.dokumen.doc_id, ledger, sensitivity, twice, headless) for index in range(len(ledger.figures.all)))
    return tuple(_without_proof(proof) if chosen and _alamat(proof) in chosen else proof for proof in proofs)


def _alamat(proof: Bukti) -> Alamat:
    return Alamat(proof.tabel, proof.baris, proof.bagian, proof.kolom)


def _without_proof(proof: Bukti) -> Bukti:
    return replace(proof, status=TAK_TERBUKTI, oleh=()) if proof.status == TERBUKTI else proof


def _headless(rows: DocumentRows) -> set[int]:
    """Rows of plans whose caption says which version they are and whose first indicator is not number 1.

    What stood between may have been the rest of that version's table and the head of another: no sum tells whose figures these are.
    """
    first: dict[tuple[int | None, str], Target] = {}
    for row in rows.target:
        if row.versi:
            first.setdefault((row.tabel_no, row.versi), row)
    without = {key for key, row in first.items() if row.no_indikator not in (None, 1)}
    plans = [row for row in rows.target if row.versi and (row.tabel_no, row.versi) in without]
    ids = {row.target_id for row in plans}
    return {row.baris for row in plans} | {line.baris for line in rows.kontribusi_ro if line.target_id in ids}


def ledger_of(rows: DocumentRows) -> ConstraintsByFigure:
    """The document's figures and the constraints between them."""
    figures = figures_of(rows)
    ledger = ConstraintsByFigure(figures)
    ledger.take(constraints_of(rows, figures))
    return ledger


def constraints_of(rows: DocumentRows, figures: Figures) -> Iterator[Constraint]:
    """Every check of figures, as data."""
    checks = Checks(rows.cek)
    return chain(plan_constraints(rows, figures, checks), report_constraints(rows, figures, checks))


def _bukti(
    index: int, doc_id: str, ledger: ConstraintsByFigure, sensitivity: Sensitivity, twice: dict[int, str], headless: set[int]
) -> Bukti:
    alamat = ledger.figures.all[index].alamat
    against, fixed = ledger.failing.get(index, []), ledger.exact(index)
    oleh = _names(fixed)
    if alamat.baris in twice:
        status, oleh = BERSELISIH, (twice[alamat.baris],)
    elif against and not fixed:
        status, oleh = BERSELISIH, _names(against)
    else:
        status = TERBUKTI if not against and alamat.baris not in headless and sensitivity.proved(index) else TAK_TERBUKTI
    return Bukti(doc_id=doc_id, tabel=alamat.tabel, baris=alamat.baris, bagian=alamat.bagian, kolom=alamat.kolom, status=status, oleh=oleh)


def _names(constraints: Sequence[Constraint]) -> tuple[str, ...]:
    return tuple(sorted({constraint.origin.cek.cek_id for constraint in constraints if constraint.origin.cek is not None}))
