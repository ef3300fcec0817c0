"""Numbers in front of names, and text joined again where a line or page broke it."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.dump.read_text import fold as fold_blanks
from normalize.words.kata_dikenal import known_words
from normalize.words.names import fold, join_pieces, letters, respaced, split_prefix, vocabulary
from normalize.words.registry_rows import registry_rows

NONE: Counter[str] = Counter()


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("01 - Persentase Obat", 1, "Persentase Obat"),
        ("1. Indeks Pelayanan Publik", 1, "Indeks Pelayanan Publik"),
        ("02 – Nilai AKIP", 2, "Nilai AKIP"),
        ("12) Jumlah desa", 12, "Jumlah desa"),
        ("03 -- Nilai", 3, "Nilai"),
        ("Persentase Obat", None, "Persentase Obat"),
        ("3T di wilayah kerja", None, "3T di wilayah kerja"),
        ("2024 - Target", None, "2024 - Target"),
        ("01 - 02", None, "01 - 02"),
        ("", None, ""),
    ],
)
def test_split_prefix(text: str, number: int | None, name: str) -> None:
    assert split_prefix(text) == (number, name)


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["di masing-", "masing wilayah"], "di masing-masing wilayah"),
        (["keputusan/", "rekomendasi"], "keputusan/rekomendasi"),
        (["A -", "Bimbingan"], "A - Bimbingan"),
        (["yang di", "periksa oleh"], "yang di periksa oleh"),
        (["Penga", "wasan"], "Pengawasan"),
        (["yang Penga", "wasan"], "yang Pengawasan"),
        (["Sarana", "Produksi"], "Sarana Produksi"),
        (["", "Obat", "", "aman"], "Obat aman"),
        ([], ""),
    ],
)
def test_join_pieces(pieces: list[str], text: str) -> None:
    words = Counter({"diperiksa": 3, "pengawasan": 2, "sarana": 1, "produksi": 1, "saranaproduksi": 1})
    assert join_pieces(pieces, words) == text


def test_a_torn_word_is_closed_only_where_the_document_or_the_registry_knows_it() -> None:
    assert join_pieces(["Zamru", "dita"], NONE) == "Zamru dita"
    assert join_pieces(["Zamru", "dita"], vocabulary(["x zamrudita x"])) == "Zamrudita"
    assert join_pieces(["Penga", "wasan"], NONE) == "Pengawasan"


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["penga-", "wasan obat"], "pengawasan obat"),
        (["Efekt\u2010", "ifitas"], "Efektifitas"),
        (["ditin\u2010", "daklanjuti"], "ditindaklanjuti"),
        (["masing\u2010", "masing"], "masing\u2010masing"),
        (["Pangan\u2010", "Olahan"], "Pangan\u2010Olahan"),
        (["non-", "pangan"], "non-pangan"),
        (["Zamru-", "dita"], "Zamru-dita"),
    ],
)
def test_a_hyphen_that_divides_a_word_goes(pieces: list[str], text: str) -> None:
    assert join_pieces(pieces, Counter({"pangan": 3, "olahan": 2, "pengawasan": 1})) == text


def test_two_words_stay_two_though_their_sum_is_one() -> None:
    words = vocabulary(["x setiap hari x", "x masa lalu x", "x masalalu x"])
    assert join_pieces(["masa", "lalu"], words) == "masa lalu"


def test_vocabulary_leaves_out_the_ends_of_lines() -> None:
    assert vocabulary(["ngawasan Obat dan Maka", "nan Obat aman"]) == Counter({"obat": 2, "dan": 1})


@pytest.mark.parametrize("folding", [fold, letters, fold_blanks])
@given(text=st.text())
def test_folding_twice_is_folding_once(folding: Callable[[str], str], text: str) -> None:
    once = folding(text)
    assert folding(once) == once


@given(st.lists(st.text("abcdef ", min_size=1, max_size=12).map(str.strip).filter(bool), max_size=5))
def test_joining_loses_no_letter(pieces: list[str]) -> None:
    assert letters(join_pieces(pieces, NONE)) == letters("".join(pieces))


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        (["INTENSIFIKASI/INSIDENTIL/PENELU", "SURAN KASUS"], "INTENSIFIKASI/INSIDENTIL/PENELUSURAN KASUS"),
        (["INSIDENTIL/PENELUSUR", "AN KASUS"], "INSIDENTIL/PENELUSURAN KASUS"),
        (["Butuh", "Perbaika", "n"], "Butuh Perbaikan"),
        (["Balai POM di Payakumbu", "h"], "Balai POM di Payakumbuh"),
        (["Badan Pengawasan", "Obat"], "Badan Pengawasan Obat"),
        (["sarana yang di", "periksa"], "sarana yang di periksa"),
        (["Pangan", "Jajanan"], "Pangan Jajanan"),
    ],
)
def test_a_torn_word_that_the_document_prints_nowhere_else(pieces: list[str], whole: str) -> None:
    assert join_pieces(pieces, Counter()) == whole


def test_the_known_words_are_folded_and_once_each() -> None:
    words = [row["kata"] for row in registry_rows("words/kata_dikenal.csv", "kata")]
    assert words == sorted(set(words)) and all(word == word.casefold() and word.isalpha() and len(word) > 3 for word in words)
    assert set(words) <= known_words()


@pytest.mark.parametrize(
    ("text", "meant", "whole"),
    [
        ("Butuh Perbaika n", "Butuh Perbaikan", "Butuh Perbaikan"),
        ("BUTUHPERBAI KAN", "Butuh Perbaikan", "BUTUH PERBAIKAN"),
        ("Butuh Perbaikan*", "Butuh Perbaikan", None),
        ("Baik", "Butuh Perbaikan", None),
        ("", "Baik", None),
    ],
)
def test_blanks_as_meant(text: str, meant: str, whole: str | None) -> None:
    assert respaced(text, meant) == whole
