"""Captions above their tables or below: the same report set both ways says the same."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows
from normalize.tables.captions import caption_after, captions_below, is_caption
from tests.normalize.tables.made_laporan import CONTENT, NEW_PAGE, OBAT, Tabel, as_dump, as_pdf
from tests.terucap import said

Baca = Callable[[str], DocumentRows]


def captions_moved() -> list[Any]:
    """The report with each caption behind its table; one that goes on over a page has it behind its end."""
    moved: list[Any] = []
    waiting: str | None = None
    for part, following in zip(CONTENT, [*CONTENT[1:], ""], strict=True):
        if isinstance(part, str) and part.startswith("Tabel "):
            waiting = part
            continue
        moved.append(part)
        goes_on = following is NEW_PAGE and isinstance(CONTENT[CONTENT.index(following, len(moved)) + 1], Tabel)
        if isinstance(part, Tabel) and waiting and not goes_on:
            moved.append(waiting)
            waiting = None
    return moved


@pytest.fixture(params=["dump", "pdf"])
def both(request: pytest.FixtureRequest, baca: Baca, knowledge: Knowledge, tmp_path: Path) -> tuple[DocumentRows, DocumentRows]:
    """With the captions above, and below."""
    if request.param == "dump":
        return baca(as_dump(CONTENT)), baca(as_dump(captions_moved()))

    def read(content: list[Any], name: str) -> DocumentRows:
        path = as_pdf(content, tmp_path / name)
        return normalize(read_pdf(Document("1" * 64, path, name, Metode.PDF)), knowledge, datetime(2024, 1, 1))

    return read(CONTENT, "atas.pdf"), read(captions_moved(), "bawah.pdf")


def meaning(rows: DocumentRows) -> list[tuple[object, ...]]:
    """All facts, without places."""
    targets = [(r.tabel, r.versi, r.no_sasaran, r.sasaran_raw, r.indikator_raw, r.target_tahunan, r.tahun) for r in rows.target]
    results = [(r.tabel, r.versi, r.tahun, r.periode, r.indikator_raw, r.target, r.realisasi, r.capaian_persen) for r in rows.capaian]
    return [
        *targets,
        *results,
        *((r.jenis_belanja, r.pagu_rp) for r in rows.serapan),
        *((r.indikator_raw, r.pagu_rp) for r in rows.efisiensi),
    ]


def test_captions_below_say_what_they_say_above(both: tuple[DocumentRows, DocumentRows]) -> None:
    above, below = both
    assert meaning(below) == meaning(above)
    assert [(r.tabel, r.versi, r.target_tahunan) for r in below.target if r.indikator_raw == OBAT] == [
        ("RKT", None, 84),
        ("PK", "AWAL", 85),
        ("PK", "REVISI", 90),
        ("RAPK", "REVISI", 90),
    ]


PK, REVISED, RESULT = "Tabel 2.1 Perjanjian Kinerja (Semula)", "Tabel 2.2 Perjanjian Kinerja (Menjadi)", "Tabel 3.1 Capaian Kinerja"


@pytest.mark.parametrize(
    ("gaps", "kinds", "below"),
    [
        ([[PK], [REVISED], [RESULT], []], ["LAIN", "LAIN", "CAPAIAN"], False),
        ([[], [PK], [REVISED], [RESULT]], ["LAIN", "LAIN", "CAPAIAN"], True),
        ([["BAB II"], [PK, "2.2. Perubahan"], [REVISED, "BAB III"], [RESULT, "Demikian."]], ["LAIN", "LAIN", "CAPAIAN"], True),
        ([["BAB II", PK], ["2.2. Perubahan", REVISED], ["BAB III", RESULT], ["Demikian."]], ["LAIN", "LAIN", "CAPAIAN"], False),
        # neither a first nor a last table without a caption: what heads and captions name decides
        ([[PK], [RESULT], [REVISED]], ["LAIN", "CAPAIAN"], False),
        ([["12"], [RESULT], [PK]], ["CAPAIAN", "LAIN"], True),
        ([[], []], ["LAIN"], False),
    ],
)
def test_where_a_document_sets_its_captions(gaps: list[list[str]], kinds: list[str], below: bool) -> None:
    assert captions_below(gaps, kinds) is below


@pytest.mark.parametrize(
    ("after", "caption"),
    [
        (
            ["Tabel 2.4 Rencana Aksi Balai POM di Ambon Tahun", "2021 (Semula)", "Tabel itu …"],
            "Tabel 2.4 Rencana Aksi Balai POM di Ambon Tahun 2021 (Semula)",
        ),
        (["Tabel 2.4 Rencana Aksi (Semula)", "2.5. Metode Pengukuran"], "Tabel 2.4 Rencana Aksi (Semula)"),
        (["12", "Tabel 3.1 Capaian Kinerja", "IKU 1. Indeks"], "Tabel 3.1 Capaian Kinerja"),
        (["Tabel 3.1 menunjukkan bahwa target tercapai."], None),
        (["Tabel berikut memuat rinciannya."], None),
        ([], None),
    ],
)
def test_a_caption_below(after: list[str], caption: str | None) -> None:
    assert caption_after(after) == caption


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Tabel Capaian Kinerja Loka POM di Sorong Tahun 2021", True),
        ("Tabel 3.1", True),
        ("TABEL II-4: REALISASI", True),
        ("Tabel 3.1 Capaian Kinerja ........ 12", False),
        ("Tabel Capaian Kinerja .................. 13", False),
        ("Tabel di atas menunjukkan", False),
        ("Daftar Tabel", False),
    ],
)
def test_what_a_caption_is(line: str, found: bool) -> None:
    assert is_caption(line) is found


def test_targets_of_the_version_that_is_not_in_force_are_asked(baca: Baca) -> None:
    """The captions name the versions the wrong way round: CAPAIAN is measured against 90, which 'semula' would give."""
    text = as_dump(CONTENT).replace("(Semula)", "(x)").replace("(Menjadi)", "(Semula)").replace("(x)", "(Menjadi)")
    text = (
        text.replace("LAPORAN KINERJA INTERIM", "LAPORAN KINERJA")
        .replace("TRIWULAN III TAHUN 2022", "TAHUN 2022")
        .replace("TW III 2022", "2022")
    )
    (cek,) = [cek for cek in baca(text.replace("\t85,00\t94,23", "\t90,00\t94,23")).cek if cek.aturan == "versi_berlaku"]
    assert cek.status == "gagal" and said(cek.penjelasan).startswith("Target 1 indikator di tabel capaian sama dengan versi semula")
    assert not [cek for cek in baca(text).cek if cek.aturan == "versi_berlaku"]
