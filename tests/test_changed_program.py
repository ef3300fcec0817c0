"""Another program or registry: the documents that it touches are read again and no others, and the reason tells one from the other.

A copy of the program is run, whose files are then changed.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from msgspec.structs import replace

from extract.inbox.listing import list_inbox
from extract.scans import Scans
from normalize.decisions.registry_files import load_knowledge
from tests.malam import DUMP, OTHER, PDF, ROOT, SAMPLES, rapk, read_in, read_in_text, rows
from tests.mati import parquet
from warehouse.run import running, versions
from warehouse.run.planning import Planner
from warehouse.run.versions import Versions, kept_versions, program_versions
from warehouse.store.ledger import Ledger
from warehouse.store.parquet import files_by_document

Run = Callable[..., subprocess.CompletedProcess[str]]
NATIONAL = SAMPLES / "dump_nasional.txt"
NAMA = "Jumlah kader khayal yang dibina"
KANTOR = "Balai POM di Antah Berantah"
"""An office that nobody knows."""


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


def planned(data: Path, versions: Versions) -> dict[str, str]:
    """What a run of the program of these versions would read, and why."""
    planner = Planner(Ledger(data), versions, load_knowledge(data / "review"), data, False, Scans())
    return {task.nama_berkas: task.sebab for task in planner.plan(list(list_inbox(data / "inbox")), files_by_document(data)).tasks}


def test_a_changed_program_reads_again_what_it_touches(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = program_versions()
    every = (OTHER.name, DUMP.name, PDF.name)
    assert planned(data, now) == {}
    assert planned(data, replace(now, baca=now.baca | {"pdf": "lain"})) == {PDF.name: "program pembaca berganti"}
    assert planned(data, replace(now, makna="lain")) == dict.fromkeys(every, "program berganti")
    assert planned(data, replace(now, registri="lain")) == dict.fromkeys(every, "registri berganti")
    monkeypatch.setattr(running, "kept_versions", lambda _: replace(now, gudang="lain"))
    done = rapk("run", "--data-dir", data)
    assert read_in(done) == [] and "Dokumennya tidak berubah; keputusan atau program yang baru diterapkan" in done.stdout


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
    """A name of an indicator and its scale in the registry, one of an office decided by a person: read again is who prints it."""
    rewritten(data, DUMP, Balai_POM_di_Bengkulu=KANTOR)
    rewritten(data, OTHER, Indeks_Manajemen_Risiko_UPT_BPOM=NAMA)
    rewritten(data, NATIONAL)
    assert rapk("run", "--data-dir", data).exit_code == 0, "the copy is the same program as yet"
    office = f"SELECT upt_id FROM dokumen WHERE nama_berkas = '{DUMP.name}'"
    assert rows(data, office) != [("bengkulu",)]
    (data / "review" / "upt_alias.csv").write_text(f"alias,upt_id\n{KANTOR},bengkulu\n", encoding="utf-8")
    assert planned(data, program_versions()) == {DUMP.name: "berkas tinjauan berganti"}
    only = f"""SELECT indikator_id FROM target JOIN dokumen USING (doc_id)
        WHERE indikator_id NOT IN (SELECT indikator_id FROM dim_indikator_skala)
        GROUP BY ALL HAVING list(DISTINCT nama_berkas) = ['{NATIONAL.name}'] AND min(target_tahunan) > 2 ORDER BY ALL"""
    registry = copy / "normalize" / "registry" / "indicators"
    add(registry / "indikator_alias.csv", "Nama yang tidak tercetak di mana pun,obat-memenuhi-syarat,sama,Nama")
    add(registry / "indikator.csv", f"kader-khayal,{NAMA},jumlah,naik,,,{NAMA}")
    add(registry / "indikator_skala.csv", f"{rows(data, only)[0][0]},,,0,1,uji")
    done = run()
    assert read_in_text(done.stderr) == [OTHER.name, DUMP.name, NATIONAL.name]
    assert "3 registri berganti" in done.stdout
    printed = "SELECT DISTINCT nama_berkas FROM target JOIN dokumen USING (doc_id) WHERE "
    assert rows(data, printed + "indikator_id = 'kader-khayal'") == [(OTHER.name,)]
    assert (NATIONAL.name,) in rows(data, printed + "list_contains(bendera, 'di_luar_skala')")
    assert rows(data, office) == [("bengkulu",)]
    same_as_fresh(data, run)


def as_in_another_run(copy: Path) -> Versions:
    """Those of the program as it is now. A process keeps what it has read of a program by the name of its folder."""
    there = copy.rename(copy.with_name(uuid4().hex))
    found = program_versions(there)
    there.rename(copy)
    return found


def test_versions_are_kept_until_a_file_of_the_program_is_another(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is as long as before and as old."""
    now = program_versions(copy)
    asked = [replace(now, makna=makna) for makna in ("ketiga", "kedua", "pertama")]
    monkeypatch.setattr(versions, "program_versions", lambda _: asked.pop())
    assert kept_versions(tmp_path, copy).makna == "pertama"
    assert not (tmp_path / versions.KEPT).exists(), "a file that changed just now can change again without a sign"
    monkeypatch.setattr(versions, "COARSE", 0)
    assert [kept_versions(tmp_path, copy) for _ in range(2)] == [replace(now, makna="kedua")] * 2
    file = copy / "normalize" / "registry" / "words" / "bulan.csv"
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"januari", b"janvari"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert kept_versions(tmp_path, copy).makna == "ketiga"
    kept = json.loads((tmp_path / versions.KEPT).read_bytes())
    wrong: list[dict[str, object]] = [{"baca": 1}, {"baca": {}}, {"baca": dict.fromkeys(now.baca, 1)}, {"makna": None}, {"gudang": ["x"]}]
    for damaged in wrong:
        (tmp_path / versions.KEPT).write_text(json.dumps(kept | {"versi": kept["versi"] | damaged}), encoding="utf-8")
        asked.append(now)
        assert kept_versions(tmp_path, copy) == now, damaged


def test_each_part_of_a_program_has_its_version(copy: Path) -> None:
    registry = copy / "normalize" / "registry"
    before = as_in_another_run(copy)
    add(copy / "warehouse" / "database" / "views" / "v_neraca.sql", "-- another view")
    first = as_in_another_run(copy)
    assert first == replace(before, gudang=first.gudang) and first.gudang != before.gudang
    add(registry / "rules" / "aturan.csv", "")  # asked by views only
    views = as_in_another_run(copy)
    assert views == replace(first, gudang=views.gudang) and views.gudang != first.gudang
    add(copy / "extract" / "page" / "rulings.py", "\n# another reader")
    reader = as_in_another_run(copy)
    assert reader == replace(views, baca=views.baca | {"pdf": reader.baca["pdf"]}) and reader.baca["pdf"] != views.baca["pdf"]
    add(copy / "normalize" / "document.py", "\n# another meaning")
    meaning = as_in_another_run(copy)
    assert meaning == replace(reader, makna=meaning.makna) and meaning.makna != reader.makna
    add(registry / "heads" / "kepala.csv", "")
    words = as_in_another_run(copy)
    assert words == replace(meaning, registri=words.registri, gudang=words.gudang) and words.registri != meaning.registri
    add(registry / "offices" / "upt_alias.csv", "")
    names = as_in_another_run(copy)
    assert names == replace(words, registri_nama=names.registri_nama, gudang=names.gudang) and names.registri_nama != words.registri_nama


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
