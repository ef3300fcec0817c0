"""What can go wrong while meaning is given to cells."""

from extract.errors import Reasoned


class NormalizeError(Reasoned):
    """Base of the errors of this step."""


class RegistryError(NormalizeError):
    """A registry or review file is wrong; the run stops, for every number that follows would be doubtful."""


class NotUnderstood(NormalizeError, ValueError):
    """What a person wrote cannot be understood."""
