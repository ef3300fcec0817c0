"""One changed document against the same document unchanged: what became of the change."""

from dataclasses import dataclass, field
from decimal import Decimal

from tests.kekuatan.states import CONTRADICTED, PROVED, Delivered, Fact, State

WRONG_AND_PROVED = "salah_terbukti"
CAUGHT = "tertangkap"
ASKED = "ditanya"
SILENT = "senyap"
UNCHANGED = "tetap"
OUTCOMES = (CAUGHT, ASKED, SILENT, WRONG_AND_PROVED, UNCHANGED)
"""From best to worst, then: no number of the document is another one than before (repaired by the program, or read nowhere)."""

Place = tuple[str, str, tuple[object, ...]]


@dataclass
class Verdict:
    """outcome: one of OUTCOMES. salah: delivered or proved numbers that differ from the unchanged document's, as sentences, those that
    are called proved first; utuh: the changed document is `lengkap`; pecahan: no number moved by a whole unit (of money: only its sen)."""

    outcome: str
    salah: list[str] = field(default_factory=list)
    utuh: bool = False
    pecahan: bool = False


def judge(before: State, after: State) -> Verdict:
    """What the program made of the change; see OUTCOMES."""
    verdict = _judged(before, after)
    verdict.pecahan = _only_fractions(before.facts, after.facts)
    return verdict


def _judged(before: State, after: State) -> Verdict:
    touched = _touched(before.facts, after.facts)
    old = _values(before.delivered)
    wrong = [number for number in after.delivered if old.get((number.view, number.kolom, number.key)) != number.nilai]
    # a row that is there twice, in doubt and so not sent, with a number that the document has: nobody is misled by that number
    right = {(number.view, number.kolom, number.key[:-1], number.nilai) for number in before.delivered}
    wrong = [number for number in wrong if number.diekspor or (number.view, number.kolom, number.key[:-1], number.nilai) not in right]
    proved = [_sentence(number, old) for number in wrong if number.terbukti]
    # a document that prints two figures under one name, of which one is gone: the other one is no wrong number
    printed = {(fact.tabel, fact.kolom, fact.key[:-1], fact.nilai) for fact in before.facts}
    misleading = [fact for fact in touched if (fact.tabel, fact.kolom, fact.key[:-1], fact.nilai) not in printed]
    proved += [_told(fact, before) for fact in misleading if fact in after.facts and fact.bukti == PROVED]
    whole = after.status == "lengkap"
    if proved:
        return Verdict(WRONG_AND_PROVED, proved, whole)
    told = [_sentence(number, old) for number in wrong]
    if not touched and not wrong:
        return Verdict(UNCHANGED, told, whole)
    if _caught(before, after, touched):
        return Verdict(CAUGHT, told, whole)
    asked = not whole or any(fact.tabel_no in after.tabel_ditanya for fact in touched)
    return Verdict(ASKED if asked else SILENT, told, whole)


def _values(numbers: list[Delivered]) -> dict[Place, Decimal]:
    return {(number.view, number.kolom, number.key): number.nilai for number in numbers}


def _touched(before: list[Fact], after: list[Fact]) -> list[Fact]:
    """Numbers that are new, lost or other: those of `before` whose place is gone, and those of `after` that are not what they were."""
    old = {(fact.tabel, fact.kolom, fact.key): fact for fact in before}
    new = {(fact.tabel, fact.kolom, fact.key): fact for fact in after}
    lost = [fact for place, fact in old.items() if place not in new]
    other = [fact for place, fact in new.items() if place not in old or old[place].nilai != fact.nilai]
    return other + lost


def _only_fractions(before: list[Fact], after: list[Fact]) -> bool:
    old = {(fact.tabel, fact.kolom, fact.key): fact.nilai for fact in before}
    new = {(fact.tabel, fact.kolom, fact.key): fact.nilai for fact in after}
    return old.keys() == new.keys() and old != new and all(abs(new[place] - nilai) < 1 for place, nilai in old.items())


def _caught(before: State, after: State, touched: list[Fact]) -> bool:
    """Something says that it does not add up: a check fails that did not, or the row of a number that is another one is in doubt."""
    if after.gagal - before.gagal:
        return True
    asked = after.baris_ditanya - before.baris_ditanya
    return any(
        fact.bukti == CONTRADICTED
        or fact.baris in asked
        or ("target", fact.target_id) in after.baris_ragu
        or ("baris", fact.baris) in after.baris_ragu
        for fact in touched
        if fact in after.facts
    )


def _sentence(number: Delivered, old: dict[Place, Decimal]) -> str:
    before = old.get((number.view, number.kolom, number.key))
    return f"{number.view}.{number.kolom} {'/'.join(map(str, number.key))}: {before} → {number.nilai}"


def _told(fact: Fact, before: State) -> str:
    old = next((one.nilai for one in before.facts if (one.tabel, one.kolom, one.key) == (fact.tabel, fact.kolom, fact.key)), None)
    return f"bukti {fact.tabel}.{fact.kolom} {'/'.join(map(str, fact.key))}: {old} → {fact.nilai}"
