"""What became of the files of an inbox: kept as notes in the data folder, and printed at the end of a run."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.inbox import safe_name, write_notes
from normalize.rows import DocumentRows
from warehouse.contents import PLACES
from warehouse.load import DATABASE
from warehouse.screen import add_row, console, say, table


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file of the inbox.

    rows: None for a twin and for a file whose bytes could not be read. kalimat: why it was refused, None when it was not.
    catatan: what else a person should know. jejak: the traceback of a programming error.
    """

    path: Path
    nama_berkas: str
    rows: DocumentRows | None = None
    kalimat: str | None = None
    catatan: tuple[str, ...] = ()
    jejak: str | None = None


def trace_name(nama_berkas: str) -> str:
    """Where a traceback about this file is left, inside the data folder."""
    return f"log/{safe_name(nama_berkas)}.jejak.txt"


def leave_notes(outcomes: Sequence[Outcome], data_dir: Path) -> None:
    """A sentence for each refused file, a traceback for each programming error, and where each document was found."""
    write_notes(data_dir / "rejected", [(outcome.nama_berkas, outcome.kalimat) for outcome in outcomes if outcome.kalimat])
    write_notes(data_dir / "log", [(outcome.nama_berkas, outcome.jejak) for outcome in outcomes if outcome.jejak], ".jejak.txt")
    places = {outcome.rows.dokumen.doc_id: str(outcome.path.resolve()) for outcome in outcomes if outcome.rows}
    (data_dir / PLACES).write_text(json.dumps(places, indent=1, ensure_ascii=True) + "\n", encoding="utf-8")


def print_outcomes(inbox: Path, outcomes: Sequence[Outcome], review: Mapping[str, int], data_dir: Path) -> None:
    """The documents as a table, then notes and refusals, then what to do next. review: doc_id → rows of v_perlu_tinjau."""
    screen = console()
    read = [outcome.rows for outcome in outcomes if outcome.rows and not outcome.kalimat]
    made = table("berkas", "jenis", "kantor", "tahun", "indikator", "baris RO", "cek lolos", "cek gagal", "tinjau", right=range(3, 9))
    for rows in read:
        dokumen = rows.dokumen
        checks = [cek.status for cek in rows.cek]
        numbers = (len(rows.target), len(rows.kontribusi_ro), checks.count("lolos"), checks.count("gagal"), review.get(dokumen.doc_id, 0))
        add_row(made, dokumen.nama_berkas, dokumen.jenis, dokumen.upt_id or dokumen.upt_raw, dokumen.tahun, *numbers)
    if read:
        screen.print(made)
    else:
        say(screen, f"Tidak ada dokumen yang terbaca di {inbox}.")
    notes = [_named(outcome, note) for outcome in outcomes for note in outcome.catatan]
    refused = [outcome.kalimat for outcome in outcomes if outcome.kalimat]
    for title, sentences in (("Catatan:", notes), (f"Ditolak ({len(refused)}), keterangan juga di {data_dir / 'rejected'}:", refused)):
        if sentences:
            say(screen, "", title, *(f"  - {sentence}" for sentence in sentences))
    say(screen, "", *_next_steps(data_dir))


def _named(outcome: Outcome, note: str) -> str:
    return note if outcome.nama_berkas in note else f"{outcome.nama_berkas}: {note}"


def _next_steps(data_dir: Path) -> list[str]:
    database = data_dir / DATABASE
    folder = "" if data_dir == Path("data") else f' --data-dir "{data_dir}"'
    return [
        f"Hasil: {database} dan {data_dir / 'parquet'}. Berikutnya:",
        f"  buka {data_dir / 'report.html'} di peramban",
        f"  python pipeline.py status{folder}",
        f"  di notebook: duckdb.connect({str(database)!r}, read_only=True).sql('FROM v_perlu_tinjau')",
        f"  python pipeline.py export{folder}",
    ]
