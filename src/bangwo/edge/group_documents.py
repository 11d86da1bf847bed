"""Group documents: the shapes of answers about shared orders."""

from bangwo.edge.documents import Shape


class SharedLine(Shape):
    """What one of them wants; `mine`: the caller's own."""

    id: str
    who: str
    mine: bool
    name: str
    options: list[str]
    qty: int
    unit_fen: int


class SharedOrder(Shape):
    """A shared order; `mine`: the caller pays for it."""

    code: str
    link: str
    shop: str
    open: bool
    mine: bool
    until: str
    total_fen: int
    shares: list[SharedLine]


class SharedChoice(Shape):
    """One of what may be chosen, and what it adds."""

    id: str
    name: str
    fen: int


class SharedChoices(Shape):
    """What may be chosen of one kind; `default` is taken when nothing is said."""

    label: str
    default: list[str]
    choices: list[SharedChoice]


class SharedOffer(Shape):
    """Something that the shop has; `groups`: what may be chosen of it."""

    ref: str
    name: str
    price_fen: int
    unit: str
    groups: list[SharedChoices]


class SharedMenu(Shape):
    """What the shop has."""

    offers: list[SharedOffer]
