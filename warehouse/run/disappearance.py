"""Documents that would leave the warehouse all at once: rather a share that is not mounted, or another inbox, than somebody's wish."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath

from extract.message import Message, message
from warehouse.store.files import replacing

MOST_SHARE, MOST = 0.1, 10
"""More than this share of the documents and more than so many are not let go without being asked for."""
MOST_OF_FOLDER = 3
"""Nor are all documents of a folder that held more than so many."""


PENDING = Path("ledger") / "hilang.json"
"""In the data folder: doc_id of those that stay until somebody confirms."""


def asked_about(data_dir: Path) -> set[str]:
    """The documents of which earlier runs asked."""
    try:
        return {str(doc_id) for doc_id in json.loads((data_dir / PENDING).read_bytes())}
    except (OSError, ValueError, TypeError):
        return set()


def ask_about(documents: Iterable[str], data_dir: Path) -> None:
    """Keeps them for the next run."""
    wanted = sorted(documents)
    if wanted and set(wanted) != asked_about(data_dir):
        with replacing(data_dir / PENDING) as temporary:
            temporary.write_text(json.dumps(wanted), encoding="utf-8")
    elif not wanted:
        (data_dir / PENDING).unlink(missing_ok=True)


def doubted(leaving: Collection[str], all_names: Collection[str]) -> set[str]:
    """Of the names that would leave those that stay until somebody confirms. all_names: of the warehouse's documents, as in the inbox."""
    gone = set(leaving)
    if not gone:
        return gone
    if len(gone) > MOST and len(gone) > MOST_SHARE * len(all_names):
        return gone
    held: dict[PurePosixPath, list[str]] = defaultdict(list)
    for name in all_names:
        for folder in PurePosixPath(name).parents:  # the inbox itself too: '.'
            held[folder].append(name)
    emptied: Iterable[list[str]] = (names for names in held.values() if len(names) > MOST_OF_FOLDER and gone.issuperset(names))
    return {name for names in emptied for name in names}


def sentence(count: int) -> Message:
    """What a run says of them."""
    return message("dokumen_hilang_sekaligus", jumlah=count)
