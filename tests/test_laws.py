"""What holds for every document: page breaks and the order of the inbox change nothing."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from normalize.rows import DocumentRows
from tests.malam import fresh_parquet

AsalKolom = ("no_sasaran", "sasaran_raw", "no_indikator", "indikator_raw", "satuan", "target_tahunan", "anggaran_rp")
RoKolom = (
    *("no", "kode_program", "kode_kegiatan", "kode_kro", "kode_ro", "nama_ro", "kode_komponen", "nama_komponen"),
    *("kode_subkomponen", "nama_subkomponen", "anggaran_rp", "kontribusi_rp", "kontribusi_persen"),
)
NAMES = ("Persentase Obat yang memenuhi syarat", "Indeks Pelayanan Publik", "Jumlah desa pangan aman", "Nilai AKIP")

# Shrinking a whole table takes minutes and hardly makes it plainer.
SEARCH = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.reuse, Phase.generate])


@dataclass(frozen=True)
class Baris:
    """A line of a dump; sambung: the RO heading may be repeated before it after a page break."""

    teks: str
    sambung: bool = False


def values(rows: DocumentRows) -> tuple[list[Any], ...]:
    """What the document says, without saying where."""
    order = {row.target_id: number for number, row in enumerate(rows.target)}
    return (
        [tuple(getattr(row, name) for name in AsalKolom) for row in rows.target],
        [(order[row.target_id], row.bulan, row.nilai, row.satuan, row.mentah) for row in rows.target_bulanan],
        [
            (order[row.target_id] if row.target_id else None, *(getattr(row, name) for name in RoKolom))
            for row in rows.kontribusi_ro
        ],
        [(row.aturan, row.harapan, row.terbaca, row.status) for row in rows.cek],
        [rows.dokumen.total_anggaran_rp, rows.dokumen.tahun, rows.dokumen.upt_id, rows.dokumen.tanggal],
    )  # fmt: skip


@st.composite
def tables(draw: st.DrawFn, kertas: Any) -> list[Baris]:
    """An office's table: one to three sasaran with indicators and RO lines whose sums close, then the total."""
    rows: list[Baris] = []
    total = code = 0
    for sasaran in range(1, draw(st.integers(1, 3)) + 1):
        for no in range(1, draw(st.integers(1, 3)) + 1):
            money = draw(st.lists(st.tuples(st.integers(10**6, 10**9), st.integers(1, 100)), min_size=1, max_size=4))
            lines = [(whole, whole * share // 100) for whole, share in money]
            budget = sum(part for _, part in lines)
            total += budget
            empty = draw(st.integers(0, 11))
            months = [""] * empty + [str(50 + n) for n in range(12 - empty)]
            first = (sasaran, f"Terwujudnya sasaran ke {sasaran} di wilayah kerja") if no == 1 else None
            name = draw(st.sampled_from(NAMES))
            rows.append(Baris(kertas.indikator(no, budget, sasaran=first, nama=name, bulan=months)))
            rows.append(Baris(kertas.kepala_ro))
            for number, (whole, part) in enumerate(lines, 1):
                code += 1
                ro = {"kode": f"DR.3165.QIC.{code:03}", "sub": f"{'ABCDEF'[number]} - Kegiatan nomor {code}"}
                rows.append(Baris(kertas.ro(number, whole, part, **ro), sambung=True))
    return [*rows, Baris(kertas.total(total))]


def cut(kertas: Any, rows: list[Baris], breaks: set[int], again: bool) -> list[str]:
    """The rows with a page break before each of the positions; again: the RO heading comes again before the rest of a block."""
    lines: list[str] = []
    for position, row in enumerate(rows):
        if position in breaks:
            lines += kertas.halaman_baru
            if again and row.sambung and rows[position - 1].teks != kertas.kepala_ro:
                lines.append(kertas.kepala_ro)
        lines.append(row.teks)
    return lines


@settings(SEARCH, max_examples=60)
@given(data=st.data())
def test_a_table_cut_by_page_breaks_reads_as_the_uncut_one(kertas: Any, baca: Callable[[str], DocumentRows], data: st.DataObject) -> None:
    rows = data.draw(tables(kertas))
    breaks = data.draw(st.sets(st.integers(1, len(rows) - 1), max_size=5))
    again = data.draw(st.booleans())
    whole = baca(kertas.dokumen([row.teks for row in rows]))
    parted = baca(kertas.dokumen(cut(kertas, rows, breaks, again)))
    assert values(parted) == values(whole)
    assert {row.tabel_no for row in parted.sel} == {1}


@settings(SEARCH, max_examples=60)
@given(data=st.data())
def test_a_table_is_read_as_written(kertas: Any, baca: Callable[[str], DocumentRows], data: st.DataObject) -> None:
    """As many indicators, months and RO lines as written, every amount in order, and every cell kept."""
    rows = [row.teks for row in data.draw(tables(kertas))]
    read = baca(kertas.dokumen(rows))
    indicators = [row for row in rows if " - Kegiatan" not in row and "Total" not in row and row != kertas.kepala_ro]
    lines = [row for row in rows if " - Kegiatan" in row]
    assert [f"{row.anggaran_rp:,}" for row in read.target] == [row.split("\t")[-1] for row in indicators]
    assert [row.mentah or "" for row in read.target_bulanan] == [cell for row in indicators for cell in row.split("\t")[3:15]]
    assert [[f"{row.anggaran_rp:,}", f"{row.kontribusi_rp:,}"] for row in read.kontribusi_ro] == [row.split("\t")[-2:] for row in lines]
    assert {row.status for row in read.cek if row.aturan in ("kontribusi_vs_anggaran", "total_dokumen")} == {"lolos"}
    printed = [cell for row in rows for cell in row.split("\t") if cell]
    kept = [row.mentah for row in read.sel if row.mentah]
    assert kept[-len(printed) :] == printed


# ---- the inbox


OTHER_ORDERS = st.permutations(range(5)).filter(lambda order: order != sorted(order))


@settings(SEARCH, max_examples=2)
@given(
    order=OTHER_ORDERS,
    seconds=st.lists(st.integers(0, 10**9), min_size=5, max_size=5),
)
def test_the_order_of_the_inbox_changes_nothing(kertas: Any, order: list[int], seconds: list[int]) -> None:
    """Five offices' documents, made in another order and with other times."""
    offices = ("BALAI POM DI JEMBER", "LOKA POM DI KOTA DUMAI", "BALAI POM DI PALU", "BALAI BESAR POM DI MEDAN", "BALAI POM DI AMBON")
    documents = []
    for n, upt in enumerate(offices, 1):
        first = kertas.indikator(1, n * 10**6, sasaran=(1, "Terwujudnya"))
        documents.append(kertas.dokumen([first, kertas.kepala_ro, kertas.ro(1, n * 10**6, n * 10**6)], upt))
    with tempfile.TemporaryDirectory() as folder:
        results = []
        for name, positions in (("a", range(5)), ("b", order)):
            inbox = Path(folder, name, "inbox")
            inbox.mkdir(parents=True)
            for position in positions:
                path = inbox / f"dokumen {position}.txt"
                path.write_text(documents[position], encoding="utf-8")
                if name == "b":
                    os.utime(path, (seconds[position], seconds[position]))
            results.append(fresh_parquet(inbox, Path(folder, name, "data")))
    first, second = results
    tables = [name.split("/")[0] for name in first if name.endswith(".parquet")]
    assert tables.count("dokumen") == 5 and set(tables) >= {"target", "target_bulanan", "kontribusi_ro", "cek", "sel"}
    assert first == second
