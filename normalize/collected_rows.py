"""The rows of one document while they are collected."""

from typing import Any

from normalize.kinds.kind import Kind
from normalize.rows import (
    FAKTA,
    AnggaranProgram,
    Capaian,
    CapaianSasaran,
    Cek,
    Efisiensi,
    KontribusiRo,
    Target,
    TargetBulanan,
)

COLLECTED = (*FAKTA, "cek")


class CollectedRows:
    """The rows of one document while they are collected: a list for each fact table, and the checks."""

    target: list[Target]
    target_bulanan: list[TargetBulanan]
    kontribusi_ro: list[KontribusiRo]
    capaian: list[Capaian]
    capaian_sasaran: list[CapaianSasaran]
    efisiensi: list[Efisiensi]
    anggaran_program: list[AnggaranProgram]
    cek: list[Cek]

    def __init__(self) -> None:
        for tabel in COLLECTED:
            setattr(self, tabel, [])

    def of(self, kind: Kind) -> list[Any]:
        """The rows of a kind, collected so far."""
        found: list[Any] = getattr(self, kind.fakta)
        return found
