"""Whether a document is whole: what a sum over an RO, an office or the document proves only then."""

from collections.abc import Sequence

from normalize.rows import Cek

RULE = "dokumen_utuh"


def is_whole(checks: Sequence[Cek]) -> bool:
    """True where the document shows by its own evidence that no page is missing; without that check it is not known to be whole."""
    return any(cek.aturan == RULE and cek.status == "lolos" for cek in checks) and not any(
        cek.aturan == RULE and cek.status != "lolos" for cek in checks
    )
