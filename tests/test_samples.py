"""The samples are what the generator makes of their data, and their figures close."""

import csv
import subprocess
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pypdfium2
import pytest

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = sorted(p.name for p in (SAMPLES / "data").iterdir() if p.is_dir())
Row = dict[str, str]


def read(name: str, table: str) -> list[Row]:
    path = SAMPLES / "data" / name / f"{table}.csv"
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def plan(name: str) -> list[Row]:
    """The targets that have months: a report's RAPK without its RKT and PK."""
    return [row for row in read(name, "target") if row.get("tabel", "RAPK") == "RAPK"]


def key(row: Row) -> tuple[str, str]:
    return row["no_sasaran"], row["no_indikator"]


def printed_text(file: Path) -> str:
    """All text of a sample without white space, for cells wrap anywhere."""
    if file.suffix == ".txt":
        return "".join(file.read_text(encoding="utf-8").split())
    with pypdfium2.PdfDocument(file) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def test_generator_rewrites_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SAMPLES / "typeset.py"), str(tmp_path)], check=True)
    made = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    kept = {p.name: p.read_bytes() for p in (SAMPLES / "inbox").iterdir()}
    assert sorted(made) == sorted(kept)
    assert [name for name in kept if made[name] != kept[name]] == []


def test_the_documents_of_one_office_are_rewritten_too(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SAMPLES / "pasangan.py"), str(tmp_path)], check=True)
    made = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    assert made == {p.name: p.read_bytes() for p in (SAMPLES / "pasangan").glob("*.pdf")}
    plan = "rapk_kantor_bersarang.pdf"
    assert made[plan] == (SAMPLES / "inbox" / plan).read_bytes()


def test_every_sample_has_its_truth() -> None:
    assert sorted(p.stem for p in (SAMPLES / "inbox").iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_figures_close(name: str) -> None:
    dokumen, targets = read(name, "dokumen")[0], read(name, "target")
    lines = read(name, "kontribusi_ro") + read(name, "kontribusi_ro_hilang")
    of_indicator: dict[tuple[str, str], int] = defaultdict(int)
    of_line: dict[tuple[str, ...], int] = defaultdict(int)
    budget: dict[tuple[str, ...], int] = {}
    for row in lines:
        of_indicator[key(row)] += int(row["kontribusi_rp"])
        if row.get("anggaran_rp"):
            line = tuple(row[f"kode_{part}"] for part in ("program", "kegiatan", "kro", "ro", "komponen", "subkomponen"))
            of_line[line] += int(row["kontribusi_rp"])
            assert budget.setdefault(line, int(row["anggaran_rp"])) == int(row["anggaran_rp"])
    assert of_line == budget
    if lines:
        assert of_indicator == {key(t): int(t["anggaran_rp"]) for t in targets}
    if dokumen["total_anggaran_rp"] and any(t["anggaran_rp"] for t in targets):
        assert sum(int(t["anggaran_rp"] or 0) for t in targets) == int(dokumen["total_anggaran_rp"])


@pytest.mark.parametrize("name", NAMES)
def test_months_agree_with_the_year(name: str) -> None:
    months, targets = read(name, "target_bulanan"), plan(name)
    assert len(months) == 12 * len(targets)
    december = {key(m): m["nilai"] for m in months if m["bulan"] == "12"}
    assert december == {key(t): t["target_tahunan"] for t in targets}


@pytest.mark.parametrize("name", NAMES)
def test_names_are_printed(name: str) -> None:
    dokumen = read(name, "dokumen")[0]
    file = SAMPLES / "inbox" / dokumen["nama_berkas"]
    text = printed_text(file)
    cut = {"rapk_kantor_putus", "dump_kantor", "dump_html"}  # a page end stands inside some names
    rows = [row for table in ("target", "capaian", "efisiensi", "volume_ro") for row in read(name, table)]
    names = [row.get("indikator_raw") or row["nama_ro"] for row in rows]
    text = text.replace("<i>", "").replace("</i>", "")
    missing = [name for name in names if "".join(name.split()) not in text]
    assert len(missing) <= (2 if name in cut else 0), missing
    if file.suffix == ".pdf":
        with pypdfium2.PdfDocument(file) as document:
            assert len(document) == int(dokumen["halaman"])


REPORTS = ("lakip_tahunan", "lakip_triwulan")


def percent(part: str, whole: str) -> Decimal:
    return rounded(Decimal(part) * 100 / Decimal(whole))


def rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize("name", REPORTS)
def test_achievements_follow_from_their_row(name: str) -> None:
    """All but one: lakip_tahunan prints 0.00 for a target of 90."""
    rows = [row for row in read(name, "capaian") if row["capaian_persen"]]
    misprinted = [row for row in rows if Decimal(row["target"]) == 0]
    assert [row["capaian_persen"] for row in misprinted] == (["111.11"] if name == "lakip_tahunan" else [])
    for row in misprinted:
        (planned,) = (t for t in plan(name) if t["indikator_raw"] == row["indikator_raw"])
        row["target"] = planned["target_tahunan"]
    for row in rows:
        by_progress = row["satuan"] == "jumlah" and row["periode"] == "TAHUNAN"  # percent of the year's work
        assert Decimal(row["capaian_persen"]) == (Decimal(row["realisasi"]) if by_progress else percent(row["realisasi"], row["target"]))
        if row["penyebut"]:
            assert Decimal(row["realisasi"]) == percent(row["pembilang"], row["penyebut"])
        if row["capaian_penyesuaian_persen"]:
            assert Decimal(row["capaian_penyesuaian_persen"]) == min(Decimal(row["capaian_persen"]), Decimal(120))


def test_an_interim_target_is_the_plan_of_its_last_month() -> None:
    months = {(m["no_indikator"], m["bulan"]): m["nilai"] for m in read("lakip_triwulan", "target_bulanan")}
    plans, measured = plan("lakip_triwulan"), read("lakip_triwulan", "capaian")
    for row, planned in zip(measured, plans, strict=False):
        september = months[planned["no_indikator"], "9"]
        assert row["indikator_raw"] == planned["indikator_raw"]
        assert (Decimal(row["target"]) == Decimal(september)) if september else row["target"] == ""


@pytest.mark.parametrize("name", REPORTS)
def test_efficiency_follows_from_its_row(name: str) -> None:
    *rows, total = read(name, "efisiensi")
    units = {row["indikator_raw"]: row["satuan"] for row in plan(name)}
    for row in rows:
        progress = units.get(row["indikator_raw"]) == "jumlah"
        expected = Decimal(row["output_realisasi"]) if progress else percent(row["output_realisasi"], row["output_target"])
        assert Decimal(row["output_persen"]) == expected
    assert total["indikator_raw"] == "TOTAL"
    for column in ("pagu_rp", "realisasi_rp"):
        assert int(total[column]) == sum(int(row[column]) for row in rows)
    assert Decimal(total["output_persen"]) == rounded(sum((Decimal(row["output_persen"]) for row in rows), Decimal()) / len(rows))
    for row in (*rows, total):
        assert Decimal(row["input_persen"]) == percent(row["realisasi_rp"], row["pagu_rp"])
        if row["ie"]:  # '#DIV/0!' where nothing was spent
            assert Decimal(row["ie"]) == rounded(Decimal(row["output_persen"]) / Decimal(row["input_persen"]))
            assert Decimal(row["te"]) == Decimal(row["ie"]) - 1
        else:
            assert row["realisasi_rp"] == "0"


@pytest.mark.parametrize("name", REPORTS)
def test_absorption_adds_up(name: str) -> None:
    *rows, total = read(name, "serapan")
    assert [row["jenis_belanja"] for row in (*rows, total)] == ["PEGAWAI", "BARANG", "MODAL", "TOTAL"]
    for column in ("pagu_rp", "realisasi_rp"):
        assert int(total[column]) == sum(int(row[column]) for row in rows)
    for row in (*rows, total):
        assert Decimal(row["persen"]) == percent(row["realisasi_rp"], row["pagu_rp"])


def test_the_budget_by_program_is_the_one_absorbed() -> None:
    rows, total = read("lakip_tahunan", "anggaran_program"), read("lakip_tahunan", "serapan")[-1]
    for column in ("pagu_rp", "realisasi_rp"):
        for level in ("PROGRAM", "KEGIATAN"):
            assert int(total[column]) == sum(int(row[column]) for row in rows if row["tingkat"] == level)
    assert all(Decimal(row["persen"]) == percent(row["realisasi_rp"], row["pagu_rp"]) for row in rows)


def test_the_budget_of_a_report_is_the_one_absorbed() -> None:
    for name in REPORTS:
        assert read(name, "serapan")[-1]["pagu_rp"] == read(name, "dokumen")[0]["total_anggaran_rp"]
    assert read("lakip_tahunan", "efisiensi")[-1]["pagu_rp"] == read("lakip_tahunan", "serapan")[-1]["pagu_rp"]
