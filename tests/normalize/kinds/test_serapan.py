"""Budget absorption: what stands under which label."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows, Serapan
from tests.terucap import said

Baca = Callable[[str], DocumentRows]
TITLE = "LAPORAN KINERJA TAHUN 2022\nBALAI BESAR POM DI PADANG\nBADAN PENGAWAS OBAT DAN MAKANAN\n\n"
TURNED = "\tJenis Belanja\t\t\tTOTAL\n\tPEGAWAI\tBARANG\tMODAL\t\n"
PAGU = "11,080,000,000\t14,250,947,000\t3,611,206,000\t28,942,153,000"
REALISASI = "8,003,732,343\t7,883,735,316\t2,382,027,748\t18,269,495,407"
PERSEN = "72.24%\t55.32%\t65.96%\t63.12%"
BARANG = (Decimal(14_250_947_000), Decimal(7_883_735_316), Decimal("55.32"))


def turned(*rows: str) -> str:
    return TITLE + "Tabel 3.1 Realisasi Anggaran\n\n" + TURNED + "\n".join(rows) + "\n"


def barang(rows: DocumentRows) -> Serapan:
    (row,) = [row for row in rows.serapan if row.jenis_belanja == "BARANG"]
    return row


def values(row: Serapan) -> tuple[Decimal | None, ...]:
    return row.pagu_rp, row.realisasi_rp, row.persen


@pytest.mark.parametrize(
    "labels",
    [
        ("PAGU", "REALISASI", "PERSENTASE"),
        ("ANGGARAN", "REALISASI ANGGARAN", "% REALISASI ANGGARAN"),
        ("PAGU ANGGARAN", "REALISASI ANGGARAN", "PERSENTASE REALISASI ANGGARAN TERHADAP PAGU"),
        ("PAGU", "REALISASI", "REALISASI"),
        ("ANGGARAN", "REALISASI ANGGARAN (Rp)", "REALISASI ANGGARAN (%)"),
    ],
)
def test_labels_that_hold_each_other(labels: tuple[str, str, str], baca: Baca) -> None:
    rows = baca(turned(*(f"{label}\t{cells}" for label, cells in zip(labels, (PAGU, REALISASI, PERSEN), strict=True))))
    assert values(barang(rows)) == BARANG and barang(rows).bendera == ()
    assert {cek.status for cek in rows.cek if cek.aturan.startswith("serapan")} == {"lolos"}


def test_a_label_is_never_overwritten(baca: Baca) -> None:
    rest = "3,076,267,657\t6,367,211,684\t1,229,178,252\t10,672,657,593"
    rows = baca(turned(f"PAGU\t{PAGU}", f"REALISASI\t{REALISASI}", f"PERSENTASE\t{PERSEN}", f"SISA PAGU\t{rest}"))
    assert values(barang(rows)) == BARANG and barang(rows).bendera == ()


def test_arithmetic_decides_between_two(baca: Baca) -> None:
    first = "11,000,000,000\t14,000,000,000\t3,000,000,000\t28,000,000,000"
    rows = baca(turned(f"PAGU AWAL\t{first}", f"PAGU REVISI\t{PAGU}", f"REALISASI\t{REALISASI}", f"PERSENTASE\t{PERSEN}"))
    assert values(barang(rows)) == BARANG and barang(rows).bendera == ("dipilih_hitungan",)


def test_a_percentage_without_its_sign_is_found_by_arithmetic(baca: Baca) -> None:
    rows = baca(turned(f"PAGU\t{PAGU}", f"REALISASI\t{REALISASI}", f"REALISASI\t{PERSEN.replace('%', '')}"))
    assert values(barang(rows)) == BARANG and barang(rows).bendera == ("dipilih_hitungan",)


def test_two_that_nothing_decides_between_are_flagged(baca: Baca) -> None:
    first = "11,000,000,000\t14,000,000,000\t3,000,000,000\t28,000,000,000"
    rows = baca(turned(f"PAGU AWAL\t{first}", f"PAGU REVISI\t{PAGU}", f"REALISASI\t{REALISASI}"))
    assert values(barang(rows)) == (14_000_000_000, BARANG[1], None)
    assert barang(rows).bendera == ("kolom_ambigu",) and rows.dokumen.pesan is not None and "kolom_ambigu" in said(rows.dokumen.pesan)


@pytest.mark.parametrize(
    "head",
    ["Jenis Belanja\tPagu (Rp)\tRealisasi Anggaran\t%", "Jenis Belanja\tAnggaran\tRealisasi Anggaran\t% Realisasi Anggaran"],
)
def test_columns_that_hold_each_other(head: str, baca: Baca) -> None:
    lines = ["Belanja Pegawai\t11,080,000,000\t8,003,732,343\t72.24", "Belanja Barang\t14,250,947,000\t7,883,735,316\t55.32"]
    rows = baca(TITLE + "\n".join(["Tabel 3.1 Realisasi Anggaran", "", head, *lines, ""]))
    assert values(barang(rows)) == BARANG and barang(rows).bendera == ()


@pytest.mark.parametrize("text", ["67,5B9,000", "dua ratus juta", "#REF!", "1.000 2.000"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_unreadable_figure_is_flagged(place: int, text: str, baca: Baca) -> None:
    """Turned on its side and in rows; a figure that is not printed is no unreadable one."""
    lines = [PAGU, REALISASI, PERSEN]
    lines[place] = "\t".join(text if n == 1 else cell for n, cell in enumerate(lines[place].split("\t")))
    rows = baca(turned(*(f"{label}\t{cells}" for label, cells in zip(("PAGU", "REALISASI", "PERSENTASE"), lines, strict=True))))
    assert values(barang(rows))[place] is None and set(barang(rows).bendera) - {"urutan"} == {"angka_tidak_terbaca"}
    cells = ["14,250,947,000", "7,883,735,316", "55.32"]
    for printed, flags in ((text, {"angka_tidak_terbaca"}), ("-", set[str]())):
        cells[place] = printed
        table = ["Jenis Belanja\tPagu (Rp)\tRealisasi (Rp)\t%", "Belanja Pegawai\t11,080,000,000\t8,003,732,343\t72.24"]
        rows = baca(TITLE + "\n".join(["Tabel 3.1 Realisasi Anggaran", "", *table, "Belanja Barang\t" + "\t".join(cells), ""]))
        assert values(barang(rows))[place] is None and set(barang(rows).bendera) - {"urutan"} == flags, printed
        assert [value for n, value in enumerate(values(barang(rows))) if n != place] == [
            value for n, value in enumerate(BARANG) if n != place
        ]


def test_two_years_side_by_side(baca: Baca) -> None:
    """The figures of the year before are no second ones of the document's year, and each year has a total of its own."""
    head = "Jenis Belanja\tTahun 2021\t\t\tTahun 2022\t\t\n\tPagu\tRealisasi\t%\tPagu\tRealisasi\t%\n"
    body = (
        "Belanja Pegawai\t4.000.000\t3.000.000\t75,00\t5.000.000\t4.000.000\t80,00\n"
        "Belanja Barang\t6.000.000\t3.000.000\t50,00\t5.000.000\t2.000.000\t40,00\n"
        "Jumlah\t10.000.000\t6.000.000\t60,00\t10.000.000\t6.000.000\t60,00\n"
    )
    rows = baca(f"{TITLE}Tabel 3.1 Realisasi Anggaran\n\n{head}{body}")
    assert {(row.jenis_belanja, row.tahun): values(row) for row in rows.serapan} == {
        ("PEGAWAI", 2021): (4_000_000, 3_000_000, 75),
        ("PEGAWAI", 2022): (5_000_000, 4_000_000, 80),
        ("BARANG", 2021): (6_000_000, 3_000_000, 50),
        ("BARANG", 2022): (5_000_000, 2_000_000, 40),
        ("TOTAL", 2021): (10_000_000, 6_000_000, 60),
        ("TOTAL", 2022): (10_000_000, 6_000_000, 60),
    }
    assert all("kolom_ambigu" not in row.bendera for row in rows.serapan)
    assert [cek.status for cek in rows.cek if cek.aturan == "serapan_total"] == ["lolos"] * 4
    assert rows.dokumen.total_anggaran_rp == 10_000_000


def test_the_budget_in_force_stands_before_the_first_one(baca: Baca) -> None:
    head = "Jenis Belanja\tPagu Awal (Rp)\tPagu Revisi (Rp)\tRealisasi (Rp)\t%\n"
    pegawai = "Belanja Pegawai\t9.000.100.000\t9.000.000.000\t4.500.000.000\t50,00\n"
    body = f"{pegawai}Belanja Barang\t6.000.100.000\t6.000.000.000\t3.000.000.000\t50,00\n"
    rows = baca(f"{TITLE}Tabel 3.1 Realisasi Anggaran\n\n{head}{body}")
    assert [values(row) for row in rows.serapan] == [(9_000_000_000, 4_500_000_000, 50), (6_000_000_000, 3_000_000_000, 50)]


def test_names_of_spending_below_uraian_jenis_belanja(baca: Baca) -> None:
    """Left out without a word before."""
    head = "No\tUraian Jenis Belanja\tPagu (Rp)\tRealisasi (Rp)\tSisa (Rp)\tPenyerapan (%)\n"
    body = "1\t52 Belanja Barang\t2.000.000.000\t1.900.000.000\t100.000.000\t95\n"
    rows = baca(f"{TITLE}Tabel 3.1 Penyerapan Anggaran\n\n{head}{body}\tTotal\t2.000.000.000\t1.900.000.000\t100.000.000\t95\n")
    assert values(barang(rows)) == (2_000_000_000, 1_900_000_000, 95)
    assert barang(rows).bendera == ()
