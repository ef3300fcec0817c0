"""What binds a budget to its name: the shared order of indicators, as far as no name can move without leaving it."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from normalize.rows import DocumentRows
from tests.terucap import said

Baca = Callable[[str], DocumentRows]
LISTED = (
    "Persentase Obat yang memenuhi syarat",
    "Persentase Makanan yang memenuhi syarat",
    "Indeks Pelayanan Publik",
    "Nilai AKIP UPT",
    "Indeks Profesionalitas ASN UPT",
)
"""In the order of the shared list."""
UNKNOWN = "Persentase kapal yang berlayar tepat waktu"


@pytest.fixture
def budgets(kertas: Any, baca: Baca) -> Callable[[Sequence[str]], dict[str, str]]:
    """Names in printed order, each with a budget line of its own → name → status of its budget."""

    def proof(names: Sequence[str]) -> dict[str, str]:
        baris = []
        for number, name in enumerate(names, 1):
            baris.append(
                kertas.indikator(number, 1000 * number, sasaran=(1, "Terwujudnya Obat yang aman") if number == 1 else None, nama=name)
            )
            baris.append(kertas.kepala_ro)
            baris.append(kertas.ro(1, 1000 * number, 1000 * number, sub=f"{'ABCDEFG'[number]} - Kegiatan {number}"))
        rows = baca(kertas.dokumen(baris))
        status = {row.baris: row.status for row in rows.bukti if row.tabel == "target" and row.kolom == "anggaran_rp"}
        return {row.indikator_raw or "": status[row.baris] for row in rows.target}

    return proof


def test_the_shared_order_binds_names(budgets: Callable[[Sequence[str]], dict[str, str]]) -> None:
    """But the last: no total is printed that would miss it."""
    assert budgets(LISTED) == dict.fromkeys(LISTED[:-1], "terbukti") | {LISTED[-1]: "tak_terbukti"}


@pytest.mark.parametrize("place", [0, 2, 5])
def test_a_name_outside_the_list_could_have_passed_the_others(place: int, budgets: Callable[[Sequence[str]], dict[str, str]]) -> None:
    """Moved from one end of the table to the other it leaves all others in their order, each at the figures of its neighbour."""
    assert set(budgets([*LISTED[:place], UNKNOWN, *LISTED[place:]]).values()) == {"tak_terbukti"}


def test_a_budget_line_twice_under_one_indicator(kertas: Any, baca: Baca) -> None:
    lines = [kertas.ro(number, 1000, 1000, sub=f"{letter} - Kegiatan {letter}") for number, letter in enumerate("AAB", 1)]
    rows = baca(
        kertas.dokumen([kertas.indikator(1, 3000, sasaran=(1, "Terwujudnya Obat yang aman"), nama=LISTED[0]), kertas.kepala_ro, *lines])
    )
    (twice,) = [cek for cek in rows.cek if cek.aturan == "baris_ganda"]
    assert (twice.status, twice.baris) == ("gagal", rows.kontribusi_ro[1].baris) and "A" in said(twice.penjelasan)
    doubted = {row.baris for row in rows.bukti if row.tabel == "kontribusi_ro" and row.status == "berselisih"}
    assert doubted == {rows.kontribusi_ro[1].baris}
