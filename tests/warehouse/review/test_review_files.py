"""The lines of data/review: whole groups, in the file's own dialect, nothing lost between two who write at once."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from normalize.decisions.koreksi_tinjauan import CORRECTION_COLUMNS, read_corrections
from tests import dua_peninjau
from warehouse.review import review_files
from warehouse.review.review_files import append_lines, lines_about, locked, undo
from warehouse.store.errors import NameUnknown

COLUMNS = ("dokumen", "kolom", "nilai", "oleh")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="hanya di POSIX")
def test_two_reviewers_who_are_killed_lose_nothing() -> None:
    seen = dua_peninjau.tried(6, seed=1)
    assert seen.putaran == 6 and seen.tercatat > 20 and seen.mati and seen.beradu


def test_twelve_months_are_one_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever kills the writer, it does so before or behind the one step that puts the file in place."""
    asked = next(item for item in dua_peninjau.ITEMS if item.jenis == "bulan")
    writes: list[str] = []
    write = review_files._write

    def noted(path: Path, text: str) -> None:
        writes.append(text)
        write(path, text)

    monkeypatch.setattr(review_files, "_write", noted)
    value = f"target_bulanan/{asked.doubt.place.baris}/*/nilai={dua_peninjau.MONTHS}"
    dua_peninjau.decide(tmp_path, asked, "terima", value, "Rina", numbers=dua_peninjau.months_of(asked))
    assert len(writes) == 1
    (found,) = read_corrections(tmp_path).values()
    assert [item.nilai for item in found] == [Decimal(month) for month in range(1, 13)]


def test_lines_take_the_place_of_others_and_give_it_back(tmp_path: Path) -> None:
    path = tmp_path / "dokumen.csv"
    path.write_text("dokumen,kolom,nilai,oleh\na.pdf,tahun,2024,Rina\nb.pdf,tahun,2024,Rina", encoding="utf-8")
    with locked(tmp_path):
        old = lines_about(path, {"dokumen": "a.pdf", "kolom": "tahun"})
        written = append_lines(path, COLUMNS, [("a.pdf", "tahun", "2025", "Budi")], instead=old)
    assert path.read_text(encoding="utf-8").splitlines()[1:] == ["b.pdf,tahun,2024,Rina", "a.pdf,tahun,2025,Budi"]
    undo(written)
    assert path.read_text(encoding="utf-8").splitlines()[1:] == ["b.pdf,tahun,2024,Rina", "a.pdf,tahun,2024,Rina"]
    with pytest.raises(NameUnknown):
        undo(written)


def test_a_line_that_ends_like_another_stays(tmp_path: Path) -> None:
    with locked(tmp_path):
        first = append_lines(tmp_path / "dokumen.csv", COLUMNS, [("1", "tahun", "2024", "Rina")])
        append_lines(tmp_path / "dokumen.csv", COLUMNS, [("11", "tahun", "2024", "Rina")])
    undo(first)
    assert (tmp_path / "dokumen.csv").read_text(encoding="utf-8-sig").splitlines() == [";".join(COLUMNS), "11;tahun;2024;Rina"]


def test_no_row_of_a_correction_is_without_its_columns(tmp_path: Path) -> None:
    """A file of another order of columns, as a person made it, is followed."""
    path = tmp_path / "koreksi.csv"
    path.write_text(";".join(reversed(CORRECTION_COLUMNS)) + "\n", encoding="utf-8")
    with locked(tmp_path):
        append_lines(path, CORRECTION_COLUMNS, [[name[:3] for name in CORRECTION_COLUMNS]])
    assert path.read_text(encoding="utf-8").splitlines()[1].split(";") == [name[:3] for name in reversed(CORRECTION_COLUMNS)]
