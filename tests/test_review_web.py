"""The review page in a real browser, by keyboard, up to the warehouse's rows; and what it refuses."""

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

import pipeline
from tests.programs import needs_chromium
from tests.terucap import said
from tests.tinjauan import Client, ask, item_of, items_of, lines, page_at, run, served_here
from warehouse.database.load import build
from warehouse.review.review_items import Item
from warehouse.review.review_log import decide, decided, refused, who_decided
from warehouse.store.errors import NameUnknown

ROOT = Path(__file__).parent.parent
OFTEN = "Jumlah kader keamanan pangan"
RARE = "Persentase sarana distribusi Obat yang memenuhi ketentuan"
RIGHT = "sarana-distribusi-memenuhi-ketentuan"
SCRIPT = "Jumlah <img src=x onerror=document.title='jebol'><script>document.title='jebol'</script> desa"
FORMULA = '=HYPERLINK(""http://x"") Jumlah kader keamanan desa'


@pytest.fixture(scope="module")
def dibaca(kertas: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two plans with names that nobody knows (one of them a script), one of whose months do not say which they are, and a plan whose one
    name is a formula."""
    folder = tmp_path_factory.mktemp("dibaca")
    (folder / "inbox").mkdir()
    for number, (upt, names) in enumerate([("BALAI POM DI JEMBER", [OFTEN, RARE]), ("BALAI POM DI JAMBI", [OFTEN, SCRIPT])]):
        lines = []
        for place, name in enumerate(names, 1):
            bulan = ("", "", *["90"] * 8) if (number, place) == (0, 2) else ("90",) * 12
            lines.append(kertas.indikator(place, 100_000, nama=name, bulan=bulan, sasaran=(1, "Terwujudnya") if place == 1 else None))
            lines.append(kertas.ro(1, 100_000 * len(names), 100_000))
        (folder / "inbox" / f"{number}.txt").write_text(kertas.dokumen(lines, upt=upt), encoding="utf-8")
    plan = [kertas.indikator(None, 100_000, nama=FORMULA, sasaran=(1, "Terwujudnya")), kertas.ro(1, 100_000, 100_000)]
    (folder / "inbox" / "satu.txt").write_text(kertas.dokumen(plan, upt="BALAI POM DI PALU"), encoding="utf-8")
    run(folder)
    return folder


@pytest.fixture
def data(dibaca: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dibaca, tmp_path / "data"))


@pytest.fixture(scope="module")
def served(dibaca: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, int]]:
    """(data folder, address, port) of the real command in a process of its own; nobody changes the folder."""
    data = Path(shutil.copytree(dibaca, tmp_path_factory.mktemp("dilayani") / "data"))
    port = 20_000 + os.getpid() % 20_000
    command = [sys.executable, "-u", "pipeline.py", "review", "--web", "--port", str(port), "--data-dir", str(data)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        match = re.search(r"http://\S+", server.stdout.readline())
        assert match
        yield data, match[0], port
    finally:
        server.terminate()
        server.wait(20)


@needs_chromium
def test_review_by_keyboard_ends_in_changed_rows(data: Path, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    before = ask(data, f"SELECT DISTINCT indikator_id FROM target WHERE indikator_raw = '{OFTEN}'")
    assert before[0][0].startswith("sementara-")
    months = ask(data, "SELECT count(*) FROM v_perlu_tinjau WHERE sumber = 'target_bulanan'")[0][0]
    assert months > 0
    pictures = Path(os.environ.get("ARTEFAK", tmp_path))
    with served_here(data) as address, page_at(address) as (page, faults):
        assert "kunci=" not in page.url

        def at(title: str) -> None:
            for _ in range(40):
                expect(page.locator("#judul")).not_to_be_empty()
                if (page.text_content("#judul") or "") == title:
                    expect(page.locator("#penjelasan")).not_to_be_empty()
                    return
                page.keyboard.press("n")
                page.wait_for_timeout(50)
            raise AssertionError(title)

        def decided(count: int) -> None:
            expect(page.locator("#maju")).to_have_text(re.compile(rf" {count} diputuskan$"))

        at(RARE)
        page.wait_for_selector("#tempat mark")
        page.screenshot(path=str(pictures / "tinjauan.png"))
        assert RIGHT in (page.text_content("#usulan li.pilihan") or "")
        page.keyboard.press("a")
        decided(1)
        # undone, and decided again
        page.keyboard.press("u")
        decided(0)
        assert lines(data, "indikator_alias.csv") == [] and page.text_content("#judul") == RARE
        expect(page.locator("#usulan li").first).to_be_visible()
        page.keyboard.press("1")
        page.keyboard.press("Enter")
        decided(1)
        page.goto(page.url.partition("?")[0])
        at(OFTEN)
        page.keyboard.press("b")
        page.keyboard.type("kader-pangan")
        page.keyboard.press("Enter")
        decided(2)
        at(ask(data, "SELECT indikator_raw FROM target WHERE indikator_raw LIKE '%jebol%' OR indikator_raw LIKE '%desa%'")[0][0])
        assert page.title() == "Tinjauan" and page.locator("#judul img, #tempat img, #judul script, #daftar img").count() == 0
        page.keyboard.press("d")
        decided(3)
        page.click('[data-faset="jenis"][data-nilai="bulan"]')
        for number in range(months):
            expect(page.locator("#judul")).to_contain_text("(bulan ")
            expect(page.locator("#usulan li").first).to_be_visible()
            page.keyboard.press("a")
            decided(4 + number)
        assert faults == [] and page.title() == "Tinjauan"
    found = lines(data, "indikator_alias.csv")
    assert [(row["nama"], row["usulan"], row["keputusan"]) for row in found] == [(RARE, RIGHT, "terima"), (OFTEN, "kader-pangan", "baru")]
    assert all(row["oleh"] and re.fullmatch(r"\d{4}-\d\d-\d\d", row["tanggal"]) for row in found)
    run(data)
    assert ask(data, f"SELECT DISTINCT indikator_id FROM target WHERE indikator_raw = '{OFTEN}'") == [("kader-pangan",)]
    assert ask(data, f"SELECT DISTINCT indikator_id FROM target WHERE indikator_raw = '{RARE}'") == [(RIGHT,)]
    assert ask(data, "SELECT count(*) FROM v_perlu_tinjau WHERE sumber = 'target_bulanan'") == [(0,)]


def test_what_was_accepted_makes_the_row_complete(data: Path) -> None:
    """A person's yes to every doubt of a document counts as approval of its rows; another reading of it would be asked again."""
    wanted = "SELECT DISTINCT status_data FROM v_bappenas WHERE dokumen = '0.txt'"
    assert ask(data, wanted) == [("perlu_tinjau",)]
    items = [item for item in items_of(data) if item.doubt.nama_berkas == "0.txt"]
    for item in items:
        choice = item.usulan[0].nilai if item.usulan else ""
        decide(data / "review", item, "baru" if item.nama == OFTEN else "terima", "" if item.nama == OFTEN else choice, "Rina")
    run(data)
    again = [item for item in items_of(data) if item.doubt.nama_berkas == "0.txt"]
    for item in again:  # the document's own sentence has changed with its rows
        decide(data / "review", item, "terima", "", "Rina")
    build(data)
    assert ask(data, wanted) == [("lengkap",)]
    assert ask(data, "SELECT count(*) FROM v_perlu_tinjau WHERE nama_berkas = '0.txt'") == [(0,)]


def test_what_documents_print_wrongly_leaves_the_list_but_stays_unproved(data: Path) -> None:
    """A finding of one document, and a name in all that print it."""
    item = item_of(data, "bulan")
    name = next(item for item in items_of(data) if item.nama == OFTEN)
    listed = f"SELECT count(*) FROM v_perlu_tinjau WHERE sumber = 'indikator' AND kunci = '{OFTEN}'"
    assert ask(data, listed) == [(2,)]
    for wrong in (item, name):
        decide(data / "review", wrong, "dokumen_salah", "", "Rina")
    build(data)
    assert ask(data, f"SELECT count(*) FROM v_perlu_tinjau WHERE temuan_id = '{item.kunci}'") == [(0,)]
    assert ask(data, listed) == [(0,)]
    assert ask(data, "SELECT DISTINCT status_data FROM v_bappenas WHERE dokumen = '0.txt'") == [("perlu_tinjau",)]


def test_two_reviewers_at_once_decide_once(data: Path) -> None:
    items = items_of(data)
    done: list[str] = []
    refused: list[str] = []

    def review(name: str) -> None:
        for item in items:
            try:
                decide(data / "review", item, "dokumen_salah", "", name)
                done.append(item.kunci)
            except NameUnknown as error:
                refused.append(str(error))

    threads = [threading.Thread(target=review, args=(name,)) for name in ("Rina", "Budi")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == sorted(item.kunci for item in items) and len(refused) == len(items)
    findings = sum(1 + len(item.lain) for item in items)
    assert len(lines(data, "temuan.csv")) == findings and all("sudah diputuskan oleh" in sentence for sentence in refused)


def request(port: int, method: str, path: str, headers: dict[str, str], body: str = "") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest(method, path, skip_host=True)
    for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
        connection.putheader(name, value)
    connection.endheaders(body.encode())
    return connection.getresponse().status


def test_other_sites_and_scripts_are_kept_out(served: tuple[Path, str, int]) -> None:
    data, address, port = served
    secret = address.partition("kunci=")[2]
    host, cookie = f"127.0.0.1:{port}", f"tinjauan_{port}={secret}"
    good = {"Host": host, "Cookie": cookie, "Origin": f"http://{host}", "X-Tinjauan": "1"}
    body = json.dumps({"klien": "x"})
    assert request(port, "POST", "/batalkan", good, body) == 200
    assert request(port, "GET", "/daftar", {"Host": host, "Cookie": cookie}) == 200
    for wrong in (
        good | {"Host": f"jahat.example:{port}"},
        good | {"Origin": "http://jahat.example"},
        {name: value for name, value in good.items() if name != "Origin"},
        {name: value for name, value in good.items() if name != "X-Tinjauan"},
        good | {"Cookie": f"tinjauan_{port}=tebakan"},
    ):
        assert request(port, "POST", "/batalkan", wrong, body) == 403
    for path in ("/", "/daftar", "/?kunci=tebakan", "/static/review.js"):
        assert request(port, "GET", path, {"Host": host}) == 403
    for path in ("/static/../page_crops.py", "/static/%2e%2e/page_crops.py", "/butir/../../etc/gambar"):
        assert request(port, "GET", path, {"Host": host, "Cookie": cookie}) == 404
    assert lines(data, "temuan.csv") == []


def test_nonsense_is_refused(data: Path) -> None:
    client, items = Client(data), {item.jenis: item for item in items_of(data)}

    def post(**body: Any) -> int:
        return int(client.post("/putuskan", **body).status_code)

    assert post(kunci="tidak-ada", tindakan="terima", nilai="") == 404
    assert post(kunci=items["nama"].kunci, tindakan="hapus", nilai="") == 400
    assert post(kunci=["x"], tindakan="terima", nilai="") == 400
    assert post(kunci=items["nama"].kunci, tindakan="lain", nilai="bukan-indikator-siapa-pun") == 409
    assert post(kunci=items["bulan"].kunci, tindakan="lain", nilai="") == 409
    assert post(kunci=items["bulan"].kunci, tindakan="lain", nilai="5") == 409
    assert post(kunci=items["bulan"].kunci, tindakan="koreksi", nilai="target_bulanan/1/1/nilai=<b>") == 409
    assert post(kunci=items["bulan"].kunci, tindakan="koreksi", nilai="cek/1/1/harapan=5") == 409
    assert post(kunci=items["nama"].kunci, tindakan="koreksi", nilai="target/1/1/anggaran_rp=5") == 409
    assert lines(data, "koreksi.csv") == [] and lines(data, "temuan.csv") == []
    assert post(kunci=items["bulan"].kunci, tindakan="terima", nilai="", catatan="baris\ndua;=1+1") == 200
    assert [(row["keputusan"], row["catatan"]) for row in lines(data, "temuan.csv")] == [("terima", "baris dua;=1+1")]


def test_port_that_is_taken(served: tuple[Path, str, int]) -> None:
    data, _, port = served
    result = CliRunner().invoke(pipeline.main, ["review", "--web", "--port", str(port), "--data-dir", str(data)])
    assert result.exit_code == 2 and "--port" in result.stderr


def test_review_file_with_an_unknown_word_stops_the_run(data: Path) -> None:
    (data / "review").mkdir(exist_ok=True)
    (data / "review" / "temuan.csv").write_text("temuan;keputusan\nabc;mungkin\n", encoding="utf-8")
    result = CliRunner().invoke(pipeline.main, ["run", "--data-dir", str(data)])
    assert result.exit_code == 2 and "temuan.csv" in result.stderr and "mungkin" in result.stderr


def test_refused_candidate_is_no_longer_shown(data: Path) -> None:
    client = Client(data)

    def candidates() -> list[str]:
        (kunci,) = [item["kunci"] for item in client.listed("jenis=nama") if item["judul"] == RARE]
        return [choice["nilai"] for choice in client.get(f"/butir/{kunci}").get_json()["usulan"]]

    before = candidates()
    assert before[0] == RIGHT
    item = next(item for item in items_of(data) if item.nama == RARE)
    decide(data / "review", item, "tolak", RIGHT, "Rina")
    assert candidates() == before[1:]


def test_scale_is_asked_with_what_each_answer_makes_of_the_total(samples: Path, tmp_path: Path) -> None:
    """A national plan prints thousands of rupiah without saying so; the answer lands in dokumen.csv and ends the inference."""
    folder = Path(shutil.copytree(samples, tmp_path / "data"))
    plan = "FROM target JOIN dokumen USING (doc_id) WHERE nama_berkas = 'rapk_nasional.pdf'"
    flagged = f"SELECT count(*) {plan} AND list_contains(bendera, 'skala_disimpulkan')"
    assert ask(folder, flagged)[0][0] > 0

    def asked() -> list[Item]:
        return [item for item in items_of(folder) if item.jenis == "skala" and item.doubt.nama_berkas == "rapk_nasional.pdf"]

    (item,) = asked()
    assert [choice.nilai for choice in item.usulan] == ["1000", "1", "1000000"]
    assert [said(choice.bukti[0][1]).endswith("Rp376.212.656.000") for choice in item.usulan] == [True, False, False]
    decide(folder / "review", item, "terima", "1000", "Rina")
    assert [(row["kolom"], row["nilai"], row["oleh"]) for row in lines(folder, "dokumen.csv")] == [("skala_rupiah", "1000", "Rina")]
    result = CliRunner().invoke(pipeline.main, ["run", str(ROOT / "samples" / "inbox"), "--data-dir", str(folder)])
    assert result.exit_code == 0, result.output
    assert ask(folder, flagged) == [(0,)] and ask(folder, f"SELECT DISTINCT total_anggaran_rp {plan}") == [(376212656000,)]
    assert asked() == []


def test_cells_for_people_are_no_formulas(data: Path) -> None:
    item = item_of(data, "bulan")
    decide(data / "review", item, "terima", "", "@Rina", "=1+1")
    (row,) = lines(data, "temuan.csv")
    assert (row["oleh"], row["catatan"]) == ("'@Rina", "'=1+1")


def test_a_name_that_is_a_formula_is_disarmed_and_still_matches(data: Path) -> None:
    (item,) = [item for item in items_of(data) if item.nama and item.nama.startswith("=HYPERLINK")]
    decide(data / "review", item, "tolak", RIGHT, "=cmd|calc")
    (row,) = lines(data, "indikator_alias.csv")
    assert row["nama"] == f"'{item.nama}" and row["oleh"] == "'=cmd|calc"
    assert refused(data / "review") == {(item.nama, RIGHT)}
    decide(data / "review", item, "baru", "kader-desa", "Rina")
    assert who_decided(item, decided(data / "review")) == "Rina"
    run(data)
    assert ask(data, "SELECT nama FROM dim_indikator WHERE indikator_id = 'kader-desa'") == [(item.nama,)]


def test_the_name_of_a_file_that_is_a_formula_is_disarmed(data: Path) -> None:
    item = item_of(data, "bulan")
    doubt = replace(item.doubt, nama_berkas="=cmd|calc.pdf")
    asked = replace(item, kunci="skala-abc", jenis="skala", doubt=doubt, doc_id="abc")
    decide(data / "review", asked, "terima", "1000", '=HYPERLINK("http://x")')
    (row,) = lines(data, "dokumen.csv")
    assert (row["dokumen"], row["oleh"], row["alasan"]) == ("abc", '\'=HYPERLINK("http://x")', "'=cmd|calc.pdf")
    assert decided(data / "review")["skala-abc"] == '=HYPERLINK("http://x")'


@pytest.mark.parametrize("name", ["dokumen.csv", "indikator_alias.csv", "temuan.csv", "koreksi.csv"])
@pytest.mark.parametrize(
    "content", ["dokumen;kolom;nilai\r\ncaf\u00e9;skala_rupiah;1\r\n".encode("cp1252"), b"lain;sama;sekali\r\n1;2;3\r\n"]
)
def test_a_review_file_that_cannot_be_read_is_said_in_a_sentence(data: Path, name: str, content: bytes) -> None:
    (data / "review").mkdir(exist_ok=True)
    (data / "review" / name).write_bytes(content)
    answer = Client(data).get("/daftar")
    assert answer.status_code == 409 and name in answer.get_json()["kalimat"]
