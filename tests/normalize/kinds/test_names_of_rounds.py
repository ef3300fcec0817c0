"""One name beside the rows of several offices or years."""

from collections.abc import Callable

import pytest

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
OBAT, AKIP = "Persentase Obat yang memenuhi syarat", "Nilai AKIP UPT"
AMBON, SOFIFI, MEDAN = "Balai POM di Ambon", "Balai POM di Sofifi", "Balai Besar POM di Medan"
HEAD = ["No", "Indikator", "UPT", "Target", "Realisasi", "Capaian (%)"]


def report(baca: Baca, *rows: list[str]) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    figures = [[str(80 + n), str(80 + n), "100"] for n in range(len(rows))]
    lines = [HEAD, *([*row, *more] for row, more in zip(rows, figures, strict=True))]
    text = "\n".join("\t".join(line) for line in lines)
    read = baca(f"LAPORAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\n\nTabel 3.1 Perbandingan\n\n{text}\n")
    return [(row.indikator_raw, row.upt_id, row.bendera) for row in read.capaian]


@pytest.mark.parametrize("named", [0, 1, 2])
def test_a_name_stands_anywhere_beside_its_rows(baca: Baca, named: int) -> None:
    """In the middle of its cell it stood beside the second office, and the first was told of the indicator above."""
    rows = [["1", OBAT, office] if n == named else ["", "", office] for n, office in enumerate((AMBON, SOFIFI, MEDAN))]
    rows += [["2", AKIP, office] if n == named else ["", "", office] for n, office in enumerate((AMBON, SOFIFI, MEDAN))]
    offices = ("ambon", "sofifi", "medan")
    assert [told[:2] for told in report(baca, *rows)] == [(name, office) for name in (OBAT, AKIP) for office in offices]


def test_of_other_offices_each_a_name_goes_down(baca: Baca) -> None:
    found = report(baca, ["1", OBAT, AMBON], ["", "", SOFIFI], ["2", AKIP, MEDAN])
    assert [told[:2] for told in found] == [(OBAT, "ambon"), (OBAT, "sofifi"), (AKIP, "medan")]


def test_a_name_that_goes_on_beside_the_next_row_is_one(baca: Baca) -> None:
    found = report(baca, ["1", "Persentase Obat yang", AMBON], ["", "memenuhi syarat", SOFIFI])
    assert [(name, "nama_disambung" in flags) for name, _, flags in found] == [(OBAT, True)] * 2


def test_where_nothing_tells_whose_the_first_row_is_all_are_asked(baca: Baca) -> None:
    found = report(baca, ["", "", AMBON], ["1", OBAT, SOFIFI], ["2", AKIP, MEDAN])
    assert {"nama_terpotong" in flags for _, _, flags in found} == {True}
