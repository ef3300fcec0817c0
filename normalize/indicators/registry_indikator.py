"""The registry of indicators as typed rows (registry/indikator*.csv): names, words, templates, scales, successors."""

from collections.abc import Iterable, Mapping
from functools import cache

import regex
from msgspec import Struct

from extract.message import message
from normalize.dimension_rows import DimIndikatorPenerus, DimIndikatorSasaran, DimIndikatorSkala, DimSasaran, DimUptAlias
from normalize.errors import RegistryError
from normalize.indicators.indikator import Indicators, IndikatorBaku, Keputusan, NamaLain
from normalize.indicators.nama_indikator import NameFolder, Wording, plain_words
from normalize.indicators.sasaran import indicator_sasaran, sasaran_rows
from normalize.words.registry_rows import registry_rows

SATUAN = ("persen", "indeks", "nilai", "jumlah", "")
ARAH = ("naik", "turun")
JENIS_ALIAS = ("sama", "ganti_nama")
JENIS_PENERUS = ("penerus", "pecah")

# 'Loka POM di Kabupaten Banyumas' -> 'banyumas'; 'BBPOM di DKI Jakarta' -> 'dki jakarta'
PLACE = regex.compile(r".*\bdi (?:(?:kota|kabupaten|kab) )?(\p{L}[\p{L} ]+)")


class BarisTemplat(Struct, frozen=True):
    """A place in the list of indicators that offices share in a plan period, under its sasaran."""

    templat: str
    sasaran: str
    indikator_id: str


class IndicatorRegistry(Struct, frozen=True):
    """All registry files about indicators, checked against each other. terjaga: words whose difference forbids a merge."""

    indikator: tuple[IndikatorBaku, ...]
    alias: tuple[NamaLain, ...]
    folder: NameFolder
    terjaga: frozenset[str]
    bukan: tuple["regex.Pattern[str]", ...]
    templat: tuple[BarisTemplat, ...]
    skala: tuple[DimIndikatorSkala, ...]
    penerus: tuple[DimIndikatorPenerus, ...]
    sasaran: tuple[DimSasaran, ...]
    indikator_sasaran: tuple[DimIndikatorSasaran, ...]

    def indicators(self, keputusan: Mapping[str, Keputusan], baru: Iterable[IndikatorBaku] = ()) -> Indicators:
        """The index for matching, with what people decided."""
        return Indicators(self.folder, (*self.indikator, *baru), self.alias, self.terjaga, self.bukan, keputusan)


@cache
def indicator_registry(upt_alias: tuple[DimUptAlias, ...]) -> IndicatorRegistry:
    """The registry of the package; upt_alias: names of offices, whose places may stand in an indicator's name.

    Raises RegistryError with file and line's name: unknown ids and words, and one name claimed by two indicators.
    """
    indikator = tuple(_indikator(row) for row in registry_rows("indicators/indikator.csv", "indikator_id", "nama", "arah", "contoh"))
    known = {item.indikator_id for item in indikator}
    if len(known) < len(indikator):
        raise RegistryError(message("indikator_dua_kali"))
    alias = tuple(
        NamaLain(row["alias"], _known(row, known, "indikator_alias.csv"), _one_of(row, "jenis", JENIS_ALIAS, "indikator_alias.csv"))
        for row in registry_rows("indicators/indikator_alias.csv", "alias", "indikator_id", "jenis", "contoh")
    )
    templat = tuple(
        BarisTemplat(row["templat"], row["sasaran"], _known(row, known, "indikator_templat.csv"))
        for row in registry_rows("indicators/indikator_templat.csv", "templat", "sasaran", "indikator_id")
    )
    terjaga = frozenset(
        word for row in registry_rows("indicators/indikator_kata_terjaga.csv", "kelompok", "kata") for word in row["kata"].split("|")
    )
    registry = IndicatorRegistry(
        indikator,
        alias,
        NameFolder(_wording(indikator, alias, terjaga, upt_alias)),
        terjaga,
        tuple(regex.compile(row["pola"]) for row in registry_rows("indicators/indikator_bukan.csv", "jenis", "pola", "contoh")),
        templat,
        tuple(_skala(row, known) for row in registry_rows("indicators/indikator_skala.csv", "indikator_id", "dari", "sampai", "sumber")),
        tuple(
            _penerus(row, known)
            for row in registry_rows("indicators/indikator_penerus.csv", "indikator_id", "penerus_id", "jenis", "tahun")
        ),
        sasaran_rows(),
        indicator_sasaran(known),
    )
    _check_owners(registry)
    return registry


def _wording(
    indikator: tuple[IndikatorBaku, ...], alias: tuple[NamaLain, ...], terjaga: frozenset[str], upt_alias: tuple[DimUptAlias, ...]
) -> Wording:
    places = (PLACE.fullmatch(plain_words(item.alias)) for item in upt_alias)
    return Wording(
        ejaan={
            plain_words(row["bentuk"]): plain_words(row["baku"])
            for row in registry_rows("indicators/indikator_ejaan.csv", "bentuk", "contoh")
        },
        istilah={
            plain_words(row["istilah"]): plain_words(row["istilah_lama"])
            for row in registry_rows("indicators/indikator_istilah.csv", "istilah", "istilah_lama", "contoh")
        },
        ringan=frozenset(plain_words(row["kata"]) for row in registry_rows("indicators/indikator_kata_ringan.csv", "kata", "contoh")),
        kantor=frozenset(plain_words(row["bentuk"]) for row in registry_rows("indicators/indikator_kata_kantor.csv", "bentuk", "contoh")),
        tempat=frozenset(match[1] for match in places if match),
        kata=frozenset(plain_words(text) for text in (*(item.nama for item in indikator), *(item.alias for item in alias))),
        terjaga=terjaga,
    )


def _indikator(row: dict[str, str]) -> IndikatorBaku:
    return IndikatorBaku(
        row["indikator_id"],
        row["nama"],
        _one_of(row, "satuan", SATUAN, "indikator.csv") or None,
        _one_of(row, "arah", ARAH, "indikator.csv"),
        _year(row, "tahun_mulai"),
        _year(row, "tahun_selesai"),
    )


def _skala(row: dict[str, str], known: set[str]) -> DimIndikatorSkala:
    return DimIndikatorSkala(
        indikator_id=_known(row, known, "indikator_skala.csv"),
        tahun_mulai=_year(row, "tahun_mulai"),
        tahun_selesai=_year(row, "tahun_selesai"),
        dari=int(row["dari"]),
        sampai=int(row["sampai"]),
        sumber=row["sumber"],
    )


def _penerus(row: dict[str, str], known: set[str]) -> DimIndikatorPenerus:
    return DimIndikatorPenerus(
        indikator_id=_known(row, known, "indikator_penerus.csv"),
        penerus_id=_known(row, known, "indikator_penerus.csv", "penerus_id"),
        jenis=_one_of(row, "jenis", JENIS_PENERUS, "indikator_penerus.csv"),
        tahun=int(row["tahun"]),
        catatan=row.get("catatan") or None,
    )


def _year(row: dict[str, str], name: str) -> int | None:
    return int(row[name]) if row.get(name) else None


def _known(row: dict[str, str], known: set[str], file: str, column: str = "indikator_id") -> str:
    if row[column] not in known:
        raise RegistryError(message("indikator_tak_ada", berkas=file, id=row[column]))
    return row[column]


def _one_of(row: dict[str, str], column: str, allowed: tuple[str, ...], file: str) -> str:
    if row.get(column, "") not in allowed:
        raise RegistryError(
            message(
                "kata_registri_tak_dikenal",
                berkas=file,
                kolom=column,
                nilai=row.get(column),
                pilihan=", ".join(word for word in allowed if word),
            )
        )
    return row[column]


def _check_owners(registry: IndicatorRegistry) -> None:
    """One folded name belongs to one indicator, in the terms of every plan period."""
    owner: dict[str, str] = {}
    names = [(item.nama, item.indikator_id) for item in registry.indikator] + [(item.alias, item.indikator_id) for item in registry.alias]
    for text, indikator_id in names:
        key = " ".join(registry.folder.fold(text).lama)
        if owner.setdefault(key, indikator_id) != indikator_id:
            raise RegistryError(message("nama_dua_indikator", nama=text, sini=owner[key], lain=indikator_id))
