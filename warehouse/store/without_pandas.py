"""pyarrow without pandas, for as long as nobody asks for a data frame.

At the first Python values that it makes an array of, pyarrow (26) imports pandas to see whether they are its own: a third of a second of
every process that writes a table. Told once that there is none, it looks for it again only where it has to make a data frame.
"""

import sys
from importlib.machinery import ModuleSpec

import pyarrow as pa


class _NotNow:
    """Finds no pandas."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Raises ModuleNotFoundError for pandas."""
        if name == "pandas":
            raise ModuleNotFoundError(name)
        return None


def without_pandas() -> None:
    """Lets pyarrow take its look now, and find none; does nothing where pandas is imported already."""
    if "pandas" in sys.modules:
        return
    sys.meta_path.insert(0, _NotNow)
    try:
        pa.array([None], memory_pool=pa.system_memory_pool())  # the default pool reserves a gigabyte of addresses, which workers inherit
    finally:
        sys.meta_path.remove(_NotNow)
