"""What stands under the labels of a budget: pagu, realisasi and the percentage spent, of one row of any table of spending."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product

from msgspec.structs import replace

from normalize.heads.kolom import Kolom
from normalize.kinds.target import rupiah
from normalize.tables.identitas import CHOSEN, SPENT, holds
from normalize.tables.isian import Tabel
from normalize.tables.konteks_tabel import version_of
from normalize.words.amounts import Amount, read_amount_cell
from normalize.words.measures import Measure, below_zero, read_measure_cell
from normalize.words.names import fold
from normalize.words.numbers import NumberStyle, candidates, column_style, is_nothing

PAGU, REALISASI, PERSEN = "pagu_rp", "realisasi_rp", "persen"
LABELS = {
    **dict.fromkeys(("sisa", "selisih", "blokir"), None),
    **dict.fromkeys(("%", "persen", "presentase", "prosentase"), PERSEN),
    "realisasi": REALISASI,
    **dict.fromkeys(("pagu", "anggaran"), PAGU),
}
"""Words of a label → what stands under it; the first that occurs decides: '% Realisasi Anggaran', 'Realisasi Anggaran', 'Sisa Pagu'."""
COLUMNS = {"pagu": PAGU, "input": PAGU, "realisasi_rp": REALISASI, "realisasi": REALISASI, "nilai_persen": PERSEN, "capaian": PERSEN}
"""What a column holds whose own words do not say it."""
UNDECIDED = "kolom_ambigu"
Candidates = dict[str, list[str]]


def money_style(tabel: Tabel) -> NumberStyle | None:
    """The number style of a table's amounts, by those long enough to show it."""
    return column_style(text for item in tabel.isian for text in item.nilai.values() if len(text) > 8)


def column_label(column: Kolom) -> str | None:
    """PAGU, REALISASI or PERSEN; None for a column of anything else."""
    named = next((word for word in LABELS if word in fold(column.teks)), None)
    return LABELS[named] if named else COLUMNS.get(column.nama)


def labels_by_year(columns: Sequence[Kolom], tahun: int | None) -> dict[int | None, dict[int, str]]:
    """year → column → its label, the document's own year first. Where the head gives the same label to several years, each year has its
    own columns, and those without one are the document's; else all are the document's. 'Pagu Awal' comes behind 'Pagu Revisi', which
    superseded it."""
    newest_first = sorted(enumerate(columns), key=lambda place: version_of(place[1].teks) == "AWAL")
    labels = {index: label for index, column in newest_first if (label := column_label(column))}
    years: dict[int | None, dict[int, str]] = {tahun: {}}
    for index, label in labels.items():
        years.setdefault(columns[index].tahun or tahun, {})[index] = label
    told = [set(of.values()) for of in years.values() if of]
    several = any(one & other & {PAGU, REALISASI} for one, other in combinations(told, 2))
    return {year: of for year, of in years.items() if of} if several else {tahun: labels}


def under_labels(labelled: Iterable[tuple[str, str]]) -> Candidates:
    """What is printed under each label, empty cells left out; '55,32%' is a percentage whatever its label says."""
    found: Candidates = {PAGU: [], REALISASI: [], PERSEN: []}
    for label, text in labelled:
        if not is_nothing(text):
            found[PERSEN if text.rstrip().endswith("%") else label].append(text)
    return found


def spent(found: Candidates, money: NumberStyle | None, skala: int) -> tuple[dict[str, Decimal | None], set[str]]:
    """pagu_rp, realisasi_rp (whole rupiah) and persen of one row, with the flags of what was chosen or not read. skala: rupiah a printed
    unit."""
    read = {name: [_read(name, text, money) for text in texts] for name, texts in found.items()}
    values, flags = _settle({name: [cell.value for cell in cells if cell.value is not None] for name, cells in read.items()})
    flags |= {flag for cells in read.values() for cell in cells for flag in cell.bendera}
    flags |= below_zero(values.values())
    return {
        PAGU: rupiah(values.get(PAGU), skala),
        REALISASI: rupiah(values.get(REALISASI), skala),
        PERSEN: values.get(PERSEN),
    }, flags


def _read(name: str, text: str, money: NumberStyle | None) -> Amount | Measure:
    if name != PERSEN:
        return read_amount_cell(text, money)
    # The limit decides only between two readings ('55.320'): an absorption may pass 100.
    measure = read_measure_cell(text, None, "persen" if len(candidates(text)) > 1 else None)
    return replace(measure, bendera=measure.bendera - {"angka_dibersihkan"})


def _settle(read: Mapping[str, list[Decimal]]) -> tuple[dict[str, Decimal], set[str]]:
    """One value a column. Where a label leaves several, persen = realisasi/pagu decides, also whether one of them belongs under a label
    that is missing; where it does not, the first stand, flagged."""
    distinct = {name: list(dict.fromkeys(values)) for name, values in read.items()}
    first = {name: values[0] for name, values in distinct.items() if values}
    if all(len(values) < 2 for values in distinct.values()):
        return first, set()
    surplus = [value for values in distinct.values() if len(values) > 1 for value in values]
    ways = [dict(zip(distinct, way, strict=True)) for way in product(*(values or surplus for values in distinct.values()))]
    proved = [way for way in ways if len(set(way.values())) == len(way) and holds(SPENT, way)]
    return (proved[0], {CHOSEN}) if len(proved) == 1 else (first, {UNDECIDED})
