"""The numbers behind a question of the review page: which there are, what could be put right, and what each correction would prove."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from decimal import Decimal

import duckdb

from extract.message import Message, message, message_of
from extract.task_limits import TaskStopped
from normalize.proof.scanned_numbers import asked_about
from warehouse.database.contents import StoredDocument
from warehouse.review.review_items import BULAN, CEK, LAINNYA, TABEL, Choice, Item
from warehouse.review.review_numbers import Angka, as_text, guesses, numbers_of, numbers_of_table, parse_correction
from warehouse.review.review_trials import Trial, TryOut
from warehouse.screen.screen import printed
from warehouse.store.errors import NameUnknown

MOST_SHOWN = 4
NOT_TRIED = message("terlalu_lama_dicoba")

Reading = Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]
"""Opens the warehouse for reading."""


class Proposals:
    """Of one data folder. A document that is no longer in the inbox, or is too slow, can be put right, but nothing is proved of it."""

    def __init__(self, reading: Reading, try_out: TryOut) -> None:
        self._reading = reading
        self._try_out = try_out
        self._untriable: set[str] = set()

    def numbers(self, item: Item) -> tuple[Angka, ...]:
        """Those that a person can put right; () for a name, a scale or a whole document."""
        doubt = item.doubt
        if item.jenis not in (CEK, BULAN, LAINNYA, TABEL):
            return ()
        with self._reading() as con:
            if item.jenis == TABEL:
                return numbers_of_table(con, doubt.place.doc_id, doubt.tabel_no or 0)
            return numbers_of(con, doubt.place.doc_id, doubt.target_id, doubt.place.baris, item.aturan)

    def choices(self, item: Item, numbers: Sequence[Angka]) -> list[Choice]:
        """Corrections of single numbers after which the item's check holds and no other fails, the likeliest misprint first."""
        if item.jenis in (BULAN, TABEL) or not numbers:
            return []
        with self._reading() as con:
            found = con.execute(
                "SELECT harapan, terbaca FROM cek WHERE doc_id = $1 AND aturan = $2 AND baris = $3 AND penjelasan = $4",
                [item.doubt.place.doc_id, item.aturan, item.doubt.place.baris, item.doubt.penjelasan],
            ).fetchone()
        harapan, terbaca = found or (None, None)
        asked = asked_about(message_of(item.doubt.kode[0], item.doubt.isi[0]), item.doubt.place.baris) if item.aturan else None
        if asked:
            return _readings([angka for angka in numbers if angka.alamat == asked], (terbaca, harapan))
        choices = []
        for angka, value in guesses(numbers, harapan, terbaca):
            try:
                trial = self._try(item, [(angka, value)])
            except NameUnknown:
                return []
            if (trial.sembuh if item.aturan else trial.lolos) and not trial.gagal:
                label = f"{angka.nama}: {printed(angka.nilai)} → {printed(value)}"
                choices.append(Choice(as_text(angka, value), label, tuple(_proof(trial))))
        return choices[:MOST_SHOWN]

    def tried(self, item: Item, text: str) -> list[tuple[bool | None, str | Message]]:
        """What a correction that somebody wrote would do: as read, then what holds and what fails; or why that cannot be known. Raises
        NameUnknown for what is no correction of one of its numbers."""
        values = parse_correction(text, self.numbers(item))
        told: list[tuple[bool | None, str | Message]] = [
            (None, f"{angka.nama}: {printed(angka.nilai)} → {printed(value)}") for angka, value in values
        ]
        try:
            proof = _proof(self._try(item, values))
        except NameUnknown as error:
            return [*told, (None, error.alasan)]
        return told + (proof or [(None, "tidak ada hitungan yang berubah")])

    def _try(self, item: Item, values: Sequence[tuple[Angka, Decimal | None]]) -> Trial:
        place = item.doubt.place
        with self._reading() as con:
            found = con.execute("SELECT metode FROM dokumen WHERE doc_id = $1", [place.doc_id]).fetchone()
        document = StoredDocument(place.doc_id, place.nama_berkas, found[0] if found else None)
        if place.doc_id in self._untriable:
            raise NameUnknown(NOT_TRIED)
        try:
            return self._try_out(document, [(angka.alamat, angka.nilai, value) for angka, value in values], item.aturan)
        except TaskStopped as error:
            self._untriable.add(place.doc_id)
            raise NameUnknown(NOT_TRIED) from error


def _readings(numbers: Sequence[Angka], values: Sequence[Decimal | None]) -> list[Choice]:
    """What two readers of a scan read: the picture shows which is right, no arithmetic does."""
    known = [value for value in dict.fromkeys(values) if value is not None]
    return [Choice(as_text(angka, value), f"{angka.nama}: {printed(value)}", ()) for angka in numbers for value in known]


def _proof(trial: Trial) -> list[tuple[bool | None, str | Message]]:
    return [*((True, text) for text in trial.lolos), *((False, text) for text in trial.gagal)]
