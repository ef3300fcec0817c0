"""The review page's list over thousands of findings: seconds to its first page, to a facet, to one finding, and what a browser waits for.

    python benchmarks/review_list.py [--findings 5000] [--folder DIR]

The warehouse is that of the samples with its documents doubled, each copy under ids of its own, until there are so many findings. With
Chromium and playwright installed the page is opened as a person opens it, and timed until its list stands there.
"""

import argparse
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import duckdb
from click.testing import CliRunner
from werkzeug.serving import make_server

import pipeline
from warehouse.commands.apply_decisions import apply_decisions
from warehouse.database.settings import DATABASE
from warehouse.review.web.application import make_app

ROOT = Path(__file__).resolve().parent.parent
IDS = {
    "target_id": "concat(target_id, '-', n)",
    "temuan_id": "substr(md5(concat(temuan_id, n)), 1, 16)",
    "cek_id": "concat(cek_id, '-', n)",
}
"""Ids besides doc_id by which rows know each other."""


def grown(data_dir: Path, findings: int) -> int:
    """Doubles the warehouse's documents until so many findings wait; how many there are then."""
    with duckdb.connect(str(data_dir / DATABASE)) as con:
        ((first,),) = con.execute("SELECT count(*) FROM v_perlu_tinjau").fetchall()
        copies = -(-findings // first) - 1
        tables = con.execute(
            """SELECT t.table_name, list(c.column_name) FROM duckdb_tables() t JOIN duckdb_columns() c USING (table_oid)
               WHERE t.database_name = current_database() GROUP BY ALL HAVING list_contains(list(c.column_name), 'doc_id')"""
        ).fetchall()
        for table, columns in tables:
            made = {"doc_id": "md5(concat(doc_id, n))"} | {name: made for name, made in IDS.items() if name in columns}
            if table == "dokumen":
                made["nama_berkas"] = "concat('salinan', n, '/', nama_berkas)"
            con.execute(f'CREATE OR REPLACE TEMP TABLE sebelum AS FROM "{table}"')
            parts = ", ".join(f"{value} AS {name}" for name, value in made.items())
            con.execute(f'INSERT INTO "{table}" SELECT * EXCLUDE (n) REPLACE ({parts}) FROM sebelum, range(1, {copies + 1}) AS t(n)')
        ((made_of,),) = con.execute("SELECT count(*) FROM v_perlu_tinjau").fetchall()
        return int(made_of)


def seconds(name: str, function: Callable[[], object]) -> None:
    began, worked = time.monotonic(), time.process_time()
    function()
    print(f"{name}: {time.monotonic() - began:.2f} detik, {time.process_time() - worked:.2f} detik prosesor", flush=True)


def measured(data_dir: Path) -> None:
    app, secret = make_app(data_dir, "penguji", 8765, apply_decisions)
    client, base = app.test_client(), "http://127.0.0.1:8765"
    client.get(f"/?kunci={secret}", base_url=base)
    found = {}

    def ask(path: str) -> None:
        found[path] = client.get(path, base_url=base).get_json()

    for name, path in (("daftar, pertama kali", "/daftar"), ("daftar, lagi", "/daftar"), ("satu sebab", "/daftar?jenis=cek")):
        seconds(name, lambda path=path: ask(path))
    kunci = found["/daftar"]["butir"][0]["kunci"]
    seconds("satu butir", lambda: ask(f"/butir/{kunci}"))
    seconds("satu keputusan untuk semua tabel, pratinjau", lambda: ask("/semua?jenis=tabel"))
    app.extensions["tinjauan"].close()


def in_browser(data_dir: Path) -> None:
    from playwright.sync_api import sync_playwright

    server = make_server("127.0.0.1", 0, lambda environ, start: app(environ, start), threaded=True)
    app, secret = make_app(data_dir, "penguji", server.server_port, apply_decisions)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        began = time.monotonic()
        page.goto(f"http://127.0.0.1:{server.server_port}/?kunci={secret}")
        page.wait_for_selector("#daftar li", state="attached")
        page.wait_for_selector("#usulan li")
        print(f"di peramban, dari alamat sampai daftar dan temuan pertama berdiri: {time.monotonic() - began:.2f} detik")
        browser.close()
    server.shutdown()
    app.extensions["tinjauan"].close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--findings", type=int, default=5_000)
    parser.add_argument("--folder", type=Path, help="kept and used again")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp())
    if not (folder / DATABASE).is_file():
        done = CliRunner().invoke(pipeline.main, ["run", str(ROOT / "samples" / "inbox"), "--data-dir", str(folder)])
        assert done.exit_code == 0, done.output
        print(f"{grown(folder, given.findings)} temuan")
    measured(folder)
    in_browser(folder)
    if not given.folder:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
