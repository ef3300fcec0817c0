"""pyarrow without numpy, in a program of our own: it needs it for arrays of numpy only, of which this program makes none of its tables.

pyarrow (26) imports numpy with itself, and does without where there is none. Measured: a tenth of a second of each process that writes or
reads a table, of which a night with one new text has no other use for it. What reads PDFs imports it as before.
"""

import sys
from importlib.machinery import ModuleSpec


class _NotYet:
    """Finds no numpy while pyarrow is being loaded."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Raises ModuleNotFoundError for numpy, as long as pyarrow has begun to load and has no arrays yet."""
        if name == "numpy" and "pyarrow" in sys.modules and not hasattr(sys.modules["pyarrow"], "array"):
            raise ModuleNotFoundError(name)
        return None


def load_pyarrow_without_numpy() -> None:
    """From now on; does nothing where one of them is there already. Data frames of pyarrow's tables cannot be made afterwards."""
    if not {"numpy", "pyarrow"} & sys.modules.keys():
        sys.meta_path.insert(0, _NotYet)
