"""The workbook as it is sent: a cover whose counts and sums tie with its sheets, titles and proof in words, each allocation once."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from normalize.offices.instansi import agencies
from warehouse.export.views_export import Sheet
from warehouse.export.xlsx_book import Head, Page

INDIKATOR = {
    "tahun": ("Tahun", 6),
    "periode": ("Periode", 9),
    "kode_satker": ("Satker", 7),
    "nama_upt": ("Kantor", 16),
    "sasaran": ("Sasaran", 22),
    "indikator": ("Indikator", 30),
    "target_tahunan": ("Target setahun", 9),
    "satuan": ("Satuan", 7),
    "target_sd_periode": ("Target s.d. periode", 9),
    "satuan_target_sd_periode": ("Satuan target periode", 8),
    "pembilang": ("Pem- bilang", 8),
    "penyebut": ("Penye- but", 8),
    "realisasi_sd_periode": ("Realisasi s.d. periode", 9),
    "satuan_realisasi": ("Satuan realisasi", 8),
    "capaian_persen_periode": ("Capaian periode (%)", 8),
    "capaian_persen_tahunan": ("Capaian setahun (%)", 8),
    "capaian_penyesuaian_persen": ("Capaian penye- suaian (%)", 8),
    "kriteria": ("Kategori tercetak", 10),
    "alokasi_rp": ("Alokasi setahun (Rp)", 15),
    "realisasi_rp": ("Realisasi anggaran s.d. periode (Rp)", 15),
    "realisasi_keuangan_persen": ("Realisasi anggaran (%)", 9),
    "kendala": ("Kendala", 10),
    "tindak_lanjut": ("Tindak lanjut", 10),
    "dokumen": ("Dokumen", 12),
    "halaman": ("Hala- man", 5),
    "bukti": ("Bukti angka", 20),
}
RO = {
    "tahun": ("Tahun", 6),
    "bulan": ("Bulan", 6),
    "kode_satker": ("Satker", 7),
    "nama_upt": ("Kantor", 18),
    "kode_lengkap": ("Kode RO", 16),
    "nama_ro": ("Rincian output", 34),
    "target_volume_tahunan": ("Target volume setahun", 9),
    "satuan_volume": ("Satuan volume", 11),
    "target_volume_bulan": ("Target bulan itu", 8),
    "realisasi_volume_bulan": ("Realisasi bulan itu", 9),
    "realisasi_volume_sd": ("Realisasi s.d. bulan itu", 9),
    "progres_persen": ("Progres (%)", 8),
    "alokasi_rp": ("Alokasi setahun (Rp)", 16),
    "alokasi_per_satuan_rp": ("Alokasi per satuan volume (Rp)", 15),
    "realisasi_rp": ("Realisasi anggaran (Rp)", 13),
    "realisasi_persen": ("Realisasi anggaran (%)", 9),
    "dokumen": ("Dokumen", 14),
    "halaman": ("Hala- man", 5),
    "bukti": ("Bukti angka", 20),
}
KONTROL = {
    "dokumen": ("Dokumen", 24),
    "jenis": ("Jenis dokumen", 10),
    "upt_id": ("Kantor", 14),
    "level": ("Jenis kantor", 12),
    "tahun": ("Tahun", 6),
    "total_tercetak_rp": ("Total tercetak (Rp)", 17),
    "alokasi_indikator_rp": ("Alokasi indikator (Rp)", 17),
    "selisih_indikator_rp": ("Selisih indikator (Rp)", 15),
    "alokasi_ro_rp": ("Alokasi RO (Rp)", 17),
    "selisih_ro_rp": ("Selisih RO (Rp)", 15),
    "alokasi_indikator_terbukti_rp": ("Alokasi indikator terbukti (Rp)", 17),
    "alokasi_indikator_belum_terbukti_rp": ("Alokasi indikator belum terbukti (Rp)", 17),
    "alokasi_ro_terbukti_rp": ("Alokasi RO terbukti (Rp)", 17),
    "baris_terbukti": ("Baris terbukti", 8),
    "baris_belum_terbukti": ("Baris belum terbukti", 8),
    "baris_perlu_tinjau": ("Baris perlu ditinjau", 8),
    "hasil": ("Hasil pencocokan", 24),
}
"""Columns of the sheets in their order: name → (title, width in characters). The codes and ids that only programs need stay in the CSV."""
WHY = {"status_data": ("Status data", 12), "alasan": ("Alasan belum terbukti", 30)}
"""Where the rows that are asked about stand too."""
SAID = {"terbukti": "terbukti", "diterima": "diterima orang", "tak_terbukti": "belum terbukti", "berselisih": "berselisih"}
PROOF = "bukti_"
OF_INDICATOR = ("tahun", "upt_id", "nama_upt", "dokumen", "indikator_id", "indikator_dokumen", "no_sasaran", "no_indikator")
OF_OUTPUT = ("tahun", "upt_id", "nama_upt", "dokumen", "kode_lengkap", "nama_ro")
"""What tells one yearly allocation from another."""
Row = Sequence[Any]


def delivery(indikator: Sheet, ro: Sheet, kontrol: Sheet, scope: str) -> list[Page]:
    """The sheets of the workbook: cover, results, plans without a result, outputs, control."""
    value = _reader(indikator)
    reported = [row for row in indikator.rows if value(row, "realisasi_sd_periode") is not None]
    planned = [row for row in indikator.rows if value(row, "realisasi_sd_periode") is None]
    # an allocation stands in the last row of its indicator and year: a result's where there is one
    seen: set[tuple[Any, ...]] = set()
    results = Sheet("indikator", "", indikator.kolom, _allocated_once(indikator, reported, OF_INDICATOR, seen))
    plans = Sheet("tanpa_realisasi", "", indikator.kolom, _allocated_once(indikator, planned, OF_INDICATOR, seen))
    outputs = Sheet("ro", "", ro.kolom, _allocated_once(ro, ro.rows, OF_OUTPUT, set()))
    return [
        _cover([results, plans], outputs, scope),
        _page(results, INDIKATOR),
        _page(plans, INDIKATOR),
        _page(outputs, RO),
        _page(kontrol, KONTROL),
    ]


def _reader(sheet: Sheet) -> Callable[[Row, str], Any]:
    places = {column.nama: number for number, column in enumerate(sheet.kolom)}
    return lambda row, name: row[places[name]]


def _allocated_once(sheet: Sheet, rows: Sequence[Row], key: Sequence[str], seen: set[tuple[Any, ...]]) -> list[Row]:
    """The rows with the yearly allocation in the last one of each key only; `seen` grows by the keys."""
    value = _reader(sheet)
    place = [column.nama for column in sheet.kolom].index("alokasi_rp")
    made = []
    for row in reversed(rows):
        name = tuple(value(row, column) for column in key)
        made.append(row if name not in seen else (*row[:place], None, *row[place + 1 :]))
        seen.add(name)
    return made[::-1]


def _page(sheet: Sheet, columns: Mapping[str, tuple[str, int]]) -> Page:
    names = [column.nama for column in sheet.kolom]
    shown = {**columns, **{name: head for name, head in WHY.items() if "alasan" in names and name in names}}
    kinds = {column.nama: column.jenis for column in sheet.kolom} | {"bukti": "string"}
    value, proof = _reader(sheet), _prover(sheet)

    def cell(row: Row, name: str) -> Any:
        if name == "bukti":
            return proof(row)
        # an open name has no shared one yet
        return value(row, name) or value(row, "indikator_dokumen") if name == "indikator" else value(row, name)

    heads = tuple(Head(title, width, kinds[name]) for name, (title, width) in shown.items())
    return Page(sheet.nama, heads, [[cell(row, name) for name in shown] for row in sheet.rows])


def _prover(sheet: Sheet) -> Callable[[Row], str | None]:
    """A row's proof in words: 'semua terbukti', or the numbers that are not, by how far they are; None for a row without numbers."""
    proofs = [(column.nama.removeprefix(PROOF), number) for number, column in enumerate(sheet.kolom) if column.nama.startswith(PROOF)]

    def words(row: Row) -> str | None:
        found: dict[str, list[str]] = {}
        for name, number in proofs:
            if row[number] is not None:
                found.setdefault(row[number], []).append(name.replace("_", " "))
        if len(found) == 1:
            return f"semua {SAID[next(iter(found))]}"
        rest = "lainnya terbukti" if found.pop("terbukti", None) else ""
        parts = [f"{SAID[status]}: {', '.join(found[status])}" for status in SAID if status in found]
        return "; ".join([*parts, rest] if rest else parts) or None

    return words


def _cover(indicators: Sequence[Sheet], outputs: Sheet, scope: str) -> Page:
    """Rows and allocations of each sheet, offices and head office apart: one is part of the other and is never added to it."""
    counts = [_counted(sheet) for sheet in indicators]
    both = ("indikator + tanpa_realisasi", *(sum(count[n] for count in counts) for n in range(1, 5)))
    agency = agencies()[0]
    text = (
        f"Kinerja UPT {agency.nama_pendek}{f': {scope}' if scope else ''}",
        f"{agency.nama} (kode K/L {agency.kode_kl})",
        "Alokasi setahun tercantum satu kali untuk tiap indikator dan tahun, sehingga kolomnya boleh dijumlahkan.",
        "Lembar tanpa_realisasi memuat rencana yang hasilnya belum dilaporkan; baris itu belum disampaikan sebagai capaian.",
        "Bukti angka: terbukti berarti setiap perubahannya akan ketahuan oleh hitungan dokumennya sendiri.",
    )
    titles = (
        ("Lembar", 30, "string"),
        ("Baris", 10, "integer"),
        ("Baris yang semua angkanya terbukti", 18, "integer"),
        ("Alokasi kantor (Rp)", 22, "number"),
        ("Alokasi PUSAT (Rp)", 22, "number"),
    )
    return Page("sampul", tuple(Head(*title) for title in titles), [*counts, both, _counted(outputs)], text)


def _counted(sheet: Sheet) -> tuple[Any, ...]:
    value, proof = _reader(sheet), _prover(sheet)
    sums = [
        sum((value(row, "alokasi_rp") or Decimal(0) for row in sheet.rows if (value(row, "level") == "PUSAT") is pusat), Decimal(0))
        for pusat in (False, True)
    ]
    return (sheet.nama, len(sheet.rows), sum(proof(row) in ("semua terbukti", "semua diterima orang") for row in sheet.rows), *sums)
