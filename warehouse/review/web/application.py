"""The review page: one application for one data folder, guarded, in the language of the screen."""

from pathlib import Path

from flask import Flask, Response, jsonify, render_template

from normalize.errors import RegistryError
from warehouse.review.local_only import keep_to_this_page
from warehouse.review.review_apply import Apply, Applying
from warehouse.review.review_state import Reviews
from warehouse.review.web.applied import add_applied
from warehouse.review.web.asked import add_asked
from warehouse.review.web.decided import add_decided
from warehouse.review.web.documents import add_documents
from warehouse.review.web.given import reviewer
from warehouse.review.web.texts import add_texts
from warehouse.screen.language import spoken, told, told_on_page
from warehouse.speech.catalog import words_of_page
from warehouse.store.errors import FileBusy, WarehouseError


def make_app(data_dir: Path, oleh: str, port: int, apply: Apply) -> tuple[Flask, str]:
    """The application and the secret that the address carries. oleh: the name that is proposed to who has given none yet."""
    folder = Path(__file__).resolve().parent.parent
    app = Flask("tinjauan", template_folder=str(folder / "templates"), static_folder=str(folder / "static"))
    app.jinja_env.autoescape = True
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    secret = keep_to_this_page(app, port)
    reviews = app.extensions["tinjauan"] = Reviews(data_dir)

    @app.errorhandler(WarehouseError)
    @app.errorhandler(RegistryError)
    def refusal(error: WarehouseError | RegistryError) -> tuple[Response, int]:
        return jsonify(kalimat=told(error.alasan)), 503 if isinstance(error, FileBusy) else 409

    @app.get("/")
    def page() -> str:
        return render_template("review.html.j2", usul=oleh, oleh=reviewer(), t=told_on_page, lang=spoken(), kata=words_of_page(spoken()))

    add_asked(app, reviews)
    add_decided(app, reviews)
    add_documents(app, reviews)
    add_texts(app, reviews)
    add_applied(app, reviews, Applying(data_dir, apply))
    return app, secret
