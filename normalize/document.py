"""A reading → all rows of one document. Pure: the same reading, knowledge and clock give the same rows."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from extract.cells import Line, Metode, Reading
from extract.message import Message, message
from extract.running.page_heads import without_page_heads
from extract.running.tables import PrintedTable, tables_of
from normalize.about import About, first_row, with_version, year_in
from normalize.account.account import KnownTables, account
from normalize.account.heads_asked import asked_heads
from normalize.account.open_numbers import with_open_numbers
from normalize.account.outside import figures_outside
from normalize.alamat import Alamat, with_parts
from normalize.bukti.bukti import prove
from normalize.bukti.row_checks import row_checks
from normalize.bukti.versions import printed_twice, version_doubt
from normalize.collected_rows import COLLECTED, CollectedRows
from normalize.decisions.koreksi import Corrections, correct_rapk, corrected_rows
from normalize.decisions.registry_files import Knowledge
from normalize.dokumen_row import dokumen_row
from normalize.heads.head_months import with_named_months
from normalize.heads.report_head import is_lower_head, is_report_head
from normalize.identity.bound_papers import BoundPaper, BoundPapers, bound_papers
from normalize.identity.declared_pages import missing_pages
from normalize.identity.dokumen import Identity, identify, year_doubt
from normalize.identity.pictured import with_method
from normalize.identity.ruled_text import lines_with, ruled_text, without_rows
from normalize.indicators.indikator_dokumen import reconcile
from normalize.kinds.agreed_budget import agreed_budget_rows
from normalize.kinds.all_kinds import KINDS
from normalize.kinds.interpret import NOTHING_AROUND, Tafsir, interpret, last_row
from normalize.kinds.kind import LAIN, PK, Material, Pelapor
from normalize.kinds.kontribusi_ro import ro_rows
from normalize.kinds.target import month_rows, target_row, with_lost_sasaran
from normalize.offices.upt import Offices
from normalize.proof.checks import check_rapk
from normalize.proof.checks_laporan import Laporan, check_report, mark
from normalize.proof.document_doubt import document_check
from normalize.proof.head_questions import head_questions
from normalize.proof.missing_tables import missing_tables
from normalize.proof.sasaran_checks import sasaran_checks
from normalize.proof.scale import Scale, infer_scale
from normalize.proof.scale_note import printed_note
from normalize.proof.tabel_dikecualikan import unread_tables
from normalize.proof.torn_columns import torn_columns
from normalize.proof.totals import printed_totals
from normalize.proof.whole_document import Printed, unsigned_end, whole_document
from normalize.rows import FAKTA, Cek, DocumentRows, Target
from normalize.status_cek import GAGAL
from normalize.tables.dump_bands import with_bands
from normalize.tables.loose_rows import broken_grids, loose_rows
from normalize.tables.rejoin import rejoin
from normalize.tables.sel import read_cells
from normalize.tables.side_by_side import on_their_pages, side_by_side
from normalize.tables.tempat import place_of
from normalize.tables.turned import on_the_page
from normalize.words.names import vocabulary


def normalize(reading: Reading, knowledge: Knowledge, diproses_pada: datetime | None, unread: Collection[Alamat] = ()) -> DocumentRows:
    """All rows. unread: numbers of which OCR is not sure, see `scanned_numbers`. Raises NormalizeError only for errors of the program or
    the registry, never for what is printed."""
    return with_proof(checked_rows(reading, knowledge, diproses_pada, unread), knowledge)


def with_proof(rows: DocumentRows, knowledge: Knowledge, chosen: Collection[Alamat] = ()) -> DocumentRows:
    """The rows of a document with its table `bukti`. chosen: as `prove` takes them."""
    return replace(rows, bukti=prove(rows, knowledge.template, chosen))


def checked_rows(reading: Reading, knowledge: Knowledge, diproses_pada: datetime | None, unread: Collection[Alamat] = ()) -> DocumentRows:
    """All rows but `bukti`, which is said once of the rows that stand: where readings are tried, their checks decide. As `normalize`."""
    reading, sides = side_by_side(without_page_heads(with_bands(reading)))
    reading = reading.numbered()
    document = reading.document
    offices = knowledge.offices

    def is_office(text: str) -> bool:
        return offices.named(text) is not None

    outside = ruled_text(reading, knowledge.titles, lambda row: is_report_head(row, is_office))
    lines = lines_with(reading, outside)
    papers = _papers(reading, lines, outside, knowledge)
    identity = papers.found[0].identity
    found = tables_of(
        reading,
        lambda row: row.baris in outside or is_report_head(row, is_office),
        lambda row: is_lower_head(row, is_office),
        papers.begins,
    )
    tables = rejoin(found)
    words = vocabulary(line for block in reading.blocks for row in block.rows for cell in row.cells for line in cell.lines)

    trailing = [line.text for line in reading.lines[reading.sebelum[-1] :]] if reading.sebelum else []
    plain = [with_named_months(without_rows(table, outside)) for table in tables]
    if identity.jenis is None:
        read = [Tafsir(table, LAIN, NOTHING_AROUND) for table in plain]
    else:
        wrapped = document.metode is not Metode.TEKS
        years = partial(_year_in_its_paper, papers)
        read = [with_version(item, papers) for item in interpret(plain, trailing, words, is_office, wrapped, years)]
    about = About(reading, papers, _scales(reading, papers, lines, knowledge, read))
    corrections = Corrections(knowledge.written(document.doc_id, document.semua_nama), unread)
    for item in read:
        if item.rapk is not None:
            correct_rapk(item.rapk, about.scale_of(item).factor, corrections)
    rows = CollectedRows()
    for item in read:
        _add_rows(rows, item, about, offices)
    agreements = {last_row(item).baris: about.konteks(item) for item in read if item.jenis == PK}
    rows.anggaran_program.extend(agreed_budget_rows(reading, agreements))
    for tabel in FAKTA:
        setattr(rows, tabel, with_parts(getattr(rows, tabel)))
    _correct_rows(rows, corrections)
    rows.target = with_lost_sasaran(rows.target)
    reconciled = reconcile(rows.target, rows.capaian, rows.efisiensi, knowledge.indicators, knowledge.template, knowledge.scales)
    rows.target, rows.capaian, rows.efisiensi = reconciled.target, reconciled.capaian, reconciled.efisiensi
    _prove_report(rows)
    rows.cek.extend(corrections.unused(document))
    versions = version_doubt(rows.target, rows.capaian, identity.upt_id)
    rows.cek.extend(_document_doubts(about, read, versions, printed_twice(rows.target, rows.target_bulanan)))
    whole = _whole(reading, identity, read, rows.cek)
    rows.cek.extend(_whole_check(whole, about, read))
    if identity.jenis is not None:
        rows.cek.extend(unread_tables(read, knowledge.indicators, about.konteks))
    cells = [
        cell
        for item, table in zip(read, tables, strict=True)
        for cell in read_cells(table, item.jenis, item.around.versi, document.doc_id, document.metode.value)
    ]
    rows.cek.extend(row_checks(rows, cells, knowledge.template))
    missing = [
        *missing_tables(read, trailing),
        *missing_pages(reading),
        *loose_rows(reading),
        *broken_grids(reading),
        *torn_columns(read, reading.lines),
        *(unsigned_end(whole) if whole else []),
    ]

    def made() -> DocumentRows:
        return DocumentRows(
            dokumen_row(reading, identity, read, about.scale, rows, missing, diproses_pada),
            **{name: tuple(getattr(rows, name)) for name in COLLECTED},
            nama_indikator=reconciled.nama,
            usulan_indikator=reconciled.usulan,
        )

    known = KnownTables(frozenset(item.table.tabel_no for item in read if item.ragu), outside, corrections.used, corrections.used_texts)
    accounted = account(made(), cells, tables, known)
    heads = [(about.konteks(item), [head for head in item.asing if head.judul != item.tanpa_sasaran]) for item in read]
    rows.cek = [*with_open_numbers(rows.cek, accounted.terbuka), *asked_heads(heads, accounted.terbuka)]
    whole_account = (*accounted.neraca, *figures_outside(document.doc_id, reading))
    accounted_for = replace(made(), sel=accounted.sel, neraca=whole_account)
    placed = on_the_page(on_their_pages(accounted_for, sides), dict(reading.turns))
    return with_method(placed, {*reading.ocr, *reading.pindai}, reading.halaman)


def _add_rows(rows: CollectedRows, item: Tafsir, about: About, offices: Offices) -> None:
    """The rows of one table, each into its output table."""
    konteks, identity = about.konteks(item), about.paper_of(item).identity
    if item.rapk is not None:
        present = [indikator for indikator in item.rapk.indikator if indikator.ada]
        rows.target.extend(target_row(indikator, konteks) for indikator in present)
        rows.target_bulanan.extend(row for indikator in present for row in month_rows(indikator, konteks))
        rows.kontribusi_ro.extend(row for indikator in item.rapk.indikator for row in ro_rows(indikator, konteks))
        rows.cek.extend(check_rapk(item.rapk, konteks))
    first = item.table.segments[0].block.rows[0]
    rows.cek.extend(head_questions(item, konteks, place_of(first.cells, first.baris)))
    own = konteks.tahun == identity.tahun
    # Of another year an interim report prints the whole.
    periode = identity.periode if own else "TAHUNAN"
    pelapor = Pelapor(identity.upt_id, identity.upt_raw, konteks.tahun, periode, own and identity.jenis == "LAKIP_INTERIM")
    material = Material(item.table, item.tabel, item.jenis, konteks, pelapor, item.around, offices)
    for kind in KINDS:
        if item.jenis in kind.tabel:
            rows.of(kind).extend(kind.records(material))


def _correct_rows(rows: CollectedRows, corrections: Corrections) -> None:
    """What people put right in tables whose checks are made from rows."""
    for kind in KINDS if corrections else ():
        found = corrected_rows(kind.fakta, rows.of(kind), corrections)
        setattr(rows, kind.fakta, [kind.corrected(row) for row in found] if kind.corrected else found)


def _prove_report(rows: CollectedRows) -> None:
    """The checks of a report's rows; rows that contradict themselves are flagged."""
    for kind in KINDS:
        if kind.checks:
            rows.cek.extend(kind.checks(rows.of(kind)))
        if kind.settled:
            setattr(rows, kind.fakta, with_parts(kind.settled(rows.of(kind))))
    checked = [kind for kind in KINDS if kind.identities and not kind.checks]
    if not any(rows.of(kind) for kind in checked):
        return
    rows.cek.extend(sasaran_checks(rows.capaian_sasaran, rows.capaian))
    of_kinds = {kind.fakta: rows.of(kind) for kind in KINDS}
    result = check_report(Laporan(rows.target, rows.target_bulanan, rows.capaian, rows.efisiensi, of_kinds))
    rows.cek.extend(result.cek)
    for kind in checked:
        setattr(rows, kind.fakta, mark(rows.of(kind), result.salah_cetak))


def _year_in_its_paper(papers: BoundPapers, table: PrintedTable, printed: frozenset[int]) -> int | None:
    """The year of a plan's table that prints these years."""
    return year_in(papers.of(first_row(table), plan=True).identity, printed)


def _identity(reading: Reading, lines: Sequence[Line], knowledge: Knowledge, offices: Offices) -> Identity:
    """What the lines tell, and over it what a person decided."""
    found = identify([line.text for line in lines], knowledge.titles, offices)

    def decided(kolom: str) -> str | None:
        return knowledge.decided(reading.document.doc_id, reading.document.semua_nama, kolom)

    tahun, decided_on = decided("tahun"), decided("tanggal")
    jenis = decided("jenis") or found.jenis
    tanggal = date.fromisoformat(decided_on) if decided_on else found.tanggal
    return Identity(
        jenis,
        decided("upt_id") or found.upt_id,
        found.upt_raw,
        int(tahun) if tahun else found.tahun,
        found.periode,
        found.tempat,
        tanggal,
        None if tahun else year_doubt(jenis, found.tahun, tanggal),
    )


def _papers(reading: Reading, lines: Sequence[Line], outside: frozenset[int], knowledge: Knowledge) -> BoundPapers:
    """The document, and the papers that are bound in one file with it."""
    identity = _identity(reading, lines, knowledge, knowledge.offices)
    answered = (knowledge.decided(reading.document.doc_id, reading.document.semua_nama, kolom) for kolom in ("upt_id", "tahun", "jenis"))
    return bound_papers(reading, outside, identity, any(answered), knowledge.titles, knowledge.offices)


def _scales(reading: Reading, papers: BoundPapers, lines: Sequence[Line], knowledge: Knowledge, read: Sequence[Tafsir]) -> dict[int, Scale]:
    """The scale of each paper, by its first row."""
    if len(papers.found) == 1:
        return {papers.found[0].baris: _scale(reading, papers, papers.found[0], lines, knowledge, read)}
    found = {}
    for paper in papers.found:
        own = [item for item in read if papers.of(first_row(item.table), item.rapk is not None) is paper]
        found[paper.baris] = _scale(reading, papers, paper, papers.lines_of(paper, reading), knowledge, own)
    return found


def _scale(
    reading: Reading, papers: BoundPapers, paper: BoundPaper, lines: Sequence[Line], knowledge: Knowledge, read: Sequence[Tafsir]
) -> Scale:
    decided = knowledge.decided(reading.document.doc_id, reading.document.semua_nama, "skala_rupiah")
    heads = (cell.text for block in reading.blocks if papers.holds(paper, block) for row in block.rows[:3] for cell in row.cells)
    totals = printed_totals(read, About(reading, papers, dict.fromkeys((each.baris for each in papers.found), Scale(1))).konteks)
    return infer_scale(
        printed_note((line.text for line in lines), heads),
        knowledge.offices.lingkup(paper.identity.upt_id),
        totals,
        int(decided) if decided else None,
    )


def _document_doubts(about: About, read: list[Tafsir], versions: Message | None, twice: Target | None) -> list[Cek]:
    """The failed checks of a document of which all rows may be another year's, at its first table, all amounts wrong by a factor, at
    its first table of amounts, or the versions of its targets exchanged, at the first of these."""
    with_budgets = {tabel for kind in KINDS if kind.budgets for tabel in kind.tabel}
    amounts = [item for item in read if item.rapk is not None or item.jenis in with_budgets]
    doubts = (
        *_several(about, read, twice),
        ("tahun_dokumen", about.identity.ragu, read),
        ("skala_wajar", next((scale.alasan for scale in about.scales.values() if scale.diragukan), None), amounts),
        ("versi_berlaku", versions, [item for item in read if item.around.versi]),
    )
    found = []
    for aturan, penjelasan, tables in doubts:
        if penjelasan and tables:
            first = tables[0].table.segments[0].block.rows[0]
            found.append(document_check(aturan, GAGAL, penjelasan, about.konteks(tables[0]), place_of(first.cells, first.baris)))
    return found


def _several(about: About, read: list[Tafsir], twice: Target | None) -> list[tuple[str, Message | None, list[Tafsir]]]:
    """The doubt whether the file is one document. twice: the first target of a plan that is printed once more."""
    other = about.papers.other
    if other:
        return [("satu_dokumen", message("berkas_gabungan", judul=other.judul), [item for item in read if about.paper_of(item) == other])]
    again = [item for item in read if twice and item.table.tabel_no == twice.tabel_no]
    return [("satu_dokumen", message("rencana_dua_kali"), again)] if again else []


def _whole(reading: Reading, identity: Identity, read: list[Tafsir], checks: list[Cek]) -> Printed | None:
    """What tells whether the document is whole; None for a paper of unknown kind and for one without tables."""
    if identity.jenis is None or not read:
        return None
    return Printed(reading, identity.jenis, identity.periode, identity.tahun, read, checks)


def _whole_check(whole: Printed | None, about: About, read: list[Tafsir]) -> list[Cek]:
    """The check `dokumen_utuh`, at the last row of the last table: behind it the document may go on."""
    if whole is None:
        return []
    verdict = whole_document(whole)
    last = last_row(read[-1])
    return [document_check("dokumen_utuh", verdict.status, verdict.penjelasan, about.konteks(read[-1]), place_of(last.cells, last.baris))]
