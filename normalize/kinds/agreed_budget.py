"""The budget that an agreement (PK) prints below its targets: 'Kegiatan : Pengawasan Obat …' 'Anggaran : Rp. 28,226,462,000.00'.

It stands in lines of text and not in a table: its row has the number of the agreement's table and of that table's last row.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

import regex
from msgspec import Struct
from msgspec.structs import replace

from extract.cells import Reading
from normalize.kinds.target import Konteks, provenance
from normalize.rows import AnggaranProgram
from normalize.tables.tempat import Tempat
from normalize.words.amounts import read_amount_cell
from normalize.words.budget_levels import code_before

LABEL = regex.compile(r"(?P<tingkat>program|kegiatan)(?:\s*\d{1,2})?\s*:\s*(?P<nama>.*)", regex.IGNORECASE)
BUDGET = regex.compile(r"(?P<depan>.*?)\banggaran\s*:\s*(?P<isi>.*)", regex.IGNORECASE)
AMOUNT = regex.compile(r"rp\.?\s*(?P<angka>\d[\d.,]*?)(?:,-)?\s*[.;]?", regex.IGNORECASE)
NAME_LINES, AMOUNT_LINES = 3, 2
"""A name takes at most so many lines, an amount and its 'Rp.' so many."""


class AgreedBudget(Struct, frozen=True):
    """position: the line of the label."""

    position: int
    tingkat: str
    nama: str
    angka: str


def agreed(lines: Sequence[str]) -> Iterator[AgreedBudget]:
    """Each program or kegiatan that is followed by its budget and by nothing else between."""
    for position, line in enumerate(lines):
        label = LABEL.fullmatch(line.strip())
        found = _behind(label["nama"], lines[position + 1 : position + 1 + NAME_LINES + AMOUNT_LINES]) if label else None
        if label and found:
            yield AgreedBudget(position, label["tingkat"].upper(), *found)


def _behind(begun: str, lines: Sequence[str]) -> tuple[str, str] | None:
    """Name and amount; begun: what stands behind the label in its own line."""
    name: list[str] = []
    for count, text in enumerate((begun, *lines[:NAME_LINES])):
        budget = BUDGET.fullmatch(text.strip())
        name.append((budget["depan"] if budget else text).strip())
        if budget:
            rest = (budget["isi"], *lines[count : count + AMOUNT_LINES])
            amounts = (AMOUNT.fullmatch(" ".join(part for part in rest[:size] if part)) for size in range(1, len(rest) + 1))
            amount = next((match for match in amounts if match), None)
            nama = " ".join(part for part in name if part)
            return (nama, amount["angka"]) if amount and nama else None
    return None


def agreed_budget_rows(reading: Reading, agreements: Mapping[int, Konteks]) -> Iterator[AnggaranProgram]:
    """agreements: the number of the last row of each table PK → its context. The amount has its own 'Rp': it is in whole rupiah, whatever
    the tables are printed in."""
    for found in agreed([line.text for line in reading.lines]):
        block = bisect_right(reading.sebelum, found.position) - 1
        baris = reading.blocks[block].rows[-1].baris if block >= 0 else None
        konteks = agreements.get(baris) if baris is not None else None
        if konteks is None or baris is None:
            continue
        line = reading.lines[found.position]
        amount = read_amount_cell(found.angka, None)
        kode, nama = code_before(found.nama)
        yield AnggaranProgram(
            upt_id=konteks.upt_id,
            tahun=konteks.tahun,
            periode="TAHUNAN",
            tingkat=found.tingkat,
            kode=kode,
            nama=nama,
            pagu_rp=amount.value,
            realisasi_rp=None,
            persen=None,
            **provenance(  # type: ignore[arg-type]
                replace(konteks, tabel="ANGGARAN", bendera=frozenset()), Tempat(baris, line.halaman, line.line), amount.bendera
            ),
        )
