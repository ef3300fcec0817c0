"""What a document asks of the registry and of people's decisions about names, and a digest of what they answer.

Its rows depend on these answers alone: where other names change none of them, the document need not be read again.
"""

import hashlib
from collections.abc import Iterable

from msgspec import Struct

from normalize.decisions.registry_files import Knowledge
from normalize.indicators.indikator import ISTILAH, TERBUKA, Indicators
from normalize.offices.upt import Question
from normalize.rows import DocumentRows


class Asked(Struct, frozen=True):
    """nama: printed indicator names; sasaran: printed goals of targets; kantor: what was asked of `Offices`."""

    nama: tuple[str, ...] = ()
    sasaran: tuple[str, ...] = ()
    kantor: tuple[Question, ...] = ()


def asked_by(rows: DocumentRows, kantor: Iterable[Question]) -> Asked:
    """All that one document asks. kantor: as noted while its rows were made."""
    goals = {row.sasaran_raw for row in rows.target if row.sasaran_raw}
    return Asked(tuple(sorted({item.alias for item in rows.nama_indikator})), tuple(sorted(goals)), tuple(sorted(kantor)))


def digest_of_answers(knowledge: Knowledge, asked: Asked) -> str:
    """The same as long as every answer is."""
    indicators = knowledge.indicators
    lengths = _shortest(indicators)
    parts: list[object] = knowledge.offices.answers(asked.kantor)
    any_open = False
    for name in asked.nama:
        found = indicators.match(name)
        # only names that are open, or that their document may open again, ask for candidates and their lists
        is_open = found.asal in (TERBUKA, ISTILAH)
        any_open |= is_open
        proposals = indicators.proposals(name) if is_open else ()
        parts.append((name, indicators.folder.fold(name), found, proposals))
        involved = [found.indikator_id or "", *(item.indikator_id for item in proposals)]
        parts += [(indicators.by_id.get(item), knowledge.scales.about(item)) for item in involved]
        if is_open:
            parts += [knowledge.template.about(item) for item in involved]
        parts += [lengths[item.indikator_id] for item in proposals if item.terpotong]
    if any_open:
        parts += [indicators.folder.fold(goal).kunci for goal in asked.sasaran]
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]


def _shortest(indicators: Indicators) -> dict[str, int]:
    """Letters of each indicator's shortest spelling, against which a cut name is measured."""
    lengths: dict[str, int] = {}
    for indikator_id, spelling in indicators.spellings():
        lengths[indikator_id] = min(lengths.get(indikator_id, len(spelling.huruf)), len(spelling.huruf))
    return lengths
