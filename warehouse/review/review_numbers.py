"""The numbers that a finding may be about, and the corrections that would make its arithmetic hold."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

import duckdb
from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from extract.message import message
from normalize.alamat import Alamat
from normalize.decisions.koreksi_tinjauan import CORRECTABLE, csv_number, written_number
from normalize.errors import NotUnderstood
from normalize.kinds.all_kinds import identities_of
from normalize.tables.identitas import holds
from warehouse.database.query_files import query
from warehouse.store.errors import NameUnknown

MOST = 8
"""So many corrections are tried: each means reading the document's meaning anew."""
CENT = Decimal("0.01")
EVERY_MONTH = "*"


class Angka(Struct, frozen=True):
    """A number of the warehouse that a person can put right. nama: what its row is about; nilai: None where nothing was read; bukti: its
    proof, as in the table `bukti`."""

    alamat: Alamat
    nama: str
    nilai: Decimal | None
    bukti: str | None = None

    @property
    def kunci(self) -> str:
        """'kontribusi_ro/34/1/kontribusi_rp'"""
        return self.alamat.kunci


def numbers_of(con: duckdb.DuckDBPyConnection, doc_id: str, target_id: str | None, baris: int | None, aturan: str) -> tuple[Angka, ...]:
    """In the order in which they are printed; () for a finding about a whole document. aturan: the check's rule, '' for a flag."""
    if baris is None and target_id is None:
        return ()
    return _asked(con, [doc_id, target_id, baris, aturan, None])


def numbers_of_table(con: duckdb.DuckDBPyConnection, doc_id: str, tabel_no: int) -> tuple[Angka, ...]:
    """All of one table."""
    return _asked(con, [doc_id, None, None, "", tabel_no])


def _asked(con: duckdb.DuckDBPyConnection, values: Sequence[object]) -> tuple[Angka, ...]:
    found = con.execute(query("tinjau_angka"), values).fetchall()
    found.sort(key=lambda row: (row[0], row[2], row[3], CORRECTABLE[row[1]].index(row[4])))
    return tuple(
        Angka(Alamat(tabel, row, part, kolom), f"{kolom} {nama or ''}".strip(), nilai, bukti)
        for _, tabel, row, part, kolom, nama, nilai, bukti in found
    )


def parse_correction(text: str, numbers: Sequence[Angka]) -> list[tuple[Angka, Decimal | None]]:
    """'target/12/1/anggaran_rp=415.446.000' → the number and what it should be; 'target_bulanan/12/*/nilai=' takes twelve, between blanks.

    Raises NameUnknown with a sentence where it names no number of these, or no value.
    """
    place, _, value = text.partition("=")
    tabel, *rest = place.split("/")
    if len(rest) == 3 and rest[1] == EVERY_MONTH:
        months = [item for item in numbers if item.alamat.tabel == tabel and str(item.alamat.baris) == rest[0]]
        values = value.split()
        if len(values) != 12 or len(months) != 12:
            raise NameUnknown(message("sebut_dua_belas"))
        return [(item, _number(text, item.alamat.kolom)) for item, text in zip(months, values, strict=True)]
    for item in numbers:
        if item.kunci == place:
            return [(item, _number(value, item.alamat.kolom))]
    raise NameUnknown(message("angka_bukan_bagian"))


def _number(text: str, kolom: str) -> Decimal | None:
    try:
        return written_number(text, kolom)
    except NotUnderstood as error:
        raise NameUnknown(error.alasan) from error


def as_text(item: Angka, value: Decimal | None) -> str:
    """What `parse_correction` takes."""
    return f"{item.kunci}={csv_number(value)}"


# ---- what would make the arithmetic hold


def guesses(numbers: Sequence[Angka], harapan: Decimal | None, terbaca: Decimal | None) -> list[tuple[Angka, Decimal]]:
    """Other values for single numbers that could make a failed check hold, those nearest to what was read first.

    harapan, terbaca: of the check. Whether a value really makes it hold is for the document's own arithmetic to say.
    """
    found: dict[tuple[Angka, Decimal], int] = {}
    for item in numbers:
        for value in (*_from_check(item, harapan, terbaca), *_from_row(item, numbers), *_from_sums(item, numbers)):
            whole = value == value.to_integral_value()
            if value >= 0 and value != item.nilai and (whole or not _rupiah(item)):
                found.setdefault((item, value), _distance(item.nilai, value))
    return sorted(found, key=lambda guess: found[guess])[:MOST]


def _rupiah(item: Angka) -> bool:
    return item.alamat.kolom.endswith("_rp")


def _from_check(item: Angka, harapan: Decimal | None, terbaca: Decimal | None) -> Iterator[Decimal]:
    """The figure that the check expects, and for parts of a sum what the sum lacks."""
    value = item.nilai
    if value is None or harapan is None or terbaca is None or harapan == terbaca:
        return
    if value in (harapan, terbaca):
        yield (harapan if value == terbaca else terbaca).quantize(CENT)
    if _rupiah(item):
        yield value + harapan - terbaca
        yield value + terbaca - harapan


def _from_row(item: Angka, numbers: Sequence[Angka]) -> Iterator[Decimal]:
    """What the other figures of its row make of it. Rupiah do not follow from a rounded percentage."""
    kolom = item.alamat.kolom
    row = {other.alamat.kolom: other.nilai for other in numbers if _row(other) == _row(item)}
    for identity in identities_of(item.alamat.tabel) if not _rupiah(item) else ():
        result = row.get(identity.hasil)
        if identity.hasil == kolom:
            expected = identity.expected(row)
            if expected is not None:
                yield expected.quantize(CENT)
        elif kolom in identity.dari and result:
            # each identity grows with a column or falls with it in proportion
            unit = identity.expected({**row, kolom: Decimal(1)})
            for value in (result / unit, unit / result) if unit else ():
                if holds(identity, {**row, kolom: value.quantize(CENT)}):
                    yield value.quantize(CENT)


def _from_sums(item: Angka, numbers: Sequence[Angka]) -> Iterator[Decimal]:
    """For an amount that was not read: what the sums of the other columns leave for it."""
    if item.nilai is not None or not _rupiah(item):
        return
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for other in numbers:
        sums[other.alamat.tabel, other.alamat.kolom] += other.nilai or 0
    own = item.alamat.tabel, item.alamat.kolom
    yield from (total - sums[own] for place, total in sums.items() if place != own and total)


def _row(item: Angka) -> tuple[str, int, int]:
    return item.alamat.tabel, item.alamat.baris, item.alamat.bagian


def _distance(before: Decimal | None, after: Decimal) -> int:
    """How many digits would have been misread or misprinted."""
    return Levenshtein.distance(csv_number(before), csv_number(after))
