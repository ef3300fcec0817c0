"""What a request carries: texts of a bounded length, a name that a cookie keeps, and the filter of the list."""

from typing import Any
from urllib.parse import quote, unquote

from flask import Response, abort, request

from extract.message import message
from warehouse.review.review_facets import FACETS, Filter
from warehouse.review.review_items import Item
from warehouse.review.review_state import Reviews
from warehouse.store.errors import NameUnknown

LONGEST = 2_000
"""Characters of a value or note."""
LONGEST_NAME = 80
KEPT = 400 * 24 * 3600
"""Seconds for which a browser keeps the reviewer's name."""


def texts(*names: str) -> dict[str, str]:
    """Those of the request's body; what is missing is ''."""
    given: Any = request.get_json(silent=True)
    if not isinstance(given, dict) or any(not isinstance(given.get(name, ""), str) for name in names):
        abort(400)
    return {name: given.get(name, "").strip()[:LONGEST] for name in names}


def chosen() -> Filter:
    """The filter in the address."""
    return {facet: [value[:LONGEST] for value in request.args.getlist(facet)] for facet in FACETS}


def item_of(reviews: Reviews, kunci: str) -> Item:
    """The item in full; 404 where it is no longer in the list."""
    found = reviews.item(kunci)
    if found is None:
        abort(404)
    return found


def _cookie() -> str:
    return f"peninjau_{request.host.rpartition(':')[2]}"


def reviewer() -> str:
    """The name that this browser has given; '' before it was asked."""
    return " ".join(unquote(request.cookies.get(_cookie(), "")).split())[:LONGEST_NAME]


def named_reviewer() -> str:
    """Raises NameUnknown where nobody has said who decides."""
    if not reviewer():
        raise NameUnknown(message("sebut_nama_anda"))
    return reviewer()


def keep_name(answer: Response, name: str) -> Response:
    """The answer with the cookie."""
    answer.set_cookie(_cookie(), quote(" ".join(name.split())[:LONGEST_NAME]), max_age=KEPT, httponly=True, samesite="Strict")
    return answer
