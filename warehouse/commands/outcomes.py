"""What became of a run, printed at its end: short enough for the mail that cron sends."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from extract.message import Message, message
from warehouse.database.settings import DATABASE
from warehouse.run.planning import BARU
from warehouse.run.running import Report
from warehouse.screen.language import told
from warehouse.screen.noted_rows import several
from warehouse.screen.program import FROM_SOURCE, as_called
from warehouse.screen.screen import add_row, console, quote, say, table


def print_report(inbox: Path, report: Report, review: Mapping[str, int], proof: Mapping[str, int], data_dir: Path) -> None:
    """The documents read in this run as a table, notes, refusals, what to do next. review: doc_id → rows of v_perlu_tinjau; proof: status
    of `bukti` → numbers, {} where the warehouse is as before."""
    screen = console()
    read = sorted((entry for entry in report.read if not entry.kalimat), key=lambda entry: entry.nama_berkas)
    made = table("berkas", "jenis", "kantor", "tahun", "indikator", "baris RO", "cek lolos", "cek gagal", "tinjau", right=range(3, 9))
    for entry in read:
        numbers = (entry.indikator, entry.baris_ro, entry.lolos, entry.gagal, review.get(entry.doc_id, 0))
        add_row(made, entry.nama_berkas, entry.jenis, entry.kantor, entry.tahun, *numbers)
    if read:
        screen.print(made)
    elif not report.documents:
        say(screen, message("tanpa_dokumen_terbaca", inbox=inbox))
    say(screen, *_compared(report, sum(review.values())), *_proved(proof))
    notes = [said if nama in said else f"{nama}: {said}" for nama, note in report.notes if (said := told(note))]
    refused = [told(kalimat) for _, kalimat in report.refused]
    for title, sentences in (("Catatan:", notes), (message("judul_ditolak", jumlah=len(refused), folder=data_dir / "rejected"), refused)):
        if sentences:
            say(screen, "", title)
            quote(screen, *(f"  - {sentence}" for sentence in sentences))
    if report.late:
        say(screen, "", report.late)
    quote(screen, "", *_next_steps(data_dir))


def _compared(report: Report, open_: int) -> list[Message]:
    """How this run differs from the one before; nothing where there was none. open_: things that wait for a person."""
    if not report.same and not report.gone and all(entry.sebab == BARU for entry in report.read):
        return []
    if report.built and report.mended and not report.read and not report.gone:
        return [message("run_gudang_dibuat_lagi", jumlah=open_, waktu=_seconds(report.detik))]
    if report.built and not report.read and not report.gone:
        return [message("run_keputusan_diterapkan", jumlah=open_, waktu=_seconds(report.detik))]
    if not report.read and not report.gone and not report.postponed:
        return [message("run_tanpa_perubahan", jumlah=len(report.same), waktu=_seconds(report.detik))]
    reasons = Counter(entry.sebab for entry in report.read)
    why = ", ".join(f"{count} {told(sebab)}" for sebab, count in sorted(reasons.items()))
    count, same, seconds = len(report.read), len(report.same), _seconds(report.detik)
    line = message("run_dibaca", jumlah=count, tetap=same, waktu=seconds)
    lines = [message("run_dibaca_sebab", jumlah=count, sebab=why, tetap=same, waktu=seconds) if why else line]
    if report.gone:
        lines.append(message("keluar_dari_inbox", nama=several(report.gone)))
    return lines


def _proved(proof: Mapping[str, int]) -> list[Message]:
    """How far the numbers of all documents are proved."""
    if not proof:
        return []
    proved, accepted, unproved, contradicted = (proof.get(word, 0) for word in ("terbukti", "diterima", "tak_terbukti", "berselisih"))
    return [message("angka_terbukti", terbukti=proved, diterima=accepted, belum=unproved, berselisih=contradicted)]


def _seconds(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _next_steps(data_dir: Path) -> list[str]:
    """Lines as they are shown."""
    database = data_dir / DATABASE
    folder = "" if data_dir == Path("data") else f' --data-dir "{data_dir}"'
    return [
        told(message("hasil_run", basis=database, parquet=data_dir / "parquet")),
        f"  {told(message('buka_laporan', laporan=data_dir / 'report.html'))}",
        as_called(f"  {FROM_SOURCE} status{folder}"),
        as_called(f"  {FROM_SOURCE} review --web{folder}"),
        f"  {told(message('di_notebook', berkas=repr(str(database))))}",
        as_called(f"  {FROM_SOURCE} export{folder}"),
    ]
