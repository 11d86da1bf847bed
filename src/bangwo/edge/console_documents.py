"""Console documents: the shapes of answers that the operators' console reads."""

from bangwo.edge.documents import OrderShape, QuoteShape, Shape


class FoundOrder(Shape):
    """An order of somebody, masked."""

    user_id: str
    who: str
    order: OrderShape


class OrderFinds(Shape):
    """Orders that were found, the latest first."""

    orders: list[FoundOrder]


class SaidShape(Shape):
    """A sentence and its reply."""

    at: str
    text: str
    reply: str


class ConsentShape(Shape):
    """The signed record of the yes."""

    at: str
    digest: str
    jws: str


class StepShape(Shape):
    """A call to others and how it was answered."""

    at: str
    step: str
    outcome: str


class TransferShape(Shape):
    """A line of the ledger."""

    at: str
    kind: str
    debit: str
    credit: str
    fen: int


class OrderStory(Shape):
    """An order from the sentence to the ledger."""

    user_id: str
    who: str
    order: OrderShape
    quote: QuoteShape
    turns: list[SaidShape]
    consent: ConsentShape | None
    journal: list[StepShape]
    entries: list[TransferShape]


class ProviderShape(Shape):
    """How a service answered last."""

    name: str
    ok: bool
    seen_at: str | None
    trouble: str
    offers: int
    trades: list[str]


class ProviderList(Shape):
    """Every service that was ever asked."""

    providers: list[ProviderShape]


class BudgetShape(Shape):
    """One budget of a campaign."""

    budget_fen: int
    left_fen: int


class CampaignShape(Shape):
    """How a campaign stands."""

    campaign: str
    title: str
    state: str
    version: int
    seq: int
    until: str | None
    budget_fen: int
    left_fen: int
    budgets: dict[str, BudgetShape]


class CampaignList(Shape):
    """Every campaign."""

    campaigns: list[CampaignShape]


class CampaignDeed(Shape):
    """A line of a campaign's record."""

    seq: int
    deed: str
    at: str
    by: str
    reason: str


class CampaignStory(CampaignShape):
    """A campaign with the file in force and all that was done to it."""

    record: list[CampaignDeed]
    source: str


class MistakeShape(Shape):
    """What is wrong in a file; line 0: in none of its lines."""

    line: int
    path: str
    text: str


class CampaignCheck(Shape):
    """What a file changes, or what stands in its way."""

    ok: bool
    mistakes: list[MistakeShape]
    changed: list[str]
    diff: str
    campaign: str | None = None
    version: int | None = None
    state: str | None = None
