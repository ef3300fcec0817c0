"""A printed indicator name → the indicator, in steps that merge safely, and candidates where none does.

Steps: `tepat` the registered name after folding, the office's own name taken out; `alias` a registered other name; `tinjauan` a
person's decision; `ejaan` abbreviations and spellings expanded, light words left out; `istilah` the same name in the terms of another
plan period ('Sediaan Farmasi' for 'Obat'). Likeness alone merges nothing: look-alikes
differ by one word, so it only proposes.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import regex
from msgspec import Struct
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from normalize.indicators.nama_indikator import FoldedName, NameFolder

TEPAT, ALIAS, EJAAN, ISTILAH = "tepat", "alias", "ejaan", "istilah"
TINJAUAN, BUKTI, TERBUKA, BUKAN = "tinjauan", "bukti", "terbuka", "bukan_indikator"
PROVISIONAL = "sementara-"
CANDIDATES = 3
SHORT, LONG, MISREAD = 4, 7, 0.7
"""Two words of SHORT letters that differ in one, or of LONG letters and so alike, can be one word and its misprint; that they are, the
document must say."""
REPAIR_COST = 2.0
"""Points that a misread word takes from the score."""
LIKELY = 60.0
"""Likeness below which a registered name is no candidate."""


class IndikatorBaku(Struct, frozen=True):
    """A registered indicator. satuan None: its name does not say. tahun_*: inclusive, None open."""

    indikator_id: str
    nama: str
    satuan: str | None
    arah: str
    tahun_mulai: int | None
    tahun_selesai: int | None
    asal: str = "registri"


class NamaLain(Struct, frozen=True):
    """Another name of a registered indicator. jenis: sama, ganti_nama."""

    alias: str
    indikator_id: str
    jenis: str


class Usulan(Struct, frozen=True):
    """A candidate for an open name: likeness 0–100, and the guarded words that forbid the merge, if any."""

    indikator_id: str
    skor: float
    penghalang: tuple[str, ...]
    kurang: tuple[str, ...] = ()
    lebih: tuple[str, ...] = ()
    terpotong: bool = False


class Cocok(Struct, frozen=True):
    """What became of a name. indikator_id: registered, provisional, or None where the name is no indicator's. skor: 0–100."""

    indikator_id: str | None
    asal: str
    skor: float


class Keputusan(Struct, frozen=True):
    """What people decided of a name. diterima: the indicator it is; ditolak: those it is not; baru: it stands for itself."""

    diterima: str | None = None
    ditolak: frozenset[str] = frozenset()
    baru: bool = False


class _Spelling(Struct, frozen=True):
    """One registered spelling: whose, its folded name, and its words counted."""

    indikator_id: str
    nama: FoldedName
    kata: Counter[str]


class Indicators:
    """The registered indicators and what people decided, indexed for matching. Built once a run."""

    def __init__(
        self,
        folder: NameFolder,
        indikator: Iterable[IndikatorBaku],
        alias: Iterable[NamaLain],
        terjaga: frozenset[str],
        bukan: Sequence["regex.Pattern[str]"],
        keputusan: Mapping[str, Keputusan],
    ) -> None:
        """keputusan: words of the folded name → decision. terjaga: words whose difference forbids a merge."""
        self.folder = folder
        self.by_id = {item.indikator_id: item for item in indikator}
        self._terjaga = terjaga
        self._bukan = bukan
        self._keputusan = keputusan
        self._by_letters: dict[str, tuple[str, str]] = {}
        self._by_words: dict[str, str] = {}
        self._by_terms: dict[tuple[str, ...], str] = {}
        self._spellings: list[_Spelling] = []
        self._with_word: dict[str, list[int]] = defaultdict(list)
        self._found: dict[str, Cocok] = {}
        self._proposed: dict[str, tuple[Usulan, ...]] = {}
        for item in self.by_id.values():
            self._add(item.nama, item.indikator_id, TEPAT)
        for other in alias:
            self._add(other.alias, other.indikator_id, ALIAS)

    def _add(self, text: str, indikator_id: str, asal: str) -> None:
        folded = self.folder.fold(text)
        self._by_letters.setdefault(folded.huruf, (indikator_id, asal))
        self._by_words.setdefault(folded.kunci, indikator_id)
        self._by_terms.setdefault(folded.lama, indikator_id)
        for word in set(folded.kata):
            self._with_word[word].append(len(self._spellings))
        self._spellings.append(_Spelling(indikator_id, folded, Counter(folded.kata)))

    def match(self, text: str) -> Cocok:
        """What the name is, without a look at its document."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = self._match(text)
        return found

    def _match(self, text: str) -> Cocok:
        folded = self.folder.fold(text)
        decided = self._keputusan.get(folded.kunci)
        if decided and decided.diterima:
            return Cocok(decided.diterima, TINJAUAN, 100.0)
        if not folded.kata or any(pattern.fullmatch(folded.teks) for pattern in self._bukan):
            return Cocok(None, BUKAN, 100.0)
        by_letters = self._by_letters.get(folded.huruf)
        if by_letters:
            asal = EJAAN if folded.diperbaiki else by_letters[1]
            return Cocok(by_letters[0], asal, 100.0 - REPAIR_COST * len(folded.diperbaiki))
        by_words = self._by_words.get(folded.kunci)
        if by_words:
            return Cocok(by_words, EJAAN, 100.0 - REPAIR_COST * len(folded.diperbaiki))
        by_terms = self._by_terms.get(folded.lama)
        if by_terms:
            return Cocok(by_terms, ISTILAH, 95.0 - REPAIR_COST * len(folded.diperbaiki))
        return Cocok(provisional_id(folded), TINJAUAN if decided and decided.baru else TERBUKA, 0.0)

    def proposals(self, text: str) -> tuple[Usulan, ...]:
        """The three likeliest indicators for an open name, best first; those that a person refused are left out."""
        folded = self.folder.fold(text)
        found = self._proposed.get(folded.kunci)
        if found is None:
            found = self._proposed[folded.kunci] = self._propose(folded)
        return found

    def _propose(self, folded: FoldedName) -> tuple[Usulan, ...]:
        decided = self._keputusan.get(folded.kunci, Keputusan())
        if decided.baru:
            return ()
        shared: Counter[int] = Counter()
        for word in set(folded.kata):
            shared.update(self._with_word.get(word, ()))
        best: dict[str, Usulan] = {}
        words = Counter(folded.kata)
        for place, _ in shared.most_common(12 * CANDIDATES):
            spelling = self._spellings[place]
            if spelling.indikator_id in decided.ditolak:
                continue
            proposal = self._compared(folded, words, spelling)
            known = best.get(spelling.indikator_id)
            if proposal.skor >= LIKELY and (known is None or _likelier(proposal) > _likelier(known)):
                best[spelling.indikator_id] = proposal
        return tuple(sorted(best.values(), key=lambda item: (-item.skor, item.indikator_id))[:CANDIDATES])

    def _compared(self, folded: FoldedName, words: Counter[str], spelling: _Spelling) -> Usulan:
        score = fuzz.token_sort_ratio(folded.kunci, spelling.nama.kunci)
        less, more = _without_misread(list((spelling.kata - words).elements()), list((words - spelling.kata).elements()), self.folder)
        cut = len(folded.kata) >= 3 and "".join(spelling.nama.kata).startswith("".join(folded.kata))
        # a word that the other name has as well is only printed twice ('… Obat dan Makanan edukasi Obat dan Makanan')
        own = {word for word in more if word not in spelling.kata and (word in self._terjaga or self._can_be_guarded(word))}
        printed = {meant: read for read, meant in folded.diperbaiki}  # a person looks for the word that the document prints
        differing = {word for word in less if word not in words} & self._terjaga
        barred = tuple(sorted(differing | {printed.get(word, word) for word in own}))
        return Usulan(spelling.indikator_id, round(score, 1), () if cut else barred, less, more, cut)

    def _can_be_guarded(self, word: str) -> bool:
        """True for a word that nobody knows and that a guarded one can be: 'alat', which may be 'alam'."""
        return word not in self.folder.vocabulary and any(_can_be_misread(word, guarded) for guarded in self._terjaga)

    def spellings(self) -> list[tuple[str, FoldedName]]:
        """Every registered spelling with its indicator."""
        return [(item.indikator_id, item.nama) for item in self._spellings]


def _without_misread(less: list[str], more: list[str], folder: NameFolder) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that differ, less the pairs of which one can be the other misread ('diselesaikan', 'disesuaikan'); two words of the
    registry are never such a pair."""
    for word in list(more):
        twin = min(less, key=lambda other: OSA.distance(word, other), default="")
        if twin and word not in folder.vocabulary and _can_be_misread(word, twin):
            less.remove(twin)
            more.remove(word)
    return tuple(less), tuple(more)


def _can_be_misread(word: str, twin: str) -> bool:
    size = min(len(word), len(twin))
    return (size >= SHORT and OSA.distance(word, twin) == 1) or (size >= LONG and OSA.normalized_similarity(word, twin) >= MISREAD)


def _likelier(item: Usulan) -> tuple[bool, float]:
    return not item.penghalang, item.skor


def provisional_id(folded: FoldedName) -> str:
    """The id of a name that no one placed yet: the same for all its spellings, in every document and run."""
    return PROVISIONAL + hashlib.sha256("".join(folded.kata).encode()).hexdigest()[:12]
