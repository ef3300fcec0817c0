"""What is asked: the list by facets, one item, where it is printed, the numbers behind it."""

from flask import Flask, Response, abort, jsonify, request
from msgspec.structs import asdict

from warehouse.review.page_crops import AROUND
from warehouse.review.review_facets import FACETS, PAGE
from warehouse.review.review_items import TABEL
from warehouse.review.review_state import Reviews
from warehouse.review.review_words import as_json, choice_as_json, line_as_json, number_as_json, proof_as_json
from warehouse.review.web.given import chosen, item_of, texts
from warehouse.screen.language import told

LINES_OF_TABLE = 80
"""Lines of a dump that are shown of a table."""


def add_asked(app: Flask, reviews: Reviews) -> None:
    """Hangs the routes under the application."""

    @app.get("/daftar")
    def listed() -> Response:
        """A page of the list: behind `setelah`, or with `di` on it. The facets are counted for the first page only."""
        facets, who, wanted = reviews.facets(), reviews.decisions().who, chosen()
        items = facets.wanted(wanted)
        places = {item.kunci: place for place, item in enumerate(items)}
        after, within = request.args.get("setelah", ""), request.args.get("di", "")
        start = _behind(reviews, after, places) if after else places.get(within, 0) // PAGE * PAGE
        shown = items[start : start + PAGE]
        answer = {
            "butir": [line_as_json(item, who(item)) for item in shown],
            "jumlah": len(items),
            "lagi": start + PAGE < len(items),
            "menunggu": sum(not who(item) for item in items),
            "belum": reviews.unapplied(),
            "diputuskan": sum(bool(who(item)) for item in reviews.items().values()),
        }
        if not after:
            answer["faset"] = [
                {"nama": name, "judul": told(FACETS[name]), "nilai": [asdict(value) for value in values]}
                for name, values in facets.counts(wanted).items()
            ]
        return jsonify(answer)

    @app.get("/butir/<kunci>")
    def one(kunci: str) -> Response:
        decisions = reviews.decisions()
        item = item_of(reviews, kunci)
        who = decisions.who(item)
        return jsonify(as_json(item, decisions.no) | {"oleh": told(who) if who else None})

    @app.get("/butir/<kunci>/baris")
    def lines(kunci: str) -> Response:
        item = item_of(reviews, kunci)
        below = LINES_OF_TABLE if item.jenis == TABEL else AROUND
        return jsonify(baris=reviews.pages.lines(item.doubt.place, below), ini=item.doubt.place.line)

    @app.get("/butir/<kunci>/gambar")
    def picture(kunci: str) -> Response:
        """The piece of the page that it is about; `utuh`: the whole of one of its table's pages."""
        item, asked = item_of(reviews, kunci), request.args.get("utuh")
        place = next((place for place in item.halaman if str(place.halaman) == asked), item.doubt.place)
        with reviews.patiently():
            png = reviews.pages.png(place, whole=asked is not None)
        if png is None:
            abort(404)
        return Response(png, mimetype="image/png")

    @app.get("/butir/<kunci>/angka")
    def numbers(kunci: str) -> Response:
        item = item_of(reviews, kunci)
        found = reviews.proposals.numbers(item)
        with reviews.patiently():
            choices = [choice_as_json(choice) for choice in reviews.proposals.choices(item, found)]
        return jsonify(angka=[number_as_json(angka) for angka in found], usulan=choices)

    @app.post("/butir/<kunci>/coba")
    def trial(kunci: str) -> Response:
        item, nilai = item_of(reviews, kunci), texts("nilai")["nilai"]
        with reviews.patiently():
            return jsonify(bukti=proof_as_json(reviews.proposals.tried(item, nilai)))


def _behind(reviews: Reviews, after: str, places: dict[str, int]) -> int:
    """Where the list goes on behind an item that the filter may have let go meanwhile: it was decided."""
    if after in places:
        return places[after] + 1
    order = {kunci: place for place, kunci in enumerate(reviews.items())}
    here = order.get(after, -1)
    return next((place for kunci, place in places.items() if order[kunci] > here), len(places))
