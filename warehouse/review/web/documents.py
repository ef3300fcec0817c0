"""What is said of a whole document."""

from flask import Flask, Response, abort, jsonify
from msgspec.structs import asdict

from warehouse.review.review_facts import facts_of, write_fact
from warehouse.review.review_state import Reviews
from warehouse.review.web.given import named_reviewer, texts
from warehouse.screen.language import told

NAMES = {"jenis": "Jenis", "tahun": "Tahun", "upt_id": "Kantor", "skala_rupiah": "Skala rupiah", "tanggal": "Tanggal"}
"""Facts as they are shown."""


def add_documents(app: Flask, reviews: Reviews) -> None:
    """Hangs the routes under the application."""

    @app.get("/dokumen/<doc_id>")
    def facts(doc_id: str) -> Response:
        with reviews.reading() as con:
            found = facts_of(con, reviews.review_dir, doc_id)
        return jsonify(fakta=[asdict(fact) | {"judul": told(NAMES[fact.kolom])} for fact in found])

    @app.post("/dokumen/<doc_id>/fakta")
    def write(doc_id: str) -> Response:
        given = texts("klien", "kolom", "nilai", "kunci")
        if not given["klien"]:
            abort(400)
        oleh = named_reviewer()
        with reviews.reading() as con:
            made = write_fact(con, reviews.review_dir, doc_id, given["kolom"], given["nilai"], oleh)
        reviews.written(given["klien"]).append((given["kunci"], made))
        return jsonify(berkas=made.path.name, kalimat=made.kalimat)
