"""What stays when much is missing at once, and links that lead out of the inbox."""

import shutil
from pathlib import Path

import pytest

from extract.inbox.listing import Rejected, list_inbox
from tests.malam import DUMP, rapk, rows
from tests.terucap import said
from warehouse.run.disappearance import doubted

MANY = {f"dok {number}.pdf" for number in range(200)}


@pytest.mark.parametrize(
    ("leaving", "held", "stay"),
    [
        (set(sorted(MANY)[:20]), MANY, 0),  # a tenth, not more
        (set(sorted(MANY)[:21]), MANY, 21),
        ({"a", "b", "c"}, {"a", "b", "c", "d"}, 0),
        ({"a", "b", "c"}, {"a", "b", "c"}, 0),  # a folder that held three
        ({"a", "b", "c", "d"}, {"a", "b", "c", "d"}, 4),
        ({"x/1", "x/2", "x/3", "x/4", "y/1"}, {"x/1", "x/2", "x/3", "x/4", "y/1", "y/2"}, 4),
        ({"x/p/1", "x/p/2", "x/q/1", "x/q/2"}, {"x/p/1", "x/p/2", "x/q/1", "x/q/2", "y/1"}, 4),
    ],
)
def test_how_many_may_leave_at_once(leaving: set[str], held: set[str], stay: int) -> None:
    assert len(doubted(leaving, held)) == stay


def test_another_inbox_drops_nothing_unasked(tmp_path: Path) -> None:
    one, other, data = tmp_path / "satu", tmp_path / "dua", tmp_path / "data"
    one.mkdir()
    other.mkdir()
    for number in range(4):
        (one / f"surat {number}.txt").write_text(f"Surat nomor {number}\nNama\tNilai\nButir {number}\t{number}\n")
    shutil.copy2(DUMP, other)
    count = "SELECT count(*) FROM dokumen"
    assert rapk("run", one, "--data-dir", data, "--pekerja", "0").exit_code == 0
    result = rapk("run", other, "--data-dir", data, "--pekerja", "0")
    assert result.exit_code == 0 and "4 dokumen tidak ada lagi di inbox dan dibiarkan" in result.stdout, result.output
    assert rows(data, count) == [(5,)]
    assert "4 dokumen tidak ada lagi" in rapk("run", other, "--data-dir", data, "--pekerja", "0").stdout
    result = rapk("run", other, "--data-dir", data, "--pekerja", "0", "--izinkan-hilang")
    assert rows(data, count) == [(1,)] and "surat 0.txt" in result.stdout


def test_links_out_of_the_inbox_are_followed_when_asked(tmp_path: Path) -> None:
    inbox, outside = tmp_path / "inbox", tmp_path / "luar"
    inbox.mkdir()
    (outside / "dalam").mkdir(parents=True)
    shutil.copy2(DUMP, outside / "dalam" / "a.txt")
    (outside / "dalam" / "kembali").symlink_to(outside)
    (inbox / "berkas.txt").symlink_to(outside / "dalam" / "a.txt")
    (inbox / "folder").symlink_to(outside)
    (inbox / "sini.txt").write_text("Surat\nNama\tNilai\nButir\t1\n")
    (inbox / "tautan.txt").symlink_to(inbox / "sini.txt")
    listed = {found.item.nama_berkas: found.item for found in list_inbox(inbox)}
    assert [name for name, item in listed.items() if isinstance(item, Rejected)] == ["berkas.txt", "folder"]
    assert all("--follow-links" in said(item.kalimat) for item in listed.values() if isinstance(item, Rejected))
    followed = {found.item.nama_berkas: type(found.item).__name__ for found in list_inbox(inbox, follow_links=True)}
    assert followed == {
        "berkas.txt": "Document",
        "folder/dalam/a.txt": "Duplicate",
        "folder/dalam/kembali": "Rejected",
        "sini.txt": "Document",
        "tautan.txt": "Duplicate",
    }
