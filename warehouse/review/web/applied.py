"""Decisions are applied from the page; what that changed."""

from flask import Flask, Response, jsonify
from msgspec.structs import asdict

from warehouse.database.contents import changes
from warehouse.review.review_apply import Applying
from warehouse.review.review_state import Reviews
from warehouse.review.web.given import named_reviewer
from warehouse.screen.language import told

MOST_SHOWN = 400
"""Changes that are sent; `rapk diff` shows all."""


def add_applied(app: Flask, reviews: Reviews, applying: Applying) -> None:
    """Hangs the routes under the application."""

    @app.post("/terapkan")
    def start() -> Response:
        who = reviews.decisions().who
        waiting = sum(not who(item) for item in reviews.items().values())
        begun = applying.start(named_reviewer(), waiting)
        return jsonify(_progress(applying) | {"dimulai": begun})

    @app.get("/terapkan")
    def progress() -> Response:
        return jsonify(_progress(applying))

    @app.get("/perubahan")
    def changed() -> Response:
        """What the last run changed, before and after."""
        waiting = len(reviews.items())
        with reviews.reading() as con:
            found = changes(con)
        rows = [
            {
                "berkas": line.nama_berkas,
                "apa": " · ".join(str(part) for part in (line.tabel, line.indikator, line.butir, line.kolom) if part),
                "perubahan": told(line.perubahan),
                "sebelum": line.lama,
                "sesudah": line.baru,
            }
            for line in found[:MOST_SHOWN]
        ]
        return jsonify(jumlah=len(found), perubahan=rows, menunggu=waiting)


def _progress(applying: Applying) -> dict[str, object]:
    now = applying.now
    return asdict(now) | {"kalimat": told(now.kalimat) if now.kalimat else "", "langkah": told(now.langkah) if now.langkah else ""}
