"""A dump's row with fewer values than months: those that stand right under their heads are where they belong, and nothing is asked."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
MONTHS = [f"B{n:02}" for n in range(1, 13)]
LATE = ["", "", "", "", "60", "60", "", "70", "70", "", "80", "80"]


def read(baca: Baca, cells: list[str], budget: bool, gap: int) -> DocumentRows:
    """gap: columns without a head between the name and the months, as cells over several columns leave them."""
    head = ["No", "Indikator Kinerja", *[""] * gap, "TARGET", *[""] * 11, *(["Anggaran"] if budget else [])]
    lower = [*[""] * (2 + gap), *MONTHS, *([""] if budget else [])]
    rows = "\n".join("\t".join(row) for row in (head, lower, ["1", "Nilai AKIP UPT", *cells]))
    return baca(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI AMBON\n\n{rows}\n\nAmbon, 6 Januari 2024\n")


@pytest.mark.parametrize("budget", [True, False])
@pytest.mark.parametrize("gap", [0, 1, 2])
def test_values_under_their_heads(budget: bool, gap: int, baca: Baca) -> None:
    rows = read(baca, [*[""] * gap, *LATE, *(["1.250.000"] if budget else [])], budget, gap)
    assert [month.nilai for month in rows.target_bulanan] == [Decimal(text) if text else None for text in LATE]
    assert [(row.target_tahunan, row.anggaran_rp) for row in rows.target] == [(80, 1_250_000 if budget else None)]
    assert not rows.target[0].bendera and not any(month.bendera for month in rows.target_bulanan)


@pytest.mark.parametrize("moved", [[*LATE[1:]], ["", *LATE]])
def test_a_row_that_lost_or_gained_a_cell_says_so(moved: list[str], baca: Baca) -> None:
    rows = read(baca, [*moved, "1.250.000"], True, 0)
    assert "bulan_disimpulkan" in rows.target[0].bendera
    assert (rows.target[0].target_tahunan, rows.target[0].anggaran_rp) == (80, 1_250_000)


VALUES = ["3,1", "3,85", "3,9", "4,15", "1.250.000"]


def read_quarters(baca: Baca, place: int, row: Sequence[str], lead: Sequence[str] = ("1",)) -> DocumentRows:
    """A plan by quarters; place: where a column without a head stands among quarters and budget; lead: the cells before the name."""
    head = ["No", "Indikator Kinerja", "TW I", "TW II", "TW III", "TW IV", "Anggaran"]
    cells = [[*head[: 2 + place], "", *head[2 + place :]], [*lead, "Nilai AKIP UPT", *row]]
    text = "\n".join("\t".join(row) for row in cells)
    return baca(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI AMBON\n\n{text}\n\nAmbon, 6 Januari 2024\n")


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize(("beside", "lead"), [("20", ["1"]), ("2.222.000", ["1"]), ("20", []), ("20", ["", "1"])])
@pytest.mark.parametrize("gap", range(4))
def test_a_figure_under_no_head_beside_an_empty_month_is_asked(gap: int, beside: str, lead: list[str], place: int, baca: Baca) -> None:
    """Five figures for five columns, and yet one of them is no quarter's; in rows that stand under their head or slid beside it."""
    values = [*VALUES[:gap], "", *VALUES[gap + 1 :]]
    rows = read_quarters(baca, place, [*values[:place], beside, *values[place:]], lead)
    assert {"bulan_ambigu", "bulan_disimpulkan"} & {*rows.target[0].bendera}


@pytest.mark.parametrize(("place", "row"), [*((place, VALUES) for place in range(6)), (0, ["", *VALUES]), (5, ["", *VALUES])])
def test_blanks_of_a_head_that_are_no_column_mean_nothing(place: int, row: list[str], baca: Baca) -> None:
    """Cells over several columns leave them; the row has its values side by side all the same."""
    rows = read_quarters(baca, place, row)
    assert [month.nilai for month in rows.target_bulanan if month.nilai] == [Decimal(text) for text in ("3.1", "3.85", "3.9", "4.15")]
    assert (rows.target[0].anggaran_rp, "bulan_ambigu" in rows.target[0].bendera) == (1_250_000, False)


def read_last_month(baca: Baca, budget: bool, *cells: str) -> DocumentRows:
    """A plan by months whose second row has these as its last months."""
    head = ["No", "Indikator", *(f"B{month:02d}" for month in range(1, 13)), *(["Anggaran"] if budget else [])]
    full = ["1", "Persentase obat yang memenuhi syarat", *(str(month) for month in range(11, 23)), *(["841.196.000"] if budget else [])]
    rows = [head, full, ["2", "Jumlah sekolah aman", *[""] * (12 - len(cells)), *cells, *(["930.206.500"] if budget else [])]]
    text = "\n".join("\t".join(row) for row in rows)
    return baca(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI SERANG\n\n{text}\n")


@pytest.mark.parametrize("cell", ["Sangat Baik (4,5)", "Baik sekali"])
def test_words_under_a_month_beside_a_name_are_no_name_unasked(cell: str, baca: Baca) -> None:
    first, second = read_last_month(baca, True, cell).target
    assert ("bulan_ambigu" in first.bendera, "bulan_ambigu" in second.bendera) == (False, True)


@pytest.mark.parametrize("budget", [True, False])
@pytest.mark.parametrize(("cells", "months"), [(("58 sekolah",), [58]), (("88 Nilai",), [88]), (("40", "20 sekolah", "58"), [40, 20, 58])])
def test_a_figure_with_what_it_counts_under_a_month_is_its_value(cells: Sequence[str], months: list[int], budget: bool, baca: Baca) -> None:
    rows = read_last_month(baca, budget, *cells)
    second = rows.target[1]
    assert (second.indikator_raw, second.target_tahunan, second.anggaran_rp) == (
        "Jumlah sekolah aman",
        months[-1],
        930_206_500 if budget else None,
    )
    assert [month.nilai for month in rows.target_bulanan if month.target_id == second.target_id and month.nilai] == months


def test_a_figure_with_what_it_counts_is_no_row_without_a_name(baca: Baca) -> None:
    head = ["No", "Indikator", *(f"B{month:02d}" for month in range(1, 13))]
    full = ["1", "Persentase obat yang memenuhi syarat", *(str(month) for month in range(11, 23))]
    text = "\n".join("\t".join(row) for row in (head, full, ["2", "", *[""] * 11, "58 Nilai"]))
    assert len(baca(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI SERANG\n\n{text}\n").target) == 1


@pytest.mark.parametrize("target", [True, False])
@pytest.mark.parametrize("months", [["", "20", "30", "40"], ["10", "20", "30", "40"], ["", "", "", "40"]])
@pytest.mark.parametrize(("budget", "amount"), [("841.196.000", 841_196_000), ("-", None), ("", None)])
def test_a_budget_before_the_months_is_none_of_them(budget: str, amount: int | None, months: list[str], target: bool, baca: Baca) -> None:
    head = ["No", "Indikator", *(["Target"] if target else []), "Anggaran", "TW I", "TW II", "TW III", "TW IV"]
    row = ["1", "Persentase obat yang memenuhi syarat", *(["40"] if target else []), budget, *months]
    text = "\n".join("\t".join(row) for row in (head, row))
    rows = baca(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI SERANG\n\n{text}\n")
    assert [(row.target_tahunan, row.anggaran_rp, row.bendera) for row in rows.target] == [(40, amount, ())]
    assert [month.nilai for month in rows.target_bulanan if month.bulan % 3 == 0] == [int(text) if text else None for text in months]


def read_below_target(baca: Baca, *first: str) -> DocumentRows:
    """A plan by quarters whose columns below TARGET begin with these."""
    heads = [["No", "Indikator", "Target", *[""] * (len(first) + 3), "Anggaran"], ["", "", *first, "B03", "B06", "B09", "B12", ""]]
    reached = ["60", "61"][: len(first)]
    body = [
        ["1", "Persentase obat", *reached, "21", "42", "63", "84", "841.196.000"],
        ["2", "Indeks layanan", "77,5", *[""] * (len(first) + 3), "930.206.500"],
    ]
    text = "\n".join("\t".join(row) for row in (*heads, *body))
    return baca(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI SERANG\n\n{text}\n")


PAST = ["Capaian 2023", "Realisasi 2023", "Baseline", "Baseline 2023", "Kondisi Awal", "Kondisi Awal 2023", "2023", "Target 2023"]


@pytest.mark.parametrize("past", PAST)
def test_what_stands_before_the_year_is_no_target_of_it(past: str, baca: Baca) -> None:
    """It stands first below TARGET in a dump; where December is empty, nothing takes its place."""
    rows = read_below_target(baca, past)
    assert [row.target_tahunan for row in rows.target] == [84, None]
    assert [month.nilai for month in rows.target_bulanan if month.nilai] == [21, 42, 63, 84]
    assert all("kolom_tak_dikenal" in row.bendera for row in rows.target)


@pytest.mark.parametrize("own", ["Target 2024", "2024", "Tahunan", "Target"])
def test_the_target_of_its_own_year_is_the_yearly_one(own: str, baca: Baca) -> None:
    assert read_below_target(baca, own).target[1].target_tahunan == Decimal("77.5")


@pytest.mark.parametrize("past", ["Baseline 2023", "Target 2023"])
def test_a_yearly_target_beside_what_was_reached(past: str, baca: Baca) -> None:
    assert [row.target_tahunan for row in read_below_target(baca, past, "Target 2024").target] == [61, None]


NAMES = ["Persentase Obat yang memenuhi syarat", "Indeks Kepuasan Masyarakat", "Nilai AKIP UPT"]


@pytest.mark.parametrize(
    ("lead", "figures", "numbers", "asked"),
    [
        (["No", ""], "123", "123", False),
        (["No", "Sasaran", ""], "123", "123", False),
        ([""], "123", "123", False),
        ([""], "457", "457", False),  # a row is missing
        (["No", ""], "592", "123", True),
        (["No", "Sasaran", ""], "592", "123", True),
        ([""], "592", "---", True),
    ],
)
def test_whole_numbers_under_no_head_are_numbers_where_they_count(
    lead: list[str], figures: str, numbers: str, asked: bool, baca: Baca
) -> None:
    rows = [[*lead, "Indikator", *(f"B{month:02d}" for month in range(1, 13)), "Anggaran"]]
    for n, (name, figure) in enumerate(zip(NAMES, figures, strict=True), 1):
        before = {"No": str(n), "Sasaran": "Meningkatnya mutu" if n == 1 else "", "": figure}
        rows.append([*(before[cell] for cell in lead), name, *["80"] * 12, f"930.206.50{n}"])
    text = "\n".join("\t".join(row) for row in rows)
    target = baca(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI SERANG\n\n{text}\n").target
    assert "".join(str(row.no_indikator or "-") for row in target) == numbers
    assert [row.bendera for row in target] == [("kolom_tak_dikenal",) if asked else ()] * 3


def test_an_amount_that_slid_under_a_head_of_words_is_the_budget(baca: Baca) -> None:
    head = ["No", "Indikator", *(f"B{month:02d}" for month in range(1, 13)), "Anggaran", "PIC"]
    row = ["1", "Persentase obat", *["80"] * 6, "", *["80"] * 6, "841.196.000", "Tim Pengujian"]
    text = "\n".join("\t".join(row) for row in (head, row))
    (target,) = baca(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI SERANG\n\n{text}\n").target
    assert (target.target_tahunan, target.anggaran_rp) == (80, 841_196_000)


def test_a_month_that_slid_under_a_head_of_words_is_december(baca: Baca) -> None:
    """The row is longer than its head: the words of the last column stand behind it."""
    head = ["No", "Indikator", *(f"B{month:02d}" for month in range(1, 13)), "PIC"]
    row = ["1", "Persentase obat", *(str(month) for month in range(1, 8)), "", "8", "9", "10", "11", "12", "Tim Pengujian"]
    text = "\n".join("\t".join(row) for row in (head, row))
    (target,) = baca(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI SERANG\n\n{text}\n").target
    assert target.target_tahunan == 12
