"""Where what was read in pictures is kept, and which document uses it. Loads none of the engines."""

from pathlib import Path

from msgspec import Struct

from extract.ocr.installed import reading_version

PICTURE, USES = ".pindai", ".pakai"


class Store(Struct, frozen=True):
    """What was read in the pictures of one document: a file a picture, shared with other documents, and a list of those that it uses."""

    folder: Path
    doc_id: str

    def path_of(self, digest: str) -> Path:
        """The file of a picture with this digest, by the engines and models of now."""
        return self.folder / f"{reading_version()}-{digest}{PICTURE}"

    def note_use(self, path: Path) -> None:
        """The document uses this file. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"{self.doc_id}{USES}").open("a", encoding="utf-8") as uses:
            uses.write(f"{path.name}\n")
