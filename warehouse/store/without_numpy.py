"""Imported first by a program that is started, and by nothing that others may import: pyarrow then loads without numpy.

Nothing that a command does with pyarrow needs arrays of numpy, whose loading takes a tenth of a night over 500 documents. Who imports numpy
afterwards (a reader, in the same process) gets it; who has imported it before, as well.
"""

import sys
from importlib.machinery import ModuleSpec


class _NotForArrow:
    """Finds no numpy while pyarrow is being imported."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Raises ModuleNotFoundError for numpy."""
        if name == "numpy" and getattr(getattr(sys.modules.get("pyarrow"), "__spec__", None), "_initializing", False):
            raise ModuleNotFoundError(name)
        return None


sys.meta_path.insert(0, _NotForArrow)
