"""Rows whose text was read in a picture say so: `metode` is 'ocr' for each of them."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from extract.cells import Metode
from normalize.rows import Asal, DocumentRows

MOST = 0.5
"""A document of which more is pictures was itself read by OCR; so was one whose tables all stand on such pages."""


def with_method(rows: DocumentRows, halaman: Collection[int], jumlah: int | None) -> DocumentRows:
    """halaman: pages whose text OCR read, now or before. jumlah: pages of the document."""
    if not halaman:
        return rows

    def marked(row: Any) -> Any:
        return replace(row, metode=Metode.OCR.value) if isinstance(row, Asal) and row.halaman in halaman else row

    groups = [name for name in rows.__dataclass_fields__ if name != "dokumen"]
    changed: dict[str, Any] = {name: tuple(marked(row) for row in getattr(rows, name)) for name in groups}
    dokumen = rows.dokumen
    tables = {row.halaman for row in rows.sel}
    if len(halaman) > MOST * (jumlah or 0) or tables <= {*halaman}:
        dokumen = replace(dokumen, metode=Metode.OCR.value)
    return replace(rows, dokumen=dokumen, **changed)
