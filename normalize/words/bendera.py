"""The flags, from registry/rules/bendera.csv."""

from functools import cache

from normalize.words.registry_rows import registry_rows


@cache
def review_flags() -> frozenset[str]:
    """A document with one of these on a row is not `lengkap`."""
    return frozenset(
        row["bendera"] for row in registry_rows("rules/bendera.csv", "bendera", "dokumen_tinjau") if row["dokumen_tinjau"] == "ya"
    )
