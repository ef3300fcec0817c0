"""What can go wrong while meaning is given to cells."""


class NormalizeError(Exception):
    """Base of the errors of this step."""


class RegistryError(NormalizeError):
    """A registry or review file is wrong; the run stops, for every number that follows would be doubtful."""
