"""The database without rows is made once and kept; what is kept is trusted only as it was written."""

from pathlib import Path

import duckdb
import pytest

from warehouse.database import skeleton
from warehouse.database.skeleton import lay_skeleton
from warehouse.database.view_files import ViewFile, read_view


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(skeleton, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    monkeypatch.setattr(skeleton, "ALL_TABLES", {"_muatan": None})
    return tmp_path / "cache"


def view(folder: Path, meaning: str) -> list[ViewFile]:
    (folder / "v_x.sql").write_text(
        f"-- Satu baris satu dokumen.\n-- kolom tanda: {meaning}\nCREATE VIEW v_x AS SELECT tanda FROM _muatan;"
    )
    return [read_view(folder / "v_x.sql")]


def comment_in(path: Path) -> str:
    with duckdb.connect(str(path), read_only=True) as con:
        return con.sql("SELECT comment FROM duckdb_columns() WHERE table_name = 'v_x'").fetchall()[0][0]


def test_kept_one_is_used_while_it_is_whole_and_of_the_same_views(cache: Path, tmp_path: Path) -> None:
    lay_skeleton(tmp_path / "1.duckdb", view(tmp_path, "sidik"))
    (kept,) = cache.iterdir()
    lay_skeleton(tmp_path / "2.duckdb", view(tmp_path, "sidik"))
    assert (tmp_path / "2.duckdb").read_bytes() == (tmp_path / "1.duckdb").read_bytes()
    lay_skeleton(tmp_path / "3.duckdb", view(tmp_path, "lain"))
    assert (comment_in(tmp_path / "1.duckdb"), comment_in(tmp_path / "3.duckdb")) == ("sidik", "lain")

    whole = kept.read_bytes()
    for damaged in (b"", whole[:-40], whole[:5000] + b"x" + whole[5001:]):
        kept.write_bytes(damaged)
        (tmp_path / "2.duckdb").unlink()
        lay_skeleton(tmp_path / "2.duckdb", view(tmp_path, "sidik"))
        assert comment_in(tmp_path / "2.duckdb") == "sidik"


def test_cache_that_cannot_be_written_is_done_without(cache: Path, tmp_path: Path) -> None:
    cache.write_bytes(b"no folder")
    lay_skeleton(tmp_path / "1.duckdb", view(tmp_path, "sidik"))
    assert comment_in(tmp_path / "1.duckdb") == "sidik"
