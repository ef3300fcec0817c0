"""The budget by sasaran, program, kegiatan and what lies below: levels, amounts, and how they add up."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from normalize.rows import AnggaranProgram, DocumentRows

Baca = Callable[[str], DocumentRows]
TITLE = "LAPORAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\nBADAN PENGAWAS OBAT DAN MAKANAN\n\n"
CAPTION = "Tabel 3.9 Realisasi Anggaran per Program dan Kegiatan Tahun 2023\n\n"
BY_CODE = """Kode\tProgram/Kegiatan/KRO/RO\tPagu (Rp)\tRealisasi (Rp)\t%
DR\tProgram Pengawasan Obat dan Makanan\t6.000.000.000\t5.700.000.000\t95,00
DR.3165\tPengawasan Obat dan Makanan di Seluruh Indonesia\t6.000.000.000\t5.700.000.000\t95,00
3165.BMB\tKomunikasi Publik\t2.000.000.000\t1.900.000.000\t95,00
3165.BMB.001\tLayanan Publikasi Keamanan Obat dan Makanan\t2.000.000.000\t1.900.000.000\t95,00
3165.QIA\tPengawasan dan Pengendalian Produk\t4.000.000.000\t3.800.000.000\t95,00
3165.QIA.001\tSampel Makanan yang diperiksa\t1.500.000.000\t1.300.000.000\t86,67
3165.QIA.005\tSampel Obat yang diperiksa\t2.500.000.000\t2.500.000.000\t100,00
WA\tProgram Dukungan Manajemen\t4.000.000.000\t3.900.000.000\t97,50
WA.6384\tPengelolaan Sarana dan Prasarana BPOM\t4.000.000.000\t3.900.000.000\t97,50
\tJUMLAH\t10.000.000.000\t9.600.000.000\t96,00
"""


def told(rows: DocumentRows) -> list[tuple[str | None, str | None, str | None]]:
    return [(row.tingkat, row.kode, row.nama) for row in rows.anggaran_program]


def amounts(row: AnggaranProgram) -> tuple[Decimal | None, ...]:
    return row.pagu_rp, row.realisasi_rp, row.persen


def statuses(rows: DocumentRows, rule: str) -> set[str]:
    return {cek.status for cek in rows.cek if cek.aturan == rule}


def test_levels_by_their_codes(baca: Baca) -> None:
    rows = baca(TITLE + CAPTION + BY_CODE)
    assert told(rows) == [
        ("PROGRAM", "DR", "Program Pengawasan Obat dan Makanan"),
        ("KEGIATAN", "DR.3165", "Pengawasan Obat dan Makanan di Seluruh Indonesia"),
        ("SUBKEGIATAN", "3165.BMB", "Komunikasi Publik"),
        ("SUBKEGIATAN", "3165.BMB.001", "Layanan Publikasi Keamanan Obat dan Makanan"),
        ("SUBKEGIATAN", "3165.QIA", "Pengawasan dan Pengendalian Produk"),
        ("SUBKEGIATAN", "3165.QIA.001", "Sampel Makanan yang diperiksa"),
        ("SUBKEGIATAN", "3165.QIA.005", "Sampel Obat yang diperiksa"),
        ("PROGRAM", "WA", "Program Dukungan Manajemen"),
        ("KEGIATAN", "WA.6384", "Pengelolaan Sarana dan Prasarana BPOM"),
    ]
    assert amounts(rows.anggaran_program[5]) == (1_500_000_000, 1_300_000_000, Decimal("86.67"))
    assert {row.tabel for row in rows.anggaran_program} == {"ANGGARAN"} and {row.tahun for row in rows.anggaran_program} == {2023}
    assert {row.bendera for row in rows.anggaran_program} == {()}
    assert rows.serapan == () and rows.efisiensi == ()


def test_every_sum_of_the_tree_is_checked_and_every_number_accounted_for(baca: Baca) -> None:
    rows = baca(TITLE + CAPTION + BY_CODE)
    checks = [(cek.aturan, cek.status) for cek in rows.cek if cek.aturan.startswith("anggaran")]
    # DR, DR.3165, two KRO and WA have rows below them, each with pagu and realisasi; ten percentages; one total
    assert checks.count(("anggaran_jumlah", "lolos")) == 10 and checks.count(("anggaran_persen", "lolos")) == 10
    assert checks.count(("anggaran_total", "lolos")) == 2 and len(checks) == 22
    assert [row.nasib for row in rows.neraca if row.nasib == "terbuka"] == []
    total = [cell.nasib for cell in rows.sel if cell.mentah == "10.000.000.000"]
    assert total == ["jumlah"]


@pytest.mark.parametrize(
    ("read", "wrong", "failing"),
    [
        ("1.500.000.000\t1.300.000.000\t86,67", "1.600.000.000\t1.300.000.000\t81,25", {"anggaran_jumlah"}),
        ("4.000.000.000\t3.900.000.000\t97,50\nWA.6384", "4.000.000.000\t3.900.000.000\t79,50\nWA.6384", {"anggaran_persen"}),
        ("\tJUMLAH\t10.000.000.000", "\tJUMLAH\t10.000.000.100", {"anggaran_total"}),
    ],
)
def test_a_number_that_does_not_add_up_is_contradicted(read: str, wrong: str, failing: set[str], baca: Baca) -> None:
    assert read in BY_CODE
    rows = baca(TITLE + CAPTION + BY_CODE.replace(read, wrong))
    assert {cek.aturan for cek in rows.cek if cek.status == "gagal" and cek.aturan.startswith("anggaran")} == failing
    assert "berselisih" in {bukti.status for bukti in rows.bukti if bukti.tabel == "anggaran_program"}
    assert rows.dokumen.status == "perlu_tinjau"


def test_no_number_is_proved_while_nothing_binds_its_name(baca: Baca) -> None:
    rows = baca(TITLE + CAPTION + BY_CODE)
    found = [bukti for bukti in rows.bukti if bukti.tabel == "anggaran_program"]
    assert {bukti.status for bukti in found} == {"tak_terbukti"} and len(found) == 27
    fixed = next(bukti for bukti in found if bukti.kolom == "pagu_rp" and bukti.baris == rows.anggaran_program[5].baris)
    assert any("anggaran_jumlah" in name for name in fixed.oleh)


def test_levels_by_their_columns(baca: Baca) -> None:
    rows = baca(
        TITLE
        + CAPTION
        + "No\tProgram\tKegiatan\tAnggaran\tRealisasi\t%\n"
        + "1\tDukungan Manajemen\t\t900.000.000\t450.000.000\t50,00\n"
        + "\t\tPengelolaan Sarana\t400.000.000\t200.000.000\t50,00\n"
        + "\t\tPengembangan SDM\t500.000.000\t250.000.000\t50,00\n"
        + "2\tPengawasan Obat\tPengujian Obat\t100.000.000\t99.000.000\t99,00\n"
        + "\tTotal\t\t1.000.000.000\t549.000.000\t54,90\n"
    )
    assert [(row.tingkat, row.nama, row.pagu_rp) for row in rows.anggaran_program] == [
        ("PROGRAM", "Dukungan Manajemen", 900_000_000),
        ("KEGIATAN", "Pengelolaan Sarana", 400_000_000),
        ("KEGIATAN", "Pengembangan SDM", 500_000_000),
        ("KEGIATAN", "Pengujian Obat", 100_000_000),
    ]


def test_levels_by_the_words_of_the_names(baca: Baca) -> None:
    rows = baca(
        TITLE
        + CAPTION
        + "No\tUraian\tPagu Anggaran\tRealisasi Anggaran\t% Realisasi\n"
        + "I\tProgram Dukungan Manajemen\t400.000.000\t200.000.000\t50,00\n"
        + "\tKegiatan: Pengadaan Barang dan Jasa\t400.000.000\t200.000.000\t50,00\n"
        + "II\tProgram Pengawasan Obat dan Makanan\t100.000.000\t99.000.000\t99,00\n"
        + "\tJumlah\t500.000.000\t299.000.000\t59,80\n"
    )
    assert told(rows) == [
        ("PROGRAM", None, "Program Dukungan Manajemen"),
        ("KEGIATAN", None, "Pengadaan Barang dan Jasa"),
        ("PROGRAM", None, "Program Pengawasan Obat dan Makanan"),
    ]
    assert rows.serapan == () and statuses(rows, "anggaran_total") == {"lolos"}


def test_the_second_level_of_a_head_of_two(baca: Baca) -> None:
    rows = baca(
        TITLE
        + CAPTION
        + "No\tProgram/Kegiatan\tAnggaran\tRealisasi\tPersentase\n"
        + "1\tProgram Pengawasan Obat dan Makanan\t700.000.000\t690.000.000\t98,57\n"
        + "\tPengawasan di Seluruh Indonesia\t700.000.000\t690.000.000\t98,57\n"
    )
    assert [row[0] for row in told(rows)] == ["PROGRAM", "KEGIATAN"] and statuses(rows, "anggaran_jumlah") == {"lolos"}


def test_a_budget_by_sasaran(baca: Baca) -> None:
    rows = baca(
        TITLE
        + "Tabel 3.8 Realisasi Anggaran per Sasaran Kegiatan\n\n"
        + "No\tSasaran Kegiatan\tAnggaran\tRealisasi\tCapaian (%)\n"
        + "1\tTerwujudnya Obat dan Makanan yang memenuhi syarat\t800.000.000\t600.000.000\t75,00\n"
        + "2\tMeningkatnya kepuasan masyarakat\t200.000.000\t-\t-\n"
        + "3\tTerkelolanya keuangan UPT secara akuntabel\t1.000.000.000\t1.0OO.000.000\t100,00\n"
        + "\tTOTAL\t2.000.000.000\t1.600.000.000\t80,00\n"
    )
    assert [(row.tingkat, row.nama) for row in rows.anggaran_program] == [
        ("SASARAN", "Terwujudnya Obat dan Makanan yang memenuhi syarat"),
        ("SASARAN", "Meningkatnya kepuasan masyarakat"),
        ("SASARAN", "Terkelolanya keuangan UPT secara akuntabel"),
    ]
    assert amounts(rows.anggaran_program[1]) == (200_000_000, None, None) and rows.anggaran_program[1].bendera == ()
    assert rows.anggaran_program[2].realisasi_rp is None and "angka_tidak_terbaca" in rows.anggaran_program[2].bendera
    assert statuses(rows, "anggaran_total") == {"lolos", "tak_terbukti"}


def test_thousands_by_the_tables_own_heading(baca: Baca) -> None:
    table = "Program\tAnggaran (Rp 000)\tRealisasi (Rp 000)\t%\nProgram Dukungan Manajemen\t9.400.000\t4.700.000\t50,00\n"
    rows = baca(TITLE + CAPTION + table)
    assert [(row.pagu_rp, row.realisasi_rp) for row in rows.anggaran_program] == [(9_400_000_000, 4_700_000_000)]


def test_what_is_left_of_the_budget_is_no_amount_of_its_own(baca: Baca) -> None:
    table = (
        "Program\tAnggaran\tRealisasi\tSisa Anggaran\t%\nProgram Dukungan Manajemen\t9.400.000.000\t7.050.000.000\t2.350.000.000\t75,00\n"
    )
    rows = baca(TITLE + CAPTION + table)
    assert [(*amounts(row), row.bendera) for row in rows.anggaran_program] == [(9_400_000_000, 7_050_000_000, 75, ())]
    assert [row.nasib for row in rows.neraca if row.nasib in ("terbuka", "aturan")] == ["aturan"]


@pytest.mark.parametrize(
    "table",
    [
        "Jenis Belanja\tPagu (Rp)\tRealisasi (Rp)\t%\nBelanja Pegawai\t800.000.000\t600.000.000\t75,00\n",
        "Uraian\tPagu (Rp)\tRealisasi (Rp)\t%\nBelanja Pegawai\t800.000.000\t600.000.000\t75,00\nBelanja Modal\t1.000.000\t900.000\t90\n",
    ],
)
def test_spending_by_jenis_belanja_stays_what_it_is(table: str, baca: Baca) -> None:
    rows = baca(TITLE + CAPTION + table)
    assert rows.anggaran_program == () and rows.serapan[0].jenis_belanja == "PEGAWAI"


@pytest.mark.parametrize(
    "table",
    [
        "No\tKegiatan\tWaktu\tAnggaran\n1\tBimtek UMKM\tMaret\t20.000.000\n",
        "No\tSasaran\tIndikator Kinerja\tTarget\tProgram\tAnggaran\n1\tTerwujudnya obat\tPersentase obat\t90\tProgram A\t20.000.000\n",
        "Program\tPagu 2022\tRealisasi 2022\tPagu 2023\tRealisasi 2023\nProgram A\t1.000.000\t900.000\t2.000.000\t1.900.000\n",
        "No\tNama Paket Pengadaan\tPagu Anggaran\tRealisasi Anggaran\n1\tPengadaan Alat\t20.000.000\t19.000.000\n",
    ],
)
def test_other_tables_with_programs_and_amounts_claim_nothing(table: str, baca: Baca) -> None:
    assert baca(TITLE + "Tabel 3.7 Rincian\n\n" + table).anggaran_program == ()


def test_a_name_that_begins_beside_its_code_is_whole(baca: Baca) -> None:
    head = "No\tKode\tRincian Output\tPagu (Rp)\tRealisasi (Rp)\t%\n"
    body = "1\t3165.QCA.001 Keputusan\tSertifikasi Produk\t1.000.000\t500.000\t50\n2\t3165.QIA.005\tSampel Obat\t2.000.000\t1.000.000\t50\n"
    assert [row[1:] for row in told(baca(f"{TITLE}Tabel 3.9 Realisasi Anggaran per RO\n\n{head}{body}"))] == [
        ("3165.QCA.001", "Keputusan Sertifikasi Produk"),
        ("3165.QIA.005", "Sampel Obat"),
    ]
