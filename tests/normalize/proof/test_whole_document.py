"""A document is whole by what it prints, or a person is asked."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from extract.cells import Block, Document, Line, Metode, Reading
from extract.message import message
from extract.running.page_numbers import numbered_pages, page_gaps
from normalize.identity.contents_list import closing_chapter, contents_of
from normalize.proof.whole_document import Printed, Verdict, whole_document
from normalize.rows import Cek, DocumentRows
from tests.conftest import Kertas
from tests.terucap import said

Baca = Callable[[str], DocumentRows]


def verdict(rows: DocumentRows) -> Cek:
    (cek,) = [cek for cek in rows.cek if cek.aturan == "dokumen_utuh"]
    return cek


# ---- plans


def plan(kertas: Kertas, *, total: int | None = 300_000, signed: str | None = "Jember, 19 Januari 2024", ro: bool = True) -> str:
    """Two indicators of 100,000 and 200,000."""
    sasaran = (1, "Terwujudnya Obat yang aman")
    rows = [kertas.indikator(1, 100_000, sasaran=sasaran)]
    rows += [kertas.kepala_ro, kertas.ro(1, 300_000, 100_000)] if ro else []
    rows += [kertas.indikator(2, 200_000, nama="Indeks Pelayanan Publik", bulan=("3.5",) * 12)]
    rows += [kertas.kepala_ro, kertas.ro(1, 300_000, 200_000)] if ro else []
    rows += [kertas.total(total)] if total else []
    text = kertas.dokumen(rows)
    return text.replace("Jember, 19 Januari 2024", signed or "")


@pytest.mark.parametrize("ro", [True, False])
def test_a_total_that_agrees_proves_a_plan(baca: Baca, kertas: Kertas, ro: bool) -> None:
    rows = baca(plan(kertas, ro=ro))
    assert (verdict(rows).status, rows.dokumen.status) == ("lolos", "lengkap")


def test_a_total_without_a_signature_is_whole_and_asked(baca: Baca, kertas: Kertas) -> None:
    rows = baca(plan(kertas, signed=None))
    assert (verdict(rows).status, rows.dokumen.status) == ("lolos", "perlu_tinjau")
    assert said(rows.dokumen.pesan) == "Tempat dan tanggal tidak tercetak di belakang tabel terakhir: halaman tanda tangan mungkin hilang."


def test_place_and_date_behind_numbers_that_run_on(baca: Baca, kertas: Kertas) -> None:
    assert verdict(baca(plan(kertas, total=None))).status == "lolos"
    assert verdict(baca(plan(kertas, total=None, signed="Ditetapkan di Jember\nPada tanggal 19 Januari 2024"))).status == "lolos"
    assert verdict(baca(plan(kertas, total=None, signed="Jember,      Januari 2024"))).status == "lolos"


def test_neither_total_nor_date(baca: Baca, kertas: Kertas) -> None:
    rows = baca(plan(kertas, total=None, signed=None))
    assert (verdict(rows).status, rows.dokumen.status) == ("tak_terbukti", "perlu_tinjau")
    assert said(rows.dokumen.pesan) == said(verdict(rows).penjelasan)


def test_a_date_above_the_table_is_no_end(baca: Baca, kertas: Kertas) -> None:
    text = plan(kertas, total=None, signed=None).replace("\n\n", "\nJember, 19 Januari 2024\n\n", 1)
    rows = baca(text)
    assert rows.dokumen.tempat == "Jember"
    assert verdict(rows).status == "tak_terbukti"


def test_a_total_of_more_than_is_there(baca: Baca, kertas: Kertas) -> None:
    """A misprint does not close either: it leaves open whether a page is missing."""
    rows = baca(plan(kertas, total=900_000))
    assert (verdict(rows).status, rows.dokumen.status) == ("tak_terbukti", "perlu_tinjau")
    assert [cek.aturan for cek in rows.cek if cek.status == "gagal"] == ["total_dokumen"]


def test_a_total_that_agrees_though_lines_are_gone(baca: Baca, kertas: Kertas) -> None:
    """A page of RO lines alone is lost: budgets still give the total."""
    text = plan(kertas)
    lost = "\n".join(line for line in text.splitlines() if not line.endswith("300,000\t200,000")) + "\n"
    assert lost != text
    assert verdict(baca(lost)).status == "gagal"


def test_numbers_that_do_not_begin_or_run_on(baca: Baca, kertas: Kertas) -> None:
    names = ["Indeks A", "Indeks B", "Indeks C", "Indeks D"]

    def numbered(*numbers: int) -> str:
        rows = [
            kertas.indikator(no, "", sasaran=(1, "Terwujudnya Obat yang aman") if first else None, nama=name, bulan=("3.5",) * 12)
            for no, name, first in zip(numbers, names, [True, False, False, False], strict=True)
        ]
        return kertas.dokumen(rows)

    assert verdict(baca(numbered(1, 2, 3, 4))).status == "lolos"
    assert verdict(baca(numbered(3, 4, 5, 6))).status == "tak_terbukti"
    assert verdict(baca(numbered(1, 2, 5, 6))).status == "tak_terbukti"


# ---- reports


TITLE = "LAPORAN KINERJA TAHUN 2022\nLOKA POM DI KOTA DUMAI\n\n"
CAPAIAN = "Tabel 3.1 Capaian Kinerja Tahun 2022\nNo\tIndikator\tTarget\tRealisasi\t% Capaian\n1\tIndeks kepuasan pemohon\t80\t84\t105"
CHAPTERS = ["BAB I PENDAHULUAN", "1.1. Latar Belakang", "BAB II PERENCANAAN KINERJA", "BAB III AKUNTABILITAS KINERJA", "3.1. Capaian"]
CLOSING = ["BAB IV PENUTUP", "4.1. Kesimpulan"]
LISTED = "DAFTAR ISI\n" + "\n".join(f"{text} ........ {n}" for n, text in enumerate([*CHAPTERS, *CLOSING], 1))


def report(*parts: str) -> str:
    return TITLE + "\n\n".join(parts) + "\n"


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ((LISTED, *CHAPTERS, CAPAIAN, *CLOSING), "lolos"),
        ((LISTED.replace(" ........ ", "\t"), *CHAPTERS, CAPAIAN, *CLOSING), "lolos"),
        ((LISTED, *CHAPTERS, CAPAIAN, "BAB IV PENUTUP"), "tak_terbukti"),
        ((LISTED, *CHAPTERS, CAPAIAN), "tak_terbukti"),
        ((LISTED, *CHAPTERS[:2], *CHAPTERS[3:], CAPAIAN, *CLOSING), "tak_terbukti"),
        ((*CHAPTERS, CAPAIAN, *CLOSING), "lolos"),
        ((*CHAPTERS, CAPAIAN, "BAB IV", "PENUTUP", "Demikian laporan ini."), "lolos"),
        ((*CHAPTERS, CAPAIAN), "tak_terbukti"),
        ((*CHAPTERS[:2], *CHAPTERS[3:], CAPAIAN, *CLOSING), "tak_terbukti"),
        (("KATA PENGANTAR", "Dumai, 12 Januari 2023", *CHAPTERS, CAPAIAN), "tak_terbukti"),
        ((*CHAPTERS, CAPAIAN, "Dumai, 12 Januari 2023"), "lolos"),
        ((*CHAPTERS, CAPAIAN, "Dumai, 12 Januari 2022"), "tak_terbukti"),  # of the plan that it quotes
    ],
)
def test_what_a_report_proves(baca: Baca, parts: tuple[str, ...], status: str) -> None:
    rows = baca(report(*parts))
    assert verdict(rows).status == status, said(verdict(rows).penjelasan)
    assert rows.dokumen.status == ("lengkap" if status == "lolos" else "perlu_tinjau")


def test_a_missing_entry_is_named(baca: Baca) -> None:
    cek = verdict(baca(report(LISTED, *CHAPTERS, CAPAIAN, "BAB IV PENUTUP")))
    assert said(cek.penjelasan) == "Daftar isi atau daftar tabel menyebut «4.1. Kesimpulan», yang tidak ada di dokumen."


def test_entries_that_are_broken_or_have_roman_pages() -> None:
    texts = [
        "DAFTAR ISI",
        "Kata Pengantar ii",
        "Bab I Pendahuluan 1",
        "1.1 Latar Belakang..... 1",
        "3.2. Tindak Lanjut atas Rekomendasi Hasil",
    ]
    texts += [
        "Evaluasi Tahun Sebelumnya ..... 9",
        "Bab IV Penutup 12",
        "Lampiran 14",
        "BAB I",
        "PENDAHULUAN",
        "1.1 Latar Belakang",
        "BAB IV PENUTUP",
    ]
    found = contents_of(texts)
    assert list(found.entries.values()) == ["Bab I Pendahuluan", "1.1 Latar Belakang", "Bab IV Penutup", "Lampiran"]
    assert found.missing == ("Lampiran",)


@pytest.mark.parametrize(
    ("texts", "closed"),
    [
        (["BAB I", "PENDAHULUAN", "BAB II ISI", "BAB III", "PENUTUP"], True),
        (["BAB I PENDAHULUAN", "BAB II KESIMPULAN DAN SARAN"], True),
        (["BAB I PENDAHULUAN", "BAB II ISI"], False),
        (["BAB II ISI", "BAB III PENUTUP"], False),
        (["BAB I PENDAHULUAN", "BAB III PENUTUP"], False),
        ([], False),
    ],
)
def test_chapters_that_end_with_the_closing_one(texts: list[str], closed: bool) -> None:
    assert closing_chapter(texts) is closed


# ---- page numbers


def feet(*numbers: int | None, foot: str = "Laporan Kinerja 2023 | {}") -> list[Line]:
    lines = []
    for page, number in enumerate(numbers, 1):
        lines += [Line(f"Bab {'isi ' * page}", page), Line(f"Alinea {'kata ' * page}", page), Line(f"akhir {'baris ' * page}", page)]
        lines += [Line(foot.format(number), page)] if number is not None else []
    return lines


@pytest.mark.parametrize(
    ("numbers", "gaps"),
    [
        ((1, 2, 3, 4, 5), ()),
        ((None, 1, 2, 3, 4), ()),
        ((1, 2, 3, 5, 6), ((3, 1),)),
        ((1, 2, 3, 4, 6), ((4, 1),)),
        ((1, 2, 3, None, 6), ((3, 1),)),
        ((3, 4, 5, 6), ((0, 2),)),
        ((1, 2, 3, 1, 2, 3), ()),  # a part numbered anew
        ((1, 2, 9, 4, 5, 6), ()),  # a figure at a page's edge
    ],
)
def test_gaps_of_page_numbers(numbers: tuple[int | None, ...], gaps: tuple[tuple[int, int], ...]) -> None:
    assert page_gaps(numbered_pages(feet(*numbers), len(numbers))) == gaps


def test_two_pages_that_say_which_they_are() -> None:
    assert numbered_pages(feet(1, 3, foot="Halaman {}"), 2) == {1: 1, 2: 3}
    assert numbered_pages(feet(1, 3, foot="{}"), 2) == {}


# ---- each sign alone


def shown(
    lines: list[Line],
    jenis: str,
    pages: int,
    *,
    ends: int = 1,
    read: Sequence[Any] = (),
    checks: Sequence[Any] = (),
    tahun: int | None = 2022,
) -> Verdict:
    """The verdict over a document of these lines, whose one table ends on page `ends` and stands before all of them."""
    document = Document("0" * 64, Path("x.pdf"), "x.pdf", Metode.PDF)
    reading = Reading(document, (Block((), "pdfium", ends),), tuple(lines), (0,), pages)
    return whole_document(Printed(reading, jenis, "TAHUNAN", tahun, read, checks))


LOST = [SimpleNamespace(rapk=SimpleNamespace(indikator=[SimpleNamespace(ada=False, bendera=(), lines=())]))]
WHOLE = [SimpleNamespace(rapk=SimpleNamespace(indikator=[SimpleNamespace(ada=True, bendera=(), lines=(), no=1)]))]
UNREAD_TOTAL = [SimpleNamespace(aturan="total_dokumen", status="tak_terbukti")]
ORPHANED = [SimpleNamespace(aturan="blok_tanpa_indikator", status="gagal", penjelasan=message("halaman_sasaran_hilang"))]
SIGNED = Line("Dumai, 12 Januari 2023", 5)


@pytest.mark.parametrize(
    ("found", "status", "kode"),
    [
        (shown(feet(1, 2, foot="Halaman {} dari 3"), "LAKIP", 2), "gagal", "halaman_kurang_bernomor"),
        (shown(feet(1, 2, 3, 4, 6, 7, 8, 9), "LAKIP", 8), "gagal", "nomor_halaman_melompat"),
        (shown([], "RAPK", 1, read=LOST), "gagal", "halaman_sasaran_hilang"),
        (shown([], "RAPK", 1, read=LOST, checks=ORPHANED), "gagal", "ada_halaman_hilang"),
        (shown([*feet(1, 2, 3, 4, 6), SIGNED], "RAPK", 5, ends=5), "tak_terbukti", "nomor_halaman_terlompat"),
        (shown([*feet(3, 4, 5, 6, 7), SIGNED], "RAPK", 5, ends=5), "tak_terbukti", "halaman_pertama_bernomor"),
        (shown([], "RAPK", 1, read=WHOLE, checks=UNREAD_TOTAL), "tak_terbukti", "rencana_tak_terbukti_utuh"),
        (shown([SIGNED], "RAPK", 5, ends=4), "tak_terbukti", "tanda_tangan_terpisah"),
        (shown([*feet(1, 2, 3, 4, 5), SIGNED], "RAPK", 5, ends=4), "lolos", "utuh_menurut_tanda_tangan"),
        (shown([*feet(1, 2, 3, 4, 6), SIGNED], "LAKIP", 5, ends=5), "tak_terbukti", "nomor_halaman_terlompat"),
        (shown([*feet(1, 2, 3, 4, 5), SIGNED], "LAKIP", 5, ends=5), "lolos", "bertanggal_di_belakang"),
        (shown([SIGNED], "LAKIP", 5, ends=5, tahun=None), "tak_terbukti", "laporan_tak_terbukti_utuh"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_sign_alone_decides(found: Verdict, status: str, kode: str) -> None:
    assert (found.status, found.penjelasan.kode) == (status, kode)
