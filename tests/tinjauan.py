"""The review page for tests: its items, its application as a client asks it, and the page itself in Chromium."""

import csv
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
from click.testing import CliRunner
from werkzeug.serving import make_server

import pipeline
from tests.programs import CHROMIUM
from warehouse.commands.apply_decisions import apply_decisions
from warehouse.database.contents import opened
from warehouse.review.review_items import Item, detailed, listed_items
from warehouse.review.review_proposals import Proposals
from warehouse.review.review_trials import Trials
from warehouse.review.web.application import make_app

PORT = 8765


def run(folder: Path) -> None:
    result = CliRunner().invoke(pipeline.main, ["run", "--data-dir", str(folder)])
    assert result.exit_code == 0, result.output


def ask(folder: Path, query: str) -> list[Any]:
    with duckdb.connect(str(folder / "kinerja.duckdb"), read_only=True) as con:
        return con.sql(query).fetchall()


def lines(data: Path, name: str) -> list[dict[str, str]]:
    with (data / "review" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def items_of(data: Path) -> list[Item]:
    """All items in full."""
    with opened(data) as con:
        return [detailed(con, item) for item in listed_items(con)]


def item_of(data: Path, jenis: str) -> Item:
    """The first of a kind."""
    return next(item for item in items_of(data) if item.jenis == jenis)


def proposals_of(data: Path) -> Proposals:
    """Tried in this process."""
    return Proposals(lambda: opened(data), Trials(data).try_out)


class Client:
    """Asks the application as the page does, with a name unless it is ''."""

    def __init__(self, data: Path, nama: str = "Rina") -> None:
        self.app, self.secret = make_app(data, "komputer", PORT, apply_decisions)
        self.base = f"http://127.0.0.1:{PORT}"
        self._client = self.app.test_client()
        self._client.get(f"/?kunci={self.secret}", base_url=self.base)
        if nama:
            assert self.post("/peninjau", nama=nama).status_code == 200

    def get(self, path: str) -> Any:
        return self._client.get(path, base_url=self.base)

    def post(self, path: str, **body: Any) -> Any:
        headers = {"Origin": self.base, "X-Tinjauan": "1"}
        return self._client.post(path, json={"klien": "x"} | body, headers=headers, base_url=self.base)

    def listed(self, filter_: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get(f"/daftar?{filter_}").get_json()["butir"]
        return found

    def close(self) -> None:
        self.app.extensions["tinjauan"].close()


@contextmanager
def served_here(data: Path) -> Iterator[str]:
    """The address of the page in a thread of this process."""
    server = make_server("127.0.0.1", 0, lambda environ, start: app(environ, start), threaded=True)
    app, secret = make_app(data, "komputer", server.server_port, apply_decisions)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/?kunci={secret}"
    finally:
        server.shutdown()
        thread.join()
        app.extensions["tinjauan"].close()


@contextmanager
def page_at(address: str, nama: str = "Rina", width: int = 1280) -> Iterator[tuple[Any, list[str]]]:
    """The page in Chromium, its reviewer named, and the faults of its script."""
    from playwright.sync_api import expect, sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.set_default_timeout(60_000)
        expect.set_options(timeout=30_000)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address)
        if nama:
            page.fill("#nama", nama)
            page.keyboard.press("Enter")
            expect(page.locator("#siapa")).to_be_hidden()
        yield page, faults
        browser.close()
