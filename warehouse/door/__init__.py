"""The door for Python, described in docs/python.md: read a document, ask the warehouse, look at the page of a number.

from warehouse.door import connect, page_of, read
"""

from warehouse.door.shadows import refuse_shadows

refuse_shadows()

from warehouse.door.connecting import connect  # noqa: E402
from warehouse.door.reading import ReadDocument, ReadTable, read  # noqa: E402
from warehouse.report.notebook import data_folder, page_of, whole_rupiah  # noqa: E402

__all__ = ["ReadDocument", "ReadTable", "connect", "data_folder", "page_of", "read", "whole_rupiah"]
