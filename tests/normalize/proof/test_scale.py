"""One rupiah or a thousand."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from normalize.proof.scale import Scale, infer_scale, wajar
from normalize.proof.scale_note import Note, printed_note
from normalize.proof.totals import Jumlah
from normalize.rows import DocumentRows
from normalize.words.registry_rows import registry_rows
from tests.conftest import Kertas
from tests.terucap import said


def jumlah(total: int | Decimal) -> Jumlah:
    return Jumlah(Decimal(total), total % 1000 == 0)


TRILLION_IN_THOUSANDS = jumlah(2_354_243_149)
OFFICE = jumlah(28_942_153_000)
OFFICE_IN_THOUSANDS = jumlah(28_942_153)
THOUSANDS = Note("(dalam ribuan rupiah)", 1000)
MILLIONS = Note("(dalam jutaan rupiah)", 1_000_000)
SAMPLES = Path(__file__).parents[3] / "samples" / "inbox"


# ---- the words


@pytest.mark.parametrize(
    "text",
    [
        "(dalam ribuan rupiah)",
        "dalam ribu rupiah",
        "Anggaran (Rp. ribu)",
        "Pagu (x Rp1.000)",
        "(Ribuan Rp)",
        "Tabel 3.5 Realisasi Anggaran Tahun 2022 (dalam ribuan rupiah)",
        "Seluruh angka pada dokumen ini disajikan dalam ribuan rupiah.",
        "Satuan: Rp 000",
        "[ribu rupiah]",
        "(000 rupiah)",
        "PAGU ANGGARAN DALAM RIBUAN RUPIAH",
    ],
)
def test_printed_thousands(text: str) -> None:
    assert printed_note(["RENCANA AKSI", text], []) == Note(text, 1000)
    assert printed_note([], ["Indikator", text]) == Note(text, 1000)


@pytest.mark.parametrize("text", ["ANGGARAN (Rp 000)", "Anggaran Rp 000", "Pagu Anggaran Rp. ribu", "Realisasi x Rp1.000"])
def test_printed_thousands_in_a_head(text: str) -> None:
    assert printed_note([], [text]) == Note(text, 1000)


@pytest.mark.parametrize(
    "text",
    [
        "ANGGARAN (Rp)",
        "Anggaran",
        "Rp 1.000.000",
        "ribuan sarana",
        "seribu desa",
        "Rp. 28,226,462,000.00",
        "Terbilang: tiga miliar tiga ratus dua puluh tiga juta empat ratus delapan puluh tiga ribu rupiah",
        "(tiga miliar empat ratus delapan puluh tiga ribu rupiah)",
        "ribu rupiah)",
        "ribu rupiah",
        "000 rupiah",
        "seribu rupiah",
        "Biaya pengujian seribu rupiah",
        "Pagu awal Balai sebesar 28.942.153.000 rupiah.",
        "Pagu Rp 28.942.153 (dalam ribuan rupiah) naik",
        "Pagu sebesar Rp28.942.153 (dalam ribuan rupiah)",
        "ANGGARAN 28.942.153.000 RUPIAH",
        "Belanja parkir mencapai ribuan rupiah",
        "1 x 1.000.000",
        "Realisasi anggaran kegiatan tersebut mencapai 3 juta rupiah dari pagu yang ditetapkan pada awal tahun anggaran.",
    ],
)
def test_no_note(text: str) -> None:
    assert printed_note([text], []) is None
    assert printed_note([], [text]) is None


@pytest.mark.parametrize("text", ["(dalam jutaan rupiah)", "Anggaran (Rp juta)", "dalam jutaan rupiah", "Pagu (Rp. Jutaan)"])
def test_printed_millions(text: str) -> None:
    assert printed_note(["RENCANA AKSI", text], []) == Note(text, 1_000_000)
    assert printed_note([], [text]) == Note(text, 1_000_000)


def test_a_unit_that_is_not_read() -> None:
    assert printed_note(["(dalam miliar rupiah)"], []) == Note("(dalam miliar rupiah)", None)


def test_wide_letters_are_letters() -> None:
    assert printed_note(["（ｄａｌａｍ ｒｉｂｕａｎ ｒｕｐｉａｈ）"], []) == Note("（ｄａｌａｍ ｒｉｂｕａｎ ｒｕｐｉａｈ）", 1000)


# ---- the decision


@pytest.mark.parametrize("lingkup", ["NASIONAL", "PUSAT", "UPT"])
def test_what_is_printed_holds_where_the_size_allows(lingkup: str) -> None:
    low = wajar()[lingkup].dari
    assert infer_scale(THOUSANDS, lingkup, [jumlah(low / 1000)], None) == Scale(1000)
    assert infer_scale(None, lingkup, [jumlah(low)], None) == Scale(1)
    assert infer_scale(THOUSANDS, lingkup, [], None) == Scale(1000)
    assert infer_scale(None, lingkup, [], None) == Scale(1)


def test_a_national_total_too_small_for_rupiah() -> None:
    scale = infer_scale(None, "NASIONAL", [TRILLION_IN_THOUSANDS], None)
    assert (scale.factor, scale.bendera, scale.diragukan) == (1000, "skala_disimpulkan", False)
    assert scale.alasan and "2.354.243.149" in said(scale.alasan)


def test_the_same_total_of_an_office_is_rupiah() -> None:
    assert infer_scale(None, "UPT", [TRILLION_IN_THOUSANDS], None) == Scale(1)
    assert infer_scale(None, "PUSAT", [TRILLION_IN_THOUSANDS], None) == Scale(1)


def test_a_note_that_makes_an_office_too_rich_is_doubted() -> None:
    scale = infer_scale(THOUSANDS, "UPT", [OFFICE], None)
    assert (scale.factor, scale.bendera, scale.diragukan) == (1, "skala_diragukan", True)
    assert scale.alasan and "Rp28.942.153.000.000" in said(scale.alasan) and "dalam ribuan rupiah" in said(scale.alasan)


def test_tables_in_two_units_are_doubted() -> None:
    assert infer_scale(THOUSANDS, "UPT", [OFFICE, OFFICE_IN_THOUSANDS], None).diragukan
    assert infer_scale(None, "UPT", [OFFICE, OFFICE_IN_THOUSANDS], None).diragukan


def test_an_office_too_poor_without_a_note_is_doubted() -> None:
    scale = infer_scale(None, "UPT", [OFFICE_IN_THOUSANDS], None)
    assert (scale.factor, scale.diragukan) == (1, True)
    assert scale.alasan and "Rp28.942.153 " in said(scale.alasan)


def test_whole_thousands_of_an_office_are_rupiah_and_of_the_agency_are_not() -> None:
    """A plan that has lost pages sums up to little; budgets are allotted in whole thousands of rupiah."""
    assert infer_scale(None, "UPT", [jumlah(8_750_000)], None) == Scale(1)
    assert infer_scale(None, "NASIONAL", [jumlah(2_354_243_000)], None).factor == 1000


def test_one_part_that_is_not_whole_is_enough(kertas: Kertas, baca: Callable[[str], DocumentRows]) -> None:
    body = [kertas.indikator(1, 4_200_500, sasaran=(1, "Obat")), kertas.indikator(2, 4_549_500), kertas.total(8_750_000)]
    assert "skala_wajar" in {cek.aturan for cek in baca(kertas.dokumen(body)).cek}


def test_a_national_total_of_no_size() -> None:
    assert infer_scale(None, "NASIONAL", [jumlah(5_000)], None).diragukan


def test_printed_millions_are_flagged() -> None:
    scale = infer_scale(MILLIONS, "UPT", [jumlah(28_942)], None)
    assert (scale.factor, scale.bendera, scale.diragukan) == (1_000_000, "skala_juta", False)
    assert infer_scale(MILLIONS, "NASIONAL", [], None).bendera == "skala_juta"


def test_millions_of_no_size_are_doubted() -> None:
    scale = infer_scale(MILLIONS, "UPT", [OFFICE], None)
    assert (scale.factor, scale.bendera, scale.diragukan) == (1, "skala_diragukan", True)
    assert scale.alasan and "Rp28.942.153.000.000.000" in said(scale.alasan) and "dibaca dalam rupiah" in said(scale.alasan)
    scale = infer_scale(MILLIONS, "UPT", [jumlah(5)], None)
    assert (scale.factor, scale.bendera) == (1_000_000, "skala_diragukan")
    assert scale.alasan and "dibaca dalam jutaan rupiah" in said(scale.alasan)


def test_a_unit_that_is_not_read_is_doubted() -> None:
    scale = infer_scale(Note("(dalam miliar rupiah)", None), "UPT", [OFFICE], None)
    assert (scale.factor, scale.diragukan) == (1, True)


def test_a_person_decides() -> None:
    assert infer_scale(THOUSANDS, "UPT", [OFFICE], 1) == Scale(1)
    assert infer_scale(None, "NASIONAL", [TRILLION_IN_THOUSANDS], 1000) == Scale(1000)


def test_the_bounds_are_those_of_every_kind_of_office() -> None:
    rows = list(registry_rows("words/anggaran_wajar.csv", "lingkup", "dari_rp", "sampai_rp", "sumber"))
    assert {row["lingkup"] for row in rows} == {"NASIONAL", "PUSAT", "UPT"} == set(wajar())
    assert all(bounds.dari < bounds.sampai for bounds in wajar().values())


# ---- documents


def test_prose_moves_no_amount_of_a_plan(kertas: Kertas, baca: Callable[[str], DocumentRows]) -> None:
    words = "Terbilang: lima ratus juta empat ratus delapan puluh tiga ribu rupiah"
    rows = baca(kertas.dokumen([kertas.indikator(1, 500_483_000, sasaran=(1, "Obat")), kertas.total(500_483_000)]) + f"\n{words}\n")
    assert (rows.dokumen.skala_rupiah, rows.dokumen.total_anggaran_rp) == (1, 500_483_000)
    assert [row.anggaran_rp for row in rows.target] == [500_483_000]


def test_prose_moves_no_amount_of_a_report(baca: Callable[[str], DocumentRows]) -> None:
    text = (SAMPLES / "lakip_triwulan.txt").read_text(encoding="utf-8")
    rows = baca(f"{text}\nPagu awal Balai sebesar 28.942.153.000 rupiah.\n")
    assert next(row.pagu_rp for row in rows.serapan if row.jenis_belanja == "TOTAL") == OFFICE.total


def test_a_doubted_scale_is_a_failed_check_and_a_flag_on_every_row(kertas: Kertas, baca: Callable[[str], DocumentRows]) -> None:
    body = [kertas.indikator(1, 900_483_000, sasaran=(1, "Obat")), kertas.ro(1, 900_483_000, 900_483_000), kertas.total(900_483_000)]
    rows = baca(kertas.dokumen(body).replace("\tANGGARAN\n", "\tANGGARAN (Rp 000)\n", 1))
    assert (rows.dokumen.skala_rupiah, rows.dokumen.status) == (1, "perlu_tinjau")
    assert all("skala_diragukan" in row.bendera for row in (*rows.target, *rows.kontribusi_ro))
    (cek,) = [cek for cek in rows.cek if cek.aturan == "skala_wajar"]
    assert cek.status == "gagal" and rows.dokumen.pesan is not None
    assert said(rows.dokumen.pesan).count(said(cek.penjelasan)) == 1 and "Rp900.483.000.000" in said(cek.penjelasan)
