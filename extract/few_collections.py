"""Asked first by a program that is started, and by nothing that others may import: from then on Python looks through all objects for
rings that nothing refers to only after many new ones.

What a command or a worker makes lives until it is done, and almost nothing of it stands in rings. Measured: a twentieth of reading, a
tenth of a night over 2,000 documents.
"""

import gc

IN_WORKER = 50_000
"""New objects between two looks. With twenty times as many a report of 600 pages takes 25 MB more, and no less time."""
IN_PROGRAM = 1_000_000
"""The program keeps what the ledger says of each document: a look after every 50,000 new objects takes 0.07 s of a night over 2,000."""


def collect_seldom(new_objects: int) -> None:
    """From now on, in this process and those forked of it."""
    gc.set_threshold(new_objects)
