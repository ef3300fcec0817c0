"""The registry and the review folder, read once a run: everything the pure functions of this step need to know."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

import regex
from msgspec import Struct, field

from extract.message import message
from normalize.decisions.koreksi_tinjauan import Koreksi, KoreksiTeks, read_corrections, read_text_corrections
from normalize.decisions.ro_tinjauan import BarisDitulis, DocumentCorrections, read_lines
from normalize.dimension_rows import DimUpt, DimUptAlias
from normalize.errors import RegistryError
from normalize.indicators.indikator import Indicators
from normalize.indicators.indikator_dokumen import Template
from normalize.indicators.indikator_skala import Scales
from normalize.indicators.indikator_tinjauan import decided_indicators, read_decisions
from normalize.indicators.registry_indikator import IndicatorRegistry, indicator_registry
from normalize.offices.upt import Offices, fold_upt
from normalize.words.registry_rows import RegistryRow, csv_rows, registry_rows
from normalize.words.spreadsheet_dates import date_meant

REVIEW_DOCUMENT = "dokumen.csv"
REVIEW_UPT = "upt_alias.csv"
DOCUMENT_COLUMNS = ("dokumen", "kolom", "nilai", "oleh", "tanggal", "alasan")
OFFICE_COLUMNS = ("alias", "upt_id")
FACTS = ("jenis", "tahun", "upt_id", "skala_rupiah", "tanggal")
"""What a person can decide about a document, the column `kolom` of data/review/dokumen.csv."""
JENIS = ("RAPK", "LAKIP", "LAKIP_INTERIM")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


SCALES = ("1", "1000", "1000000")
"""Rupiah that one printed unit may be worth."""
READABLE = {"tahun": lambda text: regex.fullmatch(r"20\d\d", text) is not None, "tanggal": _is_date}


class Title(Struct, frozen=True):
    """A title that tells the kind of document; jenis as in the table dokumen."""

    jenis: str
    pola: "regex.Pattern[str]"


class Knowledge(Struct, frozen=True):
    """Offices, indicators, titles, and what people decided. keputusan: (doc_id or nama_berkas, kolom) → value; koreksi, teks, baris: doc_id
    or nama_berkas → numbers put right, texts put right, RO lines written."""

    dim_upt: tuple[DimUpt, ...]
    dim_upt_alias: tuple[DimUptAlias, ...]
    offices: Offices
    titles: tuple[Title, ...]
    registry: IndicatorRegistry
    indicators: Indicators
    template: Template
    scales: Scales
    keputusan: Mapping[tuple[str, str], str] = field(default_factory=dict)
    koreksi: Mapping[str, tuple[Koreksi, ...]] = field(default_factory=dict)
    teks: Mapping[str, tuple[KoreksiTeks, ...]] = field(default_factory=dict)
    baris: Mapping[str, tuple[BarisDitulis, ...]] = field(default_factory=dict)

    def decided(self, doc_id: str, names: Sequence[str], kolom: str) -> str | None:
        """What a person wrote about this document; the digest goes before the names of its file."""
        return next((self.keputusan[key, kolom] for key in (doc_id, *names) if (key, kolom) in self.keputusan), None)

    def written(self, doc_id: str, names: Sequence[str]) -> DocumentCorrections:
        """What people put right in this document; what is written under its digest goes before what is under a name."""
        keys = (*reversed(names), doc_id)
        numbers = tuple(item for key in keys for item in self.koreksi.get(key, ()))
        texts = tuple(item for key in keys for item in self.teks.get(key, ()))
        return DocumentCorrections(numbers, texts, tuple(item for key in keys for item in self.baris.get(key, ())))

    def unknown_documents(self, known: Collection[str]) -> list[str]:
        """Digests and names that decisions are about and that are none of `known`: nobody follows these lines."""
        about = {key for key, _ in self.keputusan}.union(self.koreksi, self.teks, self.baris)
        return sorted(about - set(known))


def load_knowledge(review_dir: Path) -> Knowledge:
    """The registry of the package and the decisions in data/review (files that are absent decide nothing).

    Raises RegistryError with a sentence that names file and line.
    """
    offices = tuple(_office(row) for row in registry_rows("offices/upt.csv", "upt_id", "nama", "level"))
    known = {office.upt_id for office in offices}
    aliases = [_alias(row, "registri") for row in registry_rows("offices/upt_alias.csv", "alias", "upt_id")]
    review = review_dir / REVIEW_UPT
    if review.is_file():
        aliases += [_alias(row, "tinjauan") for row in csv_rows(review, "alias", "upt_id")]
    _check_aliases(aliases, known)
    titles = tuple(Title(row["jenis"], regex.compile(row["pola"])) for row in registry_rows("words/judul.csv", "jenis", "pola"))
    registry = indicator_registry(tuple(aliases))
    return Knowledge(
        offices,
        tuple(aliases),
        Offices(offices, aliases),
        titles,
        registry,
        decided_indicators(registry, read_decisions(review_dir)),
        Template(registry),
        Scales(registry.skala),
        _decisions(review_dir / REVIEW_DOCUMENT, known),
        read_corrections(review_dir),
        read_text_corrections(review_dir),
        read_lines(review_dir),
    )


def _alias(row: dict[str, str], asal: str) -> DimUptAlias:
    return DimUptAlias(alias=row["alias"], upt_id=row["upt_id"], asal=asal)


def _office(row: dict[str, str]) -> DimUpt:
    def year(name: str) -> int | None:
        return int(row[name]) if row.get(name) else None

    return DimUpt(
        upt_id=row["upt_id"],
        nama=row["nama"],
        level=row["level"],
        provinsi=row.get("provinsi") or None,
        tahun_mulai=year("tahun_mulai"),
        tahun_selesai=year("tahun_selesai"),
        kode_satker=row.get("kode_satker") or None,
    )


def _check_aliases(aliases: list[DimUptAlias], known: set[str]) -> None:
    owner: dict[str, str] = {}
    for alias in aliases:
        if alias.upt_id not in known:
            raise RegistryError(message("kantor_alias_tak_ada", id=alias.upt_id, alias=alias.alias))
        folded = fold_upt(alias.alias)
        if owner.setdefault(folded, alias.upt_id) != alias.upt_id:
            raise RegistryError(message("alias_dua_kantor", alias=alias.alias, sini=owner[folded], lain=alias.upt_id))


def _decisions(path: Path, known: set[str]) -> dict[tuple[str, str], str]:
    """data/review/dokumen.csv: dokumen (digest or file name), kolom, nilai; further columns (oleh, tanggal, alasan) are for people."""
    decisions: dict[tuple[str, str], str] = {}
    if not path.is_file():
        return decisions
    for row in csv_rows(path, "dokumen", "kolom", "nilai"):
        key, value = (row["dokumen"], row["kolom"]), _fact(row, known)
        if decisions.setdefault(key, value) != value:
            raise RegistryError(
                message(
                    "fakta_diputuskan_dua_kali", tempat=row.place, kolom=row["kolom"], nama=row["dokumen"], sini=decisions[key], lain=value
                )
            )
    return decisions


def _fact(row: RegistryRow, known: set[str]) -> str:
    """The value of a line of dokumen.csv, a date as ISO. Raises RegistryError."""
    kolom, value = row["kolom"], row["nilai"]
    if kolom not in FACTS:
        raise RegistryError(message("kolom_fakta_tak_dikenal", tempat=row.place, kolom=kolom, pilihan=", ".join(sorted(FACTS))))
    if kolom == "tanggal":
        days = sorted(day.isoformat() for day in date_meant(value))
        if len(days) > 1:
            raise RegistryError(message("tanggal_dua_arti", tempat=row.place, tanggal=value, pilihan=" atau ".join(days)))
        value = days[0] if days else value
    if not fact_holds(kolom, value, known):
        raise RegistryError(message("nilai_fakta_salah", tempat=row.place, nilai=value, kolom=kolom, nama=row["dokumen"]))
    return value


def fact_holds(kolom: str, value: str, offices: Collection[str]) -> bool:
    """True where a fact about a document can be this value. kolom: of FACTS; offices: upt_id of all."""
    chosen: Collection[str] | None = {"skala_rupiah": SCALES, "upt_id": offices, "jenis": JENIS}.get(kolom)
    return value in chosen if chosen is not None else READABLE[kolom](value)
