"""What several processes that read need, loaded once for all of them: all that reads, and the registry.

What is wrong with the registry is met again, and told, where a document needs it.
"""

import os
from contextlib import suppress
from pathlib import Path

from extract.pdf import read_pdf
from normalize.decisions.registry_files import load_knowledge
from normalize.errors import RegistryError
from normalize.heads.headings import report_roles, roles
from warehouse.run import one_document
from warehouse.run.held_knowledge import held_knowledge

__all__ = ["one_document", "read_pdf"]

with suppress(RegistryError):
    if not held_knowledge.cache_info().currsize:  # a copy of a run that has read it
        load_knowledge(Path(os.devnull))
    roles("")
    report_roles("")
