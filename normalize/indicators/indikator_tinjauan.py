"""What people decided about indicator names: data/review/indikator_alias.csv.

Columns: nama (as printed), usulan (an indikator_id), keputusan (terima, tolak, baru; empty: still open), oleh, tanggal, catatan.
A decision holds for every spelling that folds to the same words, in all documents.
"""

from collections.abc import Sequence
from pathlib import Path

import regex
from msgspec import Struct

from extract.message import message
from normalize.errors import RegistryError
from normalize.indicators.indikator import BUKAN, TERBUKA, TINJAUAN, Indicators, IndikatorBaku, Keputusan, provisional_id
from normalize.indicators.registry_indikator import IndicatorRegistry
from normalize.words.registry_rows import csv_rows
from normalize.words.units import unit_of

REVIEW_INDICATOR = "indikator_alias.csv"
REVIEW_COLUMNS = ("nama", "usulan", "keputusan", "oleh", "tanggal", "catatan")
TERIMA, TOLAK, BARU = "terima", "tolak", "baru"
WORDS = {TERIMA: TERIMA, TOLAK: TOLAK, BARU: BARU, "accept": TERIMA, "reject": TOLAK, "new": BARU}
"""What may stand in `keputusan`: the words of the file and those of the command."""
NEW_ID = regex.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class PutusanNama(Struct, frozen=True):
    """A line of the file that decides something."""

    nama: str
    usulan: str
    keputusan: str


def read_decisions(review_dir: Path) -> list[PutusanNama]:
    """The deciding lines; [] without the file. Raises RegistryError with a sentence for a missing column or a word not known."""
    path = review_dir / REVIEW_INDICATOR
    if not path.is_file():
        return []
    decided = []
    for row in csv_rows(path, "nama"):
        missing = [column for column in ("usulan", "keputusan") if column not in row]
        if missing:
            raise RegistryError(message("tanpa_kolom", berkas=path.name, kolom=", ".join(missing)))
        word = row["keputusan"].casefold()
        if not word:
            continue
        if word not in WORDS:
            raise RegistryError(message("keputusan_nama_tak_dikenal", tempat=row.place, kata=row["keputusan"], nama=row["nama"]))
        if not row["usulan"] and WORDS[word] != BARU:
            raise RegistryError(message("keputusan_tanpa_indikator", tempat=row.place, kata=word, nama=row["nama"]))
        decided.append(PutusanNama(row["nama"], row["usulan"], WORDS[word]))
    return decided


def decided_indicators(registry: IndicatorRegistry, decisions: Sequence[PutusanNama]) -> Indicators:
    """The registry with what people decided. Raises RegistryError with one sentence where decisions contradict each other or it."""
    fold = registry.folder.fold
    baru = _new_indicators(registry, decisions)
    known = {item.indikator_id for item in (*registry.indikator, *baru)}
    plain = registry.indicators({})
    kept: dict[str, Keputusan] = {}
    for line in decisions:
        key = fold(line.nama).kunci
        indikator_id = line.usulan or provisional_id(fold(line.nama))
        if indikator_id not in known:
            raise RegistryError(message("indikator_keputusan_tak_dikenal", berkas=REVIEW_INDICATOR, id=indikator_id, nama=line.nama))
        _check_against_registry(plain, line, indikator_id)
        kept[key] = _joined(kept.get(key, Keputusan()), line, indikator_id)
    return registry.indicators(kept, baru)


def _new_indicators(registry: IndicatorRegistry, decisions: Sequence[PutusanNama]) -> list[IndikatorBaku]:
    """The indicators that people added, under the id they chose or the provisional one."""
    ids = {item.indikator_id for item in registry.indikator}
    added: dict[str, IndikatorBaku] = {}
    for line in decisions:
        if line.keputusan != BARU:
            continue
        indikator_id = line.usulan or provisional_id(registry.folder.fold(line.nama))
        if not NEW_ID.fullmatch(indikator_id) or indikator_id in ids:
            reason = message("sudah_di_registri") if indikator_id in ids else message("huruf_id_salah")
            raise RegistryError(message("indikator_baru_salah", berkas=REVIEW_INDICATOR, id=indikator_id, nama=line.nama, sebab=reason))
        name = added.get(indikator_id)
        if name and registry.folder.fold(name.nama).kunci != registry.folder.fold(line.nama).kunci:
            raise RegistryError(
                message("indikator_baru_dua_nama", berkas=REVIEW_INDICATOR, id=indikator_id, sini=name.nama, lain=line.nama)
            )
        added.setdefault(indikator_id, IndikatorBaku(indikator_id, line.nama, unit_of(line.nama), "naik", None, None, TINJAUAN))
    return list(added.values())


def _check_against_registry(plain: Indicators, line: PutusanNama, indikator_id: str) -> None:
    found = plain.match(line.nama)
    if found.asal in (TERBUKA, BUKAN):
        return
    agrees = found.indikator_id == indikator_id
    if line.keputusan == BARU or agrees == (line.keputusan == TOLAK):
        raise RegistryError(
            message(
                "keputusan_melawan_registri",
                berkas=REVIEW_INDICATOR,
                kata=line.keputusan,
                id=indikator_id,
                nama=line.nama,
                lain=found.indikator_id,
            )
        )


def _joined(before: Keputusan, line: PutusanNama, indikator_id: str) -> Keputusan:
    """Earlier decisions on a name with one more."""
    if line.keputusan == TOLAK:
        after = Keputusan(before.diterima, before.ditolak | {indikator_id}, before.baru)
    else:
        if before.diterima not in (None, indikator_id):
            raise RegistryError(
                message("nama_diputuskan_dua_kali", berkas=REVIEW_INDICATOR, nama=line.nama, sini=before.diterima, lain=indikator_id)
            )
        after = Keputusan(indikator_id, before.ditolak, before.baru or line.keputusan == BARU)
    if after.diterima in after.ditolak:
        raise RegistryError(message("nama_diterima_dan_ditolak", berkas=REVIEW_INDICATOR, nama=line.nama, id=after.diterima))
    return after
