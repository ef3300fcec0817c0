"""The review page: what it shows and what it takes. Nothing of a document is ever sent as markup."""

import threading
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, jsonify, render_template, request

from normalize.errors import RegistryError
from warehouse.database.contents import opened
from warehouse.database.settings import DATABASE
from warehouse.review.local_only import keep_to_this_page
from warehouse.review.page_crops import Pages
from warehouse.review.review_files import Written, undo
from warehouse.review.review_items import Item, as_json, choice_as_json, proof_as_json, review_items
from warehouse.review.review_log import ACTIONS, decide, decided, refused, who_decided
from warehouse.review.review_proposals import Proposals
from warehouse.screen.english import pairs_of
from warehouse.screen.language import LANGUAGES, spoken, told
from warehouse.screen.screen import printed
from warehouse.store.errors import WarehouseError

LONGEST = 2_000
"""Characters of a value or note."""


class Reviews:
    """The items of the warehouse as it is now, read anew after each run; the database itself is not kept open."""

    def __init__(self, data_dir: Path) -> None:
        self.review_dir = data_dir / "review"
        self._data_dir = data_dir
        self._lock = threading.Lock()
        self._read_at = -1
        self._items: dict[str, Item] = {}
        self._pages = Pages(data_dir)
        self.proposals = Proposals(data_dir)
        self._written: dict[str, list[tuple[str, Written]]] = {}

    def items(self) -> dict[str, Item]:
        """By key. Raises WarehouseMissing."""
        with self._lock:
            changed = (self._data_dir / DATABASE).stat().st_mtime_ns if (self._data_dir / DATABASE).is_file() else 0
            if changed != self._read_at:
                with opened(self._data_dir) as con:
                    self._items = {item.kunci: item for item in review_items(con)}
                self._pages = Pages(self._data_dir)
                self.proposals = Proposals(self._data_dir)
                self._read_at = changed
            return self._items

    def crop(self, item: Item) -> bytes | None:
        """The page around an item, as PNG."""
        with self._lock:
            return self._pages.png(item.doubt.place)

    def lines(self, item: Item) -> list[tuple[int, str]]:
        """The lines of a dump around an item."""
        with self._lock:
            return self._pages.lines(item.doubt.place)

    def written(self, client: str) -> list[tuple[str, Written]]:
        """What one page has decided, item and line, the last at the end: each reviewer takes back only what is his own."""
        return self._written.setdefault(client, [])


def make_app(data_dir: Path, oleh: str, port: int) -> tuple[Flask, str]:
    """The application and the secret that the address carries."""
    folder = Path(__file__).resolve().parent
    app = Flask("tinjauan", template_folder=str(folder / "templates"), static_folder=str(folder / "static"))
    app.jinja_env.autoescape = True
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    secret = keep_to_this_page(app, port)
    reviews = Reviews(data_dir)

    @app.errorhandler(WarehouseError)
    @app.errorhandler(RegistryError)
    def refusal(error: Exception) -> tuple[Response, int]:
        return jsonify(kalimat=told(str(error))), 409

    @app.get("/")
    def page() -> str:
        words = {} if spoken() == LANGUAGES[0] else pairs_of("page")
        return render_template("review.html.j2", oleh=oleh, t=told, lang=spoken(), kata=words)

    _show(app, reviews)
    _take(app, reviews, oleh)
    return app, secret


def _show(app: Flask, reviews: Reviews) -> None:
    """What is asked, and where it is printed."""

    @app.get("/butir")
    def listed() -> Response:
        done = decided(reviews.review_dir)
        no = refused(reviews.review_dir)
        return jsonify([as_json(item, no) | {"oleh": told(who_decided(item, done) or "") or None} for item in reviews.items().values()])

    @app.get("/butir/<kunci>/baris")
    def lines(kunci: str) -> Response:
        item = _item(reviews, kunci)
        return jsonify(baris=reviews.lines(item), ini=item.doubt.place.line)

    @app.get("/butir/<kunci>/gambar")
    def picture(kunci: str) -> Response:
        png = reviews.crop(_item(reviews, kunci))
        if png is None:
            abort(404)
        return Response(png, mimetype="image/png")

    @app.get("/butir/<kunci>/angka")
    def numbers(kunci: str) -> Response:
        item = _item(reviews, kunci)
        found = reviews.proposals.numbers(item)
        choices = [choice_as_json(choice) for choice in reviews.proposals.choices(item, found)]
        return jsonify(angka=[{"kunci": angka.kunci, "nama": angka.nama, "nilai": printed(angka.nilai)} for angka in found], usulan=choices)

    @app.post("/butir/<kunci>/coba")
    def trial(kunci: str) -> Response:
        return jsonify(bukti=proof_as_json(reviews.proposals.tried(_item(reviews, kunci), _texts("nilai")["nilai"])))


def _take(app: Flask, reviews: Reviews, oleh: str) -> None:
    """What is decided, and taken back."""

    @app.post("/putuskan")
    def decision() -> Response:
        given = _texts("klien", "kunci", "tindakan", "nilai", "oleh", "catatan")
        if given["tindakan"] not in ACTIONS or not given["klien"]:
            abort(400)
        item = _item(reviews, given["kunci"])
        numbers = reviews.proposals.numbers(item) if given["nilai"] else ()
        made = decide(reviews.review_dir, item, given["tindakan"], given["nilai"], given["oleh"] or oleh, given["catatan"], numbers)
        reviews.written(given["klien"]).append((item.kunci, made))
        return jsonify(berkas=made.path.name, kalimat=made.kalimat)

    @app.post("/batalkan")
    def taken_back() -> Response:
        mine = reviews.written(_texts("klien")["klien"])
        if not mine:
            return jsonify(kalimat=told("Tidak ada yang dapat dibatalkan."))
        kunci, line = mine[-1]
        undo(line)
        mine.pop()
        return jsonify(kunci=kunci, kalimat=told(f"Dibatalkan: {line.kalimat}"))


def _item(reviews: Reviews, kunci: str) -> Item:
    found = reviews.items().get(kunci)
    if found is None:
        abort(404)
    return found


def _texts(*names: str) -> dict[str, str]:
    given: Any = request.get_json(silent=True)
    if not isinstance(given, dict) or any(not isinstance(given.get(name, ""), str) for name in names):
        abort(400)
    return {name: given.get(name, "").strip()[:LONGEST] for name in names}
