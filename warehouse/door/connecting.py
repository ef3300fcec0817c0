"""The warehouse for a notebook: open for reading, so that the next run is not kept from replacing it."""

from pathlib import Path

import duckdb

from extract.message import message
from warehouse.database.settings import DATABASE
from warehouse.report.notebook import data_folder
from warehouse.store.errors import WarehouseMissing


def connect(data_dir: Path | str | None = None) -> duckdb.DuckDBPyConnection:
    """A connection to the warehouse of this data folder; None: the one that `data_folder` finds. Raises WarehouseMissing."""
    path = (data_folder() if data_dir is None else Path(data_dir)) / DATABASE
    if not path.is_file():
        raise WarehouseMissing(message("belum_ada_gudang", berkas=path))
    return duckdb.connect(str(path), read_only=True)
