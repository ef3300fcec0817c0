"""The sasaran that offices share, and which indicator measures which in which year (registry/indicators/sasaran*.csv).

Offices number their sasaran differently and half of the reports print no number: names and indicators are what they have in common.
"""

from collections.abc import Collection

from extract.message import message
from normalize.dimension_rows import DimIndikatorSasaran, DimSasaran
from normalize.errors import RegistryError
from normalize.words.registry_rows import registry_rows

SASARAN = "indicators/sasaran.csv"
MEMBERS = "indicators/sasaran_indikator.csv"


def sasaran_rows() -> tuple[DimSasaran, ...]:
    """In the order of the file, which is that of the offices' own lists."""
    return tuple(
        DimSasaran(
            sasaran_id=row["sasaran_id"],
            nama=row["nama"],
            nama_pendek=row["nama_pendek"],
            tahun_mulai=int(row["tahun_mulai"]),
            tahun_selesai=int(row["tahun_selesai"]),
        )
        for row in registry_rows(SASARAN, "sasaran_id", "nama", "nama_pendek", "tahun_mulai", "tahun_selesai", "contoh")
    )


def indicator_sasaran(known: Collection[str]) -> tuple[DimIndikatorSasaran, ...]:
    """One row an indicator and year. Raises RegistryError: an unknown indicator or sasaran, one indicator under two sasaran of a year."""
    sasaran = {row.sasaran_id: row for row in sasaran_rows()}
    found: dict[tuple[str, int], DimIndikatorSasaran] = {}
    for row in registry_rows(MEMBERS, "sasaran_id", "indikator_id", "tahun_mulai", "tahun_selesai"):
        own = sasaran.get(row["sasaran_id"])
        if own is None or row["indikator_id"] not in known:
            raise RegistryError(message("sasaran_tak_dikenal", indikator=row["indikator_id"], sasaran=row["sasaran_id"]))
        for tahun in range(int(row["tahun_mulai"]), int(row["tahun_selesai"]) + 1):
            if (row["indikator_id"], tahun) in found or not own.tahun_mulai <= tahun <= own.tahun_selesai:
                raise RegistryError(message("sasaran_indikator_dua_kali", indikator=row["indikator_id"], tahun=tahun))
            made = DimIndikatorSasaran(indikator_id=row["indikator_id"], sasaran_id=row["sasaran_id"], tahun=tahun)
            found[row["indikator_id"], tahun] = made
    return tuple(found[key] for key in sorted(found))
