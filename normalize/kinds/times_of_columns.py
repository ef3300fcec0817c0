"""When the columns of a table of results are, by their head, and which of several alike belong together, by arithmetic."""

from collections.abc import Sequence
from itertools import product

from normalize.kinds.kind import Pelapor
from normalize.tables.identitas import OF_RESULTS, holds
from normalize.tables.isian import Tabel
from normalize.words.measures import Measure, read_measure_cell
from normalize.words.numbers import NumberStyle, candidates
from normalize.words.units import unit_of

MEASURES = {
    "target": "target",
    "target_renstra": "target",
    "pembilang": "pembilang",
    "penyebut": "penyebut",
    "realisasi": "realisasi",
    "capaian": "capaian_persen",
    "capaian_tahunan": "capaian_persen",
    "capaian_renstra": "capaian_persen",
    "penyesuaian": "capaian_penyesuaian_persen",
}
"""Column of the document → column of the table."""

PROOF, _ = OF_RESULTS


def fitting_columns(tabel: Tabel, style: NumberStyle | None) -> tuple[list[int], bool]:
    """The columns, and whether arithmetic chose. Of several targets, realisasi and capaian those come in front with which most rows have
    capaian = realisasi/target: an interim report prints the target of the year beside that of its quarter. Where none is a ratio, the
    target of a quarter goes with what was reached in it."""
    result = "capaian" if tabel.index("capaian") is not None else "capaian_tahunan"
    measures = {"target": "target", "realisasi": "realisasi", "capaian_persen": result}
    named = [[i for i, column in enumerate(tabel.kolom) if column.nama == name] for name in measures.values()]

    def held(way: tuple[int, ...]) -> int:
        return sum(
            holds(PROOF, {name: measure_of(item.nilai.get(i, ""), style, None).value for name, i in zip(measures, way, strict=True)})
            is True
            for item in tabel.isian
        )

    def of_one_quarter(way: tuple[int, ...]) -> bool:
        target, realisasi = (tabel.kolom[i].periode for i in way[:2])
        return target is not None and target == realisasi

    ways = list(product(*named))
    best = max(ways, key=lambda way: (held(way), of_one_quarter(way))) if len(ways) > 1 else ()
    front = best if named[2] else next(filter(of_one_quarter, product(*named[:2])), ())
    return sorted(range(len(tabel.kolom)), key=lambda index: index not in front), bool(best)


def by_time(
    tabel: Tabel, style: NumberStyle | None, pelapor: Pelapor, fitting: Sequence[int]
) -> dict[tuple[int | None, str | None], list[int]]:
    """(year, period) → the columns of measures that the head gives it, where realisasi stand under more than one of them beside a target or
    the capaian of several years, or nothing but capaian does, or several times have targets; else {}. What has no time of its
    own is the document's, but a target is the year's beside one of the period; it takes the last realisasi of its year where none is its
    own and the periods count on. What the five-year plan leads to is set against the last realisasi.
    fitting: the columns, those in front that belong together by arithmetic.
    """
    own = (pelapor.tahun, pelapor.periode)
    groups: dict[tuple[int | None, str | None], list[int]] = {own: []}
    targeted = any(column.nama == "target" and (column.tahun or pelapor.tahun, column.periode) == own for column in tabel.kolom)
    last_reached = max((column.tahun or 0 for column in tabel.kolom if column.nama == "realisasi"), default=0)
    for index, column in enumerate(tabel.kolom):
        if column.nama in MEASURES:
            tahun = (last_reached if column.nama.endswith("_renstra") else column.tahun) or pelapor.tahun
            of_own = tahun == pelapor.tahun and not (targeted and column.nama == "target")
            periode = column.periode or (pelapor.periode if of_own else "TAHUNAN")
            groups.setdefault((tahun, periode), []).append(index)
    told = "realisasi" if tabel.index("realisasi") is not None else "capaian"
    realised = {key: [i for i in columns if tabel.kolom[i].nama == told] for key, columns in groups.items()}
    judged = {column.tahun for column in tabel.kolom if column.nama == "capaian"}
    alone = told == "realisasi" and tabel.index("target") is None and len(judged) < 2
    several = sum(bool(columns) for columns in realised.values()) > 1 or _plans_ahead(tabel) or _beside_the_years(tabel, pelapor, fitting)
    if alone or tabel.index("periode") is not None or not several:
        return {}
    if groups[own] and not realised[own]:
        of_year = [columns for key, columns in sorted(realised.items(), key=str) if columns and key[0] == own[0]]
        last = next((columns for columns in groups.values() if of_year and of_year[-1][-1] in columns), [])
        if of_year and _counts_on(tabel, [columns[-1] for columns in of_year], style) and _same_target(tabel, groups[own], last, style):
            groups[own].append(of_year[-1][-1])
    return {key: columns for key, columns in groups.items() if columns}


def _plans_ahead(tabel: Tabel) -> bool:
    """True where several years or quarters have targets, whichever of them was reached."""
    targets = [column for column in tabel.kolom if column.nama == "target"]
    return any(len(times - {None}) > 1 for times in ({c.tahun for c in targets}, {c.periode for c in targets}))


def _beside_the_years(tabel: Tabel, pelapor: Pelapor, fitting: Sequence[int]) -> bool:
    """True where a target of the year stands beside that of the report's quarter, and not against it is what was reached."""
    targets = [column for index in fitting if (column := tabel.kolom[index]).nama == "target"]
    times = [column.periode for column in targets]
    return times == [pelapor.periode, None] and times[0] != "TAHUNAN" and targets[1].bulan is None


def are_alike(tabel: Tabel, columns: Sequence[int]) -> bool:
    """True for columns of which two say the same of one time."""
    names = [MEASURES[tabel.kolom[index].nama] for index in columns]
    return len(names) != len({*names})


def _counts_on(tabel: Tabel, realised: Sequence[int], style: NumberStyle | None) -> bool:
    """False where a count falls from one period to the next: each period counts its own, and the last is not the year's result."""
    for item in tabel.isian:
        if unit_of(tabel.text(item, "indikator") or "") == "jumlah":
            values = [value for index in realised if (value := measure_of(item.nilai.get(index, ""), style, None).value) is not None]
            if values != sorted(values):
                return False
    return True


def _same_target(tabel: Tabel, of_year: Sequence[int], of_last: Sequence[int], style: NumberStyle | None) -> bool:
    """False where the last period has another target than the year: its result is its own."""
    columns = [next((i for i in part if tabel.kolom[i].nama == "target"), None) for part in (of_year, of_last)]
    if None in columns:
        return True
    pairs = [[measure_of(item.nilai.get(i or 0, ""), style, None).value for i in columns] for item in tabel.isian]
    return all(year == last for year, last in pairs if year is not None and last is not None)


def measure_of(text: str, style: NumberStyle | None, satuan: str | None) -> Measure:
    """A cell's value. The unit's limit decides only between two readings ('30.000' of an index): a realisasi may pass 100."""
    return read_measure_cell(text, style, satuan if len(candidates(text)) > 1 else None)
