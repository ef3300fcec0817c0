"""What can go wrong before a document's cells are known."""

from extract.message import Message


class Reasoned(Exception):
    """An error that is told to people. alasan: what is wrong and what to do."""

    def __init__(self, alasan: Message) -> None:
        super().__init__(alasan)
        self.alasan = alasan


class ExtractError(Reasoned):
    """A document that cannot be read."""


class DocumentRejected(ExtractError):
    """The file itself is at fault; it is named in data/rejected/ and the run goes on."""


class PagesWanted(Exception):
    """Reading has stopped before it began: other tasks should read these pages (from 1), then it is to be begun again."""

    def __init__(self, pembaca: str, halaman: tuple[int, ...], jumlah: int) -> None:
        """pembaca: the reader. jumlah: pages of the document."""
        super().__init__(f"{len(halaman)} halaman, {pembaca}")
        self.pembaca, self.halaman, self.jumlah = pembaca, halaman, jumlah
