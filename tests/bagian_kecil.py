"""Parts of few pages, wherever they are read: a document of thirteen pages is a long one then."""

from collections.abc import Callable
from typing import Any

from extract.pdf.other_readers import OTHER_READERS
from extract.pdf.page_parts import MOST_AT_ONCE, MOST_PAGES
from extract.pdf.pdfium_pages import READER as PDFIUM
from extract.reader_names import SAME_LETTERS

FEW = {PDFIUM: 7, **dict.fromkeys(OTHER_READERS, 2), **dict.fromkeys(SAME_LETTERS, 7)}
"""Pages of a part, and pages that the document's own task reads, by reader: which has more is as it is otherwise."""


def in_small_parts(task: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """The task's result, for processes of an executor that has no other tasks: their limits stay small."""
    MOST_PAGES.update(FEW)
    MOST_AT_ONCE.update(FEW)
    return task(*arguments, **named)
