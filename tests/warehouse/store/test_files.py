"""Files that appear whole or not at all."""

import errno
from pathlib import Path

import pytest

from warehouse.store.files import replacing


def test_a_full_disk_is_told_with_the_file(tmp_path: Path) -> None:
    """Of a file that is written to, the system says only that there is no room."""
    with pytest.raises(OSError) as full, replacing(tmp_path / "v_bappenas.csv"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert full.value.filename == str(tmp_path / "v_bappenas.csv") and not list(tmp_path.iterdir())
