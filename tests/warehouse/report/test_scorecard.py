"""What the scorecard says, from figures made by hand: editions, ranks, gaps, tones, decisions, drawings."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

import pytest

from warehouse.report.bands import scale_of
from warehouse.report.causes import causes_of, reason_of
from warehouse.report.decisions import Decision, decisions_of
from warehouse.report.editions import Scorecard, default_edition, editions_of, rank_of
from warehouse.report.figures import (
    Break,
    Change,
    DoubtLine,
    Office,
    Paper,
    PlannedIndicator,
    ReportFigures,
    Result,
    SasaranName,
    Seen,
    Value,
)
from warehouse.report.marks import million, number, place_words, rupiah, short_name, signed, soft_hyphens
from warehouse.report.offices import office_pages
from warehouse.report.strokes import axis_over, dot_plot, sparkline

T = TypeVar("T", bound=NamedTuple)
LISTS = ("values", "results", "seen", "plans", "changes", "outputs", "offices", "doubts", "papers", "breaks", "sasaran")


def made(cls: type[T], **given: Any) -> T:
    """A row with what is given; other fields None."""
    assert given.keys() <= {*cls._fields}
    usual = {"tahun": 2024, "periode": "TAHUNAN", "level": "BALAI", "nama_upt": f"Balai POM di {str(given.get('upt_id', 'x')).title()}"}
    known = {key: value for key, value in usual.items() if key in cls._fields}
    return cls._make((known | given).get(name) for name in cls._fields)


def figures(**lists: Sequence[Any]) -> ReportFigures:
    """Without a warehouse."""
    empty = ReportFigures.__new__(ReportFigures)
    empty.money, empty._places = {}, {}
    for name in LISTS:
        setattr(empty, name, list(lists.get(name, ())))
    return empty


def value(upt_id: str, nilai: Any, **given: Any) -> Value:
    counts = dict.fromkeys(("terukur", "di_bawah_target", "belum_diukur", "tanpa_target", "diragukan", "tanpa_sasaran"), 0)
    return made(
        Value, upt_id=upt_id, nilai=None if nilai is None else Decimal(nilai), doc_id=upt_id, nama_berkas=f"{upt_id}.pdf", **counts | given
    )


def result(upt_id: str, indikator: str, persen: Any, **given: Any) -> Result:
    usual = {"capaian_persen": Decimal(persen), "nama_indikator": indikator, "doc_id": upt_id, "nama_berkas": f"{upt_id}.pdf", "baris": 1}
    return made(Result, upt_id=upt_id, indikator_id=indikator, **usual | given)


# ---- editions


def test_the_default_is_the_newest_year_that_half_of_the_best_reported() -> None:
    values = [value(f"k{n}", 90, tahun=2023) for n in range(5)] + [value(f"k{n}", 90, tahun=2022) for n in range(3)]
    values += [value("k1", 90), value("k2", 90), *(value(f"k{n}", 90, tahun=2025, periode="TW3") for n in range(9))]
    found = figures(values=values)
    assert default_edition(found, editions_of(found)) == (2023, "TAHUNAN")
    values.append(value("k3", 90))
    assert default_edition(figures(values=values), editions_of(figures(values=values))) == (2024, "TAHUNAN")


def test_without_a_report_the_latest_year_names_the_missing() -> None:
    found = figures(
        papers=[made(Paper, tahun=2025), made(Paper, tahun=None)], offices=[made(Office, upt_id="a", tahun=2025, berencana=True)]
    )
    assert editions_of(found) == [(2025, "TAHUNAN")] and editions_of(figures()) == []
    card = Scorecard(found, (2025, "TAHUNAN"))
    assert [office.upt_id for office in card.missing["BALAI"]] == ["a"] and card.groups == [] and card.median is None


def test_ranks_medians_and_gaps_need_three_offices() -> None:
    two = Scorecard(figures(values=[value("a", 90), value("b", 100)]), (2024, "TAHUNAN"))
    assert [(row.peringkat, row.selisih) for row in two.groups[0].rows] == [(None, None), (None, None)] and two.median is None
    values = [value("a", 90), value("b", 100), value("c", 100), value("d", 96, level="LOKA"), value("e", None, level="LOKA")]
    card = Scorecard(figures(values=values), (2024, "TAHUNAN"))
    rows = {row.value.upt_id: row for group in card.groups for row in group.rows}
    # lowest first; ties share a rank; to the level's own median from three of it, else to that of all, and said so
    assert [row.value.upt_id for row in card.groups[0].rows] == ["a", "b", "c"]
    assert [rows[name].peringkat for name in "abcde"] == [4, 1, 1, 3, None]
    assert (rows["a"].selisih, rows["a"].semua) == (-10, False) and (rows["d"].selisih, rows["d"].semua) == (-2, True)
    assert card.median == 98 and [group.level for group in card.groups] == ["BALAI", "LOKA"]
    assert rank_of(Decimal(5), [Decimal(5), Decimal(6)]) is None


def test_a_cell_tells_what_is_not_measured_from_what_is_not_there() -> None:
    names = [made(SasaranName, sasaran_id=name, nama=name, nama_pendek=name) for name in ("p", "q", "r", "s")]
    parts = [
        value("a", "95.5", sasaran_id="p", terendah=Decimal("68.5"), diragukan=1),
        value("a", None, sasaran_id="q", belum_diukur=2),
        value("b", "69.99", sasaran_id="r", terendah=Decimal("69.99")),
        value("b", "120", sasaran_id="p", terendah=Decimal(120)),
    ]
    card = Scorecard(figures(values=[value("a", 95), value("b", 70), *parts], sasaran=names), (2024, "TAHUNAN"))
    assert [sasaran.sasaran_id for sasaran in card.columns] == ["p", "q", "r"]
    cells = {row.value.upt_id: row.cells for row in card.groups[0].rows}
    assert [(cell.keadaan, cell.nada, cell.menutupi, cell.diragukan) for cell in cells["a"]] == [
        ("nilai", "d", True, True),
        ("belum", "", False, False),
        ("tak_ada", "", False, False),
    ]
    assert [(cell.keadaan, cell.nada, cell.menutupi) for cell in cells["b"]] == [
        ("nilai", "e", False),
        ("tak_ada", "", False),
        ("nilai", "b", False),
    ]


def test_the_year_before_is_compared_where_one_rule_counts_both() -> None:
    values = [value("a", 90), value("a", 85, tahun=2023), value("a", 80, tahun=2022)]
    since = {tahun: Scorecard(figures(values=values), (tahun, "TAHUNAN")).groups[0].rows[0].sejak for tahun in (2022, 2023, 2024)}
    # 2022 is not capped at 120, 2023 is
    assert since == {2022: None, 2023: None, 2024: 5}


def test_what_moved_is_percent_of_reporting_offices_without_a_break() -> None:
    def seen(upt: str, indikator: str, tahun: int, realisasi: int, satuan: str = "persen", skala: int | None = None) -> Seen:
        usual = {"nama_indikator": indikator, "skala_sampai": skala}
        return made(Seen, upt_id=upt, indikator_id=indikator, tahun=tahun, satuan=satuan, realisasi=Decimal(realisasi), **usual)

    rows = [seen("a", "x", 2023, 60), seen("a", "x", 2024, 70), seen("a", "y", 2023, 3, "indeks"), seen("a", "y", 2024, 4, "indeks")]
    rows += [seen("a", "z", 2023, 90), seen("a", "z", 2024, 50), seen("b", "x", 2023, 10), seen("b", "x", 2024, 90)]
    rows += [seen("a", "w", 2022, 10), seen("a", "w", 2024, 20), seen("a", "v", 2023, 80, skala=100), seen("a", "v", 2024, 4, skala=5)]
    broken = [made(Break, indikator_id="z", tahun=2024, sebab="skala")]
    card = Scorecard(figures(values=[value("a", 90)], seen=rows, breaks=broken), (2024, "TAHUNAN"))
    assert [(pair.baru.indikator_id, pair.beda) for pair in card.pairs] == [("x", 10)] and card.fallen == []


# ---- decisions


def decided(**lists: Sequence[Any]) -> dict[str, Decision]:
    return {decision.soal: decision for decision in decisions_of(Scorecard(figures(**lists), (2024, "TAHUNAN")))}


def test_decisions_name_the_worst_and_leave_out_what_has_no_case() -> None:
    rows = [
        result("a", "x", "79.99", serap_persen=Decimal(95), realisasi_rp=Decimal(7)),
        result("a", "y", "80", serap_persen=Decimal(100), realisasi_rp=Decimal(9)),
        result("b", "x", "64", serap_persen=Decimal("94.99"), realisasi_rp=Decimal(5)),
        result("b", "z", "120"),
        result("b", "w", "120.01"),
    ]
    changes = [
        made(Change, upt_id="a", arah="turun", akibat="tercapai juga terhadap target lama", indikator_id="x"),
        made(Change, upt_id="b", arah="turun", akibat="tercapai hanya terhadap target baru", indikator_id="x"),
        made(Change, upt_id="b", arah="naik", akibat=None, indikator_id="y"),
        made(Change, upt_id="c", arah="turun", akibat=None, indikator_id="y"),
    ]
    found = decided(values=[value("a", 90), value("b", 90)], results=rows, changes=changes)
    assert list(found) == ["rendah", "terserap", "diturunkan", "tinggi"]
    assert [(row.upt_id, row.capaian_persen) for row in found["rendah"].results] == [("b", 64), ("a", Decimal("79.99"))]
    assert (found["terserap"].jumlah, found["terserap"].rupiah) == (1, 7)
    # the count is that of the rows below it; those that pass only against the new target stand first
    assert (found["diturunkan"].jumlah, found["diturunkan"].hanya_baru, found["diturunkan"].changes[0].upt_id) == (2, 1, "b")
    assert [row.indikator_id for row in found["tinggi"].results] == ["w"]


def test_what_is_weak_in_many_offices_is_one_question() -> None:
    offices = [f"k{n:02}" for n in range(20)]
    rows = [result(name, "x", 60 + n if n < 5 else 100) for n, name in enumerate(offices)] + [result("k00", "y", 70)]
    found = decided(values=[value(name, 90) for name in offices], results=rows)
    assert (found["lemah"].jumlah, found["lemah"].dari, found["lemah"].tengah) == (5, 20, 100)
    assert [row.indikator_id for row in found["rendah"].results] == ["y"]
    # four offices, or less than a quarter, are single cases
    assert "lemah" not in decided(values=[value(name, 90) for name in offices], results=rows[1:])
    assert "lemah" not in decided(values=[value("k00", 90)], results=[*rows, result("k99", "x", 100)])


# ---- tones


@pytest.mark.parametrize(
    ("tahun", "values"),
    [
        (2021, {"74.99": "a", "75": "c", "90": "d", "110": "e", "120": "e", "120.01": "x"}),
        (2022, {"79.994": "a", "79.995": "c", "99.99": "c", "100": "d", "120": "d", "120.01": "x"}),
        (2023, {"49.99": "a", "50": "b", "69.99": "b", "70": "c", "89.99": "c", "90": "d", "100": "d", "100.004": "d", "100.01": "e"}),
    ],
)
def test_tones_follow_the_scale_of_the_year(tahun: int, values: dict[str, str]) -> None:
    assert {text: scale_of(tahun).tone(Decimal(text)) for text in values} == values and scale_of(tahun).tone(None) == ""


def test_the_scale_says_what_it_is_based_on() -> None:
    assert [(scale_of(year).dasar, scale_of(year).known) for year in (2022, 2023, 2024)] == [
        ("SK 128/2022", True),
        ("SK 311/2024", True),
        ("SK 311/2024", False),
    ]
    assert [scale_of(2024).limits(band) for band in scale_of(2024).bands] == ["<50", "50 – <70", "70 – <90", "90 – 100", ">100"]
    assert [scale_of(2022).limits(band) for band in scale_of(2022).bands] == ["<80", "80 – <100", "100 – 120", ">120"]


# ---- words and drawings


def test_numbers_are_written_as_indonesians_do() -> None:
    assert [number(Decimal(text)) for text in ("1046", "97.920000", "93.3", "0", "-2.25")] == ["1.046", "97,92", "93,30", "0", "−2,25"]
    assert [signed(Decimal(text)) for text in ("3.5", "-2.2", "0.04", "-0.04")] == ["+3,5", "−2,2", "0,0", "0,0"] and number(None) == "–"
    assert [rupiah(Decimal(text)) for text in ("12356000000", "245300000", "1234567890123", "950")] == [
        "Rp 12,36 miliar",
        "Rp 245,3 juta",
        "Rp 1,23 triliun",
        "Rp 950",
    ]
    assert million(Decimal(5496300000)) == "5.496,3"
    assert [short_name(name) for name in ("Loka POM di Kab. Bone", "Balai Besar POM di Serang", "Pusat")] == ["Bone", "Serang", "Pusat"]
    assert soft_hyphens("Penindakan SDM").replace("\N{SOFT HYPHEN}", "-") == "Pe-nin-da-kan SDM"
    assert (place_words("c-023.pdf", 18, None), place_words("a.b.txt", None, 7)) == ("c-023 h. 18", "a.b b. 7")


def plan(months: Sequence[Any], progres: bool = False) -> PlannedIndicator:
    return made(PlannedIndicator, upt_id="a", bulan=months, progres=progres)


def test_a_flat_plan_is_a_word_and_a_count_has_no_result_on_its_line() -> None:
    assert sparkline(plan([90] * 12), Decimal(91)) == "tetap" and sparkline(None, None) == "" == sparkline(plan([None] * 12), None)
    rising = sparkline(plan([None, *range(10, 120, 10)]), Decimal(120))
    assert rising.count("L") == 10 and "<circle" in rising
    # eleven months of progress, then the count itself, which is no percentage
    counted = sparkline(plan([*range(0, 55, 5), 3], progres=True), Decimal(3))
    assert counted.count("L") == 10 and "<circle" not in counted


def test_an_axis_has_round_ticks_and_may_begin_above_zero() -> None:
    axis = axis_over([Decimal("68.4"), Decimal("97.9")])
    assert axis is not None and axis.ticks[0] == 65 and axis.ticks[-1] == 100 and axis.ticks[1] - axis.ticks[0] == 5
    assert axis.x(65) < axis.x(Decimal("68.4")) < axis.x(100) and axis_over([]) is None
    only = axis_over([Decimal(3)])
    assert only is not None and only.low < 3 < only.high
    drawn = dot_plot(axis, Decimal(90), Decimal(80))
    assert 'class="t"' in drawn and 'class="d"' in drawn
    # a figure of another office's document has neither target nor colour
    hollow = dot_plot(axis, None, Decimal(80), hollow=True)
    assert "class=o" in hollow and 'class="t"' not in hollow and 'class="d"' not in hollow


# ---- doubts


def test_doubts_are_one_line_a_cause_by_their_effect_on_the_scorecard() -> None:
    def doubt(alasan: str, sumber: str = "cek", doc_id: str = "a", baris: int | None = 9) -> DoubtLine:
        return made(
            DoubtLine,
            berat=3,
            sumber=sumber,
            doc_id=doc_id,
            nama_berkas=f"{doc_id}.pdf",
            baris=baris,
            alasan=alasan,
            halaman=1,
            anjuran="?",
        )

    rows = [
        doubt("angka_sama: gagal"),
        doubt("angka_sama: tak_terbukti", doc_id="b"),
        doubt("nama_terpotong|sel_gabungan", "capaian", baris=1),
    ]
    rows += [
        doubt("target: tak_terbukti", "target"),
        doubt("capaian: tak_terbukti", "capaian"),
        doubt("dokumen: perlu_tinjau", "dokumen", baris=None),
    ]
    assert [reason_of(row) for row in rows] == ["angka_sama", "angka_sama", "nama_terpotong", "tak_terbukti", "tak_terbukti", "dokumen"]
    found = causes_of(rows, figures(results=[result("a", "x", 90)]))
    assert [(cause.papan, cause.tempat, cause.dokumen) for cause in found] == [(1, 1, 1), (0, 2, 1), (0, 2, 2), (0, 1, 1)]
    assert "Angka yang sama tercetak berbeda di dua tabel" in {cause.sebab for cause in found}


@pytest.mark.parametrize(
    ("pagu", "anggaran", "expected"), [(5, 7, ("a.pdf", None)), (None, 7, (None, "r.pdf")), (None, None, (None, None))]
)
def test_an_office_says_where_its_allocations_are_printed(pagu: int | None, anggaran: int | None, expected: tuple[Any, Any]) -> None:
    plan = made(PlannedIndicator, upt_id="a", indikator_id="x", nama_indikator="x", anggaran_rp=anggaran, nama_berkas="r.pdf", doc_id="r")
    found = figures(values=[value("a", 90)], results=[result("a", "x", 90, pagu_rp=pagu)], plans=[plan])
    (page,) = office_pages(found, {})
    assert page.alokasi_dari == expected
