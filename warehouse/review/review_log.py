"""Decisions as lines of data/review/*.csv: added at once under a lock, refused where somebody was first, taken back line by line."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from extract.message import message
from normalize.decisions.koreksi_tinjauan import CORRECTION_COLUMNS, KOREKSI, REVIEW_CORRECTION, csv_number, read_corrections
from normalize.decisions.registry_files import DOCUMENT_COLUMNS, REVIEW_DOCUMENT, SCALES, load_knowledge
from normalize.decisions.temuan_tinjauan import DOKUMEN_SALAH, FINDING_COLUMNS, REVIEW_FINDING, read_findings
from normalize.decisions.temuan_tinjauan import TERIMA as BENAR
from normalize.indicators.indikator_tinjauan import (
    BARU,
    REVIEW_COLUMNS,
    REVIEW_INDICATOR,
    TERIMA,
    TOLAK,
    PutusanNama,
    decided_indicators,
    read_decisions,
)
from normalize.words.registry_rows import csv_rows
from warehouse.review.review_files import Written, append_lines, locked
from warehouse.review.review_items import NAMA, SKALA, TABEL, Item
from warehouse.review.review_numbers import Angka, parse_correction
from warehouse.store.errors import NameUnknown

ACTIONS = ("terima", "lain", "dokumen_salah", "baru", "tolak", KOREKSI)


def decided(review_dir: Path) -> dict[str, str]:
    """Keys of items → who decided, as far as the files tell. Names are keyed by the name itself, after 'nama:', and findings that were
    answered by a correction by their temuan_id after 'koreksi:'. Raises RegistryError for a file that cannot be used."""
    found = {row.temuan_id: row.oleh or "seseorang" for row in read_findings(review_dir)}
    for items in read_corrections(review_dir).values():
        found |= {f"koreksi:{item.temuan}": item.oleh or "seseorang" for item in items if item.temuan}
    for row in _rows(review_dir / REVIEW_DOCUMENT, "dokumen"):
        if row.get("kolom") == "skala_rupiah":
            found[f"skala-{row['dokumen']}"] = row.get("oleh") or "seseorang"
    for row in _rows(review_dir / REVIEW_INDICATOR, "nama"):
        if row.get("keputusan", "").casefold() in ("terima", "accept", "baru", "new"):
            found[f"nama:{row['nama']}"] = row.get("oleh") or "seseorang"
    return found


def refused(review_dir: Path) -> set[tuple[str, str]]:
    """(name, indikator_id) that somebody has said no to: no longer to be proposed."""
    rows = _rows(review_dir / REVIEW_INDICATOR, "nama")
    return {(row["nama"], row.get("usulan", "")) for row in rows if row.get("keputusan", "").casefold() in ("tolak", "reject")}


def who_decided(item: Item, found: dict[str, str]) -> str | None:
    """Who decided an item; None while it is open. A correction that the warehouse has and that did not help leaves it open."""
    corrected = found.get(f"koreksi:{item.doubt.temuan_id}") if item.doubt.keputusan != KOREKSI else None
    return found.get(item.kunci) or (found.get(f"nama:{item.nama}") if item.nama else None) or found.get(item.doubt.temuan_id) or corrected


def decide(review_dir: Path, item: Item, action: str, nilai: str, oleh: str, catatan: str = "", numbers: Sequence[Angka] = ()) -> Written:
    """Writes one decision. numbers: those that the item may be about, for a correction.

    Raises NameUnknown if it is decided already or makes no sense, RegistryError if it contradicts others.
    """
    with locked(review_dir):
        somebody = who_decided(item, decided(review_dir))
        if somebody:
            raise NameUnknown(message("sudah_diputuskan", judul=item.judul, nama=somebody))
        if item.jenis == NAMA and action != DOKUMEN_SALAH:
            return _name(review_dir, item, action, nilai, oleh, catatan)
        if item.jenis == SKALA and action != DOKUMEN_SALAH:
            return _scale(review_dir, item, action, nilai, oleh)
        if item.jenis == SKALA:
            raise NameUnknown(message("skala_tak_dapat_salah"))
        if action == KOREKSI or (action == BENAR and nilai):
            return _corrections(review_dir, item, parse_correction(nilai, numbers), oleh, catatan)
        return _finding(review_dir, item, action, oleh, catatan)


def _rows(path: Path, *needed: str) -> list[dict[str, str]]:
    """[] without the file. Raises RegistryError."""
    return list(csv_rows(path, *needed)) if path.is_file() else []


def _name(review_dir: Path, item: Item, action: str, nilai: str, oleh: str, catatan: str) -> Written:
    nama = item.nama or ""
    keputusan = {"terima": TERIMA, "lain": TERIMA, "baru": BARU, "tolak": TOLAK}.get(action)
    if keputusan is None:
        raise NameUnknown(message("keputusan_nama_salah"))
    registry = load_knowledge(review_dir).registry
    decided_indicators(registry, [*read_decisions(review_dir), PutusanNama(nama, nilai, keputusan)])
    return append_lines(review_dir / REVIEW_INDICATOR, REVIEW_COLUMNS, [(nama, nilai, keputusan, oleh, date.today().isoformat(), catatan)])


def _scale(review_dir: Path, item: Item, action: str, nilai: str, oleh: str) -> Written:
    if action not in ("terima", "lain") or nilai not in SCALES:
        raise NameUnknown(message("skala_hanya"))
    line = (item.doc_id or "", "skala_rupiah", nilai, oleh, date.today().isoformat(), item.doubt.nama_berkas)
    return _told(append_lines(review_dir / REVIEW_DOCUMENT, DOCUMENT_COLUMNS, [line]), item, f"skala_rupiah {nilai}")


def _finding(review_dir: Path, item: Item, action: str, oleh: str, catatan: str) -> Written:
    if action not in (BENAR, DOKUMEN_SALAH):
        raise NameUnknown(message("keputusan_temuan_salah"))
    lines = finding_lines(item, action, oleh, date.today(), catatan)
    return _told(append_lines(review_dir / REVIEW_FINDING, FINDING_COLUMNS, lines), item, action)


def _told(written: Written, item: Item, decision: str) -> Written:
    """What the person is told of it: the document and place, not the ids that the file has for programs."""
    return replace(written, kalimat=" · ".join((item.doubt.nama_berkas, item.doubt.letak, decision)))


def finding_lines(item: Item, action: str, oleh: str, tanggal: date, catatan: str) -> list[tuple[str, ...]]:
    """The lines of temuan.csv that decide an item: one for each document that has the doubt."""
    lines: list[tuple[str, ...]] = []
    for doubt in (item.doubt, *item.lain):
        told = (doubt.nama_berkas, doubt.letak, doubt.kunci or "", doubt.alasan, oleh)
        lines.append((doubt.temuan_id, action, *told, tanggal.isoformat(), catatan))
    return lines


def _corrections(review_dir: Path, item: Item, values: Sequence[tuple[Angka, Decimal | None]], oleh: str, catatan: str) -> Written:
    """A line for each number that is put right; what was read without corrections is what each holds for. A whole table is not answered by
    one number of it."""
    doubt = item.doubt
    answered = "" if item.jenis == TABEL else doubt.temuan_id
    before = {known.alamat: known.terbaca for known in read_corrections(review_dir).get(doubt.place.doc_id, ())}
    lines = []
    for angka, nilai in values:
        place = angka.alamat
        read = before.get(place, angka.nilai)
        where = (doubt.place.doc_id, place.tabel, str(place.baris), str(place.bagian), place.kolom, csv_number(read), csv_number(nilai))
        told = (doubt.nama_berkas, doubt.letak, doubt.kunci or "", oleh)
        lines.append((*where, answered, *told, date.today().isoformat(), catatan))
    written = append_lines(review_dir / REVIEW_CORRECTION, CORRECTION_COLUMNS, lines)
    return replace(written, kalimat="; ".join(f"{angka.nama}: {csv_number(angka.nilai)} → {csv_number(nilai)}" for angka, nilai in values))
