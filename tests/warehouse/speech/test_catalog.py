"""Every code that the program uses is in both catalogs with the same values, and no line of them is unused."""

import ast
import io
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import pytest

from extract.message import Message, message, message_of
from normalize.words.registry_rows import registry_rows
from tests import kalimat
from tests.katalog import compiled, entries, holes, words_of, written
from warehouse.speech.catalog import LANGUAGES, knows, label, sentence

ROOT = Path(__file__).parents[3]
SOURCES = [ROOT / "pipeline.py", *(path for name in ("extract", "normalize", "warehouse") for path in sorted((ROOT / name).rglob("*.py")))]
# message("berkas_kosong", …) in SQL: 'kode', 'di_halaman'; ['dokumen_kembar']
SQL_CODE = re.compile(r"'kode', '(\w+)'|(?<=[\[ ])'([a-z]+_\w+)'\]|if\(\w+ IS NULL, '(\w+)', '(\w+)'\)|\['(\w+)'\]")
OF_MEASURES = ("ukuran_target", "ukuran_anggaran", "ukuran_realisasi")
"""Made in SQL of the name of a measure."""


def catalog(language: str) -> dict[str, set[str]]:
    """Code → names of the values in its words."""
    return {code: holes(words) for code, words in words_of(language).items() if code in words_of("id")}


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Where a message is made, its code, and the names of the values that it is given."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "message" and node.args:
                code = node.args[0]
                assert isinstance(code, ast.Constant) and isinstance(code.value, str), f"{path}:{node.lineno}: a code stands here"
                yield f"{path.relative_to(ROOT)}:{node.lineno}", code.value, {word.arg for word in node.keywords if word.arg}
    for path in sorted((ROOT / "warehouse").rglob("*.j2")):
        yield from ((f"{text.path}:{text.line}", text.text, values) for text, values in kalimat.of_page(path)[1])


def elsewhere() -> set[str]:
    """The codes of scripts, and of what is said before messages can be imported."""
    scripts = {text.text for path in (ROOT / "warehouse").rglob("*.js") for text in kalimat.of_script(path)[1]}
    return scripts | {code for path in SOURCES for code in re.findall(r'\.gettext\("(\w+)"\)', path.read_text(encoding="utf-8"))}


def in_sql() -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "warehouse").rglob("*.sql"))
    return {code for text in texts for groups in SQL_CODE.findall(text) for code in groups if code}


def test_every_code_is_in_both_catalogs_with_its_values() -> None:
    indonesian, english = (catalog(language) for language in LANGUAGES)
    assert indonesian == english
    # the name of the document is added by whoever knows it
    wrong = [(place, code) for place, code, values in calls() if values | {"nama"} != indonesian.get(code, set()) | {"nama"}]
    assert wrong == []


def test_no_flag_has_the_name_of_a_code() -> None:
    """What is said of a flag is kept under its name: the sentence of a code would be said instead, without values."""
    assert [row["bendera"] for row in registry_rows("rules/bendera.csv", "bendera") if knows(row["bendera"])] == []


def test_no_line_of_the_catalogs_is_unused() -> None:
    used = {code for _, code, _ in calls()} | elsewhere() | in_sql() | set(OF_MEASURES)
    assert set(catalog("id")) - used == set()


@pytest.mark.parametrize("path", written(), ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_what_programs_read_is_what_people_wrote(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        read, meant = GNUTranslations(file), GNUTranslations(io.BytesIO(compiled(path)))
    for code, _ in entries(path):
        for count in (1, 2):
            assert read.ngettext(code, code, count) == meant.ngettext(code, code, count), "run python -m tests.katalog"
        assert read.gettext(code) == meant.gettext(code), "run python -m tests.katalog"


def test_extract_and_normalize_give_codes_only() -> None:
    found = [f"{text.path}:{text.line}: {text.text}" for text in kalimat.texts() if text.path.startswith(("extract/", "normalize/"))]
    assert found == [], 'a sentence is a message("code", …) and a line in both catalogs'


def test_values_within_one_another() -> None:
    page = message("halaman_bernomor", halaman=3, nomor=4)
    told = message("halaman_tertukar", halaman=(page, message("halaman_bernomor", halaman=4, nomor=3))).then(message("tanpa_startxref"))
    pages = "Pages stand in each other's place (page 3 has the number 4, page 4 has the number 3): put them in order, then run again."
    assert sentence(told, "en").startswith(f"{pages} The file is damaged")
    assert message_of(told.kode, told.json) == told
    assert sentence(message("pemeriksaan_gagal", jumlah=1, kalimat=page), "en") == "1 check fails: page 3 has the number 4"
    assert sentence(message("pemeriksaan_gagal", jumlah=2, kalimat=page), "en") == "2 checks fail, the first: page 3 has the number 4"
    several = message("angka_tidak_sama", nama="X", kolom="target", nilai=("1", "2"))
    assert sentence(several, "id") == "«X»: target tidak sama di semua tabel: 1; 2."


def test_of_the_screen() -> None:
    """Singular and plural, a reason within a sentence, a value that is a sentence of its own."""
    waiting = [sentence(message("jumlah_nama_menunggu", jumlah=count), language) for language in LANGUAGES for count in (1, 3)]
    assert waiting[:2] == ["1 nama menunggu keputusan.", "3 nama menunggu keputusan."]
    assert waiting[2:] == ["1 name waits for a decision.", "3 names wait for a decision."]
    nothing = message("tanpa_baris_ekspor", bagian=message("ekspor_ini"))
    assert sentence(nothing, "en") == "There is nothing to send: the warehouse has no row for this export."
    assert sentence(nothing, "id") == "Tidak ada yang dapat dikirim: gudang data tidak memuat satu baris pun untuk ekspor ini."
    target = message("bukti_target", sini=message("rentang", rendah="80", tinggi="90"), rendah="75", tinggi="95", kantor=12)
    assert sentence(target, "en") == "target 80 to 90 lies within the targets of this indicator, 75 to 95 at 12 offices"
    assert sentence(target, "id") == "target 80 sampai 90 berada di antara target indikator ini, 75 sampai 95 di 12 kantor"


def test_a_label_is_looked_up_as_a_whole() -> None:
    assert label("berkas", "en") == "file" and label("berkas", "id") == "berkas"
    assert knows("angka_sama"), "a code, and the name of a rule that is shown as it is"
    for text in ("", " berkas", "berkas berkas", "Angka: 3 terbukti", "angka_sama"):
        assert label(text, "en") == text


@pytest.mark.parametrize("name", ["a. b. txt", "Berkas x kosong: y.txt", "No. 3? (ya).pdf", "{nama}.txt", "kosong", "%s \\1"])
def test_odd_file_names_stay(name: str) -> None:
    told = sentence(message("tanpa_tabel", nama=name), "en")
    assert told == f"File {name} has no table: check whether it is the document meant; if not, take it out of the inbox."


def test_a_code_of_another_version_is_said_as_it_is() -> None:
    assert not knows("belum_ada") and sentence(Message("belum_ada", (("nama", "x"),)), "en") == "belum_ada"
    assert sentence(Message("berkas_kosong"), "id") == "Berkas – kosong: –."
