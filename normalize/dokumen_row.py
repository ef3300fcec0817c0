"""The row of `dokumen`: what the whole says of itself, and why a person should look at it."""

from datetime import datetime
from typing import Any

from extract.cells import Document, Reading
from extract.message import Message, message
from normalize.collected_rows import CollectedRows
from normalize.identity.dokumen import Identity
from normalize.kinds.all_kinds import KINDS
from normalize.kinds.capaian import WITHOUT_FIGURES
from normalize.kinds.interpret import Tafsir
from normalize.proof.scale import Scale
from normalize.rows import DocumentRows, Dokumen
from normalize.status_cek import GAGAL, TAK_TERBUKTI
from normalize.words.bendera import review_flags


def dokumen_row(
    reading: Reading,
    identity: Identity,
    read: list[Tafsir],
    scale: Scale,
    rows: CollectedRows,
    missing: list[Message],
    diproses_pada: datetime | None,
) -> Dokumen:
    """The document as its rows, doubts and what was read of its head leave it. missing: what says that pages are not there."""
    document = reading.document
    rapks = [item.rapk for item in read if item.rapk is not None]
    totals = [rapk.total * scale.factor for rapk in rapks if rapk.total is not None]
    told = (kind.of_document(row) for kind in KINDS if kind.of_document for row in rows.of(kind))
    totals = [total for total in told if total is not None] or totals
    doubts = _doubts(identity, rows) + (missing if identity.jenis else [])
    said = {part for doubt in doubts for part in doubt.parts()}
    reasons = (identity.ragu, scale.alasan)
    notes = doubts + [reason for reason in reasons if reason and reason not in said]
    return Dokumen(
        doc_id=document.doc_id,
        nama_berkas=document.nama_berkas,
        jenis=identity.jenis,
        upt_id=identity.upt_id,
        upt_raw=identity.upt_raw,
        tahun=identity.tahun,
        periode=identity.periode,
        tempat=identity.tempat,
        tanggal=identity.tanggal,
        skala_rupiah=scale.factor if identity.jenis else None,
        total_anggaran_rp=totals[0] if totals else None,
        halaman=reading.halaman,
        metode=document.metode.value,
        status="perlu_tinjau" if doubts else "lengkap",
        pesan=tuple(notes) or None,
        diproses_pada=diproses_pada,
    )


def _doubts(identity: Identity, rows: CollectedRows) -> list[Message]:
    """Why a person should look at the document."""
    doubts: list[Message] = []
    if identity.jenis is None:
        doubts.append(message("jenis_dokumen_tak_dikenal"))
    elif identity.jenis == "RAPK" and not rows.target:
        doubts.append(message("tanpa_tabel_rencana"))
    elif identity.jenis != "RAPK" and all(WITHOUT_FIGURES in row.bendera for row in rows.capaian):
        doubts.append(message("tanpa_tabel_capaian"))
    if identity.jenis and identity.tahun is None:
        doubts.append(message("tahun_tak_tercetak"))
    failed = [cek for cek in rows.cek if cek.status == GAGAL]
    if failed:
        doubts.append(message("pemeriksaan_gagal", jumlah=len(failed), kalimat=failed[0].penjelasan))
    else:
        doubts += [cek.penjelasan for cek in rows.cek if cek.aturan == "dokumen_utuh" and cek.status == TAK_TERBUKTI]
    flagged = {flag for group in _flagged(rows) for flag in group if flag in review_flags()}
    if flagged:
        doubts.append(message("baris_bertanda", bendera=tuple(sorted(flagged))))
    return doubts


def _flagged(rows: CollectedRows) -> list[tuple[str, ...]]:
    groups: list[list[Any]] = [rows.target_bulanan, rows.kontribusi_ro, *(rows.of(kind) for kind in KINDS)]
    return [row.bendera for group in groups for row in group]


def rejected(document: Document, pesan: Message, diproses_pada: datetime | None) -> DocumentRows:
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
            pesan=(pesan,),
            diproses_pada=diproses_pada,
        )
    )
