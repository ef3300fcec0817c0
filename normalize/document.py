"""A reading → all rows of one document. Pure: the same reading, knowledge and clock give the same rows."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from extract.cells import Document, Reading
from extract.tables import tables_of
from normalize.checks import GAGAL, check_rapk
from normalize.classify import LAIN, RAPK, classify
from normalize.dokumen import Identity, identify
from normalize.kontribusi_ro import ro_rows
from normalize.names import vocabulary
from normalize.rapk import Rapk, read_rapk
from normalize.rapk_rows import is_head
from normalize.registry_files import Knowledge
from normalize.rows import Cek, DocumentRows, Dokumen, KontribusiRo, Target, TargetBulanan
from normalize.scale import Scale, infer_scale
from normalize.sel import cell_rows, number_rows
from normalize.target import Konteks, month_rows, target_row
from normalize.upt import Offices

REVIEW_FLAGS = {
    "angka_tidak_terbaca",
    "angka_ambigu",
    "bulan_ambigu",
    "bulan_disimpulkan",
    "indikator_hilang",
    "sasaran_hilang",
    "halaman_hilang",
    "nama_terpotong",
    "nama_disambung",
    "nilai_janggal",
}
"""A document with one of these on a row is not `lengkap`."""


def normalize(reading: Reading, knowledge: Knowledge, diproses_pada: datetime) -> DocumentRows:
    """All rows. Raises NormalizeError only for errors of the program or the registry, never for what is printed."""
    document = reading.document
    tables = tables_of(reading, is_head)
    numbers = number_rows(tables)
    words = vocabulary(line for block in reading.blocks for row in block.rows for cell in row.cells for line in cell.lines)
    offices = Offices(knowledge.dim_upt, knowledge.dim_upt_alias)
    identity = _identity(reading, knowledge, offices)
    kinds = {table.tabel_no: classify(table) if identity.jenis == "RAPK" else LAIN for table in tables}
    rapks = [read_rapk(table, lambda row: numbers[id(row)], words) for table in tables if kinds[table.tabel_no] == RAPK]
    scale = _scale(reading, knowledge, offices, identity, rapks)
    parts = [_rapk_rows(rapk, reading, identity, scale) for rapk in rapks]
    sel = tuple(row for table in tables for row in cell_rows(table, kinds[table.tabel_no], document.doc_id, document.metode.value, numbers))
    joined = _Rows(
        [row for part in parts for row in part.target],
        [row for part in parts for row in part.bulan],
        [row for part in parts for row in part.ro],
        [row for part in parts for row in part.cek],
    )
    dokumen = _dokumen(reading, identity, rapks, scale, joined, diproses_pada)
    return DocumentRows(dokumen, tuple(joined.target), tuple(joined.bulan), tuple(joined.ro), tuple(joined.cek), sel)


def rejected(document: Document, pesan: str, diproses_pada: datetime) -> DocumentRows:
    """The one row of a file that could not be read."""
    return DocumentRows(
        Dokumen(
            doc_id=document.doc_id,
            nama_berkas=document.nama_berkas,
            jenis=None,
            upt_id=None,
            upt_raw=None,
            tahun=None,
            periode=None,
            tempat=None,
            tanggal=None,
            skala_rupiah=None,
            total_anggaran_rp=None,
            halaman=None,
            metode=document.metode.value,
            status="gagal",
            pesan=pesan,
            diproses_pada=diproses_pada,
        )
    )


@dataclass(slots=True)
class _Rows:
    target: list[Target]
    bulan: list[TargetBulanan]
    ro: list[KontribusiRo]
    cek: list[Cek]


def _identity(reading: Reading, knowledge: Knowledge, offices: Offices) -> Identity:
    """What the lines tell, and over it what a person decided."""
    found = identify([line.text for line in reading.lines], knowledge.titles, offices)

    def decided(kolom: str) -> str | None:
        return knowledge.decided(reading.document.doc_id, reading.document.nama_berkas, kolom)

    tahun = decided("tahun")
    return Identity(
        decided("jenis") or found.jenis,
        decided("upt_id") or found.upt_id,
        found.upt_raw,
        int(tahun) if tahun else found.tahun,
        found.tempat,
        found.tanggal,
    )


def _scale(reading: Reading, knowledge: Knowledge, offices: Offices, identity: Identity, rapks: list[Rapk]) -> Scale:
    decided = knowledge.decided(reading.document.doc_id, reading.document.nama_berkas, "skala_rupiah")
    texts = [line.text for line in reading.lines]
    texts += [cell.text for block in reading.blocks for row in block.rows[:3] for cell in row.cells]
    return infer_scale(texts, offices.is_national(identity.upt_id), _budget(rapks), int(decided) if decided else None)


def _budget(rapks: list[Rapk]) -> Decimal | None:
    """The printed total, or the sum of the budgets, in printed units."""
    for rapk in rapks:
        if rapk.total is not None:
            return rapk.total
        known = [item.amounts.anggaran.value for item in rapk.indikator if item.amounts.anggaran.value is not None]
        if known:
            return sum(known, Decimal(0))
    return None


def _rapk_rows(rapk: Rapk, reading: Reading, identity: Identity, scale: Scale) -> _Rows:
    document = reading.document
    konteks = Konteks(
        document.doc_id,
        document.metode.value,
        identity.upt_id,
        identity.tahun,
        rapk.tabel_no,
        RAPK,
        None,
        scale.factor,
        frozenset({scale.bendera}) if scale.bendera else frozenset(),
        frozenset(block.halaman for block in reading.blocks if block.pembaca == "camelot" and block.halaman),
    )
    present = [item for item in rapk.indikator if item.ada]
    return _Rows(
        [target_row(item, konteks) for item in present],
        [row for item in present for row in month_rows(item, konteks)],
        [row for item in rapk.indikator for row in ro_rows(item, konteks)],
        check_rapk(rapk, konteks),
    )


def _dokumen(reading: Reading, identity: Identity, rapks: list[Rapk], scale: Scale, rows: _Rows, diproses_pada: datetime) -> Dokumen:
    document = reading.document
    totals = [rapk.total for rapk in rapks if rapk.total is not None]
    doubts = _doubts(identity, rapks, rows)
    notes = doubts + ([scale.alasan[:1].upper() + scale.alasan[1:] + "."] if scale.alasan else [])
    return Dokumen(
        doc_id=document.doc_id,
        nama_berkas=document.nama_berkas,
        jenis=identity.jenis,
        upt_id=identity.upt_id,
        upt_raw=identity.upt_raw,
        tahun=identity.tahun,
        periode="TAHUNAN" if identity.jenis in ("RAPK", "LAKIP") else None,
        tempat=identity.tempat,
        tanggal=identity.tanggal,
        skala_rupiah=scale.factor if rapks else None,
        total_anggaran_rp=totals[0] * scale.factor if totals else None,
        halaman=reading.halaman,
        metode=document.metode.value,
        status="perlu_tinjau" if doubts else "lengkap",
        pesan=" ".join(notes) or None,
        diproses_pada=diproses_pada,
    )


def _doubts(identity: Identity, rapks: list[Rapk], rows: _Rows) -> list[str]:
    """Sentences why a person should look at the document."""
    doubts = []
    if identity.jenis is None:
        doubts.append("Jenis dokumen tidak dikenali: sel tabelnya disimpan, maknanya tidak ditafsirkan.")
    elif identity.jenis != "RAPK":
        doubts.append("Laporan kinerja belum ditafsirkan: sel tabelnya disimpan di tabel sel.")
    elif not rapks or not rows.target:
        doubts.append("Tidak ada tabel rencana aksi yang dikenali di dokumen ini.")
    if identity.jenis and identity.tahun is None:
        doubts.append("Tahun dokumen tidak tercetak; tulis di data/review/dokumen.csv.")
    failed = [cek for cek in rows.cek if cek.status == GAGAL]
    if failed:
        doubts.append(f"{len(failed)} pemeriksaan gagal, yang pertama: {failed[0].penjelasan}")
    flagged = {flag for group in (rows.target, rows.bulan, rows.ro) for row in group for flag in row.bendera if flag in REVIEW_FLAGS}
    if flagged:
        doubts.append(f"Ada baris bertanda {', '.join(sorted(flagged))}.")
    return doubts
