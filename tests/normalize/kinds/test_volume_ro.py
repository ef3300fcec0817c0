"""Tables of output volumes by RO, as the monthly report prints them."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows, VolumeRo

TITLE = "LAPORAN KINERJA INTERIM TRIWULAN III TAHUN 2022\nBALAI BESAR POM DI SERANG\n"
HEAD = "\t\tTarget Volume\t\tSeptember\t\tJustifikasi\n\t\t\t\tT\tR\t\n"
ROWS = (
    "3165.BAH.001\tKeputusan Layanan Publik oleh UPT\t413\tLayanan\t30.00\t71.00\t44 PNB",
    "3165.BKB.001\tLaporan koordinasi pengawasan\t1\tLaporan\t- .00\t- .00\t",
    "3165.QCD.U64\tPerkara di Bidang Penyidikan\t5\tPerkara\t- .00\t1.00\t",
)
Baca = Callable[[str], DocumentRows]


@pytest.fixture
def volume(baca: Baca) -> Callable[..., list[VolumeRo]]:
    def rows(*lines: str, head: str = HEAD, before: str = "Bulan : September 2022") -> list[VolumeRo]:
        return list(baca(f"{TITLE}\n{before}\n\n{head}" + "\n".join(lines) + "\n").volume_ro)

    return rows


def test_a_row_an_ro(volume: Callable[..., list[VolumeRo]]) -> None:
    rows = volume(*ROWS)
    assert [(r.kode_kegiatan, r.kode_kro, r.kode_ro, r.nama_ro) for r in rows] == [
        ("3165", "BAH", "001", "Keputusan Layanan Publik oleh UPT"),
        ("3165", "BKB", "001", "Laporan koordinasi pengawasan"),
        ("3165", "QCD", "U64", "Perkara di Bidang Penyidikan"),
    ]
    assert [(r.target_volume, r.satuan_volume, r.target, r.realisasi) for r in rows] == [
        (413, "Layanan", 30, 71),
        (1, "Laporan", None, None),
        (5, "Perkara", None, 1),
    ]
    assert {(r.upt_id, r.tahun, r.bulan, r.tabel, r.bendera) for r in rows} == {("serang", 2022, 9, "VOLUME_RO", ())}
    assert [r.line for r in rows] == [8, 9, 10]


def test_a_printed_zero_is_a_zero(volume: Callable[..., list[VolumeRo]]) -> None:
    row = volume(*ROWS, "3165.QDB.002\tDesa Pangan Aman\t18\tDesa\t0.00\t1.45\t")[-1]
    assert (row.target, row.realisasi) == (0, Decimal("1.45"))


@pytest.mark.parametrize(
    ("before", "head", "month"),
    [
        ("Bulan : September 2022", HEAD, 9),
        ("Bulan : September 2022", "\t\tTarget Volume\t\tAgustus\t\tKet\n\t\t\t\tT\tR\t\n", 8),
        ("Bulan : Maret 2022", "\t\tTarget Volume\t\tT\tR\n", 3),
    ],
)
def test_the_month(before: str, head: str, month: int | None, volume: Callable[..., list[VolumeRo]]) -> None:
    assert {row.bulan for row in volume(*ROWS, head=head, before=before)} == {month}


def test_a_quarter_is_no_month(volume: Callable[..., list[VolumeRo]]) -> None:
    """'TRIWULAN III' in the title is not March."""
    assert {row.bulan for row in volume(*ROWS, head="\t\tTarget Volume\t\tT\tR\n", before="Rincian output")} == {None}


def test_a_row_that_misses_a_figure_is_flagged(volume: Callable[..., list[VolumeRo]]) -> None:
    row = volume(*ROWS, "3165.QDB.003\tPasar Aman\t3\tPasar\t1.20\t")[-1]
    assert row.bendera == ("urutan",)
    assert (row.target_volume, row.satuan_volume, row.target, row.realisasi) == (3, "Pasar", Decimal("1.20"), None)


def test_komponen_and_shares_of_an_ro_are_no_rows(volume: Callable[..., list[VolumeRo]]) -> None:
    rows = volume(*ROWS, "3165.BAH.001.051\tKomponen\t9\tLayanan\t1.00\t1.00\t", "\tSarprod Dep 1\t\t\t1.00\t2.00\t")
    assert len(rows) == len(ROWS)


def test_an_ro_divided_among_executors_is_counted_once(volume: Callable[..., list[VolumeRo]]) -> None:
    """'3165.QIC.001 Pelaksanaan oleh BB/BPOM' heads the shares below it; it prints no volume."""
    rows = volume(
        *ROWS,
        "3165.QIC.001\tSarana Produksi yang diperiksa\t246\tLembaga\t37\t54\t",
        "3165.QIC.001\tPelaksanaan oleh BB/BPOM\t\t\t\t\t",
        "\tSarprod Dep 1\t\t\t1.00\t2.00\t",
    )
    assert [(r.kode_kro, r.kode_ro, r.target_volume) for r in rows if r.kode_kro == "QIC"] == [("QIC", "001", 246)]


def test_two_codes_make_no_table_of_volumes(baca: Baca) -> None:
    rows = baca(f"{TITLE}\n{HEAD}" + "\n".join(ROWS[:2]) + "\n")
    assert rows.volume_ro == () and {cell.tabel for cell in rows.sel} == {"LAIN"}


def test_codes_without_the_word_volume_make_none(baca: Baca) -> None:
    rows = baca(f"{TITLE}\nNo\tNama Paket\tPagu\n" + "\n".join(ROWS) + "\n")
    assert rows.volume_ro == () and {cell.tabel for cell in rows.sel} == {"LAIN"}


@pytest.mark.parametrize("text", ["1O", "67,5B9", "dua belas", "12 13", "#REF!"])
@pytest.mark.parametrize("place", [0, 2, 3])
def test_an_unreadable_figure_is_flagged_and_moves_no_other(place: int, text: str, volume: Callable[..., list[VolumeRo]]) -> None:
    cells = ["18", "Desa", "2.50", "1.45"]
    cells[place] = text
    row = volume(*ROWS, "3165.QDB.002\tDesa Pangan Aman\t" + "\t".join(cells) + "\t")[-1]
    expected = [None if i == place else Decimal(cells[i]) for i in (0, 2, 3)]
    assert [row.target_volume, row.target, row.realisasi] == expected and row.satuan_volume == "Desa"
    assert "angka_tidak_terbaca" in row.bendera


def test_a_thousand_or_one_is_flagged(volume: Callable[..., list[VolumeRo]]) -> None:
    whole = [f"3165.QDB.00{n}\tDesa Pangan Aman\t18\tDesa\t2\t1\t" for n in range(3)]
    rows = volume(*whole, "3165.QDB.003\tSampel\t1.800\tSampel\t2\t1\t")
    assert [row.bendera for row in rows] == [(), (), (), ("angka_ambigu",)]


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("Satuan\tTarget Volume\tRealisasi Volume\t% Capaian", ("Desa", "18", "12", "66.67"), (18, None, 12)),
        ("Satuan\tVolume\tTarget\tRealisasi\t%", ("Desa", "18", "15", "12", "66.67"), (18, 15, 12)),
        ("Satuan\tVolume\tRealisasi\tPagu\tRealisasi Anggaran", ("Desa", "18", "12", "5.000.000", "4.000.000"), (18, None, 12)),
    ],
)
def test_figures_under_their_own_names(
    head: str, cells: Sequence[str], expected: tuple[int | None, ...], volume: Callable[..., list[VolumeRo]]
) -> None:
    """A share or money beside the volumes is neither of them."""
    lines = [f"3165.QDB.00{n}\tDesa Pangan Aman\t" + "\t".join(cells) for n in range(4)]
    rows = volume(*lines, head=f"Kode\tRincian Output\t{head}\n")
    assert {(row.target_volume, row.target, row.realisasi, row.satuan_volume, row.bendera) for row in rows} == {(*expected, "Desa", ())}


@pytest.mark.parametrize("over", ["%", "Realisasi Anggaran"])
def test_a_share_or_money_is_no_volume_by_its_place(over: str, volume: Callable[..., list[VolumeRo]]) -> None:
    """Where nothing names what was reached, the third figure of a row is that only under a name that says nothing else."""
    lines = [f"3165.QDB.00{n}\tDesa Pangan Aman\t18\tDesa\t12\t66.67" for n in range(4)]
    assert not any(row.realisasi or row.target for row in volume(*lines, head=f"Kode\tRincian Output\tVolume\tSatuan\tSemester\t{over}\n"))
    assert {row.realisasi for row in volume(*lines, head="Kode\tRincian Output\tVolume\tSatuan\tSemester\t\n")} == {Decimal("66.67")}


def test_the_first_row_read_with_the_head_is_told_and_moves_no_other(baca: Baca) -> None:
    """At a page's end the rule between them may go: 'Realisasi Volume 256' is over the figures of the other rows."""
    head = "No 1\tKode RO 3165.QDB.000\tNama RO Desa Pangan Aman\tTarget Volume 434\tSatuan Desa\tRealisasi Volume 256\t% 58.99\n"
    lines = [f"{n + 1}\t3165.QDB.00{n}\tDesa Pangan Aman\t18\tDesa\t9\t50.00" for n in range(1, 5)]
    rows = baca(f"{TITLE}\nTabel 3.7 Capaian Volume\n\n{head}" + "\n".join(lines) + "\n")
    assert {(row.target_volume, row.realisasi) for row in rows.volume_ro} == {(18, 9)}
    assert {cell.nasib for cell in rows.sel if cell.mentah in ("Target Volume 434", "Realisasi Volume 256", "% 58.99")} == {"terbuka"}


def test_a_code_that_its_narrow_cell_broke(volume: Callable[..., list[VolumeRo]]) -> None:
    lines = (ROWS[0].replace("BAH.001", "BAH.00 1"), *ROWS[1:])
    assert [row.kode_ro for row in volume(*lines)] == ["001", "001", "U64"]
