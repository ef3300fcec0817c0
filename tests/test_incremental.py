"""Nightly runs: what is known costs nothing, what is touched is read again and no more, and why is told."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.malam import DUMP, OTHER, PDF, SAMPLES, fresh_parquet, old, rapk, read_in, rows
from tests.mati import parquet
from warehouse.run import running
from warehouse.store.ledger import Ledger, runs_of


def test_known_documents_cost_nothing(data: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in data.rglob("*.parquet")}
    database = (data / "kinerja.duckdb").stat().st_mtime_ns
    result = rapk("run", "--data-dir", data)
    assert result.exit_code == 0 and read_in(result) == []
    assert "Tidak ada yang berubah sejak run sebelumnya: 3 dokumen" in result.stdout
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in data.rglob("*.parquet")} == before
    assert (data / "kinerja.duckdb").stat().st_mtime_ns == database
    assert "Tidak ada yang berubah pada run terakhir" in rapk("diff", "--data-dir", data).stdout


def test_a_known_file_is_not_even_opened(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = data / "inbox" / PDF.name
    for seconds, mtime in ((3600, -1), (0, path.stat().st_mtime_ns)):  # a file that is younger proves nothing
        monkeypatch.setattr(running, "COARSE", seconds)
        rapk("run", "--data-dir", data)
        assert Ledger(data).files[PDF.name].state.mtime == mtime
    opened: list[object] = []
    watching = True

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "open" and str(arguments[0]).startswith(str(data / "inbox")):
            opened.append(arguments[0])

    sys.addaudithook(hook)
    assert read_in(rapk("run", "--data-dir", data)) == []
    assert opened == []
    os.utime(path)  # touched: looked into, found the same, not read again
    assert read_in(rapk("run", "--data-dir", data)) == []
    watching = False
    assert opened == [str(path)] or opened == [path]


def test_twins_and_a_file_that_leaves(data: Path) -> None:
    before = parquet(data)
    shutil.copy2(PDF, data / "inbox" / "a kembar.pdf")
    (data / "inbox" / DUMP.name).unlink()
    result = rapk("run", "--data-dir", data)
    assert "nama berganti" in result.stdout and f"Berkas {PDF.name} isinya sama dengan a kembar.pdf" in result.stdout
    assert f"Tidak ada lagi di inbox: {DUMP.name}." in result.stdout and "Ditolak" not in result.stdout and result.exit_code == 0
    assert sorted(rows(data, "SELECT nama_berkas FROM dokumen")) == [("a kembar.pdf",), (OTHER.name,)]
    assert ("hilang", DUMP.name) in rows(data, "SELECT perubahan, nama_berkas FROM perubahan")
    status = rapk("status", "--data-dir", data).stdout
    assert f"{PDF.name}: isinya sama dengan a kembar.pdf." in status and f"keluar: {DUMP.name}" in status
    assert read_in(rapk("run", "--data-dir", data)) == []
    (data / "inbox" / "a kembar.pdf").unlink()
    shutil.copy2(DUMP, data / "inbox")
    result = rapk("run", "--data-dir", data)
    assert "Tidak ada lagi di inbox: a kembar.pdf." in result.stdout and read_in(result) == [DUMP.name, PDF.name]
    assert runs_of(data)[-1]["keluar"] == ["a kembar.pdf"]
    assert parquet(data) == before, "the history of an inbox leaves no trace in the tables"


def test_a_decision_touches_the_documents_that_it_is_about(data: Path) -> None:
    """One about a fact of a document, and one about a name that another prints."""
    nama = "Jumlah kader khayal yang dibina"
    text = DUMP.read_text(encoding="utf-8").replace("Indeks RB UPT", nama)
    (data / "inbox" / DUMP.name).write_text(text, encoding="utf-8")
    review = data / "review"
    (review / "dokumen.csv").write_text(f"dokumen,kolom,nilai\n{OTHER.name},tahun,2031\n")
    result = rapk("run", "--data-dir", data)
    assert read_in(result) == [OTHER.name, DUMP.name] and "1 berkas tinjauan berganti" in result.stdout
    assert ("tahun", "2025", "2031") in rows(data, "SELECT kolom, lama, baru FROM perubahan WHERE tabel = 'dokumen'")
    query = "SELECT DISTINCT nama_berkas FROM target JOIN dokumen USING (doc_id) WHERE indikator_raw = '{}' AND indikator_id LIKE '{}'"
    assert rows(data, query.format(nama, "sementara-%")) == [(DUMP.name,)]
    decisions = review / "indikator_alias.csv"
    decisions.write_text("nama;usulan;keputusan\nNama yang tidak tercetak di mana pun;kader-lain;baru\n", encoding="utf-8")
    assert read_in(rapk("run", "--data-dir", data)) == []
    with decisions.open("a", encoding="utf-8") as file:
        file.write(f"{nama};kader-khayal;baru\n")
    (review / "dokumen.csv").unlink()
    result = rapk("run", "--data-dir", data)
    assert result.exit_code == 0, result.output
    assert read_in(result) == [OTHER.name, DUMP.name]
    assert rows(data, query.format(nama, "kader-khayal")) == [(DUMP.name,)]
    fresh = data.parent / "baru"
    shutil.copytree(review, fresh / "review")
    assert fresh_parquet(data / "inbox", fresh) == parquet(data), "what was not read again is what it would have been"


def test_what_is_gone_torn_or_damaged_is_made_again(data: Path) -> None:
    """Unattended: a file that a full disk or a copy has cut off must neither stay nor stop every run from now on."""
    before = parquet(data)
    torn, garbage, gone = sorted((data / "parquet" / "sel").iterdir())
    torn.write_bytes(torn.read_bytes()[:-100])
    garbage.write_bytes(bytes(garbage.stat().st_size))
    (data / "parquet" / "target" / gone.name).unlink()
    (data / "parquet" / "sel" / "yatim.parquet").write_bytes(b"?")
    (data / "parquet" / "dim_upt" / "dim_upt.parquet").write_bytes(b"")
    (data / "kinerja.duckdb").write_bytes(b"")
    assert rapk("status", "--data-dir", data).exit_code == 2
    result = rapk("run", "--data-dir", data)
    assert result.exit_code == 0 and "3 berkas Parquet tidak lengkap" in result.stdout
    assert parquet(data) == before and rows(data, "SELECT count(*) FROM dokumen") == [(3,)]
    with (data / "kinerja.duckdb").open("r+b") as file:
        file.truncate(300_000)
    result = rapk("run", "--data-dir", data)
    assert result.exit_code == 0 and "hilang, rusak, atau belum terpasang" in result.stdout
    assert rows(data, "SELECT count(*) FROM dokumen") == [(3,)]


def test_a_torn_ledger_is_read_as_far_as_it_is_whole(data: Path) -> None:
    journal = data / "ledger" / "dokumen.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole[:-40])
    assert len(Ledger(data).entries) == 2
    lines = [json.loads(line) for line in whole.splitlines()]
    lines[0]["catatan"], lines[1]["tabel"], lines[2]["diproses_pada"] = None, 5, "kemarin"
    journal.write_bytes(b"\x00\xff rusak\n" + "".join(json.dumps(line) + "\n" for line in lines).encode())
    assert len(Ledger(data).entries) == 0
    (data / "ledger" / "inbox.json").write_text('{"gudang": "", "berkas": [1], "bagian": {}}')
    with (data / "ledger" / "run.jsonl").open("a") as file:
        file.write('{"mulai": "2031-01-01T00:00:00", "selesai": "2031-01-01T00:00:00"}\n{"mulai": 7}\n')
        damaged: list[dict[str, object]] = [{"detik": []}, {"keluar": [1]}, {"sebab": {"baru": None}}, {"ditolak": "x"}, {"rencana": {}}]
        for number, wrong in enumerate(damaged, 1):
            file.write(json.dumps(runs_of(data)[0] | {"mulai": f"2031-01-0{number}T00:00:00"} | wrong) + "\n")
    assert [rapk(command, "--data-dir", data).exit_code for command in ("status", "diff", "doctor")] == [0, 0, 0]
    assert len(read_in(rapk("run", "--data-dir", data))) == 3
    assert len(Ledger(data).entries) == 3


def test_damaged_names_of_a_document_are_read_anew(data: Path) -> None:
    """Also at a night that needs them: they are read together with those of a new document."""
    first, second, gone = sorted((data / "ledger" / "nama").glob("*.json"))
    first.write_bytes(first.read_bytes()[:100])
    second.write_text("[]")
    gone.unlink()
    (data / "ledger" / "nama.json").unlink()
    assert len(read_in(rapk("run", "--data-dir", data))) == 3
    assert all(json.loads(path.read_bytes())["nama"] for path in (first, second, gone))


def test_a_refused_file_is_tried_again_only_when_it_changes(data: Path) -> None:
    """And a file is replaced under its name."""
    cut = old(data / "inbox" / PDF.name)
    cut.write_bytes(PDF.read_bytes()[:5000])
    old(cut)
    first = rapk("run", "--data-dir", data)
    assert first.exit_code == 1 and read_in(first) == [PDF.name]
    second = rapk("run", "--data-dir", data)
    assert second.exit_code == 1 and read_in(second) == []
    assert "terpotong" in second.stdout and (data / "rejected" / f"{PDF.name}.txt").is_file()
    shutil.copy2(SAMPLES / "rapk_nasional.pdf", cut)
    third = rapk("run", "--data-dir", data)
    assert third.exit_code == 0 and read_in(third) == [PDF.name]
    assert "1 isi berganti" in third.stdout and "tidak berubah 2" in third.stdout
    assert list((data / "rejected").iterdir()) == []
    assert rows(data, f"SELECT upt_id FROM dokumen WHERE nama_berkas = '{PDF.name}'") == [("bpom",)]
    assert len(list((data / "parquet" / "dokumen").iterdir())) == 3
    assert ("berganti", PDF.name) in rows(data, "SELECT perubahan, nama_berkas FROM perubahan")


def test_the_database_follows_the_names_of_new_documents(data: Path) -> None:
    """Also one that somebody has put back, where the night itself brings no new name."""
    dump, name = data / "inbox" / DUMP.name, "Jumlah kader khayal yang dibina"
    told = f"SELECT count(*) FROM dim_indikator_alias WHERE alias = '{name}'"
    text = dump.read_text(encoding="utf-8")
    before = data / "sebelumnya.duckdb"
    shutil.copy2(data / "kinerja.duckdb", before)
    (data / "inbox" / "baru.txt").write_text(text.replace("Indeks Manajemen Risiko UPT", name), encoding="utf-8")
    rapk("run", "--data-dir", data)
    assert rows(data, told) == [(1,)]
    shutil.copy2(before, data / "kinerja.duckdb")
    dump.write_text(text.replace("1,101,573,000", "1,101,574,000"), encoding="utf-8")
    rapk("run", "--data-dir", data)
    assert rows(data, told) == [(1,)]
