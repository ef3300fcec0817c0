"""What the engine says of a failure, as a person can read it."""

import duckdb
import pytest

from warehouse.database.engine_reason import reason


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("IO Error: Could not set lock\nSee also", "IO Error: Could not set lock"),
        (
            'IO Error: Async write failed for range [offset=0, size=9]: {"exception_type":"IO",'
            '"exception_message":"Could not write file \\"a/b.parquet\\": No space left on device","errno":"28"}',
            'Could not write file "a/b.parquet": No space left on device',
        ),
    ],
)
def test_reason(text: str, told: str) -> None:
    assert reason(duckdb.IOException(text)) == told
