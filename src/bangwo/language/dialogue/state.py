"""The state of a conversation: drafts, what was shown, what is asked, and the quote on the table."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bangwo.domain.act import Act, Item
from bangwo.domain.offer import Trade

SEATED = frozenset({Trade.MOVIE, Trade.SHOW})
DRAFTS_MAX = 20
OPTIONS_MAX = 5


class Asks(StrEnum):
    """What the last reply asks for."""

    ADDRESS = "address"
    ITEMS = "items"
    COUNT = "count"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    FROM = "from"
    TO = "to"
    CITY = "city"
    NAME = "name"
    CONFIRM = "confirm"
    CONFIRM_CANCEL = "confirm_cancel"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list that was shown. `offers`: what it buys, one for each item (empty: it has none of it).

    `row` and `cols`: the seats, where it is seats that are chosen.
    """

    ref: str
    title: str
    shop: str = ""
    price_fen: int | None = None
    at: str = ""
    offers: tuple[str, ...] = ()
    metres: int | None = None
    minutes: int | None = None
    rating: int = 0
    name: str = ""  # of what it is in short: the item, the film
    row: int = 0
    cols: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A request being filled in.

    `wanted`: all that was said about it so far, as one act. `browsing`: it is only looked for. `picked`: the offers
    that it is about, one for each item. `firm`: the person picked them. `film`: the list entry that led to showings.
    `phone` and `contact`: who takes it in, where it is not the person; `gift`: what the card says.
    `aside`: another request came in between. `offered`: it was taken up again after that, which is done once.
    `matched`: how many the options were taken from.
    """

    wanted: Act
    browsing: bool = False
    picked: tuple[str, ...] = ()
    firm: bool = False
    film: str = ""
    options: tuple[Option, ...] = ()
    aside: bool = False
    offered: bool = False
    matched: int = 0
    phone: str = ""
    contact: str = ""
    gift: str = ""

    @property
    def trade(self) -> Trade:
        """What kind of thing is wanted."""
        return self.wanted.trade or Trade.FOOD

    @property
    def what(self) -> str:
        """What it is about, in a few words; empty when nothing was said."""
        return "、".join(dict.fromkeys(each.name for each in self.wanted.items if each.name)) or self.wanted.title or ""

    @property
    def subject(self) -> str:
        """What it is called when it is spoken of again: what it is about, or else the shop."""
        wanted = self.wanted
        way = f"{wanted.from_ or ''}→{wanted.to}" if wanted.to else ""
        return self.what or wanted.shop or wanted.name or way or wanted.near or wanted.city or ""

    @property
    def begun(self) -> bool:
        """Whether there is something to come back to."""
        return bool(self.subject and not self.browsing and (self.options or self.picked))

    def with_items(self, items: tuple[Item, ...], picked: tuple[str, ...]) -> "Draft":
        """The draft with other items, and the offers that stay picked for them."""
        return replace(self, wanted=replace(self.wanted, items=items), picked=picked)

    def unpicked(self) -> "Draft":
        """The draft, to be looked for anew."""
        return replace(self, picked=(), firm=False, options=(), matched=0)


@dataclass(frozen=True, slots=True)
class Deferral:
    """That the first draft is to wait, for what (`domain/standing.Trigger`), and what it may cost (0: not known)."""

    trigger: str
    at: str = ""  # local, to the minute
    most_fen: int = 0


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Where a conversation stands. The first draft is the one being talked about, and the quote is for it.

    `label`: the address label, or the item of which it was asked how many. `listed`: the last reply showed the
    options. `chose`: the last turn chose one of them. `order_id`: the order that was made last, or that a question is
    about. `ordered`: the draft of that order, should it have to be offered again. `reason`: why it is to be cancelled,
    `fee_fen`: what that costs, as told.
    `language`: of the last sentence. `deferral`: the first draft is not to be ordered now.
    `group_id`: others add to the first draft by a link.
    """

    drafts: tuple[Draft, ...] = ()
    quote_id: str = ""
    asks: str = ""
    label: str = ""
    listed: bool = False
    chose: bool = False
    order_id: str = ""
    ordered: Draft | None = None
    reason: str = ""
    fee_fen: int = 0
    language: str = ""
    deferral: Deferral | None = None
    group_id: str = ""

    @property
    def draft(self) -> Draft | None:
        """The draft being talked about."""
        return self.drafts[0] if self.drafts else None

    def with_draft(self, draft: Draft) -> "Dialogue":
        """The same conversation with its first draft changed."""
        return replace(self, drafts=(draft, *self.drafts[1:]))

    def without_draft(self) -> "Dialogue":
        """The same conversation with its first draft gone."""
        return replace(self, drafts=self.drafts[1:], quote_id="", asks="", label="", deferral=None, group_id="")

    def resumed(self, place: int) -> "Dialogue":
        """The same conversation about another of its drafts; the one before it is put aside."""
        again = replace(self.drafts[place], aside=False, offered=True)
        others = [each for at, each in enumerate(self.drafts) if at != place]
        first = [replace(each, aside=True) for each in others[:1]]
        return replace(self, drafts=(again, *first, *others[1:]), quote_id="", asks="", label="")

    @property
    def running(self) -> bool:
        """Whether something is still to be said about it."""
        return bool(self.drafts or self.asks)
