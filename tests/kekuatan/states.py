"""What a warehouse says of one document: its numbers, what is delivered of them and as what, what fails, what a person is asked."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

PROVED = "terbukti"
CONTRADICTED = "berselisih"

Key = tuple[object, ...]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Fact:
    """One number of a fact table. key: where it belongs by what is printed there, not by its place; nama: the indicator's, as printed;
    bukti: its status, None where the warehouse has no table `bukti`."""

    tabel: str
    kolom: str
    key: Key
    nilai: Decimal
    baris: int
    tabel_no: int | None = None
    target_id: str | None = None
    bulan: int | None = None
    halaman: int | None = None
    line: int | None = None
    bukti: str | None = None
    nama: str | None = None


@dataclass(frozen=True)
class Delivered:
    """One number that an export for Bappenas holds. tabel, kolom: the fact that it is (for a sum, one that it is made of)."""

    view: str
    kolom: str
    key: Key
    nilai: Decimal
    tabel: str
    kolom_fakta: str
    terbukti: bool
    diekspor: bool


@dataclass
class State:
    """One document in one warehouse.

    pembaca_lain: not read by the first reader alone. gagal: failed checks by rule; pertanyaan: lines of v_perlu_tinjau by source and
    reason, tabel_ditanya: tables that they name; baris_ragu: rows that a failed check or a flag names, as ('baris', n) or ('target', id);
    baris_ditanya: printed rows of which a check says that it does not add up, be it for a lost page.
    """

    nama: str
    doc_id: str = ""
    status: str = ""
    skala: int = 1
    pembaca_lain: bool = False
    facts: list[Fact] = field(default_factory=list)
    delivered: list[Delivered] = field(default_factory=list)
    gagal: Counter[str] = field(default_factory=Counter)
    pertanyaan: Counter[tuple[str, str]] = field(default_factory=Counter)
    tabel_ditanya: set[int] = field(default_factory=set)
    baris_ragu: set[tuple[str, object]] = field(default_factory=set)
    baris_ditanya: set[int] = field(default_factory=set)
    baris_ekspor: int = 0
    baris_terbukti: int = 0


FACTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "target": (("tabel", "versi", "indikator"), ("target_tahunan", "anggaran_rp")),
    "target_bulanan": (("tabel", "versi", "pemilik", "bulan"), ("nilai",)),
    "kontribusi_ro": (
        (
            "pemilik",
            "kode_program",
            "kode_kegiatan",
            "kode_kro",
            "ro",
            "komponen",
            "subkomponen",
        ),
        ("anggaran_rp", "kontribusi_rp"),
    ),
    "capaian": (
        ("tabel", "versi", "upt_id", "tahun", "periode", "indikator"),
        ("target", "pembilang", "penyebut", "realisasi", "capaian_persen", "capaian_penyesuaian_persen"),
    ),
    "capaian_sasaran": (("tahun", "periode", "no_sasaran", "sasaran_raw"), ("nilai", "nilai_sebelum_penyesuaian")),
    "efisiensi": (
        ("periode", "indikator"),
        ("output_target", "output_realisasi", "output_persen", "pagu_rp", "realisasi_rp", "input_persen", "ie", "te"),
    ),
    "anggaran_program": (("periode", "tingkat", "kode", "nama"), ("pagu_rp", "realisasi_rp", "persen")),
    "serapan": (("periode", "jenis_belanja"), ("pagu_rp", "realisasi_rp", "persen")),
    "volume_ro": (("bulan", "kode_kegiatan", "kode_kro", "kode_ro", "nama_ro"), ("target_volume", "target", "realisasi")),
}
"""Fact table → what tells its rows apart, and its printed numbers. indikator, pemilik: by the registry's entry, where there is one: a
document spells an indicator in two ways, and either of them is its name."""

LEVELS = ("ro", "komponen", "subkomponen")
"""Of a budget line: known by their codes, for names are torn at the ends of pages; by their names where they have no code."""
SHARED = ("anggaran_rp", "pemilik")
"""The budget of a RO line is the line's own, the same under every indicator that shares it."""

DELIVERED: dict[str, tuple[tuple[str, ...], dict[str, tuple[str, str, str]]]] = {
    "v_bappenas": (
        ("tahun", "periode", "nama_indikator"),
        {
            "target_tahunan": ("bukti_target", "target", "target_tahunan"),
            "target_sd_periode": ("bukti_target_sd_periode", "target_bulanan", "nilai"),
            "pembilang": ("bukti_pembilang", "capaian", "pembilang"),
            "penyebut": ("bukti_penyebut", "capaian", "penyebut"),
            "realisasi_sd_periode": ("bukti_realisasi", "capaian", "realisasi"),
            "capaian_persen_periode": ("bukti_capaian", "capaian", "capaian_persen"),
            "capaian_persen_tahunan": ("bukti_capaian_tahunan", "capaian", "capaian_persen"),
            "capaian_penyesuaian_persen": ("bukti_capaian_penyesuaian", "capaian", "capaian_penyesuaian_persen"),
            "alokasi_rp": ("bukti_alokasi", "target", "anggaran_rp"),
            "realisasi_rp": ("bukti_realisasi_rp", "efisiensi", "realisasi_rp"),
            "realisasi_keuangan_persen": ("bukti_realisasi_keuangan_persen", "efisiensi", "input_persen"),
        },
    ),
    "v_bappenas_ro": (
        ("tahun", "bulan", "kode_lengkap", "nama_ro"),
        {
            "target_volume_tahunan": ("bukti_volume", "volume_ro", "target_volume"),
            "target_volume_bulan": ("bukti_volume", "volume_ro", "target"),
            "realisasi_volume_bulan": ("bukti_volume", "volume_ro", "realisasi"),
            "realisasi_volume_sd": ("bukti_volume", "volume_ro", "realisasi"),
            "alokasi_rp": ("bukti_alokasi", "kontribusi_ro", "anggaran_rp"),
        },
    ),
}
"""View → what tells its rows apart; each number → the column with its proof (where the view has it), its fact table and column."""


def folded(text: object) -> object:
    """A name as it is compared: letters and digits, case folded; anything else as it is."""
    return re.sub(r"[\W_]+", "", text).casefold() if isinstance(text, str) else text


def states(database: Path) -> dict[str, State]:
    """File name → what the warehouse says of it."""
    with duckdb.connect(str(database), read_only=True) as con:
        found = {
            row["doc_id"]: State(row["nama_berkas"], row["doc_id"], row["status"], row["skala_rupiah"] or 1)
            for row in _rows(con, "FROM dokumen")
        }
        for row in _rows(con, "SELECT DISTINCT doc_id FROM sel WHERE len(list_filter(bendera, lambda flag: flag LIKE 'pembaca_%')) > 0"):
            found[row["doc_id"]].pembaca_lain = True
        by_name = {state.nama: state for state in found.values()}
        for doc_id, fact in _facts(con):
            found[doc_id].facts.append(fact)
        for view in DELIVERED:
            _deliver(con, view, by_name)
        _doubts(con, found)
    return by_name


def as_one(state: State, all_states: Iterable[State]) -> State:
    """The document's state with all that is delivered of its office: a wrong number of it may stand in another's row."""
    return replace(state, delivered=[number for one in all_states for number in one.delivered])


def _rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    result = con.execute(sql)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _facts(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Fact]]:
    proofs = _proofs(con)
    owners = {row["target_id"]: _indicator(row) for row in _rows(con, "SELECT target_id, indikator_id, indikator_raw FROM target")}
    for table, (keys, columns) in FACTS.items():
        parts: Counter[tuple[str, int]] = Counter()
        seen: Counter[tuple[str, str, Key]] = Counter()
        for row in _rows(con, f"FROM {table} ORDER BY doc_id, baris, rowid"):
            row["pemilik"], row["indikator"] = owners.get(row.get("target_id")), _indicator(row)
            row |= {level: row.get(f"kode_{level}") or row.get(f"nama_{level}") for level in LEVELS}
            doc_id, baris = row["doc_id"], row["baris"]
            parts[doc_id, baris] += 1
            part = row["bulan"] if table == "target_bulanan" else parts[doc_id, baris]
            for column in columns:
                key = tuple(folded(row[name]) for name in keys if (column, name) != SHARED)
                seen[doc_id, column, key] += 1
                if row[column] is not None:
                    yield doc_id, Fact(
                        table, column, (*key, seen[doc_id, column, key]), row[column], baris, row["tabel_no"], row.get("target_id"),
                        row.get("bulan"), row["halaman"], row["line"], proofs.get((doc_id, table, baris, part, column)),
                        row.get("indikator_raw"),
                    )  # fmt: skip
    for row in _rows(con, "SELECT doc_id, total_anggaran_rp FROM dokumen WHERE total_anggaran_rp IS NOT NULL"):
        bukti = next((status for place, status in proofs.items() if place[0] == row["doc_id"] and place[1] == "dokumen"), None)
        yield row["doc_id"], Fact("dokumen", "total_anggaran_rp", (), row["total_anggaran_rp"], 0, bukti=bukti)


def _indicator(row: Row) -> object:
    return row.get("indikator_id") or row.get("indikator_raw")


def _proofs(con: duckdb.DuckDBPyConnection) -> dict[tuple[object, ...], str]:
    if not con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'bukti'").fetchall():
        return {}
    found = _rows(con, "SELECT doc_id, tabel, baris, bagian, kolom, status FROM bukti")
    return {(row["doc_id"], row["tabel"], row["baris"], row["bagian"], row["kolom"]): row["status"] for row in found}


def _deliver(con: duckdb.DuckDBPyConnection, view: str, by_name: Mapping[str, State]) -> None:
    keys, columns = DELIVERED[view]
    seen: Counter[tuple[str, Key]] = Counter()
    for row in _rows(con, f"FROM {view}"):
        state = by_name[row["dokumen"] or row["dokumen_realisasi"]]
        row["nama_indikator"] = row.get("indikator") or row.get("indikator_dokumen")
        key = tuple(folded(row[name]) for name in keys)
        seen[state.nama, key] += 1
        exported = row["status_data"] == "lengkap" if any(name.startswith("bukti_") for name in row) else row["terbukti"]
        state.baris_ekspor += bool(exported)
        state.baris_terbukti += bool(row["terbukti"])
        for column, (proof, table, fact) in columns.items():
            if row[column] is not None:
                proved = row["terbukti"] or row.get(proof) == PROVED
                full = (*key, seen[state.nama, key])
                state.delivered.append(Delivered(view, column, full, row[column], table, fact, bool(proved), bool(exported)))


def _doubts(con: duckdb.DuckDBPyConnection, found: Mapping[str, State]) -> None:
    for row in _rows(con, "SELECT doc_id, aturan, baris, target_id FROM cek WHERE status = 'gagal'"):
        found[row["doc_id"]].gagal[row["aturan"]] += 1
        _name_row(found[row["doc_id"]], row)
    for row in _rows(con, "SELECT doc_id, sumber, alasan, tabel_no, baris, target_id FROM v_perlu_tinjau"):
        state = found[row["doc_id"]]
        if row["tabel_no"] is not None:
            state.tabel_ditanya.add(row["tabel_no"])
        state.pertanyaan[row["sumber"], row["alasan"]] += 1
        if row["sumber"] == "cek" and row["baris"]:
            state.baris_ditanya.add(row["baris"])
        if row["sumber"] not in ("dokumen", "indikator") and not row["alasan"].endswith("tak_terbukti"):
            _name_row(state, row)


def _name_row(state: State, row: Row) -> None:
    if row["target_id"]:
        state.baris_ragu.add(("target", row["target_id"]))
    elif row["baris"]:
        state.baris_ragu.add(("baris", row["baris"]))


def shares(all_states: Sequence[State]) -> dict[tuple[str, str], tuple[int, int]]:
    """(table, column) → numbers, and how many of them are proved: facts by `bukti` where there is one, and what is delivered."""
    counted: dict[tuple[str, str], tuple[int, int]] = {}

    def add(key: tuple[str, str], proved: bool) -> None:
        number, right = counted.get(key, (0, 0))
        counted[key] = number + 1, right + proved

    for state in all_states:
        for fact in state.facts:
            if fact.bukti:
                add((fact.tabel, fact.kolom), fact.bukti == PROVED)
        for number in state.delivered:
            add((number.view, number.kolom), number.terbukti)
    return counted
