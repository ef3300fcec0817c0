"""Registry and decisions as they hold for a run: read once a process, and known to the copies of it that read documents."""

from functools import lru_cache
from pathlib import Path

from extract.message import message
from normalize.decisions.registry_files import Knowledge, load_knowledge
from normalize.errors import RegistryError
from warehouse.store.decided import review_digest


@lru_cache(maxsize=1)
def held_knowledge(review_dir: Path, tinjauan: str) -> Knowledge:
    """tinjauan: digest of the review files that hold for this run. Raises RegistryError, also where they are others by now."""
    knowledge = load_knowledge(review_dir)
    if review_digest(review_dir) != tinjauan:
        raise RegistryError(message("review_berganti"))
    return knowledge
