"""English at the edge: every command, its help and its errors with --lang en; the data the same bytes in both languages."""

import csv
import html
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import duckdb
import pytest
from click.testing import CliRunner, Result

import pipeline
from tests import kalimat
from tests.katalog import holes, labels, words_of
from tests.programs import CHROMIUM, needs_chromium
from tests.tinjauan import Client
from warehouse.screen.help_texts import in_language
from warehouse.screen.kept import told_kept
from warehouse.screen.language import VARIABLE, speak
from warehouse.screen.language import told as shown
from warehouse.speech.catalog import LANGUAGES, label, words_of_page

ROOT = Path(__file__).parent.parent
FUNCTION_WORDS = {"yang", "tidak", "dan", "dengan", "untuk", "dari", "sudah", "belum", "atau", "ini", "itu", "pada", "lalu", "adalah"}
FUNCTION_WORDS |= {"akan", "dapat", "berkas", "baris", "tabel", "halaman", "jalankan"}
# what is quoted, names of files, codes and options: «Persentase …», `review reject`, (Rapat dan …), 'ya', tabel_no, a.pdf, --baris
QUOTED = re.compile(r"«[^»]*»|`[^`]*`|\([^)]*\)|'[^']*'|\S+[._]\S+|--[\w-]+")


@pytest.fixture(autouse=True)
def indonesian_again() -> Iterator[None]:
    yield
    speak(LANGUAGES[0])


def rapk(*arguments: str | Path, lang: str | None = "en") -> Result:
    runner = CliRunner(env={"COLUMNS": "400", VARIABLE: None})
    return runner.invoke(pipeline.main, [*map(str, arguments), *(["--lang", lang] if lang else [])])


def left_over(text: str) -> list[str]:
    """Indonesian function words outside of what is quoted."""
    return [word for word in kalimat.WORD.findall(QUOTED.sub(" ", text)) if word in FUNCTION_WORDS]


# ---- the words


def test_labels_are_whole() -> None:
    """What is no code has no values; the English of all is English."""
    assert [text for text in labels() if kalimat.HOLE.search(text) or re.fullmatch(r"[a-z]+(_[a-z]+)+", text)] == []
    assert [english for words in words_of("en").values() for english in words if left_over(kalimat.HOLE.sub(" ", english))] == []
    assert [text for text in labels() if label(text, "en") != labels()[text] or label(text, "id") != text] == []


def test_every_text_of_the_program_is_a_label() -> None:
    missing = [kalimat.wanted(text) for text in kalimat.texts() if not kalimat.has_words(text)]
    assert not missing, "\n".join(["neither label nor message:", *dict.fromkeys(missing)])
    assert kalimat.needless() == []


def test_no_label_is_left_over() -> None:
    assert kalimat.unused_labels() == [], "nothing says these any more: take them out of warehouse/speech/en/LC_MESSAGES"


def test_a_new_sentence_would_be_found() -> None:
    """The criterion itself: a sentence that nobody has put into the catalogs, a code and a query."""
    said = f"Berkas {kalimat.GAP} terlalu miring untuk dibaca: luruskan dulu."
    for statement in ("raise X({})", "say({})", "yield {}", "x = y({}) if z else [{}]"):
        source = '"""Berkas yang tidak ada."""\nx = "baris_hilang"\nsql("SELECT baris FROM berkas")\n'
        source += statement.replace("{}", 'f"Berkas {nama} terlalu miring untuk dibaca: luruskan dulu."')
        found = [text for _, text in kalimat.of_module(source) if kalimat.is_indonesian(text)]
        assert set(found) == {said} and said not in labels()
    assert kalimat.wanted(kalimat.Text("warehouse/x.py", 1, said)).endswith("its code into both catalogs, see docs/adding.md")


def test_heads_of_tables_have_english() -> None:
    found = list(kalimat.heads())
    assert len(found) > 30 and [kalimat.wanted(head) for head in found if head.text not in labels()] == []


@pytest.mark.parametrize("name", ["rules/bendera", "rules/aturan", "rules/sebab", "rules/tangga", "indicators/sasaran"])
def test_flags_rules_and_names_have_english(name: str) -> None:
    columns = {"rules/tangga": ("nama",), "indicators/sasaran": ("nama_pendek",)}.get(name, ("arti", "anjuran", "sebab"))
    with (ROOT / "normalize" / "registry" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = [row[column] for row in csv.DictReader(file) for column in columns if column in row]
    assert [f"add to warehouse/speech/en/LC_MESSAGES/registry.po: {text}" for text in texts if text not in labels()] == []


@pytest.mark.parametrize("path", sorted((ROOT / "warehouse").rglob("*.j2")), ids=lambda path: path.name)
def test_pages_have_english(path: Path) -> None:
    told, codes, bare = kalimat.of_page(path)
    # parts of a page, named _…, may hold few
    assert len(told) + len(codes) > (3 if path.name.startswith("_") else 15)
    same = ("", "–", "RO", "Status")
    assert [kalimat.wanted(text) for text in told if text.text not in (*labels(), *same)] == []
    assert [text for text, values in codes if holes(words_of("en")[text.text]) != values] == []
    assert bare == [], 'put these into {{ t("…") }}'


@pytest.mark.parametrize("path", sorted((ROOT / "warehouse" / "review" / "static").glob("*.js")), ids=lambda path: path.stem)
def test_the_script_has_english(path: Path) -> None:
    told, codes, bare = kalimat.of_script(path)
    assert [kalimat.wanted(text) for text in told if text.text not in labels() or text.text not in words_of_page("en")] == []
    for language in LANGUAGES:
        assert [text for text in codes if text.text not in words_of_page(language)] == []
    assert bare == [], "put these into t(…)"


def commands(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for below, found in command.commands.items():
            yield from commands(found, f"{name} {below}".strip())


@pytest.mark.parametrize(("name", "command"), list(commands(pipeline.main)), ids=lambda value: value if isinstance(value, str) else "")
def test_help_in_english(name: str, command: click.Command) -> None:
    result = rapk(*name.split(), "--help")
    shown = [line for line in result.stdout.splitlines() if not line.strip().startswith("python pipeline.py")]
    assert result.exit_code == 0 and left_over("\n".join(shown)) == []
    lines = [line for line in (command.help or "").splitlines() if line.strip("\b ") and "python pipeline.py" not in line]
    lines += [option.help or "" for option in command.params if isinstance(option, click.Option)]
    assert [f"add to warehouse/speech/en/LC_MESSAGES/help.po: {line}" for line in lines if line and line.strip() not in labels()] == []
    speak("id")
    assert in_language(command).help == command.help


@pytest.mark.parametrize("text", ["", "  ", "Kalimat yang belum dikenal.", "Total 1.234,5. Lain. Sekali.", "berkas x", "x. " * 800])
def test_what_is_no_label_stays_as_it_is(text: str) -> None:
    speak("en")
    assert shown(text) == text and shown("berkas") == "file"


# ---- the language of a call


def test_how_the_language_is_chosen(tmp_path: Path) -> None:
    def ask(*arguments: str, environment: str | None = None) -> Result:
        return CliRunner(env={VARIABLE: environment}).invoke(pipeline.main, [*arguments])

    none = ("status", "--data-dir", str(tmp_path))
    assert "Belum ada gudang data" in ask(*none).stderr
    assert "There is no warehouse" in ask(*none, "--lang=en").stderr
    assert "There is no warehouse" in ask("--lang", "en", *none).stderr
    assert "There is no warehouse" in ask(*none, environment="en").stderr
    assert "Belum ada gudang data" in ask(*none, "--lang", "id", environment="en").stderr
    assert "Belum ada gudang data" in ask(*none, environment="").stderr
    assert "Show this help." in ask("run", "--help", "--lang", "en").stdout
    assert "Tampilkan bantuan ini." in ask("run", "--help").stdout
    for wrong in (ask(*none, "--lang", "fr"), ask(*none, environment="fr")):
        assert wrong.exit_code == 2 and "'fr' is not one of 'id', 'en'" in wrong.stderr and VARIABLE in wrong.stderr


# ---- real runs


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan and a report of each kind, and all the broken files."""
    folder = tmp_path_factory.mktemp("bahasa") / "inbox"
    folder.mkdir()
    for name in ("dump_html.txt", "dump_kantor.txt", "lakip_tahunan.pdf", "lakip_triwulan.txt", "rapk_datar.pdf", "rapk_nasional.pdf"):
        shutil.copy(ROOT / "samples" / "inbox" / name, folder)
    for path in (ROOT / "tests" / "berkas").iterdir():
        if path.suffix not in (".py", ".md"):
            shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="module")
def ran(inbox: Path) -> dict[str, tuple[Path, Result]]:
    """Language → data folder and what the run printed."""
    data = {lang: inbox.parent / lang for lang in LANGUAGES}
    return {lang: (data[lang], rapk("run", inbox, "--data-dir", data[lang], "--no-ocr", lang=lang)) for lang in LANGUAGES}


def test_a_run_in_english(ran: dict[str, tuple[Path, Result]]) -> None:
    _, result = ran["en"]
    assert result.exit_code == 1 and left_over(result.stdout) == []
    for told in ("File kosong.pdf is empty: copy", "File terpotong.pdf is cut off", "asks for a password", "checks failed", "Results: "):
        assert told in result.stdout
    assert "Berkas kosong.pdf kosong: salin" in ran["id"][1].stdout


def test_the_data_are_the_same_bytes(ran: dict[str, tuple[Path, Result]], tmp_path: Path) -> None:
    files: dict[str, dict[tuple[str, Path], bytes]] = {}
    for lang, (data, _) in ran.items():
        assert rapk("export", "--data-dir", data, "--out", tmp_path / lang, lang=lang).exit_code == 0
        for folder in (data / "parquet", data / "rejected", tmp_path / lang):
            for path in folder.rglob("*.*"):
                if path.name != "dokumen.csv":  # says when each was read
                    files.setdefault(lang, {})[folder.name.replace(lang, "out"), path.relative_to(folder)] = path.read_bytes()
    assert files["id"] == files["en"] and len(files["id"]) > 100
    stored = []
    for data, _ in ran.values():
        with duckdb.connect(str(data / "kinerja.duckdb"), read_only=True) as con:
            stored.append(con.sql("SELECT * EXCLUDE (diproses_pada) FROM dokumen ORDER BY ALL").fetchall())
            stored[-1] += con.sql("SELECT * FROM v_perlu_tinjau").fetchall() + con.sql("SELECT aturan, penjelasan FROM cek").fetchall()
    assert stored[0] == stored[1]


def test_every_stored_sentence_has_english(ran: dict[str, tuple[Path, Result]]) -> None:
    with duckdb.connect(str(ran["id"][0] / "kinerja.duckdb"), read_only=True) as con:
        found = con.sql(
            """SELECT pesan, kode, isi FROM dokumen UNION SELECT penjelasan, [kode], [isi] FROM cek
               UNION SELECT penjelasan, kode, isi FROM v_perlu_tinjau UNION SELECT alasan, [kode], [isi] FROM dim_indikator_alias
               UNION SELECT anjuran, [], [] FROM v_perlu_tinjau"""
        ).fetchall()
    speak("en")
    told = [told_kept(text, kode, isi) for text, kode, isi in found if text]
    assert len(told) > 200 and left_over("\n".join(told)) == []


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("status",), "complete (lengkap)"),
        (("check",), "not proved (tak_terbukti)"),
        (("check", "lakip_tahunan.pdf", "--semua"), "the printed target is 0, yet the capaian"),
        (("diff",), "office"),
        (("diff", "--semua"), "change"),
        (("review",), "names wait for a decision."),
        (("doctor",), "good "),
        (("export", "--format", "bappenas"), "were left out (--all takes them too)"),
        (("export", "--format", "bappenas", "--all"), "the column alasan says why"),
    ],
    ids=" ".join,
)
def test_commands_in_english(ran: dict[str, tuple[Path, Result]], call: tuple[str, ...], told: str) -> None:
    result = rapk(*call, "--data-dir", ran["en"][0])
    assert result.exit_code in (0, 1) and told in result.output
    names = [line.split("  [")[0] for line in result.stdout.splitlines()] if call == ("review",) else []
    shown = "\n".join(line for line in result.output.splitlines() if line.split("  [")[0] not in names or "names wait" in line)
    assert left_over(shown) == []


def test_show_and_watch_in_english(ran: dict[str, tuple[Path, Result]], tmp_path: Path) -> None:
    data = ran["en"][0]
    picture = rapk("show", "rapk_datar.pdf", "2", "--data-dir", data, "--out", tmp_path / "a.png")
    assert picture.exit_code == 0 and "Left as printed, right as read." in picture.stdout and "as printed" in picture.stdout
    assert " line 101 " in rapk("show", "dump_html.txt", "101", "--data-dir", data).stdout
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "kosong.txt").touch()
    watched = rapk("watch", tmp_path / "in", "--data-dir", tmp_path / "data", "--sampai", "1", "--pekerja", "0")
    assert watched.exit_code == 0 and "File kosong.txt is empty" in watched.stdout and left_over(watched.stdout) == []


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("run", "tiada"), "There is no inbox folder tiada: make it"),
        (("check", "tiada.pdf"), "File tiada.pdf is not in the warehouse: see the names with"),
        (("export", "tiada"), "'tiada' is not in the warehouse; there are: v_"),
        (("export", "--all"), "--all, --terbukti, --tahun, --periode and --upt are only for --format bappenas"),
        (("show", "rapk_datar.pdf", "99"), "File rapk_datar.pdf has no page 99."),
        (("show", "--target-id", "tiada"), "target_id tiada is not in the warehouse"),
        (("review", "accept", "tiada"), "The name «tiada» does not wait for a decision"),
        (("run", "--tiada"), "No such option"),
    ],
    ids=" ".join,
)
def test_errors_in_english(ran: dict[str, tuple[Path, Result]], call: tuple[str, ...], told: str) -> None:
    result = rapk(*call, "--data-dir", ran["en"][0])
    assert result.exit_code == 2 and told in result.stderr and left_over(result.stderr.partition("there are")[0]) == []


def test_the_report_follows_the_language(ran: dict[str, tuple[Path, Result]]) -> None:
    told = {lang: (data / "report.html").read_text(encoding="utf-8") for lang, (data, _) in ran.items()}
    assert "What is doubted" in told["en"] and 'lang="en"' in told["en"] and "File kosong.pdf is empty" in told["en"]
    assert "Yang diragukan" in told["id"] and "Berkas kosong.pdf kosong" in told["id"]
    words = re.sub(r"<style>.*?</style>|<svg.*?</svg>|<code>.*?</code>|<pre>.*?</pre>|<[^>]*>", "\n", told["en"], flags=re.DOTALL)
    for name in sorted((html.escape(text) for (text,) in _names(ran["en"][0])), key=len, reverse=True):
        words = words.replace(name, "")
    assert left_over(words) == []


def _names(data: Path) -> list[tuple[str]]:
    """What documents print and the page repeats: names of offices, indicators and RO."""
    with duckdb.connect(str(data / "kinerja.duckdb"), read_only=True) as con:
        return con.sql(
            """SELECT nama FROM dim_upt UNION SELECT nama FROM dim_indikator UNION SELECT alias FROM dim_indikator_alias
               UNION SELECT nama_ro FROM kontribusi_ro WHERE nama_ro IS NOT NULL UNION SELECT ro_kunci FROM v_ro_antar_upt"""
        ).fetchall()


def test_the_review_page_in_english(ran: dict[str, tuple[Path, Result]]) -> None:
    """Page, list, an item of each cause, and refusals."""
    speak("en")
    client = Client(ran["en"][0])
    page = client.get("/").text
    assert '<html lang="en"' in page and "document is wrong" in page and "{menunggu} waiting, {diputuskan} decided" in page
    assert left_over(re.sub(r"<[^>]*>", "\n", page)) == []
    found = client.get("/daftar").get_json()
    told = [value["label"] for facet in found["faset"] if facet["nama"] not in ("kantor", "dokumen") for value in facet["nilai"]]
    told += [facet["judul"] for facet in found["faset"]] + [line[key] for line in found["butir"] for key in ("letak", "sebab")]
    causes = {(line["jenis"], line["sebab"]): line for line in found["butir"]}
    items = [client.get(f"/butir/{line['kunci']}").get_json() for line in causes.values()]
    told += [item[key] for item in items for key in ("letak", "penjelasan", "anjuran")]
    told += [text for item in items for choice in item["usulan"] for _, text in choice["bukti"]]
    told += [fact["judul"] for fact in client.get(f"/dokumen/{items[0]['doc_id']}").get_json()["fakta"]]
    told += [client.post("/putuskan", kunci=items[0]["kunci"], tindakan="lain", nilai="").get_json()["kalimat"]]
    assert len(told) > 20 and left_over("\n".join(told)) == []


@needs_chromium
def test_the_review_page_in_english_in_a_browser(ran: dict[str, tuple[Path, Result]], tmp_path: Path) -> None:
    from playwright.sync_api import expect, sync_playwright

    port = str(40_000 + os.getpid() % 20_000)
    command = [sys.executable, "-u", "pipeline.py", "review", "--web", "--port", port, "--data-dir", str(ran["en"][0]), "--lang", "en"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        first = server.stdout.readline()
        assert first.startswith("Review page: http://") and server.stdout.readline().startswith("For this computer only.")
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(first.removeprefix("Review page: ").strip())
            page.keyboard.press("Enter")  # the name that is proposed
            expect(page.locator("#maju")).to_contain_text("decided")
            expect(page.locator("#usulan li").first).to_be_visible()
            assert page.title() == "Review" and page.locator("html").get_attribute("lang") == "en"
            assert left_over(page.inner_text("header") + page.inner_text("nav") + page.inner_text("#penjelasan, #anjuran")) == []
            page.keyboard.press("u")
            expect(page.locator("#kabar")).to_have_text("There is nothing to undo.")
            page.goto(page.url.partition("?")[0] + "?jenis=nama")
            expect(page.locator("#usulan li").first).to_be_visible()
            page.keyboard.press("c")
            expect(page.locator("#isian-label")).to_have_text("Id of the indicator meant")
            page.screenshot(path=Path(os.environ.get("ARTEFAK", tmp_path)) / "tinjauan_en.png")
            browser.close()
    finally:
        server.terminate()
        server.wait(20)
