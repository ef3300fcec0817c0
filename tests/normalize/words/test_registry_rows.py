"""CSV files as Excel saves them are read as they were meant, or refused with file and line."""

from pathlib import Path

import pytest

from normalize.decisions.koreksi_tinjauan import read_corrections
from normalize.decisions.registry_files import load_knowledge
from normalize.decisions.temuan_tinjauan import read_findings
from normalize.errors import RegistryError
from normalize.words.registry_rows import csv_rows
from tests.terucap import raises_saying, said
from warehouse.review.review_files import append_lines
from warehouse.speech.catalog import sentence
from warehouse.store.review_heads import HEADS, lay_out

REGISTRY = Path(__file__).parents[3] / "normalize" / "registry"
MEANT = [{"dokumen": "a.pdf", "kolom": "tahun", "nilai": "2025", "alasan": 'tertulis "2025", halaman 1'}]
PLAIN = 'dokumen,kolom,nilai,alasan\na.pdf,tahun,2025,"tertulis ""2025"", halaman 1"\n'
SEMICOLONS = 'dokumen;kolom;nilai;alasan\r\na.pdf;tahun;2025;"tertulis ""2025"", halaman 1"\r\n;;;\r\n'


@pytest.mark.parametrize(
    "saved",
    [
        PLAIN.encode(),
        SEMICOLONS.encode("utf-8-sig"),
        ("sep=;\r\n" + SEMICOLONS).encode(),
        SEMICOLONS.replace(";", "\t").encode("utf-16"),
        SEMICOLONS.encode("utf-16"),
        # opened with another separator, each row in one cell, and saved
        b'"dokumen,kolom,nilai,alasan"\r\n"a.pdf,tahun,2025,""tertulis """"2025"""", halaman 1"""\r\n',
    ],
    ids=["plain", "semicolons", "sep", "unicode text", "utf-16", "rows in one cell"],
)
def test_as_spreadsheets_save_it(tmp_path: Path, saved: bytes) -> None:
    (tmp_path / "dokumen.csv").write_bytes(saved)
    assert list(csv_rows(tmp_path / "dokumen.csv", "dokumen", "kolom", "nilai")) == MEANT


def test_a_line_break_in_a_cell(tmp_path: Path) -> None:
    """Alt+Enter in Excel; the lines below keep their own numbers."""
    (tmp_path / "dokumen.csv").write_bytes(b'dokumen;nilai\r\n"a\r\nb.pdf";1\r\nc.pdf;\r\n')
    with raises_saying(RegistryError, match=r"^dokumen\.csv baris 4: kolom nilai kosong\.$"):
        list(csv_rows(tmp_path / "dokumen.csv", "dokumen", "nilai"))


@pytest.mark.parametrize(
    ("shown", "meant"),
    [("2025-01-31", "2025-01-31"), ("31/01/2025", "2025-01-31"), ("1/31/2025", "2025-01-31"), ("5-5-2025", "2025-05-05")],
)
def test_dates_that_can_only_be_one_day(tmp_path: Path, shown: str, meant: str) -> None:
    (tmp_path / "dokumen.csv").write_text(f"dokumen;kolom;nilai\na.pdf;tanggal;{shown}\n")
    assert load_knowledge(tmp_path).keputusan == {("a.pdf", "tanggal"): meant}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("dokumen.csv", "a.pdf;tanggal;1/2/2025", "dokumen.csv baris 2: tanggal «1/2/2025» dapat berarti 2025-01-02 atau 2025-02-01;"),
        ("dokumen.csv", "a.pdf;tanggal;31/02/2025", "dokumen.csv baris 2: nilai «31/02/2025» untuk tanggal dokumen a.pdf tidak dapat"),
        ("dokumen.csv", "b.pdf;tahun;2025\na.pdf;tahun;25", "dokumen.csv baris 3: nilai «25» untuk tahun"),
        ("dokumen.csv", "a.pdf;tahun;2025;x;y;z;tiga;empat", "dokumen.csv baris 2: ada sel lebih dari kepala kolomnya"),
        ("koreksi.csv", "a.pdf;target;3;1;anggaran_rp;;1,23457E+11", "koreksi.csv baris 2: «1,23457E+11» di kolom nilai dipendekkan Excel"),
        ("koreksi.csv", "a.pdf;target;3;1;anggaran_rp;;01/02/2025", "koreksi.csv baris 2, anggaran_rp: «01/02/2025» bukan angka"),
        ("temuan.csv", "1.23E+15;terima", "temuan.csv baris 2: «1.23E+15» di kolom temuan dipendekkan Excel"),
        ("temuan.csv", "0f3a9c1d2b4e5f60;setuju", "temuan.csv baris 2: keputusan «setuju» untuk 0f3a9c1d2b4e5f60 tidak dikenal"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_file_and_line(tmp_path: Path, name: str, content: str, told: str) -> None:
    (tmp_path / name).write_text(";".join(HEADS[name]) + f"\n{content}\n", encoding="utf-8")
    with pytest.raises(RegistryError) as caught:
        load_knowledge(tmp_path)
        read_findings(tmp_path)
    assert told in said(caught.value)
    assert "baris" not in sentence(caught.value.alasan, "en")


def test_zeros_that_a_spreadsheet_drops(tmp_path: Path) -> None:
    (tmp_path / "temuan.csv").write_text("temuan;keputusan\n12345678901234;terima\n")
    assert [found.temuan_id for found in read_findings(tmp_path)] == ["0012345678901234"]


def test_files_laid_out_decide_nothing_and_stay(tmp_path: Path) -> None:
    empty = load_knowledge(tmp_path / "tiada")
    (tmp_path / "dokumen.csv").write_text("dokumen,kolom,nilai\na.pdf,tahun,2025\n")
    lay_out(tmp_path)
    found = load_knowledge(tmp_path)
    assert found.keputusan == {("a.pdf", "tahun"): "2025"} and found.koreksi == {} and read_findings(tmp_path) == []
    assert found.dim_upt_alias == empty.dim_upt_alias and read_corrections(tmp_path) == {}
    assert (tmp_path / "upt_alias.csv").read_bytes() == b"\xef\xbb\xbfalias;upt_id\r\n"


@pytest.mark.parametrize("path", sorted(REGISTRY.rglob("*.csv")), ids=lambda path: path.stem)
def test_every_file_of_the_registry_has_the_cells_of_its_head(path: Path) -> None:
    """A comma in a pattern without quotes cuts it off."""
    assert list(csv_rows(path))


@pytest.mark.parametrize("saved", [("sep=;\r\n" + SEMICOLONS).encode(), SEMICOLONS.replace(";", "\t").encode("utf-16")])
def test_the_review_page_adds_to_what_excel_saved(tmp_path: Path, saved: bytes) -> None:
    path = tmp_path / "dokumen.csv"
    path.write_bytes(saved)
    append_lines(path, HEADS["dokumen.csv"], [("b.pdf", "tahun", "2024", "Rina", "2025-11-03", "sampul")])
    first, second = csv_rows(path, "dokumen")
    assert first == MEANT[0] and (second["dokumen"], second["nilai"]) == ("b.pdf", "2024")
