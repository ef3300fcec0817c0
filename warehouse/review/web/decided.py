"""What is decided, by whom, and taken back."""

from flask import Flask, Response, abort, jsonify
from msgspec.structs import asdict

from extract.message import message
from warehouse.review.review_bulk import decide_all, settled, together
from warehouse.review.review_files import undo
from warehouse.review.review_log import ACTIONS, decide
from warehouse.review.review_state import Reviews
from warehouse.review.web.given import chosen, item_of, keep_name, named_reviewer, texts
from warehouse.screen.language import told
from warehouse.speech.catalog import STORED, sentence
from warehouse.store.errors import NameUnknown


def add_decided(app: Flask, reviews: Reviews) -> None:
    """Hangs the routes under the application."""

    @app.post("/peninjau")
    def name() -> Response:
        given = " ".join(texts("nama")["nama"].split())
        if not given:
            abort(400)
        return keep_name(jsonify(nama=given), given)

    @app.post("/putuskan")
    def decision() -> Response:
        given = texts("klien", "kunci", "tindakan", "nilai", "catatan")
        if given["tindakan"] not in ACTIONS or not given["klien"]:
            abort(400)
        item, oleh = item_of(reviews, given["kunci"]), named_reviewer()
        numbers = reviews.proposals.numbers(item) if given["nilai"] else ()
        made = decide(reviews.review_dir, item, given["tindakan"], given["nilai"], oleh, given["catatan"], numbers)
        reviews.written(given["klien"]).append((item.kunci, made))
        return jsonify(berkas=made.path.name, kalimat=made.kalimat, oleh=oleh)

    @app.get("/semua")
    def preview() -> Response:
        """What one decision for all that the filter lets through would settle."""
        who = reviews.decisions().who
        items = [item for item in reviews.facets().wanted(chosen()) if not who(item)]
        with reviews.reading() as con:
            return jsonify(asdict(settled(con, items)))

    @app.post("/semua")
    def decide_these() -> Response:
        """jumlah: findings that the preview told; where it is another number by now, nothing is written."""
        given = texts("klien", "tindakan", "catatan", "jumlah")
        if given["tindakan"] not in ACTIONS or not given["klien"]:
            abort(400)
        oleh, who = named_reviewer(), reviews.decisions().who
        items = [item for item in reviews.facets().wanted(chosen()) if not who(item)]
        count = len(together(items))
        if given["jumlah"] != str(count):
            raise NameUnknown(message("jumlah_temuan_berubah", n=count, lama=given["jumlah"]))
        note = given["catatan"] or sentence(message("satu_putusan", n=count), STORED)
        these, made = decide_all(reviews.review_dir, items, given["tindakan"], oleh, note)
        reviews.written(given["klien"]).append((these[0].kunci, made))
        return jsonify(berkas=made.path.name, jumlah=len(these), kalimat=told(message("temuan_diputuskan", n=len(these))))

    @app.post("/batalkan")
    def taken_back() -> Response:
        mine = reviews.written(texts("klien")["klien"])
        if not mine:
            return jsonify(kalimat=told(message("tak_ada_yang_dibatalkan")))
        kunci, made = mine[-1]
        undo(made)
        mine.pop()
        return jsonify(kunci=kunci, kalimat=told(message("dibatalkan", kalimat=made.kalimat)))
