"""Another program or registry: the documents that it touches are read again and no others, and the reason tells one from the other.

A copy of the program is run, whose files are then changed.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from tests.malam import DUMP, OTHER, PDF, ROOT, read_in_text, rows
from tests.mati import parquet
from warehouse.run.versions import Versions, program_versions

Run = Callable[..., subprocess.CompletedProcess[str]]
NAMA = "Jumlah kader khayal yang dibina"
KANTOR, LOKA = "Balai POM di Antah Berantah", "Loka POM di Kabupaten Rimba Raya"
"""Offices that nobody knows."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program once more."""
    copy = tmp_path / "program"
    for part in ("extract", "normalize", "warehouse"):
        shutil.copytree(ROOT / part, copy / part)
    shutil.copy2(ROOT / "pipeline.py", copy)
    return copy


@pytest.fixture
def run(copy: Path, data: Path) -> Run:
    """A run of the copy over the inbox, into its data folder or another."""

    def run(results: Path = data) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(copy / "pipeline.py"), "run", str(data / "inbox"), "--data-dir", str(results)]
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=copy.parent)

    return run


def add(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def test_a_changed_program_reads_again_what_it_touches(data: Path, copy: Path, run: Run) -> None:
    add(copy / "normalize" / "registry" / "rules" / "aturan.csv", "")  # asked by views only
    assert read_in_text(run().stderr) == []
    add(copy / "extract" / "page" / "rulings.py", "\n# another reader")
    done = run()
    assert read_in_text(done.stderr) == [PDF.name] and "1 program pembaca berganti" in done.stdout
    add(copy / "normalize" / "rows.py", "\n# another meaning")
    done = run()
    assert len(read_in_text(done.stderr)) == 3 and "3 program berganti" in done.stdout
    add(copy / "normalize" / "registry" / "heads" / "kepala.csv", "")
    done = run()
    assert len(read_in_text(done.stderr)) == 3 and "3 registri berganti" in done.stdout


def rewritten(data: Path, source: Path, **replaced: str) -> None:
    """The dump in the inbox, with other words for some (blanks as `_`), also where these are in capitals."""
    text = source.read_text(encoding="utf-8")
    for word, other in ((word.replace("_", " "), other) for word, other in replaced.items()):
        text = text.replace(word, other).replace(word.upper(), other.upper())
    (data / "inbox" / source.name).write_text(text, encoding="utf-8")


def same_as_fresh(data: Path, run: Run) -> None:
    """What was not read again is what it would have been."""
    fresh = data.parent / "baru"
    shutil.copytree(data / "review", fresh / "review")
    run(fresh)
    assert parquet(fresh) == parquet(data)
    assert rows(data, "FROM dim_indikator ORDER BY ALL") == rows(fresh, "FROM dim_indikator ORDER BY ALL")


def test_a_name_touches_the_documents_that_print_it(data: Path, copy: Path, run: Run) -> None:
    """A name of an indicator, of an office, in the registry or decided by a person: read again is who prints it."""
    rewritten(data, DUMP, Indeks_RB_UPT=NAMA, Balai_POM_di_Bengkulu=KANTOR)
    rewritten(data, OTHER, Loka_POM_di_Kabupaten_Belitung=LOKA)
    run()
    office = "SELECT upt_id FROM dokumen WHERE nama_berkas = '{}'"
    assert rows(data, office.format(DUMP.name)) != [("bengkulu",)] and rows(data, office.format(OTHER.name)) != [("belitung",)]
    registry = copy / "normalize" / "registry"
    add(registry / "indicators" / "indikator_alias.csv", "Nama yang tidak tercetak di mana pun,obat-memenuhi-syarat,sama,Nama")
    add(registry / "indicators" / "indikator.csv", f"kader-khayal,{NAMA},jumlah,naik,,,{NAMA}")
    done = run()
    assert read_in_text(done.stderr) == [DUMP.name] and "1 registri berganti" in done.stdout
    query = "SELECT DISTINCT nama_berkas FROM target JOIN dokumen USING (doc_id) WHERE indikator_id = 'kader-khayal'"
    assert rows(data, query) == [(DUMP.name,)]
    add(registry / "offices" / "upt_alias.csv", f"{KANTOR},bengkulu,{KANTOR}")
    done = run()
    assert read_in_text(done.stderr) == [DUMP.name] and "1 registri berganti" in done.stdout
    assert rows(data, office.format(DUMP.name)) == [("bengkulu",)]
    (data / "review" / "upt_alias.csv").write_text(f"alias,upt_id\n{LOKA},belitung\n", encoding="utf-8")
    done = run()
    assert read_in_text(done.stderr) == [OTHER.name] and "1 berkas tinjauan berganti" in done.stdout
    assert rows(data, office.format(OTHER.name)) == [("belitung",)]
    (used,) = rows(data, f"SELECT indikator_id FROM target JOIN dokumen USING (doc_id) WHERE nama_berkas = '{OTHER.name}' LIMIT 1")
    add(registry / "indicators" / "indikator_skala.csv", f"{used[0]},,,0,1,uji")
    done = run()
    assert OTHER.name in read_in_text(done.stderr) and "registri berganti" in done.stdout
    assert rows(data, "SELECT count(*) > 0 FROM target WHERE list_contains(bendera, 'di_luar_skala')") == [(True,)]
    same_as_fresh(data, run)


def as_in_another_run(copy: Path) -> Versions:
    """Those of the program as it is now. A process keeps what it has read of a program by the name of its folder."""
    there = copy.rename(copy.with_name(uuid4().hex))
    found = program_versions(there)
    there.rename(copy)
    return found


def test_moved_modules_and_words_are_still_depended_on(copy: Path) -> None:
    first = as_in_another_run(copy)
    room = copy / "extract" / "ruang"
    room.mkdir()
    (room / "__init__.py").touch()
    (copy / "extract" / "page" / "rulings.py").rename(room / "rulings.py")
    for path in (copy / "extract").rglob("*.py"):
        path.write_text(path.read_text(encoding="utf-8").replace("extract.page.rulings", "extract.ruang.rulings"), encoding="utf-8")
    moved = as_in_another_run(copy)
    assert moved.baca["pdf"] != first.baca["pdf"]
    add(room / "rulings.py", "\n# another reader")
    changed = as_in_another_run(copy)
    assert changed == replace(moved, baca=moved.baca | {"pdf": changed.baca["pdf"]}) and changed.baca["pdf"] != moved.baca["pdf"]
    words = copy / "normalize" / "registry" / "ruang"
    words.mkdir()
    (words / "kata.csv").write_text("kata,contoh\n", encoding="utf-8")
    more = as_in_another_run(copy)
    add(words / "kata.csv", "baru,Baru")
    last = as_in_another_run(copy)
    assert last == replace(more, registri=last.registri, gudang=last.gudang) and last.registri != more.registri
