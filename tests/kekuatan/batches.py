"""Changed documents in batches, each batch a warehouse of its own, and the verdicts on them."""

import contextlib
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from tests.kekuatan.changes import WEIGHTS, Change
from tests.kekuatan.documents import SAMPLES, Base, batch
from tests.kekuatan.program import read, warehouse
from tests.kekuatan.sample_changes import ROW_CHANGES, SampleChanges, typeset_samples
from tests.kekuatan.states import as_one, states
from tests.kekuatan.verdicts import Verdict, judge

TRIES = 3
"""So often another place is looked for where a change cannot be made; then the document is not changed in that batch."""
MOST_BATCHES = 2000


@dataclass(frozen=True)
class Result:
    """A change without the file, and what became of it."""

    kelompok: str
    jenis: str
    berkas: str
    tabel: str | None
    kolom: str | None
    keterangan: str
    hasil: Verdict


@dataclass(frozen=True)
class Tried:
    """A batch. gagal: changes that could not be made or did not take, by kind and file."""

    results: tuple[Result, ...]
    gagal: tuple[tuple[str, str], ...]


def try_changes(
    bases: Sequence[Base], count: int, seed: int, workers: int = 1, done: Callable[[int], bool] = lambda number: False
) -> tuple[list[Result], list[tuple[str, str]]]:
    """So many changes with their verdicts, the same for the same seed; and the changes that were none.

    done: told after each batch how many there are, and says whether that is enough. Interrupted, it gives what there is.
    """
    results: list[Result] = []
    failed: list[tuple[str, str]] = []
    with _mapping(bases, seed, workers) as tried, contextlib.suppress(KeyboardInterrupt):
        for one in tried:
            results += one.results
            failed += one.gagal
            if done(len(results)) or len(results) >= count:
                break
    return results[:count], failed


@contextlib.contextmanager
def _mapping(bases: Sequence[Base], seed: int, workers: int) -> Iterator[Iterator[Tried]]:
    """The batches in order, as they are done. Forked workers have the documents already."""
    _SHARED[:] = [bases]
    if workers == 1:
        yield (_one_batch(number, seed) for number in range(MOST_BATCHES))
        return
    with ProcessPoolExecutor(workers, get_context("fork")) as pool:
        yield _ahead(pool, seed, 2 * workers)
        pool.shutdown(cancel_futures=True)


def _ahead(pool: ProcessPoolExecutor, seed: int, ahead: int) -> Iterator[Tried]:
    waiting = [pool.submit(_one_batch, number, seed) for number in range(ahead)]
    for number in range(ahead, MOST_BATCHES):
        yield waiting.pop(0).result()
        waiting.append(pool.submit(_one_batch, number, seed))


_SHARED: list[Sequence[Base]] = []


def _one_batch(number: int, seed: int) -> Tried:
    made, failed = changed_documents(batch(_SHARED[0], number), number, seed)
    return Tried(tuple(judge_changes(made)), tuple(failed))


def changed_documents(bases: Sequence[Base], number: int, seed: int) -> tuple[list[tuple[Base, Change]], list[tuple[str, str]]]:
    """A change of each document, and kind and file of those that could not be made. number: of the batch."""
    made: list[tuple[Base, Change]] = []
    failed: list[tuple[str, str]] = []
    for base in bases:
        chance = random.Random(f"{seed} {number} {base.name}")
        jenis = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        change = _make(base, jenis, chance)
        if change:
            made.append((base, change))
        else:
            failed.append((jenis, base.name))
    return made, failed


def _make(base: Base, jenis: str, chance: random.Random) -> Change | None:
    retyped = jenis in ROW_CHANGES and base.kelompok == SAMPLES and base.printed.path.stem in typeset_samples()
    maker = SampleChanges(base.printed.path.stem).make if retyped and chance.random() < 0.7 else base.make
    return next((change for _ in range(TRIES) if (change := maker(jenis, chance))), None)


def judge_changes(made: Sequence[tuple[Base, Change]]) -> Iterator[Result]:
    """Reads the changed documents into one warehouse, and judges each against its own unchanged state."""
    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder) / "inbox"
        inbox.mkdir()
        files = []
        for _, change in made:
            files.append(inbox / change.berkas)
            files[-1].write_bytes(change.isi)
        beside = [rows for base, _ in made for rows in base.bersama]
        after = states(warehouse([*read(files).values(), *beside], Path(folder) / "data"))
    for base, change in made:
        state = after[change.berkas]
        if base.bersama:
            state = as_one(state, [state, *(after[rows.dokumen.nama_berkas] for rows in base.bersama)])
        verdict = judge(base.printed.state, state)
        yield Result(base.kelompok, change.jenis, change.berkas, change.tabel, change.kolom, change.keterangan, verdict)
