"""Services: the parts that the edge speaks to, joined elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bangwo.app.campaigns import Campaigns
from bangwo.app.cases import Cases
from bangwo.app.casework import Casework
from bangwo.app.groups import Groups
from bangwo.app.invites import Invites
from bangwo.app.operators import Operators
from bangwo.app.oversight import Oversight
from bangwo.app.people import People
from bangwo.app.ports import News, PaymentNotice, Places, ProviderOrder, Signer, Store
from bangwo.app.privacy import Privacy
from bangwo.app.report.reading import ReportStore
from bangwo.app.turn import Tell
from bangwo.app.wishes import Wishes
from bangwo.core.clock import Clock
from bangwo.core.ids import Ids
from bangwo.core.json import Json
from bangwo.domain.money import Money
from bangwo.domain.order import Order
from bangwo.edge.tokens import Tokens


class Converse(Protocol):
    """Understands, answers, sells: see `app/converse.py`."""

    async def say(self, user_id: str, text: str, conversation_id: str | None, key: str, tell: Tell = ...) -> Json: ...
    async def confirm(self, user_id: str, quote_id: str, digest: str, key: str, tell: Tell = ...) -> Json: ...


class Checkout(Protocol):
    """Takes orders back: see `app/checkout.py`."""

    async def cancel(self, user_id: str, order_id: str, reason: str, key: str, *, fee: Money) -> Order: ...


class Recall(Protocol):
    """Reads what there is to see: see `app/recall.py`."""

    async def conversations(self, user_id: str) -> Json: ...
    async def conversation(self, user_id: str, conversation_id: str) -> Json: ...
    async def choices(self, user_id: str, quote_id: str) -> Json: ...
    async def whereabouts(self, user_id: str, order_id: str) -> Json: ...


class Reasons(Protocol):
    """Explains quotes: see `app/reasons.py`."""

    async def explained(self, user_id: str, named: str) -> Json: ...


class Follow(Protocol):
    """Hears how orders stand: see `app/follow.py`."""

    async def news(self, provider_id: str, news: ProviderOrder) -> Order | None: ...
    async def paid(self, notice: PaymentNotice) -> Order | None: ...


class Notices(Protocol):
    """Reads what the payment service pushes."""

    def read(self, form: Mapping[str, str]) -> PaymentNotice:
        """What a notice is about; Refused(unauthenticated) when it is not the payment service's."""
        ...


class Stock(Protocol):
    """Knows whether there is something to sell."""

    async def ready(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that the routes use."""

    store: Store
    figures: ReportStore
    stock: Stock
    converse: Converse
    checkout: Checkout
    recall: Recall
    reasons: Reasons
    follow: Follow
    people: People
    privacy: Privacy
    invites: Invites
    cases: Cases
    wishes: Wishes
    groups: Groups
    casework: Casework
    operators: Operators
    oversight: Oversight
    office: Callable[[str], Campaigns]
    places: Places
    news: News
    notices: Notices
    signer: Signer
    tokens: Tokens
    clock: Clock
    ids: Ids
    public_url: str
    sandbox: bool
    in_flight_max: int
