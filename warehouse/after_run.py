"""What a run leaves beside the warehouse once it is built: the description of the Parquet files."""

from pathlib import Path

from warehouse.datapackage import describe_parquet


def leave_behind(data_dir: Path) -> None:
    """Made from the warehouse alone, so that it can be made again at any time."""
    describe_parquet(data_dir / "parquet")
