"""Numbers that people put right: data/review/koreksi.csv.

Columns: dokumen (doc_id or name in the inbox), tabel, baris, bagian, kolom (where the number stands in the warehouse), terbaca (what is
read there, empty for nothing), nilai (what should be, '-' for nothing); temuan, berkas, letak, kunci, oleh, tanggal and alasan say for
which finding, by whom and why. The last line about a number holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import regex

from normalize.errors import RegistryError
from normalize.rows import FAKTA, TABEL
from normalize.words.numbers import candidates, is_nothing, read_amount
from normalize.words.registry_rows import Row, csv_rows

REVIEW_CORRECTION = "koreksi.csv"
CORRECTION_COLUMNS = (
    "dokumen",
    "tabel",
    "baris",
    "bagian",
    "kolom",
    "terbaca",
    "nilai",
    "temuan",
    "berkas",
    "letak",
    "kunci",
    "oleh",
    "tanggal",
    "alasan",
)
KOREKSI = "koreksi"
"""How a finding that was answered by a correction is decided."""
DOKUMEN, TOTAL = "dokumen", "total_anggaran_rp"
_DERIVED = {("kontribusi_ro", "kontribusi_persen")}
"""Computed from other columns, so put right with them."""


@dataclass(frozen=True, slots=True)
class Alamat:
    """Where a number stands: the row of `tabel` at `baris`, its column. bagian: the month in target_bulanan, else which of the rows that
    one printed row gives (from 1)."""

    tabel: str
    baris: int
    bagian: int
    kolom: str


@dataclass(frozen=True, slots=True)
class Koreksi:
    """A number put right. terbaca: as read without it; None is nothing printed. temuan: the finding that it answers."""

    alamat: Alamat
    terbaca: Decimal | None
    nilai: Decimal | None
    temuan: str | None = None
    oleh: str | None = None


Corrections = Mapping[str, tuple[Koreksi, ...]]
"""doc_id or nama_berkas → its corrections."""


def _numbers_of(cls: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls) if str(f.metadata["tipe"]).startswith("DECIMAL"))


CORRECTABLE: Mapping[str, tuple[str, ...]] = {
    DOKUMEN: (TOTAL,),
    **{name: tuple(kolom for kolom in _numbers_of(TABEL[name]) if (name, kolom) not in _DERIVED) for name in FAKTA},
}
"""Table → the columns whose numbers can be put right: all printed ones."""


# '3,5' '-0,08' '88,125': in Indonesian a lone comma is the decimal mark, whatever follows
DECIMAL_COMMA = regex.compile(r"[+-]?\d+,\d+")


def written_number(text: str, kolom: str) -> Decimal | None:
    """A number as a person writes it ('415.446.000', '3,5', '3.5'); None for '-'. Raises ValueError with a sentence.

    Rupiah (`*_rp`) have no three decimals, so '525.500' is thousands; of other numbers with one point it is asked which is meant.
    """
    if not text.strip():
        raise ValueError("Sebut angkanya, atau - bila tidak ada yang tercetak.")
    if is_nothing(text):
        return None
    rupiah = kolom.endswith("_rp")
    if not rupiah and DECIMAL_COMMA.fullmatch(text.strip()):
        return Decimal(text.strip().replace(",", "."))
    values = {reading.value for reading in (read_amount(text, None)[:1] if rupiah else candidates(text))}
    if not values:
        raise ValueError(f"«{text}» bukan angka: tulis seperti 415446000 atau 3,5.")
    if len(values) > 1:
        whole, broken = csv_number(max(values)), csv_number(min(values))
        raise ValueError(f"«{text}» dapat berarti {whole} atau {broken}: tulis salah satunya.")
    return values.pop()


def csv_number(value: Decimal | None) -> str:
    """A number as this file holds it: digits and a decimal comma, which Excel in Indonesian leaves a number; '-' for nothing."""
    if value is None:
        return "-"
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def read_corrections(review_dir: Path) -> dict[str, tuple[Koreksi, ...]]:
    """The corrections by document; {} without the file. Raises RegistryError with a sentence that names the line."""
    path = review_dir / REVIEW_CORRECTION
    found: dict[str, dict[Alamat, Koreksi]] = {}
    if path.is_file():
        for row in csv_rows(path, *CORRECTION_COLUMNS[:3], "kolom", "nilai"):
            koreksi = _koreksi(row)
            found.setdefault(row["dokumen"], {})[koreksi.alamat] = koreksi
    return {dokumen: tuple(items.values()) for dokumen, items in found.items()}


def _koreksi(row: Row) -> Koreksi:
    tabel, kolom, told = row["tabel"], row["kolom"], f"{row.place}, {row['kolom']}"
    if kolom not in CORRECTABLE.get(tabel, ()):
        columns = ", ".join(f"{name}.{column}" for name, names in CORRECTABLE.items() for column in names)
        raise RegistryError(f"{row.place}: angka {tabel}.{kolom} tidak dapat dikoreksi, pilih {columns}.")
    numbers = row["baris"], row.get("bagian") or "1"
    if not all(number.isdecimal() for number in numbers):
        raise RegistryError(f"{told}: baris dan bagian harus bilangan bulat.")
    try:
        terbaca = written_number(row.get("terbaca") or "-", kolom)
        nilai = written_number(row["nilai"], kolom)
    except ValueError as error:
        raise RegistryError(f"{told}: {error}") from error
    alamat = Alamat(tabel, int(numbers[0]), int(numbers[1]), kolom)
    return Koreksi(alamat, terbaca, nilai, row.get("temuan") or None, row.get("oleh") or None)
