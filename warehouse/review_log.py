"""Decisions as lines of data/review/*.csv: added at once under a lock, refused where somebody was first, taken back line by line."""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from normalize.indikator_tinjauan import BARU, REVIEW_COLUMNS, REVIEW_INDICATOR, TERIMA, TOLAK, Putusan, decided_indicators, read_decisions
from normalize.registry_files import REVIEW_DOCUMENT, load_knowledge
from normalize.temuan_tinjauan import DOKUMEN_SALAH, FINDING_COLUMNS, LAIN, REVIEW_FINDING, read_findings
from normalize.temuan_tinjauan import TERIMA as BENAR
from warehouse.errors import FileBusy, NameUnknown
from warehouse.export import FORMULA
from warehouse.files import replacing
from warehouse.open_names import append_decision
from warehouse.review_items import NAMA, SKALA, Item

# '-5', '+1.234,5'; not '-', '=1'
NUMBER = re.compile(r"[+-]?\d[\d.,]*")

DOCUMENT_COLUMNS = ("dokumen", "kolom", "nilai", "oleh", "tanggal", "alasan")
LOCK = ".kunci"
ACTIONS = ("terima", "lain", "dokumen_salah", "baru", "tolak")


@dataclass(frozen=True, slots=True)
class Written:
    """A line that was added: enough to take it back."""

    path: Path
    line: str
    kalimat: str


@contextmanager
def locked(review_dir: Path) -> Iterator[None]:
    """Only one program at a time looks at the review files and writes them. Raises FileBusy after ten seconds."""
    review_dir.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(review_dir / LOCK, timeout=10):
            yield
    except Timeout as error:
        raise FileBusy(f"Berkas di {review_dir} sedang ditulis orang lain; ulangi sebentar lagi.") from error


def decided(review_dir: Path) -> dict[str, str]:
    """Keys of items → who decided, as far as the files tell. Names are keyed by the name itself, after 'nama:'."""
    found = {row.temuan_id: row.oleh or "seseorang" for row in read_findings(review_dir)}
    for row in _rows(review_dir / REVIEW_DOCUMENT):
        if row.get("kolom") == "skala_rupiah":
            found[f"skala-{row['dokumen']}"] = row.get("oleh") or "seseorang"
    for row in _rows(review_dir / REVIEW_INDICATOR):
        if row.get("keputusan", "").casefold() in ("terima", "accept", "baru", "new"):
            found[f"nama:{row['nama']}"] = row.get("oleh") or "seseorang"
    return found


def refused(review_dir: Path) -> set[tuple[str, str]]:
    """(name, indikator_id) that somebody has said no to: no longer to be proposed."""
    rows = _rows(review_dir / REVIEW_INDICATOR)
    return {(row["nama"], row["usulan"]) for row in rows if row.get("keputusan", "").casefold() in ("tolak", "reject")}


def who_decided(item: Item, found: dict[str, str]) -> str | None:
    """Who decided an item; None while it is open."""
    return found.get(item.kunci) or (found.get(f"nama:{item.nama}") if item.nama else None) or found.get(item.doubt.temuan_id)


def decide(review_dir: Path, item: Item, action: str, nilai: str, oleh: str, catatan: str = "") -> Written:
    """Writes one decision. Raises NameUnknown if it is decided already or makes no sense, RegistryError if it contradicts others."""
    with locked(review_dir):
        somebody = who_decided(item, decided(review_dir))
        if somebody:
            raise NameUnknown(f"«{item.judul}» sudah diputuskan oleh {somebody}.")
        if item.jenis == NAMA and action != DOKUMEN_SALAH:
            return _name(review_dir, item, action, nilai, oleh, catatan)
        if item.jenis == SKALA and action != DOKUMEN_SALAH:
            return _scale(review_dir, item, action, nilai, oleh)
        if item.jenis == SKALA:
            raise NameUnknown("Skala tidak dapat dinyatakan salah: pilih 1 atau 1000.")
        return _finding(review_dir, item, action, nilai, oleh, catatan)


def undo(written: Written) -> None:
    """Takes the line back, if it is still there. Raises NameUnknown if somebody changed it meanwhile."""
    with locked(written.path.parent):
        text = written.path.read_bytes().decode("utf-8")
        before, found, after = text.rpartition(written.line)
        if not found:
            raise NameUnknown(f"Baris itu tidak ada lagi di {written.path.name}; periksa berkasnya.")
        with replacing(written.path) as temporary:
            temporary.write_text(before + after, encoding="utf-8", newline="")


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8-sig")
    first = text.partition("\n")[0]
    return list(csv.DictReader(text.splitlines(), delimiter=";" if first.count(";") > first.count(",") else ","))


def _name(review_dir: Path, item: Item, action: str, nilai: str, oleh: str, catatan: str) -> Written:
    nama = item.nama or ""
    keputusan = {"terima": TERIMA, "lain": TERIMA, "baru": BARU, "tolak": TOLAK}[action]
    registry = load_knowledge(review_dir).registry
    decided_indicators(registry, [*read_decisions(review_dir), Putusan(nama, nilai, keputusan)])
    return _append(review_dir / REVIEW_INDICATOR, REVIEW_COLUMNS, (nama, nilai, keputusan, oleh, date.today().isoformat(), catatan))


def _scale(review_dir: Path, item: Item, action: str, nilai: str, oleh: str) -> Written:
    if action not in ("terima", "lain") or nilai not in ("1", "1000"):
        raise NameUnknown("Skala rupiah hanya 1 atau 1000.")
    line = (item.doc_id or "", "skala_rupiah", nilai, oleh, date.today().isoformat(), item.doubt.nama_berkas)
    return _append(review_dir / REVIEW_DOCUMENT, DOCUMENT_COLUMNS, line)


def _finding(review_dir: Path, item: Item, action: str, nilai: str, oleh: str, catatan: str) -> Written:
    # a candidate that is not what was read is another value, whichever key chose it
    keputusan = DOKUMEN_SALAH if action == DOKUMEN_SALAH else LAIN if nilai else BENAR
    if action not in ("terima", "lain", DOKUMEN_SALAH) or (action == "lain" and not nilai):
        raise NameUnknown("Sebut nilai yang benar.")
    doubt = item.doubt
    letak = f"hal. {doubt.place.halaman}" if doubt.place.halaman else f"baris {doubt.place.line}" if doubt.place.line else ""
    key = doubt.temuan_id
    # what only people read is disarmed for a spreadsheet
    told = [_harmless(text) for text in (doubt.nama_berkas, letak, doubt.kunci or "", doubt.alasan, oleh)]
    line = (key, keputusan, _harmless(nilai) if keputusan == LAIN else "", *told, date.today().isoformat(), _harmless(catatan))
    return _append(review_dir / REVIEW_FINDING, FINDING_COLUMNS, line)


def _harmless(text: str) -> str:
    """A text that a spreadsheet would run gets an apostrophe in front; '-5' is a number and stays."""
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def _append(path: Path, columns: Sequence[str], line: Sequence[str]) -> Written:
    before = path.read_bytes().decode("utf-8") if path.is_file() else ""
    # a cell with a line break would be two lines for the readers of these files
    append_decision(path, columns, [" ".join(cell.split()) for cell in line])
    after = path.read_bytes().decode("utf-8")
    added = after[len(before) :] if before and after.startswith(before) else after.splitlines(keepends=True)[-1]
    return Written(path, added.lstrip("\r\n"), " · ".join(cell for cell in line[:3] if cell))
