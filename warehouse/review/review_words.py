"""Items as the page needs them, in its language; all is shown as text, never as markup."""

from collections.abc import Collection, Sequence
from typing import Any

from extract.message import Message, message
from warehouse.review.review_items import NAMA, SKALA, TABEL, Choice, Item
from warehouse.review.review_numbers import Angka
from warehouse.screen.kept import told_advice, told_kept
from warehouse.screen.language import told
from warehouse.screen.screen import printed
from warehouse.store.cause_words import cause_words, reason


def line_as_json(item: Item, oleh: str | None) -> dict[str, Any]:
    """A line of the list. oleh: who has decided it, None while it is open."""
    return {
        "kunci": item.kunci,
        "jenis": item.jenis,
        "judul": title(item),
        "berkas": item.doubt.nama_berkas,
        "letak": item.doubt.tempat,
        "sebab": cause(item),
        "gambar": item.doubt.place.halaman is not None,
        "oleh": told(oleh) if oleh else None,
    }


def as_json(item: Item, refused: Collection[tuple[str, str]] = ()) -> dict[str, Any]:
    """What the page needs to ask it. refused: (name, candidate) left out."""
    choices = [choice for choice in item.usulan if (item.nama, choice.nilai) not in refused]
    where = item.doubt.place
    return {
        "kunci": item.kunci,
        "jenis": item.jenis,
        "judul": title(item),
        "doc_id": where.doc_id,
        "berkas": item.doubt.nama_berkas,
        "letak": item.doubt.tempat,
        "alasan": item.doubt.alasan,
        "penjelasan": told_kept(item.doubt.penjelasan, item.doubt.kode, item.doubt.isi),
        "anjuran": told_advice(item.doubt.anjuran, item.doubt.kode),
        "gambar": where.halaman is not None,
        "halaman": [place.halaman for place in item.halaman],
        "teks": item.doubt.place.baris is not None and item.jenis not in (NAMA, SKALA),
        "usulan": [choice_as_json(choice) for choice in choices],
    }


def choice_as_json(choice: Choice) -> dict[str, Any]:
    """What the page needs of a candidate."""
    return {"label": told(choice.label), "nilai": choice.nilai, "bukti": proof_as_json(choice.bukti)}


def proof_as_json(bukti: Sequence[tuple[bool | None, str | Message]]) -> list[tuple[bool | None, str]]:
    """What holds and what does not, in the language of the page."""
    return [(holds, told(text)) for holds, text in bukti]


def title(item: Item) -> str:
    """What it is about: an indicator's printed name stays."""
    if item.jenis == TABEL:
        return told(message("tabel_di", nomor=printed(item.doubt.tabel_no), berkas=item.doubt.nama_berkas))
    if isinstance(item.judul, Message):
        return told(item.judul)
    return item.judul if item.jenis == NAMA else item.doubt.judul


def cause_of(item: Item) -> str:
    """The key by which items of one cause are kept together: 'capaian_vs_target: gagal', 'nama_terpotong', 'tak_terbukti'."""
    found = reason(item.doubt.sumber, item.doubt.alasan)
    return item.doubt.alasan if item.doubt.sumber == "cek" else found


def cause(item: Item) -> str:
    """The cause as a sentence; the code itself where the registry has none."""
    found = reason(item.doubt.sumber, item.doubt.alasan)
    words = cause_words().get(found, (found, ""))[0]
    unproved = item.doubt.sumber == "cek" and item.doubt.alasan.endswith("tak_terbukti")
    return f"{told(words)} ({told('tak terbukti')})" if unproved else told(words)


def number_as_json(angka: Angka) -> dict[str, str | None]:
    """A number with its proof."""
    return {
        "kunci": angka.kunci,
        "nama": angka.nama,
        "kolom": angka.alamat.kolom,
        "apa": angka.nama.removeprefix(angka.alamat.kolom).strip(),
        "nilai": printed(angka.nilai),
        "bukti": angka.bukti,
        "status": told(angka.bukti.replace("_", " ")) if angka.bukti else None,
    }
