"""RO lines that people write because none was read there: data/review/baris_ro.csv.

Columns: dokumen (doc_id or name in the inbox), setelah (the `baris` of the indicator or RO line that it stands below), kode
('DR.3165.QIA.005'), nama_ro, komponen ('053 - Pengadaan'), subkomponen ('A - Rapat'), anggaran_rp, kontribusi_rp (whole rupiah, '-' where
none is printed); berkas, oleh, tanggal and alasan are for people.
"""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from extract.message import message
from normalize.decisions.koreksi_tinjauan import Koreksi, KoreksiTeks, written_number
from normalize.errors import NotUnderstood, RegistryError
from normalize.words.cell_kinds import ro_match
from normalize.words.registry_rows import csv_rows

REVIEW_LINES = "baris_ro.csv"
DITULIS = "ditulis_orang"
"""The flag of every row that a person wrote because none was read."""
LINE_COLUMNS = (
    "dokumen",
    "setelah",
    "kode",
    "nama_ro",
    "komponen",
    "subkomponen",
    "anggaran_rp",
    "kontribusi_rp",
    "berkas",
    "oleh",
    "tanggal",
    "alasan",
)


class BarisDitulis(Struct, frozen=True):
    """A RO line that a person wrote. kode: program, kegiatan, KRO, RO; amounts in whole rupiah."""

    setelah: int
    kode: tuple[str | None, str, str, str]
    nama_ro: str | None
    komponen: str
    subkomponen: str
    anggaran_rp: Decimal | None
    kontribusi_rp: Decimal | None


class DocumentCorrections(Struct, frozen=True):
    """What people put right in one document: numbers, texts, and lines that were not read."""

    angka: tuple[Koreksi, ...] = ()
    teks: tuple[KoreksiTeks, ...] = ()
    baris: tuple[BarisDitulis, ...] = ()


def read_lines(review_dir: Path) -> dict[str, tuple[BarisDitulis, ...]]:
    """By document, in the order of the file; {} without it. Raises RegistryError with a sentence that names the line."""
    path = review_dir / REVIEW_LINES
    found: dict[str, list[BarisDitulis]] = {}
    if path.is_file():
        for row in csv_rows(path, "dokumen", "setelah", "kode"):
            found.setdefault(row["dokumen"], []).append(written_line(row))
    return {dokumen: tuple(lines) for dokumen, lines in found.items()}


def written_line(row: Mapping[str, str]) -> BarisDitulis:
    """A line of the file. Raises RegistryError."""
    told = message("baris_ro_di", berkas=REVIEW_LINES, kode=row["kode"], baris=row["setelah"])
    match = ro_match(row["kode"])
    if match is None or match["no"] or match["nama"] or match["sisa"]:
        raise RegistryError(message("kode_ro_salah", tempat=told))
    if not row["setelah"].isdecimal():
        raise RegistryError(message("setelah_salah", tempat=told))
    try:
        amounts = [written_number(row.get(name) or "-", name) for name in ("anggaran_rp", "kontribusi_rp")]
    except NotUnderstood as error:
        raise RegistryError(message("baris_ro_salah", tempat=told, sebab=error.alasan)) from error
    program, *rest = ("".join(match[name].split()) if match[name] else None for name in ("program", "kegiatan", "kro", "ro"))
    kode = (program, *(part or "" for part in rest))
    texts = (row.get("nama_ro") or None, row.get("komponen", ""), row.get("subkomponen", ""))
    return BarisDitulis(int(row["setelah"]), kode, *texts, *amounts)  # type: ignore[arg-type]
