"""The figures of one sample, read from data/<name>/*.csv: what is typeset, and what a reader has to find again."""

import csv
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"
Row = dict[str, str]


@dataclass(frozen=True)
class Indicator:
    """One row of target.csv with its twelve months as printed ('' or '-' where nothing is set) and its RO lines."""

    row: Row
    months: tuple[str, ...]
    ro: tuple[Row, ...]

    @property
    def key(self) -> str:
        return f"{self.row['no_sasaran']}.{self.row['no_indikator']}"


@dataclass(frozen=True)
class Truth:
    """One document. groups: the indicators of each sasaran, in printed order (one group where no sasaran is printed)."""

    dokumen: Row
    groups: tuple[tuple[Indicator, ...], ...]

    @property
    def unit(self) -> int:
        """Rupiah a printed unit: 1 or 1000."""
        return int(self.dokumen["skala_rupiah"] or 1)


def read_table(name: str, table: str) -> list[Row]:
    """Rows of one CSV; empty where the sample prints no such table."""
    path = DATA / name / f"{table}.csv"
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read_truth(name: str) -> Truth:
    months, ro = read_table(name, "target_bulanan"), read_table(name, "kontribusi_ro")
    groups: dict[str, list[Indicator]] = {}
    for row in read_table(name, "target"):
        key = (row["no_sasaran"], row["no_indikator"])
        groups.setdefault(row["no_sasaran"], []).append(
            Indicator(
                row=row,
                months=tuple(m["mentah"] for m in months if (m["no_sasaran"], m["no_indikator"]) == key),
                ro=tuple(r for r in ro if (r["no_sasaran"], r["no_indikator"]) == key),
            )
        )
    return Truth(read_table(name, "dokumen")[0], tuple(tuple(g) for g in groups.values()))


def format_rupiah(rupiah: str, style: str, unit: int = 1) -> str:
    """'62210400' → en '62,210,400' · id00 '62.210.400,00' · id '62.210.400'; unit 1000 drops three digits; '' stays ''."""
    if not rupiah:
        return ""
    text = f"{int(rupiah) // unit:,}"
    return text if style == "en" else text.replace(",", ".") + (",00" if style == "id00" else "")


def ro_code(ro: Row) -> str:
    """'DR.3165.QIA.005' in an office's document, '3165.QIA.005' in a national one."""
    return ".".join(filter(None, (ro.get("kode_program"), ro["kode_kegiatan"], ro["kode_kro"], ro["kode_ro"])))


def ro_texts(ro: Row) -> tuple[str, str, str]:
    """The three printed texts of an office's RO line: RO, KOMPONEN, SUB KOMPONEN."""
    return (
        f"{ro_code(ro)} - {ro['nama_ro']}",
        f"{ro['kode_komponen']} - {ro['nama_komponen']}",
        f"{ro['kode_subkomponen']} - {ro['nama_subkomponen']}",
    )


BULAN = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")


def signing_line(dokumen: Row) -> str:
    """'Ambon, 19 Januari 2024'."""
    year, month, day = dokumen["tanggal"].split("-")
    return f"{dokumen['tempat']}, {int(day)} {BULAN[int(month) - 1]} {year}"


def title_lines(dokumen: Row) -> list[str]:
    lines = [f"RENCANA AKSI PERJANJIAN KINERJA TAHUN {dokumen['tahun']}", dokumen["upt_raw"], "BADAN PENGAWAS OBAT DAN MAKANAN"]
    return list(dict.fromkeys(lines))
