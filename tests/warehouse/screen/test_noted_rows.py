"""Rows with their sentence at every width: no word is broken, no line is wider than the screen, no long list of names."""

import io

import pytest
from rich.console import Console

from warehouse.screen.noted_rows import NotedRows, several

NOTE = "Kontribusi baris RO indikator 03 «Indeks Manajemen Risiko UPT BPOM» kurang Rp1.440.000 dari anggarannya."


def printed_at(width: int) -> list[str]:
    rows = NotedRows(("berkas", "status", "kantor", "indikator", "baris RO", "cek gagal"), (3, 4, 5))
    rows.add("2024/rapk_kantor_bersarang_dan_panjang.pdf", "perlu_tinjau", "Balai POM di Antah Berantah", 12, 26, None, note=NOTE)
    rows.add("rapk.pdf", "lengkap", "ambon", 4, 28, 0)
    out = io.StringIO()
    rows.print(Console(file=out, width=width))
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [60, 80, 120, 180])
def test_every_word_is_whole_and_fits(width: int) -> None:
    lines = printed_at(width)
    assert max(map(len, lines)) <= width
    words = " ".join(lines).split()
    for text in (NOTE, "2024/rapk_kantor_bersarang_dan_panjang.pdf", "perlu_tinjau", "Antah Berantah", "lengkap"):
        assert set(text.split()) <= set(words)
    # the sentence has lines of its own, as many as its length asks for
    own = [line for line in lines if line.startswith("   ") and not ({"·", "status"} & set(line.split()))]
    assert " ".join(line.strip() for line in own) == NOTE and len(own) <= len(NOTE) // (width - 20) + 1


@pytest.mark.parametrize(("width", "table"), [(80, False), (120, True)])
def test_columns_where_they_fit_else_named_values(width: int, table: bool) -> None:
    text = "\n".join(printed_at(width))
    assert ("──" in text) is table and ("indikator 12" in text) is not table and ("baris RO 26" in text) is not table


def test_nothing_without_rows() -> None:
    out = io.StringIO()
    NotedRows(("a", "b"), ()).print(Console(file=out, width=80))
    assert out.getvalue() == ""


def test_five_names_and_how_many_more() -> None:
    assert several(["a", "b"]) == "a, b" and several(list("abcde")) == "a, b, c, d, e"
    assert several([f"{n}.pdf" for n in range(71)]) == "0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf, dan 66 lagi"
