"""The arithmetic of a report on small dumps: what a row and its tables prove, how a misprint is said, what is no misprint."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from normalize.rows import Capaian, Cek, DocumentRows
from tests.terucap import said

Baca = Callable[[str], DocumentRows]
TITLE = "LAPORAN KINERJA TAHUN 2023\nLOKA POM DI KABUPATEN BANYUMAS\n"
END = "\nBanyumas, 9 Januari 2024\n"
NAME = "Persentase pangan fortifikasi"
JAN_DES = "\t".join(["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Ags", "Sep", "Okt", "Nov", "Des"])


def table(caption: str, head: str, *lines: str) -> str:
    return "\n".join(["", caption, "", head, *lines]) + "\n"


def capaian(*lines: str, caption: str = "Tabel Capaian") -> str:
    return table(caption, "Indikator Kinerja\tTarget\tRealisasi\tCapaian", *lines)


def pk(*lines: str, caption: str = "Tabel Perjanjian Kinerja") -> str:
    return table(caption, "No\tIndikator Kinerja\tTarget", *lines)


def rapk(*lines: str, caption: str = "Tabel Rencana Aksi Perjanjian Kinerja") -> str:
    return table(caption, f"No\tIndikator Kinerja\tTarget\t{JAN_DES}", *lines)


def cek(rows: DocumentRows, aturan: str) -> list[Cek]:
    return [row for row in rows.cek if row.aturan == aturan]


def status(rows: DocumentRows, aturan: str) -> list[str]:
    return [row.status for row in cek(rows, aturan)]


def failures(rows: DocumentRows) -> list[str]:
    return [row.aturan for row in rows.cek if row.status == "gagal"]


# ---- a row by itself


def test_a_row_that_proves_itself(baca: Baca) -> None:
    rows = baca(TITLE + capaian(f"{NAME}\t85,00\t94,23\t110,86") + END)
    (row,) = cek(rows, "capaian_vs_target")
    assert (row.status, row.terbaca, row.tabel, row.line) == ("lolos", Decimal("110.86"), "CAPAIAN", rows.capaian[0].line)
    assert row.harapan == Decimal("110.858824")
    assert rows.capaian[0].bendera == ()
    assert rows.dokumen.status == "lengkap"


def test_a_target_printed_zero(baca: Baca) -> None:
    """The capaian says 90, and so do PK and RAPK: the target is a misprint, and stays as printed."""
    months = "\t".join(["90"] * 12)
    plan = pk(f"1\t{NAME}\t90", "2\tPersentase lain\t80") + rapk(f"1\t{NAME}\t90\t{months}")
    rows = baca(TITLE + plan + capaian(f"{NAME}\t0,00\t100,00\t111,11"))
    (row,) = cek(rows, "capaian_vs_target")
    assert row.status == "gagal"
    printed = {t.tabel: t.line for t in rows.target if t.indikator_raw == NAME}
    told = said(row.penjelasan)
    assert f"target tercetak 0, padahal capaian 111,11 berarti target 90 (demikian juga tabel PK (baris {printed['PK']})" in told
    assert f"RAPK (baris {printed['RAPK']})" in said(row.penjelasan)
    (misprint,) = rows.capaian
    assert "salah_cetak" in misprint.bendera
    assert (misprint.target, misprint.realisasi, misprint.capaian_persen) == (0, 100, Decimal("111.11"))
    assert rows.dokumen.status == "perlu_tinjau" and said(rows.dokumen.pesan) and said(row.penjelasan) in said(rows.dokumen.pesan)


def test_a_target_of_zero_without_a_capaian_is_no_misprint(baca: Baca) -> None:
    rows = baca(TITLE + capaian(f"{NAME}\t0,00\t0,00\t0,00", "Persentase lain\t0,00\t100,00\t-"))
    assert cek(rows, "capaian_vs_target") == []
    assert all(row.bendera == () for row in rows.capaian)


def test_a_capaian_that_is_off(baca: Baca) -> None:
    rows = baca(TITLE + capaian(f"{NAME}\t80,00\t75,00\t97,35", "Persentase lain\t80,00\t75,00\t93,75"))
    assert status(rows, "capaian_vs_target") == ["gagal", "lolos"]
    row = cek(rows, "capaian_vs_target")[0]
    assert (row.harapan, row.terbaca, row.selisih) == (Decimal("93.75"), Decimal("97.35"), Decimal("3.6"))
    assert "seharusnya 93,75, tercetak 97,35" in said(row.penjelasan)
    assert [r.bendera for r in rows.capaian] == [("salah_cetak",), ()]


def test_another_table_that_prints_what_should_stand_there_is_named(baca: Baca) -> None:
    right, wrong = capaian(f"{NAME}\t66,00\t75,44\t114,30"), capaian(f"{NAME}\t65,00\t75,44\t114,30", caption="Tabel Capaian lagi")
    rows = baca(TITLE + right + wrong)
    failed = [row for row in cek(rows, "capaian_vs_target") if row.status == "gagal"]
    assert len(failed) == 1 and failed[0].line == rows.capaian[1].line
    told = said(failed[0].penjelasan).replace("66,00", "66")
    assert f"berarti target 66 (demikian juga tabel CAPAIAN (baris {rows.capaian[0].line}))" in told


def test_progress_in_percent_of_a_count_is_no_misprint(baca: Baca) -> None:
    rows = baca(TITLE + capaian("Jumlah desa pangan aman\t18,00\t82,50\t82,50", f"{NAME}\t77,00\t78,02\t78,02") + END)
    assert set(status(rows, "capaian_vs_target")) == {"tak_terbukti"}, "neither proved nor wrong"
    assert [row.capaian_persen for row in rows.capaian] == [Decimal("82.50"), Decimal("78.02")]
    assert all("salah_cetak" not in row.bendera for row in rows.capaian)
    assert rows.dokumen.status == "lengkap"


def test_a_count_that_is_achieved_proves_itself(baca: Baca) -> None:
    rows = baca(TITLE + capaian("Jumlah desa pangan aman\t18,00\t9,00\t50,00"))
    assert status(rows, "capaian_vs_target") == ["lolos"]


def test_a_realisasi_that_is_off(baca: Baca) -> None:
    """Target and capaian mean 75, and so says the trend: it is the realisasi that is misprinted."""
    trend = table("Realisasi dari tahun ke tahun", "Indikator Kinerja\tREALISASI\t\t\n\t2021\t2022\t2023", f"{NAME}\t60\t70\t75,00")
    rows = baca(TITLE + capaian(f"{NAME}\t80,00\t57,00\t93,75") + trend)
    (row,) = [c for c in cek(rows, "capaian_vs_target") if c.status == "gagal"]
    assert "realisasi tercetak 57" in said(row.penjelasan) and "berarti realisasi 75" in said(row.penjelasan)
    assert f"TREN (baris {rows.capaian[1].line})" in said(row.penjelasan)
    assert rows.capaian[0].realisasi == 57 and "salah_cetak" in rows.capaian[0].bendera


@pytest.mark.parametrize(("printed", "word"), [("120,00", "tak_terbukti"), ("126,00", "gagal"), ("119,00", "gagal"), ("150,00", "lolos")])
def test_the_cap_at_120(printed: str, word: str, baca: Baca) -> None:
    rows = baca(TITLE + capaian(f"{NAME}\t50,00\t75,00\t{printed}"))
    assert status(rows, "capaian_vs_target") == [word]
    assert ("salah_cetak" in rows.capaian[0].bendera) == (word == "gagal")


def test_120_below_the_cap_is_no_cap(baca: Baca) -> None:
    rows = baca(TITLE + capaian(f"{NAME}\t50,00\t50,00\t120,00"))
    assert status(rows, "capaian_vs_target") == ["gagal"]


def test_pembilang_and_penyebut(baca: Baca) -> None:
    head = "Indikator Kinerja\tTarget\tPembilang\tPenyebut\tRealisasi\tCapaian"
    rows = baca(TITLE + table("Tabel Capaian", head, f"{NAME}\t80\t45\t60\t75,00\t93,75", "Persentase lain\t80\t45\t50\t75,00\t93,75"))
    assert status(rows, "realisasi_vs_pembilang") == ["lolos", "gagal"]
    assert [r.bendera for r in rows.capaian] == [(), ("salah_cetak",)]


@pytest.mark.parametrize(
    ("target", "plain", "adjusted", "word"),
    [("80,00", "93,75", "93,75", "lolos"), ("50,00", "150,00", "120,00", "lolos"), ("50,00", "100,00", "120,00", "lolos"),
     ("80,00", "93,75", "120,00", "gagal"), ("50,00", "150,00", "150,00", "gagal")],
)  # fmt: skip
def test_the_adjusted_achievement(target: str, plain: str, adjusted: str, word: str, baca: Baca) -> None:
    """At most 120; 120 also for half of the samples, which is the whole year's plan."""
    realized = {"93,75": "75,00", "150,00": "75,00", "100,00": "50,00"}[plain]
    head = "Indikator Kinerja\tTarget\tRealisasi\tCapaian\tCapaian Penyesuaian"
    rows = baca(TITLE + table("Tabel Capaian", head, f"{NAME}\t{target}\t{realized}\t{plain}\t{adjusted}"))
    assert status(rows, "penyesuaian") == [word]


# ---- sums


def absorption(total: str, belanja: Sequence[tuple[str, str, str, str]]) -> str:
    lines = ["\t".join(row) for row in belanja]
    return table("Tabel Realisasi Anggaran", "Jenis Belanja\tPagu (Rp)\tRealisasi (Rp)\t%", *lines, total) + capaian(
        f"{NAME}\t80\t75\t93,75"
    )


BELANJA = (("Belanja Pegawai", "1.000.000", "500.000", "50,00"), ("Belanja Barang", "2.000.000", "1.500.000", "75,00"))


def test_absorption_sums_and_divides(baca: Baca) -> None:
    rows = baca(TITLE + absorption("Total\t3.000.000\t2.000.000\t66,67", BELANJA))
    assert status(rows, "serapan_total") == ["lolos", "lolos"]
    assert status(rows, "serapan_persen") == ["lolos"] * 3
    assert rows.dokumen.total_anggaran_rp == 3_000_000


def test_absorption_that_does_not_sum(baca: Baca) -> None:
    rows = baca(TITLE + absorption("Total\t3.000.100\t2.000.000\t66,66", BELANJA))
    assert status(rows, "serapan_total") == ["gagal", "lolos"]
    row = cek(rows, "serapan_total")[0]
    assert (row.harapan, row.terbaca, row.selisih) == (3_000_000, 3_000_100, 100)
    assert "pagu" in said(row.penjelasan) and "3.000.100" in said(row.penjelasan)


def test_absorption_with_an_unread_cell_proves_nothing(baca: Baca) -> None:
    rows = baca(TITLE + absorption("Total\t1.000.000\t500.000\t50,00", (BELANJA[0], ("Belanja Barang", "#REF!", "0", "0,00"))))
    assert "lolos" not in [row.status for row in cek(rows, "serapan_total") if "pagu" in said(row.penjelasan)]


def test_a_percentage_of_absorption_that_is_off(baca: Baca) -> None:
    wrong = (BELANJA[0], ("Belanja Barang", "2.000.000", "1.500.000", "57,00"))
    rows = baca(TITLE + absorption("Total\t3.000.000\t2.000.000\t66,67", wrong))
    assert status(rows, "serapan_persen") == ["lolos", "gagal", "lolos"]
    assert [r.bendera for r in rows.serapan] == [(), ("salah_cetak",), ()]


EFFICIENCY = "No\tIndikator\tOutput\t\t\tInput (anggaran)\t\t\tIE\tTE\tKategori\n\t\tT\tR\t%\tT\tR\t%\t\t\t"
EFFICIENT = "1\tPersentase Obat yang aman\t85.00\t94.23\t110.86\t410,121,000\t391,080,723\t95.36\t1.16\t0.16\tEfisien"
INEFFICIENT = "2\tPersentase Makanan yang aman\t82.00\t68.75\t83.84\t257,938,000\t244,968,976\t94.97\t0.88\t-0.12\tTidak Efisien"


def test_efficiency_sums_and_divides(baca: Baca) -> None:
    total = "\tTOTAL\t\t\t97.35\t668,059,000\t636,049,699\t95.21\t1.02\t0.02\t"
    rows = baca(TITLE + table("Tabel Efisiensi", EFFICIENCY, EFFICIENT, INEFFICIENT, total))
    assert status(rows, "efisiensi_total") == ["lolos", "lolos"]
    assert status(rows, "output_persen") == ["lolos"] * 2
    assert status(rows, "input_persen") == status(rows, "ie") == status(rows, "te") == ["lolos"] * 3
    assert [r.bendera for r in rows.efisiensi] == [(), (), ("baris_total",)]


def test_efficiency_that_does_not_sum(baca: Baca) -> None:
    total = "\tTOTAL\t\t\t97.35\t668,059,100\t636,049,699\t95.21\t1.02\t0.02\t"
    rows = baca(TITLE + table("Tabel Efisiensi", EFFICIENCY, EFFICIENT, INEFFICIENT, total))
    assert status(rows, "efisiensi_total") == ["gagal", "lolos"]
    assert cek(rows, "efisiensi_total")[0].selisih == 100


def test_an_input_percentage_printed_zero(baca: Baca) -> None:
    """What follows from it cannot be computed and is said by no second failure."""
    line = "1\tPersentase UMKM\t77.00\t78.02\t101.32\t123,971,000\t71,563,175\t0.00\t#DIV/0!\t#DIV/0!\t"
    rows = baca(TITLE + table("Tabel Efisiensi", EFFICIENCY, line))
    assert failures(rows) == ["input_persen"]
    assert "57,73" in said(cek(rows, "input_persen")[0].penjelasan)
    assert "salah_cetak" in rows.efisiensi[0].bendera


# ---- the same figure in two tables


def test_a_realisasi_that_differs_between_two_tables(baca: Baca) -> None:
    three = [capaian(f"{NAME}\t80,00\t75,00\t93,75", caption=f"Tabel {n}") for n in (1, 2)]
    three.append(capaian(f"{NAME}\t80,00\t76,00\t95,00", caption="Tabel 3"))
    rows = baca(TITLE + "".join(three))
    (row,) = [c for c in cek(rows, "angka_sama") if "realisasi" in said(c.penjelasan)]
    places = [r.line for r in rows.capaian]
    assert (row.status, row.harapan, row.terbaca, row.line) == ("gagal", 75, 76, places[2]), "the odd one of three is blamed"
    assert f"75 di CAPAIAN (baris {places[0]}), CAPAIAN (baris {places[1]}); 76 di CAPAIAN (baris {places[2]})" in said(row.penjelasan)


def test_a_realisasi_that_is_the_same(baca: Baca) -> None:
    rows = baca(TITLE + capaian(f"{NAME}\t80,00\t75,00\t93,75") + capaian(f"{NAME}\t80,00\t75\t93,8", caption="Tabel 2"))
    assert set(status(rows, "angka_sama")) == {"lolos"}
    assert "salah_cetak" not in {flag for row in rows.capaian for flag in row.bendera}


def test_another_office_and_another_year_may_differ(baca: Baca) -> None:
    trend = table("Realisasi dari tahun ke tahun", "Indikator Kinerja\tREALISASI\t\t\n\t2021\t2022\t2023", f"{NAME}\t60\t70\t75,00")
    others = table("Balai lain", "Indikator Kinerja\tLoka POM Baubau\tLoka POM Dumai\tLoka POM Banyumas", f"{NAME}\t97\t86\t75")
    rows = baca(TITLE + capaian(f"{NAME}\t80,00\t75,00\t93,75") + trend + others)
    assert [(row.status, row.harapan) for row in cek(rows, "angka_sama")] == [("lolos", 75)]
    assert "3 tempat" in said(cek(rows, "angka_sama")[0].penjelasan)


def test_a_yearly_target_that_differs_between_plan_and_agreement(baca: Baca) -> None:
    months = "\t".join(["90"] * 12)
    plan = capaian(f"{NAME}\t90,00\t75,00\t83,33") + rapk(f"1\t{NAME}\t90\t{months}")
    assert status(baca(TITLE + pk(f"1\t{NAME}\t91") + plan), "angka_sama") == ["gagal"]
    assert status(baca(TITLE + pk(f"1\t{NAME}\t90") + plan), "angka_sama") == ["lolos"]
    assert status(baca(TITLE + pk(f"1\t{NAME}\t91", caption="Tabel Rencana Kinerja Tahunan") + plan), "angka_sama") == ["lolos"]


def test_a_target_that_a_reports_table_repeats_otherwise(baca: Baca) -> None:
    """The agreement in force gives CAPAIAN its targets; a count may stand there as progress, and that says nothing."""
    agreed = pk(f"1\t{NAME}\t90")
    (row,) = cek(baca(TITLE + agreed + capaian(f"{NAME}\t80,00\t75,00\t93,75")), "angka_sama")
    assert (row.status, row.harapan, row.terbaca) == ("gagal", 90, 80)
    count = "Jumlah desa pangan aman"
    assert status(baca(TITLE + pk(f"1\t{count}\t4") + capaian(f"{count}\t100\t100\t100")), "angka_sama") == []
    assert status(baca(TITLE + pk(f"1\t{count}\t4") + capaian(f"{count}\t4\t4\t100")), "angka_sama") == ["lolos"]


BODY = ("10", "20", "30", "40", "50", "60", "70", "75", "80", "85", "90", "3")


def plans(annex: Sequence[str], caption: str = "Lampiran Rencana Aksi Perjanjian Kinerja") -> str:
    name = "Jumlah pasar pangan aman"
    body = rapk(f"1\t{name}\t3\t" + "\t".join(BODY))
    return body + "\nJakarta, 1 Januari 2023\n" + rapk(f"1\t{name}\t3\t" + "\t".join(annex), caption=caption)


def test_an_annex_whose_december_stands_under_november(baca: Baca) -> None:
    rows = baca(TITLE + plans((*BODY[:10], "3", "3")) + capaian(f"{NAME}\t80\t75\t93,75"))
    (row,) = [c for c in cek(rows, "angka_sama") if c.status == "gagal"]
    body, annex = rows.target
    assert row.target_id == annex.target_id
    assert f"target bulanan berbeda dengan RAPK di baris {body.line}: B11 3 (di sana 90)." in said(row.penjelasan)
    assert [m.nilai for m in rows.target_bulanan if m.target_id == annex.target_id][10:] == [3, 3], "as printed"


def test_an_annex_that_is_the_same(baca: Baca) -> None:
    rows = baca(TITLE + plans(BODY) + capaian(f"{NAME}\t80\t75\t93,75"))
    assert status(rows, "angka_sama") == ["lolos", "lolos"]


def test_another_version_of_the_plan_may_differ(baca: Baca) -> None:
    """Six other months are a revision, not a misprint."""
    other = ("5", "10", "15", "25", "35", "45", *BODY[6:])
    rows = baca(TITLE + plans(other) + capaian(f"{NAME}\t80\t75\t93,75"))
    assert failures(rows) == []


def test_every_check_is_one_sentence_with_a_key_of_its_own(baca: Baca) -> None:
    rows = baca(TITLE + pk(f"1\t{NAME}\t90") + capaian(f"{NAME}\t0,00\t100,00\t111,11", "Persentase lain\t80\t75\t99"))
    assert len({row.cek_id for row in rows.cek}) == len(rows.cek) > 1
    for row in rows.cek:
        assert said(row.penjelasan).endswith(".") and "\n" not in said(row.penjelasan) and row.line


def test_only_rows_that_fail_are_flagged(baca: Baca) -> None:
    """The flag is per row: the row of another table on the same line number of its own is not touched."""
    rows = baca(
        TITLE + capaian(f"{NAME}\t80\t75\t99", "Persentase lain\t80\t75\t93,75") + absorption("Total\t3.000.000\t2.000.000\t66,67", BELANJA)
    )
    flagged: list[Capaian] = [row for row in rows.capaian if "salah_cetak" in row.bendera]
    assert [row.indikator_raw for row in flagged] == [NAME]
    assert all(row.bendera == () for row in rows.serapan)


@pytest.mark.parametrize("text", ["8O", "67,5B9", "delapan puluh"])
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("number", ["", "1\t"])
def test_an_unreadable_figure_is_flagged_and_moves_no_other(number: str, place: int, text: str, baca: Baca) -> None:
    cells = ["80", "70", "87.5"]
    cells[place] = text
    head = ("No\t" if number else "") + "Indikator Kinerja\tTarget\tRealisasi\tCapaian"
    lines = [f"{number}{NAME}\t" + "\t".join(cells), f"{number}Persentase lain\t90\t80\t88.89"]
    (row, _) = baca(TITLE + table("Tabel Capaian", head, *lines)).capaian
    expected = [None if n == place else Decimal(cell) for n, cell in enumerate(cells)]
    assert (row.indikator_raw, [row.target, row.realisasi, row.capaian_persen]) == (NAME, expected)
    assert "angka_tidak_terbaca" in row.bendera
