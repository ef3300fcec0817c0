"""Checks of `capaian_sasaran`: a sasaran's value is the mean of its indicators, the office's the mean of its sasaran
where it weighs them alike.

The reports print the formula (NPS of n indicators is the sum of their values over n). Indicators without a value do not count.
"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from extract.message import message
from normalize.alamat import made_id
from normalize.cek_row import cek_at
from normalize.rows import Capaian, CapaianSasaran, Cek
from normalize.status_cek import GAGAL, LOLOS, TAK_TERBUKTI
from normalize.tables.identitas import decimals
from normalize.words.sentences import number

Means = list[tuple[CapaianSasaran, list[Decimal]]]
"""A printed value and the numbers whose mean it should be."""


def sasaran_checks(values: Sequence[CapaianSasaran], capaian: Sequence[Capaian]) -> list[Cek]:
    """One a printed value: `rata_sasaran`. A table in which no value is the mean of the rows above it, nor of those below, follows another
    rule, and none of its values is contradicted."""
    tables: dict[tuple[int | None, str | None], list[CapaianSasaran]] = defaultdict(list)
    for row in values:
        tables[row.tabel_no, row.periode].append(row)
    found = []
    for (tabel_no, periode), rows in tables.items():
        members = [row for row in capaian if row.tabel_no == tabel_no and row.periode == periode]
        ways = [_means(rows, members, above) for above in (True, False)]
        best = max(ways, key=lambda way: sum(_holds(row, parts) for row, parts in way))
        any_holds = any(_holds(row, parts) for row, parts in best)
        found += [_check(row, parts, any_holds) for row, parts in best]
    return found


def _means(rows: Sequence[CapaianSasaran], members: Sequence[Capaian], above: bool) -> Means:
    """above: the indicators of a sasaran stand above its value, since the value before; else below it."""
    own = [row for row in rows if row.no_sasaran is not None]
    found: Means = []
    for position, row in enumerate(own):
        if above:
            low, high = (own[position - 1].baris if position else 0), row.baris
        else:
            low, high = row.baris, (own[position + 1].baris if position + 1 < len(own) else max((m.baris for m in members), default=0) + 1)
        adjusted = row.nilai_sebelum_penyesuaian is not None
        parts = [_counted(member, adjusted) for member in members if low < member.baris < high]
        found.append((row, [part for part in parts if part is not None]))
    others = [row for row in rows if row.no_sasaran is None]
    return found + [(row, [value.nilai for value in own if value.nilai is not None]) for row in others]


def _counted(member: Capaian, adjusted: bool) -> Decimal | None:
    return member.capaian_penyesuaian_persen if adjusted else member.capaian_persen


def _mean(parts: Sequence[Decimal]) -> Decimal:
    return sum(parts, Decimal(0)) / len(parts)


def _holds(row: CapaianSasaran, parts: Sequence[Decimal]) -> bool:
    """To half a unit of the last printed decimal, and half a hundredth for each part's own rounding."""
    if row.nilai is None or not parts:
        return False
    return abs(_mean(parts) - row.nilai) <= Decimal("0.5").scaleb(-decimals(row.nilai)) + Decimal("0.0051")


def _check(row: CapaianSasaran, parts: Sequence[Decimal], any_holds: bool) -> Cek:
    expected = _mean(parts) if parts else None
    name = message("sasaran_nomor", nomor=row.no_sasaran) if row.no_sasaran is not None else f"«{row.sasaran_raw}»"
    if _holds(row, parts):
        status, text = LOLOS, message("rata_rata_sama", nama=name, n=len(parts))
    elif expected is None or not any_holds or row.nilai is None or row.no_sasaran is None:
        # perspectives are means of some of the sasaran, and some offices weigh them
        status, text = TAK_TERBUKTI, message("rata_rata_tak_terhitung", nama=name)
    else:
        status = GAGAL
        text = message("rata_rata_beda", nama=name, nilai=number(row.nilai), n=len(parts), rata=number(round(expected, 2)))
    cek_id = made_id(row.doc_id, row.tabel_no, "rata_sasaran", row.baris, row.periode)
    return cek_at(row, cek_id, "rata_sasaran", status, text, expected, row.nilai)
