"""What whoever starts a run asks of it."""

from msgspec import Struct


class Wishes(Struct, frozen=True):
    """again: read all anew. emptied: the inbox may be empty, and the warehouse with it. no_pictures: pages that are pictures are left for
    another run. follow_links: also links that lead out of the inbox. let_go: documents may leave however many they are. known_only: nothing
    new is taken in and nothing leaves; only what the warehouse has is read again, where a decision asks for it."""

    again: bool = False
    emptied: bool = False
    no_pictures: bool = False
    follow_links: bool = False
    let_go: bool = False
    known_only: bool = False


NONE = Wishes()
