"""Digests of what people decided: a document is read again where what concerns it is another than when it was read."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from normalize.decisions.koreksi_tinjauan import REVIEW_CORRECTION
from normalize.decisions.registry_files import REVIEW_DOCUMENT, REVIEW_UPT, Knowledge
from normalize.decisions.ro_tinjauan import REVIEW_LINES
from normalize.decisions.temuan_tinjauan import REVIEW_FINDING
from normalize.indicators.indikator_tinjauan import REVIEW_INDICATOR
from warehouse.store.digests import digest_of


def review_digest(review_dir: Path) -> str:
    """Of all review files that a run reads."""
    return digest_of(
        _bytes_of(review_dir / name)
        for name in (REVIEW_DOCUMENT, REVIEW_UPT, REVIEW_INDICATOR, REVIEW_FINDING, REVIEW_CORRECTION, REVIEW_LINES)
    )


def names_digest(review_dir: Path) -> str:
    """Of the decisions about indicator names."""
    return digest_of([_bytes_of(review_dir / REVIEW_INDICATOR)])


def offices_digest(review_dir: Path) -> str:
    """Of the decisions about names of offices, which may stand anywhere in a document."""
    return digest_of([_bytes_of(review_dir / REVIEW_UPT)])


def decisions_digest(knowledge: Knowledge, doc_id: str, names: Sequence[str]) -> str:
    """Of the facts that a person wrote down about this one document, and of what was put right in it."""
    facts = sorted((key, value) for key, value in knowledge.keputusan.items() if key[0] in (doc_id, *names))
    written = knowledge.written(doc_id, names)
    numbers = ((item.alamat, item.terbaca, item.nilai) for item in written.angka)
    return digest_of([*facts, *numbers, *written.teks, *written.baris])


def _bytes_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "-"
