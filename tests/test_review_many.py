"""Many doubts: facets, one decision for all of a cause, facts of a document, a table beside its page, lost lines, and applying it."""

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from msgspec.structs import replace

from extract.task_limits import Limits
from tests.menunggu import until
from tests.programs import needs_chromium
from tests.seratus_putusan import doubtful, lost_line, session
from tests.terucap import said
from tests.tinjauan import PORT, Client, ask, item_of, items_of, lines, run
from tests.warehouse.review.test_page_crops import tiled_for_ever
from warehouse.commands.apply_decisions import inbox_of
from warehouse.database.contents import opened
from warehouse.review import page_crops, review_state
from warehouse.review.review_apply import Applying
from warehouse.review.review_bulk import settled
from warehouse.review.web.given import LONGEST_NAME

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def dibaca(once: Any) -> Path:
    """Two plans with doubtful months, one whose second RO line was lost, and a PDF."""

    def make(folder: Path) -> None:
        doubtful(folder, offices=2, each=7)
        (folder / "inbox" / "hilang.txt").write_text(lost_line(), encoding="utf-8")
        shutil.copy(ROOT / "samples" / "inbox" / "rapk_datar.pdf", folder / "inbox")
        run(folder)

    return Path(once("banyak", make))


@pytest.fixture
def data(dibaca: Path, tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(dibaca, tmp_path / "data"))
    places = folder / "log" / "berkas.json"
    places.write_text(places.read_text(encoding="utf-8").replace(f"{dibaca}.belum", str(folder)), encoding="utf-8")
    return folder


@pytest.fixture
def client(data: Path) -> Iterator[Client]:
    made = Client(data)
    yield made
    made.close()


def facet(client: Client, name: str, filter_: str = "") -> dict[str, int]:
    found = client.get(f"/daftar?{filter_}").get_json()["faset"]
    (values,) = [part["nilai"] for part in found if part["nama"] == name]
    return {value["nilai"]: value["jumlah"] for value in values}


# ---- facets


def test_each_facet_counts_what_it_would_leave(client: Client) -> None:
    kinds = facet(client, "jenis")
    assert sum(kinds.values()) == client.get("/daftar").get_json()["jumlah"] and kinds["bulan"] == 14
    assert facet(client, "dokumen", "jenis=bulan") == {"0.txt": 7, "1.txt": 7}
    assert facet(client, "kantor", "jenis=bulan") == {"jambi": 7, "jember": 7}
    # its own choice does not narrow a facet, those of others do
    assert facet(client, "jenis", "jenis=bulan&dokumen=0.txt")["tabel"] == 1 and facet(client, "sebab", "jenis=bulan") == {
        "bulan_disimpulkan": 14
    }
    both = client.get("/daftar?dokumen=0.txt&dokumen=1.txt&jenis=bulan").get_json()
    assert both["jumlah"] == 14 and {line["berkas"] for line in both["butir"]} == {"0.txt", "1.txt"}
    assert client.get("/daftar?jenis=tidak-ada").get_json()["butir"] == []


def test_the_list_comes_in_pages_that_miss_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [line["kunci"] for line in client.listed()]
    monkeypatch.setattr("warehouse.review.web.asked.PAGE", 4)
    found, last = [], ""
    while page := client.get(f"/daftar?keadaan=menunggu&setelah={last}").get_json()["butir"]:
        found += [line["kunci"] for line in page]
        last = found[-1]
        if len(found) == 4:  # decided meanwhile: it is no longer among those that wait
            assert client.post("/putuskan", kunci=last, tindakan="dokumen_salah", nilai="").status_code == 200
    assert found == whole
    near = client.get(f"/daftar?di={whole[9]}").get_json()["butir"]
    assert whole[9] in [line["kunci"] for line in near]


# ---- one decision for all


def test_names_and_scales_are_decided_one_by_one(data: Path) -> None:
    item = item_of(data, "bulan")
    with opened(data) as con:
        assert settled(con, []).angka == 0
        counted = settled(con, [item, replace(item, jenis="nama")])
    assert (counted.temuan, counted.satu_satu) == (1, 1)


# ---- a document, a table, a line


def one_decision_for_all_of_a_cause(data: Path, client: Client) -> Iterator[None]:
    """Those of 0.txt."""
    told = client.get("/semua?sebab=bulan_disimpulkan&dokumen=0.txt").get_json()
    assert (told["temuan"], told["dokumen"], told["satu_satu"]) == (7, 1, 0) and told["angka"] > told["baris"] >= 7
    accepted = "SELECT count(*) FROM bukti JOIN dokumen USING (doc_id) WHERE nama_berkas = '0.txt' AND bukti.status = 'diterima'"
    before = ask(data, accepted)
    stale = client.post("/semua?sebab=bulan_disimpulkan&dokumen=0.txt", tindakan="terima", jumlah="6")
    assert stale.status_code == 409 and "Sekarang 7 temuan" in stale.get_json()["kalimat"]
    done = client.post("/semua?sebab=bulan_disimpulkan&dokumen=0.txt", tindakan="terima", jumlah="7", catatan="dilihat semua")
    assert done.status_code == 200 and done.get_json()["jumlah"] == 7
    rows = [row for row in lines(data, "temuan.csv") if row["catatan"]]
    assert len(rows) == 7 and {(row["oleh"], row["keputusan"], row["catatan"]) for row in rows} == {("Rina", "terima", "dilihat semua")}
    assert client.post("/semua?sebab=bulan_disimpulkan&dokumen=0.txt", tindakan="terima", jumlah="0").status_code == 409
    yield
    (after,) = ask(data, accepted)
    assert after[0] - before[0][0] == told["angka"], "the preview counts what the run accepts"
    client.post("/batalkan")
    assert [row for row in lines(data, "temuan.csv") if row["catatan"]] == []


def facts_of_a_document_are_written_and_replaced(data: Path, client: Client) -> Iterator[None]:
    """Those of 1.txt."""
    ((doc_id,),) = ask(data, "SELECT doc_id FROM dokumen WHERE nama_berkas = '1.txt'")
    path = f"/dokumen/{doc_id}/fakta"
    assert client.post(path, kolom="tahun", nilai="2025").status_code == 200
    assert client.post(path, kolom="tahun", nilai="2026").status_code == 200
    assert client.post(path, kolom="tanggal", nilai="2026-01-31").status_code == 200
    for kolom, nilai in (
        ("tahun", "26"),
        ("jenis", "SURAT"),
        ("upt_id", "entah"),
        ("skala_rupiah", "10"),
        ("tanggal", "31-1-2026"),
        ("periode", "TW1"),
    ):
        assert client.post(path, kolom=kolom, nilai=nilai).status_code == 409
    assert [(row["kolom"], row["nilai"], row["oleh"]) for row in lines(data, "dokumen.csv")] == [
        ("tahun", "2026", "Rina"),
        ("tanggal", "2026-01-31", "Rina"),
    ]
    facts = {fact["kolom"]: fact for fact in client.get(f"/dokumen/{doc_id}").get_json()["fakta"]}
    assert list(facts) == ["jenis", "tahun", "upt_id", "skala_rupiah", "tanggal"]
    assert (facts["tahun"]["terbaca"], facts["tahun"]["nilai"], facts["tahun"]["oleh"]) == ("2024", "2026", "Rina")
    assert ["jember", "Balai Besar POM di Jember"] in [[value, name] for value, name in facts["upt_id"]["pilihan"]] or len(
        facts["upt_id"]["pilihan"]
    ) > 70
    assert client.post(path, kolom="tanggal", nilai="").status_code == 200, "taken away again"
    yield
    assert ask(data, f"SELECT tahun FROM dokumen WHERE doc_id = '{doc_id}'") == [(2026,)]


def a_table_is_accepted_beside_its_page(data: Path, client: Client) -> Iterator[None]:
    """That of the PDF."""
    found = next(line for line in client.listed("jenis=tabel") if line["berkas"] == "rapk_datar.pdf")
    item = client.get(f"/butir/{found['kunci']}").get_json()
    assert item["halaman"] and item["judul"] == "Tabel 1 di rapk_datar.pdf"
    numbers = client.get(f"/butir/{found['kunci']}/angka").get_json()["angka"]
    unproved = [number for number in numbers if number["bukti"] == "tak_terbukti"]
    assert unproved and len(numbers) > 100 and {number["status"] for number in unproved} == {"tak terbukti"}
    whole, piece = (client.get(f"/butir/{found['kunci']}/gambar{page}") for page in (f"?utuh={item['halaman'][0]}", ""))
    assert whole.status_code == piece.status_code == 200 and whole.data.startswith(b"\x89PNG") and len(whole.data) > len(piece.data)
    # a number of it put right does not answer for the others
    place = next(number["kunci"] for number in numbers if number["kunci"].startswith("target/") and number["kolom"] == "anggaran_rp")
    assert client.post("/putuskan", kunci=found["kunci"], tindakan="koreksi", nilai=f"{place}=5").status_code == 200
    assert client.get(f"/butir/{found['kunci']}").get_json()["oleh"] is None and lines(data, "koreksi.csv")[0]["temuan"] == ""
    client.post("/batalkan")
    assert client.post("/putuskan", kunci=found["kunci"], tindakan="terima", nilai="").status_code == 200
    yield
    left = """SELECT count(*) FROM bukti b JOIN dokumen USING (doc_id)
        WHERE nama_berkas = 'rapk_datar.pdf' AND b.status = 'tak_terbukti' AND b.tabel <> 'dokumen'"""
    assert ask(data, left) == [(0,)]


def a_lost_line_and_a_wrong_text_are_written(data: Path, client: Client) -> Iterator[None]:
    """Those of hilang.txt."""
    kunci = next(line["kunci"] for line in client.listed("dokumen=hilang.txt") if line["jenis"] == "cek")
    found = client.get(f"/butir/{kunci}/teks").get_json()
    assert len(found["baris"]) == 3 and found["baris"][1]["apa"].startswith("3165.QIC.001.053.A ")
    given = {
        "kode": "DR.3165.QIC.001",
        "nama_ro": "Sarana",
        "komponen": "053 - Koordinasi",
        "subkomponen": "B - Kirim",
        "anggaran_rp": "80.000",
    }
    line = given | {"setelah": found["baris"][1]["setelah"], "kontribusi_rp": "40.000"}
    assert client.post(f"/butir/{kunci}/ro", **line | {"kode": "3165"}).status_code == 409
    assert client.post(f"/butir/{kunci}/ro", **line | {"setelah": "999"}).status_code == 409
    assert lines(data, "baris_ro.csv") == []
    assert client.post(f"/butir/{kunci}/ro", **line).status_code == 200
    name = next(text for text in found["teks"] if text["kolom"] == "nama_ro")
    assert client.post(f"/butir/{kunci}/teks", teks=name["kunci"], nilai="Sarana Obat").status_code == 200
    assert client.get("/daftar").get_json()["belum"] is True
    yield
    wanted = """SELECT nama_ro, kontribusi_rp, k.bendera, b.status
        FROM kontribusi_ro k JOIN dokumen USING (doc_id) JOIN bukti b USING (doc_id, baris)
        WHERE nama_berkas = 'hilang.txt' AND b.tabel = 'kontribusi_ro' AND b.kolom = 'kontribusi_rp'
            AND list_has_any(k.bendera, ['ditulis_orang', 'dikoreksi'])
            AND b.bagian = CASE WHEN list_contains(k.bendera, 'ditulis_orang') THEN 2 ELSE 1 END
        ORDER BY 2"""
    written, corrected = ask(data, wanted)
    assert (written[0], written[1], written[2]) == ("Sarana", 40_000, ["ditulis_orang"]) and written[3] in ("terbukti", "diterima")
    assert corrected[:3] == ("Sarana Obat", 50_000, ["dikoreksi"])
    failed = "SELECT count(*) FROM cek JOIN dokumen USING (doc_id) WHERE nama_berkas = 'hilang.txt' AND cek.status = 'gagal'"
    assert ask(data, failed) == [(0,)] and client.get("/daftar").get_json()["belum"] is False


Part = Callable[[Path, Client], Iterator[None]]
DECIDED: tuple[Part, ...] = (
    a_table_is_accepted_beside_its_page,
    a_lost_line_and_a_wrong_text_are_written,
    facts_of_a_document_are_written_and_replaced,
    one_decision_for_all_of_a_cause,
)
"""Each decides about a document of its own, waits for the run, and looks at what came of it."""


def test_decisions_up_to_the_warehouse(data: Path, client: Client) -> None:
    parts = [part(data, client) for part in DECIDED]
    for part in parts:
        next(part)
    run(data)
    for part in parts:
        assert next(part, "done") == "done"


# ---- who


def test_nobody_decides_without_a_name(data: Path) -> None:
    client = Client(data, nama="")
    kunci = client.listed("jenis=bulan")[0]["kunci"]
    refused = client.post("/putuskan", kunci=kunci, tindakan="terima", nilai="")
    assert refused.status_code == 409 and "Sebut nama Anda" in refused.get_json()["kalimat"]
    answer = client.post("/peninjau", nama="  Siti\n Rahma; " + "x" * 100)
    cookie = answer.headers["Set-Cookie"]
    assert f"peninjau_{PORT}=" in cookie and "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert client.post("/putuskan", kunci=kunci, tindakan="terima", nilai="").status_code == 200
    (row,) = lines(data, "temuan.csv")
    assert row["oleh"].startswith("Siti Rahma; x") and len(row["oleh"]) <= LONGEST_NAME
    other = Client(data, nama="Budi")
    assert "sudah diputuskan oleh Siti" in other.post("/putuskan", kunci=kunci, tindakan="terima", nilai="").get_json()["kalimat"]
    assert other.post("/batalkan", klien="lain").get_json()["kalimat"] == "Tidak ada yang dapat dibatalkan."


# ---- applying


def applied(client: Client) -> dict[str, Any]:
    assert client.post("/terapkan").get_json()["dimulai"] is True

    def ended() -> bool:
        assert client.get("/daftar").status_code == 200, "the page goes on answering"
        return bool(client.get("/terapkan").get_json()["keadaan"] != "berjalan")

    until(ended, 240)
    return dict(client.get("/terapkan").get_json())


def test_applying_reads_the_documents_concerned_and_nothing_else(data: Path, client: Client) -> None:
    item = next(item for item in items_of(data) if item.jenis == "bulan" and item.doubt.nama_berkas == "0.txt")
    choice = next(choice for choice in item.usulan if said(choice.label).startswith("mulai Januari"))
    assert client.post("/putuskan", kunci=item.kunci, tindakan="terima", nilai=choice.nilai).status_code == 200
    shutil.copy(ROOT / "samples" / "inbox" / "dump_kantor.txt", data / "inbox" / "baru.txt")
    (data / "inbox" / "1.txt").unlink()
    now = applied(client)
    assert (now["keadaan"], now["dibaca"], now["oleh"]) == ("selesai", ["0.txt"], "Rina"), now
    found = client.get("/perubahan").get_json()
    assert {change["berkas"] for change in found["perubahan"]} == {"0.txt"}
    assert {change["sesudah"] for change in found["perubahan"] if "nilai" in change["apa"]} >= {"90"}
    assert sorted(name for (name,) in ask(data, "SELECT nama_berkas FROM dokumen")) == ["0.txt", "1.txt", "hilang.txt", "rapk_datar.pdf"]
    assert item.kunci not in [line["kunci"] for line in client.listed()]
    run(data)
    assert {name for (name,) in ask(data, "SELECT nama_berkas FROM dokumen")} >= {"baru.txt"}, "the next run takes in what is new"


def test_applying_with_a_file_that_cannot_be_used_says_so(data: Path, client: Client) -> None:
    client.listed()
    (data / "review").mkdir(exist_ok=True)
    (data / "review" / "temuan.csv").write_text("temuan;keputusan\nabc;mungkin\n", encoding="utf-8")
    assert client.post("/terapkan").status_code == 409
    (data / "review" / "temuan.csv").unlink()
    (data / "review" / "upt_alias.csv").write_text("alias;upt_id\nX;entah\n", encoding="utf-8")
    now = applied(client)
    assert now["keadaan"] == "gagal" and "upt_alias.csv" in now["kalimat"]


def dies(data_dir: Path, tells: Connection) -> None:
    raise SystemExit(3)


def test_a_run_that_dies_is_said_and_another_can_begin(tmp_path: Path) -> None:
    applying = Applying(tmp_path, dies)
    assert applying.start("Rina", 3)
    assert not applying.start("Budi", 3)
    until(lambda: applying.now.keadaan != "berjalan")
    assert applying.now.keadaan == "gagal" and "berhenti mendadak" in said(applying.now.kalimat) and applying.start("Budi", 3)


def test_the_inbox_is_the_one_that_was_read(data: Path, tmp_path: Path) -> None:
    assert inbox_of(data) == data / "inbox"
    shutil.move(data / "inbox", tmp_path / "lain")
    places = data / "log" / "berkas.json"
    places.write_text(places.read_text(encoding="utf-8").replace(str(data / "inbox"), str(tmp_path / "lain")), encoding="utf-8")
    assert inbox_of(data) == tmp_path / "lain"


# ---- a slow page


def test_a_slow_page_stops_nobody(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the page of one document is drawn for ever, everything else is answered."""
    monkeypatch.setattr(page_crops, "DRAWING", Limits(seconds=4))
    monkeypatch.setattr(review_state, "PATIENT", 2)
    client = Client(data)
    slow = next(line["kunci"] for line in client.listed("dokumen=rapk_datar.pdf"))
    monkeypatch.setattr(page_crops, "bytes_of", lambda document, file, folder: tiled_for_ever())
    answers: list[int] = []
    waiting = [threading.Thread(target=lambda: answers.append(client.get(f"/butir/{slow}/gambar").status_code)) for _ in range(4)]
    for thread in waiting:
        thread.start()
    until(lambda: answers == [503, 503])
    assert client.listed("jenis=bulan") and answers == [503, 503]
    for thread in waiting:
        thread.join()
    assert answers == [503, 503, 404, 404], "two waited and saw that it cannot be drawn, the others were sent away"
    client.close()


# ---- kept to this computer, whatever routes there will be


def paths(app: Flask) -> list[tuple[str, str]]:
    """(method, path) of every route, its parts filled in."""
    found = []
    for rule in app.url_map.iter_rules():
        filled = rule.rule
        for name in rule.arguments:
            filled = filled.replace(f"<{name}>", "x").replace(f"<path:{name}>", "review.js")
        found += [(method, filled) for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})]
    return found


def test_every_route_is_kept_to_this_page(data: Path) -> None:
    client = Client(data)
    routes = paths(client.app)
    assert len(routes) > 15 and ("POST", "/terapkan") in routes and ("GET", "/static/review.js") in routes
    stranger, base = client.app.test_client(), client.base
    cookie = f"tinjauan_{PORT}={client.secret}"
    good = {"Cookie": cookie, "Origin": base, "X-Tinjauan": "1"}
    for method, path in routes:
        ask_: dict[str, Any] = {"method": method, "json": {"klien": "x"} if method == "POST" else None}
        answers = [
            stranger.open(path, base_url=base, headers={name: value for name, value in good.items() if name != "Cookie"}, **ask_),
            stranger.open(path, base_url=base, headers=good | {"Cookie": f"tinjauan_{PORT}=tebakan"}, **ask_),
            stranger.open(path, base_url="http://jahat.example:8765", headers=good, **ask_),
        ]
        if method != "GET":
            answers += [
                stranger.open(path, base_url=base, headers=good | {"Origin": "http://jahat.example"}, **ask_),
                stranger.open(path, base_url=base, headers={name: value for name, value in good.items() if name != "Origin"}, **ask_),
                stranger.open(path, base_url=base, headers={name: value for name, value in good.items() if name != "X-Tinjauan"}, **ask_),
            ]
        assert {answer.status_code for answer in answers} == {403}, (method, path)
        for answer in (*answers, client.get(path) if method == "GET" else client.post(path)):
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy and "script-src 'self';" in policy and "unsafe" not in policy, (method, path)
            assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == ("nosniff", "no-store")
            assert answer.status_code != 500
    assert [path.name for path in sorted(data.glob("review/*.csv")) if len(path.read_text(encoding="utf-8").splitlines()) > 1] == []


def test_the_page_runs_no_script_of_its_own(data: Path) -> None:
    page = Client(data).get("/").text
    assert page.count("<script") == 1 and '<script type="module" src="/static/review.js"></script>' in page
    assert not re.search(r"\son\w+=", page) and "style=" not in page and "http://" not in page and "https://" not in page


# ---- a session


@needs_chromium
def test_a_session_on_a_phone_ends_in_changed_rows(data: Path) -> None:
    seen = session(data, 6, width=390)
    assert seen.lebar == 0 and seen.dikoreksi == 2 * 12 and seen.diterima > 4 * 8
