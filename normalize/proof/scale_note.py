"""The words by which a document says what one printed unit of its amounts is worth: '(dalam ribuan rupiah)', 'ANGGARAN (Rp 000)'."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

import regex
from msgspec import Struct

from normalize.tables.konteks_tabel import CAPTION


class Note(Struct, frozen=True):
    """teks: as printed; factor: rupiah a printed unit, None for a unit (billions) that is not read."""

    teks: str
    factor: int | None


# 'Seluruh angka disajikan' 'Satuan:' 'Anggaran': what may lead up to the unit in a line that is a note and nothing else.
INTRO = (
    r"(?:(?:seluruh|semua|angka(?:-angka)?|nilai|jumlah|anggaran|pagu|alokasi|realisasi|biaya|satuan|tabel|dokumen|ini|pada|di|dalam"
    r"|disajikan|dinyatakan|adalah|dan|keterangan|catatan|ket)\b[.:]*\s*)*"
)
# 'Rp 000' 'Rp. ribuan' 'dalam ribu rupiah' 'ribuan Rp' 'x Rp1.000': never the end of an amount, neither in digits nor in words.
PLAIN = (
    r"(?:rp\.?\s*['’.]?0{3}(?![\d.,]*\d)|rp\.?\s*(?P<besar>ribu|juta|mil[iy]ar)(?:an)?"
    r"|(?:dalam\s+(?P<besar>ribu|juta|mil[iy]ar)(?:an)?|(?P<besar>ribu|juta|mil[iy]ar)an)\s+(?:rp\.?|rupiah)"
    r"|(?:rp\.?\s*)?x\s*(?:rp\.?\s*)?1[.,]?000(?![.,]?\d)(?:\s*rupiah)?)"
)
# 'lima ratus ribu rupiah' and '28.942.153.000 rupiah' end with these: a unit only where they fill a pair of brackets.
BRACKETED = r"(?:(?P<besar>ribu|juta|mil[iy]ar)\s+(?:rp\.?|rupiah)|['’]?0{3}\s*(?:rp\.?|rupiah))"
BETWEEN = r"(?:[^\d\s()]+\s+){0,6}"

FLAGS = regex.IGNORECASE
WHOLE = regex.compile(rf"[*\s]*(?:{INTRO}{PLAIN}|[(\[]\s*{INTRO}(?:{PLAIN}|{BRACKETED})\s*[)\]])[\s.:*]*", FLAGS)
# 'Tabel 3.5 Realisasi Anggaran Tahun 2022 (dalam ribuan rupiah)'
AT_END = regex.compile(rf"(?P<depan>.*)[(\[]\s*{INTRO}(?:{PLAIN}|{BRACKETED})\s*[)\]][\s.:*]*", FLAGS)
# 'PAGU ANGGARAN DALAM RIBUAN RUPIAH' 'Anggaran Rp 000': without brackets only in a title or a table's head.
IN_HEAD = regex.compile(rf"{BETWEEN}(?:anggaran|pagu|alokasi|realisasi|biaya|kontribusi|input|jumlah|nilai)\s+{BETWEEN}{PLAIN}\s*", FLAGS)
# '28.942.153' 'Rp 5000': a line with an amount of its own speaks of that amount, not of a table.
AMOUNT = regex.compile(r"\d{1,3}(?:[.,]\d{3})+|rp\.?\s*\d", FLAGS)
WORTH = {"ribu": 1000, "juta": 1_000_000, None: 1000}


def printed_note(lines: Iterable[str], heads: Iterable[str]) -> Note | None:
    """The first note among the document's lines of text and its tables' head cells; None without one.

    Prose that ends with a number in words or digits ('… ratus ribu rupiah', '28.942.153.000 rupiah') is none.
    """
    titles = ((line, line.isupper() or CAPTION.match(line) is not None) for line in lines)
    found = (_note_in(printed, head) for printed, head in chain(((text, True) for text in heads), titles))
    return next((note for note in found if note), None)


@lru_cache(maxsize=4096)
def _note_in(printed: str, head: bool) -> Note | None:
    """The note that a line or a head's cell is or ends with. Documents print most of their lines and heads again and again."""
    text = unicodedata.normalize("NFKC", printed)
    match = WHOLE.fullmatch(text) or _at_end(text) or (IN_HEAD.fullmatch(text) if head else None)
    if match is None:
        return None
    besar = match["besar"]
    return Note(printed.strip(), WORTH.get(besar.casefold() if besar else None))


def _at_end(text: str) -> "regex.Match[str] | None":
    match = AT_END.fullmatch(text)
    return match if match and not AMOUNT.search(match["depan"]) else None
