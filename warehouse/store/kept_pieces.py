"""Pieces that are dear to make and the same as long as what they are made of is: kept by a digest of that. All of it can be deleted."""

import hashlib
from pathlib import Path

from warehouse.store.files import replacing


class KeptPieces:
    """One folder of them. What was not asked for goes with `sweep`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked: set[str] = set()

    def get(self, *made_of: object) -> bytes | None:
        """None where it is still to be made."""
        name = self._name(made_of)
        self._asked.add(name)
        try:
            return (self._folder / name).read_bytes()
        except OSError:
            return None

    def put(self, piece: bytes, *made_of: object) -> None:
        """Keeps it until it is no longer asked for."""
        with replacing(self._folder / self._name(made_of)) as temporary:
            temporary.write_bytes(piece)

    def sweep(self) -> None:
        """Forgets what nobody asked for since this was opened."""
        for path in self._folder.glob("*"):
            if path.name not in self._asked:
                path.unlink(missing_ok=True)

    @staticmethod
    def _name(made_of: tuple[object, ...]) -> str:
        return hashlib.sha256("\n".join(map(repr, made_of)).encode()).hexdigest()[:32]
