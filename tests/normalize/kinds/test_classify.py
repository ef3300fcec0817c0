"""Which kind a table of indicators is where its head alone tells."""

from collections.abc import Callable

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
OBAT, AKIP = "Persentase Obat yang memenuhi syarat", "Nilai AKIP UPT"
MONTHS = [f"B{month:02d}" for month in range(1, 13)]


def report(baca: Baca, *rows: list[str]) -> DocumentRows:
    text = "\n".join("\t".join(row) for row in rows)
    return baca(f"LAPORAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\n\nTabel 3.1 Hasil\n\n{text}\n")


def test_target_and_realisasi_without_their_ratio_are_results(baca: Baca) -> None:
    rows = report(baca, ["No", "Indikator", "Target", "Realisasi"], ["1", OBAT, "80", "81"], ["2", AKIP, "70", "-"])
    assert [(row.tabel, row.indikator_raw, row.target, row.realisasi) for row in rows.capaian] == [
        ("CAPAIAN", OBAT, 80, 81),
        ("CAPAIAN", AKIP, 70, None),
    ]


def test_quarters_side_by_side_are_results_of_each(baca: Baca) -> None:
    head = ["No", "Indikator", *(f"{name} TW {quarter}" for quarter in ("I", "II") for name in ("Target", "Realisasi"))]
    rows = report(baca, head, ["1", OBAT, "80", "81", "82", "83"], ["2", AKIP, "70", "71", "72", "-"])
    assert [(row.periode, row.indikator_raw, row.target, row.realisasi) for row in rows.capaian] == [
        ("TW1", OBAT, 80, 81),
        ("TW2", OBAT, 82, 83),
        ("TW1", AKIP, 70, 71),
        ("TW2", AKIP, 72, None),
    ]


def test_two_pairs_of_one_time_are_asked_about(baca: Baca) -> None:
    head = [["No", "Indikator", "Fisik", "", "Keuangan", ""], ["", "", "Target", "Realisasi", "Target", "Realisasi"]]
    rows = report(baca, *head, ["1", OBAT, "80", "81", "1.000", "900"], ["2", AKIP, "70", "71", "2.000", "1.800"])
    assert not rows.capaian
    assert "tabel_tidak_dikenal" in {cek.aturan for cek in rows.cek if cek.status == "gagal"}


def test_months_of_targets_beside_months_of_results_are_no_plan(baca: Baca) -> None:
    """Twelve of the twenty-four were taken for the targets: those of the results."""
    head = [["No", "Indikator", "Target", *[""] * 11, "Realisasi", *[""] * 11], ["", "", *MONTHS, *MONTHS]]
    values = [str(value) for value in (*range(1, 13), *range(21, 33))]
    rows = report(baca, *head, ["1", OBAT, *values], ["2", AKIP, *values])
    assert not rows.target and not rows.capaian
    assert "tabel_tidak_dikenal" in {cek.aturan for cek in rows.cek if cek.status == "gagal"}


def test_years_across_and_results_down_are_asked_about(baca: Baca) -> None:
    """Target, realisasi and capaian of one indicator in rows of a year each were left out without a word."""
    rows = report(
        baca,
        ["Uraian", "2021", "2022", "2023"],
        ["Target", "80", "81", "82"],
        ["Realisasi", "81", "80", "84"],
        ["Capaian (%)", "101,25", "98,77", "102,44"],
    )
    assert not rows.capaian
    assert "tabel_tidak_dikenal" in {cek.aturan for cek in rows.cek if cek.status == "gagal"}
    assert {cell.nasib for cell in rows.sel if cell.mentah == "98,77"} == {"terbuka"}


def test_targets_and_results_by_their_letters_need_no_ratio(baca: Baca) -> None:
    head = [["No", "Indikator", "2022", "", "2023", ""], ["", "", "T", "R", "T", "R"]]
    rows = report(baca, *head, ["1", OBAT, "80", "81", "82", "83"], ["2", AKIP, "70", "71", "72", "-"])
    assert {(row.tabel, row.tahun, row.target, row.realisasi) for row in rows.capaian} == {
        ("TREN", 2022, 80, 81),
        ("TREN", 2023, 82, 83),
        ("TREN", 2022, 70, 71),
        ("TREN", 2023, 72, None),
    }


def test_the_target_of_a_quarter_goes_with_its_result(baca: Baca) -> None:
    """Beside the target of the year, and without a ratio, the quarter's result was told against the year's."""
    text = f"No\tIndikator\tTarget 2023\tTarget TW I\tRealisasi TW I\n1\t{OBAT}\t80\t20\t21\n2\t{AKIP}\t70\t17,5\t16"
    rows = baca(f"LAPORAN KINERJA TRIWULAN I TAHUN 2023\nBALAI POM DI AMBON\n\nTabel 3.1 Hasil\n\n{text}\n")
    assert [(row.periode, row.target, row.realisasi) for row in rows.capaian if row.periode == "TW1"] == [
        ("TW1", 20, 21),
        ("TW1", 17.5, 16),
    ]
    assert [(row.target, row.realisasi) for row in rows.capaian if row.periode == "TAHUNAN"] == [(80, None), (70, None)]


def test_quarters_beside_what_a_cut_head_calls_reached_are_no_plan(baca: Baca) -> None:
    """Inferred columns cut 'Realisasi TW I': 'I' stands below."""
    head = [
        ["No", "Indikator", "Target 2023", "", "", "", "Realisasi TW", "Capaian TW"],
        ["", "", "TW I", "TW II", "TW III", "TW IV", "I", "I (%)"],
    ]
    rows = report(baca, *head, ["1", OBAT, "80", "90", "90", "90", "78", "97,5"], ["2", AKIP, "70", "71", "72", "73", "70", "100"])
    assert not rows.target
    assert "tabel_tidak_dikenal" in {cek.aturan for cek in rows.cek if cek.status == "gagal"}


def test_results_in_rows_below_a_head_that_nobody_knows_are_asked_about(baca: Baca) -> None:
    for head in ("", "Keterangan", "Uraian"):
        rows = report(baca, [head, "2022", "2023"], ["Target", "80", "90"], ["Realisasi", "78", "91"], ["Capaian", "97,5", "101,11"])
        assert "tabel_tidak_dikenal" in {cek.aturan for cek in rows.cek if cek.status == "gagal"}
        assert {cell.nasib for cell in rows.sel if cell.mentah in ("80", "78", "101,11")} == {"terbuka"}
    rows = report(baca, ["", "2022", "2023"], ["Laki-laki", "80", "90"], ["Perempuan", "78", "91"])
    assert "tabel_tidak_dikenal" not in {cek.aturan for cek in rows.cek}
