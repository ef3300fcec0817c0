"""A number that a page's end tore is one number: both pieces name the fact that holds it, and nothing else is put together."""

from decimal import Decimal

import pytest

from normalize.account.fact_numbers import FactNumber, Facts
from normalize.account.heads_above import HeadCells
from normalize.account.ledger import NumberLedger
from normalize.account.torn import torn_numbers
from normalize.tables.sel import ReadCell

AMOUNT = FactNumber("target.anggaran_rp#15/1", frozenset({Decimal(40638375)}))
MONTH = FactNumber("target_bulanan.nilai#15/12", frozenset({Decimal(85)}))
NAMES = ("03 - Persentase sarana produksi pangan yang diperiksa dan", "ditindaklanjuti sesuai ketentuan")


def row(baris: int, *texts: str) -> list[ReadCell]:
    return [
        ReadCell(
            doc_id="0" * 64,
            tabel_no=1,
            tabel="RAPK",
            versi=None,
            baris=baris,
            halaman=1,
            line=None,
            bbox=None,
            metode="pdf",
            bendera=(),
            kolom=kolom,
            mentah=text or None,
        )
        for kolom, text in enumerate(texts, 1)
    ]


def fates(first: str, second: str, *, own: bool = False) -> list[tuple[str, tuple[str, ...]]]:
    """What the ledger tells of the pieces. own: the lower row gave facts of its own."""
    places = {(1, 15): (MONTH, AMOUNT)} | ({(1, 18): (FactNumber("target.target#18/1", frozenset({Decimal(9)})),)} if own else {})
    facts = Facts(places, {1: [baris for _, baris in places]}, {}, {}, {})
    above, below = row(15, NAMES[0], "85", first), row(18, NAMES[1], "", second)
    ledger = NumberLedger(facts, 1, {}, False, torn_numbers(facts, 1, [above, [], below]))
    heads = HeadCells(())
    found = [ledger.row(cells[0].baris, cells, heads)[2] for cells in (above, below)]
    return [(fate.nasib, fate.tujuan) for fate in found]


@pytest.mark.parametrize(("first", "second"), [("40,638,37", "5"), ("40,638,", "375"), ("40.638", ".375")])
def test_both_pieces_name_the_fact(first: str, second: str) -> None:
    assert fates(first, second) == [("fakta", (AMOUNT.tujuan,))] * 2


def test_what_makes_another_number_stays_open() -> None:
    assert fates("40,638,37", "6") == [("terbuka", ()), ("terbuka", ())]


def test_a_whole_number_takes_no_piece() -> None:
    assert fates("40,638,375", "5") == [("fakta", (AMOUNT.tujuan,)), ("terbuka", ())]


def test_a_row_with_facts_of_its_own_ends_no_number_above() -> None:
    assert fates("40,638,37", "5", own=True) == [("terbuka", ()), ("terbuka", ())]
