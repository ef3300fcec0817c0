"""The inbox against the ledger → what has to be read, and why; what leaves the warehouse; what stays as it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from extract.cells import Document
from extract.inbox.listing import Duplicate, FileState, Known, Listed, Rejected
from extract.scans import Scans
from normalize.decisions.registry_files import Knowledge
from warehouse.run.versions import Versions
from warehouse.store.answers import digest_of_answers
from warehouse.store.decided import decisions_digest, names_digest, offices_digest
from warehouse.store.files import Mark
from warehouse.store.ledger import Entry, Ledger
from warehouse.store.names_of_document import read_asked

BARU, ISI, NAMA = "baru", "isi berganti", "nama berganti"
PEMBACA, ARTI = "program pembaca berganti", "program berganti"
REGISTRI, TINJAUAN = "registri berganti", "berkas tinjauan berganti"
HILANG, DIMINTA = "berkas Parquet tidak lengkap", "diminta dengan --again"
PINDAI = "pembaca hasil pindai berganti"
SEBAB = (BARU, ISI, NAMA, PEMBACA, PINDAI, ARTI, REGISTRI, TINJAUAN, HILANG, DIMINTA)
"""Why a document is read."""

ABOUT_NAMES = ("registri_nama", "kantor_lain", "nama_lain")
"""Digests of names: another one touches the documents to which it gives another answer."""


class Task(Struct, frozen=True):
    """A file to be read. versi: the digests its entry will carry."""

    item: Document | Rejected
    doc_id: str
    state: FileState
    sebab: str
    versi: dict[str, Any]

    @property
    def nama_berkas(self) -> str:
        return self.item.nama_berkas


class Plan(Struct):
    """same: entries that hold. kept: documents whose file cannot be seen now and who stay; missing: names of those that
    are no longer in the inbox at all, see `disappearance`. refused: every file that is no document.

    paths, metode: by doc_id. files: by nama_berkas, for the next run.
    """

    tasks: list[Task] = field(default_factory=list)
    same: list[Entry] = field(default_factory=list)
    kept: list[Entry] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    twins: list[Duplicate] = field(default_factory=list)
    refused: list[Rejected] = field(default_factory=list)
    paths: dict[str, Path] = field(default_factory=dict)
    files: dict[str, Known] = field(default_factory=dict)
    metode: dict[str, str] = field(default_factory=dict)


class Planner:
    """Compares one document after another with its entry."""

    def __init__(self, ledger: Ledger, versions: Versions, knowledge: Knowledge, data_dir: Path, again: bool, scans: Scans) -> None:
        self._ledger, self._versions, self._knowledge, self._data_dir, self._again = ledger, versions, knowledge, data_dir, again
        self._scans = scans
        self._names, self._offices = names_digest(data_dir / "review"), offices_digest(data_dir / "review")

    def plan(self, listed: Iterable[Listed], stored: Mapping[str, Mapping[str, Mark]]) -> Plan:
        """stored: doc_id → tables that it has a file of, and the file's mark."""
        plan = Plan()
        listed = list(listed)
        names: dict[str, list[str]] = defaultdict(list)
        for found in listed:
            if isinstance(found.item, Duplicate):
                names[found.item.doc_id].append(found.item.nama_berkas)
        for found in listed:
            item, doc_id = found.item, found.item.doc_id
            if isinstance(item, Rejected):
                plan.refused.append(item)
            if doc_id is None or found.state is None:
                for nama, known in self._unseen(found).items():
                    plan.files[nama] = known
                    plan.kept.append(self._ledger.entries[known.doc_id])
                continue
            plan.files[item.nama_berkas] = self._known(item, doc_id, found.state, plan)
            if isinstance(item, Duplicate):
                plan.twins.append(item)
            elif doc_id not in plan.paths:  # of several refused files with one content the first is kept
                plan.paths[doc_id] = item.path
                if isinstance(item, Document) and doc_id in names:
                    item = replace(item, nama_lain=tuple(names[doc_id]))
                self._judge(item, doc_id, found.state, stored.get(doc_id, {}), plan)
        return plan

    def _known(self, item: Document | Rejected | Duplicate, doc_id: str, state: FileState, plan: Plan) -> Known:
        if isinstance(item, Rejected):
            return Known(state, doc_id, None, item.kalimat)
        if isinstance(item, Document):
            plan.metode[doc_id] = item.metode.value
        return Known(state, doc_id, plan.metode[doc_id], None)

    def _unseen(self, found: Listed) -> dict[str, Known]:
        """What the warehouse has of a file that cannot be opened, or of the files of a folder that cannot be listed."""
        nama = found.item.nama_berkas
        return {
            name: known
            for name, known in self._ledger.files.items()
            if known.doc_id in self._ledger.entries and (name == nama or (found.folder and name.startswith(f"{nama}/")))
        }

    def _judge(self, item: Document | Rejected, doc_id: str, state: FileState, stored: Mapping[str, Mark], plan: Plan) -> None:
        entry = self._ledger.entries.get(doc_id)
        versi = self._versi(item, doc_id)
        sebab = self._why(entry, item, versi, stored)
        if sebab is None and entry is not None:
            if _other_names(entry, versi):
                entry = replace(entry, registri_nama=versi["registri_nama"], kantor_lain=versi["kantor_lain"], nama_lain=versi["nama_lain"])
                self._ledger.record(entry)  # the names are others, the answers to this document are the same
            plan.same.append(entry)
        else:
            plan.tasks.append(Task(item, doc_id, state, sebab or BARU, versi))

    def _versi(self, item: Document | Rejected, doc_id: str) -> dict[str, str]:
        metode = item.metode.value if isinstance(item, Document) else ""
        return {
            "metode": metode,
            "baca": self._versions.baca[metode],
            "makna": self._versions.makna if metode else "",
            "registri": self._versions.registri if metode else "",
            "putusan": decisions_digest(self._knowledge, doc_id, item.semua_nama) if isinstance(item, Document) else "",
            "registri_nama": self._versions.registri_nama if metode else "",
            "kantor_lain": self._offices if metode else "",
            "nama_lain": self._names if metode else "",
        }

    def _why(self, entry: Entry | None, item: Document | Rejected, versi: Mapping[str, str], stored: Mapping[str, Mark]) -> str | None:
        """None where what is kept of the document holds."""
        if entry is None:
            before = self._ledger.files.get(item.nama_berkas)
            return ISI if before and before.doc_id != item.doc_id else BARU
        reasons = (
            (self._again, DIMINTA),
            (entry.nama_berkas != item.nama_berkas, NAMA),
            (entry.metode != versi["metode"] or entry.baca != versi["baca"], PEMBACA),
            (self._read_otherwise(entry), PINDAI),
            (entry.makna != versi["makna"], ARTI),
            (entry.registri != versi["registri"], REGISTRI),
            (entry.putusan != versi["putusan"], TINJAUAN),
            (stored != entry.tabel, HILANG),
        )
        found = next((reason for holds, reason in reasons if holds), None)
        if found is None and _other_names(entry, versi) and not self._answers_stand(entry):
            return REGISTRI if entry.registri_nama != versi["registri_nama"] else TINJAUAN
        return found

    def _read_otherwise(self, entry: Entry) -> bool:
        """True where its pictures would be read by another OCR. A run that leaves pictures alone leaves what was read in them too."""
        return bool(entry.pindai) and not self._scans.dilewati and entry.pindai != self._scans.versi

    def _answers_stand(self, entry: Entry) -> bool:
        """True where other names change nothing in this document."""
        if not entry.jawaban:
            return True  # it was not read, so it prints no names
        try:
            asked = read_asked(entry.doc_id, self._data_dir)
        except (OSError, ValueError, TypeError, KeyError):
            return False
        return digest_of_answers(self._knowledge, asked) == entry.jawaban


def _other_names(entry: Entry, versi: Mapping[str, str]) -> bool:
    return any(getattr(entry, name) != versi[name] for name in ABOUT_NAMES)
