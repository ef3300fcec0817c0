"""The warehouse for a notebook: open for reading, so that the next run is not kept from replacing it."""

from pathlib import Path

import duckdb

from warehouse.database.existing import existing_database
from warehouse.report.notebook import data_folder


def connect(data_dir: Path | str | None = None) -> duckdb.DuckDBPyConnection:
    """A connection to the warehouse of this data folder; None: the one that `data_folder` finds. Raises WarehouseMissing."""
    path = existing_database(data_folder() if data_dir is None else Path(data_dir))
    return duckdb.connect(str(path), read_only=True)
