"""What messages say, for tests that compare sentences."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from extract.errors import Reasoned
from extract.message import Message
from warehouse.speech.catalog import STORED, sentence, sentences

Raised = TypeVar("Raised", bound=Exception)


def said(what: Message | str | tuple[Message, ...] | Reasoned | None) -> str:
    """In Indonesian, as it is kept; '' for nothing."""
    if what is None or isinstance(what, str):
        return what or ""
    if isinstance(what, tuple):
        return sentences(what, STORED)
    return sentence(what.alasan if isinstance(what, Reasoned) else what, STORED)


@contextmanager
def raises_saying(error: type[Raised], match: str) -> Iterator[pytest.ExceptionInfo[Raised]]:
    """As `pytest.raises`, match being looked for in what is said."""
    with pytest.raises(error) as caught:
        yield caught
    told = said(caught.value) if isinstance(caught.value, Reasoned) else str(caught.value)
    assert re.search(match, told), told
