"""Numbers of which OCR is not sure: settled by arithmetic where it would notice any other digit, else not given.

Which facts a cell becomes, and which checks would notice another digit in it, is found by trying: the document's meaning is made once
more with another number in the cell. So no table kind has to say which of its cells went where.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import regex
from msgspec import Struct, field
from msgspec.structs import replace

from extract.cells import Cell, Reading
from extract.message import Message, message
from extract.ocr.agree import bare, one_amount, one_decimal
from normalize.alamat import DOKUMEN, TOTAL, Alamat, alamat_of, made_id
from normalize.decisions.koreksi_tinjauan import CORRECTABLE, Koreksi
from normalize.rows import Cek, DocumentRows
from normalize.status_cek import GAGAL, LOLOS, TAK_TERBUKTI

RAGU, DIPERBAIKI = "angka_ragu_ocr", "angka_diperbaiki"
ATURAN, RISING = "angka_terbaca_ocr", "bulan_naik"
MOST_TRIED = 150
"""So many cells of a document are tried one by one; of a scan that leaves more in doubt, all of the others at once."""
_SEVERAL = 4
"""So many sure months of one value tell that their row is level there."""
Place: TypeAlias = tuple[int, int, int]
"""Block, row and cell of a reading, from 0."""
Facts: TypeAlias = dict[Alamat, Any]
RowsOf = Callable[[Reading], DocumentRows]
# '57,223,600.00' → the last digit before the decimals; '12' → '2'.
_UNITS = regex.compile(r"\d(?=(?:[.,]\d{1,2})?\D*$)")
# '34.578.519,00'
_WITH_SEN = regex.compile(r"\d{1,3}(?:[.,]\d{3})+[.,]\d{2}\D*")
_KODE = ("kode_program", "kode_kegiatan", "kode_kro", "kode_ro", "kode_komponen", "kode_subkomponen")


class Settled(Struct):
    """The reading with the texts that arithmetic chose, and its rows.

    ragu: the numbers that are not given. asked: for each cell still in doubt its place and the facts that it would have become.
    values: for such a cell what the first of its facts would be by the first and by the second reading.
    """

    reading: Reading
    rows: DocumentRows
    ragu: set[Alamat] = field(default_factory=set)
    diperbaiki: set[Alamat] = field(default_factory=set)
    asked: dict[Place, tuple[Alamat, ...]] = field(default_factory=dict)
    values: dict[Place, tuple[Decimal | None, Decimal | None]] = field(default_factory=dict)


def settled_rows(
    reading: Reading,
    rows: DocumentRows,
    rows_of: Callable[[Reading, Collection[Alamat]], DocumentRows],
    proved: Callable[[DocumentRows, Collection[Alamat]], DocumentRows],
    corrections: Iterable[Koreksi],
) -> DocumentRows:
    """The rows of a reading, proved, without the numbers of which OCR is not sure. rows: as they are with them. rows_of: makes those of
    another reading, given the numbers that count as not read. proved: gives rows their proof, given the numbers that a check chose.
    corrections: what people put right in this document."""
    if not any(cell.bacaan for _, cell in _cells(reading)):
        return proved(rows, ())
    settled = settle(reading, rows, lambda other: rows_of(other, ()))
    corrected = {item.alamat for item in corrections if item.terbaca is None} & settled.ragu
    if corrected:
        settled.rows = rows_of(settled.reading, settled.ragu)
    return without_doubtful(proved(settled.rows, settled.diperbaiki), settled, corrected)


def settle(reading: Reading, rows: DocumentRows, rows_of: RowsOf) -> Settled:
    """Decides each cell in doubt. rows: those of this reading. rows_of: makes the rows of another."""
    result = Settled(reading, rows)
    doubts = [(place, cell) for place, cell in _cells(reading) if cell.bacaan]
    alike: dict[str, list[Place]] = defaultdict(list)
    for place, cell in doubts:
        alike[cell.bacaan[0]].append(place)
    for place, cell in doubts[:MOST_TRIED]:
        _try_cell(result, place, cell, alike[cell.bacaan[0]], rows_of)
    rest = dict(doubts[MOST_TRIED:])
    if rest:
        changed = _changed(result.rows, rows_of(_with(result.reading, {place: _otherwise(cell.bacaan) for place, cell in rest.items()})))
        result.ragu |= changed
        for place, cell in rest.items():
            result.asked[place] = tuple(sorted((item for item in changed if _on_row(item, place, cell, result)), key=str))
    return result


def _try_cell(result: Settled, place: Place, cell: Cell, alike: Sequence[Place], rows_of: RowsOf) -> None:
    """alike: the cells in doubt in which the first engine read the same, this one among them."""
    otherwise = _otherwise(cell.bacaan)
    other = rows_of(_with(result.reading, {place: otherwise}))
    changed = _changed(result.rows, other)
    if not changed or _means_one_number(result, place, cell, changed, rows_of) or _stands_elsewhere(result.reading, cell):
        return
    noticed = _notices(result, place, otherwise, alike, rows_of)
    told_apart = [text for text in cell.bacaan[1:] if _notices(result, place, text, alike, rows_of)]
    if (noticed or (told_apart and _same_digits(cell))) and all(
        text in told_apart or _is_no_other(result, place, text, rows_of) for text in cell.bacaan[1:]
    ):
        return  # a check holds that holds with no other digit, or with no other sign where the digits are agreed
    if _stands_between_equals(result, place, cell, rows_of):
        return
    chosen = [] if noticed else list(_mending(result, place, cell, rows_of))
    if len(chosen) == 1:
        text, rows = chosen[0]
        repaired = _changed(result.rows, rows)
        result.reading, result.rows = _with(result.reading, {place: text}), rows
        result.diperbaiki |= repaired
        return
    result.ragu |= changed
    result.asked[place] = tuple(sorted(changed, key=str))
    first = _facts(result.rows)[result.asked[place][0]]
    second = _facts(rows_of(_with(result.reading, {place: cell.bacaan[1]}))).get(result.asked[place][0]) if len(cell.bacaan) > 1 else None
    result.values[place] = tuple(value if isinstance(value, Decimal) else None for value in (first, second))  # type: ignore[assignment]


def _is_no_other(result: Settled, place: Place, text: str, rows_of: RowsOf) -> bool:
    """True where this reading gives the same facts, or no number: '114,245,00' and '114,.245,00' for '114.245,00'."""
    rows = rows_of(_with(result.reading, {place: text}))
    facts = _facts(rows)
    return all(facts[key] is None for key in _changed(result.rows, rows))


def _notices(result: Settled, place: Place, text: str, alike: Sequence[Place], rows_of: RowsOf) -> bool:
    """True where a check that holds would fail with this text in the cell, and would so where every cell alike had it: one figure printed
    twice is misread twice, and agrees with itself."""
    failed = _newly_failed(result.rows, rows_of(_with(result.reading, {place: text})))
    if not failed or len(alike) == 1:
        return bool(failed)
    return bool(failed & _newly_failed(result.rows, rows_of(_with(result.reading, dict.fromkeys(alike, text)))))


def _means_one_number(result: Settled, place: Place, cell: Cell, changed: Collection[Alamat], rows_of: RowsOf) -> bool:
    """True for a number of which every reading is the same one, and gives the same facts: '95.6' and '95,6' of a percentage or an index,
    '53.568.430' and '53,568,430' of an amount in rupiah, which has not the other form."""
    in_rupiah = any(item.kolom.endswith("_rp") for item in changed)
    if len(cell.bacaan) < 2 or not (one_amount(cell.bacaan) if in_rupiah else one_decimal(cell.bacaan)):
        return False
    return not any(_changed(result.rows, rows_of(_with(result.reading, {place: text}))) for text in cell.bacaan[1:])


def _same_digits(cell: Cell) -> bool:
    """True where the other engine read the same digits, with other signs or without: '1,17' and '117'."""
    first, *others = (_digits(text) for text in cell.bacaan)
    return first in others and all(text in (first, "") for text in others)


def _stands_between_equals(result: Settled, place: Place, cell: Cell, rows_of: RowsOf) -> bool:
    """True for a month that stands between two months of this value: with a greater or a smaller one its row, which rises, would fall.
    Where the other engine reads another number, so it must with that, and the value stands in the row several times more, where both
    read it."""
    if not _digits(cell.bacaan[0]):
        return False
    others = list(filter(_digits, cell.bacaan[1:]))
    if others and _times_in_row(result.reading, place, cell.bacaan[0]) < _SEVERAL:
        return False
    beside = (_otherwise(cell.bacaan, step) for step in (1, -1))
    return all(_falls(result.rows, rows_of(_with(result.reading, {place: text}))) for text in (*others, *beside))


def _times_in_row(reading: Reading, place: Place, text: str) -> int:
    """In how many cells of its row this number stands of which both engines are sure."""
    block, row, _ = place
    return sum(_in_one_form(cell.text) == _in_one_form(text) and not cell.bacaan for cell in reading.blocks[block].rows[row].cells)


def _in_one_form(text: str) -> str:
    """'79,5' and '79.5', '07' and '7' are one number."""
    return bare(text).replace(",", ".").lstrip("0")


def _falls(before: DocumentRows, after: DocumentRows) -> bool:
    """True where the months of a row rise before, and do not after."""
    statuses = _statuses(after)
    return any(cek.aturan == RISING and cek.status == LOLOS and statuses.get(cek.cek_id) == TAK_TERBUKTI for cek in before.cek)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _stands_elsewhere(reading: Reading, cell: Cell) -> bool:
    """True for a code with its name that is printed in another cell, where both engines read the first reading: a budget line is printed
    under each indicator that it serves. Not where one of the other readings is printed so too."""
    if not _is_name(cell.bacaan[0]):
        return False
    sure = {_letters_and_digits(other.text) for _, other in _cells(reading) if not other.bacaan and other.lines}
    return _letters_and_digits(cell.text) in sure and not any(_letters_and_digits(text) in sure for text in cell.bacaan[1:])


def _is_name(text: str) -> bool:
    """True for a text of more letters than digits."""
    return sum(c.isalpha() for c in text) > sum(c.isdigit() for c in text)


def _letters_and_digits(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _mending(result: Settled, place: Place, cell: Cell, rows_of: RowsOf) -> Iterator[tuple[str, DocumentRows]]:
    """The readings with which a check holds that did not, and none fails that held."""
    open_checks = {key for key, status in _statuses(result.rows).items() if status != LOLOS}
    for text in cell.bacaan[1:]:
        rows = rows_of(_with(result.reading, {place: text}))
        statuses = _statuses(rows)
        if not _newly_failed(result.rows, rows) and any(statuses.get(key) == LOLOS for key in open_checks):
            yield text, rows


def _newly_failed(before: DocumentRows, after: DocumentRows) -> set[str]:
    """The checks (cek_id) that held before and fail after."""
    statuses = _statuses(after)
    return {key for key, status in _statuses(before).items() if status == LOLOS and statuses.get(key) == GAGAL}


def _statuses(rows: DocumentRows) -> dict[str, str]:
    return {cek.cek_id: cek.status for cek in rows.cek}


def _cells(reading: Reading) -> Iterator[tuple[Place, Cell]]:
    for b, block in enumerate(reading.blocks):
        for r, row in enumerate(block.rows):
            for c, cell in enumerate(row.cells):
                yield (b, r, c), cell


def _with(reading: Reading, texts: Mapping[Place, str]) -> Reading:
    """The reading with other texts in these cells, each as one line."""
    blocks = list(reading.blocks)
    for b in {place[0] for place in texts}:
        rows = list(blocks[b].rows)
        for r in {place[1] for place in texts if place[0] == b}:
            cells = [replace(cell, lines=(texts[b, r, c],)) if (b, r, c) in texts else cell for c, cell in enumerate(rows[r].cells)]
            rows[r] = replace(rows[r], cells=tuple(cells))
        blocks[b] = replace(blocks[b], rows=tuple(rows))
    return replace(reading, blocks=tuple(blocks))


def _otherwise(bacaan: tuple[str, ...], step: int = 1) -> str:
    """The first reading with another digit, greater by step: where a second one differs from it, else in its last whole place; of a text
    in all."""
    first = bacaan[0]
    if _is_name(first):
        return "".join(_next(c, step) if c.isdigit() else c for c in first)
    for other in bacaan[1:]:
        places = [n for n, (a, b) in enumerate(zip(first, other, strict=False)) if a != b and a.isdigit()]
        if len(other) == len(first) and places:
            return first[: places[-1]] + _next(first[places[-1]], step) + first[places[-1] + 1 :]
    found = list(_UNITS.finditer(first))
    if not found:
        return next((text for text in bacaan[1:] if any(c.isdigit() for c in text)), "1")
    at = found[0 if _WITH_SEN.fullmatch(first) else -1].start()  # no sum notices sen
    return first[:at] + _next(first[at], step) + first[at + 1 :]


def _next(digit: str, step: int) -> str:
    return str((int(digit) + step) % 10) if digit.isdecimal() else digit


# ---- facts


def _changed(before: DocumentRows, after: DocumentRows) -> set[Alamat]:
    """The numbers, and the rows' codes, that are not the same in both."""
    first, second = _facts(before), _facts(after)
    return {key for key in first.keys() & second.keys() if first[key] != second[key]}


def _facts(rows: DocumentRows) -> Facts:
    """Where each number stands, and what it is. Codes of RO lines stand in one place of that name."""
    found: Facts = {}
    for tabel, columns in CORRECTABLE.items():
        if tabel == DOKUMEN:
            found[Alamat(DOKUMEN, 0, 1, TOTAL)] = rows.dokumen.total_anggaran_rp
            continue
        for row in getattr(rows, tabel):
            for kolom in columns:
                found[alamat_of(row, kolom)] = getattr(row, kolom)
            codes = tuple(getattr(row, name) for name in _KODE if hasattr(row, name))
            if codes:
                found[alamat_of(row, "kode")] = codes
    return found


def _on_row(item: Alamat, place: Place, cell: Cell, result: Settled) -> bool:
    del place
    rows = getattr(result.rows, item.tabel, ())
    return any(row.baris == item.baris and row.halaman == cell.halaman for row in rows)


# ---- the rows in the end


def without_doubtful(rows: DocumentRows, settled: Settled, corrected: Collection[Alamat]) -> DocumentRows:
    """The rows without the numbers of which OCR is not sure, each row flagged, and a check for each cell that is asked about.

    corrected: numbers that a person put right: they stay.
    """
    doubtful = settled.ragu - set(corrected)
    if not doubtful and not settled.diperbaiki:
        return rows
    made: dict[str, Any] = {
        tabel: tuple(_settled_row(tabel, row, doubtful, settled.diperbaiki) for row in getattr(rows, tabel))
        for tabel in CORRECTABLE
        if tabel != DOKUMEN
    }
    dokumen = rows.dokumen
    if Alamat(DOKUMEN, 0, 1, TOTAL) in doubtful:
        dokumen = dataclasses.replace(dokumen, total_anggaran_rp=None)
    asked = [(place, items) for place, items in sorted(settled.asked.items()) if doubtful & set(items)]
    if asked:
        dokumen = dataclasses.replace(dokumen, status="perlu_tinjau", pesan=(*(dokumen.pesan or ()), _sentence(len(asked))))
    cek = tuple(_asked(settled, place, items, n, dokumen.doc_id, rows) for n, (place, items) in enumerate(asked, 1))
    return dataclasses.replace(rows, dokumen=dokumen, cek=(*rows.cek, *cek), **made)


def _sentence(count: int) -> Message:
    return message("angka_pindai_dikosongkan", jumlah=count)


def _settled_row(tabel: str, row: Any, doubtful: Collection[Alamat], mended: Collection[Alamat]) -> Any:
    names = {f.name for f in dataclasses.fields(row)}
    columns = (*CORRECTABLE[tabel], "kode")
    mine = {kolom for kolom in columns if alamat_of(row, kolom) in doubtful}
    repaired = any(alamat_of(row, kolom) in mended for kolom in columns)
    if not mine and not repaired:
        return row
    values: dict[str, Decimal | None] = {kolom: None for kolom in mine if kolom in names}
    if "kontribusi_persen" in names and values:
        values["kontribusi_persen"] = None
    flags = {*row.bendera, *({RAGU} if mine else ()), *({DIPERBAIKI} if repaired else ())}
    return dataclasses.replace(row, **values, bendera=tuple(sorted(flags)))


def asked_about(penjelasan: Message, baris: int | None) -> Alamat | None:
    """The number about which a check of this rule asks; None for another message."""
    if penjelasan.kode != "angka_pindai_tak_pasti":
        return None
    tabel, kolom, bagian = (str(penjelasan.value(name)) for name in ("tabel", "kolom", "bagian"))
    return Alamat(tabel, baris or 0, int(bagian), kolom)


def _asked(settled: Settled, place: Place, items: Iterable[Alamat], number: int, doc_id: str, rows: DocumentRows) -> Cek:
    """A check that could not be made: the two readings, for a person to choose from."""
    b, r, c = place
    cell = settled.reading.blocks[b].rows[r].cells[c]
    first = next(iter(items))
    row = next((row for row in getattr(rows, first.tabel) if alamat_of(row, first.kolom) == first), None) if first.baris else None
    read = tuple(f"«{text}»" for text in cell.bacaan[:3])
    return Cek(
        cek_id=made_id(doc_id, getattr(row, "tabel_no", None) or 0, ATURAN, number),
        aturan=ATURAN,
        target_id=getattr(row, "target_id", None),
        harapan=settled.values.get(place, (None, None))[1],
        terbaca=settled.values.get(place, (None, None))[0],
        selisih=None,
        status=TAK_TERBUKTI,
        penjelasan=message(
            "angka_pindai_tak_pasti", halaman=cell.halaman, bacaan=read, tabel=first.tabel, kolom=first.kolom, bagian=first.bagian
        ),
        doc_id=doc_id,
        tabel_no=getattr(row, "tabel_no", None),
        tabel=getattr(row, "tabel", None),
        versi=getattr(row, "versi", None),
        baris=first.baris,
        halaman=cell.halaman,
        line=None,
        bbox=cell.bbox,
        metode="ocr",
        bendera=(),
    )
