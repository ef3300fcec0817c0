"""The strength of the proof over a seeded sample of changes, and the tool that measures it, on changes made by hand."""

import io
import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pypdf
import pytest

from tests.conftest import Kertas
from tests.kekuatan import table
from tests.kekuatan.batches import Result, changed_documents, judge_changes, try_changes
from tests.kekuatan.changes import (
    AKHIR_HILANG,
    ANGKA,
    BARIS_GANDA,
    BARIS_HILANG,
    BARIS_PINDAH,
    HALAMAN_HILANG,
    NAMA_PUTAR,
    NAMA_TUKAR,
    TUKAR_ANGKA,
    Change,
    name_start,
    other_digit,
)
from tests.kekuatan.documents import SAMPLES, TOGETHER, Base, apart, batch, found_documents, read_documents
from tests.kekuatan.dump_changes import DumpChanges
from tests.kekuatan.pdf_changes import PdfChanges
from tests.kekuatan.printed import Cell, Printed, values
from tests.kekuatan.sample_changes import SampleChanges
from tests.kekuatan.states import Delivered, Fact, State
from tests.kekuatan.verdicts import ASKED, CAUGHT, SILENT, UNCHANGED, WRONG_AND_PROVED, Verdict, judge

SEED = 2
CHANGES = 14
KINDS = (
    "dump_kantor.txt",
    "lakip_tahunan.pdf",
    "lakip_triwulan.txt",
    "rapk_datar.pdf",
    "rapk_jan_des.pdf",
    "rapk_kantor_bersarang.pdf",
)
"""A plan and a report of each, as a dump and as pages: flat, nested, typeset anew. `python -m tests.kekuatan` takes all documents."""

OBAT, MAKANAN, KOSMETIK = "Persentase Obat yang memenuhi syarat", "Persentase Makanan yang memenuhi syarat", "Persentase Kosmetik yang aman"


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory, kertas: Kertas) -> dict[str, Base]:
    """A sample of each kind and a small plan, unchanged, by file name."""
    folder = tmp_path_factory.mktemp("kekuatan")
    small = folder / "rencana.txt"
    rows = [
        kertas.indikator(1, 1_000, sasaran=(1, "Obat aman"), nama=OBAT, bulan=[str(80 + n) for n in range(12)]),
        kertas.indikator(2, 2_000, nama=MAKANAN, bulan=["70"] * 12),
        kertas.indikator(3, 4_000, nama=KOSMETIK, bulan=["60"] * 12),
        kertas.total(7_000),
    ]
    small.write_text(kertas.dokumen(rows), encoding="utf-8")
    files = {path: group for path, group in found_documents([SAMPLES]).items() if path.name in KINDS}
    return {base.name: base for base in read_documents(files | {small: SAMPLES}, folder / "gudang")}


@pytest.fixture(scope="module")
def results(bases: dict[str, Base]) -> list[Result]:
    return try_changes(list(bases.values()), CHANGES, SEED)[0]


@pytest.fixture(scope="module")
def dump(bases: dict[str, Base]) -> Printed:
    """A plan of three indicators without RO lines, on lines 7 to 9."""
    return bases["rencana.txt"].printed


def lines(change: Change | None) -> list[str]:
    assert change
    return change.isi.decode().splitlines()


# ---- the strength


def test_no_wrong_number_is_called_proved(results: list[Result]) -> None:
    assert [result for result in results if result.hasil.outcome == WRONG_AND_PROVED] == []


def test_changed_rupiah_do_not_pass(results: list[Result]) -> None:
    caught, number = table.rupiah_caught(results)
    assert number >= 2
    assert caught == number


def test_money_is_proved_without_any_change(bases: dict[str, Base]) -> None:
    """That nothing is proved would pass every other test here."""
    shares = {row[0]: int(row[2]) / int(row[1]) for row in table.proved_share(list(bases.values()))[1:]}
    assert shares["v_bappenas.alokasi_rp"] >= 0.35  # a plan without RO lines proves no budget: its total is blind to order
    assert shares["kontribusi_ro.anggaran_rp"] >= 0.5
    assert shares["v_bappenas.realisasi_rp"] >= 0.4


def test_unchanged_documents_are_judged_unchanged_in_any_company(bases: dict[str, Base]) -> None:
    together = batch(list(bases.values()), 1)
    copies = [(base, Change(ANGKA, base.name, base.printed.path.read_bytes(), "nothing")) for base in together]
    assert [(result.berkas, result.hasil.salah) for result in judge_changes(copies) if result.hasil.outcome != UNCHANGED] == []
    assert len(copies) == len(KINDS) + 1
    assert len(batch([replace(together[0], kantor=together[1].kantor), *together[1:]], 1)) == len(KINDS)


def test_two_of_one_office_are_read_apart_unless_they_prove_each_other() -> None:
    a, b, c, d, e = (Path(name) for name in "abcde")
    groups = {a: SAMPLES, b: SAMPLES, c: SAMPLES, d: TOGETHER, e: TOGETHER}
    assert apart(groups, {a: "ambon", b: "ambon", c: "palu", d: "ambon", e: "ambon"}) == [[a, c], [b], [d, e]]


def test_the_same_seed_makes_the_same_changes(bases: dict[str, Base], results: list[Result]) -> None:
    again, _ = changed_documents(batch(list(bases.values()), 0), 0, SEED)
    first = results[: len(again)]
    assert [(change.berkas, change.jenis, change.keterangan) for _, change in again] == [
        (result.berkas, result.jenis, result.keterangan) for result in first
    ]
    twice, _ = changed_documents(batch(list(bases.values()), 0), 0, SEED)
    assert [change.isi for _, change in again] == [change.isi for _, change in twice]


# ---- changes of dumps


def test_every_number_of_a_dump_is_found_where_it_stands(dump: Printed) -> None:
    found = {
        (place.fact.tabel, place.fact.kolom, place.fact.bulan, place.cell.line, place.cell.kolom): place.token for place in dump.places
    }
    assert found["target_bulanan", "nilai", 3, 7, 6] == "82"
    assert found["target", "anggaran_rp", None, 9, 16] == "4,000"
    # the yearly target is the December count, which is printed once
    assert Counter(place.fact.tabel for place in dump.places) == {"target_bulanan": 36, "target": 3}


def test_a_changed_digit_is_one_letter(dump: Printed) -> None:
    before = dump.path.read_text(encoding="utf-8")
    for number in range(20):
        change = DumpChanges(dump).make(ANGKA, random.Random(number))
        assert change
        after = change.isi.decode()
        other = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        assert len(other) == 1
        assert other[0][0].isdigit() and other[0][1].isdigit()


def test_exchanged_numbers_are_of_one_column(dump: Printed) -> None:
    change = next(
        change for n in range(50) if (change := DumpChanges(dump).make(TUKAR_ANGKA, random.Random(n))) and change.kolom == "anggaran_rp"
    )
    budgets = [line.split("\t")[15] for line in lines(change)[6:9]]
    assert budgets != ["1,000", "2,000", "4,000"]
    assert sorted(budgets) == ["1,000", "2,000", "4,000"]


@pytest.mark.parametrize(("jenis", "count"), [(BARIS_HILANG, 2), (BARIS_GANDA, 4), (BARIS_PINDAH, 3)])
def test_rows_of_a_dump(jenis: str, count: int, dump: Printed) -> None:
    rows = dump.path.read_text(encoding="utf-8").splitlines()
    after = lines(DumpChanges(dump).make(jenis, random.Random(4)))
    indicators = [line for line in after if "Persentase" in line]
    assert len(indicators) == count
    assert set(indicators) <= set(rows[6:9])
    assert indicators != rows[6:9]
    assert [line for line in after if "Persentase" not in line] == [line for line in rows if "Persentase" not in line]


def test_names_go_and_numbers_stay(dump: Printed) -> None:
    after = lines(DumpChanges(dump).make(NAMA_PUTAR, random.Random(1)))[6:9]
    assert [line.split("\t")[2] for line in after] == [f"01 - {MAKANAN}", f"02 - {KOSMETIK}", f"03 - {OBAT}"]
    assert [line.split("\t")[15] for line in after] == ["1,000", "2,000", "4,000"]


def test_the_end_of_a_dump_goes(bases: dict[str, Base]) -> None:
    document = bases["dump_kantor.txt"].printed
    rows = document.path.read_text(encoding="utf-8").splitlines()
    after = lines(DumpChanges(document).make(AKHIR_HILANG, random.Random(2)))
    assert after == rows[: len(after)]
    assert len(after) < len(rows)


# ---- changes of pages


def words(data: bytes, page: int = 0) -> list[tuple[str, int, int]]:
    """Words with their places, by pdfplumber, which has no part in making the changes."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [(word["text"], round(word["x0"]), round(word["top"])) for word in pdf.pages[page].extract_words()]


def page_of(change: Change | None) -> int:
    assert change
    return int(change.keterangan.removeprefix("page ").partition(":")[0]) - 1


@pytest.mark.parametrize("name", ["rapk_datar.pdf", "rapk_kantor_bersarang.pdf", "lakip_tahunan.pdf"])
def test_a_changed_digit_of_a_page_stands_where_the_other_stood(name: str, bases: dict[str, Base]) -> None:
    document = bases[name].printed
    change = PdfChanges(document).make(ANGKA, random.Random(7))
    page = page_of(change)
    assert change
    before, after = (Counter(words(data, page)) for data in (document.path.read_bytes(), change.isi))
    ((old, *_, top),) = before - after
    ((new, *_, same_top),) = after - before
    assert top == same_top
    assert len(old) == len(new)
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1


def test_exchanged_numbers_of_a_page_change_rows_only(bases: dict[str, Base]) -> None:
    document = bases["rapk_datar.pdf"].printed
    change = PdfChanges(document).make(TUKAR_ANGKA, random.Random(3))
    assert change
    before, after = (Counter(words(data, page_of(change))) for data in (document.path.read_bytes(), change.isi))
    gone, new = before - after, after - before
    assert sorted(text for text, _, _ in gone.elements()) == sorted(text for text, _, _ in new.elements())
    assert {top for _, _, top in gone} == {top for _, _, top in new}
    assert gone.total() == 2


def test_names_of_a_page_change_places(bases: dict[str, Base]) -> None:
    document = bases["rapk_datar.pdf"].printed
    change = PdfChanges(document).make(NAMA_TUKAR, random.Random(3))
    assert change
    before, after = (Counter(words(data, page_of(change))) for data in (document.path.read_bytes(), change.isi))
    moved = {text for text, _, _ in (before - after)}
    assert moved
    assert not any(text[0].isdigit() for text in moved)
    assert Counter(text for text, _, _ in before.elements()) == Counter(text for text, _, _ in after.elements())


def test_a_row_of_a_page_goes(bases: dict[str, Base]) -> None:
    document = bases["rapk_datar.pdf"].printed
    change = PdfChanges(document).make(BARIS_HILANG, random.Random(3))
    assert change
    before, after = (Counter(words(data, page_of(change))) for data in (document.path.read_bytes(), change.isi))
    assert after - before == Counter()
    gone = [text for text, _, _ in (before - after).elements()]
    assert gone[0].rstrip(".").isdigit() and gone[-1].endswith(",00")  # from its number to its budget
    assert len({top for _, _, top in before - after}) <= 3


@pytest.mark.parametrize("jenis", [HALAMAN_HILANG, AKHIR_HILANG])
def test_pages_go(jenis: str, bases: dict[str, Base]) -> None:
    change = next(change for n in range(9) if (change := PdfChanges(bases["lakip_tahunan.pdf"].printed).make(jenis, random.Random(n))))
    assert len(pypdf.PdfReader(io.BytesIO(change.isi)).pages) == 8 - change.keterangan.partition(" of")[0].count(",") - 1


def test_a_sample_is_typeset_with_other_rows(bases: dict[str, Base]) -> None:
    change = SampleChanges("rapk_jan_des").make(BARIS_HILANG, random.Random(1))
    assert change
    before, after = (
        sum(text == "Persentase" for text, _, _ in words(data))
        for data in (bases["rapk_jan_des.pdf"].printed.path.read_bytes(), change.isi)
    )
    assert after in (before, before - 1)
    assert change.isi != bases["rapk_jan_des.pdf"].printed.path.read_bytes()


# ---- parts


@pytest.mark.parametrize(("text", "name"), [("01 - Persentase", "Persentase"), ("IKSS 3. Indeks", "Indeks"), ("Nilai", "Nilai")])
def test_a_name_begins_behind_its_number(text: str, name: str) -> None:
    assert text[name_start(Cell(1, 1, text, 1, "RAPK")) :] == name


def test_no_number_gets_a_leading_zero() -> None:
    for number in range(200):
        spot, digit = other_digit("1,050", random.Random(number))
        assert digit != "1,050"[spot]
        assert (spot, digit) != (0, "0")
    assert {other_digit("5", random.Random(number))[1] for number in range(200)} == set("012346789")


def test_what_a_printed_number_may_mean() -> None:
    assert {Decimal("1234.5"), Decimal("12345")} & values("1.234,5") == {Decimal("1234.5")}
    assert values("5.874.961", 1000) == {Decimal("5874961000")}
    assert Decimal("85.83") in values("85.83")


# ---- verdicts


def fact(value: int | str, **other: object) -> Fact:
    given: dict[str, object] = {"baris": 3, "tabel_no": 1, "target_id": "t"}
    return Fact("target", "anggaran_rp", ("rapk", "obat"), Decimal(value), **(given | other))  # type: ignore[arg-type]


def delivered(value: int, terbukti: bool) -> Delivered:
    return Delivered("v_bappenas", "alokasi_rp", (2024, "tw1", "obat"), Decimal(value), "target", "anggaran_rp", terbukti, terbukti)


def state(value: int, terbukti: bool = False, status: str = "lengkap", **other: object) -> State:
    made = State("a.txt", "a", status, facts=[fact(value)], delivered=[delivered(value, terbukti)])
    for name, content in other.items():
        setattr(made, name, content)
    return made


@pytest.mark.parametrize(
    ("after", "outcome"),
    [
        (state(10, terbukti=True), UNCHANGED),
        (state(20, terbukti=True), WRONG_AND_PROVED),
        (state(20, terbukti=True, gagal=Counter(["total_dokumen"])), WRONG_AND_PROVED),
        (state(20, facts=[fact(20, bukti="terbukti")]), WRONG_AND_PROVED),
        (state(20, gagal=Counter(["total_dokumen"])), CAUGHT),
        (state(20, baris_ragu={("target", "t")}), CAUGHT),
        (state(20, facts=[fact(20, bukti="berselisih")]), CAUGHT),
        (state(20, status="perlu_tinjau"), ASKED),
        (state(20, tabel_ditanya={1}), ASKED),
        (state(20, tabel_ditanya={2}), SILENT),
        (State("a.txt", "a", "lengkap"), SILENT),
    ],
)
def test_verdicts(after: State, outcome: str) -> None:
    assert judge(state(10, terbukti=True), after).outcome == outcome


def test_a_check_that_failed_before_catches_nothing() -> None:
    old = Counter(["total_dokumen"])
    assert judge(state(10, gagal=old), state(20, gagal=old)).outcome == SILENT


def test_a_row_too_many_is_wrong() -> None:
    twice = state(10, terbukti=True)
    twice.delivered.append(
        Delivered("v_bappenas", "alokasi_rp", (2024, "tw1", "obat", 2), Decimal(10), "target", "anggaran_rp", True, True)
    )
    verdict = judge(state(10, terbukti=True), twice)
    assert verdict.outcome == WRONG_AND_PROVED
    assert verdict.salah == ["v_bappenas.alokasi_rp 2024/tw1/obat/2: None → 10"]


def test_a_change_of_sen_is_told_from_one_of_rupiah() -> None:
    def moved(nilai: str) -> bool:
        return judge(State("a.txt", facts=[fact(10)]), State("a.txt", facts=[fact(nilai)])).pecahan

    assert [moved("10.90"), moved("11"), moved("10")] == [True, False, False]
    assert not judge(State("a.txt", facts=[fact(10)]), State("a.txt")).pecahan


def test_a_row_too_many_that_is_not_sent_misleads_nobody() -> None:
    again = Delivered("v_bappenas", "alokasi_rp", (2024, "tw1", "obat", 2), Decimal(10), "target", "anggaran_rp", True, False)
    first = state(10, terbukti=True)
    first.delivered[0] = replace(first.delivered[0], key=(2024, "tw1", "obat", 1))
    after = replace(first, delivered=[*first.delivered, again])
    assert judge(first, after).outcome == UNCHANGED
    assert judge(first, replace(after, delivered=[*first.delivered, replace(again, nilai=Decimal(11))])).outcome == WRONG_AND_PROVED


def test_rupiah_are_counted_without_what_had_no_effect() -> None:
    def result(kolom: str, outcome: str, jenis: str = ANGKA, pecahan: bool = False) -> Result:
        return Result(SAMPLES, jenis, "a.txt", "target", kolom, "", Verdict(outcome, pecahan=pecahan))

    found = [
        result("anggaran_rp", CAUGHT),
        result("anggaran_rp", SILENT),
        result("anggaran_rp", UNCHANGED),
        result("nilai", SILENT),
        result("anggaran_rp", CAUGHT, TUKAR_ANGKA),
        result("anggaran_rp", ASKED, pecahan=True),
    ]
    assert table.rupiah_caught(found) == (1, 2)
    assert table.by_column(found)[1:] == [
        ["target.anggaran_rp", "5", "2", "1", "1", "0", "1"],
        ["target.nilai", "1", "0", "0", "1", "0", "0"],
    ]
    assert table.markdown([["a", "b"], ["1", "2"]]) == "| a | b |\n|---|---|\n| 1 | 2 |"


def test_the_budget_of_a_ro_line_is_not_its_indicators(bases: dict[str, Base]) -> None:
    """Under another indicator's name its contribution is wrong, its budget is not."""
    facts = [fact for fact in bases["dump_kantor.txt"].printed.state.facts if fact.tabel == "kontribusi_ro" and fact.line == 13]
    assert {fact.kolom: fact.key[:2] for fact in facts} == {
        "anggaran_rp": ("dr", "3165"),
        "kontribusi_rp": ("penilaiansertifikasitepatwaktu", "dr"),
    }
