"""Numbers and texts that people put right: data/review/koreksi.csv.

Columns: dokumen (doc_id or name in the inbox), tabel, baris, bagian, kolom (where it stands in the warehouse), terbaca (what is
read there, empty for nothing), nilai (what should be, '-' for nothing); temuan, berkas, letak, kunci, oleh, tanggal and alasan say for
which finding, by whom and why. The last line about a number or text holds.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import regex
from msgspec import Struct

from extract.message import message
from normalize.alamat import DOKUMEN, TOTAL, Alamat
from normalize.column import columns_of
from normalize.errors import NotUnderstood, RegistryError
from normalize.rows import FAKTA, TABEL
from normalize.words.numbers import candidates, is_nothing, read_amount
from normalize.words.registry_rows import RegistryRow, csv_rows

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
_DERIVED = {("kontribusi_ro", "kontribusi_persen")}
"""Computed from other columns, so put right with them."""


class Koreksi(Struct, frozen=True):
    """A number put right. terbaca: as read without it; None is nothing printed. temuan: the finding that it answers."""

    alamat: Alamat
    terbaca: Decimal | None
    nilai: Decimal | None
    temuan: str | None = None
    oleh: str | None = None


class KoreksiTeks(Struct, frozen=True):
    """A text put right, as in Koreksi."""

    alamat: Alamat
    terbaca: str | None
    nilai: str | None


Corrections = Mapping[str, tuple[Koreksi, ...]]
"""doc_id or nama_berkas → its corrections."""


def _numbers_of(cls: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in columns_of(cls) if str(f.metadata["tipe"]).startswith("DECIMAL"))


CORRECTABLE: Mapping[str, tuple[str, ...]] = {
    DOKUMEN: (TOTAL,),
    **{name: tuple(kolom for kolom in _numbers_of(TABEL[name]) if (name, kolom) not in _DERIVED) for name in FAKTA},
}
"""Table → the columns whose numbers can be put right: all printed ones."""

TEXTS: Mapping[str, tuple[str, ...]] = {
    "target": ("indikator_raw", "sasaran_raw"),
    "kontribusi_ro": ("nama_ro",),
    "capaian": ("indikator_raw",),
    "efisiensi": ("indikator_raw",),
}
"""Table → the columns whose texts can be put right: a name that was read wrongly, or cut."""


# '3,5' '-0,08' '88,125': in Indonesian a lone comma is the decimal mark, whatever follows
DECIMAL_COMMA = regex.compile(r"[+-]?\d+,\d+")


def written_number(text: str, kolom: str) -> Decimal | None:
    """A number as a person writes it ('415.446.000', '3,5', '3.5'); None for '-'. Raises NotUnderstood.

    Rupiah (`*_rp`) have no three decimals, so '525.500' is thousands; of other numbers with one point it is asked which is meant.
    """
    if not text.strip():
        raise NotUnderstood(message("sebut_angkanya"))
    if is_nothing(text):
        return None
    rupiah = kolom.endswith("_rp")
    if not rupiah and DECIMAL_COMMA.fullmatch(text.strip()):
        return Decimal(text.strip().replace(",", "."))
    values = {reading.value for reading in (read_amount(text, None)[:1] if rupiah else candidates(text))}
    if not values:
        raise NotUnderstood(message("bukan_angka", teks=text))
    if len(values) > 1:
        whole, broken = csv_number(max(values)), csv_number(min(values))
        raise NotUnderstood(message("angka_dua_arti", teks=text, satu=whole, dua=broken))
    return values.pop()


def csv_number(value: Decimal | None) -> str:
    """A number as this file holds it: digits and a decimal comma, which Excel in Indonesian leaves a number; '-' for nothing."""
    if value is None:
        return "-"
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def read_corrections(review_dir: Path) -> dict[str, tuple[Koreksi, ...]]:
    """The corrected numbers by document; {} without the file. Raises RegistryError with a sentence that names the line."""
    found: dict[str, dict[Alamat, Koreksi]] = {}
    for row in _rows(review_dir):
        if row["kolom"] not in TEXTS.get(row["tabel"], ()):
            koreksi = _koreksi(row)
            found.setdefault(row["dokumen"], {})[koreksi.alamat] = koreksi
    return {dokumen: tuple(items.values()) for dokumen, items in found.items()}


def read_text_corrections(review_dir: Path) -> dict[str, tuple[KoreksiTeks, ...]]:
    """The corrected texts by document, as `read_corrections`."""
    found: dict[str, dict[Alamat, KoreksiTeks]] = {}
    for row in _rows(review_dir):
        if row["kolom"] in TEXTS.get(row["tabel"], ()):
            alamat = _alamat(row)
            texts = (None if is_nothing(text := " ".join(row.get(name, "").split())) else text for name in ("terbaca", "nilai"))
            found.setdefault(row["dokumen"], {})[alamat] = KoreksiTeks(alamat, *texts)
    return {dokumen: tuple(items.values()) for dokumen, items in found.items()}


def _rows(review_dir: Path) -> Iterator[RegistryRow]:
    path = review_dir / REVIEW_CORRECTION
    if path.is_file():
        yield from csv_rows(path, *CORRECTION_COLUMNS[:3], "kolom", "nilai")


def _alamat(row: RegistryRow) -> Alamat:
    numbers = row["baris"], row.get("bagian") or "1"
    if not all(number.isdecimal() for number in numbers):
        raise RegistryError(message("baris_bukan_bilangan", tempat=row.place, kolom=row["kolom"]))
    return Alamat(row["tabel"], int(numbers[0]), int(numbers[1]), row["kolom"])


def _koreksi(row: RegistryRow) -> Koreksi:
    tabel, kolom = row["tabel"], row["kolom"]
    if kolom not in CORRECTABLE.get(tabel, ()):
        known = {name: (*CORRECTABLE.get(name, ()), *TEXTS.get(name, ())) for name in CORRECTABLE}
        columns = ", ".join(f"{name}.{column}" for name, names in known.items() for column in names)
        raise RegistryError(message("angka_tak_dapat_dikoreksi", tempat=row.place, tabel=tabel, kolom=kolom, pilihan=columns))
    alamat = _alamat(row)
    try:
        terbaca = written_number(row.get("terbaca") or "-", kolom)
        nilai = written_number(row["nilai"], kolom)
    except NotUnderstood as error:
        raise RegistryError(message("koreksi_salah", tempat=row.place, kolom=row["kolom"], sebab=error.alasan)) from error
    return Koreksi(alamat, terbaca, nilai, row.get("temuan") or None, row.get("oleh") or None)
