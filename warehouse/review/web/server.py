"""Serves the review page on this computer until Ctrl+C."""

import logging
import socket
from pathlib import Path

from extract.message import message
from warehouse.database.contents import opened
from warehouse.review.review_apply import Apply
from warehouse.screen.screen import console, say
from warehouse.store.errors import FileBusy

THREADS = 16
"""Twice as many as may wait for slow pages, see `review_state.PATIENT`."""


def serve_review(data_dir: Path, oleh: str, port: int, apply: Apply) -> None:
    """Raises WarehouseMissing, FileBusy where the port is taken."""
    import waitress  # only this command needs it and the framework

    from warehouse.review.local_only import HOST
    from warehouse.review.web.application import make_app

    with opened(data_dir):
        pass  # says in one sentence that there is nothing to review yet
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.bind((HOST, port))
        listener.listen(64)  # before the address is printed: whoever reads it may come at once
    except OSError as error:
        listener.close()
        raise FileBusy(message("pintu_terpakai", port=port)) from error
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of each moment in which all threads are busy
    app, secret = make_app(data_dir, oleh, port, apply)
    say(console(), message("alamat_tinjauan", komputer=HOST, port=port, kunci=secret), "Hanya untuk komputer ini. Ctrl+C menghentikannya.")
    try:
        waitress.serve(app, sockets=[listener], threads=THREADS, ident=None)
    except KeyboardInterrupt:
        pass
    finally:
        listener.close()
    say(console(), "Selesai. Keputusan ada di review; jalankan `python pipeline.py run` agar berlaku.")
