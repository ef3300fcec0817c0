"""Which figures a check fixes: those in whose place no other printed number would pass."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from normalize.alamat import Alamat
from normalize.bukti.bukti import prove
from normalize.bukti.constraints import Equal, Formula, Origin, Sum
from normalize.bukti.figures import Figure, Figures
from normalize.proof.whole import is_whole
from normalize.rows import Cek, DocumentRows
from normalize.tables.identitas import HUNDRED

Baca = Callable[[str], DocumentRows]
KANTOR = Path(__file__).parents[3] / "samples" / "inbox" / "dump_kantor.txt"
TRIWULAN = KANTOR.with_name("lakip_triwulan.txt")
RULE = Origin("aturan", None)


def figures(*printed: str, kolom: str = "realisasi") -> Figures:
    found = Figures()
    for baris, text in enumerate(printed):
        found.add(Figure(Alamat("capaian", baris, 1, kolom), Decimal(text), 1, ()))
    return found


def fixed(constraint: Any, count: int) -> list[bool]:
    return [constraint.exact(index) for index in range(count)]


@pytest.mark.parametrize(
    ("result", "part", "whole", "expected"),
    [
        # the matrix of a report: whole numbers make the percentage, and one of each only
        ("94.23", "539", "572", [True, True, True]),
        # documents compute with more decimals than they print: 94.22 and 94.24 pass as well
        ("110.86", "94.23", "85.00", [False, False, False]),
        ("110.86", "94.23", "85", [False, False, False]),
        ("80.00", "4", "5", [True, True, True]),
    ],
)
def test_what_a_ratio_fixes(result: str, part: str, whole: str, expected: list[bool]) -> None:
    ratio = Formula(RULE, figures(result, part, whole), 0, (1, 2), lambda a, b: a / b * HUNDRED)
    assert ratio.holds() and fixed(ratio, 3) == expected


def test_a_rounded_percentage_fixes_no_rupiah_but_they_fix_it() -> None:
    printed = Figures()
    for baris, (kolom, text) in enumerate((("input_persen", "95.38"), ("realisasi_rp", "636049699"), ("pagu_rp", "666859100"))):
        printed.add(Figure(Alamat("efisiensi", baris, 1, kolom), Decimal(text), 1, ()))
    ratio = Formula(RULE, printed, 0, (1, 2), lambda a, b: a / b * HUNDRED)
    assert ratio.holds() and fixed(ratio, 3) == [True, False, False]


def test_a_repeated_figure_is_fixed_to_its_last_common_decimal() -> None:
    same = Equal(RULE, figures("93.8", "93.75"), (0, 1))
    assert same.holds() and fixed(same, 2) == [True, False]
    assert same.holds({0: Decimal("93.7")}) is False and same.holds({1: Decimal("93.84")}) is True


def test_a_sum_is_held_to_the_rupiah_and_blind_to_order() -> None:
    total = Sum(RULE, figures("100", "200", "300", kolom="pagu_rp"), (0, 1), 2)
    assert total.holds() and total.holds({0: Decimal(200), 1: Decimal(100)}) is True
    assert total.holds({0: Decimal(101)}) is False and total.holds({0: None}) is False and total.holds({2: None}) is None


def test_a_sum_fixes_no_sen() -> None:
    """122.954.000,30 in the place of 122.954.000,00 closes to the rupiah as well."""
    total = Sum(RULE, figures("122954000.30", "200", "122954200", kolom="kontribusi_rp"), (0, 1), 2)
    assert total.holds() and fixed(total, 3) == [False, True, True]


def test_a_total_of_a_document_that_may_lack_pages_fixes_its_parts_only() -> None:
    total = Sum(RULE, figures("100", "200", "300", kolom="pagu_rp"), (0, 1), 2, whole=False)
    assert total.holds() and fixed(total, 3) == [True, True, False]


# ---- whole documents


def statuses(rows: DocumentRows, knowledge: Any, tabel: str, kolom: str) -> dict[int, str]:
    found = prove(whole(rows), knowledge.template)
    return {bukti.baris: bukti.status for bukti in found if (bukti.tabel, bukti.kolom) == (tabel, kolom)}


def whole(rows: DocumentRows) -> DocumentRows:
    said = replace(rows.cek[0], cek_id="utuh", aturan="dokumen_utuh", status="lolos", target_id=None)
    return replace(rows, cek=(*(cek for cek in rows.cek if cek.aturan != "dokumen_utuh"), said))


def changed(path: Path, line: int, before: str, after: str) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert before in lines[line - 1]
    head, _, tail = lines[line - 1].rpartition(before)
    return "\n".join([*lines[: line - 1], head + after + tail, *lines[line:]])


@pytest.mark.parametrize("after", ["3.55", "3.95"])
def test_no_sum_of_budgets_proves_a_target(baca: Baca, knowledge: Any, after: str) -> None:
    """'Indeks Pelayanan Publik', December 3.55 made 3.95: printed once, so neither is proved; budgets are."""
    rows = baca(changed(KANTOR, 14, "3.55", after))
    assert Decimal(after) in [row.target_tahunan for row in rows.target if row.indikator_raw == "Indeks Pelayanan Publik"]
    assert set(statuses(rows, knowledge, "target", "target_tahunan").values()) == {"tak_terbukti"}
    assert set(statuses(rows, knowledge, "target_bulanan", "nilai").values()) == {"tak_terbukti"}
    assert "terbukti" in statuses(rows, knowledge, "target", "anggaran_rp").values()


def test_a_total_proves_no_budget_against_its_neighbour(baca: Baca, kertas: Any, knowledge: Any) -> None:
    """A plan without RO lines: two budgets in each other's place close the total as well."""
    lines = [kertas.indikator(number, budget, nama=name) for number, name, budget in PLAN]
    rows = baca(kertas.dokumen([*lines, kertas.total(6_000_000)]))
    assert [cek.status for cek in rows.cek if cek.aturan == "total_dokumen"] == ["lolos"]
    assert set(statuses(rows, knowledge, "target", "anggaran_rp").values()) == {"tak_terbukti"}


PLAN: Sequence[tuple[int, str, int]] = (
    (1, "Indeks Pelayanan Publik", 1_000_000),
    (2, "Nilai AKIP", 2_000_000),
    (3, "Indeks RB", 3_000_000),
)


def test_no_budget_is_proved_under_another_indicators_name(baca: Baca, knowledge: Any) -> None:
    """Names that changed places without the numbers in front of them: the numbering goes on, and every sum of RO lines holds."""
    text = KANTOR.read_text(encoding="utf-8")
    before = budgets(baca(text))
    for one, other in PLACES:
        rows = baca(exchanged(text, one, other))
        proved = statuses(rows, knowledge, "target", "anggaran_rp")
        moved = [row for row in rows.target if budgets(rows)[row.indikator_raw] != before.get(row.indikator_raw)]
        assert len(moved) == 2
        assert "terbukti" not in {proved[row.baris] for row in moved}


PLACES = (
    ("Indeks Pelayanan Publik", "Nilai AKIP UPT"),
    ("Nilai AKIP UPT", "Indeks Profesionalitas ASN UPT"),
    ("Nilai Pengelolaan Kearsipan", "Indeks Profesionalitas ASN UPT"),
)


def exchanged(text: str, one: str, other: str) -> str:
    assert one in text and other in text
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def budgets(rows: DocumentRows) -> dict[str | None, Decimal | None]:
    return {row.indikator_raw: row.anggaran_rp for row in rows.target}


def test_no_spending_is_proved_in_a_table_whose_names_moved(baca: Baca, knowledge: Any) -> None:
    """EFISIENSI with every name one row off: targets and results then contradict CAPAIAN under nearly every name.

    Checks that fail already say nothing of a further exchange, so they hold no name.
    """
    lines = TRIWULAN.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if "Tingkat Efisiensi Per Indikator" in line)
    named = [n for n in range(start, len(lines)) if lines[n].split("\t")[0].isdigit() and lines[n].count("\t") >= 8][:15]
    names = [lines[n].split("\t")[1] for n in named]
    assert (names[0], names[-1]) == ("Persentase Obat yang memenuhi syarat", "Nilai Kinerja Anggaran BBPOM di Padang")
    for n, name in zip(named, [names[-1], *names], strict=False):
        no, _, *figures = lines[n].split("\t")
        lines[n] = "\t".join([no, name, *figures])
    rows = baca("\n".join(lines))
    moved = {row.baris for row in rows.efisiensi if row.realisasi_rp is not None and "baris_total" not in row.bendera}
    for kolom in ("realisasi_rp", "pagu_rp", "output_target", "input_persen"):
        proved = statuses(rows, knowledge, "efisiensi", kolom)
        assert {proved[baris] for baris in moved if baris in proved} <= {"tak_terbukti", "berselisih"}
    before = statuses(baca(TRIWULAN.read_text(encoding="utf-8")), knowledge, "efisiensi", "realisasi_rp")
    assert "terbukti" in before.values()


def test_a_contribution_needs_the_name_of_its_indicator(baca: Baca, knowledge: Any) -> None:
    """The RO line of 'Tingkat Efektifitas KIE' is shared out, each share held by two sums; its indicator's name is held by nothing."""
    rows = baca(KANTOR.read_text(encoding="utf-8"))
    lines, shares = (statuses(rows, knowledge, "kontribusi_ro", kolom) for kolom in ("anggaran_rp", "kontribusi_rp"))
    (share,) = [row.baris for row in rows.kontribusi_ro if row.kontribusi_rp == Decimal(58_050_000)]
    assert (lines[share], shares[share]) == ("terbukti", "tak_terbukti")


def test_kinds_of_spending_stand_in_the_order_of_their_accounts(baca: Baca, knowledge: Any) -> None:
    """Staff, goods, capital, and a total that nothing misses. With two names in each other's place every sum and percentage holds."""
    text = TRIWULAN.read_text(encoding="utf-8")
    printed = prove(whole(baca(text)), knowledge.template)
    found = {(bukti.kolom, bukti.bagian): bukti.status for bukti in printed if bukti.tabel == "serapan"}
    assert found == {(kolom, part): "tak_terbukti" if part == 4 else "terbukti" for kolom, part in found} and len(found) == 12
    rows = baca(exchanged(text, "\tPEGAWAI", "\tBARANG"))
    assert [cek.status for cek in rows.cek if cek.aturan == "urutan_belanja"] == ["tak_terbukti"]
    assert set(statuses(rows, knowledge, "serapan", "pagu_rp").values()) == {"tak_terbukti"}


def test_a_total_that_fails_leaves_none_of_its_parts_proved(baca: Baca, knowledge: Any) -> None:
    text = TRIWULAN.read_text(encoding="utf-8")
    (item,) = [row for row in baca(text).efisiensi if "baris_total" in row.bendera]
    assert item.realisasi_rp is not None and item.line is not None
    printed = f"{int(item.realisasi_rp):,}"
    wrong = f"{int(item.realisasi_rp) + 1000:,}"
    before = next(form for form in (printed, printed.replace(",", ".")) if form in text.splitlines()[item.line - 1])
    rows = baca(changed(TRIWULAN, item.line, before, wrong if before == printed else wrong.replace(",", ".")))
    assert "gagal" in [cek.status for cek in rows.cek if cek.aturan == "efisiensi_total"]
    assert set(statuses(rows, knowledge, "efisiensi", "realisasi_rp").values()) == {"berselisih"}


def test_without_a_check_a_document_is_not_whole(baca: Baca) -> None:
    rows = baca(KANTOR.read_text(encoding="utf-8"))
    checks: list[Cek] = [cek for cek in rows.cek if cek.aturan != "dokumen_utuh"]
    assert not is_whole(checks) and is_whole(whole(rows).cek)
    assert not is_whole([*whole(rows).cek, replace(whole(rows).cek[-1], status="gagal")])


@pytest.mark.parametrize(
    ("lost", "versi", "status"), [((45, 84), "REVISI", "tak_terbukti"), ((45, 65), None, "terbukti")], ids=["rest", "whole"]
)
def test_no_figure_is_proved_of_a_plan_whose_beginning_a_lost_page_took_from_its_caption(
    lost: tuple[int, int], versi: str | None, status: str, baca: Baca, knowledge: Any
) -> None:
    """The agreement's caption 'Menjadi' then stands over the end of the plan; the target of its indicator 13 equals its December."""
    lines = TRIWULAN.read_text(encoding="utf-8").splitlines(keepends=True)
    rows = baca("".join([*lines[: lost[0]], *lines[lost[1] :]]))
    (plan,) = (row for row in rows.target if row.tabel == "RAPK" and row.no_indikator == 13)
    assert (plan.versi, statuses(rows, knowledge, "target", "target_tahunan")[plan.baris]) == (versi, status)
