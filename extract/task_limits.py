"""What a task in a worker process may take, and how it ends that does not come to its end."""

from msgspec import Struct

from extract.errors import Reasoned

MOST_WORKERS = 1024
"""Tasks at once: more than any machine has use for."""
LEAST_SECONDS, MOST_SECONDS = 1, 7 * 24 * 3600
LEAST_MEGABYTES, MOST_MEGABYTES = 200, 1_000_000
"""What a limit may be set to: one beyond all that there is would be none."""


class Limits(Struct, frozen=True):
    """What one task may take. megabytes: resident memory of its process beyond what that was started with."""

    seconds: float = 600
    megabytes: int = 1500


class TaskStopped(Reasoned):
    """A task that did not come to its end. alasan: why, without the document's name (`nama`), which tasks do not know."""


class TimeUp(TaskStopped):
    """It took longer than the limit."""


class TooMuchMemory(TaskStopped):
    """Its process grew over the limit."""


class WorkerDied(TaskStopped):
    """Its process ended by itself."""


class WorkerKilled(WorkerDied):
    """Its process was ended by a signal: of its own fault, or from outside (the system that is short of memory, a person)."""
