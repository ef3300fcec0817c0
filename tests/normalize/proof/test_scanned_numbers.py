"""Numbers in doubt: arithmetic that would notice another digit settles them, else they are not given, and never in silence."""

from collections.abc import Callable, Collection
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from extract.cells import Document, Metode, Reading
from extract.dump.read_text import parse_dump
from normalize.alamat import Alamat
from normalize.decisions.koreksi_tinjauan import Koreksi
from normalize.decisions.registry_files import Knowledge
from normalize.document import checked_rows, with_proof
from normalize.proof.scanned_numbers import asked_about, settled_rows
from normalize.rows import DocumentRows
from tests.terucap import said

DOC = "0" * 64
LISTED = (
    "Persentase Obat yang memenuhi syarat",
    "Persentase Makanan yang memenuhi syarat",
    "Indeks Pelayanan Publik",
    "Nilai AKIP UPT",
    "Indeks Profesionalitas ASN UPT",
)
"""In the order of the shared list."""
Settled = Callable[..., DocumentRows]


@pytest.fixture
def dipindai(knowledge: Knowledge) -> Settled:
    """A dump's text, and for texts of its cells all that OCR read there → the rows."""

    def rows(text: str, bacaan: dict[str, tuple[str, ...]], *corrections: Koreksi) -> DocumentRows:
        reading = doubted(parse_dump(text, Document(DOC, Path("dump.txt"), "dump.txt", Metode.TEKS)), bacaan)
        known = replace(knowledge, koreksi={DOC: corrections})

        def rows_of(other: Reading, unread: Collection[Alamat]) -> DocumentRows:
            return checked_rows(other, known, None, unread)

        return settled_rows(reading, rows_of(reading, ()), rows_of, lambda found, chosen: with_proof(found, known, chosen), corrections)

    return rows


def doubted(reading: Reading, bacaan: dict[str, tuple[str, ...]]) -> Reading:
    blocks = tuple(
        replace(
            block,
            rows=tuple(
                replace(row, cells=tuple(replace(cell, bacaan=bacaan.get(cell.text, ())) for cell in row.cells)) for row in block.rows
            ),
        )
        for block in reading.blocks
    )
    return replace(reading, blocks=blocks)


def plan(kertas: Any, anggaran: int | str, kontribusi: int | str, target: str = "90") -> str:
    bulan = ("0",) * 11 + (target,)
    return str(
        kertas.dokumen(
            [
                kertas.indikator(1, anggaran, sasaran=(1, "Terwujudnya obat"), bulan=bulan),
                kertas.kepala_ro,
                kertas.ro(1, 8_000_000, kontribusi),
                kertas.ro(2, 2_000_000, 1_250_000, kode="DR.3165.BAH.001"),
            ]
        )
    )


def test_a_number_that_a_sum_proves_stands(kertas: Any, dipindai: Settled) -> None:
    rows = dipindai(plan(kertas, 5_250_000, 4_000_000), {"4,000,000": ("4,000,000", "4,000,800")})
    line = rows.kontribusi_ro[0]
    assert line.kontribusi_rp == Decimal(4_000_000) and "angka_ragu_ocr" not in line.bendera
    assert not [cek for cek in rows.cek if cek.aturan == "angka_terbaca_ocr"]


@pytest.mark.parametrize(
    ("read", "others"),
    [("4,000,000", ("4.000.000",)), ("4,000,000.00", ("4,000,.000.00",)), ("4,000,000.00", ("4,000,000,00", "4 000,.000.00"))],
)
def test_readings_of_one_number_are_settled_by_what_would_notice_another_digit(
    kertas: Any, dipindai: Settled, read: str, others: tuple[str, ...]
) -> None:
    """What is no number, and the same number in another form, are no other readings; that no sum notices sen says nothing."""
    line = dipindai(plan(kertas, 5_250_000, read), {read: (read, *others)}).kontribusi_ro[0]
    assert line.kontribusi_rp == Decimal(4_000_000) and "angka_ragu_ocr" not in line.bendera


@pytest.mark.parametrize(("again", "given"), [("8,000,000.00", Decimal(8_000_000)), ("8,000,000", None)])
def test_a_figure_printed_twice_does_not_settle_itself(kertas: Any, dipindai: Settled, again: str, given: Decimal | None) -> None:
    """The budget of a line under two indicators: where it is sure in one place it settles the other, where both are in doubt neither."""
    blocks: list[Any] = []
    for number, printed in ((1, "8,000,000"), (2, again)):
        sasaran = (1, "Terwujudnya obat") if number == 1 else None
        blocks += [kertas.indikator(number, 3_000_000, sasaran=sasaran), kertas.kepala_ro, kertas.ro(1, printed, 3_000_000)]
    rows = dipindai(kertas.dokumen(blocks), {"8,000,000": ("8,000,000", "8,000,800")})
    assert rows.kontribusi_ro[0].anggaran_rp == given


@pytest.mark.parametrize(
    ("elsewhere", "sure"),
    [
        (("DR.3165.QIC.001",), True),
        (("DR.3165.BAH.002",), False),
        (("DR.3165.QIC.001", "DR.3165.QIC.007"), False),
    ],
)
def test_a_code_that_is_sure_under_another_indicator_is_the_same_line(
    kertas: Any, dipindai: Settled, elsewhere: tuple[str, ...], sure: bool
) -> None:
    """Not where the other reading is a line of the document too."""

    def line(no: int, kode: str) -> str:
        return str(kertas.ro(no, 9_000_000, 1_000_000, kode=kode)).replace(f"diperiksa {kode}", "diperiksa")

    sasaran = (1, "Terwujudnya obat")
    blocks: list[Any] = [kertas.indikator(1, 1_000_000, sasaran=sasaran), kertas.kepala_ro, line(1, "DR.3165.QIC.001")]
    blocks += [kertas.indikator(2, 1_000_000 * len(elsewhere)), kertas.kepala_ro]
    blocks += [line(n, kode).replace(" - Sarana", " \u2013 Sarana") for n, kode in enumerate(elsewhere, 1)]
    name = " - Sarana yang diperiksa"
    rows = dipindai(kertas.dokumen(blocks), {f"DR.3165.QIC.001{name}": (f"DR.3165.QIC.001{name}", f"DR.3165.QIC.007{name}")})
    assert rows.kontribusi_ro[0].kode_ro == "001"
    assert ("angka_ragu_ocr" not in rows.kontribusi_ro[0].bendera) is sure


@pytest.mark.parametrize(("others", "given"), [(("8.000.000",), Decimal(8_000_000)), (("8,000,800",), None)])
def test_an_amount_of_which_only_the_signs_were_read_otherwise_stands(
    kertas: Any, dipindai: Settled, others: tuple[str, ...], given: Decimal | None
) -> None:
    """No sum holds its line: it is the only one of its budget."""
    blocks = [kertas.indikator(1, 3_000_000, sasaran=(1, "Terwujudnya obat")), kertas.kepala_ro, kertas.ro(1, "8,000,000", 3_000_000)]
    rows = dipindai(kertas.dokumen(blocks), {"8,000,000": ("8,000,000", *others)})
    assert rows.kontribusi_ro[0].anggaran_rp == given


@pytest.mark.parametrize(
    ("months", "other", "given"),
    [
        (("4", "4", "7", "7", "7"), "¢", True),
        (("4", "4", "7", "8", "8"), "¢", False),  # 8 would stand there as well
        (("4", "4", "7", "7", "7"), "1", False),  # another number was read
        (("7", "7", "7", "7", "7"), "1", True),  # another one in a row that is level
        (("7", "7", "7", "8", "8"), "1", False),  # which may rise from there
    ],
)
def test_a_month_between_two_equal_ones_is_as_they_are(
    kertas: Any, dipindai: Settled, months: tuple[str, ...], other: str, given: bool
) -> None:
    bulan = (*months[:3], "7 ", *months[3:], *["8"] * 5, "90")[:12]
    blocks = [
        kertas.indikator(1, 3_000_000, sasaran=(1, "Terwujudnya obat"), bulan=bulan),
        kertas.kepala_ro,
        kertas.ro(1, 3_000_000, 3_000_000),
    ]
    rows = dipindai(kertas.dokumen(blocks).replace("\t7 \t", "\t07\t"), {"07": ("07", other)})
    april = next(row for row in rows.target_bulanan if row.bulan == 4)
    assert (april.nilai == 7) is given


EFISIENSI = (
    "LAPORAN KINERJA TAHUN 2022\nBALAI BESAR POM DI PADANG\nBADAN PENGAWAS OBAT DAN MAKANAN\n\nTabel 3.9 Tingkat Efisiensi\n\n"
    "No\tIndikator\tOutput\t\t\tInput (anggaran)\t\t\tIE\tTE\tKriteria\n\t\tT\tR\t%\tT\tR\t%\t\t\t\n"
    "1\tPersentase Obat yang aman\t85.00\t94.23\t110.86\t410,121,000\t391,080,723\t95.36\t{}\t{}\tEfisien\n"
)


@pytest.mark.parametrize(
    ("read", "te", "others", "given", "flag"),
    [
        ("1.16", "-", ("116",), Decimal("1.16"), ""),  # no digit is in doubt, and the check notices the sign
        ("1.16", "-", ("1.18",), None, "angka_ragu_ocr"),  # it would not notice 1.17
        ("1.16", "0.16", ("1.18",), Decimal("1.16"), ""),  # TE notices any other one
        ("1.16", "-", ("\\b1.16",), None, "angka_ragu_ocr"),  # what stands before it may be a digit
        ("116", "0.16", ("1.16",), Decimal("1.16"), "angka_diperbaiki"),
    ],
)
def test_where_only_a_sign_was_missed_a_check_that_notices_it_settles(
    dipindai: Settled, read: str, te: str, others: tuple[str, ...], given: Decimal | None, flag: str
) -> None:
    row = dipindai(EFISIENSI.format(read, te), {read: (read, *others)}).efisiensi[0]
    assert row.ie == given
    assert [name for name in row.bendera if name.startswith("angka_")] == ([flag] if flag else [])


@pytest.mark.parametrize(
    ("bacaan", "status"), [(("2,000,000", "2,800,000"), "terbukti"), (("2,800,000", "2,000,000"), "tak_terbukti")], ids=["read", "chosen"]
)
def test_what_chose_a_number_does_not_prove_it(kertas: Any, dipindai: Settled, bacaan: tuple[str, ...], status: str) -> None:
    """The sum of its line proves a budget that was read well, not one that it chose among two readings."""
    blocks: list[Any] = []
    for number, name in enumerate(LISTED, 1):
        sasaran = (1, "Terwujudnya Obat yang aman") if number == 1 else None
        budget = bacaan[0] if number == 2 else 1_000_000 * number
        lines = kertas.ro(1, 1_000_000 * number, 1_000_000 * number, sub=f"{'ABCDEFG'[number]} - Kegiatan {number}")
        blocks += [kertas.indikator(number, budget, sasaran=sasaran, nama=name), kertas.kepala_ro, lines]
    second, *_ = dipindai(
        kertas.dokumen(blocks).replace("\t2,000,000\t2,000,000", "\t2,000,000.00\t2,000,000.00"), {bacaan[0]: bacaan}
    ).target[1:]
    assert second.anggaran_rp == Decimal(2_000_000)
    proofs = dipindai(kertas.dokumen(blocks).replace("\t2,000,000\t2,000,000", "\t2,000,000.00\t2,000,000.00"), {bacaan[0]: bacaan}).bukti
    found = {proof.baris: proof.status for proof in proofs if (proof.tabel, proof.kolom) == ("target", "anggaran_rp")}
    assert found[second.baris] == status


def test_of_two_readings_the_sum_chooses_the_second_and_says_so(kertas: Any, dipindai: Settled) -> None:
    rows = dipindai(plan(kertas, 5_250_000, 4_000_800), {"4,000,800": ("4,000,800", "4,000,000")})
    line = rows.kontribusi_ro[0]
    assert line.kontribusi_rp == Decimal(4_000_000) and "angka_diperbaiki" in line.bendera
    assert [cek.status for cek in rows.cek if cek.aturan == "kontribusi_vs_anggaran"] == ["lolos"]


def test_a_number_that_nothing_proves_is_not_given_and_asked(kertas: Any, dipindai: Settled) -> None:
    rows = dipindai(plan(kertas, 5_250_000, 4_000_000, target="71.8"), {"71.8": ("71.8", "718")})
    december = next(row for row in rows.target_bulanan if row.bulan == 12)
    assert december.nilai is None and "angka_ragu_ocr" in december.bendera and december.mentah == "71.8"
    assert rows.target[0].target_tahunan is None and rows.target[0].anggaran_rp == Decimal(5_250_000)
    asked = [cek for cek in rows.cek if cek.aturan == "angka_terbaca_ocr"]
    assert len(asked) == 1 and "«71.8», «718»" in said(asked[0].penjelasan)
    assert (asked[0].terbaca, asked[0].harapan) == (Decimal("71.8"), Decimal(718))
    assert asked_about(asked[0].penjelasan, asked[0].baris) in (
        Alamat("target", december.baris, 1, "target_tahunan"),
        Alamat("target_bulanan", december.baris, 12, "nilai"),
    )
    assert rows.dokumen.status == "perlu_tinjau"


@pytest.mark.parametrize(("other", "given"), [("71,8", Decimal("71.8")), ("71,3", None)])
def test_a_decimal_is_given_where_only_the_sign_before_it_was_read_otherwise(
    kertas: Any, dipindai: Settled, other: str, given: Decimal | None
) -> None:
    rows = dipindai(plan(kertas, 5_250_000, 4_000_000, target="71.8"), {"71.8": ("71.8", other)})
    december = next(row for row in rows.target_bulanan if row.bulan == 12)
    assert december.nilai == given and ("angka_ragu_ocr" in december.bendera) is (given is None)


def test_a_person_fills_in_what_was_not_given(kertas: Any, dipindai: Settled) -> None:
    text, doubt = plan(kertas, 5_250_000, 4_000_000, target="71.8"), {"71.8": ("71.8", "718")}
    december = next(row for row in dipindai(text, doubt).target_bulanan if row.bulan == 12)
    correction = Koreksi(Alamat("target_bulanan", december.baris, 12, "nilai"), None, Decimal("71.8"))
    rows = dipindai(text, doubt, correction)
    corrected = next(row for row in rows.target_bulanan if row.bulan == 12)
    assert corrected.nilai == Decimal("71.8") and "dikoreksi" in corrected.bendera
    assert not [cek for cek in rows.cek if cek.aturan == "koreksi_dipakai"]


def test_a_doubt_about_a_head_or_a_running_number_asks_nothing(kertas: Any, dipindai: Settled) -> None:
    text = plan(kertas, 5_250_000, 4_000_000)
    sure = dipindai(text, {})
    assert dipindai(text, {"B01": ("B01", "801")}) == sure
