"""Documents on their way through the executor: long ones come back to be read in parts, and go once more when the parts are there.

What reads is loaded where it reads: workers have it, and a run without news does without.
"""

import queue
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from extract.parts import Part, lose_part
from extract.reader_names import FIRST
from extract.task_limits import TimeUp, TooMuchMemory
from normalize.errors import RegistryError
from warehouse.run.job import Done, Job, Unread

MOST = 128
"""Documents on their way at once: more than there are workers, and so few that what they leave on the disk meanwhile is little."""


class _Way(Struct):
    """One document on its way. parts: those that are being read; lost: why a part of the first reader is not to be had."""

    job: Job
    parts: dict["Future[Any]", Part] = field(default_factory=dict)
    lost: Exception | None = None
    detik: float = 0.0


def read_and_stage(job: Job) -> Done | Unread:
    """As `one_document` does it."""
    from warehouse.run import one_document

    return one_document.read_and_stage(job)


def read_part(part: Part) -> float:
    """As `page_parts` does it."""
    from extract.pdf import page_parts

    return page_parts.read_part(part)


def through(executor: Executor, jobs: Iterable[Job]) -> Iterator[tuple[Job, Done | Exception]]:
    """Each job with what its worker gave or raised, as they come.

    Raises RegistryError, OSError and BrokenExecutor: these are no document's fault.
    """
    ended: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()
    ways: dict[Future[Any], _Way] = {}

    def submit(way: _Way, function: Any, argument: Any) -> "Future[Any]":
        future: Future[Any] = executor.submit(function, argument)
        ways[future] = way
        future.add_done_callback(ended.put)
        return future

    waiting = iter(jobs)
    on_the_way = 0
    while True:
        while on_the_way < MOST and (job := next(waiting, None)):
            submit(_Way(job), read_and_stage, job)
            on_the_way += 1
        if not on_the_way:
            return
        future = ended.get()
        way = ways.pop(future)
        part = way.parts.pop(future, None)
        answer = _part_ended(way, part, future) if part else _job_ended(way, future)
        if isinstance(answer, Unread):
            way.job.halaman.mkdir(parents=True, exist_ok=True)
            for wanted in answer.parts:
                way.parts[submit(way, read_part, wanted)] = wanted
        elif answer is not None:
            on_the_way -= 1
            yield way.job, answer
        elif not way.parts:
            submit(way, read_and_stage, way.job)


def _job_ended(way: _Way, future: "Future[Any]") -> Done | Unread | Exception | None:
    """What the job gave; None where it is to go once more, with the first reader alone: a second one may have been too much for it."""
    error = _fault(future)
    if isinstance(error, TimeUp | TooMuchMemory | MemoryError) and not way.job.satu_pembaca:
        way.job = replace(way.job, satu_pembaca=True)
        return None
    if error:
        return error
    answer: Done | Unread = future.result()
    way.detik += answer.detik
    return replace(answer, detik=round(way.detik, 3)) if isinstance(answer, Done) else answer


def _part_ended(way: _Way, part: Part, future: "Future[Any]") -> Exception | None:
    """Why the document is given up, once all its parts have ended; None where it is not."""
    if future.cancelled():
        error: Exception | None = None
        lose_part(part, "dihentikan")
    else:
        error = _fault(future)
    if error:
        lose_part(part, str(error))
        way.lost = way.lost or (error if part.pembaca == FIRST else None)
        for other in way.parts:
            other.cancel()
    elif not future.cancelled():
        way.detik += future.result()
    return way.lost if not way.parts else None


def _fault(future: "Future[Any]") -> Exception | None:
    """What a document's task raised. Raises what no document is to blame for."""
    error = future.exception()
    if error is None or (isinstance(error, Exception) and not isinstance(error, RegistryError | OSError | BrokenExecutor)):
        return error
    raise error
