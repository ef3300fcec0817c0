"""Rows of `capaian_sasaran`: what a table CAPAIAN prints of a whole sasaran ('Capaian SS1'), of a perspective, and of the office
(NPS, Nilai Pencapaian Sasaran).

They stand among the indicators and are none. The value that counts is the one after the adjustment, where both are printed: the text of
the reports names that one.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import regex

from normalize.kinds.kind import CAPAIAN, Kind, Pelapor
from normalize.kinds.target import Konteks, provenance
from normalize.rows import CapaianSasaran
from normalize.tables.bands import is_summary
from normalize.tables.isian import Isian, Tabel
from normalize.tables.urutan import AMBIGUOUS
from normalize.words.kriteria import as_known
from normalize.words.measures import measure_style, read_measure_cell
from normalize.words.names import fold, join_pieces
from normalize.words.numbers import NumberStyle

# 'Capaian SS1' 'Capaian Sasaran 2' 'NPS SS 3' -> its number
OF_SASARAN = regex.compile(
    r"(?:capaian|nps|nilai|rata ?- ?rata)\b.*?\b(?:ss|sk|sp|sasaran(?: (?:strategis|kegiatan|program))?) ?-?\.? ?(?P<no>\d{1,2})\b.*"
)


def capaian_sasaran_rows(tabel: Tabel, konteks: Konteks, pelapor: Pelapor) -> Iterator[CapaianSasaran]:
    """The values of sasaran, perspectives and the office in one table CAPAIAN, in printed order; a second row for the year where the table
    prints the
    achievement of the period and of the year."""
    style = measure_style(text for item in tabel.isian for text in item.nilai.values())
    names = {kolom.nama for kolom in tabel.kolom}
    for item in tabel.isian:
        label = tabel.text(item, "indikator") or tabel.text(item, "sasaran") or ""
        of_sasaran, values = OF_SASARAN.fullmatch(fold(label)), _values(item, style)
        if not is_summary(label) or not values:
            continue
        criterion = tabel.text(item, "kriteria")
        row = CapaianSasaran(
            no_sasaran=int(of_sasaran["no"]) if of_sasaran else None,
            sasaran_raw=_name(tabel, item) if of_sasaran else label,
            upt_id=pelapor.upt_id,
            tahun=pelapor.tahun,
            periode=pelapor.periode,
            nilai=values[0],
            nilai_sebelum_penyesuaian=None,
            kriteria=as_known(criterion) if criterion not in (None, "-", "") else None,
            # it prints the last columns of its table and no others
            **provenance(konteks, item.tempat, item.bendera - {AMBIGUOUS}),  # type: ignore[arg-type]
        )
        if "penyesuaian" in names and len(values) > 1:
            yield replace(row, nilai=values[1], nilai_sebelum_penyesuaian=values[0])
        elif "capaian_tahunan" in names and "capaian" in names and len(values) > 1:
            yield row
            yield replace(row, periode="TAHUNAN", nilai=values[1], kriteria=None)
        else:
            yield row


def _values(item: Isian, style: NumberStyle | None) -> list[Decimal]:
    """The record's numbers from left to right. A dump does not tell their columns, and none of them has another meaning here."""
    found = [read_measure_cell(text, style, None).value for _, text in sorted(item.nilai.items())]
    return [value for value in found if value is not None]


def _name(tabel: Tabel, item: Isian) -> str | None:
    """The sasaran above, as printed."""
    return (join_pieces(item.sasaran.pieces, tabel.words) or None) if item.sasaran else None


KIND = Kind("capaian_sasaran", CapaianSasaran, (CAPAIAN,), lambda of: capaian_sasaran_rows(of.records, of.konteks, of.pelapor))
