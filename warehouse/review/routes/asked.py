"""What is asked: the list by facets, one item, where it is printed, the numbers behind it."""

from flask import Flask, Response, abort, jsonify, request

from warehouse.review.review_facets import PAGE
from warehouse.review.review_numbers import Angka
from warehouse.review.review_state import Reviews
from warehouse.review.review_words import as_json, choice_as_json, line_as_json, proof_as_json
from warehouse.review.routes.given import chosen, item_of, texts
from warehouse.screen.language import told
from warehouse.screen.screen import printed


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
            "diputuskan": sum(bool(who(item)) for item in reviews.items().values()),
        }
        if not after:
            counts = facets.counts(wanted)
            answer["faset"] = {
                name: [{"nilai": value.nilai, "label": value.label, "jumlah": value.jumlah} for value in values]
                for name, values in counts.items()
            }
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
        return jsonify(baris=reviews.pages.lines(item.doubt.place), ini=item.doubt.place.line)

    @app.get("/butir/<kunci>/gambar")
    def picture(kunci: str) -> Response:
        item = item_of(reviews, kunci)
        with reviews.patiently():
            png = reviews.pages.png(item.doubt.place, whole="utuh" in request.args)
        if png is None:
            abort(404)
        return Response(png, mimetype="image/png")

    @app.get("/butir/<kunci>/angka")
    def numbers(kunci: str) -> Response:
        item = item_of(reviews, kunci)
        found = reviews.proposals.numbers(item)
        with reviews.patiently():
            choices = [choice_as_json(choice) for choice in reviews.proposals.choices(item, found)]
        return jsonify(angka=[_number(angka) for angka in found], usulan=choices)

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


def _number(angka: Angka) -> dict[str, str | None]:
    return {
        "kunci": angka.kunci,
        "nama": angka.nama,
        "nilai": printed(angka.nilai),
        "bukti": angka.bukti,
        "status": told((angka.bukti or "").replace("_", " ")) if angka.bukti else None,
    }
