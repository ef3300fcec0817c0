"""What people decided about indicator names: data/review/indikator_alias.csv.

Columns: nama (as printed), usulan (an indikator_id), keputusan (terima, tolak, baru; empty: still open), oleh, tanggal, catatan.
A decision holds for every spelling that folds to the same words, in all documents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from normalize.errors import RegistryError
from normalize.indicators.indikator import BUKAN, TERBUKA, TINJAUAN, Indicators, Indikator, Keputusan, provisional_id
from normalize.indicators.registry_indikator import IndicatorRegistry
from normalize.words.registry_rows import csv_rows
from normalize.words.units import unit_of

REVIEW_INDICATOR = "indikator_alias.csv"
REVIEW_COLUMNS = ("nama", "usulan", "keputusan", "oleh", "tanggal", "catatan")
TERIMA, TOLAK, BARU = "terima", "tolak", "baru"
WORDS = {TERIMA: TERIMA, TOLAK: TOLAK, BARU: BARU, "accept": TERIMA, "reject": TOLAK, "new": BARU}
"""What may stand in `keputusan`: the words of the file and those of the command."""
NEW_ID = regex.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Putusan:
    """A line of the file that decides something."""

    nama: str
    usulan: str
    keputusan: str


def read_decisions(review_dir: Path) -> list[Putusan]:
    """The deciding lines; [] without the file. Raises RegistryError with a sentence for a missing column or a word not known."""
    path = review_dir / REVIEW_INDICATOR
    if not path.is_file():
        return []
    decided = []
    for row in csv_rows(path, "nama"):
        missing = [column for column in ("usulan", "keputusan") if column not in row]
        if missing:
            raise RegistryError(f"{path.name} tidak mempunyai kolom {', '.join(missing)}.")
        word = row["keputusan"].casefold()
        if not word:
            continue
        if word not in WORDS:
            raise RegistryError(
                f"{row.place}: keputusan «{row['keputusan']}» untuk «{row['nama']}» tidak dikenal, pilih terima, tolak, baru."
            )
        if not row["usulan"] and WORDS[word] != BARU:
            raise RegistryError(f"{row.place}: keputusan {word} untuk «{row['nama']}» belum menyebut indikatornya; isi kolom usulan.")
        decided.append(Putusan(row["nama"], row["usulan"], WORDS[word]))
    return decided


def decided_indicators(registry: IndicatorRegistry, decisions: Sequence[Putusan]) -> Indicators:
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
            raise RegistryError(f"{REVIEW_INDICATOR}: indikator {indikator_id} pada «{line.nama}» tidak dikenal; periksa ejaannya.")
        _check_against_registry(plain, line, indikator_id)
        kept[key] = _joined(kept.get(key, Keputusan()), line, indikator_id)
    return registry.indicators(kept, baru)


def _new_indicators(registry: IndicatorRegistry, decisions: Sequence[Putusan]) -> list[Indikator]:
    """The indicators that people added, under the id they chose or the provisional one."""
    ids = {item.indikator_id for item in registry.indikator}
    added: dict[str, Indikator] = {}
    for line in decisions:
        if line.keputusan != BARU:
            continue
        indikator_id = line.usulan or provisional_id(registry.folder.fold(line.nama))
        if not NEW_ID.fullmatch(indikator_id) or indikator_id in ids:
            reason = "sudah ada di registri" if indikator_id in ids else "hanya boleh huruf kecil, angka, dan tanda hubung"
            raise RegistryError(f"{REVIEW_INDICATOR}: indikator baru {indikator_id} untuk «{line.nama}» {reason}.")
        name = added.get(indikator_id)
        if name and registry.folder.fold(name.nama).kunci != registry.folder.fold(line.nama).kunci:
            raise RegistryError(
                f"{REVIEW_INDICATOR}: indikator baru {indikator_id} dipakai untuk dua nama, «{name.nama}» dan «{line.nama}»."
            )
        added.setdefault(indikator_id, Indikator(indikator_id, line.nama, unit_of(line.nama), "naik", None, None, TINJAUAN))
    return list(added.values())


def _check_against_registry(plain: Indicators, line: Putusan, indikator_id: str) -> None:
    found = plain.match(line.nama)
    if found.asal in (TERBUKA, BUKAN):
        return
    agrees = found.indikator_id == indikator_id
    if line.keputusan == BARU or agrees == (line.keputusan == TOLAK):
        raise RegistryError(
            f"{REVIEW_INDICATOR}: keputusan {line.keputusan} {indikator_id} untuk «{line.nama}» bertentangan dengan registri, "
            f"yang mengenalnya sebagai {found.indikator_id}; hapus salah satunya."
        )


def _joined(before: Keputusan, line: Putusan, indikator_id: str) -> Keputusan:
    """Earlier decisions on a name with one more."""
    if line.keputusan == TOLAK:
        after = Keputusan(before.diterima, before.ditolak | {indikator_id}, before.baru)
    else:
        if before.diterima not in (None, indikator_id):
            raise RegistryError(
                f"{REVIEW_INDICATOR}: «{line.nama}» diputuskan dua kali, {before.diterima} dan {indikator_id}; hapus salah satunya."
            )
        after = Keputusan(indikator_id, before.ditolak, before.baru or line.keputusan == BARU)
    if after.diterima in after.ditolak:
        raise RegistryError(f"{REVIEW_INDICATOR}: «{line.nama}» diterima dan ditolak sebagai {after.diterima}; hapus salah satunya.")
    return after
