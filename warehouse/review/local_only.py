"""Keeps a page on this computer to the person who started it.

Other sites and scripts are kept out three times: the Host must be this computer's own name (so no name can be bound to it), a cookie that
only the printed address gives, and for whatever changes something a header and an Origin that only this page can send.
"""

import secrets
from typing import Any

from flask import Flask, Response, abort, redirect, request

from warehouse.screen.language import told

HOST = "127.0.0.1"
WHOLE_ADDRESS = (
    "Buka alamat yang ditulis `review --web` seutuhnya, dengan kunci di belakang tanda tanya; kunci itu berganti setiap kali dijalankan."
)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def keep_to_this_page(app: Flask, port: int) -> str:
    """Guards every request of the application; the secret that the first address must carry as `kunci`."""
    secret = secrets.token_urlsafe(24)
    cookie = f"tinjauan_{port}"
    names = {f"{HOST}:{port}", f"localhost:{port}"}
    origins = {f"http://{name}" for name in names}

    @app.before_request
    def only_this_page() -> Any:
        if request.host not in names:
            abort(403)
        if request.path == "/" and _same(request.args.get("kunci", ""), secret):
            answer = redirect("/")
            answer.set_cookie(cookie, secret, httponly=True, samesite="Strict")
            return answer
        if not _same(request.cookies.get(cookie, ""), secret):
            return Response(told(WHOLE_ADDRESS), 403, mimetype="text/plain")
        changes = request.method not in ("GET", "HEAD")
        if changes and (request.headers.get("Origin") not in origins or request.headers.get("X-Tinjauan") != "1"):
            abort(403)
        return None

    @app.after_request
    def guarded(answer: Response) -> Response:
        for name, value in HEADERS.items():
            answer.headers[name] = value
        return answer

    return secret


def _same(given: str, secret: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8"), secret.encode("utf-8"))
