"""The door for Python: every snippet of docs/python.md, and a user's own file in the place of a package."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from extract.errors import DocumentRejected
from warehouse.door import ReadDocument, connect, page_of, read
from warehouse.store.errors import WarehouseMissing

ROOT = Path(__file__).parent.parent
PDF = ROOT / "samples" / "inbox" / "rapk_jan_des.pdf"


@pytest.fixture(scope="module")
def document() -> ReadDocument:
    return read(PDF)


def test_tables_are_what_is_printed(document: ReadDocument) -> None:
    """The first indicator of samples/data/rapk_jan_des, and where it stands on the page."""
    assert (document.dokumen.jenis, document.dokumen.upt_id, document.dokumen.tahun) == ("RAPK", "mataram", 2023)
    table = document.tables[0]
    first = document.rows("target").iloc[0]
    printed = table.frame.loc[first.baris]
    assert first.indikator_raw in [" ".join(str(text).split()) for text in printed]
    assert table.frame.shape == table.boxes.shape and (table.frame.index == table.boxes.index).all()
    boxes = [box for box in table.boxes.loc[first.baris] if box is not None]
    assert {box[0] for box in boxes} == {first.halaman} and all(x0 < x1 and top < bottom for _, x0, top, x1, bottom in boxes)
    assert [box[1] for box in boxes] == sorted(box[1] for box in boxes)


def test_rows_are_those_of_the_warehouse(document: ReadDocument, samples: Path) -> None:
    con = connect(samples)
    for table in ("target", "target_bulanan", "cek"):
        kept = con.execute(f"FROM {table} WHERE doc_id = $1 ORDER BY ALL", [document.dokumen.doc_id]).df()
        assert len(kept) == len(document.rows(table)) > 0
    wanted = con.execute("SELECT sum(nilai) FROM target_bulanan WHERE doc_id = $1", [document.dokumen.doc_id]).fetchone()
    assert wanted and document.rows("target_bulanan").nilai.sum() == pytest.approx(float(wanted[0]))
    with pytest.raises(KeyError, match="target_bulanan"):
        document.rows("dim_upt")


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "kosong.pdf").touch()
    for name in ("kosong.pdf", "tiada.pdf"):
        with pytest.raises(DocumentRejected, match=rf"^Berkas {name} .+\.$"):
            read(tmp_path / name)
    with pytest.raises(WarehouseMissing, match="Belum ada gudang data"):
        connect(tmp_path)


def test_every_snippet_of_the_page_runs(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one session, in a folder with the samples and the warehouse over them."""
    for name, target in (("samples", ROOT / "samples"), ("data", samples)):
        try:
            (tmp_path / name).symlink_to(target, target_is_directory=True)
        except OSError:
            pytest.skip("links cannot be made here")
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    snippets = re.findall(r"(?:^    .*\n|^\n(?=    ))+", text, re.MULTILINE)
    names: dict[str, Any] = {}
    for snippet in snippets:
        exec(compile("\n".join(line[4:] for line in snippet.splitlines()), "docs/python.md", "exec"), names)
    assert len(snippets) == 3 and (names["document"].dokumen.jenis, names["document"].dokumen.upt_id) == ("RAPK", "bpom")
    picture = page_of(names["target_id"], samples)
    assert isinstance(picture, Image.Image) and (214, 39, 40) in {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or []}


@pytest.mark.parametrize("name", ["normalize", "extract"])
def test_a_file_of_the_users_own_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.py").write_text("x = 1\n")
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    call = [sys.executable, "-c", "from warehouse.door import read"]
    done = subprocess.run(call, cwd=tmp_path, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True)
    last = done.stderr.strip().splitlines()[-1]
    assert done.returncode == 1 and f"Berkas {tmp_path / name}.py menutupi paket {name} milik rapk" in last and last.endswith(".")
