"""Rows of `kontribusi_ro` from a RAPK's RO lines."""

from decimal import Decimal

from normalize.kinds.target import Konteks, provenance, rupiah, target_id
from normalize.plan.rapk import Garis, Indikator
from normalize.rows import KontribusiRo


def ro_rows(item: Indikator, konteks: Konteks) -> list[KontribusiRo]:
    """The lines under one indicator; target_id is None where the indicator itself is not in the document."""
    owner = target_id(konteks, item) if item.ada else None
    lost = set() if item.ada else {"indikator_hilang"}
    return [_row(line, owner, lost, konteks) for line in item.lines]


def _row(line: Garis, owner: str | None, lost: set[str], konteks: Konteks) -> KontribusiRo:
    program, kegiatan, kro, ro = line.line.kode
    amounts = line.amounts
    bendera = line.line.bendera | amounts.anggaran.bendera | amounts.kontribusi.bendera | lost
    return KontribusiRo(
        target_id=owner,
        no=line.line.no,
        kode_program=program,
        kode_kegiatan=kegiatan,
        kode_kro=kro,
        kode_ro=ro,
        nama_ro=line.nama,
        kode_komponen=line.kode_komponen,
        nama_komponen=line.nama_komponen,
        kode_subkomponen=line.kode_subkomponen,
        nama_subkomponen=line.nama_subkomponen,
        anggaran_rp=rupiah(amounts.anggaran.value, konteks.skala),
        kontribusi_rp=rupiah(amounts.kontribusi.value, konteks.skala),
        kontribusi_persen=share(amounts.kontribusi.value, amounts.anggaran.value),
        **provenance(konteks, line.line.tempat, bendera),  # type: ignore[arg-type]
    )


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """part in percent of whole, six decimals; None where either is missing or the whole is 0."""
    if part is None or not whole:
        return None
    return (part / whole * 100).quantize(Decimal("0.000001"))
