"""Group documents: the shapes of answers about shared orders."""

from pydantic import JsonValue

from bangwo.edge.documents import Shape


class GroupShareShape(Shape):
    """What one of them wants; `mine`: the caller's own."""

    id: str
    who: str
    mine: bool
    name: str
    options: list[str]
    qty: int
    unit_fen: int


class GroupShape(Shape):
    """A shared order; `mine`: the caller pays for it."""

    code: str
    link: str
    shop: str
    open: bool
    mine: bool
    until: str
    total_fen: int
    shares: list[GroupShareShape]


class GroupOffer(Shape):
    """Something that the shop has; `groups`: what may be chosen of it."""

    ref: str
    name: str
    price_fen: int
    unit: str
    groups: list[JsonValue]


class GroupMenu(Shape):
    """What the shop has."""

    offers: list[GroupOffer]
