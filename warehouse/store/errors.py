"""What can go wrong between the rows and the files an analyst opens. Every reason says what to do."""

from extract.errors import Reasoned
from normalize.errors import RegistryError
from warehouse.speech.catalog import STORED, sentence


class WarehouseError(Reasoned):
    """Anything the warehouse refuses to do; a notebook prints its sentence."""

    def __str__(self) -> str:
        return sentence(self.alasan, STORED)


class RowRefused(WarehouseError, TypeError):
    """Rows that are not of the table they were given for. A fault in the code, not in a document."""


class ValueDoesNotFit(WarehouseError, ValueError):
    """A value its column cannot hold; the message names table, column and row."""


class ParquetOutdated(WarehouseError, ValueError):
    """A Parquet file written with another schema than today's."""


class BuildFailed(WarehouseError, RuntimeError):
    """The new database could not be written, mostly for want of disk space; the old one stays, where there is one."""


class LumbungFailed(WarehouseError, RuntimeError):
    """A file of data/lumbung could not be written, mostly for want of disk space; what its manifest names stays."""


class ViewInvalid(WarehouseError, ValueError):
    """A view file whose SQL or comments are wrong. Code wrong: the build stops."""


class RegistryInvalid(WarehouseError, RegistryError):
    """A registry file of flags or rules that cannot be used. Registry wrong: the build stops."""


class WarehouseMissing(WarehouseError, FileNotFoundError):
    """There is no kinerja.duckdb yet."""


class FileBusy(WarehouseError, PermissionError):
    """Another program holds the file that must be replaced (Windows: Excel, DBeaver)."""


class NameUnknown(WarehouseError, LookupError):
    """A table or view that the warehouse does not have."""


class RunInProgress(WarehouseError, RuntimeError):
    """Another run works in the data folder."""


class InboxEmpty(WarehouseError, RuntimeError):
    """The inbox holds no file though the warehouse holds documents: more likely a share that is not mounted than a wish."""


class OutputUnwritable(WarehouseError, RuntimeError):
    """Stdout does not take what is printed; the work itself is not touched by that."""


class SettingsWrong(WarehouseError, ValueError):
    """rapk.toml, or what names it, cannot be used."""


class FolderUnusable(WarehouseError, ValueError):
    """A folder that was named cannot be the inbox or the data folder."""
