"""Documents: the shapes of answers for the OpenAPI document; answers themselves are not checked again."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue


class Shape(BaseModel):
    """The root of all shapes: more fields may come."""

    model_config = ConfigDict(extra="allow")


class Session(Shape):
    """A login."""

    token: str
    user_id: str
    new: bool


class BrowserSession(Shape):
    """Who a browser is logged in as, if anybody; commands by cookie carry `csrf` in `X-CSRF-Token`."""

    me: "Me | None"
    csrf: str
    sandbox: bool
    now: str = Field(description="The clock of the house, which promises run by")
    new: bool = False


class AddressShape(Shape):
    """An address of the address book."""

    label: str
    text: str
    contact: str
    phone: str


class Me(Shape):
    """Who is asking."""

    user_id: str
    phone: str
    name: str
    birth_year: int | None
    language: str
    addresses: list[AddressShape]


class Export(Shape):
    """All that is kept of a person."""

    at: str
    me: Me
    conversations: list[JsonValue]
    orders: list[JsonValue]
    cards: list[JsonValue]
    transfers: list[JsonValue]
    invitations: list[JsonValue]


class LineShape(Shape):
    """So many of one thing, in fen."""

    name: str
    qty: int
    options: list[str]
    unit_fen: int
    total_fen: int


class DiscountShape(Shape):
    """What a card takes off."""

    source: str
    fen: int
    card_id: str | None = None


class QuoteShape(Shape):
    """An exact, expiring price for exactly this; its digest is what one says yes to."""

    id: str
    digest: str
    expires_at: str
    trade: str
    lines: list[LineShape]
    fees: list[JsonValue]
    total_fen: int
    discounts: list[DiscountShape]
    pay_fen: int
    where: str | None = None
    details: dict[str, JsonValue]


class ItemShape(Shape):
    """A line of an order."""

    name: str
    qty: int
    options: list[str]


class MomentShape(Shape):
    """A change of state."""

    at: str
    state: str


State = Literal[
    "placing", "accepted", "preparing", "on_the_way", "ready", "completed", "cancelling", "cancelled", "failed"
]


class OrderShape(Shape):
    """A confirmed quote."""

    id: str
    trade: str
    state: State
    items: list[ItemShape]
    where: str | None = None
    total_fen: int
    discount_fen: int
    paid_fen: int
    refunded_fen: int
    card_used: bool
    refs: list[str]
    details: dict[str, JsonValue]
    timeline: list[MomentShape]


class OrderList(Shape):
    """The latest first."""

    orders: list[OrderShape]


class TurnShape(Shape):
    """What is answered to one sentence; `aside` is the part of the reply that a quote's block does not show."""

    conversation_id: str
    turn_id: str
    reply: str
    aside: str | None = None
    acts: list[JsonValue]
    asks: str | None
    blocks: list[JsonValue]
    quote: QuoteShape | None
    orders: list[OrderShape]


class SaidShape(Shape):
    """A turn of the past."""

    turn_id: str
    text: str
    reply: str
    at: str


class History(Shape):
    """A conversation, the oldest turn first, and what lies on the table."""

    conversation_id: str
    open: bool
    turns: list[SaidShape]
    asks: str | None
    quote: QuoteShape | None
    blocks: list[JsonValue]


class ConversationShape(Shape):
    """A conversation in a list; `first` was said first in it."""

    conversation_id: str
    open: bool
    updated_at: str
    first: str


class ConversationList(Shape):
    """The latest first."""

    conversations: list[ConversationShape]


class ChoiceShape(Shape):
    """One choice and what it adds to the price; `said` is how it is asked for in the person's language."""

    name: str
    said: str
    fen: int
    available: bool
    chosen: bool


class GroupShape(Shape):
    """What can be chosen together: between `min` and `max`."""

    kind: str
    name: str
    min: int
    max: int
    choices: list[ChoiceShape]


class LineChoices(Shape):
    """What can be chosen of one line of a quote."""

    name: str
    qty: int
    unit: str
    groups: list[GroupShape]


class Hall(Shape):
    """A hall as `[row, column]` pairs; an aisle runs right of each column in `aisles`."""

    rows: int
    cols: int
    aisles: list[int]
    seats: list[tuple[int, int]]
    free: list[tuple[int, int]]
    chosen: list[tuple[int, int]]


class ChoicesShape(Shape):
    """What may still be chosen in a quote."""

    quote_id: str
    lines: list[LineChoices]
    seat_map: Hall | None


class PointShape(Shape):
    """A point of the city; `name` where it has one."""

    lat: float
    lon: float
    name: str | None = None


class Whereabouts(Shape):
    """Where an order comes from, goes to, and is."""

    shop: PointShape | None
    to: PointShape | None
    courier: PointShape | None


class CardShape(Shape):
    """A free-order card."""

    id: str
    campaign: str
    state: Literal["granted", "held", "used", "expired", "frozen"]
    max_fen: int
    expires_at: str


class Entry(Shape):
    """Money that moved between a person and an order; negative was paid."""

    at: str
    kind: str
    order_id: str
    fen: int


class CeilingsShape(Shape):
    """What a person lets an order and a day cost, in fen; null: as much as it may be."""

    order_fen: int | None
    day_fen: int | None


class Limits(CeilingsShape):
    """Those, and how many cards one may use now, may ever get, and what each takes off at most."""

    usable: int
    cards_max: int
    card_max_fen: int


class Wallet(Shape):
    """Cards, their limits and what was paid and given back."""

    cards: list[CardShape]
    limits: Limits
    entries: list[Entry]


class CameShape(Shape):
    """A friend who came, known by a masked name or phone number."""

    who: str
    at: str


class Invite(Shape):
    """My link and code, how many came by it and the latest of them, the cards it brought, and by whom I came."""

    link: str
    code: str
    count: int
    accepted: list[CameShape]
    cards: int
    invited_by: str | None


class Receipt(Shape):
    """The signed consent of an order, and what it says once its signature was checked."""

    order_id: str
    jws: str
    claims: dict[str, JsonValue]


class PeakShape(Shape):
    """The most within one second."""

    per_second: int
    at: str


class PeopleShape(Shape):
    """Different people: exact by day, about by period (`error`: 19 of 20 times nearer than this share)."""

    active: int
    buyers: int
    error: float
    by_day: dict[str, dict[str, int]]


class WaitingShape(Shape):
    """Orders between the yes and an answer now, and how long those of the period waited for it."""

    orders: int
    p50_ms: int | None
    p90_ms: int | None
    p99_ms: int | None


class Report(Shape):
    """The war report, counted from stored facts; docs/report.md defines every figure."""

    at: str
    since: str
    until: str
    counted_at: str | None
    behind: bool
    totals: dict[str, int | float | None]
    growth: dict[str, float | None]
    peaks: dict[str, PeakShape]
    people: PeopleShape
    retention: list[dict[str, str | int | None]]
    trades: dict[str, dict[str, int]]
    tiers: dict[str, int]
    cards: dict[str, int | float | None]
    money: dict[str, JsonValue]
    refusals: dict[str, int]
    failures: dict[str, int]
    waiting: WaitingShape
    days: list[dict[str, str | int]]
    hours: list[dict[str, str | int]]
    seconds: list[dict[str, str | int]]


class ProblemShape(Shape):
    """A refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str = Field(description="Stable; clients may rely on it")
    request_id: str
