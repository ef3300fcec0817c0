"""Whether a document is whole by its own evidence: a total, the place and date of its end, its page count, its lists.

Without evidence a sum proves nothing: the pages that would break it may be the ones that are missing.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from extract.cells import Reading
from extract.message import Message, message
from extract.running.page_numbers import lost_pages, numbered_pages, page_gaps
from extract.running.running_lines import running_lines, without_digits
from normalize.identity.contents_list import closing_chapter, contents_of
from normalize.identity.declared_pages import counts_all_pages, missing_pages
from normalize.identity.signature import is_open_signature, is_signature, signatures
from normalize.kinds.interpret import Tafsir
from normalize.plan.rapk import Rapk
from normalize.proof.checks import has_lost_pages
from normalize.rows import Cek
from normalize.status_cek import GAGAL, LOLOS, TAK_TERBUKTI

ENDS = {"TAHUNAN": 12, "TW1": 3, "TW2": 6, "TW3": 9, "TW4": 12}
"""The month that ends the period: a report is not signed before it."""
SHORTFALL = {"kontribusi_vs_anggaran", "total_dokumen"}
"""Checks whose failure may be the trace of a lost page."""


class Verdict(Struct, frozen=True):
    """status: lolos, tak_terbukti (no evidence), gagal (evidence against). penjelasan: why."""

    status: str
    penjelasan: Message


class Printed(Struct, frozen=True):
    """What the verdict looks at. checks: those of the plan's tables."""

    reading: Reading
    jenis: str
    periode: str | None
    tahun: int | None
    read: Sequence[Tafsir]
    checks: Sequence[Cek]

    @property
    def texts(self) -> list[str]:
        """Lines and rows in printed order."""
        texts: list[str] = []
        seen = 0
        for block, before in zip(self.reading.blocks, self.reading.sebelum, strict=True):
            texts += [line.text for line in self.reading.lines[seen:before]]
            texts += [" ".join(cell.text for cell in row.cells if cell.lines) for row in block.rows]
            seen = max(seen, before)
        return [*texts, *(line.text for line in self.reading.lines[seen:])]

    @property
    def behind(self) -> list[str]:
        """The lines behind the last table, without those that run over all pages; and a signature that is ruled like a table."""
        if not self.reading.blocks:
            return []
        running = running_lines(self.reading.lines, self.reading.halaman)
        ruled = [cell.text for row in self.reading.blocks[-1].rows for cell in row.cells if is_signature(cell.text)]
        lines = (line.text for line in self.reading.lines[self.reading.sebelum[-1] :])
        return [*ruled, *(text for text in lines if without_digits(text) not in running)]


def whole_document(printed: Printed) -> Verdict:
    """The verdict over a document whose kind is known."""
    against = next(_against(printed), None)
    if against:
        return Verdict(GAGAL, against)
    evidence = _of_plan(printed) if printed.jenis == "RAPK" else _of_report(printed)
    return evidence if evidence.status == LOLOS or not counts_all_pages(printed.reading) else Verdict(LOLOS, message("semua_halaman_ada"))


def _against(printed: Printed) -> Iterator[Message]:
    yield from missing_pages(printed.reading)
    for page, count in lost_pages(printed.reading.lines, printed.reading.halaman):
        yield message("nomor_halaman_melompat", halaman=page, jumlah=count)
    for rapk in _plans(printed) if printed.jenis == "RAPK" else ():
        if has_lost_pages(rapk):
            told = next((cek.penjelasan for cek in printed.checks if cek.aturan == "blok_tanpa_indikator"), None)
            yield message("ada_halaman_hilang", penjelasan=told) if told else message("halaman_sasaran_hilang")
        bare = _without_lines(rapk)
        if bare:
            yield message("indikator_tanpa_ro", label=bare)


def _plans(printed: Printed) -> list[Rapk]:
    return [item.rapk for item in printed.read if item.rapk is not None]


def _without_lines(rapk: Rapk) -> Message | None:
    """The first indicator that has a budget and no RO line, in a plan of RO lines."""
    if not any(item.lines for item in rapk.indikator):
        return None
    return next((item.label for item in rapk.indikator if item.ada and not item.lines and item.amounts.anggaran.value), None)


def _of_plan(printed: Printed) -> Verdict:
    short = next((cek for cek in printed.checks if cek.aturan in SHORTFALL and cek.status == GAGAL), None)
    if short:
        # A misprint does so too: it is no evidence against the document, and it has a line of its own.
        return Verdict(TAK_TERBUKTI, message("hitungan_tak_tutup", penjelasan=short.penjelasan))
    if _has_total(printed):
        return Verdict(LOLOS, message("utuh_menurut_total"))
    if not _is_signed(printed.behind):
        return Verdict(TAK_TERBUKTI, message("rencana_tak_terbukti_utuh"))
    broken = _gap_of_numbers(printed) or _apart(printed) or next(_open_numbers(printed), None)
    if broken:
        return Verdict(TAK_TERBUKTI, broken.then(message("totalnya_tak_tercetak")))
    return Verdict(LOLOS, message("utuh_menurut_tanda_tangan"))


def _has_total(printed: Printed) -> bool:
    """True where each plan's printed total is the sum of its budgets."""
    totals = [cek.status for cek in printed.checks if cek.aturan == "total_dokumen"]
    return bool(totals) and len(totals) == len(_plans(printed)) and set(totals) == {LOLOS}


def _apart(printed: Printed) -> Message | None:
    """A message where the signature stands on a page behind the one that ends the table, and no page number joins the two."""
    last = printed.reading.blocks[-1].halaman
    signature = next((line.halaman for line in printed.reading.lines[printed.reading.sebelum[-1] :] if _is_signed([line.text])), last)
    if last == signature or {last, signature} <= numbered_pages(printed.reading.lines, printed.reading.halaman).keys():
        return None
    return message("tanda_tangan_terpisah", akhir=last, tanda=signature)


def _open_numbers(printed: Printed) -> Iterator[Message]:
    """Numbers of the rows that do not begin with the first or leave some out, and budget lines that are not shared out."""
    for rapk in _plans(printed):
        first = next((item for item in rapk.indikator if item.ada), None)
        if first is not None and first.no is not None and first.no > 1:
            yield message("indikator_pertama_bernomor", label=first.label)
    for cek in printed.checks:
        if cek.aturan in {"nomor_urut", "pembagian_ro"} and cek.status != LOLOS:
            yield cek.penjelasan


def _is_signed(lines: Sequence[str]) -> bool:
    return any(is_open_signature(line) for line in lines) or any(found.sendiri for found in signatures(lines))


def _of_report(printed: Printed) -> Verdict:
    broken = _gap_of_numbers(printed)
    if broken:
        return Verdict(TAK_TERBUKTI, broken)
    contents = contents_of(printed.texts)
    if contents.missing:
        named, more = tuple(f"«{text}»" for text in contents.missing[:3]), len(contents.missing) - 3
        several = message("bagian_tak_ada_lagi", bagian=named, n=more)
        return Verdict(TAK_TERBUKTI, several if more > 0 else message("bagian_tak_ada", bagian=named))
    if contents.entries:
        return Verdict(LOLOS, message("semua_bagian_ada", n=len(contents.entries)))
    if closing_chapter(printed.texts):
        return Verdict(LOLOS, message("bab_berurutan"))
    if any(_after_period(found.tanggal, printed) for found in signatures(printed.behind) if found.sendiri):
        return Verdict(LOLOS, message("bertanggal_di_belakang"))
    return Verdict(TAK_TERBUKTI, message("laporan_tak_terbukti_utuh"))


def _after_period(tanggal: date, printed: Printed) -> bool:
    """A report is signed when its period is over; what is signed before it is the plan that it quotes."""
    if printed.tahun is None or printed.periode is None:
        return False
    return (tanggal.year, tanggal.month) >= (printed.tahun, ENDS[printed.periode])


def _gap_of_numbers(printed: Printed) -> Message | None:
    """A message where the printed page numbers leave some out."""
    for page, count in page_gaps(numbered_pages(printed.reading.lines, printed.reading.halaman)):
        if page:
            return message("nomor_halaman_terlompat", n=count, halaman=page)
        return message("halaman_pertama_bernomor", n=count + 1)
    return None


def unsigned_end(printed: Printed) -> list[Message]:
    """A message where a plan ends without place and date: its last page may be missing, though all that is counted is there."""
    if printed.jenis != "RAPK" or _is_signed(printed.behind) or counts_all_pages(printed.reading) or not _has_total(printed):
        return []
    return [message("tanpa_tanda_tangan")]
