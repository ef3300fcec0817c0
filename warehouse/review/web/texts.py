"""RO lines that were lost and texts that are wrong, as a person writes them."""

from flask import Flask, Response, jsonify

from normalize.decisions.ro_tinjauan import LINE_COLUMNS
from warehouse.review.review_files import Written
from warehouse.review.review_state import Reviews
from warehouse.review.review_texts import rows_above, texts_of, write_line, write_text
from warehouse.review.web.given import item_of, named_reviewer, texts


def add_texts(app: Flask, reviews: Reviews) -> None:
    """Hangs the routes under the application."""

    @app.get("/butir/<kunci>/teks")
    def texts_of_item(kunci: str) -> Response:
        item = item_of(reviews, kunci)
        with reviews.reading() as con:
            found = texts_of(con, item)
        rows = [{"setelah": str(baris), "apa": name} for baris, name in rows_above(found).items()] if item.doubt.target_id else []
        names = [{"kunci": text.kunci, "kolom": text.alamat.kolom, "kode": text.kode, "nilai": text.nilai} for text in found]
        return jsonify(baris=rows, teks=names)

    @app.post("/butir/<kunci>/teks")
    def write_text_of_item(kunci: str) -> Response:
        given = texts("klien", "teks", "nilai")
        item, oleh = item_of(reviews, kunci), named_reviewer()
        with reviews.reading() as con:
            found = texts_of(con, item)
        return _kept(given["klien"], kunci, write_text(reviews.review_dir, item, found, given["teks"], given["nilai"], oleh))

    @app.post("/butir/<kunci>/ro")
    def write_line_of_item(kunci: str) -> Response:
        given = texts("klien", *LINE_COLUMNS)
        item, oleh = item_of(reviews, kunci), named_reviewer()
        with reviews.reading() as con:
            found = texts_of(con, item)
        return _kept(given["klien"], kunci, write_line(reviews.review_dir, item, found, given, oleh))

    def _kept(klien: str, kunci: str, made: Written) -> Response:
        reviews.written(klien).append((kunci, made))
        return jsonify(berkas=made.path.name, kalimat=made.kalimat)
