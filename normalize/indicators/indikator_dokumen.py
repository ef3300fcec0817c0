"""The indicators of one document: every fact row gets its indikator_id; what a name alone leaves open, the document may prove.

A merge that goes beyond the exact steps needs a witness, and two where more differs than a misprint: the same sasaran, a neighbour of the
shared list, the same figures in another table. A difference in a guarded word, another unit, a target outside the indicator's scale, or the
indicator standing in the same table under its own name forbids it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct
from rapidfuzz import fuzz

from extract.message import Message, message
from normalize.indicators.indikator import BUKAN, BUKTI, ISTILAH, TERBUKA, Cocok, Indicators, Usulan, provisional_id
from normalize.indicators.indikator_skala import Scales
from normalize.indicators.registry_indikator import IndicatorRegistry
from normalize.name_rows import NamaIndikator, UsulanIndikator
from normalize.rows import Capaian, Efisiensi, Target
from normalize.words.units import unit_of

Fact = Target | Capaian | Efisiensi
Row = TypeVar("Row", Target, Capaian, Efisiensi)

ENOUGH = 85.0
"""Likeness from which witnesses are heard at all."""
SAME_SASARAN = 85.0
PLANS = frozenset({"RAPK", "PK", "RKT"})
SHORTEST_CUT = 0.5
"""Part of the full name that a cut one must still show."""
MOST_RUN_OVER = 6
"""Words of a name that may stand in the next one's cell: one printed line of the narrowest column of names seen (fixtures f-011)."""


class Letak(Struct, frozen=True):
    """A printed name in a table, where it first stands there. sebelum, sesudah: the names above and below it."""

    tabel_no: int | None
    tabel: str | None
    versi: str | None
    nama: str
    nomor: int | None
    sasaran: str | None
    target: Decimal | None
    tahun: int | None
    sebelum: str | None
    sesudah: str | None


class Template:
    """The lists that offices share: which indicators are neighbours there, and under which sasaran one stands."""

    def __init__(self, registry: IndicatorRegistry) -> None:
        self._fold = registry.folder.fold
        self._pairs = {
            (above.indikator_id, below.indikator_id) for above, below in pairwise(registry.templat) if above.templat == below.templat
        }
        self._sasaran: dict[str, list[str]] = defaultdict(list)
        self._lists: dict[str, dict[str, int]] = defaultdict(dict)
        for line in registry.templat:
            self._sasaran[line.indikator_id].append(self._fold(line.sasaran).kunci)
            self._lists[line.templat].setdefault(line.indikator_id, len(self._lists[line.templat]))

    def neighbours(self, above: str | None, below: str | None) -> bool:
        """True where the one follows the other in a list."""
        return (above, below) in self._pairs

    def under(self, indikator_id: str, sasaran: str) -> bool:
        """True where a printed sasaran is the indicator's."""
        key = self._fold(sasaran).kunci
        return any(fuzz.token_set_ratio(key, known) >= SAME_SASARAN for known in self._sasaran[indikator_id])

    def positions(self, indicators: Sequence[str | None]) -> list[int | None]:
        """Where each stands in the list that knows most of them; None for those that it does not know."""
        known = max(self._lists.values(), key=lambda places: sum(item in places for item in indicators), default={})
        return [known.get(item or "") for item in indicators]

    def about(self, indikator_id: str) -> tuple[object, ...]:
        """All that the lists say of one indicator: its neighbours, and its sasaran as folded."""
        return sorted(pair for pair in self._pairs if indikator_id in pair), self._sasaran.get(indikator_id, [])


class Reconciliation(Struct, frozen=True):
    """The rows with their indikator_id; nama: each printed name and what became of it; usulan: candidates for the open ones."""

    target: list[Target]
    capaian: list[Capaian]
    efisiensi: list[Efisiensi]
    nama: tuple[NamaIndikator, ...]
    usulan: tuple[UsulanIndikator, ...]


def reconcile(
    target: Sequence[Target],
    capaian: Sequence[Capaian],
    efisiensi: Sequence[Efisiensi],
    indicators: Indicators,
    template: Template,
    scales: Scales,
) -> Reconciliation:
    """indikator_id on every row of one document that has an indicator."""
    return _Document(target, capaian, efisiensi, indicators, template, scales).result()


class _Document:
    """One document while its names are placed."""

    def __init__(
        self,
        target: Sequence[Target],
        capaian: Sequence[Capaian],
        efisiensi: Sequence[Efisiensi],
        indicators: Indicators,
        template: Template,
        scales: Scales,
    ) -> None:
        self._facts: tuple[Sequence[Target], Sequence[Capaian], Sequence[Efisiensi]] = (target, capaian, efisiensi)
        self._indicators, self._template, self._scales = indicators, template, scales
        self._count: Counter[str] = Counter()
        self._places = self._all_places()
        self._found = {nama: indicators.match(nama) for nama in self._places}
        self._reason: dict[str, Message] = {}

    def result(self) -> Reconciliation:
        self._part_renamed_twins()
        self._part_run_over_names()
        self._hear_witnesses()
        target, capaian, efisiensi = self._facts
        names = tuple(
            NamaIndikator(nama, found.indikator_id, found.asal, found.skor, self._reason.get(nama), self._count[nama])
            for nama, found in self._found.items()
        )
        proposals = tuple(item for nama, found in self._found.items() if found.asal == TERBUKA for item in self._proposals(nama, found))
        return Reconciliation(
            [self._identified(row) for row in target],
            [self._identified(row) for row in capaian],
            [self._identified(row) for row in efisiensi],
            names,
            proposals,
        )

    # ---- where the names stand

    def _all_places(self) -> dict[str, list[Letak]]:
        """Printed name → its places, one a table and version."""
        tables: dict[tuple[object, ...], dict[str, Fact]] = defaultdict(dict)
        for rows in self._facts:
            for row in rows:
                if row.indikator_raw and "baris_total" not in row.bendera:
                    self._count[row.indikator_raw] += 1
                    tables[(row.tabel, row.tabel_no, row.versi)].setdefault(row.indikator_raw, row)
        places: dict[str, list[Letak]] = defaultdict(list)
        for listed in tables.values():
            names: list[str | None] = [None, *listed, None]
            for before, row, after in zip(names, listed.values(), names[2:], strict=False):
                place = _place(row, before, after)
                places[place.nama].append(place)
        return dict(places)

    @cached_property
    def _by_table(self) -> dict[tuple[object, ...], list[str]]:
        tables: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for nama, places in self._places.items():
            for place in places:
                tables[(place.tabel, place.tabel_no, place.versi)].append(nama)
        return tables

    def _beside(self, nama: str, indikator_id: str, plans_only: bool = False) -> bool:
        """True where another name of the same table is the indicator already. A plan prints an indicator once, the tables of a report
        also once a year, office or period."""
        mine = self._indicators.folder.fold(nama).kunci
        for place in self._places[nama]:
            if plans_only and place.tabel not in PLANS:
                continue
            for other in self._by_table[(place.tabel, place.tabel_no, place.versi)]:
                if self._found[other].indikator_id == indikator_id and self._indicators.folder.fold(other).kunci != mine:
                    return True
        return False

    # ---- what the document says of a name

    def _part_renamed_twins(self) -> None:
        """A table that prints both terms ('Obat …', 'Sediaan Farmasi …') means two indicators: the later term is no other name there."""
        for nama, found in list(self._found.items()):
            if found.asal == ISTILAH and found.indikator_id and self._beside(nama, found.indikator_id):
                self._found[nama] = Cocok(provisional_id(self._indicators.folder.fold(nama)), TERBUKA, 0.0)
                self._reason[nama] = message("istilah_lama_di_tabel")

    def _part_run_over_names(self) -> None:
        """Two open names, one above the other, that are two registered ones where their words are parted elsewhere: the last line of the
        one was read into the cell of the other."""
        for place in (place for places in self._places.values() for place in places):
            above, both = place.sebelum, f"{place.sebelum} {place.nama}"
            if above is None or {self._found[name].asal for name in (above, place.nama)} != {TERBUKA}:
                continue
            for nama, found in zip((above, place.nama), self._parted_elsewhere(above, place.nama), strict=False):
                if not self._beside(nama, found.indikator_id or ""):
                    self._found[nama] = Cocok(found.indikator_id, BUKTI, found.skor)
                    self._reason[nama] = message("batas_nama_bergeser", nama=both)

    def _parted_elsewhere(self, above: str, below: str) -> tuple[Cocok, ...]:
        """What the two names are, where exactly one other place to part them gives two registered ones; else ()."""
        words, border = f"{above} {below}".split(), len(above.split())
        found = []
        for place in range(max(1, border - MOST_RUN_OVER), min(len(words), border + MOST_RUN_OVER + 1)):
            pair = tuple(self._indicators.match(" ".join(part)) for part in (words[:place], words[place:]))
            if all(one.indikator_id in self._indicators.by_id for one in pair):
                found.append(pair)
        return found[0] if len(found) == 1 else ()

    def _hear_witnesses(self) -> None:
        """Open names whose likeliest indicator the document bears out; two names that claim one indicator stay open."""
        claims: dict[str, list[tuple[str, Usulan, Message]]] = defaultdict(list)
        for nama, found in self._found.items():
            if found.asal != TERBUKA or nama in self._reason:
                continue
            proposals = self._indicators.proposals(nama)
            if not proposals:
                continue
            best = next((item for item in proposals if item.terpotong), proposals[0])
            against = next(self._objections(nama, best, proposals), None)
            witnesses = [] if against else self._witnesses(nama, best)
            if len(witnesses) >= (1 if _only_misprinted(best) else 2):
                claims[best.indikator_id].append((nama, best, message("bukti_dokumen", bukti=tuple(witnesses))))
            else:
                self._reason[nama] = against or message("mirip_kurang_bukti", id=best.indikator_id)
        for indikator_id, claimed in claims.items():
            keys = {self._indicators.folder.fold(nama).kunci for nama, _, _ in claimed}
            for nama, best, witness in claimed:
                if len(keys) == 1 or (all(_only_misprinted(item) for _, item, _ in claimed) and not self._share_a_plan(claimed)):
                    self._found[nama] = Cocok(indikator_id, BUKTI, best.skor)
                    self._reason[nama] = witness
                else:
                    self._reason[nama] = message("dua_nama_mirip", id=indikator_id)

    def _share_a_plan(self, claimed: Sequence[tuple[str, Usulan, Message]]) -> bool:
        standing = {(nama, p.tabel, p.tabel_no, p.versi) for nama, _, _ in claimed for p in self._places[nama] if p.tabel in PLANS}
        return max(Counter(where[1:] for where in standing).values(), default=0) > 1

    def _objections(self, nama: str, best: Usulan, proposals: Sequence[Usulan]) -> Iterator[Message]:
        """Why the merge is forbidden, whatever speaks for it."""
        indikator = self._indicators.by_id[best.indikator_id]
        if best.penghalang:
            yield message("kata_terjaga_beda", id=best.indikator_id, kata=", ".join(best.penghalang))
        if best.terpotong and sum(item.terpotong for item in proposals) > 1:
            yield message("ujung_terpotong")
        if best.terpotong and self._shown(nama, best) < SHORTEST_CUT:
            yield message("terpotong_terlalu_pendek", id=best.indikator_id)
        if not best.terpotong and best.skor < ENOUGH:
            yield message("kemiripan_rendah", id=best.indikator_id, skor=f"{best.skor:.0f}")
        unit = unit_of(nama)
        if unit and indikator.satuan and unit != indikator.satuan:
            yield message("satuan_beda", satuan=unit, id=best.indikator_id, lain=indikator.satuan)
        if self._beside(nama, best.indikator_id, plans_only=_only_misprinted(best)):
            yield message("nama_lain_di_tabel", id=best.indikator_id)
        if any(self._scales.outside(best.indikator_id, place.tahun, place.target) for place in self._places[nama]):
            yield message("target_di_luar_skala", id=best.indikator_id)

    def _shown(self, nama: str, best: Usulan) -> float:
        full = min(len(spelling.huruf) for owner, spelling in self._indicators.spellings() if owner == best.indikator_id)
        return len(self._indicators.folder.fold(nama).huruf) / full

    def _witnesses(self, nama: str, best: Usulan) -> list[Message]:
        """What in the document says that the name is this indicator, each kind once."""
        told: dict[str, Message] = {}
        for place in self._places[nama]:
            above, below = self._registered(place.sebelum), self._registered(place.sesudah)
            if self._template.neighbours(above, best.indikator_id) or self._template.neighbours(best.indikator_id, below):
                told.setdefault("letak", message("letak_bersebelahan", id=above or below))
            if place.sasaran and self._template.under(best.indikator_id, place.sasaran):
                told.setdefault("sasaran", message("sasaran_sama"))
            there = self._same_figures(place, best.indikator_id)
            if there:
                told.setdefault("angka", message("target_dan_nomor_sama", tabel=there.tabel))
        return list(told.values())

    def _same_figures(self, place: Letak, indikator_id: str) -> Letak | None:
        """Where another table of the document prints the indicator, under its own name, with this target and number."""
        if place.target is None:
            return None
        for other, found in self._found.items():
            if found.indikator_id == indikator_id and found.asal != BUKTI:
                for there in self._places[other]:
                    if (place.target, place.nomor) == (there.target, there.nomor):
                        return there
        return None

    def _registered(self, nama: str | None) -> str | None:
        found = self._found.get(nama or "")
        return found.indikator_id if found and found.asal not in (TERBUKA, BUKAN, BUKTI) else None

    # ---- what comes of it

    def _identified(self, row: Row) -> Row:
        found = self._found.get(row.indikator_raw or "")
        if found is None or "baris_total" in row.bendera:
            return row
        flags: frozenset[str] = frozenset({"bukan_indikator"}) if found.asal == BUKAN else self._scales.flags(found.indikator_id, row)
        if found.asal == BUKTI:
            flags = flags | {"indikator_disimpulkan"}
        if flags:
            row = replace(row, bendera=tuple(sorted({*row.bendera, *flags})))
        known = self._indicators.by_id.get(found.indikator_id or "")
        if known and not isinstance(row, Efisiensi) and row.satuan is None and known.satuan:
            row = replace(row, satuan=known.satuan)  # the first word of its name is torn or misread
        return replace(row, indikator_id=found.indikator_id)

    def _proposals(self, nama: str, found: Cocok) -> Iterable[UsulanIndikator]:
        places = self._places[nama]
        first = places[0]
        where = _where(first)
        targets = dict.fromkeys(f"{place.target.normalize():f}" for place in places if place.target is not None)
        for order, item in enumerate(self._indicators.proposals(nama), 1):
            yield UsulanIndikator(
                nama,
                found.indikator_id or "",
                order,
                item.indikator_id,
                item.skor,
                unit_of(nama),
                self._indicators.by_id[item.indikator_id].satuan,
                ", ".join(list(targets)[:5]) or None,
                where,
                ", ".join(item.penghalang) or None,
            )


def _where(place: Letak) -> Message:
    """Where the list of a document has a name."""
    beside = [name for name in (place.sebelum, place.sesudah) if name]
    if not beside:
        return message("letak_nomor", tabel=place.tabel, nomor=place.nomor or "-")
    between = message("dua_nama", sini=beside[0], lain=beside[1]) if len(beside) > 1 else f"«{beside[0]}»"
    return message("letak_di_antara", tabel=place.tabel, nomor=place.nomor or "-", nama=between)


def _only_misprinted(item: Usulan) -> bool:
    """True where nothing differs but a cut end or misread letters."""
    return item.terpotong or not (item.kurang or item.lebih)


def _place(row: Fact, before: str | None, after: str | None) -> Letak:
    nomor, sasaran = (row.no_indikator, row.sasaran_raw) if isinstance(row, Target) else (None, None)
    value = row.target_tahunan if isinstance(row, Target) else row.target if isinstance(row, Capaian) else row.output_target
    return Letak(row.tabel_no, row.tabel, row.versi, row.indikator_raw or "", nomor, sasaran, value, row.tahun, before, after)
