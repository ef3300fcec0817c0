"""What can go wrong before a document's cells are known."""


class ExtractError(Exception):
    """A document that cannot be read. The message is one Indonesian sentence: what is wrong and what to do."""


class DocumentRejected(ExtractError):
    """The file itself is at fault; it is named in data/rejected/ and the run goes on."""
